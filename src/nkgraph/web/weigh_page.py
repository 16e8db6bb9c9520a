"""Weigh a figure that somebody said: what `nkgraph weigh` does, as a form with its answer, as JSON, and its prints as CSV.

All rules run over all claims and this figure, which takes about half a second: one is weighed at a time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pyoxigraph as ox

from nkgraph import asked as asking
from nkgraph import concepts, sentences, vocab, weigh, weightext
from nkgraph.asked import Asked
from nkgraph.errors import NkgraphError
from nkgraph.ontology import Ontology
from nkgraph.web import formats, list_pages, paging, replies, templating
from nkgraph.web.formats import Format
from nkgraph.web.paging import Pairs
from nkgraph.web.replies import Reply, Visit
from nkgraph.web.rows import Column, Rows, cell, judged
from nkgraph.web.site import Site
from nkgraph.web.templating import Other
from nkgraph.web.turns import BusyError
from nkgraph.weigh import Weighed

_CHOSEN = ("measure", "place", "population", "sex", "partner", "product", "unit")  # fields with a closed list of answers
_TYPED = ("period", "on")
_LONGEST = 100  # characters of one part
_BASES = 4  # parts of what a figure is compared with
_FLAG = re.compile(r"--(\w+): (.*)", re.DOTALL)
_WANTED = {
    "measure": "What is counted? No word of the sentence names it. Choose it above.",
    "place": "Where? Choose the place above.",
    "period": "For which time? Write it above: 2014, 2015-01/2015-05, or 2006/.. for “since 2006”.",
    "figure": "Which figure? Give one number with its hedge: 1,514 or “about 30,000”.",
    "base": "Against what? Say above what it is compared with: period=2011, or sex=all.",
    "unit": "In which unit? The one that was said is none of this measure. Choose another above, or another measure.",
}
EXAMPLES = ("1,514 defectors reached South Korea in 2014", "about 33,000 defectors have arrived in South Korea since 1998",
            "71 percent of the defectors were women")  # fmt: skip


@dataclass(frozen=True)
class Ask:
    """One thing that must still be said: of which part, the question, and the answers there are, as words and addresses."""

    part: str
    words: str
    answers: tuple[tuple[str, str], ...] = ()


@dataclass
class _Form:
    """What the page shows: what was typed, what is wrong with which field, what is asked, what came out."""

    said: str
    given: dict[str, str]
    bases: list[str]
    wrong: dict[str, str]
    read_as: str = ""
    asks: tuple[Ask, ...] = ()
    weighed: Weighed | None = None
    cite: str = ""
    linked: bool = False  # whether the corpus has a page about the quantity

    @property
    def pairs(self) -> Pairs:
        """Everything typed, as an address holds it."""
        return (("said", self.said), *self.given.items(), *(("base", base) for base in self.bases))


def weigh_figure(site: Site, visit: Visit) -> Reply:
    """The form; with a sentence, what bears on it."""
    data = list_pages.form_of(visit)
    form = _typed(visit)
    if not form.said and not form.wrong:
        if data:
            return replies.refused(400, "There is no sentence.", f"Give it as /weigh.{data.suffix}?said=…, with its number.")
        return _page(site, form, 200, visit.bare)
    ontology = site.snapshot.ontology
    try:
        asked = None if form.wrong else weigh.understand(form.said, form.given, form.bases, ontology)
    except NkgraphError as error:
        flagged = _FLAG.fullmatch(str(error))
        form.wrong[flagged[1] if flagged else "said"] = _sentence(flagged[2] if flagged else str(error))
        asked = None
    if asked is None:
        return replies.refused(400, "; ".join(form.wrong.values()), "") if data else _page(site, form, 400)
    form.read_as = asking.in_words(asked, ontology)
    if questions := asking.missing(asked):
        if data:
            return replies.refused(400, f"Read as {form.read_as}. This is not clear enough to be weighed.", " ".join(questions))
        form.asks = tuple(_asks(site, form, asked))
        return _page(site, form, 200)
    try:
        with site.snapshot.weighing.take():
            return _weighed(site, visit, form, asked, data)
    except BusyError as error:
        return replies.refused(503, "Other figures are being weighed.", str(error)).also(("Retry-After", "3"))


def _typed(visit: Visit) -> _Form:
    """What was typed, with what is too long or too much for a field."""
    said = visit.first("said").strip()
    given = {name: words for name in (*_CHOSEN, *_TYPED) if (words := visit.first(name).strip())}
    bases = [words for base in visit.all("base") if (words := base.strip())]
    wrong = {name: f"Give at most {_LONGEST} characters." for name, words in given.items() if len(words) > _LONGEST}
    if len(said) > sentences.LONGEST:
        wrong["said"] = f"That is no sentence but {len(said):,} characters. Give one of at most {sentences.LONGEST}."
    if len(bases) > _BASES or any(len(base) > _LONGEST for base in bases):
        wrong["base"] = f"Give at most {_BASES}, of at most {_LONGEST} characters each."
    if given and not said:
        wrong.setdefault("said", "Write the sentence, or at least the number: “1,514”.")
    cut = {name: words[:_LONGEST] for name, words in given.items()}
    return _Form(said[: sentences.LONGEST], cut, [base[:_LONGEST] for base in bases[:_BASES]], wrong)


def _weighed(site: Site, visit: Visit, form: _Form, asked: Asked, data: Format | None) -> Reply:
    snapshot = site.snapshot
    weighed, _ = weigh.weigh(asked, snapshot.reading, snapshot.compared_by)
    witness = snapshot.composer.witness  # of the printed claims, which are the same where a figure was weighed
    if data is formats.CSV:
        return list_pages.table(site, visit, data, _prints(site, weighed), "weighed")
    if data is formats.JSON:
        return list_pages.data(site, visit, data, weightext.as_json(weighed, witness, snapshot.corpus_id), "weighed")
    form.weighed, form.cite = weighed, weightext.page(weighed, witness, snapshot.corpus_id).cite
    form.linked = weighed.quantity is not None and snapshot.named(weighed.quantity.value.removeprefix(vocab.ROOT)) is not None
    return _page(site, form, 200)


def _prints(site: Site, weighed: Weighed) -> Rows:
    """What articles print for it, against what was said."""
    register = site.snapshot.register
    columns = (
        Column("verdict", "Verdict"), Column("figure", "Figure", linked=True, number=True),
        Column("article", "Printed by", linked=True), Column("authority", "On whose authority"), Column("remark", "Remark"),
    )  # fmt: skip
    return Rows(columns, tuple(
        (judged([p.verdict]), cell(p.figure, p.claim.value), cell(p.article, register.article(p.claim).value),
         cell(p.authority), cell(p.apart))
        for p in weighed.prints
    ))  # fmt: skip


def _asks(site: Site, form: _Form, asked: Asked) -> list[Ask]:
    """A question for each part that is missing or may be several, and one for words that were not understood."""
    asks = []
    for want in asked.wants:
        if nodes := asked.candidates.get(want):
            subject = f"“{asked.words(want)}”" if asked.words(want) else "It"
            others = [(name, value) for name, value in form.pairs if name != want]
            answers = tuple(
                (asked.labels.get(n.value, vocab.local(n)), paging.address(site, "/weigh", (*others, (want, vocab.local(n)))))
                for n in nodes
            )
            asks.append(Ask(want, f"Which {want}? {subject} may be one of these:", answers))
        elif want == "period" and asked.undated:
            said = f"When was it said? “{asked.undated}” depends on it. Give that day above, or the time itself."
            asks.append(Ask("on", said))
        else:
            asks.append(Ask(want, _WANTED.get(want, f"Which {want}? Choose it above.")))
    if asked.unread:
        quoted = ", ".join(f"“{words}”" for words in asked.unread)
        asks.append(Ask("said", f"Not understood: {quoted}. Leave it out, or say it with the fields above."))
    return asks


def _page(site: Site, form: _Form, status: int, keep: bool = False) -> Reply:
    files = (formats.CSV, formats.JSON) if form.weighed is not None else ()
    others = tuple(Other(f, paging.address(site, f"/weigh.{f.suffix}", form.pairs)) for f in files)
    table = _prints(site, form.weighed) if form.weighed is not None else None
    html = templating.render(
        site, "weigh.html", section="weigh", formats=others, form=form, table=table,
        choices=_choices(site.snapshot.ontology),
        examples=[(words, paging.address(site, "/weigh", (("said", words),))) for words in EXAMPLES],
        longest=sentences.LONGEST, printed_by=weightext.printed_by, alone=weightext.alone,
    )  # fmt: skip
    return replies.page(html, status, keep)


def _choices(ontology: Ontology) -> dict[str, list[tuple[str, str]]]:
    """The answers to each field that has a closed list, as value and words, by words."""

    def named(node: ox.NamedNode) -> tuple[str, str]:
        return vocab.local(node), ontology.label(node)

    return {
        kind: sorted(map(named, concepts.every(kind, ontology)), key=lambda pair: pair[1].casefold())
        for kind in _CHOSEN if kind in ("measure", "unit") or kind in ontology.dimensions
    }  # fmt: skip


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
