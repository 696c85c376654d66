"""Says what each column of a file is, by its header, the officer's word, and where needed its content."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from data.intake.dates import names_time, parse_date
from data.intake.header import Header
from data.intake.model import IDENTITY, PERSONAL, UNUSED, ColumnPlan, IntakeError, Question, RawTable
from data.intake.registers import columns as register_columns
from data.intake.text import is_blank, normalise
from data.intake.vocabulary import roles_of
from data.intake.vocabulary.registers import REGISTERS
from data.tables import SKM_RESPONSE, TABLES
from metrics.satisfaction.elements import ELEMENT_KEYS, ELEMENTS, QUESTIONNAIRE_ORDER
from metrics.words import Words

ORDERS: Mapping[str, tuple[str, ...]] = {"questionnaire": QUESTIONNAIRE_ORDER, "legal": ELEMENT_KEYS}
_POSITION = re.compile(r"position:(\d+)$")
_NOT_READ = ("age_as_given", "age", "quarter", "grain")  # follow from another column


def loadable(table: str) -> tuple[str, ...]:
    """The roles a column may have when it is loaded into `table`, beside the personal and unused ones."""
    if table in REGISTERS:
        return register_columns.loadable(table)
    own = tuple(c.name for c in TABLES[table].columns if c.name not in _NOT_READ)
    extra = ("period",) if any(c.name == "quarter" for c in TABLES[table].columns) else ()
    grain = ("grain",) if table == "skm_published" else ()
    return (*own, *extra, *grain, "number")


def values_below(raw: RawTable, place: int, first_row: int, rows: int | None = 5000) -> list[str]:
    """The distinct texts of a column in the first `rows` rows below the header (None: all), blanks left out."""
    column = raw.columns[place]
    end = None if rows is None else first_row + rows
    used = np.unique(np.asarray(column.indices)[first_row:end])
    return [text for i in used if not is_blank(text := column.dictionary[int(i)].as_py())]


def _positions(parts: tuple[str, ...]) -> list[int]:
    return [int(m[1]) for part in parts for role in roles_of(part) if (m := _POSITION.match(role))]


def _role_of_parts(parts: tuple[str, ...]) -> tuple[str, ...]:
    """What the lines of one header say together: an element by name, else a position, else the lowest known line."""
    roles = [roles_of(part) for part in parts]
    elements = tuple(dict.fromkeys(role for found in roles for role in found if role in ELEMENTS))
    if elements:
        return elements
    if positions := _positions(parts):
        return (f"position:{positions[0]}",)
    known = [found for found in roles if found and found != ("heading",)]
    if known:
        return known[-1]
    return tuple(r for r in roles_of(" ".join(parts)) if r != "heading")


def plan_columns(
    raw: RawTable, header: Header, table: str, chosen: Mapping[str, str], how: str = "officer"
) -> tuple[tuple[ColumnPlan, ...], tuple[Question, ...]]:
    """Role of each column, and a question per element that two columns claim or per header that names two elements.

    `chosen` maps a header (any spelling) or "#<place from 1>" to a role and wins over the header.
    """
    allowed = {*loadable(table), *PERSONAL, UNUSED}
    by_word = {key if key.startswith("#") else normalise(key): role for key, role in chosen.items()}
    for key, role in chosen.items():
        if role not in allowed:
            raise IntakeError(
                Words(
                    f"“{role}” bukan peran kolom untuk {key}; pilihan: {', '.join(sorted(allowed))}.",
                    f"“{role}” is no role of a column for {key}; choices: {', '.join(sorted(allowed))}.",
                )
            )
    columns: list[ColumnPlan] = []
    questions: list[Question] = []
    for place, (parts, name) in enumerate(zip(header.texts, header.names, strict=True)):
        roles = _role_of_parts(parts)
        said = by_word.get(f"#{place + 1}") or next(
            (by_word[n] for p in (name, *parts) if (n := normalise(p)) in by_word), ""
        )
        if said:
            columns.append(ColumnPlan(place, name, said, how))
            continue
        if len(roles) > 1 and table == "skm_response":
            questions.append(_which(f"columns:#{place + 1}", name, roles))
        role = roles[0] if len(roles) == 1 else UNUSED
        columns.append(
            ColumnPlan(place, name, _for_table(role, table), "position" if role.startswith("position") else "header")
        )
    if table == "skm_response":
        columns = _time_or_duration(raw, header, columns)
    return _one_each(columns, questions)


def _for_table(role: str, table: str) -> str:
    """The role as the table knows it; what it has no column for is unused."""
    if table == "event" and role == "answered_on":
        return "happened_on"
    known = role in loadable(table) or role in PERSONAL or (table == "skm_response" and role.startswith("position:"))
    return role if known else UNUSED


def _time_or_duration(raw: RawTable, header: Header, columns: list[ColumnPlan]) -> list[ColumnPlan]:
    """A column headed just "Waktu" is the element, unless its cells are dates: then it says when."""
    result = []
    for column in columns:
        if column.role == "waktu" and column.how == "header":
            texts = values_below(raw, column.place, header.first_row)
            if texts and sum(parse_date(t) is not None for t in texts) > len(texts) / 2:
                column = replace(column, role="answered_on", how="content")
        result.append(column)
    return result


def _one_each(
    columns: list[ColumnPlan], questions: list[Question]
) -> tuple[tuple[ColumnPlan, ...], tuple[Question, ...]]:
    """Ask where several columns claim one element; of other repeated roles the first column counts."""
    seen: dict[str, ColumnPlan] = {}
    result: list[ColumnPlan] = []
    for column in columns:
        role = column.role
        if role in PERSONAL or role in (UNUSED, "number"):
            result.append(column)
        elif role not in seen:
            seen[role] = column
            result.append(column)
        elif role in ELEMENTS or role.startswith("position:"):
            first = seen[role]
            element = ELEMENTS.get(role, Words(f"unsur {role[9:]}", f"element {role[9:]}"))
            questions.append(
                Question(
                    f"columns:#{column.place + 1}",
                    Words(
                        f"Kolom {first.place + 1} “{first.header}” dan kolom {column.place + 1} “{column.header}” sama-sama "
                        f"{element.id.lower()}. Yang kedua ini apa?",
                        f"Column {first.place + 1} “{first.header}” and column {column.place + 1} “{column.header}” are both "
                        f"{element.en.lower()}. What is the second one?",
                    ),
                    ((UNUSED, Words("Tidak dipakai", "Not used")), *((e, w) for e, w in ELEMENTS.items() if e != role)),
                )
            )
            result.append(replace(column, role=UNUSED))
        else:
            result.append(replace(column, role=UNUSED))
    return tuple(result), tuple(questions)


def _which(key: str, name: str, roles: tuple[str, ...]) -> Question:
    named = [ELEMENTS[r] for r in roles]
    return Question(
        key,
        Words(
            f"Kolom “{name}” menyebut {' dan '.join(w.id.lower() for w in named)}. Unsur yang mana?",
            f"The column “{name}” names {' and '.join(w.en.lower() for w in named)}. Which element is it?",
        ),
        (*((r, ELEMENTS[r]) for r in roles), (UNUSED, Words("Tidak dipakai", "Not used"))),
    )


def order_shown(header: Header) -> str:
    """The order of elements that the header itself shows by naming position 8 or 9; "" where it does not."""
    shown = set()
    for parts in header.texts:
        names = {role for part in parts for role in roles_of(part) if role in ("sarana", "pengaduan")}
        for position in _positions(parts):
            shown |= {o for o, order in ORDERS.items() if position in (8, 9) and names == {order[position - 1]}}
    return shown.pop() if len(shown) == 1 else ""


def place_elements(
    columns: tuple[ColumnPlan, ...], order: str, name: str
) -> tuple[tuple[ColumnPlan, ...], tuple[Question, ...]]:
    """Columns known by position as elements of `order`; with no order, positions 8 and 9 stay and are asked for.

    Raises IntakeError for more than nine positions: a survey of another rule, whose answers are not these elements.
    """
    positions = {int(m[1]) for c in columns if (m := _POSITION.match(c.role))}
    if positions and max(positions) > 9:
        raise IntakeError(
            Words(
                f"{name} mempunyai {max(positions)} unsur; PermenPANRB 14/2017 mengenal sembilan. Angka survei lama "
                "(14 unsur) dimuat sebagai angka terbitan.",
                f"{name} has {max(positions)} elements; PermenPANRB 14/2017 knows nine. Figures of an older survey "
                "(14 elements) are loaded as published figures.",
            ),
            command="python -m data load FILE --table skm_published",
        )
    placed = []
    for column in columns:
        match = _POSITION.match(column.role)
        if match and (order or int(match[1]) <= 7):
            column = replace(column, role=ORDERS[order or "legal"][int(match[1]) - 1], how="position")
        placed.append(column)
    if not order and positions & {8, 9}:
        return tuple(placed), (
            Question(
                "elements",
                Words(
                    "Kolom unsur hanya bernomor, dan urutan unsur 8 dan 9 berbeda antara kuesioner dan aturan. Urutan mana yang dipakai berkas ini?",
                    "The element columns are only numbered, and elements 8 and 9 are ordered differently in the questionnaire and in the rule. Which order does this file use?",
                ),
                (
                    ("questionnaire", Words("Kuesioner: 8 sarana dan prasarana, 9 pengaduan", "Questionnaire: 8 facilities, 9 complaints")),
                    ("legal", Words("Aturan: 8 pengaduan, 9 sarana dan prasarana", "Rule: 8 complaints, 9 facilities")),
                ),
            ),
        )  # fmt: skip
    return _one_each(placed, [])


def identifies(columns: tuple[ColumnPlan, ...], raw: RawTable, first_row: int) -> bool:
    """True when some column tells respondents apart (a time of day, a number, a name): then equal rows are one respondent.

    A bare date does not: on a busy day two citizens of one kind may well give the same nine answers.
    """
    for column in columns:
        if column.role not in IDENTITY:
            continue
        values = values_below(raw, column.place, first_row, 50)
        if any(map(names_time, values)) if column.role == "answered_on" else values:
            return True
    return False


assert set(ELEMENT_KEYS) <= {c.name for c in SKM_RESPONSE.columns}
