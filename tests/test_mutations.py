"""One thing changed anywhere in the real corpus is caught, and at its line: values, offsets, wordings, units, scales, copies.

Every typed triple of each kind is changed; each test says how many changes it tried. What may change unnoticed (a period
or an authority whose words are not bound to characters) is counted in docs/reading/bindings.md; see test_bindings.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from nkgraph import check, claims, turtle
from nkgraph.check import Reading
from nkgraph.corpus import Places
from nkgraph.ontology import Ontology
from nkgraph.vocab import NK, ROOT, local
from tests.mutating import ClaimsFile, Judge, Mutation, Statement, Typed, instead, without

VALUES = ("value", "from", "to", "perCount")
WORDINGS = ("wording", "periodWording", "authorityWording")
SCALES = ("1000", "1000000", "1000000000", "1000000000000")
UNITS = ("country", "day", "decade", "fraction", "item", "krw", "minute", "money", "month", "percent", "percentage-point",
         "person", "rank", "state", "times", "truth", "usd", "year")  # fmt: skip
UNIT_CODES = {"unit-differs", "unit-unprinted", "unit-needless", "value-differs"}
PLACE_CODES = {"wording-differs", "mention-order", "beyond-copy", "not-figure-loose", "not-figure-count"}


def digits(statement: Statement, typed: Typed) -> Iterator[Mutation]:
    """Each digit one higher, nine turned to nought."""
    for at, char in enumerate(typed.text, typed.start):
        if char.isdigit():
            yield Mutation(statement, at, at + 1, str((int(char) + 1) % 10))


def places_of(statement: Statement, typed: Typed) -> Iterator[Mutation]:
    """In turns: one character later, one earlier, a line's width away from the other end; two of these for a figure."""
    far = 60 if typed.name.casefold().endswith("end") else -60
    steps = ((1, -1), (-1, far), (far, 1))[typed.start % 3]
    for step in steps if typed.name in ("start", "end") else steps[:1]:
        if (moved := int(typed.text) + step) >= 0:
            yield instead(statement, typed, str(moved))


def characters(statement: Statement, typed: Typed) -> Iterator[Mutation]:
    """One letter or digit another one, not always the first."""
    spots = [i for i, c in enumerate(typed.text, typed.start) if c.isalnum()]
    at = spots[typed.start % len(spots)]
    was = statement.text[at]
    other = str((int(was) + 1) % 10) if was.isdecimal() else "z" if was.casefold() != "z" else "q"
    yield Mutation(statement, at, at + 1, other)


def hex_digits(statement: Statement, typed: Typed) -> Iterator[Mutation]:
    """Each hex digit the next one."""
    for at, char in enumerate(typed.text[1:-1], typed.start + 1):
        yield Mutation(statement, at, at + 1, f"{(int(char, 16) + 1) % 16:x}")


def other_scales(statement: Statement, typed: Typed) -> Iterator[Mutation]:
    """Every scale that could stand here."""
    return (instead(statement, typed, scale) for scale in SCALES if scale != typed.text)


def other_units(statement: Statement, typed: Typed) -> Iterator[Mutation]:
    """Every other unit of the ontology."""
    return (instead(statement, typed, f"unit:{unit}") for unit in UNITS if f"unit:{unit}" != typed.text)


def new_scale(statement: Statement, typed: Typed) -> Iterator[Mutation]:
    """A scale where none is typed or lent."""
    if not statement.named("scale", "in"):
        yield Mutation(statement, typed.start, typed.end, f"{typed.text} ; nk:scale 1000")


def new_unit(statement: Statement, typed: Typed) -> Iterator[Mutation]:
    """Two units where none is typed, not the same two everywhere."""
    if not statement.named("unit", "operation"):
        for step in (0, 7)[: 1 + statement.index % 2]:
            unit = UNITS[(statement.index + step) % len(UNITS)]
            yield Mutation(statement, typed.start, typed.end, f"{typed.text} ; nk:unit unit:{unit}")


