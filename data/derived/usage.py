"""What the tables of digital systems share: the use of systems made ready, as temporary tables of the transaction.

Months are numbered from year 0 (`month_of`). The office of a row is that of the file, else that of the register on the
last day of the month.

- `usage`: one row per (city, staff, system, month), with its office.
- `used`: per (city, staff, system) the first month with any use and the month of sustained use: of the earliest
  `sustained_on` that daily logs tell, else the first month with three active days. A spell across the end of a month
  is not seen in rows that are monthly from the start.
- `logged`: per (city, unit, system) the first and the last month of the office's log.
- `launched`: per (city, unit, system) the day of launch and whether use is an obligation; an office without a row of
  deployment has the first month of its log.
- `skilled`: per (city, staff) the day of the first completed training in information technology; `taught`: per city
  the day of its first training of any kind, before which nothing is known of anybody.
"""

# ruff: noqa: S608 - what is pasted are declared names and fixed texts; values never
from __future__ import annotations

from typing import Any

from data.derived.inputs import latest
from data.tables.staff import AREA
from metrics.adoption.terms import SUSTAINED_DAYS

SOURCES = frozenset({"usage_month", "deployment"})  # what `prepare` reads, beside what `data.derived.inputs` made
_MADE = ("usage", "used", "logged", "launched", "skilled", "taught")


def prepare(cursor: Any) -> None:
    """Make the temporary tables anew; those of `data.derived.inputs` must be there."""
    cursor.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE usage AS
        SELECT u.city, coalesce(u.unit, r.unit) AS unit, u.staff, u.system, {month_of("u.month")} AS month,
               u.working_days, u.active_days, u.digital, u.manual, u.proxy, u.late, u.returned,
               {month_of("u.sustained_on")} AS sustained
        FROM ({latest("usage_month")}) u LEFT JOIN register r ON r.city = u.city AND r.staff = u.staff
        AND r.valid_from <= last_day(u.month) AND r.valid_before > last_day(u.month)
        """
    )
    cursor.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE used AS
        SELECT city, staff, system, min(month) FILTER (active_days > 0) AS active,
               least(min(sustained), min(month) FILTER (active_days >= {SUSTAINED_DAYS})) AS sustained
        FROM usage GROUP BY city, staff, system
        """
    )
    cursor.execute(
        """
        CREATE OR REPLACE TEMP TABLE logged AS
        SELECT city, unit, system, min(month) AS first, max(month) AS last
        FROM usage WHERE unit IS NOT NULL GROUP BY city, unit, system
        """
    )
    cursor.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE launched AS
        SELECT coalesce(d.city, g.city) AS city, coalesce(d.unit, g.unit) AS unit, coalesce(d.system, g.system) AS system,
               coalesce(d.launched_on, {first_day("g.first")}) AS launched_on, d.obligation
        FROM ({latest("deployment")}) d FULL JOIN logged g
        ON g.city = d.city AND g.unit = d.unit AND g.system = d.system
        """
    )
    cursor.execute(
        "CREATE OR REPLACE TEMP TABLE skilled AS SELECT city, staff, min(day) AS day FROM training "
        f"WHERE completed AND area = {AREA.code('it')} GROUP BY city, staff"
    )
    cursor.execute("CREATE OR REPLACE TEMP TABLE taught AS SELECT city, min(day) AS day FROM training GROUP BY city")


def clear(cursor: Any) -> None:
    """Drop the temporary tables."""
    for name in _MADE:
        cursor.execute(f"DROP TABLE {name}")


def month_of(day: str) -> str:
    """The number of a day's month, as SQL."""
    return f"CAST(year({day}) * 12 + month({day}) - 1 AS INTEGER)"


def first_day(month: str) -> str:
    """The first day of a numbered month, as SQL."""
    return f"make_date({month} // 12, {month} % 12 + 1, 1)"


def trained(skilled: str, taught: str, day: str) -> str:
    """Code of whether training was completed before a day, as SQL; empty where the city's trainings begin later."""
    return f"CASE WHEN {taught} < {day} THEN coalesce({skilled} < {day}, FALSE)::TINYINT END"
