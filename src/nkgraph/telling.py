"""A finding in one plain sentence: what was printed, what it was set against, what came out, on whose figures."""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox

from nkgraph import findings
from nkgraph.findings import Finding, Side, apart, counted
from nkgraph.register import Register, one_line
from nkgraph.vocab import NK, ROOT, local

_DIFFERS = {
    "otherPeriod": "they are about different times",
    "otherPopulation": "they count different people",
    "otherKind": "they are of different kinds",
    "otherDimension": "they are about different goods or other places",
    "otherDefinition": "they are of different measures",
}
_PERCENT = frozenset(ox.NamedNode(f"{ROOT}units/{name}") for name in ("percent", "fraction"))
_LISTED = 6  # readings that a sentence lists; of more it gives the number


def sentence(finding: Finding, register: Register) -> str:
    """The whole finding in one sentence."""
    subject = {"near-miss": "", "dates": f"{finding.label} "}.get(finding.rule, f"{finding.label}: ")
    who = roots(finding, register)
    joint = ", " if finding.rule == "same-quantity" and finding.outcome == "agrees" else "; "
    return one_line(f"{subject}{substance(finding, register)}{f'{joint}{who}' if who else ''}.")


def substance(finding: Finding, register: Register) -> str:
    """What a finding says, without what it is about and without the roots."""
    return _TELL[finding.rule](finding, register)


def roots(finding: Finding, register: Register) -> str:
    """On whose figures it rests: "1 known root (Unification Ministry) on both sides", "by the figures of …"."""
    if finding.root is not None:
        return f"by the figures of {register.label(finding.root)}"
    if finding.rule in ("derivation", "sum-of-parts"):
        return "by the article's own figures"
    return "" if finding.rule in ("near-miss", "dates") else findings.roots_in_words(finding, register)


def period(side: Side, register: Register) -> str:
    """The period that a reading is about, in short words."""
    quantity = register.graph.iri(side.node, NK.quantity) if side.node else None
    return register.label(quantity).rsplit(", ", 1)[-1] if quantity else "period unstated"


def _same(finding: Finding, register: Register) -> str:
    figures = [s.figure for s in finding.sides]
    if finding.outcome == "agrees":
        count = len(findings.publishers(finding, register))
        articles = len({register.article(c) for c in finding.claims})
        what = (
            f"{figures[0]} in {counted(articles, 'article')}" if len(figures) == 1 else f"{_joined(figures)} can both be true"
        )
        rounding = ", if the round number was rounded" if finding.reason == "roundingAssumed" else ""
        return f"{what}{rounding}; {counted(count, 'publisher')}"
    if finding.outcome == "revised":
        return f"{figures[0]}, later {figures[1]}, {apart(finding)} apart"
    if finding.falls:
        return f"{figures[0]}, later, by the dates given, {figures[1]}: a running total that falls by {apart(finding)}"
    where = f" in one article ({register.article_in_words(finding.article)})" if finding.article is not None else ""
    return f"{_joined(figures)}{where} cannot all be true; {apart(finding)} apart"


def _near(finding: Finding, register: Register) -> str:
    named: dict[ox.NamedNode, list[str]] = {}
    for side in finding.sides:
        quantity = register.graph.iri(side.node, NK.quantity) if side.node else None
        if quantity is not None:
            named.setdefault(quantity, []).append(side.figure)
    what = "; ".join(f"{register.label(quantity)}: {_joined(figures)}" for quantity, figures in named.items())
    kinds = sorted({k for q in named if (k := _kind(q, register))})
    why = _DIFFERS[finding.reason or "otherDefinition"]
    if finding.reason == "otherKind" and len(kinds) == len(named) == 2:
        why = f"one is a {kinds[0]} and the other a {kinds[1]}"
    return f"{what}. Not comparable: {why}"


