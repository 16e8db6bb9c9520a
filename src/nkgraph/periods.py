"""Times as archivists write them (EDTF) and as they are compared: whole days.

A period is half-open, [start, end), in days since 0001-01-01 (which is day 1, as in `datetime.date.toordinal`); an
open end is None. Source: Library of Congress, Extended Date/Time Format, levels 0 to 2; the parser is the edtf library.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

UNSTATED = "unstated"
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$")
_DECADE = re.compile(r"([1-9]\d\d)X$")


class PeriodError(ValueError):
    """The text is no period that can be compared; the message says why and what to write."""


@dataclass(frozen=True)
class Period:
    """Days [start, end); None where open."""

    start: int | None
    end: int | None

    def __str__(self) -> str:
        def day(number: int | None) -> str:
            return date.fromordinal(number).isoformat() if number is not None else ".."

        return f"{day(self.start)}/{day(self.end)}"

    @property
    def last(self) -> int | None:
        """The last day itself, None where open."""
        return None if self.end is None else self.end - 1


@cache
def parse(text: str) -> Period:
    """The days of an EDTF text. Refuses what EDTF allows but nobody can compare ("2006/", "XXXX")."""
    if (period := _everyday(text)) is not None:
        return period
    if re.fullmatch(r"\s*\S+/\s*|/\S+", text):
        raise PeriodError(f'"{text}" leaves one end unknown. Write ".." for an open end: "2006/..".')
    if re.search(r"(^|[/\[{,])(X|\d?X{3}|\d{0,3}X+\d)", text):
        raise PeriodError(f'"{text}" has no known year. Write "{UNSTATED}", or the years that the source allows.')
    import edtf

    try:
        parsed = edtf.parse_edtf(text)
        period = Period(_ordinal(parsed.lower_strict(), 0), _ordinal(parsed.upper_strict(), 1))
    except (edtf.EDTFParseException, ValueError, AttributeError, TypeError, OverflowError) as error:
        raise PeriodError(f'"{text}" is not a date in EDTF. Write "2015", "2015-06", "2015-01/2015-05", "2006/..".') from error
    return _ordered(text, period)


def _everyday(text: str) -> Period | None:
    """The forms that archivists use every day, without the library (which takes 20 ms for each): a day, month, year or
    decade, with or without a qualifier, an interval of two, one of a set of them."""
    if text[:1] == "[" and text[-1:] == "]" and ".." not in text:
        ends = [_everyday(part) for part in text[1:-1].split(",")]
    elif text.count("/") == 1:
        ends = [Period(None, None) if part == ".." else _everyday(part) for part in text.split("/")]
    else:
        if decade := _DECADE.match(text):
            return Period(date(int(decade[1]) * 10, 1, 1).toordinal(), date(int(decade[1]) * 10 + 10, 1, 1).toordinal())
        plain = _DAY.match(text.rstrip("~?%")) if len(text) - len(text.rstrip("~?%")) <= 1 else None
        return _plain(text, plain) if plain else None
    if not all(ends):
        return None
    period = Period(ends[0].start, ends[-1].end)  # type: ignore[union-attr]  # all are periods
    return _ordered(text, period)


def _ordered(text: str, period: Period) -> Period:
    if period.start is not None and period.end is not None and period.start >= period.end:
        raise PeriodError(f'"{text}" ends before it begins. Turn its two ends round.')
    return period


def _plain(text: str, match: re.Match[str]) -> Period:
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        start = date(year, month or 1, day or 1)
        if day:
            return Period(start.toordinal(), start.toordinal() + 1)
        end = date(year + (month in (0, 12)), month % 12 + 1 if month else 1, 1)
    except ValueError as error:
        if 21 <= month <= 41 and not day:  # a season of EDTF level 1
            return _season(year, month, text)
        raise PeriodError(f'"{text}" is not a day of the calendar. Look at the month and the day again.') from error
    return Period(start.toordinal(), end.toordinal())


def _season(year: int, code: int, text: str) -> Period:
    if not 33 <= code <= 41:  # quarters, quadrimesters, semesters have months; "summer" has a hemisphere
        raise PeriodError(f'"{text}" is a season. Write the months that the source means: "2015-06/2015-08".')
    length, index = (3, code - 33) if code <= 36 else (4, code - 37) if code <= 39 else (6, code - 40)
    first = index * length + 1
    after = first + length
    return Period(date(year, first, 1).toordinal(), date(year + (after > 12), (after - 1) % 12 + 1, 1).toordinal())


def _ordinal(value: Any, plus: int) -> int | None:
    if isinstance(value, float):  # the library's open end: plus or minus infinity
        return None
    return date(value.tm_year, value.tm_mon, value.tm_mday).toordinal() + plus


def canonical(text: str) -> str:
    """The shortest EDTF text for the same days, so that "2015-01/2015-12" and "2015" are one period.

    A qualifier (~ ? %) is kept as a mark at the end: "about 1995" is not 1995.
    """
    period = parse(text)
    mark = "~" if re.search(r"[~?%]", text) else ""
    if period.start is None and period.end is None:
        return "../.."
    first = None if period.start is None else date.fromordinal(period.start)
    after = None if period.end is None else date.fromordinal(period.end)
    for form in (_year_form, _month_form, _day_form):
        begin = ".." if first is None else form(first)
        if (end := ".." if after is None else form(after, before=True)) is not None and begin is not None:
            return (begin if begin == end else f"{begin}/{end}") + mark
    raise AssertionError("days always have a form")


def _year_form(day: date, *, before: bool = False) -> str | None:
    """The year that begins on this day or, with `before`, that ended the day before."""
    return f"{day.year - before:04}" if (day.month, day.day) == (1, 1) else None


def _month_form(day: date, *, before: bool = False) -> str | None:
    if day.day != 1:
        return None
    month = date.fromordinal(day.toordinal() - before)
    return f"{month.year:04}-{month.month:02}"


def _day_form(day: date, *, before: bool = False) -> str:
    return date.fromordinal(day.toordinal() - before).isoformat()
