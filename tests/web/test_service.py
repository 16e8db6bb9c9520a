"""What is served now, and when what was served before may go."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest

from nkgraph.web import snapshot
from nkgraph.web.service import Refused, Served, Service
from nkgraph.web.site import Site
from tests import tiny


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    places = tiny.kept(tmp_path_factory.mktemp("service"))
    return Site(snapshot.make(places, tiny.cache(places)))


def run(test: Callable[[], Awaitable[None]]) -> None:
    async def running() -> None:
        await test()

    asyncio.run(running())


def test_a_request_keeps_the_snapshot_that_it_began_with(site: Site) -> None:
    async def test() -> None:
        first, second = Served(site), Served(site)
        service = Service(first)
        with service.hold() as held:
            assert service.swap(second) is first
            assert held is first
            with service.hold() as later:
                assert later is second

    run(test)


def test_what_was_replaced_may_go_when_the_last_request_has_let_go_of_it(site: Site) -> None:
    async def test() -> None:
        first = Served(site)
        service = Service(first)
        with service.hold():
            with service.hold():
                service.swap(Served(site))
                assert not first.left.is_set()
            assert not first.left.is_set()
        assert first.left.is_set()

    run(test)


def test_what_nobody_holds_may_go_at_once(site: Site) -> None:
    async def test() -> None:
        first = Served(site)
        service = Service(first)
        with service.hold():
            pass
        assert not first.left.is_set()
        service.swap(Served(site))
        assert first.left.is_set()

    run(test)


def test_a_request_that_fails_lets_go_too(site: Site) -> None:
    async def test() -> None:
        service = Service(Served(site))
        with pytest.raises(ZeroDivisionError), service.hold():
            raise ZeroDivisionError
        assert service.current.held == 0

    run(test)


def test_a_swap_is_counted_and_forgets_what_was_refused(site: Site) -> None:
    async def test() -> None:
        service = Service(Served(site))
        refused = Refused(datetime.now(UTC), 3, "3 faults.")
        service.refused = refused
        service.swap(Served(site))
        assert service.swaps == 1
        assert service.refused != refused

    run(test)
