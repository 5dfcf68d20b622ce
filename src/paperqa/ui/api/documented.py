"""What programs and agents are told about the two functions."""

from typing import Final

_CALL: Final = (
    "Questions may be in Hebrew or English, up to 2000 characters. `papers` names the papers to "
    'look in, by id (1706.03762) or title; [] means all. `kind` is "paper", "note" (the club\'s '
    'own notes) or "all".'
)
ASK: Final = (
    "Answer a question from the reading club's papers, with citations that can be checked. "
    f"{_CALL} Returns `answer`, whose markers [1] number `citations`: each with paper, title, "
    "section, page (null for a note), `quote` (the very words), `link` (shows them on their "
    "page) and `support` (supported, weak or none: how far the quote carries the sentence that "
    "cites it). `found` is false where the papers do not say; `nearest` then holds the closest "
    "passages. `mode` is model or extractive (quotations only). While an answer grows, `whole` "
    "is false."
)
SEARCH: Final = (
    "Find the passages of the reading club's papers that could answer a question. "
    f"{_CALL} `k` is how many to find, from 1 to 100. Returns `hits`, best first: paper, title, "
    "section, page, `quote` (the sentence that fits best), `link` (shows it on its page), the "
    "whole `text` and `score`; `enough` tells whether they can carry an answer."
)
