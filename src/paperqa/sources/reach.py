"""Which hosts the addresses of reading lists may lead to: public ones.

Anybody may send a list, and this machine reaches what that person does not: itself, its network,
what a cloud tells its machines at 169.254.169.254. A name that leads elsewhere a moment after it
was looked up gains nothing: by https the host must prove that name, and plain http is asked only
of this machine.
Errors: FetchError.
"""

import socket
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address
from typing import TypeAlias

import httpx

from paperqa.errors import FetchError

MayReach: TypeAlias = Callable[[httpx.URL], None]
"""Raises FetchError for an address that is not to be asked."""


def check_public(address: httpx.URL) -> None:
    """Raise FetchError unless all that the host's name leads to is public.

    A name that leads nowhere passes: the connection fails, and says so.
    """
    host = address.raw_host.decode("ascii").strip("[]")
    try:
        found = socket.getaddrinfo(host, address.port or 443, type=socket.SOCK_STREAM)
    except UnicodeError as error:
        raise FetchError(f"{host!r} is no name of a host; mend the list") from error
    except OSError:
        return
    for entry in found:
        where = str(entry[4][0])
        if not is_public(where):
            raise FetchError(
                f"{host} is not asked: {where} is no public address; "
                "download the file by hand if you trust it"
            )


def is_public(text: str) -> bool:
    """Tell whether ``text`` is an IP address that everybody reaches."""
    ip = ip_address(text.partition("%")[0])
    if isinstance(ip, IPv6Address):  # those of IPv4 in other clothes
        ip = ip.ipv4_mapped or ip.sixtofour or ip
    return ip.is_global and not ip.is_multicast
