"""The typed form as objects: articles, breakdowns, claims with what their breakdown lends them, copies, mentions.

Reading is tolerant: what is missing or ill-typed is None here, and a fault elsewhere (`shapes`, `values`). Nothing in
this module decides whether a file is right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from functools import cached_property

import pyoxigraph as ox

from nkgraph import vocab
from nkgraph.ontology import Ontology
from nkgraph.turtle import Document, Triple
from nkgraph.vocab import HOPS, NK, SDO

_NUMBERS = frozenset({vocab.XSD + "integer", vocab.XSD + "decimal"})
_LIMIT = Decimal(10) ** 15
_CLAIM_TYPES = frozenset({NK.Claim, NK.Forecast})


@dataclass(frozen=True)
class Stretch:
    """Characters [start, end) of a copy, and what they are said to be; `node` and `kind` say which typed triples said so."""

    node: str
    copy: ox.NamedNode | None
    start: int
    end: int
    wording: str | None
    kind: str = "figure"  # figure, period, authority, header, not-figure
    reason: str | None = None
    numbers: int | None = None


@dataclass(frozen=True)
class Mention:
    """One print of a figure: the figure's characters, and those of its period and authority where they are bound."""

    figure: Stretch
    period: Stretch | None = None
    authority: Stretch | None = None


@dataclass(frozen=True)
class Correction:
    """Why and since when an article or a claim counts no more: the publisher's retraction, or an erratum of ours."""

    on: str | None
    because: str | None


@dataclass(frozen=True)
class Article:
    """An article, post, report or response."""

    iri: ox.NamedNode
    document: Document
    publisher: ox.NamedNode | None
    headline: str | None
    published: str | None
    date_basis: str | None
    url: str | None
    held: bool
    hops: tuple[tuple[ox.NamedNode, ox.NamedNode], ...]
    notes: tuple[str, ...]
    retraction: Correction | None = None
    erratum: Correction | None = None


@dataclass(frozen=True)
class Copy:
    """An archived copy, as claims/copies.ttl describes it."""

    iri: ox.NamedNode
    document: Document
    name: str | None
    sha256: str | None
    bytes: int | None
    filed: str | None


@dataclass(frozen=True)
class Breakdown:
    """A table or list of parts."""

    iri: ox.NamedNode
    document: Document
    article: ox.NamedNode | None
    total: ox.NamedNode | None
    by: ox.NamedNode | None
    items: ox.NamedNode | None
    header: Mention | None
    notes: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Claim:
    """One figure as one article states it. `subject` is the typed subject; a member of nk:each has an IRI of its own."""

    iri: ox.NamedNode
    subject: str
    document: Document
    article: ox.NamedNode | None
    breakdown: Breakdown | None
    measure: ox.NamedNode | None
    dimensions: dict[str, ox.NamedNode]
    period: str | None
    span: str | None
    value: Decimal | None
    to: Decimal | None
    scale: int
    unit: ox.NamedNode | None
    modality: str
    operation: str | None
    over: ox.NamedNode | None
    base: dict[str, ox.NamedNode | str]
    per: str | None
    per_count: Decimal | None
    authorities: tuple[ox.NamedNode, ...]
    attribution: str
    via: tuple[ox.NamedNode, ...]
    forecast: bool
    ranged: bool
    notes: tuple[str, ...]
    mentions: tuple[Mention, ...]
    origin: dict[str, str] = field(repr=False, default_factory=dict)  # property -> subject that typed it
    retraction: Correction | None = None
    erratum: Correction | None = None

    @property
    def name(self) -> str:
        """The claim as it is typed: <arrivals-2015>."""
        return f"<{self.subject.rsplit('/', 1)[-1]}>"

    def line(self, predicate: ox.NamedNode) -> int:
        """The line of a property, in the claim or in the breakdown that lends it; where nobody typed it, of the number."""
        subject = self.origin.get(vocab.local(predicate), self.subject)
        if not any(p == predicate for p, _ in self.document.typed.get(subject, ())):
            predicate = NK.from_ if self.ranged else NK.value
        return self.document.line(subject, predicate.value)


