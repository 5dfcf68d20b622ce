"""The events of play: what the page is sent when a quiz is read, played, grows and ends."""

import re
from dataclasses import replace
from typing import Any

import gradio as gr
import pytest
from small_quiz import CHOICE, OPEN, PAPER, SMALL_QUIZ, TRUE_OR_FALSE

from paperqa.quiz.plan import PaperQuiz, Plan
from paperqa.types import Lang, Paper
from paperqa.ui.quiz.game import Game, Judged
from paperqa.ui.quiz.made import Made
from paperqa.ui.quiz.play_card import card_html
from paperqa.ui.quiz.play_score import ended_html, score_html, waiting_html
from paperqa.ui.quiz.playing import play, show, speak

LORA = Paper("2106.09685", "LoRA <of>")
PLAN = Plan((PAPER.id, LORA.id), langs=("en", "he"))
MADE = Made(PLAN, "t", (PaperQuiz(PAPER, 5, SMALL_QUIZ.items),), cards="<ol>keys</ol>", over=True)
UNCHANGED = (gr.skip(),) * 3


def _request(lang: str = "en") -> gr.Request:
    return gr.Request(headers={"accept-language": lang})


def _told(**move: object) -> gr.EventData:
    return gr.EventData(None, move)


def _words(html: object) -> str:
    return re.sub(r"<[^>]+>", "", str(html))


def _seen(parts: tuple[Any, ...]) -> tuple[bool, bool, bool, bool]:
    """Return whether switch, languages, reading and playing are visible."""
    switch, langs, reading, _, playing, *_ = parts
    return (switch.visible, langs.visible, reading.visible, playing.visible)


def test_before_there_is_an_item_nothing_is_shown() -> None:
    for made in (None, Made(PLAN, "t")):
        for mode in ("read", "play"):
            parts = show(mode, made, None, _request())
            assert _seen(parts) == (False,) * 4
            assert parts[3] == ""


def test_who_reads_is_sent_the_cards_and_the_game_is_left_alone() -> None:
    parts = show("read", MADE, Game("he"), _request())
    assert _seen(parts) == (True, False, True, False)
    assert parts[3] == "<ol>keys</ol>"
    assert parts[5:] == UNCHANGED


def test_who_plays_is_sent_the_first_item_and_no_cards() -> None:
    parts = show("play", MADE, None, _request("he"))
    assert _seen(parts) == (True, True, False, True)
    game = Game("he")
    assert parts[1].value == "he"
    assert parts[3] == ""
    assert parts[5:] == (
        str(score_html(game, MADE, "he")),
        str(card_html(game, CHOICE, "he")),
        game,
    )


def test_a_quiz_of_one_language_is_played_in_it_and_offers_no_other() -> None:
    made = replace(MADE, plan=replace(PLAN, langs=("en",)))
    parts = show("play", made, None, _request("he"))
    assert _seen(parts) == (True, False, False, True)
    assert parts[-1].lang == "en"


def test_a_game_goes_on_where_it_was_after_a_look_at_the_cards() -> None:
    game = Game("en", judged=(Judged(0, right=True, option=2),))
    *_, shown, after = show("play", MADE, game, _request())
    assert after == game
    assert 'data-number="1"' in shown


def test_a_quiz_that_grows_changes_the_score_and_not_the_item_in_hand() -> None:
    growing = replace(MADE, over=False)
    *_, score, shown, game = show("play", growing, None, _request())
    more = replace(growing, papers=(*growing.papers, PaperQuiz(LORA, 5, (OPEN,))))
    *_, new_score, still_shown, same = show("play", more, game, _request())
    assert (still_shown, same) == (shown, game)
    assert [_words(one) for one in (score, new_score)] == [
        "right: 0 · wrong: 0 · left: 5",
        "right: 0 · wrong: 0 · left: 6",
    ]


def test_who_is_faster_than_the_maker_waits_and_goes_on_by_itself() -> None:
    growing = Made(PLAN, "t", (PaperQuiz(PAPER, 5, (CHOICE,)),))
    told = Game("en", judged=(Judged(0, right=True, option=2),), phase="told")
    _, shown, game = play(growing, told, _told(name="next", number=0), _request())
    assert shown == str(waiting_html(game, "en"))
    assert _words(shown) == "That is all so far; the next questions are being made…"
    more = replace(growing, papers=(*growing.papers, PaperQuiz(LORA, 5, (OPEN,))))
    *_, shown, _ = show("play", more, game, _request())
    assert shown == str(card_html(game, OPEN, "en"))
    *_, shown, _ = show("play", replace(growing, over=True), game, _request())
    assert _words(shown).startswith("1 of 1 right")


