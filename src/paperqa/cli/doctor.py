"""``paperqa doctor``: what is here, what is missing, and the command that mends it."""

import platform
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from rich.text import Text

from paperqa import __version__
from paperqa.cli import options as opt
from paperqa.cli.console import literal, out
from paperqa.cli.sizes import gigabytes
from paperqa.errors import ModelError, PaperQAError
from paperqa.llm.models.known_models import best_for
from paperqa.llm.models.machine_memory import Memory, machine_memory
from paperqa.llm.models.model_states import model_in_use
from paperqa.llm.models.pull_model import find_pulled_model, wanted_of
from paperqa.settings import Settings
from paperqa.sources.notes import note_files
from paperqa.store.bundle import read_manifest, verify
from paperqa.store.embed import SentenceEmbedder, origin_of
from paperqa.store.known_embedders import FIRST_MULTILINGUAL, find_known
from paperqa.store.refresh import open_shelf

PACKAGES = (
    "sentence-transformers", "torch", "faiss-cpu", "bm25s", "pypdf", "pypdfium2", "gradio",
    "llama-cpp-python",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report; ``mend`` is a command, empty where nothing is missing."""

    name: str
    text: str
    mend: str = ""


def doctor() -> None:
    """Say what is installed, what paperqa sees, and what is missing."""
    settings = opt.settings_of()
    for finding in findings(settings):
        mark = ("!", "yellow") if finding.mend else ("✓", "green")
        name = (f"{finding.name:<10}", "bold")
        out.print(Text.assemble(mark, " ", name, " ", literal(finding.text)))
        if finding.mend:
            out.print(literal(f"  {'':<10} mend it: {finding.mend}"))


def findings(settings: Settings) -> Iterator[Finding]:
    """Yield a finding for each part of the house."""
    python = f"Python {platform.python_version()}, {platform.machine()}"
    yield Finding("paperqa", f"{__version__}, {python}, home {settings.home}")
    yield _packages()
    parts: tuple[tuple[str, Callable[[Settings], Finding]], ...] = (
        ("embedder", _embedder),
        ("model", _model),
        ("memory", _memory),
        ("papers", _papers),
        ("notes", _notes),
        ("index", _index),
    )
    for name, part in parts:
        try:
            yield part(settings)
        except PaperQAError as error:
            text, _, mend = str(error).rpartition("; ")
            yield Finding(name, text or mend, mend.rpartition(" with: ")[2])
        except ImportError as error:
            yield Finding(name, f"a package is missing or broken ({error})", "make setup")
    yield _disk(settings)


def _packages() -> Finding:
    there, missing = [], []
    for package in PACKAGES:
        try:
            there.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            missing.append(package)
    if missing:
        return Finding("packages", f"missing: {', '.join(missing)}", "make setup")
    return Finding("packages", ", ".join(there))


def _embedder(settings: Settings) -> Finding:
    embedder = _settings_embedder(settings)
    if not embedder.is_here():
        text = f"{embedder.name} is not on this machine"
        known = find_known(embedder.name)
        pull = f"paperqa models pull {known.short_name}" if known else "connect to the network"
        return Finding("embedder", text, f"{pull}, then: paperqa index")
    if "he" in embedder.languages:
        languages = "questions in English and Hebrew"
    else:
        languages = (
            "English only: Hebrew questions go through the glossary; for one that knows Hebrew: "
            f"paperqa models pull {FIRST_MULTILINGUAL.short_name}"
        )
    return Finding("embedder", f"{embedder.name}, {origin_of(embedder)}; {languages}")


def _settings_embedder(settings: Settings) -> SentenceEmbedder:
    return SentenceEmbedder(settings.embedder, offline=True, models_dir=settings.models_dir)


def _model(settings: Settings) -> Finding:
    used = model_in_use(settings)
    if used.trouble:
        raise ModelError(used.trouble)
    if used.address:
        return Finding("model", f"served by {used.address}, which is not asked here")
    if used.path:
        return Finding("model", f"{used.path.name}, {gigabytes(used.path.stat().st_size)}")
    quotes = "answers quote the papers word for word"
    if settings.no_model:
        return Finding("model", f"none, for PAPERQA_NO_MODEL is set: {quotes}")
    return Finding("model", f"no language model: {quotes}", model_mend(machine_memory()))


def model_mend(memory: Memory) -> str:
    """Say how the chat gets a language model; where the memory is unknown, for how much it is."""
    best = best_for(memory.total)
    if best is None:
        return "set PAPERQA_MODEL to the address of a model that a larger machine serves"
    guess = f" (for {best.memory_gb} GB of memory)" if memory.total is None else ""
    return f"paperqa models pull {best.name}{guess}"


def _memory(settings: Settings) -> Finding:
    return Finding("memory", memory_line(machine_memory(), settings))


def memory_line(memory: Memory, settings: Settings) -> str:
    """Say which chat model fits, how large it is, and how it gets here."""
    best = best_for(memory.total)
    if memory.total is None or best is None:
        return f"{memory.shown}; what each chat model needs: paperqa models"
    here = find_pulled_model(settings.models_dir, wanted_of(best.name))
    then = "it is here" if here else f"paperqa models pull {best.name}"
    text = f"{memory.shown}: {best.name} fits ({gigabytes(best.seen_bytes)}): {then}"
    if memory.free is not None and memory.free < best.runs_in_bytes:
        text += f"; only {memory.free / 2**30:.1f} GB is free now, close other programs first"
    return text


def _papers(settings: Settings) -> Finding:
    shelf = open_shelf(settings)
    if not shelf.papers:
        return Finding(
            "papers",
            f"no catalogue at {settings.catalog}",
            "set PAPERQA_HOME to the folder that holds ingest/",
        )
    missing = len(shelf.missing)
    text = f"{len(shelf.papers)} in the catalogue, {len(shelf.papers) - missing} with a PDF"
    if unread := len(shelf.library.unreadable):
        text += f", {unread} files that could not be read (paperqa papers)"
    mend = "paperqa fetch, or: paperqa index --pdf-dir DIR" if missing else ""
    return Finding("papers", text, mend)


def _notes(settings: Settings) -> Finding:
    count = len(note_files(settings.notes_dir))
    return Finding("notes", f"{count} in {settings.notes_dir}")


def _index(settings: Settings) -> Finding:
    manifest = verify(settings.index_dir)
    name, _ = read_manifest(settings.index_dir)
    text = (
        f"{name}: {manifest.passages} passages, made with {manifest.embedder}; every file checked"
    )
    embedder = _settings_embedder(settings)
    if manifest.embedder != embedder.name:
        text += f"; the settings now name {embedder.name}"
        return Finding("index", text, "paperqa index")
    if embedder.is_here() and embedder.revision != manifest.embedder_revision:
        return Finding("index", f"{text}; the embedder's files have changed since", "paperqa index")
    return Finding("index", text)


def _disk(settings: Settings) -> Finding:
    if not settings.home.is_dir():
        return Finding(
            "disk",
            f"no folder {settings.home}",
            "set PAPERQA_HOME to the folder that holds ingest/",
        )
    free = shutil.disk_usage(settings.home).free / 1e9
    mend = "free some space" if free < 2 else ""
    return Finding("disk", f"{free:.0f} GB free", mend)
