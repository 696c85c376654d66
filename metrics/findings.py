"""What changed, and what needs attention: machine-readable findings in order of size and certainty.

Pure: takes estimates as frames, gives kinds and numbers. The sentences are made by the pages, in the reader's language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import numpy as np
import pandas as pd
from scipy import special

from metrics import compare
from metrics.limits import grades, sample
from metrics.metric import Direction, Metric

FALSE_DISCOVERIES = 0.05


class Kind(StrEnum):
    """What a finding says."""

    IMPROVED = "improved"
    WORSENED = "worsened"
    MOVED = "moved"  # changed, in an indicator without a good direction
    LOW_GRADE = "low_grade"  # the grade lies below B
    FEW_RESPONDENTS = "few_respondents"  # only indicative


@dataclass(frozen=True)
class Series:
    """Estimates of one metric as they are displayed: `frame` as in an answer, with `period` among its dimensions.

    by: the dimensions beside the period, the item's column included when the frame has one. Rows without a value
    (suppressed, undefined, no data) say nothing and are left out.
    """

    metric: Metric
    frame: pd.DataFrame
    by: tuple[str, ...] = ()
    _asked: dict[int, pd.DataFrame] = field(default_factory=dict, compare=False, repr=False)

    def at(self, period: int) -> pd.DataFrame:
        """The rows of one period that have a value, indexed by subject. Read only: asked again it is the same."""
        if period not in self._asked:
            told = (self.frame["period"].to_numpy() == period) & self.frame["value"].notna().to_numpy()
            rows = self.frame[told]
            subjects = list(zip(*(rows[d].tolist() for d in self.by), strict=True)) if self.by else [()] * len(rows)
            self._asked[period] = rows.set_index(pd.Index(subjects, tupleize_cols=False))
        return self._asked[period]


@dataclass(frozen=True)
class Finding:
    """One finding. `score` orders findings of a list; `numbers` holds what a sentence about it may say.

    numbers of a change: value, before, change, low, high, p, p_adjusted, n, n_before, and grade, grade_before where
    the metric has grades; of a low grade: value, low, high, n, grade, probability (of a grade below B), bound (of B);
    of few respondents: value, n, least.
    """

    kind: Kind
    metric: str
    subject: Mapping[str, Any]
    period: int
    score: float
    numbers: Mapping[str, Any] = field(default_factory=dict)


def what_changed(series: Sequence[Series], now: int, before: int) -> list[Finding]:
    """Changes between two periods that hold after Benjamini-Hochberg over every change in `series` (5 %).

    Score: the end of the 95 % interval nearer to 0, as a share of the metric's range. It is the least change the data
    still allow, so it is large only for what is both large and certain.
    """
    changes = [(one, subject, row) for one in series for subject, row in _changes(one, now, before)]
    adjusted = compare.benjamini_hochberg([row["p"] for _, _, row in changes])
    return _ordered(
        [
            _change(one, subject, now, row | {"p_adjusted": float(p)})
            for (one, subject, row), p in zip(changes, adjusted, strict=True)
            if p < FALSE_DISCOVERIES
        ]
    )


def needs_attention(series: Sequence[Series], now: int, changed: Sequence[Finding]) -> list[Finding]:
    """What is low, what got worse, and then what rests on too few people, at the period `now`.

    changed: what `what_changed` found in the same series.

    Low grades score the expected shortfall below the bound of B, E[max(0, bound - X)] with X normal around the
    estimate, as a share of the metric's range: it grows with the size of the gap and with its certainty. Losses score
    as in `what_changed`. Both are shares of a range and rank together. Few respondents score by how many are missing
    to the limit of indicative figures, and follow after.
    """
    losses = [finding for finding in changed if finding.kind is Kind.WORSENED]
    low = [finding for one in series for finding in _low_grades(one, now)]
    few: dict[tuple[tuple[str, Any], ...], Finding] = {}
    for finding in (finding for one in series for finding in _few(one, now)):
        few.setdefault(tuple(finding.subject.items()), finding)  # said once of a survey, not of each of its metrics
    return _ordered(losses + low) + _ordered(list(few.values()))


def _ordered(found: list[Finding]) -> list[Finding]:
    return sorted(found, key=lambda f: (-f.score, f.metric, tuple(map(str, f.subject.values()))))


def _width(metric: Metric) -> float:
    return metric.range[1] - metric.range[0]


def _changes(series: Series, now: int, before: int) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """(subject, numbers) of each change; none for a metric whose range has no width to compare sizes by."""
    if not np.isfinite(_width(series.metric)):
        return []
    new, old = series.at(now), series.at(before)
    there = old.index.get_indexer(new.index)
    new, old = new[there >= 0], old.iloc[there[there >= 0]]
    frame = compare.difference(new, old)[["change", "low", "high", "p"]]
    for column in ("value", "n", "grade"):
        if column in new:
            frame[column] = new[column].to_numpy()
            frame["before" if column == "value" else f"{column}_before"] = old[column].to_numpy()
    return [
        (dict(zip(series.by, subject, strict=True)), {str(name): number for name, number in row.items()})
        for subject, row in zip(new.index, frame.to_dict("records"), strict=True)
    ]


def _change(series: Series, subject: dict[str, Any], now: int, numbers: dict[str, Any]) -> Finding:
    kind = Kind.MOVED
    if series.metric.direction is not Direction.NONE:
        # A change that holds has its whole interval on one side of 0.
        better = (numbers["low"] > 0) == (series.metric.direction is Direction.HIGHER)
        kind = Kind.IMPROVED if better else Kind.WORSENED
    score = min(abs(numbers["low"]), abs(numbers["high"])) / _width(series.metric)
    return Finding(kind, series.metric.name, subject, now, score, numbers)


def _low_grades(series: Series, now: int) -> list[Finding]:
    if "grade" not in series.metric.extras:
        return []
    rows = series.at(now)
    per_index = 100 / series.metric.range[1]  # 1 for the IKM, 25 for an element on the 1-4 scale
    bounds = {g.letter: g for g in grades.bounds(now)}
    printed = float(bounds["B"].bound) / per_index
    bound = (float(bounds["B"].bound) - 0.005) / per_index  # what rounds to the bound has reached it
    found = []
    for subject, row in zip(rows.index, rows.to_dict("records"), strict=True):
        if row["grade"] not in ("C", "D"):
            continue
        gap, se = bound - float(row.get("exact", row["value"])), float(row["se"])
        z = gap / se if se > 0 else np.inf
        probability = float(special.ndtr(z))
        density = float(np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)) if se > 0 else 0.0
        shortfall = gap * probability + (se * density if se > 0 else 0.0)
        numbers = {name: row[name] for name in ("value", "low", "high", "n", "grade")}
        found.append(
            Finding(
                Kind.LOW_GRADE,
                series.metric.name,
                dict(zip(series.by, subject, strict=True)),
                now,
                shortfall / _width(series.metric),
                numbers | {"probability": probability, "bound": printed},
            )
        )
    return found


def _few(series: Series, now: int) -> list[Finding]:
    if series.metric.item in series.by:  # said once, of the survey, not of each of its elements
        return []
    least = int(sample.INDICATIVE.at().value)
    rows = series.at(now)
    return [
        Finding(
            Kind.FEW_RESPONDENTS,
            series.metric.name,
            dict(zip(series.by, subject, strict=True)),
            now,
            (least - int(row["n"])) / least,
            {"value": row["value"], "n": int(row["n"]), "least": least},
        )
        for subject, row in zip(rows.index, rows.to_dict("records"), strict=True)
        if sample.indicative(int(row["n"]))
    ]
