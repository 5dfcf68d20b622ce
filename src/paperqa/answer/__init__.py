"""Floor 4: a question in, an answer with citations out. ``ask`` is the way in."""
