"""From a word on the command line to a concept of the ontology: "arrivals", "Arrivals", "measure:arrivals", "통일부"."""

from __future__ import annotations

from difflib import get_close_matches

import pyoxigraph as ox

from nkgraph import vocab
from nkgraph.errors import NkgraphError
from nkgraph.ontology import Ontology
from nkgraph.vocab import NK, SKOS_

_SHOWN = 6


def named(kind: str, text: str, ontology: Ontology) -> ox.NamedNode:
    """The measure, unit, or member of a dimension that is called so; NkgraphError lists the nearest names."""
    members = every(kind, ontology)
    wanted = text.casefold().strip().removeprefix(f"{kind}:").replace(" ", "-")
    found = [m for m in members if wanted in _names(m, ontology)]
    if len(found) == 1:
        return found[0]
    if found:
        raise NkgraphError(f'--{kind}: "{text}" may be {", ".join(sorted(vocab.local(m) for m in found))}. Give one of these.')
    names = {name: m for m in members for name in _names(m, ontology)}
    near = [vocab.local(names[n]) for n in get_close_matches(wanted, names, _SHOWN, 0.5)]
    some = dict.fromkeys(near or sorted(vocab.local(m) for m in members)[:_SHOWN])
    raise NkgraphError(f'--{kind}: there is no {kind} "{text}". Perhaps {", ".join(some)}.')


def base(given: tuple[str, ...], ontology: Ontology) -> dict[str, ox.NamedNode | str]:
    """ "period=2011", "sex=all": what a share or a change is against."""
    found: dict[str, ox.NamedNode | str] = {}
    for pair in given:
        name, separator, value = pair.partition("=")
        if not separator or name not in ("period", "measure", *ontology.dimensions):
            raise NkgraphError(f'--base: "{pair}" is not NAME=VALUE. Write period=2011, or sex=all.')
        found[name] = value if name == "period" else named(name, value, ontology)
    return found


def every(kind: str, ontology: Ontology) -> list[ox.NamedNode]:
    """Everything that is a measure, a unit, or a member of a dimension."""
    if kind in ontology.dimensions:
        scheme = ontology.dimensions[kind]
        return [s for s, p, o in ontology.triples if p == SKOS_.inScheme and o == scheme]
    wanted = {"measure": NK.Measure, "unit": NK.Unit}[kind]
    return [s for s, p, o in ontology.triples if p == vocab.RDF_TYPE and o == wanted]


def _names(node: ox.NamedNode, ontology: Ontology) -> set[str]:
    return {vocab.local(node), *(name.casefold().replace(" ", "-") for name in ontology.names(node))}
