"""A club of five papers for browser tests: notes on four of them, a catalogue, an index."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from paperqa.settings import Settings
from paperqa.sources.catalog import save_catalog
from paperqa.sources.inventory import note_sources
from paperqa.sources.notes import note_files
from paperqa.store.build import Plan, build
from paperqa.types import Meeting, Paper
from small_desk import WordEmbedder

HOSTILE: Final = "<img src=x onerror=alert(1)> and its <b>friends</b>"


def _paper(id_: str, title: str, year: int, *topics: str, alias: str = "") -> Paper:
    return Paper(
        id_,
        title,
        authors=("Łukasz Čapek", "Noam Shazeer"),
        year=year,
        lists=("club",),
        aliases=(alias,) if alias else (),
        meetings=tuple(Meeting("club", topic, order) for order, topic in enumerate(topics)),
    )


PAPERS: Final = (
    _paper("1706.03762", "Attention Is All You Need", 2017, "Attention", alias="טרנספורמר"),
    _paper("1810.04805", "BERT: Deep Bidirectional Transformers", 2018, "Attention"),
    _paper("2106.09685", "LoRA: Low-Rank Adaptation", 2021, "Tuning"),
    _paper("evil", HOSTILE, 2021, "Tuning"),
    _paper("nowhere", "A Paper That Is Not Here", 2018, "Tuning"),
)
SAYS: Final = {
    "1706.03762": "The Transformer turns one sequence into another with attention alone.",
    "1810.04805": "BERT reads a sentence from both sides and guesses masked words of it.",
    "2106.09685": "LoRA trains two small matrices beside each frozen weight matrix.",
    "evil": "This paper says <script>alert(2)</script> to all of its readers.",
}


def club(home: Path, papers: tuple[Paper, ...] = PAPERS) -> Settings:
    """Return the settings of a small club: notes on all papers but one, catalogue, index."""
    settings = replace(Settings(home=home, port=0), offline=True)
    settings.notes_dir.mkdir(parents=True)
    for paper in papers:
        if paper.id in SAYS:
            head = f"---\npaper: {paper.id}\nlang: en\ntitle: {paper.title}\n---\n"
            path = settings.notes_dir / f"{paper.id}.en.md"
            path.write_text(f"{head}## What it is\n\n{SAYS[paper.id]}\n", encoding="utf-8")
    known = {paper.id: paper for paper in papers}
    save_catalog(settings.catalog, known)
    sources = note_sources(known, note_files(settings.notes_dir))
    build(settings.index_dir, Plan(papers, sources), WordEmbedder())
    return settings
