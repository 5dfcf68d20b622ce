"""How a round stands and how it ended, as HTML."""

from typing import Final

from markupsafe import Markup

from paperqa.types import Lang, Paper
from paperqa.ui.prose import direction
from paperqa.ui.quiz.game import Game
from paperqa.ui.quiz.made import Made
from paperqa.ui.quiz.pieces import NONE, dotted
from paperqa.ui.quiz.play_texts import PLAY, PlayTexts

_SCORE: Final = Markup('<p class="score"{}>{}</p>')
_PART: Final = Markup('<bdi class="{}">{}</bdi>')
_END: Final = Markup(
    '<section class="play result" data-number="{number}" data-phase="ended"{way}>'
    '<h3 tabindex="-1" data-focus>{result}</h3>{bar}{all_right}{papers}'
    '<p class="acts">{wrong}{all}</p></section>'
)
_BAR: Final = Markup('<meter min="0" max="{}" value="{}" aria-label="{}"></meter>')
_BUTTON: Final = Markup('<button type="button" class="act {}" data-move="{}">{}</button>')
_LINE: Final = Markup('<section class="play" data-number="{}" data-phase="waiting"{}>{}</section>')


def score_html(game: Game, made: Made, reader: Lang) -> Markup:
    """Return how many were right and wrong, and how many are left."""
    texts = PLAY[reader]
    wrong = len(game.judged) - game.right
    parts = (
        _PART.format("right", texts.score_right.format(game.right)),
        _PART.format("wrong", texts.score_wrong.format(wrong)),
        _PART.format("left", texts.score_left.format(game.left(made))),
    )
    return _SCORE.format(direction(reader), Markup(" · ").join(parts))


def waiting_html(game: Game, reader: Lang) -> Markup:
    """Return what is said to a player who was faster than the maker."""
    line = Markup('<p tabindex="-1" data-focus>{}</p>').format(PLAY[reader].more_coming)
    return _LINE.format(game.number, direction(reader), line)


def ended_html(game: Game, made: Made, reader: Lang) -> Markup:
    """Return the score, of each paper too, and the ways to play again."""
    texts, asked = PLAY[reader], len(game.judged)
    if not asked:
        nothing = Markup('<p tabindex="-1" data-focus>{}</p>').format(texts.nothing)
        return _LINE.format(game.number, direction(reader), nothing)
    faultless = game.right == asked
    return _END.format(
        number=game.number,
        way=direction(reader),
        result=texts.result.format(game.right, asked),
        bar=_BAR.format(asked, game.right, texts.score),
        all_right=Markup("<p>{}</p>").format(texts.all_right) if faultless else NONE,
        papers=_papers(game, made, texts),
        wrong=NONE if faultless else _BUTTON.format("primary", "wrong", texts.play_wrong),
        all=_BUTTON.format("primary" if faultless else "second", "all", texts.play_all),
    )


def _papers(game: Game, made: Made, texts: PlayTexts) -> Markup:
    """Return right and asked of each paper, where there are several."""
    counts: dict[str, tuple[Paper, int, int]] = {}
    items = made.items
    for judged in game.judged:
        paper = items[judged.place].paper
        _, right, asked = counts.get(paper.id, (paper, 0, 0))
        counts[paper.id] = (paper, right + judged.right, asked + 1)
    if len(counts) == 1:
        return NONE
    rows = NONE.join(
        Markup("<tr><th scope='row'>{}</th><td><bdi>{}</bdi></td></tr>").format(
            dotted((paper.title or paper.id,)), texts.of.format(right, asked)
        )
        for paper, right, asked in counts.values()
    )
    return Markup('<table class="by-paper"><caption>{}</caption><tbody>{}</tbody></table>').format(
        texts.per_paper, rows
    )
