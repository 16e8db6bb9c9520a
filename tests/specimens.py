"""Small corpora for the tests of comparison: an article in one line, what the rules say of several, and that in words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from nkgraph import claims, corpus, derive, findings, ontology, rules, vocab
from nkgraph.claims import Corpus
from nkgraph.findings import Finding
from nkgraph.ontology import Ontology
from nkgraph.register import Register
from nkgraph.rules import Rule
from nkgraph.store import Graph
from nkgraph.turtle import Document, Triple
from nkgraph.vocab import NK, SKOS_
from tests.conftest import REPOSITORY

MINISTRY = "ministry-of-unification"
GOVERNMENT = "south-korean-government"
INTELLIGENCE = "national-intelligence-service"
STATE_DEPARTMENT = "us-state-department"
UNSTATED = "unstated"
SELF = "self"
RUNNING = "us-resettled"  # a measure that counts since a start
PERCENT = "economic-participation"  # a measure printed in percent
_RANGE = re.compile(r"(\S+) to (\S+)")


def says(figure: str, period: str = "2015", by: str = MINISTRY, measure: str = "arrivals", more: str = "") -> str:
    """A claim as it is typed. `figure` is "1277", "more-than 80", "5 to 9", "no-data"; `by` names one agent or more."""
    agents = ", ".join(f"nk:{name}" if name in (SELF, UNSTATED) else f"agent:{name}" for name in by.split())
    return (
        f'a nk:Claim ; nk:statedIn <> ; nk:measure measure:{measure} ; nk:place place:south-korea ; nk:period "{period}" ; '
        f"{_number(figure)} ; nk:authority {agents}{f' ; {more}' if more else ''}"
    )


def total(figure: str, by: str = UNSTATED, period: str = "2006/..") -> str:
    """A running total: counted since a start, up to the day of whoever prints it."""
    return says(figure, period, by, RUNNING)


def _number(figure: str) -> str:
    if (ends := _RANGE.fullmatch(figure)) is not None:
        return f"nk:from {ends[1]} ; nk:to {ends[2]}"
    *hedge, number = figure.split()
    if not number[0].isdigit():
        return f"nk:modality modality:{number}"
    return f"nk:value {number}" + (f" ; nk:modality modality:{hedge[0]}" if hedge else "")


def article(publisher: str, published: str, *said: str, name: str = "", hops: str = "") -> Document:
    """A claims file with one article; an empty date is unknown. Without a name it is filed as <date>-<publisher>."""
    stem = name or f"{re.sub('[^0-9-]+', '_', published) or 'undated'}-{publisher}"
    date = f' ; schema:datePublished "{published}"' if published else ""
    about = f"<> a schema:NewsArticle ; schema:publisher agent:{publisher}{date}{f' ; {hops}' if hops else ''} .\n"
    body = "".join(f"<c{n}> {claim} .\n" for n, claim in enumerate(said, 1))
    return document(stem, about + body, f"{vocab.CLAIMS}{stem}/")


def iri(stem: str, node: str = "") -> ox.NamedNode:
    """The IRI of the article filed under a name, or of a node of its file."""
    return ox.NamedNode(f"{vocab.CLAIMS}{stem}/{node}")


def document(stem: str, body: str, base: str) -> Document:
    """A claims file without blank nodes, as `turtle.read` gives it."""
    text = f"{_prefixes()}@base <{base}> .\n{body}"
    triples: list[Triple] = []
    for t in ox.parse(text, format=ox.RdfFormat.TURTLE):
        assert isinstance(t.subject, ox.NamedNode), "a specimen has no blank node"
        assert isinstance(t.object, ox.NamedNode | ox.Literal), "a specimen has no blank node"
        triples.append((t.subject, t.predicate, t.object))
    return Document(Path(f"{stem}.ttl"), text, base, {}, triples)


@cache
def _prefixes() -> str:
    return (REPOSITORY / "ontology" / "prefixes.ttl").read_text(encoding="utf-8")


@cache
def copy_filed() -> Document:
    """The one archived copy of every specimen: filed on 22 November 2026, the last day on which anything was printed."""
    return document("copies", '<001> a nk:Copy ; schema:name "a.txt" ; nk:filed "2026-11-22" .', vocab.ROOT + "copies/")


@cache
def known() -> Ontology:
    """The repository's ontology."""
    return ontology.read(corpus.find(REPOSITORY).ontology_files())


@cache
def all_rules() -> tuple[Rule, ...]:
    """The repository's rules, in order."""
    return tuple(rules.read(corpus.find(REPOSITORY).rule_files()))


@cache
def names_and_parts() -> tuple[Triple, ...]:
    """What the words of a finding need of the ontology: what things are called, and which body is part of which."""
    return tuple(t for t in known().triples if t[1] in (SKOS_.prefLabel, NK.partOf))


def typed(articles: Iterable[Document]) -> Corpus:
    """The corpus of these articles and the one copy."""
    return claims.read([copy_filed(), *articles], known())


@dataclass(frozen=True)
class Compared:
    """What the rules say of a corpus."""

    register: Register
    findings: list[Finding]

    @property
    def words(self) -> list[str]:
        """Each finding in a few words, in the order of the alphabet: "revised 1,277 to 1,275"."""
        return sorted(in_words(f) for f in self.findings)


def compare(*articles: Document, as_of: int = rules.ALL_DATES) -> Compared:
    """Derive, run the real rules, read the findings."""
    graph = Graph(derive.derive(typed(articles), known()))
    graph.add(names_and_parts())
    rules.run(list(all_rules()), graph, as_of)
    register = Register(graph)
    return Compared(register, findings.read(register))


def in_words(finding: Finding) -> str:
    """The rule or outcome, the sides in their order, the reason."""
    verb = "falls" if finding.falls else "within-article" if finding.rule == "within-article" else finding.outcome
    joint = " to " if verb in ("falls", "revised") else " and "
    reason = f", {finding.reason}" if finding.reason else ""
    return f"{verb} {joint.join(side.figure for side in finding.sides)}{reason}"
