"""A changed corpus is taken without anybody noticing; one with faults is not."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from nkgraph import corpus
from nkgraph.corpus import Places
from nkgraph.web import snapshot
from nkgraph.web.addresses import Base
from nkgraph.web.limits import Limits
from nkgraph.web.swapping import Making
from tests import tiny
from tests.web.bounded import bounded
from tests.web.processes import children, resident
from tests.web.serving import Server, served

LOOK = 0.1  # seconds between two looks at the files, here
SOON = 60.0  # seconds that a busy machine may take to check and compare a small corpus
COUNT = "/sparql?query=PREFIX%20nk:%20%3Chttps://w3id.org/nkgraph/ontology%23%3E%20SELECT%20(COUNT(*)%20AS%20?n)%20%7B?c%20nk:value%20?v%7D"
JSON = {"Accept": "application/sparql-results+json"}
THIRD = "2020-upi-third"


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the graphs of all tests here are kept."""
    return tmp_path_factory.mktemp("graphs")


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """A small corpus that may be changed."""
    return tiny.write(tmp_path / "corpus")


@pytest.fixture
def changing(places: Places, tmp_path: Path, graphs: Path) -> Iterator[Server]:
    """It, served; temporary folders lie where they can be counted."""
    (tmp_path / "tmp").mkdir()
    with bounded(places, {"TMPDIR": str(tmp_path / "tmp"), "NKGRAPH_CACHE": str(graphs)}, look_seconds=LOOK) as it:
        yield it


def health(server: Server) -> dict[str, Any]:
    answer = server.ask("/health")
    assert answer.status == 200
    said: dict[str, Any] = json.loads(answer.body)
    return said


def comes(about: Callable[[], bool]) -> bool:
    """Whether something becomes so in time."""
    until = time.monotonic() + SOON
    while time.monotonic() < until:
        if about():
            return True
        time.sleep(0.05)
    return False


def swapped(server: Server, times: int) -> bool:
    return comes(lambda: health(server)["swaps"] >= times)


def count(server: Server) -> int:
    answer = server.ask(COUNT, headers=JSON)
    assert answer.status == 200
    return int(json.loads(answer.body)["results"]["bindings"][0]["n"]["value"])


def claims_file(places: Places, stem: str = THIRD) -> Path:
    return places.claims / f"{stem}.ttl"


@pytest.mark.endurance
def test_a_file_that_goes_takes_its_claims_with_it_and_they_come_back_with_it(changing: Server, places: Places) -> None:
    before, first = count(changing), health(changing)
    path = claims_file(places)
    kept = path.read_text()
    path.unlink()
    assert swapped(changing, 1)
    assert count(changing) == before - 2
    assert health(changing)["corpus"] == corpus.digest(places.claim_files()) != first["corpus"]
    path.write_text(kept)
    assert swapped(changing, 2)
    assert count(changing) == before
    assert health(changing)["snapshot"] == first["snapshot"]
    assert changing.waits_for('"event": "swapped"', 5)


@pytest.mark.endurance
def test_a_corpus_with_a_fault_is_refused_until_it_is_mended(changing: Server, places: Places) -> None:
    first = health(changing)
    path = claims_file(places)
    kept = path.read_text()
    path.write_text(kept.replace("nk:value 1514", "nk:value 1515"))
    assert comes(lambda: health(changing)["refused"] is not None)
    now = health(changing)
    assert (now["status"], now["corpus"], now["swaps"]) == ("serving", first["corpus"], 0)
    assert now["refused"]["faults"] >= 1
    assert count(changing) == 9
    assert changing.waits_for(f"{path}:", 5), "the log says at which line"
    assert str(places.claims) not in json.dumps(now), "the public is not told where files lie"
    path.write_text(kept)
    assert comes(lambda: health(changing)["refused"] is None)
    assert health(changing)["swaps"] == 0, "it is what is served already"
    path.unlink()
    assert swapped(changing, 1)


