"""What a message shows of an address: no user, no password, no query."""

import pytest

from paperqa.transfer.shown_url import shown_url, without_secrets
from paperqa.transfer.try_again import reason_of


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://huggingface.co", "https://huggingface.co"),
        ("https://user:token@mirror/hub/", "https://mirror/hub/"),
        ("http://token@mirror:8080?api_key=secret", "http://mirror:8080"),
        (" http://mirror/v1?a=secret&b=secret#tiny ", "http://mirror/v1#tiny"),
        ("http://user:p@ss@mirror/", "http://mirror/"),
        ("http://user:pa/ss@mirror/", "an address"),
    ],
)
def test_an_address_is_shown_without_its_secrets(address: str, shown: str) -> None:
    assert shown_url(address) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("no route to host", "no route to host"),
        ("for https://u:p@mirror/a?key=secret it failed", "for https://mirror/a it failed"),
        ("url: 'https://u:p@s@mirror/a?key=secret'", "url: 'https://mirror/a'"),
        ("what? mail a@b.org, //x", "what? mail a@b.org, //x"),
    ],
)
def test_a_text_is_shown_without_the_secrets_of_its_addresses(text: str, shown: str) -> None:
    assert without_secrets(text) == shown
    assert reason_of(OSError(text)) == shown
