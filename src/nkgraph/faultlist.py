"""Faults as other programs read them: text for people and editors, JSON, GitHub annotations, SARIF."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import quote

from nkgraph import __version__
from nkgraph.fault import Fault

_BREAKS = re.compile("\r\n|[\x00-\x1f\x7f-\x9f\u2028\u2029]")  # what a file says may hold any of these


def text(faults: list[Fault]) -> str:
    """One line each: `path:line: severity [code] what. What to do.`"""
    return "".join(_BREAKS.sub("⏎", str(fault)) + "\n" for fault in faults)


def as_json(faults: list[Fault]) -> str:
    """One object each, under the key `faults`."""
    rows = [
        {"path": str(f.path), "line": f.line, "severity": f.severity, "code": f.code, "message": f.message, "remedy": f.remedy}
        for f in faults
    ]
    return json.dumps({"faults": rows}, ensure_ascii=False, indent=2) + "\n"


def github(faults: list[Fault]) -> str:
    """Workflow commands, so that each fault stands beside its line in a pull request."""
    return "".join(
        f"::error file={_escaped(str(f.path), in_property=True)},line={f.line},title={_escaped(f.code, in_property=True)}"
        f"::{_escaped(f'{f.message} {f.remedy}', in_property=False)}\n"
        for f in faults
    )


def sarif(faults: list[Fault]) -> str:
    """SARIF 2.1.0 (OASIS), for code-scanning tools."""
    results = [
        {
            "ruleId": f.code,
            "level": "error",
            "message": {"text": f"{f.message} {f.remedy}"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": _uri(f.path)},
                        "region": {"startLine": f.line},
                    }
                }
            ],
        }
        for f in faults
    ]
    driver = {"name": "nkgraph", "version": __version__, "rules": [{"id": code} for code in sorted({f.code for f in faults})]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
    return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


FORMATS = {"text": text, "json": as_json, "github": github, "sarif": sarif}


def _uri(path: Path) -> str:
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _escaped(words: str, *, in_property: bool) -> str:
    for char in "%\r\n" + (":," if in_property else ""):
        words = words.replace(char, f"%{ord(char):02X}")
    return words
