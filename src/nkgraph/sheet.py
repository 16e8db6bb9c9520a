"""A page of facts as text of at most 120 columns and as Markdown: the same pieces, in the same order."""

from __future__ import annotations

import shlex
from dataclasses import dataclass

from nkgraph.beside import Passage
from nkgraph.layout import WIDTH, hang
from nkgraph.layout import markdown as md
from nkgraph.register import one_line

_LABEL = 11  # columns of the labels at the left margin
_WIDEST = 22  # a longer label stands on a line of its own


@dataclass(frozen=True)
class Row:
    """A label and what is said of it; a passage is shown with its figure marked; `code` is shown as it is, line by line."""

    label: str
    words: str = ""
    passage: Passage | None = None
    code: str = ""


@dataclass(frozen=True)
class Section:
    """Rows under a heading; without a heading they stand at the margin."""

    heading: str
    rows: tuple[Row, ...]
    aside: str = ""  # stands beside the heading
    listed: bool = False  # whether that is the first of the rows, and not a part of the heading


@dataclass(frozen=True)
class Page:
    """A title with what stands to its right, sections, and the two lines that end every page."""

    title: str
    right: tuple[str, ...]
    sections: tuple[Section, ...]
    cite: str
    following: str


def quoted(path: str) -> str:
    """An address for a command line, in quotes where a shell would read it otherwise."""
    return shlex.quote(path)


# --- text --------------------------------------------------------------------------------------------------------


def text(page: Page) -> str:
    """The page as plain text."""
    title, right = one_line(page.title), "   ".join(part for part in page.right if part)
    width = max(42, len(title) + 3)
    out = [f"{title:<{width}}{right}".rstrip()]
    if len(out[0]) > WIDTH:
        out = [*hang("", title), *(hang("  ", right.replace("   ", "; ")) if right else [])]
    for section in page.sections:
        out += _section(section)
    out += ["", *hang(f"{'Cite':<{_LABEL}}", one_line(page.cite))]
    out += hang(f"{'Next':<{_LABEL}}", page.following) if page.following else []
    return "\n".join(line.rstrip() for line in out) + "\n"


def _section(section: Section) -> list[str]:
    if not section.rows and not section.aside:
        return []
    if not section.heading:
        return [line for row in section.rows for line in _row(row, 0, _LABEL)]
    head = f"{one_line(section.heading):<{_LABEL}}"
    out = ["", *_heading(head, one_line(section.aside))]
    fitting = [len(row.label) for row in section.rows if len(row.label) <= _WIDEST]
    width = max(max(fitting, default=0) + 2, 9)
    return out + [line for row in section.rows for line in _row(row, 2, width)]


def _heading(head: str, aside: str) -> list[str]:
    return hang(head if head.endswith(" ") else f"{head}  ", aside) if aside else [head.rstrip()]


def _row(row: Row, indent: int, width: int) -> list[str]:
    label, space = one_line(row.label), " " * indent
    if row.code:
        return [f"{space}{label}", *(f"{space}    {_safe(line)}" for line in row.code.splitlines())]
    passage = row.passage
    words = f"{passage.before}[[{passage.figure}]]{passage.after}" if passage is not None else row.words
    words = one_line(words)
    if len(label) + 1 > width:
        return [*hang(space, label), *hang(space + " " * width, words)]
    return hang(f"{space}{label:<{width}}", words)


def _safe(line: str) -> str:
    """A line of code without what a terminal would obey; its indentation stays."""
    return " " * (len(line) - len(line.lstrip())) + one_line(line)


# --- Markdown ----------------------------------------------------------------------------------------------------


def markdown(page: Page) -> str:
    """The page as Markdown."""
    out = [f"# {md(page.title)}", ""]
    right = "; ".join(md(part) for part in page.right if part)
    out += [f"{right}", ""] if right else []
    for section in page.sections:
        if not section.rows and not section.aside:
            continue
        first = (Row("", section.aside),) if section.listed and section.aside else ()
        rows = (*first, *section.rows)
        beside = f": {md(section.aside)}" if section.aside and rows and not first else ""
        out += [f"## {md(section.heading)}{beside}", ""] if section.heading else []
        out += [md(section.aside), ""] if section.aside and not rows else []
        out += [*(line for row in rows for line in _bullet(row)), ""] if rows else []
    out += [f"**Cite** {md(page.cite)}", ""]
    return "\n".join(out)


def _bullet(row: Row) -> list[str]:
    label = f"- **{md(row.label)}** " if row.label else "- "
    if row.code:
        return [label.rstrip(), "", *(f"      {_safe(line)}" for line in row.code.splitlines()), ""]
    if row.passage is not None:
        before, figure, after = (md(part) for part in (row.passage.before, row.passage.figure, row.passage.after))
        spaced = " " if row.passage.before.endswith(" ") else ""
        then = " " if row.passage.after.startswith(" ") else ""
        return [f"{label}{before}{spaced}**{figure}**{then}{after}"]
    return [f"{label}{md(row.words)}"]
