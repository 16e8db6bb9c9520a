"""Small pieces of Turtle, after the categories of the W3C test suite: what must be read, and what refused, at which line."""

from __future__ import annotations

from dataclasses import dataclass

HEAD = "@base <https://example.org/> .\n@prefix : <https://example.org/#> .\n"


@dataclass(frozen=True)
class Accepted:
    """A piece that is read, and how many triples it has. It stands below HEAD unless it brings its own."""

    name: str
    text: str
    triples: int


@dataclass(frozen=True)
class Refused:
    """A piece that is refused, the line (HEAD counted) and some words of the message."""

    name: str
    text: str
    line: int
    words: str


ACCEPTED = (
    Accepted("nothing but a comment", "# nothing", 0),
    Accepted("IRIs, one triple", "<s> <p> <o> .", 1),
    Accepted("IRIs with escapes", "<\\u0073> <p> <\\U0000006F> .", 1),
    Accepted("IRIs of other schemes", "<urn:a:b> <mailto:a@b> <tag:a,2015:b> .", 1),
    Accepted("an empty IRI, which is the base", "<> <p> <> .", 1),
    Accepted("a new base halfway", "<s> <p> <o> .\n@base <https://example.com/> .\n<s> <p> <o> .", 2),
    Accepted("BASE and PREFIX without dots", "BASE <https://e/>\nPREFIX x: <#>\n<s> x:p x:o .", 1),
    Accepted("prefixes in any case of letters", "pReFiX x: <#>\nx:s x:p x:o .", 1),
    Accepted("a prefix declared again", "@prefix : <https://example.com/#> .\n:s :p :o .", 1),
    Accepted("an empty local name", ": : : .", 1),
    Accepted("local names with dots, colons and digits", ":a.b :c:d :1 .", 1),
    Accepted("local names with escapes", ":a\\,b :p\\~q :%41 .", 1),
    Accepted("names beyond Latin letters", ":통일부 :é :\u0645 .", 1),
    Accepted("a for rdf:type", "<s> a <o> .", 1),
    Accepted("lists of predicates and objects", "<s> <p> <a>, <b> ; <q> <c> .", 3),
    Accepted("repeated and trailing semicolons", "<s> <p> <a> ;; <q> <b> ; .", 2),
    Accepted("four kinds of quotes", "<s> <p> 'a', \"b\", '''c''', \"\"\"d\"\"\" .", 4),
    Accepted("long strings with quotes and newlines", '<s> <p> """a "b" ""c\nd""" .', 1),
    Accepted("string escapes", '<s> <p> "\\t\\b\\n\\r\\f\\"\\\'\\\\\\u0041\\U00000041" .', 1),
    Accepted("language tags and datatypes", '<s> <p> "a"@en, "b"@ko-KR, "1"^^<d>, "2"^^:d .', 4),
    Accepted("numbers and booleans", "<s> <p> 1, -1, +1, 1.5, .5, 1e3, -1.5E-3, 01, true, false .", 10),
    Accepted("a number before the dot", "<s> <p> 1.", 1),
    Accepted("blank nodes in brackets", "<s> <p> [], [ <q> [ <r> 1 ] ] .", 4),
    Accepted("a labelled blank node with one owner", "<s> <p> _:b .\n_:b <q> 1 .", 2),
    Accepted("lists, empty and nested", "<s> <p> (), (1 (2) ()) .", 10),
    Accepted("comments at the ends of lines", "<s> # a\n<p> # b\n<o> # c\n. # d", 1),
    Accepted("signs of comments within IRIs and strings", '<s#a> <p> "#b" .', 1),
    Accepted("no space where none is needed", "<s><p><o>,(1),[<q>'a'].", 6),
    Accepted("signs of RDF 1.2 in strings and comments", '<s> <p> "<< {|", <a~b> . # <<\n<s> <q> """\nversion "1" """ .', 3),
)  # fmt: skip

