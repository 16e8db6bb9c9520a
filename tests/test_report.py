"""The report: its order, its width, its contract, and that nothing a source prints becomes markup."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nkgraph import build, corpus, pages, periods, report, report_text, vocab
from nkgraph.build import Built
from nkgraph.register import one_line
from nkgraph.report import HEADINGS, Report
from tests import tiny
from tests.conftest import REPOSITORY

GOLDEN = REPOSITORY / "tests" / "golden" / "report.txt"
FIELDS = {"id", "rule", "outcome", "reason", "claims", "sides", "difference", "sentence", "hypotheses", "acknowledged"}
SIDE = {"lower", "upper", "claims", "roots"}
HOSTILE = "<script>alert(1)</script> | `x` *y* _z_ [a](http://b) # ~q~ $1 & <img src=x>"
LONG = "Bureau" * 60
BLOCK_TAGS = {"html", "head", "body", "header", "main", "section", "article", "table", "thead", "tbody", "tr", "footer", "nav"}
VOID = {"meta", "br", "img", "link", "hr", "input"}


class Page(HTMLParser):
    """An HTML page: its tags, which must nest, its attributes, and its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()
        assert not self.open, f"left open: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.words.append(data)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The small corpus, built."""
    return tiny.built(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """A report in which a publisher, an authority, a headline and a note are made of markup, and one has no end."""
    folder = tmp_path_factory.mktemp("hostile")
    shutil.copytree(REPOSITORY / "ontology", folder / "ontology")
    with (folder / "ontology" / "schemes" / "agents.ttl").open("a", encoding="utf-8") as agents:
        for name, label in (("hostile", f"{HOSTILE}\n\x1b[2J\x9b2J\u202e"), ("long", LONG)):
            agents.write(f"\nagent:{name} a nk:Agent ; skos:prefLabel {tiny.quoted(label)}@en .\n")
    note = f" ; nk:note {tiny.quoted(f'# first{chr(10)}{chr(10)}## second {chr(27)}[31m {HOSTILE}')}"
    articles = {
        "2016-01-04-hostile-a": (
            tiny.head("hostile", "2016-01-04", HOSTILE),
            [tiny.arrivals("one", "1,514", "2014", "nk:authority agent:long", note)],
        ),
        "2016-01-05-long-b": (
            tiny.head("long", "2016-01-05", HOSTILE * 9),
            [tiny.arrivals("one", "1,397", "2014", "nk:authority agent:hostile")],
        ),
    }
    return report.compose(tiny.built(folder / "corpus", articles, folder / "ontology"))


def test_the_sections_stand_in_the_order_of_the_design_in_every_format(small: Built) -> None:
    composed = report.compose(small)
    names = ["contradictions", "revisions", "agreements", "incomplete"]
    found = [
        re.findall(r"^([A-Z]+)  \d", report_text.text(composed), re.M),
        re.findall(r"^## (\w+):", report_text.markdown(composed), re.M),
        re.findall(r"<h2 [^>]*>(\w+):", pages.report(composed)),
    ]
    assert [[name.lower() for name in headings] for headings in found] == [names] * 3
    outcomes = [f["outcome"] for f in json.loads(report.as_json(composed))["findings"]]
    assert outcomes == ["contradicts", "revised", "agrees"]


def test_the_text_of_the_small_corpus_is_the_golden_one(small: Built) -> None:
    shown = report_text.text(report.compose(small)).replace(small.corpus_id[:12], "N" * 12)
    assert shown == GOLDEN.read_text(encoding="utf-8")


def test_no_line_is_wider_than_120_columns(small: Built, hostile: Report, real: Built) -> None:
    seen = 0
    for composed in (report.compose(small), hostile, report.compose(real)):
        for line in report_text.text(composed).splitlines():
            assert len(line) <= 120, line
            seen += 1
    assert seen > 120


_words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=200).map(one_line)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=_words, values=_words, figure=_words, article=_words, note=_words)
def test_no_words_make_a_line_wider(small: Built, title: str, values: str, figure: str, article: str, note: str) -> None:
    composed = report.compose(small)
    for blocks in filter(None, composed.sections.values()):
        lines = tuple(replace(line, figure=figure, article=article, authority=title) for line in blocks[0].lines)
        blocks[0] = replace(blocks[0], title=title, values=values, lines=lines, notes=(note,), hypotheses=(note,))
    assert max(map(len, report_text.text(composed).split("\n"))) <= 120


