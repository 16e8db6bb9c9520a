"""The sentence of a finding: each of the twelve rules, each outcome, exactly as it is read."""

from __future__ import annotations

import pytest

from nkgraph import telling
from nkgraph.turtle import Document
from tests.examples_others import MEN, STATUS, STOCK, TO_DATE, WOMEN, foresees, with_ontology
from tests.rule_examples import post, upi, yonhap
from tests.series_specimens import states, table
from tests.specimens import INTELLIGENCE, PERCENT, UNSTATED, Compared, article, iri, says, total

MINISTRY = "1 known root (Unification Ministry)"
YEAR, PLACE = "Arrivals in South Korea, 2015", "Arrivals in South Korea"
TABLE = "a nk:Breakdown ; nk:statedIn <> ; nk:by nk:sex ; nk:total <c4>"
SHARE = "Share: Arrivals in South Korea (female), against all, 2015"


def sentences(*articles: Document, rule: str) -> list[str]:
    """What is told of the findings of one rule."""
    compared: Compared = with_ontology(*articles)
    return [telling.sentence(f, compared.register) for f in compared.findings if f.rule == rule]


def parts(women: str, men: str, whole: str, lost: str = "") -> Document:
    """An article with a list of women and men and their total."""
    listed = [says(n, more=f"{sex} ; nk:in <c3>") for n, sex in ((women, WOMEN), (men, MEN))]
    return yonhap("2016", *listed, TABLE + (f' ; nk:missing "{lost}"' if lost else ""), says(whole))


def share(percent: str, women: str = "", everyone: str = "1277", published: str = "2016") -> Document:
    """An article with the share of women, with or without the figures from which it comes."""
    share = f"{WOMEN} ; nk:operation operation:share ; nk:unit unit:percent ; nk:base <c2>"
    figures = (says(women, more=WOMEN), says(everyone)) if women else ()
    return yonhap(published, says(percent, more=share), "nk:sex sex:all", *figures)


FLOWS = upi("2016", says("2914", "2009"), says("2402", "2010"))


