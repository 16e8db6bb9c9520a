"""What every page about one thing shares: the same as data, links to its other formats, and terms as they are linked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

import pyoxigraph as ox

from nkgraph import notations, vocab
from nkgraph.evidence import Evidence, Named
from nkgraph.findings import counted
from nkgraph.register import Register, one_line
from nkgraph.shown import Shown
from nkgraph.showtext import page as sheet_of
from nkgraph.store import Term
from nkgraph.vocab import NK
from nkgraph.web import formats, replies, templating
from nkgraph.web.replies import Reply
from nkgraph.web.site import Site
from nkgraph.web.templating import Other

_DAYS = frozenset((NK.firstDay, NK.lastDay, NK.startDay, NK.endDay, NK.withdrawnDay, NK.lentUntil, NK.asOfDay))
_LARGEST_DAY = date.max.toordinal()
_GONE = 410
TYPE = vocab.RDF_TYPE


@dataclass(frozen=True)
class Fact:
    """One property of a thing, or one that points to it: its IRI and label, and the values."""

    iri: str
    words: str
    values: tuple[Value, ...]
    more: int = 0  # values that are not listed


@dataclass(frozen=True)
class Value:
    """A value: words, the IRI that they link to (empty for a literal), the language of the words."""

    words: str
    iri: str = ""
    language: str = ""


def reply(site: Site, iri: ox.NamedNode, template: str, withdrawn: str = "", **values: object) -> Reply:
    """The page about a thing. A claim or an article that is withdrawn is gone (410), and `withdrawn` says why; of others it
    says why none of their claims counts."""
    others = [Other(f, site.base.document(iri.value, f.suffix)) for f in formats.DOCUMENTS if f is not formats.HTML]
    graph = site.snapshot.built.graph
    data = notations.write(graph.about(iri), formats.JSON_LD.suffix).decode()

    def rows_at(table: str, **more: str) -> dict[str, str]:
        """Where the rows of a table of this page are, as a template gives it to a table."""
        asked = urlencode({"table": table, **{name: words for name, words in more.items() if words}})
        return {f.suffix: f"{site.base.document(iri.value, f.suffix)}?{asked}" for f in (formats.CSV, formats.JSON)}

    html = templating.render(
        site, template, rows_at=rows_at, iri=iri.value, formats=others, linked=data, withdrawn=withdrawn,
        counted=counted, root_iri=vocab.ROOT, **values,
    )  # fmt: skip
    return replies.page(html, _GONE if site.snapshot.register.is_withdrawn(iri) else 200, keep=True)


def all_withdrawn(evidence: Iterable[Evidence]) -> str:
    """Why none of some claims counts any more; empty where one does."""
    why = [e.withdrawn for e in evidence]
    return "; ".join(dict.fromkeys(w for w in why if w)) if all(why) else ""


def cite(site: Site, shown: Shown) -> str:
    """The sentence to paste, as `nkgraph show` prints it."""
    return sheet_of(shown, site.snapshot.corpus_id).cite


def cited(site: Site, said: str) -> str:
    """A sentence to paste about a thing that `nkgraph show` has no page for."""
    return f"{said} (nkgraph, corpus {site.snapshot.corpus_id[:12]})"


def label(register: Register, node: ox.NamedNode) -> str:
    """A thing in words: a claim by its figure, an article by publisher and date, others by their label; what has none by
    its address."""
    graph = register.graph
    if graph.iri(node, NK.modality) is not None and graph.iri(node, NK.article) is not None:
        about = graph.iri(node, NK.quantity)
        return one_line(f"{register.figure(node)}: {register.label(about)}" if about else register.figure(node))
    if set(graph.iris(node, vocab.RDF_TYPE)) & vocab.ARTICLE_TYPES:
        return one_line(register.article_in_words(node))
    if any(graph.text(node, p) for p in (vocab.SKOS_.prefLabel, vocab.RDFS_LABEL)):
        return one_line(register.label(node))
    return short(node)


def short(node: ox.NamedNode) -> str:
    """A name of ours without what all have in common; another IRI with its prefix, where there is one."""
    if node.value.startswith(vocab.ROOT):
        return node.value.removeprefix(vocab.ROOT)
    prefix = next((p for p, space in notations.PREFIXES.items() if node.value.startswith(space)), None)
    return f"{prefix}:{node.value.removeprefix(notations.PREFIXES[prefix])}" if prefix else node.value


def named(register: Register, node: ox.NamedNode) -> Named:
    """A thing with its words, for a link."""
    return Named(node.value, label(register, node))


def value(register: Register, predicate: ox.NamedNode, term: Term) -> Value:
    """A value of a property, in words; days that are counted from the year 1 also as dates."""
    if isinstance(term, ox.NamedNode):
        return Value(label(register, term), term.value)
    words = str(term.value)
    if predicate in _DAYS and words.isdigit() and 0 < int(words) <= _LARGEST_DAY:
        words = f"{date.fromordinal(int(words)).isoformat()} (day {words})"
    return Value(one_line(words), language=(term.language or "") if isinstance(term, ox.Literal) else "")


def facts(register: Register, triples: Iterable[tuple[ox.NamedNode, Term]], most: int) -> tuple[Fact, ...]:
    """Pairs of a property and a value by property, at most so many values of each."""
    found: dict[ox.NamedNode, list[Term]] = {}
    for predicate, term in triples:
        found.setdefault(predicate, []).append(term)
    return tuple(
        Fact(
            p.value, property_label(register, p), tuple(value(register, p, t) for t in sorted(terms, key=str)[:most]),
            max(0, len(terms) - most),
        )
        for p, terms in sorted(found.items(), key=lambda item: (item[0] != vocab.RDF_TYPE, item[0].value))
    )  # fmt: skip


def property_label(register: Register, predicate: ox.NamedNode) -> str:
    """A property by its label; one of others by its short name."""
    return one_line(register.graph.text(predicate, vocab.RDFS_LABEL) or short(predicate))