@dataclass(frozen=True)
class Corpus:
    """Everything that the claims files say, in the order of files and lines."""

    articles: dict[str, Article]
    breakdowns: dict[str, Breakdown]
    claims: list[Claim]
    copies: dict[str, Copy]
    not_figures: list[tuple[Document, Stretch]]
    acknowledged: list[Triple] = field(default_factory=list)  # what is typed of each acknowledgement, for the graph


class _Subject:
    """The triples of one subject."""

    def __init__(self, iri: ox.NamedNode, document: Document) -> None:
        self.iri, self.document = iri, document
        self.objects: dict[ox.NamedNode, list[ox.NamedNode | ox.Literal]] = defaultdict(list)

    def iris(self, predicate: ox.NamedNode) -> list[ox.NamedNode]:
        return [o for o in self.objects.get(predicate, ()) if isinstance(o, ox.NamedNode)]

    def iri_of(self, predicate: ox.NamedNode) -> ox.NamedNode | None:
        for o in self.objects.get(predicate, ()):
            if isinstance(o, ox.NamedNode):
                return o
        return None

    def texts(self, predicate: ox.NamedNode) -> tuple[str, ...]:
        return tuple([o.value for o in self.objects.get(predicate, ()) if isinstance(o, ox.Literal)])

    def text(self, predicate: ox.NamedNode) -> str | None:
        return next(iter(self.texts(predicate)), None)

    def number(self, predicate: ox.NamedNode) -> Decimal | None:
        """The number of a literal typed as integer or decimal and within the range of shapes.ttl; else None."""
        for o in self.objects.get(predicate, ()):
            if isinstance(o, ox.Literal) and o.datatype.value in _NUMBERS:
                try:
                    number = Decimal(o.value)
                except InvalidOperation:
                    return None
                return number if number.is_finite() and 0 <= number < _LIMIT else None
        return None

    def whole(self, predicate: ox.NamedNode) -> int | None:
        number = self.number(predicate)
        return int(number) if number is not None and number == int(number) else None

    def has(self, predicate: ox.NamedNode) -> bool:
        return predicate in self.objects


def read(documents: Iterable[Document], ontology: Ontology) -> Corpus:
    """The corpus that the documents type."""
    subjects = _subjects(documents)
    articles: dict[str, Article] = {}
    copies: dict[str, Copy] = {}
    breakdowns: dict[str, Breakdown] = {}
    claims: list[Claim] = []
    typed = [(s, types) for s in subjects.values() if (types := frozenset(s.iris(vocab.RDF_TYPE)))]
    for s, types in typed:
        if types & vocab.ARTICLE_TYPES:
            articles[s.iri.value] = _article(s)
        elif NK.Copy in types:
            copies[s.iri.value] = _copy(s)
        elif NK.Breakdown in types:
            breakdowns[s.iri.value] = _breakdown(s, subjects)
    reader = _ClaimReader(subjects, breakdowns, ontology)
    for s, types in typed:
        if types & _CLAIM_TYPES:
            claims.extend(reader.read(s))
    listed = [
        (s.document, _stretch(subjects[node.value], "not-figure"))
        for s in subjects.values()
        for node in s.iris(NK.notFigure)
        if node.value in subjects
    ]
    judged = [s for s, types in typed if NK.Acknowledgement in types]
    return Corpus(articles, breakdowns, claims, copies, listed, list(_acknowledged(judged, subjects)))


def _acknowledged(judged: list[_Subject], subjects: dict[str, _Subject]) -> Iterator[Triple]:
    for s in judged:
        for part in (s, *(subjects[side.value] for side in s.iris(NK.expect) if side.value in subjects)):
            yield from ((part.iri, p, o) for p, objects in part.objects.items() for o in objects)


