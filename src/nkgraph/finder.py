"""Every number of a text as a draft: the figure with its hedge, unit, time, and a guess of its measure; or why it is none.

Pure. Reader after reader takes what it understands out of the text: endnotes and addresses, footnote marks, tables, times,
laws and names; what is left is read as figures. What `coverage` counts as a number is in exactly one draft, so that a file
drafted from them leaves nothing unaccounted. `docs/figure-finder.md` says how well it does on the archived copies.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pyoxigraph as ox

from nkgraph import coverage, finder_asides, finder_korean, finder_tables, finder_times, vocab
from nkgraph.coverage import Token
from nkgraph.finder_drafts import READ, Draft, Numbers, covered, no_figure
from nkgraph.finder_figures import Figures
from nkgraph.finder_measures import Guesses
from nkgraph.finder_times import Said
from nkgraph.lexicon import Lexicon
from nkgraph.ontology import Ontology

_UNITS = vocab.ROOT + "units/"
_RELATIVE = frozenset(_UNITS + name for name in ("percent", "fraction", "times", "percentage-point"))
_END = re.compile(r"[.!?。][\"'”’)\]]*(?=\s)|\n")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“])(?:[A-Z]|Mr|Mrs|Ms|Dr|St|No|Nos|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Gen|Gov|Sen|Rep|Col|Lt|Prof"
    r"|Inc|Corp|Ltd|Co|approx|ca|est|[A-Z](?:\.[A-Z])+)$"
)
_NO_DATA = re.compile(r"(?<![^\W_])(?:no data(?: available)?|n/a|not available|자료 없음)(?![^\W_])", re.IGNORECASE)
_TABLE_GAP = 120  # characters between two cells of one table at most
_ABOVE = 400  # characters above a table in which its measure is looked for
_LONGEST_SENTENCE = 1000  # characters; what is longer has no sentences, and is cut there


def find(text: str, ontology: Ontology, published: str | None = None) -> list[Draft]:
    """Every number of a text, in reading order, none overlapping; `published` is the article's day as EDTF, for "last year"."""
    lexicon = ontology.lexicon
    tokens = coverage.tokens(text, lexicon)
    numbers = Numbers(tokens)
    left, asides, tables = _without_asides(text, numbers, lexicon)
    said = finder_times.times(left, lexicon, published)
    named = _apart([*finder_asides.laws(left), *finder_asides.names(left)])
    said = [s for s in said if not _within(s, named)]
    dated = Numbers(_still(tokens, left, lexicon))
    left = covered(left, [(s.start, s.end) for s in said] + [(d.start, d.end) for d in named])
    marks = list(finder_asides.list_marks(left))
    left = covered(left, ((d.start, d.end) for d in marks))
    korean = list(_korean(left))
    left = covered(left, ((d.start, d.end) for d in korean))
    silent = [Draft(m.start(), m.end(), "", modality="no-data") for m in _NO_DATA.finditer(left)]
    left = covered(left, ((d.start, d.end) for d in silent))
    figures = [*silent, *korean, *Figures(left, _still(tokens, left, lexicon), ontology).drafts()]
    timed = _with_times(sorted(figures, key=lambda d: d.start), said, text)
    drafts = [*asides, *tables, *named, *marks, *timed, *_times_left(said, [*timed, *tables], dated, text)]
    return _with_guesses(_apart(d.worded(text) for d in drafts), tables, text, ontology)


def _still(tokens: tuple[Token, ...], left: str, lexicon: Lexicon) -> list[Token]:
    """The number tokens that are left; of one that was covered in part, what still stands there."""
    found: list[Token] = []
    for token in tokens:
        words = left[token.start : token.end]
        if words == token.text:
            found.append(token)
        elif words.strip(READ + " "):
            found += [
                Token(token.start + m.start(), token.start + m.end(), m.group()) for m in lexicon.number_pattern.finditer(words)
            ]
    return found


def listed(drafts: Iterable[Draft]) -> list[Draft]:
    """The numbers that are no figures and must be listed so: all but those that stand in the words of a figure's time."""
    drafts = list(drafts)
    periods = sorted(d.period_span for d in drafts if d.reason is None and d.period_span is not None)
    starts = [start for start, _ in periods]

    def bound(draft: Draft) -> bool:
        nearest = bisect_right(starts, draft.start) - 1
        return nearest >= 0 and draft.end <= periods[nearest][1]

    return [d for d in drafts if d.reason is not None and not bound(d)]


def _without_asides(text: str, numbers: Numbers, lexicon: Lexicon) -> tuple[str, list[Draft], list[Draft]]:
    """The text without endnotes, addresses, furniture, footnote marks and tables; these; and the cells of the tables."""
    left, found = text, []
    for reader in (finder_asides.endnotes, finder_asides.addresses, finder_asides.furniture):
        some = _apart(reader(left, numbers))
        found += some
        left = covered(left, ((d.start, d.end) for d in some))
    marks = _apart(finder_asides.footnote_marks(left))
    left = covered(left, ((d.start, d.end) for d in marks), " ")
    cells = _apart(finder_tables.rows(left, lexicon))
    left = covered(left, ((d.start, d.end) for d in cells))
    return covered(left, ((d.start, d.end) for d in cells)), [*found, *marks], cells


