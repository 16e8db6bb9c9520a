"""Mistakes that a tired person types, one file each: told at the right line, in words that say what to type.

`mistakes/correct/` is a small corpus without a fault. Each other file of `mistakes/` is one of its files with one mistake in
it, and `mistakes/expected.tsv` says which file it takes the place of (`+` before the name: which it stands beside), at which
line the mistake is told, by which code, in which words. What a checkout or an editor would mend is made by a recipe below.
That the real corpus raises no false alarm is in test_check.py; here, that harmless ways of typing the same raise none.
"""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from nkgraph import check, claims, corpus, turtle
from nkgraph.check import Reading
from nkgraph.corpus import Places
from nkgraph.fault import Fault
from nkgraph.ontology import Ontology
from nkgraph.turtle import Document
from tests.conftest import REPOSITORY

FOLDER = Path(__file__).parent / "mistakes"
CORRECT = FOLDER / "correct"
MAIN = "2016-01-04-yonhap-fewer-come"
FEW = 3  # faults that one mistake may raise
LONGEST = 400  # characters of a message and its remedy
MANY = {  # mistakes that raise more faults than a few: how many, and why
    "claim-name-twice": (4, "Turtle makes one claim of two, which then has two periods and two values"),
    "breakdown-misspelt": (5, "what the breakdown would lend the claim is missing: article, measure, period, authority"),
    "nothing-but-comments": (18, "whoever empties a file is asked for all its numbers; a file that cannot be read is not"),
    "members-without-parentheses": (4, "each of the two members stands there without its list, and no claim is made"),
}
GARBAGE = random.Random(4).randbytes(5 * 1024 * 1024)  # noqa: S311  # guards nothing
RECIPES: dict[str, Callable[[bytes], bytes]] = {
    "byte-order-mark": lambda right: b"\xef\xbb\xbf" + right,
    "windows-newlines": lambda right: right.replace(b"\n", b"\r\n"),
    "windows-newlines-in-what-was-pasted": lambda right: right.replace(b"nk:value 1277 ;\n", b"nk:value 1277 ;\r\n"),
    "latin-1": lambda right: right.replace(b"above the article", "au-dessus, à Genève".encode("latin-1")),
    "windows-1252-quotes": lambda right: right.replace(b'"Fewer come', b'"\x93Fewer\x94 come'),
    "utf-16": lambda right: right.decode().encode("utf-16"),
    "zero-bytes": lambda right: right.replace(b"\n# By state", b"\0\0\0\0\n# By state"),
    "empty": lambda _: b"",
    "nothing-but-comments": lambda right: b"".join(b"# " + line for line in right.splitlines(keepends=True)),
    "half-saved": lambda right: right[: right.index(b"nk:scale") + 4],
    "five-megabytes-of-garbage": lambda _: GARBAGE,
    "nearly-five-megabytes-of-garbage": lambda _: GARBAGE[:4_900_000],
    "nearly-five-megabytes-of-one-letter": lambda _: b"a" * 4_900_000,
    "a-word-processor-document": lambda right: b"PK\x03\x04\x14\x00\x06\x00\x08\x00" + GARBAGE[:9000] + right,
    "a-web-page": lambda _: b"<!DOCTYPE html>\n<html><head><title>Fewer come</title></head></html>\n",
}  # fmt: skip


@dataclass(frozen=True)
class Mistake:
    """One row of the table: the file it is in, and how it is to be told."""

    name: str
    stands_as: str
    line: int
    code: str
    words: str

    @property
    def stem(self) -> str:
        """The name of the file that holds the mistake, without its ending."""
        return self.stands_as.removeprefix("+")

    def content(self) -> bytes:
        """The bytes of the file."""
        if (recipe := RECIPES.get(self.name)) is not None:
            return recipe((CORRECT / "claims" / f"{self.stem}.ttl").read_bytes())
        return (FOLDER / f"{self.name}.ttl").read_bytes()


