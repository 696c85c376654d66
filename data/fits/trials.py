"""The frames that effects of training and of launches are estimated on, read within `data.fits.inputs.read`.

- `trials`: target-trial emulation. A row per person, system and month m: the system was there, sustained use was not
  reached by the end of m, and the city's log reaches to the end of m + 6. `kind`: of the IT training completed in m,
  empty for the compared, who completed none in m; of those at most `COMPARED` for each of the trained are drawn, within
  city, system and month, by a fixed order that has nothing to do with the outcome (`drawn`: the place in it). Everything but `reached*` and `after`
  was known before m ended. No key of a person: `person` is a number of this reading.
- `shares`: of the exposed pairs (person, system) of each office in each quarter the number that completed each kind.
- `office_quarters`: offices by quarter: ikm (0-100), complaints, processing (working days, mean), sustained (% of pairs),
  people; empty below the smallest group. `launches`: unit, system, quarter of the launch.
"""

# ruff: noqa: S608 - what is pasted are declared names and numbers of this file; values are never
from __future__ import annotations

from typing import Any

import pandas as pd

from data.derived import usage
from data.derived.inputs import quarter_of
from data.tables.staff import AREA, TRAINING_KIND
from metrics.competence.terms import SKILL_KEYS
from metrics.limits import cell_sizes
from metrics.metric import Population
from metrics.models.training_effect import COMPARED, GROUPS
from metrics.satisfaction.elements import ELEMENT_KEYS

AFTER, BEFORE = 6, 3  # months
FRAMES = ("trials", "shares", "office_quarters", "launches")


def group_of(kind: str) -> str:
    """The kind group of a training, as SQL: e-learning, coaching, else a class."""
    cases = " ".join(f"WHEN {TRAINING_KIND.code(k)} THEN '{g}'" for g, kinds in GROUPS.items() for k in kinds)
    return f"CASE {kind} {cases} ELSE 'class' END"


