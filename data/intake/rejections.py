"""What is kept of rejected rows, and how they are grouped by the repair that would mend them."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from data.intake.model import Plan, Problem, RawTable
from data.intake.places import Places
from data.intake.respondents import Body
from data.intake.rules import RULE_CODES, enumeration_of, remedy
from data.intake.text import looks_personal, mask, shorten
from data.intake.values import fix_key
from data.intake.verdict import Verdict
from data.intake.vocabulary import standard_labels
from data.tables import TABLES, Type
from metrics.satisfaction.elements import ELEMENTS
from metrics.words import Words

COLUMNS = ["line", "rule", "column", "value", "remedy", "original"]
SHOWN_LINES = 5
MIDNIGHT = " 00:00:00"  # of a workbook's dates; with it a date is as long as a number of a person
FLAGS = {c.name for table in TABLES.values() if table.importable for c in table.columns if c.type == Type.FLAG}
_APART = ("invalid_label", "unknown_unit", "out_of_range", "bad_date", "unknown_city")


def rejected_of(raw: RawTable, plan: Plan, body: Body, verdict: Verdict) -> pd.DataFrame:
    """Rejected rows: line, rule, column, value, remedy and the original cells as json.

    Only columns that were recognised and are not personal are kept, and in them anything that looks like a telephone
    number, NIK or e-mail address is blotted out: people type such things into any field.
    """
    rows = np.flatnonzero(verdict.rule)
    kept = [c for c in plan.columns if c.role != "unused" and not c.personal]
    safe = lru_cache(maxsize=65536)(lambda text: mask(text.removesuffix(MIDNIGHT)).replace("\x00", ""))
    shown = {c.place for c in kept}
    remedies: dict[tuple[str, int, str], str] = {}
    records: list[tuple[Any, ...]] = []
    places = pa.array(plan.first_row + rows)
    cells = {c.header: raw.columns[c.place].take(places).cast(pa.string()).to_pylist() for c in kept}
    for nth, row in enumerate(rows.tolist()):
        rule, place = RULE_CODES[verdict.rule[row] - 1], int(verdict.place[row])
        text = body.texts[place][body.codes[place][row]] if 0 <= place < len(body.texts) else ""
        if (known := remedies.get((rule, place, text))) is None:
            role = plan.columns[place].role if 0 <= place < len(plan.columns) else ""
            known = remedies[rule, place, text] = remedy(
                rule, role, verdict.likes.get((place, text), ""), plan.table
            ).id
        original = {header: safe(texts[nth]) for header, texts in cells.items()}
        records.append(
            (
                int(raw.lines[plan.first_row + row]),
                rule,
                plan.columns[place].header if 0 <= place < len(plan.columns) else "",
                safe(shorten(text)) if place in shown else "",
                known,
                json.dumps(original, ensure_ascii=False),
            )
        )
    return pd.DataFrame.from_records(records, columns=COLUMNS)


def problems_of(raw: RawTable, plan: Plan, body: Body, verdict: Verdict, places: Places) -> tuple[Problem, ...]:
    """Rejected rows grouped by repair: one group per rule and column, and per spelling where a fix can be chosen."""
    groups: dict[tuple[str, int, str], list[int]] = {}
    shown: dict[tuple[str, int, str], str] = {}
    for row in np.flatnonzero(verdict.rule).tolist():
        rule, place = RULE_CODES[verdict.rule[row] - 1], int(verdict.place[row])
        text = body.texts[place][body.codes[place][row]] if 0 <= place < len(body.texts) else ""
        # A text that looks personal is no label to be mended: a fix of it would be recorded with the batch.
        apart = rule in _APART and not looks_personal(text)
        key = (rule, place, fix_key(text) if apart else "")
        groups.setdefault(key, []).append(row)
        shown.setdefault(key, text)
    problems = []
    for (rule, place, normalised), rows in groups.items():
        column = plan.columns[place] if 0 <= place < len(plan.columns) else None
        role = column.role if column else ""
        text = shown[rule, place, normalised]
        known = normalised and column is not None and not column.personal and role != "unused"
        problems.append(
            Problem(
                rule=rule,
                role=role,
                column=column.header if column else "",
                value=mask(shorten(text)) if known else "",
                normalised=normalised,
                count=len(rows),
                lines=tuple(int(raw.lines[plan.first_row + r]) for r in rows[:SHOWN_LINES]),
                remedy=remedy(rule, role, verdict.likes.get((place, text), ""), plan.table),
                options=_options(rule, role, text, plan, places) if normalised else (),
            )
        )
    order = {rule: i for i, rule in enumerate(RULE_CODES)}
    return tuple(sorted(problems, key=lambda p: (not p.options, order[p.rule], -p.count, p.column, p.normalised)))


def _options(rule: str, role: str, text: str, plan: Plan, places: Places) -> tuple[tuple[Any, Words], ...]:
    """What the officer may say an unknown text means; empty where only the file can be mended."""
    if rule == "unknown_unit" and plan.city:
        near = places.like_unit(text, plan.city)
        others = [k for k in places.units.loc[places.units["city"] == plan.city, "unit"] if k not in near]
        return tuple((k, Words(n, n)) for k in (*near, *others) for n in [places.unit_name(k)])
    if rule != "invalid_label":
        return ()
    blank = (None, Words("Tidak dijawab (kosong)", "Not answered (blank)"))
    if role in ELEMENTS:
        return (*((s, Words(f"{s} · {t}", f"{s} · {t}")) for s, t in enumerate(standard_labels(role), start=1)), blank)
    if (enumeration := enumeration_of(role)) is not None:
        return (*((code, level.words) for code, level in enumerate(enumeration.levels)), blank)
    if role in FLAGS:
        return ((True, Words("Ya", "Yes")), (False, Words("Tidak", "No")))
    return (blank,) if role in ("age_years", "service") else ()
