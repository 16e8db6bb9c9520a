"""The data set as files: what `nkgraph export` writes, with digests, under names that hold the corpus."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import threading
from pathlib import Path

import pyoxigraph as ox
import pytest

from nkgraph import exports
from nkgraph.stored import CLAIMS, FINDINGS
from nkgraph.web import dump_pages, dumps, snapshot
from nkgraph.web.dumps import Kind
from nkgraph.web.replies import Visit
from nkgraph.web.site import Site
from tests import tiny
from tests.calling import call
from tests.web.serving import Server

pytestmark = pytest.mark.endurance
ENGINE = {
    "ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "nq": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
}  # fmt: skip


def kind(name: str) -> Kind:
    return next(k for k in dumps.KINDS if k.name == name)


@pytest.mark.parametrize("name", ENGINE)
def test_every_notation_holds_the_whole_graph(site: Site, name: str) -> None:
    read = list(ox.parse(dumps.of(site.snapshot, kind(name)).data, format=ENGINE[name]))
    assert {tuple(q)[:3] for q in read} == set(site.snapshot.built.graph.triples())
    graphs = {CLAIMS, FINDINGS} if name in ("nq", "trig") else {ox.DefaultGraph()}
    assert {getattr(q, "graph_name", ox.DefaultGraph()) for q in read} == graphs
    assert len(read) == len(site.snapshot.built.graph)


def test_the_rows_are_those_of_the_register(site: Site) -> None:
    assert dumps.of(site.snapshot, kind("csv")).data.decode() == exports.csv_rows(site.snapshot.built)
    assert dumps.of(site.snapshot, kind("json")).data.decode() == exports.json_rows(site.snapshot.built)


@pytest.mark.parametrize("one", dumps.KINDS, ids=lambda k: k.name)
def test_a_file_is_served_with_its_digest(server: Server, site: Site, one: Kind) -> None:
    led = server.ask(f"/dumps/nkgraph{one.ending}")
    assert (led.status, led.headers["location"]) == (302, f"/dumps/{dumps.name(site.snapshot, one)}")
    found = server.ask(led.headers["location"])
    assert (found.status, found.media) == (200, one.format.media)
    digest = hashlib.sha256(found.body).digest()
    assert found.headers["repr-digest"] == f"sha-256=:{base64.b64encode(digest).decode()}:"
    assert not found.headers["etag"].startswith("W/")
    assert found.body == dumps.of(site.snapshot, one).data  # the same bytes in another process
    assert f"{digest.hex()}  {dumps.name(site.snapshot, one)}\n" in server.ask("/dumps/SHA256SUMS").text
    assert server.ask(led.headers["location"], headers={"If-None-Match": found.headers["etag"]}).status == 304


def test_the_list_of_files_names_each_with_its_digest(server: Server, site: Site) -> None:
    page = server.ask("/dumps/")
    assert (page.status, page.media) == (200, "text/html")
    for file in dumps.every(site.snapshot):
        assert f'href="/dumps/{file.name}"' in page.text
        assert file.sha256 in page.text


def test_the_list_of_files_is_there_as_rows(site: Site) -> None:
    asked = {suffix: dump_pages.file(site, Visit(f"/dumps/files.{suffix}")).body.decode() for suffix in ("csv", "json")}
    rows = list(csv.DictReader(io.StringIO(asked["csv"])))
    assert rows == json.loads(asked["json"])["rows"]
    assert rows == [{"file": f.name, "holds": f.words, "bytes": str(len(f.data)), "sha256": f.sha256}
                    for f in dumps.every(site.snapshot)]  # fmt: skip
    page = dump_pages.listing(site, Visit("/dumps/")).body.decode()
    assert all(f'href="/dumps/files.{suffix}"' in page for suffix in asked)


def test_a_file_that_several_ask_for_at_once_is_made_once(tmp_path: Path) -> None:
    made = snapshot.make(tiny.write(tmp_path), None)
    started, found = threading.Barrier(4), []

    def ask() -> None:
        started.wait()
        found.append(dumps.of(made, kind("jsonld")))

    asking = [threading.Thread(target=ask) for _ in range(4)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    assert len(found) == 4
    assert len({id(file) for file in found}) == 1


@pytest.mark.parametrize("name", ["nkgraph-000000000000.ttl", "nkgraph.exe", "..%2fcli.py", "%00", "SHA256SUMS.txt"])
def test_a_file_that_is_not_there_is_told_with_those_that_are(server: Server, name: str) -> None:
    answer = server.ask(f"/dumps/{name}", headers={"Accept": "application/problem+json"})
    assert answer.status == 404
    assert "/dumps/ lists them" in answer.text


@pytest.mark.parametrize("one", dumps.KINDS, ids=lambda k: k.name)
def test_export_writes_the_file_that_is_served(tmp_path: Path, one: Kind) -> None:
    places = tiny.kept(tmp_path / "corpus")
    written = tmp_path / f"out{one.ending}"
    folders = ("--claims", places.claims, "--copies", str(places.copies))
    ran = call("export", "--format", one.name, "-o", written, *folders, cache=tiny.cache(places))
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    printed = call("export", "--format", one.name, *folders, cache=tiny.cache(places))
    assert printed.out.encode() == written.read_bytes()
    assert written.stat().st_size > 500


def test_export_says_what_it_can_write() -> None:
    ran = call("export", "--format", "rdfxml")
    assert ran.code == 2
    assert all(one.name in ran.err for one in dumps.KINDS)
