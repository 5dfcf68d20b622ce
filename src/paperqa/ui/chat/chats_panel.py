"""The panel that a reader opens: files of this conversation, and the list of all of them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from markupsafe import Markup

from paperqa.chats.chat import Chat
from paperqa.chats.edits import ChatSummary
from paperqa.language.script import question_language
from paperqa.types import Lang
from paperqa.ui.chat.texts import CHAT, ChatTexts
from paperqa.ui.prose import direction, verbatim

_CLOSE: Final = Markup(
    '<button type="button" class="act close" popovertarget="chats" popovertargetaction="hide"'
    ' aria-label="{}">×</button>'
)
_ROW: Final = Markup(
    '<li{current}><button type="button" class="act open" name="open" value="{id}"'
    ' aria-label="{label}"><span class="title"{way}>{title}</span>'
    '<span class="when"><time datetime="{iso}">{day}</time> · {size}</span></button>'
    '<details class="sure"><summary title="{delete}" aria-label="{delete}"></summary>'
    '<button type="button" class="act" name="delete" value="{id}">{sure}</button></details></li>'
)


def panel_html(listed: Sequence[ChatSummary], chat: Chat, lang: Lang) -> Markup:
    """Return the panel; ``chat`` is the one that is shown."""
    texts = CHAT[lang]
    this = _this_chat(texts) if chat.exchanges else Markup("")
    rows = Markup("").join(_row(one, one.id == chat.id, texts) for one in listed)
    earlier = Markup('<ul class="chats">{}</ul>').format(rows)
    none = Markup('<p class="none">{}</p>').format(texts.none_yet)
    return Markup('<div{}>{}{}<p class="heading">{}</p>{}</div>').format(
        direction(lang),
        _CLOSE.format(texts.close),
        this,
        texts.earlier,
        earlier if listed else none,
    )


def _this_chat(texts: ChatTexts) -> Markup:
    return Markup(
        '<p class="heading">{}</p><p class="files">'
        '<button type="button" class="act file" name="markdown" value="">{}</button>'
        '<button type="button" class="act file" name="bibtex" value="">{}</button></p>'
    ).format(texts.this_chat, texts.as_markdown, texts.as_bibtex)


def _row(summary: ChatSummary, current: bool, texts: ChatTexts) -> Markup:
    at = datetime.fromtimestamp(summary.at, UTC)
    title = texts.damaged if summary.damaged else summary.title
    one = summary.exchanges == 1
    return _ROW.format(
        current=Markup(' class="current" aria-current="true"') if current else "",
        id=summary.id,
        label=texts.open.format(title),
        way=direction(question_language(title)),
        title=verbatim(title or summary.id),
        iso=at.isoformat(timespec="seconds"),
        day=f"{at:%Y-%m-%d}",
        size=texts.one_question if one else texts.questions.format(summary.exchanges),
        delete=texts.delete,
        sure=texts.delete_sure,
    )
