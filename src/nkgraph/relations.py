"""What articles and claims say of one another: articles that are not there, filed twice, chains that go in a circle."""

from __future__ import annotations

from collections.abc import Iterator

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
                yield _fault(article, hop.value, target, "article-unknown", f"{target.value} is not a filed article.")
    for claim in corpus.claims:
        for target in claim.via:
            if target.value not in corpus.articles:
                line = claim.document.line(claim.origin.get("via", claim.subject), NK.via.value)
                yield Fault(claim.document.path, line, "article-unknown", f"{target.value} is not a filed article.", _FILE_IT)
        if claim.article is not None and claim.article.value not in corpus.articles:
            line = claim.document.line(claim.origin.get("statedIn", claim.subject), NK.statedIn.value)
            what = f"{claim.article.value} is not an article."
            yield Fault(claim.document.path, line, "article-unknown", what, "Describe the article in this file, as <>.")


_FILE_IT = "File it, or give it a node in this file with nk:held false."


def _fault(article: Article, predicate: str, target: object, code: str, what: str) -> Fault:
    document = article.document
    line = document.line_of(article.iri.value, predicate, target)
    return Fault(document.path, line, code, what, _FILE_IT)


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
    for article in corpus.articles.values():
        if article.headline is None:
            continue
        key = (article.publisher, article.headline, article.published)
        other = same.setdefault(key, article)
        if other is not article:
            document = article.document
            what = f"{other.document.path.name} files the same article (publisher, headline and date)."
            line = document.line(article.iri.value, SDO.headline.value)
            yield Fault(document.path, line, "filed-twice", what, "Keep one file, with the mentions of both copies.")
    spots: dict[tuple[object, ...], Claim] = {}
    for claim in corpus.claims:
        for mention in claim.mentions:
            spot = (mention.figure.copy, mention.figure.start, mention.figure.end)
            first = spots.setdefault(spot, claim)
            if first.article != claim.article:
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
