"""A hint of copying: a rare figure shared by articles without a stated chain. Offered as a hint, never asserted."""

from __future__ import annotations

from nkgraph import hypotheses
from nkgraph.turtle import Document
from tests.specimens import INTELLIGENCE, MINISTRY, UNSTATED, article, compare, iri, says

OTHERS = [article(p, "2016", says("1277"), name=f"o-{p}") for p in ("yonhap", "korea-times", "chosun-ilbo")]


def hints(*articles: Document) -> list[str]:
    compared = compare(*articles, *OTHERS)
    return [h for f in compared.findings for h in hypotheses.of(f, compared.register) if "copying" in h]


def rare(publisher: str, by: str = UNSTATED, hops: str = "") -> Document:
    return article(publisher, "2017", says("1727", by=by), name=f"r-{publisher}", hops=hops)


def test_two_articles_that_share_a_figure_of_their_own_may_have_copied() -> None:
    (hint,) = hints(rare("upi"), rare("arirang"))
    assert hint == "a hint of copying, no proof: only Arirang and UPI give 1,727, and none says that it has it from another."


def test_where_one_says_that_it_has_it_from_the_other_there_is_nothing_to_hint_at() -> None:
    assert hints(rare("upi"), rare("arirang", hops=f"nk:cites <{iri('r-upi').value}>")) == []


def test_one_root_explains_that_two_articles_agree() -> None:
    assert hints(rare("upi", INTELLIGENCE), rare("arirang", INTELLIGENCE)) == []
    assert len(hints(rare("upi", INTELLIGENCE), rare("arirang", MINISTRY))) == 1


def test_one_article_alone_has_copied_from_nobody_here() -> None:
    assert hints(rare("upi")) == []


def test_a_figure_that_most_give_is_not_rare() -> None:
    compared = compare(rare("upi"), rare("arirang"), OTHERS[0])
    assert [h for f in compared.findings for h in hypotheses.of(f, compared.register) if "copying" in h] == []
