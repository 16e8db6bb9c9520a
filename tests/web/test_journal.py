"""The log: one JSON object a line."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest

from nkgraph.errors import NkgraphError
from nkgraph.web import journal
from nkgraph.web.journal import Journal


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def note(to: Journal, query: str = "q=secret") -> None:
    to.request("GET", "/search", query, 200, 0.0123, 456, "192.0.2.0", "abc")


def test_a_request_is_one_line_without_what_was_asked_for(tmp_path: Path) -> None:
    log = Journal(tmp_path / "log")
    note(log)
    log.close()
    (line,) = lines(tmp_path / "log")
    assert line.pop("time").endswith("Z")
    assert line == {
        "method": "GET", "path": "/search", "status": 200, "ms": 12.3, "bytes": 456, "client": "192.0.2.0", "snapshot": "abc"
    }  # fmt: skip


def test_what_was_asked_for_is_there_where_it_is_wanted(tmp_path: Path) -> None:
    log = Journal(tmp_path / "log", queries=True)
    note(log)
    log.close()
    assert lines(tmp_path / "log")[0]["query"] == "q=secret"


def test_what_somebody_sends_cannot_begin_a_line_of_its_own(tmp_path: Path) -> None:
    log = Journal(tmp_path / "log", queries=True)
    log.request("GET", '/\n{"status": 200}', 'a\r\n\u2028\x00"', 404, 0.0, 0, "", "")
    log.event("refused", first=["a\nb"])
    log.close()
    assert [line.get("status") for line in lines(tmp_path / "log")] == [404, None]


def test_a_mistake_is_told_with_its_place_in_the_program(tmp_path: Path) -> None:
    log = Journal(tmp_path / "log")
    try:
        raise KeyError("missing")
    except KeyError as error:
        log.failure("failed", error, id="123")
    log.close()
    (line,) = lines(tmp_path / "log")
    assert (line["event"], line["id"], line["error"]) == ("failed", "123", "KeyError('missing')")
    assert "test_journal.py" in line["traceback"]


def test_a_file_that_was_moved_away_is_begun_anew(tmp_path: Path) -> None:
    log = Journal(tmp_path / "log")
    note(log)
    log.close()
    (tmp_path / "log").rename(tmp_path / "log.1")
    log = Journal(tmp_path / "log")
    note(log)
    log.close()
    assert len(lines(tmp_path / "log")) == len(lines(tmp_path / "log.1")) == 1


def test_a_file_that_cannot_be_written_is_told_before_anything_is_served(tmp_path: Path) -> None:
    with pytest.raises(NkgraphError, match=r"nowhere/log: cannot be written to: No such file or directory\. .*--log"):
        Journal(tmp_path / "nowhere" / "log")


def test_many_at_once_lose_no_line(tmp_path: Path) -> None:
    log = Journal(tmp_path / "log")

    def many() -> None:
        for _ in range(500):
            note(log)

    threads = [threading.Thread(target=many) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    log.close()
    assert len(lines(tmp_path / "log")) == 4000


def test_what_cannot_be_kept_up_with_is_left_out_and_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "MOST_WAITING", 0)
    log = Journal(tmp_path / "log")
    note(log)
    note(log)
    log.close()
    (line,) = lines(tmp_path / "log")
    assert (line["event"], line["lines"]) == ("lines left out", 2)


def test_what_could_not_be_written_is_counted_over_and_over_until_there_is_room(tmp_path: Path) -> None:
    folder = tmp_path / "logs"
    folder.mkdir()
    log = Journal(folder / "log")
    log.close()  # from here on it writes when it is told to
    folder.rename(tmp_path / "away")
    for times in (3, 1, 2):
        for _ in range(times):
            note(log)
        log._write()
    (tmp_path / "away").rename(folder)
    for _ in range(2):
        note(log)
        log._write()
    written = lines(folder / "log")
    assert [line.get("event", "request") for line in written] == ["request", "lines left out", "request"]
    assert written[1]["lines"] == 6
