"""By which names the app may be called: a site that points its own name here is not served.

Anyone can make a name lead to this machine (DNS rebinding), but not an address: those are taken as
they come. Gradio builds its links from ``X-Forwarded-Host``, so that must be a trusted name too.
"""

from collections.abc import Iterable
from ipaddress import ip_address

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from paperqa.ui.gate.refusal import refuse


class TrustedHosts:
    """Refuses requests that call this server by another name than ``names``."""

    def __init__(self, app: ASGIApp, names: Iterable[str]) -> None:
        self._app = app
        self._names = frozenset(names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve ``scope`` if its host is trusted."""
        if scope["type"] == "lifespan" or all(map(self._trusts, _called(Headers(scope=scope)))):
            await self._app(scope, receive, send)
            return
        await refuse(
            scope, receive, send, 400, "not served by this host name; use this machine's own"
        )

    def _trusts(self, host: str) -> bool:
        name = host_name(host)
        return name in self._names or _is_address(name)


def host_name(host: str) -> str:
    """Return ``host`` without its port, in lower case: ``[::1]:7860`` is ``::1``."""
    host = host.strip().casefold()
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0]


def _called(headers: Headers) -> list[str]:
    forwarded = headers.get("x-forwarded-host")
    return [headers.get("host", ""), *(forwarded.split(",") if forwarded is not None else ())]


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
