"""A claim with what is computed of it alone: quantity, bounds, and the reading that these two make."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

import pyoxigraph as ox

from nkgraph import bounds, quantities, vocab
from nkgraph.bounds import Interval
from nkgraph.claims import Claim
from nkgraph.ontology import Ontology
from nkgraph.quantities import Quantity

_ROUNDED_KINDS = frozenset({"percent", "percentage-point", "times"})


@dataclass(frozen=True)
class Placed:
    """A claim with what is computed of it; strict and loose are None where the claim has no bounds."""

    claim: Claim
    quantity: Quantity
    strict: Interval | None
    loose: Interval | None

    @property
    def plain(self) -> bool:
        """Whether it counts something: no forecast, nothing computed, no statement about a series."""
        claim = self.claim
        return not (claim.forecast or claim.operation or claim.over or claim.per or claim.span or claim.base)

    @property
    def approximate(self) -> bool:
        """Whether the period is marked as about right (~), uncertain (?), or both."""
        return self.claim.period is not None and any(mark in self.claim.period for mark in "~?%")

    @cached_property
    def reading(self) -> ox.NamedNode | None:
        """The IRI of the claim's reading: its quantity and bounds."""
        if self.strict is None or self.loose is None or self.strict.open:
            return None
        name = interval_name(self.strict)
        if self.loose != self.strict:
            name += f";loose={interval_name(self.loose)}"
        return ox.NamedNode(f"{self.quantity.iri.value}/readings/{name}")


def place(claim: Claim, ontology: Ontology) -> Placed | None:
    """The claim in its place; None where it lacks what a quantity is made of."""
    quantity = quantities.of(claim, ontology)
    if quantity is None:
        return None
    printed = printing(claim, ontology)
    if printed is None:
        return Placed(claim, quantity, None, None)
    return Placed(claim, quantity, bounds.strict(printed), bounds.loose(printed))


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
        return vocab.plain(low)
    parts = []
    if low is not None:
        parts.append(f"{'ge' if interval.lower_inclusive else 'gt'}{vocab.plain(low)}")
    if high is not None:
        parts.append(f"{'le' if interval.upper_inclusive else 'lt'}{vocab.plain(high)}")
    return "_".join(parts)


def calendar_year(item: Placed) -> int | None:
    """The year, where the period is one whole calendar year."""
    period = item.quantity.period
    if period is None or period.start is None or period.end is None:
        return None
    first = date.fromordinal(period.start)
    whole = (first.month, first.day) == (1, 1) and date(first.year + 1, 1, 1).toordinal() == period.end
    return first.year if whole else None
