"""A file is written whole or not at all, whatever step of the disk fails, and wherever the program is killed."""

from __future__ import annotations

import errno
import os
import stat
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from nkgraph import build, writing
from nkgraph.corpus import Places
from nkgraph.errors import WriteError
from nkgraph.writing import write_whole
from tests import tiny
from tests.calling import Ran, call

STEPS = ("write", "fchmod", "fsync", "close", "replace")
FAULTS = 336  # how many the sweep injects; the README quotes it
OLD, NEW = b"what stood there before\n", b"what is to stand there, in more than one piece\n" * 3
PIECE = 20  # bytes that a short write takes


class Killed(BaseException):
    """The process is gone: nothing after it touches the disk."""


class Disk:
    """`os` as `writing` sees it, in which one call of one step fails; with nothing to fail it only counts the calls.

    An error is that of the disk, and the step is not done (a close that reports an error has closed). A kill comes `before`
    or `after` the step, and from then on only descriptors are closed, as the system does for a dead process.
    """

    def __init__(self, step: str = "", nth: int = 0, fault: int | str = "", piece: int | None = None) -> None:
        self.step, self.nth, self.fault, self.piece = step, nth, fault, piece
        self.calls: Counter[str] = Counter()
        self.injected = 0

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        if self.injected and isinstance(self.fault, str) and callable(real):
            return self._dead if name != "close" else real
        if name not in STEPS:
            return real
        done = (lambda _: None) if name == "fsync" else real  # the power stays on here: nothing to wait for
        return lambda *arguments: self._do(name, done, *arguments)

    def _do(self, name: str, real: Callable[..., Any], *arguments: Any) -> Any:
        self.calls[name] += 1
        if name == "write" and self.piece is not None:
            arguments = (arguments[0], arguments[1][: self.piece])
        if name != self.step or self.calls[name] != self.nth:
            return real(*arguments)
        self.injected += 1
        if name == "close" or self.fault == "after":
            real(*arguments)
        if isinstance(self.fault, int):
            raise OSError(self.fault, os.strerror(self.fault))
        raise Killed

    def _dead(self, *_: object) -> None:
        raise Killed


def every_fault(dry: Disk) -> Iterator[Disk]:
    """A disk for each way in which each call that `dry` has counted can fail."""
    for step, count in dry.calls.items():
        for nth in range(1, count + 1):
            for fault in (errno.ENOSPC, errno.EIO, "before", "after"):
                yield Disk(step, nth, fault, dry.piece)


def sweep(work: Callable[[], object], target: Path, before: bytes | None, piece: int | None = None) -> int:
    """Let every step of `work`, which writes `target`, fail in every way; how many faults that were.

    After each the target holds what it held before, or the new contents entire. Only after a kill may a part file stay.
    """

    def start() -> None:
        for file in target.parent.iterdir():
            file.unlink()
        if before is not None:
            target.write_bytes(before)

    def run(disk: Disk) -> tuple[bytes | None, bool]:
        start()
        refused = False
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(writing, "os", disk)
            try:
                work()
            except (WriteError, Killed) as error:
                assert disk.injected, "only an injected fault stops the work"
                refused = isinstance(error, WriteError)
        return (target.read_bytes() if target.exists() else None), refused

    dry = Disk(piece=piece)
    new, _ = run(dry)
    assert new is not None, "without a fault the target is written"
    assert new != before
    injected = 0
    for disk in every_fault(dry):
        found, refused = run(disk)
        where = f"{disk.fault} at call {disk.nth} of os.{disk.step}"
        assert disk.injected == 1, f"{where} was not reached"
        assert found in (before, new), f"{where} tore the target"
        assert found == before or not refused, f"{where} was called a failure, and the target is new"
        left = [file.name for file in target.parent.iterdir() if file != target and file.suffix != ".json"]  # whole: verdicts
        assert not left or isinstance(disk.fault, str), f"{where} left {left}"
        injected += disk.injected
    return injected


def sweep_plain(folder: Path) -> int:
    target = folder / "target.txt"
    return sum(
        sweep(lambda: write_whole(target, NEW), target, before, piece) for before in (None, OLD) for piece in (None, PIECE)
    )


