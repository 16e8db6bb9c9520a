"""The ontology is whole: terms, concepts, schemes and measures; and what Python asks of it."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from nkgraph import corpus, ontology, turtle, vocab
from nkgraph.errors import OntologyError
from nkgraph.ontology import Ontology
from nkgraph.vocab import NK, SKOS_
from tests.conftest import REPOSITORY

FOLDER = REPOSITORY / "ontology"
FILES = corpus.find(REPOSITORY).ontology_files()
CLAIMS = corpus.find(REPOSITORY).claim_files()
RULES = corpus.find(REPOSITORY).rule_files()
COMMENT = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#comment")
KINDS = frozenset(NK.namespace + k for k in ("flow", "stock", "cumulative", "share", "ratio", "rate", "duration", "indicator"))


@cache
def terms() -> frozenset[str]:
    """The local names that ontology/nkgraph.ttl defines."""
    typed = turtle.read(FOLDER / "nkgraph.ttl").typed
    return frozenset(iri.removeprefix(NK.namespace) for iri in typed if iri.startswith(NK.namespace))


def concepts(known: Ontology) -> list[ox.NamedNode]:
    """Everything of ours that is described and is neither a term nor a scheme."""
    schemes = {s for s, p, o in known.triples if p == vocab.RDF_TYPE and o == SKOS_.ConceptScheme}
    found = dict.fromkeys(s for s, _, _ in known.triples if s.value.startswith(vocab.ROOT) and s not in schemes)
    return [s for s in found if known.concept_namespace(s.value) not in (None, NK.namespace)]


# --- terms ----------------------------------------------------------------------------------------------------------------


def test_every_name_that_code_uses_is_a_term_of_the_ontology() -> None:
    assert NK.names - terms() == set()
    assert len(NK.names) > 130


def test_a_misspelt_name_is_an_error_that_says_so() -> None:
    with pytest.raises(AttributeError, match="meausre is not a term"):
        _ = NK.meausre
    assert NK.in_ == ox.NamedNode(NK.namespace + "in")
    assert NK.in_ is NK.in_


@pytest.mark.parametrize(
    ("iri", "word"),
    [("https://e/a#b", "b"), ("https://e/a/b", "b"), ("https://e/a/b/", "b"), ("https://e/a/#b/", "b"), ("urn:x", "urn:x")],
)
def test_the_local_name_is_what_follows_the_last_hash_or_slash(iri: str, word: str) -> None:
    assert vocab.local(ox.NamedNode(iri)) == word


def test_every_term_has_one_label_and_one_comment() -> None:
    typed = turtle.read(FOLDER / "nkgraph.ttl").typed
    ours = [iri for iri in typed if iri.startswith(NK.namespace)]
    for iri in ours:
        for predicate in (vocab.RDFS_LABEL, COMMENT):
            said = [o for p, o in typed[iri] if p == predicate]
            assert len(said) == 1, f"nk:{vocab.local(ox.NamedNode(iri))} has {len(said)} of {vocab.local(predicate)}"
            assert isinstance(said[0], ox.Literal)
            assert said[0].language == "en"
    assert len(ours) > 150


@pytest.mark.parametrize("path", [*FILES, *CLAIMS, *RULES], ids=lambda p: p.name)
def test_every_term_that_a_file_uses_is_defined(path: Path) -> None:
    text = re.sub(r"#[^\n]*", "", re.sub(r"<[^>\s]*>", "", path.read_text(encoding="utf-8")))
    assert set(re.findall(r"(?<![\w-])nk:([A-Za-z]\w*)", text)) - terms() == set()


def test_the_files_looked_at_are_all_there_are() -> None:
    assert len(FILES) == 14
    assert len(RULES) >= 30
    assert len(CLAIMS) >= 26


def test_every_term_is_used_somewhere_besides_its_definition() -> None:
    pattern = re.compile(r"(?<![\w-])nk:([A-Za-z]\w*)")
    others = [*(p for p in FILES if p.name != "nkgraph.ttl"), *CLAIMS, *RULES]
    used = {m for path in others for m in pattern.findall(path.read_text(encoding="utf-8"))} | NK.names
    within = turtle.read(FOLDER / "nkgraph.ttl").triples
    used |= {o.value.removeprefix(NK.namespace) for _, _, o in within if o.value.startswith(NK.namespace)}
    assert terms() - used - {k.removeprefix(NK.namespace) for k in KINDS} == set()


# --- concepts and schemes -------------------------------------------------------------------------------------------------


def test_every_dimension_has_a_scheme_and_its_scheme_one_top_concept(known: Ontology) -> None:
    assert set(known.dimensions) == {"place", "partner", "sex", "population", "product"} == set(known.tops)
    for name, scheme in known.dimensions.items():
        assert (scheme, vocab.RDF_TYPE, SKOS_.ConceptScheme) in known.triples, f"nk:{name} has no scheme"
        assert len(known.all(scheme, SKOS_.hasTopConcept)) == 1
        assert known.one(known.tops[name], SKOS_.inScheme) == scheme


def test_every_member_of_a_scheme_reaches_its_top_concept(known: Ontology) -> None:
    seen = 0
    for name, scheme in known.dimensions.items():
        for member in (s for s, p, o in known.triples if p == SKOS_.inScheme and o == scheme):
            seen += 1
            path = [member]
            while path[-1] != known.tops[name]:
                above = known.all(path[-1], SKOS_.broader)
                assert len(above) == 1, f"{path[-1].value} has {len(above)} broader concepts"
                assert isinstance(above[0], ox.NamedNode)
                assert above[0] not in path, f"{member.value} is part of itself"
                assert known.one(above[0], SKOS_.inScheme) == scheme
                path.append(above[0])
    assert seen > 200


def test_every_concept_has_one_preferred_name_and_is_described_in_one_file() -> None:
    labels: dict[str, set[tuple[str, str]]] = defaultdict(set)
    homes: dict[str, set[str]] = defaultdict(set)
    for path in FILES:
        if path.name in ("shapes.ttl", "prefixes.ttl"):
            continue
        for s, p, o in turtle.read(path).triples:
            homes[s.value].add(path.name)
            if p == SKOS_.prefLabel and isinstance(o, ox.Literal):
                labels[s.value].add((o.language or "", o.value))
    assert {iri: files for iri, files in homes.items() if len(files) > 1} == {}
    assert {iri: names for iri, names in labels.items() if len(names) > 1} == {}
    assert len(labels) > 300


def test_every_concept_has_a_name_and_no_two_of_one_scheme_the_same(known: Ontology) -> None:
    named: dict[tuple[str | None, str], list[str]] = defaultdict(list)
    for concept in concepts(known):
        for name in {n.casefold() for n in known.names(concept)}:
            named[known.concept_namespace(concept.value), name].append(concept.value)
        assert known.all(concept, SKOS_.prefLabel), f"{concept.value} has no skos:prefLabel"
    assert {key: who for key, who in named.items() if len(who) > 1} == {}
    assert len(concepts(known)) > 300


def test_every_concept_lies_in_the_namespace_of_its_file(known: Ontology) -> None:
    prefixes = {n.removeprefix(vocab.ROOT).rstrip("/"): n for n in known.prefixes.values() if n.startswith(vocab.ROOT)}
    files = sorted((FOLDER / "schemes").glob("*.ttl"))
    for path in files:
        assert known.concept_namespace(prefixes[path.stem] + "x") == prefixes[path.stem]
        subjects = {s.value for s, _, _ in turtle.read(path).triples}
        assert {s for s in subjects if not s.startswith(prefixes[path.stem]) and s != vocab.ROOT + path.stem} == set()
    assert {p.stem for p in files} == set(prefixes) - {"copies", "ontology#"}
    assert len(files) == 10


# --- measures and units ---------------------------------------------------------------------------------------------------


def measures(known: Ontology) -> list[ox.NamedNode]:
    return [s for s, p, o in known.triples if p == vocab.RDF_TYPE and o == NK.Measure]


def test_every_measure_has_a_definition_a_kind_a_unit_and_says_whether_parts_add_up(known: Ontology) -> None:
    for measure in measures(known):
        name = vocab.local(measure)
        [definition], [kind] = known.all(measure, SKOS_.definition), known.all(measure, NK.kind)
        [unit], [additive] = known.all(measure, NK.unit), known.all(measure, NK.additive)
        assert definition.value.endswith("."), f"measure:{name} is not defined in a sentence"
        assert definition.value.count(". ") <= 1, f"measure:{name} is defined in more than two sentences"
        assert kind.value in KINDS, f"measure:{name} is of no kind that we know"
        assert unit.value in known.units, f"measure:{name} has no unit of ours"
        assert additive.value in ("true", "false")
    assert len(measures(known)) > 70


def test_every_measure_is_used_by_a_claim(known: Ontology) -> None:
    used = {o for path in CLAIMS for _, p, o in turtle.read(path).triples if p == NK.measure}
    unused = [vocab.local(m) for m in measures(known) if m not in used]
    assert unused == [], "delete these measures, or claim something with them"


def test_a_running_total_names_the_flow_it_adds_up_and_nothing_else_does(known: Ontology) -> None:
    for measure in measures(known):
        for flow in known.all(measure, NK.totals):
            assert isinstance(flow, ox.NamedNode)
            kinds = [
                vocab.local(kind) for m in (measure, flow) for kind in known.all(m, NK.kind) if isinstance(kind, ox.NamedNode)
            ]
            assert kinds == ["cumulative", "flow"]
            assert known.one(measure, NK.unit) == known.one(flow, NK.unit)


def test_a_unit_converts_to_one_that_does_not_convert_further(known: Ontology) -> None:
    for unit in known.units.values():
        base = known.units[unit.base.value]
        assert (base.base, base.factor) == (base.iri, Decimal(1))
        assert unit.factor > 0
        assert (unit.factor == 1) == (unit.base == unit.iri)
    assert known.units[vocab.ROOT + "units/fraction"].factor == 100
    assert len(known.units) == 18


def test_the_sign_of_a_unit_is_found_only_as_a_whole_word(known: Ontology) -> None:
    year = known.units[vocab.ROOT + "units/year"].sign_pattern
    percent = known.units[vocab.ROOT + "units/percent"].sign_pattern
    assert year is not None
    assert percent is not None
    for pattern, yes, no in (
        (year, ("5 years", "a five-year term", "5Years"), ("yearly", "midyear", "yearling")),
        (percent, ("5%", "5 percent", "5 Per Cent", "5pct"), ("5 percentage points", "percentile")),
    ):
        assert [w for w in yes if not pattern.search(w)] == []
        assert [w for w in no if pattern.search(w)] == []
    assert known.units[vocab.ROOT + "units/person"].sign_pattern is None


# --- what Python asks of it -----------------------------------------------------------------------------------------------


def test_an_agent_belongs_to_bodies_nearest_first(known: Ontology) -> None:
    ministry = ox.NamedNode(vocab.ROOT + "agents/ministry-of-unification")
    assert [vocab.local(a) for a in known.ancestors(ministry)] == ["south-korean-government"]
    assert known.label(ministry) == "Unification Ministry"
    assert known.names(ministry)[0] == "Unification Ministry"
    assert "통일부" in known.names(ministry)
    assert known.label(ox.NamedNode("https://e/x")) == "x"


def test_no_agent_is_part_of_itself(known: Ontology) -> None:
    agents = [s for s, p, o in known.triples if p == vocab.RDF_TYPE and o == NK.Agent]
    for agent in agents:
        for body in known.ancestors(agent):
            assert body in agents, f"{body.value} is no agent"
    assert len(agents) > 30


def test_a_namespace_is_told_for_our_concepts_and_terms_only(known: Ontology) -> None:
    assert known.concept_namespace(vocab.ROOT + "places/us") == vocab.ROOT + "places/"
    assert known.concept_namespace(NK.namespace + "value") == NK.namespace
    assert known.concept_namespace(vocab.CLAIMS + "2015-x/a") is None
    assert known.concept_namespace("https://schema.org/name") is None


def written(tmp_path: Path, **changed: str) -> list[Path]:
    """The ontology's files, some of them changed; an empty text leaves a file out."""
    found = []
    for path in FILES:
        text = changed.get(path.stem, path.read_text(encoding="utf-8"))
        if text:
            (tmp_path / path.name).write_text(text, encoding="utf-8")
            found.append(tmp_path / path.name)
    return found


