"""What the part on services of the page Layanan is about: the online share and its history, and what stands beside it.

Draws nothing. Indicators of the same groups are asked at once: one query for all that is chosen together, the same
again by city where there are several.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data.answer import Answer, understood
from data.selection import Selection
from metrics.metric import State
from metrics.periods import QUARTERS_IN
from pages.parts import access, layanan_marks
from pages.parts.indicator import history, percent
from pages.parts.indicator.history import History, Row

ONLINE, MANUAL = "online_share", "manual_share"
PROCESSING, WAITING, RETURNED, COMPLETED = "processing_time", "waiting_time", "returned_share", "completed_share"
CHANNELS = (ONLINE, MANUAL)
APPLICATIONS = (PROCESSING, WAITING, RETURNED, COMPLETED, "transactions")
TABLE = "service_transaction"


@dataclass(frozen=True)
class Facts(History):
    """The history of the online share, in percent, with those of the manual share, times, returns beside it.

    `asked`: the selection as the reader made it, before what does not hold for transactions was left out. A chosen
    channel holds for times and returns; the share of a channel among itself would say nothing, so there it is left out.
    """

    manual: History
    processing: History
    waiting: History
    returned: History
    completed: History
    asked: Selection

    @property
    def newest(self) -> Selection:
        """The newest period only."""
        return self.processing.selection.but(first=self.now, last=self.now + QUARTERS_IN[self.grain] - 1)

    @property
    def year(self) -> Selection:
        """From a year before the newest period to its end."""
        return self.newest.but(first=self.before)

    @property
    def hidden(self) -> bool:
        """Whether the newest figures are not shown."""
        return State(self.whole.at(self.now)["state"]) is not State.SHOWN

    @property
    def within(self) -> str:
        """What stands side by side: cities, the offices of a city, the services of an office; nothing within one."""
        if self.several:
            return "city"
        if len(self.selection.unit) != 1:
            return "unit"
        return "service" if len(self.selection.service) != 1 else ""


def load(asked: Selection) -> Facts | None:
    """The facts of a selection; None while the store holds no transaction within the reader's scope. Read only."""
    return _load(access.context(), asked)


@access.remembered
def _load(_context: access.Context, asked: Selection) -> Facts | None:
    known = access.quarters(ONLINE)
    if not known:
        return None
    chosen = understood(asked, TABLE)

    def told(name: str, beside: tuple[str, ...], selection: Selection) -> History:
        reach = selection.but(first=None)  # a year ago may lie before the first period shown

        def ask(*by: str) -> Answer:
            return percent.answer(access.answers(beside, by=(*by, "period"), selection=reach)[name])

        return History(**history.parts(percent.metric(name), selection, known, ask))

    # Without a channel chosen all come from one query.
    every = (*CHANNELS, *APPLICATIONS)
    split = bool(chosen.channel)
    shares = chosen.but(channel=())
    online = told(ONLINE, CHANNELS if split else every, shares)
    beside = APPLICATIONS if split else every
    marks, undrawn = layanan_marks.of(shares)
    return Facts(
        **{name: getattr(online, name) for name in History.__dataclass_fields__} | {"marks": marks, "undrawn": undrawn},
        manual=told(MANUAL, CHANNELS if split else every, shares),
        processing=told(PROCESSING, beside, chosen),
        waiting=told(WAITING, beside, chosen),
        returned=told(RETURNED, beside, chosen),
        completed=told(COMPLETED, beside, chosen),
        asked=asked,
    )


def at(found: History) -> Row:
    """The newest row of all that is chosen together."""
    return found.whole.at(found.now)


def shown(found: History) -> bool:
    """Whether the newest value is there."""
    return State(at(found)["state"]) is State.SHOWN


def by(found: History, dimension: str, names: tuple[str, ...], *, year: bool = False) -> Mapping[str, Answer]:
    """Indicators of the newest period by a dimension; `year`: of every period since a year ago."""
    newest = found.selection.but(first=found.now, last=found.now + QUARTERS_IN[found.grain] - 1)
    if not year:
        return percent.answers(names, by=(dimension,), selection=newest)
    return percent.answers(names, by=(dimension, "period"), selection=newest.but(first=found.before))
