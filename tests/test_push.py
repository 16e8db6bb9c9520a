"""Filling a store and reading it back: the same graph on every server, whole or not at all."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from nkgraph import check, derive, rules, serving, stored, updates
from nkgraph import push as pushing
from nkgraph.corpus import Places
from nkgraph.errors import NkgraphError, OntologyError
from nkgraph.push import NEXT_CLAIMS, NEXT_FINDINGS, STRATUM, Derived
from nkgraph.remote import Remote
from nkgraph.rules import Rule
from nkgraph.store import Graph
from nkgraph.stored import CLAIMS, FINDINGS, RUN, Run
from nkgraph.vocab import NK, ROOT
from tests import tiny
from tests.specimens import all_rules

pytest_plugins = ("tests.servers",)

ALL = (CLAIMS, FINDINGS, RUN, NEXT_CLAIMS, NEXT_FINDINGS, STRATUM)
A, P, Q = (ox.NamedNode(ROOT + name) for name in "apq")
FINDINGS_BY_OUTCOME = (
    "PREFIX nk: <https://w3id.org/nkgraph/ontology#> "
    "SELECT ?outcome (COUNT(*) AS ?n) WHERE { ?f a nk:Finding ; nk:outcome ?outcome } GROUP BY ?outcome ORDER BY ?outcome"
)


def rule(stratum: int, name: str, text: str, writes: str) -> Rule:
    return Rule(name, stratum, {"writes": writes}, text)


# A few rules that say something of every corpus, so that not all of queries/rules/ runs in each test.
RULES = [
    rule(10, "stands", f"CONSTRUCT {{ ?c {NK.stands} ?r }} WHERE {{ {NK.run} {NK.asOfDay} ?day . ?c {NK.reading} ?r ; "
         f"{NK.firstDay} ?first . FILTER(?first <= ?day) }}", "nk:stands"),
    rule(20, "agrees", f"CONSTRUCT {{ ?r a {NK.Finding} ; {NK.outcome} {NK.agrees} }} WHERE {{ ?c {NK.stands} ?r . "
         f"?d {NK.stands} ?r . FILTER(?c != ?d) }}", "nk:outcome"),
    rule(20, "distances", f"CONSTRUCT {{ ?r a {NK.Finding} ; {NK.outcome} {NK.contradicts} ; {NK.difference} ?d }} WHERE {{ "
         f"?c {NK.stands} ?r . ?r {NK.upper} ?u ; {NK.quantity} ?q . ?s {NK.quantity} ?q ; {NK.lower} ?l . FILTER(?l > ?u) "
         "BIND(?l - ?u AS ?d) }", "nk:outcome nk:difference"),
]  # fmt: skip


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Places:
    """The small corpus whose findings are worked out by hand."""
    return tiny.write(tmp_path_factory.mktemp("pushed"))


@pytest.fixture(scope="module")
def small(places: Places) -> Derived:
    """Its claims and what is derived from them; the ontology, of which no rule asks anything, is left out to save time."""
    reading = check.read(places)
    return Derived("f" * 64, Graph(derive.derive(reading.corpus, reading.ontology)), [])


@pytest.fixture
def remote(store: str) -> Iterator[Remote]:
    """An empty store."""
    emptied = Remote(store)
    emptied.update(" ; ".join(f"DROP SILENT GRAPH {graph}" for graph in ALL))
    yield emptied
    emptied.update(" ; ".join(f"DROP SILENT GRAPH {graph}" for graph in ALL))


def local(derived: Derived, as_of: int = rules.ALL_DATES) -> Graph:
    """The same corpus compared in memory."""
    graph = Graph.from_n_quads(derived.graph.n_quads())
    rules.run(list(RULES), graph, as_of)
    return graph


def lines(graph: Graph) -> set[bytes]:
    """The triples, without the one that only a store has."""
    return {line for line in graph.n_quads().splitlines() if str(stored.CORPUS).encode() not in line}


def findings(remote: Remote) -> dict[str, str]:
    _, rows = stored.select_rows(remote, FINDINGS_BY_OUTCOME)
    return {str(outcome).rpartition("#")[2].rstrip(">"): n.value for outcome, n in rows if isinstance(n, ox.Literal)}


# --- there and back -----------------------------------------------------------------------------------------------------


def test_what_is_pushed_comes_back_whole_with_the_findings_of_the_store(remote: Remote, small: Derived) -> None:
    done = pushing.push(remote, small, RULES)
    fetched = stored.fetch_graph(remote)
    assert lines(fetched) == lines(local(small))
    assert done.claims + done.findings == len(lines(fetched))
    assert fetched.text(NK.run, stored.CORPUS) == small.corpus_id == stored.run(remote).corpus_id


def test_a_query_is_answered_by_the_store_over_claims_and_findings_together(remote: Remote, small: Derived) -> None:
    pushing.push(remote, small, RULES)
    told = local(small)
    assert findings(remote) == {
        name: str(len(told.subjects(NK.outcome, getattr(NK, name)))) for name in ("agrees", "contradicts")
    }
    columns, rows = stored.select_rows(remote, f"SELECT ?day WHERE {{ {NK.run} {NK.asOfDay} ?day }}")
    assert (columns, [row[0] for row in rows]) == (["day"], told.objects(NK.run, NK.asOfDay))


@pytest.mark.endurance
def test_a_push_as_of_a_day_compares_what_was_there(remote: Remote, small: Derived) -> None:
    day = 735964  # 2016-01-01: the second article is out, the third is not
    pushing.push(remote, small, RULES, day)
    assert lines(stored.fetch_graph(remote)) == lines(local(small, day))
    assert lines(local(small, day)) != lines(local(small))


@pytest.mark.endurance
def test_a_push_replaces_all_that_was_there_and_leaves_nothing_aside(remote: Remote, small: Derived) -> None:
    remote.load(NEXT_FINDINGS, [(A, P, A)])  # left by a push that was killed
    pushing.push(remote, small, RULES)
    other = Derived("another", Graph([(A, P, A)]), [])
    assert pushing.push(remote, other, RULES) == Run("another", 2, 0) == stored.run(remote)
    assert [remote.count(graph) for graph in ALL] == [2, 0, 3, 0, 0, 0]
    assert len(stored.fetch_graph(remote)) == 3


@pytest.mark.endurance
def test_graphs_of_others_in_the_store_are_neither_read_nor_touched(remote: Remote, small: Derived) -> None:
    others = ox.NamedNode(ROOT + "of-somebody-else")
    remote.replace_graph(others, [(A, NK.stands, A), (A, NK.outcome, NK.agrees), (A, P, Q)])
    pushing.push(remote, small, RULES)
    assert lines(stored.fetch_graph(remote)) == lines(local(small))
    assert remote.count(others) > 0
    remote.update(f"DROP SILENT GRAPH {others}")


# --- not whole ----------------------------------------------------------------------------------------------------------


@pytest.mark.endurance
def test_a_push_that_fails_leaves_what_was_there(remote: Remote, small: Derived) -> None:
    before = pushing.push(remote, small, RULES)
    broken = [*RULES, replace(RULES[-1], text="CONSTRUCT { ?s ?p ?o } WHERE { nonsense }")]
    with pytest.raises(NkgraphError, match="the server refuses this"):
        pushing.push(remote, Derived("another", Graph([(A, P, A)]), []), broken)
    assert stored.run(remote) == before
    assert lines(stored.fetch_graph(remote)) == lines(local(small))


@pytest.mark.endurance
def test_an_empty_store_holds_no_push(remote: Remote) -> None:
    for ask in (stored.run, stored.fetch_graph, lambda r: stored.select_rows(r, FINDINGS_BY_OUTCOME)):
        with pytest.raises(
            NkgraphError, match=r"holds no finished push\. Wait if one is under way, else fill it with: nkgraph push"
        ):
            ask(remote)


@pytest.mark.endurance
def test_the_middle_of_a_push_is_not_taken_for_a_graph(remote: Remote, small: Derived) -> None:
    """The last step, stopped after each of its parts: what a reader of a server without transactions may see."""
    pushing.push(remote, small, RULES)
    steps = pushing._swap(Run("another", 1, 0)).split(" ;\n")
    assert len(steps) == 6
    for step in steps[:-1]:
        remote.update(step)
        with pytest.raises(NkgraphError, match="holds no finished push"):
            stored.fetch_graph(remote)


@pytest.mark.endurance
def test_a_graph_that_was_changed_by_others_is_not_taken_for_whole(remote: Remote, small: Derived) -> None:
    pushing.push(remote, small, RULES)
    remote.load(CLAIMS, [(A, P, A)])
    with pytest.raises(NkgraphError, match=r"gave [\d,]+ of the [\d,]+ triples of .*graphs/claims\. Raise its limit of rows"):
        stored.fetch_graph(remote)


@pytest.mark.endurance
def test_a_store_filled_anew_while_it_is_read_is_refused(
    remote: Remote, small: Derived, monkeypatch: pytest.MonkeyPatch
) -> None:
    pushing.push(remote, small, RULES)
    select = remote.select
    asked: list[str] = []

    def meanwhile(query: str, graphs: tuple[ox.NamedNode, ...] = ()) -> object:
        asked.append(query)
        if len(asked) == 2:
            pushing.push(Remote(remote.name), Derived("another", small.graph, []), RULES)
        return select(query, graphs)

    monkeypatch.setattr(remote, "select", meanwhile)
    with pytest.raises(NkgraphError, match=r"was filled anew while it was read\. Ask again"):
        stored.fetch_graph(remote)


@pytest.mark.endurance
def test_what_a_store_does_not_take_whole_is_not_put_in_place(virtuoso: str, small: Derived) -> None:
    remote = Remote(virtuoso)
    before = pushing.push(remote, small, RULES)
    integer, boolean = (ox.NamedNode(f"http://www.w3.org/2001/XMLSchema#{kind}") for kind in ("integer", "boolean"))
    merged = Graph([(A, P, ox.Literal("1", datatype=integer)), (A, P, ox.Literal("true", datatype=boolean))])
    with pytest.raises(NkgraphError, match=r"next/claims holds 2 triples and not the 3 that were sent"):
        pushing.push(remote, Derived("another", merged, []), RULES)
    assert stored.run(remote) == before


@pytest.mark.endurance
def test_a_request_that_fails_half_way_changes_nothing_on_oxigraph(oxigraph: str) -> None:
    """What docs/servers.md says of the last step there."""
    remote = Remote(oxigraph)
    missing = ox.NamedNode(ROOT + "graphs/missing")
    remote.replace_graph(STRATUM, [(A, P, Q)])
    with pytest.raises(NkgraphError, match="does not exist"):
        remote.update(f"DROP GRAPH {STRATUM} ; INSERT DATA {{ GRAPH {RUN} {{ {A} {P} {A} }} }} ; CLEAR GRAPH {missing}")
    assert (remote.count(STRATUM), remote.count(RUN)) == (1, 0)
    remote.update(f"DROP SILENT GRAPH {STRATUM}")


# --- strata -------------------------------------------------------------------------------------------------------------


@pytest.mark.endurance
def test_rules_of_one_stratum_do_not_see_what_the_others_of_it_say(remote: Remote) -> None:
    first = f"CONSTRUCT {{ {A} {NK.outcome} {A} }} WHERE {{ {NK.run} {NK.asOfDay} ?day }}"
    second = f"CONSTRUCT {{ {A} {NK.reason} {A} }} WHERE {{ {A} {NK.outcome} {A} }}"
    for stratum, said in ((10, 1), (20, 2)):
        chosen = [rule(10, "a", first, "nk:outcome"), rule(stratum, "b", second, "nk:reason")]
        assert pushing.push(remote, Derived("x", Graph([(A, P, A)]), []), chosen).findings == said


@pytest.mark.endurance
def test_a_rule_that_writes_what_its_header_does_not_name_is_refused(remote: Remote) -> None:
    text = f"CONSTRUCT {{ {A} {NK.reason} {A} }} WHERE {{ {NK.run} {NK.asOfDay} ?day }}"
    with pytest.raises(OntologyError, match=r"One of 10-a.rq writes <https://w3id.org/nkgraph/ontology#reason>"):
        pushing.push(remote, Derived("x", Graph([(A, P, A)]), []), [rule(10, "a", text, "nk:outcome")])


# --- a CONSTRUCT as an INSERT -------------------------------------------------------------------------------------------


@pytest.mark.endurance
@pytest.mark.parametrize("real", all_rules(), ids=lambda r: f"{r.stratum}-{r.name}")
def test_every_rule_file_is_written_as_an_update_that_says_the_same(real: Rule) -> None:
    """The pattern and the template are the file's own, token by token, and both are parsed by pyoxigraph as an update."""
    text = updates.insertion(real.name, real.text, STRATUM, (NEXT_CLAIMS, NEXT_FINDINGS))
    assert text.count(f"INSERT {{ GRAPH {STRATUM} {{") == 1
    assert text.count(f"USING {NEXT_CLAIMS} USING {NEXT_FINDINGS}\nWHERE {{") == 1
    assert "CONSTRUCT" not in text
    ox.Store().update(text)
    back = text.replace(f"INSERT {{ GRAPH {STRATUM} {{", "CONSTRUCT {").replace(
        f"USING {NEXT_CLAIMS} USING {NEXT_FINDINGS}\n", ""
    )
    back = back.replace("} }\nWHERE", "}\nWHERE")
    source = "\n".join(line for line in real.text.splitlines() if not line.lstrip().startswith("#"))
    assert "".join(back.split()) == "".join(source.split())


