"""How two intervals lie to each other, in Python: the tests' own comparison, which the rules' SPARQL is measured by."""

from __future__ import annotations

from nkgraph.bounds import Interval


def below(one: Interval, other: Interval) -> bool:
    """Whether every value of the one is smaller than every value of the other."""
    if one.upper is None or other.lower is None:
        return False
    if one.upper == other.lower:
        return not (one.upper_inclusive and other.lower_inclusive)
    return one.upper < other.lower


def meets(one: Interval, other: Interval) -> bool:
    """Whether some value lies in both."""
    return not below(one, other) and not below(other, one)
