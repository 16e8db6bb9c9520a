"""From typed claims to the graph that the rules run on: bounds, days, quantities, readings, roots, and links.

Pure: objects in, triples out. Nothing here compares two claims; that is done by the rules in queries/rules/, which
follow the links built here by look-up. No blank node leaves this module.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pyoxigraph as ox

from nkgraph import bounds, periods, quantities, vocab
from nkgraph.bounds import Interval
from nkgraph.claims import Article, Claim, Corpus, Mention
from nkgraph.ontology import Ontology
from nkgraph.quantities import Quantity
from nkgraph.roots import Roots
from nkgraph.turtle import Triple
from nkgraph.vocab import NK, SDO

_INTEGER = ox.NamedNode(vocab.XSD + "integer")
_DECIMAL = ox.NamedNode(vocab.XSD + "decimal")
_BOOLEAN = ox.NamedNode(vocab.XSD + "boolean")
_ROUNDED_KINDS = frozenset({"percent", "percentage-point", "times"})


@dataclass(frozen=True)
class Placed:
    """A claim with what is computed of it; strict and loose are None where the claim has no bounds."""

    claim: Claim
    quantity: Quantity
    strict: Interval | None
    loose: Interval | None

    @property
    def reading(self) -> ox.NamedNode | None:
        """The IRI of the claim's reading: its quantity and bounds."""
        if self.strict is None or self.loose is None or self.strict.open:
            return None
        name = interval_name(self.strict)
        if self.loose != self.strict:
            name += f";loose={interval_name(self.loose)}"
        return ox.NamedNode(f"{self.quantity.iri.value}/readings/{name}")


def derive(corpus: Corpus, ontology: Ontology) -> Iterator[Triple]:
    """Every triple of the store: what was typed, resolved, and what follows from each claim by itself."""
    placed = [p for c in corpus.claims if (p := _place(c, ontology)) is not None]
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
        links = (
            (NK.statedIn, breakdown.article),
            (NK.total, breakdown.total),
            (NK.by, breakdown.by),
            (NK.items, breakdown.items),
        )
        yield from ((breakdown.iri, p, o) for p, o in links if o is not None)
        yield from ((breakdown.iri, NK.note, ox.Literal(n)) for n in breakdown.notes)
    for item in placed:
        found = roots.of(item.claim)
        used.update(found)
        yield from _claim(item)
        yield from _resolved(item, found, days)
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


def printing(claim: Claim, ontology: Ontology) -> bounds.Printing | None:
    """A claim's number as `bounds` wants it; None where the claim has no number and no presence."""
    if claim.operation is not None and f"{vocab.ROOT}operations/{claim.operation}" in ontology.unbounded:
        return None
    if f"{vocab.ROOT}modalities/{claim.modality}" in ontology.unbounded or claim.unit is None:
        return None
    if claim.value is None and claim.modality != "presence":
        return None
    unit = ontology.units.get(claim.unit.value)
    if unit is None or claim.modality not in bounds.MODALITIES:
        return None  # no unit or modality of ours: a shape says so
    name = vocab.local(claim.unit)
    counted = unit.counted and claim.operation != "mean-per"
    return bounds.Printing(
        number=claim.value if claim.value is not None else Decimal(1),
        to=claim.to,
        scale=claim.scale,
        modality=claim.modality,
        counted=counted,
        rounded=name in _ROUNDED_KINDS or claim.operation == "mean-per",
        fraction=name == "fraction",
        factor=unit.factor,
        per_count=claim.per_count,
    )


def interval_name(interval: Interval) -> str:
    """Bounds as a part of an IRI: "1277", "ge81", "ge52.75_lt52.85"."""
    low, high = interval.lower, interval.upper
    if low is not None and low == high:
        return plain(low)
    parts = []
    if low is not None:
        parts.append(f"{'ge' if interval.lower_inclusive else 'gt'}{plain(low)}")
    if high is not None:
        parts.append(f"{'le' if interval.upper_inclusive else 'lt'}{plain(high)}")
    return "_".join(parts)


def plain(number: Decimal) -> str:
    """A decimal without trailing zeros or exponent."""
    return f"{number.normalize():f}"


def _place(claim: Claim, ontology: Ontology) -> Placed | None:
    quantity = quantities.of(claim, ontology)
    if quantity is None:
        return None
    printed = printing(claim, ontology)
    if printed is None:
        return Placed(claim, quantity, None, None)
    return Placed(claim, quantity, bounds.strict(printed), bounds.loose(printed))


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
    yield from ((iri, NK.note, ox.Literal(n)) for n in article.notes)
    yield iri, NK.firstDay, _whole(days[0])
    yield iri, NK.lastDay, _whole(days[1])


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
    yield from ((iri, p, decimal(n)) for p, n in numbers if n is not None)
    if claim.scale != 1:
        yield iri, NK.scale, _whole(claim.scale)
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
    yield node, NK.start, _whole(stretch.start)
    yield node, NK.end, _whole(stretch.end)
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
    yield iri, NK.firstDay, _whole(first)
    yield iri, NK.lastDay, _whole(last)
    yield from ((iri, NK.root, root) for root in roots)
    reading = item.reading
    if reading is None:
        return
    path = quantity.iri.value.removeprefix(quantities.QUANTITIES)
    entry = ox.NamedNode(f"{vocab.ROOT}entries/{quantities.article_slug(article)}/{path}")
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
        yield slot, NK.slotReading, reading
        yield slot, NK.slotRoot, root


def _quantity(quantity: Quantity) -> Iterator[Triple]:
    iri = quantity.iri
    yield iri, vocab.RDF_TYPE, NK.Quantity
    yield iri, vocab.RDFS_LABEL, ox.Literal(quantity.label, language="en")
    yield iri, NK.series, quantity.series
    if quantity.running_total:
        yield iri, NK.runningTotal, ox.Literal("true", datatype=_BOOLEAN)
    if quantity.period is not None:
        ends = ((NK.startDay, quantity.period.start), (NK.endDay, quantity.period.end))
        yield from ((iri, p, _whole(d)) for p, d in ends if d is not None)


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
                yield reading, end, decimal(number)
                yield reading, inclusive, ox.Literal("true" if meant else "false", datatype=_BOOLEAN)


def decimal(number: Decimal) -> ox.Literal:
    """The one canonical form of a number in the store: xsd:decimal with a point, at most six fraction digits."""
    text = plain(number)
    return ox.Literal(text if "." in text else f"{text}.0", datatype=_DECIMAL)


def _whole(number: int) -> ox.Literal:
    return ox.Literal(str(number), datatype=_INTEGER)


def _literals(subject: ox.NamedNode, pairs: tuple[tuple[ox.NamedNode, str | None], ...]) -> Iterator[Triple]:
    return ((subject, p, ox.Literal(text)) for p, text in pairs if text is not None)
