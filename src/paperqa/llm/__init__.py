"""The language model: which file or endpoint, how it is run, and what it is asked."""
