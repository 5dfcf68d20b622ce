"""What the browser tests share: a visit to the chat, and the app as a process of its own."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Dialog, Page, Request

REPOSITORY = Path(__file__).resolve().parents[2]
READY = ".hint, .status bdi"
HOSTILE = "<img src=x onerror=alert(1)> and ![leak](https://leak.example/x.png)"
HOSTILE_NOTE = f"""---
paper: zebra
lang: en
title: <b onmouseover=alert(1)>Zebra</b> protocol
---
## <img src=x onerror=alert(1)>

The zebra protocol greets every reader with {HOSTILE} as a matter of course.
"""


@dataclass
class Visit:
    """A page of the chat, and what happened on it."""

    page: Page
    outside: list[str] = field(default_factory=list)
    alerts: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def ask(self, question: str) -> None:
        """Put a question and wait for the whole answer."""
        # The greeting comes by an event: from then on the page hears what is typed.
        self.page.locator(READY).first.wait_for(timeout=120_000)
        # An answer that is just ending holds the box a moment longer.
        self.page.locator("#question .submit-button").wait_for(timeout=120_000)
        before = self.page.locator(".colophon").count()
        self.page.fill("#question textarea", question)
        self.page.keyboard.press("Enter")
        self.page.locator(".colophon").nth(before).wait_for(timeout=120_000)

    def note(self, request: Request) -> None:
        """Keep the address of a request that does not go to this machine."""
        address = urlsplit(request.url)
        if address.scheme not in {"data", "blob"} and address.hostname != "127.0.0.1":
            self.outside.append(request.url)

    def hear(self, message: ConsoleMessage) -> None:
        """Keep what the page's Content-Security-Policy had to stop."""
        if "Content Security Policy" in message.text:
            self.refused.append(message.text)

    def dismiss(self, dialog: Dialog) -> None:
        """Keep what an alert says; only a script that should not run would raise one."""
        self.alerts.append(dialog.message)
        dialog.dismiss()


class started:  # noqa: N801 - a context manager, named as it reads
    """``python app.py`` as a process of its own."""

    def __init__(self, home: Path) -> None:
        environment = {**os.environ, "PAPERQA_HOME": str(home), "PAPERQA_NO_MODEL": "1"}
        self._process = subprocess.Popen(
            [sys.executable, str(REPOSITORY / "app.py"), "--port", "0"],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def __enter__(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        url = re.search(r"http://127\.0\.0\.1:\d+", line)
        assert url, f"app.py printed {line!r}"
        return url[0]

    def __exit__(self, *exc: object) -> None:
        self._process.terminate()
        self._process.wait(30)
        assert self._process.stdout is not None
        self._process.stdout.close()
