import numpy as np

from memory_index import memory_index
from paperqa.store.bundle import Index
from paperqa.store.paper_vectors import paper_vectors
from paperqa.types import Kind, Lang, Paper, Passage
from small_desk import WordEmbedder

A, B, C, D = (Paper(id_, id_.upper()) for id_ in ("a", "b", "c", "d"))


def _passage(paper: Paper, text: str, kind: Kind = "paper", lang: Lang = "en") -> Passage:
    return Passage(paper.id, kind, lang, "", text, 0, len(text))


PASSAGES = (
    _passage(B, "boats on the water", "note"),
    _passage(A, "apples and pears"),
    _passage(B, "סירות על המים", "note", "he"),
    _passage(A, "more apples"),
    _passage(A, "apples that a note tells of", "note"),
    _passage(C, "כלבים וחתולים", "note", "he"),
    _passage(B, "boats and sails", "note"),
)


def _index() -> Index:
    # D has no passage; the catalogue's order is not that of the passages.
    return memory_index(PASSAGES, [C, D, A, B], WordEmbedder())


def _mean(*texts: str) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    mean = WordEmbedder().embed_passages(texts).mean(axis=0)
    return np.asarray(mean / np.linalg.norm(mean))


def test_papers_come_in_the_order_of_the_catalogue_and_only_those_with_a_passage() -> None:
    assert paper_vectors(_index())[0] == ("c", "a", "b")


def test_a_paper_is_the_mean_of_its_pages_and_its_notes_do_not_count() -> None:
    ids, vectors = paper_vectors(_index())
    wanted = _mean("apples and pears", "more apples")
    np.testing.assert_allclose(vectors[ids.index("a")], wanted, atol=1e-6)


def test_without_pages_the_english_notes_stand_in_and_hebrew_ones_only_alone() -> None:
    ids, vectors = paper_vectors(_index())
    wanted = _mean("boats on the water", "boats and sails")
    np.testing.assert_allclose(vectors[ids.index("b")], wanted, atol=1e-6)
    np.testing.assert_allclose(vectors[ids.index("c")], _mean("כלבים וחתולים"), atol=1e-6)


def test_what_a_note_tells_of_single_pages_counts_only_where_it_says_nothing_else() -> None:
    told = [
        Passage(paper.id, "note", "en", "Page 2", text, 90, 90 + len(text))
        for paper, text in ((A, "plums"), (B, "oars on page two"), (C, "dogs"), (D, "drums"))
    ]
    ids, vectors = paper_vectors(memory_index([*told, *PASSAGES], [A, B, C, D], WordEmbedder()))
    assert ids == ("a", "b", "c", "d")
    wanted = (
        ("apples and pears", "more apples"),
        ("boats on the water", "boats and sails"),
        ("כלבים וחתולים",),
        ("drums",),
    )
    np.testing.assert_allclose(vectors, np.stack([_mean(*texts) for texts in wanted]), atol=1e-6)


def test_every_vector_has_length_one() -> None:
    vectors = paper_vectors(_index())[1]
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
