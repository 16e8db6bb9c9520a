"""What the rules found, as objects and as sentences."""

from __future__ import annotations

from decimal import Decimal

import pyoxigraph as ox
import pytest

from nkgraph import findings, telling
from nkgraph.errors import OntologyError
from nkgraph.findings import Finding
from nkgraph.register import Register
from nkgraph.store import Graph
from nkgraph.turtle import Document
from nkgraph.vocab import NK, RDF_TYPE, ROOT, local
from tests.specimens import (
    GOVERNMENT,
    INTELLIGENCE,
    MINISTRY,
    STATE_DEPARTMENT,
    UNSTATED,
    article,
    compare,
    iri,
    says,
    total,
)


def only(*articles: Document) -> tuple[Finding, Register]:
    """The one finding of these articles."""
    compared = compare(*articles)
    (finding,) = compared.findings
    return finding, compared.register


def told(*articles: Document) -> str:
    """The one finding of these articles, as a sentence."""
    return telling.sentence(*only(*articles))


def yonhap(*said: str, published: str = "2016-01-04", name: str = "") -> Document:
    return article("yonhap", published, *said, name=name)


def upi(*said: str, published: str = "2017", name: str = "") -> Document:
    return article("upi", published, *said, name=name)


# --- sentences ----------------------------------------------------------------------------------------------------------

ABOUT = "Arrivals in South Korea, 2015"


def test_one_value_in_several_articles() -> None:
    assert told(yonhap(says("1277")), upi(says("1277", by=UNSTATED))) == (
        f"{ABOUT}: 1,277 in 2 articles; 2 publishers, 1 known root (Unification Ministry), 1 unstated."
    )


def test_one_publisher_that_prints_twice_is_one_publisher() -> None:
    assert told(upi(says("1277", by=UNSTATED)), upi(says("1277", by=UNSTATED), published="2018")) == (
        f"{ABOUT}: 1,277 in 2 articles; 1 publisher, no known root, 2 unstated."
    )


def test_two_values_that_can_both_be_true() -> None:
    assert told(yonhap(says("1277")), upi(says("more-than 1200", by=INTELLIGENCE))) == (
        f"{ABOUT}: more than 1,200 and 1,277 can both be true; "
        "2 publishers, 2 known roots (Unification Ministry, National Intelligence Service)."
    )


def test_a_value_that_is_true_if_the_other_was_rounded() -> None:
    assert told(yonhap(says("1277")), upi(says("1300"))) == (
        f"{ABOUT}: 1,277 and 1,300 can both be true, if the round number was rounded; "
        "2 publishers, 1 known root (Unification Ministry) on both sides."
    )


def test_a_revision_tells_the_earlier_value_first() -> None:
    assert told(yonhap(says("1277")), upi(says("1275"))) == (
        f"{ABOUT}: 1,277, later 1,275, 2 apart; 1 known root (Unification Ministry) on both sides."
    )
    assert told(yonhap(says("1275")), upi(says("1277", by=GOVERNMENT))) == (
        f"{ABOUT}: 1,275, later 1,277, 2 apart; 1 known root (Unification Ministry) on both sides."
    )


def test_a_contradiction_tells_the_lower_value_first() -> None:
    assert told(yonhap(says("12770")), upi(says("1275", by=UNSTATED))) == (
        f"{ABOUT}: 1,275 and 12,770 cannot all be true; 11,495 apart; 1 known root (Unification Ministry), 1 unstated."
    )


def test_a_running_total_that_falls_tells_the_earlier_value_first() -> None:
    assert told(yonhap(total("191", STATE_DEPARTMENT)), upi(total("186"))) == (
        "North Koreans resettled in the U.S. in South Korea, since 2006: 191, later, by the dates given, 186: "
        "a running total that falls by 5; "
        "1 known root (State Department), 1 unstated."
    )


def test_one_article_with_two_values_is_named() -> None:
    assert told(yonhap(says("1397"), says("1514"))) == (
        f"{ABOUT}: 1,397 and 1,514 in one article (Yonhap, 4 Jan 2016) cannot all be true; 117 apart; "
        "1 known root (Unification Ministry) on both sides."
    )


# --- sides --------------------------------------------------------------------------------------------------------------


def test_a_side_holds_bounds_claims_known_roots_and_how_many_articles_name_none() -> None:
    finding, _ = only(yonhap(says("1277"), name="a"), upi(says("more-than 1200", by=UNSTATED), name="b"))
    open_side, exact = finding.sides
    assert (open_side.lower, open_side.upper) == (Decimal(1201), None)
    assert exact.lower == exact.upper == Decimal(1277)
    assert (open_side.claims, exact.claims) == ((iri("b", "c1"),), (iri("a", "c1"),))
    assert ([local(r) for r in open_side.known], open_side.unknown) == ([], 1)
    assert ([local(r) for r in exact.known], exact.unknown) == ([MINISTRY], 0)
    assert finding.claims == [iri("b", "c1"), iri("a", "c1")]


def test_sides_that_meet_stand_lower_first_even_where_the_lower_begins_at_zero() -> None:
    finding, _ = only(yonhap(says("5")), upi(says("0 to 9")))
    assert [side.figure for side in finding.sides] == ["0 to 9", "5"]


