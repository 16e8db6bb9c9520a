"""Something wrong with a file that a person typed: a value, never an exception."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong at one line.

    `code` is stable and explained in docs/faults.md; `message` says what is wrong, `remedy` what to type instead.
    Faults sort by path, line, code.
    """

    path: Path
    line: int
    code: str
    message: str
    remedy: str
    severity: str = "error"

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.severity} [{self.code}] {self.message} {self.remedy}"
