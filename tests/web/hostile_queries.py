"""Queries that mean harm: each with what it may be answered. {listener} is an address that counts who comes, {canary} a file
that tells who reads it.

A limit that is hit is 503 (time) or 400 (memory, depth, length); 200 is right where the engine finds the answer in time.
"""

from __future__ import annotations

from dataclasses import dataclass

REFUSED = frozenset({400})
STOPPED = frozenset({400, 503})
RIGHT = frozenset({200})
ANY = frozenset({200, 400, 503})
_NK = "PREFIX nk: <https://w3id.org/nkgraph/ontology#> "
_ALL = "?s ?p ?o"


@dataclass(frozen=True)
class Hostile:
    """A query, and the statuses that it may be answered with."""

    name: str
    query: str
    statuses: frozenset[int]


def _of(statuses: frozenset[int], **queries: str) -> list[Hostile]:
    return [Hostile(name.replace("_", " "), query, statuses) for name, query in queries.items()]


def _cross(number: int) -> str:
    """So many patterns that have nothing to do with one another."""
    return " . ".join(f"?s{n} ?p{n} ?o{n}" for n in range(number))


def _within(before: str, after: str, number: int, inner: str = "") -> str:
    return before * number + inner + after * number


SERVERS = _of(
    REFUSED,
    service="SELECT * { SERVICE <{listener}> { ?s ?p ?o } }",
    service_in_lower_case="select * { service <{listener}> { ?s ?p ?o } }",
    service_without_space="SELECT*{SERVICE<{listener}>{?s ?p ?o}}",
    service_after_a_comment="SELECT * { # no\nSERVICE # yes\n<{listener}> { ?s ?p ?o } }",
    service_silent="SELECT * { SERVICE SILENT <{listener}> { ?s ?p ?o } }",
    service_by_variable="SELECT * { BIND(<{listener}> AS ?g) SERVICE ?g { ?s ?p ?o } }",
    service_by_values="SELECT * { VALUES ?g { <{listener}> } SERVICE SILENT ?g { ?s ?p ?o } }",
    service_by_prefix="PREFIX l: <{listener}> SELECT * { SERVICE l: { ?s ?p ?o } }",
    service_within="SELECT * { { SELECT * { ?s ?p ?o . OPTIONAL { SERVICE <{listener}> { ?a ?b ?c } } } } }",
    service_in_exists="ASK { FILTER EXISTS { SERVICE <{listener}> { ?s ?p ?o } } }",
    service_in_construct="CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <{listener}> { ?s ?p ?o } }",
    service_in_describe="DESCRIBE ?s WHERE { SERVICE <{listener}> { ?s ?p ?o } }",
    service_after_a_number="SELECT * { ?s ?p 1SERVICE <{listener}> { ?s ?p ?o } }",
    service_after_a_quote_in_an_iri="SELECT * { ?s ?p ?o FILTER(?s<'>')SERVICE <{listener}> {?s ?p ?o} FILTER(?s<'>') }",
    service_with_an_escape="SELECT * { S\\u0045RVICE <{listener}> { ?s ?p ?o } }",
    service_with_a_long_escape="SELECT * { \\U00000053ERVICE <{listener}> { ?s ?p ?o } }",
    service_hidden_behind_an_escaped_end="SELECT * { <http://a\\u003e SERVICE <{listener}> { ?s ?p ?o } }",
)
GRAPHS = _of(
    REFUSED,
    from_a_file="SELECT * FROM <{canary}> { ?s ?p ?o }",
    from_named_a_file="SELECT * FROM NAMED <{canary}> { GRAPH ?g { ?s ?p ?o } }",
    from_passwords="SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    from_with_an_escape="SELECT * FR\\u004FM <{canary}> { ?s ?p ?o }",
    from_a_server="SELECT * FROM <{listener}> { ?s ?p ?o }",
    from_named_a_server="SELECT * FROM NAMED <{listener}> { GRAPH ?g { ?s ?p ?o } }",
    from_a_server_by_prefix="PREFIX l: <{listener}> SELECT * FROM l: { ?s ?p ?o }",
    from_localhost_in_version_six="ASK FROM <http://[::1]/> { ?s ?p ?o }",
    from_localhost_as_a_number="ASK FROM <http://0x7f000001/> { ?s ?p ?o }",
    from_the_cloud="CONSTRUCT { ?s ?p ?o } FROM <http://169.254.169.254/latest/meta-data/> WHERE { ?s ?p ?o }",
    from_ftp="ASK FROM <ftp://127.0.0.1/a.ttl> { ?s ?p ?o }",
    from_jar="ASK FROM <jar:file:///a.jar!/b.ttl> { ?s ?p ?o }",
    from_data="ASK FROM <data:text/turtle,%3Ca%3E> { ?s ?p ?o }",
    from_a_name_in_cyrillic="ASK FROM <http://еxample.org/> { ?s ?p ?o }",
    describe_from_a_file="DESCRIBE <https://example.org/a> FROM <{canary}>",
)
UPDATES = _of(
    REFUSED,
    insert="INSERT DATA { <a:b> <a:c> 1 }",
    delete="DELETE WHERE { ?s ?p ?o }",
    load_a_file="LOAD <{canary}>",
    load_a_server="LOAD SILENT <{listener}> INTO GRAPH <a:g>",
    clear="CLEAR ALL",
    drop_behind_a_query="SELECT * { ?s ?p ?o } ; DROP ALL",
)
DEPTH = _of(
    REFUSED,
    braces="SELECT * " + _within("{", "}", 5_000),
    more_braces="SELECT * " + _within("{", "}", 20_000),
    brackets="SELECT * { FILTER" + _within("(", ")", 20_000, "true") + " }",
    blank_nodes="SELECT * { ?s ?p " + _within("[ ?p ", "]", 5_000) + " }",
    lists="SELECT * { ?s ?p " + _within("(", ")", 5_000) + " }",
    optionals="SELECT * { " + _within("OPTIONAL { ?s ?p ?o ", "}", 4_000) + " }",
    subqueries="SELECT * " + _within("{ SELECT * ", "}", 2_000, "{}"),
    path_brackets="SELECT * { ?s " + _within("(", ")*", 5_000, "<a:p>") + " ?o }",
    triple_terms="SELECT * { ?s ?p " + _within("<<( ?s ?p ", " )>>", 5_000, "?o") + " }",
)
DEEP_WITHOUT_BRACKETS = _of(
    ANY,
    negations="SELECT * { ?s ?p ?o FILTER(" + "!" * 80_000 + "true) }",
    disjunctions="SELECT * { ?s ?p ?o FILTER(" + "1=1||" * 15_000 + "true) }",
    sums="SELECT * { BIND(" + "1+" * 40_000 + "1 AS ?n) }",
    unions="SELECT * { {}" + "UNION{}" * 12_000 + " }",
    a_long_path="SELECT * { ?s " + "<a:p>/" * 15_000 + "<a:p> ?o }",
    a_path_of_choices="SELECT * { ?s " + "<a:p>|" * 15_000 + "<a:p> ?o }",
    inverses="SELECT * { ?s " + "^" * 80_000 + "<a:p> ?o }",
    quoted_triples="SELECT * { " + _within("<< ", " ?p ?o >>", 7_000, "?s") + " }",
    quoted_triples_with_more="SELECT * { " + _within("<< ", " ?p ?o >>", 7_000, "?s") + " ?q ?r }",
    many_patterns="SELECT * { " + "?s ?p ?o ." * 9_000 + " }",
    many_values="SELECT * { VALUES ?v { " + "1 " * 49_000 + "} ?s ?p ?v }",
    many_prefixes="".join(f"PREFIX a{n}: <a:>" for n in range(5_000)) + "ASK {}",
)
TIME = _of(
    STOPPED,
    cartesian=f"SELECT (COUNT(*) AS ?n) {{ {_cross(4)} }}",
    cartesian_with_a_condition=f"SELECT * {{ {_cross(3)} FILTER(?o0 = ?o1 && ?o1 = ?o2 && ?o0 != ?o2) }}",
    cartesian_of_optionals=f"SELECT (COUNT(*) AS ?n) {{ {_ALL} OPTIONAL {{ {_cross(2)} }} OPTIONAL {{ ?a ?b ?c }} }}",
    unbounded_paths=_NK + "SELECT (COUNT(*) AS ?n) { ?a (!nk:x)*/(!nk:y)* ?b . ?b (!nk:z)* ?c }",
    paths_both_ways="SELECT (COUNT(*) AS ?n) { ?a (!<a:x>|^(!<a:y>))+ ?b . ?c (!<a:x>|^(!<a:y>))+ ?d }",
    concatenating_everything=f'SELECT (GROUP_CONCAT(CONCAT(STR(?s0), STR(?s1)); separator="") AS ?x) {{ {_cross(2)} }}',
    sorting_everything=f"SELECT * {{ {_cross(2)} }} ORDER BY ?o0 ?o1",
    everything_once=f"SELECT DISTINCT * {{ {_cross(2)} }}",
    groups_of_everything=f"SELECT ?s0 ?s1 (COUNT(*) AS ?n) {{ {_cross(2)} }} GROUP BY ?s0 ?s1 ORDER BY ?n",
    everything_twice=f"CONSTRUCT {{ ?s0 ?p1 ?o0 }} WHERE {{ {_cross(2)} }}",
    describing_everything=f"DESCRIBE ?s0 ?s1 WHERE {{ {_cross(2)} }}",
    nothing_like_it=f"SELECT (COUNT(*) AS ?n) {{ {_ALL} FILTER NOT EXISTS {{ {_cross(2)} FILTER(?o0 = ?s && 1 = 2) }} }}",
    minus_everything=f"SELECT (COUNT(*) AS ?n) {{ {_cross(2)} MINUS {{ ?s0 ?q ?s1 }} }}",
    hashing_everything=f"SELECT (COUNT(*) AS ?n) {{ {_cross(2)} FILTER(SHA512(CONCAT(STR(?o0), STR(?o1))) = 'x') }}",
    a_huge_answer=f"SELECT * {{ {_cross(2)} }}",
    many_values_crossed="SELECT (COUNT(*) AS ?n) { "
    + " ".join(f"VALUES ?v{n} {{ {'1 2 3 4 5 6 7 8 9 ' * 20} }}" for n in range(6))
    + " FILTER(?v0 + ?v1 = ?v2 + ?v3) }",
)
MEMORY = _of(
    ANY,
    a_word_that_doubles='SELECT ?x40 { BIND("xxxxxxxxxx" AS ?x0) '
    + " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40))
    + " }",
    a_word_that_doubles_in_one_expression='SELECT (REPLACE(REPLACE(REPLACE(REPLACE("' + "a" * 200 + '", "a", "' + "a" * 200
    + '"), "a", "' + "a" * 200 + '"), "a", "' + "a" * 200 + '"), "a", "' + "a" * 200 + '") AS ?x) {}',
    a_word_that_is_escaped='SELECT (ENCODE_FOR_URI(REPLACE("' + "é" * 10_000 + '", "é", "' + "é" * 10_000 + '")) AS ?x) {}',
    a_group_of_everything=f'SELECT (GROUP_CONCAT(STR(?o); separator="{"x" * 10_000}") AS ?x) {{ {_ALL} }}',
)  # fmt: skip
PATTERNS = _of(
    ANY,
    a_pattern_that_goes_back=f'SELECT (COUNT(*) AS ?n) {{ {_ALL} FILTER(REGEX("{"a" * 40}!", "^(a+)+$")) }}',
    a_pattern_that_repeats="SELECT * { ?s ?p ?o FILTER(REGEX(STR(?o), '((((a{100}){100}){100}){100}){100}')) }",
    a_pattern_that_repeats_optionally=f'SELECT * {{ {_ALL} FILTER(REGEX("{"a" * 30}", "{"a?" * 30}{"a" * 30}")) }}',
    a_pattern_made_of_data=f"SELECT (COUNT(*) AS ?n) {{ {_cross(2)} FILTER(REGEX(STR(?o0), STR(?o1))) }}",
)
ODD = _of(
    REFUSED,
    nothing="",
    a_nul="SELECT * { ?s ?p '\0' } \0",
    a_byte_order_mark="\ufeffSELECT * { ?s ?p ?o } x",
    words="DROP TABLE claims",
    a_page="<script>alert(1)</script>",
    a_number_without_end="SELECT (" + "9" * 50_000 + ".e AS ?x) {}",
    an_unfinished_string="SELECT * { ?s ?p '''" + "'" * 2 + "x" * 50_000,
    quotes="SELECT * { ?s ?p " + '"' * 49_999 + " }",
)
HOSTILE = (*SERVERS, *GRAPHS, *UPDATES, *DEPTH, *DEEP_WITHOUT_BRACKETS, *TIME, *MEMORY, *PATTERNS, *ODD)
SLOW = TIME[:4]  # what neighbours are asked to bear
