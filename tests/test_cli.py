"""The command line: what goes where, with which exit code, and in how many words."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from nkgraph import __version__
from nkgraph.cli import cli
from nkgraph.corpus import Places
from nkgraph.register import COLUMNS
from tests import tiny
from tests.calling import Ran, call

Cli = Callable[..., Ran]
COMMANDS = sorted(cli.commands)
UNCHECKED = "Positions were not checked: give the archived copies with --copies DIR."
BROKEN = "2016-01-04-upi-broken.ttl"


@pytest.fixture
def nkgraph(warm: Path, copies: Path) -> Cli:
    """Calls a command on the repository's corpus."""
    return lambda *arguments: call(*arguments, "--copies", copies, cache=warm)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Places:
    """The small corpus, which contradicts itself, with a cache beside it."""
    return tiny.kept(tmp_path_factory.mktemp("small"))


def on(places: Places, *arguments: str | Path) -> Ran:
    """Call a command on a small corpus."""
    assert places.copies is not None
    return call(*arguments, "--claims", places.claims, "--copies", places.copies, cache=tiny.cache(places))


def test_every_command_explains_itself() -> None:
    assert COMMANDS == [
        "chart",
        "check",
        "claims",
        "compare",
        "coverage",
        "erratum",
        "export",
        "find",
        "findings",
        "new",
        "preview",
        "push",
        "query",
        "report",
        "retract",
        "serve",
        "show",
        "weigh",
    ]
    for command in COMMANDS:
        for option in ("--help", "-h"):
            ran = call(command, option)
            assert (ran.code, ran.err) == (0, "")
            assert ran.out.startswith(f"Usage: nkgraph {command} [OPTIONS]")
            assert all(f"--{name} DIR" in ran.out for name in ("claims", "ontology", "queries", "copies"))
    overview = call("--help")
    assert overview.code == 0
    assert all(f"\n  {command} " in overview.out for command in COMMANDS)
    assert call("--version").out == f"nkgraph, version {__version__}\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_faults_are_told_and_nothing_is_reported(tmp_path: Path, command: str) -> None:
    places = tiny.write(tmp_path)
    (places.claims / BROKEN).write_text("# nothing\n<a> <b> .\n", encoding="utf-8")
    ran = on(
        places,
        command,
        *{
            "find": ["1,514"],
            "chart": ["arrivals"],
            "query": ["who-quotes-whom"],
            "push": ["http://127.0.0.1:9"],
            "show": ["yonhap"],
            "weigh": ["1,514 defectors reached South Korea in 2014"],
            "preview": [str(places.claims / "2020-upi-third.ttl")],
            "compare": ["yonhap 2015", "yonhap 2016"],
            "retract": ["yonhap 2016", "--on", "2017", "--because", "a slip"],
            "erratum": ["yonhap 2016", "--because", "a slip"],
        }.get(command, []),
    )
    told, other = (ran.out, ran.err) if command == "check" else (ran.err, ran.out)
    assert ran.code == 1
    assert f"{BROKEN}:2: error [" in told
    assert "error [" not in other
    assert command == "check" or ran.out == ""
    assert command == "check" or "; nothing is reported until the files are mended." in ran.err.splitlines()[-1]


def test_check_reports_the_faults_of_all_files_or_of_the_one_asked_for(tmp_path: Path) -> None:
    places = tiny.write(tmp_path)
    first, second = places.claims / "2015-07-05-yonhap-first.ttl", places.claims / "2020-upi-third.ttl"
    for file in (first, second):
        file.write_text(file.read_text(encoding="utf-8").replace("nk:value 1502", "nk:value 1503"), encoding="utf-8")
    everything, one, sound = (on(places, "check", *files) for files in ([], [second], [places.claims / "copies.ttl"]))
    assert [everything.code, one.code, sound.code] == [1, 1, 0]
    assert [line.partition(":")[0] for line in everything.out.splitlines()] == [str(first), str(second)]
    assert [line.partition(":")[0] for line in one.out.splitlines()] == [str(second)]
    assert "value-differs" in one.out
    assert sound.out == ""
    assert "4 files, 9 claims, 2 faults." in everything.err
    assert f"1 fault in {second}." in one.err
    assert "0 faults in " in sound.err
    as_json = on(places, "check", "--format", "json")
    assert [Path(fault["path"]) for fault in json.loads(as_json.out)["faults"]] == [first, second]


def test_paths_below_the_folder_one_stands_in_are_short(tmp_path: Path) -> None:
    places = tiny.write(tmp_path)
    (places.claims / BROKEN).write_text("x", encoding="utf-8")
    ran = call("check", "--claims", places.claims, "--ontology", places.ontology, "--queries", places.queries, folder=tmp_path)
    assert ran.out.startswith(f"claims/{BROKEN}:1: error [syntax]")


def test_the_report_is_data_on_stdout_and_without_copies_a_word_on_stderr(small: Places) -> None:
    ran = on(small, "report")
    assert (ran.code, ran.err) == (0, "")
    assert "positions checked in 1 copy" in ran.out
    for command in ("report", "check"):
        alone = call(command, "--claims", small.claims, cache=tiny.cache(small))
        assert alone.code == 0
        assert alone.err.startswith(UNCHECKED)
        assert UNCHECKED not in alone.out


