"""The IP ASN of each person by the rules of `metrics.ip_asn.points`: four dimensions, their sum, and what is lacking."""

# ruff: noqa: S608 - what is pasted are declared names and fixed texts; values never
from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from data.derived.staff_quarter.people import UNKNOWN, Columns, People, events
from data.derived.staff_quarter.training import TAKEN
from data.tables.staff import AREA, DISCIPLINE_LEVEL, POSITION, TRAINING_KIND
from metrics.ip_asn import points
from metrics.ip_asn.terms import DISCIPLINE, PARTS
from metrics.limits import ip_asn, windows
from metrics.limits.dated import Limit
from metrics.moments import Integers

Flags = npt.NDArray[np.bool_]
LIMITS: tuple[Limit, ...] = (*ip_asn.LIMITS, *windows.LIMITS)


def columns(cursor: Any, people: People) -> Columns:
    """Points in tenths; unknown: education without a degree, training before the city has any, performance without a
    review that gives points, and the index where one of them is.
    """
    leadership, technical, seminar = (
        np.where(people.trained, earned, UNKNOWN)
        for earned in points.competence(people.position, *_trained(cursor, people))
    )
    parts: Columns = {
        "qualification": points.qualification(people.degree),
        "leadership": leadership,
        "technical": technical,
        "seminar": seminar,
        "performance": _performance(cursor, people),
        "discipline": points.discipline(_gravest(cursor, people)),
    }
    competence = np.where(people.trained, leadership + technical + seminar, UNKNOWN)
    dimensions: Columns = {
        "qualification": parts["qualification"],
        "competence": competence,
        "performance": parts["performance"],
        "discipline": parts["discipline"],
    }
    known = np.all([values >= 0 for values in dimensions.values()], axis=0)
    most = points.maxima(people.position)
    return {
        **{f"ip_{key}": values for key, values in dimensions.items()},
        "ip_total": np.where(known, np.sum(list(dimensions.values()), axis=0), UNKNOWN),
        **{
            f"lacking_{key}": np.where(parts[key] >= 0, most[:, place] - parts[key], UNKNOWN)
            for place, key in enumerate(PARTS)
        },
    }


def _span(people: People, limit: Limit) -> Integers:
    """The last day before the span of a constant."""
    return people.before(people.by_quarter(lambda quarter: int(limit.at(quarter).value)))


def _trained(cursor: Any, people: People) -> tuple[Flags, Flags, Flags]:
    """Whether the training that each part asks for was completed: leadership (structural positions) or functional
    training at any time, technical training of enough JP and a seminar or workshop within their spans.
    """
    history, done = events(
        cursor, f"SELECT person, day, area, training_kind, jp_hundredths, quarter FROM ({TAKEN}) WHERE completed"
    )
    now, start = history.after(people.person, people.day), history.first(people.person)
    kind = done["training_kind"]
    of_kind = {key: kind == TRAINING_KIND.code(key) for key in ("leadership", "functional", "seminar", "workshop")}
    led, functional = (history.total(of_kind[key], start, now) > 0 for key in ("leadership", "functional"))
    seminar = of_kind["seminar"] | of_kind["workshop"]
    attended = history.total(seminar, history.after(people.person, _span(people, windows.SEMINAR_SPAN)), now) > 0
    areas = [AREA.code(key) for key in windows.TECHNICAL_AREAS.at().value]
    technical = np.isin(done["area"], areas) & ~np.any(list(of_kind.values()), axis=0)
    hours = history.total(
        np.where(technical, np.maximum(done["jp_hundredths"], 0), 0),
        history.after(people.person, _span(people, windows.TECHNICAL_SPAN)),
        now,
    )
    enough = hours >= people.by_quarter(lambda quarter: int(windows.TECHNICAL_TRAINING.at(quarter).value))
    return np.where(people.position == POSITION.code("structural"), led, functional), enough, attended


def _performance(cursor: Any, people: People) -> Integers:
    """Points of the newest review within the span that gives any."""
    found = "SELECT p.person, r.quarter, r.predicate, r.value FROM review r JOIN person p ON p.city = r.city AND p.staff = r.staff"
    history, reviews = events(
        cursor,
        f"SELECT person, make_date(quarter // 4, quarter % 4 * 3 + 1, 1) AS day, predicate, value FROM ({found}) "
        "WHERE predicate IS NOT NULL OR value IS NOT NULL",
    )
    earned = points.performance(reviews["predicate"], reviews["value"])
    now = history.after(people.person, people.day)
    return history.at(earned, now - 1, now > history.after(people.person, _span(people, windows.REVIEW_SPAN)))


def _gravest(cursor: Any, people: People) -> Integers:
    """Code of the gravest sanction within the span, -1 without any."""
    history, given = events(
        cursor,
        "SELECT p.person, d.decided_on AS day, d.discipline_level AS level FROM discipline d "
        "JOIN person p ON p.city = d.city AND p.staff = d.staff",
    )
    start, end = (
        history.after(people.person, _span(people, windows.DISCIPLINE_SPAN)),
        history.after(people.person, people.day),
    )
    gravest = np.full(len(people.person), UNKNOWN)
    for key in DISCIPLINE:  # from light to severe
        code = DISCIPLINE_LEVEL.code(key)
        gravest[history.total(given["level"] == code, start, end) > 0] = code
    return gravest
