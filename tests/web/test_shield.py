"""Who is let in."""

from __future__ import annotations

import pytest

from nkgraph.web.addresses import Base
from nkgraph.web.limits import Limits
from nkgraph.web.shield import Rates, Shield, network, plain, shortened

REACHED, CLIENT = "192.0.2.7", "198.51.100.9"
SHIELD = Shield(Limits(requests_per_client=0), Base("https://Figures.example/nkgraph"), ("Other.example:8000", "[2001:db8::1]"))

LET_IN = (
    "localhost", "localhost:8000", "LOCALHOST", "127.0.0.1:8000", "[::1]:8000", "figures.example", "figures.example.",
    "figures.example:443", "other.example", "192.0.2.7:8000", "[2001:db8::1]",
)  # fmt: skip
ELSEWHERE = (
    "evil.example", "localhost.evil.example", "figures.example.evil.example", "evil-localhost", "10.0.0.1", "[::2]",
)  # fmt: skip
NO_HOST = (
    "", " ", "a b", "localhost:x", "localhost:123456", "localhost/", "user@localhost", "localhost,evil.example",
    "localhost\x00", "http://localhost", "[::1", "localhost#", "ｌocalhost",
)  # fmt: skip


def status(*hosts: str) -> int:
    refusal = SHIELD.refusal(list(hosts), REACHED, CLIENT, 0.0)
    return refusal.status if refusal is not None else 200


@pytest.mark.parametrize("host", LET_IN)
def test_a_host_of_ours_is_let_in(host: str) -> None:
    assert status(host) == 200


@pytest.mark.parametrize("host", ELSEWHERE)
def test_a_name_that_somebody_points_at_us_is_misdirected(host: str) -> None:
    assert status(host) == 421


@pytest.mark.parametrize("host", NO_HOST)
def test_what_is_no_host_is_a_bad_request(host: str) -> None:
    assert status(host) == 400


def test_a_request_names_exactly_one_host() -> None:
    assert status() == 400
    assert status("localhost", "localhost") == 400


def test_what_a_proxy_says_of_its_clients_counts_only_from_a_proxy_that_is_trusted() -> None:
    trusting = Shield(Limits(), Base(), proxies=("10.0.0.1", "10.0.0.2"))
    assert trusting.client("10.0.0.1", "203.0.113.5") == "203.0.113.5"
    assert trusting.client("10.0.0.1", "1.2.3.4, 203.0.113.5, 10.0.0.2") == "203.0.113.5", (
        "what a client writes itself comes first"
    )
    assert trusting.client("10.0.0.1", None) == "10.0.0.1"
    assert trusting.client("10.0.0.1", "no address") == "10.0.0.1"
    assert trusting.client("10.0.0.1", "::ffff:203.0.113.5") == "203.0.113.5"
    assert trusting.client("10.0.0.3", "203.0.113.5") == "10.0.0.3"
    assert SHIELD.client("127.0.0.1", "203.0.113.5") == "127.0.0.1"


def test_a_client_may_ask_so_often_at_once_and_then_so_often_a_second() -> None:
    rates = Rates(10, 100)
    assert [rates.wait("a", 0.0) for _ in range(10)] == [0.0] * 10
    assert 0 < rates.wait("a", 0.0) <= 0.1
    assert rates.wait("b", 0.0) == 0.0, "another client is not held up"
    assert rates.wait("a", 0.11) == 0.0
    assert rates.wait("a", 0.11) > 0
    assert [rates.wait("a", 100.0) for _ in range(11)].count(0.0) == 10, "what is not used does not pile up"


def test_no_rate_lets_everything_pass() -> None:
    assert {Rates(0, 100).wait("a", 0.0) for _ in range(1000)} == {0.0}


def test_a_network_of_ipv6_counts_as_one_client() -> None:
    rates = Rates(2, 100)
    assert [rates.wait(f"2001:db8:1:2::{n:x}", 0.0) > 0 for n in range(1, 4)] == [False, False, True]
    assert rates.wait("2001:db8:1:3::1", 0.0) == 0.0


def test_a_million_clients_take_no_more_room_than_the_limit() -> None:
    rates = Rates(10, 50)
    for n in range(1000):
        rates.wait(f"10.0.{n // 256}.{n % 256}", 0.0)
    assert len(rates) == 50


def test_the_answer_to_too_many_says_when_to_come_back() -> None:
    shield = Shield(Limits(requests_per_client=1), Base())
    assert shield.refusal(["localhost"], REACHED, CLIENT, 0.0) is None
    refusal = shield.refusal(["localhost"], REACHED, CLIENT, 0.0)
    assert refusal is not None
    assert (refusal.status, dict(refusal.headers)["Retry-After"]) == (429, "1")


@pytest.mark.parametrize(
    ("address", "logged"),
    [("203.0.113.77", "203.0.113.0"), ("2001:db8:aa:bb::1", "2001:db8:aa::"), ("", ""), ("no address", "")],
)
def test_the_log_has_the_network_and_not_the_person(address: str, logged: str) -> None:
    assert shortened(address) == logged


def test_an_address_of_ipv4_that_came_as_ipv6_is_one_of_ipv4() -> None:
    assert plain("::ffff:192.0.2.1") == "192.0.2.1"
    assert plain("fe80::1%eth0") == "fe80::1"


@pytest.mark.parametrize(
    ("address", "whose"),
    [
        ("192.0.2.7", "192.0.2.7"), ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"), ("2001:DB8:1:2::", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"), ("fe80::1%eth0", "fe80::/64"), ("", ""), ("one", "one"), ("a:b", "a:b"),
    ],
)  # fmt: skip
def test_an_address_of_ipv6_counts_as_its_network_and_any_other_as_itself(address: str, whose: str) -> None:
    assert network(address) == whose
