r"""The grammar of an answer that cites: no sentence ends without a marker, none names a stranger.

An answer is one of the refusals, word for word, or paragraphs, list items and tables in which
  - each sentence ends in one to three markers ``[n]``, before its full stop or behind it, with n
    among the passages' numbers; further markers may stand after a comma's or colon's clause;
  - each row of a table ends in markers; its head and its rule of dashes do not;
  - letters are Latin, Hebrew or Greek, so that no model drifts into Chinese or Arabic;
  - there are no brackets but markers, and no code, maths, headings or links: a marker in those
    would be none, or would not be read as one.

Full stops that end nothing: in a figure (``3.5``) and after ``e.g.``, ``et al.`` and the like.
Before a marker stands a space: ``x[1]`` is an index.
A sentence is at most 60 words of at most 40 characters: it cannot run on for ever.

Source: llama.cpp, grammars/README.md. A sentence's end behind the stop costs a model nothing: it
        ends where it likes, and then has to say whom it cites. Were the marker allowed only before
        the stop, a figure at the end ("of 28.") would have to go on as a decimal.
"""

from collections.abc import Sequence
from typing import Final

from paperqa.errors import ModelError

LONGEST_SENTENCE: Final = 60
"""Words."""
LONGEST_WORD: Final = 40
"""Characters; decimals, and quotes that open a sentence, not counted."""
_CELL_WORDS: Final = 30
_COLUMNS: Final = range(2, 6)

_LETTERS: Final = (
    r"A-Za-z\u00C0-\u024F\u0370-\u03FF\u05D0-\u05EA\u05F0-\u05F4\u1E00-\u1EFF\u2100-\u214F"
    r"\u2190-\u22FF"
)
"""What a sentence may begin with: Latin, Greek, Hebrew and mathematical letters and signs."""
_SIGNS: Final = (
    r"\"%&'()*+,/:;<=>@^_{}\u00A1-\u00AC\u00AE-\u00BF\u05B0-\u05C7\u1D2C-\u1D6A\u2010-\u2015"
    r"\u2018-\u201E\u2020-\u2022\u2032\u2033\u2070-\u209C\u20A0-\u20BF"
)
"""What stands within words, Hebrew points among it; nothing that is invisible."""
_OPENING: Final = r"\"'(*_<=>+\u2018-\u201E"
_ABBREVIATIONS: Final = (
    "al. approx. cf. e.g. Eq. eq. etc. Fig. fig. i.e. i.i.d. Sec. sec. Tab. vs. w.r.t."
).split()

_RULES: Final = r"""root ::= {refusals} | block ("\n" "\n"? block)*
block ::= line | table2 | table3 | table4 | table5
line ::= (" "? " "? " "? " "? ([-*•] | [1-9] [0-9]? ".") " ")? sentence (" " sentence)*
sentence ::= first (next){{0,{rest}}} (cite stop? | stop cite)
next ::= " " word | cite [,;:]? " " word
stop ::= [.!?] ["”')]?
cite ::= " " marker marker? marker?
marker ::= "[" ({numbers}) "]"
first ::= [{opening}-]{{0,3}} ([{letters}] | figure) piece{{0,{tail}}} | abbreviated
word ::= piece{{1,{longest}}} | abbreviated
abbreviated ::= "("? ({abbreviations}) ","?
piece ::= [{letters}{signs}-] | figure
figure ::= [0-9] ("." [0-9])?
{tables}
cells ::= word (" " word){{0,{cell}}}
cell ::= "|" " " cells cite? " "
last ::= "|" " " cells cite " |"
title ::= "|" " " cells " "
dashes ::= "|" " "? ":"? "---" "-"? "-"? "-"? ":"? " "?
"""


def answer_grammar(numbers: Sequence[int], refusals: Sequence[str]) -> str:
    """Return the GBNF of an answer that cites ``numbers``, or is one of ``refusals``."""
    if not numbers or min(numbers) < 1:
        raise ModelError(
            f"an answer bound to cite {list(numbers)}; expected one passage number or more, from 1"
        )
    if not refusals or not all(refusals):
        raise ModelError("an answer bound to cite needs a sentence for when it cannot")
    return _RULES.format(
        refusals=_either(refusals),
        numbers=_either([str(number) for number in numbers]),
        abbreviations=_either(_ABBREVIATIONS),
        signs=_SIGNS,
        letters=_LETTERS,
        opening=_OPENING,
        rest=LONGEST_SENTENCE - 1,
        longest=LONGEST_WORD,
        tail=LONGEST_WORD - 1,
        cell=_CELL_WORDS - 1,
        tables="\n".join(_table(columns) for columns in _COLUMNS),
    )


def _either(texts: Sequence[str]) -> str:
    return " | ".join(f'"{_escaped(text)}"' for text in texts)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _table(columns: int) -> str:
    """Return the rule of a table: its head, its dashes, its rows."""
    head = f'{"title " * columns}"|\\n" {"dashes " * columns}"|"'
    return f'table{columns} ::= {head} ("\\n" {"cell " * (columns - 1)}last)+'
