"""How an example about totals is written: a table, yearly figures; and how what the rules find of it is told."""

from __future__ import annotations

from decimal import Decimal

from nkgraph import vocab
from nkgraph.findings import Finding, Side
from tests.specimens import STATE_DEPARTMENT, Compared, says

WOMEN, MEN = "nk:sex sex:female", "nk:sex sex:male"
RULES = ("part-whole", "sum-of-parts", "cumulative", "stock-flow", "derivation")


# --- findings in words ----------------------------------------------------------------------------------------------------


def told(compared: Compared) -> list[str]:
    """Everything that the five rules of totals and derived figures say, in the order of the alphabet."""
    return sorted(in_full(f) for f in compared.findings if f.rule in RULES)


def in_full(f: Finding) -> str:
    """Rule, outcome, reason, by whose figures, the sides, what they were computed from, exact bounds, and the difference."""
    words = f"{f.rule} {f.outcome}" + (f" ({f.reason})" if f.reason else "")
    by = [*(["own"] if f.article is not None else []), *([vocab.local(f.root)] if f.root is not None else [])]
    words += f" by {' and '.join(by)}" if by else ""
    printed = [side for side in f.sides if side.kind != "computed"]
    for computed in (side for side in f.sides if side.kind == "computed"):
        words += f" {_place(computed, printed[0])}"
    words += f" {' within '.join(side.figure for side in printed)}"
    if f.operands:
        words += f": {' and '.join(o.figure for o in f.operands)} make {_made(f)}"
    return words + (f", {vocab.plain(f.difference)} off" if f.difference is not None else "")


def _place(computed: Side, printed: Side) -> str:
    """Where the computed bounds lie beside the printed ones as they stand, nothing taken for rounded."""
    if computed.lower is not None and printed.upper is not None and computed.lower > printed.upper:
        return "above"
    return "below" if computed.upper is not None and printed.lower is not None and computed.upper < printed.lower else "at"


def _made(f: Finding) -> str:
    computed = next((side for side in f.sides if side.kind == "computed"), None)
    if computed is None:
        return "any number"
    low, high = ("" if end is None else vocab.plain(Decimal(end)) for end in (computed.lower, computed.upper))
    return low if low == high else f"{low}..{high}"


# --- articles in a line ---------------------------------------------------------------------------------------------------


def us(figure: str, place: str = "us", period: str = "2015", by: str = STATE_DEPARTMENT, measure: str = "us-admissions") -> str:
    """People admitted to the United States or to one of its states."""
    return says(figure, period, by, measure).replace("place:south-korea", f"place:{place}")


def resettled(figure: str, period: str = "2013/2015", by: str = STATE_DEPARTMENT) -> str:
    """A total of people admitted to the United States over several years."""
    return us(figure, period=period, by=by, measure="us-resettled")


def table(whole: str, *parts: str, items: str = "", lost: str = "") -> list[str]:
    """A total and a breakdown of it by state; `items`: how many states the article says there are; `lost`: what a copy lost."""
    extra = (f" ; nk:items <c{3 + len(parts)}>" if items else "") + (f' ; nk:missing "{lost}"' if lost else "")
    breakdown = f"a nk:Breakdown ; nk:statedIn <> ; nk:total <c1> ; nk:by nk:place{extra}"
    stated = [us(items, measure="us-states-with-refugees")] if items else []
    return [whole, breakdown, *(f"{part} ; nk:in <c2>" for part in parts), *stated]


def states(*figures: str) -> list[str]:
    """The first states of a list, a figure for each."""
    return [us(figure, f"us-{code}") for code, figure in zip(("ca", "ky", "tx", "wa", "il"), figures, strict=False)]


def flows(*figures: str, by: str = STATE_DEPARTMENT, first: int = 2013) -> list[str]:
    """A figure for each year from the first on."""
    return [us(figure, period=str(year), by=by) for year, figure in enumerate(figures, first)]
