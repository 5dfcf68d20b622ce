"""A page without a browser: it sends what a page sends, and holds what the events give it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, cast

import gradio as gr

from paperqa.answer.desk import Desk
from paperqa.settings import Settings
from paperqa.types import Lang
from paperqa.ui.chat.conversation import Conversation
from paperqa.ui.chat.update import Update
from paperqa.ui.loading import DeskLoader
from paperqa.ui.reader import OWNER_COOKIE

OWNER = "0123456789abcdef" * 2
OTHER = "fedcba9876543210" * 2
_NAMES = [field.name for field in fields(Update)]


def conversation(folder: Path, open_: Callable[[], Desk], *, keep: bool = True) -> Conversation:
    return Conversation(DeskLoader(open_), Settings(home=folder, keep_chats=keep))


def request(
    owner: str = OWNER, lang: Lang = "en", query: Mapping[str, str] | None = None
) -> gr.Request:
    headers = {"accept-language": lang, "cookie": f"{OWNER_COOKIE}={owner}" if owner else ""}
    return gr.Request(headers=headers, query_params=dict(query or {}))


class Window:
    """What a reader sees of ``talk``; ``seen`` holds each state of the messages that came."""

    def __init__(self, talk: Conversation, owner: str = OWNER, lang: Lang = "en") -> None:
        self.talk = talk
        self.request = request(owner, lang)
        self.now: dict[str, Any] = {
            "chat": [],
            "place": "",
            "editing": "",
            "papers": [],
            "kind": "all",
        }
        self.seen: list[list[str]] = []

    @property
    def messages(self) -> list[str]:
        return [str(message["content"]) for message in self.now["chat"]]

    def ready(self) -> bool:
        """Tell whether the box shows the button that sends, and none that stops."""
        box = cast(gr.Textbox, self.now["box"])
        return (box.submit_btn, box.stop_btn) == (True, False)

    def ask(self, question: object) -> None:
        """Put a question and see it through to the end."""
        self.see(self.asked(question))
        self.end()

    def asked(self, question: object) -> Iterator[tuple[Any, ...]]:
        now = self.now
        return self.talk.reply(
            question, now["place"], now["editing"], now["papers"], now["kind"], self.request
        )

    def again(self, name: str, value: object) -> None:
        """Click what is answered."""
        now = self.now
        event = gr.EventData(None, {"name": name, "value": value})
        self.see(
            self.talk.reply_to_click(now["place"], now["papers"], now["kind"], event, self.request)
        )
        self.end()

    def click(self, name: object, value: object = "") -> None:
        """Click any other button."""
        event = gr.EventData(None, {"name": name, "value": value})
        self.see([self.talk.click(self.now["place"], event, self.request)])

    def open(self, owner: str = OWNER, **query: str) -> None:
        """Open the page at an address."""
        self.see(self.talk.open_by_address(request(owner, query=query)))
        self.see(self.talk.ask_by_address(request(owner, query=query)))
        self.end()

    def end(self) -> None:
        self.see([self.talk.end(self.now["place"], self.request)])

    def suggest(self) -> None:
        self.see([self.talk.suggest(self.now["place"], self.request)])

    def see(self, steps: Iterable[tuple[Any, ...]]) -> None:
        for step in steps:
            for name, value in zip(_NAMES, step, strict=True):
                if value == gr.skip():
                    continue
                self.now[name] = value
                if name == "chat":
                    self.seen.append(self.messages)
