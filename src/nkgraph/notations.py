"""Triples as Turtle, N-Triples and JSON-LD, the same bytes each time: sorted, each once.

The JSON-LD is compact and carries its prefixes: nothing has to be fetched to read it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from typing import Any

import pyoxigraph as ox

from nkgraph import vocab
from nkgraph.published import PREFIXES as OTHERS
from nkgraph.turtle import Triple

SUFFIXES = ("ttl", "nt", "jsonld")
_STRING = vocab.XSD + "string"
# Only what is worth a prefix: the names within claims/ and quantities/ hold slashes, and no prefixed name may.
PREFIXES = {
    "nk": vocab.NK.namespace,
    **{n: f"{vocab.ROOT}{n}s/" for n in ("agent", "finding", "measure", "place", "unit", "population", "product", "operation")},
    "copy": f"{vocab.ROOT}copies/", "modality": f"{vocab.ROOT}modalities/", "sex": f"{vocab.ROOT}sexes/",
    "reason": f"{vocab.ROOT}reasons/", **OTHERS,
}  # fmt: skip


def write(triples: Iterable[Triple], suffix: str, prefixes: Mapping[str, str] | None = None) -> bytes:
    """Triples without blank nodes in the notation whose files end in `suffix`; `prefixes` go before the usual ones."""
    wanted = in_order(triples)
    used = {**PREFIXES, **(prefixes or {})}
    if suffix == "jsonld":
        return _json_ld(wanted, used)
    form = ox.RdfFormat.TURTLE if suffix == "ttl" else ox.RdfFormat.N_TRIPLES
    spoken = _spoken(wanted, used) if suffix == "ttl" else None
    data = ox.serialize((ox.Triple(*t) for t in wanted), format=form, prefixes=spoken)
    assert data is not None, "serialize without a target returns bytes"
    return data


def in_order(triples: Iterable[Triple]) -> list[Triple]:
    """Each triple once, by subject, what it is before what is said of it."""
    return sorted(set(triples), key=lambda t: (t[0].value, t[1] != vocab.RDF_TYPE, t[1].value, str(t[2])))


def _spoken(triples: list[Triple], prefixes: Mapping[str, str]) -> dict[str, str]:
    """The prefixes that some name of these triples begins with."""
    names = {node.value for triple in triples for node in triple if isinstance(node, ox.NamedNode)}
    names |= {t[2].datatype.value for t in triples if isinstance(t[2], ox.Literal)}
    return {prefix: space for prefix, space in prefixes.items() if any(n.startswith(space) for n in names)}


def _json_ld(triples: list[Triple], prefixes: Mapping[str, str]) -> bytes:
    spoken = _spoken(triples, prefixes)
    short = lru_cache(maxsize=10_000)(partial(_short, spoken))
    nodes: dict[str, dict[str, Any]] = {}
    for s, p, o in triples:
        node = nodes.setdefault(s.value, {"@id": short(s.value)})
        if p == vocab.RDF_TYPE and isinstance(o, ox.NamedNode):
            node.setdefault("@type", []).append(short(o.value))
        else:
            node.setdefault(short(p.value), []).append(_json_value(o, short))
    alone = [{key: v[0] if isinstance(v, list) and len(v) == 1 else v for key, v in node.items()} for node in nodes.values()]
    return (json.dumps({"@context": spoken, "@graph": alone}, ensure_ascii=False, indent=1) + "\n").encode()


def _json_value(node: ox.NamedNode | ox.Literal, short: Callable[[str], str]) -> str | dict[str, str]:
    if isinstance(node, ox.NamedNode):
        return {"@id": short(node.value)}
    if node.language:
        return {"@value": node.value, "@language": node.language}
    if node.datatype.value == _STRING:
        return node.value
    return {"@value": node.value, "@type": short(node.datatype.value)}


def _short(prefixes: Mapping[str, str], iri: str) -> str:
    """A prefixed name; the IRI where none fits or where the rest would read as an address ("x://…")."""
    fitting = [(prefix, space) for prefix, space in prefixes.items() if iri.startswith(space)]
    prefix, space = max(fitting, key=lambda pair: len(pair[1]), default=("", ""))
    rest = iri[len(space) :]
    return f"{prefix}:{rest}" if prefix and not rest.startswith("//") else iri
