"""Gradio's page leaves in the language and the colours of who asks for it."""

import re
from collections.abc import Iterator
from pathlib import Path

import gradio as gr
import httpx
import pytest
from starlette.responses import JSONResponse
from starlette.testclient import TestClient

import paperqa.ui
from paperqa.ui.top.first_paint import FirstPaint
from serving import served
from small_desk import small_desk

PAGE = (Path(gr.__file__).parent / "templates" / "frontend" / "index.html").read_text("utf-8")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("server")
    desk = small_desk(folder)
    with (
        served(folder, lambda: desk) as url,
        httpx.Client(base_url=url, trust_env=False) as client,
    ):
        yield client


def _page(client: httpx.Client, cookie: str = "", path: str = "/", accept: str = "en") -> str:
    headers = {"Cookie": cookie, "Accept-Language": accept}
    response = client.get(path, headers=headers)
    assert int(response.headers["content-length"]) == len(response.content)
    return response.text


def _opening(page: str, tag: str) -> str:
    found = re.search(rf"<{tag}\b[^>]*>", page)
    assert found
    return found[0]


@pytest.mark.parametrize(
    ("cookie", "accept", "lang", "way"),
    [
        ("", "en-US", "en", "ltr"),
        ("", "he-IL,he;q=0.9", "he", "rtl"),
        ("paperqa_lang=he", "en", "he", "rtl"),
        ("paperqa_lang=en", "he", "en", "ltr"),
    ],
)
def test_the_cookie_or_else_the_browser_says_language_and_direction(
    client: httpx.Client, cookie: str, accept: str, lang: str, way: str
) -> None:
    page = _page(client, cookie, accept=accept)
    assert f'lang="{lang}" dir="{way}"' in _opening(page, "html")
    script = page.index("defineProperties(navigator")
    assert f"get: () => '{lang}'" in page[script : script + 120]
    assert script < page.index('type="module"')


@pytest.mark.parametrize(
    ("cookie", "path", "body", "app"),
    [
        ("", "/", "", ""),
        ("paperqa_theme=dark", "/", "dark", "dark"),
        ("paperqa_theme=light", "/", "light", "light"),
        ("paperqa_theme=system", "/", "", ""),
        ("paperqa_theme=<b>", "/", "", ""),
        ("", "/?__theme=dark", "dark", "dark"),
        ("paperqa_theme=light", "/?__theme=dark", "light", "light"),
    ],
)
def test_the_colours_are_those_that_the_reader_chose(
    client: httpx.Client, cookie: str, path: str, body: str, app: str
) -> None:
    page = _page(client, cookie, path)
    assert _opening(page, "body").startswith(f'<body class="{body}"' if body else "<body\n")
    assert (f'theme_mode="{app}"' in _opening(page, "gradio-app")) is bool(app)
    assert f'data-theme="{app or "system"}"' in _opening(page, "html")


def test_only_gradios_own_tags_are_changed(client: httpx.Client) -> None:
    page = _page(client, "paperqa_lang=he; paperqa_theme=dark")
    tags = r"<(html|head|body|gradio-app)\b"
    assert len(re.findall(tags, page)) == len(re.findall(tags, PAGE))


def test_the_first_colours_are_those_of_the_style_sheet(client: httpx.Client) -> None:
    sheet = (Path(paperqa.ui.__path__[0]) / "style.css").read_text("utf-8")
    light, dark = re.findall(r"--ink: (#\w+);.*--page: (#\w+);", sheet)
    page = _page(client)
    assert f"body{{background:{light[1]};color:{light[0]}}}" in page
    assert f"body.dark{{background:{dark[1]};color:{dark[0]}}}" in page


def test_what_is_no_page_passes_as_it_is() -> None:
    told = TestClient(FirstPaint(JSONResponse({"text": "<head>"})))
    assert told.get("/").json() == {"text": "<head>"}
