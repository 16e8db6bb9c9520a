"""The times that a sentence names, in English and Korean, as EDTF: "between January and May 2015", "since 2006", "작년".

Pure. A time that depends on the day it was said ("last year") is only told where that day is known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from nkgraph import numerals, periods
from nkgraph.lexicon import Lexicon

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_BEHIND_A_PART = (*_MONTHS, "ary", "rch", "ril", "une", "uly", "ust", "ber", "sept", "1st", "2nd", "3rd", r"\dth")
_NOT_OF_PART = "".join(rf"(?<!{end}\s)" for end in _BEHIND_A_PART)  # "July of 2019" is more than "of 2019"
_YEAR = r"(?<![0-9.,$])(?:1[89]|20)[0-9]{2}(?![0-9]|,[0-9]|\.[0-9])"
_SHIFTS = {"this": 0, "last": -1, "next": 1, "올해": 0, "지난해": -1, "작년": -1, "내년": 1}
_Y = rf"(?:(?:this|last|next)\s+year\b|올해|지난해|작년|내년|{_YEAR})"
_DAY = r"[0-3]?[0-9](?:st|nd|rd|th)?"
_PART = r"(?:the\s+)?(?:(?:first|second|third|fourth|last)\s+(?:half|quarter)|first\s+(?:[0-9]{1,2}|[a-z]+)\s+months)"
_POINT = (
    rf"(?:[0-9]{{4}}-[0-9]{{2}}(?:-[0-9]{{2}})?(?![0-9-])|{_PART}\s+(?:of\s+)?{_Y}|{_MONTH}\s+{_DAY},?\s+(?:of\s+)?{_Y}"
    rf"|{_DAY}\s+(?:of\s+)?{_MONTH},?\s+(?:of\s+)?{_Y}|{_MONTH},?\s+(?:of\s+)?{_Y}|(?:the\s+)?\b(?:1[89]|20)[0-9]0s\b"
    rf"|(?:{_YEAR}년|올해|지난해|작년)\s*(?:[01]?[0-9]월(?:\s*[0-3]?[0-9]일)?|[상하]반기)?|(?:this|last)\s+month\b|{_Y})"
)
_SHORT = rf"(?:{_POINT}|{_MONTH}(?:\s+{_DAY})?|[01]?[0-9](?:월|(?=\s*[-~–]\s*[01]?[0-9]월)))"  # may lack the year
_RANGE = (
    rf"(?:\b(?:from|between|in|during|for|of)\s+)?(?P<a>{_SHORT})\s*(?:\bto\b|\band\b|\bthrough\b|\buntil\b|부터|에서|[-–—~/])\s*"
    rf"(?P<b>{_POINT}|\.\.)"
)
_KOREAN_RANGE = (
    rf"(?P<y>{_YEAR}년|올해|지난해|작년)\s*(?P<a>[01]?[0-9])월?\s*(?:부터|에서|[-~–])\s*(?P<b>[01]?[0-9])월(?:까지)?"
)
_BASE = (
    rf"\b(?:than|compared\s+(?:to|with)|against|versus|from|over|since)\s+(?:(?:that|those|the\s+figure)\s+)?"
    rf"(?:(?:in|of|for|during)\s+)?(?P<a>{_POINT})"
)
_YEAR_BEFORE = re.compile(
    r"\b(?:(?:than|from|over|compared\s+(?:to|with))\s+(?:in\s+)?(?:the\s+(?:previous|preceding)\s+year|the\s+year\s+before"
    r"|a\s+year\s+(?:earlier|before))|year-on-year)\b",
    re.IGNORECASE,
)
_TIMES = [  # the first that is found is the period
    ("so far", rf"(?:\bso\s+far\s+(?:in\s+)?(?P<a>{_Y})|(?:\bin\s+)?(?P<b>{_Y})\s+(?:so\s+far|to\s+date)\b)"),
    ("since", rf"\b(?:ever\s+)?since\s+(?:the\s+(?:start|beginning)\s+of\s+)?(?P<a>{_POINT})"
              rf"|(?P<b>{_POINT})\s*(?:이후|이래|부터)"),
    ("end", rf"\b(?:at|by)\s+the\s+end\s+of\s+(?P<a>{_POINT})|(?P<b>{_YEAR}년)\s*말"),
    ("until", rf"\b(?:by|until|till|through)\s+(?P<a>{_POINT})|(?P<b>{_POINT})\s*까지"),
    ("in", rf"\b(?:in|during|for|{_NOT_OF_PART}of|throughout|within|on|as\s+of|as\s+at)\s+"
           rf"(?:(?:all|the\s+whole)\s+of\s+|(?:the\s+)?year\s+)?"
           rf"(?P<a>{_POINT})"),
    ("in", rf"(?P<a>{_POINT})"),
    ("now", r"\b(?P<a>now|today|currently|at\s+present)\b"),
]  # fmt: skip
_AGAINST = re.compile(r"\b(?:before|after|than|against|from|around|about|to)\s+$", re.IGNORECASE)
_PER = re.compile(
    r"\b(?:a|per|each|every)\s+(month|year|week|day)\b(?!\s+(?:earlier|before|ago))|\b(month|year)ly\b", re.IGNORECASE
)
_DURATIONS = {"month": "P1M", "year": "P1Y", "week": "P1W", "day": "P1D"}
_STRONG = re.compile(r"than|compared|against|versus", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]+(?:[.,][0-9]+)*")


class _UndatedError(Exception):
    """A time that depends on the day it was said."""


@dataclass(frozen=True)
class Time:
    """Characters [start, end) of the sentence, and the time they name; None where it depends on the day it was said."""

    start: int
    end: int
    text: str | None


@dataclass(frozen=True)
class Times:
    """A sentence, which of its characters are still free, the number words, and the day it was said."""

    text: str
    free: Callable[[int, int], bool]
    lexicon: Lexicon
    on: date | None

    def _told(self, m: re.Match[str], tell: Callable[..., str | None], *words: object) -> Time | None:
        """The time that a match names, told by `tell`; None where its characters are taken or no calendar has it."""
        if not self.free(*m.span()):
            return None
        try:
            text = tell(*words)
        except _UndatedError:
            return Time(*m.span(), None)
        return None if text is None else Time(*m.span(), text)

    def range(self) -> Time | None:
        """The first stretch with two ends: "from 2001 to 2009"."""
        matches = (m for pattern in (_KOREAN_RANGE, _RANGE) for m in _found(pattern, self.text))
        found = (self._told(m, self._interval, m) for m in matches)
        return next((time for time in found if time is not None), None)

    def period(self) -> Time | None:
        """The first time that is named in any other way."""
        for kind, pattern in _TIMES:
            for m in _found(pattern, self.text):
                if kind == "in" and self._no_period(m):
                    continue
                if (time := self._told(m, self._time, kind, m)) is not None:
                    return time
        return None

    def base(self, relative: bool) -> Time | None:
        """What a figure is told against: "than in 2011"; with `relative`, also "from 2011" and "since 2011"."""
        for m in _found(_BASE, self.text):
            if relative or _STRONG.match(m.group()):
                return self._told(m, self._point, m["a"])
        return None

    def year_before(self, period: str | None) -> Time | None:
        """ "Than the year before", where the year is known."""
        m = _YEAR_BEFORE.search(self.text)
        if m is None or not self.free(*m.span()) or period is None or not re.fullmatch(r"[0-9]{4}", period):
            return None
        return Time(*m.span(), f"{int(period) - 1:04}")

    def per(self) -> Time | None:
        """ "A month", "monthly": the duration that a mean is for."""
        m = _PER.search(self.text)
        return Time(*m.span(), _DURATIONS[(m[1] or m[2]).lower()]) if m is not None and self.free(*m.span()) else None

    def _interval(self, m: re.Match[str]) -> str | None:
        if "y" in m.groupdict():
            year = self._point(m["y"])
            return checked(f"{year}-{int(m['a']):02}/{year}-{int(m['b']):02}") if year else None
        if re.search(r"\band\b", self.text[m.end("a") : m.start("b")], re.I) and not re.match("between", m.group(), re.I):
            return None  # "in 2014 and 2015": in each, or in both
        if m["b"] == "..":
            start = self._point(m["a"])
            return checked(f"{start}/..") if start else None
        end = self._point(m["b"])
        if end is None:
            return None
        start = self._point(m["a"] if re.search(rf"{_Y}|^[0-9]{{4}}", m["a"], re.IGNORECASE) else f"{m['a']} {end[:4]}")
        return checked(f"{start.split('/')[0]}/{end.split('/')[-1]}") if start else None

    def _no_period(self, m: re.Match[str]) -> bool:
        """A bare year that may be the figure itself, or stands behind a word that makes it something else."""
        if m.start() != m.start("a"):
            return False
        others = (n for n in _DIGITS.finditer(self.text) if self.free(*n.span()) and n.start() != m.start())
        alone = re.fullmatch(_YEAR, m["a"]) is not None and next(others, None) is None
        return alone or _AGAINST.search(self.text[max(0, m.start() - 20) : m.start()]) is not None

    def _time(self, kind: str, m: re.Match[str]) -> str | None:
        words = m["a"] or m.groupdict().get("b") or ""
        if kind == "now":
            return self._said_on().isoformat()
        point = self._point(words)
        if point is None:
            return None
        if kind == "so far":
            today = self._said_on()
            return f"{today.year}-01-01/{today.isoformat()}" if point == str(today.year) else None
        if kind == "end":
            return date.fromordinal(periods.parse(point).last or 1).isoformat()
        if kind == "since":
            return checked(f"{point.split('/')[0]}/..")
        return checked(f"../{point.split('/')[-1]}") if kind == "until" else point

    def _said_on(self) -> date:
        if self.on is None:
            raise _UndatedError
        return self.on

    def _point(self, words: str) -> str | None:
        """A stretch of time that words name, in EDTF; None where there is no such time; _UndatedError where it depends."""
        low = words.lower().strip()
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?", low):
            return checked(low)
        if decade := re.search(r"([0-9]{3})0s", low):
            return f"{decade[1]}X"
        if month := re.fullmatch(r"(this|last)\s+month", low):
            today = self._said_on()
            before = today.year * 12 + today.month - 1 + _SHIFTS[month[1]]
            return f"{before // 12:04}-{before % 12 + 1:02}"
        if relative := re.search(r"\b(this|last|next)\s+year|(올해|지난해|작년|내년)", low):
            year = str(self._said_on().year + _SHIFTS[relative[1] or relative[2]])
            low = low[: relative.start()] + low[relative.end() :]
        elif found := re.search(_YEAR, low) or re.search(r"[0-9]{4}$", low):
            year, low = found.group(), low[: found.start()] + low[found.end() :]
        else:
            return None
        return checked(year + (self._within_year(low, year) or ""))

    def _within_year(self, low: str, year: str) -> str | None:
        """What words beside a year narrow it to, in EDTF: "-06", "-06-14", "-01/2015-10"."""
        numbers = {w: n.number for w, n in self.lexicon.numbers.items() if n.number is not None}
        if part := re.search(r"([a-z]+)\s+(half|quarter)", low):
            parts = 2 if part[2] == "half" else 4
            nth = parts if part[1] == "last" else int(numbers.get(part[1], Decimal(0)))
            return f"-{(nth - 1) * 12 // parts + 1:02}/{year}-{nth * 12 // parts:02}" if 0 < nth <= parts else "-99"
        if half := re.search(r"[상하]반기", low):
            return f"-01/{year}-06" if half.group()[0] == "상" else f"-07/{year}-12"
        if first := re.search(r"first\s+(\w+)\s+months", low):
            last = numerals.digits(first[1]) or numbers.get(first[1], Decimal(0))
            return f"-01/{year}-{int(last):02}"
        if korean := re.search(r"([0-9]{1,2})월(?:\s*([0-9]{1,2})일)?", low):
            return f"-{int(korean[1]):02}" + (f"-{int(korean[2]):02}" if korean[2] else "")
        if english := re.search(rf"\b{_MONTH}", low):
            day = re.search(r"[0-9]{1,2}", low)
            month = _MONTHS.index(english.group()[:3]) + 1
            return f"-{month:02}" + (f"-{int(day.group()):02}" if day else "")
        return None


def _found(pattern: str, text: str) -> Iterator[re.Match[str]]:
    """Compiled by the first sentence, and kept by `re`: whoever reads none does not wait for these long patterns."""
    return re.finditer(pattern, text, re.IGNORECASE)


def checked(text: str) -> str | None:
    """The period, or None where no calendar has it."""
    try:
        periods.parse(text)
    except periods.PeriodError:
        return None
    return text
