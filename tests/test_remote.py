"""The adapter to remote stores: what comes is whole, and what goes wrong is a sentence or two, in time and within limits."""

from __future__ import annotations

import contextlib
import json
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator

import pyoxigraph as ox
import pytest

from nkgraph import remote as remotes
from nkgraph import transport
from nkgraph.errors import NkgraphError
from nkgraph.remote import DIFFERENCES, Remote
from nkgraph.turtle import Triple
from nkgraph.vocab import ROOT, XSD
from tests.conftest import REPOSITORY

pytest_plugins = ("tests.servers",)

SELECT = "SELECT ?s WHERE { ?s ?p ?o }"
CONSTRUCT = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
SECRET = "hunter2"  # noqa: S105  # a password that must not be printed
JSON = "application/sparql-results+json"
EMPTY = '{"head":{"vars":["s"]},"results":{"bindings":[]}}'
GRAPH = ox.NamedNode(ROOT + "graphs/tried")
Talk = Callable[[socket.socket], None]


# --- a server that misbehaves -------------------------------------------------------------------------------------------


def reply(body: str | bytes, kind: str = JSON, status: str = "200 OK", more: str = "", length: int | None = None) -> Talk:
    """Answers with this, once the whole request has come."""
    data = body.encode() if isinstance(body, str) else body
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(data) if length is None else length}\r\n{more}\r\n"
    )

    def talk(caller: socket.socket) -> None:
        caller.sendall(head.encode("latin-1") + data)

    return talk


def endless(caller: socket.socket) -> None:
    caller.sendall(f"HTTP/1.1 200 OK\r\nContent-Type: {JSON}\r\nTransfer-Encoding: chunked\r\n\r\n".encode())
    while True:
        caller.sendall(b"8000\r\n" + b" " * 0x8000 + b"\r\n")


def trickling_body(caller: socket.socket) -> None:
    caller.sendall(f"HTTP/1.1 200 OK\r\nContent-Type: {JSON}\r\n\r\n".encode())
    while True:
        caller.sendall(b" ")
        time.sleep(0.02)


def trickling_head(caller: socket.socket) -> None:
    caller.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        caller.sendall(b"x")
        time.sleep(0.02)


def silent(caller: socket.socket) -> None:
    time.sleep(30)


def hanging_up(caller: socket.socket) -> None:
    caller.close()


def cut_chunk(caller: socket.socket) -> None:
    caller.sendall(f"HTTP/1.1 200 OK\r\nContent-Type: {JSON}\r\nTransfer-Encoding: chunked\r\n\r\n8000\r\nabc".encode())


def no_http(caller: socket.socket) -> None:
    caller.sendall(b"220 mail.example ESMTP\r\n")


