"""What articles and claims say of one another: articles that are not there, filed twice, chains that go in a circle."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

import pyoxigraph as ox

from nkgraph import vocab
from nkgraph.claims import Article, Claim, Corpus
from nkgraph.fault import Fault
from nkgraph.vocab import NK, SDO, local


def check(corpus: Corpus) -> Iterator[Fault]:
    """Every fault that only shows when the files are read together."""
    yield from _unknown_articles(corpus)
    yield from _circles(corpus)
    yield from _filed_twice(corpus)
    yield from _repeated(corpus)


def _unknown_articles(corpus: Corpus) -> Iterator[Fault]:
    for article in corpus.articles.values():
        for hop, target in article.hops:
            if target.value not in corpus.articles:
                document = article.document
                line = document.line_of(article.iri.value, hop.value, target)
                what = f"{target.value} is not a filed article."
                yield Fault(document.path, line, "article-unknown", what, _meant(target.value, corpus))
    told: set[tuple[Path, str]] = set()
    for claim in corpus.claims:
        for target in claim.via:
            if target.value not in corpus.articles:
                line = claim.document.line(claim.origin.get("via", claim.subject), NK.via.value)
                remedy = _meant(target.value, corpus)
                yield Fault(claim.document.path, line, "article-unknown", f"{target.value} is not a filed article.", remedy)
        stated = claim.article.value if claim.article is not None else None
        if stated is not None and stated not in corpus.articles and (claim.document.path, stated) not in told:
            told.add((claim.document.path, stated))  # once, not at each claim of the article
            line = claim.document.line(claim.origin.get("statedIn", claim.subject), NK.statedIn.value)
            what = f"{stated} is not an article."
            remedy = "Write: nk:statedIn <> ; and describe the article in this file, as <>."
            yield Fault(claim.document.path, line, "article-unknown", what, remedy)


def _meant(iri: str, corpus: Corpus) -> str:
    """The filed article whose name is like an IRI's; else what to do about an article that is not filed."""
    file_name = iri.removeprefix(vocab.CLAIMS).removesuffix("/")  # what is left of a node of a file has a slash in it
    near = [] if "/" in file_name else get_close_matches(f"{vocab.CLAIMS}{file_name}/", corpus.articles, n=1, cutoff=0.9)
    if near:
        return f"Did you mean <../{near[0].removeprefix(vocab.CLAIMS)}>? Else file it."
    return "File it, or give it a node in this file with nk:held false."


def _circles(corpus: Corpus) -> Iterator[Fault]:
    reported: set[str] = set()
    for iri, start in corpus.articles.items():
        if iri in reported or iri not in (sources := _sources(corpus, iri)):
            continue
        circle = {source for source in sources if iri in _sources(corpus, source)}
        reported |= circle
        hop, target = next((h, t) for h, t in start.hops if t.value in circle)
        what = f"The chain of reporting from {local(start.iri)} comes back to it."
        line = start.document.line_of(iri, hop.value, target)
        remedy = "One of the articles did not report the other: delete that hop."
        yield Fault(start.document.path, line, "hop-circle", what, remedy)


def _sources(corpus: Corpus, iri: str) -> set[str]:
    """The articles that one reports, and those that they report, and so on."""
    found: set[str] = set()
    todo = [iri]
    while todo:
        article = corpus.articles.get(todo.pop())
        new = {t.value for _, t in article.hops} - found if article else set()
        found |= new
        todo.extend(new)
    return found


def _filed_twice(corpus: Corpus) -> Iterator[Fault]:
    same: dict[tuple[object, ...], Article] = {}
    again: set[ox.NamedNode] = set()
    for article in corpus.articles.values():
        if article.headline is None:
            continue
        key = (article.publisher, article.headline, article.published)
        other = same.setdefault(key, article)
        if other is not article:
            again.add(article.iri)
            document = article.document
            what = f"{other.document.path.name} files the same article (publisher, headline and date)."
            line = document.line(article.iri.value, SDO.headline.value)
            yield Fault(document.path, line, "filed-twice", what, "Keep one file, with the mentions of both copies.")
    spots: dict[tuple[object, ...], Claim] = {}
    for claim in corpus.claims:
        for mention in claim.mentions:
            spot = (mention.figure.copy, mention.figure.start, mention.figure.end)
            first = spots.setdefault(spot, claim)
            if first.article != claim.article and claim.article not in again:  # else that has been told of the article
                what = f"{first.document.path.name} claims the same characters."
                line = claim.document.line(mention.figure.node, NK.start.value)
                yield Fault(
                    claim.document.path, line, "filed-twice", what, "A figure belongs to the article whose words it is."
                )


def _repeated(corpus: Corpus) -> Iterator[Fault]:
    same: dict[tuple[object, ...], Claim] = {}
    for claim in corpus.claims:
        if claim.retraction is not None or claim.erratum is not None:
            continue  # the right one may stand beside it
        key = (
            claim.article, claim.measure, tuple(sorted((k, v.value) for k, v in claim.dimensions.items())), claim.period,
            claim.span, claim.unit, claim.modality, claim.value, claim.to, claim.scale, claim.operation, claim.over,
            tuple(sorted((k, str(v)) for k, v in claim.base.items())), claim.forecast, claim.per, claim.per_count,
        )  # fmt: skip
        other = same.setdefault(key, claim)
        if other is not claim and other.subject != claim.subject:
            what = f"<{local(claim.iri)}> says what <{local(other.iri)}> says already."
            line = claim.document.line(claim.subject)
            remedy = "A figure that is printed again is one claim with a second nk:mention."
            yield Fault(claim.document.path, line, "claim-repeated", what, remedy)
