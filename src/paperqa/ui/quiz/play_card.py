"""The item that is played as HTML: what may be known of it now, and not a word more.

Before it is answered there is the question, and its options if it has any. A button's
``data-move`` says what it does; ``play.js`` tells the server, and puts the focus on
``data-focus``.
"""

from typing import Final

from markupsafe import Markup

from paperqa.quiz.exports.gap_marks import with_marks
from paperqa.quiz.item import QuizItem, Wording
from paperqa.types import Lang
from paperqa.ui.prose import direction
from paperqa.ui.quiz.game import Game
from paperqa.ui.quiz.pieces import NONE, also_right, dotted, inline, lines, sort_of, source_of
from paperqa.ui.quiz.play_texts import PLAY, PlayTexts

_CARD: Final = Markup(
    '<section class="play" data-number="{number}" data-kind="{kind}" data-phase="{phase}"{way}>'
    '<p class="sort">{sort}</p>{body}</section>'
)
_QUESTION: Final = Markup('<div class="question-of" id="play-question" {}{}>{}</div>')
_FOCUS: Final = Markup('tabindex="-1" data-focus')
_OPTION: Final = Markup(
    '<li><button type="button" class="option" data-move="choose" data-option="{}">'
    '<span class="key" aria-hidden="true">{}</span>{}</button></li>'
)
_DONE_OPTION: Final = Markup('<li class="option{kind}">{icon}{text}{said}</li>')
_OPTIONS: Final = Markup('<ol class="options" aria-label="{}"{}>{}</ol>')
_GAP: Final = Markup(
    '<form class="gap" data-move="reveal"><input type="text" name="words" maxlength="200" '
    'autocomplete="off" autocapitalize="off" spellcheck="false" dir="auto" aria-label="{gap}" '
    'data-focus><button type="submit" class="act primary">{check}</button></form>'
)
_BUTTON: Final = Markup('<button type="button" class="act {}" data-move="{}" {}>{}</button>')
_UNSEEN: Final = Markup('<span class="unseen"> ({})</span>')
_ICON: Final = Markup('<span class="icon" aria-hidden="true">{}</span>')
_VERDICT: Final = Markup(
    '<div class="verdict {kind}"><p id="play-verdict">{icon}{words}</p>{next}</div>'
)
_HINT: Final = Markup('<p class="keys">{}</p>')


def card_html(game: Game, item: QuizItem, reader: Lang) -> Markup:
    """Return ``item`` as it stands in ``game``; labels in ``reader``'s language."""
    texts, wording = PLAY[reader], item.wording(game.lang)
    body = {
        "asked": lambda: _asked(item, wording, texts),
        "revealed": lambda: _revealed(game, wording, texts),
        "told": lambda: _told(game, item, wording, texts),
    }[game.phase]()
    if game.phase != "asked":
        body += lines("why", wording.explanation, wording.lang) + source_of(item.citation, reader)
    return _CARD.format(
        number=game.number,
        kind=item.kind,
        phase=game.phase,
        way=direction(reader),
        sort=dotted((texts.question.format(game.number + 1), *sort_of(item, reader))),
        body=body,
    )


def _question(wording: Wording, *, focus: bool) -> Markup:
    text = lines("asked", with_marks(wording.question, wording.lang), wording.lang)
    return _QUESTION.format(_FOCUS if focus else NONE, direction(wording.lang), text)


def _asked(item: QuizItem, wording: Wording, texts: PlayTexts) -> Markup:
    if wording.choices:
        rows = NONE.join(
            _OPTION.format(place, place + 1, inline(choice, wording.lang))
            for place, choice in enumerate(wording.choices)
        )
        options = _OPTIONS.format(texts.options, direction(wording.lang), rows)
        hint = _HINT.format(texts.keys.format(len(wording.choices)))
        return _question(wording, focus=True) + options + hint
    if item.kind == "cloze":
        return _question(wording, focus=False) + _GAP.format(gap=texts.gap, check=texts.check)
    reveal = _BUTTON.format("primary", "reveal", NONE, texts.reveal)
    return _question(wording, focus=True) + Markup('<p class="acts">{}</p>').format(reveal)


def _revealed(game: Game, wording: Wording, texts: PlayTexts) -> Markup:
    """Return the answer and the two buttons by which a player judges."""
    wrote = NONE
    if game.words:
        wrote = Markup('<p class="wrote">{} <bdi>{}</bdi></p>').format(texts.yours, game.words)
    knew = _BUTTON.format("knew", "judge", Markup('data-knew="yes"'), texts.knew)
    did_not = _BUTTON.format("did-not", "judge", NONE, texts.did_not)
    acts = Markup('<p class="acts">{}{}</p>').format(knew, did_not)
    return _question(wording, focus=False) + wrote + _model_answer(wording, texts, "") + acts


def _told(game: Game, item: QuizItem, wording: Wording, texts: PlayTexts) -> Markup:
    judged = game.judged[-1]
    onward = _BUTTON.format(
        "primary",
        "next",
        Markup('data-focus aria-describedby="play-verdict"'),
        texts.next,
    )
    verdict = _VERDICT.format(
        kind="right" if judged.right else "wrong",
        icon=_ICON.format("✓" if judged.right else "✗"),
        words=_verdict(wording, texts, right=judged.right, chosen=bool(wording.choices)),
        next=onward,
    )
    shown = _question(wording, focus=False)
    if wording.choices:
        return shown + _done_options(item, wording, judged.option, texts) + verdict
    return shown + _model_answer(wording, texts, "done") + verdict


def _verdict(wording: Wording, texts: PlayTexts, *, right: bool, chosen: bool) -> Markup:
    if right:
        return Markup("{}.").format(texts.right)
    if not chosen:  # the answer stands above
        return Markup("{}.").format(texts.wrong)
    return Markup(texts.wrong_answer).format(inline(wording.answer, wording.lang))  # noqa: S704 - our own words


def _model_answer(wording: Wording, texts: PlayTexts, kind: str) -> Markup:
    """Return the answer to an item without options; the focus goes there until it is judged."""
    focus = NONE if kind else _FOCUS
    label = Markup('<p class="label">{}</p>').format(texts.answer)
    answer = lines("right", wording.answer, wording.lang) + also_right(wording)
    return Markup('<div class="model-answer" {}>{}<div{}>{}</div></div>').format(
        focus, label, direction(wording.lang), answer
    )


def _done_options(item: QuizItem, wording: Wording, chosen: int, texts: PlayTexts) -> Markup:
    """Return the options with the right one marked, and the one that was chosen."""
    rows = []
    for place, choice in enumerate(wording.choices):
        right, yours = place == item.correct, place == chosen
        icon = "✓" if right else "✗" if yours else ""
        said = [texts.right_option] * right + [texts.your_option] * yours
        rows.append(
            _DONE_OPTION.format(
                kind=(" right" if right else " wrong" if yours else "") + " yours" * yours,
                icon=_ICON.format(icon),
                text=inline(choice, wording.lang),
                said=_UNSEEN.format(", ".join(said)) if said else NONE,
            )
        )
    return _OPTIONS.format(texts.options, direction(wording.lang), NONE.join(rows))
