"""How sure a grade is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import special

from metrics import rounding
from metrics.limits import grades
from metrics.moments import Floats


def probabilities(
    value: npt.ArrayLike, se: npt.ArrayLike, quarters: Sequence[float | None] | None = None
) -> pd.DataFrame:
    """Probability of each grade A-D per estimate: one row each, one column per letter, worst first, adding up to 1.

        P(letter) = Phi((upper - value) / se) - Phi((lower - value) / se)

    the normal mass between the bounds of the rule of the quarter, half a hundredth below the printed ones, because an
    index is rounded to two decimals before it is graded (88.305 is already an A). value: the *unrounded* index;
    se: its standard error. With se 0 the letter is certain; NaN where value or se is NaN.
    """
    index = np.atleast_1d(np.asarray(value, np.float64))
    error = np.broadcast_to(np.asarray(se, np.float64), index.shape)
    periods = quarters if quarters is not None else [None] * len(index)
    lower = np.array([[g.lowest / 100 - 0.005 for g in grades.bounds(q)[1:]] for q in periods])
    lower = lower.reshape(len(index), len(grades.LETTERS) - 1)
    spread = error > 0
    below = special.ndtr((lower - index[:, None]) / np.where(spread, error, np.nan)[:, None])
    # Without spread there is one letter: that of the rounded index, as graded everywhere else.
    cents = np.rint(rounding.half_up_floats(index) * 100)[:, None]
    certain = np.where(cents < np.rint(lower * 100 + 0.5), 1.0, 0.0)
    below = np.where((error == 0)[:, None], certain, below)
    below[np.isnan(index)] = np.nan
    ends = np.ones((len(index), 1)), np.zeros((len(index), 1))
    cumulative: Floats = np.hstack([ends[1], below, ends[0]])
    return pd.DataFrame(np.diff(cumulative, axis=1), columns=list(grades.LETTERS))
