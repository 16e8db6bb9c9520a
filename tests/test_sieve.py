"""What the sieve lets pass without pyshacl is what pyshacl lets pass: over the corpus, every example, every mistake, thousands
of changes. Where the sieve is in doubt, pyshacl decides; so only a pass that pyshacl refuses would be an error."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import URIRef

from nkgraph import corpus, shapes, sieve, turtle, verdicts, vocab
from nkgraph.check import Reading
from nkgraph.ontology import Ontology
from nkgraph.shapes import SH, Shapes
from nkgraph.turtle import Document, Triple
from nkgraph.vocab import NK
from tests.conftest import REPOSITORY
from tests.test_mistakes import CORRECT, MAIN, MISTAKES, Mistake
from tests.test_shapes import FILES, FOLDER, expected

SHAPES = REPOSITORY / "ontology" / "shapes.ttl"
AGENT, MEASURE, PLACE = (ox.NamedNode(vocab.ROOT + name) for name in ("agents/upi", "measures/arrivals", "places/us"))


def typed(text: str, datatype: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(vocab.XSD + datatype))


Node = ox.NamedNode | ox.Literal
SPELT: list[Node] = [  # numbers, and what looks like them; of 5000 digits Python makes no number
    *(typed(t, "integer") for t in ("5", "+5", "-5", "0", "007", " 5", "5 ", "٣", "5.0", "1e3", "", "many")),
    *(typed(t, "integer") for t in ("9" * 15, "9" * 85, "9" * 5000)),
    *(typed(t, "decimal") for t in ("5", "5.0", ".5", "5.", "+.5", "-0.0", "1e3", "NaN", "INF", "0" * 2000, "0.0000000001")),
    *(typed(t, "double") for t in ("5", "5.0", "1e3", "NaN", "INF", "-INF")),
    *(typed(t, "boolean") for t in ("true", "false", "1", "0", "TRUE", "yes")),
    *(typed("5", name) for name in ("int", "long", "byte", "nonNegativeInteger", "float", "string", "gYear", "token")),
    *(typed(t, "date") for t in ("2015-01-04", "2015-13-45")),
    *(ox.Literal(t) for t in ("5", "5\n", "", "x", "é" * 80, "𝄞" * 81, "P1M", "en", "kor", "0" * 64)),
    *(ox.Literal("5", language=tag) for tag in ("en", "EN", "ko")),
    *(AGENT, MEASURE, PLACE, NK.self, NK.Claim, NK.place, ox.NamedNode("urn:x"), ox.NamedNode(vocab.ROOT + "x/mention.1")),
]  # fmt: skip


@pytest.fixture(scope="module")
def rules(known: Ontology) -> Shapes:
    return shapes.read(SHAPES, known)


Says = Callable[[Iterable[Document]], bool]


@pytest.fixture(scope="module")
def passes(rules: Shapes, known: Ontology) -> Says:
    """Whether the sieve lets documents pass."""
    return lambda documents: shapes._certain(rules, all_triples(list(documents), known))


def all_triples(documents: list[Document], known: Ontology) -> list[Triple]:
    return shapes._triples(documents, known, shapes._lent(documents))


def refused(documents: list[Document], rules: Shapes, known: Ontology) -> set[str]:
    """The nodes that pyshacl has something against."""
    with turtle.quietly():
        report = shapes._validate(shapes._data(all_triples(documents, known)), shapes._parsed(rules))
    return {str(node) for node in report.objects(None, URIRef(SH + "focusNode"))}


def under(nodes: Iterable[str]) -> set[str]:
    """The files of nodes, as the first part of their names."""
    return {n.removeprefix(vocab.CLAIMS).partition("/")[0] for n in nodes if n.startswith(vocab.CLAIMS)}


def compared(
    documents: list[Document], beside: list[Document], rules: Shapes, known: Ontology, passes: Says
) -> tuple[int, int]:
    """How many of many documents, each of a base of its own, pass and do not; pyshacl, asked twice, says the same of each."""
    sound = [d for d in documents if passes([*beside, d])]
    doubted = [d for d in documents if d not in sound]
    assert refused([*beside, *sound], rules, known) == set(), "passed, and pyshacl has something against it"
    names = {base(d) for d in doubted}
    assert len(names) == len(doubted)
    assert names - under(refused([*beside, *doubted], rules, known)) == set(), "doubted, and pyshacl has nothing against it"
    return len(sound), len(doubted)


def mistaken(folder: Path) -> Iterator[tuple[Mistake, Document]]:
    """Each mistake that a person makes, and the file with it as it is read."""
    for mistake in MISTAKES:
        path = folder / f"{mistake.stem}.ttl"
        path.write_bytes(mistake.content())
        yield mistake, turtle.read(path)


def base(document: Document) -> str:
    assert document.base is not None
    return document.base.removeprefix(vocab.CLAIMS).rstrip("/")


def test_the_real_corpus_passes_and_pyshacl_agrees(reading: Reading, rules: Shapes, known: Ontology, passes: Says) -> None:
    assert passes(reading.documents)
    assert refused(reading.documents, rules, known) == set()
    assert len(reading.documents) > 20


@pytest.mark.endurance
def test_a_mistake_beside_files_that_are_not_judged_passes_only_where_pyshacl_finds_no_fault(
    rules: Shapes, known: Ontology, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    correct = {path.stem: turtle.read(path) for path in (CORRECT / "claims").glob("*.ttl")}
    seen = {True: 0, False: 0}
    for mistake, document in mistaken(tmp_path):
        documents = [d for d in (*(d for stem, d in correct.items() if stem != mistake.stem), document) if d.triples]
        beside = verdicts._beside([document], verdicts._named(documents)) if document.triples else []
        if beside:
            triples = shapes._triples([document], known, [*shapes._lent([document]), *beside])
            passed = shapes._certain(rules, triples, shapes._unjudged([document], beside))
            with monkeypatch.context() as asking:
                asking.setattr(shapes, "_certain", lambda *_: False)
                assert not passed or shapes.check(rules, [document], known, beside) == [], mistake.name
            seen[passed] += 1
    assert sum(seen.values()) > 80
    assert min(seen.values()) > 20


@pytest.mark.endurance
def test_an_example_passes_if_and_only_if_it_has_no_fault(passes: Says) -> None:
    copies = turtle.read(FOLDER / "copies.ttl")
    passed = {path for path in FILES if passes([copies, turtle.read(path)])}
    assert passed == {path for path in FILES if not expected(path)}
    assert (len(passed), len(FILES)) == (11, 283)


@pytest.mark.endurance
def test_pyshacl_has_something_against_every_example_that_does_not_pass(rules: Shapes, known: Ontology, passes: Says) -> None:
    examples = [turtle.read(path) for path in FILES]
    assert compared(unique(examples), [turtle.read(FOLDER / "copies.ttl")], rules, known, passes) == (11, 272)


@pytest.mark.endurance
def test_a_mistake_passes_only_where_pyshacl_finds_no_fault_of_shape(
    rules: Shapes, known: Ontology, passes: Says, tmp_path: Path
) -> None:
    correct = {path.stem: turtle.read(path) for path in (CORRECT / "claims").glob("*.ttl")}
    seen = {True: 0, False: 0}
    for mistake, document in mistaken(tmp_path):
        replaced = mistake.stem if mistake.stem in correct else "" if mistake.stands_as.startswith("+") else MAIN
        documents = [d for d in (*(d for stem, d in correct.items() if stem != replaced), document) if d.triples]
        passed = passes(documents)
        assert passed == (refused(documents, rules, known) == set()), mistake.name
        seen[passed] += 1
    assert sum(seen.values()) == len(MISTAKES) > 100
    assert min(seen.values()) > 20


# --- examples in which one triple is changed ------------------------------------------------------------------------------


def unique(documents: list[Document]) -> list[Document]:
    return [moved(d, n) for n, d in enumerate(documents)]


def moved(document: Document, number: int) -> Document:
    """The same under another base, so that pyshacl can be asked about many at once."""
    old = document.base
    assert old is not None
    new = f"{vocab.CLAIMS}moved-{number}/"

    def there(term: Node) -> Node:
        named = isinstance(term, ox.NamedNode) and term.value.startswith(old)
        return ox.NamedNode(new + term.value.removeprefix(old)) if named else term

    triples: list[Triple] = [(there(s), p, there(o)) for s, p, o in document.triples]  # type: ignore[misc]
    return Document(document.path, document.text, new, document.prefixes, triples)


def changed(document: Document, objects: list[Node]) -> Iterator[Document]:
    """One triple left out, of another property, with another object, with one object more."""
    for at, (s, p, o) in enumerate(document.triples):
        others: list[list[Triple]] = [[], [(s, ox.NamedNode(NK.namespace + "valeu"), o)], [(s, NK.value, o), (s, p, o)]]
        for other in objects:
            others += [[(s, p, other)], [(s, p, o), (s, p, other)]]
        for instead in others:
            triples = [*document.triples[:at], *instead, *document.triples[at + 1 :]]
            yield Document(document.path, document.text, document.base, document.prefixes, triples)


@pytest.mark.endurance
def test_one_triple_changed_in_an_example_without_fault_is_judged_as_pyshacl_judges_it(
    rules: Shapes, known: Ontology, passes: Says
) -> None:
    copies = turtle.read(FOLDER / "copies.ttl")
    examples = [turtle.read(path) for path in FILES if not expected(path) and path.parent.name != "copy"]
    every = [d for example in examples for d in changed(example, SPELT)]
    sample = [moved(d, n) for n, d in enumerate(every) if n % 41 == 0]
    sound = [d for d in sample if passes([copies, d])]
    assert refused([copies, *sound], rules, known) == set(), "passed, and pyshacl has something against it"
    assert len(sample) > 400
    assert len(sound) > 40


@pytest.mark.endurance
def test_however_a_value_is_spelt_it_passes_only_where_pyshacl_lets_it_pass(
    rules: Shapes, known: Ontology, passes: Says
) -> None:
    copies = turtle.read(FOLDER / "copies.ttl")
    examples = [turtle.read(path) for path in FILES if not expected(path) and path.parent.name != "copy"]
    properties = {p for d in examples for _, p, _ in d.triples}
    mutants: list[Document] = []
    for wanted in sorted(properties, key=str):
        example = next(d for d in examples if any(p == wanted for _, p, _ in d.triples))
        at = next(n for n, (_, p, _) in enumerate(example.triples) if p == wanted)
        for value in SPELT:
            s, p, _ = example.triples[at]
            triples: list[Triple] = [*example.triples[:at], (s, p, value), *example.triples[at + 1 :]]
            mutants.append(moved(Document(example.path, "", example.base, {}, triples), len(mutants)))
    sound = [d for d in mutants if passes([copies, d])]
    assert refused([copies, *sound], rules, known) == set()
    assert len(properties) > 50
    assert len(sound) > 100


# --- shapes that the sieve does not know ----------------------------------------------------------------------------------

HEAD = "".join(f"@prefix {n}: <{i}> .\n" for n, i in {"sh": SH, "nk": NK.namespace, "xsd": vocab.XSD, "x": "urn:x:"}.items())
CLAIM = f'{HEAD}<urn:c> a nk:Claim ; nk:value 5 ; nk:note "x" .'
PROPERTY = "x:s a sh:PropertyShape ; sh:targetClass nk:Claim ; sh:path nk:value"
UNKNOWN = {
    "a constraint": f"{PROPERTY} ; sh:uniqueLang true .",
    "a constraint that is misspelt": f"{PROPERTY} ; sh:minCuont 1 .",
    "a shape within a shape": f"{PROPERTY} ; sh:node x:o . x:o a sh:NodeShape ; sh:closed true ; sh:ignoredProperties () .",
    "a negation": f"{PROPERTY} ; sh:not [ sh:datatype xsd:integer ] .",
    "a shape that is switched off": f"{PROPERTY} ; sh:deactivated true .",
    "a property of another vocabulary": f"{PROPERTY} ; x:y 1 .",
    "two of one constraint": f'{PROPERTY} ; sh:pattern "5" , "6" .',
    "two paths": f"{PROPERTY} , nk:note .",
    "an inverse path": "x:s a sh:PropertyShape ; sh:targetClass nk:Claim ; sh:path [ sh:inversePath nk:value ] .",
    "a path of two steps": "x:s a sh:PropertyShape ; sh:targetClass nk:Claim ; sh:path ( nk:value nk:note ) .",
    "alternatives that are paths": f"{PROPERTY.replace('nk:value', '[ sh:alternativePath ( [ sh:inversePath nk:note ] ) ]')}.",
    "another number of values": f"{PROPERTY} ; sh:minCount 2 .",
    "a count that is none": f'{PROPERTY} ; sh:maxCount "one" .',
    "another kind of node": f"{PROPERTY} ; sh:nodeKind sh:BlankNodeOrLiteral .",
    "a pattern that is none": f'{PROPERTY} ; sh:pattern "(" .',
    "a length that is none": f'{PROPERTY} ; sh:maxLength "long" .',
    "an end that is no number": f'{PROPERTY} ; sh:minInclusive "2015-01-01"^^xsd:date .',
    "a datatype whose spelling is not known": f"{PROPERTY} ; sh:datatype xsd:double .",
    "a list without an end": f"{PROPERTY} ; sh:in x:list . x:list <{vocab.RDF}first> 5 ; <{vocab.RDF}rest> x:list .",
    "a shape of no kind": "x:s sh:targetClass nk:Claim ; sh:path nk:value .",
    "a shape of two kinds": f"{PROPERTY} ; a sh:NodeShape .",
    "a property shape without a path": "x:s a sh:PropertyShape ; sh:targetClass nk:Claim ; sh:minCount 1 .",
    "a node shape that is not closed": "x:s a sh:NodeShape ; sh:targetClass nk:Claim .",
    "a node shape that says it is not closed": "x:s a sh:NodeShape ; sh:targetClass nk:Claim ; sh:closed false .",
    "a node shape that asks for a class": "x:s a sh:NodeShape ; sh:targetClass nk:Claim ; sh:class nk:Claim .",
    "no shape": "",
    "a shape that selects nothing": f"{PROPERTY.replace('Claim', 'Breakdown')} .",
}


def conforms(text: str, claim: str = CLAIM, spared: Iterable[Node] = ()) -> bool:
    rules, data = (list(ox.parse(t, format=ox.RdfFormat.TURTLE)) for t in (HEAD + text, claim))
    return sieve.conform(sieve.read(rules, {}), [(t.subject, t.predicate, t.object) for t in data], set(spared))


@pytest.mark.parametrize("name", UNKNOWN)
def test_what_the_sieve_does_not_know_is_a_doubt_and_no_yes(name: str) -> None:
    assert not conforms(UNKNOWN[name])


def test_the_same_claim_passes_shapes_that_are_known() -> None:
    assert conforms(f'{PROPERTY} ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:integer ; sh:pattern "^5$" .')
    assert conforms(f"{PROPERTY} ; sh:in ( 4 5 ) ; sh:minInclusive 5 ; sh:maxExclusive 6 ; sh:minLength 1 ; sh:maxLength 1 .")
    assert conforms(f"{PROPERTY.replace('nk:value', '[ sh:alternativePath ( nk:value nk:of ) ]')} ; sh:maxCount 1 .")
    assert not conforms(f"{PROPERTY.replace('nk:value', '[ sh:alternativePath ( nk:value nk:note ) ]')} ; sh:maxCount 1 .")


def test_a_check_without_a_fault_of_shape_does_not_ask_pyshacl(
    reading: Reading, rules: Shapes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shapes, "_validate", None)
    assert shapes.check(rules, reading.documents, reading.ontology) == []


def test_a_check_of_one_file_without_a_fault_of_shape_does_not_ask_pyshacl(
    reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shapes, "_validate", None)
    places = corpus.find(REPOSITORY)
    named = verdicts._named(reading.documents)
    alone = [d for d in reading.documents if named[d.path]]
    assert [verdicts.of(reading.documents, reading.ontology, places, None, {d.path}) for d in alone] == [[]] * len(alone)
    assert len(alone) > 20


def test_what_is_spared_is_not_judged_and_all_else_is() -> None:
    claim, other = ox.NamedNode("urn:c"), ox.NamedNode("urn:d")
    assert not conforms(f"{PROPERTY} ; sh:minCount 1 .", f"{CLAIM} <urn:d> a nk:Claim .")
    assert conforms(f"{PROPERTY} ; sh:minCount 1 .", f"{CLAIM} <urn:d> a nk:Claim .", {other})
    assert not conforms(f"{PROPERTY} ; sh:minCount 1 .", f"{CLAIM} <urn:d> a nk:Claim .", {claim})
    assert not conforms(f"{PROPERTY} ; sh:minCount 1 .", CLAIM, {claim})


def test_what_stands_in_brackets_is_judged_though_another_file_types_it(
    rules: Shapes, known: Ontology, prefixes: str, tmp_path: Path
) -> None:
    path = tmp_path / "2016-yonhap-a.ttl"
    base = f"@base <{vocab.CLAIMS}2016-yonhap-a/> .\n"
    path.write_text(prefixes + base + "<> a schema:NewsArticle . <a> nk:mention [ ] .", encoding="utf-8")
    document = turtle.read(path)
    beside: list[Triple] = [(o, vocab.RDF_TYPE, NK.Copy) for _, p, o in document.triples if p == NK.mention]  # type: ignore[misc]
    assert len(beside) == 1
    assert shapes._unjudged([document], beside) == set()
    assert "mention-copy" in {f.code for f in shapes.check(rules, [document], known, beside)}
