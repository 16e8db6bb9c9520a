"""Who may ask when, and what becomes of a query: turns, clients that go away, processes that end or never start."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import subprocess
import sys
from contextlib import suppress

import pytest

from nkgraph.web import queries as queries_module
from nkgraph.web.asking import Asked
from nkgraph.web.limits import Limits
from nkgraph.web.queries import BrokenWorkerError, Queries
from tests.web.workers import DATA, LIMITS, LINUX, PATIENT, ask, children, dying, running, said, started, with_started


@LINUX
def test_a_query_without_end_is_stopped_in_time_and_its_process_is_gone() -> None:
    async def body(queries: Queries) -> None:
        async with running(queries, 1) as (task,):
            with dying(children(queries)[0]) as died:
                reply = await task
                assert reply.status == 503
                assert said(reply).startswith("No answer within 1 seconds. Ask for less")
                assert died()
        worker = queries.pid
        assert (await queries.ask(Asked("ASK {}"))).status in (200, 503)  # a busy machine may need a second for anything
        assert queries.pid == worker

    with_started(Limits(query_seconds=1, queries_at_once=1, query_wait_seconds=PATIENT), body)


@pytest.mark.endurance
@LINUX
def test_a_worker_that_does_not_kill_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries_module, "_DIES_WITHIN", 0.1)

    async def body(queries: Queries) -> None:
        async with running(queries, 1) as (task,):
            first = queries.pid
            assert first is not None
            os.kill(first, signal.SIGSTOP)
            assert (await task).status == 503
            while queries.pid == first:
                await asyncio.sleep(0.01)  # it is being replaced
        assert (await queries.ask(Asked("ASK {}"))).status in (200, 503)
        assert queries.pid not in (None, first)

    with_started(Limits(query_seconds=1, queries_at_once=1, query_wait_seconds=PATIENT), body)


@LINUX
def test_one_client_cannot_take_all_turns() -> None:
    async def body(queries: Queries) -> None:
        async with running(queries, 2, "one"):
            refused = await queries.ask(Asked("ASK {}"), "one")
            assert refused.status == 429
            assert ("Retry-After", "1") in refused.headers
            assert "2 of your queries are being answered already." in said(refused)
            assert (await queries.ask(Asked("ASK {}"), "other")).status == 200
        assert (await queries.ask(Asked("ASK {}"), "one")).status == 200

    with_started(Limits(query_seconds=PATIENT, queries_per_client=2), body)


@LINUX
def test_the_addresses_of_one_network_of_ipv6_share_its_turns() -> None:
    async def body(queries: Queries) -> None:
        async with running(queries, 2, "2001:db8:1:2::1"):
            assert (await queries.ask(Asked("ASK {}"), "2001:db8:1:2:3::4")).status == 429
            assert (await queries.ask(Asked("ASK {}"), "2001:db8:1:3::1")).status == 200

    with_started(Limits(query_seconds=PATIENT, queries_per_client=2), body)


@LINUX
def test_a_query_that_finds_no_turn_is_told_to_come_back() -> None:
    async def body(queries: Queries) -> None:
        async with running(queries, 2, "one"):
            refused = await queries.ask(Asked("ASK {}"), "other")
            assert refused.status == 503
            assert ("Retry-After", "5") in refused.headers
            assert "2 queries are being answered, and none was done within 0.1 seconds." in said(refused)
        assert (await queries.ask(Asked("ASK {}"), "other")).status == 200

    with_started(Limits(query_seconds=PATIENT, queries_at_once=2, query_wait_seconds=0.1), body)


@LINUX
def test_a_query_that_takes_long_gives_way_to_those_that_come_after_it() -> None:
    async def body(queries: Queries) -> None:
        async with running(queries, 1):
            (child,) = children(queries)
            assert queries.pid is not None
            usual = os.getpriority(os.PRIO_PROCESS, queries.pid)
            while os.getpriority(os.PRIO_PROCESS, child) == usual:
                await asyncio.sleep(0.01)  # nobody tells when a process becomes nicer
            assert os.getpriority(os.PRIO_PROCESS, child) == usual + 10

    with_started(LIMITS, body)


@LINUX
def test_a_client_that_goes_away_takes_its_query_with_it() -> None:
    async def body(queries: Queries) -> None:
        async with running(queries, 1) as (task,):
            with dying(children(queries)[0]) as died:
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)
                assert died()

    with_started(LIMITS, body)


@LINUX
def test_a_worker_that_dies_takes_its_children_along_and_is_started_anew() -> None:
    async def body(queries: Queries) -> None:
        async with running(queries, 1) as (task,):
            first = queries.pid
            assert first is not None
            with dying(children(queries)[0]) as died:
                os.kill(first, signal.SIGKILL)
                reply = await task
                assert reply.status == 503
                assert "The process that answers queries has ended." in said(reply)
                assert died()
            assert (await queries.ask(Asked("ASK {}"))).status == 200
            assert queries.pid != first

    with_started(LIMITS, body)


def test_a_worker_that_was_stopped_stays_so() -> None:
    with started() as queries:
        queries.stop()
        assert queries.pid is None
        reply = ask(queries, "ASK {}")
        assert reply.status == 503
        assert "These queries were stopped." in said(reply)


class GivenUp(Queries):
    """A worker that is given up as soon as it runs."""

    def start(self, n_quads: bytes | None = None) -> None:
        super().start(n_quads)
        self._give_up()


def test_a_worker_that_was_given_up_meanwhile_is_told_with_what_to_do() -> None:
    queries = GivenUp(LIMITS)
    reply = ask(queries, "ASK {}")
    assert reply.status == 503
    assert said(reply) == "The process that answers queries has ended. Ask again: it is started anew."


def test_a_worker_that_was_prepared_is_the_one_that_answers() -> None:
    queries = Queries(LIMITS)
    queries.prepare()
    prepared = queries.pid
    queries.start(DATA)
    try:
        assert queries.pid == prepared is not None
        assert ask(queries, "ASK { ?s ?p ?o }").status == 200
    finally:
        queries.stop()


@LINUX
def test_a_worker_that_never_gets_a_graph_ends_with_whoever_prepared_it() -> None:
    queries = Queries(LIMITS)
    queries.prepare()
    assert queries.pid is not None
    queries.stop()
    assert queries.pid is None
    program = """if True:
        from nkgraph.web.limits import Limits
        from nkgraph.web.queries import Queries
        queries = Queries(Limits())
        queries.prepare()
        print(queries.pid)"""
    left = int(subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, check=True).stdout)
    with suppress(ProcessLookupError):  # it is gone already
        watched = os.pidfd_open(left)
        try:
            assert select.select([watched], [], [], PATIENT)[0]
        finally:
            os.close(watched)


def test_a_worker_that_does_not_start_is_told() -> None:
    with pytest.raises(BrokenWorkerError, match="did not start"), started(LIMITS, sys.executable, "-c", "raise SystemExit(1)"):
        pass
