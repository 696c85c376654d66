"""What was loaded so far, newest first, with the rejected rows of each to take along."""

from __future__ import annotations

import zlib
from collections.abc import Hashable
from typing import Any

import pandas as pd
import streamlit as st

from data.intake.export import rejected_rows, workbook
from data.intake.preview import batches
from data.store import store
from data.tables import TABLES
from pages.parts import access, impor_withdraw, words
from pages.parts.table import XLSX
from pages.parts.words import _

SHOWN = 30
FILE_WIDTH, NARROW = 180, 76


def show() -> None:
    """A folded table; only for readers who may see everything, for the ledger is of all offices."""
    if access.scope().kind != "all":
        return
    found = batches(store(), SHOWN)
    if found.empty:
        return
    found["file"] = [_file(batch) for batch in found.to_dict("records")]
    st.subheader(_("Loaded so far"), anchor=False)
    frame = pd.DataFrame(
        {
            _("File"): found["file"],
            _("Saved"): [words.number(n) for n in found["accepted"]],
            _("Rejected"): [words.number(n) for n in found["rejected"]],
            _("When"): [words.moment(moment) for moment in found["loaded_at"]],
            _("Table"): [words.pick(TABLES[name].label) for name in found["table_name"]],
            _("Loaded before"): [words.number(n) for n in found["already_loaded"]],
            _("Mark"): [_("Sample data") if synthetic else "" for synthetic in found["synthetic"]],
        }
    )
    right = {
        name: st.column_config.TextColumn(alignment="right", width=width)
        for name, width in ((_("Saved"), NARROW), (_("Rejected"), NARROW), (_("Loaded before"), None))
    }
    right[_("File")] = st.column_config.TextColumn(width=FILE_WIDTH)  # with the two figures all that a phone shows
    chosen = st.dataframe(
        frame, hide_index=True, key=_key(found["batch"]), on_select="rerun", selection_mode="single-row",
        column_config=right, alt=_("Loaded so far"),
    )  # fmt: skip
    picked = chosen["selection"]["rows"]
    if picked and picked[0] < len(found):
        _chosen(found.iloc[picked[0]])


def _file(batch: dict[Hashable, Any]) -> str:
    """Name of the file; invented data have none, and are named by what they are."""
    if batch["synthetic"] and str(batch["file"]).startswith("contoh-"):
        return words.pick(TABLES[batch["table_name"]].label)
    return str(batch["file"])


def _key(listed: pd.Series) -> str:
    """Of the table: another one when the list is another, or the row chosen before would be another file now."""
    return f"impor_batches_{zlib.crc32('|'.join(listed).encode())}"


def _chosen(batch: pd.Series) -> None:
    """What can be done with a batch: take its rejected rows along, withdraw it."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        _rejected(batch)
        impor_withdraw.offer(str(batch["batch"]), str(batch["file"]), int(batch["accepted"]))
    st.caption(_("Batch {id}").format(id=batch["batch"]))


def _rejected(batch: pd.Series) -> None:
    """The rejected rows of the chosen batch."""
    if not batch["rejected"]:
        st.caption(_("No row of {file} was rejected.").format(file=batch["file"]))
        return
    language, key = words.language(), str(batch["batch"])
    st.download_button(
        _("Rejected rows of {file} (xlsx)").format(file=batch["file"]),
        lambda: workbook(rejected_rows(store(), key, language), language),
        file_name=_("{file}-rejected.xlsx").format(file=str(batch["file"]).rpartition(".")[0]),
        mime=XLSX,
        on_click="ignore",
        icon=":material/download:",
        key=f"impor_rejected_{key}",
    )
