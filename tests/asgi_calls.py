"""Requests straight to an application: as a server would hand them on, without one."""

import asyncio
from collections.abc import AsyncIterator, Mapping

import httpx
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send


async def served(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer everything."""
    await PlainTextResponse("served")(scope, receive, send)


def call(
    app: ASGIApp,
    method: str = "GET",
    path: str = "/",
    client: str = "192.0.2.7",
    headers: Mapping[str, str] | None = None,
    content: bytes | AsyncIterator[bytes] | None = None,
) -> httpx.Response:
    """Return what ``app`` answers to ``client``."""

    async def sent() -> httpx.Response:
        transport = httpx.ASGITransport(app, client=(client, 50000))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:7860") as http:
            return await http.request(method, path, headers=headers, content=content)

    return asyncio.run(sent())
