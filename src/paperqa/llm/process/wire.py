"""What the app and the process that runs llama.cpp say to each other: one JSON object a line.

Every line names its request. The app numbers requests from 1; request ``LOADING`` is the one
that a process is born with: it ends in Ready, or in Ended with the reason why not.

    app     -> Ask, Count, Stop
    process -> Ready, Counted, Piece, Ended

Errors: WireError for a line that is none of these.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Final, Literal, TypeAlias

from paperqa.errors import CutOffError, ModelError
from paperqa.types import Message

LOADING: Final = 0

Kind = Literal["", "ModelError", "CutOffError"]


class WireError(ModelError):
    """A line that neither side writes: something else wrote into the channel."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Write an answer."""

    request: int
    messages: tuple[Message, ...]
    max_tokens: int
    schema: Mapping[str, object] | None = None
    grammar: str | None = None
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Count:
    """Count the tokens of a text."""

    request: int
    text: str


@dataclass(frozen=True, slots=True)
class Stop:
    """End the answer to ``request`` now."""

    request: int


@dataclass(frozen=True, slots=True)
class Ready:
    """The model is loaded; prompt and answer may fill ``context`` tokens together."""

    request: int
    context: int


@dataclass(frozen=True, slots=True)
class Counted:
    """The text fills so many tokens."""

    request: int
    tokens: int


@dataclass(frozen=True, slots=True)
class Piece:
    """The answer goes on."""

    request: int
    text: str


@dataclass(frozen=True, slots=True)
class Ended:
    """Nothing more comes for ``request``; ``kind`` is empty where all went well."""

    request: int
    kind: Kind = ""
    message: str = ""

    @property
    def error(self) -> ModelError | None:
        """What went wrong, to be raised."""
        match self.kind:
            case "CutOffError":
                return CutOffError(self.message)
            case "ModelError":
                return ModelError(self.message)
        return None


Command: TypeAlias = Ask | Count | Stop
Event: TypeAlias = Ready | Counted | Piece | Ended

_LINES: Final = {line.__name__: line for line in (Ask, Count, Stop, Ready, Counted, Piece, Ended)}


def ended_by(request: int, error: Exception) -> Ended:
    """Return the end of ``request`` by ``error``; what is no ModelError becomes one."""
    match error:
        case CutOffError():
            return Ended(request, "CutOffError", str(error))
        case ModelError():
            return Ended(request, "ModelError", str(error))
    words = " ".join(f"{type(error).__name__}: {error}".split())
    return Ended(request, "ModelError", f"the language model failed ({words}); ask again")


def encode(line: Command | Event) -> bytes:
    """Return ``line`` as ASCII that ends in a line break; lone surrogates pass."""
    return json.dumps({"line": type(line).__name__, **asdict(line)}).encode() + b"\n"


def decode_command(data: bytes) -> Command:
    """Read a line of the app."""
    line = _decode(data)
    if not isinstance(line, Ask | Count | Stop):
        raise WireError(_strange(data))
    return line


def decode_event(data: bytes) -> Event:
    """Read a line of the process."""
    line = _decode(data)
    if isinstance(line, Ask | Count | Stop):
        raise WireError(_strange(data))
    return line


def _decode(data: bytes) -> Command | Event:
    try:
        fields = json.loads(data)
        line = _LINES[fields.pop("line")]
        if line is Ask:
            fields["messages"] = tuple(Message(**message) for message in fields["messages"])
        return line(**fields)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise WireError(_strange(data)) from error


def _strange(data: bytes) -> str:
    return (
        f"the language model's channel holds a line that is none of its own ({data[:60]!r}); "
        "the next question starts the model afresh"
    )
