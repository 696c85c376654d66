"""Small worlds with known truth for the models: units, spells, answers. Everything follows from the seed."""

from __future__ import annotations

import numpy as np
import pandas as pd

from metrics.models.behaviour import joint

FIRST = 2024 * 12  # month 0 of the worlds


def spells(
    seed: int,
    units: int = 30,
    size: int = 20,
    months: int = 24,
    trained: float = 0.0,
    monthly: float = 0.08,
    old: float = 0.0,
    unit_sd: float = 0.3,
    invited: float = 0.0,
) -> pd.DataFrame:
    """Spells from FIRST on, one system in one city, censored after `months`.

    Training comes at a random month to 60 %, whatever the use; from the month after it the log reaching
    sustained use in a month rise by `trained`. `old`: what being 50plus adds.
    """  # fmt: skip
    rng = np.random.default_rng(seed)
    people = units * size
    unit = np.repeat(np.arange(units), size)
    age = rng.choice(np.array(["30to39", "50plus"], dtype=object), people, p=[0.6, 0.4])
    when = np.where(rng.random(people) < 0.6, rng.integers(0, months, people), 10_000)
    base = np.log(monthly) + rng.normal(0, unit_sd, units)[unit] + old * (age == "50plus")
    reached = np.full(people, np.nan)
    for month in range(months):
        hazard = 1 - np.exp(-np.exp(base + trained * (when < month)))
        now = np.isnan(reached) & (rng.random(people) < hazard)
        reached[now] = month
        called = ~np.isnan(reached) & (reached < month) & (when > month) & (rng.random(people) < invited)
        when[called] = month
    return pd.DataFrame(
        {
            "city": "binjai", "unit": [f"binjai-{u}" for u in unit], "person": np.arange(people), "system": "eoffice",
            "started": FIRST, "months_to": reached, "months_waiting": np.where(np.isnan(reached), months - 1.0, np.nan),
            "trained_month": np.where(when < months, FIRST + when, np.nan).astype(float),
            "age": age, "position": "executive", "education": "s1", "obligation": "mandatory",
        }
    )  # fmt: skip


def answers(seed: int, units: int = 40, each: int = 25, effect: float = 0.4, unit_sd: float = 5.0) -> pd.DataFrame:
    """Answers to the survey: R falls by `effect` per point of usefulness and by nothing else; systems differ by 5."""
    rng = np.random.default_rng(seed)
    rows = units * each
    unit = np.repeat(np.arange(units), each)
    system = rng.choice(np.array(["eoffice", "ekinerja"], dtype=object), rows)
    scales = {name: rng.normal(55, 15, rows).clip(0, 100) for name in ("usefulness", "ease", "support", "cost")}
    r = 50 - effect * (scales["usefulness"] - 55) + 5 * (system == "eoffice")
    return pd.DataFrame(
        {
            "unit": [f"binjai-{u}" for u in unit], "system": system, **scales,
            "resistance": (r + rng.normal(0, unit_sd, units)[unit] + rng.normal(0, 12, rows)).clip(0, 100),
            "position": rng.choice(np.array(["structural", "functional", "executive"], dtype=object), rows),
            "obligation": rng.choice(np.array(["mandatory", "voluntary"], dtype=object), units)[unit],
            "months": rng.integers(0, 24, units)[unit].astype(float),
            "unit_bri": rng.normal(30, 10, units)[unit], "unit_trained": rng.uniform(0, 100, units)[unit],
        }
    )  # fmt: skip


KINDS = ((70, 60, 40), (35, 48, 65), (25, 15, 70))  # resistance, BRI, usefulness of three planted kinds


