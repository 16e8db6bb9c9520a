"""Claims as rows: the full register, and finding a claim by its figure, wording, label or headline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache

import pyoxigraph as ox

from nkgraph import periods, vocab
from nkgraph.store import Graph
from nkgraph.vocab import HOPS, NK, SDO, SKOS_, local

COLUMNS = (
    "claim", "article", "publisher", "published", "authority", "root", "measure", "dimensions", "period", "period_start",
    "period_end", "unit", "modality", "value", "lower", "upper", "wording", "copy", "start", "end", "via", "attribution",
)  # fmt: skip
_SCALES = {1000: "thousand", 10**6: "million", 10**9: "billion", 10**12: "trillion"}
_IN_WORDS = {
    ("truth", "1"): "yes", ("truth", "0"): "no", ("fraction", "0.5"): "half", ("fraction", "0.25"): "a quarter",
    ("fraction", "0.75"): "three-quarters", ("fraction", "0.5 to 0.75"): "half to three-quarters",
}  # fmt: skip
_PLAIN_UNITS = frozenset({"person", "item", "country", "state", "rank", "times", "fraction"})
_UNSEEN = re.compile("[\\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")


@dataclass(frozen=True)
class Print:
    """One print of a figure in one copy; `copy` is the copy's IRI, start and end are code points."""

    copy: ox.NamedNode
    start: int
    end: int
    wording: str


