"""Small corpora for part-whole, sum-of-parts, cumulative and stock-flow, with all that these rules say of each."""

from __future__ import annotations

from decimal import Decimal

from nkgraph import vocab
from nkgraph.findings import Finding, Side
from tests.rule_examples import Example, of, post, upi, yonhap
from tests.specimens import INTELLIGENCE, PERCENT, STATE_DEPARTMENT, UNSTATED, Compared, article, says, total

WOMEN, MEN = "nk:sex sex:female", "nk:sex sex:male"
RULES = ("part-whole", "sum-of-parts", "cumulative", "stock-flow", "derivation")


# --- findings in words ----------------------------------------------------------------------------------------------------


def told(compared: Compared) -> list[str]:
    """Everything that the five rules of totals and derived figures say, in the order of the alphabet."""
    return sorted(in_full(f) for f in compared.findings if f.rule in RULES)


def in_full(f: Finding) -> str:
    """Rule, outcome, reason, by whose figures, the sides, what they were computed from, exact bounds, and the difference."""
    words = f"{f.rule} {f.outcome}" + (f" ({f.reason})" if f.reason else "")
    by = [*(["own"] if f.article is not None else []), *([vocab.local(f.root)] if f.root is not None else [])]
    words += f" by {' and '.join(by)}" if by else ""
    printed = [side for side in f.sides if side.kind != "computed"]
    for computed in (side for side in f.sides if side.kind == "computed"):
        words += f" {_place(computed, printed[0])}"
    words += f" {' within '.join(side.figure for side in printed)}"
    if f.operands:
        words += f": {' and '.join(o.figure for o in f.operands)} make {_made(f)}"
    return words + (f", {vocab.plain(f.difference)} off" if f.difference is not None else "")


def _place(computed: Side, printed: Side) -> str:
    """Where the computed bounds lie beside the printed ones as they stand, nothing taken for rounded."""
    if computed.lower is not None and printed.upper is not None and computed.lower > printed.upper:
        return "above"
    return "below" if computed.upper is not None and printed.lower is not None and computed.upper < printed.lower else "at"


def _made(f: Finding) -> str:
    computed = next((side for side in f.sides if side.kind == "computed"), None)
    if computed is None:
        return "any number"
    low, high = ("" if end is None else vocab.plain(Decimal(end)) for end in (computed.lower, computed.upper))
    return low if low == high else f"{low}..{high}"


# --- articles in a line ---------------------------------------------------------------------------------------------------


def us(figure: str, place: str = "us", period: str = "2015", by: str = STATE_DEPARTMENT, measure: str = "us-admissions") -> str:
    """People admitted to the United States or to one of its states."""
    return says(figure, period, by, measure).replace("place:south-korea", f"place:{place}")


def resettled(figure: str, period: str = "2013/2015", by: str = STATE_DEPARTMENT) -> str:
    """A total of people admitted to the United States over several years."""
    return us(figure, period=period, by=by, measure="us-resettled")


def table(whole: str, *parts: str, items: str = "", lost: str = "") -> list[str]:
    """A total and a breakdown of it by state; `items`: how many states the article says there are; `lost`: what a copy lost."""
    extra = (f" ; nk:items <c{3 + len(parts)}>" if items else "") + (f' ; nk:missing "{lost}"' if lost else "")
    breakdown = f"a nk:Breakdown ; nk:statedIn <> ; nk:total <c1> ; nk:by nk:place{extra}"
    stated = [us(items, measure="us-states-with-refugees")] if items else []
    return [whole, breakdown, *(f"{part} ; nk:in <c2>" for part in parts), *stated]


def states(*figures: str) -> list[str]:
    """The first states of a list, a figure for each."""
    return [us(figure, f"us-{code}") for code, figure in zip(("ca", "ky", "tx", "wa", "il"), figures, strict=False)]


def flows(*figures: str, by: str = STATE_DEPARTMENT, first: int = 2013) -> list[str]:
    """A figure for each year from the first on."""
    return [us(figure, period=str(year), by=by) for year, figure in enumerate(figures, first)]


# --- part and whole -------------------------------------------------------------------------------------------------------


