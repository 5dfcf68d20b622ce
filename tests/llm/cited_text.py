"""What is wrong with an answer that must cite: a matcher that knows nothing of the grammar.

It knows markers, full stops and lines.
"""

import re
import unicodedata
from collections.abc import Iterator

from paperqa.llm.answer_grammar import LONGEST_SENTENCE, LONGEST_WORD

NUMBERS = (1, 2, 12)
REFUSALS = ("The passages do not say.", "הקטעים אינם עונים על כך.")

_MARKERS = r"(?:\[(?:1|2|12)\]){1,3}"
_EXEMPT = re.compile(
    r"(?<=\d)\.(?=\d)"
    r"|(?<![^ (])(?:al|approx|cf|e\.g|[Ee]q|etc|[Ff]ig|i\.e|i\.i\.d|[Ss]ec|Tab|vs|w\.r\.t)\."
    r"(?=,? |[.!?])"
)
_BULLET = re.compile(r"^ {0,4}(?:[-*•]|[1-9]\d?\.) ")
_FOREIGN = ("CJK", "CYRILLIC", "ARABIC", "THAI", "HANGUL", "HIRAGANA", "DEVANAGARI")


def faults(text: str) -> list[str]:
    """Return what is wrong with an answer; nothing: it is a refusal, or cites in each sentence."""
    if text in REFUSALS:
        return []
    found = [f"letter {c!r}" for c in text if unicodedata.name(c, "").startswith(_FOREIGN)]
    found += [f"sign {c!r}" for c in text if unicodedata.category(c) in {"Cf", "Cc"} and c != "\n"]
    found += [f"sign {c!r}" for c in text if c in "`$\\#~【】"]
    if re.search(r"[\[\]]", re.sub(rf" {_MARKERS}(?!\[)", "", text)):
        found.append("a bracket that is no marker")
    if re.search(r"\n\n\n|^\n|\n$|^$", text):
        found.append("empty lines")
    lines = [line for line in text.split("\n") if line]
    return found + [fault for run in _runs(lines) for fault in _run_faults(run)]


def _runs(lines: list[str]) -> Iterator[list[str]]:
    """Yield the tables, and each other line for itself."""
    table: list[str] = []
    for line in lines:
        if line.startswith("|"):
            table.append(line)
            continue
        if table:
            yield table
            table = []
        yield [line]
    if table:
        yield table


def _run_faults(lines: list[str]) -> list[str]:
    if lines[0].startswith("|"):
        rules = [n for n, line in enumerate(lines) if re.fullmatch(r"[|:\- ]+", line)]
        heads = {n - 1 for n in rules}
        bare = [line for n, line in enumerate(lines) if n not in heads and n not in rules]
        found = [line for line in bare if not re.search(rf" {_MARKERS} \|$", line)]
        return found if rules and 1 in rules else [*found, "a table without a head"]
    prose = _EXEMPT.sub(lambda match: "·" * len(match[0]), _BULLET.sub("", lines[0], count=1))
    end = re.compile(rf" {_MARKERS}(?:[.!?][\"”')]?)?$")
    found = [] if end.search(prose) else [f"an end without a marker: {prose!r}"]
    for stop in re.finditer(r"[.!?]", prose):
        before = re.search(rf" {_MARKERS}$", prose[: stop.start()])
        behind = re.match(rf"[\"”')]? {_MARKERS}", prose[stop.end() :])
        if not before and not behind:
            found.append(f"a stop without a marker: {prose[: stop.end()]!r}")
    words = re.split(rf" {_MARKERS}", prose)
    found += [part for part in words if len(part.split()) > LONGEST_SENTENCE]
    longest = max(len(word.replace("·", "")) for word in prose.split())
    return found if longest <= 2 * LONGEST_WORD else [*found, "a word without end"]
