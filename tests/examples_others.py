"""Small corpora for the rules forecast, dates, missing and near-miss: where each must speak, and where it must not."""

from __future__ import annotations

import pyoxigraph as ox

from nkgraph import derive, findings, rules
from nkgraph.findings import Finding
from nkgraph.quantities import article_slug
from nkgraph.register import Register
from nkgraph.store import Graph
from nkgraph.turtle import Document
from nkgraph.vocab import NK
from tests.rule_examples import Example, divided, of, post, upi, yonhap
from tests.series_specimens import MARK, line, told
from tests.specimens import (
    INTELLIGENCE,
    MINISTRY,
    PERCENT,
    RUNNING,
    UNSTATED,
    Compared,
    all_rules,
    article,
    iri,
    known,
    says,
    total,
    typed,
)  # fmt: skip

TO_DATE, STOCK, STATUS = "arrivals-to-date", "residents", "given-defector-status"
WOMEN, MEN = "nk:sex sex:female", "nk:sex sex:male"


def told_here(finding: Finding, register: Register) -> str:
    """As `series_specimens.told`, with the reason at the front and, of a hop, who relays what."""
    words = told(finding, register)
    report = register.graph.iri(finding.iri, NK.relayed)
    if report is not None and finding.article is not None:
        post, relayed = (article_slug(ox.NamedNode(MARK.sub("", iri.value))) for iri in (finding.article, report))
        words = line(words.split(" (")[0], f"{post} relays {relayed}", by="")
    if finding.rule in ("near-miss", "dates"):
        words = words.removesuffix(f" ({finding.reason})").replace(finding.rule, f"{finding.rule} {finding.reason}", 1)
    return words


def with_ontology(*articles: Document) -> Compared:
    """As `specimens.compare`, with all that the ontology says: sentences and guesses ask what kind a measure is of."""
    graph = Graph(derive.derive(typed(articles), known()))
    graph.add(known().triples)
    rules.run(list(all_rules()), graph)
    register = Register(graph)
    return Compared(register, findings.read(register))


def foresees(figure: str, period: str = "2015", more: str = "", measure: str = "arrivals") -> str:
    """A forecast."""
    return says(figure, period, measure=measure, more=more).replace("nk:Claim", "nk:Forecast")


def at(place: str, claim: str) -> str:
    """The same claim about another place."""
    return claim.replace("south-korea", place)


# --- forecast -------------------------------------------------------------------------------------------------------------


def _forecast(verb: str, foreseen: str, came: str, words: tuple[str, str], why: str = "") -> list[Example]:
    """What must be said of such a forecast, and the ways of not being about it."""
    first, outcome = yonhap("2014", foresees(foreseen)), upi("2016", says(came))
    said = line(verb, f"{words[0]} in kind=forecast/2015; {words[1]} in 2015", by="", why=why)
    again = line("same-quantity agrees", f"{words[1]} in 2015", by="")
    by_both = upi("2016", says(came, by=INTELLIGENCE)), post("2017", says(came))
    return [
        of(verb, "one root", first, outcome, said=(said,)),
        of(verb, "another root", first, upi("2016", says(came, by=INTELLIGENCE)), said=(said,)),
        of(verb, "the same article", yonhap("2016", foresees(foreseen), says(came)), said=(said,)),
        of(verb, "two roots and one outcome", first, *by_both, said=(said, again)),
        of(verb, "another place", first, upi("2016", at("japan", says(came)))),
        of(verb, "another year", first, upi("2016", says(came, "2014"))),
        of(verb, "a part of the year", first, upi("2016", says(came, "2015-01/2015-10"))),
        of(verb, "women only", first, upi("2016", says(came, more=WOMEN))),
        of(verb, "a root unknown", first, upi("2016", says(came, by=UNSTATED))),
        of(verb, "two forecasts", first, upi("2014", foresees(came, "2016"))),
        of(verb, "no data", first, upi("2016", says("no-data"))),
        of(verb, "an article that contradicts itself", yonhap("2013", foresees(foreseen, "2014")), divided(),
           said=(line("within-article contradicts", "1,397 in 2014; 1,514 in 2014", by=""),)),
    ]  # fmt: skip


