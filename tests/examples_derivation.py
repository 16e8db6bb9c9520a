"""Small corpora for shares, ratios, changes, differences and means, with all that the rule derivation says of each."""

from __future__ import annotations

import re

from tests.examples_totals import MEN, WOMEN
from tests.rule_examples import Example, of, post, upi, yonhap
from tests.specimens import INTELLIGENCE, MINISTRY, PERCENT, UNSTATED, iri, says

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


# --- whose figures ----------------------------------------------------------------------------------------------------------


def _own() -> list[Example]:
    fell = "52.8 percent: 2,706 and 1,277 make 52.808574"
    half = derived("ratio", "0.5", unit="fraction")
    by_root, mixed = f"{ROOT} at {fell}", f"{MIXED} at {fell}"
    return [
        of(OWN, "a fall in percent", yonhap("2016", down(), now(), then()), said=(f"{OWN} at {fell}",)),
        of(OWN, "by nobody named", yonhap("2016", down(by=UNSTATED), now(by=UNSTATED), then(by=UNSTATED)),
           said=(f"{OWN} at {fell}",)),
        of(OWN, "half", yonhap("2016", half, now(), then()), said=(f"{OWN} at half: 2,706 and 1,277 make 47.191426",)),
        of(OWN, "a hedged operand that may be it", yonhap("2016", down(), now(), then("about 2700")),
           said=(f"{OWN} at 52.8 percent: about 2,700 and 1,277 make 51.811321..53.563636",)),
        of(OWN, "one of two values that the article prints", yonhap("2016", down(), now(), now("1344"), then()),
           said=(f"{OWN} at {fell}",)),
        of(OWN, "its own figures count, not what others say", yonhap("2016", down(), now(), then()),
           upi("2017", now("1200"), then("3000")), said=(f"{OWN} at {fell}",)),
        of(OWN, "figures of the same article, one of each year, and a third", yonhap("2016", down(), now(), then(),
           says("1397", "2014")), said=(f"{OWN} at {fell}",)),
        of(OWN, "a fall that was foreseen, and what came of it",
           yonhap("2016", down().replace("nk:Claim", "nk:Forecast"), now(), then()), said=(f"{OWN} at {fell}",)),
        of(OWN, "the article prints neither", yonhap("2016", down()), upi("2016", now(), then()), said=(by_root,)),
        of(OWN, "the article prints one", yonhap("2016", down(), now()), upi("2016", then()), said=(mixed,)),
        of(OWN, "the article prints one and nobody the other", yonhap("2016", down(), now())),
        of(OWN, "a mean over about a year", yonhap("2016", mean("98", period="2015~"), says("1277", "2015~"))),
        of(OWN, "another year", yonhap("2016", down(), now(), says("2706", "2010"))),
        of(OWN, "about that year", yonhap("2016", down(), now(), says("2706", "2011~"))),
        of(OWN, "another place", yonhap("2016", down(), now(), then().replace("south-korea", "japan"))),
        of(OWN, "another measure", yonhap("2016", down(), now(), says("2706", "2011", measure="given-defector-status"))),
        of(OWN, "women only", yonhap("2016", down(), now(), says("2706", "2011", more=WOMEN))),
        of(OWN, "no data of the base", yonhap("2016", down(), now(), then("no-data"))),
        of(OWN, "a forecast of the figure", yonhap("2015", down(), now().replace("nk:Claim", "nk:Forecast"), then())),
    ]  # fmt: skip


