"""nkgraph on the web: read-only, for machines SPARQL and documents of each thing, for people pages of evidence.

One corpus is served at a time, as a `Snapshot` that never changes; a changed corpus becomes another snapshot, built beside and
swapped in when it is whole. Every view is a function of a `Site` (snapshot, addresses, limits) and a `Visit` (what is asked)
that gives a `Reply`; only `app` and `running` know HTTP as it travels. Queries of others run in `worker`, a process that
forks a child for each, which is killed when its time is over.

Each module imports only from those above it, and from nkgraph itself, but from none of its commands:

    limits · replies                   what bounds each request; what is asked and what is answered, as data
    formats · negotiation              media types and their suffixes; which one a client likes best
    linked · partitions                triples as a reply; what a graph is made of, counted
    addresses                          from our names to addresses here, and back
    shield · journal                   who is let in; what happened, a line each
    turns · figures                    one at a time; every figure with its facets, to be searched
    snapshot                           one corpus, frozen, with everything that views look up in it
    site                               a snapshot at an address, within limits: what every view is given
    thing_rows · documents · examples   a thing as rows; as triples; the question library and the prefixes as triples
    asking · answering · worker        a query and its answer as bytes; the answer; the process that forks a child for each
    graphs · queries                   what a query sees; asking the worker, within limits
    dumps · dataset                    the data set as files; what it and the service say of themselves
    kept · service                     replies ready to be sent; what is served now, and who holds it
    protocol · endpoint                what a request at /sparql asks; what it is answered
    static_files · templating          what is served as it lies; pages from templates (imports jinja2)
    context · well_known               the JSON-LD context; where programs look first
    rows · paging · listings           a table as page, CSV, JSON; a list in pages; the tables of everything of one kind
    list_pages · findings_page · search_page · home_page · about_page   lists; findings; search; the first page; about
    dump_pages                         the files of the whole data set
    answer_tables · question_pages · query_page   an answer as a table; the question library; SPARQL in a form
    editor_page                        SPARQL in an editor that needs scripts
    weigh_page · error_pages           a figure that somebody said; errors as pages
    interval_plot · chains             bounds as places in a picture; from the page to whoever counted
    thing_page                         what every page about one thing shares
    quantity_page · claim_page         every source's figure on one scale; one claim in full
    article_page · agent_page          an article, a copy; an agent
    finding_page · concept_page        a finding; a measure with its chart, a place
    rule_page · ontology_page · plain_page   a rule; every term; whatever else has a name
    compare_page · evidence_pages      two articles side by side; which page is about a thing
    thing_tables · things              the tables of such a page as rows; a thing's addresses
    outgoing                           what every reply carries
    health                             which corpus is served since when, and which was refused
    app                                which address is which view; what is kept, and what is answered in a thread
    connections                        how long a client may take and how much it may send (imports httptools and uvicorn)
    building · swapping                a corpus checked by another process; a changed one takes the place of the one before
    running                            the server (imports uvicorn)
"""
