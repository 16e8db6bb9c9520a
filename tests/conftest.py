"""What tests share: the repository's folders, the copies, small corpora written to a temporary folder."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from nkgraph import build, check, corpus, ontology, sources
from nkgraph.build import Built
from nkgraph.check import Reading
from nkgraph.corpus import Places
from nkgraph.ontology import Ontology
from tests.mutating import ClaimsFile, Judge

REPOSITORY = Path(__file__).parent.parent
COPY = (
    '<001> a nk:Copy ; schema:name "a.txt" ; schema:encodingFormat "text/plain" ; nk:filed "2026-11-22" ;\n'
    f'    nk:sha256 "{"0" * 64}" ; nk:bytes 5 .\n'
)


def _copies() -> Path | None:
    folder = Path(os.environ.get("NKGRAPH_COPIES") or REPOSITORY.parent / "shared" / "copies")
    return folder if folder.is_dir() else None


@pytest.fixture(scope="session")
def copies() -> Path:
    """The archived copies: $NKGRAPH_COPIES, else ../shared/copies. Without them the test is skipped, which fails in CI."""
    folder = _copies()
    if folder is None:
        pytest.skip("the archived copies are not at hand; set NKGRAPH_COPIES to check positions")
    return folder


@pytest.fixture(scope="session")
def places() -> Places:
    """The repository's own corpus, with the copies where they are at hand."""
    return corpus.find(REPOSITORY, copies=_copies())


@pytest.fixture(scope="session")
def known() -> Ontology:
    """The repository's ontology."""
    return ontology.read(corpus.find(REPOSITORY).ontology_files())


@pytest.fixture(scope="session")
def reading(places: Places) -> Reading:
    """The repository's corpus as read."""
    return check.read(places)


@pytest.fixture(scope="session")
def files(reading: Reading) -> list[ClaimsFile]:
    """The real claims files, copies.ttl among them, to be changed one place at a time."""
    return [ClaimsFile(d.path, d.text) for d in reading.documents]


@pytest.fixture(scope="session")
def judge(reading: Reading, copies: Path, tmp_path_factory: pytest.TempPathFactory) -> Judge:
    """The checks of values and copies, on the real ontology and copies, for one changed place."""
    held, _ = sources.open_copies(reading.corpus, copies)
    return Judge(reading.ontology, held, copies, tmp_path_factory.mktemp("mutated"))


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory, places: Places) -> Path:
    """A cache folder that holds the graph of the repository's corpus, built once."""
    cache = tmp_path_factory.mktemp("warm")
    build.build(places, cache=cache)
    return cache


@pytest.fixture(scope="session")
def real(warm: Path, places: Places) -> Built:
    """The graph of the repository's corpus."""
    built = build.build(places, cache=warm)
    assert not built.faults, "\n".join(map(str, built.faults))
    return built


@pytest.fixture(scope="session")
def prefixes() -> str:
    """The lines that stand at the head of every claims file."""
    return (REPOSITORY / "ontology" / "prefixes.ttl").read_text(encoding="utf-8")


Corpus = Callable[[dict[str, str]], Places]


@pytest.fixture
def small_corpus(tmp_path: Path, prefixes: str) -> Corpus:
    """Writes a small claims folder: file stem -> Turtle without prefixes and base. One copy, copy:001, is always there."""

    def write(files: dict[str, str]) -> Places:
        folder = tmp_path / "claims"
        folder.mkdir(exist_ok=True)
        (folder / "copies.ttl").write_text(f"{prefixes}@base <https://w3id.org/nkgraph/copies/> .\n\n{COPY}", encoding="utf-8")
        for stem, body in files.items():
            base = f"@base <https://w3id.org/nkgraph/claims/{stem}/> .\n\n"
            (folder / f"{stem}.ttl").write_text(prefixes + base + body, encoding="utf-8")
        return corpus.find(REPOSITORY, claims=folder)

    return write


def pytest_itemcollected(item: pytest.Item) -> None:
    """One process runs all quick tests of a module: what they share is made once, and not by each process."""
    if item.get_closest_marker("endurance") is None and item.get_closest_marker("xdist_group") is None:
        item.add_marker(pytest.mark.xdist_group(item.path.stem))


def pytest_collection_finish() -> None:
    """What was collected stays until the end, and few cycles are made: looking for them took an eighth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 50, 100)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """In CI a skipped test is a failure: what was not run was not tested."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter is not None and reporter.stats.get("skipped") and exitstatus == 0:
        reporter.write_line("Tests were skipped, which CI does not allow.", red=True)
        session.exitstatus = 1


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What tests counted: the faults injected into writing, the mutations tried on the corpus."""
    counted: dict[str, int] = {}
    for report in terminalreporter.stats.get("passed", []):
        for name, value in report.user_properties:
            if isinstance(value, int):
                counted[name] = counted.get(name, 0) + value
    for name, value in sorted(counted.items()):
        terminalreporter.write_line(f"{name}: {value:,}")
