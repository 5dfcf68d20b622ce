"""Makers of drafts from the statements of the club's notes, in both languages at once."""
