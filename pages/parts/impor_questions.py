"""The open questions of a file as widgets: table, city, unit, period, order of elements 8 and 9, ambiguous columns."""

from __future__ import annotations

from datetime import date

import streamlit as st

from data.intake import Question
from metrics import periods
from pages.parts import access, words
from pages.parts.impor_work import Work
from pages.parts.words import _

YEARS_BACK = 4


def show(work: Work) -> None:
    """Every question the file has raised, answered ones too, so that an answer can be changed."""
    if not work.questions:
        return
    st.subheader(_("What the file does not say"), anchor=False)
    wide = st.container(horizontal=True, vertical_alignment="bottom")
    for key in [k for k in ("sheet", "table", "city", "unit", "period") if k in work.questions]:
        if key == "unit" and "city" in work.questions and "city" not in work.answers:
            continue  # which units there are depends on the city
        with wide:
            _one(work, work.questions[key])
    if "unit" in work.questions and ("city" not in work.questions or "city" in work.answers):
        _new_unit(work, work.questions["unit"])
    for later in [k for k in work.questions if k == "elements" or k.startswith(("every:", "columns:"))]:
        _one(work, work.questions[later])


def _one(work: Work, question: Question) -> None:
    key = question.key
    widget = f"impor_ask_{work.file}_{key}"
    if key == "elements":
        _order(work, question, widget)
        return
    values, names = _choices(question)
    answered = work.answers.get(key)
    if answered is not None and answered not in values:
        values = [answered, *values]
        names[answered] = answered
    st.session_state[widget] = answered
    label, help_text, placeholder = {
        "city": (_("City"), None, _("Choose the city")),
        "unit": (_("Unit"), words.pick(question.words), _("Choose the unit, or type its name")),
        "period": (_("Period"), words.pick(question.words), _("Choose the period")),
        "table": (_("Table"), words.pick(question.words), _("Choose the table")),
        "sheet": (_("Sheet"), words.pick(question.words), _("Choose the sheet")),
    }.get(key, (words.pick(question.words), None, _("Choose")))
    st.selectbox(
        label,
        values,
        key=widget,
        index=None,
        format_func=lambda value: names.get(value, value),
        placeholder=placeholder,
        help=help_text,
        on_change=lambda: work.answer(key, st.session_state[widget]),
    )


def _choices(question: Question) -> tuple[list[str], dict[str, str]]:
    """Values, nearest first, and their names."""
    if question.key == "period":
        codes = _periods()
        return list(codes), codes
    names = {value: words.pick(text) for value, text in question.options}
    if question.key == "unit":
        short = dict(zip(access.reference("unit")["unit"], access.reference("unit")["short_name"], strict=True))
        names = {key: name if short[key] in name else f"{short[key]} · {name}" for key, name in names.items()}
    return [*question.suggestions, *(v for v in names if v not in question.suggestions)], names


def _periods() -> dict[str, str]:
    """Recent quarters, semesters and years, newest first within each, by the code that the command line takes."""
    today = date.today()
    now = periods.quarter_of(today.year, (today.month + 2) // 3)
    found: dict[str, str] = {}
    for grain in periods.GRAINS:
        step = periods.QUARTERS_IN[grain]
        first = periods.period_start(now, grain)
        for code in range(first, first - 4 * YEARS_BACK, -step):
            found[periods.format_code(code, grain)] = words.period(code, grain)
    return found


def _order(work: Work, question: Question, widget: str) -> None:
    """The two orders side by side: what stands eighth and ninth."""
    st.session_state[widget] = work.answers.get("elements")
    st.radio(
        words.pick(question.words),
        [value for value, _name in question.options],
        key=widget,
        index=None,
        format_func={value: words.pick(name) for value, name in question.options}.__getitem__,
        on_change=lambda: work.answer("elements", st.session_state[widget]),
    )


def _new_unit(work: Work, question: Question) -> None:
    """An unknown unit is added on an explicit word only."""
    city = access.name("city", str(work.answers.get("city") or (work.plan.city if work.plan else "")))
    if work.answers.get("add_unit"):
        st.markdown(
            _(":material/add_business: New unit in {city}: **{name}**").format(city=city, name=work.answers["unit"])
        )
        return
    if "unit" in work.answers:
        return
    if question.may_add:
        st.caption(words.pick(question.words))
        label = _("Add “{name}” as a new unit of {city}").format(name=question.may_add, city=city)
        st.button(
            label,
            key=f"impor_add_{work.file}",
            icon=":material/add_business:",
            on_click=_add,
            args=(work, question.may_add),
        )
        return
    with st.popover(_("The unit is not in the list"), icon=":material/add_business:"):
        name = st.text_input(_("Official name of the unit"), key=f"impor_unit_name_{work.file}", max_chars=120)
        label = _("Add as a new unit of {city}").format(city=city)
        st.button(
            label, key=f"impor_add_{work.file}", disabled=not name.strip(), on_click=_add, args=(work, name.strip())
        )


def _add(work: Work, name: str) -> None:
    work.answer("unit", name)
    work.answers["add_unit"] = True
