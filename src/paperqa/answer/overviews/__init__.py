"""Summaries and comparisons of whole papers."""
