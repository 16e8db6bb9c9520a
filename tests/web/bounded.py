"""A server over the real corpus with other limits than the usual ones, so that a test need not wait for those.

python -m tests.web.bounded --port 0 '{"receive_seconds": 1}' [CLAIMS ONTOLOGY QUERIES]
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from nkgraph import build, corpus
from nkgraph.corpus import Places
from nkgraph.web import running
from nkgraph.web.limits import Limits
from tests.conftest import REPOSITORY
from tests.web.serving import Server, served


@contextmanager
def bounded(
    places: Places | None = None, environment: Mapping[str, str] = MappingProxyType({}), **limits: float
) -> Iterator[Server]:  # fmt: skip
    """A server with these limits, until the block ends; it looks whether the files of `places` change, if they are given."""
    folders = [str(folder) for folder in (places.claims, places.ontology, places.queries)] if places else []
    path = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with served(json.dumps(limits), *folders, program=("tests.web.bounded",), environment={**path, **environment}) as it:
        yield it


def main(port: str, limits: str, *folders: str) -> None:
    """Serve the corpus in three folders, and look whether it changes; or that of the repository."""
    options = running.Options(port=int(port), watch=bool(folders), limits=Limits(**json.loads(limits)))
    places = corpus.find(REPOSITORY, *map(Path, folders))
    running.run(places, build.cache_folder(os.environ), options)


if __name__ == "__main__":
    main(*sys.argv[2:])
