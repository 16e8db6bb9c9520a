"""The query editor comes into the package while it is built, and only as it was pinned."""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import io
import tarfile
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.conftest import REPOSITORY

FILES = {"package/build/yasgui.min.js": b"js", "package/build/yasgui.min.css": b"css", "package/other": b"not kept"}


def archive(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as members:
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            members.addfile(entry, io.BytesIO(data))
    return out.getvalue()


@dataclass
class Build:
    """requirements/editor.py, and a registry that gives one archive; `asked` is where it was asked for."""

    module: ModuleType
    given: bytes
    asked: list[str] = field(default_factory=list)

    def reply(self, address: str, timeout: float) -> io.BytesIO:
        self.asked.append(address)
        if not self.given:
            raise urllib.error.URLError("no way out")
        return io.BytesIO(self.given)

    def hook(self, root: Path) -> Any:
        return self.module.CustomBuildHook(str(root), {}, None, None, str(root), "wheel")


@pytest.fixture
def build(monkeypatch: pytest.MonkeyPatch) -> Build:
    spec = importlib.util.spec_from_file_location("editor_build", REPOSITORY / "requirements" / "editor.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made = Build(module, archive(FILES))
    monkeypatch.setattr(urllib.request, "urlopen", made.reply)
    monkeypatch.delenv("NPM_CONFIG_REGISTRY", raising=False)
    return made


def pinned(build: Build) -> None:
    """Pin the archive that the registry gives."""
    build.module.INTEGRITY = base64.b64encode(hashlib.sha512(build.given).digest()).decode()  # type: ignore[attr-defined]


def test_two_files_are_kept_with_their_licence_and_are_not_fetched_again(build: Build, tmp_path: Path) -> None:
    pinned(build)
    build.module.fetch(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"yasgui.min.js", "yasgui.min.css", "LICENSE", "VERSION"}
    assert (tmp_path / "yasgui.min.js").read_bytes() == b"js"
    assert "MIT License" in (tmp_path / "LICENSE").read_text("utf-8")
    build.module.fetch(tmp_path)
    assert build.asked == ["https://registry.npmjs.org/@zazuko/yasgui/-/yasgui-4.6.2.tgz"]


def test_another_registry_may_be_asked_over_https_only(build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pinned(build)
    monkeypatch.setenv("NPM_CONFIG_REGISTRY", "https://registry.example/npm/")
    build.module.fetch(tmp_path)
    assert build.asked == ["https://registry.example/npm/@zazuko/yasgui/-/yasgui-4.6.2.tgz"]
    monkeypatch.setenv("NPM_CONFIG_REGISTRY", "file:///etc")
    with pytest.raises(OSError, match="no https address"):
        build.module.fetch(tmp_path / "other")
    assert len(build.asked) == 1


def test_an_archive_that_is_not_the_pinned_one_is_not_opened(build: Build, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="is not the archive that was pinned"):
        build.module.fetch(tmp_path / "editor")
    assert not (tmp_path / "editor").exists()


def test_an_archive_without_the_editor_is_not_taken_for_it(build: Build, tmp_path: Path) -> None:
    build.given = archive({"package/build/yasgui.min.js": b"js"})
    pinned(build)
    with pytest.raises(OSError, match=r"has no package/build/yasgui\.min\.css"):
        build.module.fetch(tmp_path)
    assert not (tmp_path / "VERSION").exists()


def test_a_wheel_is_not_built_without_it_and_a_link_in_place_is(
    build: Build, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build.given = b""
    with pytest.raises(OSError, match="no way out"):
        build.hook(tmp_path).initialize("standard", {})
    data: dict[str, Any] = {}
    build.hook(tmp_path).initialize("editable", data)
    assert "was not fetched" in capsys.readouterr().err
    assert data == {}


def test_what_was_fetched_goes_into_the_wheel_though_git_does_not_keep_it(build: Build, tmp_path: Path) -> None:
    pinned(build)
    data: dict[str, Any] = {}
    build.hook(tmp_path).initialize("standard", data)
    assert data == {"artifacts": ["/src/nkgraph/web/static/yasgui/*"]}
    assert (tmp_path / "src/nkgraph/web/static/yasgui/yasgui.min.js").is_file()
    assert "/src/nkgraph/web/static/yasgui/" in (REPOSITORY / ".gitignore").read_text("utf-8").splitlines()