def _part_whole() -> list[Example]:
    verb, three = "part-whole contradicts", ("part-whole contradicts 1,280 within 1,277, 3 off",)
    women, everyone = says("1280", more=WOMEN), says("1277")
    grown = (total("190"), total("191").replace("place:south-korea", "place:world"))
    more, fewer = total("191"), total("190").replace("place:south-korea", "place:world")
    officials = says("21", measure="official-defections", more="nk:population population:senior-officials")
    return [
        of(verb, "more women than people, in one article", yonhap("2016", women, everyone), said=three),
        of(verb, "more women than people, in two articles", yonhap("2016", women), upi("2015", everyone), said=three),
        of(verb, "two roots", yonhap("2016", women), upi("2016", says("1277", by=INTELLIGENCE)), said=three),
        of(verb, "nobody named", yonhap("2016", says("1280", by=UNSTATED, more=WOMEN)), upi("2016", everyone), said=three),
        of(verb, "a part that is a bound", yonhap("2016", says("more-than 1300", more=WOMEN), everyone),
           said=("part-whole contradicts more than 1,300 within 1,277, 24 off",)),
        of(verb, "a state of a country", yonhap("2016", us("13", "us-ca"), us("12")),
           said=("part-whole contradicts 13 within 12, 1 off",)),
        of(verb, "a state of the world, which is two steps above it", yonhap("2016", us("13", "us-ca"), us("12", "world")),
           said=("part-whole contradicts 13 within 12, 1 off",)),
        of(verb, "senior officials among officials", yonhap("2016", officials), upi("2016", says("20",
           measure="official-defections", more="nk:population population:officials")),
           said=("part-whole contradicts 21 within 20, 1 off",)),
        of(verb, "running totals of one article", yonhap("2016", more, fewer),
           said=("part-whole contradicts 191 within 190, 1 off",)),
        of(verb, "a running total that is still smaller later", yonhap("2015", more), upi("2016", fewer),
           said=("part-whole contradicts 191 within 190, 1 off",)),
        of(verb, "an article without data on the part", yonhap("2016", women), upi("2016", everyone),
           article("arirang", "2017", says("no-data", more=WOMEN)), said=three),
        of(verb, "a part equal to its whole", yonhap("2016", says("1277", more=WOMEN), everyone)),
        of(verb, "a part smaller than its whole", yonhap("2016", says("1000", more=WOMEN), everyone)),
        of(verb, "another year", yonhap("2016", women), upi("2016", says("1277", "2014"))),
        of(verb, "another place", yonhap("2016", women), upi("2016", us("1277", "japan", measure="arrivals"))),
        of(verb, "a state of another country", yonhap("2016", us("13", "us-ca")), upi("2016", us("12", "canada"))),
        of(verb, "another measure", yonhap("2016", women), upi("2016", says("1277", measure="given-defector-status"))),
        of(verb, "women and men, neither of which holds the other", yonhap("2016", women, says("300", more=MEN))),
        of(verb, "a round part that may have been rounded up", yonhap("2016", says("1300", more=WOMEN), everyone)),
        of(verb, "a round whole that may have been rounded down", yonhap("2016", says("1240", more=WOMEN), says("1200"))),
        of(verb, "a whole that is about as large", yonhap("2016", women, says("about 1280"))),
        of(verb, "a whole without an upper end", yonhap("2016", women, says("more-than 1000"))),
        of(verb, "a part without a lower end", yonhap("2016", says("at-most 1300", more=WOMEN), everyone)),
        of(verb, "about a year", yonhap("2016", women), upi("2016", says("1277", "2015~"))),
        of(verb, "no year stated in two articles", yonhap("2016", says("1280", "unstated", more=WOMEN)),
           upi("2016", says("1277", "unstated"))),
        of(verb, "a forecast of the part", yonhap("2014", women.replace("nk:Claim", "nk:Forecast")), upi("2016", everyone)),
        of(verb, "an article that contradicts itself on the whole", yonhap("2016", says("1277"), says("1214")),
           upi("2016", says("1500", more=WOMEN))),
        of(verb, "a running total of which the part was printed later", yonhap("2016", more), upi("2015", fewer)),
        of(verb, "running totals of which the order is not certain", yonhap("", more), upi("2015", fewer)),
        of(verb, "running totals in their order", yonhap("2016", *grown)),
        of(verb, "percentages do not add up", yonhap("2016", says("60.1", measure=PERCENT, more=WOMEN)),
           upi("2016", says("52.8", measure=PERCENT))),
        of(verb, "no data on the whole", yonhap("2016", women), upi("2016", says("no-data"))),
    ]  # fmt: skip


# --- sum of parts ---------------------------------------------------------------------------------------------------------


