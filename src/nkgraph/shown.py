"""What is shown of a claim, a quantity, a finding, an article or an agent, as data.

These classes are the keys of the JSON: a field that is renamed here is renamed for everybody who reads it.
"""

from __future__ import annotations

from dataclasses import dataclass

from nkgraph.evidence import Evidence, Named
from nkgraph.likeness import Alike
from nkgraph.outcomes import Told


@dataclass(frozen=True)
class ShownReading:
    """One reading of a quantity, with the claims that give it; `words` are its bounds."""

    figure: str
    words: str
    claims: tuple[Evidence, ...]


@dataclass(frozen=True)
class ShownQuantity:
    """A quantity: what it is, every reading, what was found. `member_of` counts the statements about a series of which it is
    a member without deciding anything."""

    iri: str
    path: str
    label: str
    outcome: str
    roots: tuple[Named, ...]
    unknown_roots: int
    publishers: tuple[Named, ...]
    measure: Named
    place: Named | None
    definition: str
    measure_kind: str
    unit: str
    period: str
    readings: tuple[ShownReading, ...]
    why: tuple[Told, ...]
    reasons: tuple[str, ...]
    hypotheses: tuple[str, ...]
    recomputed: tuple[Told, ...]
    near_misses: tuple[Told, ...]
    member_of: int
    alike: tuple[Alike, ...]
    missing: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Other:
    """Another claim about the same quantity, or a figure of a list: figure, what about, who prints it, what was found."""

    claim: str
    figure: str
    about: str
    article: Named
    authority: str
    outcome: str


@dataclass(frozen=True)
class ShownClaim:
    """A claim: the evidence, everything typed, its table, the others on the same quantity, what was found."""

    iri: str
    path: str
    outcome: str
    evidence: Evidence
    typed: dict[str, str]
    breakdown: ShownBreakdown | None
    others: tuple[Other, ...]
    findings: tuple[Told, ...]
    used_in: tuple[Told, ...]
    alike: tuple[Alike, ...]
    withdrawn: str | None = None  # since when and why it counts no more, in words


@dataclass(frozen=True)
class ShownBreakdown:
    """The table or list that a claim stands in: by what it divides, its total, how many members, ours in `notes`."""

    iri: str
    by: str
    total: Other | None
    members: int
    notes: tuple[str, ...]


@dataclass(frozen=True)
class ShownSide:
    """A side of a finding."""

    kind: str
    figure: str
    about: Named | None
    lower: str | None
    upper: str | None
    roots: tuple[Named, ...]
    unknown_roots: int
    claims: tuple[Evidence, ...]


@dataclass(frozen=True)
class ShownFinding:
    """A finding: sentence, sides, operands of what was computed, why, what would explain it, how to acknowledge it."""

    iri: str
    path: str
    rule: str
    outcome: str
    reason: str | None
    label: str
    about: Named | None
    sentence: str
    roots: str
    sides: tuple[ShownSide, ...]
    operands: tuple[ShownSide, ...]
    difference: str | None
    why: str
    hypotheses: tuple[str, ...]
    notes: tuple[str, ...]
    acknowledgement: str | None


@dataclass(frozen=True)
class ShownArticle:
    """An article: its head, whom it relays and who relays it, the copies, and every figure in the order of reading."""

    iri: str
    path: str
    words: str
    publisher: Named | None
    headline: str | None
    published: str
    date_basis: str | None
    address: str | None
    held: bool
    relays: tuple[str, ...]
    relayed_by: tuple[str, ...]
    copies: tuple[ShownCopy, ...]
    counts: dict[str, int]
    figures: tuple[Other, ...]
    findings: tuple[Told, ...]
    notes: tuple[str, ...]
    withdrawn: str | None = None  # since when and why none of its figures counts, in words


@dataclass(frozen=True)
class ShownCopy:
    """Where an article's figures stand in one copy: from the first to the last character, and how many prints."""

    copy: str
    sha256: str
    start: int
    end: int
    prints: int
    lost: str | None


@dataclass(frozen=True)
class ShownAgent:
    """An agent: its names, what it belongs to, what it publishes, which figures rest on it as a root, how these fare."""

    iri: str
    path: str
    label: str
    aliases: tuple[str, ...]
    part_of: tuple[Named, ...]
    parts: tuple[Named, ...]
    publishes: tuple[Named, ...]
    publishes_figures: dict[str, int]
    rests: dict[str, int]
    rests_figures: dict[str, int]
    disputed: tuple[Told, ...]
    copies: tuple[ShownCopy, ...]


Shown = ShownQuantity | ShownClaim | ShownFinding | ShownArticle | ShownAgent
