"""Where everything of a chart stands: marks, bars, labels, legend, notes. Pure: it draws nothing and reads nothing.

The picture is 960 units wide. Shape tells publishers apart, colour only repeats it. Marks of one year that would cover one
another stand side by side; nothing is moved up or down. Sizes leave room for the larger letters of a narrow screen.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field, replace
from decimal import Decimal
from math import cos, pi, sin

from nkgraph.chart import NAMES, Chart, Link, Point, number
from nkgraph.errors import NkgraphError

WIDTH, LEFT, RIGHT, PLOT = 960.0, 92.0, 24.0, 390.0
_ARROW, _TICKS, _LABEL, _ROW = 30.0, 6, 13.0, 27.0
_SMALLEST = 3.6  # the radius below which shapes are no longer told apart; a larger crowd overlaps
_TITLE = 46  # characters of the title on one line, at the size that it has on a narrow screen
_NAME = 27  # characters of a name in the legend, likewise
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**7, "million"))
_EDGES = {  # the corners of each shape, as multiples of its radius
    "circle": (),
    "square": ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)),
    "triangle": ((0, -1.15), (1.1, 0.8), (-1.1, 0.8)),
    "diamond": ((0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)),
    "down": ((0, 1.15), (1.1, -0.8), (-1.1, -0.8)),
    "plus": tuple((x / 10, y / 10) for x, y in (
        (-4, -11), (4, -11), (4, -4), (11, -4), (11, 4), (4, 4), (4, 11), (-4, 11), (-4, 4), (-11, 4), (-11, -4), (-4, -4))),
    "star": tuple((-r * sin(i * pi / 5), -r * cos(i * pi / 5)) for i, r in enumerate((1.35, 0.55) * 5)),
    "bar": ((-1.3, -0.5), (1.3, -0.5), (1.3, 0.5), (-1.3, 0.5)),
    "post": ((-0.5, -1.3), (0.5, -1.3), (0.5, 1.3), (-0.5, 1.3)),
}  # fmt: skip
SHAPES = tuple(_EDGES)


@dataclass(frozen=True)
class Box:
    """A rectangle: its middle from left to right, its top and bottom, its width."""

    x: float
    top: float
    bottom: float
    width: float

    def meets(self, other: Box) -> bool:
        """Whether two rectangles share any space."""
        beside = abs(self.x - other.x) >= (self.width + other.width) / 2
        return not beside and self.top < other.bottom and other.top < self.bottom


@dataclass(frozen=True)
class Mark:
    """A figure as it is drawn: its place, its shape around it, its bar or arrow as a path, its words."""

    point: Point
    x: float
    y: float
    style: str
    shape: str
    bar: str
    top: float
    bottom: float
    words: str


@dataclass(frozen=True)
class Text:
    """Words at a place."""

    x: float
    y: float
    words: str


@dataclass(frozen=True)
class Key:
    """An entry of the legend: the name of its sample, its words, where it stands; `style` and `shape` of a publisher."""

    sample: str
    x: float
    y: float
    words: str
    style: str = ""
    shape: str = ""


@dataclass
class Picture:
    """Everything that the template draws; the coordinates are those of the 960 units."""

    chart: Chart
    title: list[Text]
    subtitle: Text
    top: float
    base: float
    right: float = WIDTH - RIGHT
    left: float = LEFT
    height: float = 0.0
    radius: float = 6.0
    ticks: list[Text] = field(default_factory=list)
    years: list[Text] = field(default_factory=list)
    strokes: list[float] = field(default_factory=list)
    gaps: list[tuple[float, float]] = field(default_factory=list)
    lines: list[tuple[str, str]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    rings: list[tuple[float, float]] = field(default_factory=list)
    brackets: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    labels: list[Text] = field(default_factory=list)
    letters: list[Text] = field(default_factory=list)
    keys: list[Key] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)


@dataclass(frozen=True)
class Axis:
    """The vertical axis: its lowest and highest value, the step of its ticks, and what the ticks are counted in."""

    low: Decimal
    high: Decimal
    step: Decimal
    factor: int
    word: str
    top: float
    base: float

    def y(self, value: Decimal) -> float:
        """The height at which a value stands."""
        return self.base - float((value - self.low) / (self.high - self.low)) * (self.base - self.top)


# --- layout -----------------------------------------------------------------------------------------------------------


def lay_out(chart: Chart) -> Picture:
    """Where everything stands."""
    if len(chart.publishers) > len(SHAPES):
        raise NkgraphError(
            f"{chart.title}: {len(chart.publishers)} publishers, and no more than {len(SHAPES)} can be told apart by shape. "
            "Draw fewer figures, with --as-of, --place or --dimension."
        )
    title = [Text(24, 36 + 36 * i, line) for i, line in enumerate(_wrapped(chart.title, _TITLE)[:3])]
    top = title[-1].y + 64
    picture = Picture(chart, title, Text(24, title[-1].y + 26, ""), top, top + PLOT)
    axis = _axis(chart, picture)
    unit = f"{chart.unit}, {axis.word}" if axis.word else chart.unit
    picture.subtitle = Text(24, title[-1].y + 26, f"{unit[:1].upper()}{unit[1:]}, by the year that the figure is about")
    _scales(picture, axis)
    _place_marks(picture, axis)
    _join(picture)
    _annotate(picture)
    _write_below(picture)
    return picture


def _axis(chart: Chart, picture: Picture) -> Axis:
    """From zero, or from below it where figures are, up to a round number with some room above the highest figure."""
    ends = [e for p in chart.points for e in (p.lower, p.upper) if e is not None] or [Decimal(1)]
    high, low = max(*ends, Decimal(0)), min(*ends, Decimal(0))
    high = high if high > low else Decimal(1)
    rough = (high - low) / _TICKS
    unit = Decimal(10) ** (rough.adjusted())
    step = next(unit * m for m in (1, 2, 5, 10) if unit * m >= rough)
    bottom = (low / step).to_integral_value("ROUND_FLOOR") * step
    count = ((high - bottom) / step).to_integral_value("ROUND_CEILING")
    count += (bottom + count * step - high) < step / 3
    largest = max(abs(bottom), bottom + count * step)
    factor, word = next(((f, w) for f, w in _SCALES if largest >= f), (1, ""))
    return Axis(bottom, bottom + count * step, step, factor, word, picture.top, picture.base)


def _column(picture: Picture) -> float:
    return (picture.right - picture.left) / len(picture.chart.years)


def _middle(picture: Picture, year: int) -> float:
    return picture.left + (year - picture.chart.years[0] + 0.5) * _column(picture)


def _scales(picture: Picture, axis: Axis) -> None:
    """Ticks of both axes, and the years that nobody gives. No year is written nearer than 76 units to the next."""
    value = axis.low
    while value <= axis.high:
        picture.ticks.append(Text(picture.left - 10, axis.y(value), number(value / axis.factor).replace("-", "−")))
        value += axis.step
    column, years = _column(picture), picture.chart.years
    each = next(n for n in (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 5000, 10000) if n * column >= 76)
    for year in years:
        if year % each == 0 or len(years) == 1 or (each == 1):
            picture.years.append(Text(_middle(picture, year), picture.base, str(year)))
        if column >= 6 or year % each == 0:
            picture.strokes.append(_middle(picture, year))
    if not picture.years:
        picture.years.append(Text(_middle(picture, years[0]), picture.base, str(years[0])))
    for year in picture.chart.given_by_nobody:
        x = _middle(picture, year) - column / 2
        if picture.gaps and abs(sum(picture.gaps[-1]) - x) < 0.01:
            picture.gaps[-1] = picture.gaps[-1][0], picture.gaps[-1][1] + column
        else:
            picture.gaps.append((x, column))


def _place_marks(picture: Picture, axis: Axis) -> None:
    """Each figure at its year and height; figures that would cover one another side by side, in the order of the legend."""
    column, groups = _column(picture), []
    for year in picture.chart.years:
        points = [p for p in picture.chart.points if p.year == year]
        groups += _crowds([(p, _extent(p, axis)) for p in points])
    widest = max(len(group) for group in groups)
    picture.radius = max(_SMALLEST, min(6.5, 0.6 * (column - 3) / widest))
    for group in groups:
        gap = min(3.3 * picture.radius, (column - 3) / len(group))
        for slot, point in enumerate(group):
            x = _middle(picture, point.year) + (slot - (len(group) - 1) / 2) * gap
            picture.marks.append(_mark(picture, axis, point, x))


def _extent(point: Point, axis: Axis) -> tuple[float, float]:
    """The heights that a mark takes, from its highest to its lowest, with what it needs around it."""
    y = axis.y(point.at) if point.at is not None else axis.base
    top = axis.y(point.upper) if point.upper is not None else y - (0 if point.no_data else _ARROW)
    bottom = axis.y(point.lower) if point.lower is not None else y + (0 if point.no_data else _ARROW)
    return min(top, y) - 6, max(bottom, y) + 6


def _crowds(placed: list[tuple[Point, tuple[float, float]]]) -> list[list[Point]]:
    """Points whose heights overlap, together; in each crowd in the order in which the chart has them."""
    order = [p for p, _ in placed]
    found: list[tuple[list[Point], float]] = []
    for point, (top, bottom) in sorted(placed, key=lambda item: item[1]):
        if found and top < found[-1][1]:
            found[-1] = [*found[-1][0], point], max(found[-1][1], bottom)
        else:
            found.append(([point], bottom))
    return [sorted(crowd, key=order.index) for crowd, _ in found]


def _mark(picture: Picture, axis: Axis, point: Point, x: float) -> Mark:
    index = picture.chart.publishers.index(point.publisher)
    y = axis.y(point.at) if point.at is not None else axis.base
    kinds = [f"p{index}", *(name for name in ("part", "forecast", "no_data") if getattr(point, name))]
    words = ", ".join(filter(None, (point.period, point.publisher, point.figure, "forecast" if point.forecast else "")))
    return Mark(point, x, y, " ".join(kinds).replace("no_data", "none"), outline(SHAPES[index], picture.radius),
                _bar(point, axis, x, y, picture.radius), *_extent(point, axis), words)  # fmt: skip


def _bar(point: Point, axis: Axis, x: float, y: float, radius: float) -> str:
    """The interval of a figure as a path: a bar with caps, an arrow to the side that is open; empty for one number."""
    if point.no_data:
        return f"M{x - radius:.1f} {y + radius:.1f}L{x + radius:.1f} {y - radius:.1f}"
    cap, path = max(radius * 0.8, 3.0), ""
    for value, sign in ((point.upper, -1), (point.lower, 1)):
        end = y + sign * _ARROW if value is None else axis.y(value)
        if value is None:
            barb = end - sign * cap
            path += f"M{x:.1f} {y:.1f}V{end:.1f}M{x - cap:.1f} {barb:.1f}L{x:.1f} {end:.1f}L{x + cap:.1f} {barb:.1f}"
        elif abs(end - y) > 1.5:
            path += f"M{x:.1f} {y:.1f}V{end:.1f}M{x - cap:.1f} {end:.1f}H{x + cap:.1f}"
    return path


def outline(shape: str, radius: float) -> str:
    """A shape around the origin as a path."""
    edges = _EDGES[shape]
    if not edges:
        return (
            f"M{-radius:.1f} 0A{radius:.1f} {radius:.1f} 0 1 1 {radius:.1f} 0A{radius:.1f} {radius:.1f} 0 1 1 {-radius:.1f} 0Z"
        )
    return "M" + "L".join(f"{a * radius:.1f} {b * radius:.1f}" for a, b in edges) + "Z"


def _join(picture: Picture) -> None:
    """A line from year to year where a publisher gives one figure for each of two whole years in a row."""
    for index, publisher in enumerate(picture.chart.publishers):
        by_year: dict[int, list[Mark]] = {}
        for mark in picture.marks:
            whole = not (mark.point.part or mark.point.forecast or mark.point.no_data)
            if whole and mark.point.publisher == publisher:
                by_year.setdefault(mark.point.year, []).append(mark)
        single = {year: marks[0] for year, marks in by_year.items() if len(marks) == 1}
        path = ""
        for year in sorted(single):
            if year + 1 in single:
                here, there = single[year], single[year + 1]
                path += "" if year - 1 in single else f"M{here.x:.1f} {here.y:.1f}"
                path += f"L{there.x:.1f} {there.y:.1f}"
        if path:
            picture.lines.append((f"p{index}", path))


# --- what is said beside the marks --------------------------------------------------------------------------------------


def _annotate(picture: Picture) -> None:
    """Rings and values for contradictions, dashed brackets for revisions, a word for each forecast; none over another."""
    reach = picture.radius + 3
    taken = [Box(m.x, m.top, m.bottom, 2 * picture.radius) for m in picture.marks]
    marks = {m.point.claim: m for m in picture.marks}
    for link in picture.chart.links:
        drawn = [marks[claim] for claim in link.claims]
        if link.outcome == "contradicts":
            picture.rings += [(m.x, m.y) for m in drawn if (m.x, m.y) not in picture.rings]
            _label_values(picture, link, drawn, taken)
        else:
            _bracket(picture, link, marks[link.sides[0][0]], marks[link.sides[1][0]], reach, taken)
    for mark in picture.marks:
        if mark.point.no_data:
            picture.labels.append(Text(mark.x, mark.y - picture.radius - 5, "N/A"))
        if mark.point.forecast:
            box = _beside(mark, reach, taken, picture)
            picture.labels.append(Text(box.x, box.bottom - 3, "forecast"))


def _label_values(picture: Picture, link: Link, drawn: list[Mark], taken: list[Box]) -> None:
    """The letter of a contradiction and its values, one below the other, over its highest mark."""
    high = min(drawn, key=lambda m: (m.y, m.x))
    x = sum(m.x for m in drawn) / len(drawn)
    heights = {m.point.claim: m.y for m in drawn}
    sides = sorted(zip(link.sides, link.figures, strict=True), key=lambda side: min(heights[c] for c in side[0]))
    figures = [_short(f, 14) for f in dict.fromkeys(figure for _, figure in sides)]
    lines = [link.letter, *figures]
    width = max(_wide(line) for line in lines) * _LABEL
    x = min(max(x, picture.left + width / 2), picture.right - width / 2)
    bottom = high.y - picture.radius - 6
    box = _free(Box(x, bottom - 15 * len(lines), bottom, width), -3.0, taken, picture)
    picture.letters.append(Text(box.x, box.top + 12, link.letter))
    picture.labels += [Text(box.x, box.top + 12 + 15 * (i + 1), figure) for i, figure in enumerate(figures)]


def _bracket(picture: Picture, link: Link, first: Mark, later: Mark, reach: float, taken: list[Box]) -> None:
    """A dashed line below two marks, from the earlier to the later, with an arrowhead there and its letter below."""
    low = max(first.y, later.y) + reach + 10
    box = _free(Box((first.x + later.x) / 2, low - 2, low + 16, max(abs(first.x - later.x), 10.0)), 3.0, taken, picture)
    low, tip = box.top + 2, later.y + picture.radius + 1.5
    picture.brackets.append(f"M{first.x:.1f} {first.y + picture.radius + 1.5:.1f}V{low:.1f}H{later.x:.1f}V{tip:.1f}")
    picture.heads.append(f"M{later.x - 3:.1f} {tip + 5:.1f}L{later.x:.1f} {tip:.1f}L{later.x + 3:.1f} {tip + 5:.1f}")
    picture.letters.append(Text(box.x, low + 14, link.letter))


def _beside(mark: Mark, reach: float, taken: list[Box], picture: Picture) -> Box:
    """The place for the word of a forecast: over its mark or below it, whichever is nearer."""
    width = _wide("forecast") * _LABEL
    x = min(max(mark.x, picture.left + width / 2), picture.right - width / 2)
    over, below = (Box(x, top, top + 15, width) for top in (mark.y - reach - 15, mark.y + reach))
    places = [_free(over, -3.0, [*taken], picture), _free(below, 3.0, [*taken], picture)]
    places.sort(key=lambda box: (any(box.meets(other) for other in taken), abs(box.top - mark.y)))
    taken.append(places[0])
    return places[0]


def _free(box: Box, step: float, taken: list[Box], picture: Picture) -> Box:
    """The nearest place above (below) that nothing takes, within the plot; the first place where there is none."""
    moved = box
    while any(moved.meets(other) for other in taken):
        moved = replace(moved, top=moved.top + step, bottom=moved.bottom + step)
        if moved.top < picture.top - 40 or moved.bottom > picture.base + 4:
            moved = box
            break
    taken.append(moved)
    return moved


def _write_below(picture: Picture) -> None:
    """The legend, publishers on the left and signs on the right; then the notes, line by line."""
    chart, y = picture.chart, picture.base + 78
    for i, name in enumerate(chart.publishers):
        picture.keys.append(Key("", 40, y + i * _ROW, _short(name, _NAME), f"p{i}", outline(SHAPES[i], 7)))
    signs = _samples(picture)
    picture.keys += [Key(sample, WIDTH / 2 + 30, y + i * _ROW, words) for i, (sample, words) in enumerate(signs)]
    y += max(len(chart.publishers), len(signs)) * _ROW + 8
    notes = [f"{link.letter}: {NAMES[link.outcome]}. {link.sentence}" for link in chart.links]
    if chart.left_out:
        notes.append(f"Not drawn, of the same series: {chart.left_out_in_words}.")
    notes.append(f"nkgraph, corpus {chart.corpus_id[:12]}, {chart.as_of}. Figures as printed; nothing here says who is right.")
    for note in notes:
        for i, line in enumerate(_wrapped(note, 126)):
            picture.notes.append(Text(24 + (18 if i else 0), y, line))
            y += 20
        y += 3
    picture.height = y + 4


def _samples(picture: Picture) -> list[tuple[str, str]]:
    """What the signs mean, of those that are there."""
    points = picture.chart.points
    bars = [p for p in points if not p.no_data]
    used = (
        ("line", "one publisher, years in a row", bool(picture.lines)),
        ("part", "hollow: not the whole year", any(p.part for p in points)),
        ("forecast", "dotted: a forecast", any(p.forecast for p in points)),
        (
            "bar",
            "bar: what the words allow",
            any(p.lower is not None and p.upper is not None and p.lower != p.upper for p in bars),
        ),
        ("arrow", "arrow: open on that side", any(p.lower is None or p.upper is None for p in bars)),
        ("none", "N/A: said to have no data", any(p.no_data for p in points)),
        ("gap", "hatched: nobody gives it", bool(picture.gaps)),
        ("ring", "ring: cannot all be true", bool(picture.rings)),
        ("bracket", "dashed: later revised", bool(picture.brackets)),
    )
    return [(sample, words) for sample, words, shown in used if shown]


def _wide(words: str) -> float:
    """About how wide words are, in the height of their letters."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WF" else 0.56 for c in words)


def _short(words: str, room: int) -> str:
    """Words cut to so many ordinary characters."""
    if _wide(words) <= room * 0.56:
        return words
    while _wide(words) > (room - 1) * 0.56:
        words = words[:-1]
    return words.rstrip() + "…"


def _wrapped(words: str, room: int) -> list[str]:
    """Words in lines of so many ordinary characters; a word longer than a line is cut."""
    lines = [""]
    for word in words.split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if _wide(joined) <= room * 0.56:
            lines[-1] = joined
        else:
            lines += [_short(word, room)] if lines[-1] else []
            lines[-1] = lines[-1] or _short(word, room)
    return lines
