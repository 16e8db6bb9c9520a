"""Which changes of a period or an authority nobody would notice, because their words are not bound or bear no year.

Every year, month and day of every period of the real corpus is changed, and every authority. docs/reading/bindings.md says
how many were caught and names the claims in which something was not; it is written by hand from what these tests count.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

import pytest

from tests.conftest import REPOSITORY
from tests.mutating import ClaimsFile, Judge, Mutation, Statement, Typed, instead

BINDINGS = REPOSITORY / "docs" / "reading" / "bindings.md"
YEAR = re.compile(r"(?<!\d)\d{4}(?![\dsX])")
IN_BASE = re.compile(r"nk:base\s*\[[^\]]*$")
PART = re.compile(r"(?<=-)\d\d")
PERIOD_CODES = {"period-differs", "period-invalid", "period-outside-span"}


def words(statement: Statement, name: str) -> str:
    """What is bound in the mentions of a statement or, of a breakdown, of its members."""
    return " ".join(t.text for s in (statement, *statement.file.members(statement)) for t in s.named(name))


def printed(statement: Statement, typed: Typed, year: str) -> bool:
    """Whether the words bound to a claim print this year of this property.

    Words are bound to the period: a year that is also the period's is not printed of the span or the base.
    """
    if year not in YEAR.findall(words(statement, "periodWording")):
        return False
    own = [t for t in statement.named("period") if not IN_BASE.search(statement.text[: t.start])]
    return typed in own or all(year not in YEAR.findall(t.text) for t in own)


def periods(files: list[ClaimsFile]) -> Iterator[tuple[str, Mutation]]:
    """Each year one later, each month and day another; each "unstated" a year."""
    for statement in (s for f in files for s in f.statements):
        for typed in statement.named("period", "span"):
            if typed.text == '"unstated"':
                yield 'the period `"unstated"`', instead(statement, typed, '"2015"')
            for m in YEAR.finditer(typed.text):
                kind = "a year that the bound words print" if printed(statement, typed, m[0]) else "any other year"
                yield kind, Mutation(statement, typed.start + m.start(), typed.start + m.end(), str(int(m[0]) + 1))
            for m in PART.finditer(typed.text):
                other = f"{int(m[0]) % 9 + 1:02}"
                yield "a month or day", Mutation(statement, typed.start + m.start(), typed.start + m.end(), other)


def authorities(files: list[ClaimsFile]) -> Iterator[tuple[str, Mutation]]:
    """Each authority another one."""
    for statement in (s for f in files for s in f.statements):
        for typed in statement.named("authority"):
            bound = words(statement, "authorityWording")
            alone = len(statement.named("authority")) == 1
            kind = "an authority whose name is bound" if bound and alone else "one of two authorities, or none bound"
            kind = "the authority `nk:unstated`" if typed.text == "nk:unstated" else kind
            yield kind, instead(statement, typed, "agent:arirang" if typed.text == "agent:unhcr" else "agent:unhcr")


def caught(judge: Judge, mutation: Mutation, codes: set[str]) -> bool:
    """Whether the change is told of at its line."""
    return any(f.line == mutation.line and f.code in codes for f in judge.added(mutation))


@pytest.fixture(scope="module")
def outcomes(files: list[ClaimsFile], judge: Judge) -> list[tuple[str, Mutation, bool]]:
    """Every change, and whether it was caught."""
    changed = [(k, m, caught(judge, m, PERIOD_CODES)) for k, m in periods(files)]
    return changed + [(k, m, caught(judge, m, {"authority-differs"})) for k, m in authorities(files)]


@pytest.mark.endurance
def test_every_year_that_the_bound_words_print_is_caught(outcomes: list[tuple[str, Mutation, bool]]) -> None:
    tried = [(m, seen) for kind, m, seen in outcomes if kind == "a year that the bound words print"]
    assert [str(m) for m, seen in tried if not seen] == []
    assert len(tried) >= 100


@pytest.mark.endurance
def test_every_authority_whose_name_is_bound_is_caught(outcomes: list[tuple[str, Mutation, bool]]) -> None:
    tried = [(m, seen) for kind, m, seen in outcomes if kind == "an authority whose name is bound"]
    assert [str(m) for m, seen in tried if not seen] == []
    assert len(tried) >= 100


@pytest.mark.endurance
def test_the_page_on_bindings_says_how_many_changes_are_caught(outcomes: list[tuple[str, Mutation, bool]]) -> None:
    tried = Counter(kind for kind, _, _ in outcomes)
    seen = Counter(kind for kind, _, was_seen in outcomes if was_seen)
    rows = [f"| {kind} | {number} | {seen[kind]} |" for kind, number in tried.items()]
    written = [line for line in BINDINGS.read_text(encoding="utf-8").splitlines() if re.match(r"\| .* \| \d+ \|", line)]
    assert sorted(written) == sorted(rows)


@pytest.mark.endurance
def test_the_page_on_bindings_names_every_claim_in_which_a_change_is_missed(
    outcomes: list[tuple[str, Mutation, bool]],
) -> None:
    names: dict[str, dict[str, None]] = defaultdict(dict)
    for kind, mutation, seen in outcomes:
        if not seen and "unstated" not in kind:
            names[mutation.statement.file.path.stem][mutation.statement.subject] = None
    rows = [f"- `{stem}`: {', '.join(subjects)}" for stem, subjects in names.items()]
    written = [line for line in BINDINGS.read_text(encoding="utf-8").splitlines() if line.startswith("- `")]
    assert sorted(written) == sorted(rows)