def _kind(quantity: ox.NamedNode, register: Register) -> str | None:
    """A flow, a stock or a running total, in these words."""
    measure = register.graph.iri(quantity, NK.measure)
    kind = register.graph.iri(measure, NK.kind) if measure else None
    return {"cumulative": "running total"}.get(local(kind), local(kind)) if kind else None


def _greater(than: str) -> Callable[[Finding, Register], str]:
    def tell(finding: Finding, register: Register) -> str:
        part, whole = finding.sides
        quantity = register.graph.iri(whole.node, NK.quantity) if whole.node else None
        about = register.label(quantity) if quantity else than
        return f"{part.figure}, {apart(finding)} more than {than}, {whole.figure} ({about})"

    return tell


def _sum(finding: Finding, register: Register) -> str:
    graph, total = register.graph, finding.sides[0].figure
    breakdown = finding.breakdown
    listed, stated = ((graph.text(breakdown, p) if breakdown else None) for p in (NK.listed, NK.statedItems))
    come = finding.sides[-1].figure if finding.sides[-1].kind == "computed" else "any number"
    parts = counted(int(listed or 0), "part")
    if finding.reason == "itemsOverlisted":
        return f"{stated} are stated and {listed} listed, in one article"
    if finding.reason == "itemsUnlisted":
        return f"{_number(stated)} are stated and {listed} listed, which come to {come}; the total is {total}"
    if finding.reason == "copyDamaged":
        lost = graph.text(breakdown, NK.missing) if breakdown else None
        return f"the copy has lost {lost}; the {parts} left come to {come}; the total is {total}"
    if finding.reason == "partsOpen":
        return f"{parts}, some without a number, come to {come}; the total is {total}"
    verb = {"agrees": "come to the total", "contradicts": "do not come to the total", "incomplete": "fall short of the total"}
    return f"{parts} of one article come to {come} and {verb[finding.outcome]}, {total}{_rounded(finding)}"


def _flows(finding: Finding, register: Register) -> str:
    quantity = finding.quantity
    members = register.graph.text(quantity, NK.flowMembers) if quantity else None
    given, total, come = len(finding.operands), finding.sides[0].figure, finding.sides[-1].figure
    added = f"{counted(given, 'yearly figure')} add up to {come}"
    lacking = int(members) - given if members else None
    if finding.outcome == "incomplete":
        missing = f"the other {lacking} years" if lacking else "the other years"
        return f"{added}, which is just the total that is given ({total}), so that {missing} would have to be zero"
    if finding.reason == "laterFigure":
        return f"{added} by earlier figures, and the total is {total}"
    if finding.outcome == "agrees":
        return f"{added}, and the total is {total}{_rounded(finding)}"
    missing = f" without the other {lacking}" if lacking and lacking > 0 else ""
    return f"{added}{missing}, and the total is {total}: {apart(finding)} apart"


def _derived(finding: Finding, register: Register) -> str:
    figure = finding.sides[0].figure
    operands = _joined([f"{o.figure} ({period(o, register)})" for o in finding.operands])
    if finding.sides[-1].kind != "computed":
        return f"{figure} cannot be computed from {operands}"
    come = finding.sides[-1].figure
    unit = {register.graph.iri(c, NK.unit) for c in finding.sides[0].claims} & _PERCENT
    come += " percent" if unit else ""
    if finding.outcome == "contradicts":
        return f"{figure}, but {operands} make {come}"
    if finding.reason == "laterFigure":
        return f"{figure} holds for earlier figures, {operands}, which make {come}"
    if finding.reason == "publishedLater":
        return f"{figure} does not follow from {operands}, which make {come}, but not all of these were out when it was printed"
    verb = "may hold" if finding.outcome == "undetermined" else "holds"
    return f"{figure} {verb}: {operands} make {come}{_rounded(finding)}"


