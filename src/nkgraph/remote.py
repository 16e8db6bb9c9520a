"""A SPARQL store over HTTP: the only module that speaks to one, through SPARQLWrapper.

The address that the user types is the only machine contacted. It is either a query endpoint, or a server's base:

    …/query        Oxigraph, Fuseki, Stardog   updates go to …/update
    …/sparql       Virtuoso, Neptune           updates go to the same address
    …/sparql-auth  Virtuoso with a login       updates go to the same address
    …/repositories/NAME   GraphDB, RDF4J       updates go to …/repositories/NAME/statements
    anything else  a base                      BASE/query and BASE/sparql are tried, then the address itself

Answers come whole, or not at all: an answer that is cut, too large, too late or of another kind is a NkgraphError.
What servers do differently is in `DIFFERENCES` and in docs/servers.md, nowhere else.
"""

from __future__ import annotations

import urllib.parse
import urllib.request
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox
from SPARQLWrapper import INSERT, JSON, POST, SELECT, URLENCODED, SPARQLWrapper

from nkgraph import transport, updates, vocab
from nkgraph.errors import NkgraphError
from nkgraph.store import Row, Term
from nkgraph.transport import Limits, Login, Reply
from nkgraph.turtle import Triple

TIMEOUT_SECONDS = 60.0  # for one request, from the first byte sent to the last received
MAX_BYTES = 256 * 1024 * 1024  # of one answer: some two million triples
BATCH_TRIPLES, BATCH_CHARACTERS = (
    1000,
    200_000,
)  # what one INSERT DATA holds at the most: Virtuoso has no memory for 5,000 lines
_N_TRIPLES = "application/n-triples"
_ANYTHING = "*/*"
_RESULTS = "application/sparql-results+json"
_VIRTUOSO_ASK = "__ASK_RETVAL"
_BOOLEAN = ox.NamedNode(vocab.XSD + "boolean")

# What a server does differently, and what is done about it here. docs/servers.md has the same rows in full sentences.
DIFFERENCES = {
    "ask-as-row": "Virtuoso answers ASK with a table: a row that holds 1, or no row. `Remote.ask` reads it.",
    "boolean-as-digit": "Virtuoso writes booleans as 1 and 0 in JSON: `_as_written` makes them true and false again.",
    "rows-cut": "Virtuoso cuts at ResultSetMaxRows; it tells for SELECT in a header, for CONSTRUCT not at all: `_refuse_cut`; "
    "whoever reads a graph compares counts.",
    "time-cut": "Virtuoso and Oxigraph answer 200 with half a result when their time is over: `_refuse_cut`, and JSON that "
    "breaks off is refused.",
    "query-that-writes": "Virtuoso runs an update that is sent as a query: `Remote._only` looks first.",
    "statement-size": "Virtuoso has no memory for an INSERT DATA of 5,000 lines: BATCH_TRIPLES and BATCH_CHARACTERS.",
    "values-merged": "Virtuoso keeps equal values of one subject and predicate once (false and 0, 1277 and 1277.0): counts are "
    "compared after loading.",
    "no-such-graph": "Oxigraph refuses CLEAR, MOVE and ADD of a graph that is not there, Virtuoso does not: always SILENT.",
}


@dataclass(frozen=True)
class Endpoints:
    """Where a store is asked and where it is changed."""

    query: str
    update: str