def _sum_exceeds() -> list[Example]:
    verb = "sum-of-parts contradicts by own above"
    return [
        of(verb, "parts above the total", yonhap("2016", *table(us("13"), *states("8", "6"))),
           said=("sum-of-parts contradicts by own above 13: 8 and 6 make 14",)),
        of(verb, "above, although a part is only a bound", yonhap("2016", *table(us("13"), *states("8", "at-least 6"))),
           said=("sum-of-parts contradicts by own above 13: 8 and at least 6 make 14..",)),
        of(verb, "above, although the copy has lost some", yonhap("2016", *table(us("13"), *states("8", "6"), lost="a line")),
           said=("sum-of-parts contradicts by own above 13: 8 and 6 make 14..",)),
        of(verb, "above, although more are stated", yonhap("2016", *table(us("13"), *states("8", "6"), items="3")),
           said=("sum-of-parts contradicts by own above 13: 8 and 6 make 14..",)),
        of(verb, "two equal parts count twice", yonhap("2016", *table(us("11"), *states("6", "6"))),
           said=("sum-of-parts contradicts by own above 11: 6 and 6 make 12",)),
        of(verb, "parts at the total", yonhap("2016", *table(us("14"), *states("8", "6"))),
           said=("sum-of-parts agrees by own at 14: 8 and 6 make 14",)),
        of(verb, "a total without an upper end", yonhap("2016", *table(us("more-than 10"), *states("8", "6"))),
           said=("sum-of-parts agrees by own at more than 10: 8 and 6 make 14",)),
        of(verb, "parts outside the breakdown", yonhap("2016", *table(us("14"), *states("8", "6")), us("5", "us-il")),
           said=("sum-of-parts agrees by own at 14: 8 and 6 make 14",)),
        of(verb, "members of the breakdown of another article", yonhap("2016", *table(us("14"), *states("8", "6"))),
           upi("2016", *table(us("14"), *states("9", "5"))), said=(
               "sum-of-parts agrees by own at 14: 9 and 5 make 14", "sum-of-parts agrees by own at 14: 8 and 6 make 14")),
        of(verb, "a smaller total in another article", yonhap("2016", *table(us("14"), *states("8", "6"))),
           upi("2016", us("13")), said=("sum-of-parts agrees by own at 14: 8 and 6 make 14",)),
    ]  # fmt: skip


def _sum_too_many() -> list[Example]:
    verb = "sum-of-parts contradicts (itemsOverlisted) by own"
    ten, many = us("10"), "sum-of-parts contradicts (itemsOverlisted) by own at 10: 4 and 6 make 10"
    return [
        of(verb, "two listed and one stated", yonhap("2016", *table(ten, *states("4", "6"), items="1")), said=(many,)),
        of(verb, "and they fall short", yonhap("2016", *table(us("12"), *states("4", "6"), items="1")),
           said=("sum-of-parts contradicts (itemsOverlisted) by own below 12: 4 and 6 make 10",)),
        of(verb, "and one is only present", yonhap("2016", *table(ten, *states("4", "presence"), items="1")),
           said=("sum-of-parts contradicts (itemsOverlisted) by own at 10: 4 and at least one make 5..",)),
        of(verb, "and the copy has lost some", yonhap("2016", *table(ten, *states("4", "6"), items="1", lost="a line")),
           said=("sum-of-parts contradicts (itemsOverlisted) by own at 10: 4 and 6 make 10..",)),
        of(verb, "as many as stated", yonhap("2016", *table(ten, *states("4", "6"), items="2")),
           said=("sum-of-parts agrees by own at 10: 4 and 6 make 10",)),
        of(verb, "at least as many are stated", yonhap("2016", *table(ten, *states("4", "6"), items="at-least 1")),
           said=("sum-of-parts agrees by own at 10: 4 and 6 make 10",)),
        of(verb, "a range of items is stated", yonhap("2016", *table(ten, *states("4", "6"), items="1 to 3")),
           said=("sum-of-parts agrees by own at 10: 4 and 6 make 10",)),
        of(verb, "nobody says how many", yonhap("2016", *table(ten, *states("4", "6"))),
           said=("sum-of-parts agrees by own at 10: 4 and 6 make 10",)),
        of(verb, "one without data is not listed", yonhap("2016", *table(ten, *states("4", "6", "no-data"), items="2")),
           said=("sum-of-parts agrees by own at 10: 4 and 6 make 10",)),
        of(verb, "the excess says more", yonhap("2016", *table(ten, *states("5", "6"), items="1")),
           said=("sum-of-parts contradicts by own above 10: 5 and 6 make 11",)),
    ]  # fmt: skip


