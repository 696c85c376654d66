"""What the part on services of the page Layanan is about: the online share and its history, and what stands beside it.

Draws nothing. Indicators of the same groups are asked at once: one query for all that is chosen together, the same
again by city where there are several.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

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
APPLICATIONS = (PROCESSING, WAITING, RETURNED, COMPLETED)
TABLE = "service_transaction"


@dataclass(frozen=True)
class Facts(History):
    """The history of the online share, in percent. Those of the manual share, times and returns are made when asked for.

    `told`: the history of an indicator of applications. `asked`: the selection as the reader made it, before what does
    not hold for transactions was left out. A chosen channel holds for times and returns; the share of a channel among itself would say nothing, so there it is left out.
    """

    told: Callable[[str], History]
    asked: Selection

    @cached_property
    def manual(self) -> History:
        """The share that was not made online."""
        return self.told(MANUAL)

    @cached_property
    def processing(self) -> History:
        """How long applications took."""
        return self.told(PROCESSING)

    @cached_property
    def waiting(self) -> History:
        """How long people queued."""
        return self.told(WAITING)

    @cached_property
    def returned(self) -> History:
        """The share returned or rejected for correction."""
        return self.told(RETURNED)

    @cached_property
    def completed(self) -> History:
        """The share that is completed."""
        return self.told(COMPLETED)

    @property
    def newest(self) -> Selection:
        """The newest period only."""
        return self.processing.selection.but(first=self.now, last=self.now + QUARTERS_IN[self.grain] - 1)

    @property
    def year(self) -> Selection:
        """From a year before the newest period to its end."""
        return self.newest.but(first=self.before)

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


def warm(asked: Selection) -> None:
    """Asks what the page asks first, so that the next reader with a filter of this kind need not wait."""
    facts = load(asked)
    if facts is None or facts.hidden:
        return
    facts.processing, facts.waiting, facts.returned, facts.manual  # noqa: B018 - made when asked for
    if facts.within:
        beside = (MANUAL,) if asked.channel else (MANUAL, RETURNED)
        by(facts.manual, facts.within, beside, year=True)
    by(facts.processing, facts.within or "service", (PROCESSING, WAITING))
    by(facts.processing, "service", (PROCESSING, WAITING))


@access.remembered
def _load(_context: access.Context, asked: Selection) -> Facts | None:
    known = access.quarters(ONLINE)
    if not known:
        return None
    chosen = understood(asked, TABLE)

    # Without a channel chosen all come from one query.
    split = bool(chosen.channel)
    shares = chosen.but(channel=())

    @cache
    def answers(names: tuple[str, ...], selection: Selection, by: tuple[str, ...]) -> dict[str, Answer]:
        reach = selection.but(first=None)  # a year ago may lie before the first period shown
        return access.answers(names, by=(*by, "period"), selection=reach)

    def told(name: str) -> History:
        selection = shares if name in CHANNELS else chosen
        beside = (CHANNELS if name in CHANNELS else APPLICATIONS) if split else (*CHANNELS, *APPLICATIONS)

        def ask(*by: str) -> Answer:
            return percent.answer(answers(beside, selection, by)[name])

        return History(**history.parts(percent.metric(name), selection, known, ask))

    online = told(ONLINE)
    marks, undrawn = layanan_marks.of(shares)
    own = {name: getattr(online, name) for name in History.__dataclass_fields__}
    return Facts(**own | {"marks": marks, "undrawn": undrawn}, told=told, asked=asked)


def at(found: History) -> Row:
    """The newest row of all that is chosen together."""
    return found.whole.at(found.now)


def shown(found: History) -> bool:
    """Whether the newest value is there."""
    return State(at(found)["state"]) is State.SHOWN


def by(found: History, dimension: str, names: tuple[str, ...], *, year: bool = False) -> Mapping[str, Answer]:
    """Indicators of the newest period by a dimension; `year`: of every period since a year ago."""
    newest = found.newest_of(found.selection)
    if not year:
        return percent.answers(names, by=(dimension,), selection=newest)
    return percent.answers(names, by=(dimension, "period"), selection=newest.but(first=found.before))
