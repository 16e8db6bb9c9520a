"""Adding to claims files by program: a new file, never over an old one; more at the end of a file, not a byte of it changed."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from nkgraph import vocab
from nkgraph.claims import Copy, Corpus
from nkgraph.errors import CorpusError, NkgraphError, WriteError
from nkgraph.writing import write_whole

COPIES = "copies.ttl"


@dataclass(frozen=True)
class Text:
    """An archived text as it was read: its file's name, its bytes, its characters, newlines untouched."""

    name: str
    data: bytes
    text: str

    @property
    def digest(self) -> str:
        """SHA-256 in hex."""
        return hashlib.sha256(self.data).hexdigest()


def read_text(path: Path) -> Text:
    """Read an article's text; CorpusError where it is none."""
    if not path.is_file():
        raise CorpusError(f"{path}: there is no such file. Give the article's text with --copy FILE.")
    data = path.read_bytes()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path}: is not UTF-8 (byte {error.start}). Save the article's text as UTF-8.") from error
    if not text.strip():
        raise CorpusError(f"{path}: is empty. Save the article's text in it.")
    return Text(path.name, data, text)


def described(text: Text, corpus: Corpus) -> Copy | None:
    """The entry of claims/copies.ttl for these bytes, whatever the file was called then."""
    return next((c for c in corpus.copies.values() if c.sha256 == text.digest), None)


def next_copy(text: Text, corpus: Corpus) -> ox.NamedNode:
    """A name for a copy that has none; NkgraphError where another copy's file has the same name."""
    if (other := next((c for c in corpus.copies.values() if c.name == text.name), None)) is not None:
        raise NkgraphError(
            f"{text.name}: claims/{COPIES} describes a file of this name with other bytes (copy:{vocab.local(other.iri)}). "
            "Has it been changed? Restore it, or give the new text another name."
        )
    numbers = [int(n) for iri in corpus.copies if re.fullmatch(r"\d{1,9}", n := iri.rsplit("/", 1)[-1])]
    return ox.NamedNode(f"{vocab.ROOT}copies/{max(numbers, default=-1) + 1:03}")


def appended(before: bytes, block: str) -> bytes:
    """A file with a block after its last line, an empty line between; what was there stands, with its own line ends."""
    text = block if not before or before.endswith((b"\n\n", b"\r\n\r\n")) else f"\n{block}"
    text = text if not before or before.endswith(b"\n") else f"\n{text}"
    return before + (text.replace("\n", "\r\n") if b"\r\n" in before else text).encode("utf-8")


def append(path: Path, before: bytes, block: str) -> None:
    """Add a block to a file that still holds what was read; WriteError, and no change at all, where that is not possible."""
    if path.read_bytes() != before:
        raise WriteError(f"{path}: has been changed since it was read. Save it in the editor, and run this again.")
    write_whole(path, appended(before, block))


def create(path: Path, data: bytes) -> None:
    """Write a new file whole; WriteError, and no change at all, where there is one of this name or where it cannot be written.

    The contents are written under another name first, and the name is then given only if nobody has it.
    """
    if os.path.lexists(path):
        raise exists(path)
    try:
        folder = tempfile.mkdtemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
    except OSError as error:
        raise WriteError(f"{path}: could not be written: {error.strerror or error}. There is no such file now.") from error
    whole = Path(folder) / "new"
    try:
        write_whole(whole, data)
        _give_name(whole, path)
    except FileExistsError as error:
        raise exists(path) from error
    except WriteError as error:
        raise WriteError(
            str(error).replace(str(whole), str(path)).replace("What was there before is unchanged.", _NOTHING)
        ) from error
    except OSError as error:
        raise WriteError(f"{path}: could not be written: {error.strerror or error}. {_NOTHING}") from error
    finally:
        with contextlib.suppress(OSError):
            os.unlink(whole)  # noqa: PTH108  # as in writing: the tests make each step fail
        with contextlib.suppress(OSError):
            os.rmdir(folder)  # noqa: PTH106


def _give_name(whole: Path, path: Path) -> None:
    """Let a file have a name that nobody has; where the disk knows no second names, an empty file keeps the place."""
    try:
        os.link(whole, path)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        os.replace(whole, path)  # noqa: PTH105


_NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})
_NOTHING = "There is no such file now."


def exists(path: Path) -> WriteError:
    """What to do where a file is there already."""
    return WriteError(f"{path}: is there already and is not overwritten. Add the numbers that it lacks with --update {path}.")