def test_the_findings_in_json_have_the_fields_of_the_contract(real: Built) -> None:
    data = json.loads(report.as_json(report.compose(real)))
    assert len(data["findings"]) >= 10
    for finding in data["findings"]:
        assert set(finding) >= FIELDS
        assert finding["acknowledged"] is None or finding["acknowledged"].startswith(("open", "explained", "accepted"))
        assert finding["sentence"].endswith(".")
        assert finding["claims"] == list(dict.fromkeys(claim for side in finding["sides"] for claim in side["claims"]))
        for side in finding["sides"]:
            assert set(side) == SIDE | {"kind", "figure"}
            assert set(side["roots"]) == {"known", "unknown"}
            assert side["claims"], "a side without a claim says nothing"
            assert side["kind"] == "statement" or _bounded(side)


def _bounded(side: dict[str, Any]) -> bool:
    """One end at least, and the lower not above the upper."""
    ends = [Decimal(end) for end in (side["lower"], side["upper"]) if end is not None]
    return bool(ends) and ends == sorted(ends)


def test_a_contradiction_in_json_says_who_how_far_and_why(small: Built) -> None:
    data = json.loads(report.as_json(report.compose(small)))
    (finding,) = [f for f in data["findings"] if f["outcome"] == "contradicts"]
    ministry = f"{vocab.ROOT}agents/ministry-of-unification"
    claim = f"{vocab.CLAIMS}2016-01-04-yonhap-second/y2014-"
    assert finding["rule"] == "within-article"
    assert finding["difference"] == "117"
    assert finding["sides"] == [
        {
            "kind": "reading",
            "figure": f"{int(n):,}",
            "lower": n,
            "upper": n,
            "claims": [claim + name],
            "roots": {"known": [ministry], "unknown": 0},
        }
        for n, name in (("1397", "second"), ("1514", "first"))
    ]
    assert finding["hypotheses"] == ["1,514 is the figure of 2013; UPI has it there."]
    assert data["corpus"] == small.corpus_id
    assert data["others"]["agreements between articles of one publisher"] == 1


def test_an_unstated_root_is_counted_and_not_named(small: Built) -> None:
    data = json.loads(report.as_json(report.compose(small)))
    (finding,) = [f for f in data["findings"] if f["outcome"] == "agrees"]
    assert finding["sides"][0]["roots"] == {"known": [f"{vocab.ROOT}agents/ministry-of-unification"], "unknown": 1}
    assert "1 known root, 1 unstated" in report_text.text(report.compose(small))


def test_no_words_of_a_source_become_markdown(hostile: Report) -> None:
    shown = report_text.markdown(hostile)
    assert "alert(1)" in shown, "the hostile label is shown"
    assert len(re.findall(r"^#", shown, re.M)) == 1 + len(HEADINGS) + 1, "a note has made a heading"
    bare = re.sub(r"\\[^\w\s]", "", shown)  # without what is escaped
    assert not re.search(r"<|>|\]\(|`x`|\*y\*|_z_|~q~|\$1", bare)
    rows = [line for line in bare.splitlines() if line.startswith("|")]
    assert len(rows) == 2 + 2
    assert {row.count("|") for row in rows} == {4}


def test_no_words_of_a_source_become_html_or_terminal_codes(hostile: Report) -> None:
    page = Page(pages.report(hostile))
    assert not {"script", "img", "link", "iframe", "object"} & set(page.tags)
    assert HOSTILE in " ".join(page.words)
    text = report_text.text(hostile)
    assert "\x1b" not in text
    assert all(character == "\n" or character.isprintable() for character in text)


def test_the_page_stands_alone_and_nests(real: Built) -> None:
    page = Page(pages.report(report.compose(real)))
    assert set(page.tags) >= BLOCK_TAGS
    assert page.tags.count("article") >= 10
    assert not {"script", "img", "link", "iframe", "object", "base", "form"} & set(page.tags)
    targets = [value for name, value in page.attributes if name in {"href", "src", "action", "srcset", "poster", "data"}]
    assert targets == [f"#{outcome}" for outcome in HEADINGS]
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    ids = [value for name, value in page.attributes if name == "id"]
    assert ids == list(HEADINGS)
    assert "url(" not in pages.report(report.compose(real))


