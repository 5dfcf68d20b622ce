"""Agents find two tools that only read, and call them, with the protocol's own client."""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from threading import Event
from typing import TypeVar

import httpx
import pytest

from paperqa.errors import SettingsError
from paperqa.settings import Settings
from paperqa.ui.api.agents import check_agents
from serving import served
from small_desk import PAPER, QUESTION, QUOTE, ToldModel, small_desk

pytest.importorskip("mcp_types", reason="needs the package mcp, version 2 or later")

import httpx2
from mcp.client import Client
from mcp.client.streamable_http import streamable_http_client
from mcp_types import TextContent, ToolAnnotations

PASSWORD = "for members"
READS = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
_T = TypeVar("_T")
# The server runs in this process, and Gradio's statistics call pandas in ways that it will drop.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(scope="module")
def model() -> ToldModel:
    return ToldModel("They are scaled by the ", "square root of the key width [1].")


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory, model: ToldModel) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("tools")
    desk = small_desk(folder, model)
    settings = Settings(home=folder, port=0, password=PASSWORD, mcp=True)
    with served(folder, lambda: desk, settings=settings) as url:
        yield url


def with_client(url: str, work: Callable[[Client], Awaitable[_T]], mode: str = "auto") -> _T:
    """Return what ``work`` makes of a client that knows the password."""

    async def run() -> _T:
        http = httpx2.AsyncClient(auth=("agent", PASSWORD), trust_env=False, timeout=60)
        transport = streamable_http_client(f"{url}/mcp", http_client=http)
        async with http, Client(transport, mode=mode) as client:
            return await work(client)

    return asyncio.run(run())


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_two_tools_are_offered_that_only_read(url: str, mode: str) -> None:
    tools = with_client(url, lambda client: client.list_tools(), mode).tools
    assert [tool.name for tool in tools] == ["ask", "search"]
    for tool in tools:
        assert tool.annotations == READS
        assert "`papers`" in (tool.description or "")
    given = tools[1].input_schema
    assert [*given["properties"]] == ["question", "papers", "kind", "k"]
    assert given["required"] == ["question"]


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_an_agent_gets_the_answer_with_citations_and_links(url: str, mode: str) -> None:
    called = with_client(url, lambda client: client.call_tool("ask", {"question": QUESTION}), mode)
    assert called.is_error is not True
    answer = called.structured_content
    assert answer["answer"] == "They are scaled by the square root of the key width [1]."
    [citation] = answer["citations"]
    assert (citation["paper"], citation["quote"]) == (PAPER.id, QUOTE)
    assert citation["link"].startswith(f"{url}/?paper={PAPER.id}&quote=The%20dot")


def test_an_agent_searches(url: str) -> None:
    given = {"question": QUESTION, "papers": [PAPER.title], "k": 1}
    called = with_client(url, lambda client: client.call_tool("search", given))
    [hit] = called.structured_content["hits"]
    assert hit["text"] == QUOTE


def test_a_bad_call_is_one_clear_line(url: str) -> None:
    given = {"question": " ", "kind": "all"}
    called = with_client(url, lambda client: client.call_tool("ask", given))
    assert called.is_error is True
    [said] = called.content
    assert isinstance(said, TextContent)
    assert said.text.endswith("question = ' '; expected a text that is not empty")


def test_without_the_password_and_from_another_site_there_are_no_tools(url: str) -> None:
    asked = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    accept = {"Accept": "application/json, text/event-stream"}
    with httpx.Client(base_url=url, trust_env=False, headers=accept) as http:
        assert http.post("/mcp", json=asked).status_code == 401
        http.auth = httpx.BasicAuth("", PASSWORD)
        assert http.post("/mcp", json=asked).status_code == 200
        foreign = {"Origin": "https://evil.example"}
        assert http.post("/mcp", json=asked, headers=foreign).status_code == 403
        assert http.post("/mcp", json=asked, headers={"Host": "evil.example"}).status_code == 400


def test_an_agent_that_leaves_frees_the_model(
    url: str, model: ToldModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model, "endless", True)
    monkeypatch.setattr(model, "closed", Event())
    monkeypatch.setattr(model, "begun", Event())

    async def leave(client: Client) -> bool:
        call = asyncio.create_task(client.call_tool("ask", {"question": QUESTION}))
        await asyncio.to_thread(model.begun.wait, 60)
        call.cancel()
        return await asyncio.to_thread(model.closed.wait, 20)

    assert with_client(url, leave)


def test_without_the_package_one_line_says_how_to_add_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_agents(Settings(home=tmp_path, mcp=True))
    monkeypatch.setitem(sys.modules, "paperqa.ui.api.tools", None)
    check_agents(Settings(home=tmp_path))
    with pytest.raises(SettingsError) as refused:
        check_agents(Settings(home=tmp_path, mcp=True))
    assert str(refused.value) == (
        "mcp = true needs the package mcp, version 2 or later; add it with: "
        '.venv/bin/python -m pip install -c constraints.txt "mcp>=2"'
    )
