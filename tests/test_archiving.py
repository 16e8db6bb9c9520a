"""The commands of an archivist: what is said beside the faults of the files that are asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import tiny
from tests.calling import call

LACKING = "2020-upi-third"


@pytest.mark.parametrize(
    ("asked", "named"),
    [([LACKING], f"{LACKING}.ttl"), (["2015-07-05-yonhap-first", LACKING], "FILE"), ([LACKING, "copies"], "FILE"), ([], None)],
)
def test_a_file_to_add_numbers_to_is_named_only_where_one_was_asked_for(
    asked: list[str], named: str | None, tmp_path: Path
) -> None:
    places = tiny.write(tmp_path)
    file = places.claims / f"{LACKING}.ttl"
    text = file.read_text(encoding="utf-8")
    file.write_text(text[: text.index("<y2012>")], encoding="utf-8")
    given: list[str | Path] = ["--claims", places.claims, "--copies", places.copies or "", "--ontology", places.ontology]
    ran = call("check", *(places.claims / f"{stem}.ttl" for stem in asked), *given, "--queries", places.queries)
    assert (ran.code, ran.out.count("[number-unaccounted]")) == (1, 1)
    drafted = [line.rpartition("/")[2].rpartition(" ")[2] for line in ran.err.splitlines() if "nkgraph new --update" in line]
    assert drafted == ([] if named is None else [named])
