"""Which quantities make a group that a hurried reader takes for one thing, and which do not."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from nkgraph import nearness, vocab
from nkgraph.derive import publications
from nkgraph.placing import place
from nkgraph.quantities import QUANTITIES
from nkgraph.turtle import Document
from nkgraph.vocab import NK
from tests.examples_others import MEN, STATUS, STOCK, TO_DATE, WOMEN, at, foresees
from tests.specimens import article, known, says, typed

TO_MAY, YEAR = says("492", "2015-01/2015-05"), says("1277")


def groups(*articles: Document) -> list[tuple[str, ...]]:
    """Each group: in what its members differ, and the members."""
    corpus = typed(articles)
    placed = [p for c in corpus.claims if (p := place(c, known())) is not None]
    reasons: dict[str, str] = {}
    members: dict[str, list[str]] = {}
    for node, link, target in nearness.links(placed, publications(corpus), known()):
        assert isinstance(target, ox.NamedNode), "a group has a reason and members"
        if link == NK.nearBy:
            reasons[node.value] = vocab.local(target)
        else:
            path = target.value.removeprefix(QUANTITIES).replace("/south-korea/", "/").removeprefix("arrivals/")
            members.setdefault(node.value, []).append(path)
    assert reasons.keys() == members.keys()
    return sorted((reason, *sorted(members[node])) for node, reason in reasons.items())


def near(*claims: str, published: str = "2016") -> list[tuple[str, ...]]:
    """The groups of one article: who prints what is not looked at here."""
    return groups(article("yonhap", published, *claims))


# --- groups ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("claims", "group"), [
    ((TO_MAY, YEAR), ("otherPeriod", "2015", "2015-01_2015-05")),
    ((TO_MAY, says("9", "2015-05-31/2015-06-02")), ("otherPeriod", "2015-01_2015-05", "2015-05-31_2015-06-02")),
    ((says("9", "2006/2015", measure=TO_DATE), says("9", "2008/2015", measure=TO_DATE)),
     ("otherPeriod", f"{TO_DATE}/2006_2015", f"{TO_DATE}/2008_2015")),
    ((says("9", "2006/..", measure=TO_DATE), says("9", "2008/2016-01", measure=TO_DATE)),
     ("otherPeriod", f"{TO_DATE}/2006_..", f"{TO_DATE}/2008-01_2016-01")),
    ((says("9", more=WOMEN), says("9", more=MEN)), ("otherPopulation", "sex=female/2015", "sex=male/2015")),
    ((says("9", more="nk:population population:diplomats"), says("9", more="nk:population population:officials")),
     ("otherPopulation", "population=diplomats/2015", "population=officials/2015")),
    ((YEAR, says("9", measure=STATUS)), ("otherDefinition", "2015", f"{STATUS}/2015")),
    ((YEAR, says("9", measure="departures"), says("9", measure=STATUS)),
     ("otherDefinition", "2015", "departures/2015", f"{STATUS}/2015")),
    ((YEAR, says("9", measure=STOCK)), ("otherKind", "2015", f"{STOCK}/2015")),
    ((says("9", "2016-01", measure=STOCK), says("9", "2000/2012", measure=TO_DATE)),
     ("otherKind", f"{TO_DATE}/2000_2012", f"{STOCK}/2016-01")),
])  # fmt: skip
def test_these_are_near(claims: tuple[str, ...], group: tuple[str, ...]) -> None:
    assert near(*claims) == [group]
    assert near(*reversed(claims)) == [group]


@pytest.mark.parametrize("claims", [
    (YEAR,), (YEAR, says("1275")), (TO_MAY, says("9", "2015-06/2015-12")), (YEAR, says("9", "2014")),
    (says("9", "2014"), says("9", "2014-07/2015-06")), (says("9", "unstated"), YEAR), (TO_MAY, at("japan", YEAR)),
    (says("9", "2015-01/2015-05", more=WOMEN), YEAR), (says("9", "2015-01/2015-05", measure=STATUS), YEAR),
    (says("9", "unstated"), says("9", "unstated", measure=STATUS)), (YEAR, foresees("9")),
    (YEAR, foresees("9", measure=STATUS)),
    (says("9", more=WOMEN), says("9", "2014", more=MEN)), (says("9", more=WOMEN), at("japan", says("9", more=MEN))),
    (YEAR, says("9", measure="markets")), (YEAR, says("no-data", measure=STATUS)),
    (YEAR, at("japan", says("9", measure=STATUS))),
    (YEAR, says("9", measure=STATUS, more=WOMEN)), (YEAR, says("9", "2006/2015", measure=TO_DATE)),
    (says("9", "2016-01", measure=STOCK), at("japan", says("9", "2006/2015", measure=TO_DATE))),
    (says("9", "2016-01", measure=STOCK), says("9", "2006/2015", measure=TO_DATE, more=WOMEN)),
    (says("9", "2016-01", measure=STOCK), says("9", "1998/2020", measure="executions-to-date")),
    (says("exactly", more="nk:operation operation:highest"), TO_MAY),
    (says("50", more="nk:operation operation:share ; nk:unit unit:percent"), TO_MAY),
])  # fmt: skip
def test_these_are_not_near(claims: tuple[str, ...]) -> None:
    assert near(*claims) == []


# --- running totals and stocks --------------------------------------------------------------------------------------------


def test_a_total_with_no_end_ends_in_the_year_of_whoever_prints_it() -> None:
    totals = says("9", "2006/..", measure=TO_DATE), says("9", "2008/2015", measure=TO_DATE)
    assert near(*totals, published="2015-07") == [("otherPeriod", f"{TO_DATE}/2006_..", f"{TO_DATE}/2008_2015")]
    assert near(*totals, published="2016") == []
    assert near(*totals, published="[2015-12-31,2016-01-01]") == []
    assert near(*totals, published="") == []


@pytest.mark.parametrize(
    ("day", "nearest"), [("2012-06", "2012"), ("2015-03", "2015"), ("2030-01", "2019"), ("2001-01", "2009")]
)
def test_a_stock_stands_beside_the_running_total_that_is_nearest_in_time(day: str, nearest: str) -> None:
    totals = [says("9", f"1998/{year}", measure=TO_DATE) for year in (2009, 2012, 2015, 2019)]
    assert near(*totals, says("9", day, measure=STOCK)) == [("otherKind", f"{TO_DATE}/1998_{nearest}", f"{STOCK}/{day}")]


def test_of_two_running_totals_as_near_the_later_stands_beside_the_stock_and_a_certain_one_before_one_of_about_a_year() -> None:
    stock = says("9", "2012-06", measure=STOCK)
    around = says("9", "1998/2011", measure=TO_DATE), says("9", "1998/2013", measure=TO_DATE)
    assert near(*around, stock) == [("otherKind", f"{TO_DATE}/1998_2013", f"{STOCK}/2012-06")]
    doubtful = says("9", "1998/2012~", measure=TO_DATE), says("9", "1998/2005", measure=TO_DATE)
    assert near(*doubtful, stock) == [("otherKind", f"{TO_DATE}/1998_2005", f"{STOCK}/2012-06")]


# --- cliques and breakdowns -----------------------------------------------------------------------------------------------


def test_periods_that_have_no_day_in_common_are_in_two_groups_with_the_year_that_holds_both() -> None:
    autumn = says("9", "2015-09/2015-11")
    assert near(TO_MAY, YEAR, autumn) == [
        ("otherPeriod", "2015", "2015-01_2015-05"), ("otherPeriod", "2015", "2015-09_2015-11"),
    ]  # fmt: skip


def test_members_of_one_breakdown_are_not_near_but_one_that_stands_outside_is_near_to_them_all() -> None:
    table = "a nk:Breakdown ; nk:statedIn <> ; nk:by nk:population"
    listed = [says("9", more=f"nk:population population:{p} ; nk:in <c3>") for p in ("diplomats", "officials")]
    assert near(*listed, table) == []
    alone = says("9", more="nk:population population:refugees")
    people = tuple(f"population={p}/2015" for p in ("diplomats", "officials", "refugees"))
    assert near(*listed, table, alone) == [("otherPopulation", *people)]


def test_a_group_is_named_by_what_its_members_share() -> None:
    corpus = typed([article("yonhap", "2016", says("9", more=WOMEN), says("9", more=MEN))])
    placed = [p for c in corpus.claims if (p := place(c, known())) is not None]
    names = {node.value for node, _, _ in nearness.links(placed, publications(corpus), known())}
    assert names == {f"{vocab.ROOT}near/sex/arrivals/place=south-korea/2015"}


def test_a_group_within_another_is_no_group_of_its_own() -> None:
    spring = says("9", "2015-03/2015-05")
    assert near(TO_MAY, YEAR, spring) == near(spring, TO_MAY, YEAR) == [
        ("otherPeriod", "2015", "2015-01_2015-05", "2015-03_2015-05"),
    ]  # fmt: skip
