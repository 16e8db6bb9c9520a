"""A corpus of one article and one copy whose characters are counted by machine, from a text with marks in it.

`[1277|1,277]` prints "1,277", which a claim of the value 1277 mentions; `<2015>` prints words that are bound to the period of
the next claim; `{7}` prints a number listed as no figure, `{2#5 or 6}` a longer stretch that holds two numbers. What is left
of the text without the marks is the copy. Every offset and wording stands on a line of its own.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from nkgraph import claims, corpus, sources, turtle
from nkgraph.claims import Corpus
from nkgraph.corpus import Places
from nkgraph.fault import Fault
from nkgraph.ontology import Ontology
from nkgraph.sources import Held
from tests.conftest import REPOSITORY

STEM = "2016-01-04-yonhap-a-slug"
ARTICLE = '<> a schema:NewsArticle ; schema:publisher agent:yonhap ; schema:datePublished "2016-01-04" .\n'
_MARK = re.compile(r"\[(?P<value>[\d.]+)\|(?P<figure>[^\]]+)\]|<(?P<period>[^>]+)>|\{(?:(?P<count>\d+)#)?(?P<other>[^}]+)\}")


@dataclass
class Printed:
    """The copy and the article's Turtle, as the marks give them."""

    copy: str = ""
    body: str = ARTICLE

    def but(self, old: str, new: str) -> Printed:
        """The same with one thing typed otherwise."""
        assert self.body.count(old) == 1, f"{old} is typed {self.body.count(old)} times"
        return Printed(self.copy, self.body.replace(old, new))


def printed(marked: str, more: str = "") -> Printed:
    """Read a marked text; `more` is typed behind."""
    made, period, done = Printed(), "", 0
    for number, mark in enumerate(_MARK.finditer(marked), 1):
        made.copy += marked[done : mark.start()]
        done, start = mark.end(), len(made.copy)
        made.copy += mark["figure"] or mark["period"] or mark["other"]
        end = len(made.copy)
        if mark["period"]:
            period = f';\nnk:periodStart {start} ;\nnk:periodEnd {end} ;\nnk:periodWording "{mark["period"]}"'
        elif mark["figure"]:
            made.body += f"<c{number}> a nk:Claim ; nk:statedIn <> ; nk:measure measure:arrivals ; nk:value {mark['value']} ;\n"
            made.body += (
                f"nk:mention [ nk:copy copy:001 ;\n{_place(start, end)}nk:wording {_quoted(mark['figure'])}{period} ] .\n"
            )
            period = ""
        else:
            held = f"nk:numbers {mark['count']}" if mark["count"] else f"nk:wording {_quoted(mark['other'])}"
            made.body += f"<> nk:notFigure [ nk:copy copy:001 ; nk:reason reason:other ;\n{_place(start, end)}{held} ] .\n"
    made.copy += marked[done:]
    made.body += more
    return made


def _place(start: int, end: int) -> str:
    return f"nk:start {start} ;\nnk:end {end} ;\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\n", "\\n") + '"'


def write(folder: Path, made: Printed, described: dict[str, str] | None = None) -> Places:
    """Write claims/ and copies/; `described` says what copies.ttl says otherwise."""
    prefixes = (REPOSITORY / "ontology" / "prefixes.ttl").read_text(encoding="utf-8")
    data = made.copy.encode()
    about = {"name": "a.txt", "sha256": hashlib.sha256(data).hexdigest(), "bytes": str(len(data)), **(described or {})}
    for name, text in {
        f"claims/{STEM}.ttl": f"{prefixes}@base <https://w3id.org/nkgraph/claims/{STEM}/> .\n\n{made.body}",
        "claims/copies.ttl": f"{prefixes}@base <https://w3id.org/nkgraph/copies/> .\n\n"
        f'<001> a nk:Copy ; schema:encodingFormat "text/plain" ; nk:filed "2026-11-22" ;\nschema:name "{about["name"]}" ;\n'
        f'nk:sha256 "{about["sha256"]}" ;\nnk:bytes {about["bytes"]} .\n',
        "copies/a.txt": made.copy,
    }.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(text.encode())
    return corpus.find(REPOSITORY, folder / "claims", copies=folder / "copies")


@dataclass(frozen=True)
class Sourced:
    """The corpus, the copies at hand, and every fault that the copies show."""

    corpus: Corpus
    held: dict[str, Held]
    faults: list[Fault]


def judged(places: Places, known: Ontology) -> Sourced:
    """Hold the claims against the copies, and nothing else."""
    assert places.copies is not None
    documents = [turtle.read(path) for path in places.claim_files()]
    assert [f for d in documents for f in d.faults] == []
    typed = claims.read(documents, known)
    held, missing = sources.open_copies(typed, places.copies)
    return Sourced(typed, held, sorted({*missing, *sources.check(typed, held, known.lexicon)}))
