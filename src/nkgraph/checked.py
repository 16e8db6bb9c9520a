"""What a check said the last time, word for word: while nothing at all has changed, no file is read again but for its digest.

It is kept under the bytes of the claims, the ontology, the copies and this program, the folder one stands in, and what was
asked. The cache can be deleted at any time and changes no answer. Where something has changed, `verdicts` knows the files that
have not.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass
from pathlib import Path

import nkgraph
from nkgraph import corpus
from nkgraph.corpus import Places
from nkgraph.errors import NkgraphError, WriteError
from nkgraph.fault import Fault
from nkgraph.writing import write_whole

_KEPT = 20  # answers; the oldest are forgotten


@dataclass(frozen=True)
class Told:
    """The faults that a person is shown, their paths as seen from here, and what is said beside them."""

    faults: list[Fault]
    talk: list[str]


def told(places: Places, asked: Iterable[str], cache: Path | None, check: Callable[[], Told]) -> Told:
    """What `check` says, or said when everything was as it is now; `asked` is what it depends on besides the files."""
    key = _key(places, asked := [*asked]) if cache is not None else None
    if cache is None or key is None:
        return check()
    place = cache / f"{key}.checked.json"
    if (kept := _load(place)) is not None:
        return kept
    found = check()
    if _key(places, asked) == key:  # nothing was written while it was read
        _keep(place, found)
    return found


def _key(places: Places, asked: Iterable[str]) -> str | None:
    """None where something cannot be read or named: the check will say what."""
    try:
        files = (corpus.program_files(), places.claim_files(), places.ontology_files(), places.copy_files())
        folders = [str(folder.absolute()) for folder in (places.claims, places.ontology, places.copies, Path()) if folder]
        said = [nkgraph.__version__, *map(corpus.digest, files), *folders, *asked]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()
    except (NkgraphError, OSError, UnicodeError):
        return None


def _load(place: Path) -> Told | None:
    """The kept answer; None where there is none, or where the file is torn."""
    try:
        said = json.loads(place.read_bytes())
        faults = [Fault(Path(path), int(line), *map(str, words)) for path, line, *words in said["faults"]]
        return Told(faults, [str(line) for line in said["talk"]])
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _keep(place: Path, found: Told) -> None:
    """Keep an answer; a cache that cannot be written is no reason to fail."""
    said = {"faults": [(str(f.path), *astuple(f)[1:]) for f in found.faults], "talk": found.talk}
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        write_whole(place, json.dumps(said).encode())
        for old in sorted(place.parent.glob("*.checked.json"), key=os.path.getmtime, reverse=True)[_KEPT:]:
            old.unlink(missing_ok=True)
    except (OSError, WriteError):
        return
