"""A weighed figure as a page of text or Markdown, and as JSON."""

from __future__ import annotations

import json
from collections import Counter

from nkgraph import citing, sheet
from nkgraph.asked import Asked
from nkgraph.evidence import Witness
from nkgraph.findings import counted
from nkgraph.sheet import Page, Row, Section
from nkgraph.weigh import Weighed, quantity_path

_OTHERWISE = 'Not what you meant? Add --measure, --place, --period, or a word such as "about".'


def page(weighed: Weighed, witness: Witness, corpus_id: str) -> Page:
    """Everything that bears on the figure, in the order in which a fact-checker asks for it."""
    head = Section("", (Row("Read as", weighed.read_as), Row("", _OTHERWISE)))
    rows = tuple(Row(p.verdict, "; ".join(filter(None, (p.figure, p.article, p.authority, p.apart)))) for p in weighed.prints)
    printed = Section("Printed for this", rows, aside=printed_by(weighed))
    beside = tuple(Row("", words) for words in weighed.beside)
    sections = [head, printed]
    sections += [Section("What is printed instead", beside)] if beside else []
    sections += [Section("", (Row("", alone(weighed)),))] if alone(weighed) else []
    sections += [Section("Also bears on it", tuple(Row(verb, words) for verb, words in weighed.bears))] if weighed.bears else []
    sections += [Section("", tuple(Row("Hypothesis", f"unproved: {g}") for g in weighed.guesses))] if weighed.guesses else []
    cited = citing.cited(_said(weighed), [witness.evidence(p.claim) for p in weighed.prints], corpus_id)
    path = quantity_path(weighed.quantity) if weighed.quantity and weighed.prints else ""
    following = f"nkgraph show {sheet.quoted(path)}" if path else "nkgraph find WORDS; nkgraph claims --format csv"
    return Page(weighed.label, (), tuple(sections), cited, following)


def text(weighed: Weighed, witness: Witness, corpus_id: str) -> str:
    """The page as text, without a title: it begins with how the sentence was read."""
    return sheet.text(page(weighed, witness, corpus_id))


def markdown(weighed: Weighed, witness: Witness, corpus_id: str) -> str:
    """The page as Markdown."""
    return sheet.markdown(page(weighed, witness, corpus_id))


def as_json(weighed: Weighed, witness: Witness, corpus_id: str) -> str:
    """The same as data: how it was read, each print with its verdict, what else bears on it, Cite."""
    everything = {
        "corpus": corpus_id,
        "read_as": weighed.read_as,
        "asked": as_data(weighed.asked),
        "quantity": weighed.quantity.value if weighed.quantity else None,
        "prints": [
            {
                "verdict": p.verdict, "claim": p.claim.value, "figure": p.figure, "article": p.article,
                "authority": p.authority, "remark": p.apart,
            }
            for p in weighed.prints
        ],
        "roots": weighed.roots,
        "bears": [{"how": verb, "sentence": words} for verb, words in weighed.bears],
        "hypotheses": list(weighed.guesses),
        "cite": page(weighed, witness, corpus_id).cite,
    }  # fmt: skip
    return json.dumps(everything, ensure_ascii=False, indent=2) + "\n"


def as_data(asked: Asked) -> dict[str, object]:
    """A figure that somebody said, as far as it was understood."""
    base = {k: v if isinstance(v, str) else v.value for k, v in asked.base.items()}
    return {
        "measure": asked.measure.value if asked.measure else None,
        "dimensions": {n: v.value for n, v in asked.dimensions.items()},
        "period": asked.period,
        "value": str(asked.value) if asked.value is not None else None,
        "to": str(asked.to) if asked.to is not None else None,
        "scale": asked.scale,
        "modality": asked.modality,
        "unit": asked.unit.value if asked.unit else None,
        "operation": asked.operation,
        "base": base,
        "per": asked.per,
    }


def printed_by(weighed: Weighed) -> str:
    """How many values, articles, publishers and roots stand behind what is printed for this."""
    if not weighed.prints:
        return "nothing; no article gives a figure for it"
    values = len({p.figure for p in weighed.prints})
    articles = len({p.article for p in weighed.prints})
    publishers = counted(weighed.publishers, "publisher")
    return f"{counted(values, 'value')} in {counted(articles, 'article')} by {publishers}, {weighed.roots}"


def alone(weighed: Weighed) -> str:
    """Whether the only support contradicts itself."""
    support = [p for p in weighed.prints if p.verdict == "supports"]
    if len({p.article for p in support}) == 1 and all("two values" in p.apart for p in support):
        return f"The only support contradicts itself: {support[0].article} gives two values for the same time."
    return ""


def _said(weighed: Weighed) -> str:
    if not weighed.prints:
        return f"No article of the corpus gives {weighed.label}."
    verdicts = Counter(p.verdict for p in {(p.verdict, p.article): p for p in weighed.prints}.values())
    articles = len({p.article for p in weighed.prints})
    words = [f"{number} {'support' if number > 1 else 'supports'} it" for v, number in verdicts.items() if v == "supports"]
    against = verdicts["contradicts"]
    words += [f"{against} {'contradict' if against > 1 else 'contradicts'} it"] if against else []
    figure = weighed.read_as.rsplit("; ", 1)[-1].removesuffix(" (no hedge word)")
    decided = " and ".join(words) or "none decides"
    both = len({p.article for p in weighed.prints if p.verdict == "supports"} & {
        p.article for p in weighed.prints if p.verdict == "contradicts"
    })  # fmt: skip
    decided += f" ({both} {'do' if both > 1 else 'does'} both)" if both else ""
    return f"{weighed.label}, said to be {figure}: of {counted(articles, 'article')}, {decided}; {weighed.roots}."
