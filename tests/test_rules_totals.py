"""Part and whole, sum of parts, totals over time: what the rules must say, where they must keep silent, on two engines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TypeVar

import pyoxigraph as ox
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from nkgraph import vocab
from nkgraph.findings import Finding
from nkgraph.turtle import Document
from tests import examples_flows, examples_totals
from tests.rule_examples import Example, upi, yonhap
from tests.series_specimens import MARK
from tests.specimens import Compared, article, compare, says
from tests.test_rules_engines import compare_each
from tests.totals_specimens import WOMEN, flows, resettled, states, table, told, us

few = settings(max_examples=5, deadline=None, derandomize=True, database=None, phases=(Phase.generate,))
EXAMPLES = (*examples_totals.EXAMPLES, *examples_flows.EXAMPLES)
ROUNDED = (*examples_totals.ROUNDED, *examples_flows.ROUNDED)
RULES = ("part-whole", "sum-of-parts", "cumulative", "stock-flow")
VERBS = {
    "part-whole contradicts", "sum-of-parts contradicts by own above", "sum-of-parts contradicts by own below",
    "sum-of-parts contradicts (itemsOverlisted) by own", "sum-of-parts undetermined (copyDamaged) by own",
    "sum-of-parts incomplete (itemsUnlisted) by own", "sum-of-parts incomplete by own",
    "sum-of-parts undetermined (partsOpen) by own", "sum-of-parts agrees by own", "cumulative contradicts",
    "stock-flow contradicts by us-state-department above", "stock-flow contradicts by us-state-department below",
    "stock-flow agrees by us-state-department", "stock-flow incomplete (yearsLacking) by us-state-department",
    "stock-flow agrees (laterFigure) by us-state-department",
}  # fmt: skip


def outcomes(*articles: Document) -> set[str]:
    """Rule and outcome of everything that is said."""
    return in_short(compare(*articles))


def in_short(compared: Compared) -> set[str]:
    """The same of what was compared."""
    return {f"{f.rule} {f.outcome}" for f in compared.findings}


def two_by_two(pairs: Iterable[tuple[Iterable[Document], Iterable[Document]]]) -> list[tuple[Compared, Compared]]:
    """What the rules say of both of each pair of corpora, from one run over all of them."""
    every = compare_each(corpus for pair in pairs for corpus in pair)
    return list(zip(every[::2], every[1::2], strict=True))


# --- the examples -----------------------------------------------------------------------------------------------------------


@cache
def told_of_each() -> dict[str, list[str]]:
    """What is told of each example, by its name."""
    return {e.name: told(compared) for e, compared in zip(EXAMPLES, compare_each(e.articles for e in EXAMPLES), strict=True)}


@cache
def told_of_each_renamed() -> dict[str, list[str]]:
    """The same, with the articles of each in another order and under other names."""
    several = [e for e in EXAMPLES if len(e.articles) > 1]
    each = compare_each(renamed(e.articles)[::-1] for e in several)
    return {e.name: told(compared) for e, compared in zip(several, each, strict=True)}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e.name)
def test_the_rules_say_this_of_totals_and_nothing_else(example: Example) -> None:
    assert told_of_each()[example.name] == list(example.said)


@pytest.mark.parametrize("example", [e for e in EXAMPLES if len(e.articles) > 1], ids=lambda e: e.name)
def test_the_order_and_the_names_of_articles_change_nothing(example: Example) -> None:
    assert told_of_each_renamed()[example.name] == list(example.said)


def renamed(articles: tuple[Document, ...]) -> list[Document]:
    """The same articles, filed under names that sort the other way round."""
    names = {str(d.base): f"{vocab.CLAIMS}article-{99 - n}/" for n, d in enumerate(articles)}

    def new(node: ox.NamedNode) -> ox.NamedNode:
        return next(
            (ox.NamedNode(node.value.replace(old, to)) for old, to in names.items() if node.value.startswith(old)), node
        )

    return [
        replace(
            d,
            base=names[str(d.base)],
            triples=[(new(s), p, new(o) if isinstance(o, ox.NamedNode) else o) for s, p, o in d.triples],
        )
        for d in articles
    ]


def test_every_outcome_has_at_least_three_examples_where_it_is_said_and_three_where_it_is_not() -> None:
    counted = Counter((e.verb, e.fires) for e in EXAMPLES)
    assert {verb for verb, _ in counted} == VERBS
    assert {(verb, fires) for verb in VERBS for fires in (True, False) if counted[verb, fires] < 3} == set()
    assert len({e.name for e in EXAMPLES}) == len(EXAMPLES)


@pytest.mark.parametrize("example", ROUNDED, ids=lambda e: e.name)
def test_a_round_total_is_not_contradicted(example: Example) -> None:
    assert outcomes(*example.articles) == {f"{example.verb} agrees"}


def test_a_total_that_agrees_only_if_a_figure_was_rounded_says_so() -> None:
    assert [told(compared) for compared in compare_each(e.articles for e in ROUNDED)] == [list(e.said) for e in ROUNDED]


# --- as of a day ------------------------------------------------------------------------------------------------------------


def as_of(day: str, *articles: Document) -> list[str]:
    return told(compare(*articles, as_of=date.fromisoformat(day).toordinal()))


def test_a_part_exceeds_its_whole_from_the_day_on_which_both_are_out() -> None:
    articles = yonhap("2016", says("1280", more=WOMEN)), upi("2017", says("1277"))
    assert as_of("2016-12-31", *articles) == []
    assert as_of("2017-01-01", *articles) == ["part-whole contradicts 1,280 within 1,277, 3 off"]


def test_flows_are_added_up_as_they_were_known_on_the_day() -> None:
    articles = yonhap("2016", *flows("10", "20", "31"), resettled("61")), upi("2018", us("30"))
    agrees = "stock-flow agrees by us-state-department at 61: 10 and 20 and 31 make 61"
    assert as_of("2017-12-31", *articles) == [agrees]
    assert as_of("2018-01-01", *articles) != [agrees]


def test_a_breakdown_of_an_article_to_come_is_not_added_up() -> None:
    articles = [yonhap("2016", *table(us("15"), *states("8", "6")))]
    assert as_of("2015-12-31", *articles) == []
    assert as_of("2016-01-01", *articles) == ["sum-of-parts incomplete by own below 15: 8 and 6 make 14"]


# --- what holds of every corpus ---------------------------------------------------------------------------------------------

Range = tuple[int, int]
T = TypeVar("T")


def typed_range(ends: Range, times: int = 1) -> str:
    """A range as an article prints it: no end is taken for rounded."""
    return f"{ends[0] * times} to {ends[1] * times}"


def many(ranges: list[Range], times: int = 1, name: Callable[[int], str] = str) -> list[Document]:
    """Three articles in which a part, a month, a breakdown, and years stand beside what must hold them."""
    part, whole, month, year, one, two, total, *years = (typed_range(r, times) for r in ranges)
    listed = table(us(total, period="2010"), *(c.replace('"2015"', '"2010"') for c in states(one, two)))
    kept = [says(part, more=WOMEN), says(whole), says(month, "2009-03"), says(year, "2009")]
    added = [*flows(*years[:3]), resettled(years[3])]
    return [article("yonhap", "2016", *figures, name=name(n)) for n, figures in enumerate((kept, listed, added))]


some_range = st.tuples(st.integers(11, 39), st.integers(0, 4)).map(lambda r: (r[0], r[0] + r[1]))
some_ranges = st.lists(some_range, min_size=11, max_size=11)


def several(drawn: st.SearchStrategy[T]) -> st.SearchStrategy[list[T]]:
    """Five at once, which the rules judge in one run."""
    return st.lists(drawn, min_size=5, max_size=5)


def contradicted(compared: Compared) -> set[tuple[str, str | None]]:
    """The rules that contradict, with what they are about."""
    return {(f.rule, _about(f)) for f in compared.findings if f.outcome == "contradicts"}


def judged(compared: Compared) -> list[tuple[str, str, str | None, str | None]]:
    """What the rules of totals say, and what of."""
    found = (f for f in compared.findings if f.rule in RULES)
    return sorted(((f.rule, f.outcome, f.reason, _about(f)) for f in found), key=str)


def _about(finding: Finding) -> str | None:
    return MARK.sub("", finding.quantity.value) if finding.quantity else None


@pytest.mark.endurance
@few
@given(several(st.tuples(some_ranges, st.integers(0, 10), st.integers(0, 9), st.integers(0, 9))))
def test_wider_bounds_never_contradict_more_totals(drawn: list[tuple[list[Range], int, int, int]]) -> None:
    pairs = []
    for ranges, n, down, up in drawn:
        wider = [*ranges[:n], (ranges[n][0] - down, ranges[n][1] + up), *ranges[n + 1 :]]
        pairs.append((many(ranges), many(wider)))
    for narrow, wide in two_by_two(pairs):
        assert contradicted(wide) <= contradicted(narrow)


@pytest.mark.endurance
@few
@given(several(st.tuples(some_ranges, st.integers(2, 9))))
def test_all_figures_times_a_number_are_judged_the_same(drawn: list[tuple[list[Range], int]]) -> None:
    for one, other in two_by_two((many(ranges), many(ranges, times)) for ranges, times in drawn):
        assert judged(one) == judged(other)


@pytest.mark.endurance
@few
@given(several(some_ranges))
def test_names_and_order_of_articles_change_nothing_of_totals(drawn: list[list[Range]]) -> None:
    for one, other in two_by_two((many(r), many(r, name=lambda n: f"z{9 - n}")[::-1]) for r in drawn):
        assert told(one) == told(other)
