"""Small corpora for the rule series: trends, the first time that something was so, and the largest change."""

from __future__ import annotations

from tests.rule_examples import Example
from tests.series_specimens import (
    LACKING,
    OVERLAP,
    RISING,
    both_ways,
    line,
    one_way,
    states,
    table,
    where,
)
from tests.specimens import INTELLIGENCE, UNSTATED, says

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
        one_way(refuted, "another place", of_2011, ("upi", "2020", where("japan", "3", period="2009")), table("2011 5")),
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
    *_steadily_agrees(), *_steadily_undetermined(), *_steadily_contradicts(),
    *_trend("rising agrees", "rising", "1402", "1808", ""), *_trend("rising contradicts", "rising", "1808", "1402", "2009"),
    *_first_time(), *_largest_change(),
)  # fmt: skip
