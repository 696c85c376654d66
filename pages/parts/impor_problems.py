"""Rejected rows grouped by the repair that would mend them; a label that nobody knows gets a meaning once for all."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data.intake.model import Checked, Problem
from data.intake.rules import RULES
from data.intake.vocabulary.registers import REGISTERS
from pages.parts import words
from pages.parts.impor_recognised import role_name
from pages.parts.impor_work import Work
from pages.parts.words import _, escaped, ngettext

MOST_FIXES, MOST_OTHERS = 40, 30
KEEP = "__keep__"
BLANK = "__blank__"


def show(work: Work, checked: Checked) -> None:
    """First what can be mended here, then what only the file can mend."""
    fixed = _fixed(work)
    rejected = sum(checked.reasons.values())
    if not rejected and not fixed:
        return
    st.subheader(
        ngettext("{n} row is rejected", "{n} rows are rejected", rejected).format(n=words.number(rejected))
        if rejected
        else _("No row is rejected any more"),
        anchor=False,
    )
    fixable = [p for p in checked.problems if p.options][:MOST_FIXES]
    if fixable or fixed:
        st.markdown(
            _("These entries are not known. Choose what they mean, once for all rows; or leave them rejected.")
            if checked.plan.table in REGISTERS
            else _("These answers are not known. Choose what they mean, once for all rows; or leave them rejected.")
        )
        if work.proposed:
            st.caption(_(":material/history: Filled in as for the last file of this form; please check."))
        for problem in (*fixed, *fixable):
            _fix(work, checked, problem)
    others = [p for p in checked.problems if not p.options]
    if others:
        _others(checked, others)


def _fixed(work: Work) -> list[Problem]:
    """Problems that a fix has mended already: they stay on the page so that the fix can be taken back."""
    return [p for (role, label), p in work.seen.items() if label in work.fixes.get(role, {})]


def _fix(work: Work, checked: Checked, problem: Problem) -> None:
    """One group: what is wrong, where, and the choice of what it means."""
    work.seen[problem.role, problem.normalised] = problem
    widget = f"impor_fix_{work.file}_{problem.role}_{problem.normalised}"
    meanings = {
        str(value) if value is not None else BLANK: (value, words.pick(text)) for value, text in problem.options
    }
    present = work.fixes.get(problem.role, {})
    if problem.normalised in present:
        value = present[problem.normalised]
        st.session_state[widget] = BLANK if value is None else str(value)
    else:
        st.session_state[widget] = KEEP

    def chosen() -> None:
        picked = st.session_state[widget]
        labels = work.fixes.setdefault(problem.role, {})
        if picked == KEEP:
            labels.pop(problem.normalised, None)
        else:
            labels[problem.normalised] = meanings[picked][0]

    rows = ngettext("{n} row", "{n} rows", problem.count).format(n=words.number(problem.count))
    text = _("**{rows}: “{value}”** for {column}").format(
        rows=rows, value=escaped(problem.value), column=words.inside(role_name(checked.plan.table, problem.role))
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(width="stretch"):
            st.markdown(f"{text} :gray[· {_lines(problem)}]")
        st.selectbox(
            _("What “{value}” means").format(value=problem.value),
            [KEEP, *meanings],
            key=widget,
            format_func={KEEP: _("Leave rejected"), **{k: name for k, (_v, name) in meanings.items()}}.__getitem__,
            label_visibility="collapsed",
            on_change=chosen,
            width=300,
        )


def _lines(problem: Problem) -> str:
    listed = ", ".join(words.number(line) for line in problem.lines)
    more = problem.count - len(problem.lines)
    text = ngettext("line {lines}", "lines {lines}", problem.count).format(lines=listed)
    return text + (" " + _("and {n} more").format(n=words.number(more)) if more > 0 else "")


def _others(checked: Checked, others: list[Problem]) -> None:
    """What has to be mended in the file itself."""
    st.markdown(_("These rows can only be mended in the file:"))
    frame = pd.DataFrame(
        {
            _("What is wrong"): [words.pick(RULES[p.rule].label) for p in others],
            _("Where"): [" · ".join(x for x in (escaped(p.column), f"“{escaped(p.value)}”" if p.value else "") if x) for p in others],
            _("Rows"): [f"{words.number(p.count)} ({_lines(p)})" for p in others],
            _("What to do"): [words.pick(p.remedy) for p in others],
        }
    )  # fmt: skip
    if not any(frame[_("Where")]):
        frame = frame.drop(columns=_("Where"))
    st.table(frame.head(MOST_OTHERS), border="horizontal", hide_index=True, alt=_("Rows to be mended in the file"))
    if len(others) > MOST_OTHERS:
        rest = len(others) - MOST_OTHERS
        st.caption(
            ngettext("and {n} more group, in the download", "and {n} more groups, in the download", rest).format(
                n=words.number(rest)
            )
        )
    if not {"unknown_staff", "unknown_programme"}.isdisjoint(p.rule for p in others):
        st.caption(
            _(":material/info: To load another file first: click **Another file** below, choose the register or the catalogue, save it; then choose this file again.")
        )  # fmt: skip
