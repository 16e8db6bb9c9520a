"""Who stands at the end of the reporting chain."""

from __future__ import annotations

import pyoxigraph as ox

from nkgraph.claims import Corpus
from nkgraph.roots import Roots
from nkgraph.turtle import Document
from nkgraph.vocab import local
from tests.by_hand import prints
from tests.specimens import (
    GOVERNMENT,
    INTELLIGENCE,
    MINISTRY,
    SELF,
    UNSTATED,
    article,
    compare,
    iri,
    says,
    typed,
)

UNNAMED = says("1277", by=UNSTATED)


def roots(corpus: Corpus) -> dict[str, set[str]]:
    """The roots of each claim, by the names of article, claim and agents."""
    known = Roots(corpus, {p.claim.iri.value: ox.NamedNode(p.reading) for p in prints(corpus)})
    return {"/".join(c.iri.value.split("/")[-2:]): {local(r) for r in known.of(c)} for c in corpus.claims}


def roots_of(name: str, *articles: Document) -> set[str]:
    """The roots of the first claim of an article."""
    return roots(typed(articles))[f"{name}/c1"]


def cites(*names: str, hop: str = "cites") -> str:
    return " ; ".join(f"nk:{hop} <{iri(name).value}>" for name in names)


def relaying(name: str, *cited: str, said: str = UNNAMED, hop: str = "cites") -> Document:
    """An article that gives the figure and names nobody."""
    return article("upi", "2016", said, name=name, hops=cites(*cited, hop=hop))


# --- one claim ----------------------------------------------------------------------------------------------------------


def test_a_stated_authority_is_the_root() -> None:
    assert roots_of("a", article("yonhap", "2016", says("1277", by=MINISTRY), name="a")) == {MINISTRY}


def test_a_carried_authority_is_the_root_like_a_stated_one() -> None:
    carried = says("1277", by=MINISTRY, more="nk:attribution nk:carried")
    assert roots_of("a", article("yonhap", "2016", carried, name="a")) == {MINISTRY}


def test_two_authorities_are_two_roots() -> None:
    both = says("1277", by=f"{MINISTRY} {INTELLIGENCE}")
    assert roots_of("a", article("yonhap", "2016", both, name="a")) == {MINISTRY, INTELLIGENCE}


def test_a_publisher_that_counted_itself_is_the_root() -> None:
    assert roots_of("a", article("yonhap", "2016", says("1277", by=SELF), name="a")) == {"yonhap"}


def test_a_publisher_that_counted_itself_and_asked_another_is_one_root_of_two() -> None:
    assert roots_of("a", article("yonhap", "2016", says("1277", by=f"{SELF} {MINISTRY}"), name="a")) == {"yonhap", MINISTRY}


def test_a_claim_that_names_nobody_and_relays_nothing_has_no_root() -> None:
    assert roots_of("a", article("yonhap", "2016", UNNAMED, name="a")) == set()


# --- along the chain ----------------------------------------------------------------------------------------------------


def named(name: str = "source", by: str = MINISTRY, figure: str = "1277", period: str = "2015") -> Document:
    return article("yonhap", "2016", says(figure, period, by), name=name)


def test_an_unnamed_figure_has_the_root_of_the_same_figure_in_the_article_relayed_over_each_kind_of_hop() -> None:
    hops = ("quotes", "reprints", "translates", "cites")
    assert [roots_of("a", relaying("a", "source", hop=hop), named()) for hop in hops] == [{MINISTRY}] * 4


def test_an_unnamed_figure_is_followed_over_several_hops() -> None:
    assert roots_of("a", relaying("a", "b"), relaying("b", "c"), relaying("c", "source"), named()) == {MINISTRY}


def test_an_outlet_on_the_way_is_no_root() -> None:
    assert roots_of("a", relaying("a", "source"), named(by=UNSTATED)) == set()


def test_a_relayed_publisher_that_counted_itself_is_the_root() -> None:
    assert roots_of("a", relaying("a", "source"), named(by=SELF)) == {"yonhap"}


def test_another_figure_of_the_relayed_article_lends_no_root() -> None:
    assert roots_of("a", relaying("a", "source"), named(figure="1275")) == set()
    assert roots_of("a", relaying("a", "source"), named(period="2014")) == set()
    assert roots_of("a", relaying("a", "source"), named(figure="at-most 1277")) == set()


