"""Faults as other programs read them: each format against its own standard."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nkgraph import check, faultlist
from nkgraph.fault import Fault
from nkgraph.faultlist import FORMATS
from tests.conftest import Corpus

HERE = Path("claims/2016-01-04-yonhap-a-slug.ttl")
FAULTS = [
    Fault(
        HERE, 42, "value-differs", 'The wording "1,277" prints 1277, the claim says 1278.', "Type the number that is printed."
    ),
    Fault(HERE, 43, "unit-unprinted", "unit:percent is not printed: 100%.", "Widen the mention."),
    Fault(Path("claims/a b#c, ü:1.ttl"), 1, "syntax", "Turtle cannot be read.\r\nNor this.", "Look at this line."),
]
LINE = re.compile(r"(?P<path>.+?):(?P<line>\d+): (?P<severity>error|warning) \[(?P<code>[a-z0-9-]+)\] (?P<what>\S.*\.)$")
# What the OASIS schema of SARIF 2.1.0 requires of each object that is used here, and which of its properties are used; all
# of these objects are closed. https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json
SARIF: dict[str, tuple[set[str], dict[str, Any]]] = {
    "log": ({"version", "runs"}, {"$schema": str, "version": str, "runs": ["run"]}),
    "run": ({"tool"}, {"tool": "tool", "columnKind": str, "results": ["result"]}),
    "tool": ({"driver"}, {"driver": "toolComponent"}),
    "toolComponent": ({"name"}, {"name": str, "version": str, "rules": ["reportingDescriptor"]}),
    "reportingDescriptor": ({"id"}, {"id": str}),
    "result": ({"message"}, {"ruleId": str, "level": str, "message": "message", "locations": ["location"]}),
    "message": ({"text"}, {"text": str}),
    "location": (set(), {"physicalLocation": "physicalLocation"}),
    "physicalLocation": ({"artifactLocation"}, {"artifactLocation": "artifactLocation", "region": "region"}),
    "artifactLocation": ({"uri"}, {"uri": str}),
    "region": ({"startLine"}, {"startLine": int}),
}

faults_of_any_kind = st.lists(
    st.builds(
        Fault,
        path=st.text(st.characters(exclude_characters="\0/", exclude_categories=["Cs"]), min_size=1).map(
            lambda t: Path("claims") / t
        ),
        line=st.integers(1, 10**6),
        code=st.from_regex(r"[a-z]+(-[a-z]+)*", fullmatch=True),
        message=st.text(st.characters(exclude_categories=["Cs"])),
        remedy=st.text(st.characters(exclude_categories=["Cs"])),
    ),
    max_size=4,
)


def against_sarif(value: Any, kind: Any) -> None:
    """Fail where a value is not what SARIF wants."""
    if isinstance(kind, list):
        assert isinstance(value, list)
        for item in value:
            against_sarif(item, kind[0])
    elif isinstance(kind, str):
        required, properties = SARIF[kind]
        assert required <= set(value) <= set(properties), kind
        for name, inner in value.items():
            against_sarif(inner, properties[name])
    else:
        assert type(value) is kind


def test_text_is_one_line_for_each_fault_that_editors_can_follow() -> None:
    lines = faultlist.text(FAULTS[:2]).splitlines()
    matches = [LINE.match(line) for line in lines]
    assert [(m["path"], int(m["line"]), m["severity"], m["code"]) for m in matches if m] == [
        (str(HERE), 42, "error", "value-differs"),
        (str(HERE), 43, "error", "unit-unprinted"),
    ]
    assert lines[0].endswith('The wording "1,277" prints 1277, the claim says 1278. Type the number that is printed.')


def test_the_faults_of_a_real_file_are_lines_of_that_form(small_corpus: Corpus) -> None:
    body = '<> a schema:NewsArticle ; schema:headline "A \\n headline" ; nk:quotes <b> .\n<a> a nk:Claim ; nk:value "x\\ny" .\n'
    places = small_corpus({"2016-01-04-yonhap-a": body})
    faults = check.judge(check.read(places), places).faults
    lines = faultlist.text(faults).splitlines()
    assert len(lines) == len(faults) >= 5
    assert [line for line in lines if not LINE.match(line)] == []


def test_json_says_each_part_under_its_name() -> None:
    rows = json.loads(faultlist.as_json(FAULTS))["faults"]
    assert [set(row) for row in rows] == [{"path", "line", "severity", "code", "message", "remedy"}] * 3
    assert (rows[0]["path"], rows[0]["line"], rows[0]["code"]) == (str(HERE), 42, "value-differs")
    assert rows[2]["message"] == FAULTS[2].message


def test_github_escapes_what_would_end_the_command_or_a_property() -> None:
    lines = faultlist.github(FAULTS).splitlines()
    assert lines == [
        f"::error file={HERE},line=42,title=value-differs::"
        'The wording "1,277" prints 1277, the claim says 1278. Type the number that is printed.',
        f"::error file={HERE},line=43,title=unit-unprinted::unit:percent is not printed: 100%25. Widen the mention.",
        "::error file=claims/a b#c%2C ü%3A1.ttl,line=1,title=syntax::Turtle cannot be read.%0D%0ANor this. Look at this line.",
    ]


def test_sarif_is_what_the_standard_requires() -> None:
    for faults in (FAULTS, []):
        log = json.loads(faultlist.sarif(faults))
        against_sarif(log, "log")
        assert log["version"] == "2.1.0"
        (run,) = log["runs"]
        assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
        assert {r["ruleId"] for r in run["results"]} == {r["id"] for r in run["tool"]["driver"]["rules"]}
        assert all(r["level"] in ("none", "note", "warning", "error") for r in run["results"])
        assert len(run["results"]) == len(faults)


def test_sarif_names_files_by_uris() -> None:
    results = json.loads(faultlist.sarif([*FAULTS, Fault(Path("/tmp/x y.ttl"), 1, "syntax", "A.", "B.")]))["runs"][0]["results"]  # noqa: S108  # only named
    uris = [r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in results]
    assert uris == [str(HERE), str(HERE), "claims/a%20b%23c%2C%20%C3%BC%3A1.ttl", "file:///tmp/x%20y.ttl"]


@pytest.mark.parametrize("form", FORMATS)
def test_no_faults_are_said_in_every_format(form: str) -> None:
    said = FORMATS[form]([])
    assert said == "" if form in ("text", "github") else json.loads(said)
    assert len(FORMATS) == 4


@given(faults=faults_of_any_kind)
@settings(max_examples=50, deadline=None)
def test_whatever_a_fault_says_each_format_keeps_them_apart(faults: list[Fault]) -> None:
    assert len(faultlist.text(faults).splitlines()) == len(faults)
    assert [row["message"] for row in json.loads(faultlist.as_json(faults))["faults"]] == [f.message for f in faults]
    log = json.loads(faultlist.sarif(faults))
    against_sarif(log, "log")
    uris = [r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in log["runs"][0]["results"]]
    assert [unquote(uri) for uri in uris] == [f.path.as_posix() for f in faults]
    commands = faultlist.github(faults).split("\n")
    assert len(commands) == len(faults) + 1
    for command, fault in zip(commands, faults, strict=False):
        match = re.match(r"::error file=([^,:]*),line=(\d+),title=([^,:]*)::(.*)$", command, re.DOTALL)
        assert match is not None
        assert unquote(match[1]) == str(fault.path) or "%" in str(fault.path)
        assert int(match[2]) == fault.line
