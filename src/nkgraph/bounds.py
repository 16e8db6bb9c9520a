"""From a printed number and its hedge to the interval that it allows.

Bounds are decimals in the base unit with at most six fraction digits, rounded outwards; an open end is None. "Strict"
bounds are what the words say; "loose" bounds also allow that a bare round count (1,000 or more, ending in two zeros)
was rounded.
The rules are those of the design, section 4; each stands once, in the function named after it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext
from itertools import count

_SIX = Decimal("0.000001")
_DIGITS = 60  # more than the largest value, times the largest scale, with six fraction digits: nothing is rounded on the way


@dataclass(frozen=True)
class Interval:
    """lower and upper in the base unit, None where open; beside each, whether the end itself is meant."""

    lower: Decimal | None = None
    upper: Decimal | None = None
    lower_inclusive: bool = True
    upper_inclusive: bool = True

    @property
    def open(self) -> bool:
        """Whether nothing is known: no bound on either side."""
        return self.lower is None and self.upper is None


@dataclass(frozen=True)
class Printing:
    """A number as printed and all that its words say of it.

    `number` and `to` are before `scale`; `to` is the second number of a range. `counted`: the unit comes in whole
    numbers. `rounded`: the unit is one that is printed rounded (percent, ratio, points), so that even a whole number
    stands for its rounding interval. `factor` turns the unit into its base unit.
    """

    number: Decimal
    to: Decimal | None = None
    scale: int = 1
    modality: str = "exactly"
    counted: bool = False
    rounded: bool = False
    fraction: bool = False
    factor: Decimal = Decimal(1)
    per_count: Decimal | None = None

    @property
    def whole(self) -> bool:
        """Whether bounds close on whole numbers: counted things, and no "two and a half days"."""
        ends = (self.number * self.scale, (self.to or Decimal(0)) * self.scale)
        return self.counted and self.per_count is None and all(end == end.to_integral_value() for end in ends)


def strict(p: Printing) -> Interval:
    """The interval that the words allow."""
    with localcontext(prec=_DIGITS):
        rule = _RULES[p.modality] if p.per_count is None else _ratio
        return _in_base_unit(rule(p), p)


def loose(p: Printing) -> Interval:
    """The same, where a bare round count may also have been rounded; equal to `strict` for everything else."""
    with localcontext(prec=_DIGITS):
        number = p.number * p.scale
        bare = p.modality == "exactly" and p.whole and p.to is None
        if not bare or number < 1000 or number % 100:
            return strict(p)
        half = _last_nonzero(number) / 2
        return _in_base_unit(Interval(number - half, number + half, True, False), p)


def _exactly(p: Printing) -> Interval:
    number, unit = p.number, _last_place(p.number)
    if p.fraction:  # "half" is no measurement: five points either way
        return Interval(number - Decimal("0.05"), number + Decimal("0.05"))
    if unit < 1 or p.rounded or p.scale > 1:
        return Interval((number - unit / 2) * p.scale, (number + unit / 2) * p.scale, True, False)
    return Interval(number * p.scale, number * p.scale)


def _about(p: Printing) -> Interval:
    """Half of the largest of 1, 5, 10, 25, 50, 100, 250 … (in units of the last place) that divides the number."""
    number = p.number * p.scale
    if number == 0:
        return Interval(number, number)
    place = _last_place(number)
    digits = number / place
    step = Decimal(1)
    for power in count():
        ten = Decimal(10) ** power
        if ten > digits:
            break
        for candidate in (ten, ten * Decimal("2.5"), ten * 5):
            if candidate not in (Decimal("2.5"),) and digits % candidate == 0:
                step = max(step, candidate)
    half = step * place / 2
    return Interval(number - half, number + half)


def _almost(p: Printing) -> Interval:
    """Below the number, by at most one unit of its last digit that is not zero."""
    number = p.number * p.scale
    return Interval(number - _last_nonzero(number), number, True, False)


def _more_than(p: Printing) -> Interval:
    return Interval(lower=p.number * p.scale, lower_inclusive=False)


def _at_least(p: Printing) -> Interval:
    return Interval(lower=p.number * p.scale)


def _less_than(p: Printing) -> Interval:
    return Interval(upper=p.number * p.scale, upper_inclusive=False)


def _at_most(p: Printing) -> Interval:
    return Interval(upper=p.number * p.scale)


def _between(p: Printing) -> Interval:
    return Interval(p.number * p.scale, (p.to if p.to is not None else p.number) * p.scale)


def _order(p: Printing) -> Interval:
    """ "Hundreds", "thousands", "millions": from that number up to, not including, the next such word."""
    number = p.number * p.scale
    following = next((n for n in (100, 1000, 10**6, 10**9, 10**12) if n > number), None)
    return Interval(number, Decimal(following) if following else None, True, False)


def _dozen(_: Printing) -> Interval:
    return Interval(Decimal(10), Decimal(14))


def _presence(_: Printing) -> Interval:
    return Interval(lower=Decimal(1))


_RULES = {
    "exactly": _exactly,
    "about": _about,
    "almost": _almost,
    "more-than": _more_than,
    "at-least": _at_least,
    "less-than": _less_than,
    "at-most": _at_most,
    "between": _between,
    "order": _order,
    "dozen": _dozen,
    "presence": _presence,
}

MODALITIES = frozenset(_RULES)


def _ratio(p: Printing) -> Interval:
    """ "7 for every 3": the first as its words allow, the second rounded to its last place."""
    assert p.per_count is not None, "a ratio has two numbers"
    first = _RULES[p.modality](replace(p, rounded=True))
    half = _last_place(p.per_count) / 2
    low = first.lower / (p.per_count + half) if first.lower is not None else None
    high = first.upper / (p.per_count - half) if first.upper is not None else None
    return Interval(low, high, first.lower_inclusive, first.upper_inclusive)


def _in_base_unit(interval: Interval, p: Printing) -> Interval:
    lower, upper = interval.lower, interval.upper
    li, ui = interval.lower_inclusive, interval.upper_inclusive
    if p.whole:
        if lower is not None:
            whole = lower.to_integral_value(ROUND_CEILING)
            lower, li = (whole + 1 if whole == lower and not li else whole), True
        if upper is not None:
            whole = upper.to_integral_value(ROUND_FLOOR)
            upper, ui = (whole - 1 if whole == upper and not ui else whole), True
    return Interval(_six(lower, p.factor, ROUND_FLOOR), _six(upper, p.factor, ROUND_CEILING), li, ui)


def _six(number: Decimal | None, factor: Decimal, outwards: str) -> Decimal | None:
    return None if number is None else (number * factor).quantize(_SIX, outwards)


def _last_place(number: Decimal) -> Decimal:
    """The unit of the last printed digit: 0.1 for 52.8, 1 for 1277."""
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int), "a printed number is finite"
    return Decimal(10) ** min(exponent, 0)


def _last_nonzero(number: Decimal) -> Decimal:
    unit = _last_place(number)
    while number and number % (unit * 10) == 0:
        unit *= 10
    return unit