def test_braces_and_words_within_strings_iris_and_comments_are_no_structure() -> None:
    text = (
        "# CONSTRUCT { WHERE\nPREFIX a: <http://a/#x>\nprefix : <http://b/>\n"
        'construct { ?s a:p "}" , \'{\' , """a "quoted" } word""" ; :q \'\'\'it\'s }\'\'\' }\n'
        'where { ?s a:p "a \\" } b" . # }\n { SELECT ?s { ?s ?p "}" } } FILTER(?s < 3 && 4 > ?s) }\n# LIMIT 3\n'
    )
    into, seen = ox.NamedNode("http://into/"), ox.NamedNode("http://seen/")
    written = updates.insertion("x", text, into, (seen,))
    assert written.startswith("PREFIX a: <http://a/#x>\nPREFIX : <http://b/>\nINSERT { GRAPH <http://into/> { ?s a:p ")
    assert "#" not in written.replace("/#x>", "")
    ox.Store().update(written)


REFUSED = {
    "": '"its end" stands where CONSTRUCT belongs',
    "SELECT * WHERE { }": '"SELECT" stands where CONSTRUCT belongs',
    "BASE <http://a/> CONSTRUCT { } WHERE { }": '"BASE" stands where CONSTRUCT belongs',
    "PREFIX a <http://a/> CONSTRUCT { } WHERE { }": "a PREFIX is not followed by a prefix and an IRI",
    "PREFIX": "a PREFIX is not followed by a prefix and an IRI",
    "CONSTRUCT WHERE { ?s ?p ?o }": '"WHERE" stands where a brace belongs',
    "CONSTRUCT { } FROM <http://a/> WHERE { }": '"FROM" stands where WHERE belongs',
    "CONSTRUCT { } { }": '"{" stands where WHERE belongs',
    "CONSTRUCT { } WHERE { } LIMIT 3": '"LIMIT" follows its last brace',
    "CONSTRUCT { } WHERE { } VALUES ?x { 1 }": '"VALUES" follows its last brace',
    "CONSTRUCT { } WHERE { } ; DROP ALL": '";" follows its last brace',
    "CONSTRUCT { } WHERE { { }": "a brace is not closed",
    "CONSTRUCT { } WHERE": "a brace is not closed",
    "CONSTRUCT { GRAPH ?g { ?s ?p ?o } } WHERE { }": 'its template holds "{"',
    "CONSTRUCT { _:a ?p ?o } WHERE { }": 'its template holds "_:a"',
    "CONSTRUCT { [] ?p ?o } WHERE { }": 'its template holds "["',
    "CONSTRUCT { (1) ?p ?o } WHERE { }": 'its template holds "("',
    'CONSTRUCT { ?s ?p "} WHERE { }': "a quotation mark that nothing closes",
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s \\u0070 ?o }": "a backslash outside a string",
}


