"""What bounds each request, so that nobody can take the service from the others. docs/serving.md says what each is for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Every limit with the value that the server has when nobody says otherwise."""

    query_seconds: float = 10.0  # how long a SPARQL query may take
    query_bytes: int = 100_000  # how long a SPARQL query may be
    query_depth: int = 64  # brackets within one another
    query_memory: int = 1 << 30  # bytes that a query may need beyond what the graph takes
    answer_bytes: int = 50_000_000  # how long an answer may be
    queries_at_once: int = 12  # children of the worker
    queries_per_client: int = 8  # of these, for one client: an address, or a /64 of IPv6
    query_wait_seconds: float = 5.0  # how long a query waits for a free child before it is told to come back
    body_bytes: int = 200_000  # what a request may carry
    head_bytes: int = 32_768  # request line and headers
    target_bytes: int = 16_384  # the address in the request line
    headers: int = 100  # how many a request may have
    parameters: int = 200  # how many an address may have
    receive_seconds: float = 10.0  # from the first byte of a request to its last
    send_seconds: float = 30.0  # until a client has taken `send_bytes` of what waits for it, or all of it
    send_bytes: int = 131_072  # what a client must take in that time
    unsent_bytes: int = 400_000_000  # what waits for all clients together; beyond, those for whom most waits are let go
    idle_seconds: float = 15.0  # a connection on which nothing is asked
    drain_seconds: float = 10.0  # what is being answered may be finished when the server is told to stop
    connections: int = 2_000  # open at once
    connections_per_client: int = 1_000  # of these, from one client
    requests_per_client: int = 300  # in a second, from one client
    clients_known: int = 10_000  # addresses whose requests are counted at once
    views_at_once: int = 4  # pages that are being made
    views_waiting: int = 200  # pages that wait for that; beyond, a client is told to come back
    pages_kept: int = 2_000  # replies kept in memory for a snapshot
    kept_bytes: int = 64_000_000  # how long they may be together, with their addresses
    look_seconds: float = 1.0  # between two looks at the files
    swap_seconds: float = 120.0  # how long a changed corpus may take to be checked and compared