@pytest.mark.parametrize(("rule", "articles", "sentence"), [
    ("same-quantity", (yonhap("2016", says("1277")), upi("2016", says("1277", by=UNSTATED))),
     f"{YEAR}: 1,277 in 2 articles; 2 publishers, {MINISTRY}, 1 unstated."),
    ("same-quantity", (yonhap("2016", says("1277")), upi("2016", says("more-than 1200"))),
     f"{YEAR}: more than 1,200 and 1,277 can both be true; 2 publishers, {MINISTRY} on both sides."),
    ("same-quantity", (yonhap("2016", says("1277")), upi("2016", says("1300"))),
     f"{YEAR}: 1,277 and 1,300 can both be true, if the round number was rounded; 2 publishers, {MINISTRY} on both sides."),
    ("same-quantity", (yonhap("2016", says("1277")), upi("2016", says("1275", by=INTELLIGENCE))),
     f"{YEAR}: 1,275 and 1,277 cannot all be true; 2 apart;"
     " 2 known roots (Unification Ministry, National Intelligence Service)."),
    ("same-quantity", (yonhap("2016", says("1277")), upi("2017", says("1275"))),
     f"{YEAR}: 1,277, later 1,275, 2 apart; {MINISTRY} on both sides."),
    ("same-quantity", (yonhap("2015", total("191")), upi("2016", total("186"))),
     "North Koreans resettled in the U.S. in South Korea, since 2006: 191, later, by the dates given, 186:"
     " a running total that falls by 5;"
     " no known root, 2 unstated."),
    ("same-quantity", (yonhap("2016", says("52.8", measure=PERCENT)), upi("2016", says("52.9", measure=PERCENT))),
     "Participation in the economy in South Korea, 2015: 52.8 percent and 52.9 percent cannot all be true;"
     f" less than a rounding step apart; {MINISTRY} on both sides."),
    ("within-article", (yonhap("2015", says("1397"), says("1514")),),
     f"{YEAR}: 1,397 and 1,514 in one article (Yonhap, 2015) cannot all be true; 117 apart; {MINISTRY} on both sides."),
    ("part-whole", (yonhap("2016", says("1514", more=WOMEN)), upi("2016", says("1277"))),
     f"Arrivals in South Korea (female), 2015: 1,514, 237 more than the whole, 1,277 ({YEAR}); {MINISTRY} on both sides."),
    ("cumulative", (yonhap("2016", says("1302", "2015-01/2015-05")), upi("2016", says("1277"))),
     f"{PLACE}, 2015-01 to 2015-05: 1,302, 25 more than over a longer time, 1,277 ({YEAR}); {MINISTRY} on both sides."),
    ("sum-of-parts", (parts("1026", "251", "1277"),),
     f"{YEAR}: 2 parts of one article come to 1,277 and come to the total, 1,277; by the article's own figures."),
    ("sum-of-parts", (parts("1026", "250", "1277"),),
     f"{YEAR}: 2 parts of one article come to 1,276 and fall short of the total, 1,277; by the article's own figures."),
    ("sum-of-parts", (parts("1026", "presence", "1277"),),
     f"{YEAR}: 2 parts, some without a number, come to at least 1,027; the total is 1,277; by the article's own figures."),
    ("sum-of-parts", (parts("1026", "25", "1277", lost="one row"),),
     f"{YEAR}: the copy has lost one row; the 2 parts left come to at least 1,051; the total is 1,277;"
     " by the article's own figures."),
    ("stock-flow", (FLOWS, yonhap("2016", says("5316", "2009/2010"))),
     f"{PLACE}, 2009 to 2010: 2 yearly figures add up to 5,316, and the total is 5,316;"
     " by the figures of Unification Ministry."),
    ("stock-flow", (FLOWS, yonhap("2016", says("5209", "2009/2012"))),
     f"{PLACE}, 2009 to 2012: 2 yearly figures add up to 5,316 without the other 2, and the total is 5,209: 107 apart;"
     " by the figures of Unification Ministry."),
    ("stock-flow", (FLOWS, yonhap("2016", says("5316", "2009/2012"))),
     f"{PLACE}, 2009 to 2012: 2 yearly figures add up to 5,316, which is just the total that is given (5,316),"
     " so that the other 2 years would have to be zero; by the figures of Unification Ministry."),
    ("stock-flow", (yonhap("2016", says("5316", "2009/2010")), FLOWS, post("2017", says("2333", "2010"))),
     "Arrivals in South Korea, 2009 to 2010: 2 yearly figures add up to 5,316 by earlier figures, and the total is 5,316;"
     " by the figures of Unification Ministry."),
    ("derivation", (share("70"), post("2018", says("1026", more=WOMEN), says("1277"))),
     f"{SHARE}: 70 percent does not follow from 1,277 (2015) and 1,026 (2015), which make 80.34 percent,"
     " but not all of these were out when it was printed; by the figures of Unification Ministry."),
    ("derivation", (share("80", "1026"),),
     f"{SHARE}: 80 percent holds: 1,277 (2015) and 1,026 (2015) make 80.34 percent; by the article's own figures."),
    ("derivation", (share("70", "1026"),),
     f"{SHARE}: 70 percent, but 1,277 (2015) and 1,026 (2015) make 80.34 percent; by the article's own figures."),
    ("derivation", (share("80", "more-than 1000"),),
     f"{SHARE}: 80 percent may hold: 1,277 (2015) and more than 1,000 (2015) make at least 78.39 percent;"
     " by the article's own figures."),
    ("derivation", (share("70"), upi("2016", says("1026", more=WOMEN), says("1277"))),
     f"{SHARE}: 70 percent, but 1,277 (2015) and 1,026 (2015) make 80.34 percent; by the figures of Unification Ministry."),
    ("derivation", (share("80", published="2018"), upi("2016", says("1026", more=WOMEN), says("1277")),
                    post("2017", says("900", more=WOMEN))),
     f"{SHARE}: 80 percent holds for earlier figures, 1,277 (2015) and 1,026 (2015), which make 80.34 percent;"
     " by the figures of Unification Ministry."),
    ("forecast", (yonhap("2014", foresees("at-most 1300")), upi("2016", says("1277"))),
     f"Forecast of arrivals in South Korea, 2015: at most 1,300; it came to 1,277; {MINISTRY} on both sides."),
    ("forecast", (yonhap("2014", foresees("at-most 1200")), upi("2016", says("1277", by=INTELLIGENCE))),
     "Forecast of arrivals in South Korea, 2015: at most 1,200; it came to 1,277, 77 off;"
     " 2 known roots (Unification Ministry, National Intelligence Service)."),
    ("forecast", (yonhap("2014", foresees("at-most 1300")), upi("2016", says("more-than 1200"))),
     f"Forecast of arrivals in South Korea, 2015: at most 1,300; it may have come to more than 1,200;"
     f" {MINISTRY} on both sides."),
    ("dates", (yonhap("2014", says("1277")),), f"{YEAR} had not begun when Yonhap, 2014 gave 1,277 for it, not as a forecast."),
    ("missing", (yonhap("2016", says("no-data")), upi("2017", says("1277"))),
     f"{YEAR}: Yonhap has no data; UPI has 1,277; {MINISTRY} on both sides."),
])  # fmt: skip
def test_the_sentence_of_a_finding(rule: str, articles: tuple[Document, ...], sentence: str) -> None:
    assert sentences(*articles, rule=rule) == [sentence]


