"""What the documents say is so: their commands run, their examples stand in the corpus, their output is the real one."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.calling import call
from tests.conftest import REPOSITORY
from tests.web.serving import served

PAGES = sorted([REPOSITORY / "README.md", *(REPOSITORY / "docs").glob("*.md")])
_CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
_EXAMPLE = re.compile(r"```turtle (claims/\S+)\n(.*?)```", re.DOTALL)
# Every kind of claim in section 3 of the design, by what only that kind holds.
KINDS = {
    "a plain count": "nk:value 1277",
    "a figure with two mentions": "] ,",
    "a hedge": "modality:almost",
    "a range": "nk:from",
    "a scale": "nk:scale 1000000000",
    "a vague number": "modality:order",
    "a stated zero": "nk:value 0 ;",
    "a stated no data": "modality:no-data",
    "a presence": "modality:presence",
    "a forecast": "a nk:Forecast",
    "a running total": '"2006/.."',
    "a change": "operation:decrease",
    "a share": "operation:share",
    "a ratio of counts": "nk:perCount",
    "a mean": "operation:mean-per",
    "a superlative": "operation:lowest",
    "a threshold": "operation:first-above",
    "a superlative over places": "nk:over nk:place",
    "a breakdown with a total": "nk:total",
    "a stated number of members": "nk:items",
    "one print for several members": "nk:each",
    "a table with a head": "nk:header",
    "a Yes/No cell": 'nk:wording "Yes"',
    "a number that is no figure": "nk:notFigure",
    "a bound period": "nk:periodWording",
    "a bound authority": "nk:authorityWording",
    "a carried authority": "nk:carried",
    "an unstated authority": "nk:unstated",
    "an article that is only named": "nk:held false",
    "a hop": "nk:quotes",
    "a copy": "a nk:Copy",
}


def commands() -> list[str]:
    """Every command in a console block of a page."""
    return [
        line.removeprefix("$ ")
        for page in PAGES
        for block in _CONSOLE.findall(page.read_text(encoding="utf-8"))
        for line in block.splitlines()
        if line.startswith("$ ")
    ]


def test_the_pages_hold_the_commands_that_this_file_runs() -> None:
    found = commands()
    assert len(PAGES) >= 5
    assert len(found) >= 14
    assert all(c.split()[0] in ("make", "nkgraph") for c in found), "a command that no test runs"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One check for all commands."""
    return tmp_path_factory.mktemp("kept")


@pytest.mark.parametrize("command", sorted({c for c in commands() if c.startswith("nkgraph serve")}))
def test_a_server_of_the_documents_serves(command: str, copies: Path) -> None:
    with served(*shlex.split(command)[2:], "--copies", str(copies)) as server:  # at a free port
        assert server.ask("/").status == 200


def run_now_or_later() -> list[object]:
    """Every command but `serve`; those that do not stand in the README belong to endurance."""
    front = {line.removeprefix("$ ") for line in (REPOSITORY / "README.md").read_text(encoding="utf-8").splitlines()}
    found = sorted({c for c in commands() if c.startswith("nkgraph") and not c.startswith("nkgraph serve")})
    return [pytest.param(c, marks=() if c in front else pytest.mark.endurance) for c in found]


@pytest.mark.parametrize("command", run_now_or_later())
def test_a_command_of_the_documents_works(
    command: str, copies: Path, tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = shlex.split(command)[1:]
    if "-o" in words:
        words[words.index("-o") + 1] = str(tmp_path / words[words.index("-o") + 1])
    monkeypatch.chdir(REPOSITORY)
    ran = call(*words, "--copies", copies, cache=kept)
    assert ran.code == 0, ran.err
    assert ran.out or list(tmp_path.iterdir()) or words[0] == "check", "a command that says nothing"


@pytest.mark.parametrize("command", sorted({c for c in commands() if c.startswith("make")}))
def test_a_make_command_of_the_documents_is_a_target(command: str) -> None:
    run = subprocess.run(["make", "--dry-run", *command.split()[1:]], cwd=REPOSITORY, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr


def test_the_readme_shows_the_real_report(copies: Path) -> None:
    shown = re.search(r"```\n(nkgraph report.*?)```", (REPOSITORY / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert shown is not None, "the README shows a report"
    run = subprocess.run(
        [sys.executable, "-m", "nkgraph", "report", "--copies", str(copies)], cwd=REPOSITORY, capture_output=True, text=True
    )
    real = {_without_id(line) for line in run.stdout.splitlines()}
    wrong = [line for line in shown.group(1).splitlines() if _without_id(line) not in real]
    assert not wrong, f"the README shows lines that `make report` does not print (any more); paste the new ones: {wrong}"


def _without_id(line: str) -> str:
    """A line without the corpus's digest, which changes with every comma in claims/."""
    return re.sub(r"corpus [0-9a-f]{12}", "corpus", line)


def test_every_example_of_the_format_stands_in_the_corpus() -> None:
    examples = _EXAMPLE.findall((REPOSITORY / "docs" / "claims-format.md").read_text(encoding="utf-8"))
    assert len(examples) >= 25
    for name, text in examples:
        assert text in (REPOSITORY / name).read_text(encoding="utf-8"), f"{name} does not hold the example:\n{text}"


def test_the_format_shows_every_kind_of_claim() -> None:
    examples = "\n".join(text for _, text in _EXAMPLE.findall((REPOSITORY / "docs" / "claims-format.md").read_text("utf-8")))
    missing = [kind for kind, sign in KINDS.items() if sign not in examples]
    assert not missing, f"no worked example for: {', '.join(missing)}"


def test_every_link_of_the_documents_leads_to_a_file() -> None:
    pages = [*PAGES, *(REPOSITORY / "docs" / "reading").glob("*.md")]
    seen = 0
    for page in pages:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            seen += 1
            assert (page.parent / target.replace("\\", "")).exists(), f"{page.name} links to {target}, which is not there"
    assert seen >= 20