def _subjects(documents: Iterable[Document]) -> dict[str, _Subject]:
    subjects: dict[str, _Subject] = {}
    for document in documents:
        for s, p, o in document.triples:
            if (subject := subjects.get(iri := s.value)) is None:
                subject = subjects[iri] = _Subject(s, document)
            subject.objects[p].append(o)
    return subjects


def _article(s: _Subject) -> Article:
    hops = tuple((hop, target) for hop in HOPS for target in s.iris(hop))
    return Article(
        s.iri, s.document, s.iri_of(SDO.publisher), s.text(SDO.headline), s.text(SDO.datePublished), s.text(NK.dateBasis),
        next((u.value for u in s.iris(SDO.url)), None), s.text(NK.held) != "false", hops, s.texts(NK.note),
        _correction(s, NK.retractedOn, NK.retractedBecause), _correction(s, NK.erratumOn, NK.erratumBecause),
    )  # fmt: skip


def _correction(s: _Subject, on: ox.NamedNode, because: ox.NamedNode) -> Correction | None:
    return Correction(s.text(on), s.text(because)) if s.has(on) or s.has(because) else None


def _copy(s: _Subject) -> Copy:
    return Copy(s.iri, s.document, s.text(SDO.name), s.text(NK.sha256), s.whole(NK.bytes), s.text(NK.filed))


def _breakdown(s: _Subject, subjects: dict[str, _Subject]) -> Breakdown:
    header = next((_mention(subjects[h.value], "header") for h in s.iris(NK.header) if h.value in subjects), None)
    return Breakdown(
        s.iri, s.document, s.iri_of(NK.statedIn), s.iri_of(NK.total), s.iri_of(NK.by), s.iri_of(NK.items), header,
        s.texts(NK.note), s.texts(NK.missing),
    )  # fmt: skip


def _stretch(s: _Subject, kind: str) -> Stretch:
    start, end = s.whole(NK.start), s.whole(NK.end)
    reason = s.iri_of(NK.reason)
    return Stretch(
        s.iri.value, s.iri_of(NK.copy), -1 if start is None else start, -1 if end is None else end, s.text(NK.wording),
        kind, vocab.local(reason) if reason else None, s.whole(NK.numbers),
    )  # fmt: skip


def _mention(s: _Subject, kind: str = "figure") -> Mention:
    figure = _stretch(s, kind)

    def part(name: str, start: ox.NamedNode, end: ox.NamedNode, wording: ox.NamedNode) -> Stretch | None:
        if not (s.has(start) or s.has(end) or s.has(wording)):
            return None
        first, last = s.whole(start), s.whole(end)
        return Stretch(
            s.iri.value, figure.copy, -1 if first is None else first, -1 if last is None else last, s.text(wording), name
        )

    return Mention(
        figure,
        part("period", NK.periodStart, NK.periodEnd, NK.periodWording),
        part("authority", NK.authorityStart, NK.authorityEnd, NK.authorityWording),
    )


