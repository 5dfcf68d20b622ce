"""Opening what answers are made of, and refusing what does not fit together."""

from pathlib import Path

import numpy as np
import pytest

from fakes import WordEmbedder
from paperqa.answer.desk import open_desk
from paperqa.errors import EmbedderError, IndexDamagedError, IndexMissingError, ModelError
from paperqa.settings import BUNDLED_EMBEDDER, Settings
from paperqa.sources.inventory import note_sources
from paperqa.store.build import Plan, build
from paperqa.store.embed import SentenceEmbedder
from paperqa.types import Paper

NOTE = """---
paper: gpt1
lang: en
title: Improving Language Understanding
---
## What it is

The next word is guessed from all words before it.
"""


def settings_with_index(home: Path, revision: str) -> Settings:
    """Build the index of one note, as the bundled embedder's in the ``revision`` given."""
    path = home / "gpt1.en.md"
    path.write_text(NOTE, encoding="utf-8")
    paper = Paper("gpt1", "Improving Language Understanding")
    settings = Settings(home=home, no_model=True)
    embedder = WordEmbedder(dim=384, name=BUNDLED_EMBEDDER, revision=revision)
    build(settings.index_dir, Plan([paper], note_sources({"gpt1": paper}, [path])), embedder)
    return settings


def test_the_desk_holds_the_index_and_the_embedder_that_the_index_names(tmp_path: Path) -> None:
    revision = SentenceEmbedder(BUNDLED_EMBEDDER).revision
    settings = settings_with_index(tmp_path, revision)
    other = Settings(home=tmp_path, no_model=True, embedder="another/embedder")
    for each in (settings, other):
        desk = open_desk(each)
        assert desk.embedder.name == BUNDLED_EMBEDDER
        assert desk.index.passages[0].text.startswith("The next word is guessed")
        assert desk.model is None
    rows = desk.index.vectors.vectors(np.array([0], dtype=np.int64))
    assert rows.shape == (1, 384)


def test_another_revision_of_the_embedder_is_refused(tmp_path: Path) -> None:
    settings = settings_with_index(tmp_path, "0123456789abcdef")
    with pytest.raises(EmbedderError, match=r"revision 0123456789abcdef.* paperqa index$"):
        open_desk(settings)


def test_no_index_is_told_with_the_command_that_makes_one(tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError, match=r"paperqa index$"):
        open_desk(Settings(home=tmp_path))


def test_a_damaged_index_is_told_with_the_command_that_mends_it(tmp_path: Path) -> None:
    settings = settings_with_index(tmp_path, SentenceEmbedder(BUNDLED_EMBEDDER).revision)
    (file,) = settings.index_dir.glob("gen-*/passages.jsonl")
    file.write_bytes(file.read_bytes().replace(b"guessed", b"known!!"))
    with pytest.raises(IndexDamagedError, match="paperqa index"):
        open_desk(settings)


def test_a_model_that_is_named_must_be_there_unless_none_is_wanted(tmp_path: Path) -> None:
    settings_with_index(tmp_path, SentenceEmbedder(BUNDLED_EMBEDDER).revision)
    named = Settings(home=tmp_path, model="gone.gguf")
    with pytest.raises(ModelError, match=r"no language model at .*gone\.gguf"):
        open_desk(named)
    assert open_desk(named, with_model=False).model is None


def test_a_model_in_the_models_folder_is_loaded(tmp_path: Path, shared: Path) -> None:
    toy = shared / "models" / "stories260K.gguf"
    if not toy.is_file():
        pytest.skip("needs the toy model, ../shared/models/stories260K.gguf, which is not here")
    settings_with_index(tmp_path, SentenceEmbedder(BUNDLED_EMBEDDER).revision)
    settings = Settings(home=tmp_path)
    settings.models_dir.mkdir()
    (settings.models_dir / toy.name).write_bytes(toy.read_bytes())
    model = open_desk(settings).model
    assert model is not None
    assert model.name == "stories260K"
