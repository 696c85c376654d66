"""Records of staff of random cities against a slow recomputation in plain Python, person by person and day by day.

The recomputation shares no code with what it checks: points and windows are written down here from the handbook.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from data.store import Store
from metrics.competence.terms import SKILL_KEYS
from metrics.ip_asn.terms import DEGREES, DISCIPLINE, POSITIONS
from metrics.performance.terms import PREDICATES, RATINGS
from metrics.periods import format_code
from metrics.training.terms import AREAS, KINDS, PARTNERS
from tests.store.staff import Row, batch, quarter, read

UNITS = {"binjai": ("binjai-disdukcapil", "binjai-dpmptsp"), "semarang": ("semarang-disdukcapil", "semarang-rsud")}
QUALIFICATION = {"below_sma": 10, "sma": 50, "d2": 50, "d3": 100, "s1": 150, "s2": 200, "s3": 250}
TRAINED = {"structural": (150, 150, 100), "functional": (150, 150, 100), "executive": (0, 225, 175)}
RATED = {"very_poor": 10, "poor": 50, "needs_improvement": 150, "good": 250, "very_good": 300}
SANCTIONED = {None: 50, "light": 30, "moderate": 20, "severe": 10}
SCHOOL = {"sma": "sma", "d2": "d3", "d3": "d3", "s1": "s1", "s2": "s2", "s3": "s2"}
MATRIX = {
    ("above", "above"): "very_good", ("above", "meets"): "good", ("above", "below"): "poor",
    ("meets", "above"): "good", ("meets", "meets"): "good", ("meets", "below"): "poor",
    ("below", "above"): "needs_improvement", ("below", "meets"): "needs_improvement", ("below", "below"): "very_poor",
}  # fmt: skip
NEEDS = {
    "structural": (65, 75, 60, 80, 80, 75), "functional": (75, 70, 60, 70, 70, 70), "executive": (60, 65, 55, 65, 70, 65),
}  # fmt: skip
AGES = ((19, "under20"), (29, "20to29"), (39, "30to39"), (49, "40to49"), (120, "50plus"))
Facts = dict[str, list[Row]]


def end_of(code: int) -> date:
    """The last day of a quarter."""
    year, place = divmod(code, 4)
    return date(year + (place == 3), (place * 3 + 3) % 12 + 1, 1) - timedelta(days=1)


def facts(seed: int) -> Facts:
    """A dozen people in two cities over five years, with everything that can be empty now and then empty."""
    rng = random.Random(seed)

    def day(first: int = 2020, last: int = 2024) -> date:
        return date(first, 1, 1) + timedelta(days=rng.randrange(366 * (last - first + 1) - 2))

    def maybe(value: Any, share: float = 0.8) -> Any:
        return value if rng.random() < share else None

    def some(keys: Any, share: float = 0.8) -> Any:
        return maybe(rng.choice(list(keys)), share)

    def who() -> Row:
        city = rng.choice(list(UNITS))
        return {"city": city, "staff": rng.randrange(7)}

    register = []
    for _ in range(22):
        one = who()
        since = rng.choice([date(2019, 1, 1), date(2022, 5, 1), day()])
        register.append(
            {**one, "unit": rng.choice(UNITS[one["city"]]), "valid_from": since, "position": rng.choice(list(POSITIONS)),
             "left_on": maybe(since + timedelta(days=rng.randrange(900)), 0.2), "sex": some(("female", "male")),
             "birth_year": maybe(rng.randrange(1960, 2006)), "degree": some(DEGREES, 0.9)}
        )  # fmt: skip
    plans = [
        {"city": rng.choice(list(UNITS)), "programme": rng.choice("abcd"), "title": "x", "area": rng.choice(list(AREAS)),
         "training_kind": rng.choice(list(KINDS)), "partner": some(PARTNERS), "jp_hundredths": maybe(rng.randrange(200, 3000)),
         "quarter": format_code(2020 * 4 + rng.randrange(20)), "planned_seats": rng.randrange(5)}
        for _ in range(9)
    ]  # fmt: skip
    taken = []
    for _ in range(110):
        one = who()
        taken.append(
            {**one, "unit": maybe(rng.choice(UNITS[one["city"]]), 0.3), "programme": rng.choice("abcde"), "title": "x",
             "ended_on": rng.choice([day(), date(2023, 12, 31), date(2023, 4, 1)]), "area": some(AREAS, 0.5),
             "training_kind": rng.choice([None, "leadership", "functional", "seminar", "workshop", "technical", "elearning", "elearning"]),
             "jp_hundredths": maybe(rng.randrange(0, 2500), 0.5), "completed": rng.random() < 0.8}
        )  # fmt: skip
    skills = [
        {**who(), "assessed_on": rng.choice([day(), date(2022, 7, 1)]), **{key: maybe(rng.randrange(101), 0.6) for key in SKILL_KEYS}}
        for _ in range(45)
    ]  # fmt: skip
    reviews = []
    for _ in range(60):
        reported = maybe(day(2022))
        reviews.append(
            {**who(), "quarter": format_code(2022 * 4 + rng.randrange(12)), "due_on": maybe(day(2022), 0.2), "reported_on": reported,
             "evaluated_on": maybe(reported + timedelta(days=rng.randrange(-5, 90)), 0.7) if reported else None,
             "result_rating": some(RATINGS), "behaviour_rating": some(RATINGS), "predicate": some(PREDICATES, 0.2)}
        )  # fmt: skip
    sanctions = [{**who(), "decided_on": day(2014), "discipline_level": rng.choice(list(DISCIPLINE))} for _ in range(8)]
    return {"employee": register, "training_programme": plans, "training_participation": taken,
            "skill_assessment": skills, "performance_review": reviews, "discipline": sanctions}  # fmt: skip


def holding(rows: list[Row], *same: str) -> list[Row]:
    """Of the rows of the same thing the last."""
    return list({tuple(row[name] for name in same): row for row in rows}.values())


def state(given: Facts, person: tuple[str, int], day: date) -> Row:
    """The register's row of a day, empty without; sex and birth year as last said."""
    rows = holding([r for r in given["employee"] if (r["city"], r["staff"]) == person], "valid_from")
    rows.sort(key=lambda r: r["valid_from"])
    found: Row = {}
    for row in rows:
        if row["valid_from"] <= day:
            found = dict(row)
    for name in ("sex", "birth_year"):
        found[name] = next((row[name] for row in reversed(rows) if row[name] is not None), None)
    return found


