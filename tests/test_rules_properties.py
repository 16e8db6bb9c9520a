"""What holds of every corpus: the rules against a comparison by hand, and what must not change what is found."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import product

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nkgraph import claims, derive, findings, rules
from nkgraph.check import Reading
from nkgraph.register import Register
from nkgraph.store import Graph
from nkgraph.turtle import Document
from tests.by_hand import ByHand, said
from tests.specimens import (
    GOVERNMENT,
    INTELLIGENCE,
    MINISTRY,
    RUNNING,
    SELF,
    UNSTATED,
    all_rules,
    article,
    compare,
    copy_filed,
    iri,
    known,
    says,
    typed,
)  # fmt: skip

few = settings(max_examples=10, deadline=None, derandomize=True, database=None)
many = settings(max_examples=25, deadline=None, derandomize=True, database=None)

PUBLISHERS = ("yonhap", "upi", "arirang", "korea-times")
AGENTS = (MINISTRY, GOVERNMENT, INTELLIGENCE, UNSTATED, SELF, f"{MINISTRY} {INTELLIGENCE}")
DATES = ("2014", "2015-03-02", "[2015-03-01,2015-03-04]", "2015-03-05", "2015-12/2016-02", "2016-01-04", "2017", "")
FIGURES = (
    "1275", "1277", "1280", "1300", "1000", "990", "more-than 1200", "at-most 1276", "about 1280", "1270 to 1276",
    "almost 1300", "dozen 12", "presence", "no-data",
)  # fmt: skip
FIXED, GROWING = ("2015", "2014"), ("2015", "2006/..")


@dataclass(frozen=True)
class Figure:
    """A claim to be. An open period makes it a running total."""

    figure: str
    period: str
    by: str

    @property
    def turtle(self) -> str:
        return says(self.figure, self.period, self.by, RUNNING if self.period.endswith("..") else "arrivals")


BY_HAND = ("same-quantity", "within-article")  # the rules that by_hand.py knows


@dataclass(frozen=True)
class Plan:
    """An article to be; it cites the article that stands `back` places before it, none where that is 0."""

    publisher: str
    published: str
    figures: tuple[Figure, ...]
    back: int = 0


def in_order(position: int) -> str:
    return f"article-{position}"


def backwards(position: int) -> str:
    return f"article-{99 - position}"


def build(plans: list[Plan], name: Callable[[int], str] = in_order) -> list[Document]:
    """The articles, filed under these names."""
    documents = []
    for n, plan in enumerate(plans):
        hops = f"nk:cites <{iri(name(n - plan.back)).value}>" if 0 < plan.back <= n else ""
        figures = [figure.turtle for figure in plan.figures]
        documents.append(article(plan.publisher, plan.published, *figures, name=name(n), hops=hops))
    return documents


def plans(periods: tuple[str, ...], claims_each: int = 3, figures: tuple[str, ...] = FIGURES) -> st.SearchStrategy[list[Plan]]:
    """Two to six articles about so few quantities that they collide."""
    figure = st.builds(Figure, st.sampled_from(figures), st.sampled_from(periods), st.sampled_from(AGENTS))
    said_there = st.lists(figure, min_size=1, max_size=claims_each).map(tuple)
    plan = st.builds(Plan, st.sampled_from(PUBLISHERS), st.sampled_from(DATES), said_there, st.integers(0, 2))
    return st.lists(plan, min_size=2, max_size=6)


# --- the comparison -------------------------------------------------------------------------------------------------------


@pytest.mark.endurance
@many
@given(plans(FIXED) | plans(GROWING))
def test_the_rules_say_what_a_comparison_by_hand_says(articles: list[Plan]) -> None:
    documents = build(articles)
    found = [said(f) for f in compare(*documents).findings if f.rule in BY_HAND]
    by_hand = list(ByHand(typed(documents)).findings())
    assert len(found) == len(by_hand)
    assert set(found) == set(by_hand)


def test_the_rules_say_of_the_real_corpus_what_a_comparison_by_hand_says(reading: Reading) -> None:
    graph = Graph(derive.derive(reading.corpus, known()))
    rules.run(list(all_rules()), graph)
    found = {said(f) for f in findings.read(Register(graph)) if f.rule in BY_HAND}
    assert found == set(ByHand(reading.corpus).findings())
    assert len(found) == 15


# --- what changes nothing -------------------------------------------------------------------------------------------------


def everything(documents: list[Document]) -> set[bytes]:
    """Every triple of the graph after the rules have run, as lines."""
    graph = Graph(derive.derive(claims.read(documents, known()), known()))
    rules.run(list(all_rules()), graph)
    return set(graph.n_quads().splitlines())


@pytest.mark.endurance
@few
@given(plans(FIXED) | plans(GROWING), st.randoms(use_true_random=False))
def test_the_order_of_files_and_of_lines_changes_nothing(articles: list[Plan], dice: random.Random) -> None:
    documents = [copy_filed(), *build(articles)]
    shuffled = [replace(d, triples=dice.sample(d.triples, len(d.triples))) for d in dice.sample(documents, len(documents))]
    assert everything(shuffled) == everything(documents)


@pytest.mark.endurance
@few
@given(plans(FIXED) | plans(GROWING))
def test_the_names_of_files_change_no_more_than_the_names_of_claims(articles: list[Plan]) -> None:
    one, other = compare(*build(articles)), compare(*build(articles, backwards))
    renamed = {f"{in_order(n)}/": f"{backwards(n)}/" for n in range(len(articles))}
    as_renamed = {(said(f), frozenset(_renamed(c, renamed) for c in f.claims)) for f in one.findings}
    assert as_renamed == {(said(f), frozenset(f.claims)) for f in other.findings}


def _renamed(claim: ox.NamedNode, names: dict[str, str]) -> ox.NamedNode:
    return next(ox.NamedNode(claim.value.replace(old, new)) for old, new in names.items() if old in claim.value)


@pytest.mark.endurance
@few
@given(plans(FIXED), st.data())
def test_an_article_that_agrees_changes_the_name_of_no_finding(articles: list[Plan], data: st.DataObject) -> None:
    figure = data.draw(st.sampled_from([f for plan in articles for f in plan.figures]))
    by, day = data.draw(st.sampled_from(AGENTS)), data.draw(st.sampled_from(DATES))
    joined = [*articles, Plan("daily-nk", day, (replace(figure, by=by),))]
    before, after = compare(*build(articles)), compare(*build(joined))
    assert {f.iri for f in before.findings} <= {f.iri for f in after.findings}


RANGES = tuple(f"{low} to {low + 3}" for low in range(10, 30, 2))


@pytest.mark.endurance
@few
@given(plans(("2015",), claims_each=1, figures=RANGES), st.data())
def test_wider_bounds_never_set_two_claims_apart(articles: list[Plan], data: st.DataObject) -> None:
    n = data.draw(st.integers(0, len(articles) - 1))
    figure = articles[n].figures[0]
    low, high = figure.figure.split(" to ")
    wider = f"{int(low) - data.draw(st.integers(0, 9))} to {int(high) + data.draw(st.integers(0, 9))}"
    widened = [*articles[:n], replace(articles[n], figures=(replace(figure, figure=wider),)), *articles[n + 1 :]]
    assert set_apart(widened) <= set_apart(articles)


def set_apart(articles: list[Plan]) -> set[frozenset[ox.NamedNode]]:
    """The pairs of claims that the rules say cannot both be true."""
    opposed = [f for f in compare(*build(articles)).findings if f.outcome in ("contradicts", "revised")]
    return {frozenset(pair) for f in opposed for pair in product(*(side.claims for side in f.sides))}
