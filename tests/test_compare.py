"""Two articles side by side: what the rules said of what both give, what each gives alone, and what chain they share."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from nkgraph import build, compare, names
from nkgraph.beside import Beside
from nkgraph.build import Built
from nkgraph.compare import Compared, Comparison
from nkgraph.corpus import Places
from nkgraph.layout import WIDTH
from nkgraph.register import Register
from nkgraph.show import Composer
from tests import tiny
from tests.calling import Ran, call
from tests.tiny import arrivals, head

YONHAP, CAPITALIST = "2016-01-04-yonhap-defectors-halve", "undated-visual-capitalist-north-korean-defectors"
UNSTATED = "nk:authority nk:unstated"
Small = Callable[[tiny.Articles], Composer]


@pytest.fixture(scope="module")
def composer(real: Built, places: Places) -> Composer:
    """The repository's corpus."""
    return Composer(real, Register(real.graph), Beside(real.graph, places))


@pytest.fixture
def small(tmp_path: Path) -> Small:
    """A small corpus."""

    def write(articles: tiny.Articles) -> Composer:
        places = tiny.write(tmp_path, articles)
        built = build.build(places)
        assert not built.faults, "\n".join(map(str, built.faults))
        return Composer(built, Register(built.graph), Beside(built.graph, places))

    return write


def compared(composer: Composer, first: str, second: str) -> Compared:
    """The comparison of two articles by their slugs."""
    one, other = (names.resolve(slug, composer.register, ("article",)).iri for slug in (first, second))
    return Comparison(composer, one, other).compared()


def relations(found: Compared) -> dict[str, str]:
    """The relation of each quantity that both give, by its last part."""
    return {b.quantity.iri.rpartition("/")[2]: b.relation for b in found.both}


def test_what_both_give_is_equal_or_meets_or_is_apart(composer: Composer) -> None:
    found = compared(composer, YONHAP, CAPITALIST)
    assert relations(found) == {
        "2001": "meet", "2009": "equal", "2011": "equal", "2012": "equal", "2014": "partly equal", "2015": "apart",
    }  # fmt: skip
    assert found.both[0].relation == "apart", "what needs a look stands first"
    assert found.both[0].words == "a revision, 2 apart"
    assert [t.outcome for t in found.both[0].findings] == ["revised"]
    assert [r.words for r in found.common_roots] == ["Unification Ministry"]
    assert {b.quantity.words[-4:] for b in found.both if b.one_root} == {"2001", "2009", "2011", "2012", "2014", "2015"}
    assert any("6 of the 6 that both give on one root" in line for line in found.chain)
    assert len(found.only_first) + 7 == len(found.first.figures), "2014 is given twice"


def test_what_was_withdrawn_is_given_by_neither(small: Small) -> None:
    taken_back = ' ; nk:retractedOn "2017-01-01" ; nk:retractedBecause "The table was of another year."'
    composer = small(
        {
            "2016-01-04-yonhap-one": (
                head("yonhap", "2016-01-04"),
                [arrivals("y", "1,277", "2015", more=taken_back), arrivals("z", "1,397", "2014")],
            ),
            "2016-01-05-upi-two": (
                head("upi", "2016-01-05"),
                [arrivals("y", "1,277", "2015", UNSTATED), arrivals("z", "1,397", "2014", UNSTATED)],
            ),
        }
    )
    found = compared(composer, "2016-01-04-yonhap-one", "2016-01-05-upi-two")
    assert relations(found) == {"2014": "equal"}
    assert [o.figure for o in found.only_second] == ["1,277"]
    assert found.only_first == ()


def test_who_relays_whom_is_the_chain_whichever_is_named_first(composer: Composer) -> None:
    for pair in (
        (YONHAP, "2016-01-04-nk-economy-watch-defectors-halve"),
        ("2016-01-04-nk-economy-watch-defectors-halve", YONHAP),
    ):
        chain = compared(composer, *pair).chain
        assert chain[0].startswith("NK Economy Watch, 4 Jan 2016 relays Yonhap, 4 Jan 2016")
    posts = compared(composer, YONHAP, "2015-07-05-yonhap-female-defectors").chain
    assert "both are relayed by NK Economy Watch, in different articles." in posts


def test_the_comparison_is_the_same_from_either_side(composer: Composer) -> None:
    there, back = compared(composer, YONHAP, CAPITALIST), compared(composer, CAPITALIST, YONHAP)
    assert relations(there) == relations(back)
    assert (there.only_first, there.only_second) == (back.only_second, back.only_first)
    assert {t.finding for t in there.between} == {t.finding for t in back.between}
    assert there.common_roots == back.common_roots


