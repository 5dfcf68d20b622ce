import pytest

from paperqa.sources.glyph_match import glyphs_under
from paperqa.sources.pdf import Glyph


def under(printed: str, text: str, quote: str, beyond: int = 0) -> str:
    """The characters of ``printed`` that are found under ``quote`` of its cleaned ``text``."""
    start = text.index(quote)
    row = [Glyph(char) for char in printed]
    places = glyphs_under(row, text, start, start + len(quote) + beyond)
    return "".join(printed[place] for place in places)


@pytest.mark.parametrize(
    ("printed", "text", "quote", "found"),
    [
        ("some plain words here", "some plain words here", "plain words", "plainwords"),
        ("a word and a word", "a word and a word", "and a", "anda"),
        ("the ﬁne eﬃcient way", "the fine efficient way", "ne eff", "neeﬃ"),
        ("E\x1ecient ways", "Efficient ways", "Eff", "E\x1e"),
        ("nul\x00 bell\x07 here", "nul bell here", "bell", "bell"),
        ("x\u200by\u202bz", "xyz", "yz", "yz"),
        ("Universite\u0301 de", "Université de", "té", "te\u0301"),
        ("½ of 𝑥²", "1⁄2 of x2", "x2", "𝑥²"),
        ("rep\u00adre\u00adsen\u00adta", "representa", "presen", "p\u00adre\u00adsen"),
        ("good represen\ufffetation", "good representation", "sentation", "sen\ufffetation"),
        ("good represen\ufffetation", "good representation", "represen", "represen"),
        ("left-to\uffferight", "left-to-right", "to-right", "to\uffferight"),
        ("see iVBORw0KGgo and on", "see and on", "see and", "seeand"),
        ("Con\ufffe6", "Con", "Con", "Con"),
        ("םולש םלוע", "שלום עולם", "עולם", "םלוע"),
        ("(מודל) BERT)", ")מודל( BERT(", "מודל(", "מודל)"),
        ("", "word", "word", ""),
    ],
)  # fmt: skip
def test_the_glyphs_of_a_stretch_are_those_that_print_it(
    printed: str, text: str, quote: str, found: str
) -> None:
    assert under(printed, text, quote) == found


@pytest.mark.parametrize("hyphen", ["\ufffe", "\x02", "\u00ad", "-"])
def test_the_hyphen_at_a_lines_end_belongs_to_what_goes_on(hyphen: str) -> None:
    assert under(f"a represen{hyphen}", "a represen", "represen", 6) == f"represen{hyphen}"
    assert under(f"a represen{hyphen}", "a represen", "represen") == "represen"


def test_a_stretch_that_touches_nothing_of_a_line_has_no_glyph() -> None:
    assert glyphs_under([Glyph("a"), Glyph("-")], "a", 5, 9) == []
