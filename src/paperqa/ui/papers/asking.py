"""What a reader chooses elsewhere becomes the scope of the chat, or the papers of a quiz."""

from collections.abc import Iterable

import gradio as gr

from paperqa.answer.desk import Desk
from paperqa.ui.quiz.offering import held_papers, papers_offered


def scope_of(desk: Desk, papers: Iterable[object]) -> gr.Dropdown:
    """Return the dropdown set to those of ``papers`` (ids) of which something is in the index.

    Its choices come along, for the index may be newer than they are.
    """
    return gr.Dropdown(
        choices=list(papers_offered(desk)), value=searchable(desk, papers), multiselect=True
    )


def searchable(desk: Desk, papers: Iterable[object]) -> list[str]:
    """Return the ids among ``papers``, each once, of which something is in the index."""
    held = held_papers(desk)
    return [paper for paper in dict.fromkeys(map(str, papers)) if paper in held]
