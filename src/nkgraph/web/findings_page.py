"""Every finding, by rule and outcome: a page, and the CSV and JSON of `nkgraph findings`."""

from __future__ import annotations

from collections import Counter

from nkgraph import findings_list
from nkgraph.findings import OUTCOMES
from nkgraph.findings_list import RULES, Listed
from nkgraph.outcomes import RULES as COMPARED
from nkgraph.web import formats, list_pages, paging, replies, templating
from nkgraph.web.paging import Choice
from nkgraph.web.replies import Reply, Visit
from nkgraph.web.site import Site
from nkgraph.web.templating import Other

SIZE = 50  # findings of a page


def findings(site: Site, visit: Visit) -> Reply:
    """The findings, all of them or those of a rule and of an outcome."""
    rule, outcome = visit.first("rule"), visit.first("outcome")
    for given, known, kind in ((rule, RULES, "rule"), (outcome, OUTCOMES, "outcome")):
        if given and given not in known:
            return replies.refused(404, f"There is no {kind} {given[:60]!r}.", f"Give one of: {', '.join(known)}.")
    every = site.snapshot.listed
    chosen = [b for b in every.found if rule in ("", b.finding.rule) and outcome in ("", b.finding.outcome)]
    listed = Listed(every.corpus_id, chosen)
    name = "-".join(filter(None, ("findings", rule, outcome)))
    if visit.path.endswith(".csv"):
        return list_pages.data(site, visit, formats.CSV, findings_list.as_csv(listed), name)
    if visit.path.endswith(".json"):
        return list_pages.data(site, visit, formats.JSON, findings_list.as_json(listed), name)
    pairs = (("rule", rule), ("outcome", outcome))
    page = paging.page(site, visit, "/findings/", len(chosen), SIZE, pairs)
    others = tuple(Other(f, paging.address(site, f"/findings.{f.suffix}", pairs)) for f in (formats.CSV, formats.JSON))
    return replies.page(templating.render(
        site, "findings.html", section="findings", formats=others, listed=listed, page=page, rule=rule, outcome=outcome,
        shown=chosen[page.first : page.first + page.size], compared=COMPARED, **_choices(site, rule, outcome),
    ), keep=visit.bare)  # fmt: skip


def _choices(site: Site, rule: str, outcome: str) -> dict[str, list[Choice]]:
    """What can be chosen of rules and outcomes, each with the other as it is chosen."""
    found = [b.finding for b in site.snapshot.listed.found]
    rules = Counter(f.rule for f in found if outcome in ("", f.outcome))
    outcomes = Counter(f.outcome for f in found if rule in ("", f.rule))

    def choice(name: str, number: int, chosen: bool, pairs: tuple[tuple[str, str], ...]) -> Choice:
        return Choice(name, number, paging.address(site, "/findings/", pairs), chosen)

    return {
        "rules": [
            choice(r, rules[r], r == rule, (("rule", "" if r == rule else r), ("outcome", outcome)))
            for r in RULES if rules[r] or r == rule
        ],
        "outcomes": [
            choice(o, outcomes[o], o == outcome, (("rule", rule), ("outcome", "" if o == outcome else o)))
            for o in OUTCOMES if outcomes[o] or o == outcome
        ],
    }  # fmt: skip
