"""benchmarks/llm.py, on models of a few kilobytes: what it measures is not asserted, how is."""

import json
import os
import re
import subprocess
import sys
from importlib import import_module
from itertools import islice
from pathlib import Path
from statistics import median
from types import ModuleType

import gguf
import numpy as np
import pytest
from gguf import GGMLQuantizationType, GGUFReader
from llama_cpp import Llama

from paperqa.types import Message

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


@pytest.fixture
def random_gguf(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(BENCHMARKS)
    return import_module("_random_gguf")


@pytest.fixture
def tuning(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(BENCHMARKS)
    return import_module("_llm_tune")


def test_the_script_compares_both_loops_on_the_same_answers(tmp_path: Path) -> None:
    result = subprocess.run(
        [
            *(sys.executable, BENCHMARKS / "llm.py", "--sizes", "toy", "--types", "Q8_0"),
            *("--prompt", "700", "--tokens", "8", "--rounds", "2", "--repeat", "2"),
            *("--dir", tmp_path, "--json", tmp_path / "report.json"),
        ],
        capture_output=True, text=True, check=False,
        env=os.environ | {"OMP_WAIT_POLICY": "PASSIVE"},  # others use the cores, too
    )  # fmt: skip
    assert (result.stderr, result.returncode) == ("toy Q8_0 ..\n", 0)
    rows = re.findall(r"^\| toy Q8_0 \| (.+?) +\|", result.stdout, re.MULTILINE)
    assert rows == ["bare loop", "paperqa", "paperqa / bare"]
    model = json.loads((tmp_path / "report.json").read_text())["models"]["random-toy-Q8_0"]
    assert model["same texts, of"] == [4, 4]
    for name in rows[:2]:
        samples, medians = model[name]["samples"], model[name]["medians"]
        assert {key: len(samples[key]) for key in ("cold", "follow_up", "rate")} == {
            "cold": 2, "follow_up": 2, "rate": 4,
        }  # fmt: skip
        quotients = [a / b for a, b in zip(samples["follow_up"], samples["cold"], strict=True)]
        assert medians["follow_up / cold"] == median(quotients)
        assert medians["cold"] == median(samples["cold"])


@pytest.mark.parametrize(("size", "weights"), [("0.5B", 494_032_768), ("1.5B", 1_543_714_304)])
def test_shapes_hold_as_many_weights_as_the_models_that_they_copy(
    random_gguf: ModuleType, size: str, weights: int
) -> None:
    tensors = random_gguf._tensors(random_gguf.SHAPES[size], "Q4_0")
    assert sum(int(np.prod(shape)) for _, shape, _ in tensors) == weights


@pytest.mark.parametrize(("kind", "largest"), [("Q4_0", 7), ("Q8_0", 127)])
def test_random_blocks_are_uniform_whole_numbers_times_one_scale(
    random_gguf: ModuleType, tmp_path: Path, kind: str, largest: int
) -> None:
    path = random_gguf.save_random_gguf(tmp_path, "toy", kind)
    tensors = {tensor.name: tensor for tensor in GGUFReader(path).tensors}
    drawn = tensors["blk.1.ffn_up.weight"]
    assert drawn.tensor_type == GGMLQuantizationType[kind]
    weights = gguf.quants.dequantize(drawn.data, drawn.tensor_type)
    assert weights.shape == (128, 64)
    numbers = weights / (weights.max() / largest)
    assert np.abs(numbers - numbers.round()).max() < 1e-3
    assert set(numbers.round().ravel()) == set(range(-largest, largest + 1))
    assert weights.std() * 64**0.5 == pytest.approx(1, abs=0.03)
    assert abs(weights.mean()) * 64**0.5 < 0.04
    embedding = tensors["token_embd.weight"]
    rows = gguf.quants.dequantize(embedding.data, embedding.tensor_type).any(axis=1)
    assert rows.tolist() == [False] * 261 + [True] * (4000 - 261)  # control tokens and bytes


@pytest.mark.parametrize("kind", ["Q4_0", "Q8_0"])
def test_a_random_model_writes_plain_text_for_as_long_as_it_may(
    random_gguf: ModuleType, tmp_path: Path, kind: str
) -> None:
    path = random_gguf.save_random_gguf(tmp_path, "toy", kind)
    llama = Llama(str(path), n_ctx=512, verbose=False)
    written = list(islice(llama.generate(llama.tokenize("מה זה?".encode()), temp=0), 300))
    assert len(written) == 300
    assert min(written) >= 261


def test_a_model_that_is_there_is_not_written_again(
    random_gguf: ModuleType, tmp_path: Path
) -> None:
    path = random_gguf.save_random_gguf(tmp_path, "toy", "Q4_0")
    assert [file.name for file in tmp_path.iterdir()] == ["random-toy-Q4_0.gguf"]
    path.write_bytes(b"kept")
    assert random_gguf.save_random_gguf(tmp_path, "toy", "Q4_0").read_bytes() == b"kept"


def test_prompts_fill_what_is_asked_and_share_passages_but_not_with_other_prompts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(BENCHMARKS)
    prompts = import_module("_llm_prompts")

    def words(messages: tuple[Message, ...]) -> list[str]:
        return " ".join(message.content for message in messages).split()

    one, other = (prompts.prompt_pair(n, 1500, lambda text: len(text.split())) for n in (1, 2))
    first, follow_up = words(one.first), words(one.follow_up)
    assert 1400 <= len(first) <= 1500
    assert first[:-30] == follow_up[: len(first) - 30]
    assert first != follow_up
    assert first[0] != words(other.first)[0]


def test_a_setting_is_measured_beside_a_busy_neighbour(tuning: ModuleType, tmp_path: Path) -> None:
    path = import_module("_random_gguf").save_random_gguf(tmp_path, "toy", "Q4_0")
    plan = tuning.Plan(prompt=900, tokens=8, rounds=3)
    samples = tuning.Samples()
    settings = tuning._settings(plan)
    before = dict(os.environ)
    tuning._measure(path, settings["waiting threads sleep, busy"], plan, 0, samples)
    assert [len(part) for part in (samples.cold, samples.follow_up, samples.rate)] == [1, 1, 1]
    assert dict(os.environ) == before
    row = tuning._row("1 thread, busy", settings["1 thread, busy"], samples)
    assert row[:2] == ["1 thread", "busy, 800 tokens"]
