"""Which findings a person has judged, and which judgements no longer fit; the lines to type for a new one.

An acknowledgement stands beside the claims and changes neither claim nor finding. It pins what was judged: the outcome
and, for each side, the bounds and the known roots. One more article that agrees, on a root that was known, alters nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pyoxigraph as ox

from nkgraph import findings, rules, telling, vocab
from nkgraph.findings import Finding, Side
from nkgraph.register import Register, one_line
from nkgraph.vocab import NK, SDO, local

FILE = "claims/acknowledged.ttl"
_PLAIN_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?")
_AGENTS = vocab.ROOT + "agents/"
_SLUG_LENGTH = 60  # characters of a label that go into the name of an acknowledgement


@dataclass(frozen=True)
class Bounds:
    """The ends of a side, None where open, and whether each end is itself meant."""

    lower: Decimal | None
    upper: Decimal | None
    lower_meant: bool = True
    upper_meant: bool = True

    def __str__(self) -> str:
        if self.lower is None and self.upper is None:
            return "no bounds"
        if self.lower == self.upper and self.lower is not None:
            return _shown(self.lower)
        low = [] if self.lower is None else [f"{'at least' if self.lower_meant else 'above'} {_shown(self.lower)}"]
        high = [] if self.upper is None else [f"{'at most' if self.upper_meant else 'below'} {_shown(self.upper)}"]
        return " and ".join(low + high)


@dataclass(frozen=True)
class Expected:
    """One side as it was judged."""

    claim: ox.NamedNode | None
    bounds: Bounds
    roots: tuple[ox.NamedNode, ...]


@dataclass(frozen=True)
class Acknowledgement:
    """A person's judgement on a finding, as it is typed. `status` is open, explained or accepted."""

    iri: ox.NamedNode
    finding: ox.NamedNode
    rule: str
    outcome: str
    sides: tuple[Expected, ...]
    status: str
    because: str
    by: str | None
    day: str

    @property
    def name(self) -> str:
        """Where the judgement stands: "claims/acknowledged.ttl <us-2008>"."""
        return f"{FILE} <{local(self.iri)}>"


@dataclass(frozen=True)
class Lapse:
    """An acknowledgement that holds no more. `finding` is the one it speaks of now, None where there is none; `differences`
    say what is not as it was judged; `sentence` says all that, and what to do."""

    acknowledgement: Acknowledgement
    finding: ox.NamedNode | None
    differences: tuple[str, ...]
    sentence: str


@dataclass(frozen=True)
class Verdict:
    """The acknowledgement that stands for each finding, by the finding's IRI; and those that stand for none.

    Lapsed: the finding is there, and not as it was judged. Moved: another finding of the rule has a claim of each side.
    Orphaned: there is none. None of these acknowledges anything.
    """

    standing: Mapping[ox.NamedNode, Acknowledgement]
    lapsed: tuple[Lapse, ...] = ()
    moved: tuple[Lapse, ...] = ()
    orphaned: tuple[Lapse, ...] = ()

    @property
    def sentences(self) -> list[str]:
        """What is to be told of the acknowledgements that stand no more."""
        return [lapse.sentence for lapse in (*self.lapsed, *self.moved, *self.orphaned)]

    def unacknowledged(self, found: Iterable[Finding]) -> list[Finding]:
        """The contradictions that nobody has judged as they are now."""
        return [f for f in found if f.outcome == "contradicts" and f.iri not in self.standing]


def read(register: Register) -> list[Acknowledgement]:
    """Every acknowledgement in the graph, by name."""
    return [_acknowledgement(register, iri) for iri in register.graph.subjects(vocab.RDF_TYPE, NK.Acknowledgement)]


