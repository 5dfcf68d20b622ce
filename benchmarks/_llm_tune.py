"""Which settings of llama.cpp are fastest on this machine? One is changed at a time.

The last rows are measured while a neighbour keeps one core busy, with shorter prompts: threads
that spin while they wait for each other take the core from the one that they wait for.
"""

import sys
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from _llm_arms import Bare, Loading, Remote, busy_neighbour, environment
from _llm_measure import Plan, Samples, add_samples, middle_ratio

from paperqa.evaluate.table import table
from paperqa.llm.llama.cores import physical_cores

HEADER: Final = (
    "setting", "neighbour", "tokens/s", "cold (s)", "follow-up (s)", "follow-up / cold",
    "memory (MB)",
)  # fmt: skip
_BUSY_PROMPT: Final = 800
_BUSY_TOKENS: Final = 16


@dataclass(frozen=True, slots=True)
class Setting:
    """How a model is loaded, and with which variables of OpenMP in the environment."""

    loading: Loading
    openmp: Mapping[str, str] = field(default_factory=dict)
    busy: bool = False


def tune(path: Path, plan: Plan, repeat: int) -> dict[str, object]:
    """Measure all settings in turn, ``repeat`` times; print a table; return its figures."""
    settings = _settings(plan)
    samples = {name: Samples() for name in settings}
    for number in range(repeat):
        for name, setting in settings.items():
            print(f"{number + 1}/{repeat} {name} ..", file=sys.stderr, flush=True)
            _measure(path, setting, plan, number, samples[name])
    print(table(HEADER, [_row(name, settings[name], s) for name, s in samples.items()]))
    return {name: arm.as_json() for name, arm in samples.items()}


def _settings(plan: Plan) -> dict[str, Setting]:
    cores = physical_cores()
    base = Loading(plan.context, cores, flash=False, kv="f16", batch=512)
    asleep, short, long = (
        {"OMP_WAIT_POLICY": "PASSIVE"},
        {"GOMP_SPINCOUNT": "1000"},
        {"GOMP_SPINCOUNT": "10000"},
    )
    return {
        f"base: {cores} threads, no flash, f16, batch 512": Setting(base),
        "flash attention": Setting(replace(base, flash=True)),
        "flash attention, q8_0 cache": Setting(replace(base, flash=True, kv="q8_0")),
        "q8_0 keys": Setting(replace(base, kv="q8_0")),
        "1 thread": Setting(replace(base, threads=1)),
        "2 threads": Setting(replace(base, threads=2)),
        "batch 256": Setting(replace(base, batch=256)),
        "batch 1024": Setting(replace(base, batch=1024)),
        "batch 2048": Setting(replace(base, batch=2048)),
        "batch 2048 of 512": Setting(replace(base, batch=2048, micro_batch=512)),
        "waiting threads sleep": Setting(base, asleep),
        "waiting threads spin 1,000 times": Setting(base, short),
        "waiting threads spin 10,000 times": Setting(base, long),
        "base, busy": Setting(base, busy=True),
        "1 thread, busy": Setting(replace(base, threads=1), busy=True),
        "waiting threads sleep, busy": Setting(base, asleep, busy=True),
        "waiting threads spin 1,000 times, busy": Setting(base, short, busy=True),
        "waiting threads spin 10,000 times, busy": Setting(base, long, busy=True),
    }


def _measure(path: Path, setting: Setting, plan: Plan, number: int, samples: Samples) -> None:
    if setting.busy:
        plan = replace(plan, prompt=_BUSY_PROMPT, tokens=min(plan.tokens, _BUSY_TOKENS), rounds=1)
    with (
        environment(setting.openmp),
        busy_neighbour(setting.busy),
        closing(Remote(Bare, path, setting.loading)) as arm,
    ):
        arm.prepare()
        add_samples({"": arm}, {"": samples}, plan, number)


def _row(name: str, setting: Setting, samples: Samples) -> list[str]:
    return [
        name.removesuffix(", busy"),
        f"busy, {_BUSY_PROMPT} tokens" if setting.busy else "none",
        f"{samples.middle('rate'):.1f}",
        f"{samples.middle('cold'):.2f}",
        f"{samples.middle('follow_up'):.2f}",
        f"{middle_ratio(samples.follow_up, samples.cold):.2f}",
        "–" if samples.memory is None else f"{samples.memory:.0f}",
    ]
