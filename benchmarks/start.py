"""How long a reader waits after `streamlit run app.py`: from the command to the headline of Kepuasan in a browser.

The store is present, the browser already open; what counts is the server's start and its first page.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
import time
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Error, sync_playwright

from benchmarks import Measure
from data import demo, reference
from data.store import Store
from tests.conftest import ROOT, Server

READY = 4.0  # seconds
GIVE_UP = 60.0
STARTS = 5
HEADLINE = re.compile("|".join(reference.cities()["name"]))  # it names the cities it compares; an error page does not


def run() -> list[Measure]:
    """Median and worst of a few starts. Raises when a page never comes."""
    found = subprocess.run([ROOT / ".ci" / "browser"], capture_output=True, text=True, check=True)
    chromium = found.stdout.strip().splitlines()[-1]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "pantau.duckdb"
        opened = Store.open(path)
        demo.build(opened)
        opened.close()
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        ready = [_start(browser, path) for _ in range(STARTS)]
        browser.close()
    return [
        Measure("command to the headline of Kepuasan, median", median(ready), "s", READY),
        Measure(f"the slowest of {STARTS} starts", max(ready), "s"),
    ]


def _start(browser: Browser, store: Path) -> float:
    """Seconds from starting the server to a visible headline."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    page = context.new_page()
    begin = time.perf_counter()
    server = Server(store)
    try:
        while True:
            try:
                page.goto(f"{server.url}/kepuasan", wait_until="commit")
                break
            except Error as refused:  # nobody listens yet
                if time.perf_counter() - begin > GIVE_UP or server.process.poll() is not None:
                    raise RuntimeError(f"the server did not come up:\n{server.log.read_text()}") from refused
                time.sleep(0.02)
        try:
            page.locator("h1", has_text=HEADLINE).first.wait_for(timeout=GIVE_UP * 1000)
        except Error as absent:
            raise RuntimeError(f"the page came without its headline:\n{server.log.read_text()}") from absent
        return time.perf_counter() - begin
    finally:
        context.close()
        server.stop()
