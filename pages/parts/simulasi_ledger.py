"""The ledger on the page: keep the present scenario, open, compare, rename, archive and hand on the kept ones."""

from __future__ import annotations

import re
from itertools import chain, count
from typing import Any

import streamlit as st

from data.store import store
from data.whatif import Refused, Scenario, ledger
from data.whatif.ledger import Entry
from pages.parts import access, address, simulasi_told, words
from pages.parts.simulasi_facts import Answered
from pages.parts.words import _

OPENED = "scenario"  # names a kept scenario in the address
_SAID = "ledger_said"  # what the last button did, for the next run


def show(answered: Answered | None) -> None:
    """Form (where something was asked and answered), list, comparison."""
    st.subheader(_("Kept scenarios"), anchor=False)
    if said := st.session_state.pop(_SAID, None):
        kind, text = said
        {"done": st.success, "twice": st.warning}.get(kind, st.error)(text)
    if answered is not None:
        _form(answered)
    else:
        st.caption(_("Once there is an answer above, it can be kept here under a name."))
    every = ledger.entries(store(), access.scope(), archived=True)
    archived = st.session_state.get("ledger_archived", False)
    kept = [entry for entry in every if archived or not entry.archived]
    elsewhere = ledger.beyond(store(), access.scope())
    if not kept and (every or not elsewhere):
        st.caption(
            _("All that was kept is in the archive.")
            if every
            else _("Nothing kept yet. A kept scenario can be opened by link, compared and replayed to the same digits.")
        )
    if elsewhere:
        st.caption(_("Kept scenarios about places that are not seen here: {n}.").format(n=words.number(elsewhere)))
    for entry in kept:
        _one(entry)
    if len(comparable := [entry for entry in kept if entry.told]) > 1:
        _compare(comparable)
    if any(entry.archived for entry in every):
        st.toggle(_("Show archived ones too"), key="ledger_archived")


def opened() -> None:
    """Above the answer, where a link opened a kept scenario and the data changed since: what it said then."""
    key = st.query_params.get(OPENED)
    entry = (
        next((e for e in ledger.entries(store(), access.scope(), archived=True) if e.id == key), None) if key else None
    )
    if entry is None or not ledger.stale(store(), entry):
        return
    said = {
        "name": words.escaped(entry.name), "moment": words.moment(entry.saved_at), "id": entry.version, "now": access.version().id,
        "figures": simulasi_told.line(dict(entry.result)) if entry.told else words.DASH,
    }  # fmt: skip
    st.warning(
        _("The data have changed since “{name}” was kept. Kept on {moment}, version {id}: {figures}. Below is told what the present data say, version {now}.").format(**said),
        icon=":material/history:",
    )  # fmt: skip


def _form(answered: Answered) -> None:
    # Enter in a field does not save: people use it to go on to the next one.
    form = st.form("ledger_save", border=False, clear_on_submit=True, enter_to_submit=False)
    with form, st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall"):
        name = st.text_input(_("Name of the scenario"), key="ledger_name", max_chars=ledger.LONGEST_NAME)
        author = st.text_input(_("Author or office"), key="ledger_author", max_chars=ledger.LONGEST_AUTHOR)
        asked = st.form_submit_button(_("Keep this scenario"), icon=":material/bookmark_add:")
    if not asked:
        return
    try:
        twice = _known(name)
        kept = ledger.save(store(), _called(answered.scenario, name), author, access.scope(), answered.result)
    except Refused as refused:
        st.error(words.pick(refused.words))
    else:
        (st.warning if twice else st.success)(_said(kept.name, twice))


def _known(name: str) -> bool:
    """Whether a scenario of this name is there already."""
    plain = " ".join(name.split()).casefold()
    return any(entry.name.casefold() == plain for entry in ledger.entries(store(), access.scope(), archived=True))


def _said(name: str, twice: bool) -> str:
    if twice:
        return _("Kept as “{name}”. Another scenario has this name too; both are there. Rename one to tell them apart.").format(name=name)  # fmt: skip
    return _("Kept as “{name}”.").format(name=name)


def _called(asked: Scenario, name: str) -> Scenario:
    return Scenario(asked.tool, name, asked.selection, asked.levers, asked.assumptions, asked.baseline, asked.seed)


