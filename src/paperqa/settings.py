"""All knobs, in one frozen dataclass: defaults < ``paperqa.toml`` < ``PAPERQA_*`` < flags.

Errors: SettingsError for an unknown key, a value of the wrong type or out of range, a broken file.
"""

import math
import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from paperqa.errors import SettingsError

ENV_PREFIX = "PAPERQA_"
CONFIG_FILE = "paperqa.toml"
BUNDLED_EMBEDDER = "all-MiniLM-L6-v2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Relative paths count from ``home``, the folder that holds ``ingest/`` and ``index/``."""

    home: Path
    index_dir: Path = Path("index")
    pdf_dir: Path = Path("ingest/pdf")
    notes_dir: Path = Path("ingest/notes")
    lists_dir: Path = Path("ingest/lists")
    catalog: Path = Path("ingest/catalog.jsonl")
    models_dir: Path = Path("models")

    embedder: str = BUNDLED_EMBEDDER
    """A sentence-transformers model by name (see: paperqa models) or path."""
    model: str = ""
    """A GGUF file, or the address of an OpenAI-compatible endpoint, with the model's name after
    ``#`` where it has several (``http://localhost:11434/v1#gemma4:e4b``); empty: the
    file of ``models_dir`` that was pulled last, else its first ``*.gguf``, else no model."""
    model_key: str = field(default="", repr=False)
    """The key (bearer token) of that endpoint, where it wants one; never printed."""
    no_model: bool = False

    chats_dir: Path = Path("chats")
    """Conversations of the app's readers, and their thumbs."""
    keep_chats: bool = True
    """Keep conversations on this machine's disk, so that they survive a restart."""

    host: str = "127.0.0.1"
    port: int = 7860
    password: str = field(default="", repr=False)
    """What the app asks for before it shows anything; must be set to listen beyond loopback."""
    trusted_hosts: str = ""
    """Further names by which browsers may call the app, behind a proxy say; spaces between."""
    mcp: bool = False
    """Offer ``ask`` and ``search`` to agents as read-only MCP tools too."""

    hub_url: str = "https://huggingface.co"
    """The model hub; ``HF_ENDPOINT`` names another where paperqa's own settings do not."""
    arxiv_url: str = "https://export.arxiv.org"
    """arXiv's host for programs."""
    contact: str = ""
    """A mail address for the User-Agent of downloads."""
    fetch_delay: float = 3.0
    """Seconds between two requests."""
    fetch_timeout: float = 30.0
    """Seconds without a byte before a request counts as failed."""
    fetch_retries: int = 3
    max_pdf_mb: int = 100
    offline: bool = False

    pdf_workers: int = 0
    """Child processes that read PDFs; 0: one a core."""
    pdf_seconds: int = 120
    """Wall and CPU time for one PDF."""
    pdf_memory_mb: int = 1536
    pdf_pages: int = 1000

    k: int = 5
    """Passages that a search returns."""
    max_tokens: int = 512
    """Tokens of a model's answer."""
    answer_seconds: int = 300
    """Seconds that a model may take for one text that it writes."""
    bound_answers: bool = True
    """Hold a model to a grammar in which every sentence cites a passage that it was given."""
    context: int = 8192
    """Tokens of prompt and answer together, at the most."""

    def __post_init__(self) -> None:
        """Make every path absolute."""
        object.__setattr__(self, "home", self.home.expanduser().resolve())
        for knob in fields(self):
            value = getattr(self, knob.name)
            if isinstance(value, Path):
                object.__setattr__(self, knob.name, self.home / value.expanduser())


def load_settings(
    flags: Mapping[str, object] | None = None, environ: Mapping[str, str] | None = None
) -> Settings:
    """Merge the four layers; a flag that is None, or an empty variable, was not given."""
    environ = os.environ if environ is None else environ
    flags = {name: value for name, value in (flags or {}).items() if value is not None}
    variables = _from_environ(environ)
    home = _find_home_setting(flags, variables)
    layers: dict[str, object] = {}
    for source, values in (
        ("environment", {"hub_url": environ["HF_ENDPOINT"]} if environ.get("HF_ENDPOINT") else {}),
        (CONFIG_FILE, _from_file(home / CONFIG_FILE)),
        ("environment", variables),
        ("flags", flags),
    ):
        for name, value in values.items():
            layers[name] = _convert(name, value, source)
    layers["home"] = home
    return Settings(**layers)  # type: ignore[arg-type]  # _convert checked every value


