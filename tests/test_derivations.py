"""What a derived figure is linked to: its numerator, its base, how it follows, and what its own article prints of them."""

from __future__ import annotations

import pytest

from nkgraph import derivations, vocab
from nkgraph.placing import place
from nkgraph.turtle import Document
from nkgraph.vocab import NK
from tests.derived_specimens import ALL, derived, down, mean, now, then
from tests.specimens import PERCENT, article, known, says, typed
from tests.test_links import Link, short
from tests.totals_specimens import MEN, WOMEN

FALL = "arrivals/south-korea/op=decrease;period:2011/unit=percent/2015"
FORMS = {
    NK.ratioBase, NK.increaseBase, NK.decreaseBase, NK.moreBase, NK.lessBase, NK.gapBase, NK.meanParts, NK.formFactor,
}  # fmt: skip


def linked(*articles: Document) -> set[Link]:
    """Every link of the derived figures of these articles, with what is %-encoded decoded."""
    placed = [p for claim in typed(articles).claims if (p := place(claim, known())) is not None]
    found = derivations.links(placed, {p.quantity.iri.value: p for p in placed}, known())
    return {(_plain(short(s)), vocab.local(p), _plain(short(o))) for s, p, o in found}


def _plain(text: str) -> str:
    return text.replace("%3A", ":").removeprefix(vocab.CLAIMS).removeprefix(f"{vocab.ROOT}entries/")


def form(*figures: str) -> dict[str, str]:
    """How the one derived figure of an article follows: each form with its base or number."""
    names = {vocab.local(p) for p in FORMS}
    return {p: o for _, p, o in linked(printed(*figures)) if p in names}


def printed(*figures: str) -> Document:
    """One article with these figures."""
    return article("yonhap", "2016", *figures, name="a")


# --- what it is linked to -----------------------------------------------------------------------------------------------------


def test_a_fall_links_to_both_figures_and_its_claim_to_what_its_article_prints_of_them() -> None:
    assert linked(printed(down(), now(), then())) == {
        (FALL, "numerator", "arrivals/south-korea/2015"),
        (FALL, "derivedBase", "arrivals/south-korea/2011"),
        (FALL, "decreaseBase", "arrivals/south-korea/2011"),
        (FALL, "formFactor", "100.0"),
        ("a/c1", "ownNumerator", "a/arrivals/south-korea/2015"),
        ("a/c1", "ownBase", "a/arrivals/south-korea/2011"),
    }


def test_what_another_article_prints_is_not_its_own() -> None:
    other = article("upi", "2016", now(), then(), name="b")
    found = linked(printed(down()), other)
    assert {p for _, p, _ in found} == {"numerator", "derivedBase", "decreaseBase", "formFactor"}


def test_of_two_operands_only_the_printed_one_is_its_own() -> None:
    other = article("upi", "2016", then(), name="b")
    own = {(p, o) for _, p, o in linked(printed(down(), now()), other) if p.startswith("own")}
    assert own == {("ownNumerator", "a/arrivals/south-korea/2015")}


def test_no_data_is_no_operand_of_its_own() -> None:
    own = {p for _, p, _ in linked(printed(down(), now("no-data"), then())) if p.startswith("own")}
    assert own == {"ownBase"}


@pytest.mark.parametrize(
    "figures",
    [
        (down(), now()),
        (down(), then()),
        (down(),),
        (now(), then()),
        (down("no-data"), now(), then()),
        (down(), now(), says("2706", "2011~")),
        (down(), now(), says("2706", "2011", more=WOMEN)),
        (down(), now(), then().replace("south-korea", "japan")),
        (down(), now(), then().replace("nk:Claim", "nk:Forecast")),
        (says("52.8", more="nk:operation operation:decrease ; nk:unit unit:percent"), now(), then()),
    ],
    ids=[
        "no-base",
        "no-figure",
        "alone",
        "none",
        "no-data",
        "about",
        "women",
        "place",
        "base-foreseen",
        "baseless",
    ],
)
def test_a_fall_whose_figures_nobody_gives_links_to_nothing(figures: tuple[str, ...]) -> None:
    assert linked(printed(*figures)) == set()


def test_a_foreseen_fall_links_to_what_came_of_it() -> None:
    found = linked(printed(down().replace("nk:Claim", "nk:Forecast"), now(), then()))
    assert {o for _, p, o in found if p == "numerator"} == {"arrivals/south-korea/2015"}
    assert {o for _, p, o in found if p == "derivedBase"} == {"arrivals/south-korea/2011"}


