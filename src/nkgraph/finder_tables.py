"""Tables whose cells ran together: rows of a year and a value ("2020229"), of a name and a value, of a name and Yes or No.

Pure, line by line. A row is only read where its neighbours are rows of the same kind, because "2020229" alone is a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

import pyoxigraph as ox

from nkgraph import numerals, vocab
from nkgraph.finder_drafts import Draft, no_figure
from nkgraph.lexicon import Lexicon

_UNITS = vocab.ROOT + "units/"
_VALUE = r"(?:US)?[$€£₩]?\s?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?\s?(?:%|percent)?"
_NOTHING = r"N/A|n/a|no data|not available|자료 없음"
_YEAR_ROW = re.compile(
    rf"[ \t|]*(?P<year>(?:1[6-9]|20)[0-9]{{2}})(?P<note>[ \t]*\([^()\n]{{1,40}}\)|년)?[ \t|:]*"
    rf"(?:(?P<value>{_VALUE})|(?P<nothing>{_NOTHING}))[ \t|]*"
)
_NAME_ROW = re.compile(
    rf"[ \t|]*(?P<name>[^\W\d_](?:[^\n\d$€£₩|]{{0,60}}?[^\W_])??[.)]?)(?P<gap>[ \t|:]*)(?P<value>{_VALUE})[ \t|]*"
)
_TRUTH_ROW = re.compile(r"[^\n]{1,80}?(?P<cells>(?:Yes|No){1,8})[ \t]*")
_TRUTH = re.compile(r"Yes|No")
_AS_OF = re.compile(r"\(as of (?P<month>[A-Za-z]+)\)", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_HEAD_YEAR = re.compile(r"(?<![0-9])(?:1[6-9]|20)[0-9]{2}(?![0-9])")
_HEAD_LINES = 3
_LONGEST_LINE = 200
_FEWEST = 3  # rows of a table of names; of truths and years two are enough


@dataclass(frozen=True)
class _Line:
    start: int
    text: str


@dataclass(frozen=True)
class _Head:
    """What stands above a table: its unit, scale and year, and where."""

    scale: int = 1
    unit: ox.NamedNode | None = None
    span: tuple[int, int] | None = None
    year: tuple[int, int] | None = None
    period: str | None = None


def rows(text: str, lexicon: Lexicon) -> Iterator[Draft]:
    """The cells of every table, and what its head says, in no order."""
    lines = [_Line(m.start(), m.group()) for m in re.finditer(r"[^\n]+", text)]
    barren = [0] * len(_KINDS)  # up to which line each kind was looked for in vain
    i = 0
    while i < len(lines):
        for k, (read, pattern, fewest) in enumerate(_KINDS):
            block = _block(lines, i, pattern) if i >= barren[k] else []
            if len(block) >= fewest and (found := list(read(lines, i, block, lexicon))):
                yield from found
                i += len(block) - 1
                break
            barren[k] = max(barren[k], i + len(block))
        else:
            yield from _lone(lines[i], lexicon)
        i += 1


def _block(lines: list[_Line], first: int, pattern: re.Pattern[str]) -> list[re.Match[str]]:
    """The rows of one kind that follow one another; years go one way."""
    found: list[re.Match[str]] = []
    way = 0
    for n in range(first, len(lines)):
        line = lines[n]
        m = pattern.fullmatch(line.text) if len(line.text) <= _LONGEST_LINE else None
        if m is None:
            break
        if found and pattern is _YEAR_ROW:
            step = int(m["year"]) - int(found[-1]["year"])
            if step == 0 or step * way < 0:
                break
            way = step
        found.append(m)
    return found


def _years(lines: list[_Line], first: int, block: list[re.Match[str]], lexicon: Lexicon) -> Iterator[Draft]:
    head = _head(lines, first, lexicon)
    for line, m in zip(lines[first : first + len(block)], block, strict=True):
        yield from _year_row(line, m, head, lexicon)
    yield from _of_head(head)


def _lone(line: _Line, lexicon: Lexicon) -> Iterator[Draft]:
    """A row that lost its neighbours, where a remark in brackets parts the year from the value."""
    m = _YEAR_ROW.fullmatch(line.text) if len(line.text) <= _LONGEST_LINE else None
    if m is not None and m["note"] and m["note"].strip().startswith("("):
        yield from _year_row(line, m, _Head(), lexicon)


def _year_row(line: _Line, m: re.Match[str], head: _Head, lexicon: Lexicon) -> Iterator[Draft]:
    group = "value" if m["value"] else "nothing"
    end = m.end("note") if m["note"] else m.end("year")
    span = line.start + m.start("year"), line.start + end
    period = m["year"]
    if (part := _AS_OF.search(m["note"] or "")) and (month := part["month"][:3].lower()) in _MONTHS:
        period = f"{period}-01/{period}-{_MONTHS.index(month) + 1:02}"
    cell = _cell(line.start + m.start(group), m[group], head, lexicon)
    yield replace(cell, period=period, period_span=span)
    yield no_figure(line.start + m.start("year"), line.start + m.end("year"), "period-of-a-claim")


def _named(lines: list[_Line], first: int, block: list[re.Match[str]], lexicon: Lexicon) -> Iterator[Draft]:
    """Names and values, where every row ran together or every row has a gap that parts its cells."""
    glued = sum(not m["gap"] for m in block)
    parted = sum(bool(re.search(r"\t|\||  |:", m["gap"])) for m in block)
    if max(glued, parted) < len(block):
        return
    head = _head(lines, first, lexicon)
    for line, m in zip(lines[first : first + len(block)], block, strict=True):
        cell = _cell(line.start + m.start("value"), m["value"], head, lexicon)
        yield replace(cell, period=head.period, period_span=head.year)
    yield from _of_head(head)


def _truths(lines: list[_Line], first: int, block: list[re.Match[str]], lexicon: Lexicon) -> Iterator[Draft]:
    """Cells of Yes and No, each line with as many as the others."""
    counts = {len(_TRUTH.findall(m["cells"])) for m in block}
    if len(counts) != 1 or (counts == {1} and any(m.start("cells") and m.string[m.start("cells") - 1] == " " for m in block)):
        return
    for line, m in zip(lines[first : first + len(block)], block, strict=True):
        for cell in _TRUTH.finditer(m["cells"]):
            start = line.start + m.start("cells") + cell.start()
            value = Decimal(1 if cell.group() == "Yes" else 0)
            yield Draft(start, start + len(cell.group()), cell.group(), value, unit=ox.NamedNode(_UNITS + "truth"))


def _cell(start: int, wording: str, head: _Head, lexicon: Lexicon) -> Draft:
    """One value, in the unit that stands beside it or in the head."""
    wording = wording.rstrip()
    found = numerals.numbers(wording, lexicon)
    if not found or re.fullmatch(_NOTHING, wording):
        return Draft(start, start + len(wording), wording, modality="no-data", header=head.span)
    percent = re.search(r"%|percent", wording) is not None
    name = "percent" if percent else "usd" if "$" in wording else "krw" if "₩" in wording else None
    unit = ox.NamedNode(_UNITS + name) if name else head.unit
    number = found[0].number
    return Draft(start, start + len(wording), wording, number, scale=1 if percent else head.scale, unit=unit, header=head.span)


def _head(lines: list[_Line], first: int, lexicon: Lexicon) -> _Head:
    """The lines just above the rows, up to the one that says what they are in."""
    head = _Head()
    for line in reversed(lines[max(0, first - _HEAD_LINES) : first]):
        if len(line.text) > _LONGEST_LINE or re.search(r"[.!?]\s*$", line.text):
            break
        scaled = re.search(r"\b(thousands?|millions?|billions?|trillions?)\b", line.text, re.IGNORECASE)
        word = lexicon.numbers.get(scaled[1].lower()) if scaled else None
        if scaled and word is not None and word.number is not None and head.span is None:
            head = replace(head, scale=int(word.number), span=(line.start + scaled.start(), line.start + scaled.end()))
        if head.unit is None and (sign := re.search(r"(?P<percent>%|\bpercent\b)|(?P<usd>US\$|\$)|(?P<krw>₩)", line.text)):
            head = replace(head, unit=ox.NamedNode(_UNITS + str(sign.lastgroup)))
            head = head if head.span else replace(head, span=(line.start + sign.start(), line.start + sign.end()))
        years = list(_HEAD_YEAR.finditer(line.text))
        if head.period is None and len(years) == 1:
            span = line.start + years[0].start(), line.start + years[0].end()
            head = replace(head, year=span, period=years[0].group())
    return head


def _of_head(head: _Head) -> Iterator[Draft]:
    if head.span is not None:
        yield no_figure(*head.span, "other")
    if head.year is not None:
        yield no_figure(*head.year, "period-of-a-claim")


_KINDS = ((_years, _YEAR_ROW, 2), (_truths, _TRUTH_ROW, 2), (_named, _NAME_ROW, _FEWEST))
