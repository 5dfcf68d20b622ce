"""Addresses as messages may show them: without passwords, and without the keys of a query."""

import re
from typing import Final

import httpx

NO_URL: Final = "an address"
_SECRETS: Final = re.compile(r"(\w://)(?:[^\s/?#]*@)?([^\s?#]*)(?:\?[^\s#'\"]*)?")


def shown_url(address: str) -> str:
    """Return an address without user, password and query; ``NO_URL`` for what is none."""
    try:
        return str(httpx.URL(address.strip()).copy_with(userinfo=b"", query=None))
    except httpx.InvalidURL:
        return NO_URL


def without_secrets(text: str) -> str:
    """Return ``text`` with every address in it shortened in the same way."""
    return _SECRETS.sub(r"\1\2", text)
