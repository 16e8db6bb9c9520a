"""One claim as evidence: its figure and bounds, and why; who prints it, where, and through whom it came."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

import pyoxigraph as ox

from nkgraph import vocab
from nkgraph.beside import Beside, Passage
from nkgraph.register import Print, Register, one_line
from nkgraph.vocab import HOPS, NK, SDO, SKOS_, local

NO_ADDRESS = "no address in the copy"
_PLAIN_UNITS = frozenset({"person", "item", "country", "state", "rank", "truth"})
_WITH_THE = ("ministry", "department", "government", "service", "administration", "commission", "institute", "institution")
_ATTRIBUTIONS = {"carried": "carried: named elsewhere in the passage", "stated": "stated with the figure"}


@dataclass(frozen=True)
class Named:
    """A thing that a page mentions: IRI and words."""

    iri: str
    words: str


@dataclass(frozen=True)
class Bounds:
    """What a figure is read as, in the base unit, as exact decimal text; None where open. `loose` is said only where a bare
    round number may have been rounded."""

    lower: str | None
    upper: str | None
    lower_inclusive: bool
    upper_inclusive: bool
    unit: str
    words: str
    loose: str | None
    why: str


@dataclass(frozen=True)
class Printed:
    """One print: the copy and its digest, characters, wording, and the passage where the copies are at hand."""

    copy: str
    sha256: str
    start: int
    end: int
    wording: str
    period_wording: str | None
    authority_wording: str | None
    passage: Passage | None


@dataclass(frozen=True)
class Lost:
    """Another copy of the article, in which the figure does not stand, and what that copy is known to have lost."""

    copy: str
    missing: str | None


@dataclass(frozen=True)
class Evidence:
    """Everything about one claim that does not depend on other claims."""

    claim: str
    figure: str
    quantity: Named | None
    bounds: Bounds | None
    article: Named
    date_basis: str | None
    headline: str | None
    address: str | None
    chain: str
    authorities: tuple[Named, ...]
    attribution: str
    roots: tuple[Named, ...]
    prints: tuple[Printed, ...]
    lost: tuple[Lost, ...]
    notes: tuple[str, ...]
    withdrawn: str | None = None  # since when and why it counts no more, in words


class Witness:
    """Puts claims into evidence: looks in the graph, and beside it."""

    def __init__(self, register: Register, beside: Beside) -> None:
        self.register = register
        self.beside = beside
        self.evidence = cache(self._evidence)
        self._copies = cache(self._copies_of)

    def _evidence(self, claim: ox.NamedNode) -> Evidence:
        """A claim with everything that is known of it."""
        register, graph, article = self.register, self.register.graph, self.register.article(claim)
        quantity, headline = graph.iri(claim, NK.quantity), graph.text(article, SDO.headline)
        prints = tuple(self._printed(claim, p) for p in register.prints(claim))
        basis = graph.text(article, NK.dateBasis)
        return Evidence(
            claim=claim.value,
            figure=one_line(register.figure(claim)),
            quantity=self.named(quantity) if quantity else None,
            bounds=self._bounds(claim),
            article=Named(article.value, self.article_in_words(article, claim)),
            date_basis=one_line(basis) if basis else None,
            headline=one_line(headline) if headline else None,
            address=self.address(article),
            chain=self._chain(claim, prints),
            authorities=tuple(self.named(a) for a in graph.iris(claim, NK.authority)),
            attribution=local(graph.iri(claim, NK.attribution) or NK.stated),
            roots=tuple(self.named(r) for r in graph.iris(claim, NK.root)),
            prints=prints,
            lost=tuple(self._lost(claim)),
            notes=tuple(one_line(n.value) for n in graph.objects(claim, NK.note)),
            withdrawn=register.withdrawal(claim) or None,
        )

    def article_in_words(self, article: ox.NamedNode, claim: ox.NamedNode | None = None) -> str:
        """An article by publisher and date; where it, or the claim of it that is meant, is withdrawn, with that: whoever cites
        it must know."""
        words, why = self.register.article_in_words(article), self.register.withdrawal(claim or article)
        return one_line(f"{words} (withdrawn: {why})" if why else words)

    def named(self, node: ox.NamedNode) -> Named:
        """A thing with its label."""
        return Named(node.value, one_line(self.register.label(node)))

    def address(self, article: ox.NamedNode) -> str | None:
        """The article's own address, where the archivist found one."""
        found = self.register.graph.objects(article, SDO.url)
        return one_line(found[0].value) if found else None

    def publisher(self, article: ox.NamedNode) -> str:
        """The publisher's name."""
        found = self.register.publisher(article)
        return one_line(self.register.label(found)) if found else "an unknown publisher"

    # --- the copy -----------------------------------------------------------------------------------------------

    def _printed(self, claim: ox.NamedNode, printed: Print) -> Printed:
        graph, bound = self.register.graph, self.beside.bound(claim, printed)
        return Printed(
            local(printed.copy), graph.text(printed.copy, NK.sha256) or "", printed.start, printed.end,
            one_line(printed.wording), one_line(bound.period) if bound.period else None,
            one_line(bound.authority) if bound.authority else None, self.beside.passage(printed),
        )  # fmt: skip

    def _lost(self, claim: ox.NamedNode) -> Iterator[Lost]:
        """The other copies of the article in which this figure does not stand; that proves nothing."""
        register, article = self.register, self.register.article(claim)
        own = {p.copy for p in register.prints(claim)}
        others = self._copies(article) - own
        for copy in sorted(others, key=lambda c: c.value):
            missing = self.beside.lost(copy)
            yield Lost(local(copy), one_line(missing) if missing else None)

    def _copies_of(self, article: ox.NamedNode) -> frozenset[ox.NamedNode]:
        """The copies in which figures of an article stand."""
        claims = self.register.graph.subjects(NK.article, article)
        return frozenset(p.copy for c in claims for p in self.register.prints(c))

    # --- the chain ----------------------------------------------------------------------------------------------

    def _chain(self, claim: ox.NamedNode, prints: tuple[Printed, ...]) -> str:
        """Who relays whom and who names whom, from the page to the authority."""
        graph, article = self.register.graph, self.register.article(claim)
        relayed = [f"{self.publisher(a)} {local(hop)}" for hop in HOPS[:3] for a in graph.subjects(hop, article)]
        who = self.publisher(article)
        head = f"{' and '.join(dict.fromkeys(relayed))} {who}, which" if relayed else who
        return one_line(f"{head} {self._names(claim, prints)}{self._through(claim)}")

    def _names(self, claim: ox.NamedNode, prints: tuple[Printed, ...]) -> str:
        register, graph = self.register, self.register.graph
        authorities = graph.iris(claim, NK.authority)
        named = [a for a in authorities if a not in (NK.self, NK.unstated)]
        attribution = local(graph.iri(claim, NK.attribution) or NK.stated)
        said = []
        if named:
            aliases = {p.authority_wording for p in prints if p.authority_wording} - {None}
            words = " and ".join(with_the(register.label(a)) for a in named)
            said.append(f"names {words}{self._alias(named, aliases)} ({_ATTRIBUTIONS.get(attribution, attribution)})")
        if NK.self in authorities:
            said.append("counted or surveyed it itself")
        if not said:
            roots = [with_the(register.label(r)) for r in graph.iris(claim, NK.root)]
            relays = f"; the article that it relays has the figure from {' and '.join(roots)}" if roots else " (unstated)"
            said.append(f"names nobody{relays}")
        return " and ".join(said)

    def _alias(self, named: list[ox.NamedNode], printed: set[str]) -> str:
        """The name that is printed, where it is not simply the label."""
        labels = [self.register.label(a).casefold() for a in named]
        others = sorted(p for p in printed if not any(p.casefold() in label or label in p.casefold() for label in labels))
        return f", printed as {' and '.join(f'“{p}”' for p in others)}" if others and len(named) == 1 else ""

    def _through(self, claim: ox.NamedNode) -> str:
        graph, article = self.register.graph, self.register.article(claim)
        via = [with_the(self.publisher(v)) for v in graph.iris(claim, NK.via)]
        if via:
            return f"; this figure came through {' and '.join(via)}"
        targets = {hop: dict.fromkeys(with_the(self.publisher(a)) for a in graph.iris(article, hop)) for hop in HOPS}
        hops = [f"{local(hop)} {' and '.join(names)}" for hop, names in targets.items() if names]
        if not hops:
            return ""
        unsaid = "" if graph.iris(claim, NK.root) else ", and does not say whether this figure is from there"
        return f"; it {' and '.join(hops)}{unsaid}"

    # --- the bounds ---------------------------------------------------------------------------------------------

    def _bounds(self, claim: ox.NamedNode) -> Bounds | None:
        graph = self.register.graph
        reading = graph.iri(claim, NK.reading)
        if reading is None:
            return None
        unit = graph.iri(claim, NK.unit)
        base = (graph.iri(unit, NK.baseUnit) or unit) if unit else None
        unit_words = self.register.label(base) if base and local(base) not in _PLAIN_UNITS else ""
        lower, upper = (_plain(graph.text(reading, p)) for p in (NK.lower, NK.upper))
        meant = [graph.text(reading, p) != "false" for p in (NK.lowerInclusive, NK.upperInclusive)]
        words = in_words(lower, upper, meant[0], meant[1])
        loose = [_plain(graph.text(reading, p)) for p in (NK.looseLower, NK.looseUpper)]
        loose_meant = [graph.text(reading, p) != "false" for p in (NK.looseLowerInclusive, NK.looseUpperInclusive)]
        widened = in_words(loose[0], loose[1], loose_meant[0], loose_meant[1]) if loose != [lower, upper] else None
        return Bounds(
            lower, upper, meant[0], meant[1], one_line(unit_words), _in_unit(words, unit_words), widened,
            self._why(claim, lower is not None and lower == upper),
        )  # fmt: skip

    def _why(self, claim: ox.NamedNode, exact: bool) -> str:
        """Why the words give these bounds: the hedge and what it means, or how the number is rounded."""
        graph = self.register.graph
        modality = graph.iri(claim, NK.modality)
        assert modality is not None, "every claim in the graph has its modality"
        meaning = graph.text(modality, SKOS_.definition) or ""
        unit = graph.iri(claim, NK.unit)
        if graph.text(claim, NK.perCount) is not None:
            return "One number for another: the second is taken as rounded to its last digit."
        if local(modality) != "exactly":
            hedge = next((h for p in self.register.prints(claim) if (h := self.beside.hedge(p.wording, local(modality)))), None)
            name = self.register.label(modality)
            return one_line(f"“{hedge}” is read as “{name}”: {meaning}" if hedge and hedge != name else f"“{name}”: {meaning}")
        if unit is not None and local(unit) == "fraction":
            return "A fraction in words is no measurement: five percentage points either way."
        return meaning if exact else "No hedge, but a rounded number: whatever rounds to it."