def trials(cursor: Any) -> pd.DataFrame:
    """See above; the temporary tables of `data.derived.usage` must be there."""
    _spells(cursor)
    skill = " + ".join(f"coalesce({key}, 0)::INTEGER" for key in SKILL_KEYS)
    known = " + ".join(f"({key} IS NOT NULL)::INTEGER" for key in SKILL_KEYS)
    cursor.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE trial AS
        WITH eligible AS (
            SELECT s.*, m.month, i.kind FROM spell s
            JOIN trial_month m ON m.city = s.city AND m.month >= s.started AND m.month <= s.last - {AFTER}
            AND m.month < coalesce(s.sustained, 1000000)
            AND (s.sustained IS NOT NULL OR s.followed >= m.month + {AFTER})
            LEFT JOIN it_month i ON i.city = s.city AND i.staff = s.staff AND i.month = m.month
        ),
        counted AS (
            SELECT *, count(kind) OVER same AS trained,
                   row_number() OVER (PARTITION BY city, system, month, kind IS NULL
                                      ORDER BY hash(city, staff, system, month)) AS drawn
            FROM eligible WINDOW same AS (PARTITION BY city, system, month)
        )
        SELECT * EXCLUDE (trained), row_number() OVER (ORDER BY city, staff, system, month) AS place
        FROM counted WHERE kind IS NOT NULL OR drawn <= {COMPARED} * trained
        """
    )
    found: pd.DataFrame = cursor.execute(
        f"""
        WITH rates AS (
            SELECT t.place,
                   {_rate("u.month > t.month")} AS after,
                   {_rate(f"u.month < t.month AND u.month >= t.month - {BEFORE}")} AS before,
                   {_rate(f"u.month < t.month - {BEFORE}")} AS earlier
            FROM trial t JOIN usage u ON u.city = t.city AND u.staff = t.staff AND u.system = t.system
            AND u.month BETWEEN t.month - {2 * BEFORE} AND t.month + {AFTER} AND u.working_days >= u.active_days
            GROUP BY t.place
        ),
        taken AS (
            SELECT t.place, sum(i.trainings) AS it FROM trial t JOIN it_month i
            ON i.city = t.city AND i.staff = t.staff AND i.month < t.month GROUP BY t.place
        ),
        hours AS (
            SELECT t.place, sum(h.jp) AS jp FROM trial t JOIN jp_month h
            ON h.city = t.city AND h.staff = t.staff AND h.month < t.month AND h.month >= t.month - 12 GROUP BY t.place
        ),
        skill AS (
            SELECT city, staff, {usage.month_of("assessed_on")} AS month, avg(data_software) AS data_software,
                   avg(({skill}) / nullif({known}, 0)) AS skills
            FROM skill_assessment GROUP BY ALL
        ),
        latest AS (
            SELECT t.place, arg_max(s.data_software, s.month) AS data_software, arg_max(s.skills, s.month) AS skills
            FROM trial t JOIN skill s ON s.city = t.city AND s.staff = t.staff AND s.month < t.month GROUP BY t.place
        ),
        peers AS (
            SELECT p.city, p.unit, p.system, m.month, count(*) FILTER (p.started <= m.month) - 1 AS others,
                   count(*) FILTER (p.sustained < m.month) AS users
            FROM spell p JOIN trial_month m ON m.city = p.city GROUP BY ALL
        ),
        unit_use AS (
            SELECT m.city, u.unit, m.month, sum(u.active_days) / nullif(sum(u.working_days), 0) AS rate
            FROM trial_month m JOIN usage_unit u
            ON u.city = m.city AND u.month < m.month AND u.month >= m.month - {BEFORE} GROUP BY ALL
        )
        SELECT c.city, n.unit, dense_rank() OVER (ORDER BY t.city, t.staff) AS person, t.system::INTEGER AS system,
               t.month, t.kind, t.drawn, t.sex, t.age, t.education, t.position, t.obligation,
               (t.month - t.started)::DOUBLE AS waiting,
               coalesce(t.sustained <= t.month + {BEFORE}, FALSE)::DOUBLE AS reached_3,
               coalesce(t.sustained <= t.month + {AFTER}, FALSE)::DOUBLE AS reached,
               100 * r.after AS after, 100 * r.before AS before, 100 * r.earlier AS earlier,
               coalesce(k.it, 0)::DOUBLE AS earlier_it, coalesce(h.jp, 0)::DOUBLE AS earlier_jp,
               l.data_software, l.skills, 100 * p.users / nullif(p.others, 0) AS peers, p.others::DOUBLE AS unit_size,
               100 * uu.rate AS unit_use
        FROM trial t JOIN city c ON c.id = t.city JOIN unit n ON n.id = t.unit
        LEFT JOIN rates r USING (place) LEFT JOIN taken k USING (place) LEFT JOIN hours h USING (place) LEFT JOIN latest l USING (place)
        LEFT JOIN peers p ON p.city = t.city AND p.unit = t.unit AND p.system = t.system AND p.month = t.month
        LEFT JOIN unit_use uu ON uu.city = t.city AND uu.unit = t.unit AND uu.month = t.month
        ORDER BY t.place
        """
    ).df()
    for name in ("trial", "trial_month", "usage_unit", "jp_month"):
        cursor.execute(f"DROP TABLE {name}")
    return found


def shares(cursor: Any) -> pd.DataFrame:
    """How much of an office was trained in a quarter, of what could have been; `_spells` must have run."""
    kinds = ", ".join(f"100 * count(DISTINCT e.staff) FILTER (i.kind = '{g}') / count(DISTINCT e.staff) AS {g}" for g in GROUPS)  # fmt: skip
    found: pd.DataFrame = cursor.execute(
        f"""
        SELECT c.city, n.unit, e.quarter, count(DISTINCT e.staff)::DOUBLE AS people, {kinds}
        FROM adoption_quarter e JOIN city c ON c.id = e.city JOIN unit n ON n.id = e.unit
        LEFT JOIN it_month i ON i.city = e.city AND i.staff = e.staff AND i.month // 3 = e.quarter
        WHERE NOT e.sustained GROUP BY ALL HAVING count(DISTINCT e.staff) >= {cell_sizes.minimum(Population.STAFF)} ORDER BY ALL
        """
    ).df()
    cursor.execute("DROP TABLE it_month")
    cursor.execute("DROP TABLE spell")
    return found


def office_quarters(cursor: Any) -> pd.DataFrame:
    """See above."""
    ikm = " + ".join(f"avg({key})" for key in ELEMENT_KEYS)
    staff, citizens = cell_sizes.minimum(Population.STAFF), cell_sizes.minimum(Population.CITIZENS)
    found: pd.DataFrame = cursor.execute(
        f"""
        WITH s AS (SELECT city, unit, quarter, 25 * ({ikm}) / {len(ELEMENT_KEYS)} AS ikm, count(*)::DOUBLE AS answers
                   FROM skm_response GROUP BY ALL HAVING count(*) >= {citizens}),
        p AS (SELECT city, unit, quarter, count(*)::DOUBLE AS complaints FROM complaint_record GROUP BY ALL HAVING count(*) >= {citizens}),
        t AS (SELECT city, unit, quarter, avg(working_days) AS processing FROM service_transaction WHERE completed
              GROUP BY ALL HAVING count(*) >= {citizens}),
        a AS (SELECT city, unit, quarter, 100 * avg(sustained) AS sustained FROM adoption_quarter
              GROUP BY ALL HAVING count(DISTINCT staff) >= {staff})
        SELECT c.city, n.unit, quarter, ikm, answers, complaints, processing, sustained
        FROM s FULL JOIN p USING (city, unit, quarter) FULL JOIN t USING (city, unit, quarter)
        FULL JOIN a USING (city, unit, quarter) JOIN city c ON c.id = city JOIN unit n ON n.id = unit ORDER BY ALL
        """
    ).df()
    return found


def launches(cursor: Any) -> pd.DataFrame:
    """Where each system was launched in which quarter; offices whose launch is only guessed from the log too."""
    found: pd.DataFrame = cursor.execute(
        f"""
        SELECT c.city, n.unit, l.system::INTEGER AS system, {quarter_of("l.launched_on")}::DOUBLE AS quarter
        FROM launched l JOIN city c ON c.id = l.city JOIN unit n ON n.id = l.unit ORDER BY ALL
        """
    ).df()
    return found


def _spells(cursor: Any) -> None:
    started = usage.month_of("s.started_on")
    cursor.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE spell AS
        SELECT s.city, s.unit, s.staff, s.system, s.sex, s.age, s.education, s.position, s.obligation,
               {started} AS started, {started} + s.months_to AS sustained, {started} + s.months_waiting AS followed, g.last
        FROM adoption_spell s JOIN (SELECT city, system, max(last) AS last FROM logged GROUP BY ALL) g
        ON g.city = s.city AND g.system = s.system WHERE s.unit IS NOT NULL
        """
    )
    cursor.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE it_month AS
        SELECT city, staff, {usage.month_of("day")} AS month, min({group_of("training_kind")}) AS kind, count(*) AS trainings
        FROM training WHERE completed AND area = {AREA.code("it")} GROUP BY ALL
        """
    )
    cursor.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE jp_month AS
        SELECT city, staff, {usage.month_of("day")} AS month, sum(jp_hundredths) / 100 AS jp FROM training WHERE completed GROUP BY ALL
        """
    )
    cursor.execute(
        "CREATE OR REPLACE TEMP TABLE trial_month AS SELECT DISTINCT i.city, i.month FROM it_month i "
        "JOIN (SELECT city, min(started) AS first FROM spell GROUP BY city) s ON s.city = i.city AND i.month >= s.first"
    )
    cursor.execute(
        "CREATE OR REPLACE TEMP TABLE usage_unit AS SELECT city, unit, month, sum(active_days) AS active_days, "
        "sum(working_days) AS working_days FROM usage WHERE working_days >= active_days AND unit IS NOT NULL GROUP BY ALL"
    )


def _rate(condition: str) -> str:
    return f"sum(u.active_days) FILTER ({condition}) / nullif(sum(u.working_days) FILTER ({condition}), 0)"
