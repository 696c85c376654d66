"""From a raw table to a plan: which table it is, what each column is, whose it is and when; questions for the rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from data.intake import columns as cols
from data.intake import which
from data.intake.dates import parse_period
from data.intake.header import Header
from data.intake.model import ColumnPlan, Given, IntakeError, Notice, Plan, Question, RawTable
from data.intake.places import Places
from data.intake.registers import columns as register_columns
from data.intake.respondents import body_of
from data.intake.setting import Setting, find_setting
from data.intake.vocabulary.registers import REGISTERS
from data.store import Store
from data.tables import TABLES
from metrics import periods
from metrics.periods import Grain
from metrics.satisfaction.elements import ELEMENTS
from metrics.words import Words

MAPPING = "intake-mapping"
FEW_ROWS = 100  # below a header: more than any foot of totals, notes and signatures


def places_of(store: Store) -> Places:
    """Look-ups over the store's reference tables as they are now."""
    return Places(store.reference("city"), store.reference("unit"), store.reference("service"))


def recognise(raw: RawTable, store: Store, given: Given | None = None) -> Plan:
    """The plan of a file: columns, place and period, and the questions that stay open.

    What the file says is taken; what the officer says is taken; where the two disagree the file is refused. Nothing is
    guessed: not the order of elements 8 and 9, not a city, not a unit by a near spelling. Raises IntakeError, also when
    nobody answered: no rows below the header.
    """
    given = given or Given()
    table, header, unclear = which.table_of(raw, given.table)
    planned = register_columns.plan_columns if table in REGISTERS else cols.plan_columns
    places = places_of(store)
    columns, questions = planned(raw, header, table, given.columns)
    setting = find_setting(raw, header, columns, table, places, given)
    notices = list(setting.notices)

    key = _memory_key(table, header, setting)
    remembered: dict[str, Any] = store.recall(MAPPING, key) or {}
    if remembered and not given.columns and remembered.get("columns"):
        columns, questions = planned(raw, header, table, remembered["columns"], "remembered")
    constants = register_columns.constants(header, columns, table, given.every) if table in REGISTERS else {}
    if table in REGISTERS and TABLES[table].has("staff") and not any(c.role == "staff" for c in columns):
        raise IntakeError(register_columns.names_only(raw.name))
    shown = cols.order_shown(header)
    order = shown or given.elements or remembered.get("elements", "")
    bare = any(c.role in ("position:8", "position:9") for c in columns)
    if table == "skm_response":
        columns, more = cols.place_elements(columns, order, raw.name)
        questions = (*questions, *more)
        if not any(c.role in ELEMENTS or c.role.startswith("position:") for c in columns):
            raise IntakeError(_no_elements(raw.name))
        if bare and not shown and not given.elements and order:
            notices.append(
                Notice(
                    "remembered",
                    Words(
                        "Urutan unsur 8 dan 9 mengikuti pemetaan yang dikonfirmasi untuk berkas sebentuk dari unit ini.",
                        "Elements 8 and 9 follow the mapping confirmed for files of this form from this unit.",
                    ),
                )
            )
    dated = (
        register_columns.dated(table, columns, constants) if table in REGISTERS else _dated(raw, header, columns, table)
    )
    period, grain, more = _period(raw, header, dated, given)
    if table in REGISTERS:
        questions = (*questions, *register_columns.unsaid(table, columns, constants, given.today or date.today()))
    if raw.sheets and not given.sheet:
        questions = (_which_sheet(raw), *questions)
    plan = Plan(
        table=table,
        columns=columns,
        first_row=header.first_row,
        width=int(raw.widths[header.top : header.first_row].max()),
        shape=header.shape,
        given=given,
        city=setting.city,
        unit=setting.unit,
        new_unit=setting.new_unit,
        period=period,
        grain=grain,
        elements=order if bare else "",
        service=setting.service,
        constants=constants,
        name=raw.name,
        questions=(*unclear, *setting.questions, *more, *questions),
        notices=(
            *notices,
            *(register_columns.lacking(table, columns, constants) if table in REGISTERS else ()),
            *register_columns.stated(constants),
            *_unused(columns),
        ),
    )
    # Before anything is asked about it: a form that nobody filled in. (Another sheet may still be chosen.)
    choosing = raw.sheets and not given.sheet
    if not choosing and len(raw) - header.first_row <= FEW_ROWS and not body_of(raw, plan).rows.any():
        raise IntakeError(only_header(raw.name))
    return plan


def only_header(name: str) -> Words:
    """There is nobody's answer in the file."""
    return Words(
        f"{name} hanya berisi judul: tidak ada baris jawaban di bawahnya.",
        f"{name} has only a header: there are no rows of answers below it.",
    )


