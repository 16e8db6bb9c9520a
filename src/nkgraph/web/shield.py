"""Who is let in: for which host a request is meant, who sends it, how often.

A page elsewhere can make a browser ask this server under a name of its own, which is pointed here (DNS rebinding); such
requests are told by their Host. What a proxy says of its clients is believed only from the proxies that are named.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit

from nkgraph.web import replies
from nkgraph.web.addresses import Base
from nkgraph.web.limits import Limits
from nkgraph.web.replies import Reply

HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::[0-9]{0,5})?")
_ALWAYS = ("localhost", "127.0.0.1", "::1")


class Shield:
    """Lets requests in, or says why not. `hosts` are names under which the service is reached, `proxies` addresses whose
    X-Forwarded-For is believed."""

    def __init__(self, limits: Limits, base: Base, hosts: Iterable[str] = (), proxies: Iterable[str] = ()) -> None:
        self._hosts = {*_ALWAYS, *(_name(h) for h in hosts), *filter(None, [urlsplit(base.url).hostname])}
        self._proxies = frozenset(filter(None, map(plain, proxies)))
        self._rates = Rates(limits.requests_per_client, limits.clients_known)

    def client(self, peer: str, forwarded: str | None) -> str:
        """The address that a request came from: that of the connection, or the last that a trusted proxy was asked by."""
        if peer in self._proxies and forwarded:
            for said in reversed(forwarded.split(",")):
                address = plain(said.strip())
                if address not in self._proxies:
                    return address or peer
        return peer

    def refusal(self, hosts: list[str], reached: str, client: str, now: float) -> Reply | None:
        """Why a request is not let in: `hosts` are its Host headers, `reached` the address of ours that it came to."""
        if len(hosts) != 1 or (said := HOST.fullmatch(hosts[0])) is None:
            return replies.refused(400, "A request names one host.", "Send one Host header with the name of this server.")
        name = _name(said[1])
        if name not in self._hosts and name != reached:
            return replies.refused(
                421, "This server does not answer for that host.",
                "Use the address that it was published under. Whoever runs it adds names with --allow-host.",
            )  # fmt: skip
        wait = self._rates.wait(client, now)
        if wait > 0:
            seconds = str(max(1, round(wait)))
            step = f"Come back in {seconds} s, and ask more slowly."
            return replies.refused(429, "Too many requests from your address.", step).also(("Retry-After", seconds))
        return None


class Rates:
    """How many requests each client has left: so many in a second, and as many at once. Knows a bounded number of clients;
    those who share a network of IPv6 (a /64) count as one."""

    def __init__(self, per_second: int, most: int) -> None:
        self._per_second = per_second
        self._most = most
        self._left: dict[str, tuple[float, float]] = {}  # by client: requests left, and when that was so

    def __len__(self) -> int:
        return len(self._left)

    def wait(self, client: str, now: float) -> float:
        """0 where a request may pass, and it is counted; else the seconds until one may. No rate at all: always 0."""
        if not self._per_second:
            return 0.0
        key = network(client)
        left, then = self._left.pop(key, (float(self._per_second), now))
        left = min(float(self._per_second), left + (now - then) * self._per_second)
        passed = left >= 1
        self._left[key] = (left - 1 if passed else left, now)
        if len(self._left) > self._most:
            del self._left[next(iter(self._left))]  # who has not asked for longest has the most left
        return 0.0 if passed else (1 - left) / self._per_second


@lru_cache(maxsize=1000)
def shortened(client: str) -> str:
    """An address as the log has it: the network (/24, or /48 of IPv6), not the person."""
    try:
        address = ipaddress.ip_address(client)
    except ValueError:
        return ""
    width = 24 if address.version == 4 else 48
    return str(ipaddress.ip_network((address, width), strict=False).network_address)


def plain(address: str) -> str:
    """An address as it is compared: one of IPv4 that came as IPv6 is one of IPv4; what is no address is ""."""
    try:
        read = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return ""
    mapped = read.ipv4_mapped if isinstance(read, ipaddress.IPv6Address) else None
    return str(mapped or read)


def network(client: str) -> str:
    """Whom an address counts as where something is counted by client: its network (a /64) if it is one of IPv6, else itself."""
    if ":" not in client:
        return client
    address = plain(client)
    return str(ipaddress.ip_network((address, 64), strict=False)) if ":" in address else address or client


def _name(host: str) -> str:
    """A host as it is compared: lower case, no port, no dot at its end, no brackets."""
    said = HOST.fullmatch(host)
    return (said[1] if said else host).strip("[]").rstrip(".").lower()
