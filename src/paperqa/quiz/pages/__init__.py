"""Drafts drawn from a paper's own pages, without a language model and without notes."""
