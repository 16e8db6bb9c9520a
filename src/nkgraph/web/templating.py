"""Pages from templates: everything is escaped, a link goes only where `Base.href` lets it, nothing undefined is passed over,
and what would turn the order of letters or hide between them is shown as what it is.

Every template has `site`; `root`, the path below which all addresses stand; `static(name)`, the address of a file of styles
or pictures; the filters `href` (where a link to an IRI may go, or None) and `short` (an IRI as people read it). What a page
may pass besides: `section` (which entry of the navigation it belongs to), `formats` (the same as data: `Other`s), `linked`
(triples as a JSON-LD text).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import jinja2
import pyoxigraph as ox

from nkgraph import iris, web
from nkgraph.web import static_files
from nkgraph.web.formats import Format
from nkgraph.web.site import Site

# C0 and C1 but tab and line ends; bidi marks, embeddings, overrides and isolates; what has no width; what UTF-8 cannot write.
_UNSEEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


@dataclass(frozen=True)
class Other:
    """What a page shows, in another format: at which address."""

    format: Format
    address: str


def render(site: Site, template: str, **values: object) -> str:
    """A page."""
    given = {"section": "", "formats": (), "linked": "", **values}
    return _environment().get_template(template).render(
        site=site, root=site.base.below, static=lambda name: site.base.below + static_files.address(name), **given
    )  # fmt: skip


def visible(words: str) -> str:
    """Words with each control character, bidi mark and the like written out: "‹U+202E›"."""
    return type(words)(_UNSEEN.sub(lambda found: f"‹U+{ord(found[0]):04X}›", words))  # markup stays markup


def data_block(json: str) -> str:
    """JSON for a `<script type="application/ld+json">`: no `<` in it ends the element or begins a comment; it needs no more."""
    return json.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


@cache
def _environment() -> jinja2.Environment:
    def source(name: str) -> str:
        return files(web).joinpath("templates", name).read_text(encoding="utf-8")

    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(source),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: visible(value) if isinstance(value, str) else value,
    )
    environment.filters["href"] = lambda iri, site: site.base.href(_text(iri))
    environment.filters["short"] = lambda iri: iris.shorten(ox.NamedNode(_text(iri)))
    environment.filters["data_block"] = data_block
    environment.filters["many"] = lambda number: f"{number:,}"
    return environment


def _text(iri: str | ox.NamedNode) -> str:
    return iri.value if isinstance(iri, ox.NamedNode) else iri
