"""The comparator: SPARQL rules in numbered strata over the derived graph. There is no other place that compares.

A file `<stratum>-<rule>.rq` is one CONSTRUCT. All rules of a stratum see the same graph; what they construct is there
for the next. Each file's header says what it writes, and a rule that writes anything else is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pyoxigraph as ox

from nkgraph import vocab
from nkgraph.errors import OntologyError
from nkgraph.store import Graph
from nkgraph.vocab import NK

ALL_DATES = 3652059  # 9999-12-31: a run that looks back from the end of time
_NAME = re.compile(r"(\d+)-([a-z-]+)\.rq")
_HEADER = re.compile(r"#\+ (\w+): (.+)$")
_KEYS = {"summary", "description", "writes"}


@dataclass(frozen=True)
class Rule:
    """One rule file."""

    name: str
    stratum: int
    header: dict[str, str]
    text: str


def read(paths: Iterable[Path]) -> list[Rule]:
    """The rules in the order of their strata; OntologyError where a file is not what its name and header say."""
    found = []
    for path in paths:
        text = path.read_bytes().decode()  # half the time of read_text, for some hundred small files
        name = _NAME.fullmatch(path.name)
        header = {m.group(1): m.group(2) for line in text.splitlines() if (m := _HEADER.match(line))}
        if name is None or set(header) != _KEYS:
            raise OntologyError(f"{path}: a rule is named <stratum>-<rule>.rq and has the headers {', '.join(sorted(_KEYS))}.")
        found.append(Rule(name.group(2), int(name.group(1)), header, text))
    return sorted(found, key=lambda r: (r.stratum, r.name))


def run(rules: list[Rule], graph: Graph, as_of: int = ALL_DATES) -> None:
    """Run every stratum once, adding to the graph what the rules say as of a day (see `periods`)."""
    day = ox.Literal(str(as_of), datatype=ox.NamedNode(vocab.XSD + "integer"))
    graph.add([(NK.run, NK.asOfDay, day)])
    for _, stratum in groupby(rules, key=lambda r: r.stratum):
        graph.add_written(b"".join([_apply(rule, graph) for rule in stratum]))


def _apply(rule: Rule, graph: Graph) -> bytes:
    """What the rule says, as N-Triples."""
    allowed = {vocab.RDF_TYPE.value} | {NK.namespace + w.removeprefix("nk:") for w in rule.header["writes"].split()}
    try:
        said = graph.constructed(rule.text)
    except (SyntaxError, ValueError, OSError) as error:
        raise OntologyError(f"queries/rules/{rule.stratum}-{rule.name}.rq cannot be run: {error}") from error
    written = {line.split(b" ", 2)[1] for line in said.splitlines()}
    if foreign := sorted(predicate.decode()[1:-1] for predicate in written if predicate.decode()[1:-1] not in allowed):
        raise OntologyError(f"queries/rules/{rule.stratum}-{rule.name}.rq writes {foreign[0]}, which its header does not name.")
    return said
