"""The page's own labels, as Gradio takes them: the browser chooses the language."""

from typing import Final

import gradio as gr

from paperqa.ui.quiz.texts import QUIZ_PAGE
from paperqa.ui.texts import PAGE

I18N: Final = gr.I18n(**{lang: {**labels, **QUIZ_PAGE[lang]} for lang, labels in PAGE.items()})
