"""The report: what contradicts, what was revised, what agrees, as data and as text of at most 120 columns."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field

import pyoxigraph as ox

from nkgraph import findings, hypotheses
from nkgraph.build import Built
from nkgraph.findings import Finding, Side, counted
from nkgraph.register import Register
from nkgraph.vocab import NK

WIDTH = 120
LEGEND = (
    "Figures are compared as printed. Nothing here says who is right. "
    "A root is the authority that an article names; unstated roots are not counted as one."
)
HEADINGS = {
    "contradicts": ("CONTRADICTIONS", "values that cannot all be true"),
    "revised": ("REVISIONS", "same root, later article, new value"),
    "agrees": ("AGREEMENTS", "by more than one publisher; repeated is not independent"),
}


@dataclass(frozen=True)
class Line:
    """One print of a figure under a finding: the figure, the article, on whose authority."""

    figure: str
    article: str
    authority: str


@dataclass(frozen=True)
class Block:
    """One finding as it is shown."""

    finding: Finding
    title: str
    values: str
    roots: str
    lines: tuple[Line, ...]
    hypotheses: tuple[str, ...]
    notes: tuple[str, ...]
    sentence: str


@dataclass(frozen=True)
class Report:
    """Everything a report shows. `sections` is keyed as HEADINGS; `quiet` counts agreements within one publisher."""

    corpus_id: str
    as_of: str
    copies: int
    counts: dict[str, int]
    sections: dict[str, list[Block]]
    quiet: int
    cite: str = field(default="")


def compose(built: Built, as_of: str = "all dates") -> Report:
    """Put the findings of a graph into a report."""
    register = Register(built.graph)
    sections: dict[str, list[Block]] = {outcome: [] for outcome in HEADINGS}
    quiet = 0
    for finding in findings.read(register):
        if finding.outcome == "agrees" and len(findings.publishers(finding, register)) < 2:
            quiet += 1
        else:
            sections[finding.outcome].append(_block(finding, register))
    sections["agrees"].sort(key=lambda b: (-len(b.lines), b.title))
    counts = _counts(register)
    cite = (
        f"{len(sections['contradicts'])} contradictions, {len(sections['revised'])} revisions and "
        f"{len(sections['agrees'])} agreements between publishers, in {counts['claims']} figures printed by "
        f"{counts['articles']} articles. (nkgraph, corpus {built.corpus_id[:12]}; {as_of})"
    )
    return Report(built.corpus_id, as_of, built.copies, counts, sections, quiet, cite)


def _counts(register: Register) -> dict[str, int]:
    graph, claims = register.graph, register.claims()
    articles: dict[ox.NamedNode, set[ox.NamedNode]] = {}
    for claim in claims:
        if (quantity := graph.iri(claim, NK.quantity)) is not None:
            articles.setdefault(quantity, set()).add(register.article(claim))
    once = sum(1 for printed in articles.values() if len(printed) == 1)
    return {
        "claims": len(claims),
        "articles": len(register.articles()),
        "quantities": len(articles),
        "shared": len(articles) - once,
        "once": once,
    }


def _block(finding: Finding, register: Register) -> Block:
    lines = tuple(line for side in finding.sides for line in _lines(side, register))
    figures = list(dict.fromkeys(s.figure for s in finding.sides))
    values = {
        "agrees": " and ".join(figures)
        + (", which can both be true" if len(figures) > 1 else "")
        + (", if rounded" if finding.reason == "roundingAssumed" else "")
        + f"   {counted(len(findings.publishers(finding, register)), 'publisher')}",
        "revised": f"{figures[0]}, later {figures[-1]}: {_signed(finding)}",
        "contradicts": f"{' and '.join(figures)}, {findings.apart(finding)} apart",
    }[finding.outcome]
    if finding.outcome == "contradicts" and finding.article is not None:
        values += ", in one article"
    if finding.falls:
        values = f"{figures[0]}, later {figures[-1]}: a running total that falls by {findings.apart(finding)}"
    notes = [_note(s.figure, n.value) for s in finding.sides for c in s.claims for n in register.graph.objects(c, NK.note)]
    return Block(
        finding, finding.label, values, _short_roots(finding), lines, tuple(hypotheses.of(finding, register)),
        tuple(dict.fromkeys(notes)), findings.sentence(finding, register),
    )  # fmt: skip


def _lines(side: Side, register: Register) -> list[Line]:
    prints = Counter(
        (register.figure(c), register.article_in_words(register.article(c)), register.authority_in_words(c))
        for c in side.claims
    )
    return [Line(*shown) for shown in prints]


def _note(figure: str, words: str) -> str:
    """An archivist's note, with the figure it is about, as a sentence."""
    return f"on {figure}: {words if words.endswith(('.', '?', '!')) else words + '.'}"


def _signed(finding: Finding) -> str:
    first, second = finding.sides[0], finding.sides[-1]
    up = (second.lower or second.upper or 0) > (first.lower or first.upper or 0)
    return f"{'+' if up else '-'}{findings.apart(finding)}"


def _short_roots(finding: Finding) -> str:
    """ "1 root, both sides", "1 known root, 1 unstated"."""
    known = len(finding.roots)
    if finding.unknown:
        return f"{counted(known, 'known root') if known else 'no known root'}, {finding.unknown} unstated"
    return "1 root, both sides" if len(finding.sides) > 1 and finding.one_root else counted(known, "root")


# --- text --------------------------------------------------------------------------------------------------------


