"""Which of Gradio's routes are served: a list, and each route of it is there for a reason."""

import asyncio
import re
from pathlib import Path

import gradio as gr
import pytest
from fastapi import FastAPI
from starlette.routing import BaseRoute, Mount

from asgi_calls import call, served
from paperqa.ui.gate.open_routes import OPEN, OpenRoutes, is_open

SERVED = {
    "/",
    "/assets/{path:path}",
    "/config",
    "/config/",
    "/favicon.ico",
    "/gradio_api/call/v2/{api_name}",
    "/gradio_api/call/v2/{api_name}/",
    "/gradio_api/call/v2/{api_name}/{event_id}",
    "/gradio_api/call/{api_name}",
    "/gradio_api/call/{api_name}/",
    "/gradio_api/call/{api_name}/{event_id}",
    "/gradio_api/cancel",
    "/gradio_api/file={path_or_url:path}",
    "/gradio_api/heartbeat/{session_hash}",
    "/gradio_api/info",
    "/gradio_api/info/",
    "/gradio_api/queue/data",
    "/gradio_api/queue/join",
    "/gradio_api/reset",
    "/gradio_api/reset/",
    "/gradio_api/run/{api_name}",
    "/gradio_api/run/{api_name}/",
    "/gradio_api/startup-events",
    "/gradio_api/theme.css",
    "/gradio_api/upload",
    "/gradio_api/upload_progress",
    "/manifest.json",
    "/robots.txt",
    "/static/{path:path}",
    "/svelte/{path:path}",
    "/theme.css",
}
"""Of Gradio's routes; ``OPEN`` says why. Whoever adds one looks at what it can do."""
FOLDER = Path("/paperqa-downloads")
FILLED = {
    "file={path_or_url:path}": f"file={FOLDER}/some",
    "{api_name}": "ask",
    "{event_id}": "1a",
    "{session_hash}": "1a",
    "{key}": "1a",
}


def gradio_routes() -> list[tuple[str, str]]:
    """Return (method, path) of each route that Gradio brings."""
    return asyncio.run(_gradio_routes())  # it makes its locks in the loop that is there


async def _gradio_routes() -> list[tuple[str, str]]:
    with gr.Blocks() as page:
        gr.Textbox()
    page.queue()
    app = gr.mount_gradio_app(FastAPI(), page, path="/", app_kwargs={"openapi_url": None})
    mount = app.routes[-1]
    assert isinstance(mount, Mount)
    return [
        (method, path)
        for route in _flat(mount.routes)
        if (path := getattr(route, "path", None)) is not None
        for method in sorted(getattr(route, "methods", None) or {"GET"})
    ]


def _flat(routes: list[BaseRoute]) -> list[BaseRoute]:
    """Return ``routes`` with those that FastAPI keeps in included routers."""
    out: list[BaseRoute] = []
    for route in routes:
        inner = getattr(route, "original_router", None)
        out += _flat(inner.routes) if inner is not None else [route]
    return out


def _filled(path: str) -> str:
    for name, value in FILLED.items():
        path = path.replace(name, value)
    path = re.sub(r"\{[^}]*\}", "some", path)
    return path.replace("/run/ask", "/run/predict")


def test_of_all_routes_that_gradio_brings_exactly_these_are_served() -> None:
    routes = gradio_routes()
    assert len(routes) > 60
    assert {path for method, path in routes if is_open(method, _filled(path), FOLDER)} == SERVED


def test_each_open_route_is_one_of_gradios_and_has_a_reason() -> None:
    known = [(method, _filled(path)) for method, path in gradio_routes()]
    for methods, route, reason in OPEN:
        assert any(method in methods and re.fullmatch(route, path) for method, path in known), route
        assert reason


@pytest.mark.parametrize(
    "path",
    [
        "/monitoring",
        "/monitoring/summary",
        "/gradio_api/runs",
        "/gradio_api/run-history/buckets",
        "/gradio_api/deep_link",
        "/gradio_api/openapi.json",
        "/openapi.json",
        "/docs",
        "/gradio_api/proxy=https://leak.example/",
        "/gradio_api/vibe-code",
        "/gradio_api/dev/reload",
        "/gradio_api/token",
        "/gradio_api/app_id",
        "/gradio_api/custom_component/a/client/component/index.js",
        "/gradio_api/call/reply/1a",
        "/gradio_api/queue/status",
        "/login_check",
        "/logout",
        "/gradio_api/mcp/",
        "/gradio_api/file/etc/passwd",
    ],
)
def test_what_a_reader_does_not_need_does_not_exist(path: str) -> None:
    answer = call(OpenRoutes(served, FOLDER), path=path)
    assert (answer.status_code, answer.text) == (404, "paperqa: there is nothing here\n")


@pytest.mark.parametrize(
    "path",
    [
        "/login",
        "/gradio_api/component_server",
        "/gradio_api/process_recording",
        "/gradio_api/vibe-edit",
        "/gradio_api/stream/1a",
        "/gradio_api/run/reply",
        "/gradio_api/api/predict",
        "/gradio_api/call/reply",
        "/gradio_api/run-history/connect",
        "/gradio_api/info",
        "/",
    ],
)
def test_nothing_is_posted_but_events_calls_and_uploads(path: str) -> None:
    assert call(OpenRoutes(served, FOLDER), "POST", path).status_code == 404


HOSTILE = [
    "https://evil.example/x.png",
    "http://127.0.0.1:9/x.png",
    "HTTP://evil.example/x.png",
    "hTTps:/evil.example/x.png",
    "https:\\\\evil.example\\x.png",
    "\\\\evil.example\\x.png",
    "//evil.example/x.png",
    "file:///etc/passwd",
    "file://FOLDER/some",
    "https%3A%2F%2Fevil.example%2Fx.png",
    "%68ttps://evil.example/x.png",
    "https://evil.example/../../../../../../../..FOLDER/some",
    "http://x/../..FOLDER/some",
    " https://evil.example/x.png",
    "/https://evil.example/x.png",
    "data:text/html,x",
    "FOLDER/../etc/passwd",
    "FOLDER-of-another/some",
    "FOLDER/../../etc/passwd",
    "/etc/passwd",
    "some",
    "FOLDER/a\x00b",
    "FOLDER/a\nb",
    "",
]


@pytest.mark.parametrize("file", HOSTILE)
def test_no_file_is_named_but_one_of_the_download_folder(file: str, tmp_path: Path) -> None:
    named = file.replace("FOLDER", str(tmp_path))
    assert not is_open("GET", f"/gradio_api/file={named}", tmp_path)


def test_a_file_of_the_download_folder_is_named_by_its_path(tmp_path: Path) -> None:
    for name in ("quiz.html", "deep/down/q.zip", "100%25 שאלות.csv"):
        assert is_open("GET", f"/gradio_api/file={tmp_path}/{name}", tmp_path)
    assert not is_open("POST", f"/gradio_api/file={tmp_path}/quiz.html", tmp_path)


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "downloads"
    folder.mkdir()
    (folder / "out").symlink_to(tmp_path)
    (folder / "ring").symlink_to(folder / "ring")
    assert not is_open("GET", f"/gradio_api/file={folder}/out/secret", folder)
    assert not is_open("GET", f"/gradio_api/file={folder}/ring/x", folder)
