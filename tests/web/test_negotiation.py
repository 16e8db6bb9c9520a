"""Which format a client gets."""

from __future__ import annotations

import pytest

from nkgraph.web import formats
from nkgraph.web.formats import DOCUMENTS, Format
from nkgraph.web.negotiation import choose

HEADERS: tuple[tuple[str | None, Format | None], ...] = (
    (None, formats.HTML),
    ("", formats.HTML),
    ("*/*", formats.HTML),
    ("text/turtle", formats.TURTLE),
    ("TEXT/Turtle", formats.TURTLE),
    ("text/turtle; charset=utf-8", formats.TURTLE),
    ("application/ld+json;q=0.9, text/turtle;q=0.8", formats.JSON_LD),
    ("text/turtle;q=0.8, application/ld+json;q=0.9", formats.JSON_LD),
    ("text/html;q=0, */*", formats.TURTLE),
    ("text/html;q=0", None),
    ("image/png", None),
    ("image/png, */*;q=0.1", formats.HTML),
    ("text/*;q=0.5, application/n-triples", formats.N_TRIPLES),
    ("text/*, text/html;q=0.1", formats.TURTLE),
    ("text/csv, text/turtle", formats.TURTLE),
    ("application/json", formats.JSON),
    ("application/xhtml+xml", formats.HTML),
    ("text/turtle;q=2", None),
    ("text/turtle;q=abc, text/csv", formats.CSV),
    ("nonsense", None),
    (",,, text/csv ,", formats.CSV),
    ('text/turtle;profile="a,b", text/csv;q=0.5', formats.TURTLE),
    ('text/csv;q=0.5;of="a, text/turtle"', formats.CSV),
    ("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8", formats.HTML),
)


@pytest.mark.parametrize(("accept", "expected"), HEADERS, ids=[str(a) for a, _ in HEADERS])
def test_a_client_gets_what_it_likes_best(accept: str | None, expected: Format | None) -> None:
    assert choose(accept, DOCUMENTS) is expected
