"""The lines to type when a publisher withdraws or corrects what it printed, or when we made an error; and where they go.

Nothing is written: the lines stand beside what they withdraw, in its file, and both stay.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyoxigraph as ox

from nkgraph import periods, vocab
from nkgraph.claims import Article, Claim, Corpus
from nkgraph.errors import NkgraphError
from nkgraph.register import one_line
from nkgraph.turtle import Document
from nkgraph.vocab import NK

_WORDS = re.compile(r"[^\s.…?-]")  # a reason says something: the shapes ask for the same
_RETRACTED = (NK.retractedOn, NK.retractedBecause)
_ERRATUM = (NK.erratumOn, NK.erratumBecause)


@dataclass(frozen=True)
class Addition:
    """Lines to add to a claims file after the line `after`; `effect` says what they do and what to do next."""

    path: Path
    after: int
    lines: str
    effect: str


def retraction(corpus: Corpus, iri: ox.NamedNode, on: str, because: str) -> Addition:
    """The lines for an article or a claim that its publisher withdrew or corrected on a day."""
    thing = _thing(corpus, iri)
    period = _day(on)
    if period.start is None:
        raise NkgraphError(f'--on: "{on}" has no first day. Write the day, month or year: 2016-02-01, 2016-02, 2016.')
    article = thing if isinstance(thing, Article) else corpus.articles.get(thing.article.value) if thing.article else None
    published = periods.parse(article.published).start if article is not None and article.published is not None else None
    if published is not None and period.last is not None and period.last < published:
        printed = date.fromordinal(published).isoformat()
        raise NkgraphError(
            f"--on: {on} is before the article was published, on {printed} at the earliest. Look at the date again."
        )
    first = date.fromordinal(period.start).isoformat()
    effect = (
        f"This ends {_number(corpus, thing)} from {first} on; as of any day before, all is as it was. If the publisher gives "
        "a new figure, type it as a claim of its own beside the old one. Then run: nkgraph check"
    )
    return _addition(thing, _RETRACTED, on, because, effect)


def erratum(corpus: Corpus, iri: ox.NamedNode, on: str, because: str) -> Addition:
    """The lines for a claim, or an article, that we had read or typed wrongly; `on` is the day on which we found out."""
    thing = _thing(corpus, iri)
    _day(on)
    effect = (
        f"This takes {_number(corpus, thing)} out of every view, past days too. Type what is right as a claim of its own "
        "beside the old one. Then run: nkgraph check"
    )
    return _addition(thing, _ERRATUM, on, because, effect)


def text(addition: Addition, here: Path) -> str:
    """The lines under a comment that says where they go, the file as it is seen from the folder `here`."""
    path = addition.path.relative_to(here) if addition.path.is_relative_to(here) else addition.path
    return f"# {path}, after line {addition.after}:\n{addition.lines}"


def _thing(corpus: Corpus, iri: ox.NamedNode) -> Article | Claim:
    found = corpus.articles.get(iri.value) or next((c for c in corpus.claims if c.iri == iri), None)
    if found is None:
        raise NkgraphError(f"{iri.value} is no article or claim of the claims files. Look for it with: nkgraph find WORDS")
    return found


def _day(on: str) -> periods.Period:
    try:
        return periods.parse(on)
    except periods.PeriodError as error:
        raise NkgraphError(f"--on: {error}") from error


def _number(corpus: Corpus, thing: Article | Claim) -> str:
    """What the lines withdraw, in words: more than one claim where an article, or one print for several members, is meant."""
    if isinstance(thing, Article):
        number = sum(1 for c in corpus.claims if c.article == thing.iri)
        return f"the article and its {number} claim{'' if number == 1 else 's'}"
    number = sum(1 for c in corpus.claims if c.subject == thing.subject)
    return "1 claim" if number == 1 else f"{number} claims, which {thing.name} makes of one print (nk:each)"


def _addition(
    thing: Article | Claim, terms: tuple[ox.NamedNode, ox.NamedNode], on: str, because: str, effect: str
) -> Addition:  # fmt: skip
    document, subject = thing.document, thing.subject if isinstance(thing, Claim) else thing.iri.value
    reason = one_line(because)
    if not _WORDS.search(reason):
        raise NkgraphError("--because: there are no words. Say in a sentence of your own why.")
    for term in terms:
        if any(p == term for p, _ in document.typed.get(subject, ())):
            where = f"{document.path}:{document.line(subject, term.value)}"
            raise NkgraphError(f"{where}: nk:{vocab.local(term)} is typed there already. Change it there.")
    name = _name(document, subject)
    day, why = (f"nk:{vocab.local(term)}" for term in terms)
    lines = f'{name} {day} "{on}" ;\n    {why} "{_escaped(reason)}"@en .\n'
    return Addition(document.path, _end(document, subject), lines, effect)


def _name(document: Document, subject: str) -> str:
    """A subject as it is typed in its file."""
    rest = subject.removeprefix(document.base or "")
    return f"<{subject}>" if ":" in rest else f"<{rest}>"


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace('"', '\\"')


def _end(document: Document, subject: str) -> int:
    """The line on which the statement that describes a subject ends: the first, from its type on, with which the file may end.

    Where the lines of a file are not known it is the last one.
    """
    lines = document.text.split("\n")
    begin = document.line(subject, vocab.RDF_TYPE.value) if document.lines else len(lines)
    whole = (number for number in range(begin, len(lines)) if _is_turtle("\n".join(lines[:number])))
    return next(whole, len(lines) - (lines[-1] == ""))


def _is_turtle(beginning: str) -> bool:
    try:
        for _ in ox.parse(beginning.encode(), format=ox.RdfFormat.TURTLE):
            pass
    except SyntaxError:
        return False
    return True
