"""One Turtle file: what is read, what is refused and at which line, the names of blank nodes, the line of every triple."""

from __future__ import annotations

import ast
import inspect
import re
from collections import Counter
from collections.abc import Callable

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nkgraph import corpus, turtle
from nkgraph.turtle import Document
from tests.conftest import REPOSITORY
from tests.turtle_examples import ACCEPTED, HEAD, REFUSED, Accepted, Refused

Read = Callable[[str | bytes], Document]
FEW = settings(max_examples=40, deadline=None)


@pytest.fixture(scope="session")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Writes text or bytes to a file and reads it."""
    path = tmp_path_factory.mktemp("turtle") / "2015-example.ttl"

    def written(content: str | bytes) -> Document:
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return turtle.read(path)

    return written


def faults(document: Document) -> list[tuple[int, str]]:
    return [(f.line, f.code) for f in document.faults]


# --- what is read, what is refused ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("example", ACCEPTED, ids=lambda e: e.name)
def test_turtle_that_the_w3c_accepts_is_read_with_a_line_for_every_triple(read: Read, example: Accepted) -> None:
    document = read(HEAD + example.text)
    assert faults(document) == []
    assert len(document.triples) == example.triples
    assert len(document.lines) == example.triples
    assert set(document.lines.values()) <= set(range(3, HEAD.count("\n") + example.text.count("\n") + 2))


@pytest.mark.parametrize("example", REFUSED, ids=lambda e: e.name)
def test_turtle_that_the_w3c_or_other_tools_refuse_is_one_fault_at_its_line(read: Read, example: Refused) -> None:
    document = read(HEAD + example.text)
    assert faults(document) == [(example.line, "syntax")]
    assert example.words.lower() in document.faults[0].message.lower()
    assert document.triples == []


def test_there_are_many_examples_of_both_and_none_twice() -> None:
    assert (len(ACCEPTED), len(REFUSED)) == (29, 39)
    assert len({e.text for e in (*ACCEPTED, *REFUSED)}) == 68


BROKEN: dict[str, tuple[bytes, int, str]] = {
    "no byte at all": (b"", 1, "file-empty"),
    "nothing but blanks": (b" \r\n\t\n", 1, "file-empty"),
    "a byte more than the limit": (b"#" * (turtle.MAX_BYTES + 1), 1, "file-too-large"),
    "a byte order mark": (b"\xef\xbb\xbf<urn:s> <urn:p> 1 .\n", 1, "byte-order-mark"),
    "Latin-1": ("# one\n# two\n<urn:s> <urn:p> 'Genève' .\n".encode("latin-1"), 3, "not-utf-8"),
    "UTF-16 with its mark": ("<urn:s> <urn:p> 1 .\n".encode("utf-16"), 1, "not-utf-8"),
    "UTF-16 without its mark": ("<urn:s> <urn:p> 1 .\n".encode("utf-16-le"), 1, "not-utf-8"),
    "half a character at the end": (b"# one\n# \xed\x86", 2, "not-utf-8"),
    "a surrogate written as UTF-8": (b"\n\n# \xed\xa0\x80\n", 3, "not-utf-8"),
    "a zero-width space": ("# one\n<urn:s> <urn:p> '1\u200b277' .\n".encode(), 2, "invisible-character"),
    "a byte order mark within": ("# one\n\ufeff<urn:s> <urn:p> 1 .\n".encode(), 2, "invisible-character"),
    "a mark that turns the direction of text": ("\n\n# a\u202eb\n".encode(), 3, "invisible-character"),
    "a control character": (b"# one\r\n# a\x08b\r\n", 2, "invisible-character"),
    "a sentence instead of Turtle": (b"Figures of 2015.\n", 1, "syntax"),
    "a blank node that nobody names": (b"<urn:s> <urn:p> 1 .\n\n[] <urn:p> 2 .\n", 3, "blank-node"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_of_the_wrong_bytes_is_one_fault_at_its_line(read: Read, name: str) -> None:
    content, line, code = BROKEN[name]
    document = read(content)
    assert faults(document) == [(line, code)]
    assert document.faults[0].remedy.endswith(".")
    assert code == "blank-node" or document.triples == []


def test_every_code_of_the_module_has_an_example() -> None:
    calls = [n for n in ast.walk(ast.parse(inspect.getsource(turtle))) if isinstance(n, ast.Call)]
    made = [n for n in calls if isinstance(n.func, ast.Name) and n.func.id in ("Fault", "fault")]
    words = {a.value for n in made for a in n.args if isinstance(a, ast.Constant) and isinstance(a.value, str)}
    codes = {w for w in words if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", w)}
    assert codes == {code for _, _, code in BROKEN.values()}
    assert len(codes) == 7


def test_a_file_of_exactly_the_limit_is_read(read: Read) -> None:
    assert faults(read(b"#" * turtle.MAX_BYTES)) == []


@given(st.binary(max_size=60))
@FEW
def test_any_bytes_are_read_or_faulted_but_never_an_error(read: Read, content: bytes) -> None:
    document = read(content)
    assert document.faults or document.text.strip()
    assert all(1 <= f.line <= content.count(b"\n") + 1 for f in document.faults)


@given(st.sampled_from(ACCEPTED), st.data())
@FEW
def test_turtle_with_a_piece_cut_out_is_read_or_faulted_but_never_an_error(
    read: Read, example: Accepted, data: st.DataObject
) -> None:
    text = HEAD + example.text
    start = data.draw(st.integers(0, len(text)))
    left = text[:start] + text[data.draw(st.integers(start, len(text))) :]
    document = read(left)
    assert all(1 <= f.line <= left.count("\n") + 1 for f in document.faults)
    assert document.lines is not None


# --- what a message says --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["“1,277”", '"1,277”', "‘1,277’", "«1,277»"])
def test_a_typographic_quote_is_named_as_the_cause(read: Read, typed: str) -> None:
    [fault] = read(f"{HEAD}<s> <p> 1 ;\n  <q> {typed} .\n").faults
    assert (fault.line, fault.code) == (4, "syntax")
    assert "typographic quote" in fault.remedy


def test_a_typographic_quote_within_a_string_is_no_cause_of_anything(read: Read) -> None:
    assert faults(read(f'{HEAD}<s> <p> "the ‘Bluegrass State’" .')) == []
    [fault] = read(f'{HEAD}<s> <p> "a ‘b’" ; x:q 1 .').faults
    assert "prefixes.ttl" in fault.remedy


def test_a_file_without_base_is_told_to_write_one(read: Read) -> None:
    [fault] = read("@prefix nk: <https://w3id.org/nkgraph/ontology#> .\n<> a nk:Claim .").faults
    assert fault.line == 2
    assert "@base <https://w3id.org/nkgraph/claims/" in fault.remedy


def test_a_message_does_not_repeat_the_line_in_the_parsers_words(read: Read) -> None:
    for example in REFUSED:
        assert "Parser error" not in read(HEAD + example.text).faults[0].message


def test_windows_line_ends_change_neither_triples_nor_lines(read: Read) -> None:
    text = HEAD + '<s> <p> 3 ;\n  <q> """a\nb""" , [\n    <r> 6 ] .\n# x\n<t> <p> 8 .\n'
    unix, windows = read(text), read(text.replace("\n", "\r\n"))
    assert faults(windows) == []
    assert windows.lines == unix.lines
    assert len(windows.triples) == len(unix.triples) == 5


def test_a_literal_that_is_no_number_is_read_as_it_stands_and_nothing_is_logged(
    read: Read, caplog: pytest.LogCaptureFixture
) -> None:
    document = read('<urn:s> <urn:p> "abc"^^<http://www.w3.org/2001/XMLSchema#integer> .')
    assert [o.value for _, _, o in document.triples] == ["abc"]
    assert document.line("urn:s", "urn:p") == 1
    assert caplog.records == []


# --- blank nodes ----------------------------------------------------------------------------------------------------------


def test_a_blank_node_is_named_after_what_owns_it(read: Read) -> None:
    document = read(f"{HEAD}<a> <m> [ <x> 1 ] , [ <x> 2 ; <y> [ <z> 3 ] ] ; <l> ( 4 5 ) .\n<> <m> [ <x> 6 ] .")
    named = {o.value: s.value.removeprefix("https://example.org/") for s, p, o in document.triples if o.value.isdigit()}
    assert named == {"1": "a/m.1", "2": "a/m.2", "3": "a/m.2/y.1", "4": "a/l.1", "5": "a/l.1/rest.1", "6": "m.1"}
    assert all(type(s).__name__ == "NamedNode" for s, _, _ in document.triples)


def test_two_properties_of_one_local_name_give_two_nodes(read: Read) -> None:
    document = read("<urn:a> <urn:x/m> [ <urn:p> 1 ] ; <urn:y/m> [ <urn:p> 2 ] .")
    assert len({s.value for s, _, o in document.triples if o.value in ("1", "2")}) == 2


LOOSE = {
    "a subject that nobody names": ("<a> <p> 1 .\n[ <q> 2 ] .", [4]),
    "a labelled subject that nobody names": ('<a> <p> "_:b" . # _:b\n\n_:b <q> 2 .', [5]),
    "two owners": ("<a> <p> _:b .\n<c>\n  <p> 1 ,\n  _:b .", [6]),
    "one owner twice": ("<a> <p> _:b ;\n  <q> _:b .", [4]),
    "a circle of two": ("<a> <p> 1 .\n_:b <p> _:c .\n_:c <p> _:b .", [4]),
    "a node that owns itself": ("<a> <p> 1 .\n\n_:b <p> _:b .", [5]),
    "two of them": ("[] <p> 1 .\n<a> <p> 2 .\n[] <p> 3 .", [3, 5]),
    "one within brackets": ("<a> <p> [ <q> _:b ] .\n<c> <p> _:b .", [4]),
}  # fmt: skip


@pytest.mark.parametrize("name", LOOSE)
def test_a_blank_node_not_owned_exactly_once_is_a_fault_where_it_stands(read: Read, name: str) -> None:
    text, lines = LOOSE[name]
    assert faults(read(HEAD + text)) == [(line, "blank-node") for line in lines]


def test_a_list_of_a_thousand_members_has_its_lines_and_a_longer_one_is_a_fault_not_a_wait(read: Read) -> None:
    thousand = read(f"{HEAD}<a> <p> (\n" + "".join(f"{n}\n" for n in range(4, 1004)) + ") .")
    assert faults(thousand) == []
    assert all(thousand.line_of(s.value, p.value, o) == int(o.value) for s, p, o in thousand.triples if o.value.isdigit())
    assert {code for _, code in faults(read(f"{HEAD}<a> <p> ( {'1 ' * 2_000}) ."))} == {"blank-node"}


def test_brackets_hundreds_deep_are_a_fault_not_a_crash(read: Read) -> None:
    assert {code for _, code in faults(read(f"{HEAD}<a> <p> {'[ <p> ' * 5_000}1{' ]' * 5_000} ."))} == {"blank-node"}


# --- lines ----------------------------------------------------------------------------------------------------------------

SPACE = st.sampled_from([" ", "\n", " \n\n ", ' # 9 [ ( " _:b\n', "\t\r\n"])
TREE = st.recursive(st.just(None), lambda inner: st.lists(inner, min_size=1, max_size=3), max_leaves=8)


class Typist:
    """Types Turtle in which every number is the number of its own line."""

    def __init__(self, data: st.DataObject) -> None:
        self.data, self.text = data, HEAD

    def type(self, piece: str) -> None:
        self.text += piece + self.data.draw(SPACE)

    def term(self, tree: object) -> None:
        if not isinstance(tree, list):
            self.type('"""a\nb"""' if self.data.draw(st.booleans()) else str(self.text.count("\n") + 1))
        elif self.data.draw(st.booleans()):
            self.type("(")
            for item in tree:
                self.term(item)
            self.type(")")
        else:
            self.type("[")
            self.properties(tree)
            self.type("]")

    def properties(self, trees: list[object]) -> None:
        for number, tree in enumerate(trees):
            same = number > 0 and self.data.draw(st.booleans())
            self.type("," if same else f"{'; ' if number else ''}<p{number}>")
            self.term(tree)


@given(st.lists(TREE, min_size=1, max_size=4), st.data())
@FEW
def test_every_triple_is_at_the_line_where_its_object_begins(read: Read, trees: list[object], data: st.DataObject) -> None:
    typist = Typist(data)
    for number, tree in enumerate(trees):
        typist.type(f"<s{number}>")
        typist.properties([tree, None])
        typist.type(".")
    document = read(typist.text)
    assert faults(document) == []
    assert len(document.lines) == len(document.triples)
    for subject, held in document.typed.items():
        for predicate in {p for p, _ in held}:
            for nth, o in enumerate(o for p, o in held if p == predicate):
                if o.value.isdigit():
                    assert document.line(subject, predicate.value, nth) == int(o.value)


def test_a_line_is_found_without_the_predicate_and_by_the_object_as_written(read: Read) -> None:
    document = read(f'{HEAD}<s>\n  <p> "5" ,\n    5 ;\n  <q> 6 .')
    s, p = "https://example.org/s", "https://example.org/p"
    assert [document.line(s), document.line(s, "urn:missing"), document.line("urn:missing")] == [4, 4, 1]
    assert [document.line_of(s, p, o) for _, predicate, o in document.triples if predicate.value == p] == [4, 5]


def test_a_line_separator_within_a_string_does_not_count_as_a_line(read: Read) -> None:
    document = read(f'{HEAD}<s> <p> "a\u2028b\x85c" .\n<s> <q> 4 .')
    assert document.line("https://example.org/s", "https://example.org/q") == 4


def test_the_line_of_every_number_and_wording_of_the_corpus_holds_it() -> None:
    seen = 0
    for path in corpus.find(REPOSITORY).claim_files():
        document = turtle.read(path)
        lines = document.text.split("\n")
        counted: Counter[tuple[str, str]] = Counter()
        for s, p, o in document.triples:
            line = document.line(s.value, p.value, counted[s.value, p.value])
            counted[s.value, p.value] += 1
            if isinstance(o, ox.Literal) and "\n" not in o.value and '"' not in o.value:
                seen += 1
                assert o.value in lines[line - 1], f"{path.name}:{line} does not hold {o}"
    assert seen > 4000
