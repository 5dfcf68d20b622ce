"""The table of embedders: names, prompts, languages, and which files of a repository are needed."""

import pytest

from paperqa.store.known_embedders import (
    KNOWN_EMBEDDERS,
    find_known,
    languages_of,
    prompts_of,
)
from paperqa.store.needed_files import needed_files
from paperqa.transfer.pin import PinnedFile

E5 = {"query": "query: ", "document": "passage: "}


def test_every_model_is_found_by_both_names_in_any_case() -> None:
    for known in KNOWN_EMBEDDERS:
        for name in (known.repository, known.short_name, f" {known.short_name.upper()} "):
            assert find_known(name) is known
    assert len({known.short_name for known in KNOWN_EMBEDDERS}) == len(KNOWN_EMBEDDERS) == 7


@pytest.mark.parametrize("name", ["other/bge-m3", "bge", "", "models/bge-m3", "bge-m3/"])
def test_another_owners_model_is_not_known(name: str) -> None:
    assert find_known(name) is None


@pytest.mark.parametrize(
    ("name", "prompts"),
    [
        ("multilingual-e5-small", E5),
        ("intfloat/multilingual-e5-large", E5),
        ("/somewhere/multilingual-e5-base-copy", E5),
        ("intfloat/multilingual-e5-large-instruct", {}),
        ("bge-m3", {}),
        ("hotchpotch/bekko-embedding-v1-a8m", {}),
        ("club/tiny", {}),
    ],
)
def test_only_multilingual_e5_needs_prompts_that_it_does_not_store(
    name: str, prompts: dict[str, str]
) -> None:
    assert dict(prompts_of(name)) == prompts


def test_languages_come_from_the_table_or_from_the_name() -> None:
    assert languages_of("all-MiniLM-L6-v2") == languages_of("club/all-mpnet-copy") == ("en",)
    assert languages_of("bge-m3") == languages_of("club/tiny") == ("en", "he")


def test_a_size_that_was_not_seen_is_that_of_the_parameters() -> None:
    sizes = {known.short_name: known.bytes for known in KNOWN_EMBEDDERS}
    assert sizes["multilingual-e5-base"] == 278_000_000 * 4
    assert sizes["bge-m3"] == 2_292_000_000


@pytest.mark.parametrize(
    ("files", "needed"),
    [
        (
            ["config.json", "model.safetensors", "pytorch_model.bin", "tf_model.h5",
             "flax_model.msgpack", "rust_model.ot", "long.jpg", "LICENSE"],
            ["config.json", "model.safetensors"],
        ),
        (
            ["2_Dense/model.safetensors", "2_Dense/pytorch_model.bin", "2_Dense/config.json",
             "pytorch_model.bin", "vocab.txt"],
            ["2_Dense/config.json", "2_Dense/model.safetensors", "pytorch_model.bin", "vocab.txt"],
        ),
        (
            ["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors",
             "model.safetensors.index.json", "pytorch_model-00001-of-00001.bin",
             "pytorch_model.bin.index.json"],
            ["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors",
             "model.safetensors.index.json"],
        ),
        (
            ["model.safetensors", "model.fp16.safetensors", "onnx/model.onnx", "onnx/config.json",
             "openvino/openvino_model.bin", ".cache/x.json", "optimizer.bin", "colbert_linear.pt"],
            ["model.safetensors"],
        ),
    ],
)  # fmt: skip
def test_one_form_of_the_weights_is_needed(files: list[str], needed: list[str]) -> None:
    found = needed_files(PinnedFile(path, 1) for path in files)
    assert sorted(file.path for file in found) == sorted(needed)