def _one(entry: Entry) -> None:
    """One kept scenario: what it said, on which data, and what can be done with it."""
    figures = simulasi_told.line(dict(entry.result)) if entry.told else _("saved where more can be seen; open it for the figures that can be seen here")  # fmt: skip
    said = f"{access.in_words(entry.scenario.selection)}: {figures}"
    who = f"{entry.author} · " if entry.author else ""
    with st.container(border=True, gap="xxsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            st.markdown(f"**{words.escaped(entry.name)}**", width="content")
            if entry.archived:
                st.badge(_("Archived"), color="gray")
            if ledger.stale(store(), entry):
                st.badge(_("Data have changed since"), color="orange", icon=":material/history:")
        st.caption(f"{said} · {who}{words.moment(entry.saved_at)} · " + _("version {id}").format(id=entry.version))
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            st.page_link("simulasi.py", label=_("Open"), icon=":material/open_in_new:", query_params=link(entry))
            st.download_button(
                "json",
                entry.scenario.to_json(),
                file_name=f"pantau-skenario-{entry.id}.json",
                mime="application/json",
                key=f"ledger_json_{entry.id}",
                on_click="ignore",
                icon=":material/download:",
                help=_("For the command line: python -m data whatif FILE"),
            )
            with st.popover(_("More"), key=f"ledger_more_{entry.id}"):
                _actions(entry)


def link(entry: Entry) -> dict[str, Any]:
    """The address that opens a kept scenario: its filter and levers, so that a colleague sees the same, and which it is."""
    levers = simulasi_told.query(entry.scenario, dict(entry.result))
    return {**address.link(entry.scenario.selection), **levers, OPENED: entry.id}


def _actions(entry: Entry) -> None:
    # A form: a click sends what was typed along, where a button alone would run on the name of before.
    with st.form(f"ledger_named_{entry.id}", border=False):
        st.text_input(_("Another name"), entry.name, key=_typed(entry.id), max_chars=ledger.LONGEST_NAME)
        for action, label, key in (("rename", _("Rename"), "rename"), ("duplicate", _("Duplicate"), "copy")):
            if action == "rename" and not entry.told:
                continue  # of somebody who may see more: it can be had as a copy, and not changed
            st.form_submit_button(label, key=f"ledger_{key}_{entry.id}", on_click=_do, args=(action, entry.id))
    if not entry.told:
        return
    if entry.archived:
        st.button(_("Bring back"), key=f"ledger_back_{entry.id}", on_click=_do, args=("back", entry.id))
    else:
        st.button(_("Archive"), key=f"ledger_archive_{entry.id}", on_click=_do, args=("archive", entry.id))
    if ledger.stale(store(), entry):
        st.button(
            _("Answer again on the present data"),
            key=f"ledger_again_{entry.id}",
            on_click=_do,
            args=("again", entry.id),
        )


def _typed(key: str) -> str:
    """The key of the field for another name."""
    return f"ledger_name_{key}"


def _do(action: str, key: str) -> None:
    scope, name = access.scope(), str(st.session_state[_typed(key)])
    try:
        entry = ledger.entry(store(), key, scope)
        if action == "rename":
            twice = name != entry.name and _known(name)
            ledger.rename(store(), key, name, scope)
            said = _("Renamed to “{name}”; another scenario has this name too.").format(name=name) if twice else _("Renamed to “{name}”.").format(name=name)  # fmt: skip
        elif action in ("archive", "back"):
            ledger.archive(store(), key, scope, archived=action == "archive")
            said = _("Put into the archive.") if action == "archive" else _("Brought back from the archive.")
        else:
            copied = _free(name) if action == "duplicate" else entry.name
            same = entry.result if action == "duplicate" and entry.told else None
            kept = ledger.save(store(), _called(entry.scenario, copied), entry.author, scope, same)
            said = _("Kept as “{name}”.").format(name=kept.name)
    except Refused as refused:
        st.session_state[_SAID] = ("refused", words.pick(refused.words))
    else:
        st.session_state[_SAID] = ("done", said)


def _free(name: str) -> str:
    """The name, or with the first number that makes it one of its own."""
    name = re.sub(r" \(\d+\)$", "", name)
    return next(each for each in chain([name], (f"{name} ({i})" for i in count(2))) if not _known(each))


def _compare(kept: list[Entry]) -> None:
    """Two kept scenarios: what differs in what was asked and in what was answered."""
    named = {e.id: f"{e.name} · {words.moment(e.saved_at)}" for e in kept}
    with st.expander(_("Compare two scenarios"), icon=":material/compare_arrows:", type="compact"):
        left, right = st.columns(2)
        one = left.selectbox(_("First"), list(named), format_func=named.__getitem__, key="ledger_first")
        others = [key for key in named if key != one]
        other = right.selectbox(_("Second"), others, format_func=named.__getitem__, key="ledger_second")
        first, second = (next(e for e in kept if e.id == key) for key in (one, other))
        rows = difference(first, second)
        if first.version != second.version:
            st.caption(_(":material/history: They rest on different versions of the data."))
        if not rows:
            st.markdown(_("Nothing differs."))
            return
        if first.scenario.tool != second.scenario.tool:
            st.caption(_("They are of different tools: what only one of them asks or answers has a dash for the other, and no difference can be told."))  # fmt: skip
        moved = simulasi_told.apart(dict(first.result), dict(second.result))
        columns = [_("What"), named[one], named[other], _("Difference")]
        st.table([dict(zip(columns, (*row, moved.get(row[0], "")), strict=True)) for row in rows], border="horizontal")
        if same := len(_rows(first, second)) - len(rows):
            st.caption(_("Rows that are the same are not shown: {n}.").format(n=words.number(same)))


def difference(first: Entry, second: Entry) -> list[tuple[str, str, str]]:
    """What differs: filter, levers, assumptions, answers; each with both sides in words."""
    return [row for row in _rows(first, second) if row[1] != row[2]]


def _rows(first: Entry, second: Entry) -> list[tuple[str, str, str]]:
    both = (first, second)
    filters = [access.in_words(e.scenario.selection) for e in both]
    parts = [simulasi_told.asked(e.scenario) | simulasi_told.answered(dict(e.result)) for e in both]
    rows = [(_("Filter"), filters[0], filters[1])]
    one, other = parts
    rows += [(key, one.get(key, words.DASH), other.get(key, words.DASH)) for key in dict.fromkeys((*one, *other))]
    return rows
