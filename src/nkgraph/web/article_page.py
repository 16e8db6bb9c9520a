"""The page about an article, and the page about a copy in which articles stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

import pyoxigraph as ox

from nkgraph import vocab
from nkgraph.evidence import Named
from nkgraph.names import path_of
from nkgraph.show import Composer
from nkgraph.showtext import tally
from nkgraph.vocab import HOPS, NK, SDO, local
from nkgraph.web import thing_page
from nkgraph.web.replies import Reply
from nkgraph.web.site import Site

_RIVALS = 8  # articles that are offered for comparison


@dataclass(frozen=True)
class Rival:
    """An article that gives some of the same quantities: its path, for the comparison, and how many."""

    article: Named
    path: str
    shared: int


@dataclass(frozen=True)
class Placed:
    """A print in a copy: where, its wording, and the claims that stand on it."""

    start: int
    end: int
    wording: str
    claims: tuple[Named, ...]
    article: Named


def page(site: Site, iri: ox.NamedNode) -> Reply:
    """The page about an article."""
    composer = site.snapshot.composer
    shown = composer.article(iri)
    return thing_page.reply(
        site, iri, "article.html",
        withdrawn=shown.withdrawn or "",
        section="claims",
        shown=shown,
        hops=_hops(composer, iri),
        outcomes=tally(shown.counts),
        rivals=_rivals(composer, iri),
        path=path_of(iri),
        cite=thing_page.cite(site, shown),
    )  # fmt: skip


def _hops(composer: Composer, article: ox.NamedNode) -> list[tuple[str, Named]]:
    """Whom it relays, and who relays it, each with the words before its name."""
    graph, words = composer.graph, composer.witness.article_in_words
    relays = [(f"It {local(hop)}", Named(a.value, words(a))) for hop in HOPS for a in graph.iris(article, hop)]
    relayed = [(f"{local(hop)} it", Named(a.value, words(a))) for hop in HOPS for a in graph.subjects(hop, article)]
    return relays + relayed


def _rivals(composer: Composer, article: ox.NamedNode) -> list[Rival]:
    """The articles that give most of the same quantities."""
    graph, register = composer.graph, composer.register
    quantities = {q for c in graph.subjects(NK.article, article) if (q := graph.iri(c, NK.quantity)) is not None}
    shared: dict[ox.NamedNode, set[ox.NamedNode]] = defaultdict(set)
    for quantity in quantities:
        for claim in graph.subjects(NK.quantity, quantity):
            other = graph.iri(claim, NK.article)
            if other is not None and other != article:
                shared[other].add(quantity)
    number = Counter({a: len(q) for a, q in shared.items()})
    ranked = sorted(number, key=lambda a: (-number[a], a.value))[:_RIVALS]
    return [Rival(Named(a.value, register.article_in_words(a)), path_of(a), number[a]) for a in ranked]


# --- copies -----------------------------------------------------------------------------------------------------------


def copy_page(site: Site, iri: ox.NamedNode) -> Reply:
    """The page about an archived copy: its digest, and which figures stand where in it; never its text."""
    composer = site.snapshot.composer
    graph = composer.graph
    places = placed(composer, iri)
    articles = list(dict.fromkeys(p.article for p in places))
    digest = graph.text(iri, NK.sha256) or ""
    said = f"Copy {local(iri)}, sha256 {digest}: {len(places)} places with figures."
    return thing_page.reply(
        site, iri, "copy.html",
        name=local(iri),
        file=graph.text(iri, SDO.name) or "",
        digest=digest,
        lost=composer.beside.lost(iri) or "",
        placed=places,
        articles=articles,
        cite=thing_page.cited(site, said),
    )  # fmt: skip


def placed(composer: Composer, copy: ox.NamedNode) -> list[Placed]:
    """Every place of a copy on which a claim stands, from its first character to its last."""
    graph, register = composer.graph, composer.register
    found = []
    for print_ in graph.subjects(NK.copy, copy):
        claims = [c for c in graph.subjects(NK.mention, print_) if graph.iri(c, NK.article) is not None]
        start, end = graph.text(print_, NK.start), graph.text(print_, NK.end)
        if not claims or start is None or end is None:
            continue
        article = register.article(claims[0])
        found.append(Placed(
            int(start), int(end), graph.text(print_, NK.wording) or "",
            tuple(thing_page.named(register, c) for c in claims), Named(article.value, register.article_in_words(article)),
        ))  # fmt: skip
    return sorted(found, key=lambda p: (p.start, p.end))


def is_article(composer: Composer, iri: ox.NamedNode) -> bool:
    """Whether it is an article, a post, a report."""
    return bool(set(composer.graph.iris(iri, vocab.RDF_TYPE)) & vocab.ARTICLE_TYPES)
