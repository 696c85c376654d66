"""What the page Kolaborasi is about: activities, ideas, innovations and agreements of a place, and how they went.

Draws nothing. Activities know a place and a day, no service and no kind of people, so the whole page is read by place
and period. What stands in one table is asked at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from data.answer import Answer
from data.selection import Selection
from metrics.metric import State
from metrics.periods import QUARTERS_IN
from pages.parts import access
from pages.parts import kolaborasi_rates as rates
from pages.parts.indicator import history, percent
from pages.parts.indicator.history import NAN, YEAR, History, Row

ACTIVITIES, ATTENDANCE, IDEAS, ADOPTION = "activities", "attendance", "ideas_raised", "idea_adoption"
OF_ACTIVITIES = (ACTIVITIES, ATTENDANCE, IDEAS, ADOPTION)
INNOVATIONS, FUNNEL, INVOLVED = "innovations", "innovation_funnel", "staff_involved"
TO_PILOT, TO_RUNNING = "days_to_pilot", "days_to_running"
OF_INNOVATIONS = (INNOVATIONS, FUNNEL, TO_PILOT, TO_RUNNING, INVOLVED)
PARTNERSHIPS = "partnerships"
OF_PARTNERS = (PARTNERSHIPS, "partner_participants", "partner_certificates", "internships")
STAFF = "jp_met"  # its n is the staff of a place at the end of a period
RUNNING = "running"


@dataclass(frozen=True)
class Facts(History):
    """The history of activities, with those of ideas and people beside it.

    `asked`: the selection as the reader made it. `reach`, `ideas`: per 100 staff. `innovations`: by the quarter of the
    idea. `partners`: agreements in force. None where the store holds nothing of it.
    """

    asked: Selection
    reach: History
    ideas: History
    adoption: History
    innovations: History | None
    partners: History | None

    @property
    def year(self) -> Selection:
        """The last four quarters up to the end of the newest period."""
        last = self.now + QUARTERS_IN[self.grain] - 1
        return self.selection.but(first=last - YEAR + 1, last=last)

    @property
    def so_far(self) -> Selection:
        """Everything up to the end of the newest period that the reader looks at."""
        return self.selection.but(last=self.now + QUARTERS_IN[self.grain] - 1)


def chosen(asked: Selection) -> Selection:
    """What of a selection holds for activities, innovations and agreements alike."""
    return Selection(city=asked.city, unit=asked.unit, first=asked.first, last=asked.last, grain=asked.grain)


def load(asked: Selection) -> Facts | None:
    """The facts of a selection; None while the store holds no activity within the reader's scope. Read only."""
    return _load(access.context(), asked)


@access.remembered
def _load(_context: access.Context, asked: Selection) -> Facts | None:
    known = access.quarters(ACTIVITIES)
    if not known:
        return None
    selection = chosen(asked)
    held = _history(ACTIVITIES, OF_ACTIVITIES, selection, known)
    fixed = selection.but(last=held.now + QUARTERS_IN[selection.grain] - 1)  # one newest period for the whole page

    def beside(name: str, together: tuple[str, ...]) -> History:
        # Of activities the newest period is the same already: the rows that were asked for serve again.
        return _history(name, together, selection if together is OF_ACTIVITIES else fixed, known)

    staff = beside(STAFF, (STAFF,))
    attendance, ideas = beside(ATTENDANCE, OF_ACTIVITIES), beside(IDEAS, OF_ACTIVITIES)
    return Facts(
        **{name: getattr(held, name) for name in History.__dataclass_fields__},
        asked=asked,
        reach=rates.reach(attendance, staff),
        ideas=rates.ideas(ideas, staff),
        adoption=beside(ADOPTION, OF_ACTIVITIES),
        innovations=beside(INNOVATIONS, (INNOVATIONS,)) if access.quarters(INNOVATIONS) else None,
        partners=beside(PARTNERSHIPS, (PARTNERSHIPS,)) if access.quarters(PARTNERSHIPS) else None,
    )


def _history(name: str, together: tuple[str, ...], selection: Selection, known: tuple[int, ...]) -> History:
    reach = selection.but(first=None)  # a year ago may lie before the first period shown

    def ask(*by: str) -> Answer:
        return percent.answer(access.answers(together, by=(*by, "period"), selection=reach)[name])

    return History(**history.parts(percent.metric(name), selection, known, ask))


def ask(names: tuple[str, ...], selection: Selection, *by: str) -> Mapping[str, Answer]:
    """The indicators as readers see them."""
    return percent.answers(names, by=by, selection=selection)


def only(answer: Answer) -> dict[str, Any]:
    """The single row of an answer that groups by nothing."""
    return history.rows_of(answer.frame)[0]


def at(found: History) -> Row:
    """The newest row of all that is chosen together."""
    return found.whole.at(found.now)


def stages(facts: Facts) -> dict[str, int]:
    """How many of the innovations whose idea was recorded up to the newest period stand at each stage now."""
    frame = ask((INNOVATIONS,), facts.so_far.but(first=None), "stage")[INNOVATIONS].frame
    shown = frame[frame["state"] == State.SHOWN]
    return {str(stage): int(value) for stage, value in zip(shown["stage"], shown["value"], strict=True)}


def number(row: Row) -> float:
    """The value of a row, NaN where it is not shown."""
    return float(row["value"]) if State(row["state"]) is State.SHOWN else NAN
