"""The app in the browser: shows what ``answer`` and ``quiz`` came to, and decides nothing itself.

server    the address, the headers, which files are handed out
page      the title and the tabs   i18n      their labels
chat      the Chat tab: what happens on which click
quiz      the Quiz tab
loading   the desk is opened in the background
render    an answer as HTML       sources   its sources       prose   its paragraphs
texts     every string, in both languages                     style.css
"""

import os

# Read by Gradio and by the model hub's client while they are imported, hence here: the chat sends
# nothing to anyone. An index needs no file that was not on this machine when it was built.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ.setdefault("HF_HUB_OFFLINE", "1")
