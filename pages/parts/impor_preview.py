"""Before saving: how many rows, which IKM, the first rows as they will be stored. And the button that saves."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow.compute as pc
import streamlit as st

from data.intake import commit
from data.intake.export import with_remedies, workbook
from data.intake.model import Checked, IntakeError
from data.intake.preview import sums_of
from data.store import StoreError, store
from data.tables import ENUMERATIONS, TABLES, Type
from metrics.limits.cell_sizes import minimum
from metrics.metric import Population
from metrics.registry import metric
from pages.parts import access, cards, impor_standing, impor_withdraw, impor_work, words
from pages.parts.impor_work import Loaded, Work
from pages.parts.table import XLSX
from pages.parts.words import _, ngettext

FIRST_ROWS = 8


def show(work: Work, checked: Checked) -> None:
    """Cards, first rows, notices, button."""
    st.subheader(_("Preview"), anchor=False)
    accepted, rejected = len(checked.rows), sum(checked.reasons.values())
    shown = [
        cards.Card(_("Rows read"), words.number(checked.rows_read)),
        cards.Card(_("Will be saved"), words.number(accepted - len(work.known)), note=_known(work)),
        cards.Card(_("Rejected"), words.number(rejected), note=_share(rejected, checked.rows_read)),
    ]
    if checked.plan.table == "skm_response" and accepted:
        shown.append(index_card(checked))
    cards.show(shown)
    for notice in checked.notices:
        st.caption(f":material/info: {words.pick(notice.words)}")
    if accepted:
        with st.expander(_("The first rows as they will be stored"), icon=":material/visibility:"):
            st.dataframe(
                first_rows(checked), hide_index=True, placeholder="", alt=_("The first rows as they will be stored")
            )
    if work.known.otherwise:
        impor_withdraw.other_reading(checked, work.known)
    else:
        new = work.known.new(checked.rows)
        if len(new):
            if checked.plan.table == "skm_response":
                impor_standing.show(new)
            impor_standing.sample_data()
        if work.known.elsewhere:
            impor_withdraw.other_place(work.known)
    _buttons(work, checked)


def _known(work: Work) -> str:
    n = len(work.known)
    return ngettext("{n} is loaded already", "{n} are loaded already", n).format(n=words.number(n)) if n else ""


def _share(part: int, whole: int) -> str:
    return _("{share} of the rows").format(share=words.percent(part / whole)) if part and whole else ""


def too_few(answers: int) -> bool:
    """Whether a file has so few answers that its figure would speak of single people, here as on every page."""
    return answers < minimum(Population.CITIZENS)


def index_card(checked: Checked) -> cards.Card:
    """IKM of the accepted rows, by the same formula as on every page."""
    ikm = metric("ikm")
    label = _("IKM of the accepted rows")
    if too_few(len(checked.rows)):
        return cards.hidden(label)
    row = ikm.answer(sums_of(checked.rows, ikm.sums)).iloc[0]
    if words.missing(row["value"]):
        return cards.Card(label, words.DASH, note=_("not every element is answered"))
    return cards.Card(
        label, f"{words.number(row['value'], ikm.decimals)} {row['grade']}", note=cards.evidence(row, ikm.decimals)
    )


def first_rows(checked: Checked) -> pd.DataFrame:
    """The first accepted rows with names in place of codes and keys."""
    table = TABLES[checked.plan.table]
    frame = checked.rows.slice(0, FIRST_ROWS).to_pandas()
    shown: dict[str, object] = {_("Line"): frame["line"]}
    for column in table.columns:
        if column.name not in frame or frame[column.name].isna().all() or column.type == Type.STAFF:
            continue  # what stands for a person says nothing to a reader
        values = frame[column.name]
        label = words.pick(column.label)
        if column.levels:
            levels = [words.pick(level.words) for level in ENUMERATIONS[column.levels.name].levels]
            shown[label] = ["" if pd.isna(v) else levels[int(v)] for v in values]
        elif column.references:
            keys = values.astype(object)
            shown[label] = ["" if pd.isna(k) else _key_name(column.references, str(k)) for k in keys]
        elif column.type == Type.QUARTER:
            shown[label] = [words.period(int(q)) for q in values]
        elif column.type == Type.DATE:
            shown[label] = [words.date(d) if not pd.isna(d) else "" for d in values]
        elif column.type == Type.FLAG:
            shown[label] = ["" if pd.isna(v) else _("Yes") if v else _("No") for v in values]
        elif column.unit.startswith("1/100"):
            shown[label] = ["" if pd.isna(v) else words.number(v / 100, 2) for v in values]
        elif pd.api.types.is_numeric_dtype(values):
            shown[label] = ["" if pd.isna(v) else words.number(v, 0 if float(v).is_integer() else 2) for v in values]
        else:
            shown[label] = values.astype(object).where(values.notna(), "")
    return pd.DataFrame(shown)


def _key_name(table: str, key: str) -> str:
    return key.rpartition("+")[2] if key.startswith("+") else access.name(table, key)


def _buttons(work: Work, checked: Checked) -> None:
    """Save, and the rejected rows to take back to the office."""
    known, rejected = len(work.known), sum(checked.reasons.values())
    new = len(checked.rows) - known
    with st.container(horizontal=True, gap="small"):
        if new and not work.known.otherwise:
            label = (
                ngettext("Save {n} answer", "Save {n} answers", new)
                if checked.plan.table == "skm_response"
                else ngettext("Save {n} row", "Save {n} rows", new)
            )
            if st.button(
                label.format(n=words.number(new)), type="primary", icon=":material/save:", key=f"impor_save_{work.file}"
            ):  # fmt: skip
                _save(checked)
        if len(checked.rejected):
            download(checked)
        impor_work.close_button(work)
    if work.known.otherwise:
        return
    if known and not new and rejected:
        st.info(
            _("{known} rows are loaded already; {rejected} are rejected. Mend the rejected ones above, or in the file, to save them.").format(
                known=words.number(known), rejected=words.number(rejected)
            ),
            icon=":material/build:",
        )  # fmt: skip
    elif known and not new:
        st.info(_("This file is loaded already; saving it again would add nothing."), icon=":material/done_all:")
    elif not new:
        st.warning(_("There is no row to save: mend the answers above or the file."), icon=":material/block:")


def download(checked: Checked) -> None:
    """Rejected rows as a workbook, made when somebody asks for it."""
    language = words.language()
    roles = {c.header: c.role for c in checked.plan.columns}
    rejected = with_remedies(checked.rejected, [roles] * len(checked.rejected), language)
    stem = checked.raw.name.rpartition(".")[0] or checked.raw.name
    st.download_button(
        _("Rejected rows (xlsx)"),
        lambda: workbook(rejected, language),
        file_name=_("{file}-rejected.xlsx").format(file=stem),
        mime=XLSX,
        key=f"impor_download_{checked.batch}",
        on_click="ignore",
        icon=":material/download:",
    )


def _save(checked: Checked) -> None:
    """Commit, then show the receipt in place of the file."""
    with st.spinner(_("Saving ..."), show_time=True):
        try:
            receipt = commit(store(), checked)
        except (StoreError, IntakeError) as error:
            st.error(words.pick(error.words), icon=":material/error:")
            return
        there = "quarter" in checked.rows.column_names
        quarters = np.unique(checked.rows["quarter"].to_numpy()).tolist() if there else []
        own, own_rows = (
            _own(checked, int(quarters[-1])) if checked.plan.table == "skm_response" and quarters else (None, 0)
        )
        impor_work.keep_receipt(
            Loaded(receipt, checked, _units(checked), tuple(int(q) for q in quarters), own, own_rows)
        )
    st.rerun()


def _own(checked: Checked, quarter: int) -> tuple[float | None, int]:
    """IKM and number of the accepted rows of a quarter, by themselves; no IKM where they are too few."""
    ikm = metric("ikm")
    rows = checked.rows.filter(pc.equal(checked.rows["quarter"], quarter))
    if too_few(len(rows)):
        return None, len(rows)
    value = ikm.answer(sums_of(rows, ikm.sums)).iloc[0]["value"]
    return (None if words.missing(value) else float(value)), len(rows)


def _units(checked: Checked) -> tuple[str, ...]:
    """Keys of the units that the accepted rows belong to, as the store knows them now."""
    if "unit" not in checked.rows.column_names:
        return ()
    keys = {str(k) for k in checked.rows["unit"].unique().to_pylist() if k}
    new = {
        f"+{name}": store().add_unit(city, name) for city, name in checked.new_units
    }  # gives the key it was added under
    return tuple(sorted(new.get(key, key) for key in keys))
