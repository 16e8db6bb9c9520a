"""The repository itself: nothing of an archived text is in it, and the raw readings are what was read."""

from __future__ import annotations

import csv
import re
import subprocess
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

_RUN = 12  # words in a row that only a copied sentence has
_TEXT = {".ttl", ".md", ".py", ".rq", ".html", ".txt", ".json", ".csv", ".tsv", ".toml", ".in", ""}


def words(text: str) -> list[str]:
    """The words of a text, addresses left out: an address is a fact."""
    return re.findall(r"[A-Za-z0-9'’]+", re.sub(r"<https?://[^>]*>", " ", text).lower())


def test_no_sentence_of_a_copy_stands_in_the_repository(copies: Path) -> None:
    runs: set[tuple[str, ...]] = set()
    for copy in sorted(copies.glob("*.txt")):
        held = words(copy.read_text(encoding="utf-8"))
        runs.update(tuple(held[i : i + _RUN]) for i in range(len(held) - _RUN + 1))
    assert len(runs) > 5000
    listed = subprocess.run(["git", "ls-files"], cwd=REPOSITORY, capture_output=True, text=True, check=True).stdout.split("\n")
    files = [REPOSITORY / name for name in listed if name and Path(name).suffix in _TEXT and (REPOSITORY / name).is_file()]
    assert len(files) > 100
    for file in files:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            here = words(line) if "headline" not in line else []
            copied = [i for i in range(len(here) - _RUN + 1) if tuple(here[i : i + _RUN]) in runs]
            assert not copied, f"{file}:{number} repeats a sentence of an archived copy; keep the figure's wording only"


def test_the_raw_readings_point_at_the_characters_they_name(copies: Path) -> None:
    lists = sorted((REPOSITORY / "docs" / "reading").glob("copy-*.tsv"))
    assert len(lists) == 10, "five copies, read twice"
    rows = 0
    for path in lists:
        number = path.name.split("-")[1][:3]
        (copy,) = copies.glob(f"{number}_*.txt")
        with copy.open(encoding="utf-8", newline="") as file:
            text = file.read()
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                rows += 1
                here = text[int(row["start"]) : int(row["end"])]
                long = re.fullmatch(r"\[(\d+) characters of an endnote\]", row["wording"])
                fits = len(here) == int(long.group(1)) if long else here == row["wording"]
                assert fits, f"{path.name}: {row['start']}-{row['end']} is {here!r}"
    assert rows > 1400


def test_processes_that_run_the_tests_side_by_side_know_which_belong_together(request: pytest.FixtureRequest) -> None:
    grouped = request.config.getoption("dist", "no") == "loadgroup" or getattr(request.config.option, "loadgroup", False)
    assert request.node.nodeid.endswith("@test_repository") == grouped