def _mistakes() -> list[Mistake]:
    with (FOLDER / "expected.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE, lineterminator="\n")
        assert next(rows) == ["mistake", "stands as", "line", "code", "words of the message"]
        return [Mistake(name, stem, int(line), code, words) for name, stem, line, code, words in rows]


MISTAKES = _mistakes()


@dataclass(frozen=True)
class Desk:
    """The correct corpus, read once, and a folder for files that take the place of one of it."""

    known: Ontology
    places: Places
    correct: dict[str, Document]
    folder: Path
    cache: Path

    def faults(self, stands_as: str, content: bytes) -> list[Fault]:
        """The faults of the corpus with this file in it."""
        stem = stands_as.removeprefix("+")
        path = self.folder / f"{stem}.ttl"
        path.write_bytes(content)
        replaced = stem if stem in self.correct else "" if stands_as.startswith("+") else MAIN
        documents = [d for name, d in self.correct.items() if name != replaced] + [turtle.read(path)]
        return check.judge(Reading(self.known, documents, claims.read(documents, self.known)), self.places, self.cache).faults


@pytest.fixture(scope="module")
def desk(known: Ontology, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    places = corpus.find(REPOSITORY, claims=CORRECT / "claims", copies=CORRECT / "copies")
    correct = {path.stem: turtle.read(path) for path in places.claim_files()}
    cache = tmp_path_factory.mktemp("cache")
    check.judge(check.read(places), places, cache)
    return Desk(known, places, correct, tmp_path_factory.mktemp("mistaken"), cache)


# --- mistakes -------------------------------------------------------------------------------------------------------------


def test_the_corpus_without_a_mistake_has_no_fault(desk: Desk) -> None:
    assert [str(f) for f in check.judge(check.read(desk.places), desk.places).faults] == []
    assert len(desk.correct) == 4


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda m: m.name)
def test_a_mistake_is_told_at_its_line_in_words_that_say_what_to_type(mistake: Mistake, desk: Desk) -> None:
    faults = desk.faults(mistake.stands_as, mistake.content())
    told = [str(f) for f in faults if f.path.stem in (mistake.stem, "a") and (f.line, f.code) == (mistake.line, mistake.code)]
    assert told, f"told otherwise, or not at all: {[str(f) for f in faults]}"
    assert any(mistake.words in message for message in told), f"{mistake.words!r} is not in {told}"
    most, _ = MANY.get(mistake.name, (FEW, ""))
    assert len(faults) <= most, f"{len(faults)} faults for one mistake: {[str(f) for f in faults]}"
    for fault in faults:
        assert fault.remedy.endswith((".", "?")), fault.remedy
        assert len(f"{fault.message} {fault.remedy}") <= LONGEST, str(fault)


@pytest.mark.parametrize("name", ["value-in-quotes", "value-in-quotes-with-comma", "value-with-language"])
def test_a_number_that_is_none_is_told_once(name: str, desk: Desk) -> None:
    (mistake,) = (m for m in MISTAKES if m.name == name)
    assert [(f.line, f.code) for f in desk.faults(mistake.stands_as, mistake.content())] == [(mistake.line, mistake.code)]


def test_every_file_is_in_the_table_once_and_differs_from_the_correct_one_in_one_place() -> None:
    names = [m.name for m in MISTAKES]
    assert len(names) == len(set(names)) == 148
    assert {*names} == {*RECIPES, *(path.stem for path in FOLDER.glob("*.ttl"))}
    assert {*MANY} <= {*names}
    for mistake in MISTAKES:
        if mistake.name not in RECIPES:
            stem = mistake.stem if (CORRECT / "claims" / f"{mistake.stem}.ttl").exists() else MAIN
            right = (CORRECT / "claims" / f"{stem}.ttl").read_text(encoding="utf-8").splitlines()
            assert 0 < _differing(right, mistake.content().decode().splitlines()) <= 7, mistake.name


def _differing(right: list[str], wrong: list[str]) -> int:
    """How many lines there are between the first and the last in which two texts differ."""
    heads = next((i for i, (a, b) in enumerate(zip(right, wrong, strict=False)) if a != b), min(len(right), len(wrong)))
    left, other = right[heads:][::-1], wrong[heads:][::-1]
    tails = next((i for i, (a, b) in enumerate(zip(left, other, strict=False)) if a != b), min(len(left), len(other)))
    return max(len(left), len(other)) - tails


def test_the_mistakes_are_of_every_kind() -> None:
    codes = {m.code for m in MISTAKES}
    kinds = ("syntax", "undefined-term", "undefined-concept", "value-number", "value-differs", "wording-differs", "filed-twice")
    assert codes >= {*kinds, "byte-order-mark", "not-utf-8", "file-empty", "file-too-large", "claim-period", "date-invalid"}
    assert len(codes) >= 50


# --- no false alarm -------------------------------------------------------------------------------------------------------


def _whole_iris(text: str) -> str:
    base = re.search(r"@base <([^>]*)>", text)
    assert base
    return re.sub(r"(?<=[ \n])<([\w-]*)>(?= )", rf"<{base[1]}\1>", text)


def _one_line_each(text: str) -> str:
    """Every statement on one line; the comments, which would end it, are left out."""
    return re.sub(r"\n +", " ", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE))