def filled(given: Facts) -> list[Row]:
    """The trainings with what the catalogue says."""
    plans = holding(given["training_programme"], "city", "programme", "quarter")
    found = []
    for row in holding(given["training_participation"], "city", "staff", "programme", "ended_on"):
        offers = sorted(
            (p for p in plans if (p["city"], p["programme"]) == (row["city"], row["programme"])),
            key=lambda p: p["quarter"],
        )
        known = [p for p in offers if p["quarter"] <= format_code(quarter(row["ended_on"]))]
        offer = known[-1] if known else offers[0] if offers else {}
        names = ("area", "training_kind", "partner", "jp_hundredths")
        found.append(row | {n: row.get(n) if row.get(n) is not None else offer.get(n) for n in names})
    return found


def persona(row: Row, code: int) -> Row:
    """Sex, age, education and position of a state."""
    years = None if row["birth_year"] is None else code // 4 - row["birth_year"]
    band = None if years is None else next(name for highest, name in AGES if years <= highest)
    return {"sex": row["sex"], "age": band, "education": SCHOOL.get(row.get("degree")), "position": row.get("position")}


def predicate(review: Row) -> str | None:
    """As written, else by the matrix: the random reviews are of 2022 and later."""
    return review["predicate"] or MATRIX.get((review["result_rating"], review["behaviour_rating"]))


