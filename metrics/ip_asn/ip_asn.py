"""IP ASN, the professionalism index of civil servants (PermenPANRB 38/2018)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from metrics import formulas
from metrics.ip_asn import family, points
from metrics.ip_asn.terms import CATEGORIES
from metrics.limits import ip_asn as rules
from metrics.metric import Direction, Metric
from metrics.moments import counts, totals
from metrics.words import Words

COLUMN = "ip_total"


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """IP ASN per group: the mean of its staff, 0-100; t interval; n: staff whose index is known.

    Left out are staff whose degree or performance rating is unknown: an index of fewer dimensions is not the rule's.
    Extra `category`: key in `CATEGORIES`, read off the exact mean rounded half-up to a whole number as the rule's
    whole bounds ask for (90.49 Tinggi, 90.50 Sangat Tinggi); None where undefined.
    """
    n, total = counts(sums, (COLUMN,))[:, 0], totals(sums, (COLUMN,))[:, 0]
    unit = 2 * family.PER_POINT * np.maximum(n, 1)  # whole-number arithmetic: a tie is a tie
    whole = (2 * total + family.PER_POINT * n) // unit
    category = np.array(list(CATEGORIES), dtype=object)[points.bands(whole, rules.CATEGORY.at().value)]
    category[n == 0] = None
    return formulas.column_mean(sums, COLUMN, family.PER_POINT, 0, 100, category=category)


METRIC = Metric(
    name="ip_asn",
    family=family.FAMILY,
    label=Words("Indeks Profesionalitas ASN (IP ASN)", "Professionalism index (IP ASN)"),
    meaning=Words(
        "Seberapa profesional pegawai menurut ijazah, pelatihan, kinerja dan disiplin; 100 tertinggi.",
        "How professional staff are by degree, training, performance and discipline; 100 is highest.",
    ),
    formula=Words(
        "Kualifikasi (25) + kompetensi (40) + kinerja (30) + disiplin (5) tiap pegawai, dirata-rata. Kategori dibaca setelah dibulatkan ke bilangan bulat, setengah ke atas. Pegawai yang ijazah atau kinerjanya tidak diketahui tidak ikut.",
        "Qualification (25) + competence (40) + performance (30) + discipline (5) of each staff member, averaged. The category is read after rounding to a whole number, halves up. Staff with unknown degree or performance do not count.",
    ),
    unit=family.POINTS,
    direction=Direction.HIGHER,
    range=(0.0, 100.0),
    decimals=2,
    source=family.RULE,
    table=family.TABLE,
    population=family.POPULATION,
    sums=formulas.moments_of((COLUMN,)),
    estimate=estimate,
    extras=("category",),
    limits=(*family.POINT_LIMITS, "ip_asn_category"),
)
