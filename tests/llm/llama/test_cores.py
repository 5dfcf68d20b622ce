"""How many threads to run."""

from pathlib import Path

import pytest

from paperqa.llm.llama.cores import physical_cores


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


@pytest.fixture
def hyperthreaded(tmp_path: Path) -> Path:
    """Four cores with two threads each: 0 and 4, 1 and 5, ..."""
    for cpu in range(8):
        path = f"devices/system/cpu/cpu{cpu}/topology/thread_siblings_list"
        write(tmp_path / path, f"{cpu % 4},{cpu % 4 + 4}\n")
    return tmp_path


def test_two_threads_of_one_core_count_once(hyperthreaded: Path) -> None:
    assert physical_cores(range(8), hyperthreaded) == 4
    assert physical_cores([0, 4, 5], hyperthreaded) == 2


@pytest.mark.parametrize(
    ("quota", "cores"),
    [("max 100000", 4), ("200000 100000", 2), ("150000 100000", 2), ("900 1", 4)],
)
def test_a_containers_quota_is_kept(hyperthreaded: Path, quota: str, cores: int) -> None:
    write(hyperthreaded / "fs/cgroup/cpu.max", quota)
    assert physical_cores(range(8), hyperthreaded) == cores


def test_without_a_topology_every_processor_is_a_core(tmp_path: Path) -> None:
    assert physical_cores(range(6), tmp_path) == 6
    assert physical_cores([], tmp_path) == 1
