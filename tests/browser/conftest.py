"""A real Chromium, the system's own, through Playwright."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import ROOT, Server

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
QUIET += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a worker."""
    found = subprocess.run([ROOT / ".ci" / "browser"], capture_output=True, text=True)
    assert found.returncode == 0, found.stderr
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found.stdout.strip().splitlines()[-1], args=QUIET)
        yield started
        started.close()


Open = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, server: Server) -> Iterator[Open]:
    """`visit("/kepuasan?city=binjai")` opens a page and waits until the run is over; collects what went wrong."""
    contexts = []
    problems: list[str] = []

    def open_page(path: str, *, width: int = 1400, height: int = 1000, url: str = server.url, **context: Any) -> Page:
        made = browser.new_context(viewport={"width": width, "height": height}, **context)
        contexts.append(made)
        page = made.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(url + path)
        settle(page)
        return page

    yield open_page
    for made in contexts:
        made.close()
    assert not problems, problems


def settle(page: Page) -> None:
    """Returns when the script run is over and its last element is on the page."""
    page.locator("[data-testid='stApp'][data-test-script-state='notRunning']").wait_for(timeout=30_000)
    page.wait_for_load_state("networkidle")
    page.locator("[data-testid='stApp'][data-test-script-state='notRunning']").wait_for(timeout=30_000)


def text_of(page: Page) -> str:
    """All that a reader sees, in one string."""
    return page.locator("body").inner_text()