def _series(finding: Finding, register: Register) -> str:
    said = _worded(finding, register)
    singled = register.graph.iri(finding.sides[0].claims[0], NK.standsOut)
    members = [o for o in finding.operands if o.node is None or register.graph.iri(o.node, NK.quantity) != singled]
    operation = register.graph.iri(finding.sides[0].claims[0], NK.operation)
    change = "the change to " if operation == ox.NamedNode(f"{ROOT}operations/largest-change") else ""
    against = [f"{change}{s.figure} ({_member(s, finding, register)})" for s in finding.sides[1:]]
    if finding.outcome == "contradicts":
        count = "" if len(against) <= _LISTED else f" and {len(against) - _LISTED} more"
        return f"{said} does not hold against {_joined(against[:_LISTED])}{count}"
    if finding.reason == "boundsOverlap":
        return f"{said} may hold against {counted(len(members), 'member')}; the bounds of some overlap"
    if finding.outcome == "undetermined":
        return f"{said} holds against {counted(len(members), 'member')} that are known; others are not"
    known = f": {_joined(against)}" if against else f" against all {counted(len(members), 'member')}"
    return f"{said} holds{known}"


def _worded(finding: Finding, register: Register) -> str:
    """A statement in its own words, and how they are read."""
    prints = register.prints(finding.sides[0].claims[0])
    words, read = prints[0].wording if prints else "", finding.sides[0].figure
    return f"“{words}”, read as {read}," if words and words.casefold() != read else f"“{read}”"


def _member(side: Side, finding: Finding, register: Register) -> str:
    """What tells a member of a series from the others: its year, or its place."""
    quantity = register.graph.iri(side.node, NK.quantity) if side.node else None
    claim = finding.sides[0].node
    over = register.graph.iri(claim, NK.over) if claim else None
    if over is None or not side.claims:
        return period(side, register)
    value = register.graph.iri(side.claims[0], over)
    return register.label(value or quantity or over)


def _forecast(finding: Finding, _: Register) -> str:
    foreseen, outcome = (s.figure for s in finding.sides)
    if finding.outcome == "contradicts":
        return f"{foreseen}; it came to {outcome}, {apart(finding)} off"
    return f"{foreseen}; it {'may have come' if finding.outcome == 'undetermined' else 'came'} to {outcome}"


def _dates(finding: Finding, register: Register) -> str:
    if finding.reason == "notYetBegun":
        claim = finding.claims[0]
        words = register.article_in_words(register.article(claim))
        return f"had not begun when {words} gave {register.figure(claim)} for it, not as a forecast"
    report = register.graph.iri(finding.iri, NK.relayed)
    later = "is dated later" if finding.outcome == "contradicts" else "may be dated later"
    return f"relays {register.article_in_words(report) if report else 'a report'}, which {later}"


def _missing(finding: Finding, register: Register) -> str:
    said, given = finding.sides[0], finding.sides[1:]
    publisher = register.publisher(register.article(said.claims[0]))
    others = sorted({register.label(p) for s in given for c in s.claims if (p := register.publisher(register.article(c)))})
    figures = _joined([s.figure for s in given])
    have = "have" if len(others) > 1 else "has"
    return f"{register.label(publisher) if publisher else 'one article'} has no data; {_joined(others)} {have} {figures}"


def _rounded(finding: Finding) -> str:
    return "; they meet only if round numbers were rounded" if finding.reason == "roundingAssumed" else ""


def _number(text: str | None) -> str:
    return text.removesuffix(".0") if text else "?"


def _joined(words: list[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else "nothing"


_TELL: dict[str, Callable[[Finding, Register], str]] = {
    "same-quantity": _same,
    "within-article": _same,
    "near-miss": _near,
    "part-whole": _greater("the whole"),
    "cumulative": _greater("over a longer time"),
    "sum-of-parts": _sum,
    "stock-flow": _flows,
    "derivation": _derived,
    "series": _series,
    "forecast": _forecast,
    "dates": _dates,
    "missing": _missing,
}
