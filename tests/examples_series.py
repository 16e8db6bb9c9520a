"""Small corpora for the rule series: statements that it must judge, and those on which it must keep silent.

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
from tests.specimens import INTELLIGENCE, MINISTRY, UNSTATED, article, says

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


FALLING = table("2009 2914, 2010 2402, 2011 2306, 2012 1502")
RISING = table("2009 1402, 2010 1506, 2011 1604, 2012 1808")
LACKING, OVERLAP = "membersLacking", "boundsOverlap"


# --- highest, lowest ----------------------------------------------------------------------------------------------------


def _highest_agrees() -> list[Example]:
    verb, of_two, of_three = "highest agrees", states("highest", "2009", "2009/2010"), states("highest", "2009", "2009/2011")
    four = states("highest", "2009", "2009/2012")
    three = line("highest undetermined", on="2009 2010 2011", why=LACKING)
    return [
        *both_ways(verb, "all years known", four, FALLING, said=(line(verb, on="2009 2010 2011 2012"),)),
        *both_ways(verb, "bounds that do not meet", of_two, table("2009 more-than 2850, 2010 at-most 2402"),
                   said=(line(verb, on="2009 2010"),)),
        *both_ways(verb, "twelve months are a year", of_two, table("2009-01/2009-12 2914, 2010 2402"),
                   said=(line(verb, on="2009 2010"),)),
        *both_ways(verb, "years of two articles on one root", of_two, table("2009 2914"),
                   table("2010 2402", publisher="arirang"), said=(line(verb, on="2009 2010"),)),
        one_way(verb, "each root for itself", of_two, table("2009 2914, 2010 2402"),
                   table("2009 2914, 2010 2404", INTELLIGENCE, "arirang"),
                   said=(line(verb, on="2009 2010"), line(verb, on="2009 2010", by=INTELLIGENCE),
                         line("same-quantity agrees", "2,914 in 2009", by=""),
                         line("same-quantity contradicts", "2,402 in 2010; 2,404 in 2010", by=""))),
        *both_ways(verb, "no span", states("highest", "2009"), FALLING),
        *both_ways(verb, "a year is missing", four, table("2009 2914, 2010 2402, 2011 2306"), said=(three,)),
        *both_ways(verb, "bounds that overlap", of_two, table("2009 about 1290, 2010 about 1285")),
        *both_ways(verb, "years on sibling roots", of_two, table("2009 2914"), table("2010 2402", INTELLIGENCE, "arirang")),
        *both_ways(verb, "unknown roots", of_two, table("2009 2914, 2010 2402", UNSTATED)),
        *both_ways(verb, "a figure to date", of_two, table("2009 2914, 2010-01/2010-11 2402")),
        *both_ways(verb, "about a year", of_two, table("2009 2914, 2010~ 2402")),
        *both_ways(verb, "another place", of_two, table("2009 2914"),
                   ("arirang", "2020", says("2402", "2010").replace("south-korea", "japan"))),
        *both_ways(verb, "a forecast", of_two, table("2009 2914"),
                   ("arirang", "2009", says("2402", "2010").replace("nk:Claim", "nk:Forecast"))),
        one_way(verb, "an article that contradicts itself", of_three, table("2009 2914, 2010 2402"),
                   table("2011 1397, 2011 1514", publisher="arirang"),
                   said=(line("within-article contradicts", "1,397 in 2011; 1,514 in 2011", by=""),)),
    ]  # fmt: skip


def _highest_undetermined() -> list[Example]:
    verb = "highest undetermined"
    known = table("2009 2914, 2010 2402, 2011 2306")
    three = line(verb, on="2009 2010 2011", why=LACKING)
    return [
        *both_ways(verb, "two of three others", states("highest", "2009", "2009/2012"), known, said=(three,)),
        *both_ways(verb, "half of the others", states("highest", "2009", "2009/2013"), known, said=(three,)),
        *both_ways(verb, "one overlaps", states("highest", "2009", "2009/2012"),
                   table("2009 2914, 2010 2402, 2011 2306, 2012 more-than 2700"), said=(three,)),
        *both_ways(verb, "a year not over when printed", states("highest", "2009", "2009/2012", printed="2012-11"), FALLING,
                   said=(three,)),
        *both_ways(verb, "fewer than half of the others", states("highest", "2009", "2009/2014"), known),
        *both_ways(verb, "one of two others", states("highest", "2009", "2009/2011"), table("2009 2914, 2010 2402")),
        *both_ways(verb, "the year itself unknown", states("highest", "2008", "2008/2011"), known),
        *both_ways(verb, "refuted", states("highest", "2010", "2009/2012"), known,
                   said=(line("highest contradicts", "2,914 in 2009", on="2010 2011"),)),
    ]  # fmt: skip


def _highest_contradicts() -> list[Example]:
    verb, of_2011 = "highest contradicts", states("highest", "2011", "2009/2012")
    two, against = states("highest", "2010", "2009/2010"), "2,914 in 2009"
    taken_back = table("2009 2914", printed="2019"), table("2009 2106", publisher="arirang", printed="2020")
    return [
        *both_ways(verb, "a higher year", two, FALLING, said=(line(verb, against, on="2010"),)),
        *both_ways(verb, "two higher years", of_2011, FALLING, said=(line(verb, f"{against}; 2,402 in 2010", on="2011 2012"),)),
        *both_ways(verb, "no span", states("highest", "2010"), FALLING, said=(line(verb, against, on="2010 2011 2012"),)),
        *both_ways(verb, "most years missing", states("highest", "2010", "1998/2012"), table("2009 2914, 2010 2402"),
                   said=(line(verb, against, on="2010"),)),
        *both_ways(verb, "a bound", two, table("2009 more-than 2900, 2010 2402"),
                   said=(line(verb, "more than 2,900 in 2009", on="2010"),)),
        *both_ways(verb, "printed on the day after the year", states("highest", "2010", printed="2012-01-01"),
                   table("2010 2402, 2011 2914"), said=(line(verb, "2,914 in 2011", on="2010"),)),
        *both_ways(verb, "outside the span", states("highest", "2010", "2010/2012"), FALLING,
                   said=(line("highest agrees", on="2010 2011 2012"),)),
        *both_ways(verb, "a year that had not begun", states("highest", "2010", printed="2010-12-31"),
                   table("2010 2402, 2011 2914")),
        *both_ways(verb, "a year not over when printed", states("highest", "2010", printed="2011-12-31"),
                   table("2010 2402, 2011 2914")),
        *both_ways(verb, "a tie", two, table("2009 2914, 2010 2914"), said=(line("highest agrees", on="2009 2010"),)),
        *both_ways(verb, "bounds that overlap", two, table("2009 about 1290, 2010 about 1285")),
        *both_ways(verb, "a root of its own", two, table("2010 2402"), table("2009 2914", INTELLIGENCE, "arirang")),
        *both_ways(verb, "unknown roots", two, table("2009 2914, 2010 2402", UNSTATED)),
        *both_ways(verb, "a figure over two years", states("highest", "2010"), table("2010 2402, 2011/2012 2914")),
        *both_ways(verb, "a figure to date", states("highest", "2010"), table("2010 2402, 2011-01/2011-11 2914")),
        *both_ways(verb, "no year is named", states("highest", "unstated"), FALLING),
        one_way(verb, "a value that the root took back", two, table("2010 2402"), *taken_back,
                   said=(line("same-quantity revised", "2,914 in 2009; 2,106 in 2009", by=""),
                         line("highest agrees", on="2009 2010"))),
        *both_ways(verb, "before a span without an end", states("highest", "2011", "2010/..", printed="2020"),
                   table("2009 2914, 2011 2706")),
        *both_ways(verb, "after a span without a beginning", states("highest", "2010", "../2011"),
                   table("2010 2402, 2012 2706")),
        *both_ways(verb, "perhaps printed before that year", states("highest", "2010", printed="2011/2015"),
                   table("2010 2402, 2014 2706")),
        one_way(verb, "if rounded", two, table("2009 2300, 2010 2277")),
    ]  # fmt: skip


# --- highest of all places ----------------------------------------------------------------------------------------------


def _where(place: str, figure: str, by: str = MINISTRY, period: str = "2015") -> str:
    return says(figure, period, by).replace("south-korea", place)


def _over(place: str, *figures: str, printed: str = "2018") -> tuple[Printed, Printed]:
    """A statement that a place has the most of all, and the figures of another article."""
    _, _, claim = states("highest", "2015", more="nk:over nk:place")
    return ("yonhap", printed, claim.replace("south-korea", place)), ("upi", "2020", *figures)


def _highest_over_places() -> list[Example]:
    verb, texas = "highest-over-place contradicts", _where("us-tx", "1402")
    against = line(verb, "2,914 in us-ca/2015", on="us-tx/2015")
    japan = line(verb, "2,914 in japan/2015", on="germany/2015")
    return [
        *both_ways(verb, "another state", *_over("us-tx", texas, _where("us-ca", "2914")), said=(against,)),
        *both_ways(verb, "another country", *_over("germany", _where("germany", "1402"), _where("japan", "2914")),
                   said=(japan,)),
        *both_ways(verb, "a bound", *_over("us-tx", texas, _where("us-ca", "more-than 2900")),
                   said=(line(verb, "more than 2,900 in us-ca/2015", on="us-tx/2015"),)),
        *both_ways(verb, "two articles", *_over("us-tx", texas), ("arirang", "2019", _where("us-ca", "2914")), said=(against,)),
        one_way(verb, "the country of the state", *_over("us-tx", texas, _where("us", "2914"))),
        *both_ways(verb, "a state of another country", *_over("germany", _where("germany", "1402"), _where("us-ca", "2914"))),
        *both_ways(verb, "another year", *_over("us-tx", texas, _where("us-ca", "2914", period="2014"))),
        *both_ways(verb, "a root of its own", *_over("us-tx", texas, _where("us-ca", "2914", INTELLIGENCE))),
        *both_ways(verb, "unknown roots",
                   *_over("us-tx", _where("us-tx", "1402", UNSTATED), _where("us-ca", "2914", UNSTATED))),
        *both_ways(verb, "a tie", *_over("us-tx", texas, _where("us-ca", "1402"))),
        *both_ways(verb, "bounds that overlap", *_over("us-tx", texas, _where("us-ca", "about 1400"))),
        *both_ways(verb, "lower", *_over("us-tx", texas, _where("us-ca", "1206"))),
        *both_ways(verb, "its own figure unknown", *_over("us-tx", _where("us-ca", "2914"))),
        one_way(verb, "a continent against its country",
                *_over("germany", _where("germany", "1402"), _where("europe", "2914"))),
        *both_ways(verb, "a continent against a country elsewhere",
                   *_over("japan", _where("japan", "1402"), _where("europe", "2914"))),
        *both_ways(verb, "a country against a continent", *_over("europe", _where("japan", "2914"), _where("europe", "1402"))),
        *both_ways(verb, "a league of which nobody says who is in it",
                   *_over("japan", _where("japan", "1402"), _where("g20", "2914"))),
        *both_ways(verb, "those of no known state", *_over("us-tx", texas, _where("us-unallocated", "2914"))),
    ]  # fmt: skip


# --- rising and falling from year to year -------------------------------------------------------------------------------


def _steadily_agrees() -> list[Example]:
    verb, four = "steadily-rising agrees", states("steadily-rising", "2009/2012")
    three, two = states("steadily-rising", "2009/2011"), states("steadily-rising", "2009/2010")
    undetermined = line("steadily-rising undetermined", on="2009 2010 2011", why=LACKING)
    return [
        *both_ways(verb, "four years", four, RISING, said=(line(verb, on="2009 2010 2011 2012"),)),
        *both_ways(verb, "hedged and apart", two, table("2009 about 1300, 2010 about 1600"),
                   said=(line(verb, on="2009 2010"),)),
        *both_ways(verb, "up to now", states("steadily-rising", "2009/..", printed="2012-06"), RISING,
                   said=(line(verb, on="2009 2010 2011"),)),
        *both_ways(verb, "from the first whole year on", states("steadily-rising", "2008-07/2010"), RISING,
                   said=(line(verb, on="2009 2010"),)),
        *both_ways(verb, "no change", two, table("2009 1506, 2010 1506"),
                   said=(line("steadily-rising contradicts", "1,506 in 2010", on="2009 2010"),)),
        *both_ways(verb, "a year is missing", four, table("2009 1402, 2010 1506, 2011 1604"), said=(undetermined,)),
        *both_ways(verb, "a figure to date", four, table("2009 1402, 2010 1506, 2011 1604, 2012-01/2012-10 1808"),
                   said=(undetermined,)),
        *both_ways(verb, "open upwards", four, table("2009 1402, 2010 1506, 2011 1604, 2012 more-than 1700"),
                   said=(undetermined,)),
        *both_ways(verb, "years on sibling roots", two, table("2009 1402"), table("2010 1506", INTELLIGENCE, "arirang")),
        *both_ways(verb, "unknown roots", two, table("2009 1402, 2010 1506", UNSTATED)),
        *both_ways(verb, "no years named", states("steadily-rising", "unstated"), RISING),
        *both_ways(verb, "since nobody knows when", states("steadily-rising", "../2012"), RISING),
        one_way(verb, "an article that contradicts itself", three, table("2009 1402, 2010 1506"),
                   table("2011 1604, 2011 1610", publisher="arirang"),
                   said=(line("within-article contradicts", "1,604 in 2011; 1,610 in 2011", by=""),
                         line("steadily-rising undetermined", on="2009 2010", why=LACKING))),
    ]  # fmt: skip


def _steadily_undetermined() -> list[Example]:
    verb, four = "steadily-rising undetermined", states("steadily-rising", "2009/2012")
    two = line(verb, on="2009 2012", why=LACKING)
    return [
        *both_ways(verb, "three of four", four, table("2009 1402, 2011 1506, 2012 1604"),
                   said=(line(verb, on="2009 2011 2012", why=LACKING),)),
        *both_ways(verb, "two of four", four, table("2009 1402, 2012 1604"), said=(two,)),
        *both_ways(verb, "the last year not over when printed", states("steadily-rising", "2009/2012", printed="2012-12-31"),
                   RISING, said=(line(verb, on="2009 2010 2011", why=LACKING),)),
        *both_ways(verb, "bounds that overlap", states("steadily-rising", "2009/2010"),
                   table("2009 about 1290, 2010 about 1285"), said=(line(verb, on="2009 2010", why=OVERLAP),)),
        *both_ways(verb, "bounds that meet", states("steadily-rising", "2009/2010"), table("2009 1501 to 1506, 2010 1506"),
                   said=(line(verb, on="2009 2010", why=OVERLAP),)),
        *both_ways(verb, "two of five", states("steadily-rising", "2008/2012"), table("2009 1402, 2012 1604")),
        *both_ways(verb, "one of two", states("steadily-rising", "2009/2010"), table("2009 1402, 2011 1604")),
        *both_ways(verb, "all four", four, RISING, said=(line("steadily-rising agrees", on="2009 2010 2011 2012"),)),
        *both_ways(verb, "refuted", four, table("2009 1604, 2012 1402"),
                   said=(line("steadily-rising contradicts", "1,402 in 2012", on="2009 2012"),)),
    ]  # fmt: skip


def _steadily_contradicts() -> list[Example]:
    verb, four = "steadily-rising contradicts", states("steadily-rising", "2009/2012")
    dips = table("2009 1402, 2010 1506, 2011 1404, 2012 1808")
    all_four = "2009 2010 2011 2012"
    agrees = line("steadily-rising agrees", on=all_four)
    return [
        *both_ways(verb, "a dip", four, dips, said=(line(verb, "1,404 in 2011", on=all_four),)),
        *both_ways(verb, "two dips", four, table("2009 1402, 2010 1206, 2011 1506, 2012 1404"),
                   said=(line(verb, "1,206 in 2010; 1,404 in 2012", on=all_four),)),
        *both_ways(verb, "no neighbours", four, table("2009 1506, 2011 1404"),
                   said=(line(verb, "1,404 in 2011", on="2009 2011"),)),
        *both_ways(verb, "below an earlier year but not the one before", four, table("2009 1506, 2010 1402, 2011 1404"),
                   said=(line(verb, "1,402 in 2010; 1,404 in 2011", on="2009 2010 2011"),)),
        *both_ways(verb, "a bound", four, table("2009 1506, 2010 less-than 1500"),
                   said=(line(verb, "less than 1,500 in 2010", on="2009"),)),
        *both_ways(verb, "a dip before the span", states("steadily-rising", "2010/2012"),
                   table("2009 1808, 2010 1402, 2011 1506, 2012 1604"),
                   said=(line("steadily-rising agrees", on="2010 2011 2012"),)),
        *both_ways(verb, "a dip after the span", states("steadily-rising", "2009/2010"), dips,
                   said=(line("steadily-rising agrees", on="2009 2010"),)),
        *both_ways(verb, "a dip in a year not over when printed", states("steadily-rising", "2009/2011", printed="2011-12-31"),
                   dips, said=(line("steadily-rising undetermined", on="2009 2010", why=LACKING),)),
        *both_ways(verb, "it rises", four, RISING, said=(agrees,)),
        one_way(verb, "a dip to date", states("steadily-rising", "2009/2010"),
                   table("2009 1402, 2010 1506, 2010-01/2010-10 1206"), said=(line("steadily-rising agrees", on="2009 2010"),)),
        *both_ways(verb, "years on sibling roots", four, table("2009 1506"), table("2010 1402", INTELLIGENCE, "arirang")),
        *both_ways(verb, "unknown roots", four, table("2009 1506, 2010 1402", UNSTATED)),
    ]  # fmt: skip


# --- a trend --------------------------------------------------------------------------------------------------------------


def _trend(verb: str, operation: str, first: str, last: str, on: str) -> list[Example]:
    """A trend from 2009 to 2012 that is judged by its ends; it agrees where `first` is below `last` and rising is said."""
    four, ends, elsewhere = states(operation, "2009/2012"), table(f"2009 {first}, 2012 {last}"), f"2009 {first}, 2010 1206"
    sides = (f"{int(first):,} in 2009; " if not on else "") + f"{int(last):,} in {{}}"
    return [
        *both_ways(verb, "its ends alone", four, ends, said=(line(verb, sides.format("2012"), on),)),
        *both_ways(verb, "whatever lies between", four, table(f"{elsewhere}, 2011 2906, 2012 {last}"),
                   said=(line(verb, sides.format("2012"), on),)),
        *both_ways(verb, "up to now", states(operation, "2009/..", printed="2013-05"), ends,
                   said=(line(verb, sides.format("2012"), on),)),
        *both_ways(verb, "two years", states(operation, "2009/2010"), table(f"2009 {first}, 2010 {last}"),
                   said=(line(verb, sides.format("2010"), on),)),
        *both_ways(verb, "the last year unknown", four, table(f"{elsewhere}, 2011 {last}")),
        *both_ways(verb, "the first year unknown", four, table(f"2010 {first}, 2012 {last}")),
        *both_ways(verb, "the last year not over when printed", states(operation, "2009/2012", printed="2012-12-31"), ends),
        *both_ways(verb, "an end to date", four, table(f"2009 {first}, 2012-01/2012-11 {last}")),
        *both_ways(verb, "ends on sibling roots", four, table(f"2009 {first}"), table(f"2012 {last}", INTELLIGENCE, "arirang")),
        *both_ways(verb, "unknown roots", four, table(f"2009 {first}, 2012 {last}", UNSTATED)),
        *both_ways(verb, "bounds that overlap", four, table("2009 about 1290, 2012 about 1285")),
        *both_ways(verb, "no years named", states(operation, "unstated"), ends),
        *both_ways(verb, "one year only", states(operation, "2009"), ends),
        *both_ways(verb, "no change", four, table("2009 1506, 2012 1506")),
        *both_ways(verb, "a forecast", ("yonhap", "2011", states(operation, "2009/2012")[2].replace("nk:Claim", "nk:Forecast")),
                   table(f"2009 {first}, 2012 {last}")),
    ]  # fmt: skip


# --- first above, first below ---------------------------------------------------------------------------------------------


def _first_agrees() -> list[Example]:
    verb, climbs = "first-above agrees", table("2008 1402, 2009 1506, 2010 2402, 2011 2706")
    of_2011 = states("first-above", "2011", "2008/2011", "2504")
    return [
        *both_ways(verb, "all years before it known", of_2011, climbs, said=(line(verb, on="2008 2009 2010 2011"),)),
        *both_ways(verb, "a bound is enough", states("first-above", "2011", "2010/2011", "2504"),
                   table("2010 at-most 2402, 2011 2706"), said=(line(verb, on="2010 2011"),)),
        *both_ways(verb, "just at the number is not above it", states("first-above", "2011", "2010/2011", "2504"),
                   table("2010 2504, 2011 2706"), said=(line(verb, on="2010 2011"),)),
        *both_ways(verb, "a span that goes on", states("first-above", "2011", "2009/2013", "2504"),
                   table("2009 1402, 2010 2402, 2011 2706"), said=(line(verb, on="2009 2010 2011"),)),
        *both_ways(verb, "a year is missing", of_2011, table("2008 1402, 2010 2402, 2011 2706"),
                   said=(line("first-above undetermined", on="2008 2010 2011", why=LACKING),)),
        *both_ways(verb, "no span", states("first-above", "2011", value="2504"), climbs),
        *both_ways(verb, "since nobody knows when", states("first-above", "2011", "../2011", "2504"), climbs),
        *both_ways(verb, "the year itself unknown", of_2011, table("2008 1402, 2009 1506, 2010 2402")),
        *both_ways(verb, "unknown roots", of_2011, table("2008 1402, 2009 1506, 2010 2402, 2011 2706", UNSTATED)),
    ]  # fmt: skip


def _first_undetermined() -> list[Example]:
    verb, known = "first-above undetermined", table("2009 1506, 2010 2402, 2011 2706")
    three, of_2011 = line(verb, on="2009 2010 2011", why=LACKING), states("first-above", "2011", "2009/2011", "2504")
    return [
        *both_ways(verb, "two of three before it", states("first-above", "2011", "2008/2011", "2504"), known, said=(three,)),
        *both_ways(verb, "half of those before it", states("first-above", "2011", "2007/2011", "2504"), known, said=(three,)),
        *both_ways(verb, "one may have passed it", states("first-above", "2011", "2008/2011", "2504"),
                   table("2008 more-than 2304, 2009 1506, 2010 2402, 2011 2706"), said=(three,)),
        *both_ways(verb, "fewer than half", states("first-above", "2011", "2006/2011", "2504"), known),
        *both_ways(verb, "no span", states("first-above", "2011", value="2504"), known),
        *both_ways(verb, "one of two before it", of_2011, table("2010 2402, 2011 2706")),
        *both_ways(verb, "refuted", states("first-above", "2011", "2008/2011", "2304"), known,
                   said=(line("first-above contradicts", "2,402 in 2010", on="2009 2011"),)),
    ]  # fmt: skip


def _first_contradicts() -> list[Example]:
    verb, climbs = "first-above contradicts", table("2009 1506, 2010 2402, 2011 2706")
    of_2011 = states("first-above", "2011", "2009/2011", "2504")
    one = line("first-above undetermined", on="2009 2010 2011", why=LACKING)
    return [
        *both_ways(verb, "an earlier year", states("first-above", "2011", "2009/2011", "2304"), climbs,
                   said=(line(verb, "2,402 in 2010", on="2009 2011"),)),
        *both_ways(verb, "itself not above", states("first-above", "2011", "2009/2011", "2804"), climbs,
                   said=(line(verb, "2,706 in 2011", on="2009 2010 2011"),)),
        *both_ways(verb, "no span", states("first-above", "2011", value="2304"), climbs,
                   said=(line(verb, "2,402 in 2010", on="2009 2011"),)),
        *both_ways(verb, "a bound", of_2011, table("2010 more-than 2600, 2011 2706"),
                   said=(line(verb, "more than 2,600 in 2010", on="2011"),)),
        *both_ways(verb, "a later year above", states("first-above", "2010", "2009/2010", "2304"), climbs,
                   said=(line("first-above agrees", on="2009 2010"),)),
        *both_ways(verb, "an earlier year outside the span", states("first-above", "2011", "2010/2011", "2504"),
                   table("2009 2808, 2010 2402, 2011 2706"), said=(line("first-above agrees", on="2010 2011"),)),
        *both_ways(verb, "perhaps above", states("first-above", "2011", "2008/2011", "2504"),
                   table("2008 about 2500, 2009 1506, 2010 2402, 2011 2706"), said=(one,)),
        *both_ways(verb, "a figure over two years", states("first-above", "2011", "2010/2011", "2504"),
                   table("2008/2009 2808, 2010 2402, 2011 2706"), said=(line("first-above agrees", on="2010 2011"),)),
        *both_ways(verb, "before a span without an end", states("first-above", "2011", "2010/..", "2504", printed="2020"),
                   table("2009 2914, 2011 2706")),
        *both_ways(verb, "a root of its own", of_2011, table("2011 2706"), table("2010 2606", INTELLIGENCE, "arirang")),
        *both_ways(verb, "unknown roots", of_2011, table("2010 2606, 2011 2706", UNSTATED)),
    ]  # fmt: skip


# --- first time -----------------------------------------------------------------------------------------------------------


def _first_time() -> list[Example]:
    agrees, refuted, open_ = "first-time agrees", "first-time contradicts", "first-time undetermined"
    of_2011, of_two = states("first-time", "2011", "2008/2011"), states("first-time", "2011", "2010/2011")
    none = table("2008 0, 2009 0, 2010 0, 2011 5")
    two = line(open_, on="2009 2010 2011", why=LACKING)
    no_start = states("first-time", "2011", "../2011")
    return [
        one_way(agrees, "none in any year before it", of_2011, none, said=(line(agrees, on="2008 2009 2010 2011"),)),
        one_way(agrees, "at least one", of_two, table("2010 0, 2011 presence"), said=(line(agrees, on="2010 2011"),)),
        one_way(agrees, "some outside the span", of_two, table("2009 5, 2010 0, 2011 5"), said=(line(agrees, on="2010 2011"),)),
        one_way(agrees, "a year is missing", of_2011, table("2008 0, 2010 0, 2011 5"),
                said=(line(open_, on="2008 2010 2011", why=LACKING),)),
        one_way(agrees, "since nobody knows when", no_start, none),
        one_way(agrees, "the year itself unknown", of_2011, table("2008 0, 2009 0, 2010 0")),
        one_way(agrees, "unknown roots", of_2011, table("2008 0, 2009 0, 2010 0, 2011 5", UNSTATED)),
        one_way(refuted, "some in an earlier year", of_2011, table("2009 3, 2010 0, 2011 5"),
                said=(line(refuted, "3 in 2009", on="2010 2011"),)),
        one_way(refuted, "at least one in an earlier year", of_two, table("2010 presence, 2011 5"),
                said=(line(refuted, "at least one in 2010", on="2011"),)),
        one_way(refuted, "in an earlier year, since nobody knows when", no_start, table("2009 3, 2011 5"),
                said=(line(refuted, "3 in 2009", on="2011"),)),
        one_way(refuted, "none in the year itself", of_two, table("2010 0, 2011 0"),
                said=(line(refuted, "0 in 2011", on="2010 2011"),)),
        one_way(refuted, "some in a later year", of_two, table("2010 0, 2011 5, 2012 9"),
                said=(line(agrees, on="2010 2011"),)),
        one_way(refuted, "perhaps some before", of_two, table("2010 at-most 3, 2011 5")),
        one_way(refuted, "a root of its own", of_2011, table("2011 5"), table("2010 3", INTELLIGENCE, "arirang")),
        one_way(refuted, "another place", of_2011, ("upi", "2020", _where("japan", "3", period="2009")), table("2011 5")),
        one_way(open_, "two of three years before it", of_2011, table("2009 0, 2010 0, 2011 5"), said=(two,)),
        one_way(open_, "half of those before it", states("first-time", "2011", "2007/2011"), table("2009 0, 2010 0, 2011 5"),
                said=(two,)),
        one_way(open_, "perhaps some before", of_2011, table("2008 at-most 3, 2009 0, 2010 0, 2011 5"), said=(two,)),
        one_way(open_, "fewer than half", states("first-time", "2011", "2006/2011"), table("2009 0, 2010 0, 2011 5")),
        one_way(open_, "one of two before it", states("first-time", "2011", "2009/2011"), table("2010 0, 2011 5")),
        one_way(open_, "a month, not a year", states("first-time", "2011-05", "2008/2011"), none),
    ]  # fmt: skip


# --- largest change -------------------------------------------------------------------------------------------------------


def _largest_change() -> list[Example]:
    agrees, refuted, open_ = (f"largest-change {outcome}" for outcome in ("agrees", "contradicts", "undetermined"))
    of_2010, of_2011 = states("largest-change", "2010", "2008/2011"), states("largest-change", "2011", "2008/2011")
    rises = table("2008 1402, 2009 1506, 2010 2402, 2011 2706")
    falls = table("2008 2914, 2009 2706, 2010 1502, 2011 1397")
    three = "2009 2010 2011"
    five = states("largest-change", "2010", "2006/2011")
    return [
        one_way(agrees, "a rise", of_2010, rises, said=(line(agrees, on=three),)),
        one_way(agrees, "a fall", of_2010, falls, said=(line(agrees, on=three),)),
        one_way(agrees, "a rise, though there is a deeper fall", of_2010, table("2008 2914, 2009 1402, 2010 2402, 2011 2706"),
                said=(line(agrees, on=three),)),
        one_way(agrees, "a greater one ends outside the span", states("largest-change", "2010", "2009/2011"),
                table("2008 109, 2009 1506, 2010 2402, 2011 2706"), said=(line(agrees, on="2010 2011"),)),
        one_way(agrees, "bounds", states("largest-change", "2010", "2009/2011"),
                table("2009 1506, 2010 about 2400, 2011 2501"), said=(line(agrees, on="2010 2011"),)),
        one_way(agrees, "no span", states("largest-change", "2010"), rises),
        one_way(agrees, "no change at all", of_2010, table("2008 1402, 2009 1506, 2010 1506, 2011 2706")),
        one_way(agrees, "unknown roots", of_2010, ("upi", "2020", *(says(n, y, UNSTATED) for y, n in
                (("2008", "1402"), ("2009", "1506"), ("2010", "2402"), ("2011", "2706"))))),
        one_way(agrees, "the year before it unknown", of_2010, table("2008 1402, 2010 2402, 2011 2706")),
        one_way(refuted, "a greater rise", of_2011, rises, said=(line(refuted, "2,402 in 2010", on="2009 2011"),)),
        one_way(refuted, "a greater fall", of_2011, falls, said=(line(refuted, "2,706 in 2009; 1,502 in 2010", on="2011"),)),
        one_way(refuted, "a greater rise, no span", states("largest-change", "2011"), rises,
                said=(line(refuted, "2,402 in 2010", on="2009 2011"),)),
        one_way(refuted, "two greater ones", states("largest-change", "2011", "2008/2011"),
                table("2008 1402, 2009 1906, 2010 2402, 2011 2706"),
                said=(line(refuted, "1,906 in 2009; 2,402 in 2010", on="2011"),)),
        one_way(refuted, "as great", states("largest-change", "2011", "2009/2011"), table("2009 1402, 2010 1502, 2011 1602"),
                said=(line(agrees, on="2010 2011"),)),
        one_way(refuted, "perhaps greater", states("largest-change", "2011", "2009/2011"),
                table("2009 1402, 2010 about 1500, 2011 1602")),
        one_way(refuted, "a greater one after it was printed", states("largest-change", "2010", printed="2011"), rises),
        one_way(refuted, "a greater one by another root", states("largest-change", "2010", "2008/2010"),
                table("2008 1402, 2009 1506, 2010 1802"), table("2008 1402, 2009 2706", INTELLIGENCE, "arirang"),
                said=(line("same-quantity agrees", "1,402 in 2008", by=""),
                      line("same-quantity contradicts", "1,506 in 2009; 2,706 in 2009", by=""),
                      line(agrees, on="2009 2010"))),
        one_way(open_, "a year of the span is missing", five, table("2007 1302, 2008 1402, 2009 1506, 2010 2402, 2011 2706"),
                said=(line(open_, on="2008 2009 2010 2011", why=LACKING),)),
        one_way(open_, "two of four", five, rises, said=(line(open_, on=three, why=LACKING),)),
        one_way(open_, "one may have been greater", states("largest-change", "2010", "2007/2011"),
                table("2007 about 500, 2008 1402, 2009 1506, 2010 2402, 2011 2706"),
                said=(line(open_, on=three, why=LACKING),)),
        one_way(open_, "fewer than half", states("largest-change", "2010", "2005/2011"),
                table("2009 1506, 2010 2402, 2011 2706")),
        one_way(open_, "all of them", of_2010, rises, said=(line(agrees, on=three),)),
        one_way(open_, "no span", states("largest-change", "2010"), rises),
    ]  # fmt: skip


EXAMPLES = (
    *_highest_agrees(), *_highest_undetermined(), *_highest_contradicts(), *_highest_over_places(), *_steadily_agrees(),
    *_steadily_undetermined(), *_steadily_contradicts(), *_trend("rising agrees", "rising", "1402", "1808", ""),
    *_trend("rising contradicts", "rising", "1808", "1402", "2009"), *_first_agrees(), *_first_undetermined(),
    *_first_contradicts(), *_first_time(), *_largest_change(),
)  # fmt: skip
