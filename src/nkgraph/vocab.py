"""The terms of ontology/nkgraph.ttl that code speaks of, and the namespaces of ontology/prefixes.ttl.

A closed list: `vocab.NK.meausre` is an AttributeError, and a test compares the list with the ontology.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

ROOT = "https://w3id.org/nkgraph/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SCHEMA = "https://schema.org/"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
CLAIMS = ROOT + "claims/"

RDF_TYPE = NamedNode(RDF + "type")
RDF_FIRST = NamedNode(RDF + "first")
RDF_REST = NamedNode(RDF + "rest")
RDF_NIL = NamedNode(RDF + "nil")
RDFS_SUBCLASS = NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
RDFS_LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
QB_DIMENSION = NamedNode("http://purl.org/linked-data/cube#DimensionProperty")
QB_CODELIST = NamedNode("http://purl.org/linked-data/cube#codeList")

_INTEGER = NamedNode(XSD + "integer")
_DECIMAL = NamedNode(XSD + "decimal")


class Terms:
    """The names of one namespace, closed."""

    def __init__(self, namespace: str, names: str) -> None:
        self.namespace = namespace
        self.names = frozenset(names.split())

    def __getattr__(self, name: str) -> NamedNode:
        word = name.rstrip("_")
        if word not in self.names:
            raise AttributeError(f"{word} is not a term of {self.namespace}")
        node = NamedNode(self.namespace + word)
        self.__dict__[name] = node
        return node


NK = Terms(
    ROOT + "ontology#",
    """
    above aboveMember accepted account accountFirst accountLatest accountQuantity accountRoot Acknowledgement
    acknowledges additive Agent agrees apart article asOfDay atLeast atMost attribution authority authorityEnd
    authorityStart authorityWording bareFigure base baseAny baseBest baseOf baseRoot baseUnit because below
    belowMember best bounded boundsOverlap Breakdown by bytes cameTo carried caseArticle caseRoot caseTarget
    changeLooseLower changeLooseUpper changeLower changeTo changeUpper cites Claim claim clashes climbsFirst
    climbsFrom climbsLast climbsTo cluster computedLower computedUpper contradicts Copy copy copyDamaged corpus
    counted cumulative damaged dateBasis datedBefore datedFrom datedTo decided decreaseBase derivationOf Derived
    derivedBase difference divided dropsFirst dropsFrom dropsLast dropsTo each end endDay entry entryArticle
    entryQuantity erratumBecause erratumOn exceeds expect expectOutcome explained factor failsBy fallsMember
    fallsOver filed Finding firstAboveOf firstBelowOf firstDay firstSide fits fitsEarlier fitsHalf fitsLonger
    fitsRunning fitsWhenPrinted fitsWhole flow flowCase flowComplete flowIn flowKnown flowLooseLower flowLooseUpper
    flowLower flowMembers flowReading flowRoot flowsClash flowsExceed flowsShort flowThen flowTotal flowUpper
    Forecast forecastOf formFactor forRoot from gapBase givenBeside half halfMet header held heldThen highestOf
    highMember in inArticle incomplete increaseBase inside insideWhenPrinted items itemsOverlisted itemsUnlisted
    keptWithin kind knownRoot lacking largestOf largestStep lastDay laterFigure laterOnly latestFrom latestTo leads
    lent lentRoot lentSlot lentUntil lessBase listed loneBase loneTop looseLower looseLowerInclusive looseUpper
    looseUpperInclusive lower lowerInclusive lowestOf lowMember meanParts Measure measure meetsCase members
    membersLacking mention misses missesStrictly missing Modality modality moreBase narrow narrowest nearArticles
    nearBy nearMember nearQuantities nearReading newest noData notComparable note notFigure notYetBegun number
    numbers numeralKind numerator ofBreakdown ofGroup ofRule oneClaim oneWith open openUpwards operand Operation
    operation opposing otherChange otherDefinition otherDimension otherKind otherPeriod otherPopulation outcome
    outgrows over overlisted ownBase ownChange ownNumerator partner partOf partsOpen per perCount period periodEnd
    periodStart periodWording place population preposition product publishedLater Quantity quantity quotes ratioBase
    Reading reading Reason reason refuted refutedBy relayed relays reprints retractedBecause retractedOn revised
    risesMember risesOver root roundingAssumed rule run runningTotal scale self series sex sha256 side sign signals
    single slot slotReading slotRoot soundArticle span speaksOf stands standsOut start startDay stated statedIn
    statedItems statement statementOf statementRoot status stepFrom stepTo sumLooseLower sumLooseUpper sumLower
    sumTotal sumUpper supportedBy takesRoot thenCase thenKnown thenLooseLower thenLooseUpper thenLower thenReading
    thenTotal thenUpper threshold to told tooLittle tooMuch topAny topBest topOf topRoot total totals translates
    tried tryBase tryCase tryLooseLower tryLooseUpper tryLower tryOf tryTop tryUpper undetermined Unit unit unlisted
    unstated unsure upper upperInclusive vaguer value varied variedRoot verb via viewAccount viewDay viewLatest
    viewOf width withdrawn withdrawnDay within Wording wording words yearsLacking
    """,
)
SDO = Terms(SCHEMA, "author dateCreated datePublished headline inLanguage publisher url encodingFormat name")
SKOS_ = Terms(SKOS, "prefLabel altLabel broader inScheme hasTopConcept definition ConceptScheme")

ARTICLE_TYPES = frozenset(NamedNode(SCHEMA + name) for name in ("NewsArticle", "BlogPosting", "Report", "Article", "Comment"))
HOPS = (NK.quotes, NK.reprints, NK.translates, NK.cites)


def local(node: NamedNode) -> str:
    """The last part of an IRI: after the last '#' or '/', a trailing '/' ignored."""
    return _last_part(node.value)


@lru_cache(maxsize=4096)  # terms and concepts are asked for it again and again
def _last_part(iri: str) -> str:
    return iri.rstrip("/").replace("#", "/").rsplit("/", 1)[-1]


def decimal(number: Decimal) -> Literal:
    """The one canonical form of a number in the store: xsd:decimal with a point, at most six fraction digits."""
    text = plain(number)
    return Literal(text if "." in text else f"{text}.0", datatype=_DECIMAL)


def whole(number: int) -> Literal:
    """A whole number: a day, a count of characters or of members."""
    return Literal(str(number), datatype=_INTEGER)


def plain(number: Decimal) -> str:
    """A decimal without trailing zeros or exponent."""
    return f"{number.normalize():f}"