@dataclass(frozen=True)
class _ClaimReader:
    subjects: dict[str, _Subject]
    breakdowns: dict[str, Breakdown]
    ontology: Ontology

    @cached_property
    def _dimensions(self) -> dict[str, ox.NamedNode]:
        """The property of each dimension."""
        return {name: ox.NamedNode(NK.namespace + name) for name in self.ontology.dimensions}

    def read(self, s: _Subject) -> Iterator[Claim]:
        """The claim of a subject; with nk:each, one for each member."""
        above = s.iri_of(NK.in_)
        breakdown = self.breakdowns.get(above.value) if above else None
        lender = self.subjects.get(above.value) if above and breakdown else None
        head = s.iri_of(NK.each)
        if head is None:
            yield self._claim(s, breakdown, lender)
            return
        by = vocab.local(breakdown.by) if breakdown and breakdown.by else "place"
        for member in self._members(head):
            claim = self._claim(s, breakdown, lender, member if by == "measure" else None)
            iri = ox.NamedNode(f"{claim.iri.value}/{vocab.local(member)}")
            own = {} if by == "measure" else {by: member}
            yield replace(claim, iri=iri, dimensions={**claim.dimensions, **own})

    def _members(self, head: ox.NamedNode) -> Iterator[ox.NamedNode]:
        seen = set()
        while head != vocab.RDF_NIL and head.value in self.subjects and head not in seen:
            seen.add(head)
            node = self.subjects[head.value]
            yield from node.iris(vocab.RDF_FIRST)
            head = node.iri_of(vocab.RDF_REST) or vocab.RDF_NIL

    def _claim(
        self, s: _Subject, breakdown: Breakdown | None, lender: _Subject | None, member: ox.NamedNode | None = None
    ) -> Claim:
        """The claim of a subject; `member` is its measure where nk:each lists measures."""
        origin: dict[str, str] = {}

        def source(predicate: ox.NamedNode) -> _Subject:
            """The claim itself where it has the property, else its breakdown."""
            chosen = lender if lender is not None and not s.has(predicate) and lender.has(predicate) else s
            origin[vocab.local(predicate)] = chosen.iri.value
            return chosen

        dimensions = {}
        for name, predicate in self._dimensions.items():
            if (value := source(predicate).iri_of(predicate)) is not None:
                dimensions[name] = value
        ranged = s.has(NK.from_) or s.has(NK.to)
        measure = member or source(NK.measure).iri_of(NK.measure)
        authorities = tuple(source(NK.authority).iris(NK.authority))
        attribution = (s if s.has(NK.authority) else source(NK.attribution)).iri_of(NK.attribution)
        modality = source(NK.modality).iri_of(NK.modality)
        operation = source(NK.operation).iri_of(NK.operation)
        default_unit = self.ontology.one(measure, NK.unit) if measure else None
        unit = source(NK.unit).iri_of(NK.unit)
        return Claim(
            iri=s.iri,
            subject=s.iri.value,
            document=s.document,
            article=source(NK.statedIn).iri_of(NK.statedIn),
            breakdown=breakdown,
            measure=measure,
            dimensions=dimensions,
            period=source(NK.period).text(NK.period),
            span=s.text(NK.span),
            value=s.number(NK.from_ if ranged else NK.value),
            to=s.number(NK.to),
            scale=source(NK.scale).whole(NK.scale) or 1,
            unit=unit or (default_unit if isinstance(default_unit, ox.NamedNode) else None),
            modality=vocab.local(modality) if modality else "between" if ranged else "exactly",
            operation=vocab.local(operation) if operation else None,
            over=s.iri_of(NK.over),
            base=self._base(source(NK.base)),
            per=s.text(NK.per),
            per_count=s.number(NK.perCount),
            authorities=authorities,
            attribution=_attribution(attribution, authorities),
            via=tuple(source(NK.via).iris(NK.via)),
            forecast=NK.Forecast in s.iris(vocab.RDF_TYPE),
            ranged=ranged,
            notes=s.texts(NK.note),
            mentions=tuple(_mention(self.subjects[m.value]) for m in s.iris(NK.mention) if m.value in self.subjects),
            origin=origin,
            retraction=_correction(s, NK.retractedOn, NK.retractedBecause),
            erratum=_correction(s, NK.erratumOn, NK.erratumBecause),
        )

    def _base(self, s: _Subject) -> dict[str, ox.NamedNode | str]:
        node = s.iri_of(NK.base)
        if node is None or node.value not in self.subjects:
            return {}
        base = self.subjects[node.value]
        found: dict[str, ox.NamedNode | str] = {}
        for name, predicate in {"measure": NK.measure, **self._dimensions}.items():
            if (value := base.iri_of(predicate)) is not None:
                found[name] = value
        if (period := base.text(NK.period)) is not None:
            found["period"] = period
        return found


def _attribution(typed: ox.NamedNode | None, authorities: tuple[ox.NamedNode, ...]) -> str:
    if typed is not None:
        return vocab.local(typed)
    return "unstated" if NK.unstated in authorities else "stated"
