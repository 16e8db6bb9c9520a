"""The register: one row for each print, in the columns of the contract; figures and dates in words; finding a claim."""

from __future__ import annotations

import unicodedata
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nkgraph import periods, vocab
from nkgraph.build import Built
from nkgraph.check import Reading
from nkgraph.register import COLUMNS, Register, date_in_words, one_line
from nkgraph.store import Graph
from nkgraph.turtle import Triple
from nkgraph.vocab import NK, SDO
from tests import tiny

# Section 9 of the design, word for word: other programs read these.
CONTRACT = (
    "claim,article,publisher,published,authority,root,measure,dimensions,period,period_start,period_end,unit,modality,value,"
    "lower,upper,wording,copy,start,end,via,attribution"
)
STRICT = {"less-than", "more-than", "almost"}  # hedges that exclude the number they print
EXPORTS = 'nk:measure measure:exports ; nk:place place:us-tx ; nk:period "2023" ; nk:authority nk:unstated'
DECREASE = (
    'nk:measure measure:arrivals ; nk:place place:south-korea ; nk:period "2015" ; nk:operation operation:{} ;'
    ' nk:base [ nk:period "2011" ] ; nk:authority nk:unstated'
)
IN_2011 = 'nk:measure measure:arrivals ; nk:place place:south-korea ; nk:period "2011"'
FALLING = f"{IN_2011} ; nk:operation operation:falling ; nk:authority nk:unstated".replace("2011", "2011/2014")
RATIO = (
    'nk:measure measure:arrivals ; nk:place place:south-korea ; nk:period "2015" ; nk:sex sex:female ;'
    " nk:operation operation:ratio ; nk:base [ nk:sex sex:male ] ; nk:unit unit:times ; nk:authority nk:unstated"
)
Shown = tuple[str, str, str, str, str]  # the figure in words; value, lower, upper, unit
FIGURES: dict[str, tuple[tiny.Figure, Shown]] = {
    "a count": (tiny.arrivals("a", "1,277", "2015"), ("1,277", "1277", "1277", "1277", "person")),
    "a hedge": (
        tiny.arrivals("b", "about 30,000", "2014", more=" ; nk:modality modality:about"),
        ("about 30,000", "30000", "25000", "35000", "person"),
    ),
    "a bound": (
        tiny.arrivals("c", "more than 1,000", "2013", more=" ; nk:modality modality:more-than"),
        ("more than 1,000", "1000", "1001", "", "person"),
    ),
    "a dozen": (
        tiny.Figure("d", "a dozen", f"{tiny.ARRIVALS.format(2012, 12)} ; {tiny.MINISTRY} ; nk:modality modality:dozen"),
        ("about 12", "12", "10", "14", "person"),
    ),
    "a range": (
        tiny.Figure("e", "from 240 to 350", f"{IN_2011} ; nk:from 240 ; nk:to 350 ; {tiny.MINISTRY}"),
        ("240 to 350", "", "240", "350", "person"),
    ),
    "money with a scale": (
        tiny.Figure("f", "$144.29 billion", f"{EXPORTS} ; nk:value 144.29 ; nk:scale 1000000000"),
        ("$144.29 billion", "144290000000", "144285000000", "144295000000", "usd"),
    ),
    "a percentage": (
        tiny.Figure("g", "52.8 percent", f"{DECREASE.format('decrease')} ; nk:value 52.8 ; nk:unit unit:percent"),
        ("52.8 percent", "52.8", "52.75", "52.85", "percent"),
    ),
    "a fraction, in percent": (
        tiny.Figure("h", "half", f"{DECREASE.format('ratio')} ; nk:value 0.5 ; nk:unit unit:fraction"),
        ("half", "50", "45", "55", "percent"),
    ),
    "a ratio of counts": (
        tiny.Figure("i", "for every 3 men, 7", f"{RATIO} ; nk:value 7 ; nk:perCount 3"),
        ("7 for every 3", "2.333333", "", "", "times"),
    ),
    "a trend without a number": (
        tiny.Figure("j", "declined", FALLING),
        ("falling", "", "", "", "person"),
    ),
}  # fmt: skip
DATES = {
    None: "date not in the copies", "../..": "date not in the copies", "2015": "2015", "2015-10": "Oct 2015",
    "2016-01-04": "4 Jan 2016", "2015-33": "Jan 2015 to Mar 2015", "2015-40": "Jan 2015 to Jun 2015",
    "[2015-10-12,2015-10-13]": "12 or 13 Oct 2015", "[2015-12-31,2016-01-01]": "31 Dec 2015 or 1 Jan 2016",
    "[2014,2015]": "2014 or 2015", "[2015-10,2015-11]": "Oct 2015 or Nov 2015",
    "[2015-10-01,2015-10-02,2015-10-03]": "1 or 2 or 3 Oct 2015",
    "2023-06/..": "date not in the copies, Jun 2023 or later", "../2015-07-05": "5 Jul 2015 or earlier",
    "2015-11-01/2015-11-14": "1 Nov 2015 to 14 Nov 2015", "2015-10/2015-12": "Oct 2015 to Dec 2015",
}  # fmt: skip


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Register:
    """The register of one article that prints each of FIGURES."""
    article = tiny.head("yonhap", "2016-01-04", "The <b>headline</b> counts & quotes")
    claims = [figure for figure, _ in FIGURES.values()]
    return Register(tiny.built(tmp_path_factory.mktemp("figures"), {"2016-01-04-yonhap-a": (article, claims)}).graph)


