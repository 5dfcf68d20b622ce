"""Two addresses: ``/lit`` for the view of a quote, ``/page/ID/4.png`` for the picture of a page.

Both open a PDF in a child process; two at a time, whoever asks, for the machine has other work,
and a few wait.
Only papers of the index are shown. Errors are one line: 404 for words, papers, files and pages
that are not there, 500 for a PDF that cannot be drawn, 503 while there is no index and where
too many wait.
"""

from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from paperqa.answer.boxes import KeptPdf
from paperqa.answer.lit_quote import find_quote
from paperqa.errors import PaperQAError, PdfError, QuoteError
from paperqa.sources.page_picture import DPI, KeptPictures
from paperqa.sources.pdf import UnreadPdfError
from paperqa.ui.loading import DeskLoader
from paperqa.ui.pages.pool import BoundedPool
from paperqa.ui.pages.view import failed_view_html, view_html
from paperqa.ui.reader import reader_of

_MOST_DIGITS: Final = 6
_NEVER_STALE: Final = {"Cache-Control": "private, no-cache"}


class Pages:
    """``routes`` stand before those of Gradio; ``close`` ends their threads."""

    def __init__(self, loader: DeskLoader) -> None:
        self._loader = loader
        self._pictures = KeptPictures()
        self._pool = BoundedPool()
        self.close = self._pool.close
        self.routes = [
            Route("/lit", self.view),
            Route("/page/{paper:path}/{number}.png", self.picture),
        ]

    async def view(self, request: Request) -> Response:
        """Show where a paper says the words of the link."""
        lang, asked = reader_of(request).lang, request.query_params

        def found() -> str:
            paper, words = asked.get("paper", ""), asked.get("quote", "")
            lit = find_quote(self._loader.desk(), paper, words, _number(asked.get("page", "")))
            return view_html(lit, lang)

        try:
            html, status = await self._pool.run(found), 200
        except PaperQAError as error:
            html, status = failed_view_html(str(error), lang), _status(error)
        return HTMLResponse(html, status, {**_NEVER_STALE, "Content-Language": lang})

    async def picture(self, request: Request) -> Response:
        """Draw a page, unless the browser has it already."""
        paper, number = request.path_params["paper"], _number(request.path_params["number"])
        try:
            pdf = await self._pool.run(lambda: self._pdf(paper))
            tag = f'"{pdf.sha256[:32]}-{number}-{DPI}"'
            headers = {"ETag": tag, **_NEVER_STALE}
            if number is None:
                raise QuoteError(f"no page {request.path_params['number']!r}; pages count from 1")
            if request.headers.get("if-none-match") == tag:
                return Response(status_code=304, headers=headers)
            drawn = await self._pool.run(
                lambda: self._pictures.picture(pdf.path, pdf.sha256, number, pdf.limits)
            )
        except PaperQAError as error:
            return PlainTextResponse(str(error), _status(error), _NEVER_STALE)
        return Response(drawn.png, headers=headers, media_type="image/png")

    def _pdf(self, paper: str) -> KeptPdf:
        desk = self._loader.desk()
        if paper not in desk.index.papers:
            raise QuoteError(f"no paper {paper[:80]!r} in the index; see: paperqa papers")
        try:
            pdf = desk.boxes.pdf_of(paper) if desk.boxes else None
        except OSError as error:
            raise PdfError(f"the PDF of {paper} cannot be read ({error.strerror})") from error
        if pdf is None:
            raise QuoteError(
                f"the PDF of {paper} is not on this machine; fetch it with: paperqa index"
            )
        return pdf


def _number(text: str) -> int | None:
    """Return the page that ``text`` names; None if it names none."""
    plain = text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
    return int(text) or None if plain else None


def _status(error: PaperQAError) -> int:
    match error:
        case QuoteError() | UnreadPdfError(reason="no-such-page"):
            return 404
        case PdfError():
            return 500
    return 503