def _mixed() -> list[Example]:
    fell = "52.8 percent: 2,706 and 1,277 make 52.808574"
    wrong = "derivation contradicts by own and ministry-of-unification below"
    revised = "derivation agrees (laterFigure) by own and ministry-of-unification at"
    return [
        of(MIXED, "its own numerator", yonhap("2016", down(), now()), upi("2016", then()), said=(f"{MIXED} at {fell}",)),
        of(MIXED, "its own base", yonhap("2016", down(), then()), upi("2016", now()), said=(f"{MIXED} at {fell}",)),
        of(MIXED, "its own numerator, by nobody named", yonhap("2016", down(), now(by=UNSTATED)), upi("2016", then()),
           said=(f"{MIXED} at {fell}",)),
        of(MIXED, "its own numerator, which others deny", yonhap("2016", down(), now()), upi("2015", then()),
           post("2017", now("1200")), said=(f"{MIXED} at {fell}",)),
        of(MIXED, "its own numerator, and the base of a sibling", yonhap("2016", down(), now()),
           upi("2016", then("2604", INTELLIGENCE))),
        of(MIXED, "its own base, and the numerator of a sibling", yonhap("2016", down(), then()),
           upi("2016", now("1302", INTELLIGENCE))),
        of(MIXED, "nobody named for the base", yonhap("2016", down(), now()), upi("2016", then(by=UNSTATED))),
        of(MIXED, "nobody named for the numerator", yonhap("2016", down(), then()), upi("2016", now(by=UNSTATED))),
        of(MIXED, "the other article contradicts itself", yonhap("2016", down(), now()), upi("2016", then(), then("2000"))),
        of(MIXED, "a base that the root gives twice on one day", yonhap("2016", down("10"), now()), upi("2016-02-01", then()),
           post("2016-02-01", then("2711"))),
        of(MIXED, "no root in the chain either", yonhap("2016", down(), now()), upi("2016", then(by=UNSTATED)),
           post("2017", then("2705", UNSTATED))),
        of(MIXED, "a base that does not fit", yonhap("2016", down(), now()), upi("2016", then("2600")),
           said=(f"{wrong} 52.8 percent: 2,600 and 1,277 make 50.884615, 1.865385 off",)),
        of(MIXED, "a numerator that was revised", yonhap("2016", down(), then()), upi("2016", now()), post("2017", now("1198")),
           said=(f"{revised} {fell}",)),
        of(MIXED, "a base that was revised", yonhap("2016", down(), now()), upi("2016", then()), post("2017", then("2611")),
           said=(f"{revised} {fell}",)),
    ]  # fmt: skip


def _root() -> list[Example]:
    fell = "52.8 percent: 2,706 and 1,277 make 52.808574"
    relayed = upi("2017", down(), hops=f"nk:cites <{iri('2016-yonhap').value}>")
    return [
        of(ROOT, "of one article", yonhap("2016", down()), upi("2016", now(), then()), said=(f"{ROOT} at {fell}",)),
        of(ROOT, "of two articles", yonhap("2016", down()), upi("2016", now()), post("2012", then()),
           said=(f"{ROOT} at {fell}",)),
        of(ROOT, "of the article that it cites", yonhap("2016", now(), then()), relayed, said=(f"{ROOT} at {fell}",)),
        of(ROOT, "a fall by nobody named", yonhap("2016", down(by=UNSTATED)), upi("2016", now(), then()),
           said=(f"{ROOT} at {fell}",)),
        of(ROOT, "not what nobody named says besides", yonhap("2016", down()), upi("2016", now(), then()),
           post("2017", now("1500", UNSTATED)), said=(f"{ROOT} at {fell}",)),
        of(ROOT, "two unknown roots", yonhap("2016", down()), upi("2016", now(by=UNSTATED), then(by=UNSTATED))),
        of(ROOT, "one unknown root", yonhap("2016", down()), upi("2016", now(by=UNSTATED), then())),
        of(ROOT, "siblings give one each", yonhap("2016", down()), upi("2016", now(), then(by=INTELLIGENCE))),
        of(ROOT, "siblings give one each, the other way round", yonhap("2016", down()),
           upi("2016", now(by=INTELLIGENCE), then())),
        of(ROOT, "articles that contradict themselves", yonhap("2016", down()), upi("2016", now(), then(), then("2000"))),
        of(ROOT, "a tie between two bases that do not fit", yonhap("2016", down("10")), upi("2016-02-01", now(), then()),
           post("2016-02-01", then("2711"))),
        of(ROOT, "one figure is missing", yonhap("2016", down()), upi("2016", then())),
        of(ROOT, "both are missing", yonhap("2016", down())),
        of(ROOT, "a base of another period", yonhap("2016", down()), upi("2016", now(), says("2706", "2011-01/2011-06"))),
    ]  # fmt: skip


