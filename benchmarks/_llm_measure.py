"""What is measured of loaded models: all arms in turn, so that each meets the same noise.

cold       seconds to the first token of a prompt that shares nothing with what was read before
follow_up  the same for another question about the same passages
rate       tokens a second while writing: n tokens over the time of n + 1 less that of one, for a
           prompt that has just been read; so it holds however a loop bundles its tokens
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from statistics import median
from typing import Literal

from _llm_arms import Remote, Timing
from _llm_prompts import prompt_pair

from paperqa.llm.llama.sized import step
from paperqa.types import Message

Measure = Literal["cold", "follow_up", "rate"]


@dataclass(frozen=True, slots=True)
class Plan:
    """Sizes in tokens; ``rounds`` is how often a prompt's answer is written."""

    prompt: int
    tokens: int
    rounds: int

    @property
    def context(self) -> int:
        """The step in which paperqa's engine sizes its context."""
        return step(self.prompt + self.tokens, 2**15)


@dataclass(slots=True)
class Samples:
    """One arm's measures, in the order in which they were taken; ``memory`` in megabytes."""

    cold: list[float] = field(default_factory=list)
    follow_up: list[float] = field(default_factory=list)
    rate: list[float] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    memory: float | None = None

    def middle(self, measure: Measure) -> float:
        """Return the median of what ``measure`` names."""
        return float(median(getattr(self, measure)))

    def as_json(self) -> dict[str, object]:
        """Return medians and samples, without the texts."""
        samples = {name: value for name, value in asdict(self).items() if name != "texts"}
        medians = {
            "rate": self.middle("rate"),
            "cold": self.middle("cold"),
            "follow_up": self.middle("follow_up"),
            "follow_up / cold": middle_ratio(self.follow_up, self.cold),
        }
        return {"medians": medians, "samples": samples}


def middle_ratio(above: Sequence[float], below: Sequence[float]) -> float:
    """Return the median of the quotients of neighbours in time."""
    return float(median(a / b for a, b in zip(above, below, strict=True)))


def same_texts(samples: Mapping[str, Samples]) -> tuple[int, int]:
    """Count the answers that are the same in all arms, and all answers."""
    answers = list(zip(*(arm.texts for arm in samples.values()), strict=True))
    return sum(all(a == b for a, b in pairwise(texts)) for texts in answers), len(answers)


def run_in_turns(arms: Mapping[str, Remote], plan: Plan, repeat: int) -> dict[str, Samples]:
    """Measure ``repeat`` prompts."""
    samples = {name: Samples() for name in arms}
    for arm in arms.values():
        arm.prepare()
    for number in range(repeat):
        add_samples(arms, samples, plan, number)
    return samples


def add_samples(
    arms: Mapping[str, Remote], samples: Mapping[str, Samples], plan: Plan, number: int
) -> None:
    """Measure one prompt; the arms take turns in being first."""
    names = list(arms)[:: -1 if number % 2 else 1]
    pair = prompt_pair(number, plan.prompt, arms[names[0]].count)
    for name in names:
        samples[name].cold.append(arms[name].ask(pair.first, 1).first)
    for name in names:
        samples[name].follow_up.append(arms[name].ask(pair.follow_up, 1).first)
    for _ in range(plan.rounds):
        for name in names:
            one, more = _answers(arms[name], pair.follow_up, plan.tokens)
            samples[name].rate.append(plan.tokens / (more.total - one.total))
            samples[name].texts.append(more.text.strip())
    for name in names:
        samples[name].memory = arms[name].memory()


def _answers(arm: Remote, messages: Sequence[Message], tokens: int) -> tuple[Timing, Timing]:
    """Return the times of one token, and of ``tokens`` more; a call before reads the prompt."""
    arm.ask(messages, 1)
    return arm.ask(messages, 1), arm.ask(messages, 1 + tokens)
