"""Floor 1: files from elsewhere, whole or not at all; what a model hub has, and downloads of it."""