def _later() -> list[Example]:
    fell = "52.8 percent: 2,706 and 1,277 make 52.808574"
    later = "derivation agrees (laterFigure) by ministry-of-unification at"
    both = upi("2016", now(), then())
    fits = f"{ROOT} at {fell}"
    again = "derivation contradicts by ministry-of-unification"
    revised = post("2018", now("1198"), then("2611"))
    return [
        of(LATER, "both were revised", yonhap("2016", down()), both, revised, said=(f"{later} {fell}",)),
        of(LATER, "both were revised, each in an article of its own", yonhap("2016", down()), upi("2015", then()),
           upi("2016", now()), post("2017", then("2611")), post("2018", now("1198")), said=(f"{later} {fell}",)),
        of(LATER, "both were revised twice, and printed between", yonhap("2017", down("54.1")), both,
           post("2017", now("1198"), then("2611")), post("2018", now("1111"), then("2222")),
           said=(f"{later} 54.1 percent: 2,611 and 1,198 make 54.117196",)),
        of(LATER, "both were revised before it was printed", yonhap("2019", down()), both, revised,
           said=(f"{again} above 52.8 percent: 2,611 and 1,198 make 54.117196, 1.267196 off",)),
        of(LATER, "both were revised, and it fits neither", yonhap("2016", down("40")), both, revised,
           said=(f"{again} above 40 percent: 2,611 and 1,198 make 54.117196, 13.617196 off",)),
        of(LATER, "both were revised, by another root", yonhap("2016", down()), both,
           post("2018", now("1198", INTELLIGENCE), then("2611", INTELLIGENCE)),
           said=(fits, "derivation undetermined (publishedLater) by national-intelligence-service above 52.8 percent:"
                       " 2,611 and 1,198 make 54.117196")),
        of(LATER, "what a mean is of was revised", yonhap("2016", mean("106")), upi("2016", now()), post("2018", now("1198")),
           said=(f"{later} 106: 1,277 make 106.416667",)),
        of(LATER, "the numerator was revised", yonhap("2016", down()), both, post("2018", now("1198")),
           said=(f"{later} {fell}",)),
        of(LATER, "the base was revised", yonhap("2016", down()), both, post("2018", then("2611")), said=(f"{later} {fell}",)),
        of(LATER, "revised twice", yonhap("2016", down()), both, post("2018", now("1198")), upi("2019", now("1187")),
           said=(f"{later} {fell}",)),
        of(LATER, "a reprint after the revision", yonhap("2019", down()), both, post("2018", now("1198")),
           said=(f"{later} {fell}",)),
        of(LATER, "a revision that changes nothing", yonhap("2016", down()), both, post("2018", now("1276")),
           said=(f"{ROOT} at 52.8 percent: 2,706 and 1,276 make 52.845528",)),
        of(LATER, "another root says otherwise", yonhap("2016", down()), both, post("2018", now("1198", INTELLIGENCE)),
           said=(fits,)),
        of(LATER, "nobody named says otherwise", yonhap("2016", down()), both, post("2018", now("1198", UNSTATED)),
           said=(fits,)),
        of(LATER, "an article that contradicts itself says otherwise", yonhap("2016", down()), both,
           post("2018", now("1198"), now("1111")), said=(fits,)),
        of(LATER, "neither the first nor the last fits", yonhap("2016", down("40")), both, post("2018", now("1198")),
           said=(f"{again} above 40 percent: 2,706 and 1,198 make 55.728012, 15.228012 off",)),
        of(LATER, "the true figure was only ever given by an article that contradicts itself", yonhap("2016", down()),
           upi("2016", now(), now("1111"), then()), post("2018", now("1198")),
           said=(f"{UNPUBLISHED} by ministry-of-unification above 52.8 percent: 2,706 and 1,198 make 55.728012",)),
    ]  # fmt: skip


