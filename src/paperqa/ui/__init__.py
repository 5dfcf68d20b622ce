"""The chat in the browser: shows a person what ``answer`` came to, and decides nothing itself.

server    the address, the headers, the processes' edge
chat      the page: what happens on which click
loading   the desk is opened in the background
render    an answer as HTML       sources   its sources       prose   its paragraphs
texts     every string, in both languages                     style.css
"""

import os

# Read by Gradio and by the model hub's client while they are imported, hence here: the chat sends
# nothing to anyone. An index needs no file that was not on this machine when it was built.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ.setdefault("HF_HUB_OFFLINE", "1")