def test_articles_without_anything_in_common_say_so(composer: Composer) -> None:
    found = compared(composer, "undated-visual-capitalist-recognition", "2015-10-upi-more-north-korean-refugees")
    assert found.both == ()
    assert found.chain == ("none stated: neither relays the other, and they name no root in common.",)
    assert "no quantity in common" in compare.text(found, composer.corpus_id)


def test_a_contradiction_between_roots_and_an_unknown_one(small: Small) -> None:
    composer = small(
        {
            "2016-01-04-yonhap-one": (
                head("yonhap", "2016-01-04"),
                [arrivals("y", "1,277", "2015"), arrivals("z", "9", "2013")],
            ),
            "2016-01-05-upi-two": (head("upi", "2016-01-05"), [arrivals("y", "1,299", "2015", UNSTATED)]),
        }
    )
    found = compared(composer, "2016-01-04-yonhap-one", "2016-01-05-upi-two")
    assert relations(found) == {"2015": "apart"}
    assert found.both[0].words == "a contradiction, 22 apart"
    assert found.common_roots == ()
    assert ([o.figure for o in found.only_first], found.only_second) == (["9"], ())


def test_an_article_against_itself_takes_no_part(small: Small) -> None:
    composer = small(tiny.ARTICLES | {"2017-arirang-fourth": (head("arirang", "2017"), [arrivals("y", "1,600", "2014")])})
    found = compared(composer, "2016-01-04-yonhap-second", "2017-arirang-fourth")
    assert relations(found) == {"2014": "not compared"}
    assert "gives it two values that cannot both be true" in found.both[0].words


def test_two_that_relay_one_share_a_source(small: Small) -> None:
    quoting = " ; nk:quotes <../2016-01-04-yonhap-one/>"
    composer = small(
        {
            "2016-01-04-yonhap-one": (head("yonhap", "2016-01-04"), [arrivals("y", "1,277", "2015")]),
            "2016-01-05-upi-two": (head("upi", "2016-01-05", more=quoting), [arrivals("y", "1,277", "2015", UNSTATED)]),
            "2016-01-06-arirang-three": (
                head("arirang", "2016-01-06", more=quoting),
                [arrivals("y", "1,277", "2015", UNSTATED)],
            ),
        }
    )
    found = compared(composer, "2016-01-05-upi-two", "2016-01-06-arirang-three")
    assert relations(found) == {"2015": "equal"}
    assert any(line.startswith("both relay Yonhap, 4 Jan 2016") for line in found.chain)


def test_the_page_is_narrow_and_ends_with_cite(composer: Composer) -> None:
    page = compare.text(compared(composer, YONHAP, CAPITALIST), composer.corpus_id)
    assert max(map(len, page.splitlines())) <= WIDTH
    assert "\nCite       " in page
    assert f"Only in Yonhap, 4 Jan 2016, in NK Economy Watch  {7} figures" in page
    assert "and 25 more" in page


@pytest.mark.endurance
def test_the_command_compares_in_each_format(warm: Path, copies: Path) -> None:
    def run(*arguments: str | Path) -> Ran:
        return call("compare", *arguments, "--copies", copies, cache=warm)

    plain = run("yonhap 2016", CAPITALIST)
    assert (plain.code, plain.err) == (0, "")
    assert run(YONHAP, CAPITALIST).out == plain.out
    data = json.loads(run(YONHAP, CAPITALIST, "--format", "json").out)
    assert data["kind"] == "comparison"
    assert {"first", "second", "both", "only_first", "only_second", "between", "near_misses", "chain", "cite"} <= set(data)
    assert "**Cite** " in run(YONHAP, CAPITALIST, "--format", "markdown").out


@pytest.mark.endurance
def test_two_names_of_one_article_and_a_name_of_none_are_refused(warm: Path, copies: Path) -> None:
    for pair in ((YONHAP, "yonhap 2016"), (YONHAP, "통일부"), (YONHAP, "korea times")):
        ran = call("compare", *pair, "--copies", copies, cache=warm)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("nkgraph: ")


def test_an_unstated_figure_is_not_counted_on_the_root_of_the_other(composer: Composer) -> None:
    found = compared(composer, "2020-korea-economic-institute-defectors-decline", CAPITALIST)
    assert [(b.relation, b.one_root) for b in found.both] == [("equal", ()), ("equal", ())]
    assert [r.words for r in found.common_roots] == ["Unification Ministry"]
    assert any("none that both give does so in both" in line for line in found.chain)
