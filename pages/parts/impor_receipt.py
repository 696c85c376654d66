"""After saving: what became of every row, and the figures as the page Kepuasan shows them now."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import streamlit as st

from data.intake.rules import RULES
from data.selection import Selection
from metrics.metric import State
from metrics.registry import metric
from pages.parts import access, address, cards, impor_work, words
from pages.parts.impor_preview import download, too_few
from pages.parts.impor_work import Loaded
from pages.parts.words import _, ngettext


def show(loaded: Loaded) -> None:
    """Sentence, cards, way to the page, rejected rows."""
    receipt = loaded.receipt
    st.success(_sentence(loaded), icon=":material/task_alt:")
    shown = [
        cards.Card(_("Rows read"), words.number(receipt.rows_read)),
        cards.Card(_("Saved"), words.number(receipt.accepted)),
        cards.Card(_("Rejected"), words.number(receipt.rejected), note=_reasons(loaded)),
        cards.Card(_("Loaded before"), words.number(receipt.already_loaded)),
    ]
    selection = _selection(loaded)
    if receipt.table == "skm_response" and loaded.quarters:
        shown[3:] = [*([shown[3]] if receipt.already_loaded else []), _own(loaded)]
        now = _now(selection.but(first=loaded.quarters[-1], last=loaded.quarters[-1]))
        shown.append(_index(loaded, now))
        cards.show(shown)
        st.markdown(_compared(loaded, now))
    else:
        cards.show(shown)
    for notice in loaded.checked.notices:
        st.caption(f":material/info: {words.pick(notice.words)}")
    if loaded.checked.plan.dropped:
        listed = words.listing((h for h in loaded.checked.plan.dropped), most=8)
        st.caption(_(":material/shield_person: Personal columns not stored: {columns}").format(columns=listed))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if receipt.table == "skm_response":
            label = _("See it on Satisfaction")
            st.page_link(
                "kepuasan.py", label=label, icon=":material/sentiment_satisfied:", query_params=address.link(selection)
            )
        if receipt.rejected:
            download(loaded.checked)
        st.button(
            _("Import another file"), icon=":material/upload_file:", key="impor_again", on_click=impor_work.forget
        )
    st.caption(_("Batch {id}").format(id=receipt.batch))


def _sentence(loaded: Loaded) -> str:
    receipt = loaded.receipt
    if not receipt.accepted and receipt.rejected:
        return _("{known} rows were loaded before, {rejected} are rejected; nothing was added.").format(
            known=words.number(receipt.already_loaded), rejected=words.number(receipt.rejected)
        )
    if not receipt.accepted:
        return _("This file was loaded before; nothing was added.")
    saved = ngettext("{n} row saved", "{n} rows saved", receipt.accepted).format(n=words.number(receipt.accepted))
    where = words.listing(
        (f"{access.name('unit', unit)} {access.name('city', access.city_of(unit))}" for unit in loaded.units), most=3
    )
    return _("{saved} for {office}.").format(saved=saved, office=where) if where else f"{saved}."


def _reasons(loaded: Loaded) -> str:
    reasons = loaded.receipt.reasons.items()
    return ", ".join(f"{words.inside(words.pick(RULES[rule].label))} {words.number(count)}" for rule, count in reasons)


def _selection(loaded: Loaded) -> Selection:
    """What the file speaks of: its units and quarters."""
    cities = tuple({access.city_of(unit) for unit in loaded.units} - {""})
    quarters = loaded.quarters
    return Selection(
        city=cities, unit=loaded.units, first=quarters[0] if quarters else None, last=quarters[-1] if quarters else None
    )


def _now(selection: Selection) -> dict[Hashable, Any]:
    """IKM of the file's latest quarter as every page answers it now, with whatever was there before."""
    found: dict[Hashable, Any] = access.answer("ikm", by=("period",), selection=selection).frame.iloc[-1].to_dict()
    return found


def _own(loaded: Loaded) -> cards.Card:
    """IKM of the file by itself."""
    label = _("IKM of this file · {period}").format(period=words.period(loaded.quarters[-1]))
    if too_few(loaded.own_rows):
        return cards.hidden(label)
    if loaded.own is None:
        return cards.Card(label, words.DASH, note=_("not every element is answered"))
    return cards.Card(
        label, words.number(loaded.own, metric("ikm").decimals), note=_("n {n}").format(n=words.number(loaded.own_rows))
    )


def _index(loaded: Loaded, row: Mapping[Any, Any]) -> cards.Card:
    label = _("IKM on Satisfaction · {period}").format(period=words.period(loaded.quarters[-1]))
    grade = f" {row['grade']}" if State(row["state"]) is State.SHOWN and isinstance(row["grade"], str) else ""
    return cards.of(metric("ikm"), row, label=label, suffix=grade)


def _compared(loaded: Loaded, row: Mapping[Any, Any]) -> str:
    """Why the file's own figure and the one on Satisfaction are the same, or are not."""
    ikm = metric("ikm")
    if State(row["state"]) is State.SHOWN and too_few(loaded.own_rows):
        return _("Satisfaction shows the IKM of all {all} answers for this unit and quarter, {ikm}.").format(
            all=words.number(row["n"]), ikm=words.number(row["value"], ikm.decimals)
        )
    if State(row["state"]) is not State.SHOWN or loaded.own is None:
        return _("Satisfaction does not show an IKM for this unit and quarter: {why}.").format(
            why=words.state_reason(row["state"]) or _("not every element is answered")
        )
    own, now = words.number(loaded.own, ikm.decimals), words.number(row["value"], ikm.decimals)
    if int(row["n"]) == loaded.own_rows:
        return _(
            "Satisfaction shows the IKM of this file, {ikm}: there are no other answers for this unit and quarter."
        ).format(ikm=now)
    return _(
        "The {n} answers of this file alone give an IKM of {own}. Satisfaction shows {now}, from all {all} answers for this unit and quarter: those of this file and those that were there before."
    ).format(n=words.number(loaded.own_rows), own=own, now=now, all=words.number(row["n"]))  # fmt: skip
