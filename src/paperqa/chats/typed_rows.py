"""Frozen dataclasses as JSON has them, and back, by their annotations: lossless and strict.

A field that a row lacks gets its default, so that a row outlives a new field; a field that no
dataclass has, or a value of another type, is an error. Why not pydantic: its strings cannot hold
half a surrogate pair, and pages of PDFs can.
Errors: RowError, which names the field and shows its value.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import (
    Any,
    Final,
    Literal,
    TypeAlias,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

_T = TypeVar("_T")
_Read: TypeAlias = Callable[[Any], Any]
"""Makes of a JSON value what an annotation asks for."""
_SHOWN: Final = 60
_PLAIN: Final[Mapping[Any, tuple[type, ...]]] = {
    str: (str,),
    bool: (bool,),
    int: (int,),
    float: (float, int),
    NoneType: (NoneType,),
}


class RowError(ValueError):
    """A row does not hold what it should; ``place`` is where in it, from the outside in."""

    def __init__(self, value: object, expected: str) -> None:
        text = repr(value)
        self._shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
        self._expected = expected
        self.place = ""

    def __str__(self) -> str:
        return f"{self.place} is {self._shown}, expected {self._expected}"


def to_row(value: Any) -> Any:  # noqa: ANN401 - whatever a field holds
    """Return ``value`` as dicts, lists, texts and numbers; those of numpy become Python's."""
    if is_dataclass(value):
        return {field.name: to_row(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, (tuple, list)):
        return [to_row(item) for item in value]
    if isinstance(value, dict):
        return {name: to_row(item) for name, item in value.items()}
    return value.item() if hasattr(value, "item") else value


def from_row(kind: type[_T], row: object) -> _T:
    """Return the dataclass ``kind`` that ``to_row`` made ``row`` of."""
    try:
        made = _reader(cast(Any, kind))(row)  # mypy knows no type as hashable
    except RowError as error:
        error.place = f"{kind.__name__}{error.place}"
        raise
    if not isinstance(made, kind):
        raise TypeError(f"{kind} is no dataclass")
    return made


@cache  # an annotation is looked at once; a conversation holds a hundred thousand values
def _reader(kind: Any) -> _Read:  # noqa: ANN401 - any annotation
    origin, inner = get_origin(kind), get_args(kind)
    if kind in _PLAIN:
        return _plain(kind)
    if origin in (Union, UnionType):
        return _or_none(next(_reader(one) for one in inner if one is not NoneType))
    if origin is Literal:
        return _one_of(inner)
    if origin is tuple:
        return _list(inner[0]) if inner[-1] is Ellipsis else _fixed(inner)
    if origin is dict:
        return _mapping(inner[1])
    return _dataclass(kind)


def _plain(kind: Any) -> _Read:  # noqa: ANN401 - a type
    allowed = _PLAIN[kind]

    def read(value: Any) -> Any:  # noqa: ANN401
        if type(value) not in allowed:  # True is no number here
            raise RowError(value, kind.__name__)
        return float(value) if kind is float else value

    return read


def _or_none(inner: _Read) -> _Read:
    return lambda value: None if value is None else inner(value)


def _one_of(choices: tuple[Any, ...]) -> _Read:
    def read(value: Any) -> Any:  # noqa: ANN401
        if value not in choices:
            raise RowError(value, f"one of {', '.join(map(repr, choices))}")
        return value

    return read


def _list(kind: Any) -> _Read:  # noqa: ANN401 - any annotation
    inner = _reader(kind)
    return lambda rows: tuple(
        _at(f"[{number}]", inner, row) for number, row in enumerate(_of_type(list, rows))
    )


def _fixed(kinds: tuple[Any, ...]) -> _Read:
    inner = tuple(map(_reader, kinds))

    def read(rows: Any) -> tuple[Any, ...]:  # noqa: ANN401
        if len(_of_type(list, rows)) != len(inner):
            raise RowError(rows, f"{len(inner)} values")
        return tuple(one(row) for one, row in zip(inner, rows, strict=True))

    return read


def _mapping(kind: Any) -> _Read:  # noqa: ANN401 - any annotation
    inner = _reader(kind)
    return lambda rows: {
        name: _at(f".{name}", inner, row) for name, row in _of_type(dict, rows).items()
    }


def _dataclass(kind: Any) -> _Read:  # noqa: ANN401 - a dataclass
    hints = get_type_hints(kind)
    known = {field.name: _reader(hints[field.name]) for field in fields(kind)}
    required = {
        field.name
        for field in fields(kind)
        if field.default is MISSING and field.default_factory is MISSING
    }

    def read(row: Any) -> Any:  # noqa: ANN401
        names = set(_of_type(dict, row))
        if odd := sorted(names - set(known)):
            raise RowError(odd, "no such fields")
        if lacking := sorted(required - names):
            raise RowError(sorted(names), f"also {', '.join(lacking)}")
        return kind(**{name: _at(f".{name}", known[name], value) for name, value in row.items()})

    return read


def _at(place: str, read: _Read, value: Any) -> Any:  # noqa: ANN401
    try:
        return read(value)
    except RowError as error:
        error.place = f"{place}{error.place}"
        raise


def _of_type(kind: type, value: Any) -> Any:  # noqa: ANN401
    if type(value) is not kind:
        raise RowError(value, "an object" if kind is dict else "a list")
    return value
