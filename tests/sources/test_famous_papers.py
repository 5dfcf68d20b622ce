"""The table of famous papers, and papers known again by their titles."""

from importlib.resources import files

import pytest

from paperqa.sources.catalog import fold_name
from paperqa.sources.famous_papers import FamousPaper, Titles, famous_papers

TABLE = files("paperqa.sources").joinpath("famous_papers.tsv").read_text(encoding="utf-8")
LONG = "Improving Language Understanding by Generative Pre-Training"
TITLES = Titles(
    {
        "gpt1": LONG,
        "short": "Fast R-CNN",
        "torn": "BATCH NORMALIZATION: ACCELERATING DEEP NETWORK TRAINING B Y",
        "one": "Mamba",
        "other": "Mamba",
    }
)


def test_every_line_is_a_title_and_its_names() -> None:
    lines = TABLE.splitlines()
    assert len(lines) == len(famous_papers()) > 1800
    for line, paper in zip(lines, famous_papers(), strict=True):
        assert line == f"{paper.title}\t{'; '.join(paper.names)}"
        assert any("a" <= char.lower() <= "z" for char in paper.names[0])
        for name in (paper.title, *paper.names):
            assert name == " ".join(name.split())
            assert len(fold_name(name)) > 1
    titles = [fold_name(paper.title) for paper in famous_papers()]
    assert titles == sorted(set(titles))


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Deep Residual Learning for Image Recognition", {"ResNet", "רזנט"}),
        ("Robust Speech Recognition via Large-Scale Weak Supervision", {"Whisper", "ויספר"}),
        ("Playing Atari with Deep Reinforcement Learning", {"DQN"}),
        ("Adaptive Budget Allocation for Parameter-Efficient Fine-Tuning", {"AdaLoRA"}),
    ],
)
def test_papers_have_the_names_that_people_use(title: str, names: set[str]) -> None:
    found = [paper for paper in famous_papers() if paper.title == title]
    assert len(found) == 1
    assert isinstance(found[0], FamousPaper)
    assert names <= set(found[0].names)


@pytest.mark.parametrize(
    ("title", "papers"),
    [
        (LONG, ("gpt1",)),
        (LONG.upper().replace("-", " "), ("gpt1",)),
        (f"{LONG}, and more of it", ("gpt1",)),
        ("Improving Language Understanding by Gen", ("gpt1",)),
        ("Improving Language Understandi", ()),  # too little of it to be sure
        ("Improving Language Understanding by Retrieval", ()),
        ("Batch Normalization: Accelerating Deep Network Training by Reducing Shift", ("torn",)),
        ("Fast R-CNN", ("short",)),
        ("Fast R-CNN and what came of it", ()),
        ("Faster R-CNN", ()),
        ("Mamba", ("one", "other")),
        ("", ()),
    ],
)
def test_a_title_is_known_again_by_all_of_it_or_a_long_beginning(
    title: str, papers: tuple[str, ...]
) -> None:
    assert TITLES.same(title) == papers
