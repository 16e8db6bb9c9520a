"""A query that is not ours: what may be asked, and how it is answered within bounds.

Only a SELECT or ASK over our own graph is run. It runs in a process of its own, forked from the one that holds the
graph, that is killed when its time is over: the engine cannot be stopped from within, and a query can crash it.
"""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import resource
from itertools import islice
from multiprocessing.connection import Connection

from nkgraph import memory, sparql
from nkgraph.errors import NkgraphError
from nkgraph.results import Answer
from nkgraph.store import Graph

MOST_ROWS = 100_000  # more is no answer to read, and would be held in memory twice
MOST_MEMORY = 2 << 30  # bytes that a query may need beyond what the graph takes


def form(query: str) -> str:
    """SELECT or ASK; NkgraphError says why anything else, or anything that reaches outside the graph, is not run."""
    reading = sparql.read(query)
    if reading.graphs:
        raise NkgraphError("The query names a data set (FROM), and there is one graph only. Leave that line out.")
    if reading.form not in ("SELECT", "ASK"):
        raise NkgraphError(
            f"{reading.form} gives triples, and query gives tables. Ask SELECT ?s ?p ?o, or take the claims as Turtle: "
            "nkgraph claims --format ttl."
        )
    return reading.form


def select(graph: Graph, query: str, seconds: float) -> Answer:
    """The answer to a SELECT that `form` has let pass; NkgraphError where it cannot be had within the bounds."""
    answer = _asked(graph, query, seconds)
    assert isinstance(answer, Answer), "a SELECT is answered with rows"
    return answer


def ask(graph: Graph, query: str, seconds: float) -> bool:
    """The answer to an ASK that `form` has let pass."""
    answer = _asked(graph, query, seconds)
    assert isinstance(answer, bool), "an ASK is answered with yes or no"
    return answer


def _asked(graph: Graph, query: str, seconds: float) -> Answer | bool:
    if "fork" not in multiprocessing.get_all_start_methods():
        raise NkgraphError("A query of your own needs a system that can fork, such as Linux or macOS. Use a question instead.")
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_answer, args=(graph, query, sender), daemon=True)
    child.start()
    sender.close()
    try:
        if not receiver.poll(seconds):
            raise NkgraphError(
                f"No answer within {seconds:g} seconds. Ask for less, or allow more time with --limit-seconds {seconds * 5:g}."
            )
        said = receiver.recv()
    except EOFError as error:
        raise NkgraphError(
            "The query stopped the engine: it needs more than 2 GB, or is nested too deep. Ask for less, or make it simpler."
        ) from error
    finally:
        child.kill()
        child.join()
        receiver.close()
    if isinstance(said, str):
        raise NkgraphError(said)
    assert isinstance(said, Answer | bool), "what the child sends"
    return said


def _answer(graph: Graph, query: str, sender: Connection) -> None:
    """In the child: give up files, connections and most memory, then answer, or say why not."""
    faulthandler.disable()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what a dying engine mutters helps nobody
    most_addresses = memory.addresses() + MOST_MEMORY
    for limit, most in ((resource.RLIMIT_AS, most_addresses), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_NOFILE, 0)):
        resource.setrlimit(limit, (most, most))
    try:
        sender.send(_run(graph, query))
    except SyntaxError as error:
        sender.send(f"{sparql.mistake(error)} Mend it there.")
    except (ValueError, OSError, RuntimeError, MemoryError) as error:
        sender.send(f"The query cannot be answered: {sparql.first_line(str(error))}. Mend it, or ask for less.")


def _run(graph: Graph, query: str) -> Answer | bool | str:
    if form(query) == "ASK":
        return graph.ask(query)
    columns, rows = graph.select(query)
    kept = list(islice(rows, MOST_ROWS + 1))
    if len(kept) > MOST_ROWS:
        return f"The answer has more than {MOST_ROWS:,} rows. Narrow it, or add LIMIT {MOST_ROWS}."
    return Answer(columns, kept)
