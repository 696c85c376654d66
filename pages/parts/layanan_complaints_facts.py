"""What the part on complaints of the page Layanan is about: which are settled in time, and what stands beside it.

Draws nothing. Complaints know their place, their service and their date, nothing of who made them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any

import numpy as np
import pandas as pd

from data.answer import Answer, understood
from data.selection import Selection
from metrics.complaints.volume import per_thousand
from metrics.metric import STATE, Metric, State
from metrics.registry import metric
from metrics.words import Words
from pages.parts import access, words
from pages.parts import layanan_facts as services
from pages.parts.indicator import history, percent
from pages.parts.indicator.history import History, Row

IN_TIME, ANSWERED, CLOSE, RESPONSE = "closed_in_time", "response_in_time", "days_to_close", "days_to_response"
REOPENED, TOPICS, RECEIVED = "reopened_share", "topic_share", "complaints"
BESIDE = (ANSWERED, CLOSE, RESPONSE, REOPENED, RECEIVED)
APPLICATIONS = "transactions"
VOLUME = "complaint_volume"  # no indicator of one table
TABLE = "complaint_record"
PERIOD = "period"


@dataclass(frozen=True)
class Facts(History):
    """The history of the share settled in time, in percent. The other figures of complaints are made when asked for.

    `told`: the history of an indicator of complaints, or of their volume.
    """

    told: Callable[[str], History]
    asked: Selection

    @cached_property
    def answered(self) -> History:
        """The share answered in time."""
        return self.told(ANSWERED)

    @cached_property
    def close(self) -> History:
        """Days until complaints are closed."""
        return self.told(CLOSE)

    @cached_property
    def response(self) -> History:
        """Days until the first response."""
        return self.told(RESPONSE)

    @cached_property
    def reopened(self) -> History:
        """The share opened again."""
        return self.told(REOPENED)

    @cached_property
    def received(self) -> Row:
        """How many complaints came in, newest period."""
        return self.told(RECEIVED).whole.at(self.now)

    @cached_property
    def volume(self) -> History | None:
        """Complaints per 1,000 applications; None while the store holds no application."""
        return self.told(VOLUME) if access.quarters(services.ONLINE) else None

    @property
    def within(self) -> str:
        """What stands side by side: cities, the offices of a city; of one office its periods."""
        if self.several:
            return "city"
        return PERIOD if len(self.selection.unit) == 1 else "unit"


def load(asked: Selection, *, alone: bool = False) -> Facts | None:
    """The facts of a selection; None while the store holds no complaint within the reader's scope. Read only.

    `alone`: only the share settled in time is wanted, and asked for without all that the part on complaints tells.
    """
    return _load(access.context(), asked, (IN_TIME,) if alone else (IN_TIME, *BESIDE))


def warm(asked: Selection) -> None:
    """Asks what the page asks first, so that the next reader with a filter of this kind need not wait."""
    facts = load(asked)
    if facts is None or facts.hidden:
        return
    lists = "service" if facts.within == PERIOD else "unit"  # what the part on late offices breaks down first
    for dimension in dict.fromkeys((lists, facts.within)):
        percent.answers((IN_TIME,), by=(dimension,), selection=facts.newest)
    percent.answers((IN_TIME, CLOSE), by=("complaint_kind",), selection=facts.newest)


@access.remembered
def _load(_context: access.Context, asked: Selection, first: tuple[str, ...]) -> Facts | None:
    known = access.quarters(RECEIVED)
    if not known:
        return None
    selection = understood(asked, TABLE)
    reach = selection.but(first=None)  # a year ago may lie before the first period shown

    @cache
    def answers(names: tuple[str, ...], by: tuple[str, ...]) -> dict[str, Answer]:
        return access.answers(names, by=(*by, PERIOD), selection=reach)

    def told(name: str) -> History:
        def ask(*by: str) -> Answer:
            if name == VOLUME:
                return volume((*by, PERIOD), reach)
            return percent.answer(answers(first if name in first else (IN_TIME, *BESIDE), by)[name])

        described = volume_metric() if name == VOLUME else percent.metric(name)
        # Launches that find no room on the chart are not missed: they are about applications.
        return History(**history.parts(described, selection, known, ask) | {"undrawn": 0})

    in_time = told(IN_TIME)
    return Facts(**{name: getattr(in_time, name) for name in History.__dataclass_fields__}, told=told, asked=asked)


def volume_metric() -> Metric:
    """Complaints per 1,000 applications as a page declares it: two tables, so it is no indicator of one."""
    return replace(
        metric(RECEIVED),
        name=VOLUME,
        label=Words("Pengaduan per 1.000 permohonan", "Complaints per 1,000 applications"),
        meaning=Words(
            "Pengaduan dibagi permohonan tempat dan masa yang sama. Naiknya dapat berarti layanan memburuk, dapat pula berarti mengadu makin mudah.",
            "Complaints over applications of the same place and period. More may mean worse service, or an easier way to complain.",
        ),
        unit=Words("per 1.000 permohonan", "per 1,000 applications"),
        decimals=1,
    )


def volume(by: Sequence[str], selection: Selection) -> Answer:
    """Complaints per 1,000 applications by group (`metrics.complaints.volume`); n: complaints.

    Hidden where either count is: the other would give it away. Without applications it cannot be computed.
    """
    complaints = access.answers((IN_TIME, *BESIDE), by=by, selection=selection)[
        RECEIVED
    ]  # as the rest of the page asks
    counted = [_counts(one, by) for one in (complaints, access.answer(APPLICATIONS, by=by, selection=selection))]
    groups = list(dict.fromkeys(group for one in counted for group in one))
    both = [[one.get(group, (0.0, State.NO_DATA)) for group in groups] for one in counted]
    hidden = np.array([State.SUPPRESSED in states for states in zip(*([s for _n, s in one] for one in both), strict=True)], dtype=bool)  # fmt: skip
    part, whole = (np.where(hidden, np.nan, [n for n, _state in one]) for one in both)
    rates = per_thousand(part, whole)
    empty = ~hidden & (part == 0) & (whole == 0)
    undefined = ~hidden & (part > 0) & (whole == 0)
    states = np.select([hidden, empty, undefined], [State.SUPPRESSED, State.NO_DATA, State.UNDEFINED], State.SHOWN)
    keys = zip(by, zip(*groups, strict=True), strict=True) if groups else ((d, ()) for d in by)
    frame = pd.DataFrame({
        **{d: list(of_groups) for d, of_groups in keys},
        "value": rates["value"], "low": rates["low"], "high": rates["high"],
        "n": pd.array(part, dtype="Float64").astype("Int64"), "se": np.nan, "df": np.nan,
    })  # fmt: skip
    frame[STATE] = pd.Series(states, dtype=object)
    return replace(complaints, metric=volume_metric(), frame=frame)


def _counts(answer: Answer, by: Sequence[str]) -> dict[tuple[Any, ...], tuple[float, State]]:
    """What an answer counts in each group and its state; nothing is hidden as no number."""
    columns = [answer.frame[name].tolist() for name in (*by, "n", STATE)]
    return {
        tuple(keys): (0.0 if words.missing(n) else float(n), State(state))
        for *keys, n, state in zip(*columns, strict=True)
    }
