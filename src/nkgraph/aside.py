"""The shapes in a process of their own, beside everything else that a cold start has to do.

Importing pyshacl and validating take as long as all the rest together, and need nothing of it. `python -m nkgraph.aside CLAIMS
ONTOLOGY` prints the faults of the shapes as JSON; `start` runs that and returns a function that waits for the answer.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from nkgraph import ontology, shapes, turtle
from nkgraph.corpus import Places
from nkgraph.errors import NkgraphError, OntologyError
from nkgraph.fault import Fault


def start(places: Places) -> Callable[[], list[Fault]]:
    """Begin to validate the claims of `places`; call the answer for the faults. OntologyError where the process failed."""
    command = [sys.executable, "-P", "-m", "nkgraph.aside", str(places.claims), str(places.ontology)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # noqa: S603  # ourselves

    def wait() -> list[Fault]:
        out, err = process.communicate()
        if process.returncode != 0:
            last = (err.decode(errors="replace").strip().splitlines() or ["it was killed"])[-1]
            raise OntologyError(f"The shapes could not be applied: {last}")
        return [Fault(Path(row.pop("path")), **row) for row in json.loads(out)]

    return wait


def main(arguments: list[str]) -> int:
    """Validate; print the faults, or the one sentence why that was not possible."""
    claims, known = (Path(a) for a in arguments)
    places = Places(claims, known, claims)
    try:
        terms = ontology.read(places.ontology_files())
        documents = [turtle.read(path) for path in places.claim_files()]
        found = shapes.of(documents, terms, known)
    except NkgraphError as error:
        print(error, file=sys.stderr)  # noqa: T201  # the parent reads it
        return 2
    rows = [vars(f) | {"path": str(f.path)} for f in found]
    print(json.dumps(rows))  # noqa: T201  # the parent reads it
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
