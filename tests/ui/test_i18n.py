"""Every label of the page is there in both languages, and belongs to one topic."""

import string
from collections import Counter

from paperqa.ui.i18n import I18N, TOPICS
from paperqa.ui.top.texts import LANGUAGES, TOP


def _gaps(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def test_both_languages_have_the_same_labels_with_the_same_gaps_and_none_is_empty() -> None:
    for topic in (*TOPICS, TOP):
        english = {key: _gaps(label) for key, label in topic["en"].items()}
        hebrew = {key: _gaps(label) for key, label in topic["he"].items()}
        assert english == hebrew
        empty = [
            (lang, key) for lang in topic for key, label in topic[lang].items() if not label.strip()
        ]
        assert empty == []


def test_hebrew_labels_are_in_hebrew() -> None:
    # Names of formats and the like are the same in both; everything else holds a Hebrew letter.
    same = {
        key
        for topic in (*TOPICS, TOP)
        for key, label in topic["he"].items()
        if not any("א" <= letter <= "ת" for letter in label)
    }
    assert same == set()


def test_no_topic_takes_the_label_of_another() -> None:
    taken = Counter(key for topic in TOPICS for key in topic["en"])
    assert [key for key, times in taken.items() if times > 1] == []
    assert I18N.translations["he"].keys() == set(taken)


def test_each_language_names_itself() -> None:
    assert LANGUAGES == {"en": "English", "he": "עברית"}
