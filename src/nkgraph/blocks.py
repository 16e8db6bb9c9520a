"""One finding as people are shown it: title, values, a line for each print, guesses, notes, and where to go on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from nkgraph import findings, hypotheses, quantities, telling, vocab
from nkgraph.acknowledged import Acknowledgement
from nkgraph.findings import Finding, Side, counted
from nkgraph.register import Register, one_line
from nkgraph.vocab import NK

_SAME = frozenset({"same-quantity", "within-article"})
_SHOWN = 8  # operands that a line names; of more it gives the number


@dataclass(frozen=True)
class Line:
    """One print of a figure under a finding: the figure, the article, on whose authority."""

    figure: str
    article: str
    authority: str


@dataclass(frozen=True)
class Block:
    """One finding as it is shown, each piece on one line; `next` is the command that tells more."""

    finding: Finding
    title: str
    values: str
    publishers: str  # "2 publishers"; empty where a finding is not about how many there are
    roots: str
    lines: tuple[Line, ...]
    hypotheses: tuple[str, ...]
    notes: tuple[str, ...]
    sentence: str
    next: str
    acknowledged: str = ""  # who judged it, when, and why; empty where nobody has, or where it has changed since


def block(finding: Finding, register: Register, judged: Acknowledgement | None = None) -> Block:
    """A finding as it is shown, with a person's judgement where one stands."""
    lines = tuple(line for side in finding.sides for line in _lines(side, finding, register))
    noted = finding.sides if finding.rule in _SAME else finding.sides[:1]
    notes = [_note(s.figure, n.value) for s in noted for c in s.claims for n in register.graph.objects(c, NK.note)]
    publishers = ""
    if finding.outcome == "agrees" and finding.rule in _SAME:
        publishers = counted(len(findings.publishers(finding, register)), "publisher")
    return Block(
        finding, one_line(finding.label), one_line(_values(finding, register)), publishers, _short_roots(finding), lines,
        tuple(one_line(h) for h in hypotheses.of(finding, register)), tuple(dict.fromkeys(map(one_line, notes[:_SHOWN]))),
        telling.sentence(finding, register), f"nkgraph show {short_name(finding)}", _judgement(judged),
    )  # fmt: skip


def _judgement(judged: Acknowledgement | None) -> str:
    by = f"{judged.day}, {judged.by}" if judged is not None and judged.by else judged.day if judged is not None else ""
    return one_line(f"{judged.status} ({by}): {judged.because}") if judged is not None else ""


def short_name(finding: Finding) -> str:
    """What to type after `nkgraph show`: the quantity, or the finding where it is about more."""
    if finding.quantity is not None and finding.rule in _SAME:
        return finding.quantity.value.removeprefix(quantities.QUANTITIES)
    return finding.iri.value.removeprefix(vocab.ROOT)


def _values(finding: Finding, register: Register) -> str:
    figures = list(dict.fromkeys(s.figure for s in finding.sides))
    if finding.rule not in _SAME:
        return telling.substance(finding, register)
    if finding.falls:
        return f"{figures[0]}, later {figures[-1]}: a running total that falls by {findings.apart(finding)}"
    if finding.outcome == "revised":
        return f"{figures[0]}, later {figures[-1]}: {_signed(finding)}"
    if finding.outcome == "agrees":
        both = ", which can both be true" if len(figures) > 1 else ""
        return f"{' and '.join(figures)}{both}{', if rounded' if finding.reason == 'roundingAssumed' else ''}"
    within = ", in one article" if finding.article is not None else ""
    return f"{' and '.join(figures)}, {findings.apart(finding)} apart{within}"


def _lines(side: Side, finding: Finding, register: Register) -> list[Line]:
    if side.kind == "computed":
        named = [f"{o.figure} ({telling.period(o, register)})" for o in finding.operands[:_SHOWN]]
        more = len(finding.operands) - len(named)
        whole = counted(len(finding.operands), "figure") if more else " and ".join(named)
        where = register.label(finding.root) if finding.root else "the same article"
        return [Line(side.figure, one_line(f"computed from {whole}"), one_line(where))]
    prints = Counter(
        (
            side.figure if side.kind == "statement" else register.figure(c),
            register.article_in_words(register.article(c)),
            register.authority_in_words(c),
        )
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
    if finding.rule in _SAME and sides > 1 and finding.one_root:
        return f"1 root, {'both' if sides == 2 else 'all'} sides"
    return counted(known, "root") if known else ""


def as_data(shown: Block) -> dict[str, object]:
    """A finding with the fields of the contract, and what else is known of it."""
    finding = shown.finding
    return {
        "id": finding.iri.value,
        "rule": finding.rule,
        "outcome": finding.outcome,
        "reason": finding.reason,
        "quantity": finding.quantity.value if finding.quantity else None,
        "about": shown.title,
        "claims": [c.value for c in finding.claims],
        "sides": [
            {
                "kind": s.kind,
                "figure": s.figure,
                "lower": bound(s.lower),
                "upper": bound(s.upper),
                "claims": [c.value for c in s.claims],
                "roots": {"known": [r.value for r in s.known], "unknown": s.unknown},
            }
            for s in finding.sides
        ],
        "operands": [o.node.value for o in finding.operands if o.node is not None],
        "root": finding.root.value if finding.root else None,
        "article": finding.article.value if finding.article else None,
        "difference": bound(finding.difference),
        "sentence": shown.sentence,
        "hypotheses": list(shown.hypotheses),
        "notes": list(shown.notes),
        "next": shown.next,
        "acknowledged": shown.acknowledged or None,
    }


def bound(number: Decimal | None) -> str | None:
    """A number as text, exact; JSON numbers would be read as floats."""
    return f"{number.normalize():f}" if number is not None else None
