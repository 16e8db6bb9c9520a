"""The report as text of at most 120 columns, and as Markdown."""

from __future__ import annotations

from nkgraph import layout
from nkgraph.blocks import Block
from nkgraph.layout import WIDTH, hang, wrap
from nkgraph.report import HEADINGS, LEGEND, Report

_ASKS = frozenset({"contradicts", "revised", "incomplete"})  # what somebody will want to look into


def text(report: Report) -> str:
    """The report as plain text, narrow enough for 120 columns."""
    out = [
        *hang(f"{'nkgraph report':<38}", f"corpus {report.corpus_id[:12]}, {report.as_of}; {report.checked}"),
        *wrap(report.scope, 0),
        *wrap(LEGEND, 0),
    ]
    for outcome, (_, meaning) in HEADINGS.items():
        blocks = report.sections[outcome]
        out += ["", f"{report.heading(outcome)}   {meaning}"]
        for number, block in enumerate(blocks, 1):
            out += _text_block(number, block)
    for aside in report.asides:
        out += ["", *wrap(aside, 0)]
    find = f"nkgraph find {_telling(report)}; nkgraph claims --format csv; nkgraph check"
    out += ["", *hang("Cite  ", report.cite), *hang("Next  ", find)]
    return "\n".join(out) + "\n"


def _telling(report: Report) -> str:
    """A figure worth looking up: the longest plain one of the first section that has any."""
    for blocks in report.sections.values():
        plain = [n.figure for b in blocks for n in b.lines if n.figure.replace(",", "").isdigit()]
        if plain:
            return max(plain, key=len)
    return "WORDS"


def _text_block(number: int, block: Block) -> list[str]:
    head = f"{number:>2}  {block.title}"
    right = "   ".join(filter(None, (block.values, block.publishers, block.roots)))
    if len(head) + len(right) + 3 <= WIDTH:
        out = [
            f"{head:<{max(46, len(head) + 3)}}{right}" if len(right) + max(46, len(head) + 3) <= WIDTH else f"{head}   {right}"
        ]
    else:
        out = [*hang(f"{number:>2}  ", block.title), *wrap(right, 4)]
    width = min(max((len(line.figure) for line in block.lines), default=0), 34)
    for line in block.lines:
        figure = f"      {line.figure:<{width}}  "
        joined = f"{figure}{line.article:<62}  {line.authority}"
        out += [joined.rstrip()] if len(joined) <= WIDTH else hang(figure, f"{line.article}; {line.authority}")
    for guess in block.hypotheses:
        out += hang("      Hypothesis: ", guess)
    for note in block.notes:
        out += hang("      Note ", note)
    if block.acknowledged:
        out += hang("      Acknowledged, ", block.acknowledged)
    return [*out, f"      Next {block.next}"] if block.finding.outcome in _ASKS else out


def markdown(report: Report) -> str:
    """The report as Markdown, a table for each finding."""
    out = [
        "# nkgraph report",
        "",
        f"Corpus `{report.corpus_id[:12]}`, {layout.markdown(report.as_of)}; {report.checked}. {report.scope}",
        "",
        LEGEND,
    ]
    for outcome, (heading, meaning) in HEADINGS.items():
        out += ["", f"## {heading.capitalize()}: {len(report.sections[outcome])} ({meaning})"]
        for number, block in enumerate(report.sections[outcome], 1):
            head = "; ".join(layout.markdown(part) for part in (block.values, block.publishers, block.roots) if part)
            out += ["", f"### {number}. {layout.markdown(block.title)}", "", f"{head}.", ""]
            out += ["| figure | article | authority |", "|---|---|---|"]
            for line in block.lines:
                out.append("| " + " | ".join(map(layout.markdown, (line.figure, line.article, line.authority))) + " |")
            out += [f"\n*Hypothesis:* {layout.markdown(h)}" for h in block.hypotheses]
            out += [f"\n*Note* {layout.markdown(n)}" for n in block.notes]
            out += [f"\n*Acknowledged*, {layout.markdown(block.acknowledged)}"] if block.acknowledged else []
            out += [f"\n*Next* `{block.next}`"]
    out += [line for aside in report.asides for line in ("", layout.markdown(aside))]
    return "\n".join([*out, "", f"**Cite** {layout.markdown(report.cite)}", ""])
