"""Every source's figure on one straight scale: from bounds to places in a picture. Draws nothing and compares nothing.

Across, places are percent of the picture's width, so that it fits any screen with its letters as large as they are; down,
they are pixels. One row is one claim, in the order in which they are given.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal, localcontext

from nkgraph.chart import number

TOP = 10.0  # pixels above the first row
ROW = 54.0  # pixels of one row: two lines of words, and the mark beside or below them
AXIS = 40.0  # pixels below the last row: the scale and its numbers
FIRST, LAST = 4.0, 96.0  # percent between which the numbers of the scale lie; open ends run on to the edge
MOST_JOINS = 12  # lines between rows; of more the picture says how many are not drawn
_NARROW = 280  # pixels across on a small screen, into which the numbers of the scale must fit
_LETTER = 8  # pixels of a digit
_LABEL = 42  # letters of a label; what is longer is cut, and stands in full in the table
_SHORT = 5  # letters of a number that may stand half beyond an end of the scale
_ZERO_IF_BELOW = Decimal("0.4")  # the scale begins at zero where the lowest number is less than this part of the highest
_EXACT = Context(prec=60)
_DOWN = 17.0  # pixels from the top of a row to its mark
_CLEAR = 9.0  # pixels that a line keeps from the marks that it joins
_SIGN_FITS = 92.0  # percent up to which a sign has room to the right of its mark


@dataclass(frozen=True)
class Ends:
    """What a figure is read as, None where open; whether each end is itself meant; and how far it reaches if a round number
    was rounded, where that is farther."""

    lower: Decimal | None
    upper: Decimal | None
    lower_meant: bool = True
    upper_meant: bool = True
    loose_lower: Decimal | None = None
    loose_upper: Decimal | None = None


@dataclass(frozen=True)
class Source:
    """One claim: its figure in words, what is said of it in a few words, who prints it; `ends` is None where it is compared
    with no number."""

    claim: str
    figure: str
    said: str
    who: str
    ends: Ends | None


@dataclass(frozen=True)
class Join:
    """Two sides that stand in one finding, earlier or lower first: "revised" or "contradicts", and the claims of each."""

    outcome: str
    first: tuple[str, ...]
    second: tuple[str, ...]


@dataclass(frozen=True)
class Mark:
    """Where a row's mark stands, in percent: `start` and `end` of the bar, `at` where a line to it ends. `kind`: "dot" for
    an exact figure, "bar" for an interval, "up" and "down" for an arrow, "any" for a bar open at both ends, "none"."""

    kind: str
    start: float
    end: float
    at: float
    loose_start: float | None = None
    loose_end: float | None = None


@dataclass(frozen=True)
class Row:
    """A claim with its mark; `y` is the top of the row, `middle` the height of its mark. Where it contradicts another, a
    sign stands beside the mark: to the right of `sign` (percent), or to its left where `sign_side` is -1."""

    source: Source
    mark: Mark
    y: float
    middle: float
    figure: str
    said: str
    who: str
    sign: float | None = None
    sign_side: int = 1


@dataclass(frozen=True)
class Line:
    """A line from one row's mark to another's."""

    outcome: str
    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class Tick:
    """A number of the scale, and which way its letters run from there: "start", "middle", "end"."""

    x: float
    words: str
    anchor: str


@dataclass(frozen=True)
class Plot:
    """The picture: rows, lines between them, the scale; `scale` says in words what it begins and ends with, and that it
    does not begin at zero; `undrawn` counts the joins for which there is no room."""

    rows: tuple[Row, ...]
    lines: tuple[Line, ...]
    ticks: tuple[Tick, ...]
    scale: str
    undrawn: int
    base: float
    height: float
    zero: bool

    @property
    def has_joins(self) -> frozenset[str]:
        """The outcomes of which lines are drawn."""
        return frozenset(line.outcome for line in self.lines)

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of marks that are drawn, and "loose" where one reaches farther if it was rounded."""
        loose = {"loose" for r in self.rows if r.mark.loose_start is not None or r.mark.loose_end is not None}
        return frozenset({row.mark.kind for row in self.rows} | loose)


def lay_out(sources: Sequence[Source], joins: Iterable[Join] = (), unit: str = "") -> Plot:
    """Where everything stands. `unit` is what the numbers count, for the words about the scale."""
    with localcontext(_EXACT):
        low, high, step = _span(sources)
        every = tuple(joins)
        opposed = {c for join in every if join.outcome == "contradicts" for c in (*join.first, *join.second)}
        rows = tuple(_row(n, source, low, high, source.claim in opposed) for n, source in enumerate(sources))
        lines, undrawn = _lines(rows, every)
        base = TOP + ROW * len(rows)
        drawn = any(row.mark.kind != "none" for row in rows)
        ticks = _ticks(low, high, step) if drawn else ()
        return Plot(rows, lines, ticks, _scale(low, high, unit) if drawn else "", undrawn, base, base + AXIS, low == 0)


# --- the scale --------------------------------------------------------------------------------------------------------


