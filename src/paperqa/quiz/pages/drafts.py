"""All drafts that a paper's own pages give, without a language model and without notes."""

import random
from collections.abc import Iterator

from paperqa.quiz.draft import Draft
from paperqa.quiz.material import Material
from paperqa.quiz.pages.abbreviations import abbreviation_drafts
from paperqa.quiz.pages.drawn import Drawn
from paperqa.quiz.pages.number_drafts import number_drafts
from paperqa.quiz.pages.reasons import reason_drafts
from paperqa.quiz.pages.statements import statement_drafts
from paperqa.quiz.pages.term_drafts import term_drafts


def drafts_of_pages(material: Material, rng: random.Random) -> Iterator[Draft]:
    """Yield drafts of choice, cloze, truefalse and open, maker by maker in reading order.

    The same material and the same state of ``rng`` give the same drafts, however slowly they are
    taken. Nothing for a paper without pages, or not in English.

    Difficulty: easy are truefalse that turn on a word and abbreviations to choose; hard are gaps
    to fill and numbers whose wrong choices are all within 15 % of the right one; medium the rest.
    """
    # One number of the caller's: what else is drawn between two drafts changes nothing.
    drawn = Drawn(material, random.Random(rng.getrandbits(64)))  # noqa: S311 - no secret
    for maker in (
        abbreviation_drafts,
        number_drafts,
        term_drafts,
        reason_drafts,
        statement_drafts,
    ):
        yield from maker(drawn)
