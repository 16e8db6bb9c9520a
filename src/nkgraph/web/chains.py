"""The way of a figure from the page that prints it to whoever counted, stop by stop. An unknown end is drawn as unknown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from nkgraph import findings
from nkgraph.evidence import Named
from nkgraph.show import Composer
from nkgraph.vocab import HOPS, NK, local

_ATTRIBUTIONS = {"carried": "names, earlier in the passage,", "stated": "names"}


@dataclass(frozen=True)
class Stop:
    """One stop: how one comes to it from the one before ("quotes", "names"; empty at the first), what it is, several where
    they stand side by side; `kind` is "article", "root", or "unknown"."""

    how: str
    what: tuple[Named, ...]
    kind: str


@dataclass(frozen=True)
class Chain:
    """One way, the claims that took it, the same in a sentence, and the roots at its end, none where nobody is known."""

    stops: tuple[Stop, ...]
    claims: tuple[Named, ...]
    words: str
    roots: tuple[Named, ...]


@dataclass(frozen=True)
class Rooted:
    """The ways that end at one root; `root` is None for those whose end is unknown. `within` are the bodies it is part of;
    `publishers` how many publish what came these ways."""

    root: Named | None
    within: tuple[Named, ...]
    chains: tuple[Chain, ...]
    publishers: int


def by_root(composer: Composer, claims: Iterable[ox.NamedNode]) -> list[Rooted]:
    """The ways of some claims by the root at which they end: those that most publishers rest on first, the unknown last."""
    graph, register, named = composer.graph, composer.register, composer.witness.named
    ways: dict[ox.NamedNode | None, list[ox.NamedNode]] = defaultdict(list)
    for claim in claims:
        roots: list[ox.NamedNode | None] = [*graph.iris(claim, NK.root)]
        for end in roots or [None]:
            ways[end].append(claim)
    found = []
    for root, members in ways.items():
        publishers = {register.publisher(register.article(c)) for c in members}
        within = tuple(map(named, register.containers(root))) if root is not None else ()
        found.append(Rooted(named(root) if root is not None else None, within, _chains(composer, members), len(publishers)))
    return sorted(found, key=lambda r: (r.root is None, -r.publishers, r.root.words if r.root else ""))


def _chains(composer: Composer, claims: list[ox.NamedNode]) -> tuple[Chain, ...]:
    """The ways of claims, those that took the same one together."""
    found: dict[tuple[Stop, ...], Chain] = {}
    for claim in claims:
        way = chain(composer, claim)
        same = found.get(way.stops)
        found[way.stops] = way if same is None else Chain(way.stops, (*same.claims, *way.claims), same.words, way.roots)
    return tuple(found.values())


def chain(composer: Composer, claim: ox.NamedNode) -> Chain:
    """The way of one claim."""
    evidence = composer.witness.evidence(claim)
    stops = (*_printed(composer, claim), *_through(composer, claim), *_ends(composer, claim))
    return Chain(stops, (Named(claim.value, evidence.figure),), evidence.chain, evidence.roots)


def _printed(composer: Composer, claim: ox.NamedNode) -> list[Stop]:
    """Where it is printed: who relays the article first, then the article."""
    register, graph, article = composer.register, composer.graph, composer.register.article(claim)
    holders = [(hop, a) for hop in HOPS[:3] for a in graph.subjects(hop, article)]
    own = Named(article.value, composer.witness.article_in_words(article).partition(", in ")[0])
    if not holders:
        return [Stop("", (own,), "article")]
    how = " or ".join(dict.fromkeys(local(hop) for hop, _ in holders))
    first = tuple(dict.fromkeys(Named(a.value, register.article_in_words(a)) for _, a in holders))
    return [Stop("", first, "article"), Stop(how, (own,), "article")]


def _through(composer: Composer, claim: ox.NamedNode) -> list[Stop]:
    """The report through which it came, or the articles from which one without a named authority has its root."""
    register, graph, article = composer.register, composer.graph, composer.register.article(claim)
    via = graph.iris(claim, NK.via)
    if via:
        return [Stop("has it from", tuple(Named(v.value, register.article_in_words(v)) for v in via), "article")]
    named = [a for a in graph.iris(claim, NK.authority) if a != NK.unstated]
    if named or not graph.iris(claim, NK.root):
        return []
    targets = {hop: graph.iris(article, hop) for hop in HOPS}
    relayed = [(hop, a) for hop, articles in targets.items() for a in articles]
    if not relayed:
        return []
    how = " or ".join(dict.fromkeys(local(hop) for hop, _ in relayed))
    return [Stop(how, tuple(Named(a.value, register.article_in_words(a)) for _, a in relayed), "article")]


def _ends(composer: Composer, claim: ox.NamedNode) -> list[Stop]:
    """Who counted, as far as anybody says."""
    graph, named = composer.graph, composer.witness.named
    authorities, roots = graph.iris(claim, NK.authority), graph.iris(claim, NK.root)
    bodies = [a for a in authorities if a not in (NK.self, NK.unstated)]
    attribution = local(graph.iri(claim, NK.attribution) or NK.stated)
    ends = []
    if bodies:
        kind = "root" if set(bodies) & set(roots) else "article"
        ends.append(Stop(_ATTRIBUTIONS.get(attribution, "names"), tuple(map(named, bodies)), kind))
    if NK.self in authorities:
        publisher = composer.register.publisher(composer.register.article(claim))
        counted = (named(publisher),) if publisher is not None else ()
        ends.append(Stop("counted or surveyed it itself:", counted, "root"))
    others = [r for r in roots if r not in bodies] if NK.self not in authorities else []
    if others and not ends:
        ends.append(Stop("which has it from", tuple(map(named, others)), "root"))
    return ends or [Stop("names nobody", (Named("", "unknown: nobody says who counted"),), "unknown")]


def in_words(rooted: Rooted) -> str:
    """ "2 publishers, 3 figures" """
    figures = sum(len(c.claims) for c in rooted.chains)
    return f"{findings.counted(rooted.publishers, 'publisher')}, {findings.counted(figures, 'figure')}"
