"""What `nkgraph show` says: facts of the real corpus and of small ones, in each format."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from nkgraph import build, names, showtext, vocab
from nkgraph.beside import Beside
from nkgraph.build import Built
from nkgraph.corpus import Places
from nkgraph.layout import WIDTH
from nkgraph.register import Register
from nkgraph.show import Composer
from nkgraph.shown import Shown, ShownAgent, ShownArticle, ShownClaim, ShownFinding, ShownQuantity
from nkgraph.vocab import NK
from tests import tiny
from tests.calling import Ran, call
from tests.tiny import arrivals, head

ARRIVALS_2014, ARRIVALS_2015 = "arrivals/south-korea/2014", "arrivals/south-korea/2015"
YONHAP_2016 = "2016-01-04-yonhap-defectors-halve"
TITLES = {"quantity": ARRIVALS_2015, "claim": f"{YONHAP_2016}/arrivals-2014-first", "article": YONHAP_2016, "agent": "통일부"}
HOSTILE = "<script>alert(1)</script> | `x` *y* \x1b[2J\u202e [a](http://b) # $1 &"
Small = Callable[[tiny.Articles], Composer]


@pytest.fixture(scope="module")
def composer(real: Built, places: Places) -> Composer:
    """Shows the repository's corpus, with the copies where they are at hand."""
    return Composer(real, Register(real.graph), Beside(real.graph, places))


@pytest.fixture
def small(tmp_path: Path) -> Small:
    """Shows a small corpus, copies and all."""

    def write(articles: tiny.Articles) -> Composer:
        places = tiny.write(tmp_path, articles)

        built = build.build(places)
        assert not built.faults, "\n".join(map(str, built.faults))
        return Composer(built, Register(built.graph), Beside(built.graph, places))

    return write


def of(composer: Composer, typed: str) -> Shown:
    """What is shown of a name."""
    return composer.show(names.resolve(typed, composer.register))


def text(composer: Composer, typed: str) -> str:
    """The page of a name, its lines joined."""
    return " ".join(showtext.text(of(composer, typed), composer.corpus_id).split())


def quantity(composer: Composer, typed: str) -> ShownQuantity:
    shown = of(composer, typed)
    assert isinstance(shown, ShownQuantity)
    return shown


def claim(composer: Composer, typed: str) -> ShownClaim:
    shown = of(composer, typed)
    assert isinstance(shown, ShownClaim)
    return shown


# --- the real corpus ---------------------------------------------------------------------------------------------


def test_arrivals_of_2015_are_a_revision_on_one_root(composer: Composer) -> None:
    shown = quantity(composer, ARRIVALS_2015)
    assert shown.outcome == "revised: 1,277, later 1,275 (2 fewer)"
    assert [n.words for n in shown.roots] == ["Unification Ministry"]
    assert [r.figure for r in shown.readings] == ["1,277", "1,275"], "the earlier first"
    assert [p.words for p in shown.publishers] == ["Visual Capitalist", "Yonhap"]
    assert shown.period == "from 2015-01-01 up to, not including, 2016-01-01"
    page = text(composer, ARRIVALS_2015)
    assert "NK Economy Watch quotes Yonhap, which names the Unification Ministry (carried" in page
    assert "printed as “Ministry of Reunification”" in page
    assert "copy 002, sha256 8eb57f03…, characters 387-392: “1,277”" in page
    assert "not in copy 001 of this article, which has lost lines; that proves nothing" in page
    assert "no second root: the Unification Ministry alone" in page or "no second root: Unification Ministry alone" in page
    assert "Cite Arrivals in South Korea, 2015: 1,277 (Yonhap" in page
    assert "later 1,275 (Visual Capitalist" in page
    assert f"nkgraph, corpus {composer.corpus_id[:12]}" in page


def test_what_looks_close_says_how_it_differs(composer: Composer) -> None:
    alike = {a.figures[0]: a.differs for a in quantity(composer, ARRIVALS_2015).alike}
    assert alike["978"] == ("another measure: Given defector status", "2015-01 to 2015-10")
    assert alike["444"] == ("female only", "2015-01 to 2015-05")
    assert alike["535"] == ("2015-01 to 2015-05",)
    assert not {"1,277", "1,275", "falling"} & set(alike), "neither itself nor a statement without a number"