def _unpublished() -> list[Example]:
    by_root, mixed = f"{UNPUBLISHED} by ministry-of-unification", f"{UNPUBLISHED} by own and ministry-of-unification"
    said = "52.8 percent: 2,611 and 1,198 make 54.117196"
    off, later = f"{said}, 1.267196 off", post("2018", now("1198"), then("2611"))
    wrong = "derivation contradicts by ministry-of-unification above"
    return [
        of(UNPUBLISHED, "both are of later", yonhap("2016", down()), later, said=(f"{by_root} above {said}",)),
        of(UNPUBLISHED, "the numerator is of later", yonhap("2016", down()), upi("2016", then("2611")), later,
           said=(f"{by_root} above {said}",)),
        of(UNPUBLISHED, "the base is of later", yonhap("2016", down()), upi("2016", now("1198")), later,
           said=(f"{by_root} above {said}",)),
        of(UNPUBLISHED, "its own numerator, and the base of later", yonhap("2016", down(), now("1198")),
           post("2018", then("2611")), said=(f"{mixed} above {said}",)),
        of(UNPUBLISHED, "its own base, and the numerator of later", yonhap("2016", down(), then("2611")),
           post("2018", now("1198")), said=(f"{mixed} above {said}",)),
        of(UNPUBLISHED, "a mean of what was given later", yonhap("2016", mean("98")), post("2018", now()),
           said=(f"{by_root} above 98: 1,277 make 106.416667",)),
        of(UNPUBLISHED, "what came later gives it", yonhap("2016", down()), post("2018", now(), then()),
           said=(f"{ROOT} at 52.8 percent: 2,706 and 1,277 make 52.808574",)),
        of(UNPUBLISHED, "out by then", yonhap("2019", down()), later, said=(f"{wrong} {off}",)),
        of(UNPUBLISHED, "out on the day perhaps", yonhap("2016", down()), post("2016-12-31", now("1198"), then("2611")),
           said=(f"{wrong} {off}",)),
        of(UNPUBLISHED, "nobody knows when it was printed", yonhap("", down()), later, said=(f"{wrong} {off}",)),
        of(UNPUBLISHED, "the article prints both", yonhap("2016", down(), now("1198"), then("2611")), later,
           said=(f"derivation contradicts by own above {off}",)),
    ]  # fmt: skip


def _undetermined() -> list[Example]:
    own = f"{OPEN} by own at"
    most = f"{own} 52.8 percent: 2,706 and at least 1,277 make"
    return [
        of(OPEN, "a numerator without an upper end", yonhap("2016", down(), now("at-least 1277"), then()),
           said=(f"{most} ..52.808574",)),
        of(OPEN, "a numerator without a lower end", yonhap("2016", down(), now("at-most 1277"), then()),
           said=(f"{own} 52.8 percent: 2,706 and at most 1,277 make 52.808574..",)),
        of(OPEN, "a base without an upper end", yonhap("2016", down(), now(), then("at-least 2706")),
           said=(f"{own} 52.8 percent: at least 2,706 and 1,277 make 52.808574..",)),
        of(OPEN, "of a root", yonhap("2016", down()), upi("2016", now("at-least 1277"), then()),
           said=(f"{OPEN} by ministry-of-unification at 52.8 percent: 2,706 and at least 1,277 make ..52.808574",)),
        of(OPEN, "a mean of more than", yonhap("2016", mean("98"), now("more-than 1100")),
           said=(f"{own} 98: more than 1,100 make 91.75..",)),
        of(OPEN, "a mean of more than is too much", yonhap("2016", mean("98"), now("more-than 1277")),
           said=("derivation contradicts by own above 98: more than 1,277 make 106.5.., 8 off",)),
        of(OPEN, "open, but out of reach", yonhap("2016", down(), now("at-least 1500"), then()),
           said=("derivation contradicts by own below 52.8 percent: 2,706 and at least 1,500 make ..44.567627, 8.182373 off",)),
        of(OPEN, "hedged, but not open", yonhap("2016", down(), now("about 1280"), then()),
           said=(f"{OWN} at 52.8 percent: 2,706 and about 1,280 make 52.512934..52.882483",)),
        of(OPEN, "two open operands", yonhap("2016", down(), now("at-least 1277"), then("at-least 2706"))),
        of(OPEN, "a second value of the article closes it", yonhap("2016", down(), now("at-least 1200"), now(), then()),
           said=(f"{OWN} at 52.8 percent: 2,706 and 1,277 make 52.808574",)),
    ]  # fmt: skip


