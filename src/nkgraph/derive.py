"""From typed claims to the graph that the rules run on: bounds, days, quantities, readings, roots, and links.

Pure: objects in, triples out. Nothing here compares two claims; that is done by the rules in queries/rules/, which
follow the links built here by look-up. No blank node leaves this module.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pyoxigraph as ox

from nkgraph import links, periods, quantities, vocab
from nkgraph.claims import Article, Claim, Corpus, Mention
from nkgraph.ontology import Ontology
from nkgraph.placing import Placed, place
from nkgraph.quantities import Quantity
from nkgraph.roots import Roots
from nkgraph.turtle import Triple
from nkgraph.vocab import NK, SDO

_BOOLEAN = ox.NamedNode(vocab.XSD + "boolean")


def derive(corpus: Corpus, ontology: Ontology) -> Iterator[Triple]:
    """Every triple of the store: what was typed, resolved, and what follows from each claim by itself."""
    placed = [p for c in corpus.claims if (p := place(c, ontology)) is not None]
    days = publications(corpus)
    roots = Roots(corpus, {p.claim.iri.value: p.reading for p in placed})
    used: set[ox.NamedNode] = set()
    for article in corpus.articles.values():
        yield from _article(article, days[article.iri.value])
    for copy in corpus.copies.values():
        yield copy.iri, vocab.RDF_TYPE, NK.Copy
        yield from _literals(copy.iri, ((NK.sha256, copy.sha256), (SDO.name, copy.name)))
    for breakdown in corpus.breakdowns.values():
        yield breakdown.iri, vocab.RDF_TYPE, NK.Breakdown
        named = (
            (NK.statedIn, breakdown.article),
            (NK.total, breakdown.total),
            (NK.by, breakdown.by),
            (NK.items, breakdown.items),
        )
        yield from ((breakdown.iri, p, o) for p, o in named if o is not None)
        yield from ((breakdown.iri, NK.note, ox.Literal(n)) for n in breakdown.notes)
        yield from ((breakdown.iri, NK.missing, ox.Literal(n)) for n in breakdown.missing)
    for item in placed:
        found = roots.of(item.claim)
        used.update(found)
        yield from _claim(item)
        yield from _resolved(item, found, days)
    yield from links.links(placed, days, ontology)
    yield from corpus.acknowledged
    for root in used:
        yield root, NK.oneWith, root
        for above in ontology.ancestors(root):
            if above in used:
                yield root, NK.oneWith, above
                yield above, NK.oneWith, root


def publications(corpus: Corpus) -> dict[str, tuple[int, int]]:
    """First and last possible day of publication of each article; both are always known, if only from the day the copies
    were filed.

    A report is not younger than an article that quotes it, unless its own date says so (then one of the dates is wrong,
    and neither is bent). Nothing was printed after the last copy was filed, unless its own date says so.
    """
    filed = [periods.parse(c.filed).last for c in corpus.copies.values() if c.filed is not None]
    latest = max((d for d in filed if d is not None), default=date.max.toordinal())
    found: dict[str, tuple[int, int]] = {}
    for iri, article in corpus.articles.items():
        known = _published(article)
        first = 1 if known.start is None else known.start
        last = latest if known.last is None else known.last
        found[iri] = first, min(last, latest) if first <= latest else last
    quoted = Counter(target.value for article in corpus.articles.values() for _, target in article.hops)
    todo = [iri for iri in found if not quoted[iri]]
    while todo:  # from each article to those that it quotes, once all that quote it are done
        article = corpus.articles[todo.pop()]
        by = found[article.iri.value][1]
        for target in (t.value for _, t in article.hops if t.value in found):
            first, last = found[target]
            found[target] = first, min(last, by) if by >= first else last
            quoted[target] -= 1
            if not quoted[target]:
                todo.append(target)
    return found


def _published(article: Article) -> periods.Period:
    return periods.parse(article.published) if article.published is not None else periods.Period(None, None)


def _article(article: Article, days: tuple[int, int]) -> Iterator[Triple]:
    iri = article.iri
    yield iri, vocab.RDF_TYPE, ox.NamedNode(vocab.SCHEMA + "Article")
    if article.publisher is not None:
        yield iri, SDO.publisher, article.publisher
    yield from _literals(
        iri,
        ((SDO.headline, article.headline), (SDO.datePublished, article.published), (NK.dateBasis, article.date_basis)),
    )
    if article.url is not None:
        yield iri, SDO.url, ox.NamedNode(article.url)
    yield iri, NK.held, ox.Literal("true" if article.held else "false", datatype=_BOOLEAN)
    yield from ((iri, hop, target) for hop, target in article.hops)
    yield from ((iri, NK.relays, target) for _, target in article.hops)
    yield from _dated(article)
    yield from ((iri, NK.note, ox.Literal(n)) for n in article.notes)
    yield iri, NK.firstDay, vocab.whole(days[0])
    yield iri, NK.lastDay, vocab.whole(days[1])


def _dated(article: Article) -> Iterator[Triple]:
    """The days that the article's own date allows; nothing where it is open."""
    own = _published(article)
    if own.start is not None and own.last is not None:
        yield article.iri, NK.datedFrom, vocab.whole(own.start)
        yield article.iri, NK.datedTo, vocab.whole(own.last)