@pytest.mark.endurance
def test_what_is_no_turtle_or_no_folder_is_refused_and_the_old_is_served_on(changing: Server, places: Places) -> None:
    path = claims_file(places)
    kept = path.read_bytes()
    for broken in (kept[:200], b"\xff\xfe\x00", b""):
        path.write_bytes(broken)
        assert comes(lambda: health(changing)["refused"] is not None)
        path.write_bytes(kept)
        assert comes(lambda: health(changing)["refused"] is None)
    away = places.claims.with_name("away")
    places.claims.rename(away)
    assert comes(lambda: health(changing)["refused"] is not None)
    assert count(changing) == 9
    away.rename(places.claims)
    assert comes(lambda: health(changing)["refused"] is None)
    assert changing.process.poll() is None


@pytest.mark.endurance
def test_a_file_that_is_being_written_is_not_taken_before_it_is_whole(changing: Server, places: Places) -> None:
    path = claims_file(places)
    whole = path.read_bytes()
    path.unlink()
    assert swapped(changing, 1)
    assert count(changing) == 7
    with path.open("wb") as file:
        for start in range(0, len(whole), max(1, len(whole) // 12)):
            file.write(whole[start : start + len(whole) // 12])
            file.flush()
            assert health(changing)["refused"] is None
            time.sleep(0.05)
    assert path.read_bytes() == whole
    assert swapped(changing, 2)
    assert (health(changing)["swaps"], health(changing)["refused"], count(changing)) == (2, None, 9)
    assert not any('"event": "refused"' in line for line in changing.said)


@pytest.mark.endurance
def test_a_copy_that_goes_or_changes_is_told_until_it_is_back(places: Places, graphs: Path) -> None:
    folders = ("--claims", str(places.claims), "--copies", str(places.copies))
    (path,) = places.copy_files()
    kept = path.read_bytes()
    with served(*folders, environment={"NKGRAPH_CACHE": str(graphs)}) as server:
        path.unlink()
        assert comes(lambda: health(server)["refused"] is not None)
        assert server.waits_for(f"{path} is not there.", 5)
        path.write_bytes(kept)
        assert comes(lambda: health(server)["refused"] is None)
        path.write_bytes(kept.replace(b"1,516", b"1,517"))
        assert comes(lambda: health(server)["refused"] is not None)
        assert server.waits_for(f"{path} has the SHA-256", 5)
        path.write_bytes(kept)
        assert comes(lambda: health(server)["refused"] is None)
        assert health(server)["swaps"] == 0, "it is what is served already"


@pytest.mark.endurance
def test_the_worker_and_the_files_of_what_was_replaced_go(changing: Server, places: Places, tmp_path: Path) -> None:
    workers = children(changing.process.pid)
    assert len(workers) == 1
    claims_file(places).unlink()
    assert swapped(changing, 1)
    assert comes(lambda: len(children(changing.process.pid)) == 1 and children(changing.process.pid) != workers)
    (folder,) = (tmp_path / "tmp").glob("nkgraph-*")
    assert comes(lambda: len([p for p in folder.iterdir() if p.is_dir()]) == 1)


@pytest.mark.endurance
def test_a_worker_that_was_killed_is_replaced(changing: Server) -> None:
    (worker,) = children(changing.process.pid)
    os.kill(worker, signal.SIGKILL)
    assert comes(lambda: changing.ask(COUNT, headers=JSON).status == 200)
    assert count(changing) == 9
    assert children(changing.process.pid) != [worker]


@dataclass
class Seen:
    """What eight clients have seen."""

    failures: list[str] = field(default_factory=list)
    answers: int = 0
    counts: dict[str, set[int]] = field(default_factory=dict)  # by snapshot: how many claims a query found
    corpora: dict[str, set[str]] = field(default_factory=dict)  # by snapshot: which corpus a page says it is of
    lock: threading.Lock = field(default_factory=threading.Lock)


def look(server: Server, path: str, seen: Seen) -> None:
    """Ask once, and note of which snapshot the answer says it is, and what it says."""
    try:
        answer = server.ask(path, headers=JSON if path == COUNT else {})
    except OSError as error:
        with seen.lock:
            seen.failures.append(f"{path}: {error!r}")
        return
    with seen.lock:
        seen.answers += 1
        if answer.status != 200:
            seen.failures.append(f"{path}: {answer.status} {answer.text[:200]}")
            return
        state = answer.headers["etag"].strip('"').partition("-")[0]
        if path == COUNT:
            seen.counts.setdefault(state, set()).add(int(json.loads(answer.body)["results"]["bindings"][0]["n"]["value"]))
        else:
            seen.corpora.setdefault(state, set()).add(answer.text.partition("SHA-256 of the claims: ")[2][:64])


@pytest.mark.endurance
def test_a_hundred_swaps_under_eight_clients_lose_no_request_and_mix_no_answers(
    changing: Server, places: Places, tmp_path: Path
) -> None:
    path = claims_file(places)
    kept = path.read_text()
    with_it = corpus.digest(places.claim_files())
    path.unlink()
    without = corpus.digest(places.claim_files())
    path.write_text(kept)
    seen, over = Seen(), threading.Event()

    def client(paths: tuple[str, ...]) -> None:
        while not over.is_set():
            for one in paths:
                look(changing, one, seen)
                time.sleep(0.1)

    paths = ("/about", COUNT, "/claims/2016-01-04-yonhap-second/y2011.html", "/findings/")
    clients = [threading.Thread(target=client, args=(paths[n % 4 :] + paths[: n % 4],)) for n in range(8)]
    for one in clients:
        one.start()
    sizes = []
    for swap in range(100):
        path.unlink() if path.exists() else path.write_text(kept)
        assert swapped(changing, swap + 1), health(changing)
        sizes.append(resident(changing.process.pid))
    over.set()
    for one in clients:
        one.join()
    assert seen.failures == []
    assert seen.answers >= 1000
    pairs: set[tuple[int, str]] = set()
    for state in seen.counts.keys() & seen.corpora.keys():
        (found,), (said,) = seen.counts[state], seen.corpora[state]
        pairs.add((found, said))
    assert pairs == {(9, with_it), (7, without)}
    assert comes(lambda: len(children(changing.process.pid)) == 1)
    (folder,) = (tmp_path / "tmp").glob("nkgraph-*")
    assert comes(lambda: len([p for p in folder.iterdir() if p.is_dir()]) == 1)
    assert max(sizes[50:]) < max(sizes[10:30]) * 1.2 + 10e6


def test_a_copy_of_the_files_is_taken_only_when_nobody_writes(tmp_path: Path, places: Places) -> None:
    making = Making(places, tmp_path / "cache", tmp_path / "frozen", Base(), Limits())
    path = claims_file(places)
    path.write_text(path.read_text())
    assert making.freeze() is None, "it was written just now"
    for file in places.claims.parent.rglob("*"):
        os.utime(file, (time.time() - 10,) * 2)
    frozen = making.freeze()
    assert frozen is not None
    assert corpus.digest(frozen.claim_files()) == corpus.digest(places.claim_files())
    shutil.rmtree(frozen.claims.parent)


class Begun(subprocess.Popen[bytes]):
    """A process that builds without end, and knows whether somebody waits for it."""

    def __init__(self) -> None:
        self.waited_for = threading.Event()
        super().__init__([sys.executable, "-c", "import time; time.sleep(60)"])

    def wait(self, timeout: float | None = None) -> int:
        self.waited_for.set()
        return super().wait(timeout)


def test_a_start_that_is_given_up_does_not_wait_for_what_was_begun(tmp_path: Path, places: Places) -> None:
    begun = Begun()

    async def given_up() -> None:
        task = asyncio.create_task(Making(places, tmp_path / "cache", tmp_path / "frozen", Base(), Limits(), begun).first())
        while not begun.waited_for.is_set():
            await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(given_up())
    assert begun.wait(SOON) == -signal.SIGKILL


def test_a_state_of_the_copies_has_a_name_of_its_own(places: Places) -> None:
    (path,) = places.copy_files()
    kept, keys = path.read_bytes(), [snapshot.key(places), snapshot.key(replace(places, copies=None))]
    path.write_bytes(kept + b"x")
    keys.append(snapshot.key(places))
    path.unlink()
    keys.append(snapshot.key(places))
    assert len(set(keys)) == 4
    path.write_bytes(kept)
    assert snapshot.key(places) == keys[0]
