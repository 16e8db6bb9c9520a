"""`nkgraph query`: a question by name, a query of one's own, what goes where, with which exit code."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import asking
from tests.calling import Ran, call

pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")  # Python 3.12, xdist

Query = Callable[..., Ran]
NK = "PREFIX nk: <https://w3id.org/nkgraph/ontology#>\n"


@pytest.fixture
def query(warm: Path, copies: Path) -> Query:
    """Calls the command on the repository's corpus."""
    return lambda *arguments: call("query", *arguments, "--copies", copies, cache=warm)


@pytest.fixture
def own(query: Query, tmp_path: Path) -> Query:
    """Calls the command on a file that holds this text."""

    def run(text: str, *more: str) -> Ran:
        file = tmp_path / "own.rq"
        file.write_text(text, encoding="utf-8")
        return query(file, *more)

    return run


def test_a_question_is_answered_as_a_table_that_fits(query: Query) -> None:
    ran = query("what-figures-does-a-publisher-print", "--param", "publisher=연합뉴스")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("article ")
    assert "1,277" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 120


def test_the_formats_hold_the_same_answer(query: Query) -> None:
    name = "which-figures-were-revised"
    rows = list(csv.reader(io.StringIO(query(name, "--format", "csv").out, newline="")))
    bindings = json.loads(query(name, "--format", "json").out)["results"]["bindings"]
    assert query(name, "--format", "tsv").out == asking.golden_file(name).read_text(encoding="utf-8")
    assert rows[0] == list(asking.library()[name].columns)
    assert [[b[column]["value"] for column in rows[0]] for b in bindings] == rows[1:] != []


def test_an_answer_is_written_to_a_file(query: Query, tmp_path: Path) -> None:
    target = tmp_path / "answer.csv"
    ran = query("who-quotes-whom", "--format", "csv", "-o", target)
    assert ran == Ran(0, "", "")
    assert target.read_bytes().startswith(b"article,how,source,sourcePublisher\r\n")


def test_without_a_name_the_questions_are_listed(query: Query) -> None:
    ran = query()
    assert (ran.code, ran.err) == (0, "")
    assert all(f"\n{name}" in ran.out for name in asking.library())


def test_a_question_describes_itself(query: Query) -> None:
    ran = query("who-quotes-whom", "--describe")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("who-quotes-whom\n\nWhich article quotes")


def test_nothing_found_is_a_header_and_a_sentence(query: Query) -> None:
    ran = query("which-figures-speak-of-something", "--param", 'words=" . } #', "--format", "csv")
    assert (ran.code, ran.out) == (0, "about,printed,publisher,claim\r\n")
    assert ran.err == 'Nothing in these claims answers which-figures-speak-of-something words=" . } #.\n'


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["who-qoutes-whom"], "who-quotes-whom"),
        (["what-figures-does-a-publisher-print"], '--param publisher="Yonhap"'),
        (["what-figures-does-a-publisher-print", "--param", "publisher=Yonhapp"], "Did you mean Yonhap (agent:yonhap)?"),
        (["what-figures-does-a-publisher-print", "--param", "who=Yonhap"], "It takes publisher."),
        (["who-quotes-whom", "--format", "xml"], "'xml' is not one of"),
        (["--describe"], "Which question?"),
        (["none.rq"], "none.rq"),
        (["none.rq", "--param", "a=b"], "--param and --describe are for questions."),
        (["who-quotes-whom", "--limit-seconds", "0"], "0"),
    ],
)
def test_what_cannot_be_asked_is_one_sentence_and_exit_code_2(query: Query, arguments: list[str], said: str) -> None:
    ran = query(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.message
    assert "Traceback" not in ran.err


def test_a_folder_without_questions_is_named(tmp_path: Path) -> None:
    (tmp_path / "queries").mkdir()
    ran = call("query", "--queries", tmp_path / "queries")
    assert ran.code == 2
    assert "there is no *.rq file here" in ran.err


def test_a_query_of_ones_own_is_answered_in_each_format(own: Query) -> None:
    text = f"\ufeff{NK}SELECT (COUNT(?c) AS ?claims) {{ ?c nk:article ?a }}"
    count = own(text, "--format", "csv").out.split("\r\n")[1]
    assert int(count) > 300
    assert own(text).out == f"claims\n------\n{count:>6}\n"
    assert own(text, "--format", "tsv").out == f"?claims\n{count}\n"
    assert own(f"{NK}ASK {{ ?c nk:article ?a }}").out == "yes\n"
    assert own(f"{NK}ASK {{ ?c nk:article nk:article }}").out == "no\n"


def test_a_query_of_ones_own_that_finds_nothing_says_so(own: Query) -> None:
    ran = own(f"{NK}SELECT ?c {{ ?c nk:article nk:article }}")
    assert (ran.code, ran.out) == (0, "c\n-\n")
    assert ran.err.startswith("Nothing in these claims answers ")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("CONSTRUCT WHERE { ?s ?p ?o }", "nkgraph claims --format ttl"),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * FROM <file:///etc/hosts> { ?s ?p ?o }", "FROM"),
        ("DELETE WHERE { ?s ?p ?o }", "would change the graph"),
        ("SELECT nothing", "not SPARQL 1.1 at line 1"),
    ],
)
def test_a_query_that_is_not_run_is_one_message_and_exit_code_2(own: Query, text: str, said: str) -> None:
    ran = own(text, "--limit-seconds", "300")
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1


def test_a_query_that_takes_too_long_is_stopped(own: Query) -> None:
    ran = own("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?i) }", "--limit-seconds", "0.3")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("nkgraph: No answer within 0.3 seconds.")
