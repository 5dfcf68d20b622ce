"""Gradio's page, which tells a program how many values a function takes.

Gradio itself tells the program nothing, and writes the values (a reader's words) into the log.
"""

from collections.abc import Sequence
from typing import Any

import gradio as gr
from gradio.block_function import BlockFunction


class CountedBlocks(gr.Blocks):
    """``gr.Blocks`` with one clear line for a call that lacks values."""

    def validate_inputs(self, block_fn: BlockFunction, inputs: Sequence[Any]) -> None:
        """Refuse ``inputs`` that are fewer than the function takes."""
        wanted = len(block_fn.inputs)
        if len(inputs) < wanted:
            raise gr.Error(
                f"{block_fn.api_name} takes {wanted} values; {len(inputs)} came: see "
                "/gradio_api/info, or name them at /gradio_api/call/v2",
                print_exception=False,
            )
