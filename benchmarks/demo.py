"""How long the first start takes to build the demo data, and what that costs a larger store."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from benchmarks import Measure
from data import demo
from data.demo.plan import DEFAULT_RESPONSES
from data.store import Store

FIRST_START = 30.0  # seconds
LARGE = 1_000_000


def run() -> list[Measure]:
    """Seconds for a new store with the usual demo; for the rows alone; for a million responses; bytes a response."""
    start = time.perf_counter()
    demo.generated()
    rows_only = time.perf_counter() - start
    usual, _ = _built(DEFAULT_RESPONSES)
    large, size = _built(LARGE)
    return [
        Measure(f"new store with {DEFAULT_RESPONSES:,} responses", usual, "s", FIRST_START),
        Measure(f"generating {DEFAULT_RESPONSES:,} rows alone", rows_only, "s"),
        Measure(f"new store with {LARGE:,} responses", large, "s"),
        Measure(f"store of {LARGE:,} responses", size / 1e6, "MB"),
    ]


def _built(responses: int) -> tuple[float, int]:
    """Seconds from nothing to a complete store, and the size of its file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pantau.duckdb"
        start = time.perf_counter()
        opened = Store.open(path)
        demo.build(opened, responses=responses)
        seconds = time.perf_counter() - start
        opened.close()
        return seconds, path.stat().st_size
