"""Query to frame at a million responses: a planner changes filters on Kepuasan, one after another."""

from __future__ import annotations

import itertools
import random
import time
from pathlib import Path

import numpy as np

from benchmarks import Measure
from data import answer, demo
from data.query import PERIOD
from data.selection import Selection
from data.store import Store

RESPONSES, CHANGES = 1_000_000, 240
CACHE = Path(".pantau/bench")
METRICS = ("ikm", "nrr", "respondents", "sample_achieved")


def store() -> Store:
    """A demo store of a million responses, built once and kept; one of another release is brought up to date."""
    path = CACHE / f"demo-{RESPONSES}.duckdb"
    opened = Store.open(path)
    if opened.version().responses < RESPONSES * 0.99:
        demo.build(opened, responses=RESPONSES)
    return opened


def changes(opened: Store) -> list[tuple[tuple[str, ...], Selection]]:
    """The first view, then one change after another: place, period, people, grain; breakdowns in turn."""
    rng = random.Random(7)
    with opened.cursor() as cursor:
        places = cursor.execute(
            "SELECT DISTINCT c.city, u.unit FROM skm_response f JOIN city c ON c.id = f.city JOIN unit u ON u.id = f.unit ORDER BY ALL"
        ).fetchall()
        first, last = cursor.execute("SELECT min(quarter), max(quarter) FROM skm_response").fetchone()
    breakdowns = itertools.cycle(
        [(PERIOD,), ("city",), ("unit",), ("service",), ("channel",), ("age",), ("city", PERIOD)]
    )
    found, selection = [], Selection()
    for _ in range(CHANGES):
        city, unit = rng.choice(places)
        selection = rng.choice(
            [
                lambda s, c=city: s.but(city=(c,), unit=()),
                lambda s, u=unit: s.but(city=(), unit=(u,)),
                lambda s: s.but(city=(), unit=()),
                lambda s: s.but(first=rng.randint(first, last - 3), last=last),
                lambda s: s.but(first=None, last=None, grain=rng.choice(["quarter", "semester", "year"])),
                lambda s: s.but(sex=rng.choice([(), ("female",), ("male",)]), age=()),
                lambda s: s.but(age=rng.choice([(), ("20to29", "30to39"), ("50plus",)]), sex=()),
                lambda s: s.but(channel=rng.choice([(), ("online",), ("counter", "mobile")])),
                lambda s: s.but(sex=(), age=(), channel=()),
            ]
        )(selection)
        found.append((next(breakdowns), selection))
    return found


def run() -> list[Measure]:
    """p50 and p95 of a change after a first round has met every shape, and p95 of that first round."""
    opened = store()
    asked = changes(opened)
    rounds = []
    for _ in range(2):
        times = []
        for by, selection in asked:
            begun = time.perf_counter()
            answer.answers(opened, METRICS, by, selection)
            times.append((time.perf_counter() - begun) * 1000)
        rounds.append(times)
    opened.close()
    cold, warm = rounds
    return [
        Measure("filter change, query to frame, p50", float(np.percentile(warm, 50)), "ms"),
        Measure("filter change, query to frame, p95", float(np.percentile(warm, 95)), "ms", 40),
        Measure("the same, shapes met for the first time, p95", float(np.percentile(cold, 95)), "ms"),
    ]
