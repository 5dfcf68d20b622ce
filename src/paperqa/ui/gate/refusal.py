"""How a request is turned away, whatever its kind."""

from collections.abc import Mapping

from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send


async def refuse(
    scope: Scope,
    receive: Receive,
    send: Send,
    status: int,
    line: str,
    headers: Mapping[str, str] | None = None,
) -> None:
    """Answer with ``status`` and one line; a web socket is closed."""
    if scope["type"] == "websocket":
        await receive()  # its opening
        await send({"type": "websocket.close", "code": 1008, "reason": line})
        return
    response = PlainTextResponse(f"paperqa: {line}\n", status, dict(headers or {}))
    await response(scope, receive, send)
