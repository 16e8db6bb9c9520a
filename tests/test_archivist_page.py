"""The archivist's page is run from start to finish: every command, every file, and the real output at each step."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.calling import call
from tests.conftest import REPOSITORY

PAGE = REPOSITORY / "docs" / "archivist.md"
FILED = "2026-11-22"
_BLOCK = re.compile(
    r"^```(sh-session|turtle add|turtle drafted|turtle finished)(?: (\S+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE
)


class Repository:
    """A copy of the repository's corpus, in which the page is worked through."""

    def __init__(self, folder: Path, copies: Path) -> None:
        self.folder, self.copies = folder / "repository", folder / "copies"
        for name in ("claims", "ontology", "queries", "docs/example"):
            shutil.copytree(REPOSITORY / name, self.folder / name)
        self.copies.mkdir()
        for copy in copies.glob("*.txt"):
            shutil.copy(copy, self.copies)

    def run(self, command: str) -> str:
        """What a command prints, with what differs from day to day and from place to place made the same."""
        words = shlex.split(command.replace("$NKGRAPH_COPIES", str(self.copies)))
        if words[0] == "cp":
            shutil.copy(self.folder / words[1], words[2])
            return ""
        assert words[0] == "nkgraph", f"{command}: no command that this test can run"
        more = ["--filed", FILED] if words[1] == "new" else []
        ran = call(*words[1:], *more, "--copies", self.copies, folder=self.folder)
        return same((ran.out + ran.err).replace(str(self.copies), "$NKGRAPH_COPIES"))


def same(text: str) -> str:
    """A text without the corpus's digest and the counts of its files, which change with every article."""
    text = re.sub(r"corpus\s+[0-9a-f]{12}", "corpus", text)
    text = re.sub(r"^\d+ files, \d+ claims, (\d+ faults?.*?)\. The words.*$", r"\1", text, flags=re.MULTILINE)
    return "\n".join(line.rstrip() for line in text.splitlines())


def blocks() -> list[tuple[str, str, str]]:
    return _BLOCK.findall(PAGE.read_text(encoding="utf-8"))


@pytest.mark.endurance
def test_the_page_is_worked_through_with_the_real_output_at_each_step(copies: Path, tmp_path: Path) -> None:
    repository, ran, drafted = Repository(tmp_path, copies), [], ""
    for kind, name, text in blocks():
        path = repository.folder / name
        if kind == "turtle add":
            path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
        elif kind == "turtle drafted":
            drafted = path.read_text(encoding="utf-8")
            assert text in drafted, f"{name} is drafted otherwise:\n{drafted}"
        elif kind == "turtle finished":
            head, base, _ = drafted.partition(f"/{path.stem}/> .\n")
            path.write_text(
                head.partition("\n@prefix")[1].lstrip("\n") + head.partition("\n@prefix")[2] + base + "\n" + text, "utf-8"
            )
        else:
            for command, expected in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", text, re.MULTILINE):
                ran.append(command.split()[:2])
                assert repository.run(command) == same(expected), f"$ {command}"
    done = {words[1] for words in ran if words[0] == "nkgraph"}
    assert {"new", "check", "preview"} <= done
    assert len(ran) >= 6


def test_every_block_of_the_page_is_run_by_a_test() -> None:
    kinds = set(re.findall(r"^```(\w\S*)", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    assert kinds <= {"sh-session", "turtle", "console", "text"}
    turtle = len(re.findall(r"^```turtle", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    assert turtle == sum(kind != "sh-session" for kind, _, _ in blocks())


def test_the_article_of_the_page_is_our_own(copies: Path) -> None:
    text = (REPOSITORY / "docs" / "example" / "article.txt").read_text(encoding="utf-8")
    assert text in PAGE.read_text(encoding="utf-8"), "the page shows the article"
    assert not any(copy.read_text(encoding="utf-8") == text for copy in copies.iterdir())


@pytest.mark.parametrize("kind", ["sh-session", "turtle add", "turtle drafted", "turtle finished"])
def test_the_page_has_each_kind_of_block(kind: str) -> None:
    assert any(found == kind for found, _, _ in blocks())