def match(found: Iterable[Finding], register: Register) -> Verdict:
    """Hold every acknowledgement against the findings.

    They were made with all claims in sight. A graph as of a day may lack some of these, or hold one withdrawn later: there
    fewer known roots lapse nothing, and nothing is told of the acknowledgements that do not stand.
    """
    known = {finding.iri: finding for finding in found}
    by_claim: dict[ox.NamedNode, list[Finding]] = {}
    for finding in sorted(known.values(), key=lambda f: f.iri.value):
        for claim in dict.fromkeys(finding.claims):
            by_claim.setdefault(claim, []).append(finding)
    whole = register.graph.text(NK.run, NK.asOfDay) in (None, str(rules.ALL_DATES))
    standing: dict[ox.NamedNode, Acknowledgement] = {}
    lapsed, moved, orphaned = [], [], []
    for judged in read(register):
        here = known.get(judged.finding)
        if here is not None:
            differences = _differences(judged, here, register, whole)
            if differences:
                lapsed.append(_lapsed(judged, here, differences))
            else:
                standing.setdefault(here.iri, judged)
        elif (elsewhere := _found_again(judged, by_claim, known.values())) is not None:
            moved.append(_moved(judged, elsewhere, tuple(_differences(judged, elsewhere, register, whole)), register))
        else:
            orphaned.append(_orphaned(judged, register))
    return Verdict(standing, tuple(lapsed), tuple(moved), tuple(orphaned)) if whole else Verdict(standing)


def snippet(finding: Finding, register: Register, today: date) -> str:
    """The lines to paste into claims/acknowledged.ttl for a finding. `check` asks for the reason until it is typed."""
    sides = [_side_lines(side, register) for side in finding.sides if side.claims]
    expected = f'    nk:ofRule "{finding.rule}" ; nk:expectOutcome "{finding.outcome}"'
    lines = [
        f"# {one_line(telling.sentence(finding, register))}",
        f"<{_slug(finding)}> a nk:Acknowledgement ; nk:acknowledges <{finding.iri.value}> ;",
        f'    nk:status nk:open ; schema:dateCreated "{today.isoformat()}" ;',
        '    nk:because ""@en ;',
        *([f"{expected} ;", "    nk:expect " + " ,\n        ".join(sides) + " ."] if sides else [f"{expected} ."]),
    ]
    return "\n".join(lines) + "\n"


# --- from the graph -----------------------------------------------------------------------------------------------------


def _acknowledgement(register: Register, iri: ox.NamedNode) -> Acknowledgement:
    graph = register.graph
    sides = tuple(_expected(register, side) for side in graph.iris(iri, NK.expect))
    texts = {p: graph.text(iri, p) for p in (NK.ofRule, NK.expectOutcome, NK.because, SDO.author, SDO.dateCreated)}
    return Acknowledgement(
        iri,
        graph.iri(iri, NK.acknowledges) or iri,
        texts[NK.ofRule] or "",
        texts[NK.expectOutcome] or "",
        sides,
        local(graph.iri(iri, NK.status) or NK.open),
        texts[NK.because] or "",
        texts[SDO.author],
        texts[SDO.dateCreated] or "",
    )


def _expected(register: Register, side: ox.NamedNode) -> Expected:
    graph = register.graph
    least, above, most, below = (graph.text(side, p) for p in (NK.atLeast, NK.above, NK.atMost, NK.below))
    bounds = _ends(
        least if least is not None else above, most if most is not None else below, least is not None, most is not None
    )
    return Expected(graph.iri(side, NK.oneClaim), bounds, tuple(graph.iris(side, NK.knownRoot)))


def _ends(low: str | None, high: str | None, low_meant: bool, high_meant: bool) -> Bounds:
    """Bounds from the texts of their ends; an open end counts as meant, so that there is one way to write it."""
    return Bounds(
        Decimal(low) if low is not None else None,
        Decimal(high) if high is not None else None,
        low_meant or low is None,
        high_meant or high is None,
    )


def _bounds(side: Side, register: Register) -> Bounds:
    """The bounds of a side; whether its ends are meant is known of a reading only."""
    reading = side.node if side.kind == "reading" else None
    meant = [reading is None or register.graph.text(reading, p) != "false" for p in (NK.lowerInclusive, NK.upperInclusive)]
    return Bounds(side.lower, side.upper, meant[0] or side.lower is None, meant[1] or side.upper is None)


# --- what differs -------------------------------------------------------------------------------------------------------


