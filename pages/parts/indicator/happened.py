"""What happened at a place, in the reader's words, and what of it parts figures that must not be compared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from data.selection import Selection
from metrics import periods
from pages.parts import access, words
from pages.parts.charts.marks import Mark
from pages.parts.indicator import places
from pages.parts.words import _

FEW = 4  # launches of offices that a city's chart still holds
SURVEY = "skm_response"  # the table whose figures those part
CUTS = ("questionnaire", "rule")  # kinds of event after which figures are not of the same kind


def marks(selection: Selection, *, survey: bool = True) -> tuple[tuple[Mark, ...], int]:
    """The events of a selection, oldest first, and how many launches of single offices are left out.

    What concerns a whole city or a chosen office is always there; of the other offices only where they are few.
    `survey`: whether answers to the survey are looked at; what parts those says nothing about staff, applications or complaints.
    Events know their office and no service: where a service is chosen they are told as the office's.
    """
    chosen = Selection(city=selection.city, unit=selection.unit)
    return _marks(access.context(), chosen, survey, bool(selection.service))


@access.remembered  # the indicators of a page share them
def _marks(
    _context: access.Context, selection: Selection, survey: bool, of_service: bool
) -> tuple[tuple[Mark, ...], int]:
    found = access.events(selection).to_dict("records")
    if not survey:
        found = [row for row in found if row["kind"] not in CUTS]
    of_office = [isinstance(row["unit"], str) and row["unit"] not in selection.unit for row in found]
    undrawn = sum(of_office) if sum(of_office) > FEW or selection.unit else 0
    if undrawn:
        found = [row for row, other in zip(found, of_office, strict=True) if not other]
    several = len(places.cities_of(selection)) > 1
    told = [
        Mark(
            row["happened_on"],
            _title(row, several, row["unit"] not in selection.unit, of_service),
            row["kind"] in CUTS,
            row["city"],
        )
        for row in found
    ]
    return tuple(sorted(told, key=lambda mark: (mark.day, mark.key))), undrawn


def _title(row: dict[str, Any], name_city: bool, name_office: bool, of_service: bool) -> str:
    """`Binjai, Disdukcapil: Akta lahir daring diluncurkan`, as far as the selection leaves it open.

    `of_service`: the selection has a service, which need not be the one that the event is about:
    `Unit: Akta lahir daring diluncurkan`. Short: a chart has room for two lines.
    """
    english = words.language() == "en" and isinstance(row["title_en"], str) and row["title_en"]
    title: str = row["title_en"] if english else row["title_id"]
    where = [access.name("city", row["city"])] if name_city else []
    if isinstance(row["unit"], str) and row["unit"]:
        if name_office:
            where.append(access.name("unit", row["unit"]))
        elif of_service and row["kind"] not in CUTS:
            where.append(_("Office"))
    return f"{', '.join(where)}: {title}" if where else title


def broken(told: Sequence[Mark], key: str, before: int, last: int) -> Mark | None:
    """The latest change of questionnaire or rule after the period `before` began and up to the quarter `last`."""
    here = [mark for mark in told if mark.cuts and mark.concerns(key) and before < _quarter(mark.day) <= last]
    return here[-1] if here else None


def _quarter(day: Any) -> int:
    day = pd.Timestamp(day)
    return periods.quarter_of(day.year, (day.month - 1) // 3 + 1)
