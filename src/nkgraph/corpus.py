"""Where ontology/, claims/, queries/ and the copies are, which files they hold, and their digest.

The only module that knows paths. A folder given on the command line wins; else the repository one stands in; else
what was shipped with the package.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nkgraph.errors import CorpusError

_SHIPPED = Path(__file__).parent / "shipped"
_FOLDERS = ("claims", "ontology", "queries")


@dataclass(frozen=True)
class Places:
    """The folders of one corpus; `copies` is None where no archived copies are at hand."""

    claims: Path
    ontology: Path
    queries: Path
    copies: Path | None = None

    def claim_files(self) -> list[Path]:
        """All claims files, by name."""
        return _files(self.claims, "*.ttl")

    def ontology_files(self) -> list[Path]:
        """Terms, shapes, lexicon and schemes, by name."""
        return _files(self.ontology, "**/*.ttl")

    def rule_files(self) -> list[Path]:
        """The rules of the comparator in the order of their strata."""
        return _files(self.queries / "rules", "*.rq")

    def question_files(self) -> list[Path]:
        """The question library, by name."""
        return _files(self.queries / "questions", "*.rq")

    def copy_files(self) -> list[Path]:
        """The archived copies, by name; none where none are at hand. OSError where their folder has gone."""
        return sorted(p for p in self.copies.iterdir() if p.is_file()) if self.copies is not None else []


def find(
    start: Path, claims: Path | None = None, ontology: Path | None = None, queries: Path | None = None,
    copies: Path | None = None,
) -> Places:  # fmt: skip
    """The folders to work on, seen from the folder `start`; CorpusError names the one that is missing."""
    home = next((p for p in (start, *start.parents) if all((p / f).is_dir() for f in _FOLDERS)), _SHIPPED)
    given = {"claims": claims, "ontology": ontology, "queries": queries}
    chosen = {name: given[name] or home / name for name in _FOLDERS}
    for name, folder in chosen.items():
        if not folder.is_dir():
            raise CorpusError(f"{folder}: there is no such folder. Give the {name} with --{name} DIR.")
    if copies is not None and not copies.is_dir():
        raise CorpusError(f"{copies}: there is no such folder. Give the archived copies with --copies DIR, or leave it out.")
    return Places(chosen["claims"], chosen["ontology"], chosen["queries"], copies)


def program_files() -> list[Path]:
    """This program's own modules, by name."""
    return sorted(Path(__file__).parent.glob("*.py"))


def web_files() -> list[Path]:
    """What the web pages are made by and of: modules, templates and what is served as it is, by name."""
    return sorted(p for p in (Path(__file__).parent / "web").rglob("*") if p.is_file() and p.suffix != ".pyc")


@cache
def program(*, web: bool = False) -> str:
    """The digest of this program's own modules, with `web` of those that make the web pages; what runs does not change."""
    return digest(web_files() if web else program_files())


def digest(paths: Iterable[Path], *more: bytes) -> str:
    """SHA-256 over names and contents, in hex: the same on every machine, whatever the folder is called, in whatever order."""
    total = hashlib.sha256()
    for piece in sorted(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest() for path in paths):
        total.update(piece)
    for piece in more:
        total.update(hashlib.sha256(piece).digest())
    return total.hexdigest()


def _files(folder: Path, pattern: str) -> list[Path]:
    found = sorted(p for p in folder.glob(pattern) if p.is_file())
    if not found:
        raise CorpusError(f"{folder}: there is no {pattern.split('/')[-1]} file here. Is it the right folder?")
    return found
