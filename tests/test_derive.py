"""From typed claims to triples: what follows from each claim by itself."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nkgraph import derive, placing, vocab
from nkgraph.bounds import Interval
from nkgraph.check import Reading
from nkgraph.store import Graph
from nkgraph.turtle import Document, Triple
from nkgraph.vocab import NK, RDF_TYPE, ROOT, XSD
from tests.by_hand import prints
from tests.specimens import MINISTRY, PERCENT, UNSTATED, article, iri, known, says, total, typed

READINGS = f"{ROOT}quantities/arrivals/south-korea/2015/readings/"


@pytest.fixture(scope="module")
def real(reading: Reading) -> list[Triple]:
    """The derived triples of the repository's own claims."""
    return list(derive.derive(reading.corpus, reading.ontology))


def graph_of(*articles: Document) -> Graph:
    return Graph(derive.derive(typed(articles), known()))


def one(claim: str, published: str = "2016-01-04") -> tuple[Graph, ox.NamedNode]:
    """The graph of an article of Yonhap with one claim, and that claim."""
    return graph_of(article("yonhap", published, claim, name="a")), iri("a", "c1")


def reading_of(claim: str) -> str | None:
    graph, node = one(claim)
    found = graph.iri(node, NK.reading)
    return None if found is None else found.value


# --- readings and bounds ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("figure", "name"),
    [
        ("1277", "1277"), ("more-than 80", "ge81"), ("less-than 10", "le9"), ("5 to 9", "ge5_le9"), ("about 100", "ge50_le150"),
        ("1300", "1300;loose=ge1250_le1349"), ("0", "0"), ("presence", "ge1"), ("dozen 12", "ge10_le14"),
    ],
)  # fmt: skip
def test_a_reading_is_named_by_its_quantity_and_bounds(figure: str, name: str) -> None:
    assert reading_of(says(figure)) == READINGS + name


def test_a_decimal_is_a_half_open_reading() -> None:
    name = reading_of(says("52.8", measure=PERCENT))
    assert name == f"{ROOT}quantities/economic-participation/south-korea/2015/readings/ge52.75_lt52.85"


@pytest.mark.parametrize(
    "claim", [says("no-data"), says("1000", more="nk:operation operation:first-above ; nk:span '2010/2015'")]
)
def test_a_claim_without_a_number_of_its_own_has_no_reading(claim: str) -> None:
    graph, node = one(claim)
    assert graph.iri(node, NK.reading) is None
    assert graph.iri(node, NK.entry) is None
    assert graph.iri(node, NK.quantity) is not None


def test_an_open_end_is_an_absent_triple() -> None:
    graph, _ = one(says("more-than 80"))
    reading = ox.NamedNode(READINGS + "ge81")
    assert graph.text(reading, NK.lower) == "81"
    assert graph.text(reading, NK.lowerInclusive) == "true"
    assert [graph.text(reading, p) for p in (NK.upper, NK.upperInclusive, NK.looseUpper, NK.looseUpperInclusive)] == [None] * 4


def test_every_reading_has_loose_bounds_and_they_equal_the_strict_ones_where_nothing_is_round() -> None:
    graph = graph_of(article("yonhap", "2016", says("1277"), says("1300", "2014")))
    exact, rounded = (ox.NamedNode(f"{ROOT}quantities/arrivals/south-korea/{n}") for n in (
        "2015/readings/1277", "2014/readings/1300;loose=ge1250_le1349"))  # fmt: skip
    ends = (NK.lower, NK.upper, NK.looseLower, NK.looseUpper)
    assert [graph.text(exact, p) for p in ends] == ["1277"] * 4
    assert [graph.text(rounded, p) for p in ends] == ["1300", "1300", "1250", "1349"]


def test_a_reading_is_shared_by_the_claims_that_give_it_whatever_their_words() -> None:
    graph = graph_of(article("yonhap", "2016", says("more-than 80")), article("upi", "2016", says("at-least 81", by=UNSTATED)))
    claims = graph.subjects(NK.reading, ox.NamedNode(READINGS + "ge81"))
    assert [c.value.split("/")[-2] for c in claims] == ["2016-upi", "2016-yonhap"]


@pytest.mark.parametrize(
    ("number", "text"),
    [("1277", "1277.0"), ("1E+3", "1000.0"), ("52.750000", "52.75"), ("0", "0.0"), ("0.000001", "0.000001"), ("-2.50", "-2.5")],
)
def test_a_number_has_one_canonical_form(number: str, text: str) -> None:
    assert vocab.decimal(Decimal(number)) == ox.Literal(text, datatype=ox.NamedNode(XSD + "decimal"))


numbers = st.none() | st.decimals(0, 9999, places=2)


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(*(st.tuples(numbers, numbers, st.booleans(), st.booleans()) for _ in range(2)))
def test_two_intervals_have_one_name_only_if_they_are_one(
    one: tuple[Decimal | None, Decimal | None, bool, bool], other: tuple[Decimal | None, Decimal | None, bool, bool]
) -> None:
    a, b = (Interval(*ends) for ends in (one, other))
    if placing.interval_name(a) == placing.interval_name(b):
        assert _meaning(a) == _meaning(b)