@pytest.mark.parametrize("text", REFUSED)
def test_a_rule_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(OntologyError, match=r"^queries/rules/10-x\.rq cannot be run on a server: ") as caught:
        updates.insertion("10-x", text, A, (P,))
    assert REFUSED[text] in str(caught.value)


# --- the command --------------------------------------------------------------------------------------------------------


def run_push(places: Places, *arguments: str) -> tuple[int, str, str]:
    """`nkgraph push`, as a process of its own would run it."""
    code = "import sys; from nkgraph import cli, serving; cli.cli.add_command(serving.push); cli.main()"
    folders = ["--claims", str(places.claims), "--ontology", str(places.ontology), "--queries", str(places.queries)]
    ran = subprocess.run(
        [sys.executable, "-c", code, "push", *arguments, *folders], capture_output=True, text=True, cwd=places.claims,
        env={"PYTHONPATH": ":".join(sys.path), "NKGRAPH_CACHE": "off"},
    )  # fmt: skip
    return ran.returncode, ran.stdout, ran.stderr


@pytest.mark.endurance
def test_the_command_fills_a_store_and_says_with_how_much(remote: Remote, places: Places) -> None:
    code, out, err = run_push(places, remote.name, "--as-of", "2016-01-01")
    assert (code, out) == (0, "")
    done = stored.run(remote)
    assert err == f"{remote.name}: {done.claims:,} triples of claims and {done.findings:,} of findings are in place.\n"


