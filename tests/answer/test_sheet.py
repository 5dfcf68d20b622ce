"""What a model reads for one answer, and how little of it is new to it."""

import pytest
from small_index import ATTENTION, LORA, passage

from fakes import ScriptedModel
from paperqa.answer.sheet import MOST_PROMPT, LastPrompt, NothingWrittenError, Sheet, sheet_of
from paperqa.answer.silent import result_of
from paperqa.errors import ModelError
from paperqa.types import Hit, Search

PAPERS = {paper.id: paper for paper in (ATTENTION, LORA)}
HEADS = Hit(0, passage("The base model uses 8 heads."), 0.9)
RANK = Hit(1, passage("LoRA trains two matrices.", LORA), 0.8)
SCALE = Hit(2, passage("Dot products are scaled."), 0.7)
FROZEN = Hit(3, passage("All other weights are frozen.", LORA), 0.6)


def search(*hits: Hit) -> Search:
    return Search("Why?", "en", hits, enough=True, ms=1.0)


def sheet(*hits: Hit, last: LastPrompt | None = None, context: int = 4096) -> Sheet:
    model = ScriptedModel(context=context)
    return result_of(sheet_of(model, search(*hits), PAPERS, last or LastPrompt(), 100))


def passages_in(made: Sheet) -> list[str]:
    lines = made.messages[1].content.splitlines()
    return lines[1 : lines.index("")]


def test_passages_are_numbered_best_first() -> None:
    made = sheet(RANK, HEADS)
    assert passages_in(made) == [
        f'[1] {LORA.title}: "LoRA trains two matrices."',
        f'[2] {ATTENTION.title}: "The base model uses 8 heads."',
    ]
    assert (made.hits, list(made.numbers), made.room) == ((RANK, HEADS), [1, 2], 100)


def test_passages_that_the_last_prompt_began_with_keep_their_place() -> None:
    last = LastPrompt()
    before = sheet(HEADS, RANK, SCALE, last=last)
    after = sheet(FROZEN, RANK, HEADS, last=last)
    assert after.hits == (HEADS, RANK, FROZEN)  # SCALE, third before, was not found again
    assert passages_in(after)[:2] == passages_in(before)[:2]
    assert sheet(SCALE, RANK, last=last).hits == (SCALE, RANK)  # the first was another


def test_what_does_not_fit_is_the_worst_even_if_it_would_stand_first() -> None:
    last = LastPrompt()
    long = [Hit(n, passage(f"{n} " + "word " * 1200), 1.0 / n) for n in range(1, 4)]
    sheet(long[2], last=last)
    made = sheet(*long, last=last, context=9000)
    assert [hit.row for hit in made.hits][:2] == [1, 2]
    assert sum(len(m.content.split()) for m in made.messages) <= MOST_PROMPT


def test_an_answer_gets_a_quarter_of_a_small_context() -> None:
    assert sheet(HEADS, context=360).room == 90
    with pytest.raises(NothingWrittenError, match=r"leaves no room .*; quoted instead$"):
        sheet(HEADS, context=120)


def test_a_reminder_is_the_last_line_and_changes_nothing_before() -> None:
    made = sheet(HEADS)
    again = made.reminded("Write Hebrew.")
    assert again.messages[:-1] == made.messages[:-1]
    assert again.messages[-1].content == made.messages[-1].content + "\nWrite Hebrew."


class DamagedModel(ScriptedModel):
    """Its file turns out to be damaged when it is first asked for anything."""

    @property
    def context(self) -> int:
        raise ModelError("toy.gguf does not load")

    @context.setter
    def context(self, value: int) -> None:
        assert value


def test_a_model_that_does_not_load_writes_nothing() -> None:
    made = sheet_of(DamagedModel(), search(HEADS), PAPERS, LastPrompt(), 100)
    with pytest.raises(
        NothingWrittenError,
        match=r"^the language model failed \(toy.gguf does not load\); quoted instead$",
    ):
        result_of(made)
