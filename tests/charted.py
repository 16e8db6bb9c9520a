"""Charts of the real corpus, of the small one, and of one made of markup.

A plugin: a test module takes it with `pytest_plugins = ("tests.charted",)` and asks for `arrivals`, `small` or `hostile`.
"""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from nkgraph import chart
from nkgraph.build import Built
from nkgraph.chart import Chart
from tests import tiny
from tests.charts import HOSTILE
from tests.conftest import REPOSITORY


@pytest.fixture(scope="session")
def arrivals(real: Built) -> Chart:
    """The chart that stands in the README."""
    return chart.compose(real, "arrivals", {})


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The small corpus, built."""
    return tiny.built(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Chart:
    """A chart in which place, publisher and authority are made of markup."""
    folder = tmp_path_factory.mktemp("hostile")
    shutil.copytree(REPOSITORY / "ontology", folder / "ontology")
    label = tiny.quoted(HOSTILE)
    agents, places = (folder / "ontology" / "schemes" / f"{name}.ttl" for name in ("agents", "places"))
    with agents.open("a", encoding="utf-8") as file:
        file.write(f"\nagent:hostile a nk:Agent ; skos:prefLabel {label}@en .\n")
    with places.open("a", encoding="utf-8") as file:
        file.write(
            f"\nplace:hostile skos:inScheme <https://w3id.org/nkgraph/places> ; skos:prefLabel {label}@en ;"
            " skos:broader place:world .\n"
        )
    figures = [tiny.arrivals("y2013", "1,514", "2013", "nk:authority agent:hostile"), tiny.arrivals("y2014", "1,397", "2014")]
    moved = [replace(f, typed=f.typed.replace("place:south-korea", "place:hostile")) for f in figures]
    articles: tiny.Articles = {"2016-hostile-first": (tiny.head("hostile", "2016", HOSTILE), moved)}
    return chart.compose(tiny.built(folder / "corpus", articles, folder / "ontology"), "arrivals", {})
