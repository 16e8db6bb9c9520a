"""What other programs read: CSV that no spreadsheet runs, JSON, Turtle without blank nodes, hits, coverage."""

from __future__ import annotations

import csv
import io
import json

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nkgraph import exports, vocab
from nkgraph.build import Built
from nkgraph.coverage import Tally, Token
from nkgraph.register import COLUMNS, Register
from nkgraph.store import Graph
from nkgraph.turtle import Triple
from nkgraph.vocab import NK
from tests import tiny

FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
DANGER = [f"{sign}1,397" for sign in "=+-@＝＋－＠"]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A corpus whose copy prints figures as a spreadsheet's formulas, and one over two lines."""
    wordings = [*DANGER, "1,397\npeople", '1,397 "people", he said']
    figures = [tiny.arrivals(f"y{year}", wording, str(year)) for year, wording in enumerate(wordings, 2000)]
    article = tiny.head("yonhap", "2016-01-04", "<b>")
    return tiny.built(tmp_path_factory.mktemp("hostile"), {"2016-01-04-yonhap-a": (article, figures)})


def read_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_no_cell_of_the_csv_is_a_formula_and_none_loses_a_character(hostile: Built) -> None:
    text = exports.csv_rows(hostile)
    rows = read_csv(text)
    assert text.startswith(",".join(COLUMNS) + "\n")
    assert not [cell for row in rows for cell in row.values() if cell.startswith(FORMULAS)]
    printed = [row["wording"] for row in Register(hostile.graph).rows()]
    assert [row["wording"].removeprefix("'") for row in rows] == printed
    assert sum(row["wording"].startswith("'") for row in rows) == len(DANGER)


@settings(deadline=None, max_examples=60)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1))
@example("=cmd|' /C calc'!A0")
@example("\t=1+1")
@example('"=1+1"')
@example("\r\n=1")
def test_any_wording_survives_the_csv_and_is_no_formula(wording: str) -> None:
    (row,) = read_csv(exports.csv_rows(Built(Graph(_one_claim(wording)), [], "", 0)))
    assert not row["wording"].startswith(FORMULAS)
    assert row["wording"].removeprefix("'" if wording.startswith(FORMULAS) else "") == wording


def _one_claim(wording: str) -> list[Triple]:
    claim, article, mention, copy = (ox.NamedNode(f"{vocab.ROOT}{n}") for n in ("claim", "article", "mention", "copies/001"))
    numbers = ((NK.start, "0"), (NK.end, "1"), (NK.wording, wording))
    return [
        (claim, vocab.RDF_TYPE, NK.Claim),
        (claim, NK.article, article),
        (claim, NK.mention, mention),
        (mention, NK.copy, copy),
        *((mention, predicate, ox.Literal(text)) for predicate, text in numbers),
    ]


def test_the_json_holds_the_rows_as_they_are_and_the_corpus(real: Built) -> None:
    data = json.loads(exports.json_rows(real))
    assert list(data) == ["corpus", "claims"]
    assert data["corpus"] == real.corpus_id
    assert data["claims"] == list(Register(real.graph).rows())
    assert len(data["claims"]) == len(read_csv(exports.csv_rows(real))) >= 400


def test_the_json_does_not_guard_against_spreadsheets(hostile: Built) -> None:
    wordings = [row["wording"] for row in json.loads(exports.json_rows(hostile))["claims"]]
    assert wordings[: len(DANGER)] == DANGER


def test_the_turtle_is_read_alike_by_two_parsers(hostile: Built) -> None:
    text = exports.turtle(hostile)
    strict = {(str(t.subject.value), str(t.object.value)) for t in ox.parse(text.encode(), format=ox.RdfFormat.TURTLE)}
    loose = {(str(s), str(o)) for s, _, o in rdflib.Graph().parse(data=text, format="turtle")}
    assert {pair for pair in strict if not pair[1].replace(".", "").isdigit()} <= loose  # rdflib writes 1277.0 its own way
    assert len(strict) > 200


def test_the_turtle_has_every_claim_and_no_blank_node(real: Built) -> None:
    strict = set(ox.parse(exports.turtle(real).encode(), format=ox.RdfFormat.TURTLE))
    assert len(strict) > 5000
    assert not [t for t in strict if isinstance(t.subject, ox.BlankNode) or isinstance(t.object, ox.BlankNode)]
    claims = [t.subject for t in strict if t.predicate == vocab.RDF_TYPE and t.object in (NK.Claim, NK.Forecast)]
    assert len(claims) == len(Register(real.graph).claims()) >= 400
    for needed in (NK.mention, NK.quantity, NK.article, NK.authority, NK.measure, NK.modality):
        assert {t.subject for t in strict if t.predicate == needed} >= set(claims), f"a claim without {needed}"


def test_what_the_turtle_points_at_within_the_claims_is_described_in_it(real: Built) -> None:
    strict = list(ox.parse(exports.turtle(real).encode(), format=ox.RdfFormat.TURTLE))
    described = {t.subject for t in strict}
    for link in (NK.mention, NK.quantity, NK.reading, NK.article):
        targets = {t.object for t in strict if t.predicate == link}
        assert targets
        assert targets <= described


def test_every_export_is_the_same_each_time(hostile: Built) -> None:
    again = Built(Graph.from_n_quads(hostile.graph.n_quads()), [], hostile.corpus_id, hostile.copies)
    for export in (exports.csv_rows, exports.json_rows, exports.turtle):
        assert export(hostile) == export(again)


def test_a_hit_is_four_lines_whatever_its_wording(hostile: Built) -> None:
    hits = exports.found(hostile, "1,397").splitlines()
    assert len(hits) == 4 * (len(DANGER) + 2)
    assert hits[0] == "1,397             Arrivals in South Korea, 2000"
    assert hits[1] == f"{'':18}Yonhap, 4 Jan 2016; Unification Ministry"
    assert hits[2] == f'{"":18}copy 001 0-6 "=1,397"'
    assert hits[3] == f"{'':18}{vocab.CLAIMS}2016-01-04-yonhap-a/y2000"
    assert any('"1,397 people"' in line for line in hits), "a wording of two lines stands on one"
    assert exports.found(hostile, "nobody") == ""


def test_coverage_lists_each_number_that_nobody_accounts_for() -> None:
    tallies = [Tally("001", 3, 1, 1, (Token(7, 12, "1,234"),)), Tally("002", 0, 0, 0, ())]
    assert exports.coverage_text(tallies).splitlines() == [
        "copy    numbers  in claims  no figures  unaccounted",
        "001           3          1           1            1",
        "002           0          0           0            0",
        '001 7-12 "1,234"',
    ]
    unaccounted = [{"start": 7, "end": 12, "text": "1,234"}]
    assert json.loads(exports.coverage_json(tallies)) == {
        "copies": [
            {"copy": "001", "found": 3, "claimed": 1, "not_figures": 1, "unaccounted": unaccounted},
            {"copy": "002", "found": 0, "claimed": 0, "not_figures": 0, "unaccounted": []},
        ]
    }
