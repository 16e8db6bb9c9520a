"""Starting and ending: what is told, with which exit code, and that nothing is left behind."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from nkgraph.errors import NkgraphError
from nkgraph.web import running
from tests import tiny
from tests.conftest import REPOSITORY
from tests.web.processes import children
from tests.web.raw import HOST, connect, status, until_closed
from tests.web.serving import served

AT_ONCE = 60  # seconds


def start(*arguments: str) -> subprocess.CompletedProcess[str]:
    """A server that is not expected to run."""
    command = [sys.executable, "-m", "nkgraph", "serve", *arguments]
    return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=AT_ONCE, check=False)


def test_a_port_that_is_taken_is_told_in_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = start("--port", str(taken.getsockname()[1]))
    assert done.returncode == 2
    assert re.fullmatch(r"nkgraph: 127\.0\.0\.1, port \d+: cannot be listened at: .*in use.* Choose another .*\n", done.stderr)


@pytest.mark.endurance
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--claims", "/nowhere"), "/nowhere: there is no such folder."),
        (("--host", "192.0.2.1", "--port", "0"), "192.0.2.1, port 0: cannot be listened at:"),
        (("--host", "no such host", "--port", "0"), "no such host, port 0: cannot be listened at:"),
        (("--base", "example.org"), "--base example.org: is no address of a site."),
        (("--base", "javascript:alert(1)"), "is no address of a site."),
        (("--log", "/nowhere/log", "--port", "0"), "/nowhere/log: cannot be written to:"),
        (("--trust-proxy", "proxy"), "--trust-proxy proxy: is no address."),
        (("--allow-host", "a b"), "--allow-host a b: is no name of a host."),
        (("--port", "70000"), "--port"),
        (("--limit-seconds", "0"), "--limit-seconds"),
    ],
)
def test_what_cannot_be_done_is_told_in_plain_words(arguments: tuple[str, ...], told: str) -> None:
    done = start(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.endurance
def test_a_corpus_with_faults_is_not_served_and_the_faults_are_told_as_report_tells_them(tmp_path: Path) -> None:
    places = tiny.write(tmp_path)
    path = places.claims / "2020-upi-third.ttl"
    path.write_text(path.read_text().replace("nk:value 1514", "nk:value 1515"))
    done = start("--port", "0", "--claims", str(places.claims), "--copies", str(places.copies))
    reported = subprocess.run(
        [sys.executable, "-m", "nkgraph", "report", "--claims", str(places.claims), "--copies", str(places.copies)],
        cwd=REPOSITORY, capture_output=True, text=True, timeout=AT_ONCE, check=False,
    )  # fmt: skip
    assert done.returncode == reported.returncode == 1
    assert done.stderr == reported.stderr
    assert f"{path}:" in done.stderr


@pytest.mark.endurance
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_told_to_end_it_answers_what_it_has_begun_and_leaves_nothing(number: signal.Signals, tmp_path: Path) -> None:
    slow = b"/sparql?query=SELECT%20(COUNT(*)%20AS%20?n)%20%7B?a%20?b%20?c.%20?d%20?e%20?c%7D"
    with served("--limit-seconds", "2", environment={"TMPDIR": str(tmp_path)}) as server:
        pid = server.process.pid
        (worker,) = children(pid)
        assert len(list(tmp_path.glob("nkgraph-*"))) == 1
        answers: list[bytes] = []
        with connect(server) as open_:
            open_.sendall(b"GET " + slow + b" HTTP/1.1\r\n" + HOST + b"\r\n")
            assert server.waits_for("nkgraph is served at", 1)
            assert _begun(worker)
            reader = threading.Thread(target=lambda: answers.append(until_closed(open_)))
            reader.start()
            os.kill(pid, number)
            assert server.process.wait(20) == 0
            reader.join()
    assert status(answers[0]) in (200, 503), "it had its time"
    assert any('"event": "ended"' in line for line in server.said)
    assert list(tmp_path.glob("nkgraph-*")) == []
    assert not Path(f"/proc/{worker}").exists()
    assert not any("Traceback" in line for line in server.said)


def _begun(worker: int) -> bool:
    """Whether the worker has begun to answer; it forks a child for each query."""
    return any(children(worker) for _ in range(10_000))


@pytest.mark.endurance
def test_ended_while_it_starts_it_leaves_nothing(tmp_path: Path) -> None:
    environment = {**os.environ, "TMPDIR": str(tmp_path), "NKGRAPH_CACHE": "off"}
    process = subprocess.Popen(
        [sys.executable, "-m", "nkgraph", "serve", "--port", "0"], cwd=REPOSITORY, env=environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    while not list(tmp_path.glob("nkgraph-*/*/claims")):
        assert process.poll() is None
    process.terminate()
    _, told = process.communicate(timeout=AT_ONCE)
    assert (process.returncode, told) == (0, "")
    assert list(tmp_path.glob("nkgraph-*")) == []


# A server to which the signal comes in the middle of its first line for the log.
STRUCK = """
import os, signal, sys
from nkgraph import cli
from nkgraph.web.journal import Journal
note = Journal.event
def struck(journal, event, **said):
    if event == "serving":
        os.kill(os.getpid(), signal.SIGTERM)
        said["went"] = "on"
    note(journal, event, **said)
Journal.event = struck
sys.argv = ["nkgraph", "serve", "--port", "0"]
cli.main()
"""


def test_a_signal_waits_until_what_is_being_done_is_done() -> None:
    """It once left the log's lock taken, and the server could not be ended."""
    done = subprocess.run(
        [sys.executable, "-c", STRUCK], cwd=REPOSITORY, capture_output=True, text=True, timeout=AT_ONCE, check=False
    )
    assert done.returncode == 0
    events = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]
    assert [(said["event"], said.get("went")) for said in events] == [("serving", "on"), ("ended", None)]


@pytest.mark.endurance
def test_without_a_cache_it_is_served_all_the_same() -> None:
    with served(environment={"NKGRAPH_CACHE": "off"}) as server:
        assert server.ask("/health").status == 200


@pytest.mark.endurance
@pytest.mark.skipif(not socket.has_ipv6, reason="no IPv6 on this machine")
def test_an_address_of_ipv6_is_told_in_brackets() -> None:
    with served("--host", "::1") as server:
        assert re.fullmatch(r"http://\[::1\]:\d+/", server.url)


@pytest.mark.parametrize(
    ("typed", "url"),
    [("", ""), ("https://example.org", "https://example.org"), ("http://localhost:8000/nk/", "http://localhost:8000/nk")],
)
def test_the_address_from_outside_is_taken_without_a_slash_at_its_end(typed: str, url: str) -> None:
    assert running.based(typed).url == url


@pytest.mark.parametrize("typed", ["example.org", "ftp://example.org", "https://example.org/?q", "https://a b/", "https://"])
def test_what_is_no_address_of_a_site_is_refused(typed: str) -> None:
    with pytest.raises(NkgraphError, match="is no address of a site"):
        running.based(typed)
