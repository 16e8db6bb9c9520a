"""A thing as rows, those of the claims that bear on it, as `nkgraph claims` gives them; and as JSON, as `nkgraph show` does."""

from __future__ import annotations

import json

import pyoxigraph as ox

from nkgraph import exports, iris, showtext, vocab
from nkgraph.findings import Finding
from nkgraph.names import Thing
from nkgraph.shown import Shown
from nkgraph.vocab import NK, SDO
from nkgraph.web.snapshot import Snapshot

_NAMING = frozenset((NK.article, NK.quantity, NK.reading, NK.in_, NK.measure, NK.unit, NK.modality, NK.operation, NK.authority,
                     NK.root, NK.via, NK.attribution, NK.mention))  # fmt: skip
_SHOWN = {
    NK.Agent: "agent", NK.Quantity: "quantity", NK.Finding: "finding", NK.Claim: "claim", NK.Forecast: "claim",
    **dict.fromkeys(vocab.ARTICLE_TYPES, "article"),
}  # fmt: skip  # what `nkgraph show` knows
_ONTOLOGY = vocab.NK.namespace.rstrip("#")


def as_csv(snapshot: Snapshot, iri: ox.NamedNode) -> str:
    """The rows of the claims that bear on a thing; of one that is withdrawn, with since when and why in the last column."""
    return exports.csv_of(rows(snapshot, iri), snapshot.register.is_withdrawn(iri))


def as_json(snapshot: Snapshot, iri: ox.NamedNode) -> str:
    """What `nkgraph show --format json` says of a thing; of what it does not know, the facts of the graph and the rows."""
    known = shown(snapshot, iri)
    if known is not None:
        return showtext.as_json(known, snapshot.corpus_id)
    facts: dict[str, list[str]] = {}
    for _, predicate, value in sorted(snapshot.built.graph.about(iri), key=str):
        facts.setdefault(iris.shorten(predicate), []).append(value.value)
    label = snapshot.register.label(iri)
    everything = {
        "kind": "thing", "corpus": snapshot.corpus_id, "iri": iri.value, "label": label, "facts": facts,
        "claims": rows(snapshot, iri),
    }  # fmt: skip
    return json.dumps(everything, ensure_ascii=False, indent=2) + "\n"


def shown(snapshot: Snapshot, iri: ox.NamedNode) -> Shown | None:
    """What `nkgraph show` says of a thing; None of what it does not know."""
    kinds = [_SHOWN[kind] for kind in snapshot.built.graph.iris(iri, vocab.RDF_TYPE) if kind in _SHOWN]
    return snapshot.composer.show(Thing(kinds[0], iri, "")) if kinds else None


def rows(snapshot: Snapshot, iri: ox.NamedNode) -> list[dict[str, str]]:
    """The rows of the claims that bear on a thing, in the order of the register: those that count, or, of a thing that is
    withdrawn itself, all of them."""
    register = snapshot.register
    gone = register.is_withdrawn(iri)
    wanted = sorted(claims(snapshot, iri), key=lambda c: c.value)
    return [row for c in wanted if gone or not register.is_withdrawn(c) for row in snapshot.rows_of.get(c.value, ())]


def claims(snapshot: Snapshot, iri: ox.NamedNode) -> set[ox.NamedNode]:
    """The claims that bear on a thing: itself; those whose row names it (as article, quantity, measure, place, authority, copy
    …); those of its articles (a publisher); those that it compares (a finding). Where there are none of these, the claims
    that point to it otherwise."""
    graph, every = snapshot.built.graph, snapshot.rows_of
    if iri.value in every:
        return {iri}
    if iri.value == _ONTOLOGY:
        return set()
    pointing = [t for node in (iri, *snapshot.parts.get(iri.value, ())) for t in graph.pointing_to(node) if t[0].value in every]
    found = {claim for claim, predicate, _ in pointing if predicate in _NAMING or predicate in snapshot.register.dimensions}
    found |= {claim for article in graph.subjects(SDO.publisher, iri) for claim in graph.subjects(NK.article, article)}
    if (finding := _findings(snapshot).get(iri.value)) is not None:
        found |= {claim for side in (*finding.sides, *finding.operands) for claim in side.claims}
    return found or {claim for claim, _, _ in pointing}


def _findings(snapshot: Snapshot) -> dict[str, Finding]:
    known: dict[str, Finding] | None = snapshot.memory.get("findings")
    if known is None:
        known = snapshot.memory["findings"] = {f.iri.value: f for f in snapshot.composer.outcomes.all}
    return known
