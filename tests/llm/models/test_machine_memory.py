"""Memory is the machine's or the container's, whichever is less; unknown is no error."""

import sys
from pathlib import Path

import pytest

from paperqa.llm.models.machine_memory import Memory, machine_memory

KIB, MIB, GIB = 2**10, 2**20, 2**30


def files(root: Path, **texts: str) -> None:
    """Write files; ``__`` in a name parts folders."""
    for name, text in texts.items():
        path = root.joinpath(*name.split("__"))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def meminfo(total: int, free: int) -> str:
    rows = ("MemTotal", total), ("MemFree", 1000), ("MemAvailable", free)
    return "".join(f"{name}:{number:>16} kB\n" for name, number in rows) + "HugePages_Total: 0\n"


def memory(root: Path) -> Memory:
    return machine_memory(root / "proc", root / "sys")


def test_a_machine_tells_what_it_has_and_what_it_can_give(tmp_path: Path) -> None:
    files(tmp_path, proc__meminfo=meminfo(16_000_000, 9_000_000))
    assert memory(tmp_path) == Memory(16_000_000 * KIB, 9_000_000 * KIB)


def test_the_tightest_group_above_a_process_counts_and_files_are_given_back(
    tmp_path: Path,
) -> None:
    group = tmp_path / "sys/fs/cgroup/club"
    files(
        tmp_path, proc__meminfo=meminfo(16_000_000, 9_000_000), proc__self__cgroup="0::/club/chat\n"
    )
    files(group.parent, **{"memory.stat": "inactive_file 5\n"})
    numbers = {"memory.max": f"{4 * GIB}\n", "memory.current": f"{3 * GIB}\n"}
    files(
        group, **numbers, **{"memory.stat": f"anon 1\ninactive_file {500 * MIB}\nactive_file 7\n"}
    )
    files(group / "chat", **{"memory.max": "max\n", "memory.current": f"{GIB}\n"})
    assert memory(tmp_path) == Memory(4 * GIB, GIB + 500 * MIB)


def test_a_container_sees_its_own_group_as_the_root(tmp_path: Path) -> None:
    files(tmp_path, proc__meminfo=meminfo(64_000_000, 60_000_000), proc__self__cgroup="0::/\n")
    files(tmp_path / "sys/fs/cgroup", **{"memory.max": f"{8 * GIB}\n", "memory.current": "0\n"})
    assert memory(tmp_path) == Memory(8 * GIB, 8 * GIB)


def test_the_first_version_of_groups_is_read_too(tmp_path: Path) -> None:
    cgroup = "5:cpu,cpuacct:/\n4:memory:/docker/1f\n1:name=systemd:/\n"
    files(tmp_path, proc__meminfo=meminfo(16_000_000, 9_000_000), proc__self__cgroup=cgroup)
    numbers = {
        "memory.limit_in_bytes": f"{2 * GIB}",
        "memory.usage_in_bytes": f"{GIB}",
        "memory.stat": f"total_inactive_file {MIB}",
    }
    files(tmp_path / "sys/fs/cgroup/memory/docker/1f", **numbers)
    # No limit is a number near 2**63.
    files(
        tmp_path / "sys/fs/cgroup/memory", **numbers | {"memory.limit_in_bytes": f"{2**63 - 4096}"}
    )
    assert memory(tmp_path) == Memory(2 * GIB, GIB + MIB)


def test_a_group_that_is_over_its_limit_has_nothing_free(tmp_path: Path) -> None:
    files(tmp_path, proc__meminfo=meminfo(16_000_000, 9_000_000), proc__self__cgroup="0::/\n")
    files(tmp_path / "sys/fs/cgroup", **{"memory.max": f"{GIB}", "memory.current": f"{2 * GIB}"})
    assert memory(tmp_path) == Memory(GIB, 0)


@pytest.mark.skipif(sys.platform == "darwin", reason="a Mac knows")
def test_a_system_that_tells_nothing_is_unknown(tmp_path: Path) -> None:
    assert memory(tmp_path) == Memory(None, None)
    assert memory(tmp_path).shown == "an unknown amount"


@pytest.mark.skipif(not Path("/proc/meminfo").is_file(), reason="needs Linux")
def test_this_machine_knows_its_memory() -> None:
    here = machine_memory()
    lines = Path("/proc/meminfo").read_text().splitlines()
    total = next(int(line.split()[1]) * KIB for line in lines if line.startswith("MemTotal"))
    assert here.total is not None
    assert 0 < here.total <= total
    assert here.free is not None
    assert 0 <= here.free <= here.total


@pytest.mark.parametrize(("total", "shown"), [(16_571_000_000, "15 GB"), (16_700_000_000, "16 GB")])
def test_memory_is_shown_as_it_is_sold(total: int, shown: str) -> None:
    assert Memory(total, None).shown == shown
