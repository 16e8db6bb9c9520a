"""Answers as table, CSV, TSV and JSON: read back by a parser that nobody here wrote, and safe to look at."""

from __future__ import annotations

import csv
import io
import json
import unicodedata

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nkgraph import results
from nkgraph.build import Built
from nkgraph.register import Register
from nkgraph.results import Answer
from nkgraph.store import Graph, Term
from nkgraph.vocab import CLAIMS, NK, ROOT, XSD


def typed(text: str, kind: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(XSD + kind))


NOTHING = Register(Graph())
TERMS: tuple[Term | None, ...] = (
    ox.NamedNode("https://example.org/통일부"),
    ox.Literal('says "so"\nand\tmore, \\ 통일부'),
    ox.Literal("entered", language="en"),
    typed("1277", "integer"),
    typed("-52.8", "decimal"),
    typed("10500", "decimal"),
    typed("1e9", "double"),
    typed("true", "boolean"),
    typed("abc", "integer"),
    ox.BlankNode("b1"),
    None,
)
ANSWER = Answer([f"v{n}" for n in range(len(TERMS))], [TERMS, TERMS[::-1]])
NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def parsed(text: str, form: ox.QueryResultsFormat) -> Answer:
    found = ox.parse_query_results(text, format=form)
    assert isinstance(found, ox.QuerySolutions)
    return Answer([v.value for v in found.variables], [tuple(row) for row in found])


# --- for programs -------------------------------------------------------------------------------------------------------


def test_json_is_read_back_the_same() -> None:
    assert parsed(results.as_json(ANSWER), ox.QueryResultsFormat.JSON) == ANSWER
    assert json.loads(results.as_json(Answer(["a"], []))) == {"head": {"vars": ["a"]}, "results": {"bindings": []}}


def test_tsv_is_read_back_the_same_but_for_a_point_after_a_whole_decimal() -> None:
    point = {typed("10500", "decimal"): typed("10500.0", "decimal")}
    expected = [tuple(point.get(t, t) if isinstance(t, ox.Literal) else t for t in row) for row in ANSWER.rows]
    assert parsed(results.as_tsv(ANSWER), ox.QueryResultsFormat.TSV) == Answer(ANSWER.columns, expected)
    assert results.as_tsv(Answer(["a", "b"], [])) == "?a\t?b\n"


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(NAMES)
def test_any_text_survives_json_and_tsv(text: str) -> None:
    answer = Answer(["text"], [(ox.Literal(text),)])
    assert parsed(results.as_json(answer), ox.QueryResultsFormat.JSON) == answer
    assert parsed(results.as_tsv(answer), ox.QueryResultsFormat.TSV) == answer


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(NAMES)
def test_any_text_survives_csv_with_a_quote_before_what_would_be_a_formula(text: str) -> None:
    ((head,), (cell,)) = csv.reader(io.StringIO(results.as_csv(Answer(["text"], [(ox.Literal(text),)])), newline=""))
    assert head == "text"
    assert cell == (f"'{text}" if text.startswith(results.FORMULA) else text)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1"])
def test_no_cell_of_text_is_a_formula_and_no_number_is_changed(text: str) -> None:
    for term in (ox.Literal(text), ox.Literal(text, language="en"), typed(text + "x", "integer")):
        assert results.as_csv(Answer(["v"], [(term,)])).split("\r\n")[1].strip('"').startswith("'")
    assert results.as_csv(Answer(["v"], [(typed("-52.8", "decimal"),)])) == "v\r\n-52.8\r\n"


def test_csv_writes_values_lines_and_quotes_as_the_standard_has_them() -> None:
    first = (ox.NamedNode("https://example.org/a,b"), ox.Literal('"'), None)
    rows: list[tuple[Term | None, ...]] = [first, (ox.BlankNode("b"), None, None)]
    assert results.as_csv(Answer(["a", "b", "c"], rows)) == 'a,b,c\r\n"https://example.org/a,b","""",\r\n_:b,,\r\n'


@pytest.mark.parametrize(
    ("form", "yes", "no"), [("table", "yes\n", "no\n"), ("csv", "true\n", "false\n"), ("tsv", "true\n", "false\n")]
)
def test_a_truth_is_yes_or_no_for_people_and_true_or_false_for_programs(form: str, yes: str, no: str) -> None:
    assert (results.truth(True, form), results.truth(False, form)) == (yes, no)
    assert json.loads(results.truth(True, "json")) == {"head": {}, "boolean": True}


# --- for people ---------------------------------------------------------------------------------------------------------


def shown(*rows: tuple[Term | None, ...]) -> list[str]:
    return results.table(Answer([f"v{n}" for n in range(len(rows[0]))], list(rows)), NOTHING).splitlines()


def test_numbers_stand_to_the_right_with_thousands_apart_and_text_to_the_left() -> None:
    rows = [(typed("1277.0", "decimal"), ox.Literal("a")), (typed("52.80", "decimal"), ox.Literal("bcd")), (None, None)]
    assert shown(*rows) == ["   v0  v1", "-----  ---", "1,277  a", " 52.8  bcd", ""]


def test_counts_and_positions_are_shown_as_they_are() -> None:
    assert shown((typed("1340", "integer"),))[2] == "1340"


def test_things_are_shown_by_name_and_prefixed_name(real: Built) -> None:
    claim = f"{CLAIMS}2016-01-04-yonhap-defectors-halve/arrivals-2015"
    nodes = [
        ox.NamedNode(iri)
        for iri in (f"{ROOT}agents/upi", claim, f"{CLAIMS}2016-01-04-yonhap-defectors-halve/", "https://a.org/b")
    ]
    table = results.table(Answer(["thing"], [(n,) for n in [*nodes, NK.agrees]]), Register(real.graph))
    assert table.splitlines()[2:] == [
        "UPI (agent:upi)",
        "1,277 (claims:2016-01-04-yonhap-defectors-halve/arrivals-2015)",
        "Yonhap, 4 Jan 2016, in NK Economy Watch (claims:2016-01-04-yonhap-defectors-halve/)",
        "https://a.org/b",
        "nk:agrees",
    ]


def test_the_longest_columns_are_broken_until_the_table_fits() -> None:
    long = ox.Literal("word " * 60 + "https://example.org/" + "z" * 200)
    for columns in (1, 2, 5, 12, 30):
        lines = shown((ox.Literal("short"), *(long for _ in range(columns - 1)), typed("5", "integer")))
        assert max(map(len, lines)) <= results.WIDTH
        words = "".join("".join(line.split()) for line in lines[2:])
        assert words.count("z") == 200 * (columns - 1)
    assert shown((ox.Literal("short"), long))[2].startswith("short  word word")


def test_korean_letters_take_two_columns() -> None:
    lines = shown((ox.Literal("통일부"), ox.Literal("a")), (ox.Literal("abcdef"), ox.Literal("a")))
    assert lines[1:] == ["------  --", "통일부  a", "abcdef  a"]
    wide = shown((ox.Literal("통일부 " * 60), ox.Literal("a")))
    assert max(sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line) for line in wide) <= results.WIDTH


def test_a_table_tells_the_terminal_nothing() -> None:
    lines = shown((ox.Literal("a\x1b[31m\r\nb\u202ec\x07"), ox.BlankNode("b1")))
    assert lines[2:] == ["a [31m b c  _:b1"]


def test_an_empty_answer_is_a_header() -> None:
    assert results.table(Answer(["about", "claim"], []), NOTHING) == "about  claim\n-----  -----\n"
