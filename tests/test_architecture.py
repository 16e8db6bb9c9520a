"""The map in src/nkgraph/__init__.py is what the modules do: who imports whom, who touches which library, what is absent."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import pytest

import nkgraph
from nkgraph import web
from tests.conftest import REPOSITORY

SOURCE = REPOSITORY / "src" / "nkgraph"
FILES = [*sorted(SOURCE.glob("*.py")), *sorted((SOURCE / "web").glob("*.py"))]
LIBRARIES = {"click", "edtf", "httptools", "jinja2", "pyoxigraph", "pyshacl", "rdflib", "resvg_py", "SPARQLWrapper", "uvicorn"}
DATA_ONLY = {"font-source-sans-pro"}  # a package that holds files and is never imported
EVERYWHERE = {"pyoxigraph"}  # its terms are the terms of this program; who may run a query is another test
LONGEST_FUNCTION, LONGEST_MODULE = 60, 450
AT_WORK = {"open", "read_text", "read_bytes", "read", "write_text", "exists", "is_dir", "glob", "iterdir", "resolve", "print",
           "getenv", "basicConfig", "Store", "parse", "run", "Popen", "urlopen", "files", "cwd", "load", "loads"}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Module:
    """A module's name as the maps give it, "store" or "web.app", its text, and its syntax tree, once it is looked at."""

    name: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)


@cache
def modules() -> tuple[Module, ...]:
    return tuple(Module(name_of(p), p.read_text("utf-8")) for p in FILES)


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(SOURCE).with_suffix("").parts)


def map_lines() -> list[tuple[list[str], str]]:
    """The lines of the map, that of the web where it stands in it: the modules of each, in order, and what it says of them."""
    lines = []
    for names, words in lines_of(nkgraph.__doc__, ""):
        lines += lines_of(web.__doc__, "web.") if names == ["web"] else [(names, words)]
    return lines


def lines_of(text: str | None, before: str) -> list[tuple[list[str], str]]:
    found = re.findall(r"^ {4}(\S+(?: · \S+)*) {2,}(\S.*)$", text or "", re.MULTILINE)
    return [([before + name for name in names.split(" · ")], words) for names, words in found]


@cache
def order() -> tuple[str, ...]:
    return tuple(name for names, _ in map_lines() for name in names)


@cache
def names() -> frozenset[str]:
    return frozenset(name_of(p) for p in FILES)


@cache
def imported(module: Module) -> frozenset[str]:
    """Every module that is imported anywhere in a file, types and functions included: "nkgraph.claims", "rdflib.term"."""
    found: set[str] = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "a relative import"
            for alias in node.names:
                part_of_us = f"{node.module}.{alias.name}".removeprefix("nkgraph.") in names()
                found.add(f"{node.module}.{alias.name}" if part_of_us else node.module or "")
    return frozenset(found)


def users(library: str) -> set[str]:
    return {m.name for m in modules() if any(name.partition(".")[0] == library for name in imported(m))}


def test_the_map_names_every_module_once() -> None:
    assert sorted(order()) == sorted(name_of(p) for p in FILES if p.stem not in ("__init__", "__main__"))
    assert len(order()) >= 34
    assert sum(name.startswith("web.") for name in order()) >= 10


@pytest.mark.parametrize("module", modules(), ids=lambda m: m.name)
def test_a_module_imports_only_from_those_above_it_on_the_map(module: Module) -> None:
    ours = {name.partition(".")[2] for name in imported(module) if name.startswith("nkgraph.")}
    if module.name in ("__init__", "__main__", "web.__init__"):
        assert ours == ({"cli"} if module.name == "__main__" else set())
        return
    above = [*order()[: order().index(module.name)], "web"]  # the package itself holds templates, and no code
    assert ours - set(above) == set(), f"{module.name} imports from below or beside it"


@pytest.mark.parametrize("library", sorted(LIBRARIES - EVERYWHERE))
def test_a_library_is_imported_only_where_the_map_says_so(library: str) -> None:
    lines = [(names, words) for names, words in map_lines() if re.search(rf"\b{library}\b", words)]
    named = {name for names, _ in lines for name in names}
    assert users(library) - named == set(), f"import {library}, and the map does not say so"
    for names, words in lines:
        said = re.search(rf"\(imports[^)]*\b{library}\b", words)
        assert not said or users(library) & set(names), f"none of {names} imports {library}, as the map says"


