"""What the rules found, read from the graph and put into sentences. Nothing here compares: it only tells."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pyoxigraph as ox

from nkgraph import vocab
from nkgraph.errors import OntologyError
from nkgraph.register import Register
from nkgraph.vocab import NK, local

OUTCOMES = ("contradicts", "revised", "agrees", "not-comparable", "incomplete", "undetermined")
_LOCAL = {"notComparable": "not-comparable"}
_WITHIN = frozenset({"within-article", "sum-of-parts"})  # what is said within one article is said of its claims only


@dataclass(frozen=True)
class Side:
    """What a finding compares: a "reading"; a "statement", which is a claim without bounds; or a "computed" value.

    `node` is the reading or the claim, None for what was computed; bounds are None where open. `claims` are the standing
    claims that give it, or that it was computed from; `known` their known roots, `unknown` how many articles give it
    without one. `figure` is all that in words.
    """

    kind: str
    node: ox.NamedNode | None
    lower: Decimal | None
    upper: Decimal | None
    claims: tuple[ox.NamedNode, ...]
    known: tuple[ox.NamedNode, ...]
    unknown: int
    figure: str


@dataclass(frozen=True)
class Finding:
    """One comparison's result. Sides stand lower first; in a revision, and where a running total `falls`, the earlier first;
    what was printed stands before what was computed.

    `quantity` is what it is about, and `label` that in words; None where it is about two articles. `operands` are the
    readings that a computed side rests on. `article`, `root`, `breakdown`: within which article, by whose figures, of which
    table it was said. `roots` are the known roots of all sides, counted as `distinct` counts them; `unknown` is how many
    articles name none.
    """

    iri: ox.NamedNode
    rule: str
    outcome: str
    reason: str | None
    quantity: ox.NamedNode | None
    label: str
    sides: tuple[Side, ...]
    operands: tuple[Side, ...]
    difference: Decimal | None
    article: ox.NamedNode | None
    root: ox.NamedNode | None
    breakdown: ox.NamedNode | None
    falls: bool
    roots: tuple[ox.NamedNode, ...]
    unknown: int

    @property
    def claims(self) -> list[ox.NamedNode]:
        """All claims of all sides, each once."""
        return list(dict.fromkeys(c for side in self.sides for c in side.claims))

    @property
    def one_root(self) -> bool:
        """Whether every side rests on the same single known root, and on nothing unknown."""
        return len(self.roots) == 1 and not self.unknown and all(side.known for side in self.sides)


def read(register: Register) -> list[Finding]:
    """Every finding in the graph, by outcome and then by what it is about."""
    graph = register.graph
    found = [_finding(register, iri) for iri in graph.subjects(vocab.RDF_TYPE, NK.Finding)]
    return sorted(found, key=lambda f: (f.outcome, f.label, f.rule, f.iri.value))


def apart(finding: Finding) -> str:
    """How far the sides lie apart, in short words; 52.8 and 52.9 percent are roundings that touch and do not meet."""
    if not finding.difference:
        return "less than a rounding step"
    return f"{finding.difference.normalize():,f}"


def roots_in_words(finding: Finding, register: Register) -> str:
    """ "1 root (Unification Ministry) on both sides", "2 known roots, 1 unstated"; unknown is never counted as known."""
    known = finding.roots
    names = ", ".join(register.label(r) for r in known)
    words = f"{counted(len(known), 'known root')} ({names})" if known else "no known root"
    if len(finding.sides) > 1 and finding.one_root:
        words += " on both sides"
    return words + (f", {finding.unknown} unstated" if finding.unknown else "")


def distinct(roots: set[ox.NamedNode], register: Register) -> tuple[ox.NamedNode, ...]:
    """Roots counted as the design counts them: one that contains another of them is the same root as that other.

    A government and its ministry are one, the ministry and the intelligence service of that government are two.
    """
    containing = {above for root in roots for above in register.containers(root)}
    return tuple(sorted(roots - containing, key=lambda r: r.value))


def publishers(finding: Finding, register: Register) -> list[ox.NamedNode]:
    """The publishers of all claims of a finding."""
    found = {register.publisher(register.article(c)) for c in finding.claims}
    return sorted((p for p in found if p is not None), key=lambda p: p.value)


def counted(number: int, noun: str) -> str:
    """ "1 root", "2 roots"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _finding(register: Register, iri: ox.NamedNode) -> Finding:
    graph = register.graph
    rule, outcome = graph.text(iri, NK.rule), graph.iri(iri, NK.outcome)
    apart = [Decimal(n.value) for n in graph.objects(iri, NK.difference)]  # of several ways to compute, the nearest
    quantity, article, reason = graph.iri(iri, NK.quantity), graph.iri(iri, NK.inArticle), graph.iri(iri, NK.reason)
    if rule is None or outcome is None or (quantity or article or graph.iri(iri, NK.ofGroup)) is None:
        raise OntologyError(f"The rules leave {iri.value} without a rule, an outcome or a subject: a defect of queries/rules/.")
    first, within = graph.iri(iri, NK.firstSide), article if rule in _WITHIN else None
    sides = [_reading(register, reading, within) for reading in graph.iris(iri, NK.side)]
    sides.sort(key=lambda s: (s.node != first if first else False, _lowest(s), str(s.node)))
    if rule == "series":  # as the years go
        sides.sort(key=lambda s: _about(register, s))
    sides = [_statement(register, claim) for claim in graph.iris(iri, NK.statement)] + sides
    root = graph.iri(iri, NK.forRoot)
    operands = [_operand(_reading(register, r, None), register, article, root) for r in graph.iris(iri, NK.operand)]
    operands.sort(key=lambda s: (_about(register, s), _lowest(s)))
    sides += _computed(register, iri, operands)
    return Finding(
        iri, rule, outcome_name(outcome), local(reason) if reason else None, quantity,
        _label(register, quantity, article, sides), tuple(sides), tuple(operands),
        min(apart, default=None), article, root,
        graph.iri(iri, NK.ofBreakdown), first is not None and (rule, outcome) == ("same-quantity", NK.contradicts),
        distinct({r for side in sides for r in side.known}, register),
        len({register.article(c) for side in sides for c in side.claims if not register.roots(c)}),
    )  # fmt: skip


