"""Small corpora for cumulative and stock-flow, with all that these rules say of each."""

from __future__ import annotations

from tests.rule_examples import Example, of, post, upi, yonhap
from tests.specimens import INTELLIGENCE, PERCENT, UNSTATED, says
from tests.totals_specimens import WOMEN, flows, resettled, us

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
    before = flows("10", "20", "35", first=2007)
    held = f"{verb} at 65: 10 and 20 and 35 make 65"
    return [
        of(verb, "a year is less since", yonhap("2016", *three, resettled("65")), revised, said=(held,)),
        of(verb, "a year is more since", yonhap("2016", *three, resettled("65")), post("2017", us("44")), said=(held,)),
        of(verb, "two years are others since", yonhap("2016", *three, resettled("65")), post("2017", us("30"),
           us("19", period="2014")), said=(held,)),
        of(verb, "the total in another article", yonhap("2016", *three), upi("2016", resettled("65")), revised, said=(held,)),
        of(verb, "a year that was revised before too", post("2015", us("36")), yonhap("2016", *three), upi("2016",
           resettled("65")), revised, said=(held,)),
        of(verb, "a year that had gone back to what it was", upi("2010", *before), post("2012", us("40", period="2009")),
           post("2014", us("35", period="2009")), yonhap("2015", resettled("65", "2007/2009")),
           post("2016", us("30", period="2009")), said=(held,)),
        of(verb, "a year that was hedged as well in its article", yonhap("2016", *three, us("about 40"), resettled("65")),
           post("2017", us("30")), said=(held,)),
        of(verb, "a year that was hedged as well on that day", yonhap("2016-05-01", *three), upi("2016-05-01",
           us("about 40"), resettled("65")), post("2017", us("30")), said=(held,)),
        of(verb, "a year that was given as at least so many as well", yonhap("2016-05-01", *three), upi("2016-05-01",
           us("at-least 30"), resettled("65")), post("2017", us("30")), said=(held,)),
        of(verb, "two figures of a year on one day, neither narrower", yonhap("2016-05-01", *three), upi("2016-05-01",
           us("34"), resettled("65")), post("2017", us("30")),
           said=(f"{below} 65: 10 and 20 and 30 make 60, 5 off",)),
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


EXAMPLES = (*_cumulative(), *_flows_decide(), *_flows_silent(), *_flows_then())


# --- what holds only if figures were rounded ----------------------------------------------------------------------------------


ROUNDED = [
    of("stock-flow", "a round total that was rounded down", yonhap("2016", *flows("400", "300", "330"), resettled("1000")),
       said=("stock-flow agrees (roundingAssumed) by us-state-department above 1,000: 400 and 300 and 330 make 1030",)),
    of("stock-flow", "round flows", yonhap("2016", *flows("1300", "1200"), resettled("2460", "2013/2014")),
       said=("stock-flow agrees (roundingAssumed) by us-state-department above 2,460: 1,300 and 1,200 make 2500",)),
]  # fmt: skip