def _sum_short() -> list[Example]:
    verb = "sum-of-parts contradicts by own below"
    return [
        of(verb, "all are listed", yonhap("2016", *table(us("15"), *states("8", "6"), items="2")),
           said=("sum-of-parts contradicts by own below 15: 8 and 6 make 14",)),
        of(verb, "below what the total is at least", yonhap("2016", *table(us("at-least 15"), *states("8", "6"), items="2")),
           said=("sum-of-parts contradicts by own below at least 15: 8 and 6 make 14",)),
        of(verb, "at the most below", yonhap("2016", *table(us("15"), *states("8", "at-most 6"), items="2")),
           said=("sum-of-parts contradicts by own below 15: 8 and at most 6 make 8..14",)),
        of(verb, "the number of items is not stated", yonhap("2016", *table(us("15"), *states("8", "6"))),
           said=("sum-of-parts incomplete by own below 15: 8 and 6 make 14",)),
        of(verb, "the number of items is only a bound",
           yonhap("2016", *table(us("15"), *states("8", "6"), items="at-least 2")),
           said=("sum-of-parts incomplete by own below 15: 8 and 6 make 14",)),
        of(verb, "a member is not listed", yonhap("2016", *table(us("15"), *states("8", "6"), items="3")),
           said=("sum-of-parts incomplete (itemsUnlisted) by own at 15: 8 and 6 make 14..",)),
        of(verb, "a part is open upwards", yonhap("2016", *table(us("15"), *states("8", "more-than 5"), items="2")),
           said=("sum-of-parts undetermined (partsOpen) by own at 15: 8 and more than 5 make 14..",)),
    ]  # fmt: skip


def _sum_damaged() -> list[Example]:
    verb = "sum-of-parts undetermined (copyDamaged) by own"
    return [
        of(verb, "short", yonhap("2016", *table(us("15"), *states("8", "6"), lost="a line")),
           said=("sum-of-parts undetermined (copyDamaged) by own at 15: 8 and 6 make 14..",)),
        of(verb, "already at the total", yonhap("2016", *table(us("14"), *states("8", "6"), lost="a line")),
           said=("sum-of-parts undetermined (copyDamaged) by own at 14: 8 and 6 make 14..",)),
        of(verb, "fewer than stated", yonhap("2016", *table(us("15"), *states("8", "6"), items="3", lost="a line")),
           said=("sum-of-parts undetermined (copyDamaged) by own at 15: 8 and 6 make 14..",)),
        of(verb, "above", yonhap("2016", *table(us("13"), *states("8", "6"), lost="a line")),
           said=("sum-of-parts contradicts by own above 13: 8 and 6 make 14..",)),
        of(verb, "whole copy, short", yonhap("2016", *table(us("15"), *states("8", "6"))),
           said=("sum-of-parts incomplete by own below 15: 8 and 6 make 14",)),
        of(verb, "nothing left of it", yonhap("2016", *table(us("15"), lost="the table"))),
    ]  # fmt: skip


def _sum_unlisted() -> list[Example]:
    verb = "sum-of-parts incomplete (itemsUnlisted) by own"
    return [
        of(verb, "one of three", yonhap("2016", *table(us("15"), *states("8"), items="3")),
           said=("sum-of-parts incomplete (itemsUnlisted) by own at 15: 8 make 8..",)),
        of(verb, "although those come to the total", yonhap("2016", *table(us("14"), *states("8", "6"), items="3")),
           said=("sum-of-parts incomplete (itemsUnlisted) by own at 14: 8 and 6 make 14..",)),
        of(verb, "one without data", yonhap("2016", *table(us("15"), *states("8", "6", "no-data"), items="3")),
           said=("sum-of-parts incomplete (itemsUnlisted) by own at 15: 8 and 6 make 14..",)),
        of(verb, "as many as stated", yonhap("2016", *table(us("14"), *states("8", "6"), items="2")),
           said=("sum-of-parts agrees by own at 14: 8 and 6 make 14",)),
        of(verb, "the copy has lost the others", yonhap("2016", *table(us("15"), *states("8"), items="3", lost="two lines")),
           said=("sum-of-parts undetermined (copyDamaged) by own at 15: 8 make 8..",)),
        of(verb, "above with what is listed", yonhap("2016", *table(us("7"), *states("8"), items="3")),
           said=("part-whole contradicts 8 within 7, 1 off", "sum-of-parts contradicts by own above 7: 8 make 8..")),
        of(verb, "none listed", yonhap("2016", *table(us("15"), items="3"))),
    ]  # fmt: skip


def _sum_falls_short() -> list[Example]:
    verb = "sum-of-parts incomplete by own"
    return [
        of(verb, "two of some", yonhap("2016", *table(us("15"), *states("8", "6"))),
           said=("sum-of-parts incomplete by own below 15: 8 and 6 make 14",)),
        of(verb, "a hedged total", yonhap("2016", *table(us("more-than 15"), *states("8", "6"))),
           said=("sum-of-parts incomplete by own below more than 15: 8 and 6 make 14",)),
        of(verb, "a range among them", yonhap("2016", *table(us("15"), *states("8", "4 to 6"))),
           said=("sum-of-parts incomplete by own below 15: 8 and 4 to 6 make 12..14",)),
        of(verb, "a range that reaches the total", yonhap("2016", *table(us("15"), *states("8", "4 to 7"))),
           said=("sum-of-parts agrees by own at 15: 8 and 4 to 7 make 12..15",)),
        of(verb, "a total that is at the most so many", yonhap("2016", *table(us("at-most 15"), *states("8", "6"))),
           said=("sum-of-parts agrees by own at at most 15: 8 and 6 make 14",)),
        of(verb, "parts of which nobody gives the total", yonhap("2016", *states("8", "6"))),
        of(verb, "a total without data", yonhap("2016", *table(us("no-data"), *states("8", "6")))),
    ]  # fmt: skip


