"""A filter change on Kepuasan, server side, with a million responses in the store.

Each change is a filter that the session has not seen yet, and what the warm start answered is forgotten, so no answer
comes from a cache: the figure is the whole script run, from its start to the last element handed to the browser.

Streamlit's AppTest is the client. What it does itself is not counted: parsing the elements after the run, and compiling
the scripts anew for each run, which a server does once.
"""

from __future__ import annotations

import os
import time
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.testing.v1 import AppTest

from benchmarks import Measure
from benchmarks.query import CACHE, RESPONSES, store
from pages.parts import access

ROOT = Path(__file__).resolve().parents[1]
BOUND_MS = 150.0
WARM = 3  # changes before the clock counts: libraries load, query shapes compile


def changes() -> list[dict[str, list[str]]]:
    """Filters as a reader clicks through them, none twice: one city, some, an office, a channel, a span of periods."""
    offices = ("disdukcapil", "rsud", "dinsos", "dishub", "dlh", "disdik")
    cities = ("binjai", "semarang", "tangerang-selatan", "sawahlunto")
    found: list[dict[str, list[str]]] = [{"city": [city]} for city in cities]
    found += [{"city": ["binjai", other]} for other in cities[1:]]
    found += [{"city": [c], "channel": [k]} for c, k in product(cities, ("online", "counter"))]
    found += [{"city": [c], "unit": [f"{c}-{office}"]} for c, office in product(cities[:3], offices)]
    found += [{"city": [city], "to": [to]} for city, to in product(cities, ("2026Q2", "2025Q4"))]
    found += [{"city": [city], "sex": ["female"]} for city in cities]
    found += [{"city": [city], "grain": ["semester"]} for city in cities]
    return found


def run() -> list[Measure]:
    """p50 and p95 over all changes."""
    from data.store import close_store

    before = os.environ.get("PANTAU_STORE")
    store().close()  # built where it is not there yet; one process holds it at a time
    os.environ["PANTAU_STORE"] = str(CACHE / f"demo-{RESPONSES}.duckdb")
    close_store()
    try:
        spent = _times()
    finally:
        close_store()
        if before is None:
            del os.environ["PANTAU_STORE"]
        else:
            os.environ["PANTAU_STORE"] = before
    p50, p95 = np.percentile(spent, [50, 95])
    return [
        Measure(f"filter change on Kepuasan, 1M responses, p50 of {len(spent)}", float(p50), "ms", None),
        Measure(f"filter change on Kepuasan, 1M responses, p95 of {len(spent)}", float(p95), "ms", BOUND_MS),
    ]


def _times() -> list[float]:
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
        at.switch_page("kepuasan.py").run()
        access.warm_up()  # as the server does when it starts
        access.forget()
        spent.clear()
        for change in changes():
            at.query_params.clear()
            for name, values in change.items():
                at.query_params[name] = values
            at.run()
            if at.exception:
                raise RuntimeError(f"the page failed at {change}: {at.exception}")
        if len(spent) != len(changes()):
            raise RuntimeError(f"{len(changes())} changes took {len(spent)} runs")
        return spent[WARM:]