REFUSED = (
    Refused("a triple without its dot", "<s> <p> <o>", 3, "Unexpected end"),
    Refused("a triple without its dot, another below", "<s> <p> <o>\n<s> <q> <o> .", 3, "dot is expected"),
    Refused("a property without its semicolon", "<s> <p> 1\n  <q> 2 .", 4, "dot is expected"),
    Refused("a subject alone", "<s> .", 3, "predicate"),
    Refused("a predicate without object", "<s> <p> .", 3, "object"),
    Refused("a comma before the dot", "<s> <p> <o> , .", 3, "object"),
    Refused("a literal as subject", '"s" <p> <o> .', 3, "subject"),
    Refused("a literal as predicate", '<s> "p" <o> .', 3, "predicate"),
    Refused("a blank node as predicate", "<s> _:p <o> .", 3, "predicate"),
    Refused("a as subject", "a <p> <o> .", 3, "subject"),
    Refused("a prefix nobody declared", "<s> <p> <o> .\n\nx:s <p> <o> .", 5, "prefix"),
    Refused("a prefix without colon", "@prefix x <#> .", 3, "prefix"),
    Refused("a prefix without its dot", "@prefix x: <#>\n<s> <p> <o> .", 3, "dot"),
    Refused("PREFIX with a dot", "PREFIX x: <#> .\n<s> <p> <o> .", 3, "subject"),
    Refused("a base that is no IRI", "@base https://e/ .", 3, "base"),
    Refused("an IRI with a space", "<s> <p>\n <a b> .", 4, "IRI"),
    Refused("an IRI with a brace", "<s> <p> <a{b> .", 3, "IRI"),
    Refused("an IRI with a bad escape", "<s> <p> <\\u00ZZ> .", 3, "escape"),
    Refused("an IRI that is not closed", "<s> <p> <o .", 3, "end of file"),
    Refused("a string that is not closed", '<s> <p> "o .', 3, "end of file"),
    Refused("a long string that is not closed", '<s> <p> """o .\n<s> <q> 1 .', 3, "end of file"),
    Refused("a newline in a short string", '<s> <p> "a\nb" .', 3, "line jumps"),
    Refused("an escape that is none", '<s> <p> "a\\x41" .', 3, "escape"),
    Refused("half a surrogate pair", '<s> <p> "\\uD800" .', 3, "unicode"),
    Refused("a language tag with an underscore", '<s> <p> "a"@en_US .', 3, "character 'U'"),
    Refused("a datatype that is a string", '<s> <p> "1"^^"d" .', 3, "datatype"),
    Refused("brackets that are not closed", "<s> <p> [ <q> 1 .\n<t> <p> 2 .", 3, "]"),
    Refused("a list that is not closed", "<s> <p> ( 1 2 .\n<t> <p> 2 .", 3, "object"),
    Refused("a number with two dots", "<s> <p> 1.2.3 .", 3, "subject"),
    Refused("a graph in braces", "<g> { <s> <p> <o> . }", 3, "predicate"),
    Refused("N3: a formula", "{ <s> <p> <o> . } <p> <o> .", 3, "subject"),
    Refused("N3: the sign of equality", "<s> = <o> .", 3, "predicate"),
    Refused("N3: a variable", "?s <p> <o> .", 3, "subject"),
    Refused("RDF 1.2: a triple term", "<s> <p> 1 .\n<s> <p> <<( <a> <b> <c> )>> .", 4, "RDF 1.2"),
    Refused("RDF 1.2: a reified triple", "\n<< <s> <p> <o> >> <q> 1 .", 4, "RDF 1.2"),
    Refused("RDF 1.2: an annotation", "<s> <p>\n  <o> {| <q> 1 |} .", 4, "RDF 1.2"),
    Refused("RDF 1.2: a reifier", "<s> <p> <o> ~ <r> .", 3, "RDF 1.2"),
    Refused("RDF 1.2: a text direction", '<s> <p> "a" .\n<s> <q> "b"@ar--rtl .', 4, "RDF 1.2"),
    Refused("RDF 1.2: a version", '<s> <p> 1 .\nVERSION "1.2"', 4, "RDF 1.2"),
)
