"""What a draft of a claims file says, and what it leaves to a reader: never a value that nobody printed."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest

from nkgraph import check, claims, corpus, coverage, drafting, finder, turtle, vocab
from nkgraph.claims import Claim, Stretch
from nkgraph.drafting import Assumed, Filed, Heading, Relayed, Writer
from nkgraph.errors import NkgraphError
from nkgraph.finder_drafts import Draft
from nkgraph.ontology import Ontology
from nkgraph.turtle import Document
from tests.conftest import REPOSITORY

STEM = "2016-01-15-yonhap-a-headline"
BASE = f"https://w3id.org/nkgraph/claims/{STEM}/"
TEXT = "In 2015 some 1,300 people arrived, more than 80 percent of them women.\nNone of room 204 had seen 1999."
PLAIN = Draft(13, 18, "1,300", Decimal(1300), None, 1, "exactly", None, None, None, None, None, (), None, None)


def node(path: str) -> ox.NamedNode:
    return ox.NamedNode(vocab.ROOT + path)


COPY = Filed(node("copies/001"), TEXT)
HEADING = Heading("NewsArticle", node("agents/yonhap"), "A headline", False, "en", "2016-01-15")


@pytest.fixture
def draft(known: Ontology, prefixes: str, tmp_path: Path) -> Callable[..., Document]:
    """Writes a claims file of some drafts and reads it back."""

    def write(*drafts: Draft, heading: Heading = HEADING, filed: Filed = COPY, assumed: Assumed | None = None) -> Document:
        writer = Writer(known, known.prefixes)
        text = writer.whole(prefixes, BASE, heading, filed, list(drafts), assumed or Assumed())
        path = tmp_path / f"{STEM}.ttl"
        path.write_text(text, encoding="utf-8")
        document = turtle.read(path)
        assert document.faults == [], text
        return document

    return write


def only(document: Document, known: Ontology) -> Claim:
    (claim,) = claims.read([document], known).claims
    return claim


def remarks(document: Document) -> str:
    return "\n".join(line.strip() for line in document.text.splitlines() if line.lstrip().startswith("#"))


def test_a_file_without_any_number_is_the_article_alone(draft: Callable[..., Document], known: Ontology) -> None:
    document = draft()
    (article,) = claims.read([document], known).articles.values()
    assert (article.headline, article.published, article.publisher) == ("A headline", "2016-01-15", node("agents/yonhap"))
    assert document.base == BASE
    assert document.prefixes == known.prefixes


def test_what_the_words_give_is_typed(draft: Callable[..., Document], known: Ontology) -> None:
    found = replace(
        PLAIN,
        start=8,
        wording="some 1,300",
        modality="about",
        period="2015",
        period_span=(3, 7),
        measure=node("measures/arrivals"),
    )
    claim = only(draft(found), known)
    assert (claim.value, claim.modality, claim.period, claim.measure) == (
        Decimal(1300),
        "about",
        "2015",
        node("measures/arrivals"),
    )
    (mention,) = claim.mentions
    assert (mention.figure.start, mention.figure.end, mention.figure.wording) == (8, 18, "some 1,300")
    assert mention.period is not None
    assert (mention.period.start, mention.period.wording) == (3, "2015")


def test_a_range_a_scale_a_unit_and_a_count_are_typed(draft: Callable[..., Document], known: Ontology) -> None:
    found = replace(PLAIN, to=Decimal("1500.5"), scale=1000, modality="between", unit=node("units/usd"), per_count=Decimal(3))
    claim = only(draft(found), known)
    assert (claim.value, claim.to, claim.scale, claim.unit) == (Decimal(1300), Decimal("1500.5"), 1000, node("units/usd"))
    assert (claim.per_count, claim.modality, claim.ranged) == (Decimal(3), "between", True)


def test_a_figure_without_a_number_keeps_its_modality_and_gets_no_value(
    draft: Callable[..., Document], known: Ontology
) -> None:
    document = draft(replace(PLAIN, value=None, modality="presence"))
    claim = only(document, known)
    assert (claim.value, claim.modality) == (None, "presence")
    assert "nk:value" not in document.text


def test_the_unit_that_is_the_measures_own_is_not_typed(draft: Callable[..., Document]) -> None:
    document = draft(replace(PLAIN, unit=node("units/person"), measure=node("measures/arrivals")))
    assert "nk:unit" not in document.text
    assert "nk:unit unit:person" in draft(replace(PLAIN, unit=node("units/person"))).text


def test_what_is_unknown_is_a_remark_and_no_triple(draft: Callable[..., Document], known: Ontology) -> None:
    document = draft(replace(PLAIN, value=None))
    claim = only(document, known)
    assert (claim.measure, claim.period, claim.value, claim.authorities, claim.dimensions) == (None, None, None, (), {})
    for term in ("measure", "place", "period", "value", "authority"):
        assert re.search(rf"^# {drafting.MARK} nk:{term} ", remarks(document), re.MULTILINE), f"nothing says to type nk:{term}"


def test_what_the_archivist_has_said_is_typed_where_the_words_say_nothing(
    draft: Callable[..., Document], known: Ontology
) -> None:
    said = Assumed(node("measures/registered"), node("places/china"))
    assert only(draft(PLAIN, assumed=said), known).measure == node("measures/registered")
    claim = only(draft(replace(PLAIN, measure=node("measures/arrivals"), place=node("places/laos")), assumed=said), known)
    assert (claim.measure, claim.dimensions) == (node("measures/arrivals"), {"place": node("places/laos")})


def test_a_guess_is_called_a_guess_and_names_its_rivals(draft: Callable[..., Document]) -> None:
    rivals = (node("measures/arrivals"), node("measures/residents"))
    document = draft(replace(PLAIN, measure=rivals[0], measure_candidates=rivals))
    assert "# a guess; or measure:residents\n    nk:measure measure:arrivals ;" in document.text
    document = draft(replace(PLAIN, measure_candidates=rivals))
    assert "perhaps measure:arrivals, measure:residents" in remarks(document)
    assert "    nk:measure" not in document.text


def test_a_percentage_of_people_asks_for_its_operation(draft: Callable[..., Document]) -> None:
    percent = replace(PLAIN, unit=node("units/percent"), measure=node("measures/arrivals"))
    assert f"# {drafting.MARK} nk:operation" in remarks(draft(percent))
    assert "nk:operation" not in remarks(draft(PLAIN))


def test_check_tells_of_every_draft_at_its_line(
    draft: Callable[..., Document], known: Ontology, tmp_path: Path, prefixes: str
) -> None:
    folder = tmp_path / "claims"
    folder.mkdir()
    complete = replace(PLAIN, period="2015", measure=node("measures/arrivals"), place=node("places/south-korea"))
    document = draft(complete, number("80", value=Decimal(80)))
    (folder / document.path.name).write_text(document.text, encoding="utf-8")
    (folder / "copies.ttl").write_text(
        f'{prefixes}@base <https://w3id.org/nkgraph/copies/> .\n\n<001> a nk:Copy ; schema:name "a.txt" ; nk:bytes 5 ;\n'
        f'    schema:encodingFormat "text/plain" ; nk:filed "2026-11-22" ; nk:sha256 "{"0" * 64}" .\n',
        encoding="utf-8",
    )
    places = corpus.find(REPOSITORY, claims=folder)
    faults = check.judge(check.read(places), places).faults
    lines = {number: line for number, line in enumerate(document.text.splitlines(), 1) if " a nk:Claim" in line}
    assert len(lines) == 2
    first, second = lines
    assert [(f.line, f.code) for f in faults] == [
        (1, "draft-left"), (first, "claim-authority"), (second, "claim-authority"), (second, "claim-measure"),
        (second, "claim-period"),
    ]  # fmt: skip
    assert all("Write: nk:" in f.remedy or "Write: nk:" in f.message for f in faults[1:]), "words that say what to type"


def test_a_number_that_is_no_figure_is_listed_with_its_reason(draft: Callable[..., Document], known: Ontology) -> None:
    room = replace(PLAIN, start=84, end=87, wording="204", reason="name")
    read = claims.read([draft(room, PLAIN)], known)
    assert [(s.start, s.wording, s.reason) for _, s in read.not_figures] == [(84, "204", "name")]
    assert len(read.claims) == 1


def test_a_file_without_figures_lists_only_its_other_numbers(draft: Callable[..., Document], known: Ontology) -> None:
    read = claims.read([draft(replace(PLAIN, reason="date"))], known)
    assert (len(read.claims), len(read.not_figures)) == (0, 1)


@pytest.mark.parametrize(
    "words", ['say "so"', "back\\slash", "line\nbreak\tand\rreturn", "\ufeffmark \u200b \U000e0041", "통일부 ’"]
)
def test_whatever_stands_in_a_text_comes_back_the_same(draft: Callable[..., Document], known: Ontology, words: str) -> None:
    found = replace(PLAIN, start=0, end=len(words), wording=words)
    document = draft(found, heading=replace(HEADING, headline=words), filed=Filed(COPY.copy, words))
    assert only(document, known).mentions[0].figure.wording == words
    assert [a.headline for a in claims.read([document], known).articles.values()] == [words]


def test_claims_have_names_of_their_own(draft: Callable[..., Document], known: Ontology) -> None:
    dated = replace(PLAIN, measure=node("measures/arrivals"), period="2015")
    share = replace(PLAIN, value=Decimal("52.8"))
    document = draft(dated, dated, share, replace(PLAIN, value=None), replace(dated, period="2006/.."))
    names = [c.name for c in claims.read([document], known).claims]
    assert names == ["<arrivals-2015>", "<arrivals-2015-2>", "<figure-52-8>", "<figure-at-13>", "<arrivals-1300>"]


def test_a_name_that_the_file_has_is_not_given_again(known: Ontology) -> None:
    writer = Writer(known, known.prefixes, ["figure-1300", "figure-1300-2"])
    assert writer.blocks(COPY, [PLAIN], Assumed())[0].startswith("<figure-1300-3> ")


def test_a_file_with_fewer_prefixes_gets_whole_addresses(known: Ontology) -> None:
    few = {"nk": vocab.NK.namespace}
    (block,) = Writer(known, few).blocks(COPY, [replace(PLAIN, place=node("places/laos"))], Assumed())
    assert f"nk:place <{vocab.ROOT}places/laos>" in block
    assert f"nk:copy <{vocab.ROOT}copies/001>" in block


# --- the article -------------------------------------------------------------------------------------------------


def test_an_unknown_date_is_left_out_and_asked_for(draft: Callable[..., Document], known: Ontology) -> None:
    document = draft(heading=replace(HEADING, published=None))
    assert [a.published for a in claims.read([document], known).articles.values()] == [None]
    assert f"# {drafting.MARK} schema:datePublished" in remarks(document)


def test_a_date_that_is_no_plain_day_asks_how_it_is_known(draft: Callable[..., Document], known: Ontology) -> None:
    document = draft(heading=replace(HEADING, published="[2015-10-12,2015-10-13]"))
    assert [a.published for a in claims.read([document], known).articles.values()] == ["[2015-10-12,2015-10-13]"]
    assert f"# {drafting.MARK} nk:dateBasis" in remarks(document)
    assert "dateBasis" not in remarks(draft())


def test_what_an_article_reports_is_a_hop_filed_or_only_named(draft: Callable[..., Document], known: Ontology) -> None:
    relays = (Relayed("<../2015-07-05-yonhap-female-defectors/>"), Relayed("<upi>", node("agents/upi")))
    document = draft(heading=replace(HEADING, relays=relays, url="https://example.org/a"))
    articles = claims.read([document], known).articles
    assert [(vocab.local(h), t.value) for h, t in articles[BASE].hops] == [
        ("quotes", f"{vocab.CLAIMS}2015-07-05-yonhap-female-defectors/"), ("cites", f"{BASE}upi"),
    ]  # fmt: skip
    assert (articles[f"{BASE}upi"].publisher, articles[f"{BASE}upi"].held) == (node("agents/upi"), False)
    assert articles[BASE].url == "https://example.org/a"


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2016-01-04", "2016-01-04-yonhap-a-headline"),
        ("2015-10", "2015-10-yonhap-a-headline"),
        ("2020", "2020-yonhap-a-headline"),
        (None, "undated-yonhap-a-headline"),
        ("[2015-10-12,2015-10-13]", "2015-10-yonhap-a-headline"),
        ("[2015-12-31,2016-01-01]", "undated-yonhap-a-headline"),
        ("2015-10/2015-12", "2015-yonhap-a-headline"),
        ("2023-06/..", "undated-yonhap-a-headline"),
    ],
)
def test_a_file_is_named_by_what_is_certain_of_its_date(published: str | None, expected: str) -> None:
    assert drafting.stem(replace(HEADING, published=published), "copy-1") == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Ten years on: the South's defectors", "ten-years-on-the-souths-defectors"),
        ("Café — déjà vu!", "cafe-deja-vu"),
        ("탈북자 1,277명", "1-277"),
        ("통일부", ""),
        ("word " * 30, "-".join(["word"] * 12)),
        ("x" * 90, "x" * 60),
    ],
)
def test_a_slug_is_ascii_and_short_and_ends_with_a_word(words: str, expected: str) -> None:
    assert drafting.slug(words) == expected
    assert len(drafting.slug(words)) <= 60


def test_a_headline_without_latin_letters_gets_the_other_slug() -> None:
    for headline in ("통일부", "탈북자 1,277명"):
        assert drafting.stem(replace(HEADING, headline=headline), "copy-8eb57f03") == "2016-01-15-yonhap-copy-8eb57f03"


def test_the_language_is_that_of_most_letters() -> None:
    assert [drafting.language(t) for t in ("Arrivals of 1,277", "탈북민 1,277명 입국 (NIS)", "", "123")] == [
        "en",
        "ko",
        "en",
        "en",
    ]


# --- names of agents, measures, places ---------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["Yonhap", "yonhap", "agent:yonhap", "연합뉴스", "yonhap news agency", " The Yonhap "])
def test_an_agent_is_found_by_any_of_its_names(text: str, known: Ontology) -> None:
    assert drafting.agent("--publisher", text, known) == node("agents/yonhap")


def test_an_unknown_agent_is_answered_with_the_line_to_add(known: Ontology, tmp_path: Path) -> None:
    with pytest.raises(NkgraphError, match=r"ontology/schemes/agents\.ttl") as error:
        drafting.agent("--publisher", 'The "Daily" Gazette', known)
    assert described(error.value, known, tmp_path) == [
        ("agents/the-daily-gazette", vocab.RDF_TYPE, vocab.NK.Agent),
        ("agents/the-daily-gazette", vocab.SKOS_.prefLabel, ox.Literal('The "Daily" Gazette', language="en")),
    ]
    with pytest.raises(NkgraphError, match="Perhaps yonhap"):
        drafting.agent("--publisher", "Yonhab", known)


def test_an_unknown_measure_or_place_is_answered_with_the_line_to_add(known: Ontology, tmp_path: Path) -> None:
    with pytest.raises(NkgraphError, match=r"ontology/schemes/measures\.ttl") as error:
        drafting.concept("measure", "boats counted", known)
    assert ("measures/boats-counted", vocab.NK.kind, vocab.NK.flow) in described(error.value, known, tmp_path)
    with pytest.raises(NkgraphError, match=r"ontology/schemes/places\.ttl") as error:
        drafting.concept("place", "Atlantis", known)
    assert ("places/atlantis", vocab.SKOS_.broader, known.tops["place"]) in described(error.value, known, tmp_path)


def described(error: NkgraphError, known: Ontology, folder: Path) -> list[tuple[str, ox.NamedNode, ox.NamedNode | ox.Literal]]:
    """What the line that an error offers says, read as Turtle."""
    line = next(line for line in str(error).splitlines() if line.endswith(" ."))
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in known.prefixes.items())
    path = folder / "line.ttl"
    path.write_text(f"{head}@prefix skos: <{vocab.SKOS}> .\n{line}\n", encoding="utf-8")
    document = turtle.read(path)
    assert document.faults == []
    return [(s.value.removeprefix(vocab.ROOT), p, o) for s, p, o in document.triples]


# --- which numbers -----------------------------------------------------------------------------------------------


def stretch(start: int, end: int, kind: str = "figure") -> Stretch:
    return Stretch("x", COPY.copy, start, end, TEXT[start:end], kind)


def number(wording: str, reason: str | None = None, **more: object) -> Draft:
    start = TEXT.index(wording)
    return replace(PLAIN, start=start, end=start + len(wording), wording=wording, reason=reason, **more)  # type: ignore[arg-type]  # names of fields


def test_only_numbers_that_nothing_accounts_for_are_drafted_in_reading_order(known: Ontology) -> None:
    found = [number("204", "name"), number("more than 80 percent"), number("some 1,300"), number("2015", "date")]
    left = drafting.uncovered(found, TEXT, [], known)
    assert [d.wording for d in left] == ["2015", "some 1,300", "more than 80 percent", "204"]
    spoken = [stretch(13, 18), stretch(3, 7, "period"), stretch(84, 87, "not-figure")]
    assert [d.wording for d in drafting.uncovered(found, TEXT, spoken, known)] == ["more than 80 percent"]


def test_words_that_give_a_period_are_not_listed_as_no_figure_as_well(known: Ontology) -> None:
    found = [number("2015", "period-of-a-claim"), number("1,300", period="2015", period_span=(3, 7)), number("1999", "date")]
    assert [d.wording for d in drafting.uncovered(found, TEXT, [], known)] == ["1,300", "1999"]


def test_a_figure_in_words_without_a_number_is_drafted_once(known: Ontology) -> None:
    none = number("women", value=None, modality="presence")
    assert drafting.uncovered([none], TEXT, [], known) == [none]
    start = TEXT.index("women")
    assert drafting.uncovered([none], TEXT, [stretch(start, start + 5)], known) == []


COPIES = ("000", "001", "002", "003", "004")


@pytest.mark.parametrize("name", COPIES)
def test_a_draft_of_an_archived_copy_has_no_faults_but_questions(
    name: str, copies: Path, known: Ontology, prefixes: str, tmp_path: Path
) -> None:
    (source,) = copies.glob(f"{name}_*")
    (tmp_path / "claims").mkdir()
    (tmp_path / "copies").mkdir()
    (tmp_path / "copies" / source.name).write_bytes(data := source.read_bytes())
    text = data.decode("utf-8")
    drafts = drafting.uncovered(finder.find(text, known, "2016-01-15"), text, [], known)
    assert len(drafts) > 50
    filed, writer = Filed(node(f"copies/{name}"), text), Writer(known, known.prefixes)
    whole = writer.whole(prefixes, BASE, HEADING, filed, drafts, Assumed(node("measures/arrivals"), node("places/laos")))
    (tmp_path / "claims" / f"{STEM}.ttl").write_text(whole, encoding="utf-8")
    entry = drafting.copy_entry(source.name, name, hashlib.sha256(data).hexdigest(), len(data), "2026-11-22")
    (tmp_path / "claims" / "copies.ttl").write_text(f"{prefixes}@base <{vocab.ROOT}copies/> .\n{entry}", encoding="utf-8")
    places = corpus.find(REPOSITORY, claims=tmp_path / "claims", copies=tmp_path / "copies")
    codes = Counter(f.code for f in check.judge(check.read(places), places).faults)
    assert codes.pop("claim-authority") > 15
    assert codes.pop("draft-left") == 1
    # operation-missing: a share, of what is asked; claim-repeated: the same number in two places
    assert set(codes) <= {"claim-period", "number-missing", "breakdown-by", "operation-missing", "claim-repeated"}, codes
    assert codes["operation-missing"] == whole.count(f"# {drafting.MARK} nk:operation")


def test_drafts_of_a_whole_text_leave_no_number_unaccounted_for(known: Ontology) -> None:
    found = [replace(PLAIN, start=t.start, end=t.end, wording=t.text) for t in coverage.tokens(TEXT, known.lexicon)]
    assert len(found) >= 5
    spoken = [stretch(d.start, d.end) for d in drafting.uncovered(found, TEXT, [], known)]
    assert coverage.tally("", TEXT, spoken, known.lexicon).unaccounted == ()


def test_the_entry_of_a_copy_is_what_its_bytes_are(known: Ontology, prefixes: str, tmp_path: Path) -> None:
    entry = drafting.copy_entry('a "b".txt', "007", "0" * 64, 12, "2026-11-22")
    path = tmp_path / "copies.ttl"
    path.write_text(f"{prefixes}@base <https://w3id.org/nkgraph/copies/> .\n{entry}", encoding="utf-8")
    (copy,) = claims.read([turtle.read(path)], known).copies.values()
    assert (copy.name, copy.sha256, copy.bytes, copy.filed) == ('a "b".txt', "0" * 64, 12, "2026-11-22")
    assert copy.iri == node("copies/007")