def in_words(lower: str | None, upper: str | None, lower_meant: bool = True, upper_meant: bool = True) -> str:
    """Bounds in words: "exact", "25,000 to 35,000", "52.75 up to, not including, 52.85", "81 or more"."""
    low, high = (f"{Decimal(n):,}" if n is not None else "" for n in (lower, upper))
    if lower is None or upper is None:
        if lower is None and upper is None:
            return "no bounds"
        if lower is not None:
            return f"{low} or more" if lower_meant else f"more than {low}"
        return f"{high} or less" if upper_meant else f"less than {high}"
    if lower == upper:
        return "exact"
    start = low if lower_meant else f"above {low}"
    return f"{start} to {high}" if upper_meant else f"{start} up to, not including, {high}"


def _in_unit(words: str, unit: str) -> str:
    """ "14 to 16 months", "exact, in months"."""
    if not unit:
        return words
    return f"{words}, in {unit}" if words == "exact" else f"{words} {unit}"


def with_the(label: str) -> str:
    """ "the Unification Ministry", but "Yonhap"."""
    takes = any(word in label.casefold().split() for word in _WITH_THE) and not label.startswith(("an ", "a ", "the "))
    return f"the {label}" if takes else label


def _plain(text: str | None) -> str | None:
    return None if text is None else vocab.plain(Decimal(text))
