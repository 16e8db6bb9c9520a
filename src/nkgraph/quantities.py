"""What a claim is about: measure, dimensions, period, unit, as one readable IRI and one line of words.

Two claims are compared only if their quantities are the same IRI, so the naming is injective: the measure comes first,
then the place alone, then `name=value` for every other thing that is narrowed, the period last. A dimension at its top
concept is left out. A claim of an unstated period is about a quantity of its own article.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pyoxigraph as ox

from nkgraph import periods, vocab
from nkgraph.vocab import NK

if TYPE_CHECKING:
    from nkgraph.claims import Claim
    from nkgraph.ontology import Ontology

QUANTITIES = vocab.ROOT + "quantities/"
_SAFE = "-.~"


@dataclass(frozen=True)
class Quantity:
    """A quantity: IRI, its days (None where unstated), what it is made of, and the words for people.

    A `running_total` counts since a start and ends on the day of whoever prints it.
    """

    iri: ox.NamedNode
    measure: ox.NamedNode
    dimensions: dict[str, ox.NamedNode]
    series: ox.NamedNode
    period: periods.Period | None
    unit: ox.NamedNode
    running_total: bool
    _in_words: Callable[[], str] = field(repr=False, compare=False)

    @cached_property
    def label(self) -> str:
        """The words for people, put together when asked for: most quantities are only looked up."""
        return self._in_words()


def of(claim: Claim, ontology: Ontology) -> Quantity | None:
    """The quantity of a claim; None where the claim lacks what a quantity is made of (a fault says so)."""
    if claim.measure is None or claim.period is None or claim.article is None or claim.unit is None:
        return None
    unit = ontology.units[claim.unit.value].base if claim.unit.value in ontology.units else claim.unit
    narrowed = {n: v for n, v in sorted(claim.dimensions.items()) if v != ontology.tops.get(n)}
    kind = _kind(claim, unit, ontology)
    path = [vocab.local(claim.measure)]
    path += [vocab.local(narrowed["place"])] if "place" in narrowed else []
    path += [f"{n}={vocab.local(v)}" for n, v in narrowed.items() if n != "place"] + kind
    series = ox.NamedNode(vocab.ROOT + "series/" + "/".join(map(_segment, path)))
    if claim.period == periods.UNSTATED:
        days, ending = None, ["unstated", article_slug(claim.article)]
    else:
        days, ending = periods.parse(claim.period), [periods.canonical(claim.period)]
    iri = ox.NamedNode(QUANTITIES + "/".join(map(_segment, path + ending)))
    running = days is not None and days.end is None and ontology.one(claim.measure, NK.kind) == NK.cumulative
    words = partial(_label, claim, narrowed, unit, ontology)
    return Quantity(iri, claim.measure, narrowed, series, days, unit, running, words)


def counterpart(claim: Claim, ontology: Ontology, **changes: Any) -> Quantity | None:
    """The quantity of the claim that differs in these fields only; a changed measure or operation has its default unit."""
    other = replace(claim, **changes)
    if other.measure is not None and ("measure" in changes or "operation" in changes) and "unit" not in changes:
        unit = ontology.one(other.measure, NK.unit)
        other = replace(other, unit=unit if isinstance(unit, ox.NamedNode) else None)
    return of(other, ontology)


def article_slug(article: ox.NamedNode) -> str:
    """An article's own part of its IRI; a node inside a file keeps the file's name before it."""
    return article.value.removeprefix(vocab.CLAIMS).strip("/").replace("/", ".")


def entry(article: ox.NamedNode, quantity: Quantity) -> ox.NamedNode:
    """One article on one quantity."""
    return ox.NamedNode(f"{vocab.ROOT}entries/{article_slug(article)}/{quantity.iri.value.removeprefix(QUANTITIES)}")


@lru_cache(maxsize=4096)  # the same names make the paths of many quantities
def _segment(text: str) -> str:
    """One path segment: a slash of EDTF becomes "_" (which EDTF never uses), the rest is percent-encoded."""
    return quote(text.replace("/", "_"), safe=_SAFE + "=;_")


def _kind(claim: Claim, unit: ox.NamedNode, ontology: Ontology) -> list[str]:
    """What turns the bare quantity into another one: forecast, operation and base, span, unit."""
    parts = ["kind=forecast"] if claim.forecast else []
    if claim.operation is not None:
        base = ";".join(f"{k}:{_of_base(v)}" for k, v in sorted(claim.base.items()))
        parts.append(f"op={claim.operation}" + (f";{base}" if base else ""))
        if f"{vocab.ROOT}operations/{claim.operation}" in ontology.unbounded and claim.value is not None:
            parts.append(f"threshold={threshold(claim, ontology):f}")
    parts += [f"over={vocab.local(claim.over)}"] if claim.over else []
    parts += [f"per={claim.per}"] if claim.per else []
    parts += [f"span={periods.canonical(claim.span)}"] if claim.span else []
    default = ontology.one(claim.measure, NK.unit) if claim.measure else None
    if isinstance(default, ox.NamedNode) and default.value in ontology.units:
        default = ontology.units[default.value].base
    return parts + ([f"unit={vocab.local(unit)}"] if unit != default else [])


def _of_base(value: ox.NamedNode | str) -> str:
    return periods.canonical(value) if isinstance(value, str) else vocab.local(value)


def threshold(claim: Claim, ontology: Ontology) -> Decimal:
    """The number of a claim in the base unit, in one form: "half" and "50 percent" are one threshold; 0 where there is none."""
    unit = ontology.units.get(claim.unit.value) if claim.unit else None
    return ((claim.value or Decimal(0)) * claim.scale * (unit.factor if unit else 1)).normalize()


def _label(claim: Claim, narrowed: dict[str, ox.NamedNode], unit: ox.NamedNode, ontology: Ontology) -> str:
    assert claim.measure is not None, "the caller has looked"
    assert claim.period is not None, "the caller has looked"
    words = ontology.label(claim.measure)
    if "place" in narrowed and (place := ontology.label(narrowed["place"])) and not _says(words, narrowed["place"], ontology):
        preposition = ontology.one(claim.measure, NK.preposition)
        words += f" {preposition.value if preposition else 'in'} {place}"
    others = [f"{'to ' if n == 'partner' else ''}{ontology.label(v)}" for n, v in narrowed.items() if n != "place"]
    words += f" ({', '.join(others)})" if others else ""
    if claim.operation is not None:
        words = f"{ontology.label(ox.NamedNode(f'{vocab.ROOT}operations/{claim.operation}'))}: {words}"
        base = [v if isinstance(v, str) else ontology.label(v) for _, v in sorted(claim.base.items())]
        words += f", against {', '.join(base)}" if base else ""
        words = words[0].upper() + words[1:]
    words += " (a month)" if claim.per == "P1M" else f" (per {claim.per})" if claim.per else ""
    words = f"Forecast of {words[0].lower()}{words[1:]}" if claim.forecast else words
    span = f" (of {in_words(claim.span)})" if claim.span else f" (of all, by {vocab.local(claim.over)})" if claim.over else ""
    return f"{words}, {in_words(claim.period)}{span}"


def _says(words: str, place: ox.NamedNode, ontology: Ontology) -> bool:
    return any(name.removeprefix("the ") in words for name in ontology.names(place))


def in_words(period: str) -> str:
    """A period in short words: "since 2006", "to 2019", "2015-01 to 2015-05", "period unstated"."""
    if period == periods.UNSTATED:
        return "period unstated"
    if "/" not in period:
        return _spoken(period)
    start, end = (_spoken(part) for part in period.split("/", 1))
    if end == "..":
        return f"since {start}"
    return f"up to {end}" if start == ".." else f"{start} to {end}"


def _spoken(date: str) -> str:
    """A date of EDTF without its signs: "about 1995", "the 1990s"."""
    for mark, words in (("~", "about "), ("?", "perhaps "), ("%", "perhaps about ")):
        if date.endswith(mark):
            return words + _spoken(date[:-1])
    return f"the {date[:3]}0s" if date.endswith("X") and date[:3].isdigit() else date
