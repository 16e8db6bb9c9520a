"""What a request at /sparql asks: by the SPARQL 1.1 Protocol, or why it is refused."""

from __future__ import annotations

from types import MappingProxyType
from urllib.parse import quote_from_bytes, urlencode

import pytest

from nkgraph.web import protocol
from nkgraph.web.asking import Asked
from nkgraph.web.limits import Limits
from nkgraph.web.replies import Reply, Visit

LIMITS = Limits(query_bytes=1000)
FORM, DIRECT, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
Q = "ASK { ?s ?p 'ü' }"
A, B = "https://example.org/a", "http://example.org/b"


def visit(
    method: str = "GET", query: str = "", body: bytes = b"", media: str | None = None, **headers: str
) -> Visit:  # fmt: skip
    said = {name.replace("_", "-"): value for name, value in headers.items()}
    if media is not None:
        said["content-type"] = media
    return Visit("/sparql", method, headers=MappingProxyType(said), body=body, query=query)


def form(*pairs: tuple[str, str]) -> str:
    return urlencode(pairs)


@pytest.mark.parametrize(
    ("request_", "asked"),
    [
        (visit(query=form(("query", Q))), Asked(Q)),
        (visit("HEAD", form(("query", Q))), Asked(Q)),
        (visit(query=form(("query", Q)), accept="text/csv"), Asked(Q, "text/csv")),
        (visit(query=form(("query", Q), ("format", "json"))), Asked(Q)),
        (visit(query="query=ASK+%7B%7D"), Asked("ASK {}")),
        (visit(query="query"), Asked("")),  # the worker says what is wrong with it
        (visit("POST", body=form(("query", Q)).encode(), media=FORM), Asked(Q)),
        (visit("POST", body=form(("query", Q)).encode(), media=f"{FORM}; charset=UTF-8"), Asked(Q)),
        (visit("POST", body=Q.encode(), media=DIRECT), Asked(Q)),
        (visit("POST", body=Q.encode(), media='Application/SPARQL-Query;charset="utf-8"'), Asked(Q)),
        (visit(query=form(("query", Q), ("default-graph-uri", A))), Asked(Q, None, (A,), ())),
        (visit(query=form(("query", Q), ("named-graph-uri", A), ("named-graph-uri", B))), Asked(Q, None, (), (A, B))),
        (visit("POST", form(("default-graph-uri", A)), Q.encode(), DIRECT), Asked(Q, None, (A,), ())),
        (
            visit("POST", form(("default-graph-uri", A)), form(("query", Q), ("named-graph-uri", B)).encode(), FORM),
            Asked(Q, None, (A,), (B,)),
        ),
    ],
)
def test_a_query_is_taken_from_address_form_or_body(request_: Visit, asked: Asked) -> None:
    assert protocol.asked(request_, LIMITS) == asked


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_without_parameters_the_description_is_wanted(method: str) -> None:
    assert protocol.asked(visit(method), LIMITS) is None


@pytest.mark.parametrize(
    ("request_", "status", "said"),
    [
        (visit(query="x=1"), 400, "No query in the request."),
        (visit(query=form(("default-graph-uri", A))), 400, "No query"),
        (visit("POST", media=FORM), 400, "No query"),
        (visit(query=form(("query", Q), ("query", Q))), 400, "2 queries in the request."),
        (visit("POST", form(("query", Q)), Q.encode(), DIRECT), 400, "2 queries"),
        (visit("POST", form(("query", Q)), form(("query", Q)).encode(), FORM), 400, "2 queries"),
        (visit(query=form(("update", "CLEAR ALL"))), 403, "Nothing can be changed here"),
        (visit(query=form(("query", Q), ("update", "CLEAR ALL"))), 403, "Nothing can be changed here"),
        (visit(query=form(("query", Q), ("using-graph-uri", A))), 403, "Nothing can be changed here"),
        (visit("POST", body=form(("update", "CLEAR ALL")).encode(), media=FORM), 403, "Nothing can be changed here"),
        (visit("POST", body=b"CLEAR ALL", media=UPDATE), 403, "Nothing can be changed here"),
        (visit("POST", body=Q.encode()), 400, "does not say what it is"),
        (visit("POST", body=Q.encode(), media="text/plain"), 415, "cannot be sent as text/plain"),
        (visit("POST", body=Q.encode(), media=f"{DIRECT}; charset=utf-16"), 415, "in utf-16"),
        (visit("POST", body=Q.encode(), media=DIRECT, content_encoding="gzip"), 415, "compressed"),
        (visit("POST", body=Q.encode("utf-16"), media=DIRECT), 400, "The body is not UTF-8 at byte 1."),
        (visit("POST", body=b"query=ASK%20%FF", media=FORM), 400, "not UTF-8"),
        (visit(query=f"query=ASK{quote_from_bytes(bytes([0xC3]))}"), 400, "The address is not UTF-8"),
        (visit(query=form(("query", Q * 100))), 413, "longer than 1,000 bytes"),
        (visit(query="&".join(f"a{n}=" for n in range(300))), 400, "more than 200 parameters"),
        (visit(query=form(("query", Q), ("default-graph-uri", "file:///etc/passwd"))), 400, "no graph file:///etc/passwd"),
        (visit(query=form(("query", Q), ("named-graph-uri", ""))), 400, "There is no graph"),
    ],
)
def test_what_is_no_query_is_refused_with_a_reason(request_: Visit, status: int, said: str) -> None:
    refused = protocol.asked(request_, LIMITS)
    assert isinstance(refused, Reply)
    assert (refused.status, refused.media) == (status, "application/problem+json")
    assert said in refused.body.decode()
    assert ("Vary", "Accept") in refused.headers
