"""Words on lines of at most 120 columns, and words that Markdown shows as they are."""

from __future__ import annotations

import textwrap

from nkgraph.register import one_line

WIDTH = 120
_ROOM = 30  # a piece that leaves less than this beside it stands on lines of its own
_MARKDOWN = str.maketrans({c: f"\\{c}" for c in "\\`*_[]|#~$"} | {"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def hang(first: str, words: str) -> list[str]:
    """Words after a first piece, wrapped under themselves."""
    room = WIDTH - len(first)
    if room < _ROOM:
        indent = len(first) - len(first.lstrip())
        return [*wrap(first.strip(), indent), *wrap(words, indent + 4)]
    lines = textwrap.wrap(words, room, break_on_hyphens=False) or [""]
    return [first + lines[0], *(" " * len(first) + line for line in lines[1:])]


def wrap(words: str, indent: int) -> list[str]:
    """Words on lines that begin at a column."""
    return hang(" " * indent, words)


def markdown(words: str) -> str:
    """Words with the characters escaped that Markdown or HTML would take for markup."""
    return one_line(words).translate(_MARKDOWN)