def test_a_base_may_be_another_measure_or_another_part() -> None:
    share = derived("share", "61.2", "nk:measure measure:residents", measure="whereabouts-unknown")
    residents = says("1000", measure="residents")
    assert form(share, says("612", measure="whereabouts-unknown"), residents) == {
        "ratioBase": "residents/south-korea/2015", "formFactor": "100.0",
    }  # fmt: skip
    women = derived("ratio", "4.1", MEN, "times", more=WOMEN)
    assert form(women, says("1025", more=WOMEN), says("252", more=MEN)) == {
        "ratioBase": "arrivals/south-korea/sex=male/2015", "formFactor": "1.0",
    }  # fmt: skip
    assert form(derived("share", "80", ALL, more=WOMEN), says("1025", more=WOMEN), now()) == {
        "ratioBase": "arrivals/south-korea/2015", "formFactor": "100.0",
    }  # fmt: skip


# --- how it follows -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("operation", "unit", "name", "factor"),
    [
        ("share", "percent", "ratioBase", "100.0"),
        ("ratio", "percent", "ratioBase", "100.0"),
        ("ratio", "fraction", "ratioBase", "100.0"),
        ("ratio", "times", "ratioBase", "1.0"),
        ("increase", "percent", "increaseBase", "100.0"),
        ("increase", "times", "increaseBase", "1.0"),
        ("decrease", "percent", "decreaseBase", "100.0"),
        ("increase", "person", "moreBase", None),
        ("decrease", "person", "lessBase", None),
        ("difference", "person", "gapBase", None),
    ],
)
def test_operation_and_unit_say_how_a_figure_follows(operation: str, unit: str, name: str, factor: str | None) -> None:
    expected = {name: "arrivals/south-korea/2011"} | ({"formFactor": factor} if factor else {})
    assert form(derived(operation, "2", unit=unit), now(), then()) == expected


@pytest.mark.parametrize(
    ("operation", "unit"),
    [
        ("share", "person"),
        ("ratio", "percentage-point"),
        ("increase", "percentage-point"),
        ("decrease", "usd"),
        ("difference", "percent"),
        ("difference", "times"),
    ],
)
def test_a_unit_that_does_not_say_how_links_nothing(operation: str, unit: str) -> None:
    assert linked(printed(derived(operation, "2", unit=unit), now(), then())) == set()


def test_points_are_no_percent_of_a_percentage() -> None:
    rates = says("52.8", measure=PERCENT), says("50.0", "2011", measure=PERCENT)
    assert linked(printed(derived("increase", "2.8", unit="percentage-point", measure=PERCENT), *rates)) == set()


@pytest.mark.parametrize(
    ("per", "period", "parts"),
    [
        ("P1M", "2015", "12.0"),
        ("P1M", "2015-01/2015-10", "10.0"),
        ("P1M", "2014-07/2015-06", "12.0"),
        ("P1M", "2015-06", "1.0"),
        ("P1Y", "2014/2015", "2.0"),
        ("P1Y", "2014-07/2015-06", "1.0"),
        ("P1D", "2015", "365.0"),
        ("P1D", "2016", "366.0"),
        ("P1D", "2015-10-01/2015-10-10", "10.0"),
    ],
)
def test_a_mean_divides_by_the_length_of_its_period(per: str, period: str, parts: str) -> None:
    assert form(mean("9", per, period), says("99", period)) == {"meanParts": parts}


@pytest.mark.parametrize(
    ("per", "period"),
    [
        ("P1M", "2015-01-01/2015-10-15"),
        ("P1M", "2015/.."),
        ("P1M", "unstated"),
        ("P1Y", "2015-01/2015-10"),
        ("P1Y", "../2015"),
        ("P1D", "2015/.."),
        ("P1D", "unstated"),
        ("P1W", "2015"),
    ],
)
def test_a_mean_over_no_whole_number_of_parts_links_nothing(per: str, period: str) -> None:
    assert linked(printed(mean("9", per, period), says("99", period))) == set()


def test_a_mean_has_no_base() -> None:
    found = {p for _, p, _ in linked(printed(mean("106"), now()))}
    assert found == {"numerator", "meanParts", "ownNumerator"}
