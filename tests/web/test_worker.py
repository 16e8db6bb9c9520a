"""The process that answers queries of others, asked as the server asks it: in each form and format, and within its bounds."""

from __future__ import annotations

import asyncio
import os
import resource
import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pyoxigraph as ox
import pytest

from nkgraph.web.limits import Limits
from nkgraph.web.queries import Queries
from tests.web.workers import DATA, EX, LIMITS, LINUX, PATIENT, A, B, ask, children, dying, running, said, started, with_started


@pytest.fixture(scope="module")
def queries() -> Iterator[Queries]:
    with started() as running:
        yield running


ROW = f"SELECT ?o {{ <{EX}7> ?p ?o }}"


TRIPLE = f"CONSTRUCT {{ <{EX}s> <{EX}p> ?o }} WHERE {{ <{EX}7> ?p ?o }}"


@pytest.mark.parametrize(
    ("query", "accept", "media", "body"),
    [
        (ROW, None, "application/sparql-results+json", '{"head":{"vars":["o"]},"results":{"bindings":[{"o":'),
        (ROW, "application/json", "application/sparql-results+json", '{"head"'),
        (ROW, "application/sparql-results+xml", "application/sparql-results+xml", "<?xml"),
        (ROW, "text/csv", "text/csv; charset=utf-8", "o\r\n7\r\n"),
        (ROW, "text/tab-separated-values", "text/tab-separated-values; charset=utf-8", '?o\n"7"\n'),
        ("ASK {}", None, "application/sparql-results+json", '{"head":{},"boolean":true}'),
        ("ASK {}", "application/xml", "application/sparql-results+xml", "<?xml"),
        (TRIPLE, None, "text/turtle; charset=utf-8", f'<{EX}s> <{EX}p> "7" .'),
        (TRIPLE, "application/n-triples", "application/n-triples; charset=utf-8", f'<{EX}s> <{EX}p> "7" .'),
        (TRIPLE, "application/n-quads", "application/n-quads; charset=utf-8", f'<{EX}s> <{EX}p> "7" .'),
        (TRIPLE, "application/trig", "application/trig; charset=utf-8", f'<{EX}s> <{EX}p> "7" .'),
        (TRIPLE, "application/ld+json", "application/ld+json", f'[{{"@id":"{EX}s"'),
        (f"DESCRIBE <{EX}7>", "text/csv, text/turtle;q=0.1", "text/turtle; charset=utf-8", f'<{EX}7> <{EX}p> "7" .'),
    ],
)
def test_each_form_is_answered_in_each_format(queries: Queries, query: str, accept: str | None, media: str, body: str) -> None:
    reply = ask(queries, query, accept)
    assert (reply.status, reply.media) == (200, media)
    assert reply.body.decode().startswith(body)
    assert ("Vary", "Accept") in reply.headers


@pytest.mark.parametrize(
    ("query", "graphs", "found"),
    [
        ("{ ?s ?p ?o }", {}, 300),
        ("{ GRAPH ?g { ?s ?p ?o } }", {}, 2),
        (f"FROM <{A}> {{ ?s ?p ?o }}", {}, 1),
        (f"FROM <{A}> FROM <{B}> {{ ?s ?p ?o }}", {}, 2),
        (f"FROM NAMED <{A}> {{ GRAPH ?g {{ ?s ?p ?o }} }}", {}, 1),
        (f"FROM NAMED <{A}> {{ ?s ?p ?o }}", {}, 0),
        ("{ ?s ?p ?o }", {"default": (A, B), "named": ()}, 2),
        ("{ GRAPH ?g { ?s ?p ?o } }", {"default": (A,), "named": ()}, 0),
        ("{ GRAPH ?g { ?s ?p ?o } }", {"default": (), "named": (B,)}, 1),
        ("{ ?s ?p ?o }", {"default": (), "named": (B,)}, 0),
        ("{ ?s ?p ?o }", {"default": (f"{EX}nowhere",), "named": ()}, 0),
        (f"FROM <{A}> {{ ?s ?p 'b' }}", {"default": (B,), "named": ()}, 1),
    ],
)
def test_a_query_sees_the_graphs_that_it_names_and_the_protocol_has_the_last_word(
    queries: Queries, query: str, graphs: dict[str, tuple[str, ...]], found: int
) -> None:
    reply = ask(queries, f"SELECT (COUNT(*) AS ?n) {query}", "text/csv", **graphs)
    assert reply.body.decode() == f"n\r\n{found}\r\n"


def test_a_relative_name_is_one_of_ours(queries: Queries) -> None:
    reply = ask(queries, "CONSTRUCT { <claims/x> <p> 1 } WHERE {}", "application/n-triples")
    assert reply.body.startswith(b"<https://w3id.org/nkgraph/claims/x> <https://w3id.org/nkgraph/p>")


