"""Small corpora for which a rule must speak, and as many for which it must keep silent, each with all that is said of it."""

from __future__ import annotations

from dataclasses import dataclass

from nkgraph.turtle import Document
from tests.specimens import (
    GOVERNMENT,
    INTELLIGENCE,
    MINISTRY,
    PERCENT,
    RUNNING,
    SELF,
    UNSTATED,
    article,
    iri,
    says,
    total,
)  # fmt: skip


@dataclass(frozen=True)
class Example:
    """Articles and everything that the rules say of them, in the words of `specimens.in_words`; `verb` is what is tried."""

    verb: str
    why: str
    articles: tuple[Document, ...]
    said: tuple[str, ...]

    @property
    def fires(self) -> bool:
        """Whether the verb is among what is said."""
        return any(words.startswith(f"{self.verb} ") for words in self.said)

    @property
    def name(self) -> str:
        """For the test's id."""
        return f"{self.verb}-{'fires' if self.fires else 'silent'}-{self.why.replace(',', '').replace(' ', '-')}"


def of(verb: str, why: str, *articles: Document, said: tuple[str, ...] = ()) -> Example:
    """An example."""
    return Example(verb, why, articles, tuple(sorted(said)))


def post(published: str, *said: str) -> Document:
    """An article of NK Economy Watch."""
    return article("nk-economy-watch", published, *said)


def yonhap(published: str, *said: str, hops: str = "") -> Document:
    """An article of Yonhap."""
    return article("yonhap", published, *said, hops=hops)


def upi(published: str, *said: str, hops: str = "") -> Document:
    """An article of UPI."""
    return article("upi", published, *said, hops=hops)


def divided(published: str = "2016") -> Document:
    """An article that gives 2014 two values."""
    return yonhap(published, says("1397", "2014"), says("1514", "2014"))


def _contradicts() -> list[Example]:
    pair = ("contradicts 1,275 and 1,277",)
    slip = ("within-article 1,397 and 1,514",)
    first, percent = yonhap("2016", says("1277")), says("52.8", measure=PERCENT)
    three = ("contradicts 1,270 and 1,275", "contradicts 1,270 and 1,277", *pair)
    other = [upi("2016", says("1275", by=UNSTATED)), post("2016", says("1270", by=INTELLIGENCE))]
    hedged = ("contradicts 1,277 and more than 1,300",)
    return [
        of("contradicts", "two authorities", first, upi("2017", says("1275", by=INTELLIGENCE)), said=pair),
        of("contradicts", "three values are three pairs", first, *other, said=three),
        of("contradicts", "more than", first, upi("2016", says("more-than 1300")), said=hedged),
        of("contradicts", "decimals that touch", yonhap("2016", percent), upi("2016", says("52.9", measure=PERCENT)),
           said=("contradicts 52.8 percent and 52.9 percent",)),
        of("contradicts", "none against some", yonhap("2016", says("0")), upi("2016", says("presence")),
           said=("contradicts 0 and at least one",)),
        of("contradicts", "round counts too far apart", yonhap("2016", says("1000")), upi("2016", says("1600")),
           said=("contradicts 1,000 and 1,600",)),
        of("contradicts", "other years", first, upi("2016", says("1275", "2014"))),
        of("contradicts", "women only", first, upi("2016", says("1275", more="nk:sex sex:female")),
           said=("not-comparable 1,275 and 1,277, otherPopulation",)),
        of("contradicts", "other places", first, upi("2016", says("1275").replace("south-korea", "japan"))),
        of("contradicts", "a forecast", first, upi("2016", says("more-than 1275").replace("nk:Claim", "nk:Forecast")),
           said=("agrees more than 1,275 and 1,277",)),
        of("contradicts", "about a year", first, upi("2016", says("1275", "2015~")),
           said=("not-comparable 1,275 and 1,277, otherPeriod",)),
        of("contradicts", "no year stated", yonhap("2016", says("1277", "unstated")), upi("2016", says("1275", "unstated"))),
        of("contradicts", "no data", first, upi("2016", says("no-data")), said=("incomplete no data and 1,277, noData",)),
        of("contradicts", "an article that contradicts itself", divided(), upi("2017", says("1300", "2014")), said=slip),
        of("contradicts", "bounds that hold it", first, upi("2016", says("at-most 1277")),
           said=("agrees 1,277 and at most 1,277",)),
    ]  # fmt: skip


