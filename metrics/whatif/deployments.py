"""The effect of bringing a system into an office: imputation difference-in-differences (Borusyak, Jaravel, Spiess 2024).

Offices that have the system are compared with what they would have been by their own level and the course of offices
that do not have it yet. Unlike a regression with two sets of dummies it never takes offices that already have the system
as a comparison, and effects may grow with time.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from metrics.whatif.effects import TooLittle, interval

FEWEST_OFFICES = 10
FEWEST_WAITING = 3  # offices without the system while others have it
MOST_AFTER = 6  # quarters after the launch that are told apart
MOST_BEFORE = 4  # quarters before it that the course is checked over
DOUBT = 0.01  # 5 % would call steady courses unsteady in one of ten cases: offices are few


@dataclass(frozen=True)
class Course:
    """The effect by quarters since the launch: (h,) each. value, se: nan where nothing can be told."""

    quarter: tuple[int, ...]
    value: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True)
class Deployed:
    """value: mean effect over all quarters after launches; low, high: 90 % interval; se: offices as clusters; offices: of
    them, t interval with one less degrees of freedom.

    naive: after minus before, and launched minus not launched, which the page shows as what not to believe.
    before: the course before launches, which should lie at 0; `steady`: whether it does as far as can be told (joint test
    of the quarters before, p above 1 %); p_before: that p.
    drift: by how much offices would have to move away from the others every quarter from the launch on, without the
    system, to bring about the whole effect; moved: the most that they did between two quarters before it (nan: not seen).
    """

    value: float
    low: float
    high: float
    se: float
    offices: int
    before_after: float
    launched: int
    waiting: int
    after: Course
    before: Course
    steady: bool
    p_before: float
    drift: float
    moved: float


def effect(panel: pd.DataFrame) -> Deployed | TooLittle:
    """The effect in a panel of offices: a row per `unit` and `quarter` (whole numbers), `value`, `first` (quarter of the
    launch; nan: none so far).

    value_ut = office_u + quarter_t + effect_ut, offices and quarters fitted on rows without the system only. Rows of
    offices that always had it, and quarters in which no office lacks it, tell nothing and are left out.
    """
    import warnings

    from diff_diff import ImputationDiD  # a third of a second that a start need not wait for

    rows = panel.dropna(subset=["value"])
    start = rows.groupby("unit")["quarter"].transform("min")
    rows = rows[~(rows["first"] <= start)]
    free = rows["first"].isna() | (rows["quarter"] < rows["first"])
    rows = rows[rows["quarter"].isin(rows.loc[free, "quarter"].unique())]
    treated = ~(rows["first"].isna() | (rows["quarter"] < rows["first"]))
    launched = int(rows.loc[treated, "unit"].nunique())
    waiting = int(rows.loc[~treated & (rows["quarter"] >= rows["first"].min()), "unit"].nunique())
    if rows["unit"].nunique() < FEWEST_OFFICES or launched < FEWEST_WAITING or waiting < FEWEST_WAITING:
        return TooLittle(launched, waiting, int(rows["unit"].nunique()))
    given = rows.assign(first=rows["first"].fillna(0).astype("int64"))
    with warnings.catch_warnings():  # offices without any free quarter and the like are reported by the figures
        warnings.simplefilter("ignore")
        model = ImputationDiD(alpha=0.10, cluster="unit", horizon_max=MOST_AFTER, pretrends=True, leave_one_out=True)
        fitted = model.fit(given, outcome="value", unit="unit", time="quarter", first_treat="first")
        study = fitted.aggregate("event_study").to_dataframe()
        p_before = _p_before(fitted)
    by_unit = rows.assign(treated=treated)
    own = by_unit[by_unit["first"].notna()].groupby(["unit", "treated"])["value"].mean().unstack()
    after = float((rows["quarter"] - rows["first"])[treated].mean()) + 1
    value, se, offices = float(fitted.overall_att), float(fitted.overall_se), int(rows["unit"].nunique())
    before = _course(study[(study["event_time"] < 0) & ~study["is_reference"]].tail(MOST_BEFORE), offices)
    return Deployed(
        value, *interval(value, se, offices), se, offices,
        float((own[True] - own[False]).mean()), launched, waiting,
        _course(study[study["event_time"] >= 0], offices),
        before,
        bool(np.isnan(p_before) or p_before > DOUBT), p_before,
        abs(value) / after, _moved(before),
    )  # fmt: skip


def _course(study: pd.DataFrame, offices: int) -> Course:
    values = [float(x) for x in study["att"]]
    ends = [interval(v, float(se), offices) for v, se in zip(values, study["se"], strict=True)]
    low, high = (tuple(end[side] for end in ends) for side in (0, 1))
    return Course(tuple(int(h) for h in study["event_time"]), tuple(values), low, high)


def _moved(before: Course) -> float:
    """The most that offices moved between two quarters of the course before; the quarter before the launch is its nought."""
    steps = np.abs(np.diff([*before.value, 0.0]))
    return float(steps.max()) if len(steps) and np.isfinite(steps).all() else float("nan")


def _p_before(fitted: object) -> float:
    found = fitted.pretrend_test(n_leads=MOST_BEFORE)  # type: ignore[attr-defined]
    return float(found.get("p_value", float("nan")))