def _sum_open() -> list[Example]:
    verb = "sum-of-parts undetermined (partsOpen) by own"
    return [
        of(verb, "no part has a lower end", yonhap("2016", *table(us("15"), *states("at-most 8", "at-most 9"))),
           said=("sum-of-parts agrees by own at 15: at most 8 and at most 9 make ..17",)),
        of(verb, "others are present", yonhap("2016", *table(us("15"), *states("8", "presence"))),
           said=("sum-of-parts undetermined (partsOpen) by own at 15: 8 and at least one make 9..",)),
        of(verb, "more than", yonhap("2016", *table(us("15"), *states("8", "more-than 5"))),
           said=("sum-of-parts undetermined (partsOpen) by own at 15: 8 and more than 5 make 14..",)),
        of(verb, "all open", yonhap("2016", *table(us("15"), *states("presence", "presence"), items="2")),
           said=("sum-of-parts undetermined (partsOpen) by own at 15: at least one and at least one make 2..",)),
        of(verb, "more than is too much", yonhap("2016", *table(us("15"), *states("8", "more-than 7"))),
           said=("sum-of-parts contradicts by own above 15: 8 and more than 7 make 16..",)),
        of(verb, "open downwards only", yonhap("2016", *table(us("15"), *states("8", "at-most 9"))),
           said=("sum-of-parts agrees by own at 15: 8 and at most 9 make 8..17",)),
        of(verb, "a range", yonhap("2016", *table(us("15"), *states("8", "5 to 9"))),
           said=("sum-of-parts agrees by own at 15: 8 and 5 to 9 make 13..17",)),
    ]  # fmt: skip


def _sum_agrees() -> list[Example]:
    verb = "sum-of-parts agrees by own"
    both = [says("1000", more=WOMEN), says("277", more=MEN)]
    slip = yonhap("2016", *table(us("14"), *states("8", "6")), us("25"))
    return [
        of(verb, "by sex", yonhap("2016", *table(says("1277"), *both)),
           said=("sum-of-parts agrees by own at 1,277: 1,000 and 277 make 1277",)),
        of(verb, "a part of zero", yonhap("2016", *table(us("8"), *states("8", "0"), items="2")),
           said=("sum-of-parts agrees by own at 8: 8 and 0 make 8",)),
        of(verb, "about as many", yonhap("2016", *table(us("about 15"), *states("8", "6"))),
           said=("sum-of-parts agrees by own at about 15: 8 and 6 make 14",)),
        of(verb, "an article that prints another total as well", slip,
           said=("sum-of-parts agrees by own at 14: 8 and 6 make 14",)),
        of(verb, "one too few", yonhap("2016", *table(us("15"), *states("8", "6"))),
           said=("sum-of-parts incomplete by own below 15: 8 and 6 make 14",)),
        of(verb, "one too many", yonhap("2016", *table(us("13"), *states("8", "6"))),
           said=("sum-of-parts contradicts by own above 13: 8 and 6 make 14",)),
        of(verb, "parts in one article and the total in another", yonhap("2016", *states("8", "6")), upi("2016", us("14"))),
    ]  # fmt: skip


# --- period within period ---------------------------------------------------------------------------------------------------


