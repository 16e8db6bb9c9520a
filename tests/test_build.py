"""The cache changes no answer: what goes in is in its key, what is torn is built again, faults are never kept."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from nkgraph import build, periods, report, report_text, rules
from nkgraph.build import Built, cache_folder
from nkgraph.corpus import Places
from tests import tiny
from tests.conftest import REPOSITORY

ONE = {"2016-01-04-yonhap-a": (tiny.head("yonhap", "2016-01-04"), [tiny.arrivals("y2014", "1,514", "2014")])}
DAY = periods.parse("2015-12-31").last
Change = Callable[[Places], tuple[Places, int]]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Built]:
    """A folder with a corpus of one claim, an ontology, rules and a cache below it, and the answer that is kept there."""
    folder = tmp_path_factory.mktemp("base")
    for name in ("ontology", "queries"):
        shutil.copytree(REPOSITORY / name, folder / name)
    tiny.write(folder / "corpus", ONE)
    built = build.build(_places(folder), cache=folder / "cache")
    assert not built.faults
    return folder, built


def _places(folder: Path) -> Places:
    below = folder / "corpus"
    return Places(below / "claims", folder / "ontology", folder / "queries", below / "copies")


@pytest.fixture
def corpus(base: tuple[Path, Built], tmp_path: Path) -> Places:
    """The corpus of `base`, to be changed."""
    shutil.copytree(base[0], tmp_path / "base")
    return _places(tmp_path / "base")


@pytest.fixture
def cache(corpus: Places) -> Path:
    """The cache of `corpus`, which holds its graph."""
    return corpus.ontology.parent / "cache"


@pytest.fixture
def answer(base: tuple[Path, Built]) -> Built:
    """What is built of `corpus` as long as nobody changes it."""
    return base[1]


def kept(cache: Path) -> list[Path]:
    """The graphs in a cache, by name."""
    return sorted(cache.glob("*.nq")) if cache.is_dir() else []


def same(one: Built, other: Built) -> bool:
    """Whether two answers are one: the same graph, the same report, the same words about it."""
    texts = [report.as_json(report.compose(built)) + report_text.text(report.compose(built)) for built in (one, other)]
    return _lines(one) == _lines(other) and texts[0] == texts[1] and one.faults == other.faults


def _lines(built: Built) -> list[bytes]:
    return sorted(built.graph.n_quads().splitlines())


def test_the_answer_is_the_same_with_a_cache_without_and_from_it(tmp_path: Path) -> None:
    places, cache = tiny.write(tmp_path / "corpus"), tmp_path / "cache" / "below"
    without, first = build.build(places), build.build(places, cache=cache)
    (file,) = kept(cache)
    written = file.stat().st_mtime_ns
    second = build.build(places, cache=cache)
    assert same(without, first)
    assert same(first, second)
    assert (second.corpus_id, second.copies) == (first.corpus_id, first.copies) == (without.corpus_id, 1)
    assert kept(cache) == [file]
    assert file.stat().st_mtime_ns == written, "the second answer came from the cache"


@pytest.mark.parametrize(
    "cut", ["empty", "half", "one byte less", "one byte more", "one byte changed", "no head", "another format"]
)
def test_a_torn_graph_is_ignored_and_written_anew(corpus: Places, cache: Path, answer: Built, cut: str) -> None:
    (file,) = kept(cache)
    whole = file.read_bytes()
    head, _, body = whole.partition(b"\n")
    file.write_bytes(
        {
            "empty": b"",
            "half": whole[: len(whole) // 2],
            "one byte less": whole[:-1],
            "one byte more": whole + b"\n",
            "one byte changed": whole.replace(b"1514", b"1515", 1),
            "no head": body,
            "another format": head.replace(b"graph 1", b"graph 0") + b"\n" + body,
        }[cut]
    )
    assert file.read_bytes() != whole
    assert same(build.build(corpus, cache=cache), answer)
    assert kept(cache) == [file]
    assert file.read_bytes().partition(b"\n")[2].count(b"\n") == body.count(b"\n"), "the whole graph is kept again"


def _append(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def _claims(places: Places) -> tuple[Places, int]:
    _append(places.claims / "2016-01-04-yonhap-a.ttl", "# read again\n")
    return places, rules.ALL_DATES


def _renamed_claims(places: Places) -> tuple[Places, int]:
    old = places.claims / "2016-01-04-yonhap-a.ttl"
    text = old.read_text(encoding="utf-8").replace("yonhap-a/", "yonhap-b/")
    (places.claims / "2016-01-04-yonhap-b.ttl").write_text(text, encoding="utf-8")
    old.unlink()
    return places, rules.ALL_DATES


def _ontology(places: Places) -> tuple[Places, int]:
    _append(places.ontology / "schemes" / "agents.ttl", "# one more line\n")
    return places, rules.ALL_DATES


def _shapes(places: Places) -> tuple[Places, int]:
    _append(places.ontology / "shapes.ttl", "# one more line\n")
    return places, rules.ALL_DATES


def _rules(places: Places) -> tuple[Places, int]:
    _append(places.queries / "rules" / "10-stands.rq", "# one more line\n")
    return places, rules.ALL_DATES


def _copies(places: Places) -> tuple[Places, int]:
    assert places.copies is not None
    (places.copies / "b.txt").write_text("one more copy", encoding="utf-8")
    return places, rules.ALL_DATES


def _no_copies(places: Places) -> tuple[Places, int]:
    return replace(places, copies=None), rules.ALL_DATES


def _day(places: Places) -> tuple[Places, int]:
    assert DAY is not None
    return places, DAY


CHANGES: list[Change] = [_claims, _renamed_claims, _ontology, _shapes, _rules, _copies, _no_copies, _day]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__.strip("_"))
def test_whatever_goes_in_changes_the_key(corpus: Places, cache: Path, change: Change) -> None:
    before = kept(cache)
    build.build(corpus, cache=cache)
    assert kept(cache) == before, "nothing has changed yet"
    places, day = change(corpus)
    changed = build.build(places, day, cache)
    assert not changed.faults
    assert len(kept(cache)) == 2, "a second graph stands beside the first"
    assert same(build.build(places, day, cache), changed)
    assert len(kept(cache)) == 2


@pytest.mark.endurance
def test_the_corpus_id_is_that_of_the_claims_alone_wherever_they_lie(corpus: Places, answer: Built, tmp_path: Path) -> None:
    for change in (_ontology, _rules, _copies):
        change(corpus)
    elsewhere = tmp_path / "elsewhere" / "claims-of-2016"
    shutil.copytree(corpus.claims, elsewhere)
    assert build.build(replace(corpus, claims=elsewhere)).corpus_id == answer.corpus_id
    _claims(corpus)
    assert build.build(corpus).corpus_id != answer.corpus_id


def test_faults_are_never_kept_and_give_no_graph(corpus: Places, cache: Path) -> None:
    assert corpus.copies is not None
    (corpus.copies / tiny.COPY).write_text("1,515\n", encoding="utf-8")
    (good,) = kept(cache)
    good.unlink()
    broken = build.build(corpus, cache=cache)
    assert {fault.code for fault in broken.faults} >= {"digest-differs", "wording-differs"}
    assert len(broken.graph) == 0
    assert kept(cache) == []
    (corpus.copies / tiny.COPY).write_text("1,514\n", encoding="utf-8")
    assert not build.build(corpus, cache=cache).faults
    assert kept(cache) == [good]


def test_a_folder_without_any_copy_is_not_the_same_as_no_folder(corpus: Places, cache: Path, tmp_path: Path) -> None:
    assert not build.build(replace(corpus, copies=None), cache=cache).faults
    (tmp_path / "nothing").mkdir()
    empty = build.build(replace(corpus, copies=tmp_path / "nothing"), cache=cache)
    assert [fault.code for fault in empty.faults] == ["copy-missing"]


@pytest.mark.parametrize("obstacle", ["a file", "below a file", "a folder in its place", "a link to nowhere", "a device"])
def test_a_cache_that_cannot_be_written_is_no_failure(
    corpus: Places, cache: Path, answer: Built, tmp_path: Path, obstacle: str
) -> None:
    file, link = tmp_path / "file", tmp_path / "link"
    file.write_text("x")
    link.symlink_to(tmp_path / "nowhere" / "deep")
    folder = {"a file": file, "below a file": file / "c", "a link to nowhere": link, "a device": Path("/dev/null")}.get(
        obstacle
    )
    if folder is None:
        folder = tmp_path / "taken"
        (folder / kept(cache)[0].name).mkdir(parents=True)
    assert same(build.build(corpus, cache=folder), answer)
    assert file.read_text() == "x"


def test_a_cache_keeps_twenty_graphs_and_forgets_the_oldest(corpus: Places, tmp_path: Path) -> None:
    cache = tmp_path / "full"
    cache.mkdir()
    for number in range(25):
        (cache / f"{number:02}.nq").write_text("old")
    (cache / "not-ours.txt").write_text("stays")
    build.build(corpus, cache=cache)
    graphs = [path for path in kept(cache) if path.suffix == ".nq"]
    assert len(graphs) == 20
    assert any(path.stat().st_size > 3 for path in graphs), "the newest is kept"
    assert (cache / "not-ours.txt").exists()


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        ({"NKGRAPH_CACHE": "off", "HOME": "/h", "XDG_CACHE_HOME": "/x"}, None),
        ({"NKGRAPH_CACHE": "/c", "HOME": "/h", "XDG_CACHE_HOME": "/x"}, "/c"),
        ({"NKGRAPH_CACHE": "", "HOME": "/h", "XDG_CACHE_HOME": "/x"}, "/x/nkgraph"),
        ({"HOME": "/h"}, "/h/.cache/nkgraph"),
        ({"HOME": ""}, None),
        ({}, None),
    ],
)
def test_the_cache_is_where_the_environment_says(environment: dict[str, str], folder: str | None) -> None:
    assert cache_folder(environment) == (None if folder is None else Path(folder))
