"""Small corpora for derivation, by whose figures are taken: the article's own, a root's, some of both, later ones, none."""

from __future__ import annotations

from tests.derived_specimens import LATER, MIXED, OPEN, OWN, ROOT, UNPUBLISHED, derived, down, mean, now, then
from tests.rule_examples import Example, of, post, upi, yonhap
from tests.specimens import INTELLIGENCE, UNSTATED, iri, says
from tests.totals_specimens import WOMEN

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
    revised, revised_late = (post(year, now("1198"), then("2611")) for year in ("2018", "2020"))
    return [
        of(LATER, "both were revised", yonhap("2016", down()), both, revised, said=(f"{later} {fell}",)),
        of(LATER, "both were revised, each in an article of its own", yonhap("2016", down()), upi("2015", then()),
           upi("2016", now()), post("2017", then("2611")), post("2018", now("1198")), said=(f"{later} {fell}",)),
        of(LATER, "both were revised twice, and printed between", yonhap("2017", down("54.1")), both,
           post("2017", now("1198"), then("2611")), post("2018", now("1111"), then("2222")),
           said=(f"{later} 54.1 percent: 2,611 and 1,198 make 54.117196",)),
        of(LATER, "both were revised, and one had gone back to what it was", yonhap("2019", down()), both,
           post("2017", now("1290")), upi("2018", now()), post("2020", now("1198"), then("2611")), said=(f"{later} {fell}",)),
        of(LATER, "both were revised, and one was hedged as well on its day", yonhap("2019", down()), upi("2016-05-01", now(),
           then()), yonhap("2016-05-01", now("about 1270")), revised_late, said=(f"{later} {fell}",)),
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
        of(UNPUBLISHED, "by an article that contradicts itself", yonhap("2016", down(), down("40")), later,
           said=(f"{by_root} above {said}", f"{by_root} above {said.replace('52.8', '40')}")),
        of(UNPUBLISHED, "by an article that contradicts itself, on what it is of", yonhap("2016", down(), down("40")),
           upi("2016", now("1198")), later, said=(f"{by_root} above {said}", f"{by_root} above {said.replace('52.8', '40')}")),
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


EXAMPLES = (*_own(), *_mixed(), *_root(), *_later(), *_unpublished(), *_undetermined(), *_contradicts())


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