Change = Callable[[Statement, Typed], Iterator[Mutation]]
KINDS: dict[str, tuple[tuple[str, ...], Change, set[str], int]] = {
    "a digit of a value": (VALUES, digits, {"value-differs", "from-after-to"}, 500),
    "where a figure begins": (("start",), places_of, PLACE_CODES, 1000),
    "where a figure ends": (("end",), places_of, PLACE_CODES, 1000),
    "where a period begins": (("periodStart",), places_of, PLACE_CODES, 250),
    "where a period ends": (("periodEnd",), places_of, PLACE_CODES, 250),
    "where an authority begins": (("authorityStart",), places_of, PLACE_CODES, 250),
    "where an authority ends": (("authorityEnd",), places_of, PLACE_CODES, 250),
    "a character of a wording": (WORDINGS, characters, {"wording-differs"}, 1000),
    "how many numbers a stretch holds": (("numbers",), digits, {"not-figure-count"}, 20),
    "a scale": (("scale",), other_scales, {"scale-differs"}, 20),
    "a scale left out": (("scale",), without, {"scale-differs"}, 7),
    "a scale put in": (("value",), new_scale, {"scale-differs"}, 50),
    "a unit": (("unit",), other_units, UNIT_CODES, 400),
    "a unit put in": (("value",), new_unit, UNIT_CODES, 300),
    "a digit of a digest": (("sha256",), hex_digits, {"digest-differs"}, 320),
    "a digit of a size": (("bytes",), digits, {"bytes-differ"}, 20),
}


def mutations(files: list[ClaimsFile], kind: str) -> list[Mutation]:
    """Every change of a kind."""
    names, change, _, _ = KINDS[kind]
    return [m for f in files for s in f.statements for t in s.named(*names) for m in change(s, t)]


@pytest.mark.endurance
@pytest.mark.parametrize("kind", KINDS)
def test_one_change_is_caught_at_its_line(
    kind: str, files: list[ClaimsFile], judge: Judge, record_property: Callable[[str, object], None]
) -> None:
    tried = mutations(files, kind)
    record_property("changes to the corpus tried and caught", len(tried))
    _, _, codes, least = KINDS[kind]
    missed = [str(m) for m in tried if not any(f.line == m.line and f.code in codes for f in judge.added(m))]
    assert missed == []
    assert len(tried) >= least


@pytest.mark.endurance
def test_a_unit_left_out_is_caught_unless_it_is_the_unit_of_the_measure(files: list[ClaimsFile], judge: Judge) -> None:
    tried, missed = 0, []
    for statement in (s for f in files for s in f.statements if s.named("unit") and s.named(*VALUES)):
        (unit,), own = statement.named("unit"), unit_of_measure(statement, judge.ontology)
        lines = {statement.line(t.start) for t in (unit, *statement.named("value", "from"))}
        for mutation in without(statement, unit) if unit.text != own else ():
            tried += 1
            if not any(f.line in lines and f.code in UNIT_CODES for f in judge.added(mutation)):
                missed.append(str(mutation))
    assert missed == []
    assert tried >= 20


@pytest.mark.endurance
def test_a_change_moves_no_line_that_the_checks_are_told(files: list[ClaimsFile], judge: Judge) -> None:
    tried = [m for kind in KINDS for m in mutations(files, kind)[::150]]
    for mutation in tried:
        anew = judge.read(mutation)
        assert anew.lines, mutation
        faults = judge.added(mutation)
        assert {f.line for f in faults} <= set(anew.lines.values()), mutation
        assert mutation.line in anew.lines.values(), mutation
    assert len(tried) >= 60


@pytest.mark.endurance
def test_a_statement_read_alone_says_what_it_says_in_its_file(files: list[ClaimsFile], reading: Reading) -> None:
    names = {name for kind in KINDS.values() for name in kind[0]}
    found = Counter(t.name for f in files for s in f.statements for t in s.typed if t.name in names)
    assert found == Counter(local(p) for d in reading.documents for _, p, _ in d.triples if local(p) in names)
    assert len(files) == 27


@pytest.mark.endurance
def test_the_whole_check_says_of_a_change_what_the_suite_says(
    files: list[ClaimsFile], judge: Judge, reading: Reading, places: Places, tmp_path: Path
) -> None:
    tried = [mutations(files, kind)[-1] for kind in ("where a period ends", "a unit")]
    for mutation in tried:
        changed = mutation.statement.file
        path = tmp_path / changed.path.name
        before, after = changed.text[: mutation.statement.offset], changed.text[mutation.statement.offset :]
        path.write_text(before + mutation.text + after[len(mutation.statement.text) :], encoding="utf-8")
        documents = [turtle.read(path) if d.path == changed.path else d for d in reading.documents]
        corpus = claims.read(documents, reading.ontology)
        faults = check.judge(Reading(reading.ontology, documents, corpus), places).faults
        expected = {(f.line, f.code, f.message) for f in judge.added(mutation)}
        assert expected <= {(f.line, f.code, f.message) for f in faults if f.path == path}
        assert {f.path for f in faults} == {path}


def unit_of_measure(statement: Statement, ontology: Ontology) -> str:
    """The unit that a statement's figure has if none is typed."""
    measure = statement.named("measure")[0]
    unit = ontology.one(NamedNode(f"{ROOT}measures/{measure.text.removeprefix('measure:')}"), NK.unit)
    assert isinstance(unit, NamedNode)
    return f"unit:{local(unit)}"
