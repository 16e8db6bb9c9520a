"""What a page shows and the graph does not hold: bound words of period and authority, what a copy has lost, which word
hedges, and the passage around a figure, which is printed only where the copies are at hand and stored nowhere.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import pyoxigraph as ox

from nkgraph import lexicon, turtle, vocab
from nkgraph.corpus import Places
from nkgraph.lexicon import Lexicon
from nkgraph.register import Print, one_line
from nkgraph.store import Graph
from nkgraph.vocab import NK, SDO

_AROUND = 160  # characters shown on either side of a figure: enough to judge it, too few to stand for the article


@dataclass(frozen=True)
class Passage:
    """The words around one print of a figure, as one line each."""

    before: str
    figure: str
    after: str


@dataclass(frozen=True)
class Bound:
    """The words of the article that one print of a figure takes its period and its authority from."""

    period: str | None
    authority: str | None


class Beside:
    """Looks things up in the claims files, the lexicon and the copies; without `places`, or copies, there is nothing."""

    def __init__(self, graph: Graph, places: Places | None = None) -> None:
        self._graph = graph
        self._places = places
        self._typed = cache(self._read_typed)
        self._text = cache(self._read_text)

    def bound(self, claim: ox.NamedNode, printed: Print) -> Bound:
        """The words of period and authority that are typed with a print of a claim."""
        typed = self._typed(claim.value.removeprefix(vocab.CLAIMS).partition("/")[0])
        for subject in (claim.value, claim.value.rpartition("/")[0]):  # a member of nk:each is typed with the others
            for predicate, node in typed.get(subject, ()):
                if predicate == NK.mention:
                    said = {p: o.value for p, o in typed.get(node.value, ())}
                    if (said.get(NK.copy), said.get(NK.start)) == (printed.copy.value, str(printed.start)):
                        return Bound(said.get(NK.periodWording), said.get(NK.authorityWording))
        return Bound(None, None)

    def lost(self, copy: ox.NamedNode) -> str | None:
        """What a copy is known to have lost, in the archivist's words."""
        return next((o.value for p, o in self._typed("copies").get(copy.value, ()) if p == NK.missing), None)

    def hedge(self, wording: str, modality: str) -> str | None:
        """The words in a wording that signal this modality, the longest of them."""
        said = wording.casefold()
        found = [words for words, signal in self._lexicon.hedges.items() if signal == modality and _says(said, words)]
        return max(found, key=len, default=None)

    def passage(self, printed: Print) -> Passage | None:
        """The words around a print; None where the copy is not at hand or is another one."""
        text = self._text(printed.copy)
        if text is None:
            return None
        first, last = max(0, printed.start - _AROUND), printed.end + _AROUND
        before, after = text[first : printed.start], text[printed.end : last]
        if first > 0:
            before = "… " + before.partition(" ")[2]
        if last < len(text):
            after = after.rpartition(" ")[0] + " …"
        return Passage(one_line(f"|{before}|")[1:-1], one_line(text[printed.start : printed.end]), one_line(f"|{after}|")[1:-1])

    @cached_property
    def _lexicon(self) -> Lexicon:
        files = self._places.ontology_files() if self._places is not None else []
        return lexicon.read([t for path in files if path.name == "wording.ttl" for t in turtle.read(path).triples])

    def _read_typed(self, stem: str) -> dict[str, list[tuple[ox.NamedNode, ox.NamedNode | ox.Literal]]]:
        files = self._places.claim_files() if self._places is not None else []
        return next((turtle.read(path).typed for path in files if path.stem == stem), {})

    def _read_text(self, copy: ox.NamedNode) -> str | None:
        folder = self._places.copies if self._places is not None else None
        name, digest = self._graph.text(copy, SDO.name), self._graph.text(copy, NK.sha256)
        if folder is None or name is None or Path(name).name != name or not (folder / name).is_file():
            return None
        data = (folder / name).read_bytes()
        return data.decode("utf-8") if hashlib.sha256(data).hexdigest() == digest else None


def _says(said: str, words: str) -> bool:
    """Whether the words stand in a wording, as whole words where they are of letters that are written apart."""
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", said) is not None if words.isascii() else words in said
