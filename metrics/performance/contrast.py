"""Offices where nearly all reviews are good while the satisfaction of their citizens falls: two figures, no cause."""

from __future__ import annotations

import pandas as pd

from metrics import compare
from metrics.limits.predicate_spread import NEARLY_ALL_GOOD

_GOOD = ("value", "low", "high", "n")
COLUMNS = (
    "unit",
    *(f"good_{name}" for name in _GOOD),
    "ikm",
    "ikm_before",
    "ikm_n",
    "change",
    "low",
    "high",
    "p_adjusted",
)


def nearly_all_good(good: pd.DataFrame, satisfaction: pd.DataFrame, now: int, before: int) -> pd.DataFrame:
    """One row per office (`COLUMNS`), the surest fall first.

    good: answer of `good_share` by unit and period, shares 0-1. satisfaction: answer of `ikm` by unit and period,
    without what must not be compared. An office is listed when its share of good reviews in the period `now` reaches
    the limit `nearly_all_good` and its index is lower than in the period `before`. `p_adjusted` tells whether that fall
    is larger than chance: Benjamini-Hochberg over every such office whose index can be compared, fallen or not (which
    offices those are says nothing about their index). Rows without a value (hidden, undefined, no data) say nothing.
    """
    rated = good[(good["period"] == now) & (good["value"] >= NEARLY_ALL_GOOD.at(now).value)].set_index("unit")
    index = satisfaction[satisfaction["value"].notna()].set_index("unit")
    new, old = index[index["period"] == now], index[index["period"] == before]
    both = rated.index.intersection(new.index).intersection(old.index)
    new, old = new.loc[both], old.loc[both]
    found = compare.difference(new, old)
    found["p_adjusted"] = compare.benjamini_hochberg(found["p"])
    found["ikm"], found["ikm_before"], found["ikm_n"] = new["value"], old["value"], new["n"]
    found = found.join(rated[list(_GOOD)].add_prefix("good_"))
    listed = found[found["change"] < 0].sort_values(["p_adjusted", "change"])
    return listed.rename_axis("unit").reset_index()[list(COLUMNS)]