@pytest.mark.parametrize("missing", ["prefixes", "wording"])
def test_an_ontology_that_lacks_a_file_is_refused(tmp_path: Path, missing: str) -> None:
    with pytest.raises(OntologyError, match=r"lacks prefixes\.ttl, wording\.ttl"):
        ontology.read(written(tmp_path, **{missing: ""}))


def test_an_ontology_that_cannot_be_read_is_refused_at_its_line(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"sexes\.ttl:2: error \[syntax\]"):
        ontology.read(written(tmp_path, sexes="\n<a> <b>"))


def test_a_dimension_without_scheme_or_a_scheme_without_top_or_a_circle_of_agents_is_refused(tmp_path: Path) -> None:
    sexes = (FOLDER / "schemes" / "sexes.ttl").read_text(encoding="utf-8")
    with pytest.raises(OntologyError, match=r"sexes has no skos:hasTopConcept"):
        _ = ontology.read(written(tmp_path, sexes=sexes.replace("; skos:hasTopConcept sex:all", ""))).tops
    terms = (FOLDER / "nkgraph.ttl").read_text(encoding="utf-8")
    with pytest.raises(OntologyError, match="the dimension nk:sex has no qb:codeList"):
        _ = ontology.read(
            written(tmp_path, nkgraph=terms.replace("qb:codeList <https://w3id.org/nkgraph/sexes> ;", ""))
        ).dimensions
    agents = (FOLDER / "schemes" / "agents.ttl").read_text(encoding="utf-8")
    circle = ontology.read(
        written(tmp_path, agents=agents + "\nagent:south-korean-government nk:partOf agent:ministry-of-unification .")
    )
    with pytest.raises(OntologyError, match="ministry-of-unification is part of itself"):
        list(circle.ancestors(ox.NamedNode(vocab.ROOT + "agents/ministry-of-unification")))