def _forecasts() -> list[Example]:
    agrees, contradicts, perhaps = "forecast agrees", "forecast contradicts", "forecast undetermined"
    revised = line("same-quantity revised", "1,277 in 2015; 1,205 in 2015", by="")
    last = upi("2016", says("1277")), post("2017", says("1205"))
    return [
        *_forecast(agrees, "at-most 1300", "1277", ("at most 1,300", "1,277")),
        *_forecast(contradicts, "at-most 1200", "1277", ("at most 1,200", "1,277")),
        *_forecast(perhaps, "at-most 1300", "more-than 1200", ("at most 1,300", "more than 1,200"), "partsOpen"),
        of(agrees, "whatever it came to", yonhap("2014", foresees("at-least 1000")), upi("2016", says("more-than 1100")),
           said=(line(agrees, "at least 1,000 in kind=forecast/2015; more than 1,100 in 2015", by=""),)),
        of(agrees, "a round number for another", yonhap("2014", foresees("1300")), upi("2016", says("1277")),
           said=(line(agrees, "1,300 in kind=forecast/2015; 1,277 in 2015", by=""),)),
        of(agrees, "what the root says last", yonhap("2014", foresees("1205")), *last,
           said=(line(agrees, "1,205 in kind=forecast/2015; 1,205 in 2015", by=""), revised)),
        of(contradicts, "it came to less", yonhap("2014", foresees("at-least 1300")), upi("2016", says("1277")),
           said=(line(contradicts, "at least 1,300 in kind=forecast/2015; 1,277 in 2015", by=""),)),
        of(contradicts, "a bound that is passed", yonhap("2014", foresees("1205")), upi("2016", says("more-than 1250")),
           said=(line(contradicts, "1,205 in kind=forecast/2015; more than 1,250 in 2015", by=""),)),
        of(contradicts, "what the root first said", yonhap("2014", foresees("1205")), *last,
           said=(line(agrees, "1,205 in kind=forecast/2015; 1,205 in 2015", by=""), revised)),
        of(contradicts, "if rounded", yonhap("2014", foresees("1300")), upi("2016", says("1277")),
           said=(line(agrees, "1,300 in kind=forecast/2015; 1,277 in 2015", by=""),)),
        of(perhaps, "at least", yonhap("2014", foresees("1300")), upi("2016", says("at-least 1250")),
           said=(line(perhaps, "1,300 in kind=forecast/2015; at least 1,250 in 2015", by="", why="partsOpen"),)),
        of(perhaps, "at most", yonhap("2014", foresees("at-least 1100")), upi("2016", says("at-most 1250")),
           said=(line(perhaps, "at least 1,100 in kind=forecast/2015; at most 1,250 in 2015", by="", why="partsOpen"),)),
    ]  # fmt: skip


# --- dates ----------------------------------------------------------------------------------------------------------------


def _not_yet_begun() -> list[Example]:
    verb = "dates notYetBegun contradicts"

    def case(why: str, published: str, claim: str, said: str = "") -> Example:
        return of(verb, why, yonhap(published, claim), said=(line(verb, said, by=""),) if said else ())

    return [
        case("the year after", "2014-12-31", says("1277"), "1,277"),
        case("a day too early", "2015-06-30", says("117", "2015-07"), "117"),
        case("on none of the days on which it may have been printed", "[2014-03-01,2014-03-04]", says("1277"), "1,277"),
        case("without a root", "2014", says("1277", by=UNSTATED), "1,277"),
        case("a statement", "2014", says("exactly", more="nk:operation operation:highest"), "highest"),
        case("a running total from then on", "2014", total("186", period="2016/.."), "186"),
        case("on its first day", "2015-01-01", says("1277")),
        case("in its midst", "2015-06", says("1277")),
        case("on one of the days on which it may have been printed", "2014/2015", says("1277")),
        case("a forecast", "2014", foresees("1277")),
        case("no data for a time to come", "2015", says("no-data", "2017")),
        case("no year stated", "2014", says("1277", "unstated")),
        case("no date of publication", "", says("1277")),
        case("begun long ago and not over", "2014", total("186", period="2006/2015")),
    ]


def _relays(report: str, quoting: str, hop: str = "nk:quotes") -> tuple[Document, Document]:
    """A report, and an article that relays it, of these days."""
    return (
        article("yonhap", report, name="report"),
        article("upi", quoting, hops=f"{hop} <{iri('report').value}>", name="post"),
    )


