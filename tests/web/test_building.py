"""A corpus checked and compared by another process."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from pathlib import Path

import pytest

from nkgraph import build
from nkgraph.fault import Fault
from nkgraph.web import building
from nkgraph.web.building import UnbuiltError
from tests import tiny


def test_the_graph_of_a_sound_corpus_is_left_in_the_cache(tmp_path: Path) -> None:
    places, cache = tiny.write(tmp_path / "corpus"), tmp_path / "cache"
    assert build.kept(places, cache) is None
    assert asyncio.run(building.built(places, cache, 60)) == []
    kept = build.kept(places, cache)
    assert kept is not None
    assert sorted(kept.graph.n_quads().splitlines()) == sorted(build.build(places).graph.n_quads().splitlines())


def test_a_graph_that_was_begun_is_in_the_cache_when_the_process_ends_and_is_not_begun_again(tmp_path: Path) -> None:
    places, cache = tiny.write(tmp_path / "corpus"), tmp_path / "cache"
    with building.begun(places, cache) as process:
        assert process is not None
        assert process.wait(60) == 0
    assert build.kept(places, cache) is not None
    with building.begun(places, cache) as process:
        assert process is None
    with building.begun(places, None) as process:
        assert process is None


def test_what_was_begun_ends_with_whoever_began_it(tmp_path: Path) -> None:
    places = tiny.write(tmp_path / "corpus")
    with building.begun(places, tmp_path / "cache") as process:
        assert process is not None
    assert process.returncode == -signal.SIGKILL


def test_the_faults_of_another_come_back_as_they_are(tmp_path: Path) -> None:
    places = tiny.write(tmp_path / "corpus")
    path = places.claims / "2020-upi-third.ttl"
    path.write_text(path.read_text().replace("nk:value 1514", "nk:value 1515"))
    faults = asyncio.run(building.built(places, tmp_path / "cache", 60))
    assert faults == build.build(places).faults
    assert {fault.path for fault in faults} == {path}


def test_what_takes_too_long_is_ended(tmp_path: Path) -> None:
    places = tiny.write(tmp_path / "corpus")
    with pytest.raises(UnbuiltError, match=r"not checked and compared within 0\.01 s"):
        asyncio.run(building.built(places, tmp_path / "cache", 0.01))


def test_a_folder_without_claims_is_told(tmp_path: Path) -> None:
    places = tiny.write(tmp_path / "corpus")
    for path in places.claims.iterdir():
        path.unlink()
    with pytest.raises(UnbuiltError, match=r"there is no \*\.ttl file here"):
        asyncio.run(building.built(places, tmp_path / "cache", 60))


def test_a_process_that_died_told_nothing() -> None:
    for told in (b"", b"{", b"Killed"):
        with pytest.raises(UnbuiltError, match="ended before it was done"):
            building.read(told)


def test_why_a_process_died_reaches_stderr(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    dies = tmp_path / "dies"
    dies.write_text("#!/bin/sh\necho ZeroDivisionError: somewhere >&2\nexit 1\n")
    dies.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(dies))
    with pytest.raises(UnbuiltError, match=r"ended before it was done\. If stderr does not say why"):
        asyncio.run(building.built(tiny.write(tmp_path / "corpus"), tmp_path / "cache", 60))
    assert capfd.readouterr().err == "ZeroDivisionError: somewhere\n"


def test_what_a_process_tells_is_read_as_it_was_meant() -> None:
    told = {"faults": [{"path": "a.ttl", "line": 3, "code": "x", "message": "m.", "remedy": "r.", "severity": "error"}]}
    assert building.read(json.dumps(told).encode()) == [Fault(Path("a.ttl"), 3, "x", "m.", "r.")]