@pytest.fixture(scope="module")
def rows(real: Built) -> list[dict[str, str]]:
    """The register of the repository's own corpus."""
    return list(Register(real.graph).rows())


def test_the_columns_are_exactly_those_of_the_contract(rows: list[dict[str, str]]) -> None:
    assert ",".join(COLUMNS) == CONTRACT
    assert {frozenset(row) for row in rows} == {frozenset(COLUMNS)}


def test_every_claim_has_one_row_for_each_of_its_mentions(rows: list[dict[str, str]], reading: Reading) -> None:
    counted = Counter(row["claim"] for row in rows)
    typed = {claim.iri.value: len(claim.mentions) for claim in reading.corpus.claims}
    assert counted == typed
    assert min(counted.values()) == 1
    assert len(typed) >= 400
    assert len(rows) == len({(row["claim"], row["copy"], row["start"]) for row in rows})


def test_every_row_points_at_the_characters_of_its_copy(rows: list[dict[str, str]], reading: Reading, copies: Path) -> None:
    held = {copy.sha256: (copies / str(copy.name)).read_bytes().decode() for copy in reading.corpus.copies.values()}
    for row in rows:
        assert held[row["copy"]][int(row["start"]) : int(row["end"])] == row["wording"]


def test_value_and_bounds_are_in_one_unit_and_the_value_lies_within(rows: list[dict[str, str]]) -> None:
    seen = 0
    for row in rows:
        assert row["unit"] not in {"fraction", "year", "decade"}, "these have a base unit"
        if not row["value"] or row["modality"] in STRICT:
            continue
        value = Decimal(row["value"])
        assert not row["lower"] or Decimal(row["lower"]) <= value, row
        assert not row["upper"] or value <= Decimal(row["upper"]), row
        seen += bool(row["lower"] or row["upper"])
    assert seen > 300


def test_what_is_unknown_is_empty(rows: list[dict[str, str]]) -> None:
    unstated = [row for row in rows if row["authority"].endswith("#unstated")]
    assert len(unstated) > 50
    assert sum(not row["root"] for row in unstated) > 40
    for row in rows:
        assert row["attribution"] in {"stated", "carried", "unstated"}
        assert row["claim"]
        assert row["measure"].startswith(f"{vocab.ROOT}measures/")
        for start in filter(None, (row["period_start"], row["period_end"])):
            date.fromisoformat(start)
        assert (row["period"] != "unstated") or not (row["period_start"] or row["period_end"])
        numbered = row["value"] or row["lower"] or row["upper"]
        assert numbered or row["modality"] in {"", "no-data"}, row


def test_a_period_runs_up_to_the_day_after_its_last(figures: Register) -> None:
    (row,) = (r for r in figures.rows() if r["claim"].endswith("/a"))
    assert (row["period"], row["period_start"], row["period_end"]) == ("2015", "2015-01-01", "2016-01-01")
    assert row["dimensions"] == "place=south-korea"


@pytest.mark.parametrize("kind", FIGURES)
def test_a_figure_is_multiplied_into_its_base_unit_and_put_in_words(figures: Register, kind: str) -> None:
    figure, (words, value, lower, upper, unit) = FIGURES[kind]
    (row,) = (r for r in figures.rows() if r["claim"].endswith(f"/{figure.name}"))
    assert figures.figure(ox.NamedNode(row["claim"])) == words
    assert (row["value"], row["unit"], row["wording"]) == (value, unit, figure.wording)
    if kind != "a ratio of counts":  # its bounds are those of a rounded quotient
        assert (row["lower"], row["upper"]) == (lower, upper)


