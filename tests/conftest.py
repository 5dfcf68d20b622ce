"""Fixtures that all rooms use."""

import os
from pathlib import Path

import pytest

# Before any library reads them: no test talks to a model hub or to Gradio's statistics.
os.environ.update(
    HF_HUB_OFFLINE="1", GRADIO_ANALYTICS_ENABLED="False", TOKENIZERS_PARALLELISM="false"
)

REPOSITORY = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of real papers beside the checkout; skip where it is absent."""
    folder = REPOSITORY.parent / "shared"
    if not (folder / "papers").is_dir():
        pytest.skip("needs the folder of real papers, ../shared, which is not here")
    return folder


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the tester's own PAPERQA_* variables out of the tests."""
    for name in [name for name in os.environ if name.startswith("PAPERQA_")]:
        monkeypatch.delenv(name)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put browser tests last: their driver keeps an event loop running in the main thread.

    No later test could run one of its own.
    """
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
