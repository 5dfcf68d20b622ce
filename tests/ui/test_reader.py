"""A browser keeps its secret, whatever other programs of this host have it send."""

import re

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from paperqa.ui.reader import OWNER_COOKIE, Reader, ReaderCookie, reader_of

OWNER = "0123456789abcdef" * 2
FOREIGN = (
    "a[b]=x",
    'foo={"a":1}',
    "bare",
    "name=ערך",
    "a=b c",
    'q="unclosed',
    "=empty",
    "x=1,2; y=@",
)


def _asks(**headers: str) -> Reader:
    raw = [
        (name.replace("_", "-").encode(), text.encode("latin-1")) for name, text in headers.items()
    ]
    return reader_of(Request({"type": "http", "headers": raw}))


@pytest.mark.parametrize("foreign", FOREIGN)
def test_cookies_of_other_programs_hide_neither_secret_nor_language(foreign: str) -> None:
    foreign = foreign.encode().decode("latin-1")
    ours = f"{OWNER_COOKIE}={OWNER}; paperqa_lang=he"
    for header in (f"{foreign}; {ours}", f"{ours}; {foreign}"):
        assert _asks(cookie=header) == Reader("he", OWNER)


def test_the_language_is_that_of_the_switch_else_that_of_the_browser() -> None:
    assert _asks(cookie="paperqa_lang=en", accept_language="he-IL") == Reader("en", "")
    assert _asks(accept_language="he-IL,en;q=0.5") == Reader("he", "")
    assert _asks() == Reader("en", "")


@pytest.mark.parametrize("owner", ["", "../../etc", OWNER[:-1], OWNER.upper(), f"{OWNER}0"])
def test_what_is_no_secret_of_ours_opens_nothing(owner: str) -> None:
    assert _asks(cookie=f"{OWNER_COOKIE}={owner}").owner == ""


def test_each_browser_gets_a_secret_of_its_own_once_and_only_with_the_page() -> None:
    async def answer(request: Request) -> PlainTextResponse:
        return PlainTextResponse("page")

    app = Starlette(routes=[Route("/", answer), Route("/lit", answer)])
    app.add_middleware(ReaderCookie)
    first, second = (TestClient(app).get("/").headers["set-cookie"] for _ in range(2))
    given = re.fullmatch(
        rf"{OWNER_COOKIE}=([0-9a-f]{{32}}); Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax", first
    )
    assert given
    assert given[1] not in second
    with TestClient(app) as client:
        assert "set-cookie" not in client.get("/lit").headers
        assert "set-cookie" in client.get("/").headers
        assert "set-cookie" not in client.get("/").headers
