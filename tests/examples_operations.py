"""Small corpora for derivation, by how a figure follows from others: a share, a ratio, a change, a mean."""

from __future__ import annotations

from tests.derived_specimens import ALL, OWN, ROOT, derived, down, mean, now, then
from tests.rule_examples import Example, of, upi, yonhap
from tests.specimens import PERCENT, UNSTATED, says
from tests.totals_specimens import MEN, WOMEN

# --- how it follows ---------------------------------------------------------------------------------------------------------


def _share() -> list[Example]:
    verb = "derivation"
    women, everyone = says("1025", more=WOMEN), now()
    share = derived("share", "80.3", ALL, more=WOMEN)
    said = (f"{OWN} at 80.3 percent: 1,277 and 1,025 make 80.266249",)
    part = derived("share", "61.2", "nk:measure measure:residents", measure="whereabouts-unknown")
    return [
        of(verb, "women of all", yonhap("2016", share, women, everyone), said=said),
        of(verb, "more than 80 percent", yonhap("2016", derived("share", "more-than 80", ALL, more=WOMEN), women, everyone),
           said=(f"{OWN} at more than 80 percent: 1,277 and 1,025 make 80.266249",)),
        of(verb, "of another measure", yonhap("2016", part, says("612", measure="whereabouts-unknown"),
           says("1000", measure="residents")), said=(f"{OWN} at 61.2 percent: 1,000 and 612 make 61.2",)),
        of(verb, "not four fifths", yonhap("2016", derived("share", "75", ALL, more=WOMEN), women, everyone),
           said=("derivation contradicts by own above 75 percent: 1,277 and 1,025 make 80.266249, 4.766249 off",)),
        of(verb, "of nobody", yonhap("2016", share, women, now("0")),
           said=("part-whole contradicts 1,025 within 0, 1025 off",)),
        of(verb, "of men", yonhap("2016", share, women, says("252", more=MEN))),
        of(verb, "women of another year", yonhap("2016", share, says("1025", "2014", more=WOMEN), everyone)),
        of(verb, "in percentage points",
           yonhap("2016", share.replace("unit:percent ", "unit:percentage-point "), women, everyone)),
        of(verb, "no base", yonhap("2016", says("80.3", more=f"{WOMEN} ; nk:operation operation:share ; nk:unit unit:percent"),
           women, everyone)),
        of(verb, "another place", yonhap("2016", share, women, everyone.replace("south-korea", "japan"))),
    ]  # fmt: skip


def _ratio() -> list[Example]:
    verb = "derivation"
    twice = derived("ratio", "2.1", 'nk:period "2015"', "times", period="2011")
    men = derived("ratio", "4.1", MEN, "times", more=WOMEN)
    seven = derived("ratio", "7", MEN, "times", more=f"{WOMEN} ; nk:perCount 3")
    women, others = says("1025", more=WOMEN), says("252", more=MEN)
    return [
        of(verb, "2.1 times", yonhap("2016", twice, now(), then()),
           said=(f"{OWN} at 2.1: 2,706 and 1,277 make 2.119029",)),
        of(verb, "women to men", yonhap("2016", men, women, others), said=(f"{OWN} at 4.1: 1,025 and 252 make 4.06746",)),
        of(verb, "7 for every 3", yonhap("2016", seven, says("700", more=WOMEN), says("301", more=MEN)),
           said=(f"{OWN} at 7 for every 3: 700 and 301 make 2.325581",)),
        of(verb, "not 3 times",
           yonhap("2016", derived("ratio", "3", 'nk:period "2015"', "times", period="2011"), now(), then()),
           said=("derivation contradicts by own below 3: 2,706 and 1,277 make 2.119029, 0.380971 off",)),
        of(verb, "half", yonhap("2016", derived("ratio", "0.5", unit="fraction"), now(), then()),
           said=(f"{OWN} at half: 2,706 and 1,277 make 47.191426",)),
        of(verb, "times nobody", yonhap("2016", men, women, says("0", more=MEN))),
        of(verb, "in persons", yonhap("2016", derived("ratio", "2", unit="person"), now(), then())),
        of(verb, "of money to persons in won", yonhap("2016", derived("ratio", "2", unit="krw"), now(), then())),
        of(verb, "men are not counted", yonhap("2016", men, women)),
        of(verb, "women are not counted", yonhap("2016", men, others)),
    ]  # fmt: skip