def _dated_before() -> list[Example]:
    certain, perhaps = "dates datedBefore contradicts", "dates datedBefore undetermined"
    said = {verb: (line(verb, "post relays report", by=""),) for verb in (certain, perhaps)}
    both = [
        ("no date of the report", _relays("", "2015-07-05")), ("no date of the post", _relays("2015-07-06", "")),
        ("one day", _relays("2015-07-05", "2015-07-05")), ("the report is older", _relays("2015-07-05", "2015-07-06")),
        ("the report's end is open", _relays("2015-07-06/..", "2015-07-05")),
        ("the post's beginning is open", _relays("2015-07-06", "../2015-07-05")),
        ("all of the report's days come first", _relays("[2015-07-03,2015-07-05]", "2015-07-05")),
        ("not relayed", (article("yonhap", "2015-07-06"), article("upi", "2015-07-05"))),
    ]  # fmt: skip
    return [
        of(certain, "a day later", *_relays("2015-07-06", "2015-07-05"), said=said[certain]),
        of(certain, "in a later month", *_relays("2015-08", "2015-07"), said=said[certain]),
        of(certain, "a source cited", *_relays("2016", "2015-07-05", "nk:cites"), said=said[certain]),
        of(certain, "two possible days, both later", *_relays("[2015-07-06,2015-07-08]", "2015-07-05"), said=said[certain]),
        of(certain, "two possible days, one later", *_relays("[2015-07-05,2015-07-06]", "2015-07-05"), said=said[perhaps]),
        of(perhaps, "one of two days", *_relays("[2015-07-05,2015-07-06]", "2015-07-05"), said=said[perhaps]),
        of(perhaps, "a year against a day in it", *_relays("2015", "2015-07-05", "nk:reprints"), said=said[perhaps]),
        of(perhaps, "a month against a day in it", *_relays("2015-07", "2015-07-05"), said=said[perhaps]),
        of(perhaps, "certainly later", *_relays("2015-07-06", "2015-07-05"), said=said[certain]),
        of(perhaps, "two uncertain dates, one year", *_relays("2015", "2015")),
        *(of(verb, why, *articles) for verb in (certain, perhaps) for why, articles in both),
    ]  # fmt: skip


# --- missing --------------------------------------------------------------------------------------------------------------


def _missing() -> list[Example]:
    verb, none, figure = "missing incomplete", yonhap("2016", says("no-data")), says("1277")
    given = line(verb, "no data; 1,277 in 2015", by="", why="noData")
    two = line(verb, "no data; 1,275 in 2015; 1,277 in 2015", by="", why="noData")
    both = line("same-quantity contradicts", "1,275 in 2015; 1,277 in 2015", by="")
    slip = line("within-article contradicts", "1,397 in 2014; 1,514 in 2014", by="")
    women = says("no-data", more=WOMEN)
    return [
        of(verb, "another has it", none, upi("2017", figure), said=(given,)),
        of(verb, "another had it before", none, upi("2015-12", figure), said=(given,)),
        of(verb, "on no known root", none, upi("", says("1277", by=UNSTATED)), said=(given,)),
        of(verb, "a bound", none, upi("2017", says("more-than 80")),
           said=(line(verb, "no data; more than 80 in 2015", by="", why="noData"),)),
        of(verb, "two figures", none, upi("2017", figure), post("2017", says("1275", by=INTELLIGENCE)), said=(two, both)),
        of(verb, "two articles without", none, post("2016", says("no-data")), upi("2017", figure), said=(given, given)),
        of(verb, "nobody has it", none, upi("2017", says("no-data"))),
        of(verb, "only the same article has it elsewhere", yonhap("2016", says("no-data"), figure)),
        of(verb, "the same article has it elsewhere, and another", yonhap("2016", says("no-data"), figure), upi("2017", figure),
           said=(line("same-quantity agrees", "1,277 in 2015", by=""),)),
        of(verb, "another year", none, upi("2017", says("1277", "2014"))),
        of(verb, "a part of the year", none, upi("2017", says("117", "2015-01"))),
        of(verb, "women only", none, upi("2017", says("80", more=WOMEN))),
        of(verb, "of women, where another has all", yonhap("2016", women), upi("2017", figure)),
        of(verb, "another place", none, upi("2017", at("japan", figure))),
        of(verb, "a forecast", none, upi("2015", foresees("1277"))),
        of(verb, "no year stated", yonhap("2016", says("no-data", "unstated")), upi("2016", says("1277", "unstated"))),
        of(verb, "only an article that contradicts itself", upi("2016", says("no-data", "2014")), divided(), said=(slip,)),
        of(verb, "another measure", none, upi("2017", says("52.8", measure=PERCENT))),
    ]  # fmt: skip


# --- near-miss ------------------------------------------------------------------------------------------------------------


def _near(reason: str, *sides: str) -> str:
    return line(f"near-miss {reason} not-comparable", "; ".join(sides), by="")


