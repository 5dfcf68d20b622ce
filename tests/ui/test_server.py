"""Who may ask the server, what a page of it may load, and what may be sent to it."""

import os
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from paperqa.settings import Settings
from paperqa.ui.building import UPLOADS
from serving import served
from small_desk import small_desk

MEGABYTE = 2**20


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("server")
    desk = small_desk(folder)
    settings = Settings(home=folder, port=0, max_pdf_mb=1)
    with (
        served(folder, lambda: desk, settings=settings) as url,
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
    assert policy["script-src-attr"] == "'none'"
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "camera=()" in answer.headers["permissions-policy"]
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
    "path", ["/openapi.json", "/docs", "/redoc", "/monitoring", "/gradio_api/runs", "/mcp"]
)
def test_what_a_reader_does_not_need_is_not_served(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_page_of_another_site_can_send_nothing(client: httpx.Client) -> None:
    files = {"files": ("x.pdf", b"%PDF-")}
    foreign = {"Origin": "https://evil.example"}
    assert client.post("/gradio_api/upload", files=files, headers=foreign).status_code == 403
    join = client.post("/gradio_api/queue/join", json={"data": []}, headers=foreign)
    assert join.status_code == 403
    asked = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    answer = client.options("/gradio_api/upload", headers=asked)
    assert answer.status_code == 403
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_an_upload_is_held_to_the_size_of_a_pdf(client: httpx.Client) -> None:
    for size, status in ((MEGABYTE, 200), (MEGABYTE + 1, 413)):
        files = {"files": ("x.pdf", b"x" * size)}
        assert client.post("/gradio_api/upload", files=files).status_code == status


def test_uploads_are_held_to_a_quota_in_all(client: httpx.Client) -> None:
    answers = [
        client.post("/gradio_api/upload", files={"files": (f"{n}.pdf", bytes([n]) * MEGABYTE)})
        for n in range(UPLOADS + 1)
    ]
    assert answers[-1].status_code == 507
    assert answers[-1].text.startswith("paperqa: no room: uploads may fill 10 MB in all")


@pytest.mark.parametrize("path", ["/etc/passwd", "../../etc/passwd", "pyproject.toml", "app.py"])
def test_no_file_of_this_machine_is_served(client: httpx.Client, path: str) -> None:
    assert client.get(f"/gradio_api/file={path}").status_code in {403, 404}


def test_the_page_names_no_font_script_or_style_from_outside(client: httpx.Client) -> None:
    page = client.get("/").text
    loaded = re.findall(r"""<(?:script|link|img|iframe)[^>]+(?:src|href)=["']?([^"'\s>]+)""", page)
    assert [url for url in loaded if re.match(r"(?:https?:)?//", url)] == []


def test_the_page_and_its_config_name_no_folder_of_this_machine(client: httpx.Client) -> None:
    texts = [client.get(path).text for path in ("/", "/config", "/gradio_api/info")]
    for text in texts:
        for folder in (
            os.environ["GRADIO_TEMP_DIR"],
            str(Path.home()),
            sys.prefix,
            tempfile.gettempdir(),
        ):
            assert f"{folder}/" not in text
