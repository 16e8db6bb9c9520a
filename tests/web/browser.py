"""A real Chromium for tests: a plugin that a test module takes with `pytest_plugins = ("tests.web.browser",)`.

What it gets is the browser of the system (Debian's package chromium), driven by playwright; nothing is downloaded. While
playwright is at work it holds the event loop of its process: a test that has a loop of its own must not run between two of
these, so a module has all or none of its tests in a browser.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium, without a window. Where there is none the test is skipped, which fails in CI."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield started
        started.close()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A tab of its own, without what other tests left behind."""
    context = browser.new_context()
    page = context.new_page()
    yield page
    context.close()