class Remote:
    """One store. Nothing is contacted before something is asked."""

    def __init__(
        self, url: str, timeout_seconds: float = TIMEOUT_SECONDS, max_bytes: int = MAX_BYTES, update_url: str | None = None,
        password: str | None = None,
    ) -> None:  # fmt: skip
        self._limits = Limits(timeout_seconds, max_bytes)
        self._base, self._login = _parsed(url, password)
        self._update_url = None if update_url is None else _parsed(update_url, None)[0]
        if self._update_url is not None and _machine(self._update_url) != _machine(self._base) and self._login is not None:
            raise NkgraphError(
                f"{transport.shown(self._update_url)}: is another machine than {self.name}, which the login is for. "
                "Give both addresses of one machine."
            )

    @property
    def name(self) -> str:
        """The address as it may be printed."""
        return transport.shown(self._base)

    @cached_property
    def endpoints(self) -> Endpoints:
        """Where to ask and to change: by the form of the address, else by trying."""
        found = _by_form(self._base) or self._by_trying()
        return Endpoints(found.query, self._update_url or found.update)

    def ask(self, query: str) -> bool:
        """The answer to an ASK."""
        self._only("ASK", query)
        return self._ask_at(self.endpoints.query, query)

    def select(self, query: str, graphs: Sequence[ox.NamedNode] = ()) -> tuple[list[str], list[Row]]:
        """The columns and rows of a SELECT; `graphs` together are its default graph, if any are named."""
        self._only("SELECT", query)
        answer = self._results(self.endpoints.query, query, graphs)
        if isinstance(answer, bool):
            raise NkgraphError(f"{self.name}: the answer is not a table. Ask with SELECT.")
        return answer

    def construct(self, query: str) -> list[Triple]:
        """The triples of a CONSTRUCT; a store that gives a blank node is none that nkgraph has filled."""
        self._only("CONSTRUCT", query)
        endpoint = self.endpoints.query
        reply = self._send(_Asking(endpoint, query, _N_TRIPLES))
        if reply.kind not in (_N_TRIPLES, "text/plain", "text/ntriples"):
            raise _wrong_kind(endpoint, reply, "triples")
        try:
            quads = list(ox.parse(reply.body, format=ox.RdfFormat.N_TRIPLES))
        except (SyntaxError, ValueError) as error:
            raise _broken(endpoint) from error
        return [self._triple(q) for q in quads]

    def count(self, graph: ox.NamedNode) -> int:
        """How many triples a named graph holds."""
        _, rows = self.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}")
        if len(rows) != 1 or not isinstance(rows[0][0], ox.Literal) or not rows[0][0].value.isdigit():
            raise NkgraphError(f"{self.name}: does not say how many triples {graph.value} holds. Is it a SPARQL 1.1 store?")
        return int(rows[0][0].value)

    def update(self, text: str) -> None:
        """Change the store; one request, so that it is one transaction where the server knows any."""
        self._send(_Changing(self.endpoints.update, text))

    def load(self, graph: ox.NamedNode, triples: Iterable[Triple]) -> None:
        """Add triples to a named graph, in pieces that every server can take."""
        for piece in _batches(triples):
            self.update(f"INSERT DATA {{ GRAPH {graph} {{\n{piece}}} }}")

    def replace_graph(self, graph: ox.NamedNode, triples: Iterable[Triple]) -> None:
        """Empty a named graph and load it anew. Not atomic: what must be whole for readers is loaded aside."""
        self.update(f"DROP SILENT GRAPH {graph}")
        self.load(graph, triples)

    def _only(self, form: str, query: str) -> None:
        found = updates.form(query)
        if found != form:
            raise NkgraphError(f'{self.name}: was not asked, for the query is no {form} (it begins with "{found}"). Write one.')

    def _by_trying(self) -> Endpoints:
        base = self._base.rstrip("/")
        last: NkgraphError | None = None
        for endpoints in (Endpoints(f"{base}/query", f"{base}/update"), Endpoints(f"{base}/sparql", f"{base}/sparql"),
                          Endpoints(self._base, self._base)):  # fmt: skip
            try:
                self._ask_at(endpoints.query, "ASK {}")
            except _NoEndpointError as error:
                last = error
            else:
                return endpoints
        raise NkgraphError(
            f"{self.name}: neither this address nor /query or /sparql below it answers SPARQL. "
            "Give the address of the query endpoint."
        ) from last

    def _ask_at(self, endpoint: str, query: str) -> bool:
        answer = self._results(endpoint, query)
        if isinstance(answer, bool):
            return answer
        columns, rows = answer
        if columns == [_VIRTUOSO_ASK]:
            return any(isinstance(cell, ox.Literal) and cell.value != "0" for row in rows for cell in row)
        raise _NoEndpointError(f"{transport.shown(endpoint)}: does not answer yes or no. Is it a SPARQL 1.1 store?")

    def _results(self, endpoint: str, query: str, graphs: Sequence[ox.NamedNode] = ()) -> bool | tuple[list[str], list[Row]]:
        """A truth value, or columns and rows."""
        reply = self._send(_Asking(endpoint, query, _RESULTS, graphs))
        if reply.kind not in (_RESULTS, "application/json"):
            raise _wrong_kind(endpoint, reply, "results")
        answer = _table(reply.body)
        if answer is None:
            raise _broken(endpoint)
        if not isinstance(answer, bool):
            _refuse_cut(endpoint, reply, len(answer[1]))
        return answer

    def _send(self, asking: _Asking | _Changing) -> Reply:
        request = asking.request()
        reply = transport.send(request, self._limits, self._login)
        if not 200 <= reply.status < 300:
            raise _refused(request.full_url, reply)
        _refuse_cut(request.full_url, reply, 0)
        return reply

    def _triple(self, quad: ox.Quad) -> Triple:
        s, p, o = quad.subject, quad.predicate, quad.object
        if not isinstance(s, ox.NamedNode) or not isinstance(o, ox.NamedNode | ox.Literal):
            raise NkgraphError(f"{self.name}: holds blank nodes, which nkgraph never writes. Push the claims again.")
        return s, p, o


