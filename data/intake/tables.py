"""Reads the rows of each importable table into its declared columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.intake import whose as whose_
from data.intake.model import Notice, Plan
from data.intake.places import Places
from data.intake.respondents import Body
from data.intake.text import is_blank, looks_personal, normalise
from data.intake.values import MISSING, Meaning, age_of, fixed, level_of, score_of
from data.intake.verdict import Values, Verdict, read_column
from data.intake.vocabulary import roles_of
from data.intake.when import whens
from data.tables import TABLES, Type
from metrics.satisfaction.elements import ELEMENT_KEYS


@dataclass
class Read:
    """Columns over all rows below the header (rejected ones too), and each row's context for its fingerprint."""

    columns: dict[str, pa.Array]
    context: pa.Array
    new_units: set[tuple[str, str]] = field(default_factory=set)
    new_services: set[tuple[str, str]] = field(default_factory=set)
    tell: Callable[[], None] = lambda: None  # says what was converted, once all rules are through


def keys(values: Values) -> pa.Array:
    """Texts per row, without repeating them."""
    return pa.array(values.of or [None], pa.string()).dictionary_encode().take(pa.array(values.codes))


def _numbers(values: Values, dtype: Any) -> pa.Array:
    numbers, missing = values.array(dtype)
    return pa.array(numbers, mask=missing)


def context_of(*parts: pa.Array) -> pa.Array:
    """What a row is told apart by beside its cells."""
    return pc.binary_join_element_wise(*(pc.fill_null(part.cast(pa.string()), "") for part in parts), "|")


def responses(plan: Plan, body: Body, places: Places, verdict: Verdict, notices: list[Notice]) -> Read:
    """Rows of skm_response."""
    city = whose_.cities(plan, body, places, verdict)
    new_units: set[tuple[str, str]] = set()
    unit = whose_.units(plan, body, places, city, verdict, new_units)
    when = whens(plan, body, "answered_on", verdict, notices)
    columns: dict[str, pa.Array] = {
        "city": keys(city), "unit": keys(unit), "answered_on": when.day,
        "quarter": pa.array(when.quarter.astype(np.int32), mask=when.missing),
    }  # fmt: skip
    whose = whose_.Whose(city, unit, None, new_units)
    if (service := whose_.services(plan, body, places, whose, verdict)) is not None:
        columns["service"] = keys(service)
    notices += whose.notices
    fixes = plan.given.fixes
    for name in ("channel", "sex", "education", "occupation"):
        if column := plan.column(name):
            read = fixed(level_of(name), fixes.get(name, {}))
            columns[name] = _numbers(read_column(body, column.place, read, verdict), np.int16)
    if column := plan.column("age_years"):
        ages = read_column(body, column.place, fixed(age_of, fixes.get("age_years", {})), verdict)
        columns["age_years"] = _numbers(ages.through(lambda a: a.years), np.int16)
        columns["age_as_given"] = keys(ages.through(lambda a: a.as_given))
        columns["age"] = _numbers(ages.through(lambda a: a.band), np.int16)
    answered = np.zeros(len(verdict.rows), dtype=bool)
    for element in ELEMENT_KEYS:
        if column := plan.column(element):
            scores = read_column(body, column.place, fixed(score_of(element), fixes.get(element, {})), verdict)
            numbers, missing = scores.array(np.int8)
            columns[element] = pa.array(numbers, mask=missing)
            answered |= ~missing
    verdict.reject(~answered, "no_answer")
    context = context_of(columns["city"], columns["unit"], columns["quarter"])
    return Read(columns, context, whose.new_units, whose.new_services)


def _plain(plan: Plan, body: Body, verdict: Verdict, names: tuple[str, ...]) -> dict[str, pa.Array]:
    """Columns of text, number and enumeration as they are declared: range, levels and required cells."""
    columns: dict[str, pa.Array] = {}
    for name in names:
        column, declared = plan.column(name), TABLES[plan.table].column(name)
        if column is None:
            if declared.required:
                verdict.reject(np.ones(len(verdict.rows), dtype=bool), "missing_value")
            continue
        if declared.levels:
            columns[name] = _numbers(read_column(body, column.place, level_of(declared.levels.name), verdict), np.int16)
        elif declared.type in (Type.NUMBER, Type.INTEGER):
            within = partial(_number, low=declared.minimum, high=declared.maximum)
            values = read_column(body, column.place, within, verdict)
            columns[name] = _numbers(values, np.float64 if declared.type == Type.NUMBER else np.int32)
        else:
            columns[name] = keys(read_column(body, column.place, _text, verdict))
        if declared.required:
            verdict.reject(np.asarray(columns[name].is_null()), "missing_value", column.place)
    return columns