def _increases() -> list[Example]:
    verb, up = "derivation", derived("increase", "112", 'nk:period "2015"', period="2011")
    more = derived("increase", "1429", 'nk:period "2015"', "person", period="2011")
    points = derived("increase", "2.8", unit="percentage-point", measure=PERCENT)
    rates = [says("52.8", measure=PERCENT), says("50.0", "2011", measure=PERCENT)]
    in_times = derived("increase", "1.1", 'nk:period "2015"', "times", period="2011")
    nine = says("2706", "2011~")
    return [
        of(verb, "up in percent", yonhap("2016", up, now(), then()),
           said=(f"{OWN} at 112 percent: 2,706 and 1,277 make 111.902897",)),
        of(verb, "up in percent, not so much", yonhap("2016", up, now("1500"), then()),
           said=("derivation contradicts by own below 112 percent: 2,706 and 1,500 make 80.4, 31.1 off",)),
        of(verb, "up in times", yonhap("2016", in_times, now(), then()),
           said=(f"{OWN} at 1.1: 2,706 and 1,277 make 1.119029",)),
        of(verb, "up in percent from nobody", yonhap("2016", up, now("0"), then())),
        of(verb, "up in points of a measure in percent", yonhap("2016", points, *rates)),
        of(verb, "up in percent since about a year", yonhap("2016", up, now(), nine)),
        of(verb, "up in persons", yonhap("2016", more, now(), then()),
           said=(f"{OWN} at 1,429: 2,706 and 1,277 make 1429",)),
        of(verb, "up in persons from nobody", yonhap("2016", derived("increase", "2706", 'nk:period "2015"', "person",
           period="2011"), now("0"), then()), said=(f"{OWN} at 2,706: 2,706 and 0 make 2706",)),
        of(verb, "up in persons, one too many", yonhap("2016", more, now("1278"), then()),
           said=("derivation contradicts by own below 1,429: 2,706 and 1,278 make 1428, 1 off",)),
        of(verb, "up in won", yonhap("2016", more.replace("unit:person", "unit:krw"), now(), then())),
        of(verb, "up in persons, a figure lacking", yonhap("2016", more, then())),
        of(verb, "up in persons, both lacking", yonhap("2016", more)),
    ]  # fmt: skip


def _decreases() -> list[Example]:
    verb, fewer = "derivation", derived("decrease", "1429", unit="person")
    return [
        of(verb, "down in percent to nobody", yonhap("2016", down("100"), now("0"), then()),
           said=(f"{OWN} at 100 percent: 2,706 and 0 make 100",)),
        of(verb, "down in percent", yonhap("2016", down(), now(), then()),
           said=(f"{OWN} at 52.8 percent: 2,706 and 1,277 make 52.808574",)),
        of(verb, "down by less than half", yonhap("2016", down("less-than 50"), now("1400"), then()),
           said=(f"{OWN} at less than 50 percent: 2,706 and 1,400 make 48.263119",)),
        of(verb, "down by almost half", yonhap("2016", down("almost 50"), now("1400"), then()),
           said=(f"{OWN} at almost 50 percent: 2,706 and 1,400 make 48.263119",)),
        of(verb, "down by just what it is said to be below", yonhap("2016", down("almost 50"), now("1353"), then()),
           said=("derivation contradicts by own at almost 50 percent: 2,706 and 1,353 make 50, 0 off",)),
        of(verb, "down by a range up to just what it is", yonhap("2016", down("40 to 50"), now("1353"), then()),
           said=(f"{OWN} at 40 to 50 percent: 2,706 and 1,353 make 50",)),
        of(verb, "down in percent from nobody", yonhap("2016", down(), now(), then("0"))),
        of(verb, "down in points of persons",
           yonhap("2016", derived("decrease", "52.8", unit="percentage-point"), now(), then())),
        of(verb, "down since an unstated period", yonhap("2016", down(), now(), says("2706", "unstated"))),
        of(verb, "down in persons", yonhap("2016", fewer, now(), then()),
           said=(f"{OWN} at 1,429: 2,706 and 1,277 make 1429",)),
        of(verb, "down in persons, one too few", yonhap("2016", fewer, now("1276"), then()),
           said=("derivation contradicts by own above 1,429: 2,706 and 1,276 make 1430, 1 off",)),
        of(verb, "down in persons, a rise", yonhap("2016", fewer, now("2706"), then("1277")),
           said=("derivation contradicts by own below 1,429: 1,277 and 2,706 make -1429, 2858 off",)),
        of(verb, "down in dollars", yonhap("2016", fewer.replace("unit:person", "unit:usd"), now(), then())),
        of(verb, "down in persons, the base lacking", yonhap("2016", fewer, now())),
        of(verb, "down in persons, another sex", yonhap("2016", fewer, now(), says("2706", "2011", more=WOMEN))),
    ]  # fmt: skip


def _differences() -> list[Example]:
    verb, gap = "derivation", derived("difference", "1429", unit="person")
    return [
        of(verb, "difference downwards", yonhap("2016", gap, now(), then()),
           said=(f"{OWN} at 1,429: 2,706 and 1,277 make 1429",)),
        of(verb, "difference upwards", yonhap("2016", gap, now("2706"), then("1277")),
           said=(f"{OWN} at 1,429: 1,277 and 2,706 make 1429",)),
        of(verb, "difference of ranges", yonhap("2016", gap, now("1200 to 1277"), then()),
           said=(f"{OWN} at 1,429: 2,706 and 1,200 to 1,277 make 1429..1506",)),
        of(verb, "difference of one", yonhap("2016", gap, now("2705"), then()),
           said=("derivation contradicts by own below 1,429: 2,706 and 2,705 make 1, 1428 off",)),
        of(verb, "difference of ranges that overlap, on either side of zero",
           yonhap("2016", gap, now("2000 to 3000"), then())),
        of(verb, "difference in percent", yonhap("2016", derived("difference", "52.8"), now(), then())),
        of(verb, "difference, one lacking", yonhap("2016", gap, now())),
    ]  # fmt: skip


