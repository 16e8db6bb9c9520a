"""The answer to one query, computed in a child of the worker: read the query, choose a format, ask the engine, write it down.

Nothing here bounds time or memory; the worker does.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

import pyoxigraph as ox

from nkgraph import sparql
from nkgraph.errors import NkgraphError
from nkgraph.store import Dataset, Found
from nkgraph.web import formats, negotiation
from nkgraph.web.asking import Asked, Bounds, Head
from nkgraph.web.formats import Format

_RESULTS = {
    formats.RESULTS_JSON: ox.QueryResultsFormat.JSON, formats.RESULTS_XML: ox.QueryResultsFormat.XML,
    formats.CSV: ox.QueryResultsFormat.CSV, formats.TSV: ox.QueryResultsFormat.TSV,
}  # fmt: skip
_OFFERED = {"SELECT": formats.ROWS, "ASK": formats.TRUTHS, "CONSTRUCT": formats.TRIPLES, "DESCRIBE": formats.TRIPLES}


class TooLongError(NkgraphError):
    """An answer of more bytes than it may have."""


class Bounded(io.BytesIO):
    """What is written, kept in memory up to a number of bytes."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._left = most

    def write(self, data: bytes, /) -> int:  # type: ignore[override]  # the engine writes bytes
        """TooLongError when there is no more room."""
        written = super().write(data)
        self._left -= written
        if self._left < 0:
            raise TooLongError
        return written


def answer(dataset: Dataset, asked: Asked, bounds: Bounds) -> tuple[Head, bytes | memoryview]:
    """The answer, or why there is none."""
    try:
        reading = sparql.read(asked.query, bounds.depth)
        _only_held(reading.graphs, dataset.names())
        offered = _OFFERED[reading.form]
        wanted = negotiation.choose(asked.accept, offered)
        if wanted is None:
            return _not_acceptable(reading.form, offered), b""
        found = dataset.find(asked.query, sparql.BASE, asked.default, asked.named)
        body = _written(found, wanted, bounds.answer)
    except TooLongError:
        return Head(
            400, what=f"The answer is longer than {bounds.answer:,} bytes.", next_step="Ask for less, or add LIMIT."
        ), b""
    except NkgraphError as error:
        what, _, next_step = str(error).partition(". ")
        return Head(400, what=f"{what}.", next_step=next_step), b""
    except SyntaxError as error:
        return Head(400, what=sparql.mistake(error), next_step="Mend it there."), b""
    except (ValueError, OSError, RuntimeError) as error:
        return Head(400, what=f"The query cannot be answered: {sparql.first_line(str(error))}.", next_step="Mend it."), b""
    return Head(200, wanted.content_type, len(body)), body


def _only_held(graphs: Sequence[str], held: frozenset[str]) -> None:
    """NkgraphError where FROM names a graph that is not there."""
    for name in graphs:
        if name not in held:
            there = ", ".join(f"<{one}>" for one in sorted(held)) or "none with a name"
            raise NkgraphError(f"There is no graph <{name}>, which FROM names. There are {there}; without FROM you ask all.")


def _not_acceptable(form: str, offered: Sequence[Format]) -> Head:
    there = ", ".join(one.media for one in offered)
    return Head(406, what="None of the media types asked for is there.", next_step=f"For {form} there are {there}.")


def _written(found: Found, wanted: Format, most: int) -> memoryview:
    body = Bounded(most)
    if isinstance(found, ox.QueryTriples):
        found.serialize(body, format=formats.ENGINE[wanted])
    else:
        found.serialize(body, format=_RESULTS[wanted])
    return body.getbuffer()
