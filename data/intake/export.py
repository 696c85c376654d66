"""Rejected rows for the officer: from the store, as csv and as a workbook that opens safely."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from os import PathLike

import pandas as pd
import xlsxwriter

from data.intake.rules import RULES, remedy
from data.store import Store
from metrics.words import Language, Words

HEADINGS: dict[str, Words] = {
    "file": Words("Berkas", "File"),
    "line": Words("Baris", "Line"),
    "reason": Words("Alasan", "Reason"),
    "column": Words("Kolom", "Column"),
    "value": Words("Isi", "Value"),
    "remedy": Words("Yang harus dilakukan", "What to do"),
}
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def rejected_rows(store: Store, batch: str = "", language: Language = "id") -> pd.DataFrame:
    """Rejected rows of one batch or of all: batch, file, line, rule, column, value, remedy, original (json text)."""
    with store.cursor() as cursor:
        frame: pd.DataFrame = cursor.execute(
            'SELECT b.batch, b.file_name AS file, r.line, r.rule, r.column_name AS "column", r.value, r.remedy, r.original '
            "FROM rejected r JOIN batch b ON b.number = r.batch WHERE $batch = '' OR b.batch = $batch ORDER BY b.number, r.line",
            {"batch": batch},
        ).df()
        notes = cursor.execute("SELECT batch, note FROM batch WHERE rejected > 0").fetchall()
    roles = {key: json.loads(note).get("columns", {}) for key, note in notes}
    return with_remedies(frame, [roles[key] for key in frame["batch"]], language)


def with_remedies(rows: pd.DataFrame, roles: Sequence[Mapping[str, str]], language: Language) -> pd.DataFrame:
    """The rows with their remedies in the reader's language; `roles` gives each row's role by header.

    Remedies are kept in Indonesian, with the nearest known answer where there is one; in English they are said again
    from the rule and the column.
    """
    if language == "id":
        return rows
    said = [
        remedy(rule, of.get(column, "")).en if rule in RULES else kept
        for rule, column, kept, of in zip(rows["rule"], rows["column"], rows["remedy"], roles, strict=True)
    ]
    return rows.assign(remedy=said)


def _original(rows: pd.DataFrame) -> list[dict[str, str]]:
    return [json.loads(text) if isinstance(text, str) else {} for text in rows["original"]]


def safe(cell: object) -> object:
    """A cell that no spreadsheet takes for a formula when it opens a csv."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_DANGEROUS) else cell


def write_csv(rows: pd.DataFrame, path: str | PathLike[str]) -> None:
    """Rejected rows as csv with their original cells as columns; UTF-8 with a byte order mark, for Excel."""
    wide = pd.concat(
        [rows.drop(columns="original").reset_index(drop=True), pd.DataFrame(_original(rows)).add_prefix("asli: ")],
        axis=1,
    )
    wide.map(safe).to_csv(path, index=False, encoding="utf-8-sig")


def workbook(rows: pd.DataFrame, language: Language = "id") -> bytes:
    """Rejected rows as xlsx: line, reason, value and remedy first, then the original cells; every text a plain text.

    `rows` are those of `rejected_rows` or of `Checked.rejected`.
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(Words("Baris ditolak", "Rejected rows")[language])
    bold = book.add_format(
        {
            "bold": True,
            "text_wrap": True,
            "valign": "top",
            "bg_color": "#F5F7FA",
            "border": 1,
            "border_color": "#DDE3EA",
        }
    )
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    own = [name for name in HEADINGS if name in rows.columns or name == "reason"]
    originals = _original(rows)
    fields = list(dict.fromkeys(field for cells in originals for field in cells))
    for place, heading in enumerate([*(HEADINGS[name][language] for name in own), *fields]):
        sheet.write_string(0, place, heading, bold)
    for at, (row, cells) in enumerate(zip(rows.to_dict("records"), originals, strict=True), start=1):
        for place, name in enumerate(own):
            if name == "line":
                sheet.write_number(at, place, int(row["line"]))
            else:
                rule = RULES.get(str(row["rule"]))
                text = (rule.label[language] if rule else row["rule"]) if name == "reason" else row[name]
                sheet.write_string(at, place, "" if pd.isna(text) else str(text)[:32767], wrap)
        for place, field in enumerate(fields, start=len(own)):
            sheet.write_string(at, place, str(cells.get(field, ""))[:32767], wrap)
    widths = {"file": 28, "line": 8, "reason": 22, "column": 28, "value": 22, "remedy": 52}
    for place, name in enumerate(own):
        sheet.set_column(place, place, widths[name])
    sheet.set_column(len(own), len(own) + max(len(fields) - 1, 0), 18)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), max(len(own) + len(fields) - 1, 0))
    book.close()
    return buffer.getvalue()
