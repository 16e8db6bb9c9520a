"""What `check` says of claims/acknowledged.ttl: nothing once the reason is typed into a snippet; each mistake at its line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from nkgraph import acknowledged, check, derive, findings, rules
from nkgraph.fault import Fault
from nkgraph.register import Register
from nkgraph.store import Graph
from tests import tiny

TODAY = date(2026, 11, 22)
BASE = "@base <https://w3id.org/nkgraph/acknowledged/> .\n"
Faults = Callable[[Callable[[str], str]], list[Fault]]


@pytest.fixture
def faults(tmp_path: Path, prefixes: str) -> Faults:
    """The faults of a small corpus whose findings are acknowledged by their snippets, the lines changed by `edit`."""
    places = tiny.write(tmp_path / "corpus")
    reading = check.read(places)
    graph = Graph(derive.derive(reading.corpus, reading.ontology))
    graph.add(reading.ontology.triples)
    rules.run(rules.read(places.rule_files()), graph)
    register = Register(graph)
    typed = "\n".join(acknowledged.snippet(f, register, TODAY) for f in findings.read(register))
    assert typed.count("nk:Acknowledgement") >= 3

    def found(edit: Callable[[str], str]) -> list[Fault]:
        (places.claims / "acknowledged.ttl").write_text(prefixes + BASE + edit(typed), encoding="utf-8")
        return check.judge(check.read(places), places).faults

    return found


def _filled(typed: str) -> str:
    return typed.replace('nk:because ""@en', 'nk:because "A slip."@en')


def test_the_lines_of_every_finding_pass_once_the_reason_is_typed(faults: Faults) -> None:
    assert faults(_filled) == []


def test_a_reason_that_is_not_typed_yet_is_asked_for_at_its_line(faults: Faults, prefixes: str) -> None:
    kept: list[str] = []
    found = faults(lambda typed: kept.append(typed) or typed)  # type: ignore[func-returns-value]
    lines = (prefixes + BASE + kept[0]).splitlines()
    assert {f.code for f in found} == {"acknowledgement-because"}
    assert [lines[f.line - 1].strip() for f in found] == ['nk:because ""@en ;'] * kept[0].count("nk:Acknowledgement")
    assert "has no reason yet" in found[0].message


WRONG = {
    "expect-claim": ("/y2014-first>", "/y2014-fisrt>"),
    "date-invalid": ('"2026-11-22"', '"22 November"'),
    "derived-term": ("nk:oneClaim", "nk:claim"),
    "undefined-term": ("nk:atLeast", "nk:atLaest"),
}


@pytest.mark.parametrize("code", WRONG)
def test_a_mistake_is_told_at_its_line(faults: Faults, prefixes: str, code: str) -> None:
    old, new = WRONG[code]
    kept: list[str] = []

    def spoil(typed: str) -> str:
        kept.append(_filled(typed).replace(old, new, 1))
        return kept[0]

    told = [f for f in faults(spoil) if f.code == code]
    assert told, f"nothing says {code}"
    assert new in (prefixes + BASE + kept[0]).splitlines()[told[0].line - 1]


def test_a_finding_that_is_acknowledged_twice_is_told(faults: Faults) -> None:
    twice = faults(lambda typed: _filled(typed) + _filled(typed).replace("> a nk:Ack", "-again> a nk:Ack"))
    assert {f.code for f in twice} == {"acknowledged-twice"}
