"""Probability that the true IKM earns an A."""

from __future__ import annotations

import pandas as pd

from metrics import estimates
from metrics.limits.weights import WEIGHTS
from metrics.metric import Direction, Metric, Source
from metrics.satisfaction import ikm, survey
from metrics.satisfaction.grade import probabilities
from metrics.words import Words


def estimate(sums: pd.DataFrame, weights: str = "exact") -> pd.DataFrame:
    """P(A) per group, from the unrounded IKM and its standard error (`grade.probabilities`); n: respondents.

    Extras: the probabilities of the other letters, `b`, `c`, `d`. NaN where the IKM has no value or no error.
    """
    index = ikm.estimate(sums, weights)
    chances = probabilities(index["exact"], index["se"], estimates.quarters(sums))
    others = {letter.lower(): chances[letter].to_numpy() for letter in ("B", "C", "D")}
    return estimates.frame(sums.index, chances["A"].to_numpy(), index["n"].to_numpy(), **others)


METRIC = Metric(
    name="grade_a_probability",
    family=survey.FAMILY,
    label=Words("Peluang mutu A", "Probability of grade A"),
    meaning=Words(
        "Seberapa besar peluang IKM sebenarnya bermutu A, mengingat yang ditanya hanya sebagian penerima layanan.",
        "How likely the true IKM is an A, given that only some of the users were asked.",
    ),
    formula=Words(
        "Luas sebaran normal (IKM tak dibulatkan, galat baku) di atas batas mutu A aturan periodenya.",
        "Mass of the normal distribution (unrounded IKM, standard error) above the period's bound of grade A.",
    ),
    unit=Words("peluang (0–1)", "probability (0–1)"),
    direction=Direction.HIGHER,
    range=(0.0, 1.0),
    decimals=2,
    source=Source("Pantau; batas: PermenPANRB 14/2017"),
    table=survey.TABLE,
    population=survey.POPULATION,
    sums=survey.ELEMENT_SUMS,
    estimate=estimate,
    extras=("b", "c", "d"),
    options={"weights": tuple(WEIGHTS)},
    limits=("grades", "element_weights"),
)