def test_a_printed_calculation_is_told_beside_its_figures(composer: Composer) -> None:
    recomputed = [(t.word, t.sentence) for t in quantity(composer, ARRIVALS_2015).recomputed]
    assert any(word == "holds" and "52.8 percent" in said for word, said in recomputed)
    assert any(word == "contradicts" and "at most 1,200" in said for word, said in recomputed)


def test_a_slip_is_told_with_its_hypothesis_and_the_note(composer: Composer) -> None:
    page = text(composer, ARRIVALS_2014)
    assert "contradicts: 1,397 and 1,514, 117 apart, in one article" in page
    assert "one article prints values for one quantity that cannot all be true" in page
    assert "Hypothesis" in page
    assert "Our notes on 1,514 (Yonhap)" in page


def test_repeated_is_not_independent(composer: Composer) -> None:
    shown = quantity(composer, "arrivals/south-korea/2009")
    assert (len(shown.publishers), len(shown.roots), shown.unknown_roots) == (4, 1, 1)
    assert "1 known root, 1 unstated" in text(composer, "arrivals/south-korea/2009")


def test_a_running_total_that_falls_says_so(composer: Composer) -> None:
    page = text(composer, "us-resettled/us/2006_..")
    assert "191, later 186: a running total that falls by 5" in page
    assert "a total since a start cannot fall" in page
    assert "it cites Radio Free Asia, and does not say whether this figure is from there" in page


def test_a_claim_shows_its_passage_marked_and_everything_typed(composer: Composer, copies: Path) -> None:
    shown = claim(composer, f"{YONHAP_2016}/arrivals-2015")
    (printed,) = shown.evidence.prints
    assert printed.passage is not None
    assert printed.passage.figure == "1,277"
    assert 0 < len(printed.passage.before) <= 165
    assert 0 < len(printed.passage.after) <= 165
    assert shown.typed["value"] == "1,277"
    assert shown.typed["authority"] == "Unification Ministry"
    page = showtext.text(shown, composer.corpus_id)
    assert "[[1,277]]" in page
    assert "**1,277**" in showtext.markdown(shown, composer.corpus_id)
    assert [o.figure for o in shown.others] == ["1,275"]


def test_without_copies_there_is_no_passage(real: Built, places: Places) -> None:
    bare = Composer(real, Register(real.graph), Beside(real.graph, replace(places, copies=None)))
    assert claim(bare, f"{YONHAP_2016}/arrivals-2015").evidence.prints[0].passage is None
    assert "[[" not in text(bare, f"{YONHAP_2016}/arrivals-2015")


def test_no_copy_that_is_not_the_one_described_is_quoted(real: Built, places: Places, tmp_path: Path) -> None:
    for name in ("002_bb431a5819b71cae.txt",):
        (tmp_path / name).write_text("another text altogether " * 900, encoding="utf-8")
    other = Composer(real, Register(real.graph), Beside(real.graph, replace(places, copies=tmp_path)))
    assert claim(other, f"{YONHAP_2016}/arrivals-2015").evidence.prints[0].passage is None


def test_bounds_come_with_the_word_that_gives_them(composer: Composer) -> None:
    shown = claim(composer, "undated-yonsei-institute-factors-to-successful-defection/famine-deaths")
    assert shown.evidence.bounds is not None
    assert shown.evidence.bounds.words == "240,000 or more"
    assert shown.evidence.bounds.why == "“starting from” is read as “at least”: The number or above."


def test_a_member_of_a_list_shows_the_list_and_its_total(composer: Composer) -> None:
    shown = claim(composer, "2015-10-upi-more-north-korean-refugees/under-10/us-wa")
    assert shown.breakdown is not None
    assert (shown.breakdown.by, shown.breakdown.members) == ("place", 16)
    assert shown.breakdown.total is not None
    assert shown.breakdown.total.figure == "186"
    assert "one of 16 figures divided by place; its total: 186" in text(composer, shown.path)