def test_a_move_returns_score_item_and_game() -> None:
    score, shown, game = play(
        MADE, Game("en"), _told(name="choose", number=0, option=0), _request()
    )
    assert _words(score) == "right: 0 · wrong: 1 · left: 4"
    assert game == Game("en", judged=(Judged(0, right=False, option=0),), phase="told")
    assert shown == str(card_html(game, CHOICE, "en"))


@pytest.mark.parametrize(
    "told",
    [
        {"name": "choose", "number": 0, "option": 99},
        {"name": "choose", "number": 3, "option": 0},
        {"name": "judge", "number": 0, "knew": True},
    ],
)
def test_a_crafted_move_shows_the_item_as_it_was(told: dict[str, object]) -> None:
    score, shown, game = play(MADE, Game("en"), _told(**told), _request())
    assert game == Game("en")
    assert shown == str(card_html(Game("en"), CHOICE, "en"))
    assert _words(score) == "right: 0 · wrong: 0 · left: 5"


@pytest.mark.parametrize("data", [None, 7, "choose", [], {"name": "win"}])
def test_what_is_no_move_and_a_game_that_is_gone_change_nothing(data: object) -> None:
    assert play(MADE, Game("en"), gr.EventData(None, data), _request()) == UNCHANGED
    good = _told(name="choose", number=0, option=0)
    assert play(None, Game("en"), good, _request()) == UNCHANGED
    assert play(MADE, None, good, _request()) == UNCHANGED


def test_another_language_shows_the_same_item_in_it() -> None:
    game = Game("en", judged=(Judged(0, right=True, option=2), Judged(1, right=True, option=0)))
    _, shown, after = speak("he", MADE, game, _request())
    assert after == game.in_language("he")
    assert shown == str(card_html(after, TRUE_OR_FALSE, "en"))


def test_a_language_that_the_quiz_has_not_is_not_spoken() -> None:
    made = replace(MADE, plan=replace(PLAN, langs=("en",)))
    crafted: Lang = "fr"  # type: ignore[assignment]
    for lang in ("he", crafted):
        assert speak(lang, made, Game("en"), _request()) == UNCHANGED
    assert speak("he", None, Game("en"), _request()) == UNCHANGED


def test_the_result_is_the_score_in_all_and_by_paper_and_offers_both_ways_to_go_on() -> None:
    item = replace(OPEN, citation=replace(OPEN.citation, paper=LORA))
    made = replace(MADE, papers=(*MADE.papers, PaperQuiz(LORA, 5, (item,))))
    rights = (True, False, True, True, False, False)
    game = Game("en", judged=tuple(Judged(at, right) for at, right in enumerate(rights)))
    html = str(ended_html(game, made, "en"))
    assert '<h3 tabindex="-1" data-focus>3 of 6 right</h3>' in html
    assert '<meter min="0" max="6" value="3" aria-label="Score"></meter>' in html
    assert re.findall(r"<th scope='row'>(.*?)</th><td><bdi>(.*?)</bdi></td>", html) == [
        ('<bdi dir="ltr" lang="en">Attention Is All You Need</bdi>', "3 of 5"),
        ('<bdi dir="ltr" lang="en">LoRA &lt;of&gt;</bdi>', "0 of 1"),
    ]
    assert re.findall(r'data-move="(\w+)">([^<]+)<', html) == [
        ("wrong", "Play the wrong ones again"),
        ("all", "Play all again"),
    ]


def test_a_faultless_result_offers_no_wrong_ones_and_one_paper_needs_no_table() -> None:
    game = Game("en", judged=tuple(Judged(place, right=True) for place in range(5)))
    html = str(ended_html(game, MADE, "en"))
    assert _words(html) == "5 of 5 rightNot one was wrong.Play all again"


def test_a_quiz_of_nothing_says_so() -> None:
    assert _words(ended_html(Game("en"), replace(MADE, papers=()), "en")) == (
        "There is nothing to play: no question was made."
    )
