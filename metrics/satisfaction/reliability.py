"""The reliability panel of a questionnaire: alpha, omega, and the elements that fail the r table."""

from __future__ import annotations

import pandas as pd

from metrics.limits.reliability import ALPHA_MINIMUM
from metrics.satisfaction import alpha, item_total, omega, survey


def panel(sums: pd.DataFrame) -> pd.DataFrame:
    """One row per group: `alpha`, `alpha_low`, `alpha_high`, `omega`, `n`, `reliable`, `r_table`, `invalid`, `untested`.

    reliable: alpha reaches the customary minimum (None where undefined); r_table: the critical correlation at the
    group's number of respondents; invalid: elements whose corrected item-total correlation stays below it;
    untested: elements without a correlation (nobody answered, or everybody the same).
    """
    found = alpha.estimate(sums)
    items = item_total.estimate(sums)
    names = items[survey.ITEM].to_numpy(object).reshape(len(sums), survey.K)
    valid = items["valid"].to_numpy(object).reshape(len(sums), survey.K)
    least = float(ALPHA_MINIMUM.at().value)
    return pd.DataFrame(
        {
            "alpha": found["value"],
            "alpha_low": found["low"],
            "alpha_high": found["high"],
            "omega": omega.estimate(sums)["value"],
            "n": found["n"],
            "reliable": [None if pd.isna(a) else bool(a >= least) for a in found["value"]],
            "r_table": item_total.critical(found["n"]),
            "invalid": [tuple(row[[v is False for v in ok]]) for row, ok in zip(names, valid, strict=True)],
            "untested": [tuple(row[[v is None for v in ok]]) for row, ok in zip(names, valid, strict=True)],
        },
        index=sums.index,
    )
