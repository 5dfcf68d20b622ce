"""Child processes that build an index until they are killed.

``cradle`` forks them, for a process that has only imported can be forked without harm, and at once.
"""

import os
import signal
import sys
import traceback
from collections.abc import Callable
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeAlias

from fakes import WordEmbedder
from paperqa.store.build import Plan, build

Order: TypeAlias = tuple[Callable[..., None], tuple[object, ...]]
WRITING_EVENTS = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir"}


def cradle(orders: Connection) -> None:
    """Run each order in a child; send its process id, and then how it ended."""
    while True:
        try:
            function, arguments = orders.recv()
        except EOFError:
            return
        if child := os.fork():
            orders.send(child)
            orders.send(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
            continue
        try:
            function(*arguments)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)


def build_for_ever(index_dir: Path, plans: list[Plan], first: int) -> None:
    """Build one plan after the other, from the ``first``."""
    for number in count(first):
        build(index_dir, plans[number % len(plans)], WordEmbedder())


def build_until_step(index_dir: Path, plan: Plan, step: int) -> None:
    """Build, and kill oneself just before the ``step``-th time that the folder is touched."""
    steps = count(1)

    def on_event(event: str, arguments: tuple[object, ...]) -> None:
        touches = event in WRITING_EVENTS and str(arguments[0]).startswith(str(index_dir))
        if touches and next(steps) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(on_event)
    build(index_dir, plan, WordEmbedder())