def test_an_article_lists_its_figures_in_the_order_of_reading(composer: Composer) -> None:
    shown = of(composer, "yonhap 2016")
    assert isinstance(shown, ShownArticle)
    figures = [f.figure for f in shown.figures]
    assert figures[:4] == ["half", "1,277", "52.8 percent", "2,706"]
    assert shown.counts["figures"] == len(figures)
    outcomes = {f.figure: f.outcome for f in shown.figures}
    assert outcomes["1,514"] == "contradicts 1,397 in the same article"
    assert outcomes["1,277"] == "later 1,275 (Visual Capitalist)"
    assert outcomes["1,502"].startswith("agrees with Visual Capitalist")
    assert shown.relayed_by == ("NK Economy Watch, 4 Jan 2016 quotes it",)


def test_an_article_that_is_only_named_says_so(composer: Composer) -> None:
    page = text(composer, "claims/2015-10-upi-more-north-korean-refugees/rfa")
    assert "it is only named" in page
    assert "0 figures" in page


def test_an_agent_shows_its_names_and_what_rests_on_it(composer: Composer) -> None:
    shown = of(composer, "통일부")
    assert isinstance(shown, ShownAgent)
    assert {"통일부", "Ministry of Reunification"} <= set(shown.aliases)
    assert [n.words for n in shown.part_of] == ["South Korean government"]
    assert set(shown.rests) >= {"Yonhap", "Visual Capitalist", "Korea Times"}
    assert sum(shown.rests.values()) == shown.rests_figures["figures"]
    assert any("1,277, later 1,275" in t.sentence for t in shown.disputed)


def test_every_finding_of_the_corpus_can_be_shown(composer: Composer) -> None:
    found = composer.outcomes.all
    assert len(found) > 20
    for finding in found:
        shown = composer.finding(finding.iri)
        assert shown.why.endswith(".")
        assert shown.sentence
        assert len(shown.sides) >= 1 or finding.rule == "dates"
        _is_readable(showtext.text(shown, composer.corpus_id))


def test_every_quantity_article_and_agent_of_the_corpus_can_be_shown(composer: Composer) -> None:
    graph = composer.graph
    pages = [composer.quantity(q) for q in graph.subjects(vocab.RDF_TYPE, NK.Quantity)[::7]]
    things = {a for c in composer.register.claims() for a in [composer.register.article(c)]}
    shown: list[Shown] = [
        *pages,
        *map(composer.article, things),
        *map(composer.agent, graph.subjects(vocab.RDF_TYPE, NK.Agent)),
    ]
    shown += [composer.claim(c) for c in composer.register.claims()[::9]]
    assert len(shown) > 150
    for one in shown:
        _is_readable(showtext.text(one, composer.corpus_id))


def _is_readable(page: str) -> None:
    """Narrow, ends with Cite, no rule or class names where words belong."""
    long = [line for line in page.splitlines() if len(line) > WIDTH and " " in line.strip()]
    assert not long, long
    assert "\nCite" in page
    assert re.search(r"nkgraph, corpus [0-9a-f]{12}", page.replace("\n           ", " "))
    assert "None" not in page
    assert "\x1b" not in page


# --- formats and the command line --------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "typed"), TITLES.items())
def test_json_has_the_data_and_the_sentence_to_cite(kind: str, typed: str, composer: Composer) -> None:
    shown = of(composer, typed)
    data = json.loads(showtext.as_json(shown, composer.corpus_id))
    assert data["kind"] == kind
    assert data["corpus"] == composer.corpus_id
    assert set(asdict(shown)) <= set(data)
    assert f"nkgraph, corpus {composer.corpus_id[:12]}" in data["cite"]
    assert showtext.as_json(shown, composer.corpus_id) == showtext.as_json(of(composer, typed), composer.corpus_id)


