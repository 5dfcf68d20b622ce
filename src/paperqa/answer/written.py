"""An answer written by the language model, its citations checked while it streams.

Errors: NothingWrittenError when what the model wrote cannot stand: it failed, it wrote nothing,
        or it cited nothing. The caller then quotes instead, and shows the message as a notice.
"""

from collections.abc import Generator
from contextlib import closing

from paperqa.answer.cite import CitationStream
from paperqa.answer.desk import Desk
from paperqa.answer.markers import find_markers
from paperqa.answer.verify import carrier_of
from paperqa.errors import ModelError, PaperQAError
from paperqa.language.sentences import sentence_spans
from paperqa.llm.prompt import NOT_IN_PASSAGES, AnswerPrompt, answer_messages
from paperqa.protocols import ChatModel
from paperqa.types import Answer, Citation, Hit, Search

_SMALLEST_ROOM = 64


class NothingWrittenError(PaperQAError):
    """The model's text cannot stand; the message says why, for the reader."""


def written_answer(
    desk: Desk, found: Search, max_tokens: int, refusal: str
) -> Generator[str, None, Answer]:
    """Yield the model's text with its markers renumbered; return the answer."""
    model = desk.model
    if model is None:
        raise NothingWrittenError("no language model is loaded; the answer is quoted")
    prompt, room = _prompt(desk, model, found, max_tokens)
    stream = CitationStream(prompt.numbers)
    text = ""
    try:
        with closing(model.stream(prompt.messages, max_tokens=room)) as pieces:  # type: ignore[type-var]
            for piece in pieces:
                if shown := stream.feed(piece):
                    text += shown
                    yield shown
    except ModelError as error:
        raise NothingWrittenError(f"the language model failed ({error}); quoted instead") from error
    if shown := stream.close():
        text += shown
        yield shown
    return _checked(desk, model, found, text.strip(), stream.sources, refusal)


def _prompt(
    desk: Desk, model: ChatModel, found: Search, max_tokens: int
) -> tuple[AnswerPrompt, int]:
    room = max(min(max_tokens, model.context // 4), _SMALLEST_ROOM)
    papers = desk.index.papers
    passages = [
        (number, papers[hit.passage.paper].title, hit.passage.text)
        for number, hit in enumerate(found.hits, start=1)
    ]
    try:
        prompt = answer_messages(
            found.question, found.lang, passages, model.context - room, model.count_tokens
        )
    except ModelError as error:
        raise NothingWrittenError(f"{error}; quoted instead") from error
    return prompt, room


def _checked(
    desk: Desk,
    model: ChatModel,
    found: Search,
    text: str,
    sources: tuple[int, ...],
    refusal: str,
) -> Answer:
    # In either language: small models mix them up.
    says_no = any(sentence.rstrip(".") in text for sentence in NOT_IN_PASSAGES.values())
    if not sources and not says_no:
        raise NothingWrittenError(
            f"{model.name} wrote nothing that cites the papers; quoted instead"
        )
    only_says_no = _without_markers(text).strip() in NOT_IN_PASSAGES.values()
    cited = [] if only_says_no else [found.hits[number - 1] for number in sources]
    text = text if cited else refusal
    return Answer(
        question=found.question,
        lang=found.lang,
        text=text,
        citations=tuple(_citations(desk, text, cited)),
        found=bool(cited),
        mode="model",
        model=model.name,
        ms=0.0,
        nearest=() if cited else found.hits,
    )


def _citations(desk: Desk, text: str, cited: list[Hit]) -> list[Citation]:
    citations = []
    for marker, hit in enumerate(cited, start=1):
        carrier = carrier_of(_claim(text, marker), hit.passage)
        citations.append(
            Citation(
                marker=marker,
                paper=desk.index.papers[hit.passage.paper],
                passage=hit.passage,
                quote=hit.passage.text[carrier.start : carrier.end],
                start=carrier.start,
                end=carrier.end,
                page=hit.passage.page_at(carrier.start),
                support=carrier.support,
            )
        )
    return citations


def _claim(text: str, number: int) -> str:
    """Return the first sentence of ``text`` that carries the marker ``[number]``, without markers.

    A marker often stands behind the full stop: it then belongs to the sentence before.
    """
    # None is found where the model escaped its bracket; then the whole text is the claim.
    at = next((m.start for m in find_markers(text) if number in m.numbers), 0)
    bare = _without_markers(text)
    before = [span for span in sentence_spans(bare) if span[0] < at]
    start, end = before[-1] if before else (0, len(bare))
    return bare[start:end]


def _without_markers(text: str) -> str:
    """Return ``text`` with spaces for its markers: their numbers are no numbers of a claim."""
    for marker in find_markers(text):
        blank = " " * (marker.end - marker.start)
        text = text[: marker.start] + blank + text[marker.end :]
    return text
