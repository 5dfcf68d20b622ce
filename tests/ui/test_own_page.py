"""Gradio never sees the ``page`` of our deep links, and all else of an address as it was."""

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from paperqa.ui.pages.own_page import OwnPage


def told(request: Request) -> JSONResponse:
    return JSONResponse(request.query_params.multi_items())


APP = Starlette(routes=[Route("/", told), Route("/lit", told)])


@pytest.mark.parametrize(
    ("address", "seen"),
    [
        ("/?paper=a%26b&page=4&quote=x%20%2B%20y", [["paper", "a&b"], ["quote", "x + y"]]),
        ("/?page=1&__theme=dark&page=2&empty=", [["__theme", "dark"], ["empty", ""]]),
        ("/?quote=%D7%A9%D7%9C%D7%95%D7%9D&page=", [["quote", "שלום"]]),
        ("/?%70age=4&pages=5", [["pages", "5"]]),
        ("/", []),
        ("/lit?paper=a&page=4", [["paper", "a"], ["page", "4"]]),
    ],
)
def test_page_is_taken_out_of_the_roots_address(address: str, seen: list[list[str]]) -> None:
    assert TestClient(OwnPage(APP)).get(address).json() == seen
