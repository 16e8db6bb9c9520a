"""Pages from templates: everything is escaped, a link goes only where `Base.href` lets it, nothing undefined is passed over."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import jinja2

from nkgraph import web
from nkgraph.web.site import Site


def render(site: Site, template: str, **values: object) -> str:
    """A page; every template has `site` and the filter `href`."""
    return _environment().get_template(template).render(site=site, **values)


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
    )
    environment.filters["href"] = lambda iri, site: site.base.href(iri)
    return environment