class Register:
    """Everything a graph says about its claims and articles, looked up by IRI and put in words."""

    def __init__(self, graph: Graph, withdrawn: bool = False) -> None:
        self.graph = graph
        self.with_withdrawn = withdrawn  # whether `claims`, and what follows from it, has the withdrawn ones too
        self.article = lru_cache(maxsize=None)(self._article)
        self.figure = lru_cache(maxsize=None)(self._figure)
        self.is_withdrawn = lru_cache(maxsize=None)(self._is_withdrawn)
        self.roots = lru_cache(maxsize=None)(self._roots)
        self.day = lru_cache(maxsize=None)(self._day_of)
        self.label = lru_cache(maxsize=None)(self._label)
        self.article_in_words = lru_cache(maxsize=None)(self._article_in_words)
        self._numbers = lru_cache(maxsize=None)(self._numbers_of)
        self._haystack = lru_cache(maxsize=None)(self._haystack_of)

    @cached_property
    def dimensions(self) -> list[ox.NamedNode]:
        """The dimensions that the ontology declares, by name; the measure is not one of these."""
        return [d for d in self.graph.subjects(vocab.RDF_TYPE, vocab.QB_DIMENSION) if d != NK.measure]

    def claims(self) -> list[ox.NamedNode]:
        """The claims and forecasts that are not withdrawn, by IRI; all of them where the register was asked for these too."""
        every = self.every_claim()
        return every if self.with_withdrawn else self.standing(every)

    def every_claim(self) -> list[ox.NamedNode]:
        """All claims and forecasts, withdrawn ones too, by IRI."""
        return sorted((c for t in (NK.Claim, NK.Forecast) for c in self._typed(t)), key=lambda c: c.value)

    def standing(self, claims: Iterable[ox.NamedNode]) -> list[ox.NamedNode]:
        """Those of some claims that are not withdrawn by the day for which the graph was built."""
        return [c for c in claims if not self.is_withdrawn(c)]

    def _is_withdrawn(self, thing: ox.NamedNode) -> bool:
        """Whether a claim or an article is retracted by the day for which the graph was built, or was an error of ours."""
        return self.graph.text(thing, NK.withdrawn) is not None

    def withdrawal(self, thing: ox.NamedNode) -> str:
        """Since when and why a claim, or its article, or an article, counts no more: "retracted 1 Feb 2016: a slip"; empty
        where it counts."""
        if not self.is_withdrawn(thing):
            return ""
        graph, said = self.graph, []
        for node, where in ((thing, ""), (graph.iri(thing, NK.article), "with its article, ")):
            for verb, on, because in (
                ("retracted", NK.retractedOn, NK.retractedBecause),
                ("an error of ours, found", NK.erratumOn, NK.erratumBecause),
            ):
                if node is not None and self.is_withdrawn(node) and (day := graph.text(node, on)) is not None:
                    said.append(f"{where}{verb} {date_in_words(day)}: {one_line(graph.text(node, because) or '')}")
        return "; ".join(said)

    def published(self, among: Iterable[ox.NamedNode] | None = None) -> list[ox.NamedNode]:
        """The claims that may have been published by the day for which the graph was built, by IRI; of some nodes, those
        that are such claims."""
        if among is None:
            return list(self._published)
        given = sorted({c for c in among if self._is_claim(c)}, key=lambda c: c.value)
        wanted = given if self.with_withdrawn else self.standing(given)
        return [c for c in wanted if self._by_the_day(c, NK.firstDay)]

    def _is_claim(self, node: ox.NamedNode) -> bool:
        return any(t in (NK.Claim, NK.Forecast) for t in self.graph.iris(node, vocab.RDF_TYPE))

    def gone(self) -> list[ox.NamedNode]:
        """The withdrawn claims that may have been published by that day, by IRI."""
        return [c for c in self.every_claim() if self.is_withdrawn(c) and self._by_the_day(c, NK.firstDay)]

    def perhaps_later(self) -> list[ox.NamedNode]:
        """The articles that may have been published by that day, or later: nobody can tell."""
        doubtful = {self.article(c) for c in self.published() if not self._by_the_day(c, NK.lastDay)}
        return sorted(doubtful, key=lambda a: a.value)

    @cached_property
    def _published(self) -> tuple[ox.NamedNode, ...]:
        return tuple(c for c in self.claims() if self._by_the_day(c, NK.firstDay))

    @cached_property
    def _as_of(self) -> str | None:
        return self.graph.text(NK.run, NK.asOfDay)

    def _by_the_day(self, claim: ox.NamedNode, end: ox.NamedNode) -> bool:
        day = self.day(claim, end)
        return self._as_of is None or day is None or int(day) <= int(self._as_of)

    def _article(self, claim: ox.NamedNode) -> ox.NamedNode:
        """The article that states a claim."""
        found = self.graph.iri(claim, NK.article)
        assert found is not None, "every claim in the graph has its article"
        return found

    def _roots(self, claim: ox.NamedNode) -> tuple[ox.NamedNode, ...]:
        """The known roots of a claim, by IRI."""
        return tuple(self.graph.iris(claim, NK.root))

    def _day_of(self, claim: ox.NamedNode, end: ox.NamedNode) -> str | None:
        """The first or the last possible day of a claim's publication, as the graph writes it."""
        return self.graph.text(claim, end)

    def publisher(self, article: ox.NamedNode) -> ox.NamedNode | None:
        """The publisher of an article."""
        return self.graph.iri(article, SDO.publisher)

    def prints(self, claim: ox.NamedNode) -> list[Print]:
        """Every print of a claim, in the order of copies and characters."""
        graph = self.graph
        found = []
        for node in graph.iris(claim, NK.mention):
            copy = graph.iri(node, NK.copy)
            start, end, wording = (graph.text(node, p) for p in (NK.start, NK.end, NK.wording))
            if copy is not None and start is not None and end is not None:
                found.append(Print(copy, int(start), int(end), wording or ""))
        return sorted(found, key=lambda p: (p.copy.value, p.start))

    def containers(self, agent: ox.NamedNode) -> list[ox.NamedNode]:
        """The bodies that an agent is part of, nearest first."""
        found: list[ox.NamedNode] = []
        above = self.graph.iri(agent, NK.partOf)
        while above is not None and above not in found:
            found.append(above)
            above = self.graph.iri(above, NK.partOf)
        return found

    # --- in words -----------------------------------------------------------------------------------------------

    def _figure(self, claim: ox.NamedNode) -> str:
        """A claim's figure in short words: "1,397", "at most 1,200", "52.8 percent", "$2.1 trillion"."""
        graph = self.graph
        hedged = graph.iri(claim, NK.modality)
        modality = local(hedged) if hedged else "exactly"
        value, low, high = (graph.text(claim, p) for p in (NK.value, NK.from_, NK.to))
        if value is None and low is None:
            operation = graph.iri(claim, NK.operation)
            return {"no-data": "no data", "presence": "at least one"}.get(modality) or self.label(operation or NK.operation)
        scale, per = graph.text(claim, NK.scale), graph.text(claim, NK.perCount)
        number = f"{_number(low)} to {_number(high)}" if low and high else _number(value or "0")
        number += f" {_SCALES.get(int(scale), scale)}" if scale else ""
        number += f" for every {_number(per)}" if per else ""
        hedge = (
            "" if modality in ("exactly", "between") else {"dozen": "about", "order": "the order of"}.get(modality, modality)
        )
        return f"{hedge.replace('-', ' ')} {self._with_unit(claim, number)}".strip()

    def _with_unit(self, claim: ox.NamedNode, number: str) -> str:
        unit = self.graph.iri(claim, NK.unit)
        name = local(unit) if unit else ""
        if name == "usd":
            return f"${number}"
        if name in ("truth", "fraction"):
            return _IN_WORDS.get((name, number), number)
        return number if not unit or name in _PLAIN_UNITS else f"{number} {self.label(unit)}"

    def authority_in_words(self, claim: ox.NamedNode) -> str:
        """Who the article says counted: "Unification Ministry (carried)", "unstated"."""
        authorities = self.graph.iris(claim, NK.authority)
        names = [self.label(a) for a in authorities if a not in (NK.self, NK.unstated)]
        names += ["the publisher itself"] if NK.self in authorities else []
        attribution = local(self.graph.iri(claim, NK.attribution) or NK.stated)
        if not names:
            roots = [self.label(r) for r in self.roots(claim)]
            return f"unstated; relayed from {', '.join(roots)}" if roots else "unstated"
        return ", ".join(names) + (" (carried)" if attribution == "carried" else "")

    def _article_in_words(self, article: ox.NamedNode) -> str:
        publisher = self.publisher(article)
        name = self.label(publisher) if publisher else "unknown publisher"
        words = f"{name}, {date_in_words(self.graph.text(article, SDO.datePublished))}"
        holders = [self.publisher(a) for hop in HOPS[:3] for a in self.graph.subjects(hop, article)]
        names = [self.label(h) for h in dict.fromkeys(holders) if h is not None]
        return words + (f", in {' and '.join(names)}" if names else "")

    def _label(self, node: ox.NamedNode) -> str:
        return (
            self.graph.text(node, SKOS_.prefLabel) or self.graph.text(node, vocab.RDFS_LABEL) or local(node).replace("-", " ")
        )

    def _typed(self, kind: ox.NamedNode) -> list[ox.NamedNode]:
        return self.graph.subjects(vocab.RDF_TYPE, kind)

    # --- the register -------------------------------------------------------------------------------------------

    def rows(self) -> Iterator[dict[str, str]]:
        """One row for each mention, with the columns of `COLUMNS`; what is unknown is empty.

        With withdrawn claims there is one column more, `withdrawn`: since when and why.
        """
        for claim in self.claims():
            shared = self._shared(claim) | ({"withdrawn": self.withdrawal(claim)} if self.with_withdrawn else {})
            for printed in self.prints(claim):
                digest = self.graph.text(printed.copy, NK.sha256) or ""
                yield shared | {
                    "wording": printed.wording, "copy": digest, "start": str(printed.start), "end": str(printed.end),
                }  # fmt: skip

    def _shared(self, claim: ox.NamedNode) -> dict[str, str]:
        graph, article = self.graph, self.article(claim)
        quantity, reading = graph.iri(claim, NK.quantity), graph.iri(claim, NK.reading)
        publisher = self.publisher(article)
        dimensions = {local(d): graph.iri(claim, d) for d in self.dimensions}
        extra = [f"{n}={local(v)}" for n, p in (("operation", NK.operation), ("over", NK.over)) if (v := graph.iri(claim, p))]
        extra += self._base(claim)
        return {
            "claim": claim.value,
            "article": article.value,
            "publisher": publisher.value if publisher else "",
            "published": graph.text(article, SDO.datePublished) or "",
            "authority": _joined(graph.iris(claim, NK.authority)),
            "root": _joined(self.roots(claim)),
            "measure": _joined(graph.iris(claim, NK.measure)),
            "dimensions": ";".join([f"{n}={local(v)}" for n, v in dimensions.items() if v is not None] + extra),
            "period": graph.text(claim, NK.period) or "",
            "period_start": _day(graph.text(quantity, NK.startDay) if quantity else None),
            "period_end": _day(graph.text(quantity, NK.endDay) if quantity else None),
            "unit": local(unit) if (unit := self._base_unit(claim)) else "",
            "modality": self._modality(claim),
            "value": self._value(claim),
            "lower": _trimmed(graph.text(reading, NK.lower)) if reading else "",
            "upper": _trimmed(graph.text(reading, NK.upper)) if reading else "",
            "via": _joined(graph.iris(claim, NK.via)),
            "attribution": local(graph.iri(claim, NK.attribution) or NK.stated),
        }

    def _base_unit(self, claim: ox.NamedNode) -> ox.NamedNode | None:
        """The unit of value and bounds: months where the article prints years."""
        unit = self.graph.iri(claim, NK.unit)
        return (self.graph.iri(unit, NK.baseUnit) or unit) if unit else None

    def _modality(self, claim: ox.NamedNode) -> str:
        """The hedge, "exactly" for a number without one; empty where no number is printed, as in "rising"."""
        modality = self.graph.iri(claim, NK.modality)
        name = local(modality) if modality else ""
        return "" if name == "exactly" and self.graph.text(claim, NK.value) is None else name

    def _base(self, claim: ox.NamedNode) -> list[str]:
        """What a derived figure is compared with: `base.period=2011`."""
        base = self.graph.iri(claim, NK.base)
        if base is None:
            return []
        found = [f"base.{local(p)}={local(v)}" for p in (NK.measure, *self.dimensions) if (v := self.graph.iri(base, p))]
        period = self.graph.text(base, NK.period)
        return found + ([f"base.period={period}"] if period else [])

    def _value(self, claim: ox.NamedNode) -> str:
        """Value times scale, in the base unit; empty for a range and where there is no number."""
        text = self.graph.text(claim, NK.value)
        if text is None:
            return ""
        unit = self.graph.iri(claim, NK.unit)
        factor = self.graph.text(unit, NK.factor) if unit else None
        number = Decimal(text) * int(self.graph.text(claim, NK.scale) or 1) * Decimal(factor or 1)
        if (per := self.graph.text(claim, NK.perCount)) is not None:
            number = (number / Decimal(per)).quantize(Decimal("0.000001"))
        return f"{number.normalize():f}"

    # --- finding ------------------------------------------------------------------------------------------------

    def find(self, words: str) -> list[ox.NamedNode]:
        """The claims that print this number, or whose wording, label, headline, people or notes hold these words."""
        number = self.number(words)
        wanted = words.casefold().split()
        if not wanted:
            return []
        found = []
        for claim in self.claims():
            if number is not None:
                if number in self._numbers(claim):
                    found.append(claim)
            elif all(w in self._haystack(claim) for w in wanted):
                found.append(claim)
        return found

    @staticmethod
    def number(words: str) -> Decimal | None:
        """The number that `find` looks for where nothing but a number is given: "1,514", "$5", "18 %"."""
        from nkgraph import numerals  # most who look things up by IRI never search

        return numerals.digits(words.strip().lstrip("$").rstrip("%").strip())

    def _numbers_of(self, claim: ox.NamedNode) -> set[Decimal]:
        texts = (self.graph.text(claim, p) for p in (NK.value, NK.from_, NK.to))
        plain = {Decimal(t) for t in texts if t is not None}
        scale = int(self.graph.text(claim, NK.scale) or 1)
        return plain | {n * scale for n in plain}

    def _haystack_of(self, claim: ox.NamedNode) -> str:
        graph, article = self.graph, self.article(claim)
        concepts = [graph.iri(claim, NK.measure), *(graph.iri(claim, d) for d in self.dimensions)]
        concepts += [*graph.iris(claim, NK.authority), self.publisher(article)]
        names = [
            n.value for c in concepts if c is not None for p in (SKOS_.prefLabel, SKOS_.altLabel) for n in graph.objects(c, p)
        ]
        quantity = graph.iri(claim, NK.quantity)
        names += [self.label(quantity) if quantity else "", graph.text(article, SDO.headline) or ""]
        names += [p.wording for p in self.prints(claim)] + [n.value for n in graph.objects(claim, NK.note)]
        return "\n".join(names).casefold()


