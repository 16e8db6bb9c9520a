"""Times as archivists write them (EDTF) and as they are compared: whole days.

A period is half-open, [start, end), in days since 0001-01-01 (which is day 1, as in `datetime.date.toordinal`); an
open end is None. Source: Library of Congress, Extended Date/Time Format, levels 0 to 2; the parser is the edtf library.
"""

from __future__ import annotations

import re
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import date
from functools import cache
from io import StringIO
from typing import Any

UNSTATED = "unstated"
_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?[~?%]?")
_DECADE = re.compile(r"([1-9][0-9]{2})X")
_HALF_OPEN = re.compile(r"\s*\S+/\s*|/\S+")
_NO_YEAR = re.compile(r"(^|[/\[{,])(X|\d?X{3}|\d{0,3}X+\d)")
_NO_MONTH = re.compile(r"-(\dX|X\d)")


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
    period = _everyday(text) or _by_library(text)
    if period.start is not None and period.end is not None and period.start >= period.end:
        raise PeriodError(f'"{text}" ends before it begins. Turn its two ends round.')
    if period.end is not None and period.end > date.max.toordinal():
        raise _far(text)
    return period


def _everyday(text: str) -> Period | None:
    """The forms that archivists use every day, without the library (which takes 20 ms for each): a day, month, year or
    decade, with or without a qualifier, an interval of two, one of a set of them."""
    if text[:1] == "[" and text[-1:] == "]" and "," in text:
        members = [days for part in text[1:-1].split(",") if (days := _single(part)) is not None]
        whole = len(members) == text.count(",") + 1
        return Period(min(start for start, _ in members), max(end for _, end in members)) if whole else None
    if text.count("/") == 1:
        first, last = ((None, None) if part == ".." else _single(part) for part in text.split("/"))
        return Period(first[0], last[1]) if first is not None and last is not None else None
    days = _single(text)
    return Period(*days) if days is not None else None


def _single(text: str) -> tuple[int, int] | None:
    """The days of a plain day, month, year or decade."""
    if decade := _DECADE.fullmatch(text):
        year = int(decade[1]) * 10
        return _day(text, year, 1, 1), _day(text, year + 10, 1, 1)
    plain = _DAY.fullmatch(text)
    return _plain(text, *plain.groups()) if plain else None


def _by_library(text: str) -> Period:
    if _HALF_OPEN.fullmatch(text):
        raise PeriodError(f'"{text}" leaves one end unknown. Write ".." for an open end: "2006/..".')
    if _NO_YEAR.search(text):
        raise PeriodError(f'"{text}" has no known year. Write "{UNSTATED}", or the years that the source allows.')
    if _NO_MONTH.search(text):
        raise PeriodError(f'"{text}" leaves a digit unknown. Write the months that the source allows: "2015-10/2015-12".')
    import edtf

    try:
        with redirect_stdout(StringIO()):  # the library prints what it tried
            parsed = edtf.parse_edtf(text)
        first, last = parsed.lower_strict(), parsed.upper_strict()
    except (edtf.EDTFParseException, ValueError, AttributeError, TypeError, OverflowError) as error:
        raise PeriodError(f'"{text}" is not a date in EDTF. Write "2015", "2015-06", "2015-01/2015-05", "2006/..".') from error
    return Period(_ordinal(text, first, 0), _ordinal(text, last, 1))


def _plain(text: str, year_text: str, month_text: str | None, day_text: str | None) -> tuple[int, int]:
    year = int(year_text)
    if month_text is None:
        return _day(text, year, 1, 1), _day(text, year + 1, 1, 1)
    month = int(month_text)
    if day_text is not None:
        start = _day(text, year, month, int(day_text))
        return start, start + 1
    if 21 <= month <= 41:  # a season of EDTF level 1, or a part of the year of level 2
        return _season(text, year, month)
    return _day(text, year, month, 1), _day(text, year + (month == 12), month % 12 + 1, 1)


def _season(text: str, year: int, code: int) -> tuple[int, int]:
    if not 33 <= code <= 41:  # quarters, quadrimesters, semesters have months; "summer" has a hemisphere
        raise PeriodError(f'"{text}" is a season. Write the months that the source means: "2015-06/2015-08".')
    length, index = (3, code - 33) if code <= 36 else (4, code - 37) if code <= 39 else (6, code - 40)
    first = index * length + 1
    after = first + length
    return _day(text, year, first, 1), _day(text, year + (after > 12), (after - 1) % 12 + 1, 1)


def _day(text: str, year: int, month: int, day: int) -> int:
    if not date.min.year <= year <= date.max.year:
        raise _far(text)
    try:
        return date(year, month, day).toordinal()
    except ValueError as error:
        raise PeriodError(f'"{text}" is not a day of the calendar. Look at the month and the day again.') from error


def _far(text: str) -> PeriodError:
    return PeriodError(f'"{text}" lies outside 0001-01-01 to 9999-12-30. Write ".." for an open end: "2006/..".')


def _ordinal(text: str, value: Any, plus: int) -> int | None:
    if isinstance(value, float):  # the library's open end: plus or minus infinity
        return None
    return _day(text, value.tm_year, value.tm_mon, value.tm_mday) + plus


def canonical(text: str) -> str:
    """The shortest EDTF text for the same days, so that "2015-01/2015-12" and "2015" are one period.

    A qualifier (~ ? %) is kept as a mark behind the last date: "about 1995" is not 1995.
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
            if end == "..":
                return f"{begin}{mark}/.."
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
