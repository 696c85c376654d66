"""How fast sustained use is reached: Cox regression with training as a covariate that changes with time.

Each spell is cut into months; a month counts as trained only when the training was completed before it began. Taking
"ever trained" as fixed would credit training with the months that had to be survived first in order to be trained
(immortal-time bias), and so make it look good by construction. The same holds for colleagues: `peers` is the share of
the unit's others that had reached sustained use before that month.

Baseline hazards are those of each system in each city (strata). Many reach it in the same month, so ties are taken
exactly: see `metrics.models.tied`. Standard errors are clustered by unit, intervals are Student's t with G - 1 degrees of
freedom.

A ratio is that of all at a level against all at its reference who still wait, the other features held equal: an average
over what nobody measured. Where trainings are worth different amounts, or people differ in what is not known of them,
the quick leave first, and it lies nearer to 1 than what was planted for each alone (Struthers and Kalbfleisch).

Source: Therneau and Grambsch, Modeling Survival Data (2000), ch. 3 and 8; Suissa, Am J Epidemiol 167 (2008) 492;
Struthers and Kalbfleisch, Biometrika 73 (1986) 363.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import special

from metrics.interval import t_quantile
from metrics.models.results import Result, estimate, fitted, number, refused, too_few
from metrics.models.threads import one_thread
from metrics.models.tied import Floats, log_ratios
from metrics.words import Words

COLUMNS = (
    "city", "unit", "person", "system", "started", "months_to", "months_waiting", "trained_month", "age", "position",
    "obligation",
)  # fmt: skip
KIND = "association"
STEP = 10  # points of `peers` that the ratio is told for
LEAST_REACHED, LEAST_UNITS, LEAST_LEVEL = 30, 10, 10
MOST_EPISODES = 400_000  # beyond, a random sample of spells is used
MOST_SE = 5.0  # of a log ratio; beyond, the level separates the data and has no estimate
UNKNOWN = "?"
NEEDS = Words(
    f"paling sedikit {LEAST_REACHED} pegawai yang sudah memakai tetap, dari {LEAST_UNITS} unit",
    f"at least {LEAST_REACHED} staff who reached sustained use, in {LEAST_UNITS} units",
)


@one_thread
def fit(spells: pd.DataFrame, seed: int = 0) -> Result:
    """Hazard ratios of sustained use: see `metrics.models` for the shape.

    spells: `COLUMNS`, a row per person and system. started, trained_month: months counted from year 0 (missing: never
    trained). months_to: until sustained use, missing where open; months_waiting: for open ones, until the last data.
    age, position, obligation: keys, missing where unknown. Raises ValueError for a missing column.
    """
    if missing := [c for c in COLUMNS if c not in spells]:
        raise ValueError(f"spells lack {', '.join(missing)}")
    chosen, sampled = _sample(spells, seed)
    rows = episodes(chosen, spells)
    n = {
        "people": int(chosen["person"].nunique()), "spells": len(chosen), "reached": int(rows["reached"].sum()),
        "episodes": len(rows), "units": int(chosen["unit"].nunique()), "sampled": sampled,
    }  # fmt: skip
    if n["reached"] < LEAST_REACHED or n["units"] < LEAST_UNITS:
        return too_few(KIND, n, NEEDS)
    rows = at_events(rows)
    columns, told = design(rows)
    if columns.empty:
        return too_few(KIND, n, NEEDS)
    beta, se = estimates(rows, columns)
    if not np.isfinite(beta).all():
        return refused(KIND, n, Words("Perhitungannya tidak bertemu pada satu jawaban.", "The fit did not converge."))
    groups = rows["unit"].nunique()
    half = t_quantile(groups - 1) * se
    p = 2 * special.stdtr(groups - 1, -np.abs(beta / se))
    effects = []
    for column, (name, (level, reference, people)) in enumerate(told.items()):
        if level == UNKNOWN or se[column] > MOST_SE:
            continue
        ratio = estimate(*np.exp([beta[column], beta[column] - half[column], beta[column] + half[column]]))
        feature = name.split("=")[0]
        effects.append(
            {
                "feature": feature, "level": level, "reference": reference, "ratio": ratio, "p": number(p[column]),
                "step": STEP if feature == "peers" else None, "people": people,
            }
        )  # fmt: skip
    caveats = ("association", "selection", "peers", *(("sampled",) if sampled else ()))
    return fitted(KIND, n, caveats, effects=effects)


def episodes(spells: pd.DataFrame, everyone: pd.DataFrame | None = None) -> pd.DataFrame:
    """One row per spell and month: `month` (0 is that of the start), `reached` in it, `trained`, `peers` in %.

    everyone: the spells that `peers` is counted over, where `spells` is a sample of them.
    """
    lasts = spells["months_to"].fillna(spells["months_waiting"])
    open_ = spells["months_to"].isna().to_numpy()
    spells, lasts, open_ = spells[lasts.notna()], lasts[lasts.notna()].to_numpy(int), open_[lasts.notna().to_numpy()]
    lengths = lasts + 1
    at = np.repeat(np.arange(len(spells)), lengths)
    month = np.arange(len(at)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    rows = spells.iloc[at].reset_index(drop=True)
    calendar = rows["started"].to_numpy(int) + month
    rows["month"] = month
    rows["reached"] = (~open_[at]) & (month == lasts[at])
    rows["trained"] = (rows["trained_month"].to_numpy(float) < calendar).astype(float)  # NaN: never
    rows["peers"] = peers_before(spells if everyone is None else everyone, rows, calendar)
    return rows


def at_events(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of months in which somebody of the stratum reaches sustained use: the others tell nothing of the ratios."""
    stratum = rows.groupby(["city", "system", "month"], sort=False, observed=True)["reached"]
    return rows[stratum.transform("any")].reset_index(drop=True)