def _label(register: Register, quantity: ox.NamedNode | None, article: ox.NamedNode | None, sides: list[Side]) -> str:
    """What a finding is about: a quantity, several, or an article."""
    if quantity is not None:
        return register.label(quantity)
    if article is not None:
        return register.article_in_words(article)
    several = (register.graph.iri(side.node, NK.quantity) for side in sides if side.node is not None)
    return "; ".join(dict.fromkeys(register.label(q) for q in several if q is not None))


def outcome_name(outcome: ox.NamedNode) -> str:
    """An outcome as this program writes it: "not-comparable"."""
    return _LOCAL.get(local(outcome), local(outcome))


def _lowest(side: Side) -> Decimal:
    """The lower bound of a side; where it is open, the upper."""
    ends = (end for end in (side.lower, side.upper) if end is not None)
    return next(ends, Decimal(0))


def _about(register: Register, side: Side) -> str:
    """What an operand is about, for the order: its quantity's first day, then its name."""
    quantity = register.graph.iri(side.node, NK.quantity) if side.node else None
    return f"{register.graph.text(quantity, NK.startDay) or '':>8}{quantity.value}" if quantity else ""


def _reading(register: Register, reading: ox.NamedNode, article: ox.NamedNode | None) -> Side:
    """A reading with the claims that take part: those of the one article, or those of articles that do not contradict
    themselves."""
    graph = register.graph
    sound = set(graph.iris(reading, NK.soundArticle))
    claims = [c for c in graph.iris(reading, NK.claim) if register.article(c) in ({article} if article else sound)]
    claims = claims or graph.iris(reading, NK.claim)
    lower, upper = (graph.text(reading, p) for p in (NK.lower, NK.upper))
    words = register.figure(claims[0]) if claims else local(reading)
    return _side(
        register, "reading", reading, claims, words, Decimal(lower) if lower is not None else None,
        Decimal(upper) if upper is not None else None,
    )  # fmt: skip


def _operand(side: Side, register: Register, article: ox.NamedNode | None, root: ox.NamedNode | None) -> Side:
    """An operand with the claims that it was taken from: the article's own, or those on the root."""
    own = [c for c in side.claims if register.article(c) == article]
    of_root = [c for c in side.claims if root in register.roots(c)]
    return _side(register, "reading", side.node, own or of_root or list(side.claims), side.figure, side.lower, side.upper)


def _statement(register: Register, claim: ox.NamedNode) -> Side:
    """A claim that has no bounds: a statement about a series, "no data"."""
    operation, words = register.graph.iri(claim, NK.operation), register.figure(claim)
    if operation is not None and register.graph.text(claim, NK.value) is not None:
        words = f"{register.label(operation)} {words}"
    return _side(register, "statement", claim, [claim], words, None, None)


def _computed(register: Register, finding: ox.NamedNode, operands: list[Side]) -> list[Side]:
    """What the rules computed from the operands, where they computed anything; of several results, all that they span."""
    ends = ([Decimal(n.value) for n in register.graph.objects(finding, p)] for p in (NK.computedLower, NK.computedUpper))
    lower, upper = (min(found) if found else None for found in ends)
    if lower is None and upper is None:
        return []
    highest = [Decimal(n.value) for n in register.graph.objects(finding, NK.computedUpper)]
    claims = [c for side in operands for c in side.claims]
    upper = max(highest) if highest else None
    return [_side(register, "computed", None, claims, in_words(lower, upper), lower, upper)]


def _side(
    register: Register, kind: str, node: ox.NamedNode | None, claims: list[ox.NamedNode], words: str,
    lower: Decimal | None, upper: Decimal | None,
) -> Side:  # fmt: skip
    claims = sorted(set(claims), key=lambda c: (register.day(c, NK.firstDay) or "", c.value))
    behind = {c: register.roots(c) for c in claims}
    unknown = {register.article(c) for c, roots in behind.items() if not roots}
    known = tuple(sorted({r for roots in behind.values() for r in roots}, key=lambda r: r.value))
    return Side(kind, node, lower, upper, tuple(claims), known, len(unknown), words)


def in_words(lower: Decimal | None, upper: Decimal | None) -> str:
    """Bounds in short words: "33,523", "117 to 207", "at least 12", "any number"."""
    if lower is None or upper is None:
        if lower is None and upper is None:
            return "any number"
        return f"at least {_plain(lower)}" if lower is not None else f"at most {_plain(upper or Decimal(0))}"
    return _plain(lower) if _plain(lower) == _plain(upper) else f"{_plain(lower)} to {_plain(upper)}"


def _plain(number: Decimal) -> str:
    """A number for reading: whole, or to two decimals."""
    return f"{number:,.0f}" if number == int(number) else f"{number:,.2f}"
