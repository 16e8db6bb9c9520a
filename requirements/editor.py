"""Fetches the query editor into the package while it is built: hatchling calls it, so that installing needs no Node.

`@zazuko/yasgui` (MIT) comes as one archive from the npm registry, is checked by its digest, and two files of it are kept. A
wheel is not built without it. Where the package is only linked in place (`pip install --editable`) and the registry cannot
be reached, it says so and goes on: the page /editor then sends its visitors to the plain form.
"""

from __future__ import annotations

import base64
import hashlib
import io
import os
import sys
import tarfile
import urllib.request
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

VERSION = "4.6.2"
INTEGRITY = "Zw45KdPoAE1KRaAoxIHdQqeJxvaVG1oQdntw0hy0ktX35Zu8ZccuOLrXCLwR+GU+0xMzLw8Mjw6BkSZV2vUuQw=="  # SHA-512, as npm has it
ADDRESS = f"@zazuko/yasgui/-/yasgui-{VERSION}.tgz"
KEPT = {"package/build/yasgui.min.js": "yasgui.min.js", "package/build/yasgui.min.css": "yasgui.min.css"}
FOLDER = Path("src", "nkgraph", "web", "static", "yasgui")
LICENCE = """\
YASGUI {version}, https://github.com/rdfjs/Yasgui

The MIT License (MIT)

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,
modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the
Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,
ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """What hatchling runs before it builds."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Put the editor in place; `version` is "editable" where the package is only linked."""
        folder = Path(self.root) / FOLDER
        try:
            fetch(folder)
        except OSError as error:
            if version != "editable":
                raise
            sys.stderr.write(f"The query editor was not fetched ({error}); /query does without it.\n")
            return
        build_data.setdefault("artifacts", []).append(f"/{FOLDER.as_posix()}/*")


def fetch(folder: Path) -> None:
    """Fetch, check and unpack the editor, unless this version of it is there; OSError where that cannot be done."""
    mark = folder / "VERSION"
    if mark.is_file() and mark.read_text("utf-8") == f"{VERSION} {INTEGRITY}\n":
        return
    registry = os.environ.get("NPM_CONFIG_REGISTRY", "https://registry.npmjs.org/").rstrip("/")
    if not registry.startswith("https://"):
        raise OSError(f"{registry} is no https address")
    with urllib.request.urlopen(f"{registry}/{ADDRESS}", timeout=60) as reply:  # noqa: S310  # https, as was looked at above
        archive = reply.read(20_000_000)
    if base64.b64encode(hashlib.sha512(archive).digest()).decode() != INTEGRITY:
        raise OSError(f"{registry}/{ADDRESS} is not the archive that was pinned")
    folder.mkdir(parents=True, exist_ok=True)
    with tarfile.open(fileobj=io.BytesIO(archive)) as members:
        for name, kept in KEPT.items():
            member = members.extractfile(name) if name in members.getnames() else None
            if member is None:
                raise OSError(f"{ADDRESS} has no {name}")
            (folder / kept).write_bytes(member.read())
    (folder / "LICENSE").write_text(LICENCE.format(version=VERSION), "utf-8")
    mark.write_text(f"{VERSION} {INTEGRITY}\n", "utf-8")


if __name__ == "__main__":
    fetch(Path(__file__).parent.parent / FOLDER)
