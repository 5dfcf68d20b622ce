"""Keeps a test and the processes that it starts on one core.

llama.cpp then runs one thread: several would spin while they wait for each other, and on a busy
machine that takes many times longer than the arithmetic of a made-up model.
"""

import os
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True, scope="module")
def one_core() -> Iterator[None]:
    """Hold this thread, and what it starts, on one of its cores."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(cores)})
    yield
    os.sched_setaffinity(0, cores)
