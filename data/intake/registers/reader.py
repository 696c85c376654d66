"""Turns the rows of a file into the declared columns of its table: the type and unit of a column say how it is read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np

from data.intake import fingerprints
from data.intake import whose as whose_
from data.intake.model import Notice, Plan
from data.intake.places import Places
from data.intake.registers import across, cells, complaints, daily, index_sheet, number, pulse, systems, times
from data.intake.registers.register import bare, register_of
from data.intake.registers.rows import Rows
from data.intake.registers.source import Source
from data.intake.respondents import Body
from data.intake.tables import Read, context_of, keys
from data.intake.values import Meaning, fixed
from data.intake.verdict import Values, Verdict
from data.intake.vocabulary.registers import Dating, manner
from data.store import Store
from data.tables import ENUMERATIONS, TABLES, Column, Type

# Columns that are read by a step of their own.
_OF_ITS_OWN = ("city", "unit", "service", "staff", "programme", "quarter", "jp_hundredths", "month", "sustained_on")
_TIMED = {
    "service_transaction": ("submitted_on", "completed_on", "processing_hours", "working_days", "waiting_minutes"),
    "complaint": ("received_on", "first_response_on", "closed_on"),
}
_CELLS: dict[str, Callable[[str], Meaning]] = {
    "topic": complaints.topic(),
    "ticket": complaints.ticket,
    **index_sheet.READERS,
    **pulse.READERS,
}
_OTHER = {"difficulty": "other"}  # enumerations whose unknown words count as a level instead of being asked for


def read(plan: Plan, body: Body, places: Places, verdict: Verdict, notices: list[Notice], store: Store) -> Read:
    """The declared columns over all rows below the header. Raises IntakeError where nobody of the city is registered."""
    table = TABLES[plan.table]
    source = Source(plan, manner(plan.table), body, verdict, notices)
    city = whose_.cities(plan, body, places, verdict)
    rows = Rows(source, city, places.city_name, register_of(store), plan.given.today or date.today())
    new_units: set[tuple[str, str]] = set()
    new_services: set[tuple[str, str]] = set()
    rows.arrays["city"] = keys(city)
    if table.has("unit"):
        unit = whose_.units(plan, body, places, city, verdict, new_units)
        rows.arrays["unit"] = keys(unit)
        if table.has("service"):
            whose = whose_.Whose(city, unit, None, new_units, new_services, notices)
            if (service := whose_.services(plan, body, places, whose, verdict)) is not None:
                rows.arrays["service"] = keys(service)
        if source.has("unit") and table.has("staff"):
            source.converted("unit", "unit_of_register", ~rows.there("unit") & ~body.blank[source.place("unit")])
    if table.has("staff"):
        _staff(rows, fingerprints.secret(store.path))
    for column in table.columns:
        if column.name not in (*_OF_ITS_OWN, *_TIMED.get(table.name, ())) and source.has(column.name):
            if column.name == "system" and table.name != "digital_system":
                systems.read(rows)
            else:
                _declared(rows, column)
    if table.has("programme"):
        rows.values.setdefault("title", Values(np.zeros(rows.count, dtype=np.int64), [None]))
        rows.values["programme"] = rows.values["title"].through(bare)
    if table.name == "digital_index":
        times.quarter(rows)  # the regime goes by it
        across.COMPLETE[plan.table](rows)
    else:
        across.COMPLETE[plan.table](rows)
        if table.has("quarter"):
            times.quarter(rows)
    across.known(rows)
    for column in table.columns:
        if column.required:
            rule = "missing_date" if column.type in (Type.DATE, Type.QUARTER) else "missing_value"
            verdict.reject(~rows.there(column.name), rule, source.place(column.name))
    if daily.is_log(plan):
        daily.fold(rows)
    columns = {c.name: array for c in table.columns if (array := rows.column(c.name)) is not None}
    parts = [columns[name] for name in ("city", "unit", "quarter") if name in columns]
    return Read(columns, context_of(*parts), new_units, new_services, tell=source.tell)


def _staff(rows: Rows, secret: bytes) -> None:
    """Keys of the people of the rows; a number that is missing, wrong or rounded rejects its row."""
    rounded = number.rounded_column(rows.source.used("staff"))

    def meaning(text: str) -> Meaning:
        return number.person(text, secret, rows.today, rounded)

    rows.people = rows.source.read("staff", meaning)
    rows.values["staff"] = rows.people.through(lambda person: person.key)


def _declared(rows: Rows, column: Column) -> None:
    """One column as it is declared."""
    source, name = rows.source, column.name
    if column.type == Type.DATE:
        first, last = source.spans(name, source.manner.dates.get(name, Dating()))
        rows.days[name] = last if name == "ended_on" else first
    elif column.type == Type.TEXT:
        rows.values[name] = source.read(name, cells.text)
    else:
        rows.values[name] = source.cells(name, fixed(_meaning(source, column), source.plan.given.fixes.get(name, {})))


def _meaning(source: Source, column: Column) -> Callable[[str], Meaning]:
    low, high = column.minimum or 0, column.maximum or 0
    if (own := _CELLS.get(column.name)) is not None:
        return own
    if daily.is_log(source.plan) and column.name in daily.COUNTS:
        return daily.count
    if column.levels:
        other = _OTHER.get(column.levels.name)
        return cells.level(column.levels.name, None if other is None else ENUMERATIONS[column.levels.name].code(other))
    if column.type == Type.FLAG or column.unit == "0/1":
        return cells.flag
    if column.type == Type.AMOUNT:
        return cells.money_up_to(int(high))
    if column.unit in ("1/100", "0–100"):
        times_ = 100 if column.unit == "1/100" else 1
        scale = cells.scale_of(source.header(column.name), source.used(column.name))
        return cells.score_on(scale, int(low), int(high), times_)
    return cells.whole(low, high, rounding=column.type == Type.SCORE)
