"""Cronbach's alpha of the nine elements."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import special

from metrics import estimates, moments
from metrics.metric import Direction, Metric, Source
from metrics.moments import Floats, Integers
from metrics.satisfaction import survey
from metrics.satisfaction.elements import ELEMENT_KEYS
from metrics.sums import Sum
from metrics.words import Words

NOISE = 1e-12  # a variance this small beside those it was added up from is a 0 that rounding left


def of_covariance(covariance: Floats) -> Floats:
    """alpha = k/(k-1) (1 - trace/sum) of covariance matrices (g, k, k): (g,).

    NaN where the total has no variance, and where blanks leave a pairwise matrix so inconsistent that alpha exceeds 1.
    """
    k: int = covariance.shape[-1]
    trace = np.trace(covariance, axis1=1, axis2=2)
    total = covariance.sum(axis=(1, 2))
    total = np.where(total > NOISE * trace, total, 0)
    return up_to_one(k / (k - 1) * (1 - moments.ratio(trace, total)))


def up_to_one(coefficient: Floats) -> Floats:
    """The coefficient, 1 where rounding left it a hair above, NaN where it is really beyond."""
    within: Floats = np.where(coefficient <= 1 + 1e-9, np.minimum(coefficient, 1), np.nan)
    return within


def feldt_interval(alpha: Floats, n: Integers, k: int) -> tuple[Floats, Floats]:
    """1 - (1 - alpha) F with F of n - 1 and (n - 1)(k - 1) degrees of freedom (Feldt 1965). NaN for n < 2."""
    freedom = np.where(n > 1, n - 1.0, np.nan)
    high_f = special.fdtri(freedom, freedom * (k - 1), 0.975)
    low_f = special.fdtri(freedom, freedom * (k - 1), 0.025)
    return 1 - (1 - alpha) * high_f, 1 - (1 - alpha) * low_f


def shared_answers(sums: pd.DataFrame, columns: tuple[str, ...] = ELEMENT_KEYS) -> Integers:
    """The smallest number of respondents who answered two columns both: what a pairwise matrix rests on at least."""
    pairs = tuple(Sum((), (a, b)).name for i, a in enumerate(columns) for b in columns[i + 1 :])
    least: Integers = moments.numbers(sums, pairs).min(axis=1)
    return least


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Alpha per group from pairwise-complete covariances; Feldt interval from the least answered pair; n: respondents.

    NaN where two elements share fewer than two respondents, or where the total score does not vary.
    """
    alpha = of_covariance(moments.covariance(sums, ELEMENT_KEYS))
    low, high = feldt_interval(alpha, shared_answers(sums), survey.K)
    return estimates.frame(sums.index, alpha, moments.rows(sums), low, high)


METRIC = Metric(
    name="alpha",
    family=survey.FAMILY,
    label=Words("Alpha Cronbach", "Cronbach's alpha"),
    meaning=Words(
        "Seberapa ajek kesembilan unsur mengukur satu kepuasan yang sama; mendekati 1 berarti ajek.",
        "How consistently the nine elements measure one satisfaction; close to 1 is consistent.",
    ),
    formula=Words(
        "k/(k−1) × (1 − jumlah ragam unsur ÷ ragam skor total), dari kovarians pasangan unsur yang sama-sama dijawab.",
        "k/(k−1) × (1 − sum of element variances ÷ variance of the total), from covariances of pairs both answered.",
    ),
    unit=Words("koefisien", "coefficient"),
    direction=Direction.HIGHER,
    range=(float("-inf"), 1.0),
    decimals=3,
    source=Source("Cronbach (1951); selang Feldt (1965)"),
    table=survey.TABLE,
    population=survey.POPULATION,
    sums=survey.ELEMENT_SUMS,
    estimate=estimate,
    limits=("alpha_minimum",),
)
