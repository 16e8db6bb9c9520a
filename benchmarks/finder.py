"""How well the figure finder does on the archived copies: its drafts against the claims that were entered by reading.

Truth is what the claims files say of each copy: the characters of every figure with its modality, value, unit and period,
and of every number that is listed as no figure. Recall is the part of the truth that was drafted so, precision the part of
the drafts that are true. Claims without a printed number (a rise, the most) are not the finder's, and are not counted.

    python benchmarks/finder.py [COPIES]
"""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from itertools import groupby
from pathlib import Path

from nkgraph import check, corpus, coverage, finder, periods, sources, vocab
from nkgraph.check import Reading
from nkgraph.claims import Claim, Mention, Stretch
from nkgraph.corpus import Places
from nkgraph.coverage import Token
from nkgraph.finder_drafts import Draft
from nkgraph.ontology import Ontology
from nkgraph.vocab import NK

ROOT = Path(__file__).resolve().parent.parent
WHAT = (
    "number, same characters", "number, same token", "modality", "value", "unit", "unit of the claim", "period",
    "measure, first guess", "measure, among guesses", "no figure", "its reason",
)  # fmt: skip


@dataclass
class Score:
    """How much there is in truth and how much of it was found; how much was drafted and how much of that is true."""

    truth: int = 0
    found: int = 0
    drafted: int = 0
    true: int = 0

    @property
    def recall(self) -> float:
        return self.found / self.truth if self.truth else 1.0

    @property
    def precision(self) -> float:
        return self.true / self.drafted if self.drafted else 1.0

    def add(self, truth: bool, drafted: bool, right: bool) -> None:
        """Count one thing that is there in truth, was drafted, or both; right where the two are the same."""
        self.truth += truth
        self.found += truth and right
        self.drafted += drafted
        self.true += drafted and right


@dataclass
class Figure:
    """A figure of a copy, with every claim that it serves."""

    start: int
    end: int
    claims: list[tuple[Claim, Mention]] = field(default_factory=list)


Scores = dict[str, Score]


def _printed(claim: Claim) -> bool:
    """Whether a claim is of a printed number; "the first time below 100" is a statement, which has the number of another."""
    statement = claim.operation in ("first-above", "first-below", "first-time")
    return claim.modality == "no-data" or (claim.value is not None and not statement)


def figures(reading: Reading, copy: str) -> list[Figure]:
    """The printed numbers that claims speak of in a copy, and the places where it says that it has no number."""
    found: dict[tuple[int, int], Figure] = {}
    for claim in reading.corpus.claims:
        for mention in claim.mentions:
            at = mention.figure
            if at.copy is not None and at.copy.value == copy and _printed(claim):
                found.setdefault((at.start, at.end), Figure(at.start, at.end)).claims.append((claim, mention))
    return sorted(found.values(), key=lambda f: (f.start, f.end))


def outside(reading: Reading, copy: str, text: str) -> list[str | None]:
    """For each character of a copy the reason why it is of no figure; None where it may be of one, or of a statement."""
    marks: list[str | None] = [None] * len(text)

    def mark(stretch: Stretch | None, reason: str | None) -> None:
        if stretch is not None and stretch.copy is not None and stretch.copy.value == copy:
            marks[stretch.start : stretch.end] = [reason] * (stretch.end - stretch.start)

    mentions = [mention for claim in reading.corpus.claims for mention in claim.mentions]
    for _, stretch in reading.corpus.not_figures:
        mark(stretch, stretch.reason or "")
    for breakdown in reading.corpus.breakdowns.values():
        mark(breakdown.header.figure if breakdown.header is not None else None, "other")
    for mention in mentions:
        mark(mention.period, "period-of-a-claim")
    for mention in mentions:
        mark(mention.figure, None)
    return marks


def stated(reading: Reading, copy: str, length: int) -> bytearray:
    """For each character whether a claim without a printed number speaks of it: such a draft is neither right nor wrong."""
    marks = bytearray(length)
    for claim in reading.corpus.claims:
        for mention in claim.mentions:
            if (f := mention.figure).copy is not None and f.copy.value == copy and not _printed(claim):
                marks[f.start : f.end] = b"\x01" * (f.end - f.start)
    return marks


def score(
    drafts: list[Draft],
    truth: list[Figure],
    tokens: Iterable[Token],
    marks: list[str | None],
    loose: bytearray,
    known: Ontology,
) -> Scores:
    """The drafts of one copy against what was entered."""
    scores = {name: Score() for name in WHAT}
    heads = {i: t for t in tokens for i in range(t.start, t.end)}
    by_token: dict[int, list[Figure]] = defaultdict(list)
    for figure in truth:
        for i in range(figure.start, figure.end):
            by_token[i].append(figure)
    spans = {(f.start, f.end) for f in truth}
    met: set[tuple[int, int]] = set()
    for draft in (d for d in drafts if d.reason is None):
        inside = [i for i in range(draft.start, draft.end) if i in heads] or [draft.start]
        here = {(f.start, f.end): f for i in inside for f in by_token[i]}
        if not here and any(loose[i] for i in inside):
            continue
        scores[WHAT[0]].add(False, True, (draft.start, draft.end) in spans)
        at = (draft.start, draft.end) if (draft.start, draft.end) in here else next(iter(here), None)
        new = at is not None and at not in met
        scores[WHAT[1]].add(False, True, new)
        if at is not None and new:
            met.add(at)
            _parts(draft, here[at], scores, known)
    for what, found in zip(WHAT[:2], (spans & {(d.start, d.end) for d in drafts if d.reason is None}, met), strict=True):
        scores[what].truth, scores[what].found = len(truth), len(found)
    _asides(drafts, tokens, marks, loose, scores)
    return scores