class _Asking(SPARQLWrapper):
    """One query. SPARQLWrapper guesses its kind by regular expressions, and warns; here it is told."""

    def __init__(self, url: str, text: str, accept: str, graphs: Sequence[ox.NamedNode] = (), kind: str = SELECT) -> None:
        super().__init__(url, returnFormat=JSON, agent="nkgraph")
        self.setMethod(POST)
        self.setRequestMethod(URLENCODED)
        self.setOnlyConneg(True)
        self.addCustomHttpHeader("Accept", accept)
        for graph in graphs:
            self.addDefaultGraph(graph.value)
        self.queryString, self.queryType = text, kind

    def request(self) -> urllib.request.Request:
        """The request as SPARQLWrapper writes it; it is sent by `transport`, within limits that SPARQLWrapper does not know."""
        try:
            return self._createRequest()
        except UnicodeEncodeError as error:
            raise NkgraphError("The query holds half a character. Save it as UTF-8.") from error


class _Changing(_Asking):
    """One update."""

    def __init__(self, url: str, text: str) -> None:
        super().__init__(url, text, _ANYTHING, kind=INSERT)


class _NoEndpointError(NkgraphError):
    """There is something at the address, but it does not answer SPARQL."""


def _parsed(url: str, password: str | None) -> tuple[str, Login | None]:
    """The address without its login, and the login."""
    if any(not c.isprintable() or c.isspace() for c in url):
        raise NkgraphError(f"{transport.shown(url)}: an address of a store has no blanks. Leave them out.")
    try:
        parts = urllib.parse.urlsplit(url)
        host, port, user = parts.hostname, parts.port, parts.username
    except ValueError as error:
        raise NkgraphError(f"{transport.shown(url)}: is not an address. Write http://HOST:PORT.") from error
    if parts.scheme not in ("http", "https") or not host:
        raise NkgraphError(f"{transport.shown(url)}: is not the address of a store. Write http:// or https:// and its host.")
    if parts.query or parts.fragment:
        raise NkgraphError(f"{transport.shown(url)}: an address of a store has no ? and no #. Leave them out.")
    place = f"[{host}]" if ":" in host else host
    plain = urllib.parse.urlunsplit(parts._replace(netloc=place if port is None else f"{place}:{port}"))
    if not plain.isascii():
        raise NkgraphError(f"{transport.shown(url)}: an address has only ASCII characters. Write the others as xn-- or %XX.")
    if user is None:
        return plain, None
    secret = urllib.parse.unquote(parts.password) if parts.password is not None else password
    if secret is None:
        raise NkgraphError(
            f"{transport.shown(plain)}: there is no password for {transport.quoted(user)}. Set NKGRAPH_STORE_PASSWORD to it."
        )
    return plain, Login(urllib.parse.unquote(user), secret)


def _machine(url: str) -> tuple[str, str]:
    parts = urllib.parse.urlsplit(url)
    return parts.scheme, parts.netloc


