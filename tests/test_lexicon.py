"""The lexicon: each entry of ontology/wording.ttl does what it says in its own example; hedges are found as a reader would."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nkgraph import lexicon, numerals, turtle, vocab
from nkgraph.lexicon import Lexicon
from nkgraph.ontology import Ontology
from nkgraph.turtle import Triple
from nkgraph.vocab import NK

WORDING = Path(__file__).parent.parent / "ontology" / "wording.ttl"
HEAD = (
    "@prefix nk: <https://w3id.org/nkgraph/ontology#> .\n@base <https://w3id.org/nkgraph/wordings/> .\n"
    "@prefix modality: <https://w3id.org/nkgraph/modalities/> .\n"
)
FEW = settings(max_examples=100, deadline=None, derandomize=True, database=None)


@dataclass
class Entry:
    """One entry as typed."""

    name: str
    triples: list[Triple] = field(default_factory=list)

    def texts(self, predicate: str) -> set[str]:
        return {o.value for _, p, o in self.triples if vocab.local(p) == predicate}

    @property
    def kinds(self) -> set[str]:
        """What it does: hedge, number, vague."""
        numeral = {"vague" if kind == "vague" else "number" for kind in self.texts("numeralKind")}
        return numeral | ({"hedge"} if self.texts("signals") else set())


def entries(path: Path) -> list[Entry]:
    document = turtle.read(path)
    assert not document.faults, document.faults
    found: dict[str, Entry] = {}
    for triple in document.triples:
        name = triple[0].value
        found.setdefault(name, Entry(name.rsplit("/wordings/", 1)[-1])).triples.append(triple)
    return list(found.values())


def failures(entry: Entry) -> Iterator[str]:
    """Why an entry, alone, does not do in its examples what it says."""
    alone = lexicon.read(entry.triples)
    examples = entry.texts("example")
    if not examples:
        yield f"{entry.name} has no example"
    for example in examples:
        for words, signal in alone.hedges.items():
            if alone.modality(example, len(numerals.numbers(example, alone))) != signal:
                yield f'"{words}" does not signal {signal} in "{example}"'
        for word in alone.numbers.values():
            kind = word.kind if word.kind in ("ordinal", "truth") else "cardinal"
            printed = {p.number for p in numerals.numbers(example, alone, kind)}
            if printed != ({word.number} if word.number is not None else set()):
                yield f'"{word.word}" does not print {word.number} in "{example}"'
            if word.kind != "truth" and not alone.number_pattern.search(example):
                yield f'"{word.word}" need not be accounted for in "{example}"'


def test_every_entry_does_what_it_says_in_its_own_example() -> None:
    every = entries(WORDING)
    assert [why for entry in every for why in failures(entry)] == []
    kinds = Counter(kind for entry in every for kind in entry.kinds)
    typed = set(re.findall(r"^<(.+)> a nk:Wording", WORDING.read_text(encoding="utf-8"), re.MULTILINE))
    assert len(every) == len(typed) >= 140
    assert (kinds["hedge"] >= 77, kinds["number"] >= 64, kinds["vague"] >= 6) == (True, True, True), kinds


def test_every_entry_does_the_same_beside_all_the_others(known: Ontology) -> None:
    seen = 0
    for entry in entries(WORDING):
        for signal in entry.texts("signals"):
            for example in entry.texts("example"):
                count = len(numerals.numbers(example, known.lexicon))
                assert known.lexicon.modality(example, count) == signal.rsplit("/", 1)[-1], example
                seen += 1
    assert seen >= 77


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ('nk:words "about"@en ; nk:signals modality:about ; nk:example "300 ships"@en', "does not signal about"),
        ('nk:words "about"@en ; nk:signals modality:about', "has no example"),
        ('nk:words "others"@en ; nk:signals modality:presence ; nk:example "300 others"@en', "does not signal presence"),
        ('nk:words "ten"@en ; nk:number 10 ; nk:numeralKind "cardinal" ; nk:example "tenfold"@en', "does not print 10"),
        ('nk:words "ten"@en ; nk:number 10 ; nk:numeralKind "cardinal" ; nk:example "9 or ten"@en', "does not print 10"),
        ('nk:words "few"@en ; nk:numeralKind "vague" ; nk:example "fewer ships"@en', "need not be accounted for"),
    ],
)
def test_an_entry_that_does_not_do_what_it_says_is_noticed(tmp_path: Path, body: str, why: str) -> None:
    path = tmp_path / "wording.ttl"
    path.write_text(f"{HEAD}<en/entry> a nk:Wording ; {body} .\n", encoding="utf-8")
    (entry,) = entries(path)
    assert why in " ".join(failures(entry))


def test_every_entry_is_named_after_its_words_and_described_once() -> None:
    every = entries(WORDING)
    wrong = []
    for entry in every:
        (words,) = {(o.value, getattr(o, "language", None)) for _, p, o in entry.triples if p == NK.words}
        if entry.name != f"{words[1]}/{re.sub('[ /]', '-', words[0])}" or words[0] != words[0].lower():
            wrong.append(entry.name)
        wrong += [entry.name for predicate in ("words", "signals", "number", "numeralKind") if len(entry.texts(predicate)) > 1]
    assert wrong == []
    assert len({w for e in every for w in e.texts("words")}) == len(every)


def test_the_lexicon_speaks_english_and_korean() -> None:
    languages = Counter(entry.name.split("/")[0] for entry in entries(WORDING))
    assert set(languages) == {"en", "ko"}
    assert languages["en"] >= 131
    assert languages["ko"] >= 9


def test_every_hedged_modality_of_the_ontology_has_a_word(known: Ontology) -> None:
    modalities = {vocab.local(s) for s, p, o in known.triples if p == vocab.RDF_TYPE and o == NK.Modality}
    assert set(known.lexicon.hedges.values()) == modalities - {"exactly"}
    assert len(modalities) == 12


def test_every_modality_that_a_word_signals_can_be_the_answer(known: Ontology) -> None:
    for phrase, signal in known.lexicon.hedges.items():
        assert known.lexicon.modality(phrase, 0) == signal, phrase


@pytest.mark.parametrize(
    ("wording", "modality"),
    [
        ("1,277", "exactly"), ("only nine", "exactly"), ("just eight", "exactly"), ("all 20", "exactly"), ("No", "exactly"),
        ("another 30", "exactly"), ("the other 12", "exactly"),
        ("some 35,000", "about"), ("Around 30,000", "about"), ("about 5 million won", "about"), ("약 300척", "about"),
        ("Almost 700", "almost"), ("nearly half", "almost"),
        ("A little more than half", "more-than"), ("tops 80 pct", "more-than"), ("topped the 50 percent mark", "more-than"),
        ("has exceeded 300", "more-than"), ("over six years", "more-than"), ("above the 70 percent mark", "more-than"),
        ("at least 300", "at-least"), ("a minimum of five years", "at-least"), ("no fewer than 10", "at-least"),
        ("not less than 10", "at-least"), ("300척 이상", "at-least"), ("300 or more", "at-least"),
        ("less than 10", "less-than"), ("below the monthly average of 100", "less-than"),
        ("Up to 46", "at-most"), ("as high as 17 million won", "at-most"), ("no more than 300", "at-most"),
        ("not more than 300", "at-most"), ("not exceed 1,200", "at-most"), ("has not exceeded 1,200", "at-most"),
        ("300 or fewer", "at-most"),
        ("ranging from 240,000 to 3,500,000", "between"), ("1-3 months", "between"), ("close to 1-3 months", "between"),
        ("between half and three-quarters", "between"), ("at least 300 to 400", "between"), ("a thousand or two", "between"),
        ("only about a dozen", "dozen"), ("A dozen", "dozen"),
        ("probably thousands", "order"), ("low hundreds", "order"), ("dozens", "order"), ("more than hundreds", "order"),
        ("Others", "presence"), ("N/A", "no-data"), ("no data available", "no-data"), ("자료 없음", "no-data"),
    ],
)  # fmt: skip
def test_a_wording_has_the_modality_that_a_reader_hears(known: Ontology, wording: str, modality: str) -> None:
    assert known.lexicon.modality(wording, len(numerals.numbers(wording, known.lexicon))) == modality


@pytest.mark.parametrize(
    "wording", ["something 300", "300 overseas", "understated 300", "handsome 300", "300 belows", "dozenth"]
)
def test_a_hedge_inside_another_word_is_none(known: Ontology, wording: str) -> None:
    assert known.lexicon.signals(wording) == set()


def test_the_longest_phrase_is_heard_as_one_hedge(known: Ontology) -> None:
    assert known.lexicon.signals("only about a dozen") == {"dozen"}
    assert known.lexicon.signals("no more than 300") == {"at-most"}


@pytest.mark.parametrize("gap", [" ", "\n", "  ", "\r\n", "\t", "\u00a0"])
def test_a_hedge_is_found_across_the_end_of_a_line(known: Ontology, gap: str) -> None:
    assert known.lexicon.signals(f"no{gap}more{gap}than 300") == {"at-most"}


def test_the_letter_case_of_a_hedge_does_not_matter_and_no_odd_letter_passes_for_another(known: Ontology) -> None:
    assert known.lexicon.signals("MORE THAN 300") == known.lexicon.signals("More than 300") == {"more-than"}
    assert known.lexicon.signals("ſome 300, m\u0131llions, b\u0130llions") == set()


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("1,277 in 2015", ["1,277", "2015"]), ("2020229", ["2020229"]), ("2019.1", ["2019.1"]), ("300,000.21", ["300,000.21"]),
        ("one-hundred-91", ["one", "hundred", "91"]), ("Yes, someone", []), ("YesNo", []), ("No one", ["No", "one"]),
        ("several of the first three", ["several", "first", "three"]), ("Thousands", ["Thousands"]), ("ſix n\u0131ne", []),
    ],
)  # fmt: skip
def test_the_numbers_of_a_text_are_its_digit_runs_and_number_words(known: Ontology, text: str, tokens: list[str]) -> None:
    assert [m.group() for m in known.lexicon.number_pattern.finditer(text)] == tokens


@FEW
@given(st.data())
def test_blanking_the_hedges_moves_nothing_and_keeps_every_number(known: Ontology, data: st.DataObject) -> None:
    words = st.sampled_from([*known.lexicon.hedges, *known.lexicon.numbers, "1,277", "52.8", "ships", "\n", "—"])
    text = " ".join(data.draw(st.lists(words, max_size=8)))
    blanked = known.lexicon.without_hedges(text)
    assert len(blanked) == len(text)
    assert all(new in (old, " ") for old, new in zip(text, blanked, strict=True))
    assert re.findall(r"\d", blanked) == re.findall(r"\d", text)


@FEW
@given(st.text(max_size=40))
def test_any_text_has_a_modality(known: Ontology, text: str) -> None:
    assert known.lexicon.modality(text, 0) in {*known.lexicon.hedges.values(), "exactly"}


def test_two_entries_of_one_node_are_read_as_one_word_that_hedges_and_counts(known: Ontology) -> None:
    twofold: defaultdict[str, set[str]] = defaultdict(set)
    for entry in entries(WORDING):
        for kind in entry.kinds:
            twofold[kind].update(entry.texts("words"))
    english = {"dozen", "tens", "dozens", "hundreds", "thousands", "millions", "billions"}
    korean = {"수십", "수백", "수천", "수만", "수십만", "수백만", "수천만", "수억"}
    assert twofold["hedge"] & twofold["number"] == english | korean
    small = Lexicon({"dozen": "dozen"}, {"dozen": known.lexicon.numbers["dozen"]})
    assert [p.number for p in numerals.numbers("a dozen", small)] == [Decimal(12)]
