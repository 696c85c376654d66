"""Agreements with partners at the end of each quarter, for the two tables made of them.

Per city from the first to the last quarter that its reports speak of. An agreement is one partner and first day; it
stands from its first day on, or from the city's first quarter, with the people that its newest report up to the quarter
tells; before its first report they are not known. The figures of a report are totals so far, so an agreement that
has ended keeps its people.
"""

# ruff: noqa: S608 - what is pasted are declared names and fixed texts; values never
from __future__ import annotations

from data.derived.inputs import latest
from data.schema import last_day


def by_quarter(columns: str) -> str:
    """One row per agreement and quarter, as SQL that selects its place and kind, then `columns` (of `a`).

    `a` has the columns of the report that tells who and when (the newest up to the quarter, else the first), `told`
    (whether it is one up to the quarter), and `day`, the last of the quarter.
    """
    return f"""
        WITH reported AS ({latest("partnership")}),
        span AS (SELECT city, min(quarter) AS first, max(quarter) AS last FROM reported GROUP BY city),
        quarters AS (SELECT city, CAST(unnest(range(first, last + 1)) AS INTEGER) AS at FROM span),
        a AS (
            SELECT r.*, q.at, {last_day("q.at")} AS day, r.quarter <= q.at AS told
            FROM reported r JOIN quarters q ON q.city = r.city
            WHERE r.started_on <= day
            QUALIFY row_number() OVER (
                PARTITION BY r.city, r.partner_name, r.started_on, q.at
                ORDER BY told DESC, CASE WHEN told THEN -r.quarter ELSE r.quarter END
            ) = 1
        )
        SELECT a.city, a.unit, a.at AS quarter, a.partner_type, a.partner_scope, {columns}
        FROM a ORDER BY a.city, a.at, a.unit, a.partner_name, a.started_on
    """
