"""What one claims file would change: the findings with it and without it, and how many roots it really adds."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from nkgraph import acknowledged, blocks, citing, claims, derive, findings, quantities, rules, sheet
from nkgraph.blocks import Block
from nkgraph.check import Reading
from nkgraph.evidence import Witness
from nkgraph.findings import OUTCOMES, Finding, counted
from nkgraph.register import Register, one_line
from nkgraph.sheet import Page, Row, Section
from nkgraph.store import Graph
from nkgraph.turtle import Document
from nkgraph.vocab import NK

_HEADINGS = {
    "agrees": "Agrees",
    "contradicts": "Contradicts",
    "revised": "Revises",
    "not-comparable": "Cannot be compared",
    "incomplete": "Incomplete",
    "undetermined": "Undetermined",
}
_FIRST = ("contradicts", "revised", "agrees", "not-comparable", "incomplete", "undetermined")


@dataclass(frozen=True)
class Figure:
    """A figure of the file: who gave one for the same quantity before, on which roots, and which roots are new to it.

    `publishers` and `roots` are those before; `unknown` is how many articles gave it without one. A root is added where
    other roots are known; where nobody's root was known, it is the first that is `named`, and may be theirs. `rootless` says
    that the file's own figure has no known root, so that nobody can tell whether it adds one.
    """

    claim: ox.NamedNode
    figure: str
    about: str
    path: str
    publishers: tuple[str, ...]
    others: tuple[str, ...]
    roots: tuple[str, ...]
    unknown: int
    adds: tuple[str, ...]
    named: tuple[str, ...]
    rootless: bool


@dataclass(frozen=True)
class Change:
    """A finding that says something else with the file than without it."""

    before: Block
    after: Block


@dataclass(frozen=True)
class Preview:
    """Everything that one file changes."""

    file: str
    headline: str
    figures: tuple[Figure, ...]
    new: tuple[Block, ...]
    changed: tuple[Change, ...]
    gone: tuple[Block, ...]

    @property
    def summary(self) -> str:
        """How many figures, how many of them others give, how many roots that really adds."""
        shared = [f for f in self.figures if f.others]
        are, them = ("is", "it") if len(shared) == 1 else ("are", "them")
        words = f"prints {counted(len(self.figures), 'figure')}; {len(shared)} {are} given by others"
        if not shared:
            return words
        names = list(dict.fromkeys(name for f in shared for name in f.adds))
        words += f"; adds {counted(len(names), 'new root')} to {them}" + (f" ({', '.join(names)})" if names else "")
        first = list(dict.fromkeys(name for f in shared for name in f.named))
        bare = sum(bool(f.named) for f in shared)
        words += (
            f"; {bare} had no known root before and {'has' if bare == 1 else 'have'} {', '.join(first)} now" if bare else ""
        )
        rootless = sum(f.rootless for f in shared)
        return words + (f"; {rootless} of its own without a known root: nobody can tell what that adds" if rootless else "")


def graph(reading: Reading, documents: Iterable[Document], rule_files: list[rules.Rule]) -> Graph:
    """The graph of some of the files, with its findings."""
    made = Graph(derive.derive(claims.read(documents, reading.ontology), reading.ontology))
    made.add(reading.ontology.triples)
    rules.run(rule_files, made)
    return made


def compose(reading: Reading, document: Document, rule_files: list[rules.Rule]) -> tuple[Preview, Register]:
    """What `document`, one of the files that were read, changes; and the register of the graph with it."""
    without = Register(graph(reading, [d for d in reading.documents if d is not document], rule_files))
    within = Register(graph(reading, reading.documents, rule_files))
    before, after = ({f.iri: f for f in findings.read(register)} for register in (without, within))
    judged = acknowledged.match(list(after.values()), within).standing
    own = [c for c in within.published() if c.value.startswith(document.base or "<>")]
    figures = tuple(_figure(c, within, without) for c in own)

    def shown(found: Iterable[Finding], register: Register) -> list[Block]:
        ordered = sorted(found, key=lambda f: (OUTCOMES.index(f.outcome), f.label, f.rule, f.iri.value))
        return [blocks.block(f, register, judged.get(f.iri)) for f in ordered]

    moved = [f for iri, f in after.items() if iri in before and _said(f) != _said(before[iri])]
    headline = within.article_in_words(within.article(own[0])) if own else document.path.stem
    return Preview(
        document.path.name, one_line(headline), figures,
        tuple(shown([f for iri, f in after.items() if iri not in before], within)),
        tuple(Change(blocks.block(before[b.finding.iri], without), b) for b in shown(moved, within)),
        tuple(shown([f for iri, f in before.items() if iri not in after], without)),
    ), within  # fmt: skip


def _said(finding: Finding) -> object:
    """All that a finding says, apart from the words."""
    sides = [(s.kind, s.node, s.lower, s.upper, s.claims, s.known, s.unknown) for s in finding.sides]
    return finding.outcome, finding.reason, finding.difference, finding.falls, sides, finding.roots, finding.unknown


def _figure(claim: ox.NamedNode, within: Register, without: Register) -> Figure:
    quantity, publisher = within.graph.iri(claim, NK.quantity), within.publisher(within.article(claim))
    earlier = [c for c in without.published() if quantity is not None and without.graph.iri(c, NK.quantity) == quantity]
    known = {r for c in earlier for r in without.graph.iris(c, NK.root)}
    unknown = {without.article(c) for c in earlier if not without.graph.iris(c, NK.root)}
    publishers = {p for c in earlier if (p := without.publisher(without.article(c))) is not None}
    own = within.graph.iris(claim, NK.root)
    new = [r for r in own if not any(_one(r, other, within) for other in known)]

    def names(nodes: Iterable[ox.NamedNode]) -> tuple[str, ...]:
        return tuple(sorted(one_line(within.label(n)) for n in nodes))

    return Figure(
        claim, one_line(within.figure(claim)), one_line(within.label(quantity)) if quantity is not None else "",
        quantity.value.removeprefix(quantities.QUANTITIES) if quantity is not None else "",
        names(publishers), names(publishers - {publisher}), names(findings.distinct(known, within)), len(unknown),
        names(new if known else ()), names(new if unknown and not known else ()), not own,
    )  # fmt: skip


def _one(a: ox.NamedNode, b: ox.NamedNode, register: Register) -> bool:
    """Whether two roots count as one: equal, or one contains the other."""
    return a == b or a in register.containers(b) or b in register.containers(a)


# --- as a page ---------------------------------------------------------------------------------------------------


def page(preview: Preview, witness: Witness, corpus_id: str) -> Page:
    """What is new by outcome, what changes, what goes away, and every figure with the roots that stood behind it before."""
    sections = [Section("", (Row("It", preview.summary + "."),))]
    for outcome in _FIRST:
        rows = tuple(_row(b) for b in preview.new if b.finding.outcome == outcome)
        sections += [Section(_HEADINGS[outcome], rows, aside=counted(len(rows), "new finding"))] if rows else []
    sections += [Section("Says more or else", tuple(map(_changed, preview.changed)))] if preview.changed else []
    sections += [Section("No longer said", tuple(_row(b) for b in preview.gone))] if preview.gone else []
    if not (preview.new or preview.changed or preview.gone):
        sections += [Section("", (Row("", "It changes no finding: nothing it prints can be compared with what is there."),))]
    sections += [Section("Its figures", tuple(Row(f.figure, _about(f)) for f in preview.figures))]
    findings_said = f"{counted(len(preview.new), 'finding')} more, {len(preview.changed)} changed, {len(preview.gone)} fewer"
    said = f"With {preview.file}, {findings_said}; it {preview.summary}."
    cite = citing.cited(said, [witness.evidence(f.claim) for f in preview.figures], corpus_id)
    return Page(f"Preview of {preview.file}", (preview.headline,), tuple(sections), cite, _following(preview))


def _row(block: Block) -> Row:
    guesses = "".join(f" Hypothesis, unproved: {h}" for h in block.hypotheses)
    return Row(block.finding.rule, block.sentence + guesses)


def _changed(change: Change) -> Row:
    before, after = change.before.finding, change.after.finding
    was = f"{before.outcome}, " if before.outcome != after.outcome else ""
    numbers = (
        f"{counted(len(before.claims), 'claim')}, {_roots(before)}; now {counted(len(after.claims), 'claim')}, {_roots(after)}"
    )
    return Row(after.outcome, f"{change.after.sentence} (Before: {was}{numbers}.)")


def _roots(finding: Finding) -> str:
    return counted(len(finding.roots), "known root") + (f" and {finding.unknown} unstated" if finding.unknown else "")


def _about(figure: Figure) -> str:
    if not figure.publishers:
        return f"{figure.about}: nobody else gives it"
    roots = counted(len(figure.roots), "known root") + (f" ({', '.join(figure.roots)})" if figure.roots else "")
    roots += f" and {figure.unknown} unstated" if figure.unknown else ""
    adds = (
        "no known root of its own" if figure.rootless else f"adds {', '.join(figure.adds)}" if figure.adds else "adds no root"
    )
    return f"{figure.about}: before, {counted(len(figure.publishers), 'publisher')} on {roots}; {adds}"


def _following(preview: Preview) -> str:
    touched = sorted([*preview.new, *(c.after for c in preview.changed)], key=lambda b: _FIRST.index(b.finding.outcome))
    return touched[0].next if touched else "nkgraph report"


def text(preview: Preview, witness: Witness, corpus_id: str) -> str:
    """The page as text."""
    return sheet.text(page(preview, witness, corpus_id))


def markdown(preview: Preview, witness: Witness, corpus_id: str) -> str:
    """The page as Markdown."""
    return sheet.markdown(page(preview, witness, corpus_id))


def as_json(preview: Preview, witness: Witness, corpus_id: str) -> str:
    """The same as data."""
    shown = page(preview, witness, corpus_id)
    everything = {
        "corpus": corpus_id,
        "file": preview.file,
        "summary": preview.summary,
        "new": [blocks.as_data(b) for b in preview.new],
        "changed": [{"before": blocks.as_data(c.before), "after": blocks.as_data(c.after)} for c in preview.changed],
        "gone": [blocks.as_data(b) for b in preview.gone],
        "figures": [
            {
                "claim": f.claim.value, "figure": f.figure, "about": f.about, "quantity": f.path,
                "publishers_before": list(f.publishers), "given_by_others": bool(f.others),
                "roots_before": list(f.roots), "unknown_before": f.unknown, "adds": list(f.adds), "named": list(f.named),
                "root_known": not f.rootless,
            }
            for f in preview.figures
        ],
        "cite": shown.cite,
        "next": shown.following,
    }  # fmt: skip
    return json.dumps(everything, ensure_ascii=False, indent=2) + "\n"


FORMATS = {"text": text, "json": as_json, "markdown": markdown}
