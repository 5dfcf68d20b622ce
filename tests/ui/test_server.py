"""Who may ask the server, what a page of it may load, and where it listens."""

import re
import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from paperqa.errors import SettingsError
from paperqa.settings import Settings
from paperqa.ui.server import address, listen, trusted_hosts
from serving import served
from small_desk import small_desk


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("server")
    desk = small_desk(folder)
    with (
        served(folder, lambda: desk) as url,
        httpx.Client(base_url=url, trust_env=False) as client,
    ):
        yield client


def test_the_page_may_load_and_send_nothing_but_what_comes_from_here(client: httpx.Client) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    policy = dict(
        part.split(" ", 1) for part in answer.headers["content-security-policy"].split("; ")
    )
    assert policy["default-src"] == "'self'"
    assert policy["img-src"] == "'self' data: blob:"
    assert policy["connect-src"] == "'self'"
    assert policy["form-action"] == "'self'"
    assert policy["object-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"


def test_errors_carry_the_headers_too(client: httpx.Client) -> None:
    answer = client.get("/no-such-page")
    assert answer.status_code == 404
    assert "content-security-policy" in answer.headers


def test_another_host_name_is_refused(client: httpx.Client) -> None:
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400
    assert client.get("/", headers={"Host": "localhost:7860"}).status_code == 200


@pytest.mark.parametrize(
    "path", ["/openapi.json", "/docs", "/redoc", "/monitoring", "/gradio_api/runs"]
)
def test_what_a_reader_does_not_need_is_not_served(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code in {403, 404}


def test_no_function_of_the_page_is_offered_as_an_api(client: httpx.Client) -> None:
    info = client.get("/gradio_api/info").json()
    assert info == {"named_endpoints": {}, "unnamed_endpoints": {}}


def test_an_upload_is_refused(client: httpx.Client) -> None:
    files = {"files": ("x.pdf", b"x" * 5000)}
    assert client.post("/gradio_api/upload", files=files).status_code == 413


@pytest.mark.parametrize("path", ["/etc/passwd", "../../etc/passwd", "pyproject.toml", "app.py"])
def test_no_file_of_this_machine_is_served(client: httpx.Client, path: str) -> None:
    assert client.get(f"/gradio_api/file={path}").status_code in {403, 404}


def test_the_page_names_no_font_script_or_style_from_outside(client: httpx.Client) -> None:
    page = client.get("/").text
    loaded = re.findall(r"""<(?:script|link|img|iframe)[^>]+(?:src|href)=["']?([^"'\s>]+)""", page)
    assert [url for url in loaded if re.match(r"(?:https?:)?//", url)] == []


def test_a_taken_port_is_one_clear_line() -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        message = rf"port {port} of 127\.0\.0\.1 is taken; choose another: .*--port {port + 1}"
        with pytest.raises(SettingsError, match=message):
            listen(Settings(home=Path(), port=port))


def test_an_address_of_another_machine_is_one_clear_line() -> None:
    with pytest.raises(SettingsError, match=r"cannot listen on 192\.0\.2\.1, port 7860"):
        listen(Settings(home=Path(), host="192.0.2.1"))


def test_port_0_takes_a_free_port_and_the_address_names_it() -> None:
    with listen(Settings(home=Path(), port=0)) as listener:
        assert address(listener) == f"http://127.0.0.1:{listener.getsockname()[1]}"


def test_trusted_hosts_are_this_machine_and_the_host_given() -> None:
    assert trusted_hosts("127.0.0.1") == ["127.0.0.1", "localhost"]
    assert trusted_hosts("papers.club") == ["127.0.0.1", "localhost", "papers.club"]
    assert socket.gethostname() in trusted_hosts("0.0.0.0")
    assert "*" not in trusted_hosts("0.0.0.0")
