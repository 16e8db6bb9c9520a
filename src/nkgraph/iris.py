"""IRIs as people type and read them: `agent:yonhap` for an IRI of ours, the IRI itself for all others."""

from __future__ import annotations

import pyoxigraph as ox

from nkgraph import vocab

PREFIXES = {
    "nk": vocab.NK.namespace, "claims": vocab.CLAIMS, "copy": f"{vocab.ROOT}copies/", "finding": f"{vocab.ROOT}findings/",
    "quantity": f"{vocab.ROOT}quantities/", "modality": f"{vocab.ROOT}modalities/", "sex": f"{vocab.ROOT}sexes/",
    **{n: f"{vocab.ROOT}{n}s/" for n in ("agent", "measure", "place", "unit", "population", "product", "operation", "reason")},
    "schema": vocab.SCHEMA, "xsd": vocab.XSD, "skos": vocab.SKOS, "rdf": vocab.RDF,
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
}  # fmt: skip


def shorten(node: ox.NamedNode) -> str:
    """The prefixed name of an IRI, the IRI itself where no prefix fits; for reading only: a slash in it is not escaped."""
    fitting = [(prefix, space) for prefix, space in PREFIXES.items() if node.value.startswith(space)]
    if not fitting:
        return node.value
    prefix, space = max(fitting, key=lambda pair: len(pair[1]))
    return f"{prefix}:{node.value[len(space) :]}"


def expand(text: str) -> ox.NamedNode | None:
    """The IRI that `agent:yonhap`, `https://…` or `<https://…>` names; None where the text is no IRI."""
    bare = text[1:-1] if text.startswith("<") and text.endswith(">") else text
    prefix, colon, rest = bare.partition(":")
    if not colon or (prefix not in PREFIXES and not rest.startswith("//")):
        return None
    try:
        return ox.NamedNode(PREFIXES[prefix] + rest if prefix in PREFIXES else bare)
    except ValueError:
        return None