def _statements_turned_round(text: str) -> str:
    head, _, body = text.partition("/> .\n\n")
    return f"{head}/> .\n\n" + "\n\n".join(reversed(body.strip().split("\n\n"))) + "\n"


HARMLESS: dict[str, Callable[[str], str]] = {
    "tabs": lambda t: t.replace("\n    ", "\n\t"),
    "no indentation": lambda t: re.sub(r"\n +", "\n", t),
    "comments behind": lambda t: t.replace(" ;\n", " ; # “so it's printed”; 1,277 [\n"),
    "comments between": lambda t: t.replace("\n    nk:", "\n# 통일부 <a> \"b\n    nk:"),
    "blank lines": lambda t: t.replace("\n", "\n\n"),
    "blanks at the ends of lines": lambda t: t.replace("\n", "  \n"),
    "no newline at the end": lambda t: t.rstrip("\n"),
    "statements on one line each": _one_line_each,
    "statements in another order": _statements_turned_round,
    "the value before the measure": lambda t: t.replace(
        "    nk:measure measure:arrivals ; nk:place place:south-korea ; nk:period \"2015\" ;\n    nk:value 1277 ;\n",
        "    nk:value 1277 ; nk:period \"2015\" ; nk:place place:south-korea ;\n    nk:measure measure:arrivals ;\n",
    ),
    "the mention first": lambda t: t.replace(
        'nk:start 53 ; nk:end 58 ; nk:wording "1,277" ;', 'nk:wording "1,277" ; nk:end 58 ; nk:start 53 ;'
    ),
    "single quotes": lambda t: re.sub(r'"([^"\n]*)"', r"'\1'", t),
    "triple quotes": lambda t: re.sub(r'"([^"\n]*)"', r'"""\1"""', t),
    "escapes": lambda t: t.replace('"1,277"', r'"1\u002C277"').replace('"2015"', r'"20\u00315"'),
    "names in full": _whole_iris,
    "terms in full": lambda t: re.sub(
        r"(?<!@prefix )\b(measure|place|unit):([a-z-]+)", r"<https://w3id.org/nkgraph/\1s/\2>", t
    ),
    "rdf:type for a": lambda t: t.replace("> a ", "> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "),
    "PREFIX and BASE": lambda t: re.sub(r"(?m)^@(prefix|base) (.*) \.$", lambda m: f"{m[1].upper()} {m[2]}", t),
    "prefixes in another order": lambda t: "".join(sorted(t.splitlines(keepends=True), key=lambda s: not s.startswith("@pre"))),
    "no idle prefixes": lambda t: re.sub(r"@prefix (product|population|xsd): .*\n", "", t),
    "a semicolon before the dot": lambda t: t.replace("] .\n", "] ; .\n"),
    "no blank before the dot": lambda t: t.replace(" ] .", "].").replace(" ;", ";"),
    "datatypes written out": lambda t: t.replace(
        "nk:value 1277", 'nk:value "1277"^^xsd:integer'
    ).replace('nk:period "2015"', 'nk:period "2015"^^xsd:string'),
    "a headline in Korean, with curly quotes": lambda t: t.replace('"Fewer come', '"탈북민 “감소” – naïve … Fewer come'),
    "a claim in two statements": lambda t: t.replace("nk:value 1277 ;", "nk:value 1277 .\n<arrivals-2015>"),
}  # fmt: skip


@pytest.mark.parametrize("how", HARMLESS)
def test_the_same_typed_otherwise_raises_no_alarm(how: str, desk: Desk) -> None:
    right = (CORRECT / "claims" / f"{MAIN}.ttl").read_text(encoding="utf-8")
    typed = HARMLESS[how](right)
    assert typed != right
    assert [str(f) for f in desk.faults(MAIN, typed.encode())] == []
