"""nkgraph on the web: read-only, for machines SPARQL and documents of each thing, for people pages of evidence.

One corpus is served at a time, as a `Snapshot` that never changes; a changed corpus becomes another snapshot, built beside and
swapped in when it is whole. Every view is a function of a `Site` (snapshot, addresses, limits) and a `Visit` (what is asked)
that gives a `Reply`; only `app` and `running` know HTTP as it travels. Queries of others run in `worker`, a process that
forks a child for each, which is killed when its time is over.

Each module imports only from those above it, and from nkgraph itself, but from none of its commands:

    limits · replies                   what bounds each request; what is asked and what is answered, as data
    formats · negotiation              media types and their suffixes; which one a client likes best
    addresses                          from our names to addresses here, and back
    snapshot                           one corpus, frozen, with everything that views look up in it
    site                               a snapshot at an address, within limits: what every view is given
    app                                which address is which view; what every reply carries (imports starlette)
    running                            the server (imports uvicorn)
"""