def _number(text: str, low: float | None, high: float | None) -> Meaning:
    if is_blank(text):
        return MISSING
    try:
        number = float(text.strip().replace(",", "."))
    except ValueError:
        return Meaning(rule="invalid_label")
    inside = (low is None or number >= low) and (high is None or number <= high)
    return Meaning(number) if inside else Meaning(rule="out_of_range")


def _text(text: str) -> Meaning:
    if is_blank(text):
        return MISSING
    return Meaning(rule="invalid_label") if looks_personal(text) else Meaning(" ".join(text.split())[:2000])


def _element(text: str) -> Meaning:
    """A named element; "IKM" and blank mean the index of all."""
    if is_blank(text) or normalise(text) in ("ikm", "skm", "nilai ikm", "nilai skm"):
        return MISSING
    roles = roles_of(text)
    return Meaning(roles[0]) if len(roles) == 1 and roles[0] in ELEMENT_KEYS else Meaning(rule="invalid_label")


def _grade(text: str) -> Meaning:
    if is_blank(text):
        return MISSING
    letter = text.strip().upper()[:1]
    return Meaning(letter) if letter in "ABCD" and normalise(text)[1:2] in ("", " ") else Meaning(rule="invalid_label")


def published(plan: Plan, body: Body, places: Places, verdict: Verdict, notices: list[Notice]) -> Read:
    """Rows of skm_published: one figure each; an element's NRR is 1-4, an IKM 25-100."""
    city = whose_.cities(plan, body, places, verdict)
    new_units: set[tuple[str, str]] = set()
    unit = whose_.units(plan, body, places, city, verdict, new_units)
    when = whens(plan, body, "answered_on", verdict, notices)
    columns: dict[str, pa.Array] = {
        "city": keys(city), "unit": keys(unit), "grain": when.grain,
        "quarter": pa.array(when.quarter.astype(np.int32), mask=when.missing),
    }  # fmt: skip
    columns |= _plain(plan, body, verdict, ("value", "respondents", "rule", "source"))
    if column := plan.column("element"):
        columns["element"] = keys(read_column(body, column.place, _element, verdict))
    if column := plan.column("printed_grade"):
        columns["printed_grade"] = keys(read_column(body, column.place, _grade, verdict))
    if "value" in columns and (place := plan.column("value")):
        value = np.asarray(columns["value"].fill_null(0.0))
        of_element = (
            np.asarray(columns["element"].is_valid()) if "element" in columns else np.zeros(len(value), dtype=bool)
        )
        verdict.reject((of_element & (value > 4)) | (~of_element & (value < 25)), "out_of_range", place.place)
    return Read(columns, context_of(columns["city"], columns["unit"], columns["quarter"]), new_units)


def events(plan: Plan, body: Body, places: Places, verdict: Verdict, notices: list[Notice]) -> Read:
    """Rows of event. An event may lie ahead: only its date must be one."""
    city = whose_.cities(plan, body, places, verdict)
    new_units: set[tuple[str, str]] = set()
    unit = whose_.units(plan, body, places, city, verdict, new_units)
    when = whens(plan, body, "happened_on", verdict, notices)
    columns: dict[str, pa.Array] = {"city": keys(city), "unit": keys(unit), "happened_on": when.day}
    verdict.reject(np.asarray(when.day.is_null()), "missing_date")
    columns |= _plain(plan, body, verdict, ("kind", "title_id", "title_en"))
    return Read(columns, context_of(columns["city"], columns["unit"]), new_units)


READERS: Mapping[str, Callable[[Plan, Body, Places, Verdict, list[Notice]], Read]] = {
    "skm_response": responses,
    "skm_published": published,
    "event": events,
}
