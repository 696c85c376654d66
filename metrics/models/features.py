"""What the driver models look at, from spells, answers and use: only what was known before the outcome."""

from __future__ import annotations

import numpy as np
import pandas as pd

from metrics.models.behaviour import SUMS, index
from metrics.models.cox import peers_before
from metrics.resistance.terms import SCALES

WITHIN = 6  # months: sustained use within two quarters of having the system
LEAST = 10  # answers or people behind a figure of a unit; below, it is missing
BACK = 4  # quarters of answers that a unit's resistance is told of


def starts(spells: pd.DataFrame, answers: pd.DataFrame) -> pd.DataFrame:
    """A row per spell that was followed long enough, for `drivers.adoption`.

    spells: the columns of `cox.COLUMNS` and education. answers: city, unit, quarter, resistance (0-100).
    `reached`: whether sustained use came within WITHIN months of the start, that of the start being the first.
    """
    to, waiting = spells["months_to"], spells["months_waiting"]
    rows = spells[to.notna() | (waiting >= WITHIN - 1)].copy()
    rows["reached"] = (rows["months_to"] < WITHIN).astype(float)
    rows["trained"] = np.where(rows["trained_month"] < rows["started"], "trained", "untrained")
    start = rows["started"].to_numpy(int)
    rows["peers"] = peers_before(spells, rows, start)
    people = spells.drop_duplicates(["unit", "person"])
    rows["unit_size"] = rows.groupby(["unit", "system"], observed=True)["person"].transform("size").astype(float)
    rows["unit_trained"] = _others_trained(people, rows, start)
    rows["unit_resistance"] = _resistance_before(answers, rows["unit"], start // 3)
    return rows.reset_index(drop=True)


def told(answers: pd.DataFrame, launches: pd.DataFrame, use: pd.DataFrame) -> pd.DataFrame:
    """A row per answer for `drivers.resistance`.

    answers: city, unit, system, position, quarter and the scales 0-100. launches: unit, system, launched (month from
    year 0), obligation. use: a row per person, system and quarter with unit, trained (0/1, missing) and `SUMS`.
    """
    rows = answers.merge(launches, on=["unit", "system"], how="left")
    rows["months"] = (rows["quarter"] * 3 + 1 - rows["launched"]).clip(lower=0)
    keys = ["unit", "system", "quarter"]
    if len(use):
        by = use.groupby(keys, observed=True, sort=False)
        behaviour = index(use, by.ngroup().to_numpy(), by.ngroups)
        found = by.size().rename("people").reset_index()
        found["unit_bri"] = behaviour["bri"].where(found["people"] >= LEAST)
        people = use.drop_duplicates(["unit", "quarter", "person"]).groupby(["unit", "quarter"], observed=True)[
            "trained"
        ]
        trained = (100 * people.mean()).where(people.count() >= LEAST).rename("unit_trained").reset_index()
        rows = rows.merge(found.drop(columns="people"), on=keys, how="left")
        rows = rows.merge(trained, on=["unit", "quarter"], how="left")
    else:
        rows = rows.assign(unit_bri=np.nan, unit_trained=np.nan)
    return rows


def _others_trained(people: pd.DataFrame, rows: pd.DataFrame, start: np.ndarray) -> np.ndarray:
    """Of the others in the unit, those trained before the start, in %."""
    units = {unit: place for place, unit in enumerate(people["unit"].unique())}
    theirs = people["unit"].map(units).to_numpy(int) * 100_000
    mine = rows["unit"].map(units).to_numpy(int) * 100_000
    when = people["trained_month"].to_numpy(float)
    done = np.sort((theirs + when)[~np.isnan(when)])
    before = np.searchsorted(done, mine + start, "left") - np.searchsorted(done, mine, "left")
    own = (rows["trained_month"] < start).to_numpy()
    others = np.bincount(theirs // 100_000, minlength=len(units))[mine // 100_000] - 1
    found: np.ndarray = 100 * np.divide(before - own, others, out=np.full(len(rows), np.nan), where=others > 0)
    return found


def _resistance_before(answers: pd.DataFrame, unit: pd.Series, quarter: np.ndarray) -> np.ndarray:
    """Mean resistance of the unit in the `BACK` quarters before; missing below `LEAST` answers."""
    known = answers[answers["resistance"].notna()]
    found = np.full(len(unit), np.nan)
    if not len(known):
        return found
    by = known.groupby(["unit", "quarter"], observed=True)["resistance"].agg(["sum", "count"])
    asked = pd.DataFrame({"unit": unit.to_numpy(), "quarter": quarter})
    total, count = np.zeros(len(asked)), np.zeros(len(asked))
    for back in range(1, BACK + 1):
        at = pd.MultiIndex.from_arrays([asked["unit"], asked["quarter"] - back])
        part = by.reindex(at).fillna(0)
        total += part["sum"].to_numpy()
        count += part["count"].to_numpy()
    enough = count >= LEAST
    found[enough] = total[enough] / count[enough]
    return found


NEEDED_OF_ANSWERS = ("city", "unit", "quarter", "system", "position", "respondent", *SCALES)
NEEDED_OF_USE = ("city", "unit", "person", "position", "system", "quarter", "active_days", "trained", *SUMS)
