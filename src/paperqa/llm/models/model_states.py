"""Each chat model's state: whether it is here, whether it fits this machine, which one is used.

Errors: FetchError for a broken note beside a model's file.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from paperqa.errors import ModelError
from paperqa.llm.models.files import find_model, is_address
from paperqa.llm.models.known_models import KNOWN_CHAT_MODELS, KnownChatModel, best_for
from paperqa.llm.models.machine_memory import Memory
from paperqa.llm.models.model_files import model_files
from paperqa.llm.models.pull_model import PulledModel, find_pulled_model, read_model_pin, wanted_of
from paperqa.settings import Settings
from paperqa.transfer.shown_url import shown_url

Place: TypeAlias = Literal["pulled", "found", "served", ""]


@dataclass(frozen=True, slots=True)
class ChatModelState:
    """``known`` is None for a model that paperqa knows nothing of.

    ``place`` is ``found`` for a file brought by other means, ``served`` for an address, empty
    for not here; ``path`` is None for these two. ``bytes`` is what a file has, else what a
    download is published to have. ``suits`` marks the one to pull on this machine.
    """

    name: str
    known: KnownChatModel | None
    place: Place
    path: Path | None
    commit: str
    bytes: int | None
    in_use: bool
    suits: bool


@dataclass(frozen=True, slots=True)
class ModelInUse:
    """What the chat answers with; ``trouble`` is why it cannot, where one is named and unfit."""

    path: Path | None = None
    address: str = ""
    trouble: str = ""


def model_in_use(settings: Settings) -> ModelInUse:
    """Return what the chat would answer with from its next start; nothing is opened or asked."""
    if settings.no_model:
        return ModelInUse()
    if is_address(settings.model):
        return ModelInUse(address=shown_address(settings.model))
    try:
        return ModelInUse(find_model(settings))
    except ModelError as error:
        return ModelInUse(trouble=str(error))


def shown_address(address: str) -> str:
    """Return an address without the passwords and keys that it may hold.

    Of one that is none, nothing is shown; the chat will say what is wrong with it.
    """
    return shown_url(address)


def chat_model_states(settings: Settings, memory: Memory) -> list[ChatModelState]:
    """Return the known models, then other files of ``models_dir``, then what is set besides."""
    used = model_in_use(settings)
    best = best_for(memory.total) if memory.total is not None else None
    states = [_known_state(known, settings, used, known == best) for known in KNOWN_CHAT_MODELS]
    known_files = {state.path for state in states}
    others = {*model_files(settings.models_dir), *([used.path] if used.path else [])}
    states += [_file_state(path, used) for path in sorted(others - known_files)]
    if used.address:
        states.append(_state(used.address, place="served", in_use=True))
    return states


def _known_state(
    known: KnownChatModel, settings: Settings, used: ModelInUse, suits: bool
) -> ChatModelState:
    here = find_pulled_model(settings.models_dir, wanted_of(known.name))
    if here is None:
        return _state(known.name, known=known, bytes_=known.seen_bytes, suits=suits)
    return _here(known.name, here, used, known, suits)


def _file_state(path: Path, used: ModelInUse) -> ChatModelState:
    pin = read_model_pin(path)
    here = PulledModel(path, pin.repository, pin.revision) if pin else PulledModel(path, "", "")
    return _here(path.name, here, used)


def _here(
    name: str,
    here: PulledModel,
    used: ModelInUse,
    known: KnownChatModel | None = None,
    suits: bool = False,
) -> ChatModelState:
    return ChatModelState(
        name=name,
        known=known,
        place="pulled" if here.commit else "found",
        path=here.path,
        commit=here.commit,
        bytes=here.path.stat().st_size,
        in_use=here.path == used.path,
        suits=suits,
    )


def _state(
    name: str,
    *,
    known: KnownChatModel | None = None,
    place: Place = "",
    bytes_: int | None = None,
    in_use: bool = False,
    suits: bool = False,
) -> ChatModelState:
    return ChatModelState(name, known, place, None, "", bytes_, in_use, suits)
