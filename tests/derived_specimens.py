"""How an example of a derived figure is written."""

from __future__ import annotations

import re

from tests.specimens import MINISTRY, says

ALL = "nk:sex sex:all"
ELEVEN = 'nk:period "2011"'
OWN, ROOT = "derivation agrees by own", "derivation agrees by ministry-of-unification"
MIXED = "derivation agrees by own and ministry-of-unification"
LATER, OPEN = "derivation agrees (laterFigure)", "derivation undetermined (partsOpen)"
UNPUBLISHED = "derivation undetermined (publishedLater)"


def derived(
    operation: str, figure: str, base: str = ELEVEN, unit: str = "percent", *, by: str = MINISTRY, more: str = "",
    measure: str = "arrivals", period: str = "2015",
) -> str:  # fmt: skip
    """A figure that follows from two others: what is typed of its base is a node of its own, named after what it says."""
    node = re.sub("[^a-z0-9]+", "-", f"base {base}".lower()).strip("-")
    extra = f"{more} ; " if more else ""
    return (
        says(figure, period, by, measure, f"{extra}nk:operation operation:{operation} ; nk:unit unit:{unit} ; nk:base <{node}>")
        + f" . <{node}> {base}"
    )


def mean(figure: str, per: str = "P1M", period: str = "2015", by: str = MINISTRY) -> str:
    """A mean of arrivals for each month, year or day of a period."""
    return says(figure, period, by, more=f'nk:operation operation:mean-per ; nk:per "{per}"')


def down(figure: str = "52.8", by: str = MINISTRY) -> str:
    """A fall in percent since 2011."""
    return derived("decrease", figure, by=by)


def now(figure: str = "1277", by: str = MINISTRY) -> str:
    """The figure of 2015."""
    return says(figure, by=by)


def then(figure: str = "2706", by: str = MINISTRY) -> str:
    """The figure of 2011."""
    return says(figure, "2011", by)
