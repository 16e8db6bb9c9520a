"""The command line called in this process: what it prints, what it says, with which code it ends."""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from nkgraph import cli
from tests.conftest import REPOSITORY


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def message(self) -> str:
        """What was said, without the lines of usage that click puts before it."""
        said = (line.removeprefix("Error: ") for line in self.err.splitlines() if line)
        return " ".join(line for line in said if not line.startswith(("Usage: ", "Try '")))

    @property
    def sentences(self) -> int:
        """How many sentences were said; a dot inside a name or a number ends none."""
        return len(re.findall(r"[.!?](?=\s+[A-Z]|$)", self.message))


def call(*arguments: str | Path, cache: Path | str = "off", terminal: str = "utf-8", folder: Path = REPOSITORY) -> Ran:
    """Call `nkgraph` with these arguments from `folder`. No copies but those given; `terminal` is its encoding."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding=terminal, errors=e) for e in ("strict", "backslashreplace"))
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        patch.setattr(sys, "argv", ["nkgraph", *map(str, arguments)])
        patch.setenv("NKGRAPH_CACHE", str(cache))
        patch.delenv("NKGRAPH_COPIES", raising=False)
        patch.setattr(os, "cpu_count", lambda: 1)  # a machine of one core, on which no second process is started
        patch.chdir(folder)
        with pytest.raises(SystemExit) as stop:
            cli.main()
    return Ran(int(stop.value.code or 0), _text(out), _text(err))


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode("utf-8", "surrogateescape")
