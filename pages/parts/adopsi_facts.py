"""What the page Adopsi is about: steady use of digital systems and its history, and what was asked beside it.

Draws nothing. What the top of the page tells is asked at once, and what one of its parts tells only when that is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from data.answer import Answer, understood
from data.selection import SYSTEM, Selection
from metrics.metric import State
from pages.parts import access, adopsi_launches, adopsi_trained, words
from pages.parts.indicator import history, percent, places
from pages.parts.indicator.history import History, Row

SUSTAINED, ACTIVE = "sustained_use", "activation"
BRI, MANUAL, PARTS = "bri", "manual_work_share", "bri_parts"
RESISTANCE, LEVELS, ATTITUDES = "resistance", "resistance_levels", "attitudes"
RELIABILITY, SAME, BARRIERS = "resistance_reliability", "straight_lining", "readiness_barrier"
MONTHS, CURVE, ROGERS = "months_to_sustained", "adoption_curve", "rogers"
STATE, USED, SURVEY = "adoption_quarter", "usage_quarter", "pulse_record"  # the tables behind them
CONTROLS = ("trained", "obligation", "position", SYSTEM)  # whose times to steady use are compared


@dataclass(frozen=True)
class Facts(History):
    """The history of the share in steady use, in percent; of R where there are no logs of use.

    Beside it those of the systems' behaviour and of R, None where the store holds nothing of them. `asked`: the
    selection as the reader made it.
    """

    used: History | None
    bri: History | None
    manual: History | None
    resistance: History | None
    asked: Selection

    @property
    def one_office(self) -> bool:
        """Whether a single office is looked at, so that none stand side by side."""
        return len(self.asked.unit) == 1

    @property
    def known_quarters(self) -> Selection:
        """Everything up to the last quarter asked for: times run on from whenever a system came."""
        return self.asked.but(first=None, grain="quarter")


def load(asked: Selection) -> Facts | None:
    """The facts of a selection; None while the store holds neither logs nor survey within the scope. Read only."""
    return _load(access.context(), asked)


def warm(asked: Selection) -> None:
    """Asks what the page asks, so that the next reader with a filter of this kind need not wait."""
    facts = load(asked)
    if facts is None or facts.used is None:
        return
    by_system(facts)
    if facts.resistance is not None and facts.bri is not None:
        units(facts.resistance, RESISTANCE, years=False)
        units(facts.bri, BRI, years=False)
        by_office(facts.resistance)
        answered(facts.resistance)


@access.remembered
def _load(_context: access.Context, asked: Selection) -> Facts | None:
    used = _told(asked, STATE, (SUSTAINED, ACTIVE))
    resistance = _told(asked, SURVEY, (RESISTANCE,))
    first = used or resistance
    if first is None:
        return None
    # What happened to services says little about the use of systems: their own launches and trainings stand there instead.
    marks = (*adopsi_launches.marks(asked), *adopsi_trained.marks(asked))
    manual = _told(asked, USED, (BRI, MANUAL), MANUAL)
    return Facts(
        **{name: getattr(first, name) for name in History.__dataclass_fields__} | {"marks": marks, "undrawn": 0},
        used=used,
        bri=_told(asked, USED, (BRI, MANUAL)),
        manual=manual and replace(manual, marks=marks, undrawn=0),
        resistance=resistance,
        asked=asked,
    )


def _told(asked: Selection, table: str, together: tuple[str, ...], name: str = "") -> History | None:
    """The history of an indicator; one query for all of a table that share their groups."""
    name = name or together[0]
    known = access.quarters(name)
    if not known:
        return None
    selection = understood(asked, table)
    reach = selection.but(first=None)  # a year ago may lie before the first period shown

    def ask(*by: str) -> Answer:
        return percent.answer(access.answers(together, by=(*by, "period"), selection=reach)[name])

    return History(**history.parts(percent.metric(name), selection, known, ask))


def by_system(facts: Facts) -> dict[str, pd.DataFrame]:
    """Steady use and ever used, by system and period."""
    found = percent.answers((SUSTAINED, ACTIVE), by=(SYSTEM, "period"), selection=understood(facts.asked, STATE))
    return {name: answer.frame for name, answer in found.items()}


def units(found: History, name: str, *, years: bool = True) -> Answer:
    """An indicator by office: in the newest period, and a year before where `years`."""
    if not years:
        return percent.answers((name,), by=("unit",), selection=found.newest)[name]
    return percent.answers((name,), by=("unit", "period"), selection=found.newest.but(first=found.before))[name]


def by_office(found: History) -> dict[str, Answer]:
    """R and the views of the systems by office: in the newest period and a year before, from one query."""
    return percent.answers((RESISTANCE, ATTITUDES), by=("unit", "period"), selection=found.newest.but(first=found.before))  # fmt: skip


def answered(found: History) -> dict[str, Answer]:
    """How the answers of the newest period spread over the levels of R, and over what stands in the way first."""
    return percent.answers((LEVELS, BARRIERS), selection=found.newest)


def items(found: History, name: str, by: Sequence[str] = ()) -> pd.DataFrame:
    """An indicator with items in the newest period."""
    return percent.answers((name,), by=tuple(by), selection=found.newest)[name].frame


def named_units(found: History, keys: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
    """What offices are called, and the city of each."""
    several = len(places.cities_of(found.selection)) > 1
    listed = list(dict.fromkeys(keys))
    return {key: places.unit_label(key, several) for key in listed}, {key: access.city_of(key) for key in listed}


def at(found: History) -> Row:
    """The newest row of all that is chosen together."""
    return found.whole.at(found.now)


def shown(found: History | None) -> bool:
    """Whether there is a figure now."""
    return found is not None and State(at(found)["state"]) is State.SHOWN


def people(found: History) -> Any:
    """How many stand behind the newest figure; none where nothing is known, missing where it is hidden."""
    row = at(found)
    if State(row["state"]) is State.NO_DATA:
        return 0
    return pd.NA if State(row["state"]) is State.SUPPRESSED else row["n"]


def system(key: str) -> str:
    """What a system is called, without what it is for."""
    return access.name(SYSTEM, key).partition(" (")[0]


def systems(rows: Iterable[Row]) -> list[str]:
    """The systems of these rows that anything is known of, in order of display."""
    there = {row[SYSTEM] for row in rows if row["state"] != State.NO_DATA and not words.missing(row[SYSTEM])}
    return [key for key in access.options(SYSTEM) if key in there]