def _means() -> list[Example]:
    verb, ten = "derivation", "2015-01/2015-10"
    return [
        of(verb, "a month, of ten", yonhap("2015-11", mean("98", period=ten), says("978", ten)),
           said=(f"{OWN} at 98: 978 make 97.8",)),
        of(verb, "a month, less than", yonhap("2016", mean("less-than 110"), now()),
           said=(f"{OWN} at less than 110: 1,277 make 106.416667",)),
        of(verb, "a month, by a root", yonhap("2016", mean("106")), upi("2016", now()),
           said=(f"{ROOT} at 106: 1,277 make 106.416667",)),
        of(verb, "a month, too few", yonhap("2016", mean("100"), now()),
           said=("derivation contradicts by own above 100: 1,277 make 106.416667, 5.916667 off",)),
        of(verb, "a month, just between two roundings, rounded up", yonhap("2016", mean("4.3"), now("51")),
           said=(f"{OWN} at 4.3: 51 make 4.25",)),
        of(verb, "a month, just between two roundings, rounded down", yonhap("2016", mean("4.2"), now("51")),
           said=("derivation agrees (roundingAssumed) by own at 4.2: 51 make 4.25",)),
        of(verb, "a month, less than just what it is", yonhap("2016", mean("less-than 4.25"), now("51")),
           said=("derivation contradicts by own at less than 4.25: 51 make 4.25, 0 off",)),
        of(verb, "a month, of a part of one", yonhap("2016", mean("98", period="2015-01-01/2015-10-15"),
           says("978", "2015-01-01/2015-10-15"))),
        of(verb, "a month, of another period", yonhap("2016", mean("98"), says("978", ten))),
        of(verb, "a month, by nobody named", yonhap("2016", mean("106")), upi("2016", now(by=UNSTATED))),
        of(verb, "a month, of time without an end", yonhap("2016", mean("98", period="2015/.."), says("978", "2015/.."))),
        of(verb, "a year, of two", yonhap("2016", mean("1337", "P1Y", "2014/2015"), says("2674", "2014/2015")),
           said=(f"{OWN} at 1,337: 2,674 make 1337",)),
        of(verb, "a year, of one", yonhap("2016", mean("1277", "P1Y"), now()),
           said=(f"{OWN} at 1,277: 1,277 make 1277",)),
        of(verb, "a year, of twelve months across two", yonhap("2016", mean("1213", "P1Y", "2014-07/2015-06"),
           says("1277", "2014-07/2015-06")),
           said=("derivation contradicts by own above 1,213: 1,277 make 1277, 63.5 off",)),
        of(verb, "a year, of ten months", yonhap("2016", mean("978", "P1Y", ten), says("978", ten))),
        of(verb, "a year, unstated which", yonhap("2016", mean("978", "P1Y", "unstated"), says("978", "unstated"))),
        of(verb, "a year, of the years apart", yonhap("2016", mean("1337", "P1Y", "2014/2015"), now(), says("1397", "2014"))),
        of(verb, "a day, of a year", yonhap("2016", mean("3.5", "P1D"), now()),
           said=(f"{OWN} at 3.5: 1,277 make 3.49863",)),
        of(verb, "a day, of a leap year", yonhap("2017", mean("3.49", "P1D", "2016"), says("1277", "2016")),
           said=(f"{OWN} at 3.49: 1,277 make 3.489071",)),
        of(verb, "a day, of days",
           yonhap("2016", mean("4", "P1D", "2015-10-01/2015-10-10"), says("31", "2015-10-01/2015-10-10")),
           said=("derivation contradicts by own below 4: 31 make 3.1, 0.4 off",)),
        of(verb, "a day, unstated which", yonhap("2016", mean("4", "P1D", "unstated"), says("31", "unstated"))),
        of(verb, "a day, of time without a start", yonhap("2016", mean("4", "P1D", "../2015"), says("31", "../2015"))),
        of(verb, "a day, no data", yonhap("2016", mean("4", "P1D"), now("no-data"))),
    ]  # fmt: skip


EXAMPLES = (*_share(), *_ratio(), *_increases(), *_decreases(), *_differences(), *_means())

FORMS = {
    "share": _share(),
    "ratio": _ratio(),
    **{form: [e for e in (*_increases(), *_decreases(), *_differences()) if e.why.startswith(words)] for form, words in {
        "increase": ("up in percent", "up in times", "up in points"),
        "increase-in-persons": ("up in persons", "up in won"),
        "decrease": ("down in percent", "down in points", "down by", "down since"),
        "decrease-in-persons": ("down in persons", "down in dollars"),
        "difference": ("difference",),
    }.items()},
    **{form: [e for e in _means() if e.why.startswith(form)] for form in ("a month", "a year", "a day")},
}  # fmt: skip
"""The examples of each way in which a figure follows from others."""