def two_sources(seed: int, units: int = 45, size: int = 60) -> tuple[pd.DataFrame, pd.DataFrame, dict[str, int]]:
    """Answers and use of units of three kinds, and the kind of each unit; every tenth unit has few leaders."""
    rng = np.random.default_rng(seed)
    kind = rng.integers(0, len(KINDS), units)
    unit = np.repeat(np.arange(units), size)
    few = np.array(["functional", "executive", "structural"], dtype=object)
    position = np.tile(np.repeat(few[:2], size // 2), units)
    position[(unit % 10 == 0) & (np.arange(len(unit)) % size < 4)] = "structural"
    names = np.array([f"binjai-{u}" for u in range(units)], dtype=object)
    r, bri, useful = (np.array(column, dtype=float)[kind][unit] for column in zip(*KINDS, strict=True))
    place = pd.DataFrame({"city": "binjai", "unit": names[unit], "position": position})
    answers = place.assign(
        respondent=np.arange(len(unit)), resistance=(r + rng.normal(0, 14, len(unit))).clip(0, 100),
        usefulness=(useful + rng.normal(0, 14, len(unit))).clip(0, 100),
        **{name: rng.normal(55, 14, len(unit)).clip(0, 100) for name in ("ease", "support", "cost")},
    )  # fmt: skip
    part = (bri / 100).clip(0.02, 0.98)
    use = place.assign(working_days=240, idle_days=rng.binomial(240, part), transactions=200, digital=150)
    for name, of in (("manual", 200), ("proxy", 150), ("late", 150), ("returned", 150)):
        use[name] = rng.binomial(of, part)
    use = use.assign(had_sustained=4, stopped=rng.binomial(4, part))
    return answers, joint(use), dict(zip(names, kind.tolist(), strict=True))


def led(seed: int, units: int = 30, slope: float = 0.5, leaders: int = 3, staff: int = 20) -> pd.DataFrame:
    """Use by person on two systems, one of them used more by all; the others' rate follows the leaders' by `slope`."""
    rng = np.random.default_rng(seed)
    level = rng.normal(0, 0.12, units)
    rows = []
    for u in range(units):
        for person in range(leaders + staff):
            lead = person < leaders
            system = ("eoffice", "ekinerja")[person % 2]
            rate = 0.4 + 0.2 * (system == "ekinerja") + (1 if lead else slope) * level[u] + rng.normal(0, 0.05)
            rows.append((f"binjai-{u}", 1000 * u + person, system, "structural" if lead else "executive", rate))
    found = pd.DataFrame(rows, columns=["unit", "person", "system", "position", "rate"])
    days = rng.binomial(240, found.pop("rate").clip(0.01, 0.99))
    return found.assign(working_days=240, active_days=days)


def trained_use(seed: int, units: int = 12, size: int = 30, effect: float = 0.0) -> pd.DataFrame:
    """Use of e-office over eight quarters, rising for all; a third is first trained in the fourth and uses `effect` more."""
    rng = np.random.default_rng(seed)
    people, quarters = units * size, 8
    person = np.repeat(np.arange(people), quarters)
    quarter = np.tile(np.arange(quarters), people)
    trained = rng.random(people) < 1 / 3
    level = rng.normal(0.3, 0.08, people) + 0.05 * trained  # the keen come to training
    rate = level[person] + 0.02 * quarter + effect * (trained[person] & (quarter > 3))
    return pd.DataFrame(
        {
            "unit": [f"binjai-{p // size}" for p in person], "person": person, "system": "eoffice",
            "quarter": 8096 + quarter, "trained_quarter": np.where(trained[person], 8096.0 + 3, np.nan),
            "working_days": 60, "active_days": rng.binomial(60, rate.clip(0.01, 0.99)),
        }
    )  # fmt: skip


def unit_quarters(seed: int, units: int = 60, *, effect: float = 1.0, quarters: int = 4) -> pd.DataFrame:
    """Units by quarter as `metrics.models.alike` learns from them: figures that stay with a unit, outcomes that differ
    by city, type and unit, and go with some of the figures as far as `effect` says.
    """
    rng = np.random.default_rng(seed)
    every, u = units * quarters, np.repeat(np.arange(units), quarters)

    def figure(mean: float, lasting: float, passing: float, low: float = 0, high: float = 100) -> np.ndarray:
        found = mean + rng.normal(0, lasting, units)[u] + rng.normal(0, passing, every)
        return np.round(found.clip(low, high))

    city, kind = rng.integers(0, 4, units)[u], rng.integers(0, 6, units)[u]
    ease, support, never = figure(60, 6, 2), figure(55, 5, 2), figure(15, 8, 1)
    online, waiting, days = figure(35, 18, 5), figure(22, 9, 3), figure(4, 2, 1)
    literate = rng.normal(0, 12, units)[u]
    used = np.round(
        (50 + effect * (2 * (ease - 60) + 0.6 * (online - 35)) + literate + rng.normal(0, 5, every)).clip(0, 100)
    )
    at_home = rng.normal(0, (2, 6), (units, 2))[u]
    ikm = (
        78
        + 1.5 * (city - 1.5)
        + kind
        - 2.5
        + effect * (0.09 * (used - 50) - 0.18 * (waiting - 22))
        + at_home[:, 0]
        + rng.normal(0, 1.5, every)
    )
    told = (
        48
        - 2 * (kind - 2.5)
        - effect * (0.3 * (used - 50) + 0.8 * (ease - 60))
        + at_home[:, 1]
        + rng.normal(0, 4, every)
    )
    asked = rng.random(every) < 0.7  # quarters with a survey of staff
    return pd.DataFrame({
        "unit": [f"u{i:03}" for i in u], "city": [f"c{i}" for i in city], "unit_type": [f"t{i}" for i in kind], "quarter": np.tile(8100 + np.arange(quarters), units),
        "sustained_use": used, "manual_work_share": np.round((90 - 0.7 * used + rng.normal(0, 6, every)).clip(0, 100)), "never_trained": never,
        "ease": np.where(asked, ease, np.nan), "support": np.where(asked, support, np.nan), "online_share": online, "waiting_time": waiting,
        "processing_days": days, "per_staff": figure(3, 1, 0.3), "resistance": np.where(asked, np.round(told.clip(0, 100)), np.nan), "ikm": ikm.round(2),
    })  # fmt: skip
