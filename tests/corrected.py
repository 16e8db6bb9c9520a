"""A small corpus that contradicts itself, and what is typed to take a claim or an article of it back."""

from __future__ import annotations

from datetime import date

from tests import tiny
from tests.specimens import (
    INTELLIGENCE,
)

WHEN, LATER = "2020-06-15", date(2020, 6, 15).toordinal()
RETRACTED = f'nk:retractedOn "{WHEN}" ; nk:retractedBecause "The table was of another year."'
ERRATUM = 'nk:erratumOn "2026-11-22" ; nk:erratumBecause "We took the year of the line above."'

FIRST, SECOND = "2016-01-04-yonhap-first", "2016-02-01-upi-second"
OTHERS = f"nk:authority agent:{INTELLIGENCE}"


def small(claim: str = "", whole: str = "") -> tiny.Articles:
    """Two articles that contradict each other; something typed on the first claim of the second, or on the second itself."""
    return {
        FIRST: (tiny.head("yonhap", "2016-01-04"), [tiny.arrivals("a2015", "1,275", "2015")]),
        SECOND: (
            tiny.head("upi", "2016-02-01", more=f" ; {whole}" if whole else ""),
            [
                tiny.arrivals("a2015", "1,277", "2015", OTHERS, more=f" ; {claim}" if claim else ""),
                tiny.arrivals("a2014", "1,397", "2014"),
            ],
        ),
    }