def _agrees() -> list[Example]:
    first = yonhap("2016", says("1277"))
    both = yonhap("2016", says("more-than 1000"), says("1043"))
    half = says("0.5", measure=PERCENT, more="nk:unit unit:fraction")
    return [
        of("agrees", "one value, two articles", first, upi("2016", says("1277", by=UNSTATED)), said=("agrees 1,277",)),
        of("agrees", "one value, three articles", first, upi("", says("1277")), post("", says("1277")), said=("agrees 1,277",)),
        of("agrees", "a bound that holds", first, upi("2016", says("more-than 1200")),
           said=("agrees more than 1,200 and 1,277",)),
        of("agrees", "about", first, upi("2016", says("about 1280")), said=("agrees about 1,280 and 1,277",)),
        of("agrees", "if rounded, upwards", first, upi("2016", says("1300")),
           said=("agrees 1,277 and 1,300, roundingAssumed",)),
        of("agrees", "if rounded, named the other way round", yonhap("2016", says("990")), upi("2016", says("1000")),
           said=("agrees 990 and 1,000, roundingAssumed",)),
        of("agrees", "twelve months are a year", first, upi("2016", says("1277", "2015-01/2015-12")), said=("agrees 1,277",)),
        of("agrees", "half and 50 percent", yonhap("2016", half), upi("2016", says("50", measure=PERCENT)),
           said=("agrees half and 50 percent",)),
        of("agrees", "two readings of one article, one of another", both, upi("2016", says("1043")),
           said=("agrees 1,043", "agrees more than 1,000 and 1,043")),
        of("agrees", "two readings of one article", both),
        of("agrees", "one article alone", first),
        of("agrees", "another year", first, upi("2016", says("1277", "2014"))),
        of("agrees", "women only", first, upi("2016", says("1277", more="nk:sex sex:female")),
           said=("not-comparable 1,277 and 1,277, otherPopulation",)),
        of("agrees", "an article that contradicts itself", divided(), upi("2016", says("1397", "2014")),
           said=("within-article 1,397 and 1,514",)),
        of("agrees", "neither knows", yonhap("2016", says("no-data")), upi("2016", says("no-data"))),
    ]  # fmt: skip


def _revised() -> list[Example]:
    old, new = says("1277"), says("1275")
    down, up, against = ("revised 1,277 to 1,275",), ("revised 1,275 to 1,277",), ("contradicts 1,275 and 1,277",)
    first = yonhap("2016-01-04", old)
    unnamed = upi("", says("1277", by=UNSTATED), hops=f"nk:cites <{iri('2016-01-04-yonhap').value}>")
    slips = divided("2015-08"), upi("2015-09", says("1396", "2014")), post("2016", says("1397", "2014"))
    order = yonhap("2015", old), upi("2016", new), post("2017", says("1275", by=INTELLIGENCE))
    quoted = article("chosun-ilbo", "", old, name="report")
    quoting = article("arirang", "2015-10", hops=f"nk:quotes <{iri('report').value}>")
    three = ("revised 1,277 to 1,275", "revised 1,277 to 1,270", "revised 1,275 to 1,270")
    return [
        of("revised", "later lower", first, upi("2016-01-05", new), said=down),
        of("revised", "later higher", yonhap("2016", new), upi("2017", old), said=up),
        of("revised", "a ministry and its government", first, upi("2017", says("1275", by=GOVERNMENT)), said=down),
        of("revised", "days uncertain, order certain", yonhap("[2016-01-04,2016-01-05]", old), upi("2016-01-06", new),
           said=down),
        of("revised", "a root relayed", unnamed, first, upi("2017", new), said=("agrees 1,277", *down)),
        of("revised", "the first print counts", first, upi("2017", new), post("2018", old), said=("agrees 1,277", *down)),
        of("revised", "a report no younger than its quote", quoted, quoting, upi("2016", new), said=down),
        of("revised", "twice", first, upi("2017", new), post("2018", says("1270")), said=three),
        of("revised", "a slip is no first print", *slips,
           said=("revised 1,396 to 1,397", "within-article 1,397 and 1,514")),
        of("revised", "days overlap", yonhap("[2016-01-04,2016-01-06]", old), upi("2016-01-06", new), said=against),
        of("revised", "one day", first, upi("2016-01-04", new), said=against),
        of("revised", "no date", yonhap("", old), upi("2016", new), said=against),
        of("revised", "two unknown roots", yonhap("2015", says("1277", by=UNSTATED)), upi("2016", says("1275", by=UNSTATED)),
           said=against),
        of("revised", "one unknown root", first, upi("2017", says("1275", by=UNSTATED)), said=against),
        of("revised", "siblings", first, upi("2017", says("1275", by=INTELLIGENCE)), said=against),
        of("revised", "siblings, later higher", yonhap("2015", new), upi("2017", says("1277", by=INTELLIGENCE)), said=against),
        of("revised", "each publisher for itself", yonhap("2015", says("1277", by=SELF)), upi("2016", says("1275", by=SELF)),
           said=against),
        of("revised", "roots disagree about the order", *order, article("arirang", "2018", says("1277", by=INTELLIGENCE)),
           said=("agrees 1,275", "agrees 1,277", *against)),
        of("revised", "an article that contradicts itself", divided(), upi("2017", says("1300", "2014")),
           said=("within-article 1,397 and 1,514",)),
    ]  # fmt: skip


