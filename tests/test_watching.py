"""Watching: every change is seen, a file that vanishes is no accident, and a fault is shown within a second."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from nkgraph import check, turtle, watching
from nkgraph.corpus import Places
from nkgraph.turtle import Document
from nkgraph.watching import Reader, Stamps
from tests import tiny
from tests.conftest import REPOSITORY

A, B = Path("a.ttl"), Path("b.ttl")
SOON = 20.0  # seconds that a busy machine may take; what a quiet one takes is the next test
WITHIN = 1.0


class OverError(Exception):
    """The list of looks has come to its end."""


def changes(*looks: Stamps) -> list[list[Path]]:
    """What `changes` yields for these looks."""
    left, now = iter(looks[1:]), [looks[0]]
    found: list[list[Path]] = []

    def wait() -> None:
        following = next(left, None)
        if following is None:
            raise OverError
        now[0] = following

    with pytest.raises(OverError):
        found.extend(watching.changes(lambda: now[0], wait))
    return found


OLD, NEW = (1, 5, 7), (2, 5, 7)


@pytest.mark.parametrize(
    ("looks", "expected"),
    [
        (({},), [[]]),
        (({A: OLD},), [[A]]),
        (({A: OLD}, {A: OLD}, {A: OLD}), [[A]]),
        (({A: OLD}, {A: NEW}), [[A], [A]]),
        (({A: OLD}, {A: OLD, B: OLD}), [[A], [B]]),
        (({A: OLD, B: OLD}, {A: OLD}), [[A, B], [B]]),
        (({A: OLD}, {}, {A: OLD}), [[A], [A], [A]]),
        (({A: (1, 5, 7)}, {A: (1, 6, 7)}, {A: (1, 6, 8)}), [[A], [A], [A]]),
    ],
)
def test_only_what_changed_came_or_went_is_told(looks: tuple[Stamps, ...], expected: list[list[Path]]) -> None:
    assert changes(*looks) == expected


def test_what_changes_while_it_is_looked_into_is_seen_at_the_next_look() -> None:
    now: Stamps = {A: OLD}
    seen = watching.changes(lambda: dict(now), lambda: None)
    assert next(seen) == [A]
    now[B] = NEW  # while the caller works
    assert next(seen) == [B]


def test_the_files_of_claims_ontology_and_copies_are_looked_at(tmp_path: Path) -> None:
    places = tiny.write(tmp_path / "tiny")
    found = set(watching.stamps(places))
    assert found == {*places.claim_files(), *places.ontology_files(), tmp_path / "tiny" / "copies" / tiny.COPY}
    (places.claims / "2020-upi-third.ttl").unlink()
    (places.claims / "2021-upi-gone.ttl").symlink_to(tmp_path / "nowhere")
    assert set(watching.stamps(places)) == found - {places.claims / "2020-upi-third.ttl"}


def test_a_file_that_is_written_anew_has_another_stamp_even_at_the_same_time_and_length(tmp_path: Path) -> None:
    places = tiny.write(tmp_path / "tiny")
    path = places.claims / "2020-upi-third.ttl"
    before = watching.stamps(places)[path]
    again = tmp_path / "again"
    again.write_bytes(path.read_bytes())
    os.utime(again, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
    again.replace(path)
    assert watching.stamps(places)[path] != before


def faults(places: Places, reader: Reader) -> list[str]:
    return [f.code for f in check.judge(reader.read(), places).faults]


@pytest.mark.endurance
def test_a_reader_says_at_each_time_what_a_fresh_one_would(tmp_path: Path) -> None:
    places = tiny.write(tmp_path / "tiny")
    reader = Reader(places)
    path = places.claims / "2020-upi-third.ttl"
    whole = path.read_text(encoding="utf-8")
    broken = whole.replace("nk:value 1514", "nk:value 1515")
    assert broken != whole
    for text, expected in ((whole, []), (broken, ["value-differs"]), (broken + "<", ["syntax"]), (whole, [])):
        path.write_text(text, encoding="utf-8")
        fresh = check.read(places)
        assert reader.read().corpus.claims == fresh.corpus.claims
        assert faults(places, reader) == [f.code for f in check.judge(fresh, places).faults]
        assert [c for c in faults(places, reader) if c in expected] == expected


def test_a_reader_reads_only_what_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    places = tiny.write(tmp_path / "tiny")
    reader = Reader(places)
    read: list[Path] = []

    def noted(path: Path) -> Document:
        read.append(path)
        return turtle_read(path)

    turtle_read = turtle.read
    monkeypatch.setattr(turtle, "read", noted)
    known = reader.read().ontology
    assert set(places.claim_files()) <= set(read)
    read.clear()
    path = places.claims / "2020-upi-third.ttl"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert reader.read().ontology is known
    assert read == [path]


# --- the command -------------------------------------------------------------------------------------------------


def _interruptible() -> None:
    """Let Ctrl-C reach the process, also where the tests themselves run in the background and ignore it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