def _apart(drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts in order, of those that overlap only the first, of those that begin together the longest."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.start, -d.end)):
        if not kept or draft.start >= kept[-1].end:
            kept.append(draft)
    return kept


def _within(said: Said, named: list[Draft]) -> bool:
    """Whether a time is a part of a name, or meets one."""
    i = bisect_left(named, said.start, key=lambda d: d.end)
    while i < len(named) and named[i].end <= said.start:
        i += 1
    return i < len(named) and named[i].start < said.end and said.end - said.start <= named[i].end - named[i].start


def _korean(text: str) -> Iterator[Draft]:
    for n in finder_korean.numerals_in(text):
        unit = ox.NamedNode(_UNITS + n.unit) if n.unit else None
        yield Draft(n.start, n.end, "", n.value, scale=n.scale, modality=n.modality, unit=unit)


def _sentence_ends(text: str) -> list[int]:
    """Where sentences end: at a stop that is no abbreviation's, at a line end, at the latest after _LONGEST_SENTENCE."""
    ends: list[int] = []
    last = 0
    for m in _END.finditer(text):
        if m.group().startswith(".") and _ABBREVIATION.search(text[max(0, m.start() - 8) : m.start()]):
            continue
        while m.end() - last > _LONGEST_SENTENCE:
            last += _LONGEST_SENTENCE
            ends.append(last)
        last = m.end()
        ends.append(last)
    while len(text) - last > _LONGEST_SENTENCE:
        last += _LONGEST_SENTENCE
        ends.append(last)
    return [*ends, len(text)] if not ends or ends[-1] < len(text) else ends


def _with_times(drafts: list[Draft], said: list[Said], text: str) -> list[Draft]:
    """The figures with the time that their sentence gives."""
    figures = [d for d in drafts if d.reason is None]
    relative = {i for i, d in enumerate(figures) if d.unit is not None and d.unit.value in _RELATIVE}
    open_times = [s for s in said if s.candidate]
    chosen = finder_times.of_figures([(d.start, d.end) for d in figures], open_times, _sentence_ends(text), text, relative)
    times = {d.start: time for d, time in zip(figures, chosen, strict=True)}

    def timed(draft: Draft) -> Draft:
        time = times.get(draft.start)
        return draft if time is None else replace(draft, period=time.text, period_span=(time.start, time.end))

    return [timed(d) for d in drafts]


def _times_left(said: list[Said], figures: list[Draft], numbers: Numbers, text: str) -> Iterator[Draft]:
    """The times that hold a number, as no figures: the time of a figure, of publication, or a plain date."""
    used = finder_times.beside(said, {d.period_span for d in figures if d.period_span is not None}, text)
    for s in said:
        if (reach := numbers.reach(s.start, s.end)) is None:
            continue
        reason = "publication-date" if s.published else "period-of-a-claim" if (s.start, s.end) in used else "date"
        start, end = (s.start, s.end) if reason == "publication-date" else reach
        yield no_figure(start, end, reason)


def _with_guesses(drafts: list[Draft], tables: list[Draft], text: str, ontology: Ontology) -> list[Draft]:
    """The figures with a guess of what and where they are of, from the words of their sentence, or above their table."""
    ends = _sentence_ends(text)
    above = _above_tables(tables, text)

    def sentence(draft: Draft) -> tuple[int, int]:
        if draft.start in above:
            return above[draft.start]
        i = bisect_left(ends, draft.end)
        return (ends[i - 1] if i else 0), (ends[i] if i < len(ends) else len(text))

    stretches = sorted({sentence(d) for d in drafts if d.reason is None})
    guesses = Guesses(text, _merged(stretches), ontology)

    def guessed(draft: Draft) -> Draft:
        if draft.reason is not None:
            return draft
        first, last = sentence(draft)
        measures = guesses.measures(draft.start, draft.end, first, last, draft.unit) or guesses.measures(
            draft.start, draft.end, max(0, first - _ABOVE), first, draft.unit
        )
        place = guesses.place(draft.start, draft.end, first, last)
        return replace(draft, measure=measures[0] if measures else None, measure_candidates=measures, place=place)

    return [guessed(d) for d in drafts]


def _above_tables(cells: list[Draft], text: str) -> dict[int, tuple[int, int]]:
    """For each cell of a table the stretch of text above the table that may say what it is of."""
    found: dict[int, tuple[int, int]] = {}
    stretch, last = (0, 0), -_TABLE_GAP
    for cell in sorted(cells, key=lambda d: d.start):
        if cell.start - last >= _TABLE_GAP:
            line = text.rfind("\n", max(0, cell.start - _TABLE_GAP), cell.start) + 1
            stretch = max(0, line - _ABOVE), line
        found[cell.start] = stretch
        last = cell.end
    return found


def _merged(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches in order, those that overlap as one."""
    merged: list[tuple[int, int]] = []
    for start, end in stretches:
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged
