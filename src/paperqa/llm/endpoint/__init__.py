"""A model behind an OpenAI-compatible endpoint: llama-server, vLLM, Ollama, LM Studio."""
