"""A store of a million synthetic responses, built once for the benchmarks of queries and pages, and kept."""

from __future__ import annotations

import fcntl
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / ".pantau" / "bench"
RESPONSES = 1_000_000


def store() -> Path:
    """The store's file, built where it is not there yet or was left half built."""
    from data import demo
    from data.store import Store

    path, done = FOLDER / "million.duckdb", FOLDER / "million.done"
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:  # two benchmarks started at once build it once
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            for left in FOLDER.glob("million.duckdb*"):
                left.unlink()
            print(f"building {path.name} (once)", file=sys.stderr, flush=True)
            opened = Store.open(path)
            try:
                demo.build(opened, responses=RESPONSES)
            finally:
                opened.close()
            done.touch()
    return path
