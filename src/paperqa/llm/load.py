"""From the settings to the chat model: a file run by a process of its own, or an endpoint."""

from paperqa.llm.models.files import find_model, is_address
from paperqa.llm.process.engine_process import EngineProcess
from paperqa.protocols import ChatModel
from paperqa.settings import Settings


def load_chat_model(settings: Settings) -> ChatModel | None:
    """Begin to load the model that ``settings`` name; None where there is none, which is no error.

    A file is loaded by a process of its own, while the caller goes on; an address is an
    OpenAI-compatible endpoint, asked when it is first needed. Raises ModelError if a file is named
    but missing or no GGUF file, or if an address is none; what else is wrong, the first call says.
    """
    if not settings.no_model and is_address(settings.model):
        from paperqa.llm.endpoint.openai_chat import (
            open_endpoint,  # its client is not always needed
        )

        return open_endpoint(settings)
    path = find_model(settings)
    if path is None:
        return None
    engine = EngineProcess(path, settings.context, settings.answer_seconds)
    engine.start()
    return engine
