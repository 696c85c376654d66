"""What takes several columns of a row, or the store: fallbacks that are told of, and rules between columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from data.intake.registers import (
    collaboration,
    complaints,
    index_sheet,
    pulse,
    systems,
    times,
    training,
    transactions,
    usage,
)
from data.intake.registers.rows import Rows
from data.intake.registers.source import NEVER
from data.intake.respondents import Mask
from data.intake.vocabulary.registers import Dating
from data.tables import TABLES
from metrics.competence.terms import SKILL_KEYS

_BORN = Dating(earliest=1930)


def employee(rows: Rows) -> None:
    """The register: a state holds from its own date, else from the period of the file. What the NIP says fills blanks."""
    source, plan = rows.source, rows.source.plan
    if plan.period is not None:
        first = np.full(rows.count, times.first_day_of(plan.period))
        rows.fill_days("valid_from", first, "start_of_period", "valid_from")
    _not_before(rows, "left_on", "valid_from", "end_before_start")
    if source.has("birth_date"):
        born, _ = source.spans("birth_date", _BORN)
        year = born.astype("datetime64[Y]").astype(np.int64) + 1970
        source.converted("birth_date", "year_of_birth", rows.fill("birth_year", year, np.isnat(born)))
    assert rows.people is not None
    people = rows.people
    filled = np.zeros(rows.count, dtype=bool)
    for name, part in (("birth_year", lambda p: p.birth_year), ("sex", lambda p: p.sex)):
        filled |= rows.fill(name, *people.through(part).array(np.int64))
    entered = people.through(lambda p: p.entered_on)
    days = np.array([NEVER if d is None else np.datetime64(d, "D") for d in entered.of] or [NEVER])[entered.codes]
    empty = np.isnat(rows.day("entered_on"))
    rows.days["entered_on"] = np.where(empty, days, rows.day("entered_on"))
    source.converted("staff", "from_number", filled | (empty & ~np.isnat(days)))


def skill_assessment(rows: Rows) -> None:
    """At least one skill has a score."""
    scored = np.logical_or.reduce([rows.there(skill) for skill in SKILL_KEYS])
    rows.source.verdict.reject(
        ~scored, "missing_value", next((p for s in SKILL_KEYS if (p := rows.source.place(s)) >= 0), -1)
    )


def performance_review(rows: Rows) -> None:
    """An evaluation follows a report; both are days, so the same day is in order."""
    _not_before(rows, "evaluated_on", "reported_on", "evaluated_before_reported")
    unreported = rows.there("evaluated_on") & ~rows.there("reported_on")
    if rows.source.has("reported_on"):
        rows.source.verdict.reject(unreported, "evaluated_before_reported", rows.source.place("reported_on"))


def nothing_more(rows: Rows) -> None:
    """The table has no rules between its columns."""


COMPLETE: Mapping[str, Callable[[Rows], None]] = {
    "employee": employee,
    "training_programme": training.programme,
    "training_participation": training.participation,
    "skill_assessment": skill_assessment,
    "performance_review": performance_review,
    "discipline": nothing_more,
    "service_transaction": transactions.transaction,
    "complaint": complaints.complaint,
    "activity": collaboration.activity,
    "innovation": collaboration.innovation,
    "partnership": collaboration.partnership,
    "digital_index": index_sheet.complete,
    "digital_system": systems.listed,
    "deployment": nothing_more,
    "usage_month": usage.usage_month,
    "pulse_response": pulse.complete,
}


def known(rows: Rows) -> None:
    """Rejects people who are not in the register of their city. Raises IntakeError where a city has none."""
    table = TABLES[rows.source.plan.table]
    if not table.has("staff") or table.name == "employee":
        return
    verdict, people = rows.source.verdict, rows.column("staff")
    assert people is not None
    staff = np.asarray(people.fill_null(0), dtype=np.uint64)
    strange: Mask = np.zeros(rows.count, dtype=bool)
    for code, city in enumerate(rows.city.of):
        here = (rows.city.codes == code) & verdict.passed
        if city is not None and here.any():
            rows.register.need(city, rows.city_name(city), rows.source.plan.name)
            strange |= here & ~np.isin(staff, rows.register.staff[city])
    verdict.reject(strange & rows.there("staff"), "unknown_staff", rows.source.place("staff"))


def _not_before(rows: Rows, later: str, earlier: str, rule: str) -> None:
    """Rejects rows whose later day lies before the earlier one."""
    rows.source.verdict.reject(rows.day(later) < rows.day(earlier), rule, rows.source.place(later))
