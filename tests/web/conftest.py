"""What the tests of the web share: one server over the real corpus."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from nkgraph.corpus import Places
from nkgraph.web import snapshot
from nkgraph.web.site import Site
from tests.web.serving import Server, served


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The corpus of this repository, served with the archived copies where they are at hand."""
    with served() as running:
        yield running


@pytest.fixture(scope="session")
def site(places: Places, warm: Path) -> Site:
    """The same corpus, in this process: what views are given."""
    return Site(snapshot.make(places, warm))
