from dataclasses import replace

from anki_package import FIELDS, MADE, Collection, asking, notes_of, opened, paragraphs
from small_quiz import CHOICE, CLOZE, PAPER, SMALL_QUIZ

from paperqa.quiz.exports.anki import export, package
from paperqa.quiz.item import WHICH_PAPER, Quiz


def test_every_item_is_a_note_with_one_new_card_in_the_order_of_the_quiz() -> None:
    notes = opened(package(SMALL_QUIZ, MADE)).notes
    assert [note.due for note in notes] == [1, 2, 3, 4, 5]
    assert [paragraphs(note.fields["Question"])[0][1] for note in notes] == [
        item.wording("en").question for item in SMALL_QUIZ.items
    ]


def test_a_note_is_tagged_with_paper_kind_and_difficulty() -> None:
    (note,) = notes_of(CHOICE)
    assert note.tags == " paper::1706.03762 kind::choice difficulty::medium "


def test_spaces_in_the_name_of_a_paper_do_not_part_its_tag() -> None:
    citation = replace(CHOICE.citation, paper=replace(PAPER, id="my own paper"))
    (note,) = notes_of(replace(CHOICE, citation=citation))
    assert note.tags.split() == ["paper::my_own_paper", "kind::choice", "difficulty::medium"]


def titled(quiz: str, *titles: str) -> Collection:
    items = [
        replace(
            CHOICE,
            id=f"{number}-choice",
            citation=replace(CHOICE.citation, paper=replace(PAPER, id=str(number), title=title)),
        )
        for number, title in enumerate(titles)
    ]
    return opened(package(Quiz(quiz, tuple(items), ("en",)), MADE))


def test_each_paper_has_a_deck_under_that_of_the_quiz() -> None:
    collection = titled("Club quiz", "Attention Is All You Need", "GPT-2: a model")
    assert sorted(collection.decks.values()) == [
        "Club quiz",
        "Club quiz::Attention Is All You Need",
        "Club quiz::GPT-2: a model",
        "Default",
    ]
    assert [note.deck for note in collection.notes] == [
        "Club quiz::Attention Is All You Need",
        "Club quiz::GPT-2: a model",
    ]


def test_the_deck_of_a_card_that_asks_for_its_paper_does_not_tell_it() -> None:
    which = replace(CHOICE, id="which", maker=WHICH_PAPER)
    for items in ((which, CLOZE), (CLOZE, which)):
        notes = opened(package(Quiz("Club quiz", items, ("en",)), MADE)).notes
        assert [note.deck for note in notes] == [
            "Club quiz" if item is which else "Club quiz::Attention Is All You Need"
            for item in items
        ]
    alone = opened(package(Quiz("Club quiz", (which,), ("en",)), MADE))
    assert sorted(alone.decks.values()) == ["Club quiz", "Default"]


def test_a_title_makes_no_levels_of_its_own_and_none_is_empty() -> None:
    collection = titled("Night:::: one", "std::vector :: a\n study", "")
    assert sorted(collection.decks.values()) == [
        "Default",
        "Night: one",
        "Night: one::1",
        "Night: one::std:vector : a study",
    ]
    assert sorted(titled("", "a").decks.values()) == ["Club quiz", "Club quiz::a", "Default"]


def test_a_deck_is_known_by_its_title_and_a_note_by_its_item() -> None:
    first = opened(package(SMALL_QUIZ, MADE))
    changed = replace(SMALL_QUIZ, items=(asking("Another wording?"), *SMALL_QUIZ.items[:0:-1]))
    second = opened(package(replace(changed, langs=("en",)), MADE + 999))
    assert {note.guid for note in first.notes} == {note.guid for note in second.notes}
    assert len({note.guid for note in first.notes}) == 5
    assert first.decks == second.decks
    assert list(first.models) == list(second.models) == ["1746201593"]
    other = opened(package(replace(SMALL_QUIZ, title="Another night"), MADE))
    assert set(other.decks) & set(first.decks) == {"1"}


def test_the_ids_are_those_of_every_release() -> None:
    collection = opened(package(SMALL_QUIZ, MADE))
    assert [note.guid for note in collection.notes] == [
        "lWSLLo|(12",
        "NZqjBG/EUy",
        "Ji[Y>D#V#4",
        "n+$6TwO1i0",
        "l8cX)Y&T>q",
    ]
    assert collection.decks == {
        "1": "Default",
        "1509416039": "Attention night · ערב קשב",
        "1980745224": "Attention night · ערב קשב::Attention Is All You Need",
    }


def test_the_note_type_has_one_card_that_shows_every_field() -> None:
    (model,) = opened(package(SMALL_QUIZ, MADE)).models.values()
    fields, templates = model["flds"], model["tmpls"]
    assert isinstance(fields, list)
    assert isinstance(templates, list)
    assert [field["name"] for field in fields] == FIELDS
    (template,) = templates
    both = template["qfmt"] + template["afmt"]
    assert [name for name in FIELDS if f"{{{{{name}}}}}" not in both] == []
    assert [name for name in FIELDS if f"{{{{{name}}}}}" in template["qfmt"]] == [
        *("Question", "Choices", "Question 2", "Choices 2")
    ]
    assert ".card.nightMode, .nightMode .card {" in str(model["css"])


def test_the_same_quiz_at_the_same_moment_gives_the_same_bytes() -> None:
    assert package(SMALL_QUIZ, MADE) == package(SMALL_QUIZ, MADE)


def test_the_export_is_one_file_and_leaves_nothing_out() -> None:
    exported = export(SMALL_QUIZ)
    assert list(exported.files) == ["quiz.apkg"]
    assert exported.left_out == ()
    notes = opened(exported.files["quiz.apkg"]).notes
    assert notes == opened(package(SMALL_QUIZ, MADE)).notes


def test_an_empty_quiz_gives_an_empty_deck() -> None:
    collection = opened(package(Quiz("Club quiz", (), ("en",)), MADE))
    assert collection.notes == []
    assert sorted(collection.decks.values()) == ["Club quiz", "Default"]
