"""Replies kept in memory."""

from __future__ import annotations

from nkgraph.web.kept import Kept, Key, Ready


def ready(size: int) -> Ready:
    return Ready(200, [], b"x" * size, "")


def key(name: str) -> Key:
    return name.encode(), b"", "", ""


def test_what_nobody_asked_for_longest_goes_first() -> None:
    kept = Kept(2, 1000)
    first, second, third = ready(1), ready(1), ready(1)
    kept.keep(key("/1"), first)
    kept.keep(key("/2"), second)
    assert kept.get(key("/1")) is first
    kept.keep(key("/3"), third)
    assert kept.get(key("/2")) is None
    assert kept.get(key("/1")) is first
    assert kept.get(key("/3")) is third


def test_the_bytes_of_all_are_bounded_whatever_is_asked() -> None:
    kept = Kept(1000, 1000)
    for n in range(100):
        kept.keep(key(f"/{n:02}"), ready(97))
        assert kept.bytes <= 1000
    assert len(kept) == 10


def test_a_reply_that_is_kept_twice_counts_once() -> None:
    kept = Kept(10, 1000)
    kept.keep(key("/1"), ready(100))
    kept.keep(key("/1"), ready(48))
    assert (len(kept), kept.bytes) == (1, 50)


def test_one_long_reply_does_not_push_out_all_others() -> None:
    kept = Kept(10, 1000)
    kept.keep(key("/1"), ready(100))
    kept.keep(key("/2"), ready(900))
    assert kept.get(key("/2")) is None
    assert kept.get(key("/1")) is not None


def test_what_a_reply_is_kept_under_counts_too() -> None:
    kept = Kept(10, 1000)
    long = b"/?" + b"x" * 60, b"q" * 20, "h" * 10, "a" * 8
    kept.keep(long, ready(20))
    assert kept.bytes == 120
    kept.keep((long[0] + b"x" * 20, *long[1:]), ready(20))
    assert (len(kept), kept.bytes) == (1, 120), "a reply with a long address is a long one"
    for n in range(100):
        kept.keep(key(f"/{n:0100}"), ready(0))
        assert kept.bytes <= 1000
    kept.keep(key("/"), ready(1))
    assert len(kept) >= 9


def test_cleared_it_holds_nothing() -> None:
    kept = Kept(10, 1000)
    kept.keep(key("/1"), ready(100))
    kept.clear()
    assert (len(kept), kept.bytes) == (0, 0)
