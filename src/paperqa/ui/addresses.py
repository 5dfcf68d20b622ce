"""Where the app listens, and by which names a browser may call it.

Errors: SettingsError where the address cannot be listened on, or would be open to others without
        a password.
"""

import errno
import socket
from ipaddress import ip_address
from typing import Final

from paperqa.errors import SettingsError
from paperqa.settings import Settings

EVERYWHERE: Final = frozenset({"0.0.0.0", "::"})  # noqa: S104 - recognised, not bound
_NOWHERE: Final = ("192.0.2.1", 9)
"""An address of the documentation range: a socket aimed at it sends nothing, and knows its own."""


def trusted_hosts(host: str, further: str = "") -> list[str]:
    """Return the names by which a browser may call this server; ``further`` has spaces between."""
    names = ["127.0.0.1", "localhost", host, *further.replace(",", " ").split()]
    if host in EVERYWHERE:
        names += [socket.gethostname(), socket.getfqdn()]
    return list(dict.fromkeys(name.casefold() for name in names))


def is_private(host: str) -> bool:
    """Tell whether only this machine can reach a server that listens on ``host``."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError:
        return False
    return bool(found) and all(ip_address(entry[4][0]).is_loopback for entry in found)


def listen(settings: Settings) -> socket.socket:
    """Return a socket bound to the settings' address; port 0 takes a free one."""
    host, port = settings.host, settings.port
    if not settings.password and not is_private(host):
        raise SettingsError(
            f"host = {host!r} lets other machines in, which needs a password; set one in the "
            'environment (PAPERQA_PASSWORD=…) or in paperqa.toml (password = "…"), not on the '
            "command line, which every program here can read; or listen on 127.0.0.1"
        )
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise SettingsError(
                f"port {port} of {host} is taken; choose another: python app.py --port {port + 1}"
            ) from error
        raise SettingsError(
            f"cannot listen on {host}, port {port} ({error.strerror or error}); "
            "choose another: python app.py --host 127.0.0.1 --port 7860"
        ) from error
    return listener


def address(listener: socket.socket) -> str:
    """Return what to type into a browser of this machine."""
    host, port = listener.getsockname()[:2]
    return _url("127.0.0.1" if host in EVERYWHERE else host, port)


def notice(listener: socket.socket) -> str:
    """Return what to know where other machines can come in, on one line; else empty."""
    host, port = listener.getsockname()[:2]
    if is_private(host):
        return ""
    others = _url(_own_address() if host in EVERYWHERE else host, port)
    return (
        f"Others reach it on {others} with the password. Nothing on the way is encrypted, "
        "the password neither: beyond a network that you trust, put a reverse proxy with TLS "
        "before it"
    )


def _url(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _own_address() -> str:
    """Return the address of this machine in its network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as aimed:
        try:
            aimed.connect(_NOWHERE)
        except OSError:  # no network: its name is all there is
            return socket.gethostname()
        return str(aimed.getsockname()[0])
