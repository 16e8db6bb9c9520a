"""--store: findings, query and show answer from a server that push has filled, word for word as they do from claims/."""

from __future__ import annotations

from pathlib import Path

import pytest

from nkgraph.corpus import Places
from tests import tiny
from tests.calling import Ran, call

pytest_plugins = ("tests.servers",)


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Places:
    return tiny.write(tmp_path_factory.mktemp("stored"))


def on(places: Places, *words: str) -> Ran:
    return call(*words, "--claims", places.claims, "--ontology", places.ontology, "--queries", places.queries)


@pytest.mark.endurance
def test_the_answers_from_a_store_are_those_from_the_claims(store: str, places: Places, tmp_path: Path) -> None:
    own = tmp_path / "own.rq"
    own.write_text(
        "PREFIX nk: <https://w3id.org/nkgraph/ontology#> SELECT (COUNT(?f) AS ?findings) WHERE { ?f a nk:Finding }", "utf-8"
    )
    assert on(places, "push", store).code == 0
    for words in (
        ["findings", "--format", "csv"],
        ["query", "which-figures-contradict-each-other", "--format", "csv"],
        ["query", str(own), "--format", "csv"],
        ["show", "arrivals/south-korea/2014", "--format", "json"],
    ):
        local, remote = on(places, *words), on(places, *words, "--store", store)
        assert (local.code, remote.code) == (0, 0), remote.err
        assert remote.out == local.out


@pytest.mark.parametrize("words", [["findings"], ["show", "yonhap"], ["query", "who-quotes-whom"]], ids=lambda w: w[0])
def test_a_store_that_is_not_there_is_one_sentence(words: list[str], places: Places) -> None:
    ran = on(places, *words, "--store", "http://127.0.0.1:9")
    assert (ran.code, ran.out) == (2, "")
    assert "http://127.0.0.1:9" in ran.err
    assert "Traceback" not in ran.err


def test_a_store_holds_one_day(places: Places) -> None:
    ran = on(places, "findings", "--store", "http://127.0.0.1:9", "--as-of", "2015")
    assert ran.code == 2
    assert "nkgraph push URL --as-of DATE" in ran.err
