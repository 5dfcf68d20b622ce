"""Questions that lean on those before them, made whole."""
