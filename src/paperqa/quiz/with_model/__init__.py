"""Quiz items that a language model writes, each proved by its quote and answered from it again."""