def _by_form(url: str) -> Endpoints | None:
    """The endpoints that an address tells by its form; None for a base."""
    head, _, last = url.rpartition("/")
    if last == "query":
        return Endpoints(url, f"{head}/update")
    if last in ("sparql", "sparql-auth"):
        return Endpoints(url, url)
    if last and head.endswith("/repositories"):
        return Endpoints(url, f"{url}/statements")
    return None


def _batches(triples: Iterable[Triple]) -> Iterator[str]:
    lines, size = list[str](), 0
    for s, p, o in triples:
        line = f"{s} {p} {o} .\n"
        if lines and (len(lines) == BATCH_TRIPLES or size + len(line) > BATCH_CHARACTERS):
            yield "".join(lines)
            lines, size = [], 0
        lines.append(line)
        size += len(line)
    if lines:
        yield "".join(lines)


def _table(body: bytes) -> bool | tuple[list[str], list[Row]] | None:
    """A truth value, or columns and rows; None where the text is not whole.

    No exception leaves: it would hold the parser, which must be let go by the thread that made it.
    """
    try:
        results = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
        if isinstance(results, ox.QueryBoolean):
            return bool(results)
        assert isinstance(results, ox.QuerySolutions), "JSON holds no triples"
        columns = [v.value for v in results.variables]
        return columns, [tuple(_as_written(row[name]) for name in columns) for row in results]
    except (SyntaxError, ValueError):
        return None


def _as_written(term: Term | None) -> Term | None:
    """A term of a result as nkgraph writes it."""
    if isinstance(term, ox.Literal) and term.datatype == _BOOLEAN and term.value in ("0", "1"):
        return ox.Literal("true" if term.value == "1" else "false", datatype=_BOOLEAN)
    return term


def _refuse_cut(endpoint: str, reply: Reply, rows: int) -> None:
    """Refuse an answer of which the server itself says that it is not whole."""
    if reply.headers.get("X-SQL-State", "") == "S1TAT":
        raise NkgraphError(
            f"{transport.shown(endpoint)}: the server's time was over and the answer is cut; nothing of it is used. "
            "Ask for less, or raise MaxQueryExecutionTime."
        )
    most = reply.headers.get("X-SPARQL-MaxRows", "")
    if most.isdigit() and rows >= int(most):
        raise NkgraphError(
            f"{transport.shown(endpoint)}: the server cuts answers at {int(most):,} rows; nothing of this one is used. "
            "Ask for less, or raise ResultSetMaxRows."
        )


def _broken(endpoint: str) -> NkgraphError:
    return NkgraphError(
        f"{transport.shown(endpoint)}: the answer breaks off or is garbled, and nothing of it is used. "
        "Ask for less, or raise the time limit of the server."
    )


def _wrong_kind(endpoint: str, reply: Reply, wanted: str) -> NkgraphError:
    came = "a web page" if reply.kind in ("text/html", "application/xhtml+xml") else transport.quoted(reply.kind) or "no type"
    return _NoEndpointError(
        f"{transport.shown(endpoint)}: answers with {came}, not with {wanted} of a query. "
        "Give the address of a SPARQL endpoint."
    )


def _refused(url: str, reply: Reply) -> NkgraphError:
    """What a status says, in words."""
    place = transport.shown(url)
    said = transport.quoted(reply.body.decode("utf-8", "replace")) if reply.kind == "text/plain" else ""
    because = f" ({said})" if said else ""
    if reply.status in (401, 403):
        return NkgraphError(
            f"{place}: asks for a login that may do this ({reply.status}). "
            "Write the name into the address (http://NAME@HOST) and set NKGRAPH_STORE_PASSWORD."
        )
    if 300 <= reply.status < 400:
        target = transport.shown(reply.headers.get("Location", "")) or "nowhere"
        return _NoEndpointError(f"{place}: redirects to {target}, which is not followed. Give that address if you trust it.")
    if reply.status in (404, 405, 406, 410, 415):
        return _NoEndpointError(f"{place}: there is no SPARQL here ({reply.status}). Give the address of the query endpoint.")
    if reply.status in (429, 502, 503, 504):
        return NkgraphError(
            f"{place}: the server is busy or gave up ({reply.status}){because}. Try again later, or ask for less."
        )
    return NkgraphError(
        f"{place}: the server refuses this ({reply.status}){because}. Look at the query and at the server's log."
    )
