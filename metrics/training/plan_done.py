"""How much of the planned training was done."""

from __future__ import annotations

import pandas as pd

from metrics import estimates, moments
from metrics.metric import Direction, Metric, Population
from metrics.sums import Sum, answers, total
from metrics.training import family
from metrics.words import Words

PLAN = "planned_seats"
DONE = Sum(("done_seats",), (PLAN,))


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Participants who completed over participants planned; above 1 where more came than planned.

    A count of what was done against a plan, not a sample: no interval. n: planned trainings. NaN where no participant
    was planned. Extras: `planned`, `done` (participants).
    """
    n, planned, done = moments.numbers(sums, (answers(PLAN).name, total(PLAN).name, DONE.name)).T
    return estimates.frame(sums.index, moments.ratio(done, planned), n, planned=planned, done=done)


METRIC = Metric(
    name="plan_done",
    family=family.FAMILY,
    label=Words("Rencana pelatihan terlaksana", "Training plan done"),
    meaning=Words(
        "Peserta yang menyelesaikan pelatihan dibandingkan dengan yang direncanakan; 1 berarti sesuai rencana.",
        "Participants who completed their training against those planned; 1 means as planned.",
    ),
    formula=Words(
        "Peserta selesai dibagi peserta yang direncanakan, untuk pelatihan yang ada rencananya.",
        "Participants who completed over participants planned, for trainings that have a plan.",
    ),
    unit=Words("bagian dari rencana", "share of the plan"),
    percent=True,
    direction=Direction.HIGHER,
    range=(0.0, float("inf")),
    decimals=3,
    source=family.OWN,
    table=family.PLANNED,
    counts=family.PROGRAMMES,
    population=Population.NOBODY,  # what an office planned and held: it says nothing of any one person
    sums=(answers(PLAN), total(PLAN), DONE),
    estimate=estimate,
    extras=("planned", "done"),
)