def _cumulative() -> list[Example]:
    verb, year = "cumulative contradicts", says("1277")
    months = says("1300", "2015-01/2015-05")
    early, long = resettled("192", "2006/.."), resettled("191", "2006/2015")
    said = ("cumulative contradicts 1,280 within 1,277, 3 off",)
    three = yonhap("2016", says("700", "2015-01"), says("690", "2015-01/2015-05"), says("680"))
    about = says("1280", "2015-01~/2015-05")
    return [
        of(verb, "five months above the year", yonhap("2016", says("1280", "2015-01/2015-05"), year), said=said),
        of(verb, "in two articles", yonhap("2015", says("1280", "2015-01/2015-05")), upi("2016", year), said=said),
        of(verb, "two roots", yonhap("2015", says("1280", "2015-06", INTELLIGENCE)), upi("2016", year), said=said),
        of(verb, "a year above ten", yonhap("2016", says("1280"), says("1277", "2006/2015")),
           said=(*said, "stock-flow contradicts by ministry-of-unification above 1,277: 1,280 make 1280, 3 off")),
        of(verb, "a total above that of more years", yonhap("2016", resettled("192", "2006/2014"), long),
           said=("cumulative contradicts 192 within 191, 1 off",)),
        of(verb, "a bound", yonhap("2016", says("more-than 1300", "2015-01/2015-05"), year),
           said=("cumulative contradicts more than 1,300 within 1,277, 24 off",)),
        of(verb, "all pairs, not neighbours", three, said=(
            "cumulative contradicts 690 within 680, 10 off", "cumulative contradicts 700 within 680, 20 off",
            "cumulative contradicts 700 within 690, 10 off")),
        of(verb, "a running total printed before the longer time was over", yonhap("2014-05-01", early), upi("2016", long),
           said=("cumulative contradicts 192 within 191, 1 off",)),
        of(verb, "equal", yonhap("2016", says("1277", "2015-01/2015-05"), year)),
        of(verb, "smaller", yonhap("2016", says("700", "2015-01/2015-05"), year)),
        of(verb, "periods that overlap", yonhap("2016", says("1280", "2014-06/2015-05"), year)),
        of(verb, "periods side by side", yonhap("2016", says("1280", "2014"), year)),
        of(verb, "another place", yonhap("2016", us("1280", "japan", "2015-06", measure="arrivals"), year)),
        of(verb, "another series, women in a month and all in the year",
           yonhap("2016", says("1280", "2015-06", more=WOMEN), year)),
        of(verb, "another measure", yonhap("2016", says("1280", "2015-06", measure="given-defector-status"), year)),
        of(verb, "a stock may fall", yonhap("2016", says("1280", "2015-06", measure="residents"),
           says("1277", measure="residents"))),
        of(verb, "percentages may fall", yonhap("2016", says("60.1", "2015-06", measure=PERCENT),
           says("52.8", measure=PERCENT))),
        of(verb, "about a period", yonhap("2016", about, year)),
        of(verb, "within about a year", yonhap("2016", says("1280", "2015-06"), says("1277", "2015~"))),
        of(verb, "a round count that meets loosely", yonhap("2016", months, year)),
        of(verb, "the longer has no upper end", yonhap("2016", says("1280", "2015-06"), says("at-least 1277"))),
        of(verb, "a forecast for the year", yonhap("2015", says("1280", "2015-01/2015-05"),
           says("1277").replace("nk:Claim", "nk:Forecast"))),
        of(verb, "no period stated", yonhap("2016", says("1280", "unstated"), year)),
        of(verb, "an article that contradicts itself on the year", yonhap("2016", says("1277"), says("1214")),
           upi("2015", says("1290", "2015-01/2015-05"))),
        of(verb, "a running total printed on the day after the longer time", yonhap("2016-01-01", early), upi("2016", long)),
        of(verb, "a running total printed after the longer time was over", yonhap("2016-02-01", early), upi("2016", long)),
        of(verb, "a running total printed on an unknown day", yonhap("", early), upi("2016", long)),
        of(verb, "a running total that starts earlier", yonhap("2014", resettled("192", "2005/..")), upi("2016", long)),
        of(verb, "a longer running total printed earlier", yonhap("2016", resettled("192", "2006/2014")),
           upi("2010", resettled("100", "2006/.."))),
    ]  # fmt: skip


# --- total and yearly flows -------------------------------------------------------------------------------------------------


