"""By which names the server may be called."""

import pytest

from asgi_calls import call, served
from paperqa.ui.gate.hosts import TrustedHosts, host_name

GATE = TrustedHosts(served, ["127.0.0.1", "localhost", "papers.club"])


@pytest.mark.parametrize(
    "host",
    "localhost localhost:7860 LOCALHOST papers.club:443 127.0.0.1:1 192.168.1.5 192.168.1.5:7860 "
    "[::1]:7860 [fe80::1]".split(),
)
def test_a_trusted_name_and_any_address_are_served(host: str) -> None:
    assert call(GATE, headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    "evil.example localhost.evil.example 127.0.0.1.evil.example papers.club. :7860 1 "
    "localhost@evil.example [evil.example]".split(),
)
def test_another_name_is_refused(host: str) -> None:
    answer = call(GATE, headers={"Host": host})
    assert answer.status_code == 400
    assert answer.text == ("paperqa: not served by this host name; use this machine's own\n")


def test_the_name_that_a_proxy_passes_on_must_be_trusted_too() -> None:
    for forwarded, status in (("papers.club", 200), ("evil.example", 400), ("localhost, x.y", 400)):
        headers = {"Host": "localhost", "X-Forwarded-Host": forwarded}
        assert call(GATE, headers=headers).status_code == status


def test_a_host_loses_its_port() -> None:
    assert [*map(host_name, ("A.b:80", "[::1]:80", "[::1]", " x "))] == ["a.b", "::1", "::1", "x"]