def _meaning(interval: Interval) -> tuple[object, ...]:
    """The ends that are there, each with whether it is meant; for a single number it goes without saying."""
    low, high = interval.lower, interval.upper
    if low is not None and low == high:
        return (low,)
    return low, interval.lower_inclusive or low is None, high, interval.upper_inclusive or high is None


# --- quantities, entries, slots -----------------------------------------------------------------------------------------


def test_a_quantity_carries_its_days_half_open_its_series_and_its_words() -> None:
    graph, _ = one(says("1277"))
    quantity = ox.NamedNode(f"{ROOT}quantities/arrivals/south-korea/2015")
    assert graph.text(quantity, NK.startDay) == str(date(2015, 1, 1).toordinal())
    assert graph.text(quantity, NK.endDay) == str(date(2016, 1, 1).toordinal())
    assert graph.iri(quantity, NK.series) == ox.NamedNode(f"{ROOT}series/arrivals/south-korea")
    assert graph.text(quantity, ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")) == "Arrivals in South Korea, 2015"


def test_an_unstated_period_has_no_days_and_is_the_articles_own() -> None:
    graph = graph_of(
        article("yonhap", "2016", says("7", "unstated"), name="a"), article("upi", "", says("7", "unstated"), name="b")
    )
    about = [graph.iri(iri(name, "c1"), NK.quantity) for name in "ab"]
    assert about == [ox.NamedNode(f"{ROOT}quantities/arrivals/south-korea/unstated/{name}") for name in "ab"]
    assert [graph.objects(q, NK.startDay) + graph.objects(q, NK.endDay) for q in about if q is not None] == [[], []]


def test_only_a_count_since_a_start_without_an_end_is_a_running_total() -> None:
    said = total("186"), total("186", period="2006/2014"), says("1277"), says("7", "2006/..")
    graph = graph_of(article("yonhap", "2016", *said, name="a"))
    about = [graph.iri(iri("a", f"c{n}"), NK.quantity) for n in range(1, 5)]
    assert [q is not None and graph.text(q, NK.runningTotal) for q in about] == ["true", None, None, None]


def test_an_entry_joins_an_article_and_a_quantity() -> None:
    graph = graph_of(article("yonhap", "2016", says("1397", "2014"), says("1514", "2014"), says("1277"), name="a"))
    entries = [graph.iri(iri("a", f"c{n}"), NK.entry) for n in (1, 2, 3)]
    assert entries[0] == entries[1] != entries[2]
    assert entries[0] is not None
    assert graph.iri(entries[0], NK.entryArticle) == iri("a")
    assert graph.iri(entries[0], NK.entryQuantity) == ox.NamedNode(f"{ROOT}quantities/arrivals/south-korea/2014")


def test_a_slot_joins_a_reading_and_a_known_root_and_an_unknown_root_has_none() -> None:
    graph = graph_of(article("yonhap", "2016", says("1277"), says("1397", "2014", UNSTATED), name="a"))
    slot = ox.NamedNode(f"{READINGS}1277/roots/{MINISTRY}")
    assert graph.iris(iri("a", "c1"), NK.slot) == [slot]
    assert graph.iri(slot, NK.slotReading) == ox.NamedNode(f"{READINGS}1277")
    assert graph.iri(slot, NK.slotRoot) == ox.NamedNode(f"{ROOT}agents/{MINISTRY}")
    assert graph.iris(iri("a", "c2"), NK.slot) == graph.iris(iri("a", "c2"), NK.root) == []


def test_a_forecast_is_about_another_quantity_than_a_count() -> None:
    graph, claim = one(says("1277").replace("nk:Claim", "nk:Forecast"))
    assert graph.iris(claim, RDF_TYPE) == [NK.Forecast]
    assert graph.iri(claim, NK.quantity) == ox.NamedNode(f"{ROOT}quantities/arrivals/south-korea/kind=forecast/2015")


# --- days of publication ------------------------------------------------------------------------------------------------

FILED = date(2026, 11, 22)


def days(name: str, *articles: Document) -> tuple[str, str]:
    """First and last possible day, as dates."""
    first, last = derive.publications(typed(articles))[iri(name).value]
    return date.fromordinal(first).isoformat(), date.fromordinal(last).isoformat()


def quoting(name: str, published: str, *quoted: str) -> Document:
    return article("upi", published, name=name, hops=" ; ".join(f"nk:quotes <{iri(q).value}>" for q in quoted))


@pytest.mark.parametrize(
    ("published", "first", "last"),
    [
        ("2016-01-04", "2016-01-04", "2016-01-04"), ("[2015-10-12,2015-10-13]", "2015-10-12", "2015-10-13"),
        ("2015-10", "2015-10-01", "2015-10-31"), ("2023-06/..", "2023-06-01", "2026-11-22"), ("", "0001-01-01", "2026-11-22"),
        ("2026", "2026-01-01", "2026-11-22"), ("2027", "2027-01-01", "2027-12-31"),
    ],
)  # fmt: skip
def test_an_article_has_a_first_and_a_last_possible_day(published: str, first: str, last: str) -> None:
    assert days("a", quoting("a", published)) == (first, last)


def test_a_report_is_no_younger_than_the_article_that_quotes_it() -> None:
    assert days("report", quoting("report", ""), quoting("post", "2015-10-21", "report")) == ("0001-01-01", "2015-10-21")


def test_a_report_is_no_younger_than_the_earliest_of_those_that_quote_it() -> None:
    posts = quoting("one", "2016", "report"), quoting("two", "2015-10-21", "report"), quoting("three", "", "report")
    assert days("report", quoting("report", "2015-08/.."), *posts) == ("2015-08-01", "2015-10-21")


def test_the_day_of_a_quote_reaches_the_report_over_an_undated_article_between() -> None:
    chain = quoting("report", ""), quoting("between", "", "report"), quoting("post", "2015-10-21", "between")
    for order in (chain, chain[::-1], (chain[1], chain[2], chain[0])):
        assert days("report", *order) == ("0001-01-01", "2015-10-21")


def test_a_report_dated_after_its_quote_is_not_bent() -> None:
    assert days("report", quoting("report", "2016-01-04"), quoting("post", "2015", "report")) == ("2016-01-04", "2016-01-04")
    chain = quoting("report", "2016/2017"), quoting("between", "2014/2018", "report"), quoting("post", "2015", "between")
    assert days("report", *chain) == ("2016-01-01", "2017-12-31")


def test_articles_that_quote_each_other_have_days_all_the_same() -> None:
    circle = quoting("a", "2015", "b"), quoting("b", "2016", "a")
    assert days("a", *circle) == ("2015-01-01", "2015-12-31")


def test_the_days_stand_on_the_article_and_on_each_claim() -> None:
    graph, claim = one(says("1277"), "[2015-10-12,2015-10-13]")
    for node in (iri("a"), claim):
        assert graph.text(node, NK.firstDay) == str(date(2015, 10, 12).toordinal())
        assert graph.text(node, NK.lastDay) == str(date(2015, 10, 13).toordinal())


# --- the real corpus ----------------------------------------------------------------------------------------------------


def test_no_blank_node_leaves_derive(real: list[Triple]) -> None:
    assert len(real) > 10_000
    assert {type(s) for s, _, _ in real} == {ox.NamedNode}
    assert {type(o) for _, _, o in real} == {ox.NamedNode, ox.Literal}


def test_every_claim_has_an_article_a_quantity_an_attribution_and_two_days(real: list[Triple], reading: Reading) -> None:
    have = defaultdict(set)
    for s, p, _ in real:
        have[s.value].add(p)
    needed = {NK.article, NK.quantity, NK.attribution, NK.firstDay, NK.lastDay, NK.mention, NK.authority, NK.modality}
    lacking = {c.iri.value: needed - have[c.iri.value] for c in reading.corpus.claims if needed - have[c.iri.value]}
    assert lacking == {}
    assert len(reading.corpus.claims) == 402


def test_every_decimal_has_a_point_and_at_most_six_fraction_digits(real: list[Triple]) -> None:
    decimals = {o.value for _, _, o in real if isinstance(o, ox.Literal) and o.datatype.value == XSD + "decimal"}
    assert len(decimals) > 300
    assert {d for d in decimals if not re.fullmatch(r"\d+\.\d{1,6}", d) or re.fullmatch(r".+\..+0", d)} == set()


def test_two_claims_share_a_reading_only_if_they_share_quantity_and_bounds(reading: Reading) -> None:
    meant = defaultdict(set)
    for p in prints(reading.corpus):
        meant[p.reading].add((p.quantity.iri, p.strict, p.loose))
    assert len(meant) > 300
    assert {reading for reading, meanings in meant.items() if len(meanings) > 1} == set()


def test_the_bounds_in_the_graph_are_those_of_the_words(real: list[Triple], reading: Reading) -> None:
    graph = Graph(real)
    for p in prints(reading.corpus):
        low, high = (graph.text(ox.NamedNode(p.reading), end) for end in (NK.lower, NK.upper))
        assert (low and Decimal(low), high and Decimal(high)) == (p.strict.lower, p.strict.upper), p.claim.iri


def test_every_claim_with_a_number_has_bounds_except_the_threshold_of_a_series(reading: Reading) -> None:
    bounded = {p.claim.iri for p in prints(reading.corpus)}
    without = [c for c in reading.corpus.claims if c.iri not in bounded]
    assert len(bounded) > 300
    assert {c.operation for c in without if c.value is not None} <= {"first-above", "first-below"}
