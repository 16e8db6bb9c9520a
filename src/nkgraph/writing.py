"""Writing a file whole or not at all.

The new contents go to a file beside the target, reach the disk, and then take the target's name in one step. Whatever
fails on the way, what stood there before still stands, and nothing half-written stays. A link is followed and stays a link;
a device or a pipe is refused, for it would be replaced by a file.
"""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

from nkgraph.errors import WriteError

_SHOWN = 40  # characters of the target's name that the part file takes: a name may be as long as the file system allows


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` to `path`; WriteError, and no change at all, where that is not possible."""
    import tempfile  # takes longer than all else here, and most runs write nothing

    temporary: str | None = None
    target = Path(os.path.realpath(path))
    try:
        if _is_stream(path, target):
            raise WriteError(f"{path}: is not a plain file, so it is not written to. Name a file, or leave the option out.")
        descriptor, temporary = tempfile.mkstemp(prefix=f".{target.name[:_SHOWN]}.", suffix=".part", dir=target.parent)
        try:
            remaining = memoryview(data)
            while remaining:
                remaining = remaining[os.write(descriptor, remaining) :]
            os.fchmod(descriptor, _mode(target))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        os.replace(temporary, target)  # noqa: PTH105  # the one step that the tests make fail
        temporary = None
        _sync_folder(target.parent)
    except OSError as error:
        raise WriteError(
            f"{path}: could not be written: {error.strerror or error}. What was there before is unchanged."
        ) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                os.unlink(temporary)  # noqa: PTH108


def _is_stream(path: Path, target: Path) -> bool:
    """Whether the path names a device, a pipe, a folder, or what another process has open (/dev/stdout)."""
    folder = os.path.realpath(path.parent)
    if folder == "/dev" or folder.startswith("/proc/"):
        return True
    return target.exists() and not stat.S_ISREG(target.stat().st_mode)


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
