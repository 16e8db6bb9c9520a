"""The report: what contradicts, what was revised, what agrees, as data and as text of at most 120 columns."""

from __future__ import annotations

import json
import textwrap
from collections import Counter
from dataclasses import dataclass, field

import pyoxigraph as ox

from nkgraph import findings, hypotheses
from nkgraph.build import Built
from nkgraph.errors import OntologyError
from nkgraph.findings import Finding, Side, counted
from nkgraph.register import Register, one_line
from nkgraph.vocab import NK

WIDTH = 120
_ROOM = 30  # a piece that leaves less than this beside it stands on lines of its own
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
    """One finding as it is shown, each piece on one line."""

    finding: Finding
    title: str
    values: str
    publishers: str  # "2 publishers"; empty where a finding is not about how many there are
    roots: str
    lines: tuple[Line, ...]
    hypotheses: tuple[str, ...]
    notes: tuple[str, ...]
    sentence: str


@dataclass(frozen=True)
class Report:
    """Everything a report shows. `sections` is keyed as HEADINGS; `quiet` counts agreements within one publisher;
    `perhaps_later` has the articles, IRI and words, that are not certain to be of the as-of day or before."""

    corpus_id: str
    as_of: str
    copies: int
    counts: dict[str, int]
    sections: dict[str, list[Block]]
    quiet: int
    perhaps_later: dict[str, str] = field(default_factory=dict)

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
        within = f"Also {counted(self.quiet, 'agreement')} between articles of one publisher."
        later = f"Not certain to be published by then, and counted: {'; '.join(self.perhaps_later.values())}."
        return ([within] if self.quiet else []) + ([later] if self.perhaps_later else [])

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
    quiet = 0
    for finding in findings.read(register):
        if finding.outcome not in sections:
            raise OntologyError(f"{finding.iri.value}: the report has no section for {finding.outcome!r}. Mend queries/rules/.")
        if finding.outcome == "agrees" and len(findings.publishers(finding, register)) < 2:
            quiet += 1
        else:
            sections[finding.outcome].append(_block(finding, register))
    sections["agrees"].sort(key=lambda b: (-len(b.lines), b.title))
    later = {a.value: one_line(register.article_in_words(a)) for a in register.perhaps_later()}
    return Report(built.corpus_id, as_of, built.copies, _counts(register), sections, quiet, later)


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


def _block(finding: Finding, register: Register) -> Block:
    lines = tuple(line for side in finding.sides for line in _lines(side, register))
    figures = list(dict.fromkeys(s.figure for s in finding.sides))
    values = {
        "agrees": " and ".join(figures)
        + (", which can both be true" if len(figures) > 1 else "")
        + (", if rounded" if finding.reason == "roundingAssumed" else ""),
        "revised": f"{figures[0]}, later {figures[-1]}: {_signed(finding)}",
        "contradicts": f"{' and '.join(figures)}, {findings.apart(finding)} apart",
    }[finding.outcome]
    if finding.outcome == "contradicts" and finding.article is not None:
        values += ", in one article"
    if finding.falls:
        values = f"{figures[0]}, later {figures[-1]}: a running total that falls by {findings.apart(finding)}"
    notes = [_note(s.figure, n.value) for s in finding.sides for c in s.claims for n in register.graph.objects(c, NK.note)]
    publishers = counted(len(findings.publishers(finding, register)), "publisher") if finding.outcome == "agrees" else ""
    return Block(
        finding, one_line(finding.label), one_line(values), publishers, _short_roots(finding), lines,
        tuple(one_line(h) for h in hypotheses.of(finding, register)), tuple(dict.fromkeys(map(one_line, notes))),
        one_line(findings.sentence(finding, register)),
    )  # fmt: skip


def _lines(side: Side, register: Register) -> list[Line]:
    prints = Counter(
        (register.figure(c), register.article_in_words(register.article(c)), register.authority_in_words(c))
        for c in side.claims
    )
    return [Line(*map(one_line, shown)) for shown in prints]


def _note(figure: str, words: str) -> str:
    """An archivist's note, with the figure it is about, as a sentence."""
    return f"on {figure}: {words if words.endswith(('.', '?', '!')) else words + '.'}"


def _signed(finding: Finding) -> str:
    first, second = finding.sides[0], finding.sides[-1]
    up = (second.lower or second.upper or 0) > (first.lower or first.upper or 0)
    sign = ("+" if up else "-") if finding.difference else "by "
    return f"{sign}{findings.apart(finding)}"


def _short_roots(finding: Finding) -> str:
    """ "1 root, both sides", "1 known root, 1 unstated"."""
    sides = len(finding.sides)
    known = len(finding.roots)
    if finding.unknown:
        return f"{counted(known, 'known root') if known else 'no known root'}, {finding.unknown} unstated"
    if sides > 1 and finding.one_root:
        return f"1 root, {'both' if sides == 2 else 'all'} sides"
    return counted(known, "root")


# --- text --------------------------------------------------------------------------------------------------------


def text(report: Report) -> str:
    """The report as plain text, narrow enough for 120 columns."""
    out = [
        *_hang(f"{'nkgraph report':<38}", f"corpus {report.corpus_id[:12]}, {report.as_of}; {report.checked}"),
        *_wrap(report.scope, 0),
        *_wrap(LEGEND, 0),
    ]
    for outcome, (heading, meaning) in HEADINGS.items():
        blocks = report.sections[outcome]
        out += ["", f"{heading}  {len(blocks)}   {meaning}"]
        for number, block in enumerate(blocks, 1):
            out += _text_block(number, block)
    for aside in report.asides:
        out += ["", *_wrap(aside, 0)]
    find = f"nkgraph find {_telling(report)}; nkgraph claims --format csv; nkgraph check"
    out += ["", *_hang("Cite  ", report.cite), *_hang("Next  ", find)]
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
    room = WIDTH - len(first)
    if room < _ROOM:
        indent = len(first) - len(first.lstrip())
        return [*_wrap(first.strip(), indent), *_wrap(words, indent + 4)]
    lines = textwrap.wrap(words, room, break_on_hyphens=False) or [""]
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
        "perhaps_later": list(report.perhaps_later),
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
    out = [
        "# nkgraph report",
        "",
        f"Corpus `{report.corpus_id[:12]}`, {_md(report.as_of)}; {report.checked}. {report.scope}",
        "",
        LEGEND,
    ]
    for outcome, (heading, meaning) in HEADINGS.items():
        out += ["", f"## {heading.capitalize()}: {len(report.sections[outcome])} ({meaning})"]
        for number, block in enumerate(report.sections[outcome], 1):
            head = "; ".join(_md(part) for part in (block.values, block.publishers, block.roots) if part)
            out += ["", f"### {number}. {_md(block.title)}", "", f"{head}.", ""]
            out += ["| figure | article | authority |", "|---|---|---|"]
            out += [f"| {_md(n.figure)} | {_md(n.article)} | {_md(n.authority)} |" for n in block.lines]
            out += [f"\n*Hypothesis:* {_md(h)}" for h in block.hypotheses] + [f"\n*Note* {_md(n)}" for n in block.notes]
    out += [line for aside in report.asides for line in ("", _md(aside))]
    return "\n".join([*out, "", f"**Cite** {_md(report.cite)}", ""])


_MARKDOWN = str.maketrans({c: f"\\{c}" for c in "\\`*_[]|#~$"} | {"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def _md(words: str) -> str:
    """Words with the characters escaped that Markdown or HTML would take for markup."""
    return one_line(words).translate(_MARKDOWN)
