"""The commands that say which lines take a claim or an article back; the mistakes in typing these; the page about it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result

from nkgraph import build, check, correcting, corrections, derive, exports, report, rules
from nkgraph.check import Reading
from nkgraph.claims import Article, Claim
from nkgraph.corpus import Places
from nkgraph.errors import NkgraphError
from nkgraph.register import Register
from nkgraph.vocab import NK
from tests import tiny
from tests.conftest import REPOSITORY, Corpus
from tests.corrected import ERRATUM, FIRST, LATER, RETRACTED, SECOND, WHEN, small
from tests.specimens import (
    article,
    iri,
    says,
    typed,
)

# --- the lines to type ----------------------------------------------------------------------------------------------------


def run(command: str, places: Places, *arguments: str) -> Result:
    folders = ["--claims", str(places.claims), "--copies", str(places.copies)]
    chosen = {"retract": correcting.retract, "erratum": correcting.erratum}[command]
    return CliRunner().invoke(chosen, [*arguments, *folders], env={"NKGRAPH_CACHE": "off"})


def paste(output: str) -> Path:
    """Do what the output says: put the lines into the file, after the line that it names."""
    head, _, lines = output.partition("\n")
    found = re.fullmatch(r"# (.+\.ttl), after line (\d+):", head)
    assert found is not None, head
    path, after = Path(found[1]), int(found[2])
    text = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([*text[:after], lines, *text[after:]]), encoding="utf-8")
    return path


@pytest.mark.endurance
@pytest.mark.parametrize("name", [f"claims/{SECOND}/a2015", f"claims/{SECOND}", "upi 1,277"])
def test_the_printed_lines_pasted_into_the_file_pass_check_and_end_the_contradiction(tmp_path: Path, name: str) -> None:
    places = tiny.write(tmp_path, small())
    assert len(report.compose(build.build(places)).sections["contradicts"]) == 1
    ran = run("retract", places, *name.split(), "--on", WHEN, "--because", 'It said "corrected"; C:\\n')
    assert ran.exit_code == 0, ran.output
    paste(ran.stdout)
    built = build.build(places)
    assert built.faults == []
    assert len(report.compose(built).sections["contradicts"]) == 0
    assert 'retracted 15 Jun 2020: It said "corrected"; C:\\n' in exports.found(built, "1277", withdrawn=True)
    assert len(report.compose(build.build(places, LATER - 1)).sections["contradicts"]) == 1


@pytest.mark.endurance
def test_the_lines_of_an_erratum_pass_check_and_take_the_claim_out_of_every_view(tmp_path: Path) -> None:
    places = tiny.write(tmp_path, small())
    ran = run("erratum", places, f"claims/{SECOND}/a2015", "--because", "We took another line.")
    assert f'nk:erratumOn "{date.today().isoformat()}" ;' in ran.stdout
    assert "out of every view, past days too" in ran.stderr
    paste(ran.stdout)
    for day in (rules.ALL_DATES, LATER):
        built = build.build(places, day)
        assert built.faults == []
        assert len(report.compose(built).sections["contradicts"]) == 0


@pytest.mark.endurance
def test_nothing_is_written(tmp_path: Path) -> None:
    places = tiny.write(tmp_path, small())
    before = {p: p.read_bytes() for p in places.claim_files()}
    assert run("retract", places, f"claims/{SECOND}", "--on", WHEN, "--because", "A slip.").exit_code == 0
    assert run("erratum", places, f"claims/{FIRST}/a2015", "--because", "A slip.").exit_code == 0
    assert {p: p.read_bytes() for p in places.claim_files()} == before


@pytest.mark.endurance
def test_what_the_lines_do_is_said_with_the_number_of_claims(tmp_path: Path) -> None:
    places = tiny.write(tmp_path, small())
    assert (
        "ends the article and its 2 claims from 2020-06-01 on"
        in run("retract", places, f"claims/{SECOND}", "--on", "2020-06", "--because", "A slip.").stderr
    )
    assert (
        "ends 1 claim from 2020-06-15 on"
        in run("retract", places, f"claims/{FIRST}/a2015", "--on", WHEN, "--because", "A slip.").stderr
    )


Refuse = Callable[[str, str], str]


@pytest.fixture
def refused(reading: Reading) -> Refuse:
    """Why a retraction of a real article is refused."""

    def sentence(on: str, because: str) -> str:
        with pytest.raises(NkgraphError) as error:
            corrections.retraction(reading.corpus, iri("2016-01-04-yonhap-defectors-halve"), on, because)
        return str(error.value)

    return sentence


@pytest.mark.parametrize(
    ("on", "because", "said"),
    [
        ("12/07/2015", "A slip.", '"12/07/2015" is not a date in EDTF'),
        ("../2017", "A slip.", "has no first day"),
        ("2015-12-31", "A slip.", "before the article was published, on 2016-01-04"),
        ("2016-02-01", " … ", "there are no words"),
        ("2016-02-01", "", "there are no words"),
    ],
)
def test_a_retraction_that_check_would_not_take_is_refused(refused: Refuse, on: str, because: str, said: str) -> None:
    assert said in refused(on, because)


def test_what_is_withdrawn_already_is_refused_at_its_line(tmp_path: Path) -> None:
    places = tiny.write(tmp_path, small(claim=RETRACTED))
    corpus = check.read(places).corpus
    with pytest.raises(NkgraphError, match=rf"{SECOND}\.ttl:\d+: nk:retractedOn is typed there already"):
        corrections.retraction(corpus, iri(SECOND, "a2015"), WHEN, "A slip.")
    assert corrections.erratum(corpus, iri(SECOND, "a2015"), WHEN, "A slip.").lines.startswith("<a2015> nk:erratumOn")


def test_what_is_in_no_file_is_refused(reading: Reading) -> None:
    with pytest.raises(NkgraphError, match="no article or claim"):
        corrections.erratum(reading.corpus, iri("2016-none"), WHEN, "A slip.")


@pytest.mark.endurance
def test_the_lines_for_every_article_and_claim_of_the_corpus_go_below_what_describes_it(reading: Reading) -> None:
    seen = 0
    things: list[Article | Claim] = [*reading.corpus.articles.values(), *reading.corpus.claims[::6]]
    for thing in things:
        added = corrections.erratum(reading.corpus, thing.iri, "2026-11-22", "A slip.")
        lines = thing.document.text.splitlines(keepends=True)
        whole = "".join([*lines[: added.after], added.lines, *lines[added.after :]])
        subjects = [t.subject for t in ox.parse(whole.encode(), format=ox.RdfFormat.TURTLE) if t.predicate == NK.erratumOn]
        named = thing.subject if isinstance(thing, Claim) else thing.iri.value
        assert subjects == [ox.NamedNode(named)]
        begins = thing.document.line(named)
        assert begins <= added.after <= begins + 20 or thing.iri.value.endswith("/"), f"{named} at {begins}: {added.after}"
        seen += 1
    assert seen > 80


def test_where_the_lines_of_a_file_are_not_known_the_additions_go_to_its_end() -> None:
    said = article("upi", "2016", says("1277"), says("1397", "2014"))
    said.__dict__["lines"] = {}  # what a file has that the second parser cannot follow
    added = corrections.erratum(typed([said]), iri("2016-upi", "c1"), "2026-11-22", "A slip.")
    assert added.after == said.text.count("\n")


def test_a_member_of_several_is_withdrawn_with_the_others_of_its_print(reading: Reading) -> None:
    claim = iri("2015-10-upi-more-north-korean-refugees", "fifteen/us-az")
    added = corrections.erratum(reading.corpus, claim, "2026-11-22", "A slip.")
    assert added.lines.startswith("<fifteen> nk:erratumOn")
    assert "2 claims, which <fifteen> makes of one print" in added.effect


# --- mistakes -------------------------------------------------------------------------------------------------------------

CLAIM = (
    "<> a schema:NewsArticle ; schema:publisher agent:yonhap .\n"
    '<a> a nk:Claim ; nk:statedIn <> ; nk:measure measure:arrivals ; nk:period "2015" ; nk:authority nk:unstated ;\n'
    '  nk:value 5 ; nk:mention [ nk:copy copy:001 ; nk:start 1 ; nk:end 2 ; nk:wording "5" ] .\n'
)
TABLE = "<b> a nk:Breakdown ; nk:statedIn <> ; nk:by nk:place ;\n  nk:measure measure:arrivals ;\n  {} .\n"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<a>\n  {RETRACTED} .\n<>\n  {ERRATUM} .", []),
        ('<a>\n  nk:retractedOn "2016-02-01" .', [(2, "retraction-because")]),
        ('<a>\n  nk:retractedBecause "A slip." .', [(2, "retraction-date")]),
        ('<>\n  nk:erratumOn "2016-02-01" .', [(1, "erratum-because")]),
        ('<>\n  nk:erratumBecause "A slip." .', [(1, "erratum-date")]),
        ('<a> nk:retractedBecause "A slip." ;\n  nk:retractedOn "12/07/2015" .', [(5, "date-invalid")]),
        ('<> nk:erratumBecause "A slip." ;\n  nk:erratumOn "yesterday" .', [(5, "date-invalid")]),
        ('<a> nk:retractedBecause "A slip." ;\n  nk:retractedOn 2016 .', [(5, "retraction-date")]),
        ('<a> nk:retractedOn "2016-02-01" ;\n  nk:retractedBecause "" .', [(5, "retraction-because")]),
        (TABLE.format(ERRATUM), [(6, "breakdown")]),
        (TABLE.format(RETRACTED), [(6, "breakdown")]),
        ("<a> nk:withdrawn true .", [(4, "claim"), (4, "derived-term")]),
    ],
)
def test_a_mistake_in_a_correction_is_told_at_its_line(
    small_corpus: Corpus, prefixes: str, body: str, expected: list[tuple[int, str]]
) -> None:
    places = small_corpus({"2016-01-04-yonhap-example": CLAIM + body})
    above = prefixes.count("\n") + 2
    found = check.judge(check.read(places), places).faults
    assert sorted({(f.line - above, f.code) for f in found}) == expected
    for fault in found:
        assert fault.remedy.endswith(".")


def test_a_member_of_a_breakdown_may_carry_a_correction(small_corpus: Corpus) -> None:
    table = TABLE.format('nk:period "2015" ; nk:authority nk:unstated')
    member = "<m> a nk:Claim ; nk:in <b> ; nk:each ( place:us-az place:us-va ) ; nk:value 7 ; %s ;\n"
    mention = '  nk:mention [ nk:copy copy:001 ; nk:start 3 ; nk:end 4 ; nk:wording "7" ] .\n'
    places = small_corpus({"2016-01-04-yonhap-example": CLAIM + table + member % RETRACTED + mention})
    reading = check.read(places)
    assert check.judge(reading, places).faults == []
    gone = derive.withdrawals(reading.corpus)
    assert sorted(iri.rpartition("/")[2] for iri in gone) == ["us-az", "us-va"]
    assert set(gone.values()) == {LATER}


# --- the page -------------------------------------------------------------------------------------------------------------


def test_the_example_of_the_page_is_right(tmp_path: Path) -> None:
    page = (REPOSITORY / "docs" / "corrections.md").read_text(encoding="utf-8")
    example = re.search(r"```turtle\n(.*?)```", page, re.DOTALL)
    assert example is not None
    stem = "2016-01-04-example-arrivals"
    figures = [tiny.arrivals("a", "1,277", "2015"), tiny.arrivals("b", "1,275", "2015")]
    places = tiny.write(tmp_path, {stem: (tiny.head("yonhap", "2016-01-04"), figures)})
    path = places.claims / f"{stem}.ttl"
    path.write_text(path.read_text(encoding="utf-8").partition("<a> a nk:Claim")[0] + example[1], encoding="utf-8")
    built = build.build(places)
    assert built.faults == []
    assert [Register(built.graph).figure(c) for c in Register(built.graph).claims()] == ["1,275"]
    bare = example[1].partition("<arrivals-2015> nk:retractedOn")[0]
    path.write_text(path.read_text(encoding="utf-8").replace(example[1], bare), encoding="utf-8")
    corpus, why = check.read(places).corpus, "The agency corrected its table."
    added = corrections.retraction(corpus, iri(stem, "arrivals-2015"), "2016-02-01", why)
    assert added.lines in example[1]
    assert f'--on 2016-02-01 --because "{why}"' in page
