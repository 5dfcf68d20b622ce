"""Addresses as people write them."""

import ssl
from traceback import format_exception

import pytest

from paperqa.errors import ModelError
from paperqa.llm.endpoint.address import Endpoint, parse_endpoint
from paperqa.llm.models.files import is_address


@pytest.mark.parametrize(
    ("address", "base", "root", "model"),
    [
        ("http://host:11434", "http://host:11434/v1", "http://host:11434", ""),
        ("http://host:11434/", "http://host:11434/v1", "http://host:11434", ""),
        ("http://host:8080/v1", "http://host:8080/v1", "http://host:8080", ""),
        ("http://host/v1/#gemma4:e4b", "http://host/v1", "http://host", "gemma4:e4b"),
        (" http://host#a/b c ", "http://host/v1", "http://host", "a/b c"),
        ("https://host/llm/v1#m", "https://host/llm/v1", "https://host/llm", "m"),
        ("https://host/v1beta/openai", "https://host/v1beta/openai", None, ""),
        ("http://host/v1/chat/completions#m", "http://host/v1", "http://host", "m"),
        ("HTTP://Host:80", "http://host:80/v1", "http://host:80", ""),
        ("http://[::1]:8080", "http://[::1]:8080/v1", "http://[::1]:8080", ""),
    ],
)
def test_an_address_is_read(address: str, base: str, root: str | None, model: str) -> None:
    endpoint = parse_endpoint(address)
    assert (endpoint.base, endpoint.root, endpoint.model) == (base, root or base, model)
    assert is_address(address.strip())


@pytest.mark.parametrize(
    "path", ["models/a.gguf", "/http/a.gguf", "", "httpfile.gguf", "ftp://a", " http://a"]
)
def test_a_path_is_no_address(path: str) -> None:
    assert not is_address(path)


@pytest.mark.parametrize(
    ("address", "message"),
    [
        (
            "http://",
            "PAPERQA_MODEL = 'http://' is no address of a server; "
            "expected one such as http://localhost:11434/v1#gemma4:e4b",
        ),
        (
            "http://host/v1?version=2",
            "PAPERQA_MODEL = 'http://host/v1?…' is no address of a server; "
            "expected one such as http://localhost:11434/v1#gemma4:e4b",
        ),
        (
            "http://host:port",
            "PAPERQA_MODEL is no address (Invalid port: 'port'); "
            "expected one such as http://localhost:11434/v1#gemma4:e4b",
        ),
        (
            "http://me:s3cret@host/v1",
            "the address of PAPERQA_MODEL, at host, holds a password; "
            "put the key in PAPERQA_MODEL_KEY instead",
        ),
    ],
)
def test_what_is_no_address_says_so_in_one_line(address: str, message: str) -> None:
    with pytest.raises(ModelError) as caught:
        parse_endpoint(address)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    "address",
    [
        "http://me:pa/s3cret@host/v1",
        "http://me:s3cret?x@host",
        "http://me:s3cret/x@host/v1",
        "http://me:s3cret#x@host/v1",
        "http://me:12/s3cret@host/v1",
        "http://me:12?s3cret@host/v1",
        "me:s3cret@host/v1",
    ],
)
def test_a_password_that_is_not_where_it_belongs_is_not_repeated(address: str) -> None:
    with pytest.raises(ModelError) as caught:
        parse_endpoint(address)
    assert str(caught.value) == (
        "PAPERQA_MODEL is no address, and it seems to hold a password; expected one such as "
        "http://localhost:11434/v1#gemma4:e4b, and the key in PAPERQA_MODEL_KEY"
    )
    told = "".join(format_exception(caught.value))
    assert "s3cret" not in told.replace(address, "")


@pytest.mark.parametrize("query", ["?api_key=s3cret", "?\ns3cret", "?api_key=s3cret#m"])
def test_a_key_in_a_query_is_not_repeated(query: str) -> None:
    with pytest.raises(ModelError) as caught:
        parse_endpoint(f"http://host/v1{query}")
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize("key", ["s3cret\nX-Evil: 1", "s3cret\u05d0", "s3\tcret"])
def test_a_key_that_no_header_takes_is_refused_and_not_repeated(key: str) -> None:
    with pytest.raises(ModelError) as caught:
        parse_endpoint("http://host", key)
    assert str(caught.value) == (
        f"PAPERQA_MODEL_KEY, {len(key)} characters long, holds one that no key has; "
        "copy the key again"
    )


def test_the_key_is_sent_but_never_shown() -> None:
    endpoint = parse_endpoint("http://host", " s3cret ")
    assert endpoint.headers["Authorization"] == "Bearer s3cret"
    assert "s3cret" not in repr(endpoint)
    assert endpoint.mask("wrong key\n\x1b[31ms3cret!") == "wrong key [31m(key)!"
    assert "Authorization" not in Endpoint("http://host/v1").headers


@pytest.mark.parametrize(
    ("base", "allowed"),
    [
        ("http://localhost:1/v1", False),
        ("http://127.0.0.2/v1", False),
        ("http://[::1]/v1", False),
        ("http://192.168.0.9/v1", True),
        ("https://api.example/v1", True),
    ],
)
def test_only_other_machines_are_asked_through_a_proxy(base: str, allowed: bool) -> None:
    assert Endpoint(base).through_proxy is allowed


@pytest.mark.parametrize(("base", "trusts"), [("http://host/v1", False), ("https://host/v1", True)])
def test_certificates_are_checked_and_read_only_where_there_are_any(
    base: str, trusts: bool
) -> None:
    tls = Endpoint(base).tls()
    assert (tls.verify_mode, tls.check_hostname) == (ssl.CERT_REQUIRED, True)
    assert bool(tls.get_ca_certs()) is trusts
