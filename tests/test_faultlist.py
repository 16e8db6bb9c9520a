"""Faults as other programs read them: each format against its own standard."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nkgraph import check, faultlist
from nkgraph.fault import Fault
from nkgraph.faultlist import FORMATS
from tests.conftest import Corpus
from tests.sarif_schema import complaints, schema

HERE = Path("claims/2016-01-04-yonhap-a-slug.ttl")
FAULTS = [
    Fault(
        HERE, 42, "value-differs", 'The wording "1,277" prints 1277, the claim says 1278.', "Type the number that is printed."
    ),
    Fault(HERE, 43, "unit-unprinted", "unit:percent is not printed: 100%.", "Widen the mention."),
    Fault(Path("claims/a b#c, ü:1.ttl"), 1, "syntax", "Turtle cannot be read.\r\nNor this.", "Look at this line."),
]
FAULTY = '<> a schema:NewsArticle ; schema:headline "A \\n headline" ; nk:quotes <b> .\n<a> a nk:Claim ; nk:value "x\\ny" .\n'
LINE = re.compile(r"(?P<path>.+?):(?P<line>\d+): (?P<severity>error|warning) \[(?P<code>[a-z0-9-]+)\] (?P<what>\S.*\.)$")
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


def test_text_is_one_line_for_each_fault_that_editors_can_follow() -> None:
    lines = faultlist.text(FAULTS[:2]).splitlines()
    matches = [LINE.match(line) for line in lines]
    assert [(m["path"], int(m["line"]), m["severity"], m["code"]) for m in matches if m] == [
        (str(HERE), 42, "error", "value-differs"),
        (str(HERE), 43, "error", "unit-unprinted"),
    ]
    assert lines[0].endswith('The wording "1,277" prints 1277, the claim says 1278. Type the number that is printed.')


def test_the_faults_of_a_real_file_are_lines_of_that_form(small_corpus: Corpus) -> None:
    places = small_corpus({"2016-01-04-yonhap-a": FAULTY})
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
        assert complaints(log) == []
        assert log["version"] == "2.1.0"
        (run,) = log["runs"]
        assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
        assert {r["ruleId"] for r in run["results"]} == {r["id"] for r in run["tool"]["driver"]["rules"]}
        assert all(r["level"] in ("none", "note", "warning", "error") for r in run["results"])
        assert len(run["results"]) == len(faults)


def test_sarif_of_a_real_file_is_what_the_standard_requires(small_corpus: Corpus) -> None:
    places = small_corpus({"2016-01-04-yonhap-a": FAULTY})
    faults = check.judge(check.read(places), places).faults
    assert len(faults) >= 5
    assert complaints(json.loads(faultlist.sarif(faults))) == []


BROKEN: dict[str, tuple[str, object]] = {
    "a version that is none": ("$.version", "2.1"),
    "no runs": ("$.runs", None),
    "no name of the tool": ("$.runs[0].tool.driver.name", None),
    "a property that is none": ("$.runs[0].colour", "red"),
    "a level that is none": ("$.runs[0].results[0].level", "fatal"),
    "a message without text": ("$.runs[0].results[0].message.text", None),
    "a line before the first": ("$.runs[0].results[0].locations[0].physicalLocation.region.startLine", 0),
    "a line in quotes": ("$.runs[0].results[0].locations[0].physicalLocation.region.startLine", "42"),
    "columns of no kind": ("$.runs[0].columnKind", "bytes"),
    "a blank in an address": ("$.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri", "a b.ttl"),
}


@pytest.mark.parametrize("how", BROKEN)
def test_the_schema_refuses_what_is_no_sarif(how: str) -> None:
    log = json.loads(faultlist.sarif(FAULTS))
    path, value = BROKEN[how]
    *way, last = [int(n) if n else name for name, n in re.findall(r"\.(\w+)|\[(\d+)\]", path)]
    here = log
    for step in way:
        here = here[step]
    if value is None:
        del here[last]
    else:
        here[last] = value
    assert complaints(log) != []


def test_the_schema_is_the_one_of_the_standard() -> None:
    assert schema()["title"] == "Static Analysis Results Format (SARIF) Version 2.1.0 JSON Schema"
    assert len(schema()["definitions"]) == 52


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
    assert complaints(log) == []
    uris = [r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in log["runs"][0]["results"]]
    assert [unquote(uri) for uri in uris] == [f.path.as_posix() for f in faults]
    commands = faultlist.github(faults).split("\n")
    assert len(commands) == len(faults) + 1
    for command, fault in zip(commands, faults, strict=False):
        match = re.match(r"::error file=([^,:]*),line=(\d+),title=([^,:]*)::(.*)$", command, re.DOTALL)
        assert match is not None
        assert unquote(match[1]) == str(fault.path) or "%" in str(fault.path)
        assert int(match[2]) == fault.line
