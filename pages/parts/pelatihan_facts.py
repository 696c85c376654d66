"""What the page Pelatihan is about: the 20 JP of each year and their pace, and what was asked beside them.

Draws nothing. JP start again every January, so everything is read at the end of a quarter, and what happened (training
taken, plans) is read from January to that quarter: the same stretch as the JP.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from data.answer import Answer, understood
from data.selection import Selection
from metrics.limits import cell_sizes, jp
from metrics.metric import Population
from metrics.periods import period_start
from pages.parts import access
from pages.parts.indicator import history, percent
from pages.parts.indicator.history import NAN, History

MET, COURSE, MEAN = "jp_met", "jp_on_course", "jp_mean"
OVER_TIME = (MET, COURSE, MEAN)
COVERAGE = ("area_coverage",)
SKILL = ("skill_level", "skill_gap", "skill_gain")
REACH = ("elearning_reach",)
CONTINUITY = ("training_gap", "idle_over_year", "never_trained")
STATES = (*COVERAGE, *SKILL, *REACH, *CONTINUITY)
TAKEN = (
    "completion",
    "certified",
    "certificates",
    "elearning_completion",
    "elearning_interaction",
    "participations",
)
GAIN = ("learning_gain",)
LIKED = ("reaction", "learning_gain", "participations")
MEANS = ("completion", "learning_gain", "cost_per_jp", "cost_per_certified", "certified", "participations")
PLAN = "plan_done"
STAFF, PLANS = "staff_quarter", "programme_record"
FULL = 100.0  # percent


@dataclass(frozen=True)
class Facts(History):
    """The history of the share with the yearly JP, in percent; `course`, `mean`: of those on course, and of mean JP.

    `taken`: training since January of all that is chosen together, by indicator.
    `asked`: the selection as the reader made it, before what does not hold for staff was left out.
    """

    course: History
    mean: History
    taken: Mapping[str, Answer]
    asked: Selection

    @property
    def year(self) -> Selection:
        """From January to the newest quarter."""
        return self.selection.but(first=period_start(self.now, "year"), last=self.now)

    @property
    def pace(self) -> float:
        """The share of staff, in percent, that has the yearly JP by now if all do so evenly over the year."""
        return pace(self.now)


def load(asked: Selection) -> Facts | None:
    """The facts of a selection; None while the store holds no staff within the reader's scope. Read only."""
    return _load(access.context(), asked)


def chosen(asked: Selection, table: str = STAFF) -> Selection:
    """What of a selection holds for a table of staff, by quarters."""
    return understood(asked, table).but(grain="quarter")


def pace(quarter: int) -> float:
    """Percent of the yearly duty that is due by the end of a quarter: 25, 50, 75, 100."""
    return FULL * jp.due(quarter) / jp.duty(quarter)


@access.remembered
def _load(_context: access.Context, asked: Selection) -> Facts | None:
    known = access.quarters(MET)
    if not known:
        return None
    selection = chosen(asked)
    reach = selection.but(first=None)  # earlier years stand beside the newest, and a year ago may lie before the first

    def told(name: str) -> History:
        def ask(*by: str) -> Answer:
            return percent.answer(access.answers(OVER_TIME, by=(*by, "period"), selection=reach)[name])

        return History(**history.parts(percent.metric(name), reach, known, ask))

    met = told(MET)
    year = selection.but(first=period_start(met.now, "year"), last=met.now)
    return Facts(
        **{name: getattr(met, name) for name in History.__dataclass_fields__} | {"selection": selection},
        course=told(COURSE),
        mean=told(MEAN),
        taken=percent.answers(TAKEN, selection=year),
        asked=asked,
    )


def plan(facts: Facts) -> Answer:
    """The plan since January and what was done of it; plans are made by city, so other filters are left out."""
    selection = chosen(facts.asked, PLANS).but(first=facts.year.first, last=facts.year.last)
    return percent.answers((PLAN,), selection=selection)[PLAN]


def taken_by(facts: Facts, names: tuple[str, ...], dimension: str) -> dict[str, Answer]:
    """What was taken since January, by area, kind or provider of training."""
    return percent.answers(names, by=(dimension,), selection=facts.year)


def states(facts: Facts, names: tuple[str, ...]) -> dict[str, Answer]:
    """How staff stand now, of all that is chosen together."""
    return percent.answers(names, selection=facts.selection.but(first=facts.now, last=facts.now))


def warm(asked: Selection) -> None:
    """Asks what the page asks, so that the next reader with a filter of this kind need not wait."""
    facts = load(asked)
    if facts is None:
        return
    states(facts, COVERAGE)
    for names, dimension in ((GAIN, "area"), (LIKED, "training_kind"), (MEANS, "partner")):
        taken_by(facts, names, dimension)
    by = "position" if facts.selection.unit else "unit"
    access.answer(MET, by=(by,), selection=facts.selection.but(first=facts.now, last=facts.now))
    for dimension in ("area", "period"):
        percent.answers((PLAN,), by=(dimension,), selection=plan(facts).selection)


def one(answers: Mapping[str, Answer], name: str) -> history.Row:
    """The single row of an indicator without items."""
    return history.rows_of(answers[name].frame)[0] | {"key": "", "name": ""}


def minimum() -> int:
    """The smallest group of staff that is shown."""
    return cell_sizes.minimum(Population.STAFF)


def short(facts: Facts) -> int:
    """How many staff of all that is chosen together lack the yearly JP.

    Raises TypeError where they are not shown.
    """
    row = facts.whole.at(facts.now)
    return round(int(row["n"]) * (FULL - float(row["value"])) / FULL)


def short_of(frame: pd.DataFrame) -> pd.Series:
    """How many staff of each group lack a share in percent; missing where it is hidden."""
    missing = frame["n"].astype("Float64").to_numpy(float, na_value=NAN)
    return pd.Series(missing * (FULL - frame["value"]) / FULL, index=frame.index).round()
