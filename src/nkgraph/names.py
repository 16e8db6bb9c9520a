"""From what a person types to the one thing that is meant: an IRI, a path as this program prints it, or words in any order.

Words are looked for in the names of things: labels, other names, publisher and date, headline. One that fits best is
taken; where several fit as well, they are listed, and nobody guesses.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from urllib.parse import unquote

import pyoxigraph as ox

from nkgraph import vocab
from nkgraph.errors import NkgraphError
from nkgraph.register import Register, one_line
from nkgraph.vocab import NK, SDO, SKOS_

KINDS = ("agent", "article", "quantity", "finding", "claim")  # in this order candidates are listed
_NAMED = ("agent", "article", "quantity")  # what has a name that people use
LISTED = 10  # candidates that an error lists; more are counted
_SHOWN = 80  # characters of what was typed that an error repeats
_SHORTEST = 4  # characters of a finding's name, or of a word, that may stand for the whole
_FOLDERS = {"claims", "quantities", "findings", "agents"}
_EMPTY = frozenset(("in", "of", "the", "a", "an", "to", "by", "for", "and", "from", "at", "on"))
_FINDING = re.compile(rf"[0-9a-f]{{{_SHORTEST},}}")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Thing:
    """What can be shown: its kind (one of KINDS), its IRI, its name in words."""

    kind: str
    iri: ox.NamedNode
    label: str

    @property
    def path(self) -> str:
        """The IRI without what all have in common; of a quantity and an article, only its own part."""
        return path_of(self.iri)


def path_of(iri: ox.NamedNode) -> str:
    """A thing as this program prints it, and as `resolve` takes it back."""
    below = iri.value.removeprefix(vocab.ROOT).strip("/")
    return below.removeprefix("quantities/")


class UnresolvedError(NkgraphError):
    """Nothing, or more than one thing, is called so; `candidates` are what may be meant."""

    def __init__(self, message: str, candidates: list[Thing]) -> None:
        super().__init__(message)
        self.candidates = candidates


def resolve(text: str, register: Register, kinds: Iterable[str] = KINDS) -> Thing:
    """The one thing that `text` names, of one of these kinds; UnresolvedError lists what may be meant."""
    return Names(register).resolve(text, kinds)


def words_of(text: str) -> frozenset[str]:
    """The words of a text, folded: case, the commas of a number, and small words make no difference."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    folded = re.sub(r"(?<=\d),(?=\d{3})", "", folded)
    folded = re.sub(r"(?<=\b\w)\.(?=\w\b)", "", folded)  # U.S. is US
    return frozenset(_WORD.findall(folded.replace("_", " "))) - _EMPTY


