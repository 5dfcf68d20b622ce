"""How fast is a language model in paperqa? Against the bare loop of llama-cpp-python.

    python benchmarks/llm.py                 2 sizes x 2 types on two cores: some 9 minutes
    python benchmarks/llm.py --quick         the smallest alone, once
    python benchmarks/llm.py --tune          other settings of the bare loop, with the smallest

Both read the same file, in processes of their own, side by side, with the same threads, context,
attention and cache; the prompts are shaped as those of answers. How OpenMP's threads wait for each
other is set by paperqa for its own process, and by the environment for the bare loop. The models
have real shapes and random weights (see ``_random_gguf``); they are written once, to ``--dir``,
and stay there: 3.5 GB.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Final

import llama_cpp
from _llm_arms import Bare, Loading, Remote, Whole
from _llm_measure import Plan, Samples, middle_ratio, run_in_turns, same_texts
from _llm_tune import tune
from _random_gguf import SHAPES, save_random_gguf

from paperqa.evaluate.table import table

REPETITIONS: Final = {"toy": 2, "0.5B": 3, "1.5B": 1}
BARE: Final = "bare loop"
OURS: Final = "paperqa"
HEADER: Final = (
    "model", "loop", "tokens/s", "cold (s)", "follow-up (s)", "follow-up / cold", "memory (MB)"
)  # fmt: skip
NOTE: Final = (
    "cold, follow-up: seconds to the first token of a fresh prompt, and of another question about "
    "the same passages. Aims: paperqa's tokens/s 0.97 of the bare loop's, follow-up / cold 0.35."
)


def main() -> None:
    """Measure, print a table, write the JSON."""
    asked = _arguments(sys.argv[1:])
    plan = Plan(asked.prompt, asked.tokens, asked.rounds)
    about = (
        f"llama-cpp-python {llama_cpp.__version__}, {os.cpu_count()} cores ({platform.machine()}), "
        f"prompts of {plan.prompt} tokens, answers of {plan.tokens}"
    )
    report: dict[str, object] = {"about": about}
    print(about, end="\n\n", flush=True)
    if asked.tune:
        path = save_random_gguf(asked.dir, asked.sizes[0], asked.types[0])
        report["settings"] = tune(path, plan, asked.repeat or 2)
    else:
        report["models"] = _compare_all(asked, plan)
    if asked.json:
        asked.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


def _compare_all(asked: argparse.Namespace, plan: Plan) -> dict[str, dict[str, object]]:
    """Compare the loops on all models; return medians and samples by model."""
    rows: list[list[str]] = []
    models: dict[str, dict[str, object]] = {}
    for size in asked.sizes:
        for kind in asked.types:
            print(f"{size} {kind} ..", file=sys.stderr, flush=True)
            path = save_random_gguf(asked.dir, size, kind)
            samples = _compare(path, plan, asked.repeat or REPETITIONS[size])
            rows += _rows(f"{size} {kind}", samples)
            models[path.stem] = {name: arm.as_json() for name, arm in samples.items()}
            models[path.stem]["same texts, of"] = same_texts(samples)
    print(table(HEADER, rows))
    print(f"\n{NOTE}")
    return models


def _compare(path: Path, plan: Plan, repeat: int) -> dict[str, Samples]:
    with ExitStack() as stack:
        arms = {
            BARE: stack.enter_context(closing(Remote(Bare, path, Loading(plan.context)))),
            OURS: stack.enter_context(closing(Remote(Whole, path, plan.context))),
        }
        return run_in_turns(arms, plan, repeat)


def _rows(model: str, samples: Mapping[str, Samples]) -> list[list[str]]:
    bare, ours = samples[BARE], samples[OURS]
    rows = [
        [
            model, name, f"{arm.middle('rate'):.1f}", f"{arm.middle('cold'):.2f}",
            f"{arm.middle('follow_up'):.2f}", f"{middle_ratio(arm.follow_up, arm.cold):.2f}",
            "–" if arm.memory is None else f"{arm.memory:.0f}",
        ]
        for name, arm in samples.items()
    ]  # fmt: skip
    return [
        *rows,
        [
            model, "paperqa / bare", f"{middle_ratio(ours.rate, bare.rate):.3f}",
            f"{middle_ratio(ours.cold, bare.cold):.2f}",
            f"{middle_ratio(ours.follow_up, bare.follow_up):.2f}", "",
            f"{ours.memory / bare.memory:.2f}" if ours.memory and bare.memory else "–",
        ],
    ]  # fmt: skip


def _arguments(given: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--sizes", nargs="+", choices=SHAPES, default=["0.5B", "1.5B"])
    parser.add_argument("--types", nargs="+", choices=("Q4_0", "Q8_0"), default=["Q4_0", "Q8_0"])
    parser.add_argument("--dir", type=Path, default=Path(tempfile.gettempdir()) / "paperqa-models")
    parser.add_argument("--prompt", type=int, default=2000, help="tokens of a prompt")
    parser.add_argument("--tokens", type=int, default=64, help="tokens of an answer")
    parser.add_argument("--repeat", type=int, help="fresh prompts a model (3, for 1.5B 1)")
    parser.add_argument("--rounds", type=int, default=3, help="answers a prompt")
    parser.add_argument("--json", type=Path, help="write medians and all samples there")
    parser.add_argument("--quick", action="store_true", help="0.5B Q4_0 alone, once")
    parser.add_argument("--tune", action="store_true", help="settings of the bare loop")
    asked = parser.parse_args(given)
    if asked.quick:
        asked.sizes, asked.types = ["0.5B"], ["Q4_0"]
        asked.repeat, asked.rounds = asked.repeat or 1, 1
    return asked


if __name__ == "__main__":
    main()