def test_a_trend_without_a_number_claims_no_exactness(figures: Register) -> None:
    modality = {row["claim"].rsplit("/", 1)[1]: row["modality"] for row in figures.rows()}
    assert modality["a"] == "exactly"
    assert modality["e"] == "between"
    assert modality["j"] == ""


@pytest.mark.parametrize("edtf", DATES)
def test_a_date_of_publication_is_put_in_words(edtf: str | None) -> None:
    assert date_in_words(edtf) == DATES[edtf]


_point = st.one_of(
    st.dates(date(1900, 1, 1)).map(date.isoformat),
    st.tuples(st.integers(1900, 2100), st.integers(1, 41)).map(lambda p: f"{p[0]}-{p[1]:02}"),
    st.integers(1900, 2100).map(str),
    st.integers(190, 209).map(lambda decade: f"{decade}X"),
    st.dates(date(1900, 1, 1)).map(lambda day: f"{day}~"),
)
_edtf = st.one_of(
    _point,
    st.lists(_point, min_size=2, max_size=4).map(lambda parts: f"[{','.join(parts)}]"),
    st.tuples(_point | st.just(".."), _point | st.just("..")).map("/".join),
)


@settings(deadline=None, max_examples=150)
@given(_edtf)
def test_every_date_that_can_be_compared_has_words_on_one_line(edtf: str) -> None:
    try:
        periods.parse(edtf)
    except periods.PeriodError:
        return  # `check` refuses it
    words = date_in_words(edtf)
    assert words == one_line(words) != ""


@settings(deadline=None, max_examples=80)
@given(st.text())
def test_one_line_holds_nothing_that_breaks_a_line_or_moves_a_cursor(text: str) -> None:
    shown = one_line(text)
    assert len(shown.splitlines()) <= 1
    assert not [c for c in shown if unicodedata.category(c) in {"Cc", "Zl", "Zp"}]
    assert one_line(shown) == shown
    assert [c for c in shown if c.isalnum()] == [c for c in text if c.isalnum()], "no letter and no digit is lost"


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("1,277", "a"), ("1277", "a"), ("$144.29", "f"), ("144,290,000,000", "f"), ("52.8%", "g"), ("0.5", "h"), ("350", "e"),
        ("a dozen", "d"), ("HALF", "h"), ("arrivals 2015 decrease", "g"), ("headline counts", "abcdefghij"), ("texas", "f"),
        ("통일부", "abcde"), ("yonhap", "abcdefghij"), ("99", ""), ("nobody", ""), ("", ""), (" ", ""),
    ],
)  # fmt: skip
def test_a_claim_is_found_by_figure_wording_label_authority_or_headline(figures: Register, words: str, names: str) -> None:
    assert [claim.value.rsplit("/", 1)[1] for claim in figures.find(words)] == list(names)


def test_the_issue_finds_what_it_asks_for(real: Built) -> None:
    register = Register(real.graph)
    assert any(claim.value.endswith("yonhap-defectors-halve/arrivals-2015") for claim in register.find("1,277"))
    found = register.find("diplomats")
    assert len(found) >= 2
    assert any("diplomats" in claim.value for claim in found)


def test_an_article_without_a_publisher_or_a_date_is_still_named() -> None:
    article, claim = (ox.NamedNode(f"{vocab.CLAIMS}undated-x/{name}") for name in ("", "a"))
    triples: list[Triple] = [
        (claim, vocab.RDF_TYPE, NK.Claim), (claim, NK.article, article), (claim, NK.value, ox.Literal("7.0")),
        (article, SDO.headline, ox.Literal("x")),
    ]  # fmt: skip
    register = Register(Graph(triples))
    assert register.article_in_words(article) == "unknown publisher, date not in the copies"
    assert register.authority_in_words(claim) == "unstated"
    assert register.figure(claim) == "7"
    assert list(register.rows()) == [], "without a mention there is no row"


def test_only_what_may_have_been_published_counts_as_published(real: Built) -> None:
    register = Register(real.graph)
    assert register.published() == register.claims()
    assert register.perhaps_later() == [], "all dates are certain at the end of time"
