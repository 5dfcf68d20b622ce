"""Asks on in one conversation until it is killed, or COUNT times: FOLDER OWNER CHAT NAME COUNT.

Prints the number of each question once it is kept.
"""

import sys
from pathlib import Path

from paperqa.chats.shelf import ChatShelf
from small_chats import asked


def main() -> None:
    folder, owner, chat_id, name, count = sys.argv[1:]
    shelf = ChatShelf(Path(folder))
    for number in range(int(count)):
        question = f"{name} {number} " + "x" * 20_000
        shelf.append(owner, chat_id, asked(question))
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
