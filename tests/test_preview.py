"""What one file would change: the findings with it and without it, and the roots that it really adds."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from nkgraph import check, preview, rules, vocab
from nkgraph.corpus import Places
from nkgraph.preview import Preview
from tests import tiny
from tests.calling import call

NIS = "nk:authority agent:national-intelligence-service"
GOVERNMENT = "nk:authority agent:south-korean-government"
UNSTATED = "nk:authority nk:unstated"
NEW = "2021-korea-times-new"
See = Callable[..., Preview]


@pytest.fixture
def see(tmp_path: Path) -> See:
    """The preview of a new article with these figures, in a corpus of the articles given or those of `tiny`."""

    def write(figures: list[tiny.Figure], more: str = "", articles: tiny.Articles = tiny.ARTICLES) -> Preview:
        new = {NEW: (tiny.head("korea-times", "2021", "New", more), figures)}
        return previewed(tiny.write(tmp_path / "tiny", {**articles, **new}), NEW)

    return write


def previewed(places: Places, stem: str) -> Preview:
    reading = check.read(places)
    assert not check.judge(reading, places).faults
    (document,) = (d for d in reading.documents if d.path.stem == stem)
    return preview.compose(reading, document, rules.read(places.rule_files()))[0]


def outcomes(seen: Preview) -> list[tuple[str, str]]:
    return [(b.finding.rule, b.finding.outcome) for b in seen.new]


def test_a_figure_that_nobody_else_gives_changes_nothing(see: See) -> None:
    seen = see([tiny.arrivals("a", "929", "1990")])
    assert (seen.new, seen.changed, seen.gone) == ((), (), ())
    assert seen.summary == "prints 1 figure; 0 are given by others"


def test_a_reprint_agrees_and_adds_no_root(see: See) -> None:
    seen = see([tiny.arrivals("a", "2,706", "2011")])
    assert "given by others; adds 0 new roots to it" in seen.summary
    (figure,) = seen.figures
    assert (figure.others, figure.roots, figure.adds, figure.unknown) == (("Yonhap",), ("Unification Ministry",), (), 0)
    assert outcomes(seen) == []
    (change,) = seen.changed
    assert (len(change.before.finding.claims), len(change.after.finding.claims)) == (2, 3)
    assert change.after.finding.outcome == "agrees"


def test_another_authority_that_says_the_same_is_a_new_root(see: See) -> None:
    seen = see([tiny.arrivals("a", "2,706", "2011", NIS)])
    assert seen.summary.endswith("adds 1 new root to it (National Intelligence Service)")


def test_a_government_adds_no_root_to_its_own_ministry(see: See) -> None:
    assert "adds 0 new roots" in see([tiny.arrivals("a", "2,706", "2011", GOVERNMENT)]).summary


def test_a_figure_without_a_root_is_said_to_tell_nothing(see: See) -> None:
    seen = see([tiny.arrivals("a", "2,706", "2011", UNSTATED)])
    assert "adds 0 new roots to it; 1 of its own without a known root: nobody can tell" in seen.summary


def test_a_root_where_none_was_known_is_no_new_one(see: See) -> None:
    only = {"2020-upi-third": (tiny.head("upi", "2020"), [tiny.arrivals("y", "1,502", "2012", UNSTATED)])}
    seen = see([tiny.arrivals("a", "1,502", "2012")], articles=only)
    assert "adds 0 new roots to it; 1 had no known root before and has Unification Ministry now" in seen.summary
    (figure,) = seen.figures
    assert (figure.roots, figure.unknown, figure.adds, figure.named) == ((), 1, (), ("Unification Ministry",))


def test_another_value_of_another_root_contradicts(see: See) -> None:
    seen = see([tiny.arrivals("a", "3,001", "2011", NIS)])
    assert ("same-quantity", "contradicts") in outcomes(seen)


def test_a_later_value_of_the_same_root_revises(see: See) -> None:
    seen = see([tiny.arrivals("a", "2,707", "2011")])
    assert ("same-quantity", "revised") in outcomes(seen)


def test_another_period_is_not_comparable(see: See) -> None:
    seen = see([tiny.arrivals("a", "1,300", "2011-01/2011-06")])
    assert ("near-miss", "not-comparable") in outcomes(seen)


def test_a_finding_that_an_article_undoes_is_no_longer_said(see: See) -> None:
    """Two values in one article: it takes no part in comparing any more, and contradicts itself instead."""
    seen = see([tiny.arrivals("a", "2,706", "2011"), tiny.arrivals("b", "2,806", "2011")])
    assert ("within-article", "contradicts") in outcomes(seen)


@pytest.mark.endurance
def test_a_file_that_takes_a_finding_away_shows_it(tmp_path: Path) -> None:
    """What one article says twice can take away what the others said of its reading."""
    places = tiny.write(tmp_path / "tiny")
    seen = [previewed(places, stem) for stem in tiny.ARTICLES]
    reading, every = check.read(places), rules.read(places.rule_files())
    whole = preview.graph(reading, reading.documents, every)
    for one, stem in zip(seen, tiny.ARTICLES, strict=True):
        part = preview.graph(reading, [d for d in reading.documents if d.path.stem != stem], every)
        there, before = ({s.value for s in g.subjects(vocab.RDF_TYPE, vocab.NK.Finding)} for g in (whole, part))
        assert {b.finding.iri.value for b in one.new} == there - before
        assert {b.finding.iri.value for b in one.gone} == before - there
        assert {c.after.finding.iri.value for c in one.changed} <= there & before


# --- the command -------------------------------------------------------------------------------------------------


def words(places: Places) -> list[str | Path]:
    assert places.copies is not None
    return ["--claims", places.claims, "--copies", places.copies]


def test_the_page_tells_what_is_new_and_ends_with_cite_and_next(tmp_path: Path) -> None:
    places = tiny.write(tmp_path / "tiny")
    ran = call("preview", places.claims / "2016-01-04-yonhap-second.ttl", *words(places))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Preview of 2016-01-04-yonhap-second.ttl")
    assert "prints 3 figures; 0 are given by others" in ran.out
    heads = [line.split()[0] for line in ran.out.splitlines() if line and not line.startswith(" ")]
    assert heads == ["Preview", "It", "Contradicts", "Agrees", "Its", "Cite", "Next"]
    assert all(len(line) <= 120 for line in ran.out.splitlines())


@pytest.mark.endurance
def test_the_same_as_data_and_as_markdown(tmp_path: Path) -> None:
    places = tiny.write(tmp_path / "tiny")
    path = places.claims / "2020-upi-third.ttl"
    data = json.loads(call("preview", path, "--format", "json", *words(places)).out)
    assert data["summary"].startswith("prints 2 figures; 2 are given by others; adds 0 new roots to them")
    assert {f["outcome"] for f in data["new"]} == {"agrees", "revised"}
    assert [f["given_by_others"] for f in data["figures"]] == [True, True]
    assert set(data) == {"corpus", "file", "summary", "new", "changed", "gone", "figures", "cite", "next"}
    page = call("preview", path, "--format", "markdown", *words(places)).out
    assert page.startswith("# Preview of 2020-upi-third.ttl")
    assert "**Cite**" in page


def test_a_guess_that_is_still_called_one_is_previewed(tmp_path: Path) -> None:
    places = tiny.write(tmp_path / "tiny")
    path = places.claims / "2020-upi-third.ttl"
    looked_at = call("preview", path, *words(places))
    path.write_text(path.read_text(encoding="utf-8") + "# a guess\n", encoding="utf-8")
    guessed = call("preview", path, *words(places))
    assert (looked_at.code, guessed.code) == (0, 0)
    assert looked_at.out.splitlines()[:3] == guessed.out.splitlines()[:3]


@pytest.mark.endurance
def test_a_file_that_lies_elsewhere_is_previewed_as_if_it_were_filed(tmp_path: Path) -> None:
    places = tiny.write(tmp_path / "tiny")
    filed = places.claims / "2020-upi-third.ttl"
    inside = call("preview", filed, *words(places))
    (tmp_path / "desk").mkdir()
    elsewhere = filed.rename(tmp_path / "desk" / filed.name)
    assert call("preview", elsewhere, *words(places)).out == inside.out
    assert not filed.exists()


def test_faults_are_shown_instead(tmp_path: Path) -> None:
    places = tiny.write(tmp_path / "tiny")
    path = places.claims / "2020-upi-third.ttl"
    path.write_text(path.read_text(encoding="utf-8").replace("nk:value 1514", "nk:value 1515"), encoding="utf-8")
    ran = call("preview", path, *words(places))
    assert (ran.code, ran.out) == (1, "")
    assert "[value-differs]" in ran.err


@pytest.mark.parametrize(("name", "said"), [("nowhere.ttl", "there is no such file"), ("copies.ttl", "holds no article")])
def test_what_cannot_be_previewed_is_refused_in_a_sentence(name: str, said: str, tmp_path: Path) -> None:
    places = tiny.write(tmp_path / "tiny")
    ran = call("preview", places.claims / name, *words(places))
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.message


@pytest.mark.endurance
def test_every_article_of_this_corpus_can_be_previewed(places: Places) -> None:
    reading, every = check.read(places), rules.read(places.rule_files())
    articles = [d for d in reading.documents if any(a.document is d for a in reading.corpus.articles.values())]
    assert len(articles) >= 20
    for document in articles[:: len(articles) // 4]:
        seen, _ = preview.compose(reading, document, every)
        assert seen.summary.startswith(f"prints {len(seen.figures)} figure")
