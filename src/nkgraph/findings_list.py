"""Every finding, one plain sentence each: as text, CSV, JSON, Markdown."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass

from nkgraph import acknowledged, blocks, findings, layout
from nkgraph.blocks import Block
from nkgraph.build import Built
from nkgraph.errors import NkgraphError
from nkgraph.findings import OUTCOMES, counted
from nkgraph.register import Register

COLUMNS = (
    "id", "rule", "outcome", "reason", "claims", "sides", "difference", "sentence", "hypotheses", "acknowledged",
)  # fmt: skip
RULES = (
    "same-quantity", "within-article", "near-miss", "part-whole", "sum-of-parts", "cumulative", "stock-flow", "derivation",
    "series", "forecast", "dates", "missing",
)  # fmt: skip


@dataclass(frozen=True)
class Listed:
    """The findings that were asked for, and the corpus they are of."""

    corpus_id: str
    found: list[Block]

    @property
    def cite(self) -> str:
        """One sentence to paste."""
        return (
            f"{counted(len(self.found), 'finding')} by {counted(len(RULES), 'rule')}. (nkgraph, corpus {self.corpus_id[:12]})"
        )


def compose(built: Built, rule: str | None = None, outcome: str | None = None) -> Listed:
    """All findings, or those of a rule or an outcome; NkgraphError where there is no such rule or outcome."""
    for given, known, kind in ((rule, RULES, "rule"), (outcome, OUTCOMES, "outcome")):
        if given is not None and given not in known:
            raise NkgraphError(f"There is no {kind} {given!r}. Give one of: {', '.join(known)}.")
    register = Register(built.graph)
    every = findings.read(register)
    standing = acknowledged.match(every, register).standing
    found = [f for f in every if rule in (None, f.rule) and outcome in (None, f.outcome)]
    found.sort(key=lambda f: (OUTCOMES.index(f.outcome), RULES.index(f.rule), f.label, f.iri.value))
    return Listed(built.corpus_id, [blocks.block(f, register, standing.get(f.iri)) for f in found])


def text(listed: Listed) -> str:
    """A sentence for each finding, by outcome, with its guesses and where to go on."""
    out = [f"nkgraph findings   corpus {listed.corpus_id[:12]}; {counted(len(listed.found), 'finding')}"]
    for outcome in OUTCOMES:
        blocks_of = [b for b in listed.found if b.finding.outcome == outcome]
        if blocks_of:
            out += ["", f"{outcome.upper()}  {len(blocks_of)}"]
        for number, block in enumerate(blocks_of, 1):
            out += layout.hang(f"{number:>3}  ", f"{block.sentence} [{block.finding.rule}]")
            out += [line for h in block.hypotheses for line in layout.hang("     Hypothesis: ", h)]
            out += layout.hang("     Acknowledged, ", block.acknowledged) if block.acknowledged else []
            out.append(f"     Next {block.next}")
    return "\n".join([*out, "", *layout.hang("Cite  ", listed.cite)]) + "\n"


def as_json(listed: Listed) -> str:
    """The findings with the fields of the contract, under the key "findings"."""
    everything = {
        "corpus": listed.corpus_id,
        "findings": [blocks.as_data(b) for b in listed.found],
        "cite": listed.cite,
    }
    return json.dumps(everything, ensure_ascii=False, indent=2) + "\n"


def as_csv(listed: Listed) -> str:
    """The columns of the contract; lists stand as JSON in their cells."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for block in listed.found:
        data = blocks.as_data(block)
        writer.writerow({c: _cell(data[c]) for c in COLUMNS})
    return out.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return "" if value is None else str(value)


def markdown(listed: Listed) -> str:
    """A list item for each finding, by outcome."""
    out = ["# nkgraph findings", ""]
    for outcome in OUTCOMES:
        blocks_of = [b for b in listed.found if b.finding.outcome == outcome]
        if blocks_of:
            out += [f"## {outcome.capitalize()}: {len(blocks_of)}", ""]
        for block in blocks_of:
            out.append(f"1. {layout.markdown(block.sentence)} ({block.finding.rule}; `{block.next}`)")
            out += [f"   *Hypothesis:* {layout.markdown(h)}" for h in block.hypotheses]
        out += [""] if blocks_of else []
    return "\n".join([*out, f"**Cite** {layout.markdown(listed.cite)}", ""])


FORMATS = {"text": text, "csv": as_csv, "json": as_json, "markdown": markdown}
