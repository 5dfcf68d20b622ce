"""Measures how well Hebrew words are known by their sound, on the glossary's own rows.

    python benchmarks/transliteration.py        (after: paperqa index --pdf-dir DIR)

Every single Hebrew word of the glossary is looked up in the index by its sound alone. A row's word
that comes from English should be found, and be in the row's English; a native word should find
nothing. Prints, by the number of consonants, how many found what the row says, and something else.
"""

from collections import Counter
from importlib.resources import files

from paperqa.language.hebrew import normalise_hebrew
from paperqa.language.sounds import consonants, hebrew_sounds
from paperqa.language.tokens import tokens
from paperqa.settings import load_settings
from paperqa.store.bundle import open_index


def main() -> None:
    """Print the table."""
    heard = open_index(load_settings().index_dir).heard
    counts: Counter[tuple[int, str]] = Counter()
    for word, english in rows():
        found = heard.of(word)
        what = "nothing"
        if found:
            what = "right" if set(tokens(found[0])) & english else "other"
        counts[min(len(consonants(hebrew_sounds(word))), 7), what] += 1
    print("consonants   right   other   nothing")
    for number in sorted({number for number, _ in counts}):
        row = [counts[number, what] for what in ("right", "other", "nothing")]
        print(f"{number:>9}{'+' if number == 7 else ' '}{row[0]:>9}{row[1]:>8}{row[2]:>10}")


def rows() -> list[tuple[str, set[str]]]:
    """Return the glossary's single words of at least three letters, and their rows' English."""
    text = (files("paperqa.language") / "glossary.tsv").read_text(encoding="utf-8")
    found = []
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        forms, english, kind = line.split("\t")
        words = [normalise_hebrew(form.strip()) for form in forms.split("|")]
        if kind != "function":
            single = [w for w in words if len(w) > 2 and not set(w) & set(' -"')]
            found += [(word, set(tokens(english))) for word in single]
    return found


if __name__ == "__main__":
    main()