def _asides(drafts: list[Draft], tokens: Iterable[Token], marks: list[str | None], loose: bytearray, scores: Scores) -> None:
    """The pieces of number tokens that are of no figure, against those that were drafted so."""
    drafted: dict[int, str] = {i: d.reason for d in drafts if d.reason is not None for i in range(d.start, d.end)}
    for token in tokens:
        spots = [i for i in range(token.start, token.end) if not loose[i]]
        for outside_, piece in groupby(spots, key=lambda i: marks[i] is not None):
            at = list(piece)
            reasons, given = {marks[i] for i in at}, {drafted.get(i) for i in at if marks[i] != "" or i in drafted}
            whole = all(i in drafted for i in at)
            scores["no figure"].add(outside_, whole, outside_ and whole)
            if outside_ and whole:
                scores["its reason"].add(True, True, reasons == given)


def _parts(draft: Draft, figure: Figure, scores: Scores, known: Ontology) -> None:
    """What a draft says of the number, against every claim that the figure serves."""
    claims = [claim for claim, _ in figure.claims]
    scores["modality"].add(True, True, draft.modality in {c.modality for c in claims})
    printed = {(c.value, c.to if c.ranged else None, c.scale, c.per_count) for c in claims}
    scores["value"].add(True, True, (draft.value, draft.to, draft.scale, draft.per_count) in printed)
    units, implied = {c.unit for c in claims}, _unit_of_claim(draft, known)
    scores["unit"].add(True, draft.unit is not None, draft.unit is not None and draft.unit in units)
    scores["unit of the claim"].add(True, implied is not None, implied is not None and implied in units)
    bound = any(mention.period is not None for _, mention in figure.claims)
    right = draft.period is not None and _days(draft.period) in {_days(c.period) for c in claims if c.period is not None}
    scores["period"].add(bound, draft.period is not None, right)
    measures = {c.measure for c in claims}
    scores["measure, first guess"].add(True, draft.measure is not None, draft.measure in measures)
    scores["measure, among guesses"].add(True, draft.measure is not None, bool(measures & set(draft.measure_candidates)))


def _unit_of_claim(draft: Draft, known: Ontology) -> object:
    """The unit that the drafted claim has: the one that its words give, else that of the measure which is guessed."""
    return draft.unit or (known.one(draft.measure, NK.unit) if draft.measure is not None else None)


def _days(period: str) -> object:
    """The days of a period, so that "196X" and "1960/1969" are one; the word itself where it names none."""
    return period if period == periods.UNSTATED else periods.parse(period)


def measured(reading: Reading, places: Places) -> dict[str, Scores]:
    """The scores of every copy at hand by its name, and of all together."""
    assert places.copies is not None, "there is nothing to measure without the copies"
    held, _ = sources.open_copies(reading.corpus, places.copies)
    found: dict[str, Scores] = {}
    for iri, here in sorted(held.items()):
        tokens = coverage.tokens(here.text, reading.ontology.lexicon)
        drafts = finder.find(here.text, reading.ontology)
        marks, loose = outside(reading, iri, here.text), stated(reading, iri, len(here.text))
        found[vocab.local(here.copy.iri)] = score(drafts, figures(reading, iri), tokens, marks, loose, reading.ontology)
    every = [scores for scores in found.values()]
    together = {n: Score(*(sum(getattr(s[n], f.name) for s in every) for f in fields(Score))) for n in WHAT}
    return {**found, "all": together}


def table(scores: dict[str, Scores]) -> str:
    """The scores as a Markdown table: recall and precision in percent."""
    names = list(scores)
    lines = ["| | " + " | ".join(names) + " |", "|---|" + "---|" * len(names)]
    for what in WHAT:
        cells = [f"{100 * scores[n][what].recall:.1f} / {100 * scores[n][what].precision:.1f}" for n in names]
        lines.append(f"| {what} | " + " | ".join(cells) + " |")
    counts = [f"{scores[n]['number, same token'].truth} / {scores[n]['no figure'].truth}" for n in names]
    return "\n".join([*lines, "| figures / no figures | " + " | ".join(counts) + " |"])


def main() -> None:
    copies = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("NKGRAPH_COPIES", ROOT.parent / "shared" / "copies"))
    places = corpus.find(ROOT, copies=copies)
    print(table(measured(check.read(places), places)))


if __name__ == "__main__":
    main()