@contextlib.contextmanager
def serving(talk: Talk, heard: list[bytes] | None = None) -> Iterator[str]:
    """The address of a server on loopback that reads each request and then does `talk`."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def one(caller: socket.socket) -> None:
            with caller, contextlib.suppress(OSError):
                request = caller.recv(65536)
                if heard is not None:
                    heard.append(request)
                talk(caller)

        def serve() -> None:
            with contextlib.suppress(OSError):
                while True:
                    threading.Thread(target=one, args=(listener.accept()[0],), daemon=True).start()

        threading.Thread(target=serve, daemon=True).start()
        yield f"127.0.0.1:{listener.getsockname()[1]}"


def refused(talk: Talk, query: str = SELECT, seconds: float = 5.0, most: int = 100_000) -> str:
    """What is said when a server with a login in its address talks like this."""
    with serving(talk) as place:
        store = Remote(f"http://reader:{SECRET}@{place}/sparql", seconds, most)
        with pytest.raises(NkgraphError) as caught:
            store.construct(query) if query == CONSTRUCT else store.select(query)
        said = str(caught.value)
        assert f"http://{place}/sparql: " in said
    assert SECRET not in said
    assert "reader" not in said
    assert said.isprintable()
    assert len(re.findall(r"[.!?](?=\s+[A-Z]|$)", said)) in (1, 2), said
    return said


MISBEHAVING: dict[str, tuple[Talk, str]] = {
    "a web page with 200": (reply("<html>Sign in</html>", "text/html"), "answers with a web page, not with results of a query"),
    "another type": (reply("x", "image/png"), "answers with image/png"),
    "no type": (reply(EMPTY, ""), "answers with no type"),
    "JSON cut by a time limit": (reply(EMPTY[:-9]), "the answer breaks off or is garbled"),
    "JSON with an error behind it": (reply(EMPTY[:-3] + "Timeout"), "the answer breaks off or is garbled"),
    "other JSON": (reply(json.dumps({"error": "no"})), "the answer breaks off or is garbled"),
    "bytes that are no text": (reply(b"\xff\xfe\x00"), "the answer breaks off or is garbled"),
    "fewer bytes than promised": (reply(EMPTY, length=9999), "the connection ended in the middle of the answer"),
    "a chunk cut": (cut_chunk, "the connection ended in the middle of the answer"),
    "hanging up": (hanging_up, "the connection ended in the middle of the answer"),
    "no HTTP": (no_http, "what answers does not speak HTTP as it should"),
    "a larger answer than allowed": (reply(" " * 100_001), "the answer is larger than 100,000 bytes"),
    "endless chunks": (endless, "the answer is larger than 100,000 bytes"),
    "a header without end": (reply(EMPTY, more=f"X: {'y' * 70_000}\r\n"), "does not speak HTTP as it should"),
    "login wanted": (reply("", "text/plain", "401 Unauthorized"), "asks for a login that may do this (401)"),
    "login refused": (reply("", "text/plain", "403 Forbidden"), "asks for a login that may do this (403)"),
    "a login of an unknown kind": (
        reply("", "text/plain", "401 Unauthorized", "WWW-Authenticate: Negotiate\r\n"), "asks for a login"),
    "digest refused for ever": (
        reply("", "text/plain", "401 No", 'WWW-Authenticate: Digest realm="S", nonce="1", qop="auth", algorithm="MD5"\r\n'),
        "asks for a login that may do this (401)"),
    "basic refused for ever": (
        reply("", "text/plain", "401 No", 'WWW-Authenticate: Basic realm="x"\r\n'), "asks for a login that may do this (401)"),
    "nothing there": (reply("", "text/html", "404 Not Found"), "there is no SPARQL here (404)"),
    "a redirect to a file": (
        reply("", "text/html", "302 Found", "Location: file:///etc/passwd\r\n"),
        "redirects to file:///etc/passwd, which is not followed"),
    "a redirect to another machine": (
        reply("", "text/html", "307 Moved", f"Location: http://reader:{SECRET}@169.254.169.254/x?y=z\r\n"),
        "redirects to http://169.254.169.254/x, which is not followed"),
    "a redirect to nowhere": (reply("", "text/html", "301 Moved"), "redirects to nowhere"),
    "a redirect to itself": (reply("", "text/html", "308 Moved", "Location: /sparql\r\n"), "redirects to /sparql"),
    "too many questions": (reply("slow down", "text/plain", "429 Too Many"), "busy or gave up (429) (slow down)"),
    "over its time": (reply("", "text/plain", "503 No", "Retry-After: 5\r\n"), "busy or gave up (503). Try again later"),
    "a complaint": (reply("syntax error\nat line 1", "text/plain", "400 Bad"), "the server refuses this (400) (syntax error)."),
    "a complaint that paints the terminal": (reply("\x1b[31mred\x07", "text/plain", "500 No"), "(500) (\ufffd[31mred\ufffd)."),
    "a complaint without end": (reply("x" * 5000, "text/plain", "500 No"), f"({'x' * 160}…)"),
    "rows cut, as Virtuoso tells it": (reply(EMPTY, more="X-SPARQL-MaxRows: 0\r\n"), "the server cuts answers at 0 rows"),
    "time cut, as Virtuoso tells it": (reply(EMPTY, more="X-SQL-State: S1TAT\r\n"), "the answer is cut; nothing of it is used"),
}  # fmt: skip


@pytest.mark.parametrize("case", MISBEHAVING)
def test_a_server_that_misbehaves_is_told_in_a_sentence_or_two(case: str) -> None:
    talk, words = MISBEHAVING[case]
    assert words in refused(talk)


@pytest.mark.endurance
@pytest.mark.parametrize("talk", [trickling_body, trickling_head, silent], ids=lambda t: t.__name__)
def test_the_time_limit_is_that_of_the_whole_exchange(talk: Talk) -> None:
    start = time.monotonic()
    assert "there was no whole answer within 0.4 seconds" in refused(talk, seconds=0.4, most=10**9)
    assert time.monotonic() - start < 2


@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        ("<a> <b> .", "application/n-triples", "breaks off or is garbled"),
        ("<http://a> <http://b> <http://c", "application/n-triples", "breaks off or is garbled"),
        ("<http://a> <http://b> _:c .", "application/n-triples", "holds blank nodes, which nkgraph never writes"),
        (EMPTY, JSON, "answers with application/sparql-results+json, not with triples"),
        ("<html>", "text/html", "answers with a web page, not with triples"),
    ],
)
def test_triples_that_are_none_are_refused(body: str, kind: str, words: str) -> None:
    assert words in refused(reply(body, kind), CONSTRUCT)


def test_a_port_where_nobody_listens_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(
        NkgraphError, match=rf"^http://127\.0\.0\.1:{port}/query: nobody answers at this port\. Start the server"
    ):
        Remote(f"http://127.0.0.1:{port}").ask("ASK {}")


def test_a_name_that_is_no_machine_is_told() -> None:
    with pytest.raises(NkgraphError, match=r"^http://nowhere\.invalid/sparql: there is no machine of this name\."):
        Remote("http://nowhere.invalid/sparql", 20).ask("ASK {}")


def test_https_to_a_server_that_speaks_http_is_told() -> None:
    with serving(reply(EMPTY)) as place, pytest.raises(NkgraphError, match="it does not speak https"):
        Remote(f"https://{place}/sparql", 5).select(SELECT)


def test_what_a_proxy_variable_names_is_not_contacted(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[bytes] = []
    with serving(reply(EMPTY), heard) as proxy, serving(reply(EMPTY)) as place:
        monkeypatch.setenv("http_proxy", f"http://{proxy}")
        assert Remote(f"http://{place}/sparql").select(SELECT) == (["s"], [])
    assert heard == []


def test_a_password_is_sent_only_when_it_is_asked_for() -> None:
    heard: list[bytes] = []
    with serving(reply(EMPTY), heard) as place:
        Remote(f"http://reader:{SECRET}@{place}/sparql").select(SELECT)
    assert len(heard) == 1
    assert b"Authorization" not in heard[0]


# --- the address --------------------------------------------------------------------------------------------------------

WRONG = {
    "file:///etc/passwd": "is not the address of a store",
    "ftp://host/x": "is not the address of a store",
    "localhost:7878": "is not the address of a store",
    "/tmp/x": "is not the address of a store",  # noqa: S108  # nothing is written there
    "": "is not the address of a store",
    "http://": "is not the address of a store",
    "http://host:port/": "is not an address",
    "http://host:99999/": "is not an address",
    "http://[::1/": "is not an address",
    "http://host/sparql?query=x": "has no ? and no #",
    "http://host/sparql#x": "has no ? and no #",
    "http://host/a b": "has no blanks",
    "http://host/\x1b[31m": "has no blanks",
    "http://host\r\nX: y/": "has no blanks",
    "http://hóst/sparql": "has only ASCII characters",
    "http://reader@host/sparql": "there is no password for reader. Set NKGRAPH_STORE_PASSWORD",
}


@pytest.mark.parametrize("url", WRONG)
def test_an_address_that_is_none_is_refused_before_anything_is_contacted(url: str) -> None:
    with pytest.raises(NkgraphError, match=re.escape(WRONG[url])) as caught:
        Remote(url)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    ("url", "query", "update"),
    [
        ("http://h:7878/query", "http://h:7878/query", "http://h:7878/update"),
        ("http://h/ds/query", "http://h/ds/query", "http://h/ds/update"),
        ("http://h:8890/sparql", "http://h:8890/sparql", "http://h:8890/sparql"),
        ("https://u:p@h/sparql-auth", "https://h/sparql-auth", "https://h/sparql-auth"),
        ("http://h/repositories/nk", "http://h/repositories/nk", "http://h/repositories/nk/statements"),
        ("http://[::1]:80/sparql", "http://[::1]:80/sparql", "http://[::1]:80/sparql"),
    ],
)
def test_the_form_of_an_address_tells_where_to_ask_and_to_change(url: str, query: str, update: str) -> None:
    endpoints = Remote(url).endpoints
    assert (endpoints.query, endpoints.update) == (query, update)
    assert Remote(url, update_url="http://h/elsewhere" if "@" not in url else "https://h/elsewhere").endpoints.query == query


def test_a_login_is_not_given_to_another_machine() -> None:
    with pytest.raises(NkgraphError, match="is another machine than http://a/sparql, which the login is for"):
        Remote("http://u:p@a/sparql", update_url="http://b/sparql")


def test_a_base_below_which_nothing_speaks_sparql_is_told() -> None:
    with (
        serving(reply("", "text/html", "404 Not Found")) as place,
        pytest.raises(NkgraphError, match="neither this address nor /query or /sparql below it answers SPARQL"),
    ):
        Remote(f"http://{place}/").ask("ASK {}")


def test_only_what_begins_as_a_query_is_sent_as_one() -> None:
    heard: list[bytes] = []
    with serving(reply(EMPTY), heard) as place:
        store = Remote(f"http://{place}/sparql")
        for text in ("DROP ALL", "PREFIX a: <b#> # SELECT\nINSERT DATA {}", "define x SELECT ?s {}", "", "  # SELECT", "{"):
            with pytest.raises(NkgraphError, match="was not asked, for the query is no SELECT"):
                store.select(text)
        assert heard == []
        assert store.select("BASE <x:y> PREFIX : <b#>\n# INSERT\nselect ?s {}") == (["s"], [])


def test_half_a_character_is_told_and_not_sent() -> None:
    with pytest.raises(NkgraphError, match="half a character"):
        Remote("http://127.0.0.1:9/sparql").select('SELECT ?s { ?s ?p "\ud800" }')


# --- real servers -------------------------------------------------------------------------------------------------------

A, P = ox.NamedNode(ROOT + "a"), ox.NamedNode(ROOT + "p")
OBJECTS: list[ox.NamedNode | ox.Literal] = [
    A, ox.NamedNode(ROOT + "통일부"), ox.Literal(""), ox.Literal("plain"), ox.Literal("entered", language="en"),
    ox.Literal("입국", language="ko"), ox.Literal('says "so"\nand\tmore \\ \\u0022 } # 𝄞'),
    *(ox.Literal(v, datatype=ox.NamedNode(XSD + "decimal")) for v in ("1277.0", "52.75", "0.000001", "-3.5")),
    ox.Literal("123456789012.123456", datatype=ox.NamedNode(XSD + "decimal")),
    *(ox.Literal(v, datatype=ox.NamedNode(XSD + "integer")) for v in ("12", "3652059", "-7")),
    *(ox.Literal(v, datatype=ox.NamedNode(XSD + "boolean")) for v in ("true", "false")),
]  # fmt: skip
TRIPLES: list[Triple] = [(A, P, o) for o in OBJECTS]


def valued(terms: set[object]) -> set[str]:
    """Terms, with a decimal as the store writes it: 1277.0 is 1277."""
    return {re.sub(r'^"(-?\d+)\.0"\^\^', r'"\1"^^', str(t)) for t in terms}


def test_what_a_server_is_given_it_gives_back(store: str) -> None:
    remote = Remote(store)
    remote.replace_graph(GRAPH, TRIPLES)
    assert remote.count(GRAPH) == len(TRIPLES) == 17
    columns, rows = remote.select(f"SELECT ?o WHERE {{ GRAPH {GRAPH} {{ ?s ?p ?o }} }}")
    assert columns == ["o"]
    assert valued({row[0] for row in rows}) == valued(set(OBJECTS))
    triples = remote.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {GRAPH} {{ ?s ?p ?o }} }}")
    assert valued({o for _, _, o in triples}) == valued(set(OBJECTS))
    remote.replace_graph(GRAPH, TRIPLES[:2])
    assert remote.count(GRAPH) == 2
    remote.replace_graph(GRAPH, [])
    assert remote.count(GRAPH) == 0


def test_a_server_says_yes_and_no(store: str) -> None:
    remote = Remote(store)
    remote.replace_graph(GRAPH, TRIPLES)
    assert remote.ask(f"ASK {{ GRAPH {GRAPH} {{ {A} {P} ?o }} }}")
    assert not remote.ask(f"ASK {{ GRAPH {GRAPH} {{ {P} {P} ?o }} }}")


def test_a_row_may_have_no_value(store: str) -> None:
    assert Remote(store).select("SELECT ?x ?y WHERE { VALUES (?x ?y) { (1 UNDEF) } }") == (
        ["x", "y"], [(ox.Literal("1", datatype=ox.NamedNode(XSD + "integer")), None)],
    )  # fmt: skip


def test_a_blank_node_of_others_is_given_as_one() -> None:
    body = '{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"bnode","value":"b0"}}]}}'
    with serving(reply(body)) as place:
        assert isinstance(Remote(f"http://{place}/sparql").select(SELECT)[1][0][0], ox.BlankNode)


def test_a_query_of_nonsense_is_refused_in_the_words_of_the_server(store: str) -> None:
    with pytest.raises(
        NkgraphError, match=r"the server refuses this \(400\) \(.*(error at|syntax error).*\)\. Look at the query"
    ):
        Remote(store).select("SELECT nonsense")


def test_no_query_writes(store: str) -> None:
    remote = Remote(store)
    remote.replace_graph(GRAPH, TRIPLES)
    for text in (f"DROP GRAPH {GRAPH}", f"SELECT ?s {{ ?s ?p ?o }} LIMIT 1 ; DROP GRAPH {GRAPH}"):
        with pytest.raises(NkgraphError):
            remote.select(text)
    assert remote.count(GRAPH) == len(TRIPLES)


@pytest.mark.endurance
def test_a_load_of_many_and_of_long_triples_is_cut_into_pieces_that_servers_take(store: str) -> None:
    remote = Remote(store)
    many: list[Triple] = [(A, P, ox.Literal(f"{n} {'x' * 90}")) for n in range(remotes.BATCH_TRIPLES * 2 + 1)]
    many += [(A, P, ox.Literal(f"{n} {'통' * 30_000}")) for n in range(5)]
    remote.replace_graph(GRAPH, many)
    assert remote.count(GRAPH) == len(many)
    remote.replace_graph(GRAPH, [])


@pytest.mark.endurance
def test_rows_that_virtuoso_cuts_without_a_word_are_refused(virtuoso: str) -> None:
    remote = Remote(virtuoso)
    number = ox.NamedNode(XSD + "integer")
    remote.replace_graph(GRAPH, ((A, P, ox.Literal(str(n), datatype=number)) for n in range(10_500)))
    with pytest.raises(NkgraphError, match=r"cuts answers at 10,000 rows.*raise ResultSetMaxRows"):
        remote.select(f"SELECT ?o WHERE {{ GRAPH {GRAPH} {{ ?s ?p ?o }} }}")
    assert len(remote.select(f"SELECT ?o WHERE {{ GRAPH {GRAPH} {{ ?s ?p ?o }} }} LIMIT 9000")[1]) == 9000
    remote.replace_graph(GRAPH, [])


@pytest.mark.endurance
def test_virtuoso_keeps_equal_values_once(virtuoso: str) -> None:
    remote = Remote(virtuoso)
    values = (("0", "integer"), ("false", "boolean"), ("1277", "integer"), ("1277.0", "decimal"))
    remote.replace_graph(GRAPH, [(A, P, ox.Literal(text, datatype=ox.NamedNode(XSD + kind))) for text, kind in values])
    assert remote.count(GRAPH) == 2


@pytest.mark.endurance
def test_virtuoso_asks_for_a_login_and_takes_it(virtuoso: str) -> None:
    host = virtuoso.removeprefix("http://").removesuffix("/sparql")
    dba = Remote(f"http://dba@{host}/sparql-auth", password="dba")  # noqa: S106  # the one of a fresh Virtuoso
    dba.replace_graph(GRAPH, TRIPLES)
    assert dba.count(GRAPH) == len(TRIPLES)
    for stranger in (f"http://{host}/sparql-auth", f"http://dba:{SECRET}@{host}/sparql-auth"):
        with pytest.raises(NkgraphError, match=r"asks for a login that may do this \(401\)") as caught:
            Remote(stranger).count(GRAPH)
        assert SECRET not in str(caught.value)


def test_the_base_of_a_server_is_enough(store: str) -> None:
    assert Remote(store.removesuffix("/sparql")).ask("ASK {}")
    assert Remote(store.removesuffix("/sparql") + "/").endpoints.update.rpartition("/")[2] in ("update", "sparql")


# --- what is documented -------------------------------------------------------------------------------------------------


def test_the_differences_of_servers_stand_in_one_table_in_code_and_in_the_documents() -> None:
    page = (REPOSITORY / "docs" / "servers.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([a-z-]+)` \|", page, re.MULTILINE) == list(DIFFERENCES)


def test_an_address_is_shown_without_what_is_secret() -> None:
    assert transport.shown(f"http://u:{SECRET}@h:1/a?token={SECRET}#x") == "http://h:1/a"
    assert transport.shown("http://[::1") == "the address"
