"""Writing a file whole or not at all.

The new contents go to a file beside the target, reach the disk, and then take the target's name in one step. Whatever
fails on the way, what stood there before still stands, and nothing half-written stays.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from nkgraph.errors import WriteError


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` to `path`; WriteError, and no change at all, where that is not possible."""
    temporary: str | None = None
    try:
        descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        try:
            remaining = memoryview(data)
            while remaining:
                remaining = remaining[os.write(descriptor, remaining) :]
            os.fchmod(descriptor, _mode(path))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        os.replace(temporary, path)  # noqa: PTH105  # the one step that the tests make fail
        temporary = None
        _sync_folder(path.parent)
    except OSError as error:
        raise WriteError(
            f"{path}: could not be written: {error.strerror or error}. What was there before is unchanged."
        ) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                os.unlink(temporary)  # noqa: PTH108


def _mode(path: Path) -> int:
    """The permissions of the file that is replaced, else those that the umask leaves to a new file."""
    with contextlib.suppress(OSError):
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut; a file system that cannot sync a folder is let be."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
