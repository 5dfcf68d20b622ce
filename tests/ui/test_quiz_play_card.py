"""What a player sees of an item: nothing of its key before the answer, all of it after."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from small_quiz import CHOICE, CLOZE, HOSTILE, OPEN, TRUE_OR_FALSE

from paperqa.quiz.item import QuizItem
from paperqa.types import Lang
from paperqa.ui.quiz.game import Game, Judged
from paperqa.ui.quiz.pieces import source_of
from paperqa.ui.quiz.play_card import card_html

ASKED = Game("en")


def _html(game: Game, item: QuizItem, reader: Lang = "en") -> str:
    return str(card_html(game, item, reader))


def _told(*, right: bool, option: int = -1, lang: Lang = "en", words: str = "") -> Game:
    return Game(lang, judged=(Judged(0, right, option),), phase="told", words=words)


def _words(html: object) -> str:
    return re.sub(r"<[^>]+>", "", str(html))


def test_a_choice_is_its_question_with_a_button_for_each_option() -> None:
    assert _html(ASKED, CHOICE) == (
        '<section class="play" data-number="0" data-kind="choice" data-phase="asked" '
        'dir="ltr" lang="en"><p class="sort"><bdi dir="ltr" lang="en">Question 1</bdi> · '
        '<bdi dir="ltr" lang="en">Choose one</bdi> · <bdi dir="ltr" lang="en">medium</bdi> · '
        '<bdi dir="ltr" lang="en">Attention Is All You Need</bdi></p>'
        '<div class="question-of" id="play-question" tabindex="-1" data-focus dir="ltr" lang="en">'
        '<p class="asked" dir="ltr" lang="en">The small model trains for ____ hours.</p></div>'
        '<ol class="options" aria-label="Answers" dir="ltr" lang="en">'
        + "".join(
            '<li><button type="button" class="option" data-move="choose" '
            f'data-option="{place}"><span class="key" aria-hidden="true">{place + 1}</span>'
            f'<bdi dir="ltr" lang="en">{choice}</bdi></button></li>'
            for place, choice in enumerate(("3.5", "24", "12", "48"))
        )
        + '</ol><p class="keys">Keys: 1 to 4 answer, Enter goes on</p></section>'
    )


@pytest.mark.parametrize("item", [CHOICE, HOSTILE, TRUE_OR_FALSE, CLOZE, OPEN])
@pytest.mark.parametrize("lang", ["en", "he"])
def test_before_the_answer_nothing_of_the_key_is_there(item: QuizItem, lang: Lang) -> None:
    """Two items that differ in nothing but their key look the same."""
    other = replace(
        item,
        correct=None if item.correct is None else 1 - min(item.correct, 1),
        citation=replace(item.citation, quote="Another.", page=9),
        wordings=tuple(
            replace(one, answer="another", explanation="Others.", accepted=("x",))
            for one in item.wordings
        ),
    )
    asked = Game(lang)
    assert _html(asked, item) == _html(asked, other)
    assert "lit" not in _html(asked, item)


def test_after_a_wrong_answer_words_icons_and_colours_say_so_and_the_right_one_is_marked() -> None:
    html = _html(_told(right=False, option=1), CHOICE)
    options = re.findall(r'<li class="option([^"]*)">(.*?)</li>', html)
    assert [(kind, _words(inner)) for kind, inner in options] == [
        ("", "3.5"),
        (" wrong yours", "✗24 (your answer)"),
        (" right", "✓12 (the right answer)"),
        ("", "48"),
    ]
    verdict = html.split('<div class="verdict wrong">')[1].split("</div>")[0]
    assert _words(verdict) == "✗Wrong. The right answer: 12Next"
    assert 'data-move="next" data-focus aria-describedby="play-verdict">Next</button>' in verdict
    assert 'data-move="choose"' not in html


def test_after_a_right_answer_the_explanation_and_the_quote_with_its_page_follow() -> None:
    html = _html(_told(right=True, option=2), CHOICE)
    verdict, after = html.split('<div class="verdict right">')[1].split("</div>", 1)
    assert _words(verdict) == "✓Right.Next"
    assert after == (
        '<p class="why" dir="ltr" lang="en">12 hours &amp; no more.</p>'
        f"{source_of(CHOICE.citation, 'en')}</section>"
    )
    assert (
        '<a class="lit" href="/?paper=1706.03762&amp;page=4&amp;quote=The%20small%20model%20trains'
        "%20for%2012%20hours%20%26%20the%20large%20one%20for%203.5%20days."
        '">Show the page</a>'
    ) in after
    assert 'class="option right yours"' in html


def test_a_gap_is_written_into_and_nothing_but_the_question_is_there() -> None:
    html = _html(ASKED, CLOZE)
    assert '<form class="gap" data-move="reveal"><input type="text" name="words"' in html
    assert 'aria-label="What belongs in the gap?" data-focus>' in html
    assert html.count("data-focus") == 1


@pytest.mark.parametrize("item", [CLOZE, OPEN])
def test_what_is_revealed_is_judged_with_the_answer_the_reason_and_the_quote_in_sight(
    item: QuizItem,
) -> None:
    game = Game("en", phase="revealed", words="<b>mine</b>")
    html = _html(game, item)
    assert '<p class="wrote">You wrote: <bdi>&lt;b&gt;mine&lt;/b&gt;</bdi></p>' in html
    assert _words(html.split('class="model-answer"')[1]).count(item.wording("en").answer) >= 1
    moves = re.findall(r'data-move="(\w+)" ?(data-knew="yes")?>([^<]+)<', html)
    assert moves == [("judge", 'data-knew="yes"', "I knew it"), ("judge", "", "I did not")]
    assert 'class="lit"' in html
    assert "verdict" not in html


def test_what_was_judged_by_the_player_is_told_in_words_and_icon() -> None:
    for right, words in ((True, "✓Right.Next"), (False, "✗Wrong.Next")):
        html = _html(_told(right=right), OPEN)
        verdict = html.split('<div class="verdict')[1].split(">", 1)[1].split("</div>")[0]
        assert _words(verdict) == words
        assert html.count("data-focus") == 1


def test_the_question_is_in_the_chosen_language_and_the_labels_in_the_readers() -> None:
    html = _html(_told(right=False, option=0, lang="en"), TRUE_OR_FALSE, "he")
    assert '<p class="asked" dir="ltr" lang="en">The large model trains' in html
    assert "תשובה שגויה. התשובה הנכונה: False" in _words(html)
    assert 'data-phase="told" dir="rtl" lang="he">' in html
    hebrew = _html(Game("he"), TRUE_OR_FALSE, "en")
    assert '<p class="asked" dir="rtl" lang="he">המודל הגדול מתאמן 12 שעות.</p>' in hebrew
    assert "True or false?" in hebrew


class _Elements(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize("game", [ASKED, _told(right=False, option=1)], ids=["asked", "told"])
def test_hostile_words_stay_words(game: Game) -> None:
    found = _Elements(_html(game, HOSTILE))
    assert found.tags <= _Elements(_html(game, CHOICE)).tags
    wording = HOSTILE.wording("en")
    for text in (wording.question, *wording.choices):
        assert text in found.words