def staff_quarters(given: Facts) -> dict[tuple[str, int, int], Row]:
    """Every row of STAFF_QUARTER."""
    trainings = filled(given)
    reviews = holding(given["performance_review"], "city", "staff", "quarter")
    codes = {city: {quarter(t["ended_on"]) for t in trainings if t["city"] == city} for city in UNITS}
    first_training = {city: min(found) for city, found in codes.items()}
    for city, found in codes.items():
        found |= {quarter(s["assessed_on"]) for s in given["skill_assessment"] if s["city"] == city}
        found |= {int(r["quarter"][:4]) * 4 + int(r["quarter"][-1]) - 1 for r in reviews if r["city"] == city}
    made = {}
    for city, staff in {(r["city"], r["staff"]) for r in given["employee"]}:
        mine = sorted((t for t in trainings if (t["city"], t["staff"]) == (city, staff)), key=lambda t: t["ended_on"])
        own = {n: [r for r in rows if (r["city"], r.get("staff")) == (city, staff)] for n, rows in given.items()}
        own["performance_review"] = [r for r in reviews if (r["city"], r["staff"]) == (city, staff)]
        for code in range(min(codes[city]), max(codes[city]) + 1):
            now = state(given, (city, staff), end_of(code))
            if "unit" not in now or (now["left_on"] is not None and now["left_on"] < end_of(code)):
                continue
            known = code >= first_training[city]
            row = {
                "unit": now["unit"],
                **persona(now, code),
                **trained(mine, code, known),
                **skilled(own["skill_assessment"], now["position"], code),
            }
            made[city, staff, code] = row | index(mine, own, now, code, known)
    return made


