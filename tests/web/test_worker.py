"""The process that answers queries of others, asked as the server asks it: in each form and format, and within its bounds."""

from __future__ import annotations

import asyncio
import json
import os
import resource
import select
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager, suppress
from pathlib import Path

import pyoxigraph as ox
import pytest

from nkgraph.web import queries as queries_module
from nkgraph.web.asking import Asked
from nkgraph.web.limits import Limits
from nkgraph.web.queries import BrokenWorkerError, Queries
from nkgraph.web.replies import Reply

EX = "https://example.org/"
A, B = f"{EX}a", f"{EX}b"
TRIPLES = [f'<{EX}{n}> <{EX}p> "{n}"' for n in range(300)]
DATA = "\n".join(
    [*(f"{t} ." for t in TRIPLES), f'<{EX}in-a> <{EX}p> "a" <{A}> .', f'<{EX}in-b> <{EX}p> "b" <{B}> .', ""]
).encode()  # fmt: skip
PATIENT = 60.0  # seconds that no answer needs, however busy the machine
LIMITS = Limits(query_seconds=PATIENT, query_wait_seconds=PATIENT, answer_bytes=200_000)
ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {' '.join(f'?s{n} ?p{n} ?o{n} .' for n in range(6))} FILTER(?o1 != ?o2) }}"
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells of processes and ties them to their parents")


@contextmanager
def started(limits: Limits = LIMITS, *command: str) -> Iterator[Queries]:
    queries = Queries(limits, command) if command else Queries(limits)
    queries.start(DATA)
    try:
        yield queries
    finally:
        queries.stop()


@pytest.fixture(scope="module")
def queries() -> Iterator[Queries]:
    with started() as running:
        yield running


def ask(queries: Queries, query: str, accept: str | None = None, **graphs: tuple[str, ...]) -> Reply:
    return asyncio.run(queries.ask(Asked(query, accept, **graphs)))


def said(reply: Reply) -> str:
    """What a refusal says, both sentences."""
    assert reply.media == "application/problem+json"
    problem = json.loads(reply.body)
    assert problem["status"] == reply.status
    assert problem["title"].endswith(".")
    assert problem["detail"].endswith(".")
    return f"{problem['title']} {problem['detail']}"


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


@LINUX
def test_a_query_without_end_is_stopped_in_time_and_its_process_is_gone() -> None:
    async def body(queries: Queries) -> None:
        async with running(queries, 1) as (task,):
            with dying(children(queries)[0]) as died:
                reply = await task
                assert reply.status == 503
                assert said(reply).startswith("No answer within 1 seconds. Ask for less")
                assert died()
        worker = queries.pid
        assert (await queries.ask(Asked("ASK {}"))).status in (200, 503)  # a busy machine may need a second for anything
        assert queries.pid == worker

    with_started(Limits(query_seconds=1, queries_at_once=1, query_wait_seconds=PATIENT), body)


@pytest.mark.endurance
@LINUX
def test_a_worker_that_does_not_kill_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries_module, "_DIES_WITHIN", 0.1)

    async def body(queries: Queries) -> None:
        async with running(queries, 1) as (task,):
            first = queries.pid
            assert first is not None
            os.kill(first, signal.SIGSTOP)
            assert (await task).status == 503
            while queries.pid == first:
                await asyncio.sleep(0.01)  # it is being replaced
        assert (await queries.ask(Asked("ASK {}"))).status in (200, 503)
        assert queries.pid not in (None, first)

    with_started(Limits(query_seconds=1, queries_at_once=1, query_wait_seconds=PATIENT), body)


def test_a_query_that_needs_too_much_memory_is_told_so() -> None:
    many = " ".join(f"?s{n} ?p{n} ?o{n} ." for n in range(3))
    with started(Limits(query_seconds=PATIENT, query_memory=30 << 20)) as queries:
        reply = ask(queries, f"SELECT * {{ {many} }} ORDER BY ?o1 ?o2")
        assert reply.status == 400
        assert "it needs more than 0.029 GB of memory, or is nested too deep" in said(reply)
        assert ask(queries, "ASK {}").status == 200


@asynccontextmanager
async def running(queries: Queries, number: int, client: str = "") -> AsyncIterator[list[asyncio.Task[Reply]]]:
    """So many endless queries, once a child is there for each; they are given up when the block ends."""
    tasks = [asyncio.create_task(queries.ask(Asked(ENDLESS), client)) for _ in range(number)]
    try:
        while len(children(queries)) < number:
            await asyncio.sleep(0.01)  # nobody tells when a process has a child
        yield tasks
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def with_started(limits: Limits, body: Callable[[Queries], Awaitable[None]]) -> None:
    async def whole() -> None:
        with started(limits) as queries:
            await body(queries)

    asyncio.run(whole())


@LINUX
def test_one_client_cannot_take_all_turns() -> None:
    async def body(queries: Queries) -> None:
        async with running(queries, 2, "one"):
            refused = await queries.ask(Asked("ASK {}"), "one")
            assert refused.status == 429
            assert ("Retry-After", "1") in refused.headers
            assert "2 of your queries are being answered already." in said(refused)
            assert (await queries.ask(Asked("ASK {}"), "other")).status == 200
        assert (await queries.ask(Asked("ASK {}"), "one")).status == 200

    with_started(Limits(query_seconds=PATIENT, queries_per_client=2), body)


