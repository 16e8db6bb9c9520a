"""The query editor for people who have scripts: YASGUI, from this server, put to this endpoint. All its way out is this server.

It comes into the package when that is built; where it did not, the page says so and leads to the plain form.
"""

from __future__ import annotations

import json
from typing import Any

from nkgraph import notations
from nkgraph.web import dataset, replies, static_files, templating
from nkgraph.web.query_page import EXAMPLE
from nkgraph.web.replies import Reply, Visit
from nkgraph.web.site import Site

FILES = ("yasgui/yasgui.min.js", "yasgui/yasgui.min.css")
# It writes styles into elements, which no other page may; it can fetch, and be led, nowhere else.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
)


def editor(site: Site, visit: Visit) -> Reply:
    """The page /editor."""
    there = all(static_files.there(name) for name in FILES)
    questions = {name: question.summary for name, question in site.snapshot.library.items()}
    html = templating.render(
        site, "editor.html", section="query", there=there, questions=questions, data=json.dumps(_data(site)) if there else "",
    )  # fmt: skip
    page = replies.page(html, keep=visit.bare)
    return page.also(("Content-Security-Policy", _POLICY)) if there else page


def _data(site: Site) -> dict[str, Any]:
    """What the script of the page works with: where to ask, what to complete, what to begin with."""
    counted = dataset.composition(site.snapshot)
    return {
        "endpoint": f"{site.base.below}/sparql",
        "first": EXAMPLE,
        "prefixes": dict(notations.PREFIXES),
        "classes": sorted(counted.classes),
        "properties": sorted(counted.properties),
        "questions": {name: question.text for name, question in site.snapshot.library.items()},
    }
