"""Makes docs/site.png, the picture of the README: `python -m tests.web.site_picture`, from the root of the repository.

It shows the page of a quantity as the service gives it without the archived copies, so that no passage of one is in it.
"""

from __future__ import annotations

import shutil
import sys

from playwright.sync_api import sync_playwright

from tests.conftest import REPOSITORY
from tests.web.page_types import QUANTITY
from tests.web.serving import served

PICTURE = REPOSITORY / "docs" / "site.png"
LARGEST = 200_000  # bytes
WIDTH, HEIGHT = 1280, 775


def main() -> int:
    """Take the picture."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        sys.exit("Chromium is not installed: apt-get install chromium")
    with served(environment={"NKGRAPH_COPIES": ""}) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light", base_url=server.url)
        page.goto(QUANTITY)
        picture = page.screenshot()
        browser.close()
    assert len(picture) < LARGEST, f"{len(picture)} bytes are too many for a README"
    PICTURE.write_bytes(picture)
    return 0


if __name__ == "__main__":
    sys.exit(main())
