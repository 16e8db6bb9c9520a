"""Small corpora for the rule series: the highest, the lowest, the first above or below, which it must judge or leave alone."""

from __future__ import annotations

from tests.rule_examples import Example
from tests.series_specimens import (
    FALLING,
    LACKING,
    Printed,
    both_ways,
    line,
    one_way,
    states,
    table,
    where,
)
from tests.specimens import INTELLIGENCE, UNSTATED, says

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


def _over(place: str, *figures: str, printed: str = "2018") -> tuple[Printed, Printed]:
    """A statement that a place has the most of all, and the figures of another article."""
    _, _, claim = states("highest", "2015", more="nk:over nk:place")
    return ("yonhap", printed, claim.replace("south-korea", place)), ("upi", "2020", *figures)


def _highest_over_places() -> list[Example]:
    verb, texas = "highest-over-place contradicts", where("us-tx", "1402")
    against = line(verb, "2,914 in us-ca/2015", on="us-tx/2015")
    japan = line(verb, "2,914 in japan/2015", on="germany/2015")
    return [
        *both_ways(verb, "another state", *_over("us-tx", texas, where("us-ca", "2914")), said=(against,)),
        *both_ways(verb, "another country", *_over("germany", where("germany", "1402"), where("japan", "2914")),
                   said=(japan,)),
        *both_ways(verb, "a bound", *_over("us-tx", texas, where("us-ca", "more-than 2900")),
                   said=(line(verb, "more than 2,900 in us-ca/2015", on="us-tx/2015"),)),
        *both_ways(verb, "two articles", *_over("us-tx", texas), ("arirang", "2019", where("us-ca", "2914")), said=(against,)),
        one_way(verb, "the country of the state", *_over("us-tx", texas, where("us", "2914"))),
        *both_ways(verb, "a state of another country", *_over("germany", where("germany", "1402"), where("us-ca", "2914"))),
        *both_ways(verb, "another year", *_over("us-tx", texas, where("us-ca", "2914", period="2014"))),
        *both_ways(verb, "a root of its own", *_over("us-tx", texas, where("us-ca", "2914", INTELLIGENCE))),
        *both_ways(verb, "unknown roots",
                   *_over("us-tx", where("us-tx", "1402", UNSTATED), where("us-ca", "2914", UNSTATED))),
        *both_ways(verb, "a tie", *_over("us-tx", texas, where("us-ca", "1402"))),
        *both_ways(verb, "bounds that overlap", *_over("us-tx", texas, where("us-ca", "about 1400"))),
        *both_ways(verb, "lower", *_over("us-tx", texas, where("us-ca", "1206"))),
        *both_ways(verb, "its own figure unknown", *_over("us-tx", where("us-ca", "2914"))),
        one_way(verb, "a continent against its country",
                *_over("germany", where("germany", "1402"), where("europe", "2914"))),
        *both_ways(verb, "a continent against a country elsewhere",
                   *_over("japan", where("japan", "1402"), where("europe", "2914"))),
        *both_ways(verb, "a country against a continent", *_over("europe", where("japan", "2914"), where("europe", "1402"))),
        *both_ways(verb, "a league of which nobody says who is in it",
                   *_over("japan", where("japan", "1402"), where("g20", "2914"))),
        *both_ways(verb, "those of no known state", *_over("us-tx", texas, where("us-unallocated", "2914"))),
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


EXAMPLES = (
    *_highest_agrees(), *_highest_undetermined(), *_highest_contradicts(), *_highest_over_places(), *_first_agrees(),
    *_first_undetermined(), *_first_contradicts(),
)  # fmt: skip
