"""Which quantities a statement about a series is linked to, and which not."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox
import pytest

from nkgraph import statements, vocab
from nkgraph.derive import publications
from nkgraph.placing import place
from nkgraph.quantities import QUANTITIES
from tests.series_specimens import Printed, states, table
from tests.specimens import article, known, says, typed

DECADE = table(", ".join(f"{year} {1000 + year}" for year in range(2005, 2016)))


def linked(*articles: Printed) -> dict[str, list[str]]:
    """The links of all statements: the last part of each quantity's IRI, or the number."""
    corpus = typed(article(*printed) for printed in articles)
    placed = [p for c in corpus.claims if (p := place(c, known())) is not None]
    found: dict[str, list[str]] = {}
    for _, link, target in statements.links(placed, publications(corpus), known()):
        about = target.value if isinstance(target, ox.Literal) else target.value.removeprefix(QUANTITIES).split("/", 1)[1]
        found.setdefault(vocab.local(link), []).append(about.removeprefix("south-korea/"))
    return {link: sorted(targets) for link, targets in found.items()}


def years(first: int, last: int, *but: int) -> list[str]:
    return [str(year) for year in range(first, last + 1) if year not in but]


# --- which years --------------------------------------------------------------------------------------------------------


def test_the_highest_of_a_span_is_set_against_every_other_year_of_it() -> None:
    assert linked(states("highest", "2009", "2007/2011"), DECADE) == {
        "standsOut": ["2009"], "highestOf": years(2007, 2011, 2009), "members": ["4"],
    }  # fmt: skip


def test_without_a_span_it_is_set_against_all_years_and_their_number_is_unknown() -> None:
    assert linked(states("lowest", "2009"), DECADE) == {"standsOut": ["2009"], "lowestOf": years(2005, 2015, 2009)}


def test_steadily_is_about_every_year_of_the_span() -> None:
    assert linked(states("steadily-rising", "2007/2009"), DECADE) == {"risesOver": years(2007, 2009), "members": ["3"]}
    assert linked(states("steadily-falling", "2007/2009"), DECADE) == {"fallsOver": years(2007, 2009), "members": ["3"]}


def test_a_trend_is_about_its_two_ends() -> None:
    assert linked(states("rising", "2007/2009"), DECADE) == {"climbsFrom": ["2007"], "climbsTo": ["2009"]}
    assert linked(states("falling", "2007/2009"), DECADE) == {"dropsFrom": ["2007"], "dropsTo": ["2009"]}


def test_the_first_above_is_set_against_the_years_before_it() -> None:
    assert linked(states("first-above", "2009", "2007/2009", "1500"), DECADE) == {
        "standsOut": ["2009"], "firstAboveOf": ["2007", "2008"], "members": ["2"], "threshold": ["1500.0"],
    }  # fmt: skip
    assert linked(states("first-below", "2007", value="1500"), DECADE) == {
        "standsOut": ["2007"], "firstBelowOf": ["2005", "2006"], "threshold": ["1500.0"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "last"),
    [("2011-12-31", 2010), ("2012-01-01", 2011), ("2012", 2011), ("[2011-12-31,2012-01-02]", 2010), ("", None)],
)
def test_an_open_span_ends_with_the_last_year_that_was_certainly_over(printed: str, last: int | None) -> None:
    found = linked(states("steadily-rising", "2009/..", printed=printed), DECADE)
    assert found == ({} if last is None else {"risesOver": years(2009, last), "members": [str(last - 2008)]})


def test_no_year_that_was_not_over_when_printed_is_a_member_but_it_is_counted() -> None:
    assert linked(states("steadily-rising", "2009/2012", printed="2012-12-31"), DECADE) == {
        "risesOver": ["2009", "2010", "2011"], "members": ["4"],
    }  # fmt: skip


def test_only_whole_years_of_a_span_count() -> None:
    assert linked(states("steadily-rising", "2008-02/2011-11"), DECADE) == {"risesOver": ["2009", "2010"], "members": ["2"]}
    assert linked(states("rising", "2008-02/2010-11"), DECADE) == {}


@pytest.mark.parametrize("other", [
    says("1277", "2010-01/2010-11"), says("1277", "2010~"), says("1277", "2010?"), says("1277", "2009/2010"),
    says("no-data", "2010"), says("1277", "2010", more="nk:sex sex:female"),
    says("12", "2010", measure="residents"),
    says("1277", "2010").replace("nk:Claim", "nk:Forecast"), says("1277", "2010").replace("south-korea", "japan"),
    says("106", "2010", more='nk:operation operation:mean-per ; nk:per "P1M"'),
    says("1277", "2010", more="nk:unit unit:percent"),
])  # fmt: skip
def test_what_is_no_figure_of_one_whole_year_of_the_series_is_no_member(other: str) -> None:
    target = says("2914", "2009")
    assert linked(states("highest", "2009"), ("upi", "2020", target, other)) == {"standsOut": ["2009"]}
    assert linked(states("highest", "2009"), ("upi", "2020", target, says("1277", "2010")))["highestOf"] == ["2010"]


