"""Whether the four statements of resistance measure one thing."""

from __future__ import annotations

import numpy as np
import pandas as pd

from metrics import estimates, moments
from metrics.metric import Direction, Metric, Source
from metrics.resistance import family
from metrics.resistance.terms import statements
from metrics.satisfaction import alpha, omega
from metrics.sums import covariances_of
from metrics.words import Words

COLUMNS = statements("resistance")


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Cronbach's alpha per group as `satisfaction.alpha`, Feldt interval; n: answers to the least answered pair.

    NaN where two statements share fewer than two answers, or where the total does not vary. Extra `omega`: McDonald's,
    as `satisfaction.omega`; NaN unless every pair shares more answers than there are statements.
    """
    matrices, n = moments.covariance(sums, COLUMNS), alpha.shared_answers(sums, COLUMNS)
    value = alpha.of_covariance(matrices)
    low, high = alpha.feldt_interval(value, n, len(COLUMNS))
    found = [omega.of_covariance(one) if m > len(COLUMNS) else float("nan") for one, m in zip(matrices, n, strict=True)]
    return estimates.frame(sums.index, value, n, low, high, omega=np.array(found, np.float64))


METRIC = Metric(
    name="resistance_reliability",
    family=family.FAMILY,
    label=Words("Keajekan R (alpha)", "Reliability of R (alpha)"),
    meaning=Words(
        "Seberapa ajek keempat butir resistansi mengukur satu hal yang sama; mendekati 1 berarti ajek. Omega: tanpa menganggap semua butir sama kuat.",
        "How consistently the four statements of resistance measure one thing; close to 1 is consistent. Omega: without taking all for equally strong.",
    ),
    formula=Words(
        "k/(k−1) × (1 − jumlah ragam butir ÷ ragam jumlahnya), k = 4; jawaban yang bertentangan tidak ikut.",
        "k/(k−1) × (1 − sum of statement variances ÷ variance of the total), k = 4; contradictory answers do not count.",
    ),
    unit=Words("koefisien", "coefficient"),
    direction=Direction.HIGHER,
    range=(float("-inf"), 1.0),
    decimals=3,
    source=Source("Cronbach (1951); selang Feldt (1965)"),
    table=family.TABLE,
    counts=family.ANSWERS,
    population=family.POPULATION,
    sums=covariances_of(COLUMNS),
    estimate=estimate,
    extras=("omega",),
    limits=("alpha_minimum",),
)
