"""Links between quantities: which there must be, and which there must not be."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from nkgraph import derive, links, vocab
from nkgraph.placing import place
from nkgraph.quantities import QUANTITIES
from nkgraph.turtle import Document
from nkgraph.vocab import NK
from tests.specimens import PERCENT, article, known, says, total, typed
from tests.totals_specimens import MEN, WOMEN, resettled, us

Link = tuple[str, str, str]


def short(node: object) -> str:
    """A quantity by its own part of its IRI, a literal by its value."""
    assert isinstance(node, ox.NamedNode | ox.Literal), "no blank node is a link's end"
    return node.value.removeprefix(QUANTITIES)


def linked(predicate: ox.NamedNode, *articles: Document) -> set[Link]:
    """The links of one kind between the quantities of these articles."""
    corpus = typed(articles)
    placed = [p for claim in corpus.claims if (p := place(claim, known())) is not None]
    found = links.links(placed, derive.publications(corpus), known())
    return {(short(s), vocab.local(p), short(o)) for s, p, o in found if p == predicate}


def printed(*figures: str) -> Document:
    """One article with these figures."""
    return article("yonhap", "2016", *figures)


# --- part and whole -----------------------------------------------------------------------------------------------------------


def test_a_part_is_within_the_same_quantity_without_what_narrows_it() -> None:
    women, everyone = says("1000", more=WOMEN), says("1277")
    assert linked(NK.within, printed(women, everyone)) == {
        ("arrivals/south-korea/sex=female/2015", "within", "arrivals/south-korea/2015")
    }


def test_a_part_is_within_every_whole_above_it() -> None:
    figures = us("3", "us-ca"), us("10"), us("12", "world")
    assert linked(NK.within, printed(*figures)) == {
        ("us-admissions/us-ca/2015", "within", "us-admissions/us/2015"),
        ("us-admissions/us-ca/2015", "within", "us-admissions/2015"),
        ("us-admissions/us/2015", "within", "us-admissions/2015"),
    }


def test_a_part_that_is_narrowed_twice_is_within_what_is_narrowed_once() -> None:
    officials = "nk:population population:officials"
    figures = says("3", more=f"{WOMEN} ; {officials}"), says("9", more=WOMEN), says("5", more=officials), says("20")
    both, women, some, everyone = (
        f"arrivals/south-korea/{part}2015"
        for part in ("population=officials/sex=female/", "sex=female/", "population=officials/", "")
    )
    assert linked(NK.within, printed(*figures)) == {
        (both, "within", women), (both, "within", some), (women, "within", everyone), (some, "within", everyone),
    }  # fmt: skip


@pytest.mark.parametrize(
    "other",
    [
        says("1277", "2014"),
        says("1277", "2015~"),
        says("1277", "unstated"),
        says("1277", "2015-01/2015-06"),
        says("1277", measure="given-defector-status"),
        says("1277", more=MEN),
        says("1277").replace("south-korea", "japan"),
        says("1277").replace("nk:Claim", "nk:Forecast"),
        says("80", more="nk:operation operation:share ; nk:unit unit:percent"),
    ],
    ids=["year", "about-a-year", "unstated", "half-a-year", "measure", "men", "place", "forecast", "share"],
)
def test_a_part_is_within_nothing_else(other: str) -> None:
    assert linked(NK.within, printed(says("1000", more=WOMEN), other)) == set()


def test_percentages_have_no_parts() -> None:
    figures = says("60.1", measure=PERCENT, more=WOMEN), says("52.8", measure=PERCENT)
    assert linked(NK.within, printed(*figures)) == set()


def test_a_part_links_to_no_whole_that_nobody_gives() -> None:
    assert linked(NK.within, printed(says("1000", more=WOMEN))) == set()


def test_the_concepts_above_stand_nearest_first() -> None:
    places = [vocab.local(c) for c in links.broader(ox.NamedNode(vocab.ROOT + "places/us-ca"), known())]
    assert places == ["us", "world"]


def test_only_measures_whose_parts_add_up_are_additive() -> None:
    found = {name: links.additive(ox.NamedNode(f"{vocab.ROOT}measures/{name}"), known()) for name in ("arrivals", PERCENT)}
    assert found == {"arrivals": True, PERCENT: False}


# --- period within period -----------------------------------------------------------------------------------------------------


def test_every_period_is_inside_every_longer_one_of_its_series() -> None:
    figures = says("1", "2015-01"), says("2", "2015-01/2015-05"), says("3"), says("4", "2014/2015")
    month, months, year, years = (f"arrivals/south-korea/{p}" for p in ("2015-01", "2015-01_2015-05", "2015", "2014_2015"))
    assert linked(NK.inside, printed(*figures)) == {
        (month, "inside", months), (month, "inside", year), (month, "inside", years),
        (months, "inside", year), (months, "inside", years), (year, "inside", years),
    }  # fmt: skip


@pytest.mark.parametrize(
    "other",
    [
        says("9", "2015-06-15/2016-01"),
        says("9", "2014"),
        says("9", "2015~"),
        says("9", "unstated"),
        says("9", more=WOMEN),
        says("9", measure="given-defector-status"),
        says("9").replace("south-korea", "japan"),
        says("9").replace("nk:Claim", "nk:Forecast"),
        says("no-data"),
        says("9", "2015/.."),
    ],
    ids=["overlap", "beside", "about", "unstated", "women", "measure", "place", "forecast", "no-data", "open"],
)
def test_a_month_is_inside_nothing_else(other: str) -> None:
    assert linked(NK.inside, printed(says("1", "2015-06"), other)) == set()


def test_stocks_and_percentages_are_inside_nothing() -> None:
    stocks = says("9", "2015-06", measure="residents"), says("8", measure="residents")
    rates = says("60.1", "2015-06", measure=PERCENT), says("52.8", measure=PERCENT)
    assert linked(NK.inside, printed(*stocks, *rates)) == set()


def test_a_running_total_is_inside_a_longer_time_only_as_of_the_day_on_which_it_is_printed() -> None:
    figures = total("186"), total("191", period="2006/2015"), total("9", period="2005/..")
    assert linked(NK.inside, printed(*figures)) == set()
    assert linked(NK.insideWhenPrinted, printed(*figures)) == {
        ("us-resettled/south-korea/2006_..", "insideWhenPrinted", "us-resettled/south-korea/2006_2015")
    }


def test_a_total_from_an_unknown_start_holds_the_years_that_end_in_it() -> None:
    assert linked(NK.inside, printed(says("9"), says("99", "../2015"))) == {
        ("arrivals/south-korea/2015", "inside", "arrivals/south-korea/.._2015")
    }


# --- total and flows ----------------------------------------------------------------------------------------------------------


def test_whole_years_flow_into_a_total_of_their_measure() -> None:
    figures = us("1", period="2013"), us("2", period="2015"), us("3", period="2012"), us("4", period="2014-01/2014-06")
    article_ = printed(*figures, resettled("9"))
    assert linked(NK.flowIn, article_) == {
        ("us-admissions/us/2013", "flowIn", "us-resettled/us/2013_2015"),
        ("us-admissions/us/2015", "flowIn", "us-resettled/us/2013_2015"),
    }
    assert linked(NK.flowMembers, article_) == {("us-resettled/us/2013_2015", "flowMembers", "3")}


def test_years_flow_into_a_flow_over_several_years() -> None:
    assert linked(NK.flowIn, printed(says("1"), says("9", "2014/2015"))) == {
        ("arrivals/south-korea/2015", "flowIn", "arrivals/south-korea/2014_2015")
    }


def test_a_total_without_a_start_has_flows_but_no_number_of_them() -> None:
    article_ = printed(us("1", period="2013"), resettled("9", "../2015"))
    assert linked(NK.flowIn, article_) == {("us-admissions/us/2013", "flowIn", "us-resettled/us/.._2015")}
    assert linked(NK.flowMembers, article_) == set()


@pytest.mark.parametrize(
    "flow",
    [
        us("1", "us-ca", "2014"),
        us("1", "canada", "2014"),
        us("1", period="2014~"),
        us("1", period="2014-01/2014-06"),
        us("1", period="2014-07/2015-06"),
        us("1", period="2012"),
        us("1", period="2014", measure="us-asylum"),
        us("1", period="2014").replace("nk:Claim", "nk:Forecast"),
        us("no-data", period="2014"),
    ],
    ids=["state", "country", "about", "half", "fiscal", "before", "measure", "forecast", "no-data"],
)
def test_nothing_else_flows_into_a_total(flow: str) -> None:
    assert linked(NK.flowIn, printed(flow, resettled("9"))) == set()


def test_nothing_flows_into_a_running_total_or_into_a_stock() -> None:
    open_, stock = resettled("9", "2013/.."), says("9", "2013/2015", measure="residents")
    assert linked(NK.flowIn, printed(us("1", period="2014"), says("1", "2014"), open_, stock)) == set()


# --- forecasts ----------------------------------------------------------------------------------------------------------------


def test_a_forecast_links_to_its_outcome_and_to_nothing_else() -> None:
    foreseen = says("1300").replace("nk:Claim", "nk:Forecast")
    assert linked(NK.forecastOf, printed(foreseen, says("1277"), says("1397", "2014"), says("1000", more=WOMEN))) == {
        ("arrivals/south-korea/kind=forecast/2015", "forecastOf", "arrivals/south-korea/2015")
    }
    assert linked(NK.forecastOf, printed(foreseen)) == set()


# --- no data, and part of a year ---------------------------------------------------------------------------------------------


def test_no_data_in_one_article_unlinks_nothing() -> None:
    none = article("upi", "2017", says("no-data", more=WOMEN))
    assert len(linked(NK.within, printed(says("1280", more=WOMEN), says("1277")), none)) == 1


def test_a_total_that_ends_within_a_year_is_not_made_up_of_the_years_before() -> None:
    found = linked(NK.flowMembers, printed(us("1", period="2013"), us("2", period="2014"), resettled("9", "2013/2015-08")))
    assert {number for _, _, number in found}.isdisjoint({"2"})
