"""The pages about one thing: they say what `nkgraph show` says, with every figure in picture and table."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from dataclasses import replace as changed
from html.parser import HTMLParser
from pathlib import Path

import pyoxigraph as ox
import pytest

from nkgraph import compare, showtext, telling, vocab
from nkgraph.findings_list import RULES
from nkgraph.names import resolve
from nkgraph.vocab import NK
from nkgraph.web import compare_page, evidence_pages, rule_page, snapshot
from nkgraph.web.replies import Reply, Visit
from nkgraph.web.site import Site
from tests import tiny
from tests.tiny import arrivals, head
from tests.web.serving import Server

QUANTITY = "quantities/arrivals/south-korea/2015"
HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'
OF_EACH = 5  # things of each kind that are looked at in every run; the others in `make endurance`


@dataclass
class Page(HTMLParser):
    """A page as it is read: its words, headings, ids, links, and the rows of its tables."""

    reply: Reply
    words: str = ""
    tags: Counter[str] = field(default_factory=Counter)
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    rows: dict[str, list[list[str]]] = field(default_factory=dict)
    events: list[str] = field(default_factory=list)
    _table: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.reply.body.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags[tag] += 1
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if tag == "a" and "href" in given else []
        self.events += [name for name in given if name.startswith("on") or name == "style"]
        if tag == "caption":
            self._table = given.get("id") or ""
            self.rows[self._table] = []
        elif tag == "tr" and self._table:
            self.rows[self._table].append([])
        elif tag in ("td", "th") and self.rows.get(self._table):
            self.rows[self._table][-1].append("")
        elif tag in ("br", "li", "p", "dd", "dt", "h1", "h2", "h3"):
            self.words += " "

    def handle_endtag(self, tag: str) -> None:
        self._table = "" if tag == "table" else self._table

    def handle_data(self, data: str) -> None:
        self.words += data
        if self.rows.get(self._table) and self.rows[self._table][-1]:
            self.rows[self._table][-1][-1] += data

    @property
    def said(self) -> str:
        """The words with single spaces."""
        return " ".join(self.words.split())

    def body(self, table: str) -> list[list[str]]:
        """The rows of a table without its head, each cell with single spaces."""
        return [[" ".join(cell.split()) for cell in row] for row in self.rows[table] if row][1:]


def ask(site: Site, path: str, **parameters: str) -> Page:
    iri = site.snapshot.named(path)
    assert iri is not None, path
    return Page(evidence_pages.page(site, Visit(f"/{path}.html", parameters=tuple(parameters.items())), iri))


def plain(words: str) -> str:
    return " ".join(words.split())


def kinds(site: Site) -> dict[str, list[str]]:
    """The paths of all things, by folder and type."""
    found: dict[str, list[str]] = {}
    for path, iri in site.snapshot.things.items():
        types = [vocab.local(t) for t in site.snapshot.built.graph.iris(iri, vocab.RDF_TYPE)]
        found.setdefault(f"{path.partition('/')[0]} {' '.join(types)}", []).append(path)
    return found


def sound(site: Site, path: str) -> None:
    """What holds of every page about a thing."""
    page = ask(site, path)
    assert page.reply.status == 200, path
    assert (page.tags["h1"], page.tags["main"], page.tags["title"] >= 1) == (1, 1, True), path
    assert "cite-heading" in page.ids, path
    assert f"corpus {site.snapshot.corpus_id[:12]}" in page.said, path
    assert len(page.ids) == len(set(page.ids)), f"{path}: an id stands twice"
    assert re.search(r"\bNone\b", page.said) is None, path
    assert page.events == [], f"{path}: inline styles or scripts"
    assert page.tags["script"] == 1, f"{path}: the data block alone"


@pytest.mark.endurance
def test_a_page_of_every_kind_is_sound(site: Site) -> None:
    looked = 0
    for paths in kinds(site).values():
        for path in paths[:: max(1, len(paths) // OF_EACH)][:OF_EACH]:
            sound(site, path)
            looked += 1
    assert looked >= 110
    assert len(kinds(site)) >= 25


@pytest.mark.endurance
def test_every_page_is_sound(site: Site) -> None:
    for path in site.snapshot.things:
        sound(site, path)
    assert len(site.snapshot.things) > 2500


def test_the_server_answers_with_the_page(server: Server) -> None:
    for path in (QUANTITY, "claims/2016-01-04-yonhap-defectors-halve", "agents/yonhap", "measures/arrivals", "ontology"):
        answer = server.ask(f"/{path}.html")
        assert (answer.status, answer.media) == (200, "text/html"), path
        assert answer.text.count("<h1") == 1
    assert server.ask("/rules/same-quantity").status == 200
    assert server.ask("/compare?a=claims/2016-01-04-yonhap-defectors-halve").status == 200


# --- the quantity page ------------------------------------------------------------------------------------------------


def test_the_quantity_page_says_what_show_says(site: Site) -> None:
    composer = site.snapshot.composer
    shown = composer.quantity(ox.NamedNode(vocab.ROOT + QUANTITY))
    sheet = showtext.page(shown, site.snapshot.corpus_id)
    said = ask(site, QUANTITY).said
    outcome, _, words = shown.outcome.partition(": ")
    wanted = [sheet.title, outcome, words, plain(sheet.cite), shown.period, shown.iri, *shown.missing, *shown.hypotheses]
    wanted += [
        *shown.reasons,
        *(t.sentence for t in (*shown.why, *shown.recomputed)),
        *(d for a in shown.alike for d in a.differs),
    ]
    wanted += [a.label for a in shown.alike] + [r.words for r in shown.readings] + [r.figure for r in shown.readings]
    wanted += [e.article.words for r in shown.readings for e in r.claims]
    assert [w for w in wanted if plain(w) not in said] == []
    assert len(wanted) > 40


@pytest.mark.endurance
def test_every_quantity_page_has_the_rows_of_its_picture_in_its_table(site: Site) -> None:
    graph = site.snapshot.built.graph
    quantities = [p for k, paths in kinds(site).items() if k == "quantities Quantity" for p in paths]
    given = [p for p in quantities if graph.subjects(NK.quantity, ox.NamedNode(vocab.ROOT + p))]
    several = sorted(given, key=lambda p: -len(graph.subjects(NK.quantity, ox.NamedNode(vocab.ROOT + p))))[:20]
    drawn = 0
    for path in several:
        html = evidence_pages.page(site, Visit(f"/{path}.html"), ox.NamedNode(vocab.ROOT + path)).body.decode()
        rows = Page(Reply(200, "", html.encode())).body("figures-table")
        claims = [c for c in graph.subjects(NK.quantity, ox.NamedNode(vocab.ROOT + path)) if graph.iri(c, NK.article)]
        assert len(rows) == len(claims), path
        if 'role="img"' in html:
            assert html.count('<g class="plot-mark ') == len(rows), path
            assert html.count('<text class="plot-label plot-beneath"') == len(rows), path
            drawn += 1
    assert drawn >= 10


def test_the_picture_names_itself_and_tells_what_it_shows(site: Site) -> None:
    html = ask(site, QUANTITY).reply.body.decode()
    assert 'role="img" aria-labelledby="figures-title figures-desc"' in html
    description = re.search(r'<desc id="figures-desc">([^<]*)</desc>', html)
    assert description is not None
    assert all(words in description[1] for words in ("1,277", "1,275", "Yonhap", "Visual Capitalist", "not begin at zero"))


def test_a_revision_is_an_arrow_and_a_contradiction_a_sign_with_words(site: Site) -> None:
    html = ask(site, "quantities/arrivals/south-korea/2014").reply.body.decode()
    assert html.count('class="plot-join revised"') == 2  # the line, and its sample in the key
    assert html.count('class="plot-join contradicts"') == 2
    assert html.count('class="plot-sign"') == 3  # beside both figures, and in the key
    assert html.count('<tspan class="plot-said" dx="4">contradicts') == 2


def test_the_roots_are_drawn_from_the_page_to_whoever_counted(site: Site) -> None:
    said = ask(site, QUANTITY).said
    assert "NK Economy Watch, 4 Jan 2016 quotes Yonhap, 4 Jan 2016 names, earlier in the passage, Unification Ministry" in said
    assert "Unification Ministry 2 publishers, 2 figures" in said


def test_an_unknown_root_is_drawn_as_unknown(site: Site) -> None:
    page = ask(site, "quantities/us-admissions/us/2008")
    assert "names nobody unknown: nobody says who counted" in page.said
    assert "Unknown 1 publisher, 1 figure" in page.said
    assert '<li class="unknown">' in page.reply.body.decode()


def test_a_scale_counts_what_the_bounds_count(site: Site) -> None:
    html = ask(site, "quantities/time-in-power/north-korea/2015").reply.body.decode()
    assert re.search(r"An even scale from \d+ to \d+ months\.", html), "the article prints years, the bounds are months"


# --- the others -------------------------------------------------------------------------------------------------------

Small = Callable[[tiny.Articles], Site]


@pytest.fixture
def small(tmp_path: Path) -> Small:
    """A site over a small corpus."""

    def make(articles: tiny.Articles) -> Site:
        return Site(snapshot.make(tiny.write(tmp_path, articles), tmp_path / "cache"))

    return make


def test_the_passage_is_there_only_with_the_copies(tmp_path: Path) -> None:
    places = tiny.write(tmp_path)
    path = "claims/2015-07-05-yonhap-first/y2012"
    with_copies, without = (ask(Site(snapshot.make(p, None)), path) for p in (places, changed(places, copies=None)))
    assert (with_copies.tags["mark"], with_copies.tags["blockquote"]) == (1, 1)
    assert "1,516 1,502 2,706" in with_copies.said
    assert (without.tags["mark"], without.tags["blockquote"]) == (0, 0)
    assert "1,516 1,502 2,706" not in without.said
    assert "characters 6–11: “1,502”" in without.said


def test_the_claim_page_says_what_show_says(site: Site) -> None:
    path = "claims/2016-01-04-yonhap-defectors-halve/arrivals-2015"
    shown = site.snapshot.composer.claim(ox.NamedNode(vocab.ROOT + path))
    page = ask(site, path)
    wanted = [shown.outcome, shown.evidence.chain, showtext.page(shown, site.snapshot.corpus_id).cite]
    wanted += [p.sha256 for p in shown.evidence.prints] + [shown.evidence.headline or "", *(o.figure for o in shown.others)]
    assert [w for w in wanted if plain(w) not in page.said] == []
    assert page.body("typed") == [[name, plain(words)] for name, words in shown.typed.items()]


def test_the_article_page_has_every_figure_in_the_order_of_reading(site: Site) -> None:
    path = "claims/2016-01-04-yonhap-defectors-halve/"
    shown = site.snapshot.composer.article(ox.NamedNode(vocab.ROOT + path))
    page = ask(site, path)
    assert [row[0] for row in page.body("figures")] == [f.figure for f in shown.figures]
    assert len(shown.figures) == 14
    assert "/compare?a=" in " ".join(page.links)


def test_a_withdrawn_claim_is_gone_and_says_why(small: Small) -> None:
    why = ' ; nk:retractedOn "2016-02-01" ; nk:retractedBecause "A slip of the year."'
    figures = [arrivals("y2013", "1,516", "2013"), arrivals("y2012", "1,502", "2012", more=why)]
    site = small({"2015-07-05-yonhap-first": (head("yonhap", "2015-07-05"), figures)})
    page = ask(site, "claims/2015-07-05-yonhap-first/y2012")
    assert page.reply.status == 410
    assert "retracted 1 Feb 2016: A slip of the year." in page.said
    assert ask(site, "claims/2015-07-05-yonhap-first/y2013").reply.status == 200
    quantity = ask(site, "quantities/arrivals/south-korea/2012")
    assert quantity.reply.status == 200
    assert "Withdrawn retracted 1 Feb 2016" in quantity.said


@pytest.mark.endurance
def test_every_finding_page_says_its_sentence_and_why(site: Site) -> None:
    composer, looked = site.snapshot.composer, 0
    for finding in composer.outcomes.all:
        said = ask(site, finding.iri.value.removeprefix(vocab.ROOT)).said
        assert plain(telling.sentence(finding, composer.register)) in said, finding.iri.value
        assert plain(composer.outcomes.why(finding)) in said
        looked += 1
    assert looked >= 40


def test_a_judged_finding_says_who_judged_it_and_why(site: Site) -> None:
    (iri, judged), *others = site.snapshot.verdict.standing.items()
    said = ask(site, iri.value.removeprefix(vocab.ROOT)).said
    assert f"Acknowledged {judged.status} ({judged.day}): {plain(judged.because)}" in said
    assert "lines to paste into claims/acknowledged.ttl" in said
    assert len(others) >= 3


def test_the_measure_page_has_its_chart_with_every_point_in_the_table(site: Site) -> None:
    page = ask(site, "measures/arrivals")
    html = page.reply.body.decode()
    assert html.count('class="mark ') == len(page.body("points"))
    assert len(page.body("points")) > 30
    assert "<style" not in html
    assert 'href="/static/chart.css' in html


def test_the_chart_of_another_place_has_an_address(site: Site) -> None:
    page = ask(site, "measures/registered")
    places = [link for link in page.links if link.startswith("?place=")]
    assert len(places) == 2
    charts = [ask(site, "measures/registered", place=p.removeprefix("?place=")).body("points") for p in places]
    assert charts[0] != charts[1]
    assert page.body("points") in charts
    assert ask(site, "measures/registered", place="nowhere").reply.status == 200


def test_a_place_page_lists_every_quantity_of_it(site: Site) -> None:
    page = ask(site, "places/south-korea")
    graph = site.snapshot.built.graph
    place = ox.NamedNode(f"{vocab.ROOT}places/south-korea")
    wanted = {graph.iri(c, NK.quantity) for d in site.snapshot.register.dimensions for c in graph.subjects(d, place)} - {None}
    linked = {link for link in page.links if link.startswith("/quantities/")}
    assert len(linked) == len(wanted) > 50


def test_the_ontology_page_has_every_term_under_its_name(site: Site) -> None:
    page = ask(site, "ontology")
    graph = site.snapshot.built.graph
    terms = {s.value.partition("#")[2] for s in graph.subjects_having(vocab.RDFS_LABEL) if s.value.startswith(NK.namespace)}
    assert terms <= set(page.ids)
    assert len(terms) > 200


def test_a_copy_page_has_every_place_of_a_figure_and_none_of_its_words(site: Site) -> None:
    page = ask(site, "copies/002")
    graph = site.snapshot.built.graph
    prints = [p for p in graph.subjects(NK.copy, ox.NamedNode(f"{vocab.ROOT}copies/002")) if graph.subjects(NK.mention, p)]
    assert len(page.body("places")) == len(prints) > 50
    assert all(p.value.partition("#")[2] in page.ids for p in prints)
    assert page.tags["mark"] == 0


@pytest.mark.parametrize("name", RULES)
def test_each_rule_shows_its_sparql_and_what_it_found(site: Site, name: str) -> None:
    page = Page(rule_page.page(site, Visit(f"/rules/{name}")))
    found = [f for f in site.snapshot.composer.outcomes.all if f.rule == name]
    assert sum(link.startswith("/findings/") and len(link) > len("/findings/") for link in page.links) == len(found)
    assert "CONSTRUCT {" in page.said
    assert "#+ summary:" in page.said


def test_a_rule_that_is_not_there_is_not_found(site: Site) -> None:
    assert rule_page.page(site, Visit("/rules/nothing")).status == 404


def test_two_articles_side_by_side_as_compare_says_it(site: Site) -> None:
    one, other = "2016-01-04-yonhap-defectors-halve", "undated-visual-capitalist-north-korean-defectors"
    page = Page(compare_page.page(site, Visit("/compare", parameters=(("a", one), ("b", other)))))
    assert page.reply.status == 200
    assert "1 apart, 1 partly equal, 1 meet, 3 equal" in page.said
    assert len(page.body("both")) == 6
    assert "both give 6 quantities" in page.said


def test_the_files_of_a_comparison_have_the_rows_of_the_page_and_what_the_command_says(site: Site) -> None:
    one, other = "claims/2016-01-04-yonhap-defectors-halve", "claims/undated-visual-capitalist-north-korean-defectors"
    asked = {end: compare_page.page(site, Visit(f"/compare{end}", parameters=(("a", one), ("b", other))))
             for end in ("", ".csv", ".json")}  # fmt: skip
    page, rows = Page(asked[""]), list(csv.DictReader(io.StringIO(asked[".csv"].body.decode(), newline="")))
    assert [[r["quantity"], r["first"], r["second"]] for r in rows] == [row[1:4] for row in page.body("both")]
    assert all(row[4].startswith(r["why"]) for row, r in zip(page.body("both"), rows, strict=True))
    assert len(rows) == 6
    ends = [ox.NamedNode(f"{vocab.ROOT}{path}/") for path in (one, other)]
    compared = compare.Comparison(site.snapshot.composer, ends[0], ends[1]).compared()
    assert asked[".json"].body.decode() == compare.as_json(compared, site.snapshot.corpus_id)
    assert sum(link.startswith(("/compare.csv?a=claims", "/compare.json?a=claims")) for link in page.links) == 4


def test_a_file_of_no_comparison_says_which_articles_are_wanted(site: Site) -> None:
    for given, words in ((("", ""), "Two articles are needed."), (("upi", "nobody at all"), "No article is called so.")):
        refused = compare_page.page(site, Visit("/compare.csv", parameters=(("a", given[0]), ("b", given[1]))))
        assert refused.status == 400
        assert words in json.loads(refused.body)["title"]


@pytest.mark.parametrize(("a", "b", "words"), [
    ("yonhap 4 jan 2016", "2016-01-04-yonhap-defectors-halve", "Both names are of this article"),
    ("yonhap", "upi", "It may be one of these"), ("nobody at all", "upi", "Choose one from the list"),
])  # fmt: skip
def test_what_cannot_be_compared_is_said_beside_the_choice(site: Site, a: str, b: str, words: str) -> None:
    page = Page(compare_page.page(site, Visit("/compare", parameters=(("a", a), ("b", b)))))
    assert page.reply.status == 400
    assert words in page.said


def test_nothing_chosen_is_a_form(site: Site) -> None:
    page = Page(compare_page.page(site, Visit("/compare")))
    assert (page.reply.status, page.tags["select"]) == (200, 2)
    assert page.tags["option"] > 40


def test_a_hostile_label_is_words_and_nothing_else(small: Small) -> None:
    note = f" ; nk:note {tiny.quoted(HOSTILE)}@en"
    article = head("yonhap", "2015-07-05", HOSTILE, f" ; nk:dateBasis {tiny.quoted(HOSTILE)}@en{note}")
    why = f' ; nk:retractedOn "2016-02-01" ; nk:retractedBecause {tiny.quoted(HOSTILE)}'
    figures = [arrivals("y2013", "1,516", "2013", more=note), arrivals("y2012", "1,502", "2012", more=why)]
    site = small({"2015-07-05-yonhap-first": (article, figures)})
    pages = [ask(site, p) for p in ("claims/2015-07-05-yonhap-first", "claims/2015-07-05-yonhap-first/y2013",
             "claims/2015-07-05-yonhap-first/y2012", "quantities/arrivals/south-korea/2013", "agents/yonhap")]  # fmt: skip
    pages.append(Page(compare_page.page(site, Visit("/compare", parameters=(("a", HOSTILE), ("b", HOSTILE))))))
    assert sum(HOSTILE in page.said for page in pages) >= 4
    for page in pages:
        assert page.tags["img"] == 0
        assert page.tags["script"] <= 1
        assert "</script><" not in page.reply.body.decode().replace("</script>\n<", "")
        assert page.events == []


def test_names_resolve_to_the_page_of_the_same_thing(site: Site) -> None:
    thing = resolve("arrivals south korea 2015", site.snapshot.register)
    assert thing.iri.value == vocab.ROOT + QUANTITY