def _differences(judged: Acknowledgement, finding: Finding, register: Register, whole: bool) -> list[str]:
    """What of a finding is not as it was judged, in words; in a graph that is not whole fewer roots are no difference."""
    found = [f"the rule was {judged.rule} and is {finding.rule}"] if judged.rule != finding.rule else []
    if judged.outcome != finding.outcome:
        found.append(f"the outcome was {judged.outcome} and is {finding.outcome}")
    now = [side for side in finding.sides if side.claims]
    if len(judged.sides) != len(now):
        was = findings.counted(len(judged.sides), "side")
        return [*found, f"{was} {'was' if len(judged.sides) == 1 else 'were'} judged and there are {len(now)} now"]
    for expected, side in _pairs(judged.sides, now, register):
        bounds = _bounds(side, register)
        if expected.bounds != bounds:
            found.append(f"a side was {expected.bounds} and is {bounds}")
        found += _root_differences(expected, side, register, whole)
    return found


def _root_differences(expected: Expected, side: Side, register: Register, whole: bool) -> Iterator[str]:
    """Known roots that are new or gone, a body and what contains it counted as one."""

    def missing(some: Iterable[ox.NamedNode], others: Iterable[ox.NamedNode]) -> list[ox.NamedNode]:
        return [r for r in some if not any(_one(r, other, register) for other in others)]

    was, now = (findings.distinct(set(roots), register) for roots in (expected.roots, side.known))
    new, gone = missing(now, was), missing(was, now)
    if not new and len(now) > len(was) - len(gone):  # two bodies of what was one
        new = list(now)
    elif not gone and len(was) > len(now) - len(new):
        gone = list(was)
    where = f"on the side of {one_line(side.figure)}"
    if new:
        yield f"{where} there is a new root, {_names(new, register)} (known when judged: {_names(was, register)})"
    if gone and whole:
        yield f"{where} a root is gone, {_names(gone, register)} (known now: {_names(now, register)})"


def _one(root: ox.NamedNode, other: ox.NamedNode, register: Register) -> bool:
    return root == other or other in register.containers(root) or root in register.containers(other)


def _names(roots: Iterable[ox.NamedNode], register: Register) -> str:
    return ", ".join(one_line(register.label(r)) for r in roots) or "none"


def _pairs(expected: tuple[Expected, ...], sides: list[Side], register: Register) -> list[tuple[Expected, Side]]:
    """Each side as it was judged with the one it is now: by its claim, else by its bounds, else by what is left."""
    todo, left = sorted(expected, key=_order), list(sides)
    found: list[tuple[Expected, Side]] = []
    same: tuple[Callable[[Expected, Side], bool], ...] = (
        lambda e, s: e.claim in s.claims and e.bounds == _bounds(s, register),
        lambda e, s: e.claim in s.claims,
        lambda e, s: e.bounds == _bounds(s, register),
        lambda e, s: True,
    )
    for fits in same:
        for one in list(todo):
            side = next((s for s in left if fits(one, s)), None)
            if side is not None:
                todo.remove(one)
                left.remove(side)
                found.append((one, side))
    return found


def _order(expected: Expected) -> tuple[Decimal, Decimal, str]:
    low, high = expected.bounds.lower, expected.bounds.upper
    return low or Decimal(0), high or Decimal(0), expected.claim.value if expected.claim else ""


# --- found again --------------------------------------------------------------------------------------------------------


def _found_again(
    judged: Acknowledgement, by_claim: Mapping[ox.NamedNode, list[Finding]], known: Iterable[Finding]
) -> Finding | None:
    """The finding of the same rule that has a claim of each side, sides apart and outcome the same before others; where a
    file was renamed and so all its claims, the one whose claims have the same last names and the same bounds."""
    claims = [side.claim for side in judged.sides if side.claim is not None]
    if not claims:
        return None
    named = [f for f in by_claim.get(claims[0], []) if f.rule == judged.rule and set(claims) <= set(f.claims)]
    if not named:
        named = [f for f in known if f.rule == judged.rule and f.outcome == judged.outcome and _renamed(judged, f)]
    return min(named, key=lambda f: (f.outcome != judged.outcome, not _on_each_side(claims, f), f.iri.value), default=None)