def text(report: Report) -> str:
    """The report as plain text, narrow enough for 120 columns."""
    counts = report.counts
    checked = f"positions checked in {report.copies} {'copy' if report.copies == 1 else 'copies'}"
    if not report.copies:
        checked = "positions were not checked (no --copies)"
    out = [
        f"{'nkgraph report':<38}corpus {report.corpus_id[:12]}, {report.as_of}; {checked}",
        f"{counts['claims']} claims, {counts['articles']} articles, {counts['quantities']} quantities; "
        f"{counts['shared']} are printed by more than one article, {counts['once']} by one only.",
        *_wrap(LEGEND, 0),
    ]
    for outcome, (heading, meaning) in HEADINGS.items():
        blocks = report.sections[outcome]
        out += ["", f"{heading}  {len(blocks)}   {meaning}"]
        for number, block in enumerate(blocks, 1):
            out += _text_block(number, block)
    if report.quiet:
        out += ["", f"Also {counted(report.quiet, 'agreement')} between articles of one publisher."]
    out += [
        "",
        *_hang("Cite  ", report.cite),
        *_hang("Next  ", "nkgraph find 1,514; nkgraph claims --format csv; nkgraph check"),
    ]
    return "\n".join(out) + "\n"


def _text_block(number: int, block: Block) -> list[str]:
    head = f"{number:>2}  {block.title}"
    right = f"{block.values}   {block.roots}"
    if len(head) + len(right) + 3 <= WIDTH:
        out = [
            f"{head:<{max(46, len(head) + 3)}}{right}" if len(right) + max(46, len(head) + 3) <= WIDTH else f"{head}   {right}"
        ]
    else:
        out = [*_hang(f"{number:>2}  ", block.title), *_wrap(right, 4)]
    width = min(max((len(line.figure) for line in block.lines), default=0), 34)
    for line in block.lines:
        figure = f"      {line.figure:<{width}}  "
        joined = f"{figure}{line.article:<62}  {line.authority}"
        out += [joined.rstrip()] if len(joined) <= WIDTH else _hang(figure, f"{line.article}; {line.authority}")
    for guess in block.hypotheses:
        out += _hang("      Hypothesis: ", guess)
    for note in block.notes:
        out += _hang("      Note ", note)
    return out


def _hang(first: str, words: str) -> list[str]:
    """Words after a first piece, wrapped under themselves."""
    import textwrap

    room = max(WIDTH - len(first), 30)
    lines = textwrap.wrap(words, room, break_long_words=False, break_on_hyphens=False) or [""]
    return [first + lines[0], *(" " * len(first) + line for line in lines[1:])]


def _wrap(words: str, indent: int) -> list[str]:
    return _hang(" " * indent, words)


# --- data --------------------------------------------------------------------------------------------------------


def as_json(report: Report) -> str:
    """The report as JSON; its findings have the fields of the contract."""
    everything = {
        "corpus": report.corpus_id,
        "as_of": report.as_of,
        "copies_checked": report.copies,
        "counts": report.counts,
        "agreements_within_one_publisher": report.quiet,
        "findings": [_data(block) for blocks in report.sections.values() for block in blocks],
        "cite": report.cite,
    }
    return json.dumps(everything, ensure_ascii=False, indent=2) + "\n"


def _data(block: Block) -> dict[str, object]:
    finding = block.finding
    return {
        "id": finding.iri.value,
        "rule": finding.rule,
        "outcome": finding.outcome,
        "reason": finding.reason,
        "quantity": finding.quantity.value,
        "claims": [c.value for c in finding.claims],
        "sides": [
            {
                "lower": _bound(s.lower),
                "upper": _bound(s.upper),
                "claims": [c.value for c in s.claims],
                "roots": {"known": [r.value for r in s.known], "unknown": s.unknown},
            }
            for s in finding.sides
        ],
        "difference": _bound(finding.difference),
        "sentence": block.sentence,
        "hypotheses": list(block.hypotheses),
        "notes": list(block.notes),
        "acknowledged": None,
    }


def _bound(number: object) -> str | None:
    """A number as text, exact; JSON numbers would be read as floats."""
    from decimal import Decimal

    return f"{number.normalize():f}" if isinstance(number, Decimal) else None


# --- Markdown ----------------------------------------------------------------------------------------------------


def markdown(report: Report) -> str:
    """The report as Markdown, a table for each finding."""
    counts = report.counts
    out = [
        "# nkgraph report",
        "",
        f"Corpus `{report.corpus_id[:12]}`, {report.as_of}; positions checked in {report.copies} copies. "
        f"{counts['claims']} claims, {counts['articles']} articles, {counts['quantities']} quantities; "
        f"{counts['shared']} are printed by more than one article.",
        "",
        LEGEND,
    ]
    for outcome, (heading, meaning) in HEADINGS.items():
        out += ["", f"## {heading.capitalize()}: {len(report.sections[outcome])} ({meaning})"]
        for number, block in enumerate(report.sections[outcome], 1):
            out += ["", f"### {number}. {_md(block.title)}", "", f"{_md(block.values)}; {_md(block.roots)}.", ""]
            out += ["| figure | article | authority |", "|---|---|---|"]
            out += [f"| {_md(n.figure)} | {_md(n.article)} | {_md(n.authority)} |" for n in block.lines]
            out += [f"\n*Hypothesis:* {_md(h)}" for h in block.hypotheses] + [f"\n*Note* {_md(n)}" for n in block.notes]
    return "\n".join([*out, "", f"**Cite** {_md(report.cite)}", ""])


def _md(words: str) -> str:
    """Words with the characters escaped that Markdown or HTML would take for markup."""
    for char in "\\`*_[]|<>#":
        words = words.replace(char, f"\\{char}" if char not in "<>" else {"<": "&lt;", ">": "&gt;"}[char])
    return words
