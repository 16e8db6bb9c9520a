"""What a request at /sparql asks, as the SPARQL 1.1 Protocol says: a query, a description of the service, or a refusal."""

from __future__ import annotations

from urllib.parse import parse_qsl

from nkgraph.web import replies
from nkgraph.web.asking import Asked
from nkgraph.web.limits import Limits
from nkgraph.web.replies import Reply, Visit

METHODS = ("GET", "HEAD", "OPTIONS", "POST")
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
_GRAPHS = ("default-graph-uri", "named-graph-uri")


class RefusedError(Exception):
    """A request that is not answered, with the reply that says so."""

    def __init__(self, status: int, what: str, next_step: str) -> None:
        super().__init__(what)
        self.reply = replies.refused(status, what, next_step).also(("Vary", "Accept"))


def asked(visit: Visit, limits: Limits) -> Asked | Reply | None:
    """The query that is asked; a refusal; None where the description of the service is wanted."""
    try:
        return _asked(visit, limits)
    except RefusedError as refused:
        return refused.reply


def _asked(visit: Visit, limits: Limits) -> Asked | None:
    parameters = _decoded(visit.query, "address", limits)
    if visit.method in ("GET", "HEAD"):
        if not visit.query:
            return None
    else:
        parameters += _carried(visit, limits)
    if any(name in ("update", "using-graph-uri", "using-named-graph-uri") for name, _ in parameters):
        raise RefusedError(403, "Nothing can be changed here (update=).", "The claims are text files: send a change of those.")
    queries = [value for name, value in parameters if name == "query"]
    if len(queries) != 1:
        said = "No query" if not queries else f"{len(queries)} queries"
        raise RefusedError(400, f"{said} in the request.", "Send exactly one, as query=…, or as the body.")
    if len(queries[0].encode()) > limits.query_bytes:
        raise RefusedError(413, f"The query is longer than {limits.query_bytes:,} bytes.", "Make it shorter.")
    default, named = ([value for name, value in parameters if name == graphs] for graphs in _GRAPHS)
    for name in (*default, *named):
        if not name.startswith(("http://", "https://")):
            raise RefusedError(400, f"There is no graph {name}.", "Leave it out, or name a graph of this service.")
    accept = visit.headers.get("accept")
    if not default and not named:
        return Asked(queries[0], accept)
    return Asked(queries[0], accept, tuple(default), tuple(named))


def _carried(visit: Visit, limits: Limits) -> list[tuple[str, str]]:
    """What the body of a POST says, as parameters."""
    media, _, rest = visit.headers.get("content-type", "").partition(";")
    media = media.strip().lower()
    charset = rest.partition("charset=")[2].partition(";")[0].strip(' "').lower()
    if not media:
        raise RefusedError(400, "The request has a body and does not say what it is.", f"Send it as {FORM} or {DIRECT}.")
    if charset not in ("", "utf-8", "utf8"):
        raise RefusedError(415, f"The body is in {charset}.", "Send it in UTF-8.")
    if visit.headers.get("content-encoding", "identity").lower() != "identity":
        raise RefusedError(415, "The body is compressed.", "Send it as it is.")
    if media == UPDATE:
        raise RefusedError(403, "Nothing can be changed here.", "The claims are text files: send a change of those.")
    if media == FORM:
        return _decoded(visit.body.decode("latin-1"), "body", limits)
    if media == DIRECT:
        return [("query", _text(visit.body, "body"))]
    raise RefusedError(415, f"A query cannot be sent as {media}.", f"Send it as {FORM} or {DIRECT}.")


def _decoded(said: str, where: str, limits: Limits) -> list[tuple[str, str]]:
    """Names and values of a form, each character of which stands for a byte."""
    try:
        pairs = parse_qsl(said, keep_blank_values=True, encoding="latin-1", max_num_fields=limits.parameters)
    except ValueError:
        raise RefusedError(400, f"The {where} has more than {limits.parameters} parameters.", "Send fewer.") from None
    return [(_text(name.encode("latin-1"), where), _text(value.encode("latin-1"), where)) for name, value in pairs]


def _text(data: bytes, where: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedError(400, f"The {where} is not UTF-8 at byte {error.start + 1}.", "Send it in UTF-8.") from None
