"""Asks web servers politely: one connection, one request in a while, and no is no.

Every request goes through one pacing clock. Redirects are followed by hand, for each new
address is checked: https, a host that was expected, and a public one, for lists may come from
anybody; only the host of ``settings.arxiv_url`` may be anywhere. No cookies, no passwords.
A host that refuses (403) or cannot be reached is not asked again in this run.

Units:  seconds.
Errors: subclasses of FetchError; TryAgainError says that another try may help.
Source: arXiv, "Terms of Use for arXiv APIs": one connection, one request every three seconds.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.cookiejar import CookieJar, DefaultCookiePolicy
from ipaddress import ip_address
from types import TracebackType
from typing import Self

import httpx

from paperqa import __version__
from paperqa.errors import FetchError
from paperqa.settings import Settings
from paperqa.sources.reach import MayReach, check_public
from paperqa.transfer.body import AS_STORED, timeouts
from paperqa.transfer.try_again import TryAgainError, is_transient, reason_of, retry_after

MAX_REDIRECTS = 5
LONGEST_WAIT = 300.0
"""A server that asks for a longer pause is not asked again in this run."""

_GONE = {404, 410}


class RangeRefusedError(TryAgainError):
    """The server has no such bytes (416): what is here of the file is of no use."""


class HostClosedError(FetchError):
    """The host refused, or cannot be reached; nothing more is asked of it in this run."""


class PoliteClient:
    """One connection for a whole run; close it, or use it in a ``with`` statement."""

    def __init__(
        self,
        settings: Settings,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        may_reach: MayReach = check_public,
    ) -> None:
        self.sleep = sleep
        self._may_reach = may_reach
        self._chosen = host_of(httpx.URL(settings.arxiv_url))
        self.closed: dict[str, str] = {}
        """Hosts that are not asked any more, and why."""
        self._clock = clock
        self._delay = settings.fetch_delay
        self._next_turn = clock()
        self._client = httpx.Client(
            http1=True,
            http2=False,
            follow_redirects=False,
            timeout=timeouts(settings),
            limits=httpx.Limits(max_connections=1, max_keepalive_connections=1),
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
            headers={"User-Agent": user_agent(settings.contact), **AS_STORED},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._client.close()

    @contextmanager
    def get(
        self, url: str, headers: Mapping[str, str], hosts: frozenset[str]
    ) -> Iterator[httpx.Response]:
        """Yield the answer, 200 or 206, before its body is read.

        ``hosts`` may be redirected to, besides the host of ``url`` itself.
        """
        asked: list[str] = []
        address = checked_url(url)
        hosts |= {host_of(address)}
        for _ in range(MAX_REDIRECTS + 1):
            if host_of(address) not in hosts:
                raise FetchError(
                    f"{asked[-1]} redirects to {host_of(address)}, which is not expected; "
                    "download the file by hand if you trust it"
                )
            if host_of(address) != self._chosen:
                self._may_reach(address)
            asked.append(host_of(address))
            self._wait_for_turn(asked[-1])
            with (
                self._translated(asked),
                self._client.stream("GET", address, headers=headers) as got,
            ):
                if not got.next_request:
                    self._check_status(got, asked)
                    yield got
                    return
                address = checked_url(str(got.next_request.url))
        raise FetchError(f"{asked[0]} redirects more than {MAX_REDIRECTS} times from {url}")

    def _wait_for_turn(self, host: str) -> None:
        if host in self.closed:
            raise HostClosedError(self.closed[host])
        if (wait := self._next_turn - self._clock()) > 0:
            self.sleep(wait)
        self._next_turn = self._clock() + self._delay

    def close_host(self, hosts: list[str], reason: str) -> HostClosedError:
        """Ask nothing more of ``hosts`` in this run; return the error to raise."""
        self.closed.update(dict.fromkeys(hosts, reason))
        return HostClosedError(reason)

    @contextmanager
    def _translated(self, asked: list[str]) -> Iterator[None]:
        """Turn the errors of httpx into ours, for the request and for its body alike."""
        host = asked[-1]
        try:
            yield
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
            reason = f"{host} cannot be reached ({reason_of(error)}); is there a network?"
            raise self.close_host(asked, reason) from error
        except httpx.TimeoutException as error:
            raise TryAgainError(
                f"{host} sent nothing for too long ({type(error).__name__})"
            ) from error
        except httpx.TransportError as error:
            raise TryAgainError(f"{host} broke off ({reason_of(error)})") from error

    def _check_status(self, got: httpx.Response, asked: list[str]) -> None:
        host, status = asked[-1], got.status_code
        answered = f"{host} answered {status} {got.reason_phrase}".rstrip()
        if status in {200, 206}:
            return
        if status == 403:
            raise self.close_host(asked, f"{answered}; nothing more is asked of it in this run")
        if status == 416:
            raise RangeRefusedError(answered)
        if is_transient(status):
            after = retry_after(got.headers.get("Retry-After", ""))
            if after > LONGEST_WAIT:
                reason = f"{answered} and asks for a pause of {after:.0f} seconds; run fetch later"
                raise self.close_host(asked, reason)
            raise TryAgainError(f"{answered}; run fetch again later", after)
        if status in _GONE:
            raise FetchError(f"{answered}: there is no file at {got.url}")
        raise FetchError(f"{answered} for {got.url}; expected 200")


def user_agent(contact: str) -> str:
    """Name the program, and whom to write to, to the people who run the server."""
    return f"paperqa/{__version__} (mailto:{contact})" if contact else f"paperqa/{__version__}"


def checked_url(url: str) -> httpx.URL:
    """Return ``url`` as one that may be asked: https (http only on this machine), no password."""
    try:
        address = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise FetchError(f"{url!r} is no address ({error})") from error
    if address.userinfo:
        raise FetchError(f"the address at {address.host} holds a password; remove it from the list")
    loopback = address.scheme == "http" and is_loopback(address.host)
    if not address.host or not (address.scheme == "https" or loopback):
        raise FetchError(f"{url!r} is not asked: expected an https address")
    return address


def host_of(address: httpx.URL) -> str:
    """Return host and port as one name; the usual port is left out."""
    return address.netloc.decode("ascii")


def is_loopback(host: str) -> bool:
    """Tell the names of this machine itself."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
