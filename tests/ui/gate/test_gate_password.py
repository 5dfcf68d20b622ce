"""The password: nothing is served without it, and guessing it is slow."""

import asyncio
import base64
import logging

import pytest
from starlette.types import Message, Scope

from asgi_calls import call, served
from paperqa.ui.gate.password import (
    FORGET,
    FREE_TRIES,
    LONGEST_WAIT,
    MARK,
    MOST_ADDRESSES,
    PasswordGate,
    Tries,
    given_password,
)

PASSWORD = "שלום: a long one"


class Clock:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def basic(password: str, user: str = "dana") -> dict[str, str]:
    coded = base64.b64encode(f"{user}:{password}".encode()).decode()
    return {"Authorization": f"Basic {coded}"}


def test_without_a_password_the_browser_is_told_to_ask_for_it() -> None:
    answer = call(PasswordGate(served, PASSWORD))
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == 'Basic realm="paperqa", charset="UTF-8"'
    assert answer.text == "paperqa: the password, please\n"


@pytest.mark.parametrize("user", ["", "dana", "דנה"])
def test_the_password_opens_with_any_user_name(user: str) -> None:
    answer = call(PasswordGate(served, PASSWORD), headers=basic(PASSWORD, user))
    assert (answer.status_code, answer.text) == (200, "served")


@pytest.mark.parametrize("wrong", ["", PASSWORD[:-1], PASSWORD + " ", PASSWORD.upper(), "x" * 9999])
def test_a_wrong_password_does_not_open(wrong: str) -> None:
    answer = call(PasswordGate(served, PASSWORD), headers=basic(wrong))
    assert (answer.status_code, answer.text) == (401, "paperqa: that is not the password\n")


@pytest.mark.parametrize(
    "header",
    ["", "Basic", "Basic !!!", "Bearer OmFiYw==", "Basic bm9jb2xvbg==", "Basic /zr/"],
)
def test_a_header_that_holds_no_password_gives_none(header: str) -> None:
    assert given_password(header) is None
    assert given_password("Basic OmFiYw==") == "abc"


def test_every_method_and_every_path_asks() -> None:
    gate = PasswordGate(served, PASSWORD)
    for method in ("GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH"):
        for path in ("/", "/lit", "/mcp", "/assets/x.js", "/gradio_api/info", "//", "/../"):
            assert call(gate, method, path).status_code == 401, (method, path)


def test_a_web_socket_is_closed() -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope: Scope = {"type": "websocket", "path": "/", "headers": [], "client": ("192.0.2.7", 1)}
    asyncio.run(PasswordGate(served, PASSWORD)(scope, receive, send))
    assert [message["type"] for message in sent] == ["websocket.close"]


def test_guessing_is_slowed_down_more_and_more_and_the_right_one_waits_too() -> None:
    clock = Clock()
    gate = PasswordGate(served, PASSWORD, Tries(clock))
    for _ in range(FREE_TRIES):
        assert call(gate, headers=basic("guess")).status_code == 401
    waits = []
    for _ in range(9):
        early = call(gate, headers=basic(PASSWORD))
        assert early.status_code == 429
        assert early.text.startswith("paperqa: too many wrong passwords; try again in ")
        waits.append(int(early.headers["retry-after"]))
        clock.now += waits[-1]
        assert call(gate, headers=basic("guess")).status_code == 401
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    clock.now += LONGEST_WAIT
    assert call(gate, headers=basic(PASSWORD)).status_code == 200
    assert call(gate, headers=basic("slip")).status_code == 401
    assert call(gate, headers=basic(PASSWORD)).status_code == 429


def test_readers_behind_the_same_address_do_not_speed_up_who_guesses() -> None:
    gate = PasswordGate(served, PASSWORD, Tries(Clock()))
    looked_at = 0
    for _ in range(50):
        assert call(gate, headers=basic(PASSWORD)).status_code in {200, 429}
        looked_at += call(gate, headers=basic("guess")).status_code == 401
    assert looked_at == FREE_TRIES


def test_a_browser_that_has_passed_does_not_wait_for_who_guesses_beside_it() -> None:
    gate = PasswordGate(served, PASSWORD, Tries(Clock()))
    cookie = call(gate, headers=basic(PASSWORD)).headers["set-cookie"]
    assert cookie.startswith(f"{MARK}=")
    assert cookie.endswith("; Path=/; HttpOnly; SameSite=Strict")
    for _ in range(FREE_TRIES + 3):
        call(gate, headers=basic("guess"))
    mark = {"Cookie": f"a=b; {cookie.partition(';')[0]}"}
    again = call(gate, headers={**basic(PASSWORD), **mark})
    assert again.status_code == 200
    assert "set-cookie" not in again.headers
    assert call(gate, headers=basic(PASSWORD)).status_code == 429
    assert call(gate, headers={**basic(PASSWORD), "Cookie": f"{MARK}=00"}).status_code == 429
    assert call(gate, headers=mark).status_code == 401  # the mark alone opens nothing
    other = PasswordGate(served, PASSWORD, Tries(Clock()))
    for _ in range(FREE_TRIES):
        call(other, headers=basic("guess"))
    assert call(other, headers={**basic(PASSWORD), **mark}).status_code == 429


def test_one_who_guesses_does_not_slow_down_others() -> None:
    gate = PasswordGate(served, PASSWORD, Tries(Clock()))
    for _ in range(FREE_TRIES + 1):
        call(gate, headers=basic("guess"), client="192.0.2.66")
    assert call(gate, headers=basic(PASSWORD), client="192.0.2.66").status_code == 429
    assert call(gate, headers=basic(PASSWORD), client="192.0.2.7").status_code == 200
    assert call(gate, client="192.0.2.66").status_code == 401  # asking costs nothing


def test_the_addresses_of_one_ipv6_network_count_as_one() -> None:
    gate = PasswordGate(served, PASSWORD, Tries(Clock()))
    for number in range(FREE_TRIES):
        call(gate, headers=basic("guess"), client=f"2001:db8:1:2::{number}")
    assert call(gate, headers=basic(PASSWORD), client="2001:db8:1:2:ffff::9").status_code == 429
    assert call(gate, headers=basic(PASSWORD), client="2001:db8:1:3::9").status_code == 200


def test_the_table_of_tries_does_not_grow_without_end_and_forgets() -> None:
    clock = Clock()
    tries = Tries(clock)
    for number in range(MOST_ADDRESSES + 100):
        tries.failed(str(number))
    assert len(tries) == MOST_ADDRESSES
    for _ in range(20):
        tries.failed("guesser")
    assert tries.wait("guesser") == LONGEST_WAIT
    clock.now += FORGET + 1
    assert tries.wait("guesser") == 0
    tries.failed("guesser")
    assert tries.wait("guesser") == 0  # afresh, not the twenty-first


def test_nothing_of_what_was_tried_is_logged(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    call(PasswordGate(served, PASSWORD), headers=basic("my bank password"))
    out, err = capfd.readouterr()
    assert "bank" not in caplog.text + out + err
