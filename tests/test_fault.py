"""A fault is one line that an editor understands, and faults sort as a file reads."""

from __future__ import annotations

from pathlib import Path

from nkgraph.fault import Fault


def test_a_fault_says_where_what_and_what_to_do() -> None:
    fault = Fault(Path("claims/2015-x.ttl"), 42, "base-missing", "The file has no @base.", "Write: @base <…> .")
    assert str(fault) == "claims/2015-x.ttl:42: error [base-missing] The file has no @base. Write: @base <…> ."


def test_faults_sort_by_file_then_line_then_code() -> None:
    def fault(path: str, line: int, code: str) -> Fault:
        return Fault(Path(path), line, code, "m", "r")

    ordered = [fault("a.ttl", 2, "z"), fault("a.ttl", 10, "a"), fault("a.ttl", 10, "b"), fault("b.ttl", 1, "a")]
    assert sorted(reversed(ordered)) == ordered


def test_the_same_fault_found_twice_is_one() -> None:
    assert len({Fault(Path("a.ttl"), 1, "c", "m", "r"), Fault(Path("a.ttl"), 1, "c", "m", "r")}) == 1
