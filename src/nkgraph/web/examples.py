"""The question library and the prefixes as RDF, as editors read them: sh:SPARQLExecutable with its words, sh:declare."""

from __future__ import annotations

import pyoxigraph as ox

from nkgraph import notations, vocab
from nkgraph.published import DCT, FOAF, RDFS, SH
from nkgraph.questions import Question
from nkgraph.turtle import Triple
from nkgraph.web.snapshot import Snapshot

EXAMPLES = f"{vocab.ROOT}.well-known/sparql-examples"
PREFIXES = ox.NamedNode(f"{EXAMPLES}#prefixes")
_TARGET = ox.NamedNode(f"{vocab.SCHEMA}target")
_KEYWORDS = ox.NamedNode(f"{vocab.SCHEMA}keywords")
_ANY_URI = ox.NamedNode(f"{vocab.XSD}anyURI")


def triples(snapshot: Snapshot, endpoint: str) -> list[Triple]:
    """Every question with its text, to be put to an endpoint, and the prefixes."""
    asked = [t for question in snapshot.library.values() for t in _question(question, ox.NamedNode(endpoint))]
    return [*asked, *prefixes(snapshot)]


def prefixes(snapshot: Snapshot) -> list[Triple]:
    """Every prefix worth completing."""
    said: list[Triple] = []
    for prefix, space in notations.PREFIXES.items():
        one = ox.NamedNode(f"{EXAMPLES}#prefix-{prefix}")
        said += [
            (PREFIXES, SH.declare, one),
            (one, vocab.RDF_TYPE, SH.PrefixDeclaration),
            (one, SH.prefix, ox.Literal(prefix)),
            (one, SH.namespace_, ox.Literal(space, datatype=_ANY_URI)),
        ]
    return said


def _question(question: Question, endpoint: ox.NamedNode) -> list[Triple]:
    one = ox.NamedNode(f"{EXAMPLES}#{question.name}")
    kinds = " ".join(p.kind for p in question.parameters)
    said: list[Triple] = [
        (one, vocab.RDF_TYPE, SH.SPARQLExecutable),
        (one, vocab.RDF_TYPE, SH.SPARQLSelectExecutable),
        (one, RDFS.label, ox.Literal(question.name.replace("-", " "), language="en")),
        (one, RDFS.comment, ox.Literal(question.summary, language="en")),
        (one, DCT.description, ox.Literal(question.description, language="en")),
        (one, SH.prefixes, PREFIXES),
        (one, SH.select, ox.Literal(question.text)),
        (one, _TARGET, endpoint),
        (one, FOAF.page, ox.NamedNode(f"{vocab.ROOT}questions/{question.name}")),
    ]
    return [*said, (one, _KEYWORDS, ox.Literal(kinds))] if kinds else said
