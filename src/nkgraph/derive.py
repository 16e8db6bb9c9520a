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
from nkgraph.claims import Article, Claim, Corpus, Correction, Mention
from nkgraph.ontology import Ontology
from nkgraph.placing import Placed, place
from nkgraph.quantities import Quantity
from nkgraph.roots import Roots
from nkgraph.turtle import Triple
from nkgraph.vocab import NK, SDO

_BOOLEAN = ox.NamedNode(vocab.XSD + "boolean")
_NEVER = 0  # before every day for which a graph is built: what is withdrawn from then on is in no view


def derive(corpus: Corpus, ontology: Ontology) -> Iterator[Triple]:
    """Every triple of the store: what was typed, resolved, and what follows from each claim by itself."""
    placed = [p for c in corpus.claims if (p := place(c, ontology)) is not None]
    days, withdrawn = publications(corpus), withdrawals(corpus)
    roots, lent = _roots(corpus, placed, withdrawn)
    used: set[ox.NamedNode] = set()
    for article in corpus.articles.values():
        yield from _article(article, days[article.iri.value])
        yield from _corrected(article, withdrawn)
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
        yield from _corrected(item.claim, withdrawn)
        yield from _resolved(item, found, days)
        for root, until in lent.get(item.claim.iri.value, {}).items():
            used.add(root)
            yield from _lent(item, root, until)
    yield from links.links([p for p in placed if withdrawn.get(p.claim.iri.value) != _NEVER], days, ontology)
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


def withdrawals(corpus: Corpus) -> dict[str, int]:
    """The day from which each article and claim that was retracted, or was an error of ours, counts no more, by IRI.

    An error of ours never was what an article says, so it is in no view. A retraction ends a claim from its day on. Where
    that day is uncertain ("2016-02") it is the first possible one, as with publication: a view holds everything that may
    have happened by its day. From then on nobody may hold against a publisher what it had perhaps taken back; that a figure
    is left out too early costs less. The claims of a retracted article go with it.
    """
    found: dict[str, int] = {}
    for article in corpus.articles.values():
        if (day := _withdrawn(article.retraction, article.erratum)) is not None:
            found[article.iri.value] = day
    for claim in corpus.claims:
        above = found.get(claim.article.value) if claim.article is not None else None
        own = _withdrawn(claim.retraction, claim.erratum)
        if own is not None or above is not None:
            found[claim.iri.value] = min(day for day in (own, above) if day is not None)
    return found


def _withdrawn(retraction: Correction | None, erratum: Correction | None) -> int | None:
    if erratum is not None:
        return _NEVER
    if retraction is None:
        return None
    start = periods.parse(retraction.on).start if retraction.on is not None else None
    return _NEVER if start is None else start


def _roots(corpus: Corpus, placed: list[Placed], withdrawn: dict[str, int]) -> tuple[Roots, dict[str, dict[ox.NamedNode, int]]]:
    """The roots that stay, and those that are lost when the claims that lend them are withdrawn: for each claim, the root
    and the day from which on it has it no more.

    A claim that names nobody has its root from the article that it relays. A withdrawn claim lends none; one that will be
    withdrawn lends it until then, so that a graph as of an earlier day is as it was.
    """

    def standing(day: int) -> Roots:
        """The roots just before a day."""
        gone = {iri for iri, since in withdrawn.items() if since < day}
        return Roots(corpus, {p.claim.iri.value: p.reading for p in placed if p.claim.iri.value not in gone})

    final = standing(date.max.toordinal() + 1)
    hops = [(a.iri, t) for a in corpus.articles.values() for _, t in a.hops]
    hops += [(c.article, v) for c in corpus.claims for v in c.via if c.article is not None]
    chained = {article.value for hop in hops for article in hop}
    days = {withdrawn.get(c.iri.value, _NEVER) for c in corpus.claims if c.article is not None and c.article.value in chained}
    lent: dict[str, dict[ox.NamedNode, int]] = {}
    for day in sorted(days - {_NEVER}):
        before = standing(day)
        for item in placed:
            for root in before.of(item.claim):
                if root not in final.of(item.claim):
                    lent.setdefault(item.claim.iri.value, {})[root] = day  # the last such day stays
    return final, lent


def _corrected(thing: Article | Claim, withdrawn: dict[str, int]) -> Iterator[Triple]:
    """What is typed of a retraction and an erratum, and from which day on the thing counts no more."""
    for correction, on, because in (
        (thing.retraction, NK.retractedOn, NK.retractedBecause),
        (thing.erratum, NK.erratumOn, NK.erratumBecause),
    ):
        if correction is not None:
            yield from _literals(thing.iri, ((on, correction.on), (because, correction.because)))
    if (day := withdrawn.get(thing.iri.value)) is not None:
        yield thing.iri, NK.withdrawnDay, vocab.whole(day)


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
        yield iri, NK.slot, _slot(reading, root)
        yield from _account(reading, quantity.iri, root)


def _lent(item: Placed, root: ox.NamedNode, until: int) -> Iterator[Triple]:
    """A root that a claim has up to a day, for the rule that gives it to views before that day."""
    assert item.reading is not None, "a root is lent from one reading to the same in another article"
    node = ox.NamedNode(f"{item.claim.iri.value}/lent/{vocab.local(root)}")
    yield item.claim.iri, NK.lent, node
    yield node, NK.lentRoot, root
    yield node, NK.lentSlot, _slot(item.reading, root)
    yield node, NK.lentUntil, vocab.whole(until)
    yield from _account(item.reading, item.quantity.iri, root)


def _slot(reading: ox.NamedNode, root: ox.NamedNode) -> ox.NamedNode:
    return ox.NamedNode(f"{reading.value}/roots/{vocab.local(root)}")


def _account(reading: ox.NamedNode, quantity: ox.NamedNode, root: ox.NamedNode) -> Iterator[Triple]:
    """A reading as one of those that a root has given of a quantity."""
    slot, account = _slot(reading, root), ox.NamedNode(f"{quantity.value}/accounts/{vocab.local(root)}")
    yield slot, NK.account, account
    yield account, NK.accountQuantity, quantity
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
