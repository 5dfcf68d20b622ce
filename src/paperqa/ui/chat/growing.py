"""What stands under a question while its answer grows, piece by piece."""

from markupsafe import Markup

from paperqa.answer.ask import Again, Asked, Waiting
from paperqa.answer.desk import Desk
from paperqa.answer.progress import Piece
from paperqa.language.script import question_language
from paperqa.types import Answer
from paperqa.ui import render

_NOTHING_NEW = Markup("")


class GrowingAnswer:
    """Turns what ``ask`` yields for ``question`` into HTML; ``key`` is unique in the talk."""

    def __init__(self, desk: Desk, question: str, key: str) -> None:
        self._desk = desk
        self._lang = question_language(question)
        self._key = key
        self._text = ""
        self._ahead = 0

    def html(self, piece: Piece | Answer) -> Markup:
        """Return what now stands there; empty if nothing has changed."""
        match piece:
            case Answer():
                return render.answer_html(piece, self._desk.index.papers, self._key)
            case Waiting():
                return self._in_line(piece.ahead)
            case Asked():
                return _NOTHING_NEW
            case Again():
                self._text = ""
                return render.searching_html(self._lang)
            case "":
                # The turn has come, and the model reads.
                waited, self._ahead = self._ahead, 0
                return render.searching_html(self._lang) if waited else _NOTHING_NEW
            case _:
                self._text += piece
                written = self._desk.model is not None
                return render.stream_html(self._text, self._lang, written=written)

    def _in_line(self, ahead: int) -> Markup:
        if ahead in {0, self._ahead}:  # 0: the turn came between two looks at the queue
            return _NOTHING_NEW
        self._ahead = ahead
        return render.ahead_html(ahead, self._lang)