def remember(store: Store, plan: Plan) -> None:
    """Keep a confirmed mapping for the next file of this shape from this unit: columns, order of elements, fixes."""
    by_officer = {f"#{c.place + 1}": c.role for c in plan.columns if c.how in ("officer", "remembered")}
    fixes = {column: dict(labels) for column, labels in plan.given.fixes.items() if labels}
    value = {"columns": by_officer, "elements": plan.elements, "fixes": fixes}
    if any(value.values()):
        key = f"{plan.table}:{plan.shape}:{plan.city}:{plan.unit}"
        if store.recall(MAPPING, key) != value:
            store.remember(MAPPING, key, value)


def remembered_fixes(store: Store, plan: Plan) -> dict[str, dict[str, Any]]:
    """The fixes of labels last confirmed for this shape: offered on the page, never applied unasked."""
    value = store.recall(MAPPING, f"{plan.table}:{plan.shape}:{plan.city}:{plan.unit}") or {}
    found: dict[str, dict[str, Any]] = value.get("fixes", {})
    return found


def _memory_key(table: str, header: Header, setting: Setting) -> str:
    # The unit belongs to the key: two offices may head their columns U1..U9 alike and mean different orders.
    return f"{table}:{header.shape}:{setting.city}:{setting.unit}"


def _no_elements(name: str) -> Words:
    return Words(
        f"{name}: tidak satu pun kolom dikenali sebagai unsur SKM. Beri kolom nama unsur (Persyaratan, Prosedur, Waktu, ...) "
        "atau U1 sampai U9.",
        f"{name}: not one column is known as an SKM element. Name the columns by element (Persyaratan, Prosedur, "
        "Waktu, ...) or U1 to U9.",
    )


def _period(raw: RawTable, header: Header, dated: bool, given: Given) -> tuple[int | None, Grain, tuple[Question, ...]]:
    """Period for rows without a date of their own; given and named periods must overlap, the finer one counts."""
    said: tuple[int, Grain] | None = None
    if given.period:
        said = parse_period(given.period)
        if said is None:
            raise IntakeError(
                Words(
                    f"“{given.period}” bukan periode; tulis triwulan sebagai 2026Q3, semester 2026S2 atau tahun 2026.",
                    f"“{given.period}” is no period; write a quarter as 2026Q3, a semester as 2026S2 or a year as 2026.",
                )
            )
    texts = (header.facts.get("period", ""), *header.titles)
    named = next((p for text in texts if text and (p := parse_period(text))), None)
    if said and named and not dated:
        (a, b), (c, d) = (_span(said), _span(named))
        if b < c or d < a:
            one, two = periods.format_code(*said), periods.format_code(*named)
            raise IntakeError(
                Words(
                    f"Periode yang diberikan {one}, tetapi {raw.name} menyebut {two}. Samakan salah satunya.",
                    f"The period given is {one}, but {raw.name} names {two}. Make them agree.",
                )
            )
        said = min(said, named, key=lambda p: periods.QUARTERS_IN[p[1]])
    found = said or named
    if found:
        return found[0], found[1], ()
    if dated:
        return None, "quarter", ()
    return None, "quarter", (
        Question(
            "period",
            Words("Berkas ini tidak memuat tanggal maupun periode. Periode mana?", "This file holds neither dates nor a period. Which period?"),
        ),
    )  # fmt: skip


def _dated(raw: RawTable, header: Header, columns: tuple[ColumnPlan, ...], table: str) -> bool:
    """Whether rows say themselves when they were."""
    return table == "event" or any(
        c.role in ("answered_on", "happened_on", "period") and cols.values_below(raw, c.place, header.first_row)
        for c in columns
    )


def _span(period: tuple[int, Grain]) -> tuple[int, int]:
    return period[0], period[0] + periods.QUARTERS_IN[period[1]] - 1


def _which_sheet(raw: RawTable) -> Question:
    return Question(
        "sheet",
        Words(
            f"{raw.name} mempunyai beberapa lembar dengan tabel jawaban. Lembar mana yang dimuat?",
            f"{raw.name} has several sheets with tables of answers. Which one is to be loaded?",
        ),
        tuple((title, Words(title, title)) for title in raw.sheets),
    )


def _unused(columns: tuple[ColumnPlan, ...]) -> tuple[Notice, ...]:
    names = [c.header for c in columns if c.role == "unused" and not c.header.startswith("kolom ")]
    if not names:
        return ()
    listed = ", ".join(f"“{n}”" for n in names)
    return (
        Notice("unused", Words(f"Kolom yang tidak dipakai: {listed}.", f"Columns not used: {listed}."), len(names)),
    )


def with_answers(given: Given, answers: dict[str, str]) -> Given:
    """`given` with the answers to open questions, keyed as the questions are."""
    columns = {
        **given.columns,
        **{k.removeprefix("columns:"): v for k, v in answers.items() if k.startswith("columns:") and v},
    }
    every = {**given.every, **{k.removeprefix("every:"): v for k, v in answers.items() if k.startswith("every:") and v}}
    plain = {k: v for k, v in answers.items() if not k.startswith(("columns:", "every:")) and v}
    return replace(given, columns=columns, every=every, **plain)  # type: ignore[arg-type]  # keys are fields of Given by contract