def test_claims_of_a_side_stand_in_the_order_of_publication() -> None:
    articles = [upi(says("1277"), published=day, name=name) for day, name in (("2018", "a"), ("2016", "b"), ("2017", "c"))]
    finding, _ = only(*articles)
    assert finding.sides[0].claims == (iri("b", "c1"), iri("c", "c1"), iri("a", "c1"))


def test_a_side_within_an_article_holds_only_claims_of_that_article() -> None:
    finding, _ = only(yonhap(says("1397"), says("1514"), name="a"), upi(says("1397"), name="b"))
    assert finding.article == iri("a")
    assert finding.claims == [iri("a", "c1"), iri("a", "c2")]


def test_a_side_between_articles_holds_no_claim_of_an_article_that_contradicts_itself() -> None:
    slip = yonhap(says("1397"), says("1514"), name="slip")
    compared = compare(slip, upi(says("1397"), name="a"), upi(says("1397"), name="b", published="2018"))
    (agreement,) = (f for f in compared.findings if f.outcome == "agrees")
    assert agreement.claims == [iri("a", "c1"), iri("b", "c1")]
    assert agreement.article is None


def test_an_article_that_gives_a_value_twice_without_a_root_is_counted_once() -> None:
    finding, _ = only(yonhap(says("more-than 80", by=UNSTATED), says("at-least 81", by=UNSTATED)), upi(says("more-than 80")))
    assert len(finding.claims) == 3
    assert finding.unknown == 1


# --- roots and differences ----------------------------------------------------------------------------------------------


def test_one_root_needs_every_side_to_rest_on_it_and_on_nothing_unknown() -> None:
    assert only(yonhap(says("1277")), upi(says("1275")))[0].one_root
    assert only(yonhap(says("1277")), upi(says("1275", by=GOVERNMENT)))[0].one_root
    assert not only(yonhap(says("1277")), upi(says("1275", by=INTELLIGENCE)))[0].one_root
    assert not only(yonhap(says("1277")), upi(says("1275", by=UNSTATED)))[0].one_root
    assert not only(yonhap(says("1277", by=UNSTATED)), upi(says("1275", by=UNSTATED)))[0].one_root


def test_distinct_counts_what_contains_another_as_that_other() -> None:
    register = compare().register
    agents = {name: ox.NamedNode(f"{ROOT}agents/{name}") for name in (GOVERNMENT, MINISTRY, INTELLIGENCE, STATE_DEPARTMENT)}
    counted = {
        (GOVERNMENT,): {GOVERNMENT},
        (GOVERNMENT, MINISTRY): {MINISTRY},
        (MINISTRY, INTELLIGENCE): {MINISTRY, INTELLIGENCE},
        (GOVERNMENT, MINISTRY, INTELLIGENCE): {MINISTRY, INTELLIGENCE},
        (GOVERNMENT, STATE_DEPARTMENT): {GOVERNMENT, STATE_DEPARTMENT},
        (): set(),
    }
    for given, roots in counted.items():
        assert {local(r) for r in findings.distinct({agents[name] for name in given}, register)} == roots


def test_a_difference_is_the_gap_between_the_bounds() -> None:
    assert only(yonhap(says("1277")), upi(says("more-than 1300")))[0].difference == Decimal(24)
    assert only(yonhap(says("5 to 9")), upi(says("20 to 30")))[0].difference == Decimal(11)
    assert only(yonhap(says("1277"), says("1275"), says("1250 to 1260")))[0].difference == Decimal(17)
    assert only(yonhap(says("1277")), upi(says("1277")))[0].difference is None


def test_findings_come_by_outcome_and_then_by_what_they_are_about() -> None:
    compared = compare(
        yonhap(says("1277"), says("7", "2014"), says("9", "2013")), upi(says("1275"), says("7", "2014"), says("9", "2013"))
    )
    assert [(f.outcome, f.label[-4:]) for f in compared.findings] == [
        ("agrees", "2013"),
        ("agrees", "2014"),
        ("revised", "2015"),
    ]


def test_a_finding_without_rule_outcome_or_quantity_is_a_defect_of_the_rules() -> None:
    finding = ox.NamedNode(f"{ROOT}findings/0000000000000000")
    with pytest.raises(OntologyError, match="findings/0000000000000000 without a rule, an outcome or a subject"):
        findings.read(Register(Graph([(finding, RDF_TYPE, NK.Finding)])))


def test_the_name_of_a_finding_is_that_of_its_readings_whoever_gives_them() -> None:
    pair = only(yonhap(says("1277")), upi(says("1275")))[0]
    others = only(article("arirang", "", says("1275", by=UNSTATED)), article("korea-times", "", says("1277", by=UNSTATED)))[0]
    assert (pair.outcome, others.outcome) == ("revised", "contradicts")
    assert pair.iri == others.iri
    assert only(yonhap(says("1277", "2014")), upi(says("1275", "2014")))[0].iri != pair.iri


def test_the_name_of_a_finding_within_an_article_is_that_of_article_and_quantity() -> None:
    two = only(yonhap(says("1397"), says("1514"), name="a"))[0]
    three = only(yonhap(says("1397"), says("1514"), says("1600"), name="a"))[0]
    assert two.iri == three.iri != only(yonhap(says("1397"), says("1514"), name="b"))[0].iri
