"""Checking and comparing a corpus in a process of its own, so that the server answers on meanwhile and stays small.

    python -m nkgraph.web.building CLAIMS ONTOLOGY QUERIES CACHE [COPIES]

The finished graph is left in the cache; what is told on stdout is a JSON object: `faults`, a list, or `error`, why there is
neither. A mistake of the program is told on stderr, which is that of the server.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from nkgraph import build
from nkgraph.corpus import Places
from nkgraph.errors import NkgraphError
from nkgraph.fault import Fault


class UnbuiltError(NkgraphError):
    """A corpus that could be neither checked nor compared."""


async def built(places: Places, cache: Path, seconds: float) -> list[Fault]:
    """Build the graph of a corpus into the cache; gives its faults, and then there is no graph. UnbuiltError where neither
    came of it in time."""
    import asyncio  # which takes a while: `begun` is there before

    process = await asyncio.create_subprocess_exec(
        *_command(places, cache), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, start_new_session=True
    )
    try:
        async with asyncio.timeout(seconds):
            told, _ = await process.communicate()
    except TimeoutError:
        what = f"It was not checked and compared within {seconds:g} s. Give it less, or a larger machine."
        raise UnbuiltError(what) from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return read(told)


@contextmanager
def begun(places: Places, cache: Path | None) -> Iterator[subprocess.Popen[bytes] | None]:
    """A process that builds the graph of a corpus into the cache, so that a server which is still being loaded finds it there;
    None where it is there already, or nothing is kept. What is wrong with the corpus is told to whoever asks for it later."""
    if cache is None or build.is_kept(places, cache):
        yield None
        return
    with subprocess.Popen(  # noqa: S603 (our own program, and folders)
        _command(places, cache), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def _command(places: Places, cache: Path) -> list[str]:
    folders = [places.claims, places.ontology, places.queries, cache, *([places.copies] if places.copies else [])]
    return [sys.executable, "-m", "nkgraph.web.building", *map(str, folders)]


def read(told: bytes) -> list[Fault]:
    """What such a process told."""
    try:
        said = json.loads(told)
    except ValueError:
        what = "The process that checks it ended before it was done. If stderr does not say why: is there enough memory?"
        raise UnbuiltError(what) from None
    if "error" in said:
        raise UnbuiltError(said["error"])
    return [Fault(**{**fault, "path": Path(fault["path"])}) for fault in said["faults"]]


def main(arguments: list[str]) -> None:
    """Build, and tell."""
    claims, ontology, queries, cache, *copies = map(Path, arguments)
    try:
        faults = build.build(Places(claims, ontology, queries, *copies), cache=cache).faults
        told: dict[str, object] = {"faults": [{**asdict(fault), "path": str(fault.path)} for fault in faults]}
    except (NkgraphError, OSError, ValueError, SyntaxError, MemoryError) as error:
        told = {"error": str(error) or "There is not enough memory."}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1:])
