"""How many of the ideas raised were adopted."""

from __future__ import annotations

import numpy as np
import pandas as pd

from metrics import formulas, moments
from metrics.culture import family
from metrics.metric import Direction, Metric
from metrics.sums import Sum
from metrics.words import Words

RAISED, ADOPTED = "ideas_raised", "ideas_adopted"
SUMS = (Sum((RAISED,), (ADOPTED,)), Sum((ADOPTED,), (RAISED,)))


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Ideas adopted over ideas raised, at activities that recorded both; Wilson interval; n: ideas raised.

    NaN where no idea was raised, and where more were adopted than raised: such records contradict themselves.
    """
    raised, adopted = moments.numbers(sums, tuple(one.name for one in SUMS)).T
    sound = adopted <= raised
    made = formulas.share(sums.index, np.where(sound, adopted, 0), raised)
    made.loc[~sound, ["value", "low", "high", "se", "df"]] = np.nan
    return made


METRIC = Metric(
    name="idea_adoption",
    family=family.FAMILY,
    label=Words("Ide yang diterapkan", "Ideas adopted"),
    meaning=Words(
        "Bagian ide yang diajukan pada kegiatan dan kemudian diterapkan.",
        "Share of the ideas raised at activities that were adopted later.",
    ),
    formula=Words(
        "Ide diterapkan dibagi ide diajukan, dari kegiatan yang mencatat keduanya.",
        "Ideas adopted over ideas raised, at activities that recorded both.",
    ),
    unit=family.SHARE,
    direction=Direction.HIGHER,
    range=(0.0, 1.0),
    decimals=3,
    source=family.OWN,
    table=family.ACTIVITIES,
    population=family.NOBODY,
    sums=SUMS,
    estimate=estimate,
    percent=True,
    counts=family.IDEAS,
)
