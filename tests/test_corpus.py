"""Where the folders are found, what they hold, and the digest that is the same everywhere."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from nkgraph import corpus
from nkgraph.errors import CorpusError
from tests.conftest import REPOSITORY

FOLDERS = ("claims", "ontology", "queries")


def laid_out(root: Path) -> Path:
    """A folder with the three that make a repository."""
    for name in FOLDERS:
        (root / name).mkdir(parents=True)
    return root


@pytest.mark.parametrize("below", [".", "claims", "ontology/schemes", "queries/rules", "a/b/c"])
def test_the_repository_is_found_from_any_folder_within_it(tmp_path: Path, below: str) -> None:
    root = laid_out(tmp_path / "repository")
    (root / below).mkdir(parents=True, exist_ok=True)
    found = corpus.find(root / below)
    assert (found.claims, found.ontology, found.queries) == tuple(root / name for name in FOLDERS)
    assert found.copies is None


def test_the_nearest_repository_wins(tmp_path: Path) -> None:
    inner = laid_out(laid_out(tmp_path / "outer") / "inner")
    assert corpus.find(inner / "claims").claims == inner / "claims"


def test_a_folder_that_lacks_one_of_the_three_is_no_repository(tmp_path: Path) -> None:
    outer = laid_out(tmp_path / "outer")
    (outer / "part" / "claims").mkdir(parents=True)
    assert corpus.find(outer / "part").claims == outer / "claims"


def test_a_folder_given_by_hand_wins_over_the_one_that_is_found(tmp_path: Path) -> None:
    root, other = laid_out(tmp_path / "repository"), tmp_path / "other"
    other.mkdir()
    for name in FOLDERS:
        assert getattr(corpus.find(root, **{name: other}), name) == other
    assert corpus.find(root, copies=other).copies == other


@pytest.mark.parametrize("name", [*FOLDERS, "copies"])
def test_a_missing_folder_is_named_with_the_option_that_gives_it(tmp_path: Path, name: str) -> None:
    root = laid_out(tmp_path / "repository")
    with pytest.raises(CorpusError, match=rf"nowhere: there is no such folder\. Give the .*{name} with --{name} DIR"):
        corpus.find(root, **{name: tmp_path / "nowhere"})


def test_a_file_given_as_a_folder_is_no_folder(tmp_path: Path) -> None:
    root, file = laid_out(tmp_path / "repository"), tmp_path / "a.ttl"
    file.write_text("")
    with pytest.raises(CorpusError, match="--claims DIR"):
        corpus.find(root, claims=file)


def test_files_are_listed_by_name_folders_and_other_files_left_out(tmp_path: Path) -> None:
    root = laid_out(tmp_path)
    (root / "ontology" / "schemes").mkdir()
    (root / "queries" / "rules").mkdir()
    (root / "claims" / "folder.ttl").mkdir()
    for name in ("claims/b.ttl", "claims/a.ttl", "claims/a.ttl~", "claims/notes.md", "ontology/terms.ttl"):
        (root / name).write_text("")
    for name in ("ontology/schemes/places.ttl", "queries/rules/20-b.rq", "queries/rules/10-a.rq"):
        (root / name).write_text("")
    places = corpus.find(root)
    assert [p.name for p in places.claim_files()] == ["a.ttl", "b.ttl"]
    assert [p.name for p in places.ontology_files()] == ["places.ttl", "terms.ttl"]
    assert [p.name for p in places.rule_files()] == ["10-a.rq", "20-b.rq"]


def test_an_empty_folder_is_asked_about(tmp_path: Path) -> None:
    places = corpus.find(laid_out(tmp_path))
    for files in (places.claim_files, places.ontology_files, places.rule_files):
        with pytest.raises(CorpusError, match="Is it the right folder"):
            files()


def test_the_digest_of_a_corpus_does_not_depend_on_where_it_lies_or_on_the_order(tmp_path: Path) -> None:
    here = corpus.find(REPOSITORY).claim_files()
    assert len(here) >= 26
    there = [Path(shutil.copy(path, tmp_path)) for path in here]
    assert corpus.digest(here) == corpus.digest(there) == corpus.digest(reversed(there))
    assert len(corpus.digest(here)) == 64


def test_the_digest_changes_with_a_byte_a_name_a_file_and_what_is_added_to_it(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("a")
    (tmp_path / "b.ttl").write_text("b")
    files = sorted(tmp_path.iterdir())
    seen = [corpus.digest(files), corpus.digest(files[:1]), corpus.digest(files, b""), corpus.digest(files, b"x", b"y")]
    seen += [corpus.digest(files, b"xy"), corpus.digest(files, b"y", b"x")]
    (tmp_path / "b.ttl").write_text("B")
    seen.append(corpus.digest(files))
    (tmp_path / "b.ttl").rename(tmp_path / "c.ttl")
    seen.append(corpus.digest(sorted(tmp_path.iterdir())))
    (tmp_path / "a.ttl").write_text("B")
    (tmp_path / "c.ttl").write_text("a")
    seen.append(corpus.digest(sorted(tmp_path.iterdir())))
    assert len(set(seen)) == len(seen) == 9
