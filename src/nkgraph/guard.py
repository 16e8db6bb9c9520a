"""A query that is not ours: what may be asked, and how it is answered within bounds.

Only a SELECT or ASK over our own graph is run. It runs in a process of its own, forked from the one that holds the
graph, that is killed when its time is over: the engine cannot be stopped from within, and a query can crash it.
"""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import re
import resource
from itertools import islice
from multiprocessing.connection import Connection

from nkgraph import iris
from nkgraph.errors import NkgraphError
from nkgraph.results import Answer
from nkgraph.store import Graph

DEEPEST = 64  # braces and brackets within one another; some 5,000 crash the engine
MOST_ROWS = 100_000  # more is no answer to read, and would be held in memory twice
MOST_MEMORY = 2 << 30  # bytes that a query may need beyond what the graph takes
_TOKEN = re.compile(
    r"""
      (?P<comment>\#[^\n\r]*)
    | (?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
        | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<escape>\\[uU] | <[^<>"{}|^`\\\x00-\x20]*\\[uU])
    | (?P<name>[?$@]\w+ | _:\w+
        | (?:[^\W\d_][\w.-]{0,63})?:(?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\[^uU])(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\[^uU])*)?)
    | (?P<word>\w+)
    | (?P<open>[{(\[])
    | (?P<close>[})\]])
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})


def form(query: str) -> str:
    """SELECT or ASK; NkgraphError says why anything else, or anything that reaches outside the graph, is not run."""
    words = _words(query)
    if any("SERVICE" in word for word in words):  # also in "1SERVICE", which the engine reads as two words
        raise NkgraphError("The query asks another server (SERVICE), and nkgraph opens no connection. Leave that part out.")
    if any("FROM" in word for word in words):
        raise NkgraphError("The query names a data set (FROM), and there is one graph only. Leave that line out.")
    kind = next((w for w in words if w not in ("BASE", "PREFIX")), "")
    if kind in ("CONSTRUCT", "DESCRIBE"):
        raise NkgraphError(
            f"{kind} gives triples, and query gives tables. Ask SELECT ?s ?p ?o, or take the claims as Turtle: "
            "nkgraph claims --format ttl."
        )
    if kind in _UPDATES:
        raise NkgraphError(
            f"The query would change the graph ({kind}), which is built from claims/. Ask SELECT or ASK instead."
        )
    if kind not in ("SELECT", "ASK"):
        raise NkgraphError("This is no SELECT or ASK. Write one in SPARQL 1.1, or see nkgraph query for questions to ask.")
    return kind


def _words(query: str) -> list[str]:
    """The words outside strings, IRIs, variables, prefixed names and comments, in capitals; a prefix that is a keyword is
    one of them, for the engine may read it so."""
    words: list[str] = []
    declared: set[str] = set()
    depth = 0
    for token in _TOKEN.finditer(query):
        kind, text = token.lastgroup, token.group()
        if kind == "escape":
            raise NkgraphError("The query has a \\u escape outside a string. Write the character itself.")
        if kind == "iri" and "'" in text:  # to the engine it may be "less than" and the beginning of a string
            raise NkgraphError(f"The query has a quote within {text}. Write it as %27, or put a space after the <.")
        if kind == "word":
            words.append(text.upper())
        elif kind == "name" and text[0] not in "?$@_":
            words += _prefix(text.partition(":")[0], words[-1:] == ["PREFIX"], declared)
        depth += {"open": 1, "close": -1}.get(kind or "", 0)
        if depth > DEEPEST:
            raise NkgraphError(f"The query nests brackets more than {DEEPEST} deep. Make it simpler.")
    return words


def _prefix(prefix: str, declares: bool, declared: set[str]) -> list[str]:
    """A prefix that is a keyword, as one; NkgraphError where a prefix is used and was not declared before."""
    if prefix.upper() in ("SERVICE", "FROM"):
        return [prefix.upper()]
    if declares:
        declared.add(prefix)
    elif prefix not in declared:
        space = iris.PREFIXES.get(prefix, "https://…")
        raise NkgraphError(f"The prefix {prefix}: is not declared. Write at the head: PREFIX {prefix}: <{space}>.")
    return []


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
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    for limit, most in ((resource.RLIMIT_AS, used + MOST_MEMORY), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_NOFILE, 0)):
        resource.setrlimit(limit, (most, most))
    try:
        sender.send(_run(graph, query))
    except SyntaxError as error:
        sender.send(_syntax(str(error)))
    except (ValueError, OSError, RuntimeError, MemoryError) as error:
        sender.send(f"The query cannot be answered: {_first_line(str(error))}. Mend it, or ask for less.")


def _run(graph: Graph, query: str) -> Answer | bool | str:
    if form(query) == "ASK":
        return graph.ask(query)
    columns, rows = graph.select(query)
    kept = list(islice(rows, MOST_ROWS + 1))
    if len(kept) > MOST_ROWS:
        return f"The answer has more than {MOST_ROWS:,} rows. Narrow it, or add LIMIT {MOST_ROWS}."
    return Answer(columns, kept)


def _syntax(error: str) -> str:
    found = re.match(r"error at (\d+):(\d+): ", error)
    where = f" at line {found.group(1)}, character {found.group(2)}" if found else ""
    return f"The query is not SPARQL 1.1{where}: {_first_line(error[found.end() if found else 0 :])}. Mend it there."


def _first_line(text: str) -> str:
    line = next(iter(text.splitlines()), "").rstrip(" .|")
    return line if len(line) <= 120 else f"{line[:120]} …"