def test_nothing_is_imported_besides_the_libraries_that_pyproject_names() -> None:
    others = {name.partition(".")[0] for m in modules() for name in imported(m)} - {"nkgraph", "__future__"}
    assert others - set(sys.stdlib_module_names) <= LIBRARIES
    listed = (REPOSITORY / "pyproject.toml").read_text("utf-8").partition("dependencies = [")[2].partition("]")[0]
    assert set(re.findall(r'"([A-Za-z0-9_-]+)', listed)) == LIBRARIES | DATA_ONLY


def test_only_the_store_asks_the_engine() -> None:
    for module in modules():
        called = {n.func.attr for n in ast.walk(module.tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)}
        assert module.name == "store" or called & {"query", "Store"} == set(), f"{module.name} asks an engine itself"
        assert module.name != "store" or {"query", "Store"} <= called


def at_import(node: ast.AST) -> Iterator[ast.Call]:
    """The calls that run when a module is imported: all but those within functions."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            outside = [*getattr(child, "decorator_list", []), *child.args.defaults]
            yield from (call for part in outside for call in [part, *ast.walk(part)] if isinstance(call, ast.Call))
        elif not (isinstance(child, ast.If) and "__main__" in ast.unparse(child.test)):
            if isinstance(child, ast.Call):
                yield child
            yield from at_import(child)


@pytest.mark.parametrize("module", [m for m in modules() if m.name != "__main__"], ids=lambda m: m.name)
def test_a_module_calls_nothing_that_works_when_it_is_imported(module: Module) -> None:
    called = {ast.unparse(call.func).rpartition(".")[2] for call in at_import(module.tree)}
    assert called & AT_WORK == set()


def test_no_module_reads_a_file_or_opens_a_connection_when_it_is_imported() -> None:
    watch = (
        "import importlib, sys\n"
        f"source, names, seen = {str(SOURCE)!r}, {order()!r}, []\n"
        "def hook(event, arguments):\n"
        "    if event not in ('open', 'subprocess.Popen', 'socket.connect', 'os.listdir', 'os.scandir'): return\n"
        "    frame = sys._getframe(1)\n"
        "    if event == 'os.listdir' and 'importlib' in frame.f_code.co_filename: return\n"  # where is the module?
        "    while frame is not None and 'importlib' in frame.f_code.co_filename: frame = frame.f_back\n"
        "    if frame is not None and frame.f_code.co_filename.startswith(source): seen.append((event, str(arguments[0])))\n"
        "sys.addaudithook(hook)\n"
        "for name in names: importlib.import_module(f'nkgraph.{name}')\n"
        "print([s for s in seen if not s[1].endswith(('.py', '.pyc', '.so'))], len(names))\n"
    )
    run = subprocess.run([sys.executable, "-c", watch], capture_output=True, text=True, cwd=REPOSITORY / "src", check=True)
    assert run.stdout.strip() == f"[] {len(order())}"


@pytest.mark.parametrize("module", modules(), ids=lambda m: m.name)
def test_modules_and_functions_are_short_and_hide_nothing(module: Module) -> None:
    assert module.text.count("\n") <= LONGEST_MODULE
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{node.name} has {length} lines"
        assert not isinstance(node, ast.Global), "a global that functions write"
        if isinstance(node, ast.ExceptHandler):
            caught = "" if node.type is None else ast.unparse(node.type)
            assert caught not in ("", "Exception", "BaseException"), f"line {node.lineno} catches everything"
    assert re.findall(r"\b(?:TODO|FIXME|XXX|HACK)\b", module.text) == []
    assert not re.search(r"#\s*(?:noqa|type: ignore)\s*$", module.text, re.MULTILINE), "a waiver without its code"


@pytest.mark.parametrize("module", modules(), ids=lambda m: m.name)
def test_every_module_says_what_it_is(module: Module) -> None:
    assert module.name == "__main__" or (ast.get_docstring(module.tree) or "").endswith((".", ")"))


def test_only_the_corpus_knows_where_files_are() -> None:
    assert {m.name for m in modules() if "__file__" in m.text} == {"corpus"}


def test_the_modules_looked_at_are_all_there_are() -> None:
    assert len(FILES) == len(order()) + 3
    assert {p.name for p in SOURCE.iterdir() if p.is_dir()} <= {"templates", "shipped", "web", "__pycache__"}
    assert {p.name for p in (SOURCE / "web").iterdir() if p.is_dir()} <= {"templates", "static", "__pycache__"}
    assert Path(nkgraph.__file__ or "").parent == SOURCE
