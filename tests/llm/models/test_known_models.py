"""The table of chat models, and which of them fits a machine."""

import pytest

from paperqa.llm.models.known_models import KNOWN_CHAT_MODELS, best_for, find_chat_model

GIB = 2**30


def test_every_model_is_found_by_both_names_in_any_case() -> None:
    for known in KNOWN_CHAT_MODELS:
        for name in (known.name, known.repository, f" {known.name.upper()} "):
            assert find_chat_model(name) is known
    assert find_chat_model("other/gemma-4-e4b") is None
    assert len({known.name for known in KNOWN_CHAT_MODELS}) == len(KNOWN_CHAT_MODELS) == 4


@pytest.mark.parametrize(
    ("gigabytes", "name"),
    [
        (2.0, None),
        (3.3, None),
        (3.8, "dictalm-3-1.7b"),  # sold as 4 GB
        (6.5, "dictalm-3-1.7b"),
        (6.9, "gemma-4-e2b"),  # sold as 8 GB, of which graphics keep one
        (7.6, "gemma-4-e2b"),
        (11.5, "gemma-4-e2b"),
        (13.7, "gemma-4-e4b"),  # sold as 16 GB, of which graphics keep two
        (15.5, "gemma-4-e4b"),
        (64.0, "gemma-4-e4b"),
    ],
)
def test_the_largest_that_fits_and_is_not_slow_is_best(gigabytes: float, name: str | None) -> None:
    best = best_for(round(gigabytes * GIB))
    assert (best.name if best else None) == name


def test_each_model_leaves_room_in_the_memory_that_it_is_meant_for() -> None:
    for known in KNOWN_CHAT_MODELS:
        assert known.runs_in_bytes < known.memory_gb * 0.85 * GIB


def test_unknown_memory_gets_the_middle_one() -> None:
    best = best_for(None)
    assert best is not None
    assert best.name == "gemma-4-e2b"


@pytest.mark.parametrize(
    ("file", "fits"),
    [
        ("DictaLM-3.0-1.7B-Thinking-Q4_K_M.gguf", True),
        ("dictalm-3.0-1.7b-thinking.q4_k_m.gguf", True),
        ("DictaLM-3.0-1.7B-Thinking-Q8_0.gguf", False),
        ("DictaLM-3.0-24B-Thinking-Q4_K_M.gguf", False),
    ],
)
def test_a_file_name_that_was_not_seen_is_a_pattern(file: str, fits: bool) -> None:
    dictalm = find_chat_model("dictalm-3-1.7b")
    assert dictalm is not None
    assert dictalm.is_file(file) is fits
