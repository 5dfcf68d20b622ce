"""The address of a model that another program serves: ``http://localhost:11434/v1#gemma4:e4b``.

Forms: host and port alone (``/v1`` is added), or the address of the API as its server names it;
after ``#`` the model's name, which may be left out where the server has just one.

Errors: ModelError for an address that cannot be meant; passwords and keys are never repeated.
"""

import re
import ssl
from dataclasses import dataclass, field
from typing import Final

import httpx

from paperqa.errors import ModelError
from paperqa.llm.models.files import is_address
from paperqa.sources.polite_client import is_loopback

_VERSION: Final = "/v1"
_CHAT: Final = "/chat/completions"
_EXAMPLE: Final = "http://localhost:11434/v1#gemma4:e4b"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """``base`` ends where ``/chat/completions`` begins; ``model`` is empty if none was named."""

    base: str
    model: str = ""
    key: str = field(default="", repr=False)

    @property
    def root(self) -> str:
        """Where the server's own requests stand, such as ``/props``: beside ``/v1``."""
        return self.base.removesuffix(_VERSION)

    @property
    def headers(self) -> dict[str, str]:
        """What every request carries; no compression, which would hold pieces back."""
        headers = {"Accept-Encoding": "identity"}
        return headers | {"Authorization": f"Bearer {self.key}"} if self.key else headers

    @property
    def through_proxy(self) -> bool:
        """Whether proxies of the environment may be used: never for this machine itself."""
        return not is_loopback(httpx.URL(self.base).host)

    def tls(self) -> ssl.SSLContext:
        """Return what https connections are checked by; without https, one that trusts nobody."""
        if self.base.startswith("https:"):
            return httpx.create_ssl_context()
        return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # the other takes 50 ms to read

    def mask(self, text: str) -> str:
        """Return ``text`` on one line, without the key and without what a terminal obeys."""
        line = "".join(c for c in " ".join(text.split()) if c.isprintable())
        return line.replace(self.key, "(key)") if self.key else line


def parse_endpoint(address: str, key: str = "") -> Endpoint:
    """Read ``PAPERQA_MODEL`` and ``PAPERQA_MODEL_KEY``."""
    text, _, model = address.strip().partition("#")
    try:
        url = httpx.URL(text)
    except httpx.InvalidURL as error:
        if "@" in address:  # what httpx takes for a port may be a part of the password
            raise _holds_password() from None
        raise ModelError(
            f"PAPERQA_MODEL is no address ({error}); expected one such as {_EXAMPLE}"
        ) from error
    if url.userinfo:
        raise ModelError(
            f"the address of PAPERQA_MODEL, at {url.host}, holds a password; "
            "put the key in PAPERQA_MODEL_KEY instead"
        )
    if "@" in text:
        raise _holds_password()
    if not is_address(text) or not url.host or url.query:
        shown = re.sub(r"\?.*", "?…", text)  # where some servers want the key
        raise ModelError(
            f"PAPERQA_MODEL = {shown!r} is no address of a server; expected one such as {_EXAMPLE}"
        )
    path = url.path.rstrip("/").removesuffix(_CHAT) or _VERSION
    return Endpoint(f"{url.scheme}://{url.netloc.decode()}{path}", model.strip(), _checked(key))


def _holds_password() -> ModelError:
    return ModelError(
        "PAPERQA_MODEL is no address, and it seems to hold a password; "
        f"expected one such as {_EXAMPLE}, and the key in PAPERQA_MODEL_KEY"
    )


def _checked(key: str) -> str:
    key = key.strip()
    if not (key.isascii() and key.isprintable()):
        raise ModelError(
            f"PAPERQA_MODEL_KEY, {len(key)} characters long, holds one that no key has; "
            "copy the key again"
        )
    return key
