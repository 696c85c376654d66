"""City, unit and service of every row."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import numpy as np

from data.intake.model import Notice, Plan
from data.intake.places import Places
from data.intake.respondents import Body
from data.intake.text import is_blank, looks_personal, normalise, shorten
from data.intake.values import MISSING, Meaning, fix_key
from data.intake.verdict import Values, Verdict, read_column, reject_texts
from data.tables import TABLES
from metrics.words import Words

NEW = "+"  # marks the name of a unit or service that is to be added when the batch is committed
LONGEST_SERVICE = 120


@dataclass
class Whose:
    """Keys per row, and what has to be added: units as (city, name), services as (name, unit)."""

    city: Values
    unit: Values
    service: Values | None
    new_units: set[tuple[str, str]] = field(default_factory=set)
    new_services: set[tuple[str, str]] = field(default_factory=set)
    notices: list[Notice] = field(default_factory=list)


_EVERYONE = re.compile(
    r"(semua|seluruh|setiap|all)\s+((organisasi )?perangkat daerah|opd|skpd|pd|dinas|unit( kerja)?|instansi|offices?|units?)\b.*"
)


def everyone(text: str) -> bool:
    """Whether a cell means all offices of the city: `Semua OPD`, `Seluruh perangkat daerah`."""
    return bool(_EVERYONE.fullmatch(normalise(text)))


def _everywhere(value: str | None, count: int) -> Values:
    return Values(np.zeros(count, dtype=np.int64), [value])


def cities(plan: Plan, body: Body, places: Places, verdict: Verdict) -> Values:
    """City key of each row; rows of unknown cities or of another city than the one given are rejected."""
    column = plan.column("city")
    if column is None or (plan.city and not plan.given.city):
        return _everywhere(plan.city, len(verdict.rows))

    def read(text: str) -> Meaning:
        if is_blank(text):
            return Meaning(plan.city) if plan.city else Meaning(rule="missing_value")
        key = places.city(text)
        if key is None:
            return Meaning(rule="unknown_city")
        return Meaning(rule="wrong_city") if plan.city and key != plan.city else Meaning(key)

    return read_column(body, column.place, read, verdict)


def units(
    plan: Plan, body: Body, places: Places, city: Values, verdict: Verdict, whose: set[tuple[str, str]]
) -> Values:
    """Unit key of each row (None: a row of the whole city, where the table allows it).

    A unit that is not known is added only on the officer's word (`whose` takes it in as (city, name)); else its rows
    are rejected with the nearest names.
    """
    count = len(verdict.rows)
    column = plan.column("unit")
    required = TABLES[plan.table].column("unit").required
    if plan.new_unit:
        whose.add((plan.city, plan.new_unit))
    whole = plan.unit or (f"{NEW}{plan.new_unit}" if plan.new_unit else None)
    if column is None or (whole and not plan.given.unit) or (whole and _foreign(plan, body, places) == 0):
        return _everywhere(whole, count)

    texts = body.texts[column.place]
    cities_of = city.of
    pairs = city.codes * len(texts) + body.codes[column.place]
    distinct, codes = np.unique(pairs, return_inverse=True)
    used = np.zeros(len(distinct), dtype=bool)
    used[codes[verdict.passed]] = True
    fixes = plan.given.fixes.get("unit", {})
    meanings: list[Meaning] = []
    written: list[str] = []
    for pair, here in zip(distinct, used, strict=True):
        town, text = cities_of[int(pair) // len(texts)], texts[int(pair) % len(texts)]
        written.append(text)
        if not here or town is None:
            meanings.append(MISSING)
        elif is_blank(text):
            meanings.append(Meaning(whole) if whole or not required else Meaning(rule="missing_value"))
        elif everyone(text) and not fixes.get(fix_key(text)):  # never one office, and never a new one of that name
            meanings.append(Meaning(rule="every_unit"))
        elif key := (places.unit(text, town) or fixes.get(fix_key(text))):
            meanings.append(Meaning(rule="wrong_unit") if whole and key != whole else Meaning(key))
        elif plan.given.add_unit and not whole:
            whose.add((town, " ".join(text.split())))
            meanings.append(Meaning(f"{NEW}{' '.join(text.split())}"))
        elif TABLES[plan.table].has("staff") and not required:
            meanings.append(MISSING)  # the register knows the office; that it was left out is told
        else:
            near = places.like_unit(text, town, 1)
            meanings.append(Meaning(rule="unknown_unit", like=places.unit_name(near[0]) if near else ""))
    reject_texts(codes, written, meanings, column.place, verdict)
    return Values(codes.astype(np.int64), [m.value for m in meanings])


def _foreign(plan: Plan, body: Body, places: Places) -> int:
    """How many texts of the unit column name a known unit other than the whole file's."""
    column = plan.column("unit")
    if column is None:
        return 0
    codes = np.unique(body.codes[column.place][body.rows])
    keys = {places.unit(body.texts[column.place][int(i)], plan.city) for i in codes}
    return len(keys - {None, plan.unit})


def services(plan: Plan, body: Body, places: Places, whose: Whose, verdict: Verdict) -> Values | None:
    """Service key of each row; a service the unit's type does not have yet is added as the office writes it."""
    column = plan.column("service")
    if column is None:
        if not plan.service:
            return None
        texts, codes = [plan.service], np.zeros(len(verdict.rows), dtype=np.int64)
    else:
        texts, codes = body.texts[column.place], body.codes[column.place].astype(np.int64)
    place = column.place if column else -1
    pairs = whose.unit.codes * len(texts) + codes
    distinct, codes = np.unique(pairs, return_inverse=True)
    used = np.zeros(len(distinct), dtype=bool)
    used[codes[verdict.passed]] = True
    meanings, written = [], []
    added: dict[str, str | None] = {}
    for pair, here in zip(distinct, used, strict=True):
        unit, text = whose.unit.of[int(pair) // len(texts)], texts[int(pair) % len(texts)]
        written.append(text)
        if not here or unit is None or is_blank(text):
            meanings.append(MISSING)
            continue
        kind = places.unit_type(unit) or "lainnya"
        name = " ".join(text.split())
        if key := places.service(text, kind):
            meanings.append(Meaning(key))
        elif len(name) > LONGEST_SERVICE or looks_personal(name) or not normalise(name):
            meanings.append(Meaning(rule="invalid_label"))
        else:
            # Spellings that differ in case or spacing are one service.
            first = next(
                (n for n, k in sorted(whose.new_services) if k == kind and normalise(n) == normalise(name)), name
            )
            whose.new_services.add((first, kind))
            added[first] = places.like_service(first, kind)
            meanings.append(Meaning(f"{NEW}{kind}{NEW}{first}"))
    reject_texts(codes, written, meanings, place, verdict)
    if added:
        named = "; ".join(f"{n} (mirip {like})" if like else n for n, like in sorted(added.items()))
        english = "; ".join(f"{n} (like {like})" if like else n for n, like in sorted(added.items()))
        whose.notices.append(
            Notice(
                "new_service",
                Words(
                    f"Layanan baru, ditambahkan seperti tertulis: {shorten(named, 600)}.",
                    f"New services, added as written: {shorten(english, 600)}.",
                ),
                len(added),
            )
        )
    return Values(codes.astype(np.int64), [m.value for m in meanings])