def find_home() -> Path:
    """Return the nearest folder from here upwards that holds ``ingest/``, else the checkout."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "ingest").is_dir():
            return folder
    checkout = Path(__file__).resolve().parents[2]
    return checkout if (checkout / "ingest").is_dir() else here


def _find_home_setting(flags: Mapping[str, object], variables: Mapping[str, object]) -> Path:
    for source, values in (("flags", flags), ("environment", variables)):
        if values.get("home"):
            return _to_path(_convert("home", values["home"], source))
    return find_home()


def _from_file(path: Path) -> dict[str, object]:
    if not path.exists():
        return {}
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))  # Notepad writes a BOM
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} is not valid TOML ({error}); mend or remove it") from error
    except OSError as error:
        raise SettingsError(
            f"{path} cannot be read ({error.strerror}); mend or remove it"
        ) from error
    if "home" in values:
        raise SettingsError(
            f"{CONFIG_FILE}: home = {values['home']!r} has no place here, the file lies in home; "
            f"set {ENV_PREFIX}HOME instead"
        )
    return values


def _from_environ(environ: Mapping[str, str]) -> dict[str, object]:
    return {
        name.removeprefix(ENV_PREFIX).lower(): value
        for name, value in environ.items()
        if name.startswith(ENV_PREFIX) and value
    }


def _convert(name: str, value: object, source: str) -> object:
    kinds = {knob.name: knob.type for knob in fields(Settings)}
    if name not in kinds:
        known = ", ".join(sorted(kinds))
        raise SettingsError(f"{source}: unknown setting {name!r}; known settings: {known}")
    convert, expected = _CONVERTERS[kinds[name]]
    try:
        converted = convert(value)
    except (TypeError, ValueError, RuntimeError) as error:
        shown = "(not shown)" if name in _SECRET else repr(value)
        raise SettingsError(f"{source}: {name} = {shown}; expected {expected}") from error
    if isinstance(converted, (int, float)) and not isinstance(converted, bool):
        _check_range(name, converted, source, expected)
    return converted


def _check_range(name: str, number: float, source: str, expected: str) -> None:
    least, most = _RANGES.get(name, (1, math.inf))
    if not least <= number <= most:
        limits = f"of at least {least}" if most == math.inf else f"from {least} to {most}"
        raise SettingsError(f"{source}: {name} = {number!r}; expected {expected} {limits}")


def _to_path(value: object) -> Path:
    if not isinstance(value, (str, Path)):
        raise TypeError(value)
    return Path(value).expanduser()


def _to_str(value: object) -> str:
    if not isinstance(value, (str, Path)):
        raise TypeError(value)
    return str(value)


def _to_bool(value: object) -> bool:
    word = str(value).strip().lower()
    if word in {"1", "true", "yes", "on"}:
        return True
    if word in {"0", "false", "no", "off"}:
        return False
    raise ValueError(word)


def _to_int(value: object) -> int:
    return int(str(value))  # by its text: int() itself would take True and 80.5


def _to_float(value: object) -> float:
    number = float(str(value))
    if not math.isfinite(number):
        raise ValueError(value)
    return number


_CONVERTERS: Mapping[object, tuple[Callable[[object], object], str]] = {
    Path: (_to_path, "a path"),
    str: (_to_str, "text"),
    bool: (_to_bool, "true or false"),
    int: (_to_int, "a whole number"),
    float: (_to_float, "a number"),
}
"""By the type of a setting: how a value becomes one, and what a message calls it."""

_SECRET = frozenset({"model_key", "password"})

_RANGES: Mapping[str, tuple[float, float]] = {
    "port": (0, 65535),
    "fetch_delay": (0, math.inf),
    "fetch_retries": (0, math.inf),
    "pdf_workers": (0, math.inf),
}
"""Least and most; numbers that are not here start at 1."""