def _span(sources: Sequence[Source]) -> tuple[Decimal, Decimal, Decimal]:
    """The lowest and the highest number of the scale, and the step between its numbers: round numbers around all ends, from
    zero where that is near."""
    every = [n for s in sources if s.ends is not None for n in _numbers(s.ends)]
    if not every:
        return Decimal(0), Decimal(1), Decimal(1)
    low, high = min(every), max(every)
    if 0 <= low <= high * _ZERO_IF_BELOW:
        low = Decimal(0)
    if low == high:
        margin = max(abs(low) / 10, Decimal(1))
        low, high = (max(low - margin, Decimal(0)) if low >= 0 else low - margin), high + margin
    step = _step(low, high)
    if all(n == n.to_integral_value() for n in every):  # what is counted in whole numbers has no half
        step = max(step, Decimal(1))
    first, last = (low / step).to_integral_value(ROUND_FLOOR), (high / step).to_integral_value(ROUND_CEILING)
    return first * step, last * step, step


def _numbers(ends: Ends) -> list[Decimal]:
    return [n for n in (ends.lower, ends.upper, ends.loose_lower, ends.loose_upper) if n is not None]


def _step(low: Decimal, high: Decimal) -> Decimal:
    """1, 2 or 5 times a power of ten, so that the numbers fit beside one another on a small screen."""
    room = max(1, _NARROW // (_LETTER * (max(len(number(low)), len(number(high))) + 2)) - 1)
    rough = (high - low) / min(room, 5)
    power = Decimal(1).scaleb(rough.adjusted())
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough)


def _ticks(low: Decimal, high: Decimal, step: Decimal) -> tuple[Tick, ...]:
    steps = int((high - low) / step)
    every = [low + step * n for n in range(steps + 1)]
    last = len(every) - 1
    return tuple(Tick(_place(n, low, high), number(n), _anchor(number(n), i == 0, i == last)) for i, n in enumerate(every))


def _anchor(words: str, first: bool, last: bool) -> str:
    """A long number at an end of the scale stands within it."""
    inside = first or last
    return "middle" if not inside or len(words) <= _SHORT else "start" if first else "end"


def _scale(low: Decimal, high: Decimal, unit: str) -> str:
    of = f" {unit}" if unit else ""
    begins = "" if low <= 0 <= high else " It does not begin at zero."
    return f"An even scale from {number(low)} to {number(high)}{of}.{begins}"


def _place(value: Decimal, low: Decimal, high: Decimal) -> float:
    """A number's place across, in percent."""
    part = (value - low) / (high - low)
    return round(FIRST + (LAST - FIRST) * float(min(max(part, Decimal(0)), Decimal(1))), 4)


# --- rows -------------------------------------------------------------------------------------------------------------


def _row(n: int, source: Source, low: Decimal, high: Decimal, opposed: bool) -> Row:
    y, mark, figure = TOP + ROW * n, _mark(source.ends, low, high), _cut(source.figure, _LABEL // 2 + 4)
    said, who = _cut(source.said, max(_LABEL - _wide(figure), 12)), _cut(source.who, _LABEL)
    row = Row(source, mark, y, y + _DOWN, figure, said, who)
    if not opposed or mark.kind == "none":
        return row
    right = mark.end <= _SIGN_FITS
    return replace(row, sign=mark.end if right else mark.start if mark.kind != "any" else mark.at, sign_side=1 if right else -1)


def _mark(ends: Ends | None, low: Decimal, high: Decimal) -> Mark:
    if ends is None:
        return Mark("none", FIRST, FIRST, FIRST)
    start, end = (_place(n, low, high) if n is not None else None for n in (ends.lower, ends.upper))
    loose_start = _place(ends.loose_lower, low, high) if ends.loose_lower is not None else None
    loose_end = _place(ends.loose_upper, low, high) if ends.loose_upper is not None else None
    if start is not None and end is not None:
        exact = ends.lower == ends.upper
        return Mark("dot" if exact else "bar", start, end, round((start + end) / 2, 4), loose_start, loose_end)
    if start is not None:
        return Mark("up", start, 100.0, start, loose_start, None)
    if end is not None:
        return Mark("down", 0.0, end, end, None, loose_end)
    return Mark("any", 0.0, 100.0, 50.0)


def _cut(words: str, most: int) -> str:
    """Words cut to a width; the letters of Korean and Chinese count twice."""
    if len(words) * 2 <= most or _wide(words) <= most:
        return words
    width, kept = 1, 0  # one for the sign that it was cut
    for letter in words:
        width += _wide(letter)
        if width > most:
            break
        kept += 1
    return words[:kept].rstrip(" ,(") + "…"


def _wide(words: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in words)


# --- lines between rows -----------------------------------------------------------------------------------------------


def _lines(rows: tuple[Row, ...], joins: tuple[Join, ...]) -> tuple[tuple[Line, ...], int]:
    """One line for each join of which both sides are drawn, from the first claim of one to the first of the other."""
    place = {row.source.claim: row for row in rows if row.mark.kind != "none"}
    found: list[Line] = []
    undrawn = 0
    for join in joins:
        one, other = (next((place[c] for c in side if c in place), None) for side in (join.first, join.second))
        if one is None or other is None or one is other or len(found) >= MOST_JOINS:
            undrawn += 1
            continue
        down = _CLEAR if one.y < other.y else -_CLEAR
        found.append(Line(join.outcome, one.mark.at, one.middle + down, other.mark.at, other.middle - down))
    return tuple(found), undrawn
