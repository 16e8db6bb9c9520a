"""What a person types, and the one thing that is meant; what is said where there is none, or more than one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nkgraph import names, vocab
from nkgraph.build import Built
from nkgraph.names import UnresolvedError
from nkgraph.register import Register
from nkgraph.vocab import NK
from tests import tiny

YONHAP_2016 = "claims/2016-01-04-yonhap-defectors-halve"
ARRIVALS_2015 = "arrivals/south-korea/2015"
HOSTILE = ["\x1b[2J\x00", "'; DROP TABLE <claims>", "\u202egnirts", "%%%/../../etc/passwd", "a" * 10_000, "\udcff\udcfe"]


@pytest.fixture(scope="module")
def register(real: Built) -> Register:
    """The repository's corpus."""
    return Register(real.graph)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Register:
    """The small corpus."""
    return Register(tiny.built(tmp_path_factory.mktemp("small")).graph)


def path(text: str, register: Register, *kinds: str) -> str:
    """The path of what a text names."""
    return names.resolve(text, register, kinds or names.KINDS).path


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("https://w3id.org/nkgraph/quantities/arrivals/south-korea/2015", ARRIVALS_2015),
        ("<https://w3id.org/nkgraph/quantities/arrivals/south-korea/2015>", ARRIVALS_2015),
        ("quantities/arrivals/south-korea/2015", ARRIVALS_2015),
        ("Arrivals/South-Korea/2015/", ARRIVALS_2015),
        ("arrivals south korea 2015", ARRIVALS_2015),
        ("  2015,  SOUTH KOREA: arrivals ", ARRIVALS_2015),
        ("2016-01-04-yonhap-defectors-halve", YONHAP_2016),
        (f"https://w3id.org/nkgraph/{YONHAP_2016}/", YONHAP_2016),
        (f"{YONHAP_2016}/arrivals-2015", f"{YONHAP_2016}/arrivals-2015"),
        ("yonhap 2016", YONHAP_2016),
        ("2016 Yonhap News Agency", YONHAP_2016),
        ("연합뉴스 2016", YONHAP_2016),
        ("halves after Kim assumes power", YONHAP_2016),
        ("통일부", "agents/ministry-of-unification"),
        ("Unification ministry", "agents/ministry-of-unification"),
        ("rfa", "agents/radio-free-asia"),
        ("KEI", "agents/korea-economic-institute"),
        ("korea times", "agents/korea-times"),
        ("bluegrass", "claims/2015-10-upi-more-north-korean-refugees"),
        ("resettled in the US since 2006", "us-resettled/us/2006_.."),
        ("exports us-ca 2023", "exports/us-ca/2023"),
        ("1,277", f"{YONHAP_2016}/arrivals-2015"),
        ("yonhap 1277", f"{YONHAP_2016}/arrivals-2015"),
    ],
)
def test_an_address_or_words_name_one_thing(typed: str, meant: str, register: Register) -> None:
    assert path(typed, register) == meant


def test_every_path_that_is_printed_names_what_it_was_printed_for(small: Register) -> None:
    graph = small.graph
    things = {c: "claim" for c in small.claims()} | {q: "quantity" for q in graph.subjects(vocab.RDF_TYPE, NK.Quantity)}
    things |= {f: "finding" for f in graph.subjects(vocab.RDF_TYPE, NK.Finding)}
    assert len(things) > 15
    for node, kind in things.items():
        for typed in (node.value, names.path_of(node), names.path_of(node).upper()):
            found = names.resolve(typed, small)
            assert (found.iri, found.kind) == (node, kind), typed


def test_an_encoded_address_is_the_plain_one(register: Register) -> None:
    found = names.resolve("arrivals/south-korea/op=decrease;period:2011/unit=percent/2015", register)
    assert found.path == "arrivals/south-korea/op=decrease;period%3A2011/unit=percent/2015"


def test_the_start_of_a_finding_is_enough_where_only_one_begins_so(small: Register) -> None:
    findings = small.graph.subjects(vocab.RDF_TYPE, NK.Finding)
    whole = vocab.local(findings[0])
    assert path(whole[:10], small) == path(f"findings/{whole[:10]}", small) == f"findings/{whole}"
    assert path(f"findings/{whole}", small) == f"findings/{whole}"
    with pytest.raises(UnresolvedError):
        names.resolve("findings/zzzz", small)


@pytest.mark.parametrize("typed", ["korea", "yonhap 2015", "defectors halve"])
def test_an_ambiguous_name_lists_what_may_be_meant_and_their_addresses(typed: str, register: Register) -> None:
    with pytest.raises(UnresolvedError) as refused:
        names.resolve(typed, register)
    candidates, message = refused.value.candidates, str(refused.value)
    assert len(candidates) > 1
    assert f'"{typed}" may be one of {len(candidates)}.' in message
    assert all(t.path in message for t in candidates[: names.LISTED])
    assert ("more" in message.splitlines()[-1]) == (len(candidates) > names.LISTED)


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("unificaton ministri", "agents/ministry-of-unification"),
        ("arivals south korea 2015", ARRIVALS_2015),
        ("yonhapp", "agents/yonhap"),
    ],
)
def test_where_nothing_is_called_so_the_nearest_are_named(typed: str, near: str, register: Register) -> None:
    with pytest.raises(UnresolvedError, match="Nearest:") as refused:
        names.resolve(typed, register)
    assert refused.value.candidates[0].path == near


def test_only_the_kinds_that_are_asked_for_are_looked_through(register: Register) -> None:
    assert path("yonhap 2016", register, "article") == YONHAP_2016
    with pytest.raises(UnresolvedError) as refused:
        names.resolve("korea times", register, ("article",))
    assert {t.kind for t in refused.value.candidates} == {"article"}
    with pytest.raises(UnresolvedError, match="No article is called"):
        names.resolve("통일부", register, ("article",))


@pytest.mark.parametrize("typed", ["", "   ", "in the", "\x00"])
def test_no_words_name_nothing(typed: str, register: Register) -> None:
    with pytest.raises(UnresolvedError, match="names nothing"):
        names.resolve(typed, register)


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_words_are_only_words(typed: str, register: Register) -> None:
    with pytest.raises(UnresolvedError) as refused:
        names.resolve(typed, register)
    message = str(refused.value)
    assert len(message) < 4000
    assert not any(ord(c) < 32 and c != "\n" for c in message)
    assert "\u202e" not in message
    message.encode("utf-8")


@pytest.mark.endurance
@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text_names_a_thing_or_is_refused_in_words(small: Register, typed: str) -> None:
    try:
        found = names.resolve(typed, small)
    except UnresolvedError as refused:
        str(refused).encode("utf-8")
    else:
        assert found.kind in names.KINDS


def test_whoever_resolves_several_gets_what_each_alone_gives(register: Register) -> None:
    every = names.Names(register)
    for typed in ("yonhap", "arrivals south korea 2015", "yonhap", "arrivals south korea 2015"):
        assert every.resolve(typed, ("agent", "quantity")) == names.resolve(typed, register, ("agent", "quantity"))
    for _ in range(2):
        with pytest.raises(UnresolvedError, match="No agent is called"):
            every.resolve("yonhab", ("agent",))
