"""The rules forecast, dates, missing and near-miss: what each must say, where it must keep silent, what changes nothing."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nkgraph.turtle import Document
from tests.examples_others import EXAMPLES, MEN, STATUS, STOCK, TO_DATE, WOMEN, foresees, told_here
from tests.rule_examples import Example
from tests.specimens import INTELLIGENCE, UNSTATED, Compared, article, compare, iri, says
from tests.test_rules_engines import compare_each

few = settings(max_examples=10, deadline=None, derandomize=True, database=None)

TRIED = {
    *(f"forecast {outcome}" for outcome in ("agrees", "contradicts", "undetermined")),
    *(f"near-miss {reason} not-comparable" for reason in
      ("otherPeriod", "otherPopulation", "otherDefinition", "otherDimension", "otherKind")),
    "dates notYetBegun contradicts", "dates datedBefore contradicts", "dates datedBefore undetermined", "missing incomplete",
}  # fmt: skip


def said(compared: Compared) -> list[str]:
    return sorted(told_here(f, compared.register) for f in compared.findings)


@cache
def said_of_each() -> dict[str, list[str]]:
    """What is said of each example, by its name."""
    return {e.name: said(compared) for e, compared in zip(EXAMPLES, compare_each(e.articles for e in EXAMPLES), strict=True)}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e.name)
def test_the_rules_say_this_and_nothing_else(example: Example) -> None:
    assert said_of_each()[example.name] == list(example.said)


def test_each_outcome_has_at_least_three_examples_and_three_where_it_is_not_said() -> None:
    counted = Counter((e.verb, e.fires) for e in EXAMPLES)
    assert {verb for verb, _ in counted} == TRIED
    assert {(verb, fires) for verb in TRIED for fires in (True, False) if counted[verb, fires] < 3} == set()
    assert len({e.name for e in EXAMPLES}) == len(EXAMPLES)


# --- what a finding holds -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("foreseen", "came", "off"),
    [("at-most 1200", "1277", 77), ("at-least 1300", "1277", 23), ("1200 to 1210", "1277", 67), ("1205", "at-most 1203", 2),
     ("about 1280", "1191 to 1199", 76)],
)  # fmt: skip
def test_a_forecast_that_failed_says_by_how_much(foreseen: str, came: str, off: int) -> None:
    (finding,) = compare(article("yonhap", "2014", foresees(foreseen)), article("upi", "2016", says(came))).findings
    assert finding.outcome == "contradicts"
    assert finding.difference == off
    assert ["kind=forecast" in str(side.node) for side in finding.sides] == [True, False]


def test_an_outcome_is_unknown_until_it_is_published() -> None:
    articles = article("yonhap", "2014", foresees("at-most 1200")), article("upi", "2016-01-04", says("1277"))
    assert said(compare(*articles, as_of=date(2016, 1, 3).toordinal())) == []
    assert len(said(compare(*articles, as_of=date(2016, 1, 4).toordinal()))) == 1


@pytest.mark.parametrize("report", ["2015-07-06", "2015-07"])
def test_no_hop_is_known_before_the_article_that_makes_it_is_out(report: str) -> None:
    hop = f"nk:quotes <{iri('report').value}>"
    articles = article("yonhap", report, name="report"), article("upi", "2015-07-05", hops=hop, name="post")
    assert said(compare(*articles, as_of=date(2015, 7, 4).toordinal())) == []
    assert len(said(compare(*articles, as_of=date(2015, 7, 5).toordinal()))) == 1


def test_a_near_miss_has_no_root_no_difference_and_all_readings_as_sides() -> None:
    parts = article("yonhap", "2015", says("492", "2015-01/2015-05")), article("upi", "2016", says("1277"))
    rounded = article("arirang", "2016", says("about 1280"))
    finding = next(f for f in compare(*parts, rounded).findings if f.rule == "near-miss")
    assert [s.figure for s in finding.sides] == ["492", "about 1,280", "1,277"]
    assert (finding.root, finding.difference, finding.operands, finding.quantity) == (None, None, (), None)


# --- what holds of every corpus -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Plan:
    """An article to be."""

    publisher: str
    published: str
    claims: tuple[str, ...]


CLAIMS = (
    says("1277"), says("1275", by=UNSTATED), says("1300", by=INTELLIGENCE), says("492", "2015-01/2015-05"),
    says("900", "2015-04/2015-10"), says("1026", more=WOMEN), says("251", more=MEN), says("1275", measure=STATUS),
    says("28795", "1998/2015", measure=TO_DATE), says("25960", "2015-12", measure=STOCK), says("no-data"), foresees("1205"),
    foresees("at-least 1300"), foresees("1270 to 1290"),
)  # fmt: skip
DATES = ("2014", "2015-03-02", "2016-01-04", "2017", "")
PUBLISHERS = ("yonhap", "upi", "arirang", "korea-times")


@st.composite
def corpora(draw: st.DrawFn) -> list[Plan]:
    """Two to five articles about so few things that they are near each other."""
    claims = st.lists(st.sampled_from(CLAIMS), min_size=1, max_size=3, unique=True).map(tuple)
    plan = st.builds(Plan, st.sampled_from(PUBLISHERS), st.sampled_from(DATES), claims)
    return draw(st.lists(plan, min_size=2, max_size=5))


def documents(plans: list[Plan], back: bool = False) -> list[Document]:
    return [article(p.publisher, p.published, *p.claims, name=f"article-{9 - n if back else n}") for n, p in enumerate(plans)]


def fixed(compared: Compared) -> set[object]:
    """The findings by name with their sides, without those of other periods: which there are hangs on the order (see below)."""
    return {(f.iri, *f.sides) for f in compared.findings if f.reason != "otherPeriod"}


@pytest.mark.endurance
@few
@given(corpora(), st.randoms(use_true_random=False))
def test_the_order_of_articles_changes_no_finding(plans: list[Plan], dice: random.Random) -> None:
    ordered = documents(plans)
    assert fixed(compare(*dice.sample(ordered, len(ordered)))) == fixed(compare(*ordered))


@pytest.mark.endurance
@few
@given(corpora())
def test_the_names_of_articles_change_nothing_that_is_said(plans: list[Plan]) -> None:
    assert said(compare(*documents(plans, back=True))) == said(compare(*documents(plans)))


@pytest.mark.endurance
@few
@given(corpora(), st.data())
def test_an_article_that_agrees_changes_the_name_of_no_finding(plans: list[Plan], data: st.DataObject) -> None:
    again = data.draw(st.sampled_from([c for plan in plans for c in plan.claims]))
    before = compare(*documents(plans))
    after = compare(*documents(plans), article("daily-nk", "2017", again, name="article-last"))
    assert {f.iri for f in before.findings} <= {f.iri for f in after.findings}


def test_the_order_of_files_does_not_rename_a_near_miss() -> None:
    year, months = article("yonhap", "2016", says("1277")), article("upi", "2015", says("492", "2015-04/2015-10"))
    assert [f.iri for f in compare(year, months).findings] == [f.iri for f in compare(months, year).findings]


def test_an_agreeing_article_filed_first_does_not_rename_a_near_miss() -> None:
    year, months = article("yonhap", "2016", says("1277")), article("upi", "2015", says("492", "2015-04/2015-10"))
    agreeing = article("arirang", "2015", says("492", "2015-04/2015-10"))
    assert {f.iri for f in compare(year, months).findings} <= {f.iri for f in compare(agreeing, year, months).findings}
