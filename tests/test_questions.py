"""The question library: each file is what its header says, and gives its golden answer on two engines."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue

from nkgraph import derive, parameters, questions, rules, vocab
from nkgraph.build import Built
from nkgraph.check import Reading
from nkgraph.claims import Correction
from nkgraph.errors import NkgraphError, OntologyError
from nkgraph.iris import PREFIXES
from nkgraph.questions import Question
from nkgraph.register import Register
from nkgraph.results import Answer
from nkgraph.store import Graph
from nkgraph.vocab import NK
from tests import asking
from tests.specimens import all_rules

QUESTIONS = list(asking.library().values())
EACH = pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.name)


@pytest.fixture(scope="module")
def second(real: Built) -> rdflib.Graph:
    """The same graph in rdflib."""
    return rdflib.Graph().parse(data=real.graph.n_quads().decode(), format="nt")


@pytest.fixture(scope="module")
def backwards(real: Built) -> Graph:
    """The same graph, its triples put in from the last to the first."""
    quads = list(ox.parse(real.graph.n_quads(), format=ox.RdfFormat.N_QUADS))
    return Graph((q.subject, q.predicate, q.object) for q in reversed(quads))


# --- answers ------------------------------------------------------------------------------------------------------------


@EACH
def test_a_question_gives_its_golden_answer(question: Question, real: Built) -> None:
    kept = asking.golden_file(question.name).read_text(encoding="utf-8")
    assert asking.golden(asking.answer(question, real.graph)) == kept, "look, then: python -m tests.regenerate_questions"


@pytest.mark.endurance
@EACH
def test_rdflib_gives_the_same_answer(question: Question, real: Built, second: rdflib.Graph) -> None:
    one, other = asking.answer(question, real.graph), asking.by_rdflib(second, question.text)
    assert other.columns == one.columns
    assert asking.bag(other) == asking.bag(one)


@EACH
def test_rows_come_in_one_order_however_the_graph_was_filled(question: Question, real: Built, backwards: Graph) -> None:
    assert asking.answer(question, backwards) == asking.answer(question, real.graph)


@EACH
def test_a_file_run_as_it_is_answers_its_example(question: Question, real: Built) -> None:
    columns, rows = real.graph.select(question.text)
    assert Answer(columns, list(rows)) == asking.answer(question, real.graph)


def test_every_question_has_a_golden_answer_and_most_are_not_empty() -> None:
    kept = {file.stem: file.read_text(encoding="utf-8") for file in asking.GOLDEN.glob("*.tsv")}
    assert set(kept) == set(asking.library())
    assert len(kept) == 35
    assert len([name for name, text in kept.items() if text.count("\n") > 1]) >= 33


# --- what counts no more --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def withdrawn(reading: Reading) -> Graph:
    """The same corpus, had all that its publishers printed been an error of ours."""
    gone = Correction("2026-11-22", "It was read from another page.")
    articles = {iri: replace(article, erratum=gone) for iri, article in reading.corpus.articles.items()}
    graph = Graph(derive.derive(replace(reading.corpus, articles=articles), reading.ontology))
    graph.add(reading.ontology.triples)
    rules.run(list(all_rules()), graph)
    return graph


def test_only_questions_about_articles_and_copies_speak_of_what_was_withdrawn(real: Built, withdrawn: Graph) -> None:
    claims = set(real.graph.subjects(vocab.RDF_TYPE, NK.Claim)) | set(real.graph.subjects(vocab.RDF_TYPE, NK.Forecast))
    speaking = {q.name: {t for row in asking.answer(q, withdrawn).rows for t in row} for q in QUESTIONS}
    assert len(claims) > 300
    assert {name for name, terms in speaking.items() if terms & claims} == {"which-claim-stands-at-a-place-of-a-copy"}
    assert {name for name, terms in speaking.items() if terms} == {
        "which-articles-have-no-certain-date", "which-claim-stands-at-a-place-of-a-copy", "who-quotes-whom",
    }  # fmt: skip


# --- files --------------------------------------------------------------------------------------------------------------


@EACH
def test_a_question_says_what_its_columns_mean_in_their_order(question: Question, real: Built) -> None:
    columns, _ = real.graph.select(question.text)
    assert list(question.columns) == columns
    for words in (question.summary, *question.columns.values(), *(p.meaning for p in question.parameters)):
        assert words == words.strip() != ""
        assert not words.endswith(".")
    assert question.description.endswith(".")


@EACH
def test_the_example_gives_every_parameter_its_example(question: Question) -> None:
    assert asking.example(question) == [f"{p.name}={p.example}" for p in question.parameters]


@pytest.mark.endurance
@EACH
def test_a_question_uses_only_what_every_store_can_do(question: Question) -> None:
    """No GRAPH, FROM, SERVICE, path, variable predicate, or OPTIONAL below an aggregate; always an order."""
    query = prepareQuery(question.text)
    names, predicates = set(), list[object]()
    todo: list[tuple[object, bool]] = [(query.algebra, False)]
    while todo:
        node, counted = todo.pop()
        if isinstance(node, CompValue):
            names.add(node.name)
            counted = counted or node.name == "AggregateJoin"
            assert not (counted and node.name == "LeftJoin")
            predicates += [p for triples in dict.get(node, "triples") or () for p in list(triples)[1::3]]
            todo += [(below, counted) for below in node.values()]
        elif isinstance(node, list | tuple):
            todo += [(below, counted) for below in node]
    assert {type(p) for p in predicates} == {rdflib.URIRef}
    assert not names & {"Graph", "ServiceGraphPattern"}
    assert "OrderBy" in names
    assert query.algebra.datasetClause is None


@EACH
def test_a_question_declares_the_prefixes_it_uses_as_the_ontology_does(question: Question) -> None:
    declared = dict(re.findall(r"^PREFIX (\w+): <([^>]+)>$", question.text, re.MULTILINE))
    body = "".join(line for line in question.text.splitlines(True) if not line.startswith(("#+", "PREFIX")))
    used = set(re.findall(r"(?<![\w<])(\w+):(?=\w)", re.sub(r"<[^>]*>", "", body)))
    assert used == set(declared)
    assert {name: PREFIXES[name] for name in declared} == declared


def test_there_are_more_questions_than_were_asked_for_and_every_kind_of_parameter_is_in_one() -> None:
    assert len(QUESTIONS) == 35
    assert {p.kind for q in QUESTIONS for p in q.parameters} == questions.KINDS
    assert len({q.summary for q in QUESTIONS}) == len(QUESTIONS)


# --- reading ------------------------------------------------------------------------------------------------------------

GOOD = (
    "#+ summary: s\n#+ description: d.\n#+ columns: claim: the claim\n#+ parameter: word | words | what it says | so\n"
    '#+ example: nkgraph query who-says --param word="so"\nSELECT ?claim { VALUES ?word { "so" } ?claim ?p ?word }\n'
)


def question(folder: Path, text: str, name: str = "who-says.rq") -> Question:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    (found,) = questions.read([path]).values()
    return found


def test_a_question_is_read_from_its_header(tmp_path: Path) -> None:
    found = question(tmp_path, GOOD)
    assert (found.name, found.summary, found.columns) == ("who-says", "s", {"claim": "the claim"})
    assert [(p.name, p.kind, p.meaning, p.example) for p in found.parameters] == [("word", "words", "what it says", "so")]


@pytest.mark.parametrize("name", ["Who-says.rq", "who_says.rq", "who-says.sparql", "-who.rq", "wer-fragt-ö.rq"])
def test_a_file_not_named_in_words_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(OntologyError, match="named in words"):
        question(tmp_path, GOOD, name)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("#+ summary: s\n", "", "has the headers summary"),
        ("#+ summary: s\n", "#+ sumary: s\n", "has the headers summary"),
        ("#+ summary: s\n", "#+ summary: s\n#+ summary: t\n", "has the headers summary"),
        ("claim: the claim", "claim", "the columns are written"),
        ("word | words | what it says | so", "word | words | what it says", "a parameter is"),
        ("word | words |", "word | wrods |", "a parameter is"),
        ("VALUES ?word", "VALUES ?other", "has no VALUES \\?word"),
    ],
)
def test_a_header_that_is_not_as_it_must_be_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(OntologyError, match=said):
        question(tmp_path, GOOD.replace(old, new, 1))


def test_a_value_stands_where_the_example_stood_as_a_term_and_nothing_else_changes(tmp_path: Path) -> None:
    found = question(tmp_path, GOOD)
    hostile = '" } ?a ?b ?c } #\\u0022 \\1 \n{'
    text = questions.bound(found, {"word": ox.Literal(hostile)})
    assert text == found.text.replace('{ "so" }', f"{{ {ox.Literal(hostile)} }}")
    assert list(Graph().select(text)[1]) == []


@pytest.mark.parametrize("hostile", ['" . } #', "\\u0022", "\\u0022 } #", "' } UNION { ?a ?b ?c } #", "}", "\\", "\0", '"""'])
def test_words_that_would_break_a_query_are_a_value_that_matches_nothing(real: Built, hostile: str) -> None:
    found = asking.library()["which-figures-speak-of-something"]
    terms = parameters.terms(found, [f"words=x{hostile}"], Register(real.graph))
    assert terms == {"words": ox.Literal(f"x{hostile}")}
    assert list(real.graph.select(questions.bound(found, terms))[1]) == []


def test_an_unknown_question_is_answered_with_the_nearest() -> None:
    library = asking.library()
    assert questions.named("Who quotes whom?", library).name == "who-quotes-whom"
    for wrong, meant in (("who-qoutes-whom", "who-quotes-whom"), ("forecasts", "which-forecasts-were-made-and-what-came")):
        with pytest.raises(NkgraphError, match=f'There is no question "{wrong}".* {meant}'):
            questions.named(wrong, library)


def test_the_list_and_the_description_say_what_a_question_asks_for() -> None:
    listed = questions.listed(asking.library())
    assert all(f"\n{q.name}" in listed and f"    {q.summary}\n" in listed for q in QUESTIONS)
    assert "\nwhat-figures-are-there-of-a-measure (measure, place)\n" in listed
    told = questions.described(asking.library()["what-figures-are-there-of-a-measure"])
    assert "  place (place): where, for example South Korea\n" in told
    assert "  lower: the lower bound\n" in told
    assert told.endswith(
        '  nkgraph query what-figures-are-there-of-a-measure --param measure="arrivals" --param place="South Korea"\n'
    )