def sweep_cache(folder: Path, places: Places) -> int:
    """Through `build`: it answers the same, cache or no cache, and a torn graph there before is no worse than none."""
    answer = build.build(places, cache=folder).graph.n_quads()
    (target,) = folder.glob("*.nq")

    def work() -> None:
        assert build.build(places, cache=folder).graph.n_quads() == answer

    return sweep(work, target, before=None)


def sweep_command(command: str, folder: Path, places: Places, cache: Path) -> int:
    """Through `report -o` and `claims -o`: a fault is exit code 2, a sentence, and nothing on stdout."""
    target = folder / f"{command}.txt"

    def work() -> None:
        ran: Ran = call(command, "-o", target, "--claims", places.claims, "--copies", places.copies or "", cache=cache)
        assert ran.out == ""
        if ran.code:
            assert (ran.code, ran.sentences) == (2, 2), ran
            raise WriteError(ran.err)

    return sum(sweep(work, target, before) for before in (None, OLD))


@pytest.mark.endurance
def test_no_fault_of_the_disk_and_no_kill_tears_a_file(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    one = {"2020-upi-third": tiny.ARTICLES["2020-upi-third"]}
    places, empty, cache = tiny.write(tmp_path / "one", one), tiny.write(tmp_path / "none", {}), tmp_path / "warm"
    build.build(places, cache=cache)
    counts = {"write_whole": sweep_plain(_folder(tmp_path / "plain")), "cache": sweep_cache(_folder(tmp_path / "c"), empty)}
    for command in ("report", "claims"):
        counts[f"{command} -o"] = sweep_command(command, _folder(tmp_path / command), places, cache)
    total = sum(counts.values())
    record_property("faults injected", total)
    record_property("torn files", 0)
    assert total == FAULTS, f"{total} faults were injected and tore nothing ({counts}): say so here and in the README"


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


def test_an_error_leaves_what_was_there_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "target.txt"
    target.write_bytes(OLD)
    monkeypatch.setattr(writing, "os", Disk("write", 1, errno.ENOSPC))
    with pytest.raises(WriteError, match=r"No space left on device\. What was there before is unchanged\.") as error:
        write_whole(target, NEW)
    assert str(target) in str(error.value)
    assert target.read_bytes() == OLD


@pytest.mark.parametrize("data", [b"", NEW, bytes(range(256)) * 1000], ids=["nothing", "lines", "every byte"])
def test_what_is_written_is_what_is_read(tmp_path: Path, data: bytes) -> None:
    write_whole(tmp_path / "x", data)
    assert (tmp_path / "x").read_bytes() == data
    assert [p.name for p in tmp_path.iterdir()] == ["x"]


def test_a_replaced_file_keeps_its_permissions_and_a_new_one_gets_those_of_the_umask(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_bytes(OLD)
    old.chmod(0o640)
    mask = os.umask(0o027)
    try:
        write_whole(old, NEW)
        write_whole(new, NEW)
    finally:
        os.umask(mask)
    assert [stat.S_IMODE(p.stat().st_mode) for p in (old, new)] == [0o640, 0o640]


def test_a_link_stays_a_link_and_its_target_is_written(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "far" / "target")
    write_whole(link, NEW)
    assert link.is_symlink()
    assert (tmp_path / "far" / "target").read_bytes() == NEW


def test_a_device_a_pipe_and_an_open_stream_are_refused_and_not_replaced(tmp_path: Path) -> None:
    pipe, folder = tmp_path / "pipe", tmp_path / "folder"
    os.mkfifo(pipe)
    folder.mkdir()
    with (tmp_path / "open").open("wb") as opened:
        for path in (Path("/dev/null"), pipe, folder, Path(f"/proc/self/fd/{opened.fileno()}")):
            kind = path.stat().st_mode
            with pytest.raises(WriteError, match="is not a plain file"):
                write_whole(path, NEW)
            assert path.stat().st_mode == kind
    assert sorted(p.name for p in tmp_path.iterdir()) == ["folder", "open", "pipe"]


def test_a_name_as_long_as_the_file_system_allows_can_be_written(tmp_path: Path) -> None:
    for name in ("n" * 255, "통" * 85, "\udcff" * 255):
        write_whole(tmp_path / name, NEW)
        assert (tmp_path / name).read_bytes() == NEW


def test_a_folder_that_is_not_there_is_an_error_that_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="nowhere/x: could not be written: No such file or directory"):
        write_whole(tmp_path / "nowhere" / "x", NEW)