def _contradicts() -> list[Example]:
    verb, own = "derivation contradicts", "derivation contradicts by own"
    first = "derivation contradicts by ministry-of-unification"
    fell = "2,706 and 1,277 make 52.808574"
    two = upi("2016", now("1302", INTELLIGENCE), then("2604", INTELLIGENCE))
    return [
        of(verb, "its own figures make less", yonhap("2016", down("54"), now(), then()),
           said=(f"{own} below 54 percent: {fell}, 0.691426 off",)),
        of(verb, "its own figures make more", yonhap("2016", down("50"), now(), then()),
           said=(f"{own} above 50 percent: {fell}, 2.308574 off",)),
        of(verb, "a decimal that was not rounded but cut off", yonhap("2016", down("52.7"), now("1279"), then()),
           said=(f"{OWN} at 52.7 percent: 2,706 and 1,279 make 52.734664",)),
        of(verb, "cut off to whole percent", yonhap("2016", down("52"), now(), then()),
           said=(f"{own} above 52 percent: {fell}, 0.308574 off",)),
        of(verb, "a root's figures", yonhap("2016", down("54")), upi("2016", now(), then()),
           said=(f"{first} below 54 percent: {fell}, 0.691426 off",)),
        of(verb, "one root agrees and another does not", yonhap("2016", down()), two, post("2016", now(), then()), said=(
            f"{ROOT} at 52.8 percent: {fell}",
            "derivation contradicts by national-intelligence-service below 52.8 percent: 2,604 and 1,302 make 50, 2.75 off")),
        of(verb, "a fall that was a rise", yonhap("2016", down("52.8"), now("2706"), then("1277")),
           said=(f"{own} below 52.8 percent: 1,277 and 2,706 make -111.902897, 164.652897 off",)),
        of(verb, "less than", yonhap("2016", down("less-than 50"), now(), then()),
           said=(f"{own} above less than 50 percent: {fell}, 2.808574 off",)),
        of(verb, "rounded to whole percent", yonhap("2016", down("53"), now(), then()), said=(f"{OWN} at 53 percent: {fell}",)),
        of(verb, "more than", yonhap("2016", down("more-than 50"), now(), then()),
           said=(f"{OWN} at more than 50 percent: {fell}",)),
        of(verb, "about", yonhap("2016", down("about 50"), now(), then()), said=(f"{OWN} at about 50 percent: {fell}",)),
        of(verb, "what others say of it, where the article has its own", yonhap("2016", down(), now(), then()), two,
           said=(f"{OWN} at 52.8 percent: {fell}",)),
    ]  # fmt: skip


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


def _changes() -> list[Example]:
    verb, up = "derivation", derived("increase", "112", 'nk:period "2015"', period="2011")
    more = derived("increase", "1429", 'nk:period "2015"', "person", period="2011")
    fewer, gap = derived("decrease", "1429", unit="person"), derived("difference", "1429", unit="person")
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
        of(verb, "down in percent to nobody", yonhap("2016", down("100"), now("0"), then()),
           said=(f"{OWN} at 100 percent: 2,706 and 0 make 100",)),
        of(verb, "down in percent", yonhap("2016", down(), now(), then()),
           said=(f"{OWN} at 52.8 percent: 2,706 and 1,277 make 52.808574",)),
        of(verb, "down by less than half", yonhap("2016", down("less-than 50"), now("1400"), then()),
           said=(f"{OWN} at less than 50 percent: 2,706 and 1,400 make 48.263119",)),
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


EXAMPLES = (
    *_own(), *_mixed(), *_root(), *_later(), *_unpublished(), *_undetermined(), *_contradicts(),
    *_share(), *_ratio(), *_changes(), *_means(),
)  # fmt: skip

FORMS = {
    "share": _share(),
    "ratio": _ratio(),
    **{form: [e for e in _changes() if e.why.startswith(words)] for form, words in {
        "increase": ("up in percent", "up in times", "up in points"),
        "increase-in-persons": ("up in persons", "up in won"),
        "decrease": ("down in percent", "down in points", "down by", "down since"),
        "decrease-in-persons": ("down in persons", "down in dollars"),
        "difference": ("difference",),
    }.items()},
    **{form: [e for e in _means() if e.why.startswith(form)] for form in ("a month", "a year", "a day")},
}  # fmt: skip
"""The examples of each way in which a figure follows from others."""


# --- what holds only if figures were rounded ----------------------------------------------------------------------------------


ROUNDED = [
    of("derivation", "a round figure that was rounded",
       yonhap("2016", derived("decrease", "1400", unit="person"), now(), then()),
       said=("derivation agrees (roundingAssumed) by own above 1,400: 2,706 and 1,277 make 1429",)),
    of("derivation", "a round operand", yonhap("2016", down(), now(), then("2700")),
       said=("derivation agrees (roundingAssumed) by own below 52.8 percent: 2,700 and 1,277 make 52.703704",)),
    of("derivation", "two round operands", yonhap("2016", down()),
       upi("2016", now("1300", INTELLIGENCE), then("2600", INTELLIGENCE)), said=(
       "derivation agrees (roundingAssumed) by national-intelligence-service below 52.8 percent: 2,600 and 1,300 make 50",)),
]  # fmt: skip
