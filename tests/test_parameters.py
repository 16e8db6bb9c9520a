"""What a person types for a parameter becomes a term, or a sentence that says what to type."""

from __future__ import annotations

import unicodedata

import pyoxigraph as ox
import pytest

from nkgraph import parameters
from nkgraph.build import Built
from nkgraph.errors import NkgraphError
from nkgraph.questions import KINDS, Parameter, Question
from nkgraph.register import Register
from nkgraph.store import Graph
from nkgraph.turtle import Triple
from nkgraph.vocab import CLAIMS, NK, RDF_TYPE, ROOT, SKOS_, XSD

EXAMPLES = {
    "agent": "Yonhap", "measure": "arrivals", "place": "South Korea", "article": "2016-01-04-yonhap-defectors-halve",
    "year": "2014", "date": "2016-01-04", "number": "1,502", "words": "whereabouts",
}  # fmt: skip
HALVED = f"{CLAIMS}2016-01-04-yonhap-defectors-halve/"


@pytest.fixture(scope="module")
def register(real: Built) -> Register:
    return Register(real.graph)


def asks(*kinds: str) -> Question:
    """A question with one parameter of each kind, named after it."""
    return Question(
        "who-says", "s", "d.", {}, tuple(Parameter(k, k, f"the {k}", EXAMPLES[k]) for k in kinds), "nkgraph query who-says", ""
    )


def term(kind: str, value: str, register: Register) -> ox.NamedNode | ox.Literal:
    return parameters.terms(asks(kind), [f"{kind}={value}"], register)[kind]


def refusal(question: Question, register: Register, *given: str) -> str:
    with pytest.raises(NkgraphError) as error:
        parameters.terms(question, given, register)
    return str(error.value)


@pytest.mark.parametrize(
    ("kind", "value", "name"),
    [
        ("agent", "Yonhap", "agents/yonhap"),
        ("agent", "yonhap news agency", "agents/yonhap"),
        ("agent", "연합뉴스", "agents/yonhap"),
        ("agent", unicodedata.normalize("NFD", "통일부"), "agents/ministry-of-unification"),
        ("agent", "agent:yonhap", "agents/yonhap"),
        ("agent", f"{ROOT}agents/yonhap", "agents/yonhap"),
        ("agent", f" <{ROOT}agents/yonhap> ", "agents/yonhap"),
        ("agent", "ministry-of-unification", "agents/ministry-of-unification"),
        ("agent", "U.N.", "agents/united-nations"),
        ("agent", "wall street journal", "agents/wall-street-journal"),
        ("measure", "Arrivals", "measures/arrivals"),
        ("measure", "measure:us-admissions", "measures/us-admissions"),
        ("place", "south korea", "places/south-korea"),
        ("place", "the United States", "places/us"),
        ("place", "United States", "places/us"),
        ("place", "북한", "places/north-korea"),
        ("place", "cote d’ivoire", ""),
        ("place", "Côte d'Ivoire", "places/cote-divoire"),
    ],
)
def test_a_thing_goes_by_any_of_its_names(register: Register, kind: str, value: str, name: str) -> None:
    if not name:
        assert "Did you mean Côte d'Ivoire (place:cote-divoire)?" in refusal(asks(kind), register, f"{kind}={value}")
    else:
        assert term(kind, value, register) == ox.NamedNode(ROOT + name)


@pytest.mark.parametrize(
    "value",
    [
        "2016-01-04-yonhap-defectors-halve",
        "claims:2016-01-04-yonhap-defectors-halve",
        "claims:2016-01-04-yonhap-defectors-halve/",
        HALVED,
        "Yonhap, 4 Jan 2016",
        "yonhap 2016-01-04",
        "number of n.k. defectors halves after kim jong-un assumes power",  # its headline
    ],
)
def test_an_article_goes_by_its_file_its_headline_or_publisher_and_date(register: Register, value: str) -> None:
    assert term("article", value, register) == ox.NamedNode(HALVED)


