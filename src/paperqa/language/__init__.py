"""Floor 1: scripts, Hebrew, sentences and tokens. Pure functions over strings."""
