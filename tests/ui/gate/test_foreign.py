"""Other sites in the same browser may link here, and nothing else."""

import pytest

from asgi_calls import call, served
from paperqa.ui.gate.foreign import NoForeignRequests

GATE = NoForeignRequests(served)
LINK = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "OPTIONS"])
def test_what_a_page_of_another_site_sends_is_refused(site: str, method: str) -> None:
    headers = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "empty"}
    assert call(GATE, method, headers=headers).status_code == 403


def test_a_link_from_another_site_opens_the_page() -> None:
    assert call(GATE, headers={"Sec-Fetch-Site": "cross-site", **LINK}).status_code == 200
    query = {"Sec-Fetch-Site": "cross-site", **LINK}
    assert call(GATE, path="/?paper=1706.03762&page=1", headers=query).status_code == 200


@pytest.mark.parametrize("path", ["/gradio_api/file=/x", "/config", "/lit?paper=x", "/mcp"])
def test_a_link_from_another_site_opens_nothing_but_the_page(path: str) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", **LINK}
    assert call(GATE, path=path, headers=headers).status_code == 403


@pytest.mark.parametrize("dest", ["iframe", "embed", "object", "image", "script"])
def test_another_site_may_not_embed_the_page(dest: str) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": dest}
    assert call(GATE, headers=headers).status_code == 403


def test_a_form_of_another_site_that_posts_as_a_navigation_is_refused() -> None:
    assert call(GATE, "POST", headers={"Sec-Fetch-Site": "cross-site", **LINK}).status_code == 403


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_the_page_itself_and_a_typed_address_are_served(site: str) -> None:
    assert call(GATE, "POST", headers={"Sec-Fetch-Site": site}).status_code == 200


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "http://127.0.0.1:9999", "http://localhost:7860", "null", "file://"],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_another_origin_is_refused_where_the_browser_names_only_that(
    origin: str, method: str
) -> None:
    assert call(GATE, method, headers={"Origin": origin}).status_code == 403


def test_our_own_origin_is_served_also_behind_a_proxy() -> None:
    assert call(GATE, "POST", headers={"Origin": "http://127.0.0.1:7860"}).status_code == 200
    proxied = {"Origin": "https://papers.club", "X-Forwarded-Host": "papers.club"}
    assert call(GATE, "POST", headers=proxied).status_code == 200


def test_a_program_says_nothing_of_sites_and_is_served() -> None:
    assert call(GATE, "POST").status_code == 200
