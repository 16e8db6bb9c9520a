"""How an example of the rule series is written, and how what is found is told in one line.

Most are written once and tried twice: upside down, each number n is 4,000 - n, "highest" is "lowest", "rising" is "falling",
"first above" is "first below", "more than" is "less than".
"""

from __future__ import annotations

import re

from nkgraph.findings import Finding, Side
from nkgraph.quantities import QUANTITIES
from nkgraph.register import Register
from nkgraph.vocab import NK, local
from tests.rule_examples import Example, of
from tests.specimens import MINISTRY, article, says

MARK = re.compile(r"(?<=/)example-(\d+)/")  # in the IRIs of an example that stands beside others in one graph
Printed = tuple[str, ...]  # publisher, day of publication, claims
_TURNED = {
    "highest": "lowest", "rising": "falling", "first-above": "first-below", "more-than": "less-than", "more than": "less than",
    "at-least": "at-most", "at least": "at most", "from": "to",
}  # fmt: skip
_TURNED |= {there: here for here, there in _TURNED.items()}
_WORD = re.compile("|".join(rf"(?<=[ :[-]){w}\b|^{w}\b" for w in _TURNED))
_NUMBER = re.compile(r"(?<=nk:value )\d{4}|(?<=nk:from )\d{4}|(?<=nk:to )\d{4}|\d,\d{3}")


# --- in words ---------------------------------------------------------------------------------------------------------


def told(finding: Finding, register: Register) -> str:
    """A finding in one line: what, by whose figures, the sides, the operands, why. Of a series: only what it is held against.

    "highest contradicts by ministry-of-unification [2,914 in 2009] | 2010 2011" was tried on 2010 and 2011 too.
    """
    head, sides = finding.rule, finding.sides
    if finding.rule == "series":
        head, sides = _statement(finding, register), sides[1:]
    by = local(finding.root) if finding.root else ""
    on = " ".join(_about(o, register) for o in finding.operands)
    return line(f"{head} {finding.outcome}", "; ".join(_side(s, register) for s in sides), on, by, finding.reason or "")


def line(verb: str, against: str = "", on: str = "", by: str = MINISTRY, why: str = "") -> str:
    """The same from its parts, as an example expects it."""
    parts = (f"by {by}" if by else "", f"[{against}]" if against else "", f"| {on}" if on else "", f"({why})" if why else "")
    return " ".join(filter(None, (verb, *parts)))


def _statement(finding: Finding, register: Register) -> str:
    claim = finding.sides[0].node
    assert claim is not None, "a series is judged by a statement"
    operation, over = register.graph.iri(claim, NK.operation), register.graph.iri(claim, NK.over)
    return f"{local(operation) if operation else '?'}{f'-over-{local(over)}' if over else ''}"


def _side(side: Side, register: Register) -> str:
    return f"{side.figure} in {_about(side, register)}" if side.kind == "reading" else side.figure


def _about(side: Side, register: Register) -> str:
    """The quantity of a reading as its IRI names it, short for the one that most specimens are about."""
    quantity = register.graph.iri(side.node, NK.quantity) if side.node else None
    path = MARK.sub("", quantity.value).removeprefix(QUANTITIES) if quantity else "?"
    return path.removeprefix("arrivals/south-korea/").removeprefix("arrivals/")


# --- writing an example -------------------------------------------------------------------------------------------------


def upside_down(text: str) -> str:
    """A claim or a finding in which each number is as far below 2,000 as it was above."""
    text = _WORD.sub(lambda m: _TURNED[m[0]], text)
    return _NUMBER.sub(lambda m: _turned_number(m[0]), text)


def _turned_number(text: str) -> str:
    number = 4000 - int(text.replace(",", ""))
    return f"{number:,}" if "," in text else f"{number}"


def both_ways(verb: str, why: str, *articles: Printed, said: tuple[str, ...] = ()) -> list[Example]:
    """The example and the same upside down."""
    turned: list[Printed] = [(publisher, day, *map(upside_down, claims)) for publisher, day, *claims in articles]
    return [
        one_way(verb, why, *articles, said=said),
        one_way(upside_down(verb), why, *turned, said=tuple(map(upside_down, said))),
    ]


def one_way(verb: str, why: str, *articles: Printed, said: tuple[str, ...] = ()) -> Example:
    """The example as it is written."""
    return of(verb, why, *(article(*printed) for printed in articles), said=said)


def states(operation: str, period: str, span: str = "", value: str = "", printed: str = "2018", more: str = "") -> Printed:
    """An article of Yonhap with nothing but a statement about a series."""
    terms = f"nk:operation operation:{operation}"
    terms += f' ; nk:span "{span}"' if span else ""
    return "yonhap", printed, says(value or "exactly", period, more=f"{terms}{f' ; {more}' if more else ''}")


def table(years: str, by: str = MINISTRY, publisher: str = "upi", printed: str = "2020", more: str = "") -> Printed:
    """An article with figures for several years, typed "2009 2914, 2010 more-than 2402"."""
    rows = [row.split(" ", 1) for row in years.split(", ")]
    return publisher, printed, *(says(figure, period, by, more=more) for period, figure in rows)


def where(place: str, figure: str, by: str = MINISTRY, period: str = "2015") -> str:
    """A figure of arrivals somewhere."""
    return says(figure, period, by).replace("south-korea", place)


FALLING = table("2009 2914, 2010 2402, 2011 2306, 2012 1502")
RISING = table("2009 1402, 2010 1506, 2011 1604, 2012 1808")
LACKING, OVERLAP = "membersLacking", "boundsOverlap"
