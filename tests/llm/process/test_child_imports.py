"""What the model's process loads, and what it says where llama.cpp does not load."""

import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from paperqa.errors import ModelError
from paperqa.llm.process.child import _load


def test_the_process_loads_nothing_of_the_web_or_of_the_papers() -> None:
    code = (
        "import sys, paperqa.llm.process.child, paperqa.llm.llama.sized; print(*sorted("
        "n for n in sys.modules if n in ('httpx', 'asyncio', 'pypdf', 'paperqa.sources')))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "\n"


def test_a_broken_wheel_is_told_with_the_line_that_mends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "paperqa.llm.llama.sized", None)
    with pytest.raises(ModelError) as caught:
        _load(tmp_path / "a.gguf", 512)
    assert str(caught.value).startswith("llama-cpp-python does not load (import of ")
    assert str(caught.value).endswith(
        f"); run: {sys.executable} -m pip install --force-reinstall --no-deps --no-cache-dir "
        f"llama-cpp-python=={metadata.version('llama-cpp-python')}"
    )
