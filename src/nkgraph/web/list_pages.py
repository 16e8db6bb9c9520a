"""The lists: every claim, agent, measure, place and rule, as a page, and the same rows as CSV and JSON."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from nkgraph import exports
from nkgraph.web import formats, listings, paging, replies, rows, templating
from nkgraph.web.formats import Format
from nkgraph.web.replies import Reply, Visit
from nkgraph.web.rows import Rows
from nkgraph.web.site import Site
from nkgraph.web.snapshot import Snapshot
from nkgraph.web.templating import Other

SIZE = 100  # rows of a page


@dataclass(frozen=True)
class _List:
    """A list: its name in addresses, its heading, a sentence on what it holds, its rows."""

    name: str
    heading: str
    says: str
    rows: Callable[[Snapshot], Rows]


_AGENTS = _List("agents", "Agents", "Who prints figures, and the authorities on whose figures others rest. An authority "
                "that contains another one that is named is counted as that other.", listings.agents)  # fmt: skip
_MEASURES = _List("measures", "Measures", "What is counted or measured. Only figures of one measure, one place, one time and "
                  "one kind of people are ever set against one another.", listings.measures)  # fmt: skip
_PLACES = _List("places", "Places", "Where: states, cities, regions.", listings.places)
_RULES = _List("rules", "Rules", "What is compared with what, and how often it came to what. Only these rules compare; "
               "each is a SPARQL query in the repository.", listings.rules)  # fmt: skip
_CLAIMS = _List("claims", "Claims", "Every figure as one article states it. The files give each print of it, with the "
                "characters of the archived copy.", lambda s: listings.claims(s, [f.claim for f in s.figures.all]))  # fmt: skip


def agents(site: Site, visit: Visit) -> Reply:
    """Everybody who prints a figure or stands behind one."""
    return _reply(site, visit, _AGENTS)


def measures(site: Site, visit: Visit) -> Reply:
    """Everything that is counted."""
    return _reply(site, visit, _MEASURES)


def places(site: Site, visit: Visit) -> Reply:
    """Everywhere."""
    return _reply(site, visit, _PLACES)


def rules(site: Site, visit: Visit) -> Reply:
    """Everything that compares."""
    return _reply(site, visit, _RULES)


def claims(site: Site, visit: Visit) -> Reply:
    """Every figure; as CSV and JSON, the register, as `nkgraph claims` gives it."""
    if visit.path.endswith(".csv"):
        return data(site, visit, formats.CSV, exports.csv_rows(site.snapshot.built), "claims")
    if visit.path.endswith(".json"):
        return data(site, visit, formats.JSON, exports.json_rows(site.snapshot.built), "claims")
    return _reply(site, visit, _CLAIMS)


def data(site: Site, visit: Visit, form: Format, text: str, name: str) -> Reply:
    """Rows as a file that is called after what it holds and the corpus."""
    called = f'inline; filename="nkgraph-{name}-{site.snapshot.corpus_id[:12]}.{form.suffix}"'
    return Reply(200, form.content_type, text.encode("utf-8", "replace"), (("Content-Disposition", called),), keep=visit.bare)


def table(site: Site, visit: Visit, form: Format, found: Rows, name: str, **said: object) -> Reply:
    """The rows of a table as CSV or JSON."""
    text = rows.as_csv(found) if form is formats.CSV else rows.as_json(found, site.snapshot.corpus_id, **said)
    return data(site, visit, form, text, name)


def form_of(visit: Visit) -> Format | None:
    """The format that the end of a path asks for; None for the page."""
    return next((f for f in (formats.CSV, formats.JSON) if visit.path.endswith(f".{f.suffix}")), None)


def _reply(site: Site, visit: Visit, wanted: _List) -> Reply:
    found = wanted.rows(site.snapshot)
    if form := form_of(visit):
        return table(site, visit, form, found, wanted.name)
    page = paging.page(site, visit, f"/{wanted.name}/", len(found.rows), SIZE)
    others = tuple(Other(f, paging.address(site, f"/{wanted.name}.{f.suffix}")) for f in (formats.CSV, formats.JSON))
    return replies.page(templating.render(
        site, "list.html", section=wanted.name, formats=others, wanted=wanted, page=page,
        table=found.part(page.first, page.size),
    ), keep=visit.bare)  # fmt: skip


def without_slash(site: Site, visit: Visit) -> Reply:
    """The address of a list whose slash was left out."""
    return replies.see_other(f"{site.base.below}{visit.path}/")


LISTS: dict[str, Callable[[Site, Visit], Reply]] = {
    "claims": claims, "agents": agents, "measures": measures, "places": places, "rules": rules,
}  # fmt: skip
