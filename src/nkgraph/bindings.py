"""The words that give a claim's period and name its authority, against the period and the authority that are typed.

A year, a month or a name is only checked where its words are bound; `counts` says how far that reaches.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox

from nkgraph import periods, vocab
from nkgraph.claims import Claim, Corpus, Mention
from nkgraph.fault import Fault
from nkgraph.ontology import Ontology
from nkgraph.vocab import NK

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d|s)")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
           "december")  # fmt: skip
_MONTH = re.compile(rf"\b(?:{'|'.join(f'{m[:3]}(?:{m[3:]})?' for m in _MONTHS)})\b")  # each whole or in three letters
_DECADE = re.compile(r"(?<!\d)(\d{3})0s")
_RELATIVE_YEARS = (("this year", 0), ("last year", 1))
_DAY = re.compile(r"(?<!\d)\d{4}-\d\d-\d\d")
_DAY_OF_MONTH = re.compile(rf"\b(?:{'|'.join(m[:3] for m in _MONTHS)})[a-z]*\.? (\d\d?)(?!\d)", re.IGNORECASE)


def check(claim: Claim, corpus: Corpus, ontology: Ontology) -> Iterator[Fault]:
    """Every mention whose bound words say another period or another authority than the claim."""
    for mention in claim.mentions:
        yield from _period(claim, mention, corpus)
        yield from _authority(claim, mention, corpus, ontology)


def counts(corpus: Corpus) -> dict[str, tuple[int, int]]:
    """How many claims have the words of their period, of their authority bound to characters, out of how many."""
    claims = list({c.subject: c for c in corpus.claims}.values())
    named = [c for c in claims if c.attribution != "unstated"]
    return {
        "period": (sum(any(m.period for m in c.mentions) for c in claims), len(claims)),
        "authority": (sum(any(m.authority for m in c.mentions) for c in named), len(named)),
    }


def _period(claim: Claim, mention: Mention, corpus: Corpus) -> Iterator[Fault]:
    stretch, period = mention.period, claim.period
    if stretch is None or stretch.wording is None or period is None:
        return
    words, span, base = stretch.wording, claim.span or "", claim.base.get("period", "")
    texts = ((NK.period, period), (NK.span, span), (NK.base, base if isinstance(base, str) else ""))
    printed = set(_YEAR.findall(words)) | _relative_years(claim, corpus, words)
    if _says_otherwise(words, printed, period, span, texts[2][1]):
        held = {year for _, text in texts for year in _YEAR.findall(text)}
        odd = [p for p, t in texts if not printed <= held and not set(_YEAR.findall(t)) <= printed]
        what = f'The period is printed as "{words}", the claim says "{period}".'
        remedy = "Type the period that is printed; doubts go into nk:note."
        for predicate in odd or [NK.period]:  # which of them is wrong the words do not say
            yield _fault(claim, predicate, "period-differs", what, remedy)


def _relative_years(claim: Claim, corpus: Corpus, words: str) -> set[str]:
    """The years that "this year" and "last year" are in an article whose year of publication is known."""
    article = corpus.articles.get(claim.article.value) if claim.article else None
    years = set(_YEAR.findall(article.published or "")) if article else set()
    if len(years) != 1 or ".." in str(article and article.published):
        return set()
    year = int(years.pop())
    return {str(year - back) for phrase, back in _RELATIVE_YEARS if re.search(rf"\b{phrase}\b", words, re.IGNORECASE)}


def _authority(claim: Claim, mention: Mention, corpus: Corpus, ontology: Ontology) -> Iterator[Fault]:
    stretch = mention.authority
    if stretch is None or stretch.wording is None:
        return
    agents = [a for a in claim.authorities if a not in (NK.self, NK.unstated)]
    if NK.self in claim.authorities and claim.article is not None:
        article = corpus.articles.get(claim.article.value)
        agents += [article.publisher] if article and article.publisher else []
    names = {n.casefold() for a in agents for n in ontology.names(a)}
    if stretch.wording.casefold().removeprefix("the ") not in names | {n.removeprefix("the ") for n in names}:
        what = f'"{stretch.wording}" is not a name of {", ".join(vocab.local(a) for a in agents) or "any authority typed"}.'
        remedy = "Type the authority that is printed, or add the name to it as skos:altLabel in ontology/schemes/agents.ttl."
        yield _fault(claim, NK.authority, "authority-differs", what, remedy)


def _says_otherwise(words: str, years: set[str], period: str, span: str, base: str) -> bool:
    """Whether words print a year, decade, month or day that the period, span and base of a claim do not hold."""
    text = f"{period} {span} {base}"
    typed, stands_out = set(_YEAR.findall(text)), set(_YEAR.findall(period))
    if years and years != typed and not years < typed:
        return True
    if years.intersection(_YEAR.findall(span)[-1:]) and not years & stands_out:
        return True  # words that print the end of a span mean the member that stands out there
    if period == periods.UNSTATED:
        return False
    days = {f"-{int(day):02}" for day in _DAY_OF_MONTH.findall(words)} if _DAY.search(text) else set()
    months = {f"{year}{m}" for m in _months(words) for year in (years if len(years) == 1 else ("",))}
    return any(m not in text for m in months | days) or any(
        not re.search(rf"(?<!\d){decade}[\dX]", text) for decade in _DECADE.findall(words)
    )


def _months(words: str) -> set[str]:
    """The months that words name, as EDTF writes them: "-05"."""
    found = {month[:3] for month in _MONTH.findall(words.lower())}
    return {f"-{i:02}" for i, m in enumerate(_MONTHS, 1) if m[:3] in found}


def _fault(claim: Claim, predicate: ox.NamedNode, code: str, what: str, remedy: str) -> Fault:
    return Fault(claim.document.path, claim.line(predicate), code, f"{claim.name}: {what}", remedy)
