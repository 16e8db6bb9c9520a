"""nkgraph: figures that articles print, as claims; which agree, which contradict, and how many sources they really have.

Data flow one way, and each module imports only from those above it in this list:

    errors · fault · vocab             words that everybody uses
    writing                            a file whole or not at all
    published                          the terms of others in which data are described
    turtle                             one Turtle file: triples, and lines when asked (imports rdflib for the lines)
    corpus                             which folders and files; the only module that knows paths
    lexicon · numerals                 hedges and number words; the numbers that a wording prints
    periods · bounds                   days of an EDTF text (imports edtf); the interval that a printed number allows
    ontology · claims                  the terms and concepts; the typed form as objects
    sieve · onegraph                   what certainly conforms to the shapes; a small rdflib store that pyshacl reads fast
    forms · shapes · verdicts          faults of form, of shape (imports pyshacl and rdflib), and those kept from the last time
    bindings · values                  faults of period and authority against their words, of value
    coverage · sources · relations     faults against the copies, and between files
    check · checked                    all faults of all files; what was told the last time, where nothing has changed
    quantities · roots · placing       what a claim is about, who stands behind it, where it stands by itself
    phrases · saidfigures · saidtimes  words and names found in a sentence; the figure and the time that it says
    asked · sentences                  a figure that somebody said, as far as it is understood; the reader of it
    derivations · statements           what a share, change or mean is computed from; what "the highest since" ranges over
    nearness · links · derive          what looks alike; every link between quantities; all derived triples
    store · rules · build              the graph, the SPARQL rules that compare, the cache
    transport · updates                one HTTP exchange within limits; a rule as the INSERT that a server runs
    remote · stored · push             a SPARQL store (imports SPARQLWrapper); what it holds; filling it
    register · corrections             claims and articles as rows and words; what takes one back
    findings · telling                 what the graph says, as rows, as objects and as sentences
    acknowledged                       which findings a person has judged, and which judgements no longer fit
    hypotheses · blocks                what would explain a finding; a finding as people are shown it
    layout · report · report_text · pages   lines and escapes; the report as data, as text, as HTML (imports jinja2)
    findings_list                      every finding, one sentence each
    names                              from what a person types to the thing that is meant
    beside · evidence                  what the graph does not hold; one claim in full
    outcomes · likeness                what was found of a thing, and why; what looks like it and is not
    shown · show                       one thing in full, as data
    sheet · citing · showtext · compare   the same as text and Markdown; two articles side by side
    concepts · weigh · weightext       a concept by its name; what bears on a figure that somebody said; that as text
    finder_drafts · finder_words · finder_groups · finder_figures   a draft; units; numbers that belong together; figures
    finder_asides · finder_korean · finder_tables   what is no figure; Korean numerals; tables whose cells ran together
    finder_times · finder_measures · finder   times; measures as guesses; every number of a text as a draft
    drafting · updating                a drafted claims file as text; adding to claims files, not a byte of them changed
    preview · watching                 what one file would change; what has changed since the last look
    iris · questions · parameters      prefixed names; the question library; what is typed for a parameter
    sparql                             what a query says before an engine sees it, and what it must not contain
    memory                             how many addresses a process has
    results · guard                    answers as table, CSV, TSV, JSON; somebody's own query, within bounds
    chart_series · chart · chart_layout     which figures, at which year; what a chart shows; where it all stands
    drawing                            a chart as SVG, HTML, PNG (imports jinja2, and resvg_py for PNG)
    exports · faultlist                rows and faults for other programs
    notations · cube                   triples as Turtle, N-Triples, JSON-LD; the figures as a data cube
    web                                the service and its pages; they have a map of their own, in nkgraph.web
    options                            what every command shares (imports click)
    factchecking · showing · weighing · charting · querying   commands of a fact-checker (imports click)
    archiving · authoring · correcting · publishing · serving   of an archivist, and of who takes data on (imports click)
    cli                                every command by name; how a failure is told (imports click)

What is always so, each with a test: `claims/` is the truth: only `new` begins a file
or adds at its end, and never changes a byte of it; the store is derived and may be
deleted; only the rules in queries/rules/ compare; an unknown root has no triple; no blank node reaches the store; a file is
written whole or not at all; no module reads a file, opens a connection or configures anything when it is imported.
"""

__version__ = "0.1.0"