@pytest.mark.parametrize("form", ["text", "json", "html", "markdown"])
def test_the_report_in_each_format_is_the_same_in_a_file(small: Places, tmp_path: Path, form: str) -> None:
    target = tmp_path / "report"
    shown, written = on(small, "report", "--format", form), on(small, "report", "--format", form, "-o", target)
    assert written == Ran(0, "", "")
    assert target.read_text(encoding="utf-8") == shown.out
    assert shown.out.endswith("\n")


def test_strict_is_exit_code_1_only_where_something_contradicts(small: Places) -> None:
    codes = [on(small, "report", "--strict", *more).code for more in ([], ["--as-of", "2015-12-31"])]
    assert codes == [1, 0]
    assert on(small, "report", "--strict").out == on(small, "report").out, "the report is printed all the same"


def test_as_of_a_day_leaves_out_what_was_published_later(nkgraph: Cli) -> None:
    ran = nkgraph("report", "--as-of", "2015-12-31")
    assert ran.code == 0
    assert "as of 2015-12-31" in ran.out.splitlines()[0]
    assert "Yonhap, 4 Jan 2016" not in ran.out
    assert "Visual Capitalist" not in ran.out
    assert "Arirang, 2015" in ran.out
    then, now = (json.loads(nkgraph("report", "--format", "json", *d).out) for d in (["--as-of", "2015-12-31"], []))
    assert 0 < then["counts"]["claims"] < now["counts"]["claims"]
    assert 0 < len(then["findings"]) < len(now["findings"])
    assert not [c for f in then["findings"] for c in f["claims"] if "/2016-" in c or "/2020-" in c]


def test_claims_gives_the_register_in_each_format(nkgraph: Cli) -> None:
    rows = list(csv.DictReader(io.StringIO(nkgraph("claims").out)))
    assert tuple(rows[0]) == COLUMNS
    assert len(json.loads(nkgraph("claims", "--format", "json").out)["claims"]) == len(rows) >= 400
    turtle = nkgraph("claims", "--format", "ttl")
    assert (turtle.code, turtle.err) == (0, "")
    assert "a nk:Claim" in turtle.out


def test_find_takes_a_figure_or_words_and_says_where_they_stand(nkgraph: Cli) -> None:
    figure, words, several = nkgraph("find", "1,277"), nkgraph("find", "diplomats"), nkgraph("find", "unification", "1,277")
    assert figure.out.startswith("1,277             Arrivals in South Korea, 2015\n")
    assert 'copy 002 387-392 "1,277"' in figure.out
    assert "diplomats" in words.out
    assert [ran.code for ran in (figure, words, several)] == [0, 0, 0]
    assert several.out == figure.out
    assert figure.err == words.err == ""


@pytest.mark.parametrize("words", ["no such words", "987,654,321", "", " ", "((", "%", "\udcff", "<b>"])
def test_find_without_a_hit_says_so_and_prints_nothing(small: Places, words: str) -> None:
    ran = on(small, "find", words)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("No claim prints or names")
    assert ran.sentences == 2


def test_coverage_counts_each_copy_and_lists_what_is_left_over(nkgraph: Cli, tmp_path: Path) -> None:
    whole = nkgraph("coverage", "--format", "json")
    rows = json.loads(whole.out)["copies"]
    assert (whole.code, whole.err) == (0, "")
    assert [row["copy"] for row in rows] == ["000", "001", "002", "003", "004"]
    for row in rows:
        assert set(row) == {"copy", "found", "claimed", "not_figures", "unaccounted"}
        assert row["found"] == row["claimed"] + row["not_figures"] > 0
        assert row["unaccounted"] == []
    places = tiny.write(tmp_path)
    file = places.claims / "2020-upi-third.ttl"
    text = file.read_text(encoding="utf-8")
    file.write_text(text[: text.index("<y2012>")], encoding="utf-8")
    ran = on(places, "coverage", "--format", "json")
    assert ran.code == 1
    ((left,),) = ([n for n in row["unaccounted"]] for row in json.loads(ran.out)["copies"])
    assert left["text"] == "1,502"
    assert set(left) == {"start", "end", "text"}
    assert '"1,502"' in on(places, "coverage").out


def test_a_copy_that_is_not_what_it_was_is_told_by_coverage(tmp_path: Path) -> None:
    places = tiny.write(tmp_path)
    assert places.copies is not None
    (places.copies / tiny.COPY).write_text("other bytes", encoding="utf-8")
    ran = on(places, "coverage")
    assert ran.code == 1
    assert "[digest-differs]" in ran.err


def test_words_that_the_terminal_cannot_show_are_written_as_utf_8(tmp_path: Path) -> None:
    korean = {"2020-upi-third": (tiny.head("upi", "2020"), [tiny.arrivals("y2013", "1,514 명", "2013")])}
    places = tiny.kept(tmp_path, korean)
    for terminal in ("latin-1", "ascii", "utf-8"):
        ran = call("find", "1,514", "--claims", places.claims, terminal=terminal, cache=tiny.cache(places))
        assert '"1,514 명"' in ran.out
    missing = call("find", "명명", "--claims", places.claims, terminal="ascii", cache=tiny.cache(places))
    assert (missing.code, missing.out) == (0, "")