class Watch:
    """`nkgraph check --watch` on a small corpus, and what it has said so far."""

    def __init__(self, places: Places, folder: Path, *more: str) -> None:
        self.out, self.err = folder / "out", folder / "err"
        environment = {**os.environ, "PYTHONPATH": str(REPOSITORY / "src"), "PYTHONUNBUFFERED": "1"}
        environment.pop("NKGRAPH_COPIES", None)
        with self.out.open("wb") as out, self.err.open("wb") as err:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "nkgraph", "check", "--watch", "--claims", str(places.claims),
                 "--copies", str(places.copies), *more],
                stdout=out, stderr=err, cwd=REPOSITORY, env=environment, preexec_fn=_interruptible,
            )  # fmt: skip

    def rounds(self) -> int:
        return self.err.read_text(encoding="utf-8").count("checked; waiting")

    def until(self, rounds: int) -> None:
        limit = time.monotonic() + SOON
        while self.rounds() < rounds:
            assert self.process.poll() is None, self.err.read_text(encoding="utf-8")
            assert time.monotonic() < limit, "nothing was checked"
            time.sleep(0.02)

    def end(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(SOON)


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[tuple[Watch, Path]]:
    places = tiny.write(tmp_path / "tiny")
    started = Watch(places, tmp_path)
    started.until(1)
    yield started, places.claims / "2020-upi-third.ttl"
    if started.process.poll() is None:
        started.process.kill()
        started.process.wait()


def test_a_fault_is_shown_at_its_line_soon_after_it_is_saved_and_gone_when_it_is_mended(watch: tuple[Watch, Path]) -> None:
    running, path = watch
    whole = path.read_text(encoding="utf-8")
    assert running.out.read_text(encoding="utf-8") == ""
    broken = whole.replace("nk:value 1514", "nk:value 1515")
    line = next(n for n, text in enumerate(broken.splitlines(), 1) if "1515" in text)
    path.write_text(broken, encoding="utf-8")
    running.until(2)
    assert f"{path}:{line}: error [value-differs]" in running.out.read_text(encoding="utf-8")
    assert f"changed: {path.name}" in running.err.read_text(encoding="utf-8")
    before = running.out.read_text(encoding="utf-8")
    path.write_text(whole, encoding="utf-8")
    running.until(3)
    assert running.out.read_text(encoding="utf-8") == before, "nothing more is wrong"
    assert running.end() == 0


def test_ctrl_c_ends_with_the_code_of_the_last_check(watch: tuple[Watch, Path]) -> None:
    running, path = watch
    path.write_text(path.read_text(encoding="utf-8").replace("nk:value 1514", "nk:value 1515"), encoding="utf-8")
    running.until(2)
    assert running.end() == 1


@pytest.mark.endurance
def test_files_that_vanish_and_come_back_are_checked_when_they_are_back(watch: tuple[Watch, Path]) -> None:
    running, path = watch
    folder, away = path.parent, path.parent.with_name("away")
    folder.rename(away)
    running.until(2)
    assert "Waiting for the next change." in running.err.read_text(encoding="utf-8")
    away.rename(folder)
    running.until(3)
    assert "4 files, 9 claims, 0 faults" in running.err.read_text(encoding="utf-8").splitlines()[-2]
    assert running.end() == 0


@pytest.mark.endurance
def test_nothing_is_checked_while_nothing_changes(watch: tuple[Watch, Path]) -> None:
    running, _ = watch
    time.sleep(5 * watching.PAUSE)
    assert running.rounds() == 1


@pytest.mark.endurance
def test_it_ends_when_nobody_reads_any_more(tmp_path: Path) -> None:
    places = tiny.write(tmp_path / "tiny")
    path = places.claims / "2020-upi-third.ttl"
    path.write_text(path.read_text(encoding="utf-8").replace("nk:value 1514", "nk:value 1515"), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY / "src")}
    words = [
        sys.executable,
        "-m",
        "nkgraph",
        "check",
        "--watch",
        "--claims",
        str(places.claims),
        "--copies",
        str(places.copies),
    ]
    reading, writing = os.pipe()
    os.close(reading)
    process = subprocess.Popen(words, stdout=writing, stderr=subprocess.PIPE, cwd=REPOSITORY, env=environment)
    os.close(writing)
    _, said = process.communicate(timeout=SOON)
    assert process.returncode == 1
    assert b"Traceback" not in said


@pytest.mark.endurance
def test_a_check_of_this_corpus_leaves_time_to_show_a_fault_within_a_second(places: Places) -> None:
    reader = Reader(places)
    check.judge(reader.read(), places)
    taken = []
    for _ in range(3):
        start = time.process_time()  # what other programs take on this machine is not ours
        check.judge(reader.read(), places)
        taken.append(time.process_time() - start)
    assert min(taken) + watching.PAUSE < WITHIN, f"a check takes {min(taken):.2f} s"