@pytest.mark.parametrize(
    ("kind", "value", "text", "datatype"),
    [
        ("year", " 2014 ", "2014", "string"),
        ("date", "0001-01-01", "1", "integer"),
        ("date", "2016-01-04", "735967", "integer"),
        ("number", "1,502", "1502", "decimal"),
        ("number", "52.8", "52.8", "decimal"),
        ("words", ' " . } # ', ' " . } # ', "string"),
        ("words", "a=b", "a=b", "string"),
    ],
)
def test_years_days_numbers_and_words_are_literals(register: Register, kind: str, value: str, text: str, datatype: str) -> None:
    assert term(kind, value, register) == ox.Literal(text, datatype=ox.NamedNode(XSD + datatype))


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("agent", "Yonhapp", 'there is no agent "Yonhapp". Did you mean Yonhap (agent:yonhap)?'),
        ("agent", "agent:nobody", 'there is no agent "agent:nobody". For example "Yonhap".'),
        ("agent", "place:south-korea", 'there is no agent "place:south-korea".'),
        ("agent", '" . } #', "there is no agent"),
        ("agent", "\\u0022", "there is no agent"),
        ("agent", "unification", "Did you mean Unification Ministry (agent:ministry-of-unification) or "),
        ("place", "korea", "Did you mean North Korea (place:north-korea) or South Korea (place:south-korea) or China "),
        ("measure", "arrival", "Did you mean Arrivals (measure:arrivals) or "),
        ("article", "yonhap", "Yonhap, 5 Jul 2015, in NK Economy Watch (claims:2015-07-05-yonhap-female-defectors/) or"),
        ("article", "2016-01-04", "Yonhap, 4 Jan 2016, in NK Economy Watch (claims:2016-01-04-yonhap-defectors-halve/) or "),
        ("year", "14", '"14" is not a year. Write it like 2014.'),
        ("year", "２０１４", "is not a year"),
        ("date", "4 Jan 2016", '"4 Jan 2016" is not a day. Write year, month and day, like 2016-01-04.'),
        ("date", "2016-02-30", "is not a day"),
        ("date", "20160104", "is not a day"),
        ("number", "some", '"some" is not a number. Write it like 1,502.'),
        ("number", "1,50", "is not a number"),
        ("number", "1e9", "is not a number"),
        ("words", " ", "--param words is empty."),
        ("words", "\udcff", "these bytes are not UTF-8"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_told_with_what_to_type(register: Register, kind: str, value: str, said: str) -> None:
    assert said in refusal(asks(kind), register, f"{kind}={value}")


def test_a_name_of_two_things_lists_both() -> None:
    triples: list[Triple] = []
    for name in ("ministry-of-defence", "ministry-of-health"):
        node = ox.NamedNode(f"{ROOT}agents/{name}")
        triples += [(node, RDF_TYPE, NK.Agent), (node, SKOS_.altLabel, ox.Literal("The Ministry"))]
    said = refusal(asks("agent"), Register(Graph(triples)), "agent=ministry")
    both = "ministry of defence (agent:ministry-of-defence) or ministry of health (agent:ministry-of-health)"
    assert said == f'--param agent: "ministry" may be {both}. Give one of them.'


def test_long_lists_of_candidates_end(register: Register) -> None:
    said = refusal(asks("place"), register, "place=a")
    assert said.count("(place:") == 8
    assert said.endswith(" more?")


def test_a_missing_parameter_is_asked_for_with_its_meaning_and_an_example(register: Register) -> None:
    said = refusal(asks("agent", "year"), register, "agent=Yonhap")
    assert said == "who-says asks for year: the year (year). For example: nkgraph query who-says"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("agent",), "--param agent: write it as NAME=VALUE."),
        (("=Yonhap",), "has no parameter . It takes agent."),
        (("Agent=Yonhap",), "who-says has no parameter Agent. It takes agent."),
        (("agent=Yonhap", "agent=UPI"), "--param agent is given twice."),
    ],
)
def test_parameters_are_given_as_name_and_value_once_each(register: Register, given: tuple[str, ...], said: str) -> None:
    assert said in refusal(asks("agent"), register, *given)


def test_a_question_without_parameters_takes_none(register: Register) -> None:
    assert parameters.terms(asks(), [], register) == {}
    assert "It takes none." in refusal(asks(), register, "agent=Yonhap")


def test_every_kind_takes_its_example(register: Register) -> None:
    assert set(EXAMPLES) == KINDS
    found = parameters.terms(asks(*sorted(KINDS)), [f"{k}={v}" for k, v in EXAMPLES.items()], register)
    assert len(found) == 8