@pytest.mark.parametrize(
    ("query", "accept", "status", "words"),
    [
        ("", None, 400, "This is no SELECT or ASK"),
        ("SELECT nothing", None, 400, "not SPARQL 1.1 at line 1, character "),
        ("INSERT DATA { <a:b> <a:c> 1 }", None, 400, "would change the graph (INSERT)"),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", None, 400, "asks another server (SERVICE)"),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", None, 400, f"There are <{A}>, <{B}>; without FROM you ask all."),
        ("SELECT * " + "{" * 65 + "}" * 65, None, 400, "more than 64 deep"),
        ("ASK {}", "text/csv", 406, "For ASK there are application/sparql-results+json, application/sparql-results+xml."),
        ("SELECT * {}", "image/png", 406, "text/tab-separated-values"),
        ("SELECT * { ?a ?p ?x . ?b ?q ?y }", None, 400, "longer than 200,000 bytes. Ask for less, or add LIMIT."),
        ("SELECT * { ?s ?p ?o FILTER(" + "!" * 50_000 + "true) }", None, 400, "stopped the engine"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_plain_words(
    queries: Queries, query: str, accept: str | None, status: int, words: str
) -> None:
    before = queries.pid
    reply = ask(queries, query, accept)
    assert reply.status == status
    assert words in said(reply)
    assert ("Vary", "Accept") in reply.headers
    assert (queries.pid, ask(queries, "ASK {}").status) == (before, 200)


def test_an_answer_that_may_not_be_longer_is_sent_whole_or_not_at_all() -> None:
    query = "SELECT ?o { ?s ?p ?o } LIMIT 5"
    with started() as queries:
        length = len(ask(queries, query, "text/csv").body)
    for most, status in ((length, 200), (length - 1, 400)):
        with started(Limits(query_seconds=PATIENT, answer_bytes=most)) as queries:
            assert ask(queries, query, "text/csv").status == status


def test_a_query_that_needs_too_much_memory_is_told_so() -> None:
    many = " ".join(f"?s{n} ?p{n} ?o{n} ." for n in range(3))
    with started(Limits(query_seconds=PATIENT, query_memory=30 << 20)) as queries:
        reply = ask(queries, f"SELECT * {{ {many} }} ORDER BY ?o1 ?o2")
        assert reply.status == 400
        assert "it needs more than 0.029 GB of memory, or is nested too deep" in said(reply)
        assert ask(queries, "ASK {}").status == 200


@LINUX
def test_a_worker_ends_when_nobody_holds_its_socket() -> None:
    async def body(queries: Queries) -> None:
        async with running(queries, 1):
            assert queries.pid is not None
            with dying(queries.pid) as died, dying(children(queries)[0]) as child_died:
                assert queries._control is not None
                queries._control.shutdown(socket.SHUT_WR)
                assert died()
                assert child_died()

    with_started(LIMITS, body)


# A worker that lets everything pass, to see what a child can do when the words do not stop it.
OPEN = (
    "import sys; from nkgraph import sparql; sparql.read = lambda query, deepest: sparql.Reading('SELECT', ()); "
    "from nkgraph.web import worker; worker.main(sys.argv[1:])"
)


def test_a_child_can_open_no_connection_even_if_the_words_were_let_pass() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener, started(LIMITS, sys.executable, "-c", OPEN) as queries:
        listener.settimeout(0)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        for silent in ("", "SILENT "):
            reply = ask(queries, f"SELECT * {{ SERVICE {silent}<{address}> {{ ?s ?p ?o }} }}")
            assert reply.status == (200 if silent else 400)
        with pytest.raises(BlockingIOError):
            listener.accept()


@LINUX
def test_a_child_holds_no_file_but_its_socket_and_can_open_none() -> None:
    async def body(queries: Queries) -> None:
        async with running(queries, 2):
            for child in children(queries):
                while limit(child, "Max open files") != "0":  # it is on its way there
                    await asyncio.sleep(0.01)
                assert holds_its_socket_alone(child)
                assert [limit(child, name) for name in ("Max file size", "Max core file size")] == ["0", "0"]
                assert 0 < int(limit(child, "Max address space")) < 1 << 40

    with_started(LIMITS, body)


@LINUX
def test_a_child_of_a_server_with_many_open_files_holds_no_file_either() -> None:
    async def body(queries: Queries) -> None:
        async with running(queries, 1):
            (child,) = children(queries)
            while limit(child, "Max open files") != "0":
                await asyncio.sleep(0.01)
            assert holds_its_socket_alone(child)

    with many_open_files():
        with_started(LIMITS, body)


def holds_its_socket_alone(child: int) -> bool:
    """Whether a process has no file beside one socket, and three that lead nowhere."""
    held = sorted(str(link.readlink()).partition(":")[0] for link in Path(f"/proc/{child}/fd").iterdir())
    return held == ["/dev/null"] * 3 + ["socket"]


@contextmanager
def many_open_files(number: int = 1200) -> Iterator[None]:
    """So many open files of this process, so that whatever it opens next has a higher number."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(before[0], number + 200), before[1]))
    with ExitStack() as stack:
        stack.callback(resource.setrlimit, resource.RLIMIT_NOFILE, before)
        for _ in range(number):
            stack.enter_context(Path(os.devnull).open("rb"))
        yield


def limit(pid: int, name: str) -> str:
    lines = Path(f"/proc/{pid}/limits").read_text("ascii").splitlines()
    return next(line for line in lines if line.startswith(name)).removeprefix(name).split()[0]


def test_the_graph_of_these_tests_is_what_they_think() -> None:
    assert len(list(ox.parse(DATA, format=ox.RdfFormat.N_QUADS))) == 302
