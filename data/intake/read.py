"""A csv or workbook as a RawTable: untouched text cells with the line or row each came from."""

from __future__ import annotations

import csv
import hashlib
import io
import itertools
from concurrent.futures import ThreadPoolExecutor
from os import PathLike
from pathlib import Path

import numpy as np
import pyarrow as pa

from data.intake import plain, workbook
from data.intake.encoding import decode, delimiter_of
from data.intake.model import IntakeError, RawTable
from metrics.words import Words

CHUNK = 8192  # rows held as Python objects at a time
MOST_COLUMNS = 500
MOST_LINES = 60  # of one row: nobody writes a longer comment, but a quote that is not closed makes one
LONG = 4_000_000  # characters from which the fast reader is tried
THREADS = 4
_NOTHING = b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"
_NAMES = {",": "koma", ";": "titik koma", "\t": "tab", "|": "|"}


def read(source: str | PathLike[str] | bytes, name: str = "", sheet: str = "") -> RawTable:
    """The table in a file (path or bytes). The kind of file shows by its content, not by its name.

    Raises IntakeError with what to do for files that are empty, no table, protected, or dangerously large.
    """
    data = source if isinstance(source, bytes) else _bytes(Path(source))
    name = name or (Path(source).name if not isinstance(source, bytes) else "berkas")
    if not data[:CHUNK].strip(_NOTHING) and not data.strip(_NOTHING):  # no copy of a long file
        raise IntakeError(Words(f"{name} kosong: tidak ada isi untuk dimuat.", f"{name} is empty: nothing to load."))
    digest = hashlib.sha256(data).hexdigest()
    if workbook.is_workbook(data):
        return workbook.read(data, name, digest, sheet)
    if data[:512].lstrip().lower().startswith((b"<html", b"<!doctype", b"<table", b"<?xml")):
        raise IntakeError(
            Words(
                f"{name} adalah halaman web, bukan tabel. Buka di Excel lalu simpan sebagai xlsx.",
                f"{name} is a web page, not a table. Open it in Excel and save it as xlsx.",
            )
        )
    if data.startswith(b"%PDF"):
        raise IntakeError(
            Words(
                f"{name} adalah PDF. Mintalah berkas Excel atau csv asalnya.",
                f"{name} is a PDF. Ask for the Excel or csv file it was made from.",
            )
        )
    text, encoding = decode(data, name)
    del data
    return _read_csv(text, name, digest, encoding)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise IntakeError(
            Words(
                f"{path.name} tidak dapat dibaca ({error.strerror}). Periksa nama dan tempat berkasnya.",
                f"{path.name} cannot be read ({error.strerror}). Check its name and place.",
            )
        ) from error


def _read_csv(text: str, name: str, digest: str, encoding: str) -> RawTable:
    delimiter = delimiter_of(text)
    form = f"csv, {encoding}, {_NAMES[delimiter]}"
    if len(text) > LONG and (columns := plain.read(text, delimiter)) is not None:
        height = len(columns[0])
        lines = np.arange(1, height + 1, dtype=np.int64)
        return RawTable(name, digest, coded(columns), lines, np.full(height, len(columns), dtype=np.int64), form)
    return _read_any_csv(text, name, digest, delimiter, form)


def _read_any_csv(text: str, name: str, digest: str, delimiter: str, form: str) -> RawTable:
    """Any csv, row by row: ragged rows, line breaks inside cells, blank lines."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    chunks: list[list[pa.Array]] = []
    rows: list[list[str]] = []
    lines: list[int] = []
    widths: list[int] = []
    line = 1  # a quoted cell may hold line breaks: a row is named by the line it starts on
    try:
        for row in reader:
            rows.append(row)
            lines.append(line)
            line = reader.line_num + 1
            if len(rows) == CHUNK:
                chunks.append(_columns(rows, widths, name))
                rows = []
            if line - lines[-1] > MOST_LINES:
                raise _broken(name, lines[-1])
    except csv.Error as error:
        raise _broken(name, line) from error
    if lines and line - lines[-1] > 1 and text.count('"') % 2:
        raise _broken(name, lines[-1])  # a quote that is still open at the end swallowed every row after it
    chunks.append(_columns(rows, widths, name))
    return RawTable(
        name,
        digest,
        assemble(chunks),
        np.array(lines, dtype=np.int64),
        np.array(widths, dtype=np.int64),
        form,
    )


def _broken(name: str, line: int) -> IntakeError:
    return IntakeError(
        Words(
            f"{name} rusak di sekitar baris {line}: sel terlalu panjang atau tanda kutip tidak ditutup.",
            f"{name} is broken near line {line}: a cell is too long or a quote is not closed.",
        )
    )


def _columns(rows: list[list[str]], widths: list[int], name: str) -> list[pa.Array]:
    """The rows as text columns; short rows are filled with blanks."""
    own = list(map(len, rows))
    widths += own
    if max(own, default=0) > MOST_COLUMNS:
        line = widths.index(next(w for w in own if w > MOST_COLUMNS)) + 1
        raise IntakeError(
            Words(
                f"{name}: baris ke-{line} mempunyai lebih dari {MOST_COLUMNS} kolom; pemisah kolomnya keliru.",
                f"{name}: row {line} has more than {MOST_COLUMNS} columns; its separators are wrong.",
            )
        )
    return [pa.array(column, pa.string()) for column in itertools.zip_longest(*_padded(rows, own), fillvalue="")]


def _padded(rows: list[list[str]], widths: list[int]) -> list[list[str]]:
    widest = max(widths, default=0)
    if min(widths, default=0) == widest:
        return rows
    return [row if len(row) == widest else row + [""] * (widest - len(row)) for row in rows]


def assemble(chunks: list[list[pa.Array]]) -> tuple[pa.DictionaryArray, ...]:
    """Columns out of chunks of columns, each column with the list of its distinct texts."""
    width = max(map(len, chunks), default=0)
    heights = [len(c[0]) if c else 0 for c in chunks]
    columns = []
    for place in range(width):
        parts = [
            c[place] if place < len(c) else pa.array([""] * n, pa.string())
            for c, n in zip(chunks, heights, strict=True)
        ]
        # One long array first: making the lists of many short ones agree takes a hundred times longer.
        columns.append(pa.concat_arrays(parts))
    return coded(columns)


def coded(columns: list[pa.Array]) -> tuple[pa.DictionaryArray, ...]:
    """Columns of texts, each with the list of its distinct texts."""
    with ThreadPoolExecutor(THREADS) as pool:
        return tuple(pool.map(lambda column: column.dictionary_encode(), columns))
