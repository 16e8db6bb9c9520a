"""What the rules found, read from the graph and put into sentences. Nothing here compares: it only tells."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pyoxigraph as ox

from nkgraph import vocab
from nkgraph.errors import OntologyError
from nkgraph.register import Register
from nkgraph.vocab import NK, local


@dataclass(frozen=True)
class Side:
    """One reading of a finding: its bounds (None where open), its standing claims, the known roots, and how many
    articles give it without a known root. `figure` is the reading in words."""

    reading: ox.NamedNode
    lower: Decimal | None
    upper: Decimal | None
    claims: tuple[ox.NamedNode, ...]
    known: tuple[ox.NamedNode, ...]
    unknown: int
    figure: str


@dataclass(frozen=True)
class Finding:
    """One comparison's result. Sides stand lower first; in a revision, and where a running total `falls`, the earlier first.

    `roots` are the known roots of all sides, counted as `distinct` counts them.
    """

    iri: ox.NamedNode
    rule: str
    outcome: str
    reason: str | None
    quantity: ox.NamedNode
    label: str
    sides: tuple[Side, ...]
    difference: Decimal | None
    article: ox.NamedNode | None
    falls: bool
    roots: tuple[ox.NamedNode, ...]

    @property
    def claims(self) -> list[ox.NamedNode]:
        """All claims of all sides."""
        return [c for side in self.sides for c in side.claims]

    @property
    def unknown(self) -> int:
        """How many articles, counted once for each side, name no root."""
        return sum(side.unknown for side in self.sides)

    @property
    def one_root(self) -> bool:
        """Whether every side rests on the same single known root, and on nothing unknown."""
        return len(self.roots) == 1 and not self.unknown and all(side.known for side in self.sides)


def read(register: Register) -> list[Finding]:
    """Every finding in the graph, by outcome and then by what it is about."""
    graph = register.graph
    found = [_finding(register, iri) for iri in graph.subjects(vocab.RDF_TYPE, NK.Finding)]
    return sorted(found, key=lambda f: (f.outcome, f.label, f.rule, f.iri.value))


def sentence(finding: Finding, register: Register) -> str:
    """A finding in one plain sentence."""
    figures = [s.figure for s in finding.sides]
    about, who = finding.label, roots_in_words(finding, register)
    if finding.outcome == "agrees":
        count = len(publishers(finding, register))
        articles = len({register.article(c) for c in finding.claims})
        what = f"{figures[0]} in {articles} articles" if len(figures) == 1 else f"{' and '.join(figures)} can both be true"
        rounding = ", if the round number was rounded" if finding.reason == "roundingAssumed" else ""
        return f"{about}: {what}{rounding}; {counted(count, 'publisher')}, {who}."
    if finding.outcome == "revised":
        return f"{about}: {figures[0]}, later {figures[1]}, {apart(finding)} apart; {who}."
    if finding.falls:
        return f"{about}: {figures[0]}, later {figures[1]}: a running total that falls by {apart(finding)}; {who}."
    where = ""
    if finding.article is not None:
        where = f" in one article ({register.article_in_words(finding.article)})"
    return f"{about}: {' and '.join(figures)}{where} cannot all be true; {apart(finding)} apart; {who}."


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
    quantity, reason = graph.iri(iri, NK.quantity), graph.iri(iri, NK.reason)
    rule, outcome, difference = graph.text(iri, NK.rule), graph.iri(iri, NK.outcome), graph.text(iri, NK.difference)
    if quantity is None or rule is None or outcome is None:
        raise OntologyError(
            f"The rules leave {iri.value} without a rule, an outcome or a quantity: a defect of queries/rules/."
        )
    article = graph.iri(iri, NK.inArticle)
    first = graph.iri(iri, NK.firstSide)
    sides = [_side(register, reading, article) for reading in graph.iris(iri, NK.side)]
    sides.sort(key=lambda s: (s.reading != first if first else False, _lowest(s), s.reading.value))
    roots = distinct({r for side in sides for r in side.known}, register)
    return Finding(
        iri, rule, local(outcome), local(reason) if reason else None, quantity, register.label(quantity), tuple(sides),
        Decimal(difference) if difference is not None else None, article, first is not None and local(outcome) == "contradicts",
        roots,
    )  # fmt: skip


def _lowest(side: Side) -> Decimal:
    """The lower bound of a side; where it is open, the upper."""
    ends = (end for end in (side.lower, side.upper) if end is not None)
    return next(ends, Decimal(0))


def _side(register: Register, reading: ox.NamedNode, article: ox.NamedNode | None) -> Side:
    """A reading with the claims that take part: those of the one article, or those of articles that do not contradict
    themselves."""
    graph = register.graph
    sound = set(graph.iris(reading, NK.soundArticle))
    claims = [c for c in graph.iris(reading, NK.claim) if register.article(c) in ({article} if article else sound)]
    claims.sort(key=lambda c: (graph.text(c, NK.firstDay) or "", c.value))
    lower, upper = (graph.text(reading, p) for p in (NK.lower, NK.upper))
    known = {r for c in claims for r in graph.iris(c, NK.root)}
    unknown = {register.article(c) for c in claims if not graph.iris(c, NK.root)}
    return Side(
        reading,
        Decimal(lower) if lower is not None else None,
        Decimal(upper) if upper is not None else None,
        tuple(claims),
        tuple(sorted(known, key=lambda r: r.value)),
        len(unknown),
        register.figure(claims[0]) if claims else local(reading),
    )