def _flows_decide() -> list[Example]:
    above, below = "stock-flow contradicts by us-state-department above", "stock-flow contradicts by us-state-department below"
    agrees, exactly = "stock-flow agrees by us-state-department", "stock-flow incomplete (yearsLacking) by us-state-department"
    excess = f"{above} 59: 10 and 20 and 30 make 60, 1 off"
    tight = f"{exactly} at 30: 10 and 20 make 30"
    sound = f"{agrees} at 60: 10 and 20 and 30 make 60"
    arrivals = [says(f, y) for f, y in (("1396", "2014"), ("1277", "2015"))]
    later = yonhap("2017", us("31", period="2015"))
    return [
        of(above, "all years", yonhap("2016", *flows("10", "20", "30")), upi("2016", resettled("59")), said=(excess,)),
        of(above, "with a year missing", yonhap("2016", *flows("10", "50")), upi("2016", resettled("59")),
           said=(f"{above} 59: 10 and 50 make 60, 1 off",)),
        of(above, "a total of another root", yonhap("2016", *flows("10", "20", "30")),
           upi("2016", resettled("59", by=UNSTATED)), said=(excess,)),
        of(above, "a total without a start", yonhap("2016", *flows("10", "50")), upi("2016", resettled("59", "../2015")),
           said=(f"{above} 59: 10 and 50 make 60, 1 off",)),
        of(below, "all years", yonhap("2016", *flows("10", "20", "30"), resettled("61")),
           said=(f"{below} 61: 10 and 20 and 30 make 60, 1 off",)),
        of(below, "a flow over several years is a total", yonhap("2016", *arrivals), upi("2016", says("2674", "2014/2015")),
           said=("stock-flow contradicts by ministry-of-unification below 2,674: 1,396 and 1,277 make 2673, 1 off",)),
        of(below, "ranges", yonhap("2016", *flows("10", "20 to 22", "30")), upi("2016", resettled("more-than 62")),
           said=(f"{below} more than 62: 10 and 20 to 22 and 30 make 60..62, 1 off",)),
        of(below, "each year in an article of its own", *(yonhap(f"{2014 + n}", f) for n, f in
           enumerate(flows("10", "20", "30"))), upi("2016", resettled("61")),
           said=(f"{below} 61: 10 and 20 and 30 make 60, 1 off",)),
        of(agrees, "all years", yonhap("2016", *flows("10", "20", "30")), upi("2016", resettled("60")), said=(sound,)),
        of(agrees, "in one article", yonhap("2016", *flows("10", "20", "30"), resettled("60")), said=(sound,)),
        of(agrees, "a hedged total", yonhap("2016", *flows("10", "20", "30"), resettled("about 60")),
           said=(f"{agrees} at about 60: 10 and 20 and 30 make 60",)),
        of(agrees, "the figure that the root published last", yonhap("2016", *flows("10", "20", "30")), later,
           upi("2018", resettled("61")), said=(f"{agrees} at 61: 10 and 20 and 31 make 61",)),
        of(exactly, "a year is missing", yonhap("2016", *flows("10", "20")), upi("2016", resettled("30")), said=(tight,)),
        of(exactly, "the year in the middle is missing", yonhap("2016", us("10", period="2013"), us("20", period="2015"),
           resettled("30")), said=(tight,)),
        of(exactly, "two roots give half each", yonhap("2016", *flows("10", "20")), upi("2016", resettled("30"),
           us("5", period="2015", by=INTELLIGENCE)), said=(tight,)),
    ]  # fmt: skip


def _flows_silent() -> list[Example]:
    above, below = "stock-flow contradicts by us-state-department above", "stock-flow contradicts by us-state-department below"
    agrees, exactly = "stock-flow agrees by us-state-department", "stock-flow incomplete (yearsLacking) by us-state-department"
    three, two = flows("10", "20", "30"), flows("10", "20")
    half = us("15", period="2015-01/2015-06")
    return [
        of(below, "a year is missing", yonhap("2016", *two, resettled("61"))),
        of(below, "two roots, neither with all years", yonhap("2016", *two, us("30", period="2015", by=INTELLIGENCE),
           resettled("61"))),
        of(below, "a year by nobody named", yonhap("2016", *two, us("30", by=UNSTATED), resettled("61"))),
        of(below, "eight months more than the years given", yonhap("2016", *two, resettled("40", "2013/2015-08"))),
        of(below, "half a year is no member", yonhap("2016", *two, half, resettled("61"))),
        of(below, "about a year", yonhap("2016", *two, us("30", period="2015~"), resettled("61"))),
        of(below, "a year without an upper end", yonhap("2016", *two, us("at-least 30"), resettled("61"))),
        of(below, "a forecast of a year", yonhap("2015", *two, us("30").replace("nk:Claim", "nk:Forecast"), resettled("61"))),
        of(below, "a year that the root gives twice on one day", yonhap("2016-01-04", *two, us("29")), upi("2016-01-04",
           us("30")), post("2016", resettled("65"))),
        of(below, "a running total", yonhap("2016", *three, resettled("61", "2013/.."))),
        of(below, "no start", yonhap("2016", *three, resettled("61", "../2015"))),
        of(above, "another place", yonhap("2016", *(f.replace("place:us", "place:japan") for f in three)),
           upi("2016", resettled("59"))),
        of(above, "years outside the total", yonhap("2016", *flows("10", "20", "30", first=2012), resettled("55"))),
        of(above, "months beside the years are not counted twice", yonhap("2016", *three, half, resettled("60")),
           said=(f"{agrees} at 60: 10 and 20 and 30 make 60",)),
        of(above, "a figure revised since", yonhap("2016", *flows("10", "20", "35")), post("2017", us("30")),
           upi("2016", resettled("60")), said=(f"{agrees} at 60: 10 and 20 and 30 make 60",)),
        of(agrees, "unknown roots", yonhap("2016", *flows("10", "20", "30", by=UNSTATED), resettled("60"))),
        of(agrees, "an article that contradicts itself on a year", yonhap("2016", *three, us("38"), resettled("60"))),
        of(agrees, "an article that contradicts itself on the total", yonhap("2016", *three, resettled("60"), resettled("70"))),
        of(agrees, "a bound that the year does not reach", yonhap("2016", *two, us("at-most 30"), resettled("60"))),
        of(exactly, "the years given fall short", yonhap("2016", *two, resettled("31"))),
        of(exactly, "a hedged total", yonhap("2016", *two, resettled("about 30"))),
        of(exactly, "a range", yonhap("2016", us("10", period="2013"), us("20 to 21", period="2014"), resettled("30"))),
        of(exactly, "unknown roots", yonhap("2016", *flows("10", "20", by=UNSTATED), resettled("30"))),
    ]  # fmt: skip