def estimates(rows: pd.DataFrame, columns: pd.DataFrame) -> tuple[Floats, Floats]:
    """Log ratios of the columns and their standard errors, clustered by unit; NaN where the fit fails."""
    stratum = rows.groupby(["city", "system", "month"], observed=True).ngroup().to_numpy(np.int64)
    units = pd.factorize(rows["unit"])[0].astype(np.int64)
    return log_ratios(columns.to_numpy(float), rows["reached"].to_numpy(np.int64), stratum, units)


def peers_before(everyone: pd.DataFrame, rows: pd.DataFrame, calendar: np.ndarray) -> np.ndarray:
    """Of the others in the unit who have the system, those who reached sustained use before the month, in %."""
    keys = pd.concat([everyone[["unit", "system"]], rows[["unit", "system"]]], ignore_index=True)
    place = keys.groupby(["unit", "system"], observed=True, sort=False).ngroup().to_numpy() * 100_000
    theirs, mine = place[: len(everyone)], place[len(everyone) :]
    start, to = everyone["started"].to_numpy(int), everyone["months_to"].to_numpy(float)
    begun = np.sort(theirs + start)
    done = np.sort((theirs + start + to)[~np.isnan(to)])
    adopters = np.searchsorted(done, mine + calendar, "left") - np.searchsorted(done, mine, "left")
    others = np.searchsorted(begun, mine + calendar, "right") - np.searchsorted(begun, mine, "left") - 1
    found: np.ndarray = 100 * np.divide(adopters, others, out=np.zeros(len(rows)), where=others > 0)
    return found


def design(rows: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, tuple[str, str, int | None]]]:
    """The columns of the regression, and for each its level, the level it is compared with, and people at it."""
    columns: dict[str, np.ndarray] = {}
    told: dict[str, tuple[str, str, int | None]] = {}
    trained = rows["trained"].to_numpy() > 0
    reached = rows["reached"].to_numpy()
    if min((trained & reached).sum(), (~trained & reached).sum()) >= LEAST_LEVEL:
        columns["trained=trained"] = trained.astype(float)
        told["trained=trained"] = ("trained", "untrained", int(rows.loc[trained, "person"].nunique()))
    if rows["peers"].std() > 0:
        columns["peers"] = rows["peers"].to_numpy() / STEP
        told["peers"] = ("", "", None)
    for feature in ("age", "position", "obligation"):
        levels = rows[feature].astype(object).where(rows[feature].notna(), UNKNOWN)
        people = rows.groupby(levels.to_numpy())["person"].nunique()
        events = rows.groupby(levels.to_numpy())["reached"].sum()
        known = people.drop(UNKNOWN, errors="ignore")
        if known.empty:
            continue
        reference = str(known.idxmax())
        for level in sorted(people.index):
            if level == reference:
                continue
            name = f"{feature}={level}"
            small = people[level] < LEAST_LEVEL or events[level] == 0 or level == UNKNOWN
            if events[level] == 0:
                continue
            columns[name] = (levels == level).to_numpy(float)
            told[name] = (UNKNOWN if small else str(level), reference, int(people[level]))
    return pd.DataFrame(columns), told


def _sample(spells: pd.DataFrame, seed: int) -> tuple[pd.DataFrame, bool]:
    months = spells["months_to"].fillna(spells["months_waiting"]) + 1
    total = float(months.sum())
    if total <= MOST_EPISODES:
        return spells, False
    kept = np.random.default_rng(seed).random(len(spells)) < MOST_EPISODES / total
    return spells[kept], True
