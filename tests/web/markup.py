"""A page read as a tree, for tests that ask what stands in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import cast

_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
_BROKEN = frozenset({"script", "style"})  # what these hold is no text of the page


@dataclass(eq=False)
class Node:
    """An element with its attributes, and what it holds."""

    tag: str
    attributes: dict[str, str]
    parent: Node | None = None
    children: list[Node | str] = field(default_factory=list)

    def all(self, *tags: str) -> list[Node]:
        """Every element below with one of these tags, in their order; every element where no tag is given."""
        return [node for node in self._below() if not tags or node.tag in tags]

    def one(self, tag: str) -> Node:
        """The only element below with this tag."""
        found = self.all(tag)
        assert len(found) == 1, f"{len(found)} <{tag}>"
        return found[0]

    def of_class(self, name: str) -> list[Node]:
        """Every element below with this class."""
        return [node for node in self._below() if name in node.get("class").split()]

    def get(self, name: str) -> str:
        """An attribute, empty where it is not there."""
        return self.attributes.get(name, "")

    @property
    def text(self) -> str:
        """The words in it, on one line."""
        return " ".join("".join(self._words()).split())

    @property
    def above(self) -> list[Node]:
        """The elements that it stands in, the nearest first."""
        return [] if self.parent is None else [self.parent, *self.parent.above]

    @property
    def rows(self) -> list[list[str]]:
        """Of a table: the words of each cell, the head first."""
        return [[cell.text for cell in row.all("td", "th")] for row in self.all("tr")]

    def _below(self) -> Iterator[Node]:
        for child in self.children:
            if isinstance(child, Node):
                yield child
                yield from child._below()

    def _words(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag not in _BROKEN:
                yield from child._words()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.at = Node("", {})
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs}, self.at)
        self.at.children.append(node)
        if tag not in _VOID:
            self.at = node

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.at.children.append(Node(tag, {name: value or "" for name, value in attrs}, self.at))

    def handle_endtag(self, tag: str) -> None:
        if self.at.tag != tag:
            self.wrong.append(f"</{tag}> ends <{self.at.tag}>")
        else:
            self.at = cast("Node", self.at.parent)

    def handle_data(self, data: str) -> None:
        self.at.children.append(data)


def read(html: str) -> Node:
    """The tree of a page in which every element that is begun is ended."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader.wrong == []
    assert reader.at is reader.root, f"<{reader.at.tag}> is not ended"
    return reader.root