def test_the_command_shows_in_each_format_and_into_a_file(warm: Path, copies: Path, tmp_path: Path) -> None:
    def run(*arguments: str | Path) -> Ran:
        return call("show", *arguments, "--copies", copies, cache=warm)

    plain = run("arrivals", "south", "korea", "2015")
    assert (plain.code, plain.err) == (0, "")
    assert plain.out.startswith("Arrivals in South Korea, 2015")
    assert run("arrivals south korea 2015").out == plain.out
    assert run(ARRIVALS_2015, "-o", tmp_path / "page") == Ran(0, "", "")
    assert (tmp_path / "page").read_text(encoding="utf-8") == plain.out
    marked = run(ARRIVALS_2015, "--format", "markdown").out
    assert marked.startswith("# Arrivals in South Korea, 2015\n")
    assert "\n**Cite** " in marked
    assert json.loads(run(ARRIVALS_2015, "--format", "json").out)["outcome"].startswith("revised")


@pytest.mark.parametrize("typed", ["korea", "no such thing at all", "\x1b[2J", ""])
def test_a_name_that_is_not_one_thing_ends_with_2(typed: str, warm: Path, copies: Path) -> None:
    ran = call("show", typed, "--copies", copies, cache=warm)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("nkgraph: ")
    assert "Traceback" not in ran.err


# --- small corpora -----------------------------------------------------------------------------------------------


def test_a_figure_that_one_article_gives_has_nothing_beside_it(small: Small) -> None:
    composer = small({"2016-01-04-yonhap-alone": (head("yonhap", "2016-01-04"), [arrivals("y", "1,277", "2015")])})
    assert quantity(composer, ARRIVALS_2015).outcome == "given by one article only"
    shown = claim(composer, "2016-01-04-yonhap-alone/y")
    assert (shown.outcome, shown.others, shown.findings) == ("given by nobody else", (), ())
    assert "nothing: no rule sets it against another figure" in text(composer, shown.path)
    assert "no second publisher" in text(composer, ARRIVALS_2015)


def test_a_round_number_is_shown_with_both_bounds(small: Small) -> None:
    more = " ; nk:modality modality:about"
    figures = [arrivals("round", "27,000", "2015"), arrivals("hedged", "about 30,000", "2014", more=more)]
    composer = small({"2016-01-04-yonhap-round": (head("yonhap", "2016-01-04"), figures)})
    plain, hedged = (claim(composer, f"2016-01-04-yonhap-round/{n}").evidence.bounds for n in ("round", "hedged"))
    assert plain is not None
    assert hedged is not None
    assert (plain.words, plain.loose) == ("exact", "26,500 to 27,499")
    assert (hedged.words, hedged.loose) == ("25,000 to 35,000", None)
    assert hedged.why.startswith("“about”: Within half of the largest round step")


def test_what_a_source_prints_is_never_markup_or_obeyed(small: Small) -> None:
    note = f" ; nk:note {tiny.quoted(HOSTILE)}"
    address = " ; schema:url <https://example.org/a_b*c>"
    article = (head("yonhap", "2016-01-04", HOSTILE, address), [arrivals("y", "1,277", "2015", more=note)])
    composer = small({"2016-01-04-yonhap-hostile": article})
    for typed in (ARRIVALS_2015, "2016-01-04-yonhap-hostile", "2016-01-04-yonhap-hostile/y"):
        shown = of(composer, typed)
        plain, marked = (form(shown, composer.corpus_id) for form in (showtext.text, showtext.markdown))
        for page in (plain, marked):
            assert "\x1b" not in page
            assert "\u202e" not in page
        assert "<script>" not in marked
        assert "&lt;script&gt;" in marked
        assert not re.search(r"(?<!\\)\]\(http", marked)
        assert "https://example.org/a_b*c" in plain
        json.loads(showtext.as_json(shown, composer.corpus_id))


