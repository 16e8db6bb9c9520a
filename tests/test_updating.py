"""Adding to claims files: not a byte of what was there changes, no file is overwritten, nothing is ever half written."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkgraph import check, updating, writing
from nkgraph.claims import Corpus
from nkgraph.errors import CorpusError, NkgraphError, WriteError
from nkgraph.updating import Text
from tests import tiny
from tests.test_writing import NEW, OLD, PIECE, Disk, Killed, every_fault

BLOCK = "<arrivals-2015> a nk:Claim .\n"


@given(st.binary(max_size=60), st.text(max_size=20))
def test_what_was_there_stands_whatever_it_was(before: bytes, block: str) -> None:
    after = updating.appended(before, block)
    assert after.startswith(before)
    assert after.decode("utf-8", "replace").replace("\r\n", "\n").endswith(block.replace("\r\n", "\n"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"", BLOCK),
        (b"<> a x .\n", f"<> a x .\n\n{BLOCK}"),
        (b"<> a x .\n\n", f"<> a x .\n\n{BLOCK}"),
        (b"<> a x .", f"<> a x .\n\n{BLOCK}"),
        (b"<> a x . # a remark", f"<> a x . # a remark\n\n{BLOCK}"),
    ],
)
def test_a_block_stands_after_an_empty_line(before: bytes, after: str) -> None:
    assert updating.appended(before, BLOCK) == after.encode()


def test_a_file_keeps_its_own_line_ends() -> None:
    assert updating.appended(b"<> a x .\r\n", "one\ntwo\n") == b"<> a x .\r\n\r\none\r\ntwo\r\n"


def test_a_file_that_was_changed_meanwhile_is_let_be(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_bytes(b"saved by an editor\n")
    with pytest.raises(WriteError, match="has been changed since it was read"):
        updating.append(path, b"what was read\n", BLOCK)
    assert path.read_bytes() == b"saved by an editor\n"


def test_a_new_file_is_what_is_written_with_the_permissions_of_the_umask(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        updating.create(tmp_path / "new.ttl", NEW)
    finally:
        os.umask(mask)
    assert (tmp_path / "new.ttl").read_bytes() == NEW
    assert stat.S_IMODE((tmp_path / "new.ttl").stat().st_mode) == 0o640
    assert [p.name for p in tmp_path.iterdir()] == ["new.ttl"]


@pytest.mark.parametrize("kind", ["file", "folder", "link to nowhere"])
def test_what_is_there_is_never_overwritten(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "old.ttl"
    if kind == "file":
        path.write_bytes(OLD)
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to(tmp_path / "nowhere")
    with pytest.raises(WriteError, match="is there already and is not overwritten"):
        updating.create(path, NEW)
    assert [p.name for p in tmp_path.iterdir()] == ["old.ttl"]
    assert kind != "file" or path.read_bytes() == OLD


@pytest.mark.parametrize("links", [True, False], ids=["with links", "without links"])
def test_a_file_that_appears_while_another_is_written_is_not_overwritten(
    links: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.ttl"
    whole = writing.write_whole

    def slow(target: Path, data: bytes) -> None:
        whole(target, data)
        path.write_bytes(OLD)

    monkeypatch.setattr(updating, "write_whole", slow)
    if not links:
        monkeypatch.setattr(os, "link", no_links)
    with pytest.raises(WriteError, match="is there already"):
        updating.create(path, NEW)
    assert path.read_bytes() == OLD
    assert [p.name for p in tmp_path.iterdir()] == ["a.ttl"]


def no_links(*_: object) -> None:
    raise OSError(errno.EPERM, os.strerror(errno.EPERM))


def test_a_disk_without_second_names_gets_the_file_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", no_links)
    updating.create(tmp_path / "a.ttl", NEW)
    assert (tmp_path / "a.ttl").read_bytes() == NEW
    assert [p.name for p in tmp_path.iterdir()] == ["a.ttl"]


def test_an_error_of_the_last_step_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "link", full)
    with pytest.raises(WriteError, match=r"No space left on device\. There is no such file now\."):
        updating.create(tmp_path / "a.ttl", NEW)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_an_error_that_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match=r"nowhere/a\.ttl: could not be written: No such file or directory"):
        updating.create(tmp_path / "nowhere" / "a.ttl", NEW)


def sweep(work: Callable[[Path], object], folder: Path, before: bytes | None, piece: int | None) -> int:
    """Let every step of a write fail in every way: the file is as before, or new and entire. How many faults that were."""

    def run(name: str, disk: Disk) -> tuple[Path, bytes | None, bool]:
        target = folder / name / "a.ttl"
        target.parent.mkdir()
        if before is not None:
            target.write_bytes(before)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(writing, "os", disk)
            told = False
            try:
                work(target)
            except WriteError:
                told = True
            except Killed:
                pass
        return target, (target.read_bytes() if target.exists() else None), told

    dry = Disk(piece=piece)
    _, new, _ = run(f"{piece}-dry", dry)
    assert new is not None
    assert new != before
    count = 0
    for number, disk in enumerate(every_fault(dry)):
        target, found, told = run(f"{piece}-{number}", disk)
        assert disk.injected == 1
        assert found in (before, new), f"{disk.fault} at call {disk.nth} of os.{disk.step} tore the file"
        assert found == before or not told, "what is called a failure has changed nothing"
        left = [p.name for p in target.parent.iterdir() if p != target]
        assert not left or isinstance(disk.fault, str), f"{disk.fault} at os.{disk.step} left {left}"
        assert not any(name.endswith(".ttl") for name in left), "what is left after a kill is no claims file"
        count += 1
    return count


@pytest.mark.parametrize("piece", [None, PIECE], ids=["whole", "in pieces"])
def test_no_fault_of_the_disk_tears_a_file_that_is_created_or_added_to(
    piece: int | None, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "more").mkdir()
    injected = sweep(lambda path: updating.create(path, NEW), tmp_path / "new", None, piece)
    injected += sweep(lambda path: updating.append(path, OLD, BLOCK), tmp_path / "more", OLD, piece)
    record_property("faults injected into updating", injected)
    assert injected >= 40


# --- copies ------------------------------------------------------------------------------------------------------


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return check.read(tiny.write(tmp_path / "tiny")).corpus


def test_a_text_is_read_with_its_newlines_untouched(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeffone\r\ntwo 통일부\n".encode())
    text = updating.read_text(path)
    assert (text.name, text.text) == ("a.txt", "\ufeffone\r\ntwo 통일부\n")
    assert text.digest == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("data", "said"), [(None, "there is no such file"), (b"caf\xe9 12", r"not UTF-8 \(byte 3\)"), (b" \n", "is empty")]
)
def test_what_is_no_text_is_refused_with_what_to_do(data: bytes | None, said: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(CorpusError, match=said) as error:
        updating.read_text(path)
    assert str(error.value).count(".") >= 2, "what is wrong, and what to do"


def test_a_text_that_is_described_is_known_by_its_bytes_whatever_its_name(corpus: Corpus, tmp_path: Path) -> None:
    data = (tmp_path / "tiny" / "copies" / tiny.COPY).read_bytes()
    found = updating.described(Text("other.txt", data, data.decode()), corpus)
    assert found is not None
    assert found.iri.value.endswith("/001")
    assert updating.described(Text(tiny.COPY, b"x", "x"), corpus) is None


def test_a_new_copy_gets_the_next_number(corpus: Corpus) -> None:
    assert updating.next_copy(Text("b.txt", b"x", "x"), corpus).value.endswith("/copies/002")
    assert updating.next_copy(Text("b.txt", b"x", "x"), Corpus({}, {}, [], {}, [])).value.endswith("/copies/000")


def test_a_text_under_the_name_of_another_is_refused(corpus: Corpus) -> None:
    with pytest.raises(NkgraphError, match="describes a file of this name with other bytes"):
        updating.next_copy(Text(tiny.COPY, b"x", "x"), corpus)