def trained(mine: list[Row], code: int, known: bool) -> Row:
    past = [t for t in mine if t["ended_on"] <= end_of(code)]
    year = [t for t in past if t["ended_on"].year == code // 4]
    done = [t for t in year if t["completed"]]
    hours = sum(t["jp_hundredths"] or 0 for t in done)
    row: Row = {
        "jp_hundredths": hours,
        "jp_met": int(hours >= 2000),
        "jp_on_course": int(hours >= 500 * (code % 4 + 1)),
    }
    row |= {f"area_{key}": int(any(t["area"] == key for t in done)) for key in AREAS}
    row["elearning"] = int(any(t["training_kind"] == "elearning" for t in year))
    if not known:
        row = dict.fromkeys(row)
    days = [t["ended_on"] for t in past if t["completed"]]
    row["gap_days"] = (days[-1] - days[-2]).days if len(days) > 1 else None
    row["idle_days"] = (end_of(code) - days[-1]).days if days else None
    return row


def skilled(assessments: list[Row], position: str, code: int) -> Row:
    row: Row = {}
    for key, need in zip(SKILL_KEYS, NEEDS[position], strict=True):
        scores = {}
        for each in sorted(assessments, key=lambda a: a["assessed_on"]):
            if each[key] is not None and each["assessed_on"] <= end_of(code):
                scores[each["assessed_on"]] = each[key]
        last = max(scores, default=None)
        there = last is not None and last > end_of(code - 16)
        row[f"skill_{key}"] = scores[last] if there else None
        row[f"before_{key}"] = scores[min(scores)] if there and len(scores) > 1 else None
        row[f"short_{key}"] = int(scores[last] < need) if there else None
    return row


def index(mine: list[Row], own: Facts, now: Row, code: int, known: bool) -> Row:
    done = [t for t in mine if t["completed"] and t["ended_on"] <= end_of(code)]
    kinds = {t["training_kind"] for t in done}
    lately = {t["training_kind"] for t in done if t["ended_on"] > end_of(code - 8)}
    technical = sum(
        t["jp_hundredths"] or 0
        for t in done
        if t["ended_on"] > end_of(code - 4)
        and t["area"] in ("it", "finance", "public_service", "technical")
        and t["training_kind"] not in ("leadership", "functional", "seminar", "workshop")
    )
    asked = "leadership" if now["position"] == "structural" else "functional"
    most = TRAINED[now["position"]]
    flags = (asked in kinds, technical >= 2000, bool(lately & {"seminar", "workshop"}))
    earned = [points * flag if known else None for points, flag in zip(most, flags, strict=True)]
    valid = sorted(
        (r["quarter"], RATED[found])
        for r in own["performance_review"]
        if format_code(code - 3) <= r["quarter"] <= format_code(code) and (found := predicate(r))
    )
    order = [None, *DISCIPLINE]
    worst = max(
        (r["discipline_level"] for r in own["discipline"] if end_of(code - 20) < r["decided_on"] <= end_of(code)),
        key=order.index,
        default=None,
    )
    parts = {
        "qualification": (QUALIFICATION.get(now["degree"]), 250),
        **dict(zip(("leadership", "technical", "seminar"), zip(earned, most, strict=True), strict=True)),
        "performance": (valid[-1][1] if valid else None, 300),
        "discipline": (SANCTIONED[worst], 50),
    }
    points = {
        "qualification": parts["qualification"][0],
        "competence": sum(e for e in earned if e is not None) if known else None,
        "performance": parts["performance"][0],
        "discipline": parts["discipline"][0],
    }
    total = None if None in points.values() else sum(points.values())
    return {
        **{f"ip_{key}": value for key, value in points.items()},
        "ip_total": total,
        **{f"lacking_{key}": None if have is None else full - have for key, (have, full) in parts.items()},
    }


def training_rows(given: Facts) -> list[Row]:
    found = []
    for t in filled(given):
        code = quarter(t["ended_on"])
        now = state(given, (t["city"], t["staff"]), t["ended_on"])
        online = None if t["training_kind"] is None else int(t["training_kind"] == "elearning")
        found.append(
            {"city": t["city"], "unit": t["unit"] or now.get("unit"), "staff": t["staff"], "quarter": code, **persona(now, code),
             "area": t["area"], "training_form": KINDS[t["training_kind"]][0] if t["training_kind"] else None,
             "training_kind": t["training_kind"], "partner": t["partner"], "completed": int(t["completed"]), "elearning": online,
             "elearning_completed": int(t["completed"]) if online else None, "jp_hundredths": t["jp_hundredths"] if t["completed"] else 0}
        )  # fmt: skip
    return found


def review_rows(given: Facts) -> list[Row]:
    rows = holding(given["performance_review"], "city", "staff", "quarter")
    last = {
        c: max(d for r in rows if r["city"] == c for d in (r["reported_on"], r["evaluated_on"]) if d) for c in UNITS
    }
    found = []
    for r in rows:
        code = int(r["quarter"][:4]) * 4 + int(r["quarter"][-1]) - 1
        now = state(given, (r["city"], r["staff"]), end_of(code))
        reported, evaluated = r["reported_on"], r["evaluated_on"]
        due = r["due_on"] or end_of(code) + timedelta(days=10)
        found.append(
            {"city": r["city"], "unit": now.get("unit"), "staff": r["staff"], "quarter": code, **persona(now, code),
             "on_time": int(bool(reported) and reported <= due), "reported": int(bool(reported)), "evaluated": int(bool(evaluated)),
             "evaluation_days": (evaluated - reported).days if evaluated and evaluated >= reported else None,
             "waiting_days": (last[r["city"]] - reported).days if reported and not evaluated else None, "predicate": predicate(r)}
        )  # fmt: skip
    return found


def plan_rows(given: Facts) -> list[Row]:
    rows = [{"city": p["city"], "quarter": int(p["quarter"][:4]) * 4 + int(p["quarter"][-1]) - 1, "planned_seats": p["planned_seats"],
             "area": p["area"], "done_seats": 0, "programme": p["programme"]} for p in given["training_programme"]]  # fmt: skip
    for t in filled(given):
        code = quarter(t["ended_on"])
        offers = [
            r for r in rows if (r["city"], r["programme"], r["quarter"] // 4) == (t["city"], t["programme"], code // 4)
        ]
        if t["completed"] and offers:
            before = [r["quarter"] for r in offers if r["quarter"] <= code]
            at = max(before) if before else min(r["quarter"] for r in offers)
            next(r for r in offers if r["quarter"] == at)["done_seats"] += 1
    return [{name: value for name, value in row.items() if name != "programme"} for row in rows]


def alike(rows: list[Row], expected: list[Row]) -> None:
    """The same rows in any order, as far as the columns that are expected."""
    names = list(expected[0])

    def listed(every: list[Row]) -> list[str]:
        return sorted(repr([row[name] for name in names]) for row in every)

    assert listed(rows) == listed(expected)


@pytest.mark.parametrize("seed", range(6))
def test_every_row_is_that_of_the_slow_way(seed: int, tmp_path: Path) -> None:
    given = facts(seed)
    store = Store.open(tmp_path / "p.duckdb")
    store.commit_batches([batch(table, rows) for table, rows in given.items()])
    expected = staff_quarters(given)
    rows = {(r.pop("city"), r.pop("staff"), r.pop("quarter")): r for r in read(store, "staff_quarter")}
    assert set(rows) == set(expected)
    for key, row in rows.items():
        assert row == expected[key], key
    assert len({r["ip_total"] for r in rows.values()}) > 5
    alike(read(store, "training_record"), training_rows(given))
    alike(read(store, "review_record"), review_rows(given))
    alike(read(store, "programme_record"), plan_rows(given))
    store.close()
