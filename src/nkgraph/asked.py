"""A figure that somebody said, as far as it is understood: what it is made of, what it lacks, and how it reads in words.

Pure. `sentences` reads one from a sentence; `complete` adds what options say; `missing` asks for the rest.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

import pyoxigraph as ox

from nkgraph import periods, quantities, vocab
from nkgraph.errors import NkgraphError
from nkgraph.ontology import Ontology
from nkgraph.vocab import NK, SKOS_

UNITS, OPERATIONS = vocab.ROOT + "units/", vocab.ROOT + "operations/"
COMPARING = ("increase", "decrease", "difference", "ratio", "share")  # operations that need a base
_RELATIVE_UNITS = (UNITS + "percent", UNITS + "fraction", UNITS + "times", UNITS + "percentage-point")
_SHOWN = 6  # how many unread words are quoted


@dataclass(frozen=True)
class Asked:
    """A figure that somebody said. What was not said is None or absent; what fits equally well is in `candidates`.

    `used` tells which characters were understood as what, `unread` the words that were not understood. `undated`: the words
    of a time that depends on the day they were said. `wants`: the parts that must still be asked for.
    """

    measure: ox.NamedNode | None = None
    dimensions: dict[str, ox.NamedNode] = field(default_factory=dict)
    period: str | None = None
    value: Decimal | None = None
    to: Decimal | None = None
    scale: int = 1
    modality: str = "exactly"
    unit: ox.NamedNode | None = None
    unit_printed: bool = False
    operation: str | None = None
    base: dict[str, ox.NamedNode | str] = field(default_factory=dict)
    per: str | None = None
    used: tuple[tuple[int, int, str], ...] = ()
    candidates: dict[str, tuple[ox.NamedNode, ...]] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    undated: str | None = None
    wants: tuple[str, ...] = ()
    sentence: str = ""
    labels: dict[str, str] = field(default_factory=dict)  # of the candidates, by IRI

    def words(self, kind: str) -> str:
        """The characters that were understood as this."""
        return " … ".join(self.sentence[start:end] for start, end, what in self.used if what == kind)


def complete(asked: Asked, ontology: Ontology, **given: Any) -> Asked:
    """The same with the parts that options give (measure, dimensions, period …); NkgraphError if one is no part."""
    for name in given:
        if name not in Asked.__dataclass_fields__:
            raise NkgraphError(f'"{name}" is no part of a figure.')
    if (period := given.get("period")) is not None and period != periods.UNSTATED:
        try:
            periods.parse(period)
        except periods.PeriodError as error:
            raise NkgraphError(f"--period: {error}") from error
    said = {"dimensions": {**asked.dimensions, **given.pop("dimensions", {})}, **given}
    settled = {*given, *said["dimensions"]}
    open_ones = {part: who for part, who in asked.candidates.items() if part not in settled}
    undated = None if given.get("period") else asked.undated
    printed = asked.unit_printed or given.get("unit") is not None
    return settle(replace(asked, candidates=open_ones, undated=undated, unit_printed=printed, **said), ontology)


def settle(asked: Asked, ontology: Ontology) -> Asked:
    """The same with the unit that its measure implies, and with what it still wants."""
    unit = asked.unit
    if not asked.unit_printed:
        default = ontology.one(asked.measure, NK.unit) if asked.measure is not None else None
        unit = default if isinstance(default, ox.NamedNode) else None
    labels = {node.value: ontology.label(node) for nodes in asked.candidates.values() for node in nodes}
    whole = replace(asked, unit=unit, labels=labels)
    return replace(whole, wants=tuple(_wants(whole, ontology)))


def _wants(asked: Asked, ontology: Ontology) -> list[str]:
    wants = [] if asked.measure is not None else ["measure"]
    wants += [part for part in asked.candidates if part != "measure"]
    if asked.measure is not None:
        placed = "place" in asked.dimensions or "place" in asked.candidates
        wants += ["place"] if not placed and needs_place(asked.measure, ontology) else []
        wants += ["unit"] if asked.value is not None and not fits(asked.measure, asked.unit, asked.operation, ontology) else []
    wants += ["period"] if asked.period is None else []
    wants += ["figure"] if asked.value is None else []
    wants += ["base"] if asked.operation in COMPARING and not asked.base else []
    return wants


def needs_place(measure: ox.NamedNode, ontology: Ontology) -> bool:
    """Whether the measure is counted for a place: its definition speaks of "the place", or its name holds one."""
    definition = ontology.one(measure, SKOS_.definition)
    text = definition.value if definition is not None else ""
    return "the place" in text or re.search(r"\b(in|to) the U\.S\.", ontology.label(measure)) is not None


def fits(measure: ox.NamedNode, unit: ox.NamedNode | None, operation: str | None, ontology: Ontology) -> bool:
    """Whether a figure in this unit can be one of the measure; a derived figure may be in a unit of its own."""
    default = ontology.one(measure, NK.unit)
    if unit is None or default is None or unit == default:
        return True
    if operation is not None and unit.value in _RELATIVE_UNITS:
        return True
    known = ontology.units.get(unit.value), ontology.units.get(default.value)
    return known[0] is not None and known[1] is not None and known[0].base == known[1].base


def missing(asked: Asked) -> list[str]:
    """Plain questions, one for each part that is missing, ambiguous or was not understood; none where all is clear."""
    asks = [_QUESTIONS[want](asked) if want in _QUESTIONS else _which(asked, want) for want in asked.wants]
    if asked.unread:
        shown = ", ".join(f'"{words}"' for words in asked.unread[:_SHOWN])
        more = f" and {len(asked.unread) - _SHOWN} more" if len(asked.unread) > _SHOWN else ""
        asks.append(f"What about {shown}{more}? Not understood. Leave it out, or say it with options.")
    return asks


def _which(asked: Asked, part: str) -> str:
    nodes = asked.candidates[part]
    choices = " or ".join(f"{asked.labels.get(n.value, vocab.local(n))} (--{part} {vocab.local(n)})" for n in nodes[:_SHOWN])
    more = f" or one of {len(nodes) - _SHOWN} others" if len(nodes) > _SHOWN else ""
    words = asked.words(part)
    subject = f'"{words}"' if words else "It"
    return f"Which {part}? {subject} may be {choices}{more}."


def _measure(asked: Asked) -> str:
    if "measure" in asked.candidates:
        return _which(asked, "measure").replace("may be", "prints", 1)
    return "Which measure? No word of the sentence prints one. Name it: --measure arrivals."


def _period(asked: Asked) -> str:
    if asked.undated:
        return f'When was it said? "{asked.undated}" depends on it: --on DATE, or give the period: --period 2014.'
    return "For which time? Name it: --period 2014, --period 2015-01/2015-05, --period 2006/.. (since 2006)."


def _base(asked: Asked) -> str:
    if asked.operation == "share":
        return "Of what is it a share? Say of whom: --base sex=all, --base population=everyone."
    return f"Against what is the {asked.operation}? Name the time that it is compared with: --base period=2011."


def _unit(asked: Asked) -> str:
    unit, measure = (vocab.local(n).replace("-", " ") if n else "it" for n in (asked.unit, asked.measure))
    return f"In which unit? A figure in {unit} is none of {measure}. Name another with --unit, or another --measure."


_QUESTIONS: dict[str, Callable[[Asked], str]] = {
    "measure": _measure,
    "period": _period,
    "base": _base,
    "place": lambda asked: (
        _which(asked, "place") if "place" in asked.candidates else "Where? Name the place: --place south-korea."
    ),
    "figure": lambda _: 'Which figure? Give one number, with its hedge: 1,514 or "about 30,000".',
    "unit": _unit,
}


def in_words(asked: Asked, ontology: Ontology) -> str:
    """How it was read: "arrivals; South Korea; calendar year 2014; exactly 1,514 (no hedge word)"."""
    label = ontology.label(asked.measure) if asked.measure else ""
    measure = label if label[:2].isupper() or not label or _proper(label) else label[0].lower() + label[1:]
    parts = [measure or "measure not known"]
    for name, node in sorted(asked.dimensions.items(), key=lambda d: (d[0] != "place", d[0])):
        parts.append(f"{'to ' if name == 'partner' else ''}{ontology.label(node)}")
    parts.append(_time(asked.period) if asked.period else "time not known")
    if asked.operation is not None:
        against = [v if isinstance(v, str) else f"{k} {ontology.label(v)}" for k, v in sorted(asked.base.items())]
        words = ontology.label(ox.NamedNode(OPERATIONS + asked.operation))
        per = {"P1M": " month", "P1Y": " year", "P1D": " day", "P1W": " week"}.get(asked.per or "", "")
        parts.append(f"{words}{per}" + (f" against {', '.join(against)}" if against else ""))
    parts.append(_figure(asked, ontology))
    return "; ".join(parts)


def _proper(label: str) -> bool:
    """Whether a label begins with a name, which keeps its capital: "North Koreans …", "U.S. states …"."""
    return re.match(r"[A-Z]\S*\s+[A-Z]|[A-Z]\.", label) is not None


def _time(period: str) -> str:
    return f"calendar year {period}" if re.fullmatch(r"[0-9]{4}", period) else quantities.in_words(period)


def _figure(asked: Asked, ontology: Ontology) -> str:
    if asked.value is None:
        return "figure not known"
    scale = {10**6: " million", 10**9: " billion", 10**12: " trillion"}.get(asked.scale, "")
    factor = 1 if scale else asked.scale
    joint = " and " if asked.modality == "between" else " to "
    numbers = joint.join(f"{_plain(n * factor)}" for n in (asked.value, asked.to) if n is not None) + scale
    shown = asked.unit is not None and not (asked.unit.value in ontology.units and ontology.units[asked.unit.value].counted)
    unit = f" {ontology.label(asked.unit)}" if asked.unit is not None and shown else ""
    unit = " of the whole" if unit == " fraction" else unit
    if asked.modality == "exactly":
        return f"exactly {numbers}{unit} (no hedge word)"
    hedge = ontology.label(ox.NamedNode(f"{vocab.ROOT}modalities/{asked.modality}"))
    hedge += " of" if asked.modality == "order" else ""
    return f"{hedge} ({numbers})" if asked.modality == "dozen" else f"{hedge} {numbers}{unit}"


def _plain(number: Decimal) -> str:
    """With commas; a fraction only where there is one: 1,400, not 1,400.0 (but 52.0 percent stays as printed)."""
    return f"{number.to_integral_value() if number >= 1000 and number == number.to_integral_value() else number:,f}"