@pytest.mark.endurance
def test_the_command_pushes_no_corpus_with_faults(tmp_path: Path, places: Places) -> None:
    shutil.copytree(places.claims, tmp_path / "claims")
    (tmp_path / "claims" / "2016-01-04-upi-broken.ttl").write_text("nonsense", encoding="utf-8")
    code, out, err = run_push(replace(places, claims=tmp_path / "claims"), "http://127.0.0.1:9/sparql")
    assert (code, out) == (1, "")
    assert "nothing is reported until the files are mended" in err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["http://127.0.0.1:9/sparql"], "nkgraph: http://127.0.0.1:9/sparql: nobody answers at this port."),
        (["ftp://host/"], "nkgraph: ftp://host/: is not the address of a store."),
        (["http://reader@host/sparql"], "nkgraph: http://host/sparql: there is no password for reader."),
        (["http://127.0.0.1:9/sparql", "--as-of", "yesterday"], 'nkgraph: --as-of: "yesterday" is not a date in EDTF.'),
    ],
)
def test_the_command_tells_what_it_cannot_do(places: Places, arguments: list[str], words: str) -> None:
    code, out, err = run_push(places, *arguments)
    assert (code, out) == (2, "")
    assert err.startswith(words)
    assert "Traceback" not in err


def test_the_command_has_help() -> None:
    ran = CliRunner().invoke(serving.push, ["--help"])
    assert ran.exit_code == 0
    assert "Load a SPARQL server with the claims, and run the rules there." in ran.output