def _claim(item: Placed) -> Iterator[Triple]:
    """What was typed, with what the breakdown lends."""
    claim, iri = item.claim, item.claim.iri
    yield iri, vocab.RDF_TYPE, NK.Forecast if claim.forecast else NK.Claim
    yield iri, NK.measure, item.quantity.measure
    yield from ((iri, ox.NamedNode(NK.namespace + n), v) for n, v in claim.dimensions.items())
    yield from _literals(iri, ((NK.period, claim.period), (NK.span, claim.span), (NK.per, claim.per)))
    yield iri, NK.modality, ox.NamedNode(f"{vocab.ROOT}modalities/{claim.modality}")
    if claim.unit is not None:
        yield iri, NK.unit, claim.unit
    if claim.operation is not None:
        yield iri, NK.operation, ox.NamedNode(f"{vocab.ROOT}operations/{claim.operation}")
    yield from _base(claim)
    if claim.over is not None:
        yield iri, NK.over, claim.over
    if claim.breakdown is not None:
        yield iri, NK.in_, claim.breakdown.iri
    numbers = ((NK.from_ if claim.ranged else NK.value, claim.value), (NK.to, claim.to), (NK.perCount, claim.per_count))
    yield from ((iri, p, vocab.decimal(n)) for p, n in numbers if n is not None)
    if claim.scale != 1:
        yield iri, NK.scale, vocab.whole(claim.scale)
    yield from ((iri, NK.authority, a) for a in claim.authorities)
    yield iri, NK.attribution, ox.NamedNode(NK.namespace + claim.attribution)
    yield from ((iri, NK.via, v) for v in claim.via)
    yield from ((iri, NK.note, ox.Literal(n)) for n in claim.notes)
    for mention in claim.mentions:
        yield from _mention(iri, mention)


def _base(claim: Claim) -> Iterator[Triple]:
    """What a derived figure is compared with, as a node named after the claim."""
    if claim.base:
        node = ox.NamedNode(f"{claim.iri.value}/base")
        yield claim.iri, NK.base, node
        for name, value in claim.base.items():
            yield node, ox.NamedNode(NK.namespace + name), ox.Literal(value) if isinstance(value, str) else value


def _mention(claim: ox.NamedNode, mention: Mention) -> Iterator[Triple]:
    stretch = mention.figure
    if stretch.copy is None:
        return
    node = ox.NamedNode(f"{stretch.copy.value}#char={stretch.start},{stretch.end}")
    yield claim, NK.mention, node
    yield node, NK.copy, stretch.copy
    yield node, NK.start, vocab.whole(stretch.start)
    yield node, NK.end, vocab.whole(stretch.end)
    yield from _literals(node, ((NK.wording, stretch.wording),))


def _resolved(item: Placed, roots: list[ox.NamedNode], days: dict[str, tuple[int, int]]) -> Iterator[Triple]:
    """What is computed of one claim: article, quantity, reading with its bounds, entry, roots, slots, days."""
    claim, quantity = item.claim, item.quantity
    iri, article = claim.iri, claim.article
    assert article is not None, "a claim without an article has no quantity"
    yield iri, NK.article, article
    yield iri, NK.quantity, quantity.iri
    yield from _quantity(quantity)
    first, last = days.get(article.value, (1, date.max.toordinal()))
    yield iri, NK.firstDay, vocab.whole(first)
    yield iri, NK.lastDay, vocab.whole(last)
    yield from ((iri, NK.root, root) for root in roots)
    reading = item.reading
    if reading is None:
        return
    entry = quantities.entry(article, quantity)
    yield iri, NK.reading, reading
    yield iri, NK.entry, entry
    yield entry, NK.entryArticle, article
    yield entry, NK.entryQuantity, quantity.iri
    yield reading, vocab.RDF_TYPE, NK.Reading
    yield reading, NK.quantity, quantity.iri
    yield from _bounds(reading, item)
    for root in roots:
        slot = ox.NamedNode(f"{reading.value}/roots/{vocab.local(root)}")
        yield iri, NK.slot, slot
        account = ox.NamedNode(f"{quantity.iri.value}/accounts/{vocab.local(root)}")
        yield slot, NK.account, account
        yield account, NK.accountQuantity, quantity.iri
        yield account, NK.accountRoot, root
        yield slot, NK.slotReading, reading
        yield slot, NK.slotRoot, root


def _quantity(quantity: Quantity) -> Iterator[Triple]:
    iri = quantity.iri
    yield iri, vocab.RDF_TYPE, NK.Quantity
    yield iri, vocab.RDFS_LABEL, ox.Literal(quantity.label, language="en")
    yield iri, NK.measure, quantity.measure
    yield iri, NK.series, quantity.series
    if quantity.running_total:
        yield iri, NK.runningTotal, ox.Literal("true", datatype=_BOOLEAN)
    if quantity.period is not None:
        ends = ((NK.startDay, quantity.period.start), (NK.endDay, quantity.period.end))
        yield from ((iri, p, vocab.whole(d)) for p, d in ends if d is not None)


def _bounds(reading: ox.NamedNode, item: Placed) -> Iterator[Triple]:
    assert item.strict is not None, "a reading has bounds"
    assert item.loose is not None, "and they come in pairs"
    strict = (item.strict, NK.lower, NK.lowerInclusive, NK.upper, NK.upperInclusive)
    loose = (item.loose, NK.looseLower, NK.looseLowerInclusive, NK.looseUpper, NK.looseUpperInclusive)
    for interval, low, low_in, high, high_in in (strict, loose):
        ends = (
            (low, low_in, interval.lower, interval.lower_inclusive),
            (high, high_in, interval.upper, interval.upper_inclusive),
        )
        for end, inclusive, number, meant in ends:
            if number is not None:
                yield reading, end, vocab.decimal(number)
                yield reading, inclusive, ox.Literal("true" if meant else "false", datatype=_BOOLEAN)


def _literals(subject: ox.NamedNode, pairs: tuple[tuple[ox.NamedNode, str | None], ...]) -> Iterator[Triple]:
    return ((subject, p, ox.Literal(text)) for p, text in pairs if text is not None)
