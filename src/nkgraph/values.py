"""Values against words, without the copies: numbers, hedges, units, scales, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import pyoxigraph as ox

from nkgraph import bindings, numerals, periods, vocab
from nkgraph.claims import Article, Claim, Copy, Corpus, Mention, Stretch
from nkgraph.fault import Fault
from nkgraph.numerals import Printed
from nkgraph.ontology import Ontology
from nkgraph.turtle import Document
from nkgraph.vocab import NK, SDO

_NUMERIC = (NK.value, NK.from_, NK.to, NK.perCount, NK.scale)
_ALLOWED = (vocab.XSD + "integer", vocab.XSD + "decimal")
_RELATIVE = {"share", "ratio"}  # these have no unit of their measure
_OFTEN_RELATIVE = {"increase", "decrease", "difference"}  # these may have either
_PARTS_OF = {"percent", "fraction", "times"}  # units of a figure that is told of another, or against it
_TIMES = re.compile(r"\btimes\b|fold\b|배")
_OPERATION = (
    "Write: nk:operation operation:share ; nk:base [ … ] for a part of a whole; operation:increase, decrease, ratio or "
    "mean-per for what is told otherwise; in the base only what differs, such as nk:sex sex:all."
)
_NO_NUMBER = {"presence", "no-data"}
_STARTS = {"period": NK.periodStart, "authority": NK.authorityStart}
_PARTS = (
    (NK.periodStart, NK.periodEnd, NK.periodWording),
    (NK.authorityStart, NK.authorityEnd, NK.authorityWording),
)
_DAYS = re.compile(r"(?P<first>\d\d?)[/.](?P<second>\d\d?)[/.](?P<year>\d{4})")  # 12/07/2015 and 22.11.2026
_LOOSE_DAY = re.compile(r"(\d{4})[-/.](\d\d?)[-/.](\d\d?)")
_DAY_IN_WORDS = re.compile(
    r"(?:(?P<early>\d\d?) )?(?P<month>[A-Z][a-z]{2,8})\.? (?:(?P<day>\d\d?)(?:st|nd|rd|th)?,? )?(?P<year>\d{4})"
)
_YEARS = re.compile(r"(\d{4}) ?[-–] ?(\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def check(corpus: Corpus, ontology: Ontology) -> Iterator[Fault]:
    """Every value that is ill-typed, impossible, or not what its words say."""
    seen: set[str] = set()
    for claim in corpus.claims:
        if claim.subject not in seen and not _named_twice(claim):  # the members of nk:each share what was typed
            seen.add(claim.subject)
            yield from _ClaimCheck(claim, ontology).faults()
            yield from bindings.check(claim, corpus, ontology)
            yield from _corrected(claim)
    for breakdown in corpus.breakdowns.values():
        if breakdown.header is not None:
            yield from _order(breakdown.document, breakdown.header.figure)
    for document, stretch in corpus.not_figures:
        yield from _order(document, stretch)
    for article in corpus.articles.values():
        yield from _date(article, SDO.datePublished, article.published)
        yield from _corrected(article)
    for copy in corpus.copies.values():
        yield from _date(copy, NK.filed, copy.filed)


def _named_twice(claim: Claim) -> bool:
    """Whether two claims go by one name: what they say together is no fault of either, and `name-twice` is told."""
    types = [o for p, o in claim.document.typed.get(claim.subject, ()) if p == vocab.RDF_TYPE]
    return len(types) > len(set(types))


def _order(document: Document, stretch: Stretch | None) -> Iterator[Fault]:
    if stretch is not None and 0 <= stretch.end <= stretch.start:
        line = document.line(stretch.node, _STARTS.get(stretch.kind, NK.start).value)
        what = f"<{stretch.node.rsplit('/', 2)[-2]}>: The characters end ({stretch.end}) before they begin ({stretch.start})."
        remedy = "Look at the two numbers again."
        if stretch.wording is not None and stretch.start - stretch.end == len(stretch.wording):
            remedy = f"Turn the two round: the start is {stretch.end}, the end {stretch.start}."
        yield Fault(document.path, line, "mention-order", what, remedy)


def _corrected(thing: Article | Claim) -> Iterator[Fault]:
    for correction, on in ((thing.retraction, NK.retractedOn), (thing.erratum, NK.erratumOn)):
        if correction is not None:
            yield from _date(thing, on, correction.on)


def _date(thing: Article | Claim | Copy, predicate: ox.NamedNode, text: str | None) -> Iterator[Fault]:
    if text is None:
        return
    try:
        periods.parse(text)
    except periods.PeriodError as error:
        document, subject = thing.document, thing.subject if isinstance(thing, Claim) else thing.iri.value
        what, _, remedy = str(error).partition(". ")
        remedy = _as_edtf(text) or remedy
        yield Fault(document.path, document.line(subject, predicate.value), "date-invalid", what + ".", remedy)


def _as_edtf(text: str) -> str | None:
    """What to type for a date that is written as people write dates."""
    meant: list[str] = []
    if found := _DAYS.fullmatch(text):
        pairs = ((found["second"], found["first"]), (found["first"], found["second"]))
        meant = [f"{found['year']}-{month:0>2}-{day:0>2}" for month, day in pairs if int(month) <= 12]
    elif found := _LOOSE_DAY.fullmatch(text):
        meant = [f"{found[1]}-{found[2]:0>2}-{found[3]:0>2}"]
    elif found := _YEARS.fullmatch(text):
        meant = [f"{found[1]}/{found[2]}"]
    elif (found := _DAY_IN_WORDS.fullmatch(text)) and found["month"][:3].lower() in _MONTHS:
        month, day = _MONTHS.index(found["month"][:3].lower()) + 1, found["early"] or found["day"]
        meant = [f"{found['year']}-{month:02}" + (f"-{day:0>2}" if day else "")]
    choices = [f'"{edtf}"' for edtf in dict.fromkeys(meant) if _is_edtf(edtf)]
    return f"Write: {' or '.join(choices)}{', whichever is meant' if len(choices) > 1 else ''}." if choices else None


def _is_edtf(text: str) -> bool:
    try:
        periods.parse(text)
    except periods.PeriodError:
        return False
    return True


class _ClaimCheck:
    """The checks of one typed claim."""

    def __init__(self, claim: Claim, ontology: Ontology) -> None:
        self.claim, self.ontology = claim, ontology
        self.lexicon = ontology.lexicon
        self.name = claim.name
        self.series = claim.operation is not None and f"{vocab.ROOT}operations/{claim.operation}" in ontology.unbounded

    def faults(self) -> Iterator[Fault]:
        yield from self._datatypes()
        yield from self._periods()
        whole = list(self._number())
        yield from whole
        yield from self._typed_unit()
        for mention in self.claim.mentions:
            yield from self._halves(mention)
            for stretch in (mention.figure, mention.period, mention.authority):
                yield from _order(self.claim.document, stretch)
            if not whole and mention.figure.wording is not None:
                yield from self._wording(mention, mention.figure.wording)

    def _fault(self, predicate: ox.NamedNode, code: str, what: str, remedy: str) -> Fault:
        claim = self.claim
        return Fault(claim.document.path, claim.line(predicate), code, f"{self.name}: {what}", remedy)

    def _has(self, subject: str, predicate: ox.NamedNode) -> bool:
        return any(p == predicate for p, _ in self.claim.document.typed.get(subject, ()))

    def _mention_fault(self, mention: Mention, predicate: ox.NamedNode, code: str, what: str, remedy: str) -> Fault:
        document = self.claim.document
        line = document.line(mention.figure.node, predicate.value)
        return Fault(document.path, line, code, f"{self.name}: {what}", remedy)

    def _halves(self, mention: Mention) -> Iterator[Fault]:
        """The words of a period or an authority of which start, end or wording is missing: nothing would be bound."""
        typed = {p for p, _ in self.claim.document.typed.get(mention.figure.node, ())}
        for parts in _PARTS:
            there, missing = [p for p in parts if p in typed], [p for p in parts if p not in typed]
            if there and missing:
                names = " and ".join(f"nk:{vocab.local(p)}" for p in missing)
                what = f"nk:{vocab.local(there[0])} stands without {names}."
                yield self._mention_fault(
                    mention, there[0], "words-half-bound", what, f"Write {names} beside it, or delete it."
                )

    def _datatypes(self) -> Iterator[Fault]:
        document = self.claim.document
        for p, o in document.typed.get(self.claim.subject, ()):
            if p in _NUMERIC and isinstance(o, ox.Literal):
                datatype = o.datatype.value
                if datatype.startswith(vocab.XSD) and datatype not in _ALLOWED and _looks_numeric(o.value):
                    what = f"nk:{vocab.local(p)} {o} is typed as {datatype.rsplit('#', 1)[-1]}."
                    remedy = f"Write the plain number, without quotes or exponent: {_plain(o.value)}."
                    line = document.line_of(self.claim.subject, p.value, o)
                    yield Fault(document.path, line, "number-datatype", f"{self.name}: {what}", remedy)

    def _periods(self) -> Iterator[Fault]:
        claim = self.claim
        for predicate, text in ((NK.period, claim.period), (NK.span, claim.span)):
            if text is not None and not (predicate == NK.period and text == periods.UNSTATED):
                yield from self._period(predicate, text)
        base = claim.base.get("period")
        if isinstance(base, str):
            yield from self._period(NK.base, base)
        if claim.span is not None and claim.period not in (None, periods.UNSTATED):
            yield from self._within_span(claim.period or "", claim.span)

    def _period(self, predicate: ox.NamedNode, text: str) -> Iterator[Fault]:
        try:
            periods.parse(text)
        except periods.PeriodError as error:
            what, _, remedy = str(error).partition(". ")
            yield self._fault(predicate, "period-invalid", what + ".", _as_edtf(text) or remedy)

    def _within_span(self, period: str, span: str) -> Iterator[Fault]:
        try:
            inner, outer = periods.parse(period), periods.parse(span)
        except periods.PeriodError:
            return
        early = outer.start is not None and (inner.start is None or inner.start < outer.start)
        late = outer.end is not None and (inner.end is None or inner.end > outer.end)
        if early or late:
            remedy = "nk:period is the member that stands out, nk:span the years it stands out of: one holds the other."
            yield self._fault(NK.period, "period-outside-span", f'"{period}" lies outside the span "{span}".', remedy)

    def _number(self) -> Iterator[Fault]:
        claim = self.claim
        typed = {p for p, _ in claim.document.typed.get(claim.subject, ())}
        ends = NK.from_ in typed, NK.to in typed
        if NK.value in typed and any(ends):
            yield self._fault(
                NK.value, "value-and-range", "It has nk:value and nk:from or nk:to.", "Keep one: a value or a range."
            )
        elif ends in ((True, False), (False, True)):
            end = NK.from_ if ends[0] else NK.to
            yield self._fault(end, "range-half", "A printed range has two ends.", "Write both nk:from and nk:to.")
        elif all(ends):
            if claim.value is not None and claim.to is not None and claim.value > claim.to:
                remedy = f"Turn them round: nk:from {_shown(claim.to)} ; nk:to {_shown(claim.value)}."
                yield self._fault(NK.from_, "from-after-to", f"{claim.value} is more than {claim.to}.", remedy)
        elif NK.value not in typed and claim.modality not in _NO_NUMBER and not self.series:
            remedy = "Write nk:value, or nk:from and nk:to; or nk:modality modality:presence or modality:no-data."
            yield self._fault(NK.value, "number-missing", "It has no number.", remedy)
        elif NK.value in typed and claim.modality in _NO_NUMBER:
            remedy = "Delete nk:value, or the modality."
            yield self._fault(NK.value, "number-needless", f"modality:{claim.modality} goes without a number.", remedy)

    # --- the figure's own words ---------------------------------------------------------------------------------

    def _wording(self, mention: Mention, wording: str) -> Iterator[Fault]:
        claim = self.claim
        unit = vocab.local(claim.unit) if claim.unit else ""
        kind = {"rank": "ordinal", "truth": "truth"}.get(unit, "cardinal")
        printed = numerals.numbers(wording, self.lexicon, kind)
        if claim.modality in _NO_NUMBER:
            if any(c.isdigit() for c in wording):
                what = f'The wording "{wording}" prints a number.'
                yield self._mention_fault(mention, NK.wording, "value-differs", what, "Give it as nk:value.")
            return
        if claim.value is None:
            return
        differs = list(self._values(wording, printed))
        yield from differs or self._whole()
        several = bool(differs) and len(printed) > 1  # then it is not certain which of them the hedge is of
        if not self.series and not several:
            yield from self._modality(wording, printed)
        yield from self._unit(wording)

    def _values(self, wording: str, printed: list[Printed]) -> Iterator[Fault]:
        claim = self.claim
        expected = [claim.value, claim.to] if claim.ranged else [claim.value]
        found = [p.number for p in printed]
        if claim.per_count is not None:
            expected, found = sorted([claim.value, claim.per_count]), sorted(found)  # type: ignore[type-var]
        if found != expected:
            shown = " and ".join(_shown(n) for n in found) or "no number"
            stored = " and ".join(_shown(n) for n in expected if n is not None)
            predicate = NK.from_ if claim.ranged else NK.perCount if claim.per_count in expected[1:] else NK.value
            predicate = next((p for p, a, b in self._parts(expected, found) if a != b), predicate)
            what = f'The wording "{wording}" prints {shown}, the claim says {stored}.'
            yield self._fault(predicate, "value-differs", what, f"{self._to_type(found, predicate)}; or mend the wording.")
            return
        yield from self._places(wording, printed)
        yield from self._scale(printed)

    def _to_type(self, found: list[Decimal], predicate: ox.NamedNode) -> str:
        """What to type for the numbers that are printed."""
        if len(found) == 1 and predicate == NK.value:
            return f"Write: nk:value {_shown(found[0])}, as printed"
        if len(found) == 2 and not self.claim.ranged and self.claim.per_count is None:
            a, b = map(_shown, found)
            return f"Write: nk:from {a} ; nk:to {b} for a range, or nk:value {a} ; nk:perCount {b} for so many of so many"
        return "Type the number that is printed"

    def _places(self, wording: str, printed: list[Printed]) -> Iterator[Fault]:
        """A number with noughts behind the point that are not printed: 1277.0 is a rounding, 1,277 a count."""
        claim = self.claim
        if len(printed) == 1 and claim.value is not None and not _decimals(printed[0].number) and _decimals(claim.value):
            what = f'nk:value {claim.value} has decimals that the wording "{wording}" does not print.'
            yield self._fault(NK.value, "value-differs", what, f"Write: nk:value {_shown(claim.value)}.")

    def _scale(self, printed: list[Printed]) -> Iterator[Fault]:
        claim, headed = self.claim, None
        scale = max((p.scale for p in printed), default=1)
        if scale == 1 and claim.breakdown and claim.breakdown.header and (words := claim.breakdown.header.figure.wording):
            heads = numerals.numbers(words, self.lexicon)
            scale = next((int(h.number) for h in heads if h.number >= 1000), 1)
            headed = claim.breakdown if scale > 1 else None
        if scale == claim.scale:
            return
        what = f"The words give the scale {scale}, the claim {claim.scale}."
        remedy = f"Write: nk:scale {scale}." if scale > 1 else "Delete nk:scale, or give the breakdown its nk:header."
        if headed is not None and not self._has(claim.origin["scale"], NK.scale):
            line = claim.document.line(headed.iri.value)
            yield Fault(claim.document.path, line, "scale-differs", f"<{vocab.local(headed.iri)}>: {what}", remedy)
        else:
            yield self._fault(NK.scale, "scale-differs", what, remedy)

    def _parts(
        self, expected: list[Decimal | None], found: list[Decimal]
    ) -> Iterator[tuple[ox.NamedNode, Decimal | None, Decimal]]:
        if len(expected) != len(found):
            return
        if self.claim.ranged:
            yield from zip((NK.from_, NK.to), expected, found, strict=True)
        elif self.claim.per_count is not None:
            yield from (
                (NK.value if e == self.claim.value else NK.perCount, e, f) for e, f in zip(expected, found, strict=True)
            )

    def _modality(self, wording: str, printed: list[Printed]) -> Iterator[Fault]:
        claim = self.claim
        fits = self.lexicon.modality(wording, 1 if claim.per_count is not None else len(printed))
        if fits != claim.modality:
            delete = "Delete nk:modality, or widen the mention to the words that hedge."
            remedy = delete if fits in ("exactly", "between") else f"Write: nk:modality modality:{fits}."
            what = f'The wording "{wording}" says {fits}, the claim {claim.modality}.'
            yield self._fault(NK.modality, "modality-differs", what, remedy)

    def _typed_unit(self) -> Iterator[Fault]:
        """A unit that need not be typed, that nothing printed can bear out, or that says no more than half the figure."""
        claim, default = self.claim, self._unit_of_measure()
        if claim.unit is None or default is None:
            return
        name = f"unit:{vocab.local(claim.unit)}"
        if self._told_of_nothing():
            what = f"{claim.value} in {name} is a part or a multiple, and nothing says of what."
            yield self._fault(NK.unit, "operation-missing", what, _OPERATION)
        elif claim.unit == default:
            if self._needless():
                yield self._fault(NK.unit, "unit-needless", f"{name} is the unit of its measure anyway.", "Delete nk:unit.")
        elif self.series and claim.value is None and vocab.local(claim.unit) != "percent":
            what = f"{name} does not fit a statement about a series without a number."
            yield self._fault(NK.unit, "unit-differs", what, "Delete nk:unit; or write unit:percent, for a series of shares.")

    def _told_of_nothing(self) -> bool:
        """Whether a part or a multiple is printed and typed of a measure that counts, and nothing says of what."""
        claim, default = self.claim, self._unit_of_measure()
        if claim.operation is not None or claim.unit is None or default is None or vocab.local(default) in _PARTS_OF:
            return False
        words = [m.figure.wording for m in claim.mentions if m.figure.wording is not None]
        match vocab.local(claim.unit):
            case "percent":
                return any(claim.unit.value in _signed(w, self.ontology) for w in words)
            case "fraction":
                return claim.value is not None and 0 < claim.value < 1
            case "times":
                return claim.per_count is not None or any(self._multiple(w) for w in words)
        return False

    def _multiple(self, wording: str) -> bool:
        """Whether a wording prints so many times something: "five times", "tripled", "두 배"."""
        known = (self.lexicon.numbers.get(word) for word in re.findall(r"[a-z]+", wording.lower()))
        return any(n is not None and n.kind == "multiple" for n in known) or _TIMES.search(wording) is not None

    def _whole(self) -> Iterator[Fault]:
        """Half a person: the number is as printed, and what is counted comes in whole numbers. A unit that has a sign of its
        own is measured, too: "two and a half days"."""
        claim = self.claim
        unit = self.ontology.units.get(claim.unit.value) if claim.unit is not None else None
        if unit is None or not unit.counted or unit.signs or claim.operation is not None or claim.per_count is not None:
            return
        ends = ((NK.from_, claim.value), (NK.to, claim.to)) if claim.ranged else ((NK.value, claim.value),)
        for predicate, number in ends:
            if number is not None and number * claim.scale % 1:
                what = f"{number} is no whole number of {self.ontology.label(unit.iri)}."
                remedy = f"Choose the measure or the nk:unit that is printed. {_OPERATION}"
                yield self._fault(predicate, "operation-missing", what, remedy)

    def _needless(self) -> bool:
        """Whether the unit is typed, and would be the same if it were not."""
        claim, above = self.claim, self.claim.breakdown.iri.value if self.claim.breakdown else ""
        owner = claim.origin["unit"]
        if not self._has(owner, NK.unit) or claim.operation in _RELATIVE | _OFTEN_RELATIVE:
            return False
        return claim.origin["measure"] == above if owner == above else not self._has(above, NK.unit)

    def _unit(self, wording: str) -> Iterator[Fault]:
        claim = self.claim
        if claim.unit is None or (unit := self.ontology.units.get(claim.unit.value)) is None:
            return
        header = claim.breakdown.header if claim.breakdown else None
        signed = _signed(wording, self.ontology) or (
            _signed(header.figure.wording, self.ontology) if header and header.figure.wording else set()
        )
        name = f"unit:{vocab.local(claim.unit)}"
        if signed and claim.unit.value not in signed:
            wanted = " or ".join(sorted(f"unit:{s.rsplit('/', 1)[-1]}" for s in signed))
            yield self._fault(
                NK.unit, "unit-differs", f'"{wording}" is printed with {wanted}, not {name}.', f"Write: nk:unit {wanted}."
            )
        elif not signed and unit.signs:
            what = f'{name} is not printed in "{wording}".'
            remedy = (
                "Widen the mention to the unit's words, give the breakdown its nk:header, or choose the unit that is meant."
            )
            yield self._fault(NK.unit, "unit-unprinted", what, remedy)
        elif self._told_of_nothing():
            return  # the unit may be right: an operation is missing, and its fault says so
        elif not signed and (fitting := self._fitting_units(wording)) and vocab.local(claim.unit) not in fitting:
            wanted = " or ".join(f"unit:{u}" for u in fitting)
            yield self._fault(NK.unit, "unit-differs", f"{name} does not fit: it is {wanted}.", f"Write: nk:unit {wanted}.")

    def _fitting_units(self, wording: str) -> list[str]:
        """The units, by local name, of a number that is printed without a sign: "half" is a fraction, "triple" is times."""
        claim, default = self.claim, self._unit_of_measure()
        assert claim.value is not None
        relative = "fraction" if claim.value < 1 and not re.search(r"\b(times|fold)\b", wording) else "times"
        if claim.operation in _RELATIVE:
            return [relative]
        if default is None:
            return []
        whole = (claim.value * claim.scale) % 1 == 0 or not self.ontology.units[default.value].counted
        own = [vocab.local(default)]
        return ([*own, relative] if whole else [relative]) if claim.operation in _OFTEN_RELATIVE else own

    def _unit_of_measure(self) -> ox.NamedNode | None:
        default = self.ontology.one(self.claim.measure, NK.unit) if self.claim.measure is not None else None
        return default if isinstance(default, ox.NamedNode) else None


def _signed(wording: str, ontology: Ontology) -> set[str]:
    """The units whose sign or word stands in a wording; "%" within "%p" is none."""
    patterns = ((iri, unit.sign_pattern) for iri, unit in ontology.units.items() if unit.sign_pattern is not None)
    found = [(m.start(), m.end(), iri) for iri, pattern in patterns for m in pattern.finditer(wording)]
    return {iri for a, b, iri in found if not any(c <= a and b <= d and b - a < d - c for c, d, _ in found)}


def _looks_numeric(text: str) -> bool:
    return bool(re.fullmatch(r"[+-]?[\d.,]+(?:[eE][+-]?\d+)?", text))


def _plain(text: str) -> str:
    try:
        return _shown(Decimal(text.replace(",", "")))
    except ArithmeticError:
        return text


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _shown(number: Decimal) -> str:
    return f"{number.normalize():f}"
