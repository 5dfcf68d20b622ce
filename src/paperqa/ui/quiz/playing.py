"""The events of play: the quiz is read or played, a move is made, the language is changed.

The game and the quiz are the server's; the page gets what may be known, and tells its moves.
"""

from typing import Any, Final, Literal, TypeAlias

import gradio as gr

from paperqa.types import Lang
from paperqa.ui.quiz.game import Game, move_of, moved
from paperqa.ui.quiz.made import Made
from paperqa.ui.quiz.play_card import card_html
from paperqa.ui.quiz.play_score import ended_html, score_html, waiting_html
from paperqa.ui.reader import reader_of

Mode: TypeAlias = Literal["read", "play"]
_UNCHANGED: Final[tuple[Any, Any, Any]] = (gr.skip(), gr.skip(), gr.skip())


def show(mode: Mode, made: Made | None, game: Game | None, request: gr.Request) -> tuple[Any, ...]:
    """Return switch, languages, reading, cards, playing, score, play and game, as ``mode`` asks.

    While it is played the cards, which hold the keys, are not in the page. A quiz that grows
    meanwhile leaves the item that is played as it is.
    """
    there, plays = bool(made and made.items), mode == "play"
    switch, reading = gr.Radio(visible=there), gr.Column(visible=there and not plays)
    playing = gr.Column(visible=there and plays)
    if not made or not plays:
        cards = made.cards if made else ""
        return switch, gr.Radio(visible=False), reading, cards, playing, *_UNCHANGED
    reader = reader_of(request).lang
    game = game or Game(reader if reader in made.plan.langs else made.plan.langs[0])
    langs = gr.Radio(value=game.lang, visible=there and len(made.plan.langs) > 1)
    return switch, langs, reading, "", playing, *_drawn(game, made, reader), game


def play(
    made: Made | None, game: Game | None, told: gr.EventData, request: gr.Request
) -> tuple[Any, Any, Any]:
    """Return score, play and game after what the page tells of; as they are where it is no move."""
    move = move_of(told._data)  # its attributes raise for what is not there
    if not made or not game or not move:
        return _UNCHANGED
    game = moved(game, move, made)
    return *_drawn(game, made, reader_of(request).lang), game


def speak(
    lang: Lang, made: Made | None, game: Game | None, request: gr.Request
) -> tuple[Any, Any, Any]:
    """Return score, play and game in ``lang``, if the quiz has it."""
    if not made or not game or lang not in made.plan.langs:
        return _UNCHANGED
    game = game.in_language(lang)
    return *_drawn(game, made, reader_of(request).lang), game


def _drawn(game: Game, made: Made, reader: Lang) -> tuple[str, str]:
    """Return the score and the play."""
    item = game.item(made)
    if item:
        shown = card_html(game, item, reader)
    elif game.ended(made):
        shown = ended_html(game, made, reader)
    else:
        shown = waiting_html(game, reader)
    return str(score_html(game, made, reader)), str(shown)
