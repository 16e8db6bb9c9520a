"""Comunica, a client of JavaScript: installed once from its lock file, digests and all, into a folder that is kept."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

_LOCKED = REPOSITORY / "requirements" / "comunica"
_FILES = ("package.json", "package-lock.json")


def program() -> Path:
    """The program that asks; without Node the test is skipped, which fails in CI."""
    if shutil.which("npm") is None or shutil.which("node") is None:
        pytest.skip("no Node here; install it with: apt-get install nodejs npm")
    digest = hashlib.sha256(b"".join((_LOCKED / name).read_bytes() for name in _FILES)).hexdigest()[:16]
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "nkgraph"
    folder = cache / f"comunica-{digest}"
    if not folder.is_dir():
        fresh = cache / f"comunica-{digest}.{os.getpid()}"
        fresh.mkdir(parents=True)
        for name in _FILES:
            shutil.copy(_LOCKED / name, fresh)
        options = ("--ignore-scripts", "--no-audit", "--no-fund")
        done = subprocess.run(["npm", "ci", *options], cwd=fresh, capture_output=True, text=True, timeout=600)
        assert done.returncode == 0, done.stderr[-2000:]
        try:
            fresh.rename(folder)
        except OSError:  # another worker was faster
            shutil.rmtree(fresh)
    return folder / "node_modules" / ".bin" / "comunica-sparql"
