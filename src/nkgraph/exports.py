"""Rows and lists for other programs and for the terminal: the register, what was found, coverage."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from nkgraph import vocab
from nkgraph.build import Built
from nkgraph.coverage import Tally
from nkgraph.register import COLUMNS, Register, one_line
from nkgraph.results import FORMULA
from nkgraph.vocab import NK, local

_PREFIXES = {
    "nk": vocab.NK.namespace, "claims": vocab.CLAIMS, "schema": vocab.SCHEMA, "xsd": vocab.XSD, "skos": vocab.SKOS,
    **{n: f"{vocab.ROOT}{n}s/" for n in ("agent", "measure", "place", "unit", "population", "product", "operation")},
    "modality": f"{vocab.ROOT}modalities/", "sex": f"{vocab.ROOT}sexes/", "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
}  # fmt: skip


def csv_rows(built: Built, withdrawn: bool = False) -> str:
    """The register as CSV."""
    return csv_of(Register(built.graph, withdrawn).rows(), withdrawn)


def csv_of(rows: Iterable[Mapping[str, str]], withdrawn: bool = False) -> str:
    """Rows of the register as CSV; a cell that a spreadsheet would run as a formula gets a quote before it."""
    out, columns = io.StringIO(), (*COLUMNS, *(("withdrawn",) if withdrawn else ()))
    plain, quoted = (csv.DictWriter(out, columns, lineterminator="\n", quoting=q) for q in (csv.QUOTE_MINIMAL, csv.QUOTE_ALL))
    plain.writeheader()
    for row in rows:
        cells = {k: f"'{row[k]}" if row[k].startswith(FORMULA) else row[k] for k in columns}
        writer = quoted if any("\r" in v for v in cells.values()) else plain  # which Python 3.11 leaves bare, a line's end
        writer.writerow(cells)
    return out.getvalue()


def json_rows(built: Built, withdrawn: bool = False) -> str:
    """The register as JSON, under the key `claims`."""
    rows = list(Register(built.graph, withdrawn).rows())
    return json.dumps({"corpus": built.corpus_id, "claims": rows}, ensure_ascii=False, indent=2) + "\n"


def turtle(built: Built, withdrawn: bool = False) -> str:
    """The claims as Turtle, with what was computed of each: article, quantity, reading and bounds, roots, days."""
    register = Register(built.graph, withdrawn)
    wanted: set[ox.NamedNode] = set(register.claims())
    for claim in list(wanted):
        wanted.update(o for p in (NK.mention, NK.quantity, NK.reading, NK.article) for o in built.graph.iris(claim, p))
    triples = sorted((t for node in wanted for t in built.graph.about(node)), key=str)
    written = ox.serialize((ox.Triple(*t) for t in triples), format=ox.RdfFormat.TURTLE, prefixes=_PREFIXES)
    assert written is not None, "serialize without a target returns bytes"
    return written.decode()


def found(built: Built, words: str, withdrawn: bool = False) -> str:
    """The claims that `words` find, four lines each: the figure and what it is about, who prints it, where, its IRI; one
    that is withdrawn has a fifth, since when and why."""
    register = Register(built.graph, withdrawn)
    lines = []
    for claim in register.find(words):
        quantity = built.graph.iri(claim, NK.quantity)
        prints = "; ".join(f'{local(p.copy)} {p.start}-{p.end} "{p.wording}"' for p in register.prints(claim))
        lines.append(f"{register.figure(claim):<16}  {register.label(quantity) if quantity else ''}")
        lines.append(f"{'':<18}{register.article_in_words(register.article(claim))}; {register.authority_in_words(claim)}")
        lines.append(f"{'':<18}copy {prints}")
        lines.append(f"{'':<18}{claim.value}")
        lines += [f"{'':<18}withdrawn: {why}"] if (why := register.withdrawal(claim)) else []
    return "".join(f"{line[:18]}{one_line(line[18:])}\n" for line in lines)


def coverage_text(tallies: list[Tally]) -> str:
    """Coverage as a small table, then each number that nobody accounts for."""
    lines = [f"{'copy':<6}{'numbers':>9}{'in claims':>11}{'no figures':>12}{'unaccounted':>13}"]
    lines += [f"{t.copy:<6}{t.found:>9}{t.claimed:>11}{t.not_figures:>12}{len(t.unaccounted):>13}" for t in tallies]
    lines += [f'{t.copy} {token.start}-{token.end} "{token.text}"' for t in tallies for token in t.unaccounted]
    return "".join(f"{line}\n" for line in lines)


def coverage_json(tallies: list[Tally]) -> str:
    """Coverage as JSON: per copy, the numbers found, claimed, listed as no figures, and those unaccounted for."""
    rows = [
        {
            "copy": t.copy,
            "found": t.found,
            "claimed": t.claimed,
            "not_figures": t.not_figures,
            "unaccounted": [{"start": n.start, "end": n.end, "text": n.text} for n in t.unaccounted],
        }
        for t in tallies
    ]
    return json.dumps({"copies": rows}, ensure_ascii=False, indent=2) + "\n"
