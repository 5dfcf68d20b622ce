"""The top bar, and what holds for the whole page: language, colours, keyboard, first paint."""
