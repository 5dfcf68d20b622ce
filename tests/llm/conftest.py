"""The toy model, and one thread for it: several would spin while they wait for each other."""

from pathlib import Path

import pytest

from paperqa.llm.llama import loading
from paperqa.llm.llama.engine import LlamaChat


@pytest.fixture(autouse=True)
def _one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "physical_cores", lambda: 1)


@pytest.fixture
def gguf(shared: Path) -> Path:
    path = shared / "models" / "stories260K.gguf"
    if not path.is_file():
        pytest.skip("needs the toy model, ../shared/models/stories260K.gguf, which is not here")
    return path


@pytest.fixture
def chat(gguf: Path) -> LlamaChat:
    return LlamaChat(gguf, 8192)
