"""The form of a claims file: its name, base, prefixes, subjects, terms and concepts; each fault at its line."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from nkgraph import corpus, forms, turtle
from nkgraph.fault import Fault
from nkgraph.ontology import Ontology
from tests.conftest import REPOSITORY

STEM = "2016-01-04-yonhap-example"
BASE = f"@base <https://w3id.org/nkgraph/claims/{STEM}/> .\n"
ARTICLE = "<> a schema:NewsArticle .\n"
Judge = Callable[..., list[Fault]]


@pytest.fixture
def judge(tmp_path: Path, prefixes: str, known: Ontology) -> Judge:
    """The faults of form of a file: the prefixes, then `base`, then the body; lines are counted from the base on."""

    def faults(body: str, base: str = BASE, stem: str = STEM, head: str = prefixes) -> list[Fault]:
        path = tmp_path / f"{stem}.ttl"
        path.write_text(head + base + body, encoding="utf-8")
        above = head.count("\n")
        found = forms.check(turtle.read(path), known)
        return sorted(Fault(f.path, f.line - above, f.code, f.message, f.remedy) for f in found)

    return faults


def spots(faults: list[Fault]) -> list[tuple[int, str]]:
    return [(f.line, f.code) for f in faults]


@dataclass(frozen=True)
class Example:
    """A body below prefixes and base (line 1), the lines and codes of its faults, and words of the first remedy."""

    name: str
    body: str
    faults: list[tuple[int, str]]
    remedy: str = ""


EXAMPLES = (
    Example("a sound file", ARTICLE + "<a> a nk:Claim ; nk:place place:us ; nk:authority agent:yonhap .", []),
    Example("a term nobody defined", ARTICLE + "<a> a nk:Claim ;\n  nk:foo 1 .", [(4, "undefined-term")],
            "Add it to ontology/nkgraph.ttl"),
    Example("a misspelt property", "<a> a nk:Claim ;\n\n  nk:vaule 1 .", [(4, "undefined-term")], "Did you mean nk:value?"),
    Example("a misspelt class", "<a>\n  a nk:Clam .", [(3, "undefined-term")], "Did you mean nk:Claim?"),
    Example("a misspelt concept", "<a> nk:place\n  place:chinna .", [(3, "undefined-concept")], "Did you mean place:china?"),
    Example("a concept nobody defined", "<a> nk:place place:atlantis .", [(2, "undefined-concept")],
            "Add it to ontology/schemes/places.ttl"),
    Example(
        "two of three in one list",
        "<a> nk:authority agent:yonhap ,\n  agent:yonhapp ,\n  agent:upii .",
        [(3, "undefined-concept"), (4, "undefined-concept")],
        "Did you mean agent:yonhap?",
    ),
    Example("a member of nk:each", "<a> nk:each ( place:us\n place:nowhere ) .", [(3, "undefined-concept")], "Add it"),
    Example("a term within brackets", "<a> nk:mention [ nk:copy copy:001 ;\n nk:begin 5 ] .", [(3, "undefined-term")]),
    Example("the case of a letter", "<a> nk:statedin <> .", [(2, "undefined-term")], "Did you mean nk:statedIn?"),
    Example("a derived property", "<a> a nk:Claim ;\n  nk:lower 1.0 .", [(3, "derived-term")], "Delete it here"),
    Example("a derived class", "<a>\n\n  a nk:Quantity .", [(4, "derived-term")], "Delete it here"),
    Example("a derived individual", "<a> nk:note nk:agrees .", [(2, "derived-term")], "Delete it here"),
    Example("a short word like a derived one", "<a> nk:rooot 1 .", [(2, "undefined-term")], "Add it"),
    Example("terms of others", "<a> <https://example.org/p> <https://example.org/o> ; schema:name 'x' .", []),
    Example("a misspelt term of schema.org", "<> schema:pubisher agent:upi .", [(2, "undefined-term")], "schema:publisher?"),
    Example("a class of schema.org that is none of ours", "<>\n  a schema:Car .", [(3, "undefined-term")], "Delete it"),
    Example("a concept of another scheme", "<a> nk:place agent:us .", [(2, "undefined-concept")], "Did you mean place:us?"),
    Example("a Cyrillic letter in a name", "\n<\u0430> a nk:Claim .", [(3, "name-letter")], "letters a to z"),
    Example("a line that ends as in Windows", "<a> a nk:Claim ;\r\n  nk:value 1 .", [(2, "windows-newlines")], "(LF)"),
    Example("a subject of another file", f"{ARTICLE}place:us\n  nk:note 'x' .", [(4, "subject-foreign")], "in its own file"),
    Example("an article of another file", "<../2015-other/> nk:note 'x' .", [(2, "subject-foreign")], "in its own file"),
    Example("a name given twice", "<a> a nk:Claim .\n<b> a nk:Claim .\n<a>\n  a nk:Claim .", [(5, "name-twice")], "of its own"),
    Example("a day that is none", '<a> schema:dateCreated\n  "22 November" .', [(3, "date-invalid")]),
    Example("a finding acknowledged twice", "<a> nk:acknowledges <f> .\n<b> nk:acknowledges <f> .", [(3, "acknowledged-twice")],
            "Keep one"),
    Example("a subject that is taken up again", "<a> a nk:Claim .\n<b> a nk:Claim .\n<a> nk:note 'x' .", []),
    Example("a blank node without an owner", f"{ARTICLE}[] nk:note 'x' .", [(3, "blank-node")], "in brackets"),
    Example("a syntax error hides the rest", "<a> nk:foo 1 .\n<b> nk:bar", [(3, "syntax")]),
    Example("a prefix of one's own", "@prefix ex: <https://example.org/> .", []),
    Example(
        "prefixes of one's own",
        f"{ARTICLE}@prefix ex: <https://e/> . @prefix my.own: <https://e/> .\nPREFIX nk:\n<https://e/>",
        [(3, "prefix-unknown"), (3, "prefix-unknown"), (4, "prefix-differs")],
        "full IRIs",
    ),
    Example("a question of the draft", f"{ARTICLE}<a> a nk:Claim ;\n    # TODO nk:place place:… ; where\n  nk:value 1 .",
            [(4, "draft-left")], "delete the remark"),
    Example("a guess of the draft, and a question behind a triple", f"{ARTICLE}# a guess; or measure:x\n<a> a nk:Claim . #todo",
            [(3, "draft-left")]),
    Example("the heading of the draft", f"# A draft. Type what is asked.\n{ARTICLE}", [(2, "draft-left")]),
    Example("words like those of a draft", f"# We made a guess, and to do: nothing. todos\n{ARTICLE}<a> nk:note '# TODO', "
            "\"# a guess\", \'\'\'\n# TODO\n\'\'\' . # guess", []),
    Example("faults of several kinds", "<a> nk:foo place:x ;\n  nk:root <r> .\nplace:us nk:note 1 .",
            [(2, "undefined-concept"), (2, "undefined-term"), (3, "derived-term"), (4, "subject-foreign")]),
)  # fmt: skip


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e.name)
def test_a_file_has_these_faults_of_form_and_no_others(judge: Judge, example: Example) -> None:
    found = judge(example.body)
    assert spots(found) == example.faults
    assert example.remedy in "".join(f.remedy for f in found[:1])
    assert all(f.message.endswith(".") and f.remedy.endswith((".", "?")) for f in found)


@pytest.mark.parametrize(
    "stem", ["2016-x", "2016-38-north-x", "2016-01-x-y", "2016-01-04-yonhap-defectors-2", "undated-chosun-ilbo-x"]
)
def test_a_name_of_date_publisher_and_slug_is_right(judge: Judge, stem: str) -> None:
    assert judge(ARTICLE, f"@base <https://w3id.org/nkgraph/claims/{stem}/> .\n", stem) == []


@pytest.mark.parametrize(
    "stem",
    ["notes", "2016", "2016-01-04", "2016-1-04-x", "undated", "16-01-04-x", "2016-X", "2016-a_b", "2016-a--b", "2016-a-"],
)
def test_a_name_of_any_other_kind_is_a_fault_of_the_first_line(judge: Judge, stem: str) -> None:
    [fault] = judge(
        ARTICLE, f"@base <https://w3id.org/nkgraph/claims/{stem}/> .\n", stem, head="@prefix schema: <https://schema.org/> . "
    )
    assert (fault.line, fault.code) == (1, "file-name")
    assert "<date>-<publisher>-<slug>.ttl" in fault.remedy


def test_the_file_of_the_copies_has_a_base_of_its_own(judge: Judge) -> None:
    assert judge("<001> a nk:Copy .", "@base <https://w3id.org/nkgraph/copies/> .\n", "copies") == []
    assert spots(judge("<001> a nk:Copy .", BASE, "copies")) == [(1, "base-differs")]


@pytest.mark.parametrize("typed", ["@base <https://e/> .", "BASE <https://e/>", "@base\n <https://e/> ."])
def test_a_base_that_is_not_the_file_name_is_a_fault_at_the_base(judge: Judge, typed: str) -> None:
    [fault] = judge(ARTICLE, f"# The @base <https://e/> stands below.\n\n{typed}\n")
    assert (fault.line, fault.code) == (3, "base-differs")
    assert fault.remedy == f"Write: {BASE.strip()}"


def test_a_file_without_base_is_told_which(judge: Judge) -> None:
    [fault] = judge(
        "agent:yonhap schema:name 'x' .\n",
        base="",
        head="@prefix agent: <https://w3id.org/nkgraph/agents/> . @prefix schema: <https://schema.org/> . ",
    )
    assert (fault.line, fault.code) == (1, "base-missing")
    assert fault.remedy == f"Write: {BASE.strip()}"


def test_a_prefix_that_stands_for_something_else_is_told_what_to_write(judge: Judge) -> None:
    [fault] = judge(f"{ARTICLE}\n@prefix place: <https://w3id.org/nkgraph/place/> .")
    assert (fault.line, fault.code) == (4, "prefix-differs")
    assert fault.remedy == "Write: @prefix place: <https://w3id.org/nkgraph/places/> ."


def test_the_remarks_of_a_draft_are_told_once_with_their_lines(judge: Judge, prefixes: str) -> None:
    above = prefixes.count("\n")
    [fault] = judge(ARTICLE + "# TODO nk:note\n<a> a nk:Claim .\n# a guess\n# TODO nk:note\n")
    lines = ", ".join(str(above + line) for line in (3, 5, 6))
    assert fault.message == f"Remarks of the draft are left (2 × TODO, 1 × a guess): lines {lines}."
    [fault] = judge(ARTICLE + "# a guess: the article's first line\n# TODO nk:note\n# a guess: it isn't\n")
    assert "(1 × TODO, 2 × a guess)" in fault.message
    [fault] = judge(ARTICLE + "# a guess\n" * 14)
    assert fault.message.endswith(" and 2 more.")


def test_a_prefix_within_a_text_declares_nothing(judge: Judge) -> None:
    assert judge('<a> nk:note "see @prefix ex: <https://e/> of theirs" . # @prefix ex: <https://e/>') == []


def test_every_code_of_the_module_has_an_example() -> None:
    constants = (n.value for n in ast.walk(ast.parse(inspect.getsource(forms))) if isinstance(n, ast.Constant))
    codes = {c for c in constants if isinstance(c, str) and re.fullmatch(r"[a-z]+-[a-z]+", c)}
    elsewhere = {"file-name", "base-missing", "base-differs"}
    assert codes == {code for e in EXAMPLES for _, code in e.faults} - {"blank-node", "syntax"} | elsewhere
    assert len(codes) == 15


def test_no_file_of_the_corpus_has_a_fault_of_form(known: Ontology) -> None:
    files = corpus.find(REPOSITORY).claim_files()
    assert [str(f) for path in files for f in forms.check(turtle.read(path), known)] == []
    assert len(files) >= 26
