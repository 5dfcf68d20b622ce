r"""The log of one conversation: a JSON object a line, written at its end and never within.

    {"ask": {…exchange…}}         one exchange more
    {"ask": {…}, "keep": 2}       the same, in place of those from number 2 on
    {"cut": 2}                    the exchanges from number 2 on are forgotten
    {"rate": [0, "up"]}           exchange 0 is judged
    {"suggest": [0, ["Why?"]]}    these questions are offered under exchange 0

A last line that is no JSON was being written when the power went or the process died: it is not
read, and the next write takes its place. What was judged and then asked again is remembered
among the ``retired``, for that answer is the one that a person wanted better.
Errors: ChatsError, which names file and line, for any other line that cannot be read.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeGuard, get_args

from paperqa.chats.answer_rows import exchange_from_json, exchange_to_json, is_time
from paperqa.chats.chat import Chat, Exchange, Thumb
from paperqa.chats.edits import ChatSummary
from paperqa.errors import ChatsError
from paperqa.store.rows import json_lines

MOST_RETIRED: Final = 20
"""Judged answers of one conversation that were asked again; the oldest are dropped."""


@dataclass(slots=True)
class ChatLog:
    """What a log holds; ``live`` and ``retired`` are rows of exchanges.

    ``whole`` is the length in bytes up to the end of the last line that was read, ``ended`` says
    whether that line has its line break; ``lines`` counts them.
    """

    live: list[dict[str, Any]] = field(default_factory=list)
    retired: list[dict[str, Any]] = field(default_factory=list)
    whole: int = 0
    ended: bool = True
    lines: int = 0


def read_log(file: Path) -> ChatLog:
    """Return what ``file`` holds; nothing where there is no such file."""
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return ChatLog()
    except OSError as error:
        raise ChatsError(
            f"{file} cannot be read ({error.strerror}); mend its permissions"
        ) from error
    log = ChatLog()
    lines = data.splitlines(keepends=True)  # of bytes: U+2028 and its like are none
    for number, line in enumerate(lines, start=1):
        if not _replay(log, line, last=number == len(lines), where=f"{file}:{number}"):
            break
        log.ended = line.endswith(b"\n")
        log.whole += len(line)
    return log


def read_chat(file: Path) -> Chat:
    """Return the conversation in ``file``, whose name is its id."""
    return Chat(file.stem, exchanges_of(read_log(file).live, file))


def exchanges_of(rows: Iterable[dict[str, Any]], file: Path) -> tuple[Exchange, ...]:
    """Return the exchanges of ``rows``, which were read from ``file``."""
    try:
        return tuple(map(exchange_from_json, rows))
    except ChatsError as error:
        raise _damaged(str(file), str(error)) from error


def summary_in(file: Path) -> ChatSummary | None:
    """Return the line of the list for the conversation in ``file``; None without a question."""
    try:
        live = read_log(file).live
        if not live:
            return None
        return ChatSummary(file.stem, str(live[0]["question"]), float(live[-1]["at"]), len(live))
    except (ChatsError, KeyError, TypeError, ValueError) as error:
        why = str(error) if isinstance(error, ChatsError) else str(_damaged(str(file), repr(error)))
        return ChatSummary(file.stem, "", file.stat().st_mtime, 0, damaged=why)


def asked_line(exchange: Exchange, keep: int | None = None) -> bytes:
    """Return the line that adds ``exchange``, in place of those from number ``keep`` on."""
    place = {} if keep is None else {"keep": keep}
    return json_lines([{"ask": exchange_to_json(exchange), **place}])


def cut_line(keep: int) -> bytes:
    """Return the line that forgets the exchanges from number ``keep`` on."""
    return json_lines([{"cut": keep}])


def rated_line(number: int, thumb: Thumb) -> bytes:
    """Return the line that judges exchange ``number``."""
    return json_lines([{"rate": [number, thumb]}])


def suggested_line(number: int, questions: tuple[str, ...]) -> bytes:
    """Return the line that offers ``questions`` under exchange ``number``."""
    return json_lines([{"suggest": [number, list(questions)]}])


def compacted(log: ChatLog) -> bytes:
    """Return the shortest log that reads as ``log`` does."""
    retired = [line for row in log.retired for line in ({"ask": row}, {"cut": 0})]
    return json_lines([*retired, *({"ask": row} for row in log.live)])


def _replay(log: ChatLog, line: bytes, *, last: bool, where: str) -> bool:
    """Take in ``line``; return False for the torn one at the end."""
    try:
        event = json.loads(line)
    except (ValueError, RecursionError) as error:
        if last:
            return False
        raise _damaged(where, f"it is no JSON: {error}") from error
    match event:
        case {"ask": {"question": str(), "at": int() | float() as at} as row, **rest} if (
            is_time(at) and _is_place(keep := rest.pop("keep", len(log.live))) and not rest
        ):
            _cut(log, keep)
            log.live.append(row)
        case {"cut": keep, **rest} if _is_place(keep) and not rest:
            _cut(log, keep)
        case {"rate": [number, thumb], **rest} if (
            _is_place(number, below=len(log.live)) and thumb in get_args(Thumb) and not rest
        ):
            log.live[number]["thumb"] = thumb
        case {"suggest": [number, list(questions)], **rest} if (
            _is_place(number, below=len(log.live)) and not rest
        ):
            log.live[number]["suggestions"] = questions
        case _:
            raise _damaged(where, "it is no line of a conversation, or of a newer paperqa")
    log.lines += 1
    return True


def _cut(log: ChatLog, keep: int) -> None:
    log.retired += [row for row in log.live[keep:] if row.get("thumb")]
    del log.retired[:-MOST_RETIRED], log.live[keep:]


def _is_place(number: object, below: int | None = None) -> TypeGuard[int]:
    return type(number) is int and number >= 0 and (below is None or number < below)


def _damaged(where: str, why: str) -> ChatsError:
    return ChatsError(f"{where} is damaged ({why}); mend it, or delete the conversation")
