"""Reading lists lead to public hosts only, whoever sent them."""

import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from misbehaving_server import Answer, MisbehavingServer, Request, running_server

from paperqa.errors import FetchError
from paperqa.settings import Settings
from paperqa.sources.arxiv import FetchResult, fetch_pdfs
from paperqa.sources.library import PdfLibrary
from paperqa.sources.reach import check_public
from paperqa.types import Paper

PDF = b"%PDF-1.7\n" + bytes(2000) + b"\n%%EOF\n"


@pytest.mark.parametrize(
    "host",
    "127.0.0.1 127.1 2130706433 0x7f000001 0.0.0.0 10.0.0.1 172.16.5.4 192.168.1.1 100.64.0.1 "
    "169.254.169.254 224.0.0.1 255.255.255.255 localhost [::1] [::] [::ffff:127.0.0.1] "
    "[::ffff:10.0.0.1] [2002:7f00:1::] [fe80::1] [fd00::1]".split(),
)
def test_a_host_that_is_not_public_is_not_asked(host: str) -> None:
    with pytest.raises(FetchError, match=r"is not asked: \S+ is no public address; download"):
        check_public(httpx.URL(f"https://{host}/x.pdf"))


@pytest.mark.parametrize("host", ["8.8.8.8", "[2606:4700:4700::1111]", "[::ffff:8.8.8.8]"])
def test_a_public_host_may_be_asked(host: str) -> None:
    check_public(httpx.URL(f"https://{host}/x.pdf"))


@pytest.mark.parametrize("inner", ["127.0.0.1", "10.1.2.3", "::1"])
def test_one_private_address_among_public_ones_is_enough(
    monkeypatch: pytest.MonkeyPatch, inner: str
) -> None:
    def found(*asked: object, **more: object) -> list[tuple[object, ...]]:
        return [(0, 0, 0, "", (ip, 443)) for ip in ("8.8.8.8", inner)]

    monkeypatch.setattr(socket, "getaddrinfo", found)
    with pytest.raises(FetchError, match=rf"^club\.example is not asked: {inner} is no public"):
        check_public(httpx.URL("https://club.example/x.pdf"))


@pytest.fixture
def servers(
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[tuple[MisbehavingServer, MisbehavingServer]]:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    with running_server() as arxiv, running_server() as inner:
        inner.answers["/x.pdf"] = [Answer(200, PDF)]
        yield arxiv, inner


def fetched(folder: Path, arxiv: MisbehavingServer, paper: Paper) -> FetchResult:
    settings = Settings(home=folder, pdf_dir=folder, arxiv_url=arxiv.url, fetch_delay=0.0)
    [result] = fetch_pdfs([paper], PdfLibrary(folder), settings, sleep=lambda seconds: None)
    return result


def test_a_list_that_names_a_server_of_this_machine_reaches_nothing(
    servers: tuple[MisbehavingServer, MisbehavingServer], tmp_path: Path
) -> None:
    arxiv, inner = servers
    for host in ("127.0.0.1", "localhost"):
        url = f"http://{host}:{inner.server_port}/x.pdf"
        result = fetched(tmp_path, arxiv, Paper("gpt1", "GPT", pdf_url=url))
        assert result.state == "failed"
        assert result.error.startswith(f"{host} is not asked: ")
        assert "\n" not in result.error
    assert inner.requests == []


def test_a_redirect_to_a_server_of_this_machine_is_not_followed(
    servers: tuple[MisbehavingServer, MisbehavingServer], tmp_path: Path
) -> None:
    arxiv, inner = servers
    url = f"{inner.url}/x.pdf"
    arxiv.answers["/pdf/1706.03762"] = [Answer(302, headers={"Location": url})]
    result = fetched(tmp_path, arxiv, Paper("1706.03762", "Attention", pdf_url=url))
    assert result.error.startswith("127.0.0.1 is not asked: 127.0.0.1 is no public address")
    assert (arxiv.requests, inner.requests) == ([Request("/pdf/1706.03762")], [])


def test_the_host_that_the_settings_name_may_be_this_machine(
    servers: tuple[MisbehavingServer, MisbehavingServer], tmp_path: Path
) -> None:
    arxiv, _ = servers
    arxiv.answers["/pdf/1706.03762"] = [Answer(200, PDF)]
    assert fetched(tmp_path, arxiv, Paper("1706.03762", "Attention")).state == "fetched"
    assert (tmp_path / "1706.03762.pdf").read_bytes() == PDF
