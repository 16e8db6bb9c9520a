"""What a claim is about: one name for one quantity, and never one name for two."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nkgraph import periods, quantities, vocab
from nkgraph.check import Reading
from nkgraph.claims import Claim
from nkgraph.ontology import Ontology
from nkgraph.quantities import Quantity
from nkgraph.turtle import Document
from nkgraph.vocab import NK

FEW = settings(max_examples=300, deadline=None, derandomize=True, database=None)
PATH = r"[A-Za-z0-9][A-Za-z0-9%.~=;_/-]*"


def concept(name: str) -> ox.NamedNode:
    """ "measure:arrivals" as an IRI."""
    prefix, local = name.split(":")
    return ox.NamedNode(f"{vocab.ROOT}{ {'measure': 'measures', 'sex': 'sexes'}.get(prefix, prefix + 's') }/{local}")


def article(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{vocab.CLAIMS}{name}/")


YONHAP, CHOSUN = article("2016-01-04-yonhap-defectors-halve"), article("2015-07-02-chosun-ilbo-senior-officials")
PLACE = concept("place:south-korea")
US = {"place": concept("place:us")}
BASE = Claim(
    iri=ox.NamedNode(f"{YONHAP.value}arrivals"), subject=f"{YONHAP.value}arrivals",
    document=Document(Path("claims/a.ttl"), "", None, {}, []), article=YONHAP, breakdown=None,
    measure=concept("measure:arrivals"), dimensions={"place": PLACE}, period="2015", span=None, value=Decimal(1277), to=None,
    scale=1, unit=concept("unit:person"), modality="exactly", operation=None, over=None, base={}, per=None, per_count=None,
    authorities=(NK.unstated,), attribution="unstated", via=(), forecast=False, ranged=False, notes=(), mentions=(),
)  # fmt: skip
SHARE: dict[str, Any] = {"operation": "share", "base": {"sex": concept("sex:all")}, "unit": concept("unit:percent")}
PEAK: dict[str, Any] = {"operation": "highest", "value": None}
FIRST: dict[str, Any] = {"operation": "first-above", "value": Decimal(1000), "span": "../2015"}


def of(ontology: Ontology, claim: Claim = BASE, **changes: Any) -> Quantity:
    quantity = quantities.of(replace(claim, **changes), ontology)
    assert quantity is not None
    return quantity


def name(ontology: Ontology, claim: Claim = BASE, **changes: Any) -> str:
    return of(ontology, claim, **changes).iri.value.removeprefix(quantities.QUANTITIES)


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({}, "arrivals/south-korea/2015"),
        ({"period": "2015-01/2015-05"}, "arrivals/south-korea/2015-01_2015-05"),
        ({"period": "2006/.."}, "arrivals/south-korea/2006_.."),
        ({"period": "1995~/.."}, "arrivals/south-korea/1995~_.."),
        ({"period": "unstated"}, "arrivals/south-korea/unstated/2016-01-04-yonhap-defectors-halve"),
        ({"dimensions": {}}, "arrivals/2015"),
        ({"dimensions": {"place": PLACE, "sex": concept("sex:female")}}, "arrivals/south-korea/sex=female/2015"),
        ({"dimensions": {"sex": concept("sex:female")}}, "arrivals/sex=female/2015"),
        ({"forecast": True}, "arrivals/south-korea/kind=forecast/2015"),
        (SHARE, "arrivals/south-korea/op=share;sex%3Aall/unit=percent/2015"),
        ({"operation": "mean-per", "per": "P1M"}, "arrivals/south-korea/op=mean-per/per=P1M/2015"),
        ({**PEAK, "span": "2001/2015"}, "arrivals/south-korea/op=highest/span=2001_2015/2015"),
        ({**PEAK, "over": NK.place}, "arrivals/south-korea/op=highest/over=place/2015"),
        (FIRST, "arrivals/south-korea/op=first-above/threshold=1000/span=.._2015/2015"),
        ({"unit": concept("unit:usd")}, "arrivals/south-korea/unit=usd/2015"),
    ],
)  # fmt: skip
def test_a_quantity_has_a_name_that_can_be_read(known: Ontology, changes: dict[str, Any], path: str) -> None:
    assert name(known, **changes) == path


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {"measure": concept("measure:residents")}),
        ({}, {"dimensions": {}}), ({}, {"dimensions": {"place": concept("place:us")}}),
        ({}, {"dimensions": {"place": PLACE, "sex": concept("sex:male")}}),
        ({"dimensions": {"place": PLACE}}, {"dimensions": {"partner": PLACE}}),
        ({}, {"period": "2014"}), ({}, {"period": "2015/.."}), ({}, {"period": "2015~"}), ({}, {"period": "unstated"}),
        ({}, {"forecast": True}), ({}, {"unit": concept("unit:percent")}), ({}, SHARE),
        (SHARE, {**SHARE, "operation": "ratio"}),
        (SHARE, {**SHARE, "base": {}}), (SHARE, {**SHARE, "base": {"sex": concept("sex:male")}}),
        (SHARE, {**SHARE, "unit": concept("unit:times")}),
        (SHARE, {**SHARE, "base": {"sex": concept("sex:all"), "period": "2011"}}),
        ({**SHARE, "base": {"period": "2011"}}, {**SHARE, "base": {"period": "2012"}}),
        ({"operation": "mean-per", "per": "P1M"}, {"operation": "mean-per", "per": "P1Y"}),
        (PEAK, {**PEAK, "span": "2001/2015"}), ({**PEAK, "span": "2001/2015"}, {**PEAK, "span": "2002/2015"}),
        (PEAK, {**PEAK, "over": NK.place}), ({**PEAK, "over": NK.sex}, {**PEAK, "over": NK.place}), (PEAK, FIRST),
        (FIRST, {**FIRST, "value": Decimal(2000)}), (FIRST, {**FIRST, "scale": 1000}),
        ({**FIRST, "unit": concept("unit:percent"), "value": Decimal("0.5")},
         {**FIRST, "unit": concept("unit:fraction"), "value": Decimal("0.5")}),
    ],
)  # fmt: skip
def test_what_differs_has_another_name(known: Ontology, one: dict[str, Any], other: dict[str, Any]) -> None:
    assert name(known, **one) != name(known, **other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {"period": "2015-01/2015-12"}), ({}, {"period": "2015-01-01/2015-12-31"}),
        ({"period": "1995?"}, {"period": "1995~"}), ({}, {"article": CHOSUN}),
        ({}, {"dimensions": {"place": PLACE, "sex": concept("sex:all")}}),
        ({"dimensions": {}}, {"dimensions": {"place": concept("place:world")}}),
        ({}, {"value": Decimal(1275)}), ({}, {"modality": "about"}), ({}, {"authorities": (NK.self,)}),
        ({"unit": concept("unit:percent")}, {"unit": concept("unit:fraction")}),
        ({"unit": concept("unit:year")}, {"unit": concept("unit:month")}),
        ({**PEAK, "span": "2001/2015"}, {**PEAK, "span": "2001-01/2015-12"}),
        ({**SHARE, "base": {"period": "2011"}}, {**SHARE, "base": {"period": "2011-01/2011-12"}}),
        (FIRST, {**FIRST, "value": Decimal(1), "scale": 1000}), (FIRST, {**FIRST, "value": Decimal("1000.0")}),
        ({**FIRST, "unit": concept("unit:percent"), "value": Decimal(50)},
         {**FIRST, "unit": concept("unit:fraction"), "value": Decimal("0.5")}),
    ],
)  # fmt: skip
def test_what_is_only_said_otherwise_has_the_same_name(known: Ontology, one: dict[str, Any], other: dict[str, Any]) -> None:
    assert name(known, **one) == name(known, **other)


def test_an_unstated_period_makes_the_quantity_the_article_s_own(known: Ontology) -> None:
    unstated: dict[str, Any] = {"period": "unstated"}
    assert name(known, **unstated) == name(known, **unstated, value=Decimal(9))
    assert name(known, **unstated) != name(known, **unstated, article=CHOSUN)
    assert name(known) == name(known, article=CHOSUN)
    assert of(known, **unstated).period is None
    assert of(known, **unstated).series == of(known, **unstated, article=CHOSUN).series


def test_an_article_inside_a_file_has_a_slug_of_its_own() -> None:
    assert quantities.article_slug(YONHAP) == "2016-01-04-yonhap-defectors-halve"
    assert quantities.article_slug(ox.NamedNode(f"{YONHAP.value}rfa")) == "2016-01-04-yonhap-defectors-halve.rfa"


# --- the naming as a whole --------------------------------------------------------------------------------------------

DIMENSIONS = {
    "place": ("place:world", "place:south-korea", "place:us"),
    "partner": ("place:world", "place:us"),
    "sex": ("sex:all", "sex:female"),
}
CHOICES: dict[str, list[Any]] = {
    "article": [YONHAP, CHOSUN],
    "measure": [concept("measure:arrivals"), concept("measure:economic-participation"), concept("measure:age")],
    "period": ["2015", "2015-01/2015-12", "2015~", "2015/..", "2014", "2014-12-31/2015-12-31", "unstated"],
    "unit": [concept(f"unit:{u}") for u in ("person", "percent", "fraction", "year", "month")],
    "forecast": [False, True],
    "operation": [None, "share", "highest", "first-above"],
    "base": [{}, {"sex": concept("sex:all")}, {"period": "2011"}, {"period": "2011-01/2011-12"},
             {"sex": concept("sex:all"), "period": "2011"}, {"measure": concept("measure:age")}],
    "over": [None, NK.place, NK.sex],
    "per": [None, "P1M", "P1Y"],
    "span": [None, "2001/2015", "2001-01/2015-12", "../2015"],
    "value": [Decimal(1), Decimal(100), Decimal(1000)],
    "scale": [1, 1000],
}  # fmt: skip


@st.composite
def changes(draw: st.DrawFn) -> dict[str, Any]:
    """Some choices, and dimensions."""
    chosen = draw(st.lists(st.sampled_from(sorted(CHOICES)), max_size=4, unique=True))
    found = {key: draw(st.sampled_from(CHOICES[key])) for key in chosen}
    if draw(st.booleans()):
        narrowed = draw(st.lists(st.sampled_from(sorted(DIMENSIONS)), unique=True))
        found["dimensions"] = {d: concept(draw(st.sampled_from(DIMENSIONS[d]))) for d in narrowed}
    return found


def days(text: str | None) -> object:
    """A period by its days and by whether it is doubted."""
    return (periods.parse(text), bool(re.search("[~?%]", text))) if text else None


def identity(claim: Claim, ontology: Ontology) -> tuple[object, ...]:
    """What makes two claims be about the same, by the design and without any name."""
    assert claim.unit is not None
    unit = ontology.units[claim.unit.value]
    derived = claim.operation is not None
    threshold = derived and claim.operation in ("first-above", "first-below") and claim.value is not None
    base = {k: days(v) if isinstance(v, str) else v for k, v in claim.base.items()}
    return (
        claim.measure,
        frozenset((n, v) for n, v in claim.dimensions.items() if v != ontology.tops[n]),
        claim.article if claim.period == periods.UNSTATED else days(claim.period),
        unit.base, claim.forecast, claim.operation, frozenset(base.items()) if derived else None, claim.over, claim.per,
        days(claim.span), (claim.value or 0) * claim.scale * unit.factor if threshold else None,
    )  # fmt: skip


@pytest.mark.endurance
@FEW
@given(changes(), changes(), changes())
@example({}, {}, {"forecast": True})
@example(FIRST, {"value": Decimal(1), "scale": 1000}, {})
def test_two_claims_share_a_name_if_and_only_if_they_are_about_the_same(
    known: Ontology, common: dict[str, Any], one: dict[str, Any], other: dict[str, Any]
) -> None:
    first, second = replace(BASE, **{**common, **one}), replace(BASE, **{**common, **other})
    assert (name(known, first) == name(known, second)) is (identity(first, known) == identity(second, known))
    assert re.fullmatch(PATH, name(known, first))


def test_every_claim_of_the_corpus_shares_a_name_only_with_those_about_the_same(reading: Reading) -> None:
    known, claims = reading.ontology, reading.corpus.claims
    identities, names = [identity(claim, known) for claim in claims], [name(known, claim) for claim in claims]
    assert len(claims) >= 400
    assert len(set(names)) >= 200
    assert len(set(names)) == len(set(identities)) == len(set(zip(names, identities, strict=True)))


# --- what else a quantity says ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "label"),
    [
        ({}, "Arrivals in South Korea, 2015"),
        ({"period": "2006/.."}, "Arrivals in South Korea, since 2006"),
        ({"period": "unstated"}, "Arrivals in South Korea, period unstated"),
        ({"measure": concept("measure:exports"), "unit": concept("unit:usd")}, "Exports from South Korea, 2015"),
        ({"measure": concept("measure:us-asylum"), "dimensions": US}, "Granted asylum in the U.S., 2015"),
        ({"dimensions": {"place": PLACE, "sex": concept("sex:female")}}, "Arrivals in South Korea (female), 2015"),
        ({"forecast": True}, "Forecast of arrivals in South Korea, 2015"),
        ({"operation": "decrease", "base": {"period": "2011"}}, "Decrease: Arrivals in South Korea, against 2011, 2015"),
        ({"operation": "mean-per", "per": "P1M"}, "Mean per: Arrivals in South Korea (a month), 2015"),
        ({**PEAK, "span": "2001/2015"}, "Highest: Arrivals in South Korea, 2015 (of 2001 to 2015)"),
        ({**PEAK, "over": NK.place}, "Highest: Arrivals in South Korea, 2015 (of all, by place)"),
    ],
)  # fmt: skip
def test_a_quantity_has_a_line_of_words(known: Ontology, changes: dict[str, Any], label: str) -> None:
    assert of(known, **changes).label == label


@pytest.mark.parametrize(
    ("period", "words"),
    [("2015", "2015"), ("2006/..", "since 2006"), ("../2019", "up to 2019"), ("2015-01/2015-05", "2015-01 to 2015-05"),
     ("unstated", "period unstated"), ("1995~/..", "since about 1995")],
)  # fmt: skip
def test_a_period_has_short_words(period: str, words: str) -> None:
    assert quantities.in_words(period) == words


def test_a_series_is_the_quantity_without_its_period(known: Ontology) -> None:
    series = {of(known, period=p).series for p in ("2014", "2015", "2006/..", "unstated")}
    assert [s.value for s in series] == ["https://w3id.org/nkgraph/series/arrivals/south-korea"]
    assert of(known, forecast=True).series not in series
    assert of(known, **SHARE).series not in series


@pytest.mark.parametrize(
    ("measure", "period", "running"),
    [("us-resettled", "2006/..", True), ("us-resettled", "2006/2019", False), ("arrivals", "2006/..", False),
     ("us-resettled", "unstated", False)],
)  # fmt: skip
def test_only_a_total_since_a_start_is_running(known: Ontology, measure: str, period: str, running: bool) -> None:
    assert of(known, measure=concept(f"measure:{measure}"), period=period).running_total is running


@pytest.mark.parametrize("missing", ["measure", "period", "article", "unit"])
def test_a_claim_that_lacks_what_a_quantity_is_made_of_has_none(known: Ontology, missing: str) -> None:
    lacking: dict[str, Any] = {missing: None}
    assert quantities.of(replace(BASE, **lacking), known) is None
