"""The shapes: an example that breaks each constraint of each of them, at its line; and shapes that would check nothing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import RDF, Graph, URIRef

from nkgraph import corpus, shapes, turtle, verdicts, vocab
from nkgraph.errors import OntologyError
from nkgraph.fault import Fault
from nkgraph.ontology import Ontology
from nkgraph.shapes import SH, SHAPE, Shapes
from nkgraph.turtle import Document
from tests.conftest import REPOSITORY, Corpus

FOLDER = Path(__file__).parent / "shapes"  # tests/shapes/<code of the shape>/{ok,bad}-<why>.ttl
FILES = sorted(FOLDER.glob("*/*.ttl"))
SHAPES = REPOSITORY / "ontology" / "shapes.ttl"
PARAMETERS = (
    "class closed datatype in maxCount maxExclusive maxLength minCount minExclusive minInclusive minLength nodeKind pattern"
)
UNUSED_HERE = {
    "reprints": "no article of the five copies prints another whole",
    "translates": "no article of the five copies prints another in a second language",
    "retractedOn": "nothing in the five copies was retracted",
    "retractedBecause": "nothing in the five copies was retracted",
    "erratumOn": "no error of ours has been published",
    "erratumBecause": "no error of ours has been published",
}


@dataclass(frozen=True)
class Checked:
    """All examples, validated together: the documents, the faults of each file, the results graph, the shapes graph."""

    documents: list[Document]
    faults: dict[Path, set[tuple[str, int]]]
    report: Graph
    shapes: Graph


@pytest.fixture(scope="session")
def rules(known: Ontology) -> Shapes:
    return shapes.read(SHAPES, known)


@pytest.fixture(scope="session")
def checked(rules: Shapes, known: Ontology) -> Checked:
    documents = [turtle.read(path) for path in (FOLDER / "copies.ttl", *FILES)]
    assert [str(f) for d in documents for f in d.faults] == []
    faults: dict[Path, set[tuple[str, int]]] = defaultdict(set)
    for fault in shapes.check(rules, documents, known):
        faults[fault.path].add((fault.code, fault.line))
    triples = shapes._triples(documents, known, shapes._lent(documents))
    data, graph = shapes._data(triples), shapes._parsed(rules)
    return Checked(documents, faults, shapes._validate(data, graph), graph)


def codes(graph: Graph) -> set[str]:
    kinds = (URIRef(SH + "PropertyShape"), URIRef(SH + "NodeShape"))
    return {str(s).removeprefix(SHAPE) for kind in kinds for s in graph.subjects(RDF.type, kind)}


def expected(path: Path) -> set[tuple[str, int]]:
    """What the first line of an example says: `# expects: claim-period at line 8 and …`, or `# expects: nothing`."""
    first, _, _ = path.read_text(encoding="utf-8").partition("\n")
    found = {(m[1], int(m[2])) for m in re.finditer(r"([a-z-]+) at line (\d+)", first)}
    assert found or first == "# expects: nothing", f"{path}:1 does not say what it expects"
    return found


# --- the examples ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_an_example_has_the_faults_that_its_first_line_says_and_no_others(checked: Checked, path: Path) -> None:
    assert checked.faults.get(path, set()) == expected(path)
    assert path.stem.startswith("ok-") == (not expected(path))
    assert not path.stem.startswith("bad-") or path.parent.name in {code for code, _ in expected(path)}


def test_every_shape_has_an_example_that_breaks_it_and_every_closed_one_an_example_that_passes(checked: Checked) -> None:
    bad = {p.parent.name for p in FILES if p.stem.startswith("bad-")}
    assert bad == codes(checked.shapes)
    closed = {str(s).removeprefix(SHAPE) for s in checked.shapes.subjects(RDF.type, URIRef(SH + "NodeShape"))}
    assert {p.parent.name for p in FILES if p.stem.startswith("ok-")} == closed
    assert closed == {"claim", "mention", "not-figure", "base", "breakdown", "article", "copy", "acknowledgement", "expect"}
    assert (len(codes(checked.shapes)), len(FILES)) == (98, 283)


def test_every_constraint_of_every_shape_is_broken_by_an_example(checked: Checked) -> None:
    stated = {
        (str(s).removeprefix(SHAPE), f"{name[0].upper()}{name[1:]}ConstraintComponent")
        for name in PARAMETERS.split()
        for s in checked.shapes.subjects(URIRef(SH + name))
    }
    source, component = URIRef(SH + "sourceShape"), URIRef(SH + "sourceConstraintComponent")
    broken = {
        (str(checked.report.value(r, source)).removeprefix(SHAPE), str(checked.report.value(r, component)).removeprefix(SH))
        for r in checked.report.objects(None, URIRef(SH + "result"))
    }
    assert broken == stated
    assert len(stated) == 245


def test_the_list_of_constraint_parameters_is_all_that_the_shapes_use(checked: Checked) -> None:
    used = {str(p).removeprefix(SH) for p in set(checked.shapes.predicates()) if str(p).startswith(SH)}
    others = {"alternativePath", "ignoredProperties", "message", "path", "severity"}
    assert used == set(PARAMETERS.split()) | others | {"targetClass", "targetObjectsOf", "targetSubjectsOf"}


def test_our_store_and_the_one_of_rdflib_give_the_same_results(checked: Checked, known: Ontology) -> None:
    plain = Graph()
    for triple in shapes._data(shapes._triples(checked.documents, known, shapes._lent(checked.documents))):
        plain.add(triple)
    assert results(shapes._validate(plain, checked.shapes)) == results(checked.report)
    assert len(results(checked.report)) > 250


def results(report: Graph) -> set[tuple[str, ...]]:
    """Focus, path, component and shape of each result; a path over several properties has no name."""
    names = ("focusNode", "resultPath", "sourceConstraintComponent", "sourceShape", "value")
    found = set()
    for result in report.objects(None, URIRef(SH + "result")):
        terms = (report.value(result, URIRef(SH + name)) for name in names)
        found.add(tuple("several" if type(t).__name__ == "BNode" else str(t) for t in terms))
    return found


def test_every_target_selects_a_node_of_the_corpus(rules: Shapes) -> None:
    documents = [turtle.read(path) for path in corpus.find(REPOSITORY).claim_files()]
    predicates = {p for d in documents for _, p, _ in d.triples}
    classes = {o for d in documents for _, p, o in d.triples if p == vocab.RDF_TYPE}
    targets = [t for t in ox.parse(rules.text, format=ox.RdfFormat.TURTLE) if t.predicate.value.startswith(SH + "target")]
    idle = [t for t in targets if t.object not in (classes if t.predicate.value == SH + "targetClass" else predicates)]
    assert {vocab.local(t.object) for t in idle if isinstance(t.object, ox.NamedNode)} == set(UNUSED_HERE)
    assert len(targets) == 125


def test_a_message_tells_what_to_write_in_words_without_our_inner_names(
    checked: Checked, rules: Shapes, known: Ontology
) -> None:
    found = shapes.check(rules, checked.documents, known)
    assert len(found) > 200
    for fault in found:
        assert not re.search(r"\bNone\b|nk:[a-z0-9]{32}|\bshape:|\bsh:", f"{fault.message} {fault.remedy}"), str(fault)
        assert fault.message.endswith("."), str(fault)
        assert fault.remedy.endswith("."), str(fault)


# --- how a fault finds its line -------------------------------------------------------------------------------------------

ARTICLE = "<> a schema:NewsArticle ; schema:publisher agent:yonhap .\n"
MENTION = 'nk:mention [ nk:copy copy:001 ; nk:start 1 ; nk:end 2 ; nk:wording "5" ] .'
Judge = Callable[[str], list[tuple[int, str]]]


@pytest.fixture
def judge(small_corpus: Corpus, known: Ontology, prefixes: str) -> Judge:
    """Line (of the body) and code of the faults of shape of one small file."""

    def faults(body: str) -> list[tuple[int, str]]:
        places = small_corpus({"2015-example": ARTICLE + body})
        found: list[Fault] = verdicts.of([turtle.read(p) for p in places.claim_files()], known, places)
        above = prefixes.count("\n") + 2
        return sorted({(f.line - above, f"{f.path.stem} {f.code}".removeprefix("2015-example ")) for f in found})

    return faults


def member(rest: str = "") -> str:
    return f"<a> a nk:Claim ; nk:in <b> ; nk:value 5 ;\n  {rest}{MENTION}\n"


def test_what_a_breakdown_lends_is_checked_and_its_fault_is_told_once_at_the_breakdown(judge: Judge) -> None:
    table = '<b> a nk:Breakdown ; nk:statedIn <> ; nk:by nk:place ;\n  {}\n  nk:period "2015" ; nk:authority nk:unstated .\n'
    assert judge(table.format("nk:measure measure:arrivals ;") + member()) == []
    assert judge(table.format("nk:measure measure:arrivals , measure:exports ;") + member()) == [(3, "measure-kind")]
    assert judge(table.format("nk:measure place:us ;") + member() + member().replace("<a>", "<c>")) == [(3, "measure-kind")]
    assert judge(table.format("") + member()) == [(5, "claim-measure")]
    assert judge(table.format("nk:measure place:us ;") + member("nk:measure measure:exports ; ")) == [(3, "measure-kind")]


def test_empty_brackets_are_a_fault_where_they_stand(judge: Judge) -> None:
    claim = '<a> a nk:Claim ; nk:statedIn <> ; nk:measure measure:arrivals ; nk:period "2015" ; nk:authority nk:unstated ;\n'
    missing = ["mention-copy", "mention-end", "mention-start", "mention-wording"]
    assert judge(f"{claim}  nk:value 5 ;\n  nk:mention [] .") == [(4, code) for code in missing]


@pytest.mark.parametrize("typed", ['"5"', "5", "copy:001", "place:us", "<m>", "()", "<>"])
def test_what_should_stand_in_brackets_and_does_not_is_one_fault_of_this_file(judge: Judge, typed: str) -> None:
    claim = '<a> a nk:Claim ; nk:statedIn <> ; nk:measure measure:arrivals ; nk:period "2015" ; nk:authority nk:unstated'
    table = "<b> a nk:Breakdown ; nk:statedIn <> ; nk:by nk:place"
    report = "<c> a schema:Report ; schema:publisher agent:upi"
    body = f"{claim} ;\n  nk:mention {typed} .\n{table} ;\n  nk:header {typed} .\n{report} ;\n  nk:notFigure {typed} .\n"
    assert judge(body) == [(3, "mention-brackets"), (5, "breakdown-header"), (7, "not-figure-brackets")]


def test_a_literal_that_is_no_number_logs_nothing(judge: Judge, caplog: pytest.LogCaptureFixture) -> None:
    claim = '<a> a nk:Claim ; nk:statedIn <> ; nk:measure measure:arrivals ; nk:period "2015" ; nk:authority nk:unstated ;\n'
    assert judge(f'{claim}  nk:value "many"^^xsd:integer ;\n  {MENTION}') == [(3, "value-number")]
    assert caplog.records == []


# --- shapes that would check nothing are errors of ours -------------------------------------------------------------------

PREFIXES = {"sh": SH, "shape": SHAPE, "nk": vocab.NK.namespace, "schema": vocab.SCHEMA}
HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
NODE, PROPERTY = "shape:a a sh:NodeShape ;", "shape:a a sh:PropertyShape ; sh:targetClass nk:Claim ;"
USELESS = {
    "no shape at all": ("", "no shape has a target"),
    "a misspelt constraint": (f"{PROPERTY} sh:path nk:value ; sh:minCuont 1 .", "sh:minCuont is no constraint"),
    "a constraint we have not tried": (f"{NODE} sh:targetClass nk:Claim ; sh:not shape:b .", "sh:not is no constraint"),
    "a shape that is switched off": (f"{NODE} sh:targetClass nk:Claim ; sh:deactivated true .", "sh:deactivated is no"),
    "a misspelt target class": (f"{NODE} sh:targetClass nk:Cliam ; sh:closed true .", "nk:Cliam is not in"),
    "a misspelt class of schema.org": (f"{NODE} sh:targetClass schema:NewsArticel .", "schema:NewsArticel is not in"),
    "a misspelt target of subjects": (f"{NODE} sh:targetSubjectsOf nk:mentoin .", "nk:mentoin is not in"),
    "a misspelt target of objects": (f"{NODE} sh:targetObjectsOf nk:mentoin .", "nk:mentoin is not in"),
    "a misspelt path": (f"{PROPERTY} sh:path nk:valeu ; sh:minCount 1 .", "nk:valeu is not in"),
    "a misspelt class of values": (f"{PROPERTY} sh:path nk:unit ; sh:class nk:Unti .", "nk:Unti is not in"),
    "a shape without target": (f"{NODE} sh:targetClass nk:Claim . shape:b a sh:PropertyShape .", "shapes#b has no target"),
    "a syntax error": ("shape:a a sh:NodeShape", ":5: the shapes cannot be read"),
}


@pytest.mark.parametrize("name", USELESS)
def test_shapes_that_check_less_than_they_seem_to_are_refused(tmp_path: Path, known: Ontology, name: str) -> None:
    text, words = USELESS[name]
    path = tmp_path / "shapes.ttl"
    path.write_text(HEAD + text, encoding="utf-8")
    with pytest.raises(OntologyError, match=re.escape(words)):
        shapes.read(path, known)


def test_shapes_that_select_no_node_are_refused(rules: Shapes, known: Ontology, tmp_path: Path) -> None:
    path = tmp_path / "2015-example.ttl"
    path.write_text("<urn:s> <urn:p> 1 .", encoding="utf-8")
    with pytest.raises(OntologyError, match="select no node"):
        shapes.check(rules, [turtle.read(path)], known)


def test_closed_shapes_that_lost_their_list_of_properties_are_refused(known: Ontology, tmp_path: Path) -> None:
    path = tmp_path / "shapes.ttl"
    path.write_text(re.sub(r"sh:ignoredProperties \([^)]*\) ;", "", SHAPES.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(OntologyError, match="shape:claim has no sh:ignoredProperties"):
        shapes.check(shapes.read(path, known), [turtle.read(FOLDER / "copies.ttl")], known)


def test_a_concept_of_ours_that_breaks_a_shape_is_our_error_not_the_archivists(known: Ontology, tmp_path: Path) -> None:
    path = tmp_path / "shapes.ttl"
    shape = "shape:a a sh:PropertyShape ; sh:targetClass nk:Measure ; sh:path nk:value ; sh:minCount 1 .\n"
    path.write_text(SHAPES.read_text(encoding="utf-8") + shape, encoding="utf-8")
    with pytest.raises(OntologyError, match="Restore the ontology"):
        shapes.check(shapes.read(path, known), [turtle.read(FOLDER / "copies.ttl")], known)


def test_files_that_could_not_be_read_are_not_validated(known: Ontology, tmp_path: Path) -> None:
    path = tmp_path / "2015-example.ttl"
    path.write_text("<> a", encoding="utf-8")
    assert verdicts.of([turtle.read(path)], known, corpus.find(REPOSITORY)) == []
