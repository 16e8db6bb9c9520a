"""Values against words: each fault fires at the line of the mistake and not beside it. No copy is needed for this."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nkgraph import bindings, claims, turtle, values
from nkgraph.check import Reading
from nkgraph.claims import Corpus
from nkgraph.ontology import Ontology
from tests.fault_codes import said_by
from tests.value_cases import CASES, SOUND, says

STEM = "2016-01-04-yonhap-a-slug"
Read = Callable[[dict[str, str]], tuple[Corpus, dict[str, int]]]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory, prefixes: str, known: Ontology) -> Read:
    """Writes the sound claim with some parts changed; gives it as read, and the line of each part."""
    path = tmp_path_factory.mktemp("values") / f"{STEM}.ttl"

    def written(changes: dict[str, str]) -> tuple[Corpus, dict[str, int]]:
        text, lines = f"{prefixes}@base <https://w3id.org/nkgraph/claims/{STEM}/> .\n", {}
        for part, typed in {**SOUND, **changes}.items():
            lines[part] = text.count("\n") + 1
            text += f"{typed}\n"
        path.unlink(missing_ok=True)
        path.write_text(text, encoding="utf-8")
        document = turtle.read(path)
        assert document.faults == []
        return claims.read([document], known), lines

    return written


@pytest.mark.parametrize("name", CASES)
def test_a_mistake_is_told_at_its_line_and_nothing_else_is(name: str, read: Read, known: Ontology) -> None:
    case = CASES[name]
    corpus, lines = read(case.wrong)
    faults = set(values.check(corpus, known))
    assert {(f.line, f.code) for f in faults} == {(lines[case.at], case.code)}
    assert all(f.message.endswith(".") and f.remedy.endswith(".") for f in faults)


@pytest.mark.parametrize("name", CASES)
def test_what_is_right_beside_it_is_let_pass(name: str, read: Read, known: Ontology) -> None:
    corpus, _ = read(CASES[name].right)
    assert [str(f) for f in values.check(corpus, known)] == []


def test_each_fault_code_has_an_example() -> None:
    assert {case.code for case in CASES.values()} == said_by(values) | said_by(bindings)
    assert len(CASES) >= 50


@given(number=st.integers(0, 10**9), slip=st.integers(1, 10**6))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_printed_number_is_the_typed_one_and_no_other(number: int, slip: int, read: Read, known: Ontology) -> None:
    assert list(values.check(read(says(f"{number:,}", str(number)))[0], known)) == []
    wrong, lines = read(says(f"{number:,}", str(number + slip)))
    assert {(f.line, f.code) for f in values.check(wrong, known)} == {(lines["value"], "value-differs")}


@given(cents=st.integers(0, 10**6))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_decimal_may_be_typed_with_noughts_behind(cents: int, read: Read, known: Ontology) -> None:
    number = Decimal(cents) / 100
    unit = "nk:unit unit:percent ; nk:operation operation:share ; nk:base [ nk:sex sex:all ]"
    assert list(values.check(read(says(f"{number:.2f} percent", f"{number:.3f}", unit))[0], known)) == []


def test_a_mistake_that_a_breakdown_lends_is_told_once_and_at_the_breakdown(read: Read, known: Ontology) -> None:
    lent = '<t> a nk:Breakdown ; nk:statedIn <> ; nk:by nk:place ; nk:measure measure:arrivals ;\nnk:period "2015-13" .'
    member = "<a> a nk:Claim ; nk:in <t> ; nk:each ( place:us-az place:us-va ) ;"
    corpus, lines = read({"table": lent, "claim": member, "measure": "", "period": "", "period words": ""})
    assert len(corpus.claims) == 2
    assert [(f.line, f.code) for f in values.check(corpus, known)] == [(lines["table"] + 1, "period-invalid")]


def test_a_printed_year_that_neither_period_nor_base_holds_is_told_at_both(read: Read, known: Ontology) -> None:
    base = 'nk:operation operation:decrease ; nk:base [ nk:period "2012" ]'
    corpus, lines = read({**says("9", "9", base), "period words": SOUND["period words"].replace("2015", "2011")})
    assert [(f.line, f.code) for f in sorted(values.check(corpus, known))] == [
        (lines["period"], "period-differs"),
        (lines["more"], "period-differs"),
    ]


def test_every_mention_of_a_figure_is_held_against_it(read: Read, known: Ontology) -> None:
    second = '] , [ nk:copy copy:001 ; nk:start 60 ; nk:end 65 ; nk:wording "1,276" ] .'
    corpus, lines = read({"end": second})
    assert [(f.line, f.code) for f in values.check(corpus, known)] == [(lines["value"], "value-differs")]


def test_bindings_count_each_typed_claim_once(read: Read) -> None:
    corpus, _ = read({})
    assert bindings.counts(corpus) == {"period": (1, 1), "authority": (1, 1)}
    corpus, _ = read({"period words": "", "authority words": "", "authority": "nk:authority nk:unstated ;"})
    assert bindings.counts(corpus) == {"period": (0, 1), "authority": (0, 0)}


def test_no_claim_of_the_corpus_says_something_else_than_its_words(reading: Reading) -> None:
    assert [str(f) for f in values.check(reading.corpus, reading.ontology)] == []
    assert len(reading.corpus.claims) >= 400
