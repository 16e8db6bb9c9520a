"""The rule series: what it must say of statements about a series, where it must keep silent, and what changes nothing."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nkgraph.vocab import local
from tests import examples_changes, examples_series
from tests.rule_examples import Example
from tests.series_specimens import FALLING, line, states, table, told, upside_down
from tests.specimens import GOVERNMENT, INTELLIGENCE, MINISTRY, Compared, article, compare
from tests.test_rules_engines import compare_each

EXAMPLES = (*examples_series.EXAMPLES, *examples_changes.EXAMPLES)
few = settings(max_examples=10, deadline=None, derandomize=True, database=None)

TRIED = {
    *(f"{operation} {outcome}" for operation in ("highest", "lowest", "steadily-rising", "steadily-falling", "first-above",
      "first-below", "first-time", "largest-change") for outcome in ("agrees", "contradicts", "undetermined")),
    *(f"{operation} {outcome}" for operation in ("rising", "falling") for outcome in ("agrees", "contradicts")),
    "highest-over-place contradicts", "lowest-over-place contradicts",
}  # fmt: skip


def said(compared: Compared) -> list[str]:
    return sorted(told(f, compared.register) for f in compared.findings)


@cache
def said_of_each() -> dict[str, list[str]]:
    """What is said of each example, by its name."""
    return {e.name: said(compared) for e, compared in zip(EXAMPLES, compare_each(e.articles for e in EXAMPLES), strict=True)}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e.name)
def test_the_rules_say_this_and_nothing_else(example: Example) -> None:
    assert said_of_each()[example.name] == list(example.said)


def test_each_outcome_of_each_statement_has_at_least_three_examples_and_three_where_it_is_not_said() -> None:
    counted = Counter((e.verb, e.fires) for e in EXAMPLES)
    assert {verb for verb, _ in counted} == TRIED
    assert {(verb, fires) for verb in TRIED for fires in (True, False) if counted[verb, fires] < 3} == set()
    assert len({e.name for e in EXAMPLES}) == len(EXAMPLES)


def test_an_example_turned_upside_down_twice_is_the_example() -> None:
    for printed in (FALLING, states("first-above", "2011", "2009/2011", "2504"), table("2010 more-than 2402, 2011 about 2100")):
        for claim in printed[2:]:
            assert upside_down(claim) != claim
            assert upside_down(upside_down(claim)) == claim


# --- what a finding holds -----------------------------------------------------------------------------------------------


def test_a_finding_names_the_statement_the_root_and_what_it_was_tried_on() -> None:
    compared = compare(article(*states("highest", "2010", "2009/2012")), article(*FALLING))
    (finding,) = compared.findings
    statement, higher = finding.sides
    assert (statement.kind, statement.figure, higher.figure) == ("statement", "highest", "2,914")
    assert finding.root is not None
    assert local(finding.root) == MINISTRY
    assert [o.figure for o in finding.operands] == ["2,402", "2,306", "1,502"]
    assert (finding.difference, finding.reason, finding.article) == (None, None, None)


def test_a_year_counts_only_once_its_figure_is_published() -> None:
    articles = article(*states("highest", "2010", printed="2015")), article(*FALLING)
    assert said(compare(*articles, as_of=date(2019, 12, 31).toordinal())) == []
    held = line("highest contradicts", "2,914 in 2009", on="2010 2011 2012")
    assert said(compare(*articles, as_of=date(2020, 1, 1).toordinal())) == [held]


def test_a_statement_is_judged_only_once_it_is_published() -> None:
    articles = article(*states("highest", "2010", printed="2022")), article(*FALLING)
    assert said(compare(*articles, as_of=date(2021, 12, 31).toordinal())) == []
    assert len(said(compare(*articles, as_of=date(2022, 1, 1).toordinal()))) == 1


# --- what holds of every corpus -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Member:
    """The figure of one year by one root, in one of three articles."""

    year: int
    by: str
    low: int
    high: int
    where: int

    @property
    def typed(self) -> str:
        return f"{self.year} {self.low}" if self.low == self.high else f"{self.year} {self.low} to {self.high}"


@dataclass(frozen=True)
class Series:
    """One statement and the members of its series."""

    operation: str
    period: str
    span: str
    value: str
    members: tuple[Member, ...]

    def articles(self, names: tuple[str, ...] = ("a", "b", "c"), statement: str = "z") -> list[tuple[str, tuple[str, ...]]]:
        """Each article by its name."""
        printed = [(statement, states(self.operation, self.period, self.span, self.value))]
        for n, publisher in enumerate(("upi", "arirang", "daily-nk")):
            claims = [c for m in self.members if m.where == n for c in table(m.typed, m.by)[2:]]
            if claims:
                printed.append((names[n], (publisher, "2020", *claims)))
        return printed


def outcomes(articles: list[tuple[str, tuple[str, ...]]]) -> set[tuple[str, str, str]]:
    """Every finding in short: rule, root and outcome."""
    found = compare(*(article(*printed, name=name) for name, printed in articles)).findings
    return {(f.rule, f.root.value if f.root else "", f.outcome) for f in found}


@st.composite
def series(draw: st.DrawFn) -> Series:
    """A statement with members that two or three roots give, each year once."""
    number = st.integers(1001, 1012)
    member = st.builds(
        lambda year, by, low, more, where: Member(year, by, low, low + more, where), st.integers(2008, 2013),
        st.sampled_from((MINISTRY, INTELLIGENCE, GOVERNMENT)), number, st.sampled_from((0, 0, 2)), st.integers(0, 2),
    )  # fmt: skip
    members = draw(st.lists(member, min_size=2, max_size=12, unique_by=lambda m: (m.year, m.by)))
    operation = draw(st.sampled_from(("highest", "lowest", "rising", "falling", "steadily-rising", "steadily-falling",
                                      "first-above", "first-below")))  # fmt: skip
    first, last = draw(st.integers(2008, 2010)), draw(st.integers(2011, 2013))
    over = f"{first}/{last}"
    if "ing" in operation:
        return Series(operation, over, "", "", tuple(members))
    year = last if operation.startswith("first") else draw(st.integers(first, last))
    value = str(draw(number)) if operation.startswith("first") else ""
    return Series(operation, str(year), draw(st.sampled_from((over, ""))), value, tuple(members))


@pytest.mark.endurance
@few
@given(series(), st.data())
def test_wider_bounds_of_a_member_refute_nothing_that_was_not_refuted(drawn: Series, data: st.DataObject) -> None:
    n = data.draw(st.integers(0, len(drawn.members) - 1))
    member, more = drawn.members[n], data.draw(st.integers(1, 8))
    wider = replace(member, low=member.low - more, high=member.high + more)
    widened = replace(drawn, members=(*drawn.members[:n], wider, *drawn.members[n + 1 :]))
    before, after = (
        {root for rule, root, outcome in outcomes(each.articles()) if (rule, outcome) == ("series", "contradicts")}
        for each in (drawn, widened)
    )
    assert after <= before


@pytest.mark.endurance
@few
@given(series(), st.randoms(use_true_random=False))
def test_the_order_of_articles_changes_no_finding(drawn: Series, dice: random.Random) -> None:
    documents = [article(*printed, name=name) for name, printed in drawn.articles()]
    shuffled = dice.sample(documents, len(documents))
    assert {(f.iri, *f.sides) for f in compare(*shuffled).findings} == {(f.iri, *f.sides) for f in compare(*documents).findings}


@pytest.mark.endurance
@few
@given(series())
def test_the_names_of_articles_change_no_outcome(drawn: Series) -> None:
    assert outcomes(drawn.articles(("q", "k", "b"), "a")) == outcomes(drawn.articles())


@pytest.mark.endurance
@few
@given(series(), st.data())
def test_an_article_that_agrees_changes_the_name_of_no_finding(drawn: Series, data: st.DataObject) -> None:
    member = data.draw(st.sampled_from(drawn.members))
    documents = [article(*printed, name=name) for name, printed in drawn.articles()]
    again = article("korea-times", "2020", *table(member.typed, member.by)[2:], name=data.draw(st.sampled_from(("0", "zz"))))
    before, after = compare(*documents), compare(*documents, again)
    assert {(f.iri, f.outcome) for f in before.findings} <= {(f.iri, f.outcome) for f in after.findings}