def _on_each_side(claims: list[ox.NamedNode], finding: Finding) -> bool:
    """Whether every side has one of the claims, and no two claims lie on one side."""
    counts = [sum(claim in side.claims for claim in claims) for side in finding.sides if side.claims]
    return bool(counts) and all(count == 1 for count in counts)


def _renamed(judged: Acknowledgement, finding: Finding) -> bool:
    """Whether the sides hold claims of the same last names with the same ends, whatever file they stand in."""
    now = [side for side in finding.sides if side.claims]
    ends = sorted(((s.lower, s.upper) for s in now), key=str)
    if len(now) != len(judged.sides) or ends != sorted(((s.bounds.lower, s.bounds.upper) for s in judged.sides), key=str):
        return False
    names = [{local(claim) for claim in side.claims} for side in now]
    return all(any(s.claim is not None and local(s.claim) in held for held in names) for s in judged.sides) and all(
        any(s.claim is not None and local(s.claim) in held for s in judged.sides) for held in names
    )


# --- in words -----------------------------------------------------------------------------------------------------------


def _lapsed(judged: Acknowledgement, finding: Finding, differences: list[str]) -> Lapse:
    what = f"{judged.name} has lapsed: {'; '.join(differences)} ({one_line(finding.label)})."
    return Lapse(judged, finding.iri, tuple(differences), f"{what} Look at the finding again. {_renew(finding)}")


def _moved(judged: Acknowledgement, finding: Finding, differences: tuple[str, ...], register: Register) -> Lapse:
    now = f"the finding on its claims is now {finding.iri.value} ({one_line(telling.sentence(finding, register))[:-1]})"
    what = f"{judged.name} has moved: {'; '.join((now, *differences))}."
    return Lapse(judged, finding.iri, differences, f"{what} {_renew(finding)}")


def _orphaned(judged: Acknowledgement, register: Register) -> Lapse:
    what = f"there is no finding {judged.finding.value}, and none of {judged.rule} has a claim of each side."
    claims = dict.fromkeys(side.claim for side in judged.sides if side.claim is not None)
    gone = [f"{one_line(c.value)} is withdrawn ({why})" for c in claims if (why := register.withdrawal(c))]
    if gone:
        todo = "Delete it (git keeps it); a report as of a day before a retraction has the finding still, and then unjudged."
        return Lapse(judged, None, tuple(gone), f"{judged.name} is orphaned: {what} Of its claims, {'; '.join(gone)}. {todo}")
    todo = "Delete it if the matter is settled (git keeps it); else see which of its claims has changed."
    return Lapse(judged, None, (), f"{judged.name} is orphaned: {what} {todo}")


def _renew(finding: Finding) -> str:
    lines = f"`nkgraph show {finding.iri.value}`"
    return f"If the judgement holds, put the lines that {lines} prints in its place; if not, delete it."


def _side_lines(side: Side, register: Register) -> str:
    bounds = _bounds(side, register)
    ends = [
        (NK.atLeast if bounds.lower_meant else NK.above, bounds.lower),
        (NK.atMost if bounds.upper_meant else NK.below, bounds.upper),
    ]
    parts = [f"nk:oneClaim <{side.claims[0].value}>"]
    parts += [f"nk:{local(p)} {vocab.plain(number)}" for p, number in ends if number is not None]
    roots = [_agent(root) for root in findings.distinct(set(side.known), register)]
    parts += [f"nk:knownRoot {' , '.join(roots)}"] if roots else []
    return f"[ {parts[0]}" + (f" ;\n        {' ; '.join(parts[1:])}" if parts[1:] else "") + " ]"


def _agent(iri: ox.NamedNode) -> str:
    name = iri.value.removeprefix(_AGENTS)
    return f"agent:{name}" if name != iri.value and _PLAIN_NAME.fullmatch(name) else f"<{iri.value}>"


def _slug(finding: Finding) -> str:
    """A name for the acknowledgement: what the finding is about, and the beginning of its IRI's hash."""
    words = re.sub(r"[^a-z0-9]+", "-", finding.label.lower()).strip("-")[:_SLUG_LENGTH].strip("-")
    return f"{words}-{local(finding.iri)[:4]}" if words else local(finding.iri)


def _shown(number: Decimal) -> str:
    return f"{number.normalize():,f}"