def one_line(words: str) -> str:
    """Words as one line: what would break it, or what a terminal would obey, is a space."""
    return _UNSEEN.sub(" ", words).strip()


def date_in_words(edtf: str | None) -> str:
    """A date of publication in words: "4 Jan 2016", "12 or 13 Oct 2015", "Jun 2023 or later", "date not in the copies"."""
    if edtf is None or edtf == "../..":
        return "date not in the copies"
    if edtf.endswith("/.."):
        return f"date not in the copies, {date_in_words(edtf[:-3])} or later"
    if edtf.startswith("[") and edtf.endswith("]") and ".." not in edtf:
        return _one_of(edtf[1:-1].split(","))
    if "/" in edtf:
        start, end = edtf.split("/", 1)
        return f"{date_in_words(start)} to {date_in_words(end)}" if start != ".." else f"{date_in_words(end)} or earlier"
    parts = edtf.split("-")
    if not all(p.isdigit() for p in parts) or len(parts) not in (2, 3):
        return edtf
    period = periods.parse(edtf)
    assert period.start is not None, "digits have a first day"
    assert period.last is not None, "and a last"
    first, last = date.fromordinal(period.start), date.fromordinal(period.last)
    if len(parts) == 3:
        return f"{first.day} {first:%b %Y}"
    return " to ".join(dict.fromkeys(f"{day:%b %Y}" for day in (first, last)))  # a quarter of a year has two months


def _one_of(dates: list[str]) -> str:
    """One of some dates, in words; two days of one month name it once: "12 or 13 Oct 2015"."""
    words = [date_in_words(part.strip()) for part in dates]
    months = {word.partition(" ")[2] for word in words}
    if len(months) == 1 and all(word[0].isdigit() and word.count(" ") == 2 for word in words):
        words = [*(word.partition(" ")[0] for word in words[:-1]), words[-1]]
    return " or ".join(words)


def _number(text: str) -> str:
    number = Decimal(text)
    return f"{int(number):,}" if number == int(number) else f"{number.normalize():,f}"


def _trimmed(text: str | None) -> str:
    return "" if text is None else f"{Decimal(text).normalize():f}"


def _day(ordinal: str | None) -> str:
    return "" if ordinal is None else date.fromordinal(int(ordinal)).isoformat()


def _joined(nodes: Iterable[ox.NamedNode]) -> str:
    return " ".join(n.value for n in nodes)
