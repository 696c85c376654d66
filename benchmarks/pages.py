"""A filter change on each page, server side, at the size that its bound speaks of.

Each change is a filter that the session has not seen yet, and what the warm start answered is forgotten, so no answer
comes from a cache: the figure is the whole script run, from its start to the last element handed to the browser.

Streamlit's AppTest is the client. What it does itself is not counted: parsing the elements after the run, and compiling
the scripts anew for each run, which a server does once.
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import numpy as np
import pytest
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.testing.v1 import AppTest

from benchmarks import Measure
from benchmarks import query as surveys
from benchmarks.query import CACHE, RESPONSES
from data import demo, fits
from data.store import Store, close_store
from pages.parts import access, warm

ROOT = Path(__file__).resolve().parents[1]
WARM = 3  # changes before the clock counts: libraries load, query shapes compile
CITIES = ("binjai", "semarang", "tangerang-selatan", "sawahlunto")
OFFICES = ("disdukcapil", "rsud", "dinsos", "dishub", "dlh", "disdik")
STAFF, TRAININGS = 25_000, 200_000  # posts that make so many trainings
ADOPTERS, PULSES = 20_000, 40_000  # staff, each with five systems over 36 months, and answers to the survey on them
TRANSACTIONS = 2_000_000  # and some 250,000 complaints with them

Change = dict[str, list[str]]


@dataclass(frozen=True)
class Page:
    """A page, the store that it is measured on, and how long a change may take, whichever of its parts is open.

    `parts`: what the address says of the part below the main chart, as `part=map` or `show=complaints&part=late`; empty
    for the one that is open where the address says nothing. Each is measured by itself.
    """

    file: str
    name: str
    store: Path
    people: dict[str, str]  # filters of people that its reader clicks
    bound_ms: float
    build: Callable[[], None]
    parts: tuple[str, ...] = ("",)
    asked: Callable[[Page], list[Change]] | None = None  # its own changes; None: those of `changes`


def _surveys() -> None:
    surveys.store().close()


def _staff() -> None:
    opened = Store.open(STAFF_STORE)
    demo.build(opened, responses=20_000, staff=STAFF)
    opened.close()


def _services() -> None:
    opened = Store.open(SERVICES_STORE)
    demo.build(opened, responses=20_000, services=TRANSACTIONS)
    opened.close()


def _adoption() -> None:
    opened = Store.open(ADOPTION_STORE)
    demo.build(opened, responses=20_000, staff=ADOPTERS, pulse=PULSES, everywhere=True)
    fits.run(opened)  # as in the background after an import: pages only read them
    opened.close()


SURVEYS = CACHE / f"demo-{RESPONSES}.duckdb"
STAFF_STORE = CACHE / f"staff-{STAFF}.duckdb"
SERVICES_STORE = CACHE / f"services-{TRANSACTIONS}.duckdb"
ADOPTION_STORE = CACHE / f"adoption-{ADOPTERS}.duckdb"
PAGES = (
    Page("kepuasan.py", "Kepuasan, 1M responses", SURVEYS, {"channel": "online", "sex": "female"}, 150, _surveys),
    Page("ringkasan.py", "Ringkasan, 1M responses", SURVEYS, {"channel": "online", "sex": "female"}, 250, _surveys),
    Page(
        "daerah.py", "Daerah, 1M responses", SURVEYS, {"channel": "online", "sex": "female"}, 250, _surveys,
        ("", "part=offices", "part=profile", "part=time", "part=many", "part=together"),
    ),
    Page("pelatihan.py", "Pelatihan, 200,000 trainings", STAFF_STORE, {"position": "functional", "sex": "female"}, 200, _staff),
    Page("kinerja.py", "Kinerja, 25,000 staff", STAFF_STORE, {"position": "functional", "sex": "female"}, 200, _staff),
    Page(
        "layanan.py", "Layanan, 2M transactions", SERVICES_STORE, {"channel": "online"}, 200, _services,
        ("", "part=launches", "part=returned", "part=families", *(
            f"show=complaints{part}" for part in ("", "&part=kinds", "&part=topics", "&part=survey")
        )),
    ),
    Page(
        "kolaborasi.py", "Kolaborasi, beside 2M transactions", SERVICES_STORE, {}, 200, _services,
        ("", "part=activities", "part=partners", "part=before"),
    ),
    Page("indeks_digital.py", "Indeks digital, beside 2M transactions", SERVICES_STORE, {}, 200, _services),
    Page(
        "adopsi.py", "Adopsi, 20,000 staff x 5 systems x 36 months, 40,000 answers", ADOPTION_STORE, {"position": "functional", "system": "eoffice"}, 250, _adoption,
        ("", "part=resistance", "part=map", "part=time", "part=manual", "part=drivers", "part=around"),
    ),
)  # fmt: skip


def changes(page: Page) -> list[Change]:
    """Filters as a reader clicks through them, none twice: one city, some, an office, people, a span of periods."""
    found: list[Change] = [{"city": [city]} for city in CITIES]
    found += [{"city": ["binjai", other]} for other in CITIES[1:]]
    found += [{"city": [c], "unit": [f"{c}-{office}"]} for c, office in product(CITIES[:3], OFFICES)]
    found += [{"city": [city], "to": [to]} for city, to in product(CITIES, ("2026Q2", "2025Q4"))]
    found += [{"city": [city], name: [key]} for city, (name, key) in product(CITIES, page.people.items())]
    found += [{"city": [city], "grain": ["semester"]} for city in CITIES]
    return found


def run() -> list[Measure]:
    """p50 and p95 over all changes of each page, with each of its parts open."""
    return [measure for page in PAGES for measure in measures(page)]


def measures(page: Page) -> list[Measure]:
    """The same of one page."""
    page.build()
    found = []
    with opened(page.store):
        for part in page.parts:
            spent = _times(page, part)
            p50, p95 = np.percentile(spent, [50, 95])
            name = f"filter change on {page.name}{f', {part}' if part else ''}"
            found += [
                Measure(f"{name}, p50 of {len(spent)}", float(p50), "ms", None),
                Measure(f"{name}, p95 of {len(spent)}", float(p95), "ms", page.bound_ms),
            ]
    return found


@contextmanager
def opened(path: Path) -> Iterator[None]:
    """The pages read this store; one process holds it at a time."""
    before = os.environ.get("PANTAU_STORE")
    os.environ["PANTAU_STORE"] = str(path)
    close_store()
    try:
        yield
    finally:
        close_store()
        if before is None:
            del os.environ["PANTAU_STORE"]
        else:
            os.environ["PANTAU_STORE"] = before


@contextmanager
def reader(file: str) -> Iterator[tuple[AppTest, list[float]]]:
    """A session that has opened a page, and the milliseconds of each of its runs from then on."""
    with pytest.MonkeyPatch.context() as patched:
        compiled = ScriptCache()
        for client in ("app_test", "local_script_runner"):  # one of them compiles the frame, the other its pages
            patched.setattr(f"streamlit.testing.v1.{client}.ScriptCache", lambda: compiled)
        spent: list[float] = []
        run_script = ScriptRunner._run_script

        def timed(self: ScriptRunner, rerun_data: Any) -> None:
            start = time.perf_counter()
            run_script(self, rerun_data)
            spent.append(1000 * (time.perf_counter() - start))

        patched.setattr(ScriptRunner, "_run_script", timed)
        at = AppTest.from_file(str(ROOT / "pages" / "main.py"), default_timeout=120).run()
        at.switch_page(file).run()
        warm.usual_filters()  # as the server does when it starts
        access.forget()
        spent.clear()
        gc.collect()
        gc.freeze()  # as the server does, so that no run looks through the libraries for garbage
        yield at, spent
        gc.unfreeze()


def _times(page: Page, part: str) -> list[float]:
    """Milliseconds of each change but the first few, while `part` is open."""
    with reader(page.file) as (at, spent):
        asked = (page.asked or changes)(page)
        for change in asked:
            at.query_params.clear()
            for name, values in (*change.items(), *parse_qsl(part)):
                at.query_params[name] = values
            at.run()
            if at.exception:
                raise RuntimeError(f"{page.file}?{part} failed at {change}: {at.exception}")
        if len(spent) != len(asked):
            raise RuntimeError(f"{len(asked)} changes took {len(spent)} runs")
        return spent[WARM:]
