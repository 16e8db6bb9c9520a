"""Real servers for tests: an Oxigraph and a Virtuoso on loopback, each started once for all workers, stopped for certain.

A plugin: a test module takes it with `pytest_plugins = ("tests.servers",)` and asks for `oxigraph`, `virtuoso`, or `store`,
which is both in turn. What it gets is the address of a server that no other test uses meanwhile.

How a server is stopped: each worker holds a shared lock while its session lasts, which ends with its process whatever
happens. A keeper, the parent of the server, waits for that lock alone; when it has it, nobody is left, and it stops the
server. The server is told to die with its keeper.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

_PATIENCE = 60.0  # seconds that a server may take to start; Virtuoso needs about five to make its first database
_INI = """[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql_port}
DisableUnixSocket = 1
CheckpointInterval = 0
NumberOfBuffers = 4000
MaxDirtyBuffers = 2000
DirsAllowed = {folder}
ThreadsPerQuery = 2
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerRoot = {folder}
ServerThreads = 6
[SPARQL]
ResultSetMaxRows = {rows}
MaxQueryCostEstimationTime = 0
MaxQueryExecutionTime = 60
"""
VIRTUOSO_ROWS = 10_000  # the default, on purpose: what reads a graph must get it whole all the same


def _oxigraph_program() -> str | None:
    beside = Path(sys.executable).parent / "oxigraph"
    return str(beside) if beside.is_file() else shutil.which("oxigraph")


def _missing(name: str) -> str | None:
    """What to install, where a server cannot be started."""
    if name == "oxigraph":
        return None if _oxigraph_program() else "no oxigraph server here; install it with: pip install oxigraph"
    found = shutil.which("virtuoso-t") and (shutil.which("isql-vt") or shutil.which("isql"))
    return None if found else "no Virtuoso here; install it with: apt-get install virtuoso-opensource-7-bin"


# --- what tests ask for -------------------------------------------------------------------------------------------------


def _shared(factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this run share, and no other run."""
    base = factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


@pytest.fixture(scope="session")
def oxigraph_running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    with _running("oxigraph", _shared(tmp_path_factory)) as address:
        yield address, _shared(tmp_path_factory) / "oxigraph.turn"


@pytest.fixture(scope="session")
def virtuoso_running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    with _running("virtuoso", _shared(tmp_path_factory)) as address:
        yield address, _shared(tmp_path_factory) / "virtuoso.turn"


@pytest.fixture
def oxigraph(oxigraph_running: tuple[str, Path]) -> Iterator[str]:
    """The base address of an Oxigraph server."""
    with _locked(oxigraph_running[1], fcntl.LOCK_EX):
        yield oxigraph_running[0]


@pytest.fixture
def virtuoso(virtuoso_running: tuple[str, Path]) -> Iterator[str]:
    """The query address of a Virtuoso that takes updates from everybody, and from dba with the password dba."""
    with _locked(virtuoso_running[1], fcntl.LOCK_EX):
        yield virtuoso_running[0]


@pytest.fixture(params=["oxigraph", pytest.param("virtuoso", marks=pytest.mark.endurance)])  # it takes four seconds to start
def store(request: pytest.FixtureRequest) -> str:
    """The address of each server in turn."""
    return str(request.getfixturevalue(request.param))


@contextlib.contextmanager
def _locked(path: Path, kind: int) -> Iterator[None]:
    with path.open("a") as file:
        fcntl.flock(file, kind)
        yield


@contextlib.contextmanager
def _running(name: str, folder: Path) -> Iterator[str]:
    """The address of a server; started if no other worker has started it."""
    if (why := _missing(name)) is not None:
        pytest.skip(why)
    told = folder / f"{name}.address"
    with (folder / f"{name}.users").open("a") as users:
        with _locked(folder / f"{name}.gate", fcntl.LOCK_EX):
            fcntl.flock(users, fcntl.LOCK_SH)
            if not told.exists():
                _start_keeper(name, folder, told)
        yield told.read_text()