@LINUX
def test_the_addresses_of_one_network_of_ipv6_share_its_turns() -> None:
    async def body(queries: Queries) -> None:
        async with running(queries, 2, "2001:db8:1:2::1"):
            assert (await queries.ask(Asked("ASK {}"), "2001:db8:1:2:3::4")).status == 429
            assert (await queries.ask(Asked("ASK {}"), "2001:db8:1:3::1")).status == 200

    with_started(Limits(query_seconds=PATIENT, queries_per_client=2), body)


@LINUX
def test_a_query_that_finds_no_turn_is_told_to_come_back() -> None:
    async def body(queries: Queries) -> None:
        async with running(queries, 2, "one"):
            refused = await queries.ask(Asked("ASK {}"), "other")
            assert refused.status == 503
            assert ("Retry-After", "5") in refused.headers
            assert "2 queries are being answered, and none was done within 0.1 seconds." in said(refused)
        assert (await queries.ask(Asked("ASK {}"), "other")).status == 200

    with_started(Limits(query_seconds=PATIENT, queries_at_once=2, query_wait_seconds=0.1), body)


@LINUX
def test_a_query_that_takes_long_gives_way_to_those_that_come_after_it() -> None:
    async def body(queries: Queries) -> None:
        async with running(queries, 1):
            (child,) = children(queries)
            assert queries.pid is not None
            usual = os.getpriority(os.PRIO_PROCESS, queries.pid)
            while os.getpriority(os.PRIO_PROCESS, child) == usual:
                await asyncio.sleep(0.01)  # nobody tells when a process becomes nicer
            assert os.getpriority(os.PRIO_PROCESS, child) == usual + 10

    with_started(LIMITS, body)


@LINUX
def test_a_client_that_goes_away_takes_its_query_with_it() -> None:
    async def body(queries: Queries) -> None:
        async with running(queries, 1) as (task,):
            with dying(children(queries)[0]) as died:
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)
                assert died()

    with_started(LIMITS, body)


@LINUX
def test_a_worker_that_dies_takes_its_children_along_and_is_started_anew() -> None:
    async def body(queries: Queries) -> None:
        async with running(queries, 1) as (task,):
            first = queries.pid
            assert first is not None
            with dying(children(queries)[0]) as died:
                os.kill(first, signal.SIGKILL)
                reply = await task
                assert reply.status == 503
                assert "The process that answers queries has ended." in said(reply)
                assert died()
            assert (await queries.ask(Asked("ASK {}"))).status == 200
            assert queries.pid != first

    with_started(LIMITS, body)


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


def test_a_worker_that_was_stopped_stays_so() -> None:
    with started() as queries:
        queries.stop()
        assert queries.pid is None
        reply = ask(queries, "ASK {}")
        assert reply.status == 503
        assert "These queries were stopped." in said(reply)


class GivenUp(Queries):
    """A worker that is given up as soon as it runs."""

    def start(self, n_quads: bytes | None = None) -> None:
        super().start(n_quads)
        self._give_up()


def test_a_worker_that_was_given_up_meanwhile_is_told_with_what_to_do() -> None:
    queries = GivenUp(LIMITS)
    reply = ask(queries, "ASK {}")
    assert reply.status == 503
    assert said(reply) == "The process that answers queries has ended. Ask again: it is started anew."


def test_a_worker_that_was_prepared_is_the_one_that_answers() -> None:
    queries = Queries(LIMITS)
    queries.prepare()
    prepared = queries.pid
    queries.start(DATA)
    try:
        assert queries.pid == prepared is not None
        assert ask(queries, "ASK { ?s ?p ?o }").status == 200
    finally:
        queries.stop()


@LINUX
def test_a_worker_that_never_gets_a_graph_ends_with_whoever_prepared_it() -> None:
    queries = Queries(LIMITS)
    queries.prepare()
    assert queries.pid is not None
    queries.stop()
    assert queries.pid is None
    program = """if True:
        from nkgraph.web.limits import Limits
        from nkgraph.web.queries import Queries
        queries = Queries(Limits())
        queries.prepare()
        print(queries.pid)"""
    left = int(subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, check=True).stdout)
    with suppress(ProcessLookupError):  # it is gone already
        watched = os.pidfd_open(left)
        try:
            assert select.select([watched], [], [], PATIENT)[0]
        finally:
            os.close(watched)


def test_a_worker_that_does_not_start_is_told() -> None:
    with pytest.raises(BrokenWorkerError, match="did not start"), started(LIMITS, sys.executable, "-c", "raise SystemExit(1)"):
        pass


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


def children(queries: Queries) -> list[int]:
    """The processes that answer now."""
    path = Path(f"/proc/{queries.pid}/task/{queries.pid}/children")
    return [int(number) for number in path.read_text("ascii").split()] if path.exists() else []


@contextmanager
def dying(pid: int) -> Iterator[Callable[[], bool]]:
    """A function that waits for the end of a process."""
    watch = os.pidfd_open(pid)
    try:
        yield lambda: bool(select.select([watch], [], [], PATIENT)[0])
    finally:
        os.close(watch)


def test_the_graph_of_these_tests_is_what_they_think() -> None:
    assert len(list(ox.parse(DATA, format=ox.RdfFormat.N_QUADS))) == 302