def _other_period() -> list[Example]:
    verb, year, to_may = "near-miss otherPeriod not-comparable", says("1277"), says("492", "2015-01/2015-05")
    known = _near("otherPeriod", "492 in 2015-01_2015-05", "1,277 in 2015")
    starts = yonhap("2016-03", total("186")), upi("2016-02", total("170", period="2008/.."))
    exceeds = line("cumulative contradicts", "1,302 in 2015-01_2015-05; 1,277 in 2015", by="")
    return [
        of(verb, "five months and the year", yonhap("2015", to_may), upi("2016", year), said=(known,)),
        of(verb, "periods that overlap", yonhap("2016", to_may), upi("2016", says("900", "2015-04/2015-10")),
           said=(_near("otherPeriod", "492 in 2015-01_2015-05", "900 in 2015-04_2015-10"),)),
        of(verb, "since two starts", *starts,
           said=(_near("otherPeriod", f"170 in {RUNNING}/south-korea/2008_..", f"186 in {RUNNING}/south-korea/2006_.."),)),
        of(verb, "unknown roots", yonhap("2015", says("492", "2015-01/2015-05", UNSTATED)), upi("2016", year), said=(known,)),
        of(verb, "both in one article and one in another", yonhap("2016", to_may, year), upi("2016", year),
           said=(known, line("same-quantity agrees", "1,277 in 2015", by=""))),
        of(verb, "one finding for one clique", yonhap("2016", to_may, says("251", "2015-03/2015-05")), upi("2016", year),
           said=(_near("otherPeriod", "251 in 2015-03_2015-05", "492 in 2015-01_2015-05", "1,277 in 2015"),)),
        of(verb, "one article gives both", yonhap("2016", to_may, year)),
        of(verb, "periods that only touch", yonhap("2016", to_may), upi("2016", says("700", "2015-06/2015-12"))),
        of(verb, "other years", yonhap("2016", year), upi("2016", says("1397", "2014"))),
        of(verb, "no year stated", yonhap("2015", says("492", "unstated")), upi("2015", year)),
        of(verb, "another place too", yonhap("2015", at("japan", to_may)), upi("2016", year)),
        of(verb, "women and the year too", yonhap("2015", says("392", "2015-01/2015-05", more=WOMEN)), upi("2016", year)),
        of(verb, "a part that exceeds the whole", yonhap("2015", says("1302", "2015-01/2015-05")), upi("2016", year),
           said=(exceeds,)),
        of(verb, "a forecast", yonhap("2015", to_may), upi("2015", foresees("1277"))),
        of(verb, "flows that do not come to the total", upi("2016", says("2914", "2009"), says("2402", "2010")),
           yonhap("2016", says("5209", "2009/2010")),
           said=(line("stock-flow contradicts", "5,209 in 2009_2010; 5,316", "2009 2010"),)),
        of(verb, "flows that come to the total", upi("2016", says("2914", "2009"), says("2402", "2010")),
           yonhap("2016", says("5316", "2009/2010")),
           said=(line("stock-flow agrees", "5,316 in 2009_2010; 5,316", "2009 2010"),
                 _near("otherPeriod", "2,402 in 2010", "5,316 in 2009_2010"))),
        of(verb, "ends in another year", yonhap("2016", says("650", "2014-07/2015-06")), upi("2016", says("1277", "2014"))),
        of(verb, "an article that contradicts itself", divided(), upi("2016", says("492", "2014-01/2014-05")),
           said=(line("within-article contradicts", "1,397 in 2014; 1,514 in 2014", by=""),)),
    ]  # fmt: skip


