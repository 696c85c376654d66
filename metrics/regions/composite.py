"""Several indicators as one number, only with the reader's own weights, and with what other weights would have said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from metrics.metric import Direction, Metric
from metrics.moments import Floats
from metrics.regions.ranks import ranked

DRAWS = 4_000
SEED = 20_170_014
# Concentration of the drawn weights around the chosen ones: with four equal weights of 25 %, most draws lie between 10 and 45 %.
CONCENTRATION = 12.0


def composite(values: pd.DataFrame, metrics: Sequence[Metric], weights: Mapping[str, float]) -> pd.DataFrame:
    """Weighted score 0-100 of each place, and its band over nearby weights.

    values: one row per place, one column per indicator by name. Each is put on 0-100 by the range that the indicator
    declares, or, where that is open, by the least and the largest of the places; 100 is the good end. Score: mean by
    `weights` (normalised to 1; those left out are 0).

    Sensitivity: weights are drawn `DRAWS` times from a Dirichlet distribution around the chosen ones; low, high hold
    95 % of the scores, rank_low, rank_high of the ranks, `first` is the share of draws in which the place leads.
    A place that lacks an indicator with a weight has no score: nothing is filled in.

    Raises ValueError without a positive weight (Pantau sets none by itself), for a negative one, for an unknown
    indicator, and for one without a good direction.
    """
    by_name = {m.name: m for m in metrics}
    if unknown := sorted(set(weights) - set(by_name)):
        raise ValueError(f"no such indicator here: {', '.join(unknown)}")
    if min(weights.values(), default=0.0) < 0:
        raise ValueError("a weight is not negative")
    used = [name for name, weight in weights.items() if weight > 0]
    if not used:
        raise ValueError("set the weights: there is no composite without the reader's own")
    if aimless := [name for name in used if by_name[name].direction is Direction.NONE]:
        raise ValueError(f"neither more nor less is better: {', '.join(aimless)}")
    scaled = np.column_stack([_scaled(values[name].to_numpy(np.float64), by_name[name]) for name in used])
    own = np.array([weights[name] for name in used], np.float64)
    own /= own.sum()
    known = ~np.isnan(scaled).any(axis=1)
    drawn = np.random.default_rng(SEED).dirichlet(CONCENTRATION * own, DRAWS)
    scores = drawn @ scaled[known].T
    ranks = ranked(scores)
    found = pd.DataFrame(np.nan, index=values.index, columns=["score", "low", "high", "rank_low", "rank_high", "first"])
    if known.any():
        found.loc[known, "score"] = scaled[known] @ own
        found.loc[known, ["low", "high"]] = np.quantile(scores, (0.025, 0.975), axis=0).T
        found.loc[known, "rank_low"] = np.quantile(ranks, 0.025, axis=0, method="lower")
        found.loc[known, "rank_high"] = np.quantile(ranks, 0.975, axis=0, method="higher")
        found.loc[known, "first"] = (ranks == 1).mean(axis=0)
    return found


def _scaled(values: Floats, metric: Metric) -> Floats:
    low, high = metric.range
    if not np.isfinite(high - low):
        low, high = (np.nanmin(values), np.nanmax(values)) if not np.isnan(values).all() else (0.0, 1.0)
    share = (values - low) / (high - low) if high > low else np.where(np.isnan(values), np.nan, 0.5)
    found: Floats = 100 * (1 - share if metric.direction is Direction.LOWER else share)
    return found
