"""Shares, ratios, changes, differences and means: what the rules must say, where they must keep silent, on two engines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

import pyoxigraph as ox
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from nkgraph import derive, rules
from nkgraph.store import Graph
from nkgraph.turtle import Document
from nkgraph.vocab import NK
from tests import examples_derivation, examples_operations
from tests.derived_specimens import LATER, MIXED, OPEN, OWN, ROOT, UNPUBLISHED, derived, down, mean, now, then
from tests.examples_derivation import ROUNDED
from tests.examples_operations import FORMS
from tests.rule_examples import Example, post, upi, yonhap
from tests.specimens import INTELLIGENCE, MINISTRY, all_rules, article, compare, known, typed
from tests.test_rules_engines import compare_each
from tests.test_rules_totals import Range, in_short, outcomes, renamed, several, some_range, two_by_two, typed_range
from tests.totals_specimens import told

Says = Callable[..., str]
EXAMPLES = (*examples_derivation.EXAMPLES, *examples_operations.EXAMPLES)
few = settings(max_examples=5, deadline=None, derandomize=True, database=None, phases=(Phase.generate,))
HALVED = "derivation agrees by ministry-of-unification at 52.8 percent: 2,706 and 1,277 make 52.808574"


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
def test_the_rules_say_this_of_derived_figures_and_nothing_else(example: Example) -> None:
    assert told_of_each()[example.name] == list(example.said)


@pytest.mark.parametrize("example", [e for e in EXAMPLES if len(e.articles) > 1], ids=lambda e: e.name)
def test_the_order_and_the_names_of_articles_change_nothing(example: Example) -> None:
    assert told_of_each_renamed()[example.name] == list(example.said)


def test_every_outcome_has_at_least_three_examples_where_it_is_said_and_three_where_it_is_not() -> None:
    counted = Counter((e.verb, e.fires) for e in EXAMPLES)
    verbs = {OWN, MIXED, ROOT, LATER, UNPUBLISHED, OPEN, "derivation contradicts"}
    assert {verb for verb, _ in counted} == verbs | {"derivation"}
    assert {(verb, fires) for verb in verbs for fires in (True, False) if counted[verb, fires] < 3} == set()
    assert len({e.name for e in EXAMPLES}) == len(EXAMPLES)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_has_at_least_three_examples_where_it_is_said_and_three_where_it_is_not(form: str) -> None:
    counted = Counter(e.fires for e in FORMS[form])
    assert min(counted[True], counted[False]) >= 3


@pytest.mark.parametrize("example", ROUNDED, ids=lambda e: e.name)
def test_a_round_derived_figure_is_not_contradicted(example: Example) -> None:
    assert outcomes(*example.articles) == {"derivation agrees"}


def test_a_derived_figure_that_agrees_only_if_a_figure_was_rounded_says_so() -> None:
    assert [told(compared) for compared in compare_each(e.articles for e in ROUNDED)] == [list(e.said) for e in ROUNDED]


def test_of_several_operands_that_miss_the_nearest_is_told() -> None:
    (finding,) = (f for f in compare(yonhap("2016", down("10"), now(), now("1290"), then())).findings if f.rule == "derivation")
    assert finding.difference is not None
    assert round(finding.difference, 2) == Decimal("41.83")


# --- as of a day ------------------------------------------------------------------------------------------------------------


def as_of(day: str, *articles: Document) -> list[str]:
    return told(compare(*articles, as_of=date.fromisoformat(day).toordinal()))


def test_a_figure_is_derived_from_what_was_out_by_the_day() -> None:
    articles = yonhap("2016", down()), upi("2017", now(), then()), post("2018", now("1198"))
    assert as_of("2016-12-31", *articles) == []
    assert as_of("2017-12-31", *articles) == [HALVED]
    assert as_of("2018-01-01", *articles) == [HALVED.replace("agrees", "agrees (laterFigure)")]


@pytest.mark.parametrize(("own", "lacking"), [(now, then), (then, now)])
def test_a_root_from_which_nothing_is_taken_is_not_asked_when_it_spoke(own: Says, lacking: Says) -> None:
    printed = yonhap("2016", down(), own())
    assert written(NK.laterOnly, printed, post("2018", lacking(by=INTELLIGENCE))) == 0
    assert written(NK.laterOnly, printed, post("2018", lacking(by=MINISTRY))) == 1


def written(predicate: ox.NamedNode, *articles: Document) -> int:
    """How many triples of one predicate the rules leave in the graph."""
    graph = Graph(derive.derive(typed(articles), known()))
    rules.run(list(all_rules()), graph)
    return sum(p == predicate for _, p, _, _ in ox.parse(graph.n_quads(), format=ox.RdfFormat.N_QUADS))


# --- what holds of every corpus ---------------------------------------------------------------------------------------------

FORMS_OF_TWO = ("decrease", "increase", "ratio", "share")


def derived_from(operation: str, figure: str, first: Range, last: Range, times: int = 1, name: str = "a") -> Document:
    """An article with a derived figure and both operands."""
    operands = now(typed_range(last, times)), then(typed_range(first, times))
    return article("yonhap", "2016", derived(operation, figure), *operands, name=name)


percentages = st.integers(0, 250).map(lambda n: f"{n / 10}")


CONTRADICTS = "derivation contradicts"
forms, gaps = st.sampled_from(FORMS_OF_TWO), st.integers(0, 9)


@pytest.mark.endurance
@few
@given(several(st.tuples(forms, percentages, some_range, some_range, gaps, gaps)))
def test_wider_operands_never_contradict(drawn: list[tuple[str, str, Range, Range, int, int]]) -> None:
    pairs = []
    for form, figure, first, last, less, more in drawn:
        before = [derived_from(form, figure, first, last)]
        pairs.append((before, [derived_from(form, figure, (first[0] - less, first[1] + more), last)]))
        pairs.append((before, [derived_from(form, figure, first, (last[0] - less, last[1] + more))]))
    for narrow, wide in two_by_two(pairs):
        assert CONTRADICTS in in_short(narrow) or CONTRADICTS not in in_short(wide)


@pytest.mark.endurance
@few
@given(several(st.tuples(st.integers(1, 99), some_range, some_range)))
def test_a_wider_derived_figure_is_never_contradicted_where_a_narrow_one_is_not(drawn: list[tuple[int, Range, Range]]) -> None:
    pairs = [
        ([derived_from("ratio", f"{n}.0", first, last)], [derived_from("ratio", f"{n}", first, last)])
        for n, first, last in drawn
    ]
    for exact, about in two_by_two(pairs):
        assert CONTRADICTS in in_short(exact) or CONTRADICTS not in in_short(about)


@pytest.mark.endurance
@few
@given(several(st.tuples(forms, percentages, some_range, some_range, st.integers(2, 99))))
def test_operands_times_a_number_give_the_same(drawn: list[tuple[str, str, Range, Range, int]]) -> None:
    pairs = [
        ([derived_from(form, figure, first, last)], [derived_from(form, figure, first, last, times)])
        for form, figure, first, last, times in drawn
    ]
    for one, other in two_by_two(pairs):
        assert [(f.outcome, f.difference, f.sides[-1].figure) for f in one.findings] == [
            (f.outcome, f.difference, f.sides[-1].figure) for f in other.findings
        ]


def in_every_form(first: int, last: int) -> Document:
    """An article that computes rightly from two figures whatever can be computed."""

    def rounded(number: Decimal, step: str) -> str:
        return str(number.quantize(Decimal(step), ROUND_HALF_UP))

    change = rounded(Decimal(abs(last - first) * 100) / first, "0.1")
    figures = [
        derived("increase" if last > first else "decrease", change),
        derived("ratio", rounded(Decimal(last) / first, "0.01"), unit="times"),
        derived("difference", str(abs(last - first)), unit="person"),
        mean(rounded(Decimal(last) / 12, "0.1")),
    ]
    return yonhap("2016", *figures, now(str(last)), then(str(first)))


@pytest.mark.endurance
@few
@given(several(st.tuples(st.integers(1, 400), st.integers(1, 400))))
def test_what_is_computed_rightly_agrees_in_every_form(drawn: list[tuple[int, int]]) -> None:
    for compared in compare_each([in_every_form(*pair)] for pair in drawn):
        assert [f.outcome for f in compared.findings if f.rule == "derivation"] == ["agrees"] * 4