def _start_keeper(name: str, folder: Path, told: Path) -> None:
    log = folder / f"{name}.log"
    with log.open("ab") as out:
        keeper = subprocess.Popen(
            [sys.executable, __file__, name, str(folder)],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    for _ in range(int(_PATIENCE * 20)):
        if told.exists():
            keeper.returncode = 0  # it goes on alone: nobody waits for it, and Python need not warn that it still runs
            return
        if keeper.poll() is not None:
            break
        time.sleep(0.05)
    raise RuntimeError(f"{name} did not start:\n{log.read_text(errors='replace')[-2000:]}")


# --- the keeper, a process of its own -------------------------------------------------------------------------------------


def _keep(name: str, folder: Path) -> None:
    """Start a server, tell its address, and stop it when no worker is left."""
    data = folder / f"{name}-data"
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir()
    command, address, probe = _oxigraph(data) if name == "oxigraph" else _virtuoso(data)
    server = subprocess.Popen(command, stdin=subprocess.DEVNULL, cwd=data, preexec_fn=_die_with_parent)
    try:
        _wait(server, probe)
        if name == "virtuoso":
            _permit(data)
        told = folder / f"{name}.address"
        (folder / f"{name}.telling").write_text(address)
        (folder / f"{name}.telling").rename(told)
        with (folder / f"{name}.users").open("a") as users:
            fcntl.flock(users, fcntl.LOCK_EX)
            told.unlink()
            _stop(server)
    finally:
        _stop(server)
        shutil.rmtree(data, ignore_errors=True)


def _die_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def _stop(server: subprocess.Popen[bytes]) -> None:
    if server.poll() is None:
        server.kill()  # what it holds is thrown away: there is nothing to write down
        server.wait()


def _oxigraph(data: Path) -> tuple[list[str], str, str]:
    base = f"127.0.0.1:{_free_port()}"
    program = _oxigraph_program()
    assert program is not None, "it was there a moment ago"
    return [program, "serve", "--location", str(data), "--bind", base], f"http://{base}", f"http://{base}/query?query=ASK%7B%7D"


def _virtuoso(data: Path) -> tuple[list[str], str, str]:
    port, sql_port = _free_port(), _free_port()
    (data / "sql_port").write_text(str(sql_port))
    ini = data / "virtuoso.ini"
    ini.write_text(_INI.format(folder=data, port=port, sql_port=sql_port, rows=VIRTUOSO_ROWS))
    address = f"http://127.0.0.1:{port}/sparql"
    return ["virtuoso-t", "+foreground", "+configfile", str(ini)], address, f"{address}?query=ASK%7B%7D"


def _permit(data: Path) -> None:
    """Let everybody who asks at /sparql change graphs, as docs/servers.md tells the user to."""
    isql = shutil.which("isql-vt") or "isql"
    sql_port = (data / "sql_port").read_text()
    granted = subprocess.run(
        [isql, f"127.0.0.1:{sql_port}", "dba", "dba"],
        input=b'GRANT SPARQL_UPDATE TO "SPARQL";\n',
        capture_output=True,
        timeout=_PATIENCE,
    )
    if b"Error" in granted.stdout + granted.stderr or granted.returncode:
        raise RuntimeError((granted.stdout + granted.stderr).decode())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(server: subprocess.Popen[bytes], probe: str) -> None:
    for _ in range(int(_PATIENCE * 20)):
        if server.poll() is not None:
            raise RuntimeError(f"the server ended with {server.returncode}")
        with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            urllib.request.urlopen(probe, timeout=2).close()  # noqa: S310  # an address of our own making
            return
        time.sleep(0.05)
    raise RuntimeError("the server does not answer")


if __name__ == "__main__":
    _keep(sys.argv[1], Path(sys.argv[2]))