@pytest.mark.parametrize(("one", "other", "sentence"), [
    (says("492", "2015-01/2015-05"), says("1277"),
     f"{PLACE}, 2015-01 to 2015-05: 492; {YEAR}: 1,277. Not comparable: they are about different times."),
    (says("1026", more=WOMEN), says("251", more=MEN),
     f"{PLACE} (male), 2015: 251; {PLACE} (female), 2015: 1,026. Not comparable: they count different people."),
    (says("1275", measure=STATUS), says("1277"),
     f"Given defector status in South Korea, 2015: 1,275; {YEAR}: 1,277. Not comparable: they are of different measures."),
    (says("25960", measure=STOCK), says("1277"),
     f"{YEAR}: 1,277; Defectors living there in South Korea, 2015: 25,960."
     " Not comparable: one is a flow and the other a stock."),
    (says("25960", "2015-03", measure=STOCK), says("28795", "1998/2015", measure=TO_DATE),
     "Defectors living there in South Korea, 2015-03: 25,960; Arrivals since a start in South Korea, 1998 to 2015: 28,795."
     " Not comparable: one is a running total and the other a stock."),
])  # fmt: skip
def test_the_sentence_of_a_near_miss_says_in_what_they_differ(one: str, other: str, sentence: str) -> None:
    assert sentences(yonhap("2016", one), upi("2016", other), rule="near-miss") == [sentence]


@pytest.mark.parametrize(("report", "words"), [("2015-07-06", "6 Jul 2015, in UPI, which is dated later"),
                                               ("2015-07", "Jul 2015, in UPI, which may be dated later")])  # fmt: skip
def test_the_sentence_of_a_hop_names_both_articles(report: str, words: str) -> None:
    articles = article("yonhap", report, name="report"), upi("2015-07-05", hops=f"nk:quotes <{iri('report').value}>")
    assert sentences(*articles, rule="dates") == [f"UPI, 5 Jul 2015 relays Yonhap, {words}."]


FIGURES = article(*table("2009 2914, 2010 2402, 2011 2306"))


