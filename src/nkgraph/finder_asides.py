"""Numbers that are no figures, known by their form: endnotes, addresses, footnote marks, laws, names, list and page numbers.

Pure, and linear in the text. English and Korean. What cannot be told by form is left to the other readers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nkgraph.finder_drafts import Draft, Numbers, no_figure

_NOTES_HEAD = re.compile(
    r"^[ \t]*+(?:endnotes?|footnotes?|references|bibliography|works cited|sources|notes|각주|미주|참고\s?문헌)[ \t]*:?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_LINE = re.compile(r"[^\n]*\n?")
_NOTE = re.compile(r"[ \t]*(?:\[?[0-9]{1,3}[\].)]|[*†]|[A-Z][\w'’-]+, [A-Z][\w.]*[ ,.])")
_ADDRESS = re.compile(
    r"https?://[^\s<>\"]{1,2000}|www\.[^\s<>\"]{1,2000}|doi:\s?[^\s]{1,300}|\b10\.[0-9]{4,9}/[^\s]{1,300}"
    r"|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{1,64}|\b(?:ISBN|ISSN|PMID|arXiv)\b[\s:]{0,3}[0-9][0-9Xx.–-]{3,24}",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"^[ \t]*+(?:(?:©|\(c\)|copyright)[^\n]{0,160}|archive for\b[^\n]{0,120}|page [0-9]+(?: of [0-9]+)?"
    r"|[0-9,]+ (?:responses?|comments?|replies|shares|views|likes|tweets)\b[^\n]{0,120}"
    r"|(?:tags?|categories|category|filed under):[^\n]{0,200}"
    r"|\[?[0-9]{1,3}[.\])]{1,2}[ \t]+(?:\[…\]|\[\.\.\.\])|[^\n]{0,80}\ball rights reserved\b[^\n]{0,80}"
    r"|[0-9]+ min(?:ute)?s? read|\(?(?:끝|ⓒ)[^\n]{0,80})",
    re.IGNORECASE | re.MULTILINE,
)
_SURE_MARK = re.compile(
    r"(?:(?<=[^\W\d_][.,;:!?”\"’)])|(?<=[”\"’)][.,;]))(?P<a>[0-9]{1,3})(?=[\s\]]|$)|(?<=[\w.,;”\"’)])\[(?P<b>[0-9]{1,3})\]"
)
_GLUED_MARK = re.compile(
    r"(?<![0-9.,])[0-9]{1,3}(?:,[0-9]{3})*\.(?P<a>[0-9]{1,3})(?=\s+[A-Z“\"]|\s*$|\n)"
    r"|(?<![0-9.,])(?:1[6-9]|20)[0-9]{2}\.(?P<b>[0-9]{1,3})(?=\s+[A-Z“\"]|\s*$|\n)",
    re.MULTILINE,
)
_LAW = re.compile(
    r"\b(?:articles?|sections?|paragraphs?|paras?\.|clauses?|sub-?sections?|§{1,2}|chapters?|title|amendments?|regulations?"
    r"|resolutions?|directive|annex|law no\.|act no\.|rule|case no\.|no\. [0-9]+ of)\s{0,2}"
    r"(?P<n>[0-9]+(?:\.[0-9]+)?[a-z]?(?:\([0-9a-z]\))*(?:\s?[-–/]\s?[0-9]+)?(?:(?:,| and| or|, and) [0-9]+)*(?:/[0-9]+)?)"
    r"|제\s?(?P<k>[0-9]+(?:조|항|호|장)(?:의\s?[0-9]+)?(?:\s?(?:제\s?)?[0-9]+(?:항|호))*)"
    r"|\b(?:(?:First|Second|Fifth|Sixth|Fourth|Eighth|Tenth|Third)(?= Amendment\b))",
    re.IGNORECASE,
)
_YEAR = r"(?:1[6-9]|20)[0-9]{2}"
_CAPITALS = r"(?:[A-Z][\w’'-]*|[A-Z]\.)"
_NAMED_YEAR = re.compile(
    rf"\b[Tt]he (?P<a>{_YEAR})(?: and (?P<b>{_YEAR}))? (?P<name>{_CAPITALS}(?:[ -](?:{_CAPITALS}|of|on|the|and|for))*)"
    rf"|\b(?P<law>{_CAPITALS}(?: (?:{_CAPITALS}|of|on|the|and|for)){{0,8}}?) of (?P<c>{_YEAR})\b"
    rf"|\b(?P<act>(?:{_CAPITALS} ){{0,6}}(?:Act|Code|Constitution|Treaty|Convention|Protocol|Accords?|Agreement))"
    rf" (?P<d>{_YEAR})\b"
)
_LEGAL = re.compile(r"\b(?:Acts?|Laws?|Bill|Code|Constitution|Treaty|Treaties|Agreement|Accords?|Convention|Protocol|Decree|"
                    r"Directive|Regulation|Ordinance|Statute)\b")  # fmt: skip
_NOT_LAW = frozenset(
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Spring",
        "Summer",
        "Autumn",
        "Fall",
        "Winter",
    ]
)
_LETTERS = re.compile(
    r"(?<![\w.$])(?P<a>[A-Z][A-Za-z]{0,11}+-?[0-9]{1,4}+(?:[A-Za-z][A-Za-z0-9]{0,3}|-[0-9]{1,3})?)(?![\w,]|\.[0-9])"
    r"|(?<![\w.,$])(?P<b>[0-9]{1,2}(?:G|D|K|P|W|A|B|C|E|F)|[0-9]{1,3}[A-Z]{2,4})(?!\w)"
)
_SCALED = re.compile(r"(?:US|USD|EUR|GBP|KRW|JPY|CNY|CHF)[0-9]")
_DESIGNATED = re.compile(
    r"\b(?:Room|Bureau|Office|Route|Highway|Interstate|Flight|Channel|Radio|Boeing|Airbus|Apollo|Windows|Formula|Chapter|Unit"
    r"|Building|Phase|Level|Terminal|Gate|Platform|Line|Type|Class|Group|Zone|Area|Camp|District|Precinct|Ward|Lot|Pier|Exit"
    r"|Figure|Fig\.|Table|Chart|Box|Part|Volume|Vol\.|Issue|Episode|Season|Version|Grade|Category|Tier|Runway|Reactor|Lane"
    r"|Court|Number|No\.|Nos\.|Psalm|Studio|Model|Mark|Day|Stage|Heat|Lake|Pool)\s"
    r"(?P<n>[0-9]{1,4}[A-Za-z]?(?:\.[0-9]{1,2})?|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)(?![\w%]|,[0-9])"
)
_WORD_NAME = re.compile(
    r"\b[Tt]he (?P<a>First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|One|Two|Three|Four|Five|Six|Seven|Eight"
    r"|Nine|Ten|Twelve)(?=[ -][A-Z])|\b(?P<b>Ground Zero|Double Eleven|Big Four|Big Three|Group of [A-Z][a-z]+)\b"
)
_FIXED = re.compile(
    r"\b(?P<a>(?:one|two|three|four)-(?:way|sided|state|time|off|tier|track|faced|step|party|piece|dimensional|pronged|fold\b))"
    r"|\b(?P<b>9/11|24/7|fifty-fifty|50-50)\b|\bon the (?P<c>one) hand\b|\b(?P<d>zero)(?:-sum|[ -]tolerance|[ -]day)\b"
    r"|(?P<e>(?:\+\s?)?\(?\b[0-9]{2,4}\)?-[0-9]{3,4}-[0-9]{4})\b"
    r"|\b(?P<f>half)[ -](?:way|time|hearted|brother|sister|past|mast)\b"
    r"|\b(?:at )(?P<g>once)\b|\b(?P<h>once)\b|\b(?P<i>double) (?:standards?|agents?|check)\b",
    re.IGNORECASE,
)
_LIST_MARK = re.compile(r"^[ \t]*+(?P<n>\(?[0-9]{1,2}[.)])(?=[ \t]+[^\W\d_\[])", re.MULTILINE)


def endnotes(text: str, numbers: Numbers) -> Iterator[Draft]:
    """Each entry below a heading such as "Endnotes", from its first number to its last."""
    after = 0
    for head in _NOTES_HEAD.finditer(text):
        if head.start() < after:
            continue
        at = head.end()
        for line in _LINE.finditer(text, at):
            start, end = line.span()
            if line.group().strip() and _NOTE.match(line.group()) is None:
                break
            after = end
            if (reach := numbers.reach(start, end)) is not None:
                yield no_figure(*reach, "endnote")


def addresses(text: str, numbers: Numbers) -> Iterator[Draft]:
    """Addresses of pages and letters, DOIs, ISBNs."""
    for m in _ADDRESS.finditer(text):
        if (reach := numbers.reach(*m.span())) is not None:
            yield no_figure(*reach, "endnote")


def furniture(text: str, numbers: Numbers) -> Iterator[Draft]:
    """Lines that belong to the page and not to the article."""
    for m in _FURNITURE.finditer(text):
        if (reach := numbers.reach(*m.span())) is not None:
            yield no_figure(*reach, "page-furniture")


def footnote_marks(text: str) -> Iterator[Draft]:
    """Marks glued to words, and, where they go on counting, marks glued to numbers: "300,000.21" after mark 20."""
    found = [(m.start(g), m.end(g), sure) for sure, pattern in ((True, _SURE_MARK), (False, _GLUED_MARK))
             for m in pattern.finditer(text) if (g := m.lastgroup) is not None]  # fmt: skip
    marks: list[tuple[int, int]] = []
    doubtful: list[tuple[int, int]] = []  # before the first sure one
    last = sure_ones = 0
    for start, end, sure in sorted(found):
        number = int(text[start:end])
        if number == last + 1 or (sure and last < number <= last + 3):
            last = number
            (marks if sure or sure_ones else doubtful).append((start, end))
            sure_ones += sure
    if sure_ones >= 1 and sure_ones + len(marks) > 1:
        yield from (no_figure(start, end, "footnote-mark") for start, end in [*doubtful, *marks])


def laws(text: str) -> Iterator[Draft]:
    """Numbers and years of laws, articles, paragraphs; years that begin a name."""
    for m in _LAW.finditer(text):
        group = m.lastgroup
        yield no_figure(*(m.span(group) if group else m.span()), "name-of-a-law")
    for m in _NAMED_YEAR.finditer(text):
        if m["a"]:
            reason = "name-of-a-law" if _LEGAL.search(m["name"]) else "name"
            if m["name"].split()[0] not in _NOT_LAW:
                yield from (no_figure(*m.span(g), reason) for g in ("a", "b") if m[g])
        elif m["d"] or (_LEGAL.search(m["law"]) and m["law"].split()[0] not in _NOT_LAW):
            yield no_figure(*m.span("d" if m["d"] else "c"), "name-of-a-law")


def names(text: str) -> Iterator[Draft]:
    """Names that hold a number, and words that stand for none: "G7", "COVID-19", "Room 39", "on the one hand"."""
    for m in _LETTERS.finditer(text):
        if not _SCALED.match(m.group()):
            yield no_figure(*m.span(), "name")
    for pattern, reason in ((_DESIGNATED, "name"), (_WORD_NAME, "name"), (_FIXED, "other")):
        for m in pattern.finditer(text):
            yield no_figure(*m.span(m.lastgroup or 0), reason)


def list_marks(text: str) -> Iterator[Draft]:
    """The numbers that count the items of a list."""
    for m in _LIST_MARK.finditer(text):
        yield no_figure(*m.span("n"), "ordinal")
