"""Excel workbooks: the right sheet, every cell as text, error values visible."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import fastexcel
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.intake.model import IntakeError, RawTable
from data.intake.vocabulary import known_headers
from metrics.words import Words

MOST_BYTES = 2_000_000_000  # of unpacked xml: well above a full sheet of a million answers
MOST_RATIO = 150  # real sheets shrink 5- to 40-fold
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ERRORS = {
    "Div0": "#DIV/0!", "NA": "#N/A", "Name": "#NAME?", "Null": "#NULL!", "Num": "#NUM!", "Ref": "#REF!", "Value": "#VALUE!",
}  # fmt: skip


def is_workbook(data: bytes) -> bool:
    """True for xlsx, xlsm, xlsb, ods (zip archives) and old xls files, whatever they are called."""
    return data.startswith((b"PK\x03\x04", _OLD_WORKBOOK))


def read(data: bytes, name: str, digest: str, sheet: str = "") -> RawTable:
    """The sheet asked for, or the one that holds a table of answers; `sheets` names them where there are several.

    Cells are text as calamine prints them (24.0 as "24", dates as ISO); an error value such as #DIV/0! stays visible
    as text, so that it is refused rather than taken for a blank. Hidden sheets are left alone.
    """
    if data.startswith(b"PK"):
        _refuse_bombs(data, name)
    try:
        book = fastexcel.read_excel(data)
        sheets = {}
        for title in book.sheet_names:
            # skip_rows=0 keeps leading blank rows, so that row numbers are those of the sheet.
            loaded = book.load_sheet(title, header_row=None, skip_rows=0, dtypes="string")
            if loaded.visible == "visible":
                sheets[title] = _cells(loaded)
    except fastexcel.FastExcelError as error:
        raise IntakeError(
            Words(
                f"{name} tidak dapat dibuka sebagai Excel: rusak atau dilindungi kata sandi. "
                "Buka di Excel lalu simpan ulang tanpa kata sandi sebagai xlsx.",
                f"{name} cannot be opened as Excel: it is damaged or protected by a password. "
                "Open it in Excel and save it again without a password as xlsx.",
            )
        ) from error
    scores = {title: _score(columns) for title, columns in sheets.items()}
    tables = tuple(title for title, score in scores.items() if score >= 3)
    if sheet and sheet not in sheets:
        raise IntakeError(
            Words(
                f"{name} tidak mempunyai lembar “{sheet}”; yang ada: {', '.join(sheets)}.",
                f"{name} has no sheet “{sheet}”; there are: {', '.join(sheets)}.",
            )
        )
    chosen = sheet or max(scores, key=lambda s: scores[s], default="")
    if not chosen or not sheets[chosen]:
        raise IntakeError(Words(f"{name} kosong: tidak ada isi untuk dimuat.", f"{name} is empty: nothing to load."))
    columns = sheets[chosen]
    height = len(columns[0])
    return RawTable(
        name,
        digest,
        columns,
        np.arange(1, height + 1, dtype=np.int64),
        np.full(height, len(columns), dtype=np.int64),
        form="xlsx",
        sheet=chosen,
        sheets=() if sheet or len(tables) < 2 else tables,
    )


def _score(columns: tuple[pa.DictionaryArray, ...]) -> int:
    """The most cells of one of the first rows that are known headers."""
    head = zip(*(column.slice(0, 60).to_pylist() for column in columns), strict=True)
    return max((known_headers(cell for cell in row if cell) for row in head), default=0)


def _cells(sheet: Any) -> tuple[pa.DictionaryArray, ...]:
    batch, errors = sheet.to_arrow_with_errors()
    columns = [pc.fill_null(column, "") for column in batch.columns]
    wrong: dict[int, dict[int, str]] = {}
    for error in errors.errors if errors else ():
        row, place = error.offset_position
        kind = error.detail.partition("Error(")[2].partition(")")[0]
        wrong.setdefault(place, {})[row] = _ERRORS.get(kind, "#ERROR!")
    for place, cells in wrong.items():
        texts = columns[place].to_pylist()
        for row, text in cells.items():
            texts[row] = text
        columns[place] = pa.array(texts, pa.string())
    return tuple(column.dictionary_encode() for column in columns)


def _refuse_bombs(data: bytes, name: str) -> None:
    try:
        members = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except zipfile.BadZipFile as error:
        raise IntakeError(
            Words(
                f"{name} rusak: unggahan atau salinannya tidak lengkap. Salin ulang berkasnya.",
                f"{name} is damaged: the upload or copy is incomplete. Copy the file again.",
            )
        ) from error
    unpacked = sum(m.file_size for m in members)
    if unpacked > MOST_BYTES or (unpacked > 100_000_000 and unpacked > MOST_RATIO * len(data)):
        raise IntakeError(
            Words(
                f"{name} terlalu besar setelah dibuka ({unpacked // 1_000_000} MB). Simpan tabelnya saja sebagai csv.",
                f"{name} is too large when unpacked ({unpacked // 1_000_000} MB). Save the table alone as csv.",
            )
        )