def _flows_then() -> list[Example]:
    verb = "stock-flow agrees (laterFigure) by us-state-department"
    above, below = "stock-flow contradicts by us-state-department above", "stock-flow contradicts by us-state-department below"
    three, revised = flows("10", "20", "35"), post("2017", us("30"))
    held = f"{verb} at 65: 10 and 20 and 35 make 65"
    return [
        of(verb, "a year is less since", yonhap("2016", *three, resettled("65")), revised, said=(held,)),
        of(verb, "a year is more since", yonhap("2016", *three, resettled("65")), post("2017", us("44")), said=(held,)),
        of(verb, "two years are others since", yonhap("2016", *three, resettled("65")), post("2017", us("30"),
           us("19", period="2014")), said=(held,)),
        of(verb, "the total in another article", yonhap("2016", *three), upi("2016", resettled("65")), revised, said=(held,)),
        of(verb, "a year that was revised before too", post("2015", us("36")), yonhap("2016", *three), upi("2016",
           resettled("65")), revised, said=(held,)),
        of(verb, "the total fits what the root says today", yonhap("2016", *three, resettled("60")), revised,
           said=("stock-flow agrees by us-state-department at 60: 10 and 20 and 30 make 60",)),
        of(verb, "it fits neither", yonhap("2016", *three, resettled("62")), revised,
           said=(f"{below} 62: 10 and 20 and 30 make 60, 2 off",)),
        of(verb, "the total was printed after the revision", yonhap("2016", *three), revised, upi("2018", resettled("65")),
           said=(f"{below} 65: 10 and 20 and 30 make 60, 5 off",)),
        of(verb, "a year that was given only later", yonhap("2016", *three[:2], resettled("65")), post("2017", us("36")),
           post("2018", us("30")), said=(f"{below} 65: 10 and 20 and 30 make 60, 5 off",)),
        of(verb, "another root says otherwise", yonhap("2016", *three, resettled("65")), post("2017",
           us("30", by=INTELLIGENCE)), said=("stock-flow agrees by us-state-department at 65: 10 and 20 and 35 make 65",)),
        of(above, "with a year missing, the others came to no more then", yonhap("2016", *three[:2], resettled("31")),
           post("2017", us("25", period="2014"))),
        of(above, "with a year missing, the others came to more then too", yonhap("2016", *three[:2], resettled("29")),
           post("2017", us("25", period="2014")), said=(f"{above} 29: 10 and 25 make 35, 6 off",)),
    ]  # fmt: skip


EXAMPLES = (
    *_part_whole(), *_sum_exceeds(), *_sum_too_many(), *_sum_short(), *_sum_damaged(), *_sum_unlisted(), *_sum_falls_short(),
    *_sum_open(), *_sum_agrees(), *_cumulative(), *_flows_decide(), *_flows_silent(), *_flows_then(),
)  # fmt: skip


# --- what holds only if figures were rounded ----------------------------------------------------------------------------------


ROUNDED = [
    of("sum-of-parts", "a round total that was rounded down", yonhap("2016", *table(us("1000"), *states("800", "204"))),
       said=("sum-of-parts agrees (roundingAssumed) by own above 1,000: 800 and 204 make 1004",)),
    of("sum-of-parts", "a round total that was rounded up",
       yonhap("2016", *table(us("1100"), *states("800", "264"), items="2")),
       said=("sum-of-parts agrees (roundingAssumed) by own below 1,100: 800 and 264 make 1064",)),
    of("stock-flow", "a round total that was rounded down", yonhap("2016", *flows("400", "300", "330"), resettled("1000")),
       said=("stock-flow agrees (roundingAssumed) by us-state-department above 1,000: 400 and 300 and 330 make 1030",)),
    of("stock-flow", "round flows", yonhap("2016", *flows("1300", "1200"), resettled("2460", "2013/2014")),
       said=("stock-flow agrees (roundingAssumed) by us-state-department above 2,460: 1,300 and 1,200 make 2500",)),
    of("sum-of-parts", "round parts", yonhap("2016", *table(us("2460"), *states("1300", "1200"))),
       said=("sum-of-parts agrees (roundingAssumed) by own above 2,460: 1,300 and 1,200 make 2500",)),
]  # fmt: skip
