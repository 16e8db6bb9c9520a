"""The report: what contradicts, what was revised, what agrees, what is incomplete, and how much else was compared."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

import pyoxigraph as ox

from nkgraph import acknowledged, blocks, findings
from nkgraph.blocks import Block
from nkgraph.build import Built
from nkgraph.findings import Finding, counted
from nkgraph.register import Register, one_line
from nkgraph.vocab import NK

LEGEND = (
    "Figures are compared as printed. Nothing here says who is right. "
    "A root is the authority that an article names; unstated roots are not counted as one."
)
HEADINGS = {
    "contradicts": ("CONTRADICTIONS", "values that cannot all be true"),
    "revised": ("REVISIONS", "same root, later article, new value"),
    "agrees": ("AGREEMENTS", "by more than one publisher; repeated is not independent"),
    "incomplete": ("INCOMPLETE", "something that is said to be there is not given"),
}
_ORDER = ("within-article", "same-quantity", "sum-of-parts", "part-whole", "cumulative", "stock-flow", "forecast", "derivation",
          "series", "dates", "missing")  # fmt: skip
_SHARED = frozenset({"same-quantity", "within-article"})


@dataclass(frozen=True)
class Report:
    """Everything a report shows. `sections` is keyed as HEADINGS; `others` counts the findings that it does not show, by what
    they are; `kept` counts the parts and periods that fit into the whole; `perhaps_later` has the articles, IRI and words,
    that are not certain to be of the as-of day or before."""

    corpus_id: str
    as_of: str
    copies: int
    counts: dict[str, int]
    sections: dict[str, list[Block]]
    others: dict[str, int]
    kept: int
    perhaps_later: dict[str, str] = field(default_factory=dict)
    judgements: tuple[str, ...] = ()  # what is to be told of acknowledgements that stand no more
    withdrawn: int = 0  # claims that were retracted by the as-of day or were errors of ours: in no comparison

    @property
    def checked(self) -> str:
        """Whether the positions were compared with the copies."""
        return f"positions checked in {_copies(self.copies)}" if self.copies else "positions were not checked (no --copies)"

    @property
    def scope(self) -> str:
        """What the report is over, in one sentence."""
        claims, articles, quantities, shared, once = self.counts.values()
        return (
            f"{counted(claims, 'claim')}, {counted(articles, 'article')}, "
            f"{quantities} {'quantity' if quantities == 1 else 'quantities'}; {shared} {'is' if shared == 1 else 'are'} "
            f"printed by more than one article, {once} by one only."
        )

    @property
    def asides(self) -> list[str]:
        """What is said in one sentence each, below the findings."""
        counts = self.others | {_KEPT: self.kept}
        others = [f"{words}: {number}" for words, number in counts.items() if number]
        also = f"Also {'; '.join(others)}. They are listed by: nkgraph findings."
        later = f"Not certain to be published by then, and counted: {'; '.join(self.perhaps_later.values())}."
        gone = f"Withdrawn: {self.withdrawn}, and in no comparison. They are listed by: nkgraph claims --withdrawn."
        said = ((also, others), (later, self.perhaps_later), (gone, self.withdrawn))
        return [*(words for words, wanted in said if wanted), *self.judgements]

    @property
    def unacknowledged(self) -> int:
        """How many contradictions nobody has judged as they are now."""
        return sum(1 for b in self.sections["contradicts"] if not b.acknowledged)

    def heading(self, outcome: str) -> str:
        """ "CONTRADICTIONS  11  (acknowledged 3)"."""
        shown = self.sections[outcome]
        judged = sum(1 for b in shown if b.acknowledged)
        return f"{HEADINGS[outcome][0]}  {len(shown)}" + (f"  (acknowledged {judged})" if judged else "")

    @property
    def cite(self) -> str:
        """One sentence to paste, with the corpus and the day."""
        number = {outcome: len(blocks) for outcome, blocks in self.sections.items()}
        return (
            f"{counted(number['contradicts'], 'contradiction')}, {counted(number['revised'], 'revision')} and "
            f"{counted(number['agrees'], 'agreement')} between publishers, in {counted(self.counts['claims'], 'figure')} "
            f"printed by {counted(self.counts['articles'], 'article')}. (nkgraph, corpus {self.corpus_id[:12]}; {self.as_of})"
        )


def _copies(number: int) -> str:
    return "1 copy" if number == 1 else f"{number} copies"


def compose(built: Built, as_of: str = "all dates") -> Report:
    """Put the findings of a graph into a report."""
    register = Register(built.graph)
    sections: dict[str, list[Block]] = {outcome: [] for outcome in HEADINGS}
    others = dict.fromkeys(_OTHERS, 0)
    found = findings.read(register)
    verdict = acknowledged.match(found, register)
    for finding in found:
        if (words := _elsewhere(finding, register)) is not None:
            others[words] += 1
        else:
            sections[finding.outcome].append(blocks.block(finding, register, verdict.standing.get(finding.iri)))
    for outcome, shown in sections.items():
        shown.sort(key=lambda b: (_ORDER.index(b.finding.rule), b.title))
        if outcome == "agrees":
            shown.sort(key=lambda b: (-len(b.lines), b.title))
    later = {a.value: one_line(register.article_in_words(a)) for a in register.perhaps_later()}
    kept = register.graph.count(NK.keptWithin)
    judgements = tuple(map(one_line, verdict.sentences))
    withdrawn = len(register.gone())
    return Report(
        built.corpus_id, as_of, built.copies, _counts(register), sections, others, kept, later, judgements, withdrawn
    )  # fmt: skip


_KEPT = "parts and periods that fit into the whole"
_OTHERS = (
    "agreements between articles of one publisher",
    "computed figures that hold",
    "statements about a series that hold",
    "other figures that hold",
    "groups of figures that look alike and are not comparable",
    "comparisons that are undetermined",
)


def _elsewhere(finding: Finding, register: Register) -> str | None:
    """Where a finding is counted that the report does not show; None for those that it does."""
    if finding.outcome == "agrees":
        if finding.rule in _SHARED:
            return _OTHERS[0] if len(findings.publishers(finding, register)) < 2 else None
        return {"derivation": _OTHERS[1], "series": _OTHERS[2]}.get(finding.rule, _OTHERS[3])
    return {"not-comparable": _OTHERS[4], "undetermined": _OTHERS[5]}.get(finding.outcome)


def _counts(register: Register) -> dict[str, int]:
    graph, claims = register.graph, register.published()
    articles: dict[ox.NamedNode, set[ox.NamedNode]] = {}
    for claim in claims:
        if (quantity := graph.iri(claim, NK.quantity)) is not None:
            articles.setdefault(quantity, set()).add(register.article(claim))
    once = sum(1 for printed in articles.values() if len(printed) == 1)
    return {
        "claims": len(claims),
        "articles": len({register.article(c) for c in claims}),
        "quantities": len(articles),
        "shared": len(articles) - once,
        "once": once,
    }


def as_json(report: Report) -> str:
    """The report as JSON; its findings have the fields of the contract."""
    everything = {
        "corpus": report.corpus_id,
        "as_of": report.as_of,
        "copies_checked": report.copies,
        "counts": report.counts,
        "others": report.others | {_KEPT: report.kept},
        "perhaps_later": list(report.perhaps_later),
        "withdrawn": report.withdrawn,
        "acknowledgements_that_stand_no_more": list(report.judgements),
        "findings": [blocks.as_data(block) for shown in report.sections.values() for block in shown],
        "cite": report.cite,
    }
    return json.dumps(everything, ensure_ascii=False, indent=2) + "\n"
