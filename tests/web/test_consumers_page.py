"""docs/consumers.md is run from start to finish against a real server: every command, every program, and its real output."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.web import comunica
from tests.web.serving import Server

pytestmark = pytest.mark.endurance
PAGE = REPOSITORY / "docs" / "consumers.md"
ADDRESS = "http://127.0.0.1:8000"
_SESSION = re.compile(r"^```sh-session\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_PROGRAM = re.compile(r"^```python\n(.*?)^```\n\n```text\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


def commands() -> list[tuple[str, str]]:
    """Every command of the page, with the output that stands below it."""
    text = PAGE.read_text(encoding="utf-8")
    return [(m[1], m[2]) for block in _SESSION.findall(text) for m in _COMMAND.finditer(block)]


def programs() -> list[tuple[str, str]]:
    return [(m[1], m[2]) for m in _PROGRAM.finditer(PAGE.read_text(encoding="utf-8"))]


def as_shown(output: str, server: Server) -> str:
    """An output with the address of the page; digests change with every comma in claims/."""
    return re.sub(r"\b[0-9a-f]{12,64}\b", "…", output.replace(server.url.rstrip("/"), ADDRESS))


def ran(command: list[str], server: Server, folder: Path) -> str:
    here = [word.replace(ADDRESS, server.url.rstrip("/")) for word in command]
    done = subprocess.run(here, cwd=folder, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return as_shown(done.stdout, server)


def check(command: str, shown: str, server: Server, folder: Path) -> None:
    assert ran(["bash", "-o", "pipefail", "-c", command], server, folder) == as_shown(shown, server), (
        f"docs/consumers.md shows another output; paste the new one below: {command}"
    )


def test_the_page_holds_the_examples_that_this_file_runs() -> None:
    assert len(commands()) >= 16
    assert len(programs()) == PAGE.read_text(encoding="utf-8").count("```python") >= 2
    assert {command.split()[0] for command, _ in commands()} == {"curl", "comunica-sparql"}


@pytest.mark.parametrize(("command", "shown"), [c for c in commands() if c[0].startswith("curl ")])
def test_a_command_of_the_page_prints_what_the_page_shows(server: Server, tmp_path: Path, command: str, shown: str) -> None:
    if shutil.which("curl") is None:
        pytest.skip("no curl here; install it with: apt-get install curl")
    check(command, shown, server, tmp_path)


@pytest.mark.parametrize(("program", "shown"), programs())
def test_a_program_of_the_page_prints_what_the_page_shows(server: Server, tmp_path: Path, program: str, shown: str) -> None:
    assert ran([sys.executable, "-c", program], server, tmp_path) == shown


@pytest.mark.endurance
@pytest.mark.parametrize(("command", "shown"), [c for c in commands() if c[0].startswith("comunica")])
def test_comunica_prints_what_the_page_shows(server: Server, tmp_path: Path, command: str, shown: str) -> None:
    check(command.replace("comunica-sparql", str(comunica.program()), 1), shown, server, tmp_path)


def test_the_addresses_of_the_page_are_there(server: Server) -> None:
    addresses = re.findall(r"^\| `(/\S+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(addresses) == 5
    for address in addresses:
        assert server.ask(address).status == 200, address
