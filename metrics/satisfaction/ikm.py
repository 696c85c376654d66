"""IKM, the public satisfaction index of the SKM (PermenPANRB 14/2017)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from metrics import estimates, interval, moments, rounding
from metrics.limits import grades
from metrics.limits.weights import INDEX_PER_POINT, WEIGHTS
from metrics.metric import Direction, Metric
from metrics.satisfaction import survey
from metrics.satisfaction.elements import ELEMENT_KEYS
from metrics.sums import means_of
from metrics.words import Words

_WHOLE = next(s.name for s in survey.ELEMENT_SUMS if s not in means_of(ELEMENT_KEYS))  # there with all of its kind


def estimate(sums: pd.DataFrame, weights: str = "exact") -> pd.DataFrame:
    """IKM per group.

        IKM = 25 * sum over elements e of w * s_e / n_e

    s_e, n_e: scores (1-4) of element e added up, and its answers; w: weight of an element (1/9, or 0.111 or 0.11 as
    some reports print it). Exact, rounded half-up once to 2 decimals; graded after rounding by the rule of `period`.

    SE by the delta method over the element means with their own n and their covariances (`moments.mean_covariance`);
    with complete answers it is sd(I)/sqrt(n) of the respondents' own index I. t interval with n - 1 degrees of
    freedom, cut to what the weights allow (25-100), rounded to 2 decimals. n: respondents.

    Undefined (NaN): an element that nobody answered has no NRR, and the rule gives no index of fewer elements; to
    leave it out or to count it as 0 would change the index without a word. No interval from one respondent.

    Extras: `exact` (unrounded), `grade` (letter or None), `rule` (key in `metrics.limits.grades`).
    """
    weight = WEIGHTS[weights]
    totals, counts = moments.totals(sums, ELEMENT_KEYS), moments.counts(sums, ELEMENT_KEYS)
    value, exact = rounding.weighted_means(totals, counts, INDEX_PER_POINT * weight)
    per_mean = float(INDEX_PER_POINT * weight)
    # The value alone is asked of some ten thousand small groups, which then have no sums of the error.
    se = per_mean * moments.error_of_sum(sums, ELEMENT_KEYS) if _WHOLE in sums else np.full(len(sums), np.nan)
    n = moments.rows(sums)
    low, high = interval.t_interval(exact, se, n - 1, per_mean * survey.K, per_mean * survey.K * 4)
    quarters = estimates.quarters(sums)
    held, of = grades.rules(quarters)
    return estimates.frame(
        sums.index,
        value,
        n,
        np.minimum(rounding.half_up_floats(low), value),  # the rounded value never leaves its own interval
        np.maximum(rounding.half_up_floats(high), value),
        se,
        n - 1,
        exact=exact,
        grade=grades.grades(value, quarters),
        rule=np.array([each.key for each in held], dtype=object)[of],
    )


METRIC = Metric(
    name="ikm",
    family=survey.FAMILY,
    label=Words("Indeks Kepuasan Masyarakat (IKM)", "Public satisfaction index (IKM)"),
    meaning=Words(
        "Seberapa puas penerima layanan, dari sembilan unsur pelayanan; 25 terendah, 100 tertinggi.",
        "How satisfied service users are, over nine elements of service; 25 is lowest, 100 highest.",
    ),
    formula=Words(
        "NRR tiap unsur (jumlah nilai dibagi jumlah jawaban) dikali bobot 1/9, dijumlahkan, dikali 25; dibulatkan "
        "sekali ke dua desimal, lalu mutu dibaca dari hasil bulatan. Jawaban kosong tidak ikut dihitung.",
        "Each element's mean (scores added up over answers) times the weight 1/9, added up, times 25; rounded once to "
        "two decimals, and graded after rounding. Blank answers do not count.",
    ),
    unit=Words("poin (25–100)", "points (25–100)"),
    direction=Direction.HIGHER,
    range=(25.0, 100.0),
    decimals=2,
    source=survey.RULE,
    table=survey.TABLE,
    population=survey.POPULATION,
    sums=survey.ELEMENT_SUMS,
    value_sums=means_of(ELEMENT_KEYS),
    estimate=estimate,
    extras=("exact", "grade", "rule"),
    options={"weights": tuple(WEIGHTS)},
    limits=("grades", "element_weights"),
)
