import re

from paperqa.language.patterns import any_of, in_hebrew


def test_alternatives_are_parted_by_lines_and_by_bars_between_spaces() -> None:
    assert any_of("""\n  a | b c\n  (?:d|e)?f\n""") == "(?:a|b c|(?:d|e)?f)"


def test_a_hebrew_word_is_found_whole_only() -> None:
    text = "מול, למול מולי מול-ViT"
    assert [one.start() for one in re.finditer(in_hebrew("מול | נגד"), text)] == [0, 15]
