"""How much the same people's skills have changed."""

from __future__ import annotations

import pandas as pd

from metrics import formulas
from metrics.competence import family
from metrics.competence.terms import SKILL, SKILLS
from metrics.metric import Direction, Metric
from metrics.moments import numbers
from metrics.sums import Sum
from metrics.words import Words

PAIRS = tuple((f"skill_{key}", f"before_{key}") for key in family.ITEMS)


def _sums(now: str, before: str) -> tuple[Sum, ...]:
    return (
        Sum((), (now, before)),
        Sum((now,), (before,)),
        Sum((before,), (now,)),
        Sum((now, now), (before,)),
        Sum((before, before), (now,)),
        Sum((now, before)),
    )


SUMS = tuple(one for pair in PAIRS for one in _sums(*pair))


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    """Mean of latest minus first score per skill, over staff who have both; t interval (paired); n: those staff.

        mean of d,  d = now - before;  sum of d^2 = sum now^2 - 2 sum now before + sum before^2

    The same people at two times: a change, not the effect of training.
    """
    found = numbers(sums, tuple(one.name for one in SUMS)).reshape(len(sums), len(PAIRS), len(SUMS) // len(PAIRS))
    n, now, before, now_squares, before_squares, products = (found[:, :, place] for place in range(found.shape[2]))
    squares = now_squares - 2 * products + before_squares
    return formulas.means(sums.index, family.ITEM, family.ITEMS, n, now - before, squares, 1, -100, 100)


METRIC = Metric(
    name="skill_gain",
    family=family.FAMILY,
    label=Words("Perubahan keterampilan", "Change of skill"),
    meaning=Words(
        "Selisih nilai terakhir dan nilai pertama pegawai yang sama; perubahan, bukan bukti akibat pelatihan.",
        "Latest minus first score of the same staff; a change, no proof that training caused it.",
    ),
    formula=Words(
        "Rata-rata (nilai terakhir − nilai pertama) pegawai yang dinilai sekurangnya dua kali.",
        "Mean of (latest − first score) over staff assessed at least twice.",
    ),
    unit=Words("poin", "points"),
    direction=Direction.HIGHER,
    range=(-100.0, 100.0),
    decimals=1,
    source=family.OWN,
    table=family.TABLE,
    population=family.POPULATION,
    sums=SUMS,
    estimate=estimate,
    item=family.ITEM,
    item_label=SKILL,
    items=SKILLS,
)
