"""What a share, a ratio, a change or a mean is computed from: the quantities, and which of them its own article prints."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pyoxigraph as ox

from nkgraph import quantities, vocab
from nkgraph.claims import Claim
from nkgraph.ontology import Ontology
from nkgraph.periods import Period
from nkgraph.placing import Placed
from nkgraph.quantities import Quantity, counterpart
from nkgraph.turtle import Triple
from nkgraph.vocab import NK

_RELATIVE = {"share": NK.ratioBase, "ratio": NK.ratioBase, "increase": NK.increaseBase, "decrease": NK.decreaseBase}
_ABSOLUTE = {"increase": NK.moreBase, "decrease": NK.lessBase, "difference": NK.gapBase}
_FACTORS = {"percent": Decimal(100), "times": Decimal(1)}


def links(placed: list[Placed], known: dict[str, Placed], ontology: Ontology) -> Iterator[Triple]:
    """From each derived quantity to its figure and its base, and from each claim to what its own article says of them."""
    printed = {
        (p.claim.article.value, p.quantity.iri.value) for p in placed if p.claim.article is not None and p.reading is not None
    }
    for item in placed:
        claim = item.claim
        if item.reading is None or claim.operation is None:
            continue
        figure = _figure(claim, known, ontology)
        base = _base(claim, ontology)
        form = list(_form(item, figure, base, ontology))
        if figure is None or not form or figure.iri.value not in known or (base is not None and base.iri.value not in known):
            continue
        yield item.quantity.iri, NK.numerator, figure.iri
        if base is not None:
            yield item.quantity.iri, NK.derivedBase, base.iri
        yield from form
        for quantity, own in ((figure, NK.ownNumerator), (base, NK.ownBase)):
            if quantity is not None and claim.article is not None and (claim.article.value, quantity.iri.value) in printed:
                yield claim.iri, own, quantities.entry(claim.article, quantity)


def _figure(claim: Claim, known: dict[str, Placed], ontology: Ontology) -> Quantity | None:
    """The quantity that a derived figure is of; of a forecast, what came of it, where that is known."""
    plain: dict[str, object] = {"operation": None, "base": {}, "per": None, "per_count": None}
    outcome = counterpart(claim, ontology, **plain, forecast=False)
    return outcome if outcome is not None and outcome.iri.value in known else counterpart(claim, ontology, **plain)


def _base(claim: Claim, ontology: Ontology) -> Quantity | None:
    """The quantity that the figure is compared with: the claim's own, with what its base changes."""
    if not claim.base:
        return None
    changes: dict[str, object] = {"operation": None, "base": {}, "per": None, "per_count": None, "forecast": False}
    dimensions = dict(claim.dimensions)
    for name, value in claim.base.items():
        if name in ("measure", "period"):
            changes[name] = value
        elif isinstance(value, ox.NamedNode):
            dimensions[name] = value
    return counterpart(claim, ontology, **changes, dimensions=dimensions)


def _form(item: Placed, figure: Quantity | None, base: Quantity | None, ontology: Ontology) -> Iterator[Triple]:
    """How the derived figure follows from the others; nothing where its unit does not say how."""
    operation, derived, unit = item.claim.operation or "", item.quantity.iri, vocab.local(item.quantity.unit)
    if operation == "mean-per":
        parts = None if item.approximate else _parts(item.quantity.period, item.claim.per)
        if parts is not None:
            yield derived, NK.meanParts, vocab.decimal(Decimal(parts))
    elif base is not None and operation in _RELATIVE and unit in _FACTORS:
        yield derived, _RELATIVE[operation], base.iri
        yield derived, NK.formFactor, vocab.decimal(_FACTORS[unit])
    elif base is not None and figure is not None and operation in _ABSOLUTE and item.quantity.unit == figure.unit:
        yield derived, _ABSOLUTE[operation], base.iri


def _parts(period: Period | None, per: str | None) -> int | None:
    """How many months, years or days there are in a period; None where they are not whole."""
    if period is None or period.start is None or period.end is None:
        return None
    first, after = date.fromordinal(period.start), date.fromordinal(period.end)
    months = (after.year - first.year) * 12 + after.month - first.month
    whole = first.day == after.day == 1
    if per == "P1D":
        return period.end - period.start
    if per == "P1M":
        return months if whole else None
    return months // 12 if per == "P1Y" and whole and months % 12 == 0 else None
