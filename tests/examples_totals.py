"""Small corpora for part-whole and sum-of-parts, with all that these rules say of each."""

from __future__ import annotations

from tests.rule_examples import Example, of, upi, yonhap
from tests.specimens import INTELLIGENCE, PERCENT, UNSTATED, article, says, total
from tests.totals_specimens import MEN, WOMEN, states, table, us

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


EXAMPLES = (
    *_part_whole(), *_sum_exceeds(), *_sum_too_many(), *_sum_short(), *_sum_damaged(), *_sum_unlisted(), *_sum_falls_short(),
    *_sum_open(), *_sum_agrees(),
)  # fmt: skip


# --- what holds only if figures were rounded ----------------------------------------------------------------------------------


ROUNDED = [
    of("sum-of-parts", "a round total that was rounded down", yonhap("2016", *table(us("1000"), *states("800", "204"))),
       said=("sum-of-parts agrees (roundingAssumed) by own above 1,000: 800 and 204 make 1004",)),
    of("sum-of-parts", "a round total that was rounded up",
       yonhap("2016", *table(us("1100"), *states("800", "264"), items="2")),
       said=("sum-of-parts agrees (roundingAssumed) by own below 1,100: 800 and 264 make 1064",)),
    of("sum-of-parts", "round parts", yonhap("2016", *table(us("2460"), *states("1300", "1200"))),
       said=("sum-of-parts agrees (roundingAssumed) by own above 2,460: 1,300 and 1,200 make 2500",)),
]  # fmt: skip
