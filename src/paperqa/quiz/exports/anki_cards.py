"""How a quiz's Anki cards look: one card a note, a second language beside the first.

The cards are those of Anki's ordinary note types: no script, readable by day and night.
Source: Anki manual, "Card Templates", "Styling & HTML" (the class ``nightMode``).
"""

from typing import Final

import genanki

from paperqa.quiz.exports.anki_fields import FIELDS

MODEL_ID: Final = 1_746_201_593
"""Drawn once. Anki knows a note type by it: another set of fields needs another number."""
_NAME: Final = "paperqa quiz"

_FRONT: Final = """\
<div class="pair">
<div>{{Question}}{{Choices}}</div>
{{#Question 2}}<div>{{Question 2}}{{Choices 2}}</div>{{/Question 2}}
</div>"""
_BACK: Final = """\
{{FrontSide}}
<hr id="answer">
<div class="pair">
<div><div class="answer">{{Answer}}</div>{{Explanation}}</div>
{{#Question 2}}<div><div class="answer">{{Answer 2}}</div>{{Explanation 2}}</div>{{/Question 2}}
</div>
{{Quote}}
<div class="where">{{Where}}</div>"""
_CSS: Final = """\
.card {
  font: 20px/1.5 Arial, "Noto Sans Hebrew", sans-serif;
  color: #1b1b1b;
  background: #fff;
  text-align: start;
}
.pair { display: flex; flex-wrap: wrap; gap: 0 2em; direction: ltr; }
.pair > div { flex: 1 1 16em; }
p, ul, blockquote { margin: 0.5em 0; text-align: start; }
ul { list-style: none; padding: 0; }
.answer { color: #0b6b34; font-weight: bold; }
blockquote {
  padding-inline-start: 0.8em;
  border-inline-start: 3px solid #999;
  font-size: 0.85em;
}
.where { font-size: 0.75em; color: #666; }
.where a { color: inherit; }
.card.nightMode, .nightMode .card { color: #e6e6e6; background: #2c2c2c; }
.nightMode .answer { color: #7bd99f; }
.nightMode .where { color: #aaa; }
"""


def model() -> genanki.Model:
    """Return the note type; a new one each time, for genanki writes into it."""
    return genanki.Model(
        MODEL_ID,
        _NAME,
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "Card", "qfmt": _FRONT, "afmt": _BACK}],
        css=_CSS,
    )
