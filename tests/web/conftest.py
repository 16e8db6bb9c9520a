"""What the tests of the web share: one server over the real corpus."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.web.serving import Server, served


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The corpus of this repository, served with the archived copies where they are at hand."""
    with served() as running:
        yield running
