"""Statements of the club's bilingual notes, each beside its translation and its paper's words."""
