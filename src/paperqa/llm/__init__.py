"""The language model: which file, how it is run, and what it is asked."""

from paperqa.errors import ModelError
from paperqa.llm.files import find_model
from paperqa.protocols import ChatModel
from paperqa.settings import Settings


def load_chat_model(settings: Settings) -> ChatModel | None:
    """Load the model that ``settings`` name; None where there is none, which is no error.

    Raises ModelError if a file is named but missing or damaged, or llama.cpp does not load.
    """
    path = find_model(settings)
    if path is None:
        return None
    try:  # here, not above: llama.cpp takes half a second to import, and is not always needed
        from paperqa.llm.engine import LlamaChat
    except (ImportError, OSError, RuntimeError) as error:
        raise ModelError(
            f"llama-cpp-python does not load ({error}); "
            "run: pip install --force-reinstall --no-deps llama-cpp-python"
        ) from error
    return LlamaChat(path, settings.context)