@pytest.mark.parametrize(
    "statement",
    [states("highest", "2004"), states("highest", "unstated"), states("highest", "2009-01/2009-11"),
     states("rising", "unstated"), states("steadily-rising", "unstated"), states("rising", "../2009"),
     states("rising", "2009"), states("highest", "2009~"),
     states("largest-change", "2005", "2005/2012"), states("first-time", "2009-05", "../2009"),
     states("highest", "2016", printed="2016-11")],
)  # fmt: skip
def test_these_statements_are_about_no_known_years(statement: Printed) -> None:
    assert linked(statement, DECADE) == {}


def test_a_figure_that_is_no_statement_has_no_links() -> None:
    assert linked(DECADE) == {}
    assert (
        linked(("yonhap", "2018", says("52.8", "2009", more="nk:operation operation:share ; nk:unit unit:percent")), DECADE)
        == {}
    )


def test_a_statement_about_a_share_is_about_the_shares_and_not_about_the_counts() -> None:
    women, base = "nk:sex sex:female ; nk:base <c3>", "nk:sex sex:all"
    shares = [says(n, y, more=f"{women} ; nk:operation operation:share ; nk:unit unit:percent")
              for y, n in (("2009", "77"), ("2010", "76"))]  # fmt: skip
    counts = table("2009 2252, 2010 1825", more="nk:sex sex:female", publisher="arirang")
    rising = says(
        "exactly", "2009/2010", more=f"{women.replace('c3', 'c2')} ; nk:operation operation:rising ; nk:unit unit:percent"
    )
    found = linked(("yonhap", "2018", rising, base), ("upi", "2018", *shares, base), counts)
    assert set(found) == {"climbsFrom", "climbsTo"}
    assert all("op=share" in q for targets in found.values() for q in targets)
    plain = says("exactly", "2009/2010", more="nk:sex sex:female ; nk:operation operation:rising")
    assert linked(("yonhap", "2018", plain), ("upi", "2018", *shares, base), counts) == {
        "climbsFrom": ["sex=female/2009"], "climbsTo": ["sex=female/2010"],
    }  # fmt: skip


# --- of all places ------------------------------------------------------------------------------------------------------


def rivals(place: str, others: Iterable[str]) -> list[str]:
    """What the statement that a place has the most is set against, where these other places have figures for the year."""
    statement = states("highest", "2015", more="nk:over nk:place")
    claims = [says("1277").replace("south-korea", other) for other in (place, *others)]
    found = linked((*statement[:2], statement[2].replace("south-korea", place)), ("upi", "2020", *claims))
    assert found["standsOut"] == [f"{place}/2015"]
    return [q.removesuffix("/2015") for q in found.get("highestOf", [])]


def test_a_state_is_set_against_states_of_its_country_and_a_country_against_countries() -> None:
    places = ["us", "us-ca", "us-ny", "japan", "china", "china-near-north-korea", "world"]
    assert rivals("us-tx", places) == ["us-ca", "us-ny"]
    assert rivals("germany", places) == ["china", "japan", "us"]


def test_a_place_is_not_set_against_another_year_or_other_people() -> None:
    statement = states("highest", "2015", more="nk:over nk:place")
    others = [
        says("1", "2014"),
        says("1", more="nk:sex sex:female"),
        says("1", "2015-01/2015-05"),
        says("1", measure="residents"),
    ]
    japan = [other.replace("south-korea", "japan") for other in others]
    assert linked(statement, ("upi", "2020", says("1277"), *japan)) == {"standsOut": ["2015"]}


def test_a_statement_over_places_that_names_none_is_about_nothing() -> None:
    statement = states("highest", "2015", more="nk:over nk:place")
    nowhere = statement[2].replace("nk:place place:south-korea ; ", "")
    assert linked((*statement[:2], nowhere), ("upi", "2020", says("1277"))) == {}


@pytest.mark.parametrize(("operation", "period", "span", "outside"), [
    ("highest", "2011", "2010/..", "2009"), ("lowest", "2010", "../2011", "2012"), ("first-above", "2011", "2010/..", "2009"),
])  # fmt: skip
def test_a_year_outside_an_open_span_is_no_member(operation: str, period: str, span: str, outside: str) -> None:
    found = linked(states(operation, period, span, "1500" if operation == "first-above" else ""), DECADE)
    assert outside not in [q for link in ("highestOf", "lowestOf", "firstAboveOf") for q in found.get(link, [])]
