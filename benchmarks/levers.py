"""A lever moved on the page Simulasi, server side: the whole script run, from its start to the last element handed over.

Each move is one that the session has not seen, in a place that it has. Of the budget a plan is worked out away from the page, in seconds; what is
timed is the run that a moved lever asks for, and the one that shows the plan once it is there.
"""

from __future__ import annotations

import time
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
from streamlit.testing.v1 import AppTest

from benchmarks import Measure, pages
from benchmarks.pages import WARM
from metrics.satisfaction.elements import ELEMENT_KEYS
from metrics.whatif import elements
from pages.parts import job, words

BOUND_MS, GOAL_MS = 300, 50
GOALS = 200
PLANS = 12
PLACES = ("binjai", "semarang", "tangerang-selatan")
Move = dict[str, str]


def run() -> list[Measure]:
    """p50 and p95 of each tool, and the time of a goal-seek."""
    found = []
    for name, store, moves in (
        ("Elements, 1M responses", "kepuasan.py", _elements()),
        ("Training, 20,000 staff x 5 systems", "adopsi.py", _training()),
        ("Units like these, 20,000 staff x 5 systems", "adopsi.py", _alike()),
    ):
        page = next(each for each in pages.PAGES if each.file == store)
        page.build()
        with pages.opened(page.store), pages.reader("simulasi.py") as (at, spent):
            moved = []
            for place in PLACES:
                _asked(at, {**moves[0], "city": place})  # the place is a filter and no lever
                for move in moves:
                    _asked(at, {**move, "city": place})
                    moved.append(spent[-1])
        found += _measures(f"lever move, {name}", moved[WARM:])
    page = next(each for each in pages.PAGES if each.file == "adopsi.py")
    with pages.opened(page.store), pages.reader("simulasi.py") as (at, spent):
        moved, shown = [], []
        for budget in range(50, 50 + 10 * (PLANS + WARM), 10):
            _asked(at, {"tool": "allocation", "bounds": f"budget.{budget}"})
            moved.append(spent[-1])
            with words.speaking("id"):
                label = words._("Work out the plan")
            next(button for button in at.button if button.label == label).click()
            _run(at)
            for each in list(job._jobs.values()):
                each.wait()
            _run(at)
            shown.append(spent[-1])
        found += _measures("lever move, Budget, 20,000 staff", moved[WARM:])
        found += _measures("a plan shown, 20,000 staff", shown[WARM:])
    return [*found, _goal()]


def _elements() -> list[Move]:
    """A slider after another."""
    return [{"moves": f"{key}.{step}"} for key, step in product(ELEMENT_KEYS, (5, -10))]


def _training() -> list[Move]:
    """How many staff, how densely, and a system."""
    amounts = [{"people": f"people.{n}"} for n in range(10, 130, 10)]
    doses = [{"people": "people.20", "dose": f"dose.{n}"} for n in (3, 5, 7)]
    systems = [{"people": "people.30", "deploy": "registration"}]
    return [{"tool": "training", **move} for move in (*amounts, *doses, *systems)]


def _alike() -> list[Move]:
    """One figure of the unit after another."""
    figures = [*(f"ease.{n}" for n in range(58, 66)), *(f"sustained_use.{n}" for n in range(40, 80, 5))]
    return [{"tool": "alike", "outcome": "resistance", "figures": moved} for moved in figures]


def _asked(at: AppTest, move: Move) -> None:
    at.query_params.clear()
    for name, value in move.items():
        at.query_params[name] = value
    _run(at)


def _run(at: AppTest) -> Any:
    at.run()
    if at.exception:
        raise RuntimeError(f"simulasi failed at {dict(at.query_params)}: {at.exception}")


def _measures(name: str, spent: list[float]) -> list[Measure]:
    p50, p95 = np.percentile(spent, [50, 95])
    return [
        Measure(f"{name}, p50 of {len(spent)}", float(p50), "ms", None),
        Measure(f"{name}, p95 of {len(spent)}", float(p95), "ms", BOUND_MS),
    ]


def _goal() -> Measure:
    """The least rises to a target, from scores drawn anew each time."""
    rng = np.random.default_rng(5)
    spent = []
    for _each in range(GOALS):
        now = {key: Fraction(int(x), 100) for key, x in zip(ELEMENT_KEYS, rng.integers(250, 340, 9), strict=True)}
        ceilings = {key: score + Fraction(int(rng.integers(10, 50)), 100) for key, score in now.items()}
        efforts = {key: Fraction(int(rng.integers(1, 11))) for key in ELEMENT_KEYS}
        start = time.perf_counter()
        elements.goal(now, ceilings, Fraction("88.31"), efforts)
        spent.append(1000 * (time.perf_counter() - start))
    return Measure(f"goal-seek, p95 of {GOALS}", float(np.percentile(spent, 95)), "ms", GOAL_MS)