class Names:
    """Every thing of a graph with its names, for whoever resolves more than one: what was looked up once is kept."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self._thing = lru_cache(maxsize=None)(self._named)
        self._own = lru_cache(maxsize=None)(self._names_of)
        self._held = lru_cache(maxsize=None)(self._every_word)
        self._called = lru_cache(maxsize=None)(self._things_by_name)

    def resolve(self, text: str, kinds: Iterable[str] = KINDS) -> Thing:
        """The one thing that `text` names, of one of these kinds; UnresolvedError lists what may be meant."""
        wanted = tuple(k for k in KINDS if k in set(kinds))
        typed = unicodedata.normalize("NFC", one_line(text))
        shown = f'"{_printable(typed)}"'
        found = self.by_path(typed, wanted) or self.by_words(typed, wanted)
        if len(found) == 1:
            return found[0]
        if not words_of(typed):
            raise UnresolvedError(
                f"{shown} names nothing. Type an address or words, as in: nkgraph show arrivals south korea 2015", []
            )
        if not found:
            near = self.nearest(typed, wanted)
            hint = f"Nearest:\n{_listed(near)}" if near else "Look for it with: nkgraph find WORDS"
            raise UnresolvedError(f"No {_alternatives(wanted)} is called {shown}. {hint}", near)
        what = f"{shown} may be one of {len(found)}. Type more words, or one of these names:"
        raise UnresolvedError(f"{what}\n{_listed(found)}", found)

    @cached_property
    def _nodes(self) -> dict[str, list[ox.NamedNode]]:
        """The things of each kind; what they are called is looked up only for those that are asked for."""
        register, graph = self.register, self.register.graph
        articles = {a for kind in vocab.ARTICLE_TYPES for a in graph.subjects(vocab.RDF_TYPE, kind)}
        return {
            "agent": graph.subjects(vocab.RDF_TYPE, NK.Agent),
            "article": sorted(articles, key=lambda a: a.value),
            "quantity": graph.subjects(vocab.RDF_TYPE, NK.Quantity),
            "finding": graph.subjects(vocab.RDF_TYPE, NK.Finding),
            "claim": register.every_claim(),
        }

    @cached_property
    def _addresses(self) -> dict[str, list[tuple[ox.NamedNode, str]]]:
        """The things of each kind with their addresses, folded."""
        return {kind: [(node, _folded(node.value)) for node in nodes] for kind, nodes in self._nodes.items()}

    def _named(self, kind: str, node: ox.NamedNode) -> Thing:
        return Thing(kind, node, self._label(kind, node))

    def _label(self, kind: str, node: ox.NamedNode) -> str:
        register, graph = self.register, self.register.graph
        if kind == "article":
            headline = graph.text(node, SDO.headline)
            words = register.article_in_words(node) + (f': "{headline}"' if headline else "")
        elif kind == "claim":
            about = graph.iri(node, NK.quantity)
            words = f"{register.figure(node)}; {register.label(about) if about else ''}; "
            words += register.article_in_words(register.article(node))
        elif kind == "finding":
            about = graph.iri(node, NK.quantity)
            article, outcome = graph.iri(node, NK.inArticle), graph.iri(node, NK.outcome)
            subject = register.label(about) if about else register.article_in_words(article) if article else ""
            words = f"{vocab.local(outcome) if outcome else ''}: {subject} ({graph.text(node, NK.rule)})"
        else:
            words = register.label(node)
        return one_line(words)

    # --- by address ---------------------------------------------------------------------------------------------

    def by_path(self, typed: str, kinds: tuple[str, ...]) -> list[Thing]:
        """The thing with this address; of findings also those whose name begins so."""
        wanted = _folded(typed.removeprefix("<").removesuffix(">"))
        if not wanted:
            return []
        bare = wanted.rpartition("/")[2]
        found = []
        begun = bare and (wanted == f"findings/{bare}" or (wanted == bare and _FINDING.fullmatch(bare)))
        for kind, node, whole in ((k, n, whole) for k in kinds for n, whole in self._addresses[k]):
            folder, _, own = whole.partition("/")
            if wanted in (whole, own if folder in _FOLDERS else whole):
                return [self._thing(kind, node)]
            if kind == "finding" and begun and own.startswith(bare):
                found.append(self._thing(kind, node))
        return found

    # --- by words -----------------------------------------------------------------------------------------------

    def by_words(self, typed: str, kinds: tuple[str, ...]) -> list[Thing]:
        """The things that are called so: first those with just this name, then those whose names hold all the words.

        Findings, and after them claims, are looked for only where nothing else is called so.
        """
        wanted = words_of(typed)
        if not wanted:
            return []
        for group in (_NAMED, ("finding",), ("claim",)):
            things = [self._thing(kind, node) for kind in group if kind in kinds for node in self._nodes[kind]]
            if group == _NAMED and (exact := [t for t in things if wanted in self._own(t)]):
                return exact
            held = [(t, self._held(t)) for t in things]
            found = [t for t, words in held if wanted <= words] or _begun(wanted, held)
            if found:
                return self._plainest(found)
        return []

    def _plainest(self, found: list[Thing]) -> list[Thing]:
        """The one whose name is a part of the names of all others, so that more words would have been typed for those."""
        labels = {t: words_of(t.label) for t in found}
        return [t for t in found if all(labels[t] < words for other, words in labels.items() if other != t)] or found

    def _every_word(self, thing: Thing) -> frozenset[str]:
        return frozenset().union(*self._own(thing), *self._context(thing))

    def _names_of(self, thing: Thing) -> list[frozenset[str]]:
        """The names of the thing itself."""
        if thing.kind == "agent":
            return [words_of(n) for n in self._labels(thing.iri)]
        if thing.kind == "article":
            slug = thing.path.removeprefix("claims/")  # an article that is only named has none of its own
            headline = self.register.graph.text(thing.iri, SDO.headline) or ""
            return [words_of(name) for name in ("" if "/" in slug else slug.replace("-", " "), headline)]
        return [words_of(thing.label)]

    def _context(self, thing: Thing) -> list[frozenset[str]]:
        """The other names that it may be called by: of its publisher, measure, place; its date; its wording."""
        register, graph, node = self.register, self.register.graph, thing.iri
        names: list[str] = []
        if thing.kind == "article":
            publisher = register.publisher(node)
            names = self._labels(publisher) if publisher else []
            names += [register.article_in_words(node).partition(", in ")[0], thing.path.rpartition("/")[2].replace("-", " ")]
        elif thing.kind == "quantity":
            claim = next((c for c in graph.subjects(NK.quantity, node) if graph.iri(c, NK.article)), None)
            concepts = [graph.iri(claim, p) for p in (NK.measure, *register.dimensions)] if claim else []
            names = [n for c in concepts if c is not None for n in self._labels(c)]
            names.append(re.sub(r"[^\w.]+", " ", unquote(thing.path).partition("/unstated/")[0]))
        elif thing.kind == "claim":
            names = [p.wording for p in register.prints(node)] + [graph.text(register.article(node), SDO.headline) or ""]
        return [words_of(n) for n in names]

    def _labels(self, node: ox.NamedNode) -> list[str]:
        return [n.value for p in (SKOS_.prefLabel, SKOS_.altLabel) for n in self.register.graph.objects(node, p)]

    def nearest(self, typed: str, kinds: tuple[str, ...]) -> list[Thing]:
        """The things whose name or address looks most like what was typed."""
        by_name = self._called(kinds)
        close = difflib.get_close_matches(typed.casefold()[:_SHOWN], by_name, n=5, cutoff=0.6)
        wanted = words_of(typed)
        if not close and wanted:
            shared = [(len(wanted & words), name) for name, (_, words) in by_name.items()]
            best = max((n for n, _ in shared), default=0)
            close = [name for n, name in shared if n == best][:5] if best else []
        return list(dict.fromkeys(by_name[name][0] for name in close))

    def _things_by_name(self, kinds: tuple[str, ...]) -> dict[str, tuple[Thing, frozenset[str]]]:
        """Names and addresses, folded; what is called so; and the words of the name."""
        found: dict[str, tuple[Thing, frozenset[str]]] = {}
        for kind in reversed(kinds):
            for node in self._nodes[kind] if kind in _NAMED or len(kinds) == 1 else []:
                thing = self._thing(kind, node)
                names = self._labels(thing.iri) if kind == "agent" else [thing.label]
                for name in (thing.path, *names):
                    found[name.casefold()] = (thing, words_of(name.casefold()))
        return found


def _folded(address: str) -> str:
    """An address without what all have in common, so that "%3A" and ":", case and a last slash make no difference."""
    return unquote(address).removeprefix(vocab.ROOT).strip("/").casefold()


def _begun(wanted: frozenset[str], held: list[tuple[Thing, frozenset[str]]]) -> list[Thing]:
    """The things of which every word is held, or, if it has letters and is no short one, begins one that is held."""
    every = frozenset().union(*(words for _, words in held))
    fitting = []
    for word in wanted:
        long = word.isalpha() and len(word) >= (_SHORTEST if word.isascii() else 2)
        fitting.append({w for w in every if w.startswith(word)} if long else {word} & every)
    return [t for t, words in held if not any(words.isdisjoint(fits) for fits in fitting)]


def _listed(things: list[Thing]) -> str:
    lines = [f"  {t.path}\n      {_printable(t.label)}" for t in things[:LISTED]]
    more = len(things) - LISTED
    return "\n".join([*lines, f"  and {more} more"] if more > 0 else lines)


def _printable(words: str) -> str:
    """Words for a message: one line, not too long, and nothing that cannot be written as UTF-8."""
    short = words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
    return short.encode("utf-8", "replace").decode()


def _alternatives(kinds: tuple[str, ...]) -> str:
    return " or ".join([", ".join(kinds[:-1]), kinds[-1]] if len(kinds) > 1 else kinds)