def _falls() -> list[Example]:
    high, low, down = total("191"), total("186"), ("falls 191 to 186",)
    again = upi("2012", total("186", MINISTRY)), post("2014", total("191", MINISTRY))
    to_a_day = total("191", period="2006/2015-08"), total("186", period="2006/2015-08")
    return [
        of("falls", "nobody named", yonhap("2015-08", high), upi("2015-10", low), said=down),
        of("falls", "two roots", yonhap("2015", total("191", MINISTRY)), upi("2016", total("186", INTELLIGENCE)), said=down),
        of("falls", "a bound", yonhap("2015", total("more-than 190")), upi("2016", low), said=("falls more than 190 to 186",)),
        of("falls", "days uncertain, order certain", yonhap("2015-08", high), upi("[2015-09-01,2015-10-12]", low), said=down),
        of("falls", "and grows again on one root", yonhap("2010", high), *again, said=("agrees 191", *down)),
        of("falls", "it grows", yonhap("2015", low), upi("2016", high)),
        of("falls", "it grows on one root", yonhap("2015", total("186", MINISTRY)), upi("2016", total("191", MINISTRY))),
        of("falls", "days overlap", yonhap("2015-08", high), upi("2015", low)),
        of("falls", "one day", yonhap("2016-01-04", high), upi("2016-01-04", low)),
        of("falls", "the low was out before", yonhap("2015", high), upi("2014", low), post("2016", low), said=("agrees 186",)),
        of("falls", "no date", yonhap("", high), upi("2016", low)),
        of("falls", "one root revises", yonhap("2015", total("191", MINISTRY)), upi("2016", total("186", MINISTRY)),
           said=("revised 191 to 186",)),
        of("falls", "counted up to a day", yonhap("2015", to_a_day[0]), upi("2016", to_a_day[1]),
           said=("contradicts 186 and 191",)),
        of("falls", "if rounded", yonhap("2015", total("27000")), upi("2016", total("26900")),
           said=("agrees 26,900 and 27,000, roundingAssumed",)),
    ]  # fmt: skip


def _within_article() -> list[Example]:
    slip = ("within-article 1,397 and 1,514",)
    other = upi("2015", says("1291"), says("1310"))
    three = yonhap("2015", says("1277"), says("1280"), says("1290"))
    women = says("1514", "2014", more="nk:sex sex:female")
    return [
        of("within-article", "two values of one year", divided(), said=slip),
        of("within-article", "three values", three, said=("within-article 1,277 and 1,280 and 1,290",)),
        of("within-article", "a bound", yonhap("2015", says("1277"), says("at-least 1300")),
           said=("within-article 1,277 and at least 1,300",)),
        of("within-article", "decimals that touch", yonhap("2015", *(says(n, measure=PERCENT) for n in ("52.8", "52.9"))),
           said=("within-article 52.8 percent and 52.9 percent",)),
        of("within-article", "two articles, each its own", divided(), other, said=(*slip, "within-article 1,291 and 1,310")),
        of("within-article", "a running total in one article", yonhap("2015", total("186"), total("191")),
           said=("within-article 186 and 191",)),
        of("within-article", "one that meets stays out", yonhap("2015", says("9"), says("1277"), says("at-least 1")),
           said=("within-article 9 and 1,277",)),
        of("within-article", "bounds that touch stay out", yonhap("2015", says("9"), says("at-most 100"), says("at-least 100")),
           said=("within-article 9 and at least 100",)),
        of("within-article", "a round count above stays out", yonhap("2015", says("1260"), says("1277"), says("1300")),
           said=("within-article 1,260 and 1,277",)),
        of("within-article", "a round count below stays out", yonhap("2015", says("1300"), says("1320"), says("1340")),
           said=("within-article 1,320 and 1,340",)),
        of("within-article", "two years", yonhap("2015", says("1397", "2014"), says("1514", "2013"))),
        of("within-article", "women and all", yonhap("2015", says("1397", "2014"), women),
           said=("contradicts 1,514 and 1,397",)),
        of("within-article", "values that meet", yonhap("2015", says("1277"), says("about 1280"))),
        of("within-article", "if rounded", yonhap("2015", says("1277"), says("1300"))),
        of("within-article", "two measures", yonhap("2015", says("1277"), says("1275", measure=RUNNING))),
        of("within-article", "two articles", yonhap("2016", says("1397")), upi("2016", says("1514", by=UNSTATED)),
           said=("contradicts 1,397 and 1,514",)),
    ]  # fmt: skip


EXAMPLES = (*_contradicts(), *_agrees(), *_revised(), *_falls(), *_within_article())
