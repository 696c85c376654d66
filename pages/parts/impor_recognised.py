"""What was understood of a file, in plain words, and the mapping of its columns, which the officer may change."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from data.intake.columns import loadable, values_below
from data.intake.model import PERSONAL, UNUSED, ColumnPlan, Plan
from data.intake.registers.columns import dated, meaning_of
from data.intake.text import mask, shorten
from data.intake.vocabulary.registers import REGISTERS
from data.tables import TABLES
from metrics.satisfaction.elements import ELEMENTS
from pages.parts import access, impor_work, words
from pages.parts.impor_work import Work
from pages.parts.words import _, ngettext


def show(work: Work) -> None:
    """Facts of the file as a short table."""
    st.subheader(_("What was recognised"), anchor=False)
    facts = _facts(work)
    frame = pd.DataFrame({"": [text for _label, text in facts]}, index=[label for label, _text in facts])
    st.table(frame, border="horizontal", hide_header=True, alt=_("What was recognised"))


def _facts(work: Work) -> list[tuple[str, str]]:
    plan, raw = work.plan, work.raw
    form = [raw.form, _("sheet {name}").format(name=raw.sheet) if raw.sheet else ""]
    facts = [(_("File"), " · ".join([words.escaped(work.name), *(part for part in form if part)]))]
    if plan is None:
        return facts
    facts.append((_("Table"), words.pick(TABLES[plan.table].label)))
    if place := _place(plan):
        facts.append((_("Office") if plan.unit or plan.new_unit or plan.column("unit") else _("City"), place))
    if when := _when(plan):
        facts.append((_("Period"), when))
    if plan.table == "skm_response":
        facts.append((_("Elements"), _elements(plan)))
    people = [c for c in plan.columns if _also_read(plan, c)]
    if people:
        facts.append((_("Also read"), words.listing(words.inside(role_name(plan.table, c.role)) for c in people)))
    if plan.dropped:
        listed = words.listing((words.escaped(h) for h in plan.dropped), most=8)
        facts.append((_("Never stored"), _("{columns} (personal)").format(columns=listed)))
    return facts


def _also_read(plan: Plan, column: ColumnPlan) -> bool:
    """Columns that are named beside place, time and elements: of a survey who answered, of registers all that is read."""
    if plan.table in REGISTERS:
        return not column.personal and column.role not in (UNUSED, "number", "city", "unit", "period")
    return column.role in ("sex", "age_years", "education", "occupation", "service", "channel")


def _place(plan: Plan) -> str:
    city = access.name("city", plan.city) if plan.city else ""
    unit = access.name("unit", plan.unit) if plan.unit else plan.new_unit
    if plan.column("unit") and not unit:
        unit = _("the unit of each row")
    return " · ".join(part for part in (unit, city) if part)


def _when(plan: Plan) -> str:
    own = (
        not plan.column("period") and dated(plan.table, plan.columns, plan.constants)
        if plan.table in REGISTERS
        else bool(plan.column("answered_on") or plan.column("happened_on"))
    )
    if plan.period is None:
        return (
            _("from the date of each row") if own else _("from the period of each row") if plan.column("period") else ""
        )
    period = words.period(plan.period, plan.grain)
    return _("from the date of each row; {period} where it is blank").format(period=period) if own else period


def _elements(plan: Plan) -> str:
    named = [c for c in plan.columns if c.role in ELEMENTS and c.how != "position"]
    numbered = [
        c for c in plan.columns if (c.role in ELEMENTS and c.how == "position") or c.role.startswith("position:")
    ]
    count = len(named) + len(numbered)
    text = ngettext("{n} element", "{n} elements", count).format(n=words.number(count))
    if not numbered:
        return _("{elements}, known by name").format(elements=text)
    order = {"questionnaire": _("in the order of the questionnaire"), "legal": _("in the order of the rule")}
    return _("{elements}, known by number, {order}").format(
        elements=text, order=order.get(plan.elements, _("order still open"))
    )


def role_name(table: str, role: str) -> str:
    """Name of a role for people."""
    if role.startswith("position:"):
        return _("Element {n}, order open").format(n=role.partition(":")[2])
    if (meaning := meaning_of(role)) is not None:
        return words.pick(meaning)
    known = impor_work.roles()
    return known[role] if role in known else words.pick(TABLES[table].column(role).label)


def _examples(work: Work, column: ColumnPlan) -> str:
    """Some of the cells of a column; of a personal one, none."""
    assert work.plan is not None
    if column.personal:
        return "•••"
    texts = values_below(work.raw, column.place, work.plan.first_row, 200)[:3]
    return " · ".join(mask(shorten(text, 28)) for text in texts)


def mapping(work: Work) -> None:
    """Header by header what it is taken for; a changed role is an answer of the officer."""
    plan = work.plan
    if plan is None:
        return
    unused = sum(c.role == UNUSED for c in plan.columns)
    label = _("Columns of the file ({n})").format(n=words.number(len(plan.columns)))
    label += f" · {ngettext('{n} not used', '{n} not used', unused).format(n=words.number(unused))}" if unused else ""
    folded = st.expander(label, key=f"impor_mapping_open_{work.file}", icon=":material/table_chart:", on_change="rerun")
    if not folded.open:
        return
    named = {role: role_name(plan.table, role) for role in (*loadable(plan.table), *PERSONAL, UNUSED)}
    named |= {c.role: role_name(plan.table, c.role) for c in plan.columns}
    frame = pd.DataFrame(
        {
            "header": [shorten(c.header, 200) for c in plan.columns],
            "role": [named[c.role] for c in plan.columns],
            "examples": [_examples(work, c) for c in plan.columns],
        }
    )
    key = f"impor_mapping_{work.file}_{words.language()}_{hash(tuple(frame['role']))}"
    with folded:
        st.caption(_("Change what a column is taken for; the file is checked again at once."))
        st.data_editor(
            frame,
            key=key,
            hide_index=True,
            num_rows="fixed",
            disabled=["header", "examples"],
            row_height=34,
            column_config={
                "header": st.column_config.TextColumn(_("Header in the file"), width="medium"),
                "examples": st.column_config.TextColumn(_("For example"), width="medium"),
                "role": st.column_config.SelectboxColumn(_("Read as"), options=list(dict.fromkeys(named.values())), required=True, width="medium"),
            },
            on_change=_edited,
            args=(work, key, {name: role for role, name in named.items()}),
        )  # fmt: skip


def _edited(work: Work, key: str, roles: dict[str, str]) -> None:
    changes: dict[int, dict[str, Any]] = st.session_state[key]["edited_rows"]
    for row, change in changes.items():
        role = roles.get(change.get("role", ""), "")
        if role and not role.startswith("position:"):
            work.answer(f"columns:#{int(row) + 1}", role)
