"""docs/serving.md says what is so."""

from __future__ import annotations

import configparser
import re
import shlex
from dataclasses import fields

import pytest

from nkgraph import serving
from nkgraph.web.limits import Limits
from tests.conftest import REPOSITORY

PAGE = (REPOSITORY / "docs" / "serving.md").read_text("utf-8")
FILES = ("nginx", "ini", "dockerfile")


def rows(heading: str) -> list[list[str]]:
    """The rows of the table below a heading, without its head."""
    below = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in below.splitlines() if line.startswith("|")]
    return cells[2:]


def block(language: str) -> str:
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    return str(found)


def test_every_limit_stands_there_with_its_value_and_what_it_protects_from() -> None:
    told = {name.strip("`"): (float(value.replace(",", "")), why) for name, value, why in rows("Limits")}
    assert {name: value for name, (value, _) in told.items()} == {f.name: float(f.default) for f in fields(Limits)}  # type: ignore[arg-type]
    assert list(told) == [f.name for f in fields(Limits)]
    assert len(told) >= 25
    assert all(len(why) > 10 for _, why in told.values())


def test_every_option_stands_there() -> None:
    told = [name.strip("`") for name, _ in rows("Options")]
    assert sorted(told) == sorted(option.opts[0] for option in serving.serve.params)


@pytest.mark.parametrize("language", FILES)
def test_a_file_for_another_program_is_marked_as_not_run(language: str) -> None:
    before = PAGE.partition(f"```{language}\n")[0].rpartition("\n## ")[2]
    assert "Not run by our tests" in before


def test_the_lines_for_nginx_can_be_read() -> None:
    tokens = shlex.split(re.sub(r"([;{}])(?=\s)", r" \1 ", block("nginx")), comments=True)
    depth, words, directives = 0, 0, []
    for word in tokens:
        if word in (";", "{"):
            assert words, f"nothing before {word}"
            depth, words = depth + (word == "{"), 0
        elif word == "}":
            assert not words, "a directive without its semicolon"
            depth -= 1
            assert depth >= 0
        else:
            if not words:
                directives.append(word)
            words += 1
    assert (depth, words) == (0, 0)
    assert {"server", "location", "proxy_pass", "proxy_set_header", "client_max_body_size"} <= set(directives)
    assert "Host $host" in block("nginx"), "else every request is for a host that is not ours"


def test_the_unit_can_be_read() -> None:
    unit = configparser.RawConfigParser(strict=True, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(block("ini"))
    assert unit.sections() == ["Unit", "Service", "Install"]
    known_options(shlex.split(unit["Service"]["ExecStart"])[2:])
    assert unit["Service"]["ExecStart"].split()[1] == "serve"
    assert float(unit["Service"]["TimeoutStopSec"]) > Limits().drain_seconds
    assert int(unit["Service"]["LimitNOFILE"]) > Limits().connections


def test_the_container_file_can_be_read() -> None:
    lines = block("dockerfile").splitlines()
    known = {"FROM", "RUN", "WORKDIR", "COPY", "USER", "EXPOSE", "HEALTHCHECK", "ENTRYPOINT", "CMD"}
    assert {line.split()[0] for line in lines} <= known
    assert lines[0].startswith("FROM docker.io/library/python:3.")
    assert [line for line in lines if line.startswith("USER ")] == ["USER nkgraph"]
    for line in lines:
        if line.startswith("COPY requirements/"):
            assert (REPOSITORY / line.split()[1]).is_file()
    entry = next(line for line in lines if line.startswith("ENTRYPOINT")).partition(" ")[2]
    more = next(line for line in lines if line.startswith("CMD")).partition(" ")[2]
    words = re.findall(r'"([^"]*)"', entry + more)
    assert words[:2] == ["nkgraph", "serve"]
    known_options(words[2:])


def known_options(words: list[str]) -> None:
    """The words are options that `serve` has, with values that it takes."""
    context = serving.serve.make_context("serve", list(words))
    assert context.params