def _other_people() -> list[Example]:
    verb, men = "near-miss otherPopulation not-comparable", says("251", more=MEN)
    known = _near("otherPopulation", "251 in sex=male/2015", "1,026 in sex=female/2015")
    women = says("1026", more=WOMEN)
    diplomats = says("5", more="nk:population population:diplomats")
    senior = says("20", more="nk:population population:senior-officials")
    table = "a nk:Breakdown ; nk:statedIn <> ; nk:by nk:sex"
    listed = yonhap("2016", f"{women} ; nk:in <c3>", f"{men} ; nk:in <c3>", table)
    agreed = line("same-quantity agrees", "251 in sex=male/2015", by="")
    all_ = _near("otherPopulation", "1,026 in sex=female/2015", "1,277 in 2015")
    return [
        of(verb, "women and men", yonhap("2016", women), upi("2016", men), said=(known,)),
        of(verb, "two ranks", yonhap("2016", diplomats), upi("2016", senior),
           said=(_near("otherPopulation", "5 in population=diplomats/2015", "20 in population=senior-officials/2015"),)),
        of(verb, "women and men, one in both", yonhap("2016", women, men), upi("2016", men), said=(known, agreed)),
        of(verb, "women and men of one month", yonhap("2016", says("96", "2015-01", more=WOMEN)),
           upi("2016", says("21", "2015-01", more=MEN)),
           said=(_near("otherPopulation", "21 in sex=male/2015-01", "96 in sex=female/2015-01"),)),
        of(verb, "women and all", yonhap("2016", women), upi("2016", says("1277")), said=(all_,)),
        of(verb, "diplomats and all", yonhap("2016", diplomats), upi("2016", says("1277")),
           said=(_near("otherPopulation", "5 in population=diplomats/2015", "1,277 in 2015"),)),
        of(verb, "women, men and all", yonhap("2016", women), upi("2016", men), post("2016", says("1277")),
           said=(_near("otherPopulation", "251 in sex=male/2015", "1,026 in sex=female/2015", "1,277 in 2015"),)),
        of(verb, "women and all, in one article", yonhap("2016", women, says("1277"))),
        of(verb, "more women than all", yonhap("2016", says("1280", more=WOMEN)), upi("2016", says("1277")),
           said=(line("part-whole contradicts", "1,280 in sex=female/2015; 1,277 in 2015", by=""),)),
        of(verb, "members of one breakdown and their total", yonhap("2016", f"{women} ; nk:in <c3>", f"{men} ; nk:in <c3>",
           f"{table} ; nk:total <c4>", says("1277")), upi("2016", says("1277")),
           said=(line("same-quantity agrees", "1,277 in 2015", by=""),
                 line("sum-of-parts agrees", "1,277 in 2015; 1,277", "sex=female/2015 sex=male/2015", ""))),
        of(verb, "one article gives both", yonhap("2016", women, men)),
        of(verb, "members of one breakdown", listed, upi("2016", men), said=(agreed,)),
        of(verb, "of other years", yonhap("2016", women), upi("2016", says("305", "2014", more=MEN))),
        of(verb, "of other places", yonhap("2016", women), upi("2016", at("japan", men))),
        of(verb, "of no year stated", yonhap("2016", says("1026", "unstated", more=WOMEN)),
           upi("2016", says("251", "unstated", more=MEN))),
        of(verb, "no data", yonhap("2016", women), upi("2016", says("no-data", more=MEN))),
    ]  # fmt: skip


def _other_definition() -> list[Example]:
    verb, given, year = "near-miss otherDefinition not-comparable", says("1275", measure=STATUS), says("1277")
    known = _near("otherDefinition", f"1,275 in {STATUS}/south-korea/2015", "1,277 in 2015")
    asylum = at("us", says("17", measure="us-asylum")), at("us", says("22", measure="us-admissions"))
    return [
        of(verb, "arrived and given status", yonhap("2016", year), upi("2016", given), said=(known,)),
        of(verb, "asylum and refuge", yonhap("2016", asylum[0]), upi("2016", asylum[1]),
           said=(_near("otherDefinition", "17 in us-asylum/us/2015", "22 in us-admissions/us/2015"),)),
        of(verb, "without a root", yonhap("2016", year), upi("2016", says("1275", by=UNSTATED, measure=STATUS)), said=(known,)),
        of(verb, "one article gives both", yonhap("2016", year, given)),
        of(verb, "other clusters", yonhap("2016", year), upi("2016", says("1275", measure="markets"))),
        of(verb, "other years", yonhap("2016", year), upi("2016", says("1398", "2014", measure=STATUS))),
        of(verb, "other places", yonhap("2016", year), upi("2016", at("japan", given))),
        of(verb, "women given status", yonhap("2016", year), upi("2016", says("1024", measure=STATUS, more=WOMEN))),
        of(verb, "no year stated", yonhap("2016", says("1277", "unstated")),
           upi("2016", says("1275", "unstated", measure=STATUS))),
        of(verb, "a forecast", yonhap("2016", year), upi("2014", foresees("1200", measure=STATUS))),
    ]  # fmt: skip


