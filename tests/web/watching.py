"""A browser's tab that notices whatever a page does that it should not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Dialog, Page, Request, Response

# Runs before anything of the page, and keeps what the page's policy had to stop.
_KEEPS = """
window.__stopped = [];
document.addEventListener("securitypolicyviolation", (e) => window.__stopped.push(e.violatedDirective + " " + e.blockedURI));
"""
# What was run; what was stopped; what would run if it were let; where a page could be led.
_FOUND = """() => {
  const all = (what) => [...document.querySelectorAll(what)];
  const handlers = all("*").flatMap((e) => e.getAttributeNames()).filter((name) => name.startsWith("on"));
  const scripts = all("script:not([type$=json]):not([src^='/static/'])");
  const foreign = all("iframe, object, embed, base, meta[http-equiv]");
  const styled = document.querySelector("#editor") ? [] : all("style, [style]");  // the editor styles itself
  const led = ["href", "src", "action", "formaction"].flatMap((name) => all(`[${name}]`).map((e) => e.getAttribute(name)));
  return [
    ...(window.__ran ? ["ran"] : []),
    ...(window.__stopped || []).map((what) => "stopped " + what),
    ...handlers.map((name) => "handler " + name),
    ...scripts.map((e) => "script " + e.outerHTML.slice(0, 80)),
    ...[...foreign, ...styled].map((e) => e.tagName),
    ...led.filter((to) => !/^([/#?]|https?:|mailto:|data:image.svg)/i.test(to)).map((to) => "leads to " + to),
  ];
}"""


@dataclass(eq=False)
class Watched:
    """A tab; `seen` is what it noticed so far, and should be empty."""

    page: Page
    host: str
    seen: list[str] = field(default_factory=list)
    looks: int = 0

    def go(self, address: str) -> Response:
        """Open an address, and look."""
        reply = self.page.goto(address)
        assert reply is not None
        self.look(address)
        return reply

    def read(self, html: str, where: str) -> None:
        """Let the browser read a page whose address and policy it does not know, so that what is in it runs; and look."""
        self.page.set_content(html, wait_until="domcontentloaded")
        self.look(where)

    def look(self, where: str) -> None:
        """Note what the page that is open has done."""
        self.looks += 1
        self.seen += [f"{where}: {what}" for what in self.page.evaluate(_FOUND)]

    def dialog(self, dialog: Dialog) -> None:
        """A page that opens one has run something."""
        self.seen.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def request(self, request: Request) -> None:
        """A page asks for something."""
        if urlsplit(request.url).scheme not in ("data", "about", "blob") and urlsplit(request.url).netloc != self.host:
            self.seen.append(f"asked {request.url}")


@contextmanager
def watched(browser: Browser, host: str, **context: Any) -> Iterator[Watched]:
    """A tab that should ask this host ("127.0.0.1:8000") and no other."""
    opened = browser.new_context(**context)
    opened.add_init_script(_KEEPS)
    tab = Watched(opened.new_page(), host)
    tab.page.set_default_timeout(60_000)
    tab.page.on("dialog", tab.dialog)
    tab.page.on("request", tab.request)
    try:
        yield tab
    finally:
        opened.close()
