"""The typed form as objects: what a breakdown lends, what nk:each multiplies, ranges, defaults, and tolerance."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nkgraph import claims, turtle, vocab
from nkgraph.claims import Claim, Corpus, Stretch
from nkgraph.ontology import Ontology
from tests import conftest, specimens

BASE = f"{vocab.CLAIMS}2015-example/"
ARTICLE = "<> a schema:NewsArticle ; schema:publisher agent:yonhap .\n"
TYPED = 'a nk:Claim ; nk:statedIn <> ; nk:measure measure:arrivals ; nk:period "2015" ; nk:authority nk:unstated'
TABLE = "<table> a nk:Breakdown ; nk:statedIn <> ; nk:by nk:place"
Read = Callable[[str], Corpus]
One = Callable[[str], Claim]


@pytest.fixture
def read(small_corpus: conftest.Corpus, known: Ontology) -> Read:
    """The corpus of one small file, one article in it."""

    def typed(body: str) -> Corpus:
        documents = [turtle.read(path) for path in small_corpus({"2015-example": ARTICLE + body}).claim_files()]
        assert [str(f) for d in documents for f in d.faults] == []
        return claims.read(documents, known)

    return typed


@pytest.fixture
def one(read: Read) -> One:
    """The only claim of a body."""

    def claim(body: str) -> Claim:
        [found] = read(body).claims
        return found

    return claim


def name(node: ox.NamedNode | None) -> str:
    return vocab.local(node) if node else "none"


# --- what is lent ---------------------------------------------------------------------------------------------------------

LENT: dict[str, tuple[str, str, Callable[[Claim], object]]] = {
    "measure": ("nk:measure measure:arrivals", "nk:measure measure:exports", lambda c: name(c.measure)),
    "period": ('nk:period "2015"', 'nk:period "2016"', lambda c: c.period),
    "scale": ("nk:scale 1000", "nk:scale 1000000", lambda c: c.scale),
    "unit": ("nk:unit unit:percent", "nk:unit unit:usd", lambda c: name(c.unit)),
    "modality": ("nk:modality modality:about", "nk:modality modality:almost", lambda c: c.modality),
    "operation": ("nk:operation operation:share", "nk:operation operation:ratio", lambda c: c.operation),
    "authority": ("nk:authority agent:upi , agent:arirang", "nk:authority nk:self", lambda c: [name(a) for a in c.authorities]),
    "statedIn": ("nk:statedIn <>", "nk:statedIn <other>", lambda c: c.article),
    "via": ("nk:via <x>", "nk:via <y>", lambda c: [name(v) for v in c.via]),
    "base": ("nk:base [ nk:sex sex:all ]", "nk:base [ nk:sex sex:male ]", lambda c: sorted(map(str, c.base.items()))),
    "place": ("nk:place place:us", "nk:place place:china", lambda c: name(c.dimensions.get("place"))),
    "partner": ("nk:partner place:us", "nk:partner place:china", lambda c: name(c.dimensions.get("partner"))),
    "sex": ("nk:sex sex:male", "nk:sex sex:female", lambda c: name(c.dimensions.get("sex"))),
    "population": ("nk:population population:officials", "nk:population population:refugees",
                   lambda c: name(c.dimensions.get("population"))),
    "product": ("nk:product product:all", "nk:product product:transportation-equipment",
                lambda c: name(c.dimensions.get("product"))),
}  # fmt: skip


@pytest.mark.parametrize("lent", LENT)
def test_a_member_has_what_its_breakdown_says_unless_it_says_so_itself(one: One, lent: str) -> None:
    above, own, seen = LENT[lent]
    table = f"<table> a nk:Breakdown ; nk:by nk:place ; {above} .\n"
    by_itself = one(f"<a> a nk:Claim ; {above} .")
    inherits, differs = one(f"{table}<a> a nk:Claim ; nk:in <table> ."), one(f"{table}<a> a nk:Claim ; nk:in <table> ; {own} .")
    assert seen(inherits) == seen(by_itself)
    assert seen(differs) == seen(one(f"<a> a nk:Claim ; {own} .")) != seen(inherits)
    assert (inherits.origin[lent], differs.origin[lent]) == (f"{BASE}table", f"{BASE}a")


def test_every_dimension_and_everything_a_breakdown_may_hold_is_lent(known: Ontology) -> None:
    assert set(known.dimensions) <= set(LENT)
    assert len(LENT) == 15


def test_a_breakdown_lends_neither_its_note_nor_its_mentions_nor_a_value(one: One) -> None:
    claim = one(
        f'{TABLE} ; nk:note "ours" ; nk:value 5 ; nk:header [ nk:wording "Millions" ] .\n<a> a nk:Claim ; nk:in <table> .'
    )
    assert (claim.notes, claim.mentions, claim.value) == ((), (), None)


def test_a_claim_in_a_breakdown_that_is_not_there_borrows_nothing(one: One) -> None:
    claim = one('<a> a nk:Claim ; nk:in <nowhere> .\n<nowhere> nk:period "2015" .')
    assert (claim.breakdown, claim.period, claim.article) == (None, None, None)


def test_a_breakdown_is_read_with_its_total_items_header_and_notes(read: Read) -> None:
    header = 'nk:header [ nk:copy copy:001 ; nk:start 0 ; nk:end 8 ; nk:wording "Millions" ]'
    corpus = read(f'{TABLE} ; nk:total <t> ; nk:items <n> ; nk:note "a" , "b" ; {header} .')
    table = corpus.breakdowns[f"{BASE}table"]
    assert [name(n) for n in (table.article, table.total, table.items, table.by)] == ["2015-example", "t", "n", "place"]
    assert table.notes == ("a", "b")
    assert table.header is not None
    assert (table.header.figure.kind, table.header.figure.wording) == ("header", "Millions")


# --- nk:each --------------------------------------------------------------------------------------------------------------


def test_each_makes_one_claim_for_each_member_and_all_share_the_mention(read: Read) -> None:
    members = "nk:in <table> ; nk:each ( place:us-az place:us-va ) ; nk:value 15"
    found = read(f'{TABLE} ; nk:sex sex:male .\n<a> a nk:Claim ; {members} ; nk:mention [ nk:wording "15" ] .').claims
    assert [c.iri.value for c in found] == [f"{BASE}a/us-az", f"{BASE}a/us-va"]
    assert {c.subject for c in found} == {f"{BASE}a"}
    assert [{d: name(v) for d, v in c.dimensions.items()} for c in found] == [
        {"place": "us-az", "sex": "male"},
        {"place": "us-va", "sex": "male"},
    ]
    assert {c.value for c in found} == {Decimal(15)}
    assert found[0].mentions == found[1].mentions != ()


def test_each_follows_the_dimension_of_the_breakdown(read: Read) -> None:
    body = "{} .\n<a> a nk:Claim ; nk:in <table> ; nk:each ( {} ) ."
    by_sex = read(body.format(TABLE.replace("nk:by nk:place", "nk:by nk:sex"), "sex:male sex:female")).claims
    assert [{d: name(v) for d, v in c.dimensions.items()} for c in by_sex] == [{"sex": "male"}, {"sex": "female"}]
    by_measure = read(
        body.format(TABLE.replace("nk:by nk:place", "nk:by nk:measure"), "measure:arrivals measure:exports")
    ).claims
    assert [(name(c.measure), name(c.unit), c.dimensions) for c in by_measure] == [
        ("arrivals", "person", {}),
        ("exports", "usd", {}),
    ]


def test_each_over_what_is_no_list_of_concepts_gives_no_claim_and_no_error(read: Read) -> None:
    for typed in ("()", '( "us" )', "place:us", '"us"'):
        claims_read = read(f"{TABLE} .\n<a> a nk:Claim ; nk:in <table> ; nk:each {typed} .").claims
        assert len(claims_read) == (1 if typed == '"us"' else 0)


def test_a_list_that_bites_its_tail_ends(read: Read) -> None:
    cell = f"<l> {vocab.RDF_FIRST} place:us ; {vocab.RDF_REST} <l> ."
    assert len(read(f"<a> a nk:Claim ; nk:each <l> .\n{cell}").claims) == 1


# --- values, defaults -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "value", "to", "modality"),
    [
        ("nk:value 1277", 1277, None, "exactly"),
        ("nk:value 52.8", "52.8", None, "exactly"),
        ("nk:from 3 ; nk:to 5", 3, 5, "between"),
        ("nk:from 3", 3, None, "between"),
        ("nk:to 5", None, 5, "between"),
        ("nk:from 3 ; nk:to 5 ; nk:modality modality:about", 3, 5, "about"),
        ("nk:value 7 ; nk:from 3 ; nk:to 5", 3, 5, "between"),
        ("nk:modality modality:no-data", None, None, "no-data"),
        ("nk:note 'nothing'", None, None, "exactly"),
    ],
)
def test_a_value_or_a_range_is_read_with_its_modality(one: One, typed: str, value: str, to: str, modality: str) -> None:
    claim = one(f"<a> {TYPED} ; {typed} .")
    assert claim.value == (None if value is None else Decimal(value))
    assert claim.to == (None if to is None else Decimal(to))
    assert claim.modality == modality
    assert claim.ranged == ("nk:from" in typed or "nk:to" in typed)


@pytest.mark.parametrize(
    ("typed", "authorities", "attribution"),
    [
        ("nk:authority agent:upi", ["upi"], "stated"),
        ("nk:authority nk:self", ["self"], "stated"),
        ("nk:authority nk:unstated", ["unstated"], "unstated"),
        ("nk:authority agent:upi ; nk:attribution nk:carried", ["upi"], "carried"),
        ("nk:authority agent:upi , agent:arirang", ["upi", "arirang"], "stated"),
    ],
)
def test_attribution_is_stated_unless_typed_or_no_authority_is_named(
    one: One, typed: str, authorities: list[str], attribution: str
) -> None:
    claim = one(f"<a> a nk:Claim ; {typed} .")
    assert ([name(a) for a in claim.authorities], claim.attribution) == (authorities, attribution)


def test_an_attribution_is_lent_together_with_its_authority_only(one: One) -> None:
    table = f"{TABLE} ; nk:authority agent:upi ; nk:attribution nk:carried .\n<a> a nk:Claim ; nk:in <table>"
    assert one(f"{table} .").attribution == "carried"
    assert one(f"{table} ; nk:authority nk:unstated .").attribution == "unstated"
    assert one(f"{table} ; nk:authority agent:arirang .").attribution == "stated"
    assert one(f"{table} ; nk:authority agent:arirang ; nk:attribution nk:carried .").attribution == "carried"


def test_the_unit_is_the_one_of_the_measure_unless_typed(one: One) -> None:
    assert name(one(f"<a> {TYPED} .").unit) == "person"
    assert name(one(f"<a> {TYPED} ; nk:unit unit:percent .").unit) == "percent"
    assert name(one("<a> a nk:Claim .").unit) == "none"


def test_a_base_holds_what_differs_and_a_forecast_is_told_from_a_claim(one: One) -> None:
    claim = one(f'<a> {TYPED} ; nk:base [ nk:period "2011" ; nk:sex sex:all ; nk:measure measure:exports ] .')
    assert {k: v if isinstance(v, str) else name(v) for k, v in claim.base.items()} == {
        "period": "2011", "sex": "all", "measure": "exports",
    }  # fmt: skip
    assert not claim.forecast
    assert one("<a> a nk:Forecast .").forecast


def test_mentions_bind_the_figure_and_where_typed_its_period_and_authority(one: One) -> None:
    bound = 'nk:periodStart 8 ; nk:periodEnd 12 ; nk:periodWording "2015" ; nk:authorityWording "they"'
    claim = one(
        f'<a> {TYPED} ; nk:mention [ nk:copy copy:001 ; nk:start 3 ; nk:end 7 ; nk:wording "five" ; {bound} ] , [ nk:end 2 ] .'
    )
    first, second = claim.mentions
    copy = ox.NamedNode(vocab.ROOT + "copies/001")
    assert first.figure == Stretch(f"{BASE}a/mention.1", copy, 3, 7, "five")
    assert first.period == Stretch(f"{BASE}a/mention.1", copy, 8, 12, "2015", "period")
    assert first.authority == Stretch(f"{BASE}a/mention.1", copy, -1, -1, "they", "authority")
    assert second.figure == Stretch(f"{BASE}a/mention.2", None, -1, 2, None)
    assert (second.period, second.authority) == (None, None)


# --- articles, copies, numbers that are no figures ------------------------------------------------------------------------


def test_an_article_is_read_with_its_hops_in_order_and_is_held_unless_it_says_no(read: Read) -> None:
    body = (
        '<x> a schema:Report ; schema:headline "H"@en ; schema:datePublished "2015" ; nk:dateBasis "b" ;\n'
        '  schema:url <https://e/> ; nk:held false ; nk:cites <c> , <d> ; nk:quotes <q> ; nk:note "n" .'
    )
    found = read(body).articles
    article = found[f"{BASE}x"]
    assert (article.headline, article.published, article.date_basis, article.url) == ("H", "2015", "b", "https://e/")
    assert [(name(hop), name(target)) for hop, target in article.hops] == [("quotes", "q"), ("cites", "c"), ("cites", "d")]
    assert (article.held, found[BASE].held, name(found[BASE].publisher), article.publisher) == (False, True, "yonhap", None)


def test_a_copy_and_the_numbers_that_are_no_figures_are_read(read: Read) -> None:
    corpus = read("<> nk:notFigure [ nk:copy copy:001 ; nk:start 1 ; nk:end 9 ; nk:numbers 3 ; nk:reason reason:endnote ] .")
    copy = corpus.copies[vocab.ROOT + "copies/001"]
    assert (copy.name, copy.bytes, copy.filed, copy.sha256) == ("a.txt", 5, "2026-11-22", "0" * 64)
    [(document, stretch)] = corpus.not_figures
    assert document.path.stem == "2015-example"
    assert (stretch.kind, stretch.reason, stretch.numbers, stretch.start, stretch.end) == ("not-figure", "endnote", 3, 1, 9)


# --- tolerance ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    ['"1277"', '"abc"^^xsd:integer', "-5", "1e3", '"NaN"^^xsd:decimal', '"INF"^^xsd:decimal', "1000000000000000", "true",
     '"5"@en', "<five>", '"5"^^xsd:long', '""^^xsd:integer', "[]"],
)  # fmt: skip
def test_a_number_that_is_ill_typed_or_out_of_range_is_none(one: One, typed: str) -> None:
    claim = one(f"<a> {TYPED} ; nk:value {typed} ; nk:perCount {typed} ; nk:scale {typed} .")
    assert (claim.value, claim.per_count, claim.scale) == (None, None, 1)


def test_a_position_that_is_no_whole_number_is_unknown(one: One) -> None:
    claim = one(f'<a> {TYPED} ; nk:mention [ nk:start 1.5 ; nk:end "x" ; nk:wording 5 ] .')
    assert claim.mentions[0].figure == Stretch(f"{BASE}a/mention.1", None, -1, -1, "5")


PREDICATES = [*sorted("nk:" + n for n in vocab.NK.names), "a", "schema:publisher", "schema:headline", "schema:datePublished"]
OBJECTS = (
    "nk:Claim nk:Breakdown nk:Copy schema:Report <> <a> <b> place:us measure:arrivals 5 -1.5 nk:unstated nk:sex nk:measure "
    f'"x" "5"^^xsd:integer "y"@en {vocab.RDF_NIL}'
).split()
TRIPLE = st.tuples(st.sampled_from(["<>", "<a>", "<b>"]), st.sampled_from(PREDICATES), st.sampled_from(OBJECTS))


@given(st.lists(TRIPLE, max_size=12), st.sampled_from(["nk:Claim", "nk:Forecast", "nk:Breakdown", "schema:NewsArticle"]))
@settings(max_examples=80, deadline=None)
def test_whatever_is_typed_is_read_without_an_error(triples: list[tuple[str, str, str]], kind: str) -> None:
    body = "".join(f"{s} {p} {o} .\n" for s, p, o in triples)
    document = specimens.document("2015-example", f"<a> a {kind} .\n<b> a nk:Breakdown .\n{body}", BASE)
    corpus = claims.read([document], specimens.known())
    assert kind != "nk:Claim" or corpus.claims or "nk:each" in body