def _other_dimension() -> list[Example]:
    verb, where = "near-miss otherDimension not-comparable", "in airlifted/south-korea/partner="

    def flown(figure: str, to: str, period: str = "2015", by: str = UNSTATED, more: str = "") -> str:
        return says(figure, period, by, "airlifted", f"nk:partner place:{to}{more}")

    laos, vietnam = flown("468", "laos"), flown("460", "vietnam")
    known = _near("otherDimension", f"460 {where}vietnam/2015", f"468 {where}laos/2015")
    listed = (f"{c} ; nk:in <c3>" for c in (laos, vietnam))
    return [
        of(verb, "from two places", yonhap("2016", laos), upi("2016", vietnam), said=(known,)),
        of(verb, "on two roots", yonhap("2016", flown("468", "laos", by=INTELLIGENCE)),
           upi("2016", flown("460", "vietnam", by=MINISTRY)), said=(known,)),
        of(verb, "from three places", yonhap("2016", laos), upi("2016", vietnam), post("2016", flown("450", "thailand")),
           said=(_near("otherDimension", f"450 {where}thailand/2015", f"460 {where}vietnam/2015", f"468 {where}laos/2015"),)),
        of(verb, "from two places, one in both", yonhap("2016", laos, vietnam), upi("2016", vietnam),
           said=(known, line("same-quantity agrees", f"460 {where}vietnam/2015", by=""))),
        of(verb, "one article gives both", yonhap("2016", laos, vietnam)),
        of(verb, "members of one breakdown", yonhap("2016", *listed, "a nk:Breakdown ; nk:statedIn <> ; nk:by nk:partner"),
           upi("2016", flown("461", "vietnam", "2014"))),
        of(verb, "of other years", yonhap("2016", laos), upi("2016", flown("460", "vietnam", "2014"))),
        of(verb, "women, and from another place", yonhap("2016", laos),
           upi("2016", flown("460", "vietnam", more=f" ; {WOMEN}"))),
        of(verb, "to another place too", yonhap("2016", laos), upi("2016", at("japan", vietnam))),
        of(verb, "no data", yonhap("2016", laos), upi("2016", flown("no-data", "vietnam"))),
    ]  # fmt: skip


def _other_kind() -> list[Example]:
    verb, stock = "near-miss otherKind not-comparable", says("25960", "2015-03", measure=STOCK)
    year, of_stock = says("1277"), f"25,960 in {STOCK}/south-korea/2015-03"
    totals = {y: says(n, f"1998/{y}", measure=TO_DATE) for y, n in (("2013", "26124"), ("2015", "28795"), ("2019", "33523"))}
    nearest = _near("otherKind", of_stock, f"28,795 in {TO_DATE}/south-korea/1998_2015")
    of_year = says("25960", measure=STOCK)
    open_total = says("27810", "1998/..", measure=TO_DATE)
    return [
        of(verb, "a stock and a flow of one year", yonhap("2016", of_year), upi("2016", year),
           said=(_near("otherKind", "1,277 in 2015", f"25,960 in {STOCK}/south-korea/2015"),)),
        of(verb, "a stock and a running total", yonhap("2016", stock), upi("2016", totals["2015"]), said=(nearest,)),
        of(verb, "a stock and the nearest of three running totals", yonhap("2016", stock), upi("2020", *totals.values()),
           said=(nearest,)),
        of(verb, "a stock and the total of whoever prints it", yonhap("2016", stock), upi("2015-04", open_total),
           said=(_near("otherKind", of_stock, f"27,810 in {TO_DATE}/south-korea/1998_.."),)),
        of(verb, "one article gives both", yonhap("2016", stock, totals["2015"])),
        of(verb, "a stock of another place", yonhap("2016", at("japan", stock)), upi("2016", totals["2015"])),
        of(verb, "a stock of another cluster", yonhap("2016", says("436", "2015-03", measure="markets")),
           upi("2016", totals["2015"])),
        of(verb, "a stock of women", yonhap("2016", says("18000", "2015-03", measure=STOCK, more=WOMEN)),
           upi("2016", totals["2015"])),
        of(verb, "a flow and a running total", yonhap("2016", year), upi("2016", totals["2015"])),
        of(verb, "the nearest is in the same article", yonhap("2016", stock, totals["2015"]), upi("2020", totals["2019"])),
        of(verb, "a stock of no stated time", yonhap("2016", says("25960", "unstated", measure=STOCK)), upi("2016", year)),
    ]  # fmt: skip


EXAMPLES = (
    *_forecasts(), *_not_yet_begun(), *_dated_before(), *_missing(), *_other_period(), *_other_people(), *_other_definition(),
    *_other_dimension(), *_other_kind(),
)  # fmt: skip