def test_a_figure_that_names_its_authority_takes_none_from_what_it_relays() -> None:
    own = relaying("a", "source", said=says("1277", by=INTELLIGENCE))
    assert roots_of("a", own, named()) == {INTELLIGENCE}


def test_a_figure_relayed_from_two_articles_has_the_roots_of_both() -> None:
    sources = named("one"), named("two", by=INTELLIGENCE)
    assert roots_of("a", relaying("a", "one", "two"), *sources) == {MINISTRY, INTELLIGENCE}


def test_via_names_the_report_through_which_only_this_figure_came() -> None:
    came = says("1277", by=UNSTATED, more=f"nk:via <{iri('source').value}>")
    other = says("1397", "2014", by=UNSTATED)
    source = article("yonhap", "2016", says("1277"), says("1397", "2014"), name="source")
    found = roots(typed([article("upi", "2016", came, other, name="a"), source]))
    assert found["a/c1"] == {MINISTRY}
    assert found["a/c2"] == set()


def test_via_is_followed_further_along_the_hops_of_the_report() -> None:
    came = says("1277", by=UNSTATED, more=f"nk:via <{iri('b').value}>")
    assert roots_of("a", article("upi", "2016", came, name="a"), relaying("b", "source"), named()) == {MINISTRY}


def test_a_report_that_is_not_filed_lends_no_root() -> None:
    assert roots_of("a", relaying("a", "nowhere")) == set()


# --- circles and length -------------------------------------------------------------------------------------------------


def test_a_circle_of_hops_ends_without_a_root() -> None:
    found = roots(typed([relaying("a", "b"), relaying("b", "c"), relaying("c", "a")]))
    assert found == {"a/c1": set(), "b/c1": set(), "c/c1": set()}


def test_everybody_in_a_circle_has_the_root_that_one_of_it_reaches() -> None:
    found = roots(typed([relaying("a", "b"), relaying("b", "a", "source"), named()]))
    assert found == {"a/c1": {MINISTRY}, "b/c1": {MINISTRY}, "source/c1": {MINISTRY}}


def test_an_article_that_cites_itself_has_no_root_by_that() -> None:
    assert roots_of("a", relaying("a", "a")) == set()


def test_a_chain_of_twelve_hundred_hops_is_followed_to_its_end() -> None:
    chain = [relaying(f"a{n}", f"a{n + 1}" if n < 1199 else "source") for n in range(1200)]
    assert roots_of("a0", *chain, named()) == {MINISTRY}


def test_a_lattice_in_which_each_article_cites_two_is_followed_once_only() -> None:
    rows = [(f"a{n}", f"b{n}") for n in range(40)] + [("source", "source")]
    lattice = [relaying(name, *set(rows[n + 1])) for n in range(40) for name in rows[n]]
    assert roots_of("a0", *lattice, named()) == {MINISTRY}


# --- how many roots a finding has ---------------------------------------------------------------------------------------


def counted(*by: str) -> tuple[set[str], int]:
    """The roots of one value that articles print on these authorities, and how many name none."""
    (finding,) = compare(*(article("upi", "2016", says("1277", by=b), name=f"a{n}") for n, b in enumerate(by))).findings
    return {local(r) for r in finding.roots}, finding.unknown


def test_one_authority_printed_by_three_articles_is_one_root() -> None:
    assert counted(MINISTRY, MINISTRY, MINISTRY) == ({MINISTRY}, 0)


def test_two_unknown_roots_are_not_one() -> None:
    assert counted(UNSTATED, UNSTATED) == (set(), 2)


def test_an_unknown_root_is_not_the_known_one() -> None:
    assert counted(MINISTRY, UNSTATED) == ({MINISTRY}, 1)


def test_a_government_and_its_ministry_are_one_root() -> None:
    assert counted(GOVERNMENT, MINISTRY) == ({MINISTRY}, 0)


def test_a_ministry_and_the_intelligence_service_are_two_roots() -> None:
    assert counted(MINISTRY, INTELLIGENCE) == ({MINISTRY, INTELLIGENCE}, 0)


def test_a_government_adds_nothing_to_its_ministry_and_its_intelligence_service() -> None:
    assert counted(GOVERNMENT, MINISTRY, INTELLIGENCE) == ({MINISTRY, INTELLIGENCE}, 0)
