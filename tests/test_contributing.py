"""What stands beside the code for contributors works: editor tasks, the hook before a commit, the recipe for CI."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import tiny
from tests.calling import call
from tests.conftest import REPOSITORY

TASKS = json.loads((REPOSITORY / ".vscode" / "tasks.json").read_text(encoding="utf-8"))["tasks"]
STEM = "2020-upi-third"
WRONG = {"nk:value 1514": "nk:value 1515", "agent:upi": "agent:upii", '"2020"': '"2020-13"', "nk:value 1502 ;": ""}


def broken(folder: Path) -> Path:
    """A small corpus, in a repository of its own, in which one file has several faults."""
    places = tiny.write(folder)
    for name in ("ontology", "queries"):
        shutil.copytree(REPOSITORY / name, folder / name)
    path = places.claims / f"{STEM}.ttl"
    text = path.read_text(encoding="utf-8")
    for right, wrong in WRONG.items():
        assert right in text
        text = text.replace(right, wrong)
    path.write_text(text, encoding="utf-8")
    return folder


# --- the editor --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("task", TASKS, ids=lambda t: t["label"])
def test_the_editor_understands_every_line_that_check_prints(task: dict[str, object], tmp_path: Path) -> None:
    folder = broken(tmp_path / "a folder: with signs")
    matcher = task["problemMatcher"]
    assert isinstance(matcher, dict)
    pattern = matcher["pattern"]
    data = json.loads(call("check", "--format", "json", "--copies", "copies", folder=folder).out)["faults"]
    lines = call("check", "--copies", "copies", folder=folder).out.splitlines()
    assert len(lines) == len(data) >= 4
    for line, fault in zip(lines, data, strict=True):
        found = re.match(pattern["regexp"], line)
        assert found is not None, line
        assert found[pattern["file"]] == fault["path"]
        assert int(found[pattern["line"]]) == fault["line"]
        assert (found[pattern["severity"]], found[pattern["code"]]) == (fault["severity"], fault["code"])
        assert found[pattern["message"]] == f"{fault['message']} {fault['remedy']}"


def test_the_editor_takes_nothing_else_for_a_fault(tmp_path: Path) -> None:
    folder = broken(tmp_path / "x")
    said = [*call("check", folder=folder).err.splitlines(), "12:34:56 checking; changed: a.ttl", "nkgraph: claims: not there."]
    for task in TASKS:
        assert not [line for line in said if re.match(task["problemMatcher"]["pattern"]["regexp"], line)]


@pytest.mark.parametrize("task", TASKS, ids=lambda t: t["label"])
def test_the_editor_runs_a_command_that_there_is(task: dict[str, str]) -> None:
    name, *words = task["command"].split()
    assert name == "nkgraph"
    ran = call(words[0], "--help")
    assert ran.code == 0
    assert all(word in ran.out for word in words[1:])


def test_the_editor_knows_when_a_check_begins_and_ends() -> None:
    background = TASKS[1]["problemMatcher"]["background"]
    source = (REPOSITORY / "src" / "nkgraph" / "archiving.py").read_text(encoding="utf-8")
    said = re.findall(r"%H:%M:%S\} ([^\"]*)\"", source)
    assert len(said) == 2
    for pattern, words in zip((background["beginsPattern"], background["endsPattern"]), said, strict=True):
        assert re.match(pattern, f"12:34:56 {words}")


# --- the hook ----------------------------------------------------------------------------------------------------


class Scratch:
    """A git repository with the hook turned on, and a `nkgraph` on the path."""

    def __init__(self, folder: Path) -> None:
        self.folder = broken(folder / "repository")
        program = folder / "bin" / "nkgraph"
        program.parent.mkdir()
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m nkgraph "$@"\n', encoding="utf-8")
        program.chmod(0o755)
        clean = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
        self.environment = {
            **clean, "PATH": f"{program.parent}:{os.environ['PATH']}", "HOME": str(folder), "NKGRAPH_COPIES": "copies",
            "PYTHONPATH": os.pathsep.join([os.environ.get("PYTHONPATH", ""), str(REPOSITORY / "src")]).strip(os.pathsep),
            "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "A",
            "GIT_COMMITTER_EMAIL": "a@example.org", "GIT_CONFIG_NOSYSTEM": "1",
        }  # fmt: skip
        shutil.copytree(REPOSITORY / ".githooks", self.folder / ".githooks")
        self.git("init", "--quiet")
        self.git("config", "core.hooksPath", ".githooks")
        self.path = self.folder / "claims" / f"{STEM}.ttl"

    def git(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(["git", *words], cwd=self.folder, env=self.environment, capture_output=True, text=True)

    def commits(self) -> int:
        return len(self.git("log", "--oneline").stdout.splitlines())

    def mended(self) -> str:
        text = self.path.read_text(encoding="utf-8")
        for right, wrong in WRONG.items():
            text = text.replace(wrong, right) if wrong else text.replace('"2012" ; ', f'"2012" ; {right} ')
        return text


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    return Scratch(tmp_path)


@pytest.mark.endurance
def test_a_commit_with_faults_is_refused_and_a_mended_one_is_made(scratch: Scratch) -> None:
    scratch.git("add", ".")
    refused = scratch.git("commit", "--message", "first")
    assert refused.returncode != 0
    assert re.search(rf"^claims/{STEM}\.ttl:\d+: error \[value-differs\]", refused.stdout + refused.stderr, re.MULTILINE)
    assert scratch.commits() == 0
    scratch.path.write_text(scratch.mended(), encoding="utf-8")
    scratch.git("add", ".")
    made = scratch.git("commit", "--message", "first")
    assert made.returncode == 0, made.stdout + made.stderr
    assert scratch.commits() == 1


@pytest.mark.endurance
def test_what_is_staged_is_checked_and_not_what_lies_in_the_folder(scratch: Scratch) -> None:
    wrong = scratch.path.read_text(encoding="utf-8")
    scratch.git("add", ".")
    scratch.path.write_text(scratch.mended(), encoding="utf-8")
    assert scratch.git("commit", "--message", "staged wrong, lies there right").returncode != 0
    scratch.git("add", ".")
    scratch.path.write_text(wrong, encoding="utf-8")
    assert scratch.git("commit", "--message", "staged right, lies there wrong").returncode == 0
    assert scratch.path.read_text(encoding="utf-8") == wrong, "the hook touches nothing"


def test_a_commit_that_touches_no_claims_is_not_held_up(scratch: Scratch) -> None:
    (scratch.folder / "README.md").write_text("words", encoding="utf-8")
    scratch.git("add", "README.md")
    assert scratch.git("commit", "--message", "words").returncode == 0


def test_the_hook_for_pre_commit_runs_a_command_that_there_is() -> None:
    text = (REPOSITORY / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    hook = dict(re.findall(r"^(?:- |  )(\w+): (.*)$", text, re.MULTILINE))
    assert set(hook) == {"id", "name", "description", "entry", "language", "files", "pass_filenames"}
    name, command = hook["entry"].split()
    assert (name, call(command, "--help").code) == ("nkgraph", 0)
    taken = [
        f
        for f in ("claims/2020-a-b.ttl", "ontology/schemes/units.ttl", "src/a.py", "claims/a.md")
        if re.search(hook["files"], f)
    ]
    assert taken == ["claims/2020-a-b.ttl", "ontology/schemes/units.ttl"]


# --- CI ----------------------------------------------------------------------------------------------------------


def test_the_recipe_for_ci_prints_each_fault_on_its_line(tmp_path: Path) -> None:
    folder = broken(tmp_path / "x")
    (command,) = re.findall(r"- run: nkgraph (.*)$", (REPOSITORY / "docs" / "ci.md").read_text(encoding="utf-8"), re.MULTILINE)
    ran = call(*command.split(), folder=folder)
    data = json.loads(call("check", "--format", "json", folder=folder).out)["faults"]
    assert (ran.code, len(data)) == (1, len(ran.out.splitlines()))
    for line, fault in zip(ran.out.splitlines(), data, strict=True):
        assert line.startswith(f"::error file=claims/{STEM}.ttl,line={fault['line']},title={fault['code']}::")


def test_the_recipe_for_ci_installs_from_files_that_are_there() -> None:
    text = (REPOSITORY / "docs" / "ci.md").read_text(encoding="utf-8")
    (named,) = re.findall(r"pip install --require-hashes -r (\S+)", text)
    assert (REPOSITORY / named).is_file()
    assert (REPOSITORY / "pyproject.toml").is_file()


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", ".github/pull_request_template.md", "docs/ci.md"])
def test_what_a_page_names_is_there(page: str) -> None:
    text = (REPOSITORY / page).read_text(encoding="utf-8")
    folder = (REPOSITORY / page).parent
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (folder / target).exists(), target
    for command in re.findall(r"`nkgraph ([a-z]+)", text):
        assert call(command, "--help").code == 0, command
    for path in re.findall(r"`(\.?[\w.-]+/[\w./-]*)`", text):
        assert path == ".github/workflows/claims.yml" or path.startswith("github/") or (REPOSITORY / path).exists(), path


def test_a_checkout_has_unix_line_ends_whatever_the_machine_prefers() -> None:
    files = sorted(
        [*REPOSITORY.glob("claims/*.ttl"), *REPOSITORY.glob("ontology/**/*.ttl"), *REPOSITORY.glob("queries/**/*.rq")]
    )
    names = [str(path.relative_to(REPOSITORY)) for path in files]
    told = subprocess.run(
        ["git", "check-attr", "text", "eol", "--", *names], cwd=REPOSITORY, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert len(names) >= 60
    assert told == [line for name in names for line in (f"{name}: text: set", f"{name}: eol: lf")]