def test_every_format_ends_with_a_sentence_to_cite_and_the_corpus(small: Built) -> None:
    composed = report.compose(small, "as of 2026")
    cited = f"in 9 figures printed by 3 articles. (nkgraph, corpus {small.corpus_id[:12]}; as of 2026)"
    assert composed.cite.startswith("1 contradiction, 1 revision and 1 agreement between publishers, ")
    assert composed.cite.endswith(cited)
    assert composed.cite in re.sub(r"\s+", " ", report_text.text(composed)).partition("Cite ")[2]
    assert report_text.markdown(composed).endswith(f"**Cite** {composed.cite}\n")
    assert " ".join(Page(pages.report(composed)).words).strip().endswith(composed.cite)
    assert list(json.loads(report.as_json(composed)).items())[-1] == ("cite", composed.cite)


def test_a_corpus_without_findings_says_so(tmp_path: Path) -> None:
    alone = {"2020-upi-third": (tiny.head("upi", "2020"), [tiny.arrivals("y2013", "1,514", "2013")])}
    composed = report.compose(tiny.built(tmp_path, alone))
    text = report_text.text(composed)
    assert re.findall(r"^[A-Z]+  (\d+)", text, re.M) == ["0", "0", "0", "0"]
    assert "1 claim, 1 article, 1 quantity; 0 are printed by more than one article, 1 by one only." in text
    assert "in 1 figure printed by 1 article." in composed.cite
    assert "nkgraph find WORDS" in text
    assert pages.report(composed).count("<p>None.</p>") == 4
    assert json.loads(report.as_json(composed))["findings"] == []


def test_without_copies_every_format_says_that_positions_were_not_checked(small: Built) -> None:
    composed = report.compose(replace(small, copies=0))
    for shown in (report_text.text(composed), report_text.markdown(composed), pages.report(composed)):
        assert "positions were not checked" in shown
        assert "positions checked" not in shown
    assert json.loads(report.as_json(composed))["copies_checked"] == 0
    one = report.compose(small)
    assert all("positions checked in 1 copy" in shown(one) for shown in (report_text.text, report_text.markdown, pages.report))


def test_a_report_as_of_a_day_counts_only_what_may_have_been_published(tmp_path: Path) -> None:
    places = tiny.write(tmp_path)
    for day, claims, articles, doubtful in (("2015-12-31", 4, 1, 0), ("2016", 7, 2, 0), ("2020-06-30", 9, 3, 1)):
        last = periods.parse(day).last
        assert last is not None
        composed = report.compose(build.build(places, last), f"as of {day}")
        assert (composed.counts["claims"], composed.counts["articles"]) == (claims, articles)
        assert f"in {claims} figures printed by {articles} article" in composed.cite
        assert len(composed.perhaps_later) == doubtful
        assert ("Not certain to be published by then, and counted: UPI, 2020." in report_text.text(composed)) == bool(doubtful)


def test_agreements_within_one_publisher_are_one_line_in_every_format(small: Built) -> None:
    composed = report.compose(small)
    for shown in (report_text.text(composed), report_text.markdown(composed), pages.report(composed)):
        assert shown.count("Also agreements between articles of one publisher: 1") == 1
        assert "2,706" not in shown


def test_three_values_in_one_article_have_one_root_on_all_sides(tmp_path: Path) -> None:
    figures = [tiny.arrivals(f"v{n}", n, "2014") for n in ("1,397", "1,514", "1,600")]
    article = tiny.head("yonhap", "2016-01-04")
    text = report_text.text(report.compose(tiny.built(tmp_path, {"2016-01-04-yonhap-a": (article, figures)})))
    assert "1,397 and 1,514 and 1,600" in text
    assert "1 root, all sides" in text


def test_a_report_of_the_shipped_corpus_names_the_slip_of_2014(real: Built) -> None:
    assert corpus.find(REPOSITORY).claims == REPOSITORY / "claims"
    text = report_text.text(report.compose(real))
    assert "1,397 and 1,514, 117 apart, in one article" in text
