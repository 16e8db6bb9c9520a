"""The command line where it cannot work: a sentence or two, exit code 2, nothing on stdout, never a traceback."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from nkgraph.cli import cli
from nkgraph.corpus import Places
from tests import tiny
from tests.calling import call
from tests.conftest import REPOSITORY

COMMANDS = sorted(cli.commands)
BROKEN = "2016-01-04-upi-broken.ttl"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Places:
    """The small corpus, which contradicts itself, with a cache beside it."""
    return tiny.kept(tmp_path_factory.mktemp("small"))


WRONG: dict[str, tuple[list[str], str]] = {
    "no such command": (["nonsense"], "No such command 'nonsense'"),
    "no such option": (["report", "--nope"], "No such option '--nope'"),
    "an option of another command": (["find", "x", "--strict"], "No such option '--strict'"),
    "no such format": (["report", "--format", "xml"], "'xml' is not one of"),
    "nothing to find": (["find"], "Missing argument 'WORDS...'"),
    "no claims": (["report", "--claims", "/nowhere"], "/nowhere: there is no such folder. Give the claims with --claims DIR."),
    "no ontology": (["report", "--ontology", "/nowhere"], "Give the ontology with --ontology DIR."),
    "no rules": (["claims", "--queries", "/nowhere"], "Give the queries with --queries DIR."),
    "no copies": (["check", "--copies", "/nowhere"], "Give the archived copies with --copies DIR, or leave it out."),
    "an empty folder": (["report", "--claims", "EMPTY"], "there is no *.ttl file here. Is it the right folder?"),
    "a file as folder": (["report", "--claims", "FILE"], "is a file"),
    "a folder as output": (["report", "-o", "EMPTY"], "is a directory"),
    "an output in no folder": (
        ["claims", "--claims", "SMALL", "-o", "EMPTY/deep/x"],
        "could not be written: No such file or directory.",
    ),
    "a device as output": (["report", "--claims", "SMALL", "-o", "/dev/null"], "/dev/null: is not a plain file"),
    "no day": (["report", "--as-of", "yesterday"], '--as-of: "yesterday" is not a date in EDTF.'),
    "an empty day": (["report", "--as-of", ""], '--as-of: "" is not a date in EDTF.'),
    "a day that is none": (["report", "--as-of", "2015-02-30"], '"2015-02-30" is not a day of the calendar.'),
    "a file of another folder": (["check", "README.md"], "README.md: not a file of "),
    "a link that goes in a circle": (["check", "LOOP"], "not a file of "),
    "coverage of no copies": (["coverage"], "Coverage is counted in the archived copies: give them with --copies DIR."),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_call_is_a_sentence_or_two_on_stderr_and_exit_code_2(case: str, tmp_path: Path, small: Places) -> None:
    (tmp_path / "EMPTY").mkdir()
    (tmp_path / "FILE").write_text("x")
    (tmp_path / "LOOP").symlink_to(tmp_path / "LOOP")
    arguments, words = WRONG[case]
    here = [str(tmp_path / a) if a.partition("/")[0] in ("EMPTY", "FILE", "LOOP") else a for a in arguments]
    ran = call(*(str(small.claims) if a == "SMALL" else a for a in here), cache=tiny.cache(small))
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.message
    assert ran.sentences in (1, 2), ran.err
    assert "Traceback" not in ran.err
    assert "Errno" not in ran.err


def test_no_command_at_all_shows_what_there_is_and_is_exit_code_2() -> None:
    ran = call()
    assert (ran.code, ran.out) == (2, "")
    assert all(f"\n  {command} " in ran.err for command in COMMANDS)


def _unreadable(folder: Path) -> None:
    (folder / "claims" / "2016-unreadable.ttl").symlink_to("/proc/self/mem")  # root may read everything else


def _not_utf_8_rule(folder: Path) -> None:
    (folder / "queries" / "rules" / "10-stands.rq").write_bytes(b"#+ summary: \xe9\n")


def _not_utf_8_name(folder: Path) -> None:
    (folder / "claims" / os.fsdecode(b"2016-\xff.ttl")).write_text("x")


def _broken_ontology(folder: Path) -> None:
    with (folder / "ontology" / "schemes" / "agents.ttl").open("a") as file:
        file.write("nonsense")


@pytest.mark.parametrize(
    "spoil",
    [_unreadable, _not_utf_8_rule, _not_utf_8_name, _broken_ontology],
    ids=lambda spoil: spoil.__name__.strip("_"),
)
def test_what_cannot_be_read_is_a_sentence_or_two_and_exit_code_2(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    tiny.write(tmp_path)
    for name in ("ontology", "queries"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    spoil(tmp_path)
    ran = call("report", *(f"--{name}={tmp_path / name}" for name in ("claims", "ontology", "queries")))
    assert (ran.code, ran.out) == (2, "")
    assert "Traceback" not in ran.err
    assert "Errno" not in ran.err
    assert ran.sentences in (1, 2), ran.err


def _process(command: str, places: Places, stdout: int) -> tuple[int, str]:
    """The command in a process of its own: its exit code, and what it said."""
    environment = os.environ | {"NKGRAPH_CACHE": str(tiny.cache(places)), "PYTHONPATH": os.pathsep.join(sys.path)}
    environment.pop("NKGRAPH_COPIES", None)
    called = [sys.executable, "-m", "nkgraph", command, "--claims", str(places.claims)]
    ran = subprocess.run(called, cwd=REPOSITORY, env=environment, stdout=stdout, stderr=subprocess.PIPE, text=True)
    return ran.returncode, ran.stderr


@pytest.mark.endurance
def test_a_reader_that_has_had_enough_is_no_failure_and_hides_no_faults(small: Places, tmp_path: Path) -> None:
    places = tiny.write(tmp_path)
    reader, writer = os.pipe()
    os.close(reader)
    try:
        sound = _process("claims", small, writer)
        (places.claims / BROKEN).write_text("x", encoding="utf-8")
        broken = _process("check", places, writer)
    finally:
        os.close(writer)
    assert [sound[0], broken[0]] == [0, 1]
    assert "Traceback" not in sound[1] + broken[1]
    assert "Broken pipe" not in sound[1] + broken[1]


def test_a_full_disk_behind_stdout_is_one_message_and_exit_code_2(small: Places) -> None:
    with Path("/dev/full").open("wb") as full:
        code, said = _process("claims", small, full.fileno())
    assert code == 2
    assert said == "nkgraph: The output could not be written: No space left on device. Make room, or write elsewhere.\n"