@pytest.mark.parametrize(("operation", "period", "span", "sentence"), [
    ("highest", "2010", "2009/2012",
     'Highest: Arrivals in South Korea, 2010 (of 2009 to 2012): “highest” does not hold against 2,914 (2009);'),
    ("highest", "2011", "",
     'Highest: Arrivals in South Korea, 2011: “highest” does not hold against 2,914 (2009) and 2,402 (2010);'),
    ("highest", "2009", "2009/2012", 'Highest: Arrivals in South Korea, 2009 (of 2009 to 2012): “highest” holds against'),
    ("steadily-falling", "2009/2011", "", 'Steadily falling: Arrivals in South Korea, 2009 to 2011: “steadily falling” holds'
     " against all 3 members;"),
    ("falling", "2009/2011", "",
     'Falling: Arrivals in South Korea, 2009 to 2011: “falling” holds: 2,914 (2009) and 2,306 (2011);'),
    ("rising", "2009/2011", "", 'Rising: Arrivals in South Korea, 2009 to 2011: “rising” does not hold against 2,306 (2011);'),
    ("largest-change", "2011", "2009/2011", 'Largest change: Arrivals in South Korea, 2011 (of 2009 to 2011): “largest change”'
     " does not hold against the change to 2,402 (2010);"),
    ("largest-change", "2010", "2009/2011",
     'Largest change: Arrivals in South Korea, 2010 (of 2009 to 2011): “largest change” holds against all 1 member;'),
    ("first-time", "2010", "2009/2012",
     'First time: Arrivals in South Korea, 2010 (of 2009 to 2012): “first time” does not hold against 2,914 (2009);'),
])  # fmt: skip
def test_the_sentence_of_a_statement_names_what_it_is_held_against(
    operation: str, period: str, span: str, sentence: str
) -> None:
    (told,) = sentences(article(*states(operation, period, span)), FIGURES, rule="series")
    assert told.startswith(sentence)
    assert told.endswith("; by the figures of Unification Ministry.")


def test_of_many_members_six_are_named_and_the_others_counted() -> None:
    rows = ", ".join(f"{2009 + n} {2914 - n}" for n in range(9))
    (told,) = sentences(article(*states("lowest", "2009")), article(*table(rows)), rule="series")
    assert told.count(" (20") == 6
    assert "2 more; by the figures" in told


def test_the_member_singled_out_is_not_counted_among_the_others() -> None:
    (told,) = sentences(article(*states("highest", "2009", "2009/2011")), FIGURES, rule="series")
    assert "“highest” holds against all 2 " in told


def test_members_that_are_places_are_named_by_their_places() -> None:
    germany, japan = (says(n).replace("south-korea", place) for n, place in (("1402", "germany"), ("2914", "japan")))
    most = states("highest", "2015", more="nk:over nk:place")[2].replace("south-korea", "germany")
    (told,) = sentences(yonhap("2016", most), upi("2016", germany, japan), rule="series")
    assert told == (
        "Highest: Arrivals in Germany, 2015 (of all, by place): “highest” does not hold against 2,914 (Japan);"
        " by the figures of Unification Ministry."
    )


def test_a_sentence_is_one_line_with_one_full_stop_at_its_end() -> None:
    compared = with_ontology(share("70", "1026"), FLOWS, post("2016", says("5209", "2009/2012")), FIGURES)
    told = [telling.sentence(f, compared.register) for f in compared.findings]
    assert len(told) > 3
    assert all(t.endswith(".") and not t.endswith("..") and "\n" not in t and "  " not in t for t in told)


# --- who has it, and what it is -----------------------------------------------------------------------------------------


def test_the_sentence_of_a_first_above_says_that_it_is_one() -> None:
    (told,) = sentences(article(*states("first-above", "2010", "2009/2010", "2000")), FIGURES, rule="series")
    assert "“first above 2,000” does not hold against 2,914 (2009)" in told


def test_two_publishers_have_a_figure() -> None:
    (told,) = sentences(yonhap("2016", says("no-data")), upi("2017", says("1277")), post("2017", says("1277")), rule="missing")
    assert "NK Economy Watch and UPI have 1,277" in told


def test_of_three_figures_the_sentence_does_not_speak_of_one_and_the_other() -> None:
    (told,) = sentences(
        yonhap("2016", says("400", measure=STATUS), says("700", measure=STOCK)), upi("2016", says("1277")), rule="near-miss"
    )
    assert "one is a" not in told


def test_one_measure_with_two_destinations_is_not_told_as_two_measures() -> None:
    laos, vietnam = (says("468", measure="airlifted", more=f"nk:partner place:{to}") for to in ("laos", "vietnam"))
    (told,) = sentences(yonhap("2016", laos), upi("2016", vietnam), rule="near-miss")
    assert "measures" not in told