def test_ones_own_count_and_a_relayed_one_are_told_apart(small: Small) -> None:
    own = arrivals("own", "1,277", "2015", "nk:authority nk:self")
    relayed = arrivals("relayed", "1,277", "2015", "nk:authority nk:unstated")
    composer = small(
        {
            "2016-01-04-yonhap-own": (head("yonhap", "2016-01-04"), [own]),
            "2016-01-05-upi-quotes": (head("upi", "2016-01-05", more=" ; nk:quotes <../2016-01-04-yonhap-own/>"), [relayed]),
        }
    )
    chains = {n: claim(composer, n).evidence.chain for n in ("2016-01-04-yonhap-own/own", "2016-01-05-upi-quotes/relayed")}
    assert chains["2016-01-04-yonhap-own/own"] == "UPI quotes Yonhap, which counted or surveyed it itself"
    assert chains["2016-01-05-upi-quotes/relayed"] == (
        "UPI names nobody; the article that it relays has the figure from Yonhap; it quotes Yonhap"
    )


def test_a_derived_figure_beside_its_quantity_is_no_count(small: Small) -> None:
    composer = small({"2015-07-05-yonhap-share": (head("yonhap", "2015-07-05"), [arrivals("y", "1,396", "2014"), tiny.HALF])})
    (alike,) = quantity(composer, ARRIVALS_2014).alike
    assert alike.figures == ("more than 80 percent",)
    assert alike.differs[0] == "a share against all, not the figure itself"


def test_a_finding_shows_sides_and_why(small: Small) -> None:
    composer = small(tiny.ARTICLES)
    by_outcome = {(f.rule, f.outcome): composer.finding(f.iri) for f in composer.outcomes.all}
    slip = by_outcome["within-article", "contradicts"]
    assert isinstance(slip, ShownFinding)
    assert [s.figure for s in slip.sides] == ["1,397", "1,514"]
    assert slip.difference == "117"
    assert any("Two values for one year" in note for note in slip.notes)
    revised = by_outcome["same-quantity", "revised"]
    assert [s.figure for s in revised.sides] == ["1,516", "1,514"]
    assert "certainly published before" in revised.why


def test_an_acknowledgement_is_shown_as_it_is_to_be_pasted(small: Small) -> None:
    composer = small(tiny.ARTICLES)
    shown = replace(composer.finding(composer.outcomes.all[0].iri), acknowledgement="<a> a nk:B ;\n    nk:c \x1b[2J .")
    for page in (showtext.text(shown, composer.corpus_id), showtext.markdown(shown, composer.corpus_id)):
        lines = page.splitlines()
        (first,) = (n for n, line in enumerate(lines) if line.strip() == "<a> a nk:B ;")
        assert lines[first + 1].index("nk:c") == lines[first].index("<a>") + 4, "the indentation stays"
        assert "\x1b" not in page


def test_an_article_shows_what_was_found_about_its_date(composer: Composer) -> None:
    posts = [f.article for f in composer.outcomes.all if f.rule == "dates" and f.quantity is None and f.article is not None]
    assert posts
    for post in posts:
        shown = composer.article(post)
        assert [t.rule for t in shown.findings] == ["dates"] * len(shown.findings) != []
        assert "Found about the article" in showtext.text(shown, composer.corpus_id)


def test_a_figure_that_only_others_compute_with_is_no_contradiction(composer: Composer) -> None:
    shown = claim(composer, f"{YONHAP_2016}/arrivals-2011")
    assert shown.outcome.startswith("agrees with")
    assert shown.used_in
    assert not any(t.outcome == "contradicts" for t in shown.findings)


def test_a_stated_number_of_members_meets_its_list(composer: Composer) -> None:
    shown = claim(composer, "2015-10-upi-more-north-korean-refugees/states")
    assert [(t.rule, t.outcome) for t in shown.findings] == [("sum-of-parts", "incomplete")]


def test_only_what_a_person_would_judge_comes_with_lines_to_paste(real: Built, places: Places) -> None:
    register = Register(real.graph)
    composer = Composer(real, register, Beside(real.graph, places), lambda finding, _: f"<{finding.rule}>")
    for finding in composer.outcomes.all:
        judged = finding.outcome not in ("agrees", "not-comparable")
        assert composer.finding(finding.iri).acknowledgement == (f"<{finding.rule}>" if judged else None)
