"""SPARQL in a plain form that needs no script: a query, and a table or a raw answer. The worker runs it, as for /sparql."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

import pyoxigraph as ox

from nkgraph.register import Register
from nkgraph.results import Answer
from nkgraph.store import Term
from nkgraph.web import answer_tables, formats, paging, replies, templating
from nkgraph.web.asking import Asked
from nkgraph.web.replies import Reply, Visit
from nkgraph.web.rows import Rows
from nkgraph.web.service import Served
from nkgraph.web.site import Site

SHOWN = 500  # rows that a page shows; a file has all
_READABLE = 8_000_000  # bytes of an answer that are made into a table; a longer one is to be taken raw
_CUT = 200_000  # characters of triples that a page shows
_RAW = {
    "csv": formats.CSV, "tsv": formats.TSV, "json": formats.RESULTS_JSON, "xml": formats.RESULTS_XML, "ttl": formats.TURTLE,
    "nt": formats.N_TRIPLES, "jsonld": formats.JSON_LD,
}  # fmt: skip
_FOR_A_PAGE = f"{formats.RESULTS_JSON.media}, {formats.TURTLE.media};q=0.9"
EXAMPLE = """\
PREFIX nk: <https://w3id.org/nkgraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
SELECT ?about ?claim ?article ?day
WHERE {
  ?finding a nk:Finding ; nk:outcome nk:contradicts ; nk:quantity ?quantity .
  ?quantity rdfs:label ?about .
  ?claim nk:quantity ?quantity ; nk:article ?article .
  OPTIONAL { ?article schema:datePublished ?day }
}
ORDER BY ?about ?day
LIMIT 50
"""


@dataclass(frozen=True)
class _Shown:
    """What came back: a table, yes or no, triples as text, or what was wrong and what to do."""

    table: Rows | None = None
    total: int = 0
    truth: bool | None = None
    triples: str = ""
    wrong: str = ""
    next_step: str = ""
    long: bool = False


async def query(served: Served, visit: Visit) -> Reply | Callable[[Site, Visit], Reply]:
    """The form; with a query, the answer: as the worker gave it, or the view that makes the page of it."""
    text, wanted = visit.first("query"), visit.first("format")
    if not text.strip():
        return lambda site, _: _page(site, "", wanted, None, 200)
    size, most = len(text.encode("utf-8", "replace")), served.site.limits.query_bytes
    if size > most:
        said = _Shown(wrong=f"The query is longer than {most:,} bytes.", next_step="Make it shorter.")
        return lambda site, _: _page(site, text[:most], wanted, said, 413)
    assert served.queries is not None, "a service that is up has a worker"
    raw = _RAW.get(wanted)
    reply = await served.queries.ask(Asked(text, raw.media if raw is not None else _FOR_A_PAGE), visit.client)
    if raw is not None and reply.status == 200:
        return reply
    return lambda site, _: _told(site, text, wanted, reply)


def _told(site: Site, text: str, wanted: str, reply: Reply) -> Reply:
    page = _page(site, text, wanted, _shown(reply, site.snapshot.register), reply.status)
    return page.also(*(header for header in reply.headers if header[0] == "Retry-After"))


def _shown(reply: Reply, register: Register) -> _Shown:
    if reply.status != 200:
        said = json.loads(reply.body)
        return _Shown(wrong=said["title"], next_step=said["detail"])
    if len(reply.body) > _READABLE:
        return _Shown(long=True)
    if reply.media.startswith(formats.TURTLE.media):
        triples = reply.body.decode("utf-8", "replace")
        return _Shown(triples=triples[:_CUT], long=len(triples) > _CUT)
    answered = json.loads(reply.body)
    if "boolean" in answered:
        return _Shown(truth=answered["boolean"])
    columns, found = answered["head"]["vars"], answered["results"]["bindings"]
    rows = [tuple(_term(row.get(name)) for name in columns) for row in found[:SHOWN]]
    return _Shown(table=answer_tables.table(Answer(columns, rows), register), total=len(found))


def _term(said: dict[str, str] | None) -> Term | None:
    """A term of SPARQL results in JSON."""
    if said is None:
        return None
    if said["type"] == "uri":
        return ox.NamedNode(said["value"])
    if said["type"] == "bnode":
        return ox.BlankNode(said["value"])
    if "xml:lang" in said:
        return ox.Literal(said["value"], language=said["xml:lang"])
    return (
        ox.Literal(said["value"], datatype=ox.NamedNode(said["datatype"])) if "datatype" in said else ox.Literal(said["value"])
    )


def _page(site: Site, text: str, wanted: str, shown: _Shown | None, status: int) -> Reply:
    raw = {f: paging.address(site, "/query", (("query", text), ("format", name))) for name, f in _RAW.items()}
    return replies.page(templating.render(
        site, "query.html", section="query", text=text or EXAMPLE, asked=bool(text), wanted=wanted, shown=shown, raw=raw,
        choices=_RAW, most=SHOWN, limits=site.limits, rows=(formats.CSV, formats.TSV, formats.RESULTS_JSON),
    ), status)  # fmt: skip
