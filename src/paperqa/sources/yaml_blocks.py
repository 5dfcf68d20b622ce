"""Cuts YAML into blocks: a mapping is a table row whose keys name the cells.

The text is parsed to nodes only, never to objects: nodes keep line numbers and repeated keys,
and a tag cannot make anything. An alias is read once, so that nested aliases stay cheap.
Errors: ReadingListError naming the line.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

import yaml

from paperqa.errors import ReadingListError
from paperqa.sources.blocks import Block, Piece, moved, pieces_of
from paperqa.sources.columns import column_kind
from paperqa.sources.markup import blocks_of

_FRONT_MATTER = re.compile(
    r"---[ \t]*\n(?P<matter>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
_LOOKS_LIKE_YAML = re.compile(
    r"\s*(?:(?:#.*|---[ \t]*)\n\s*)*(?:- )?(?:[\w\"'{\[][^\n:]{0,80}:(?:\s|$)|[{\[]|- https?:)"
)
_TOO_DEEP = re.compile(r"(?:[\[{]\s?){20}")
_MARKUP = re.compile(r"\]\(|<a\s", re.IGNORECASE)


def split_front_matter(text: str) -> tuple[str, str]:
    """Return front matter and body; ``("", text)`` where there is no front matter."""
    found = _FRONT_MATTER.match(text)
    if not found or not _LOOKS_LIKE_YAML.match(found["matter"]):
        return "", text
    return found["matter"], text[found.end() :]


def looks_like_yaml(text: str) -> bool:
    """Say whether it is worth trying to read all of ``text`` as YAML."""
    return bool(_LOOKS_LIKE_YAML.match(text)) and not _TOO_DEEP.search(text)


def yaml_blocks(text: str, first_line: int = 1) -> list[Block]:
    """Return the blocks of ``text``, whose first line is ``first_line`` of the list."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = first_line + (error.problem_mark.line if error.problem_mark else 0)
        raise ReadingListError(f"line {line} is not valid YAML: {error.problem}") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise ReadingListError(
            f"line {first_line} on is not valid YAML: {type(error).__name__}"
        ) from error
    if not isinstance(root, yaml.CollectionNode):
        raise ReadingListError(f"line {first_line} on is YAML, but neither a mapping nor a list")
    return list(_Walk(first_line).blocks(root, ""))


class _Walk:
    def __init__(self, first_line: int) -> None:
        self._first_line = first_line
        self._seen: set[int] = set()

    def blocks(self, node: yaml.Node, topic: str) -> Iterator[Block]:
        if id(node) in self._seen:
            return
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            yield from self._mapping(node, topic)
        elif isinstance(node, yaml.SequenceNode):
            for item in node.value:
                yield from self.blocks(item, topic)
        elif _MARKUP.search(node.value):
            for block in blocks_of(node.value):
                yield replace(block, topic=topic, pieces=moved(block.pieces, self._line(node) - 1))
        else:
            yield Block("text", tuple(pieces_of(node.value, self._line(node))), topic=topic)

    def _mapping(self, node: yaml.MappingNode, topic: str) -> Iterator[Block]:
        keys = [key.value if isinstance(key, yaml.ScalarNode) else "" for key, _ in node.value]
        values = [value for _, value in node.value]
        pieces = [
            piece
            for cell, (key, value) in enumerate(zip(keys, values, strict=True))
            if isinstance(value, yaml.ScalarNode) and not _MARKUP.search(value.value)
            for piece in self._cell(key, value, cell)
        ]
        yield Block("row", tuple(pieces), tuple(keys), topic)
        own = self._named("topic", keys, values) or self._named("title", keys, values) or topic
        for key, value in zip(keys, values, strict=True):
            if isinstance(value, yaml.CollectionNode) or _MARKUP.search(value.value):
                yield from self.blocks(value, own or ("" if column_kind(key) else key))

    def _cell(self, key: str, node: yaml.ScalarNode, cell: int) -> Iterator[Piece]:
        pieces = list(pieces_of(node.value.strip(), self._line(node), cell))
        if len(pieces) == 1 and pieces[0].kind == "link" and column_kind(key) is None:
            # ``Attention Is All You Need: https://…``: the key is the title.
            pieces = [replace(pieces[0], text=key)]
        yield from pieces

    def _named(self, column: str, keys: list[str], values: list[yaml.Node]) -> str:
        for key, value in zip(keys, values, strict=True):
            if column_kind(key) == column and isinstance(value, yaml.ScalarNode):
                return str(value.value)
        return ""

    def _line(self, node: yaml.Node) -> int:
        return self._first_line + int(node.start_mark.line)
