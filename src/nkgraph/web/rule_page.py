"""The page about a rule that compares: what it asks, the SPARQL that does it, and what it found."""

from __future__ import annotations

import re

from nkgraph import telling, vocab
from nkgraph.findings import OUTCOMES, Finding
from nkgraph.findings_list import RULES as NAMES
from nkgraph.outcomes import RULES
from nkgraph.rules import Rule
from nkgraph.web import replies, templating, thing_page
from nkgraph.web.replies import Reply, Visit
from nkgraph.web.site import Site

_FINDING = 90  # the first stratum whose rules write findings
_TERM = re.compile(r"\bnk:([A-Za-z]+)")


def page(site: Site, visit: Visit) -> Reply:
    """One rule: /rules/same-quantity."""
    name = visit.path.rstrip("/").rpartition("/")[2].removesuffix(".html")
    if name not in NAMES:
        return replies.refused(404, f"There is no rule {name}.", f"There are {', '.join(NAMES)}: see /rules/.")
    files = site.snapshot.compared_by
    own = [r for r in files if r.stratum >= _FINDING and (r.name == name or r.name.startswith(f"{name}-"))]
    found = _found(site, name)
    html = templating.render(
        site, "rule.html", section="rules", name=name, asks=RULES[name], own=own, below=_below(own, files),
        root_iri=vocab.ROOT,
        found=[(outcome, [_line(site, f) for f in group]) for outcome, group in found],
        cite=thing_page.cited(site, f"Rule {name} ({RULES[name]}): {sum(len(g) for _, g in found)} findings."),
    )  # fmt: skip
    return replies.page(html, keep=visit.bare)


def _found(site: Site, name: str) -> list[tuple[str, list[Finding]]]:
    """The findings of a rule by outcome, contradictions first."""
    every = [f for f in site.snapshot.composer.outcomes.all if f.rule == name]
    groups = ((outcome, [f for f in every if f.outcome == outcome]) for outcome in OUTCOMES)
    return [(outcome, group) for outcome, group in groups if group]


def _line(site: Site, finding: Finding) -> tuple[str, str, bool]:
    """A finding's IRI, its sentence, and whether a person has judged it."""
    sentence = telling.sentence(finding, site.snapshot.register)
    return finding.iri.value, sentence, finding.iri in site.snapshot.verdict.standing


def _below(own: list[Rule], files: list[Rule]) -> list[Rule]:
    """The rules of earlier strata whose results these read, or whose results those read."""
    writers: dict[str, list[Rule]] = {}
    for file in files:
        for term in file.header["writes"].split():
            writers.setdefault(term.removeprefix("nk:"), []).append(file)
    found: list[Rule] = []
    todo = list(own)
    while todo:
        here = todo.pop()
        for term in _TERM.findall(here.text.partition("WHERE")[2]):
            for writer in writers.get(term, []):
                if writer.stratum < here.stratum and writer not in found and writer not in own:
                    found.append(writer)
                    todo.append(writer)
    return sorted(found, key=lambda r: (r.stratum, r.name))
