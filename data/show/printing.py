"""An answer as records for programs, or as a table with its source for people."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from data.answer import Answer
from data.query import PERIOD
from data.show.asked import Asked
from data.show.names import NOT_KNOWN, name
from data.store import Store
from data.tables import TABLES
from metrics import periods
from metrics.metric import Metric, Population, State
from metrics.periods import GRAINS
from metrics.registry import registry
from metrics.words import Language, Words

NUMBERS = ("value", "low", "high")
STATE_WORDS: dict[State, Words] = {
    State.UNDEFINED: Words("tidak dapat dihitung", "cannot be computed"),
    State.NO_DATA: Words("tidak ada data", "no data"),
}
HIDDEN = {
    Population.CITIZENS: Words("disembunyikan (terlalu sedikit orang)", "hidden (too few people)"),
    Population.STAFF: Words("disembunyikan (terlalu sedikit pegawai)", "hidden (too few staff)"),
}
GRAIN_WORDS = {
    "quarter": Words("Triwulan", "Quarter"),
    "semester": Words("Semester", "Semester"),
    "year": Words("Tahun", "Year"),
}
# What an indicator gives beside its value, where a reader of the command line is helped by it.
EXTRAS = {
    "grade": Words("Mutu", "Grade"),
    "category": Words("Kategori", "Category"),
    "p90": Words("p90", "p90"),
    "planned": Words("Rencana", "Planned"),
    "done": Words("Selesai", "Done"),
}
COUNTS = ("planned", "done")  # extras that are whole numbers, whatever the value is
SAMPLE = Words("Data contoh: orang dan jawabannya rekaan.", "Sample data: people and answers are invented.")
NOTHING = "–"


def records(frame: pd.DataFrame, asked: Asked) -> list[dict[str, Any]]:
    """One record per row: keys, numbers as they are kept, the state; nothing that is said in words."""
    metric = asked.metric
    found = []
    for _, row in frame.iterrows():
        record: dict[str, Any] = {d: _key(row, d) for d in asked.columns}
        for column in NUMBERS:
            record[column] = _number(row[column], metric.decimals)
        record["n"] = None if pd.isna(row["n"]) else int(row["n"])
        record["state"] = str(row["state"])
        for extra in _extras(asked):
            record[extra] = row[extra] if isinstance(row[extra], str) else _number(row[extra], _decimals(extra, asked))
        found.append(record)
    return found


def table(store: Store, frame: pd.DataFrame, found: Answer, asked: Asked, language: Language) -> str:
    """The rows in columns, what was left out, and where the figures come from."""
    heads = [_head(d, asked, language) for d in asked.columns]
    heads += [asked.metric.label[language], Words("95 % bawah", "95 % low")[language]]
    heads += [Words("95 % atas", "95 % high")[language], "n"]
    heads += [EXTRAS[extra][language] for extra in _extras(asked)]
    frame, empty = _without_empty_periods(frame)
    lines = [heads, *(_cells(store, row, asked, language) for _, row in frame.iterrows())]
    notes = ["", *(note(State(state), asked.metric, language) for state in frame["state"])]
    rows = aligned(lines, words=len(asked.columns))
    out = [f"{row}  {note}".rstrip() for row, note in zip(rows, notes, strict=True)]
    if empty:
        left_out = Words(f"{empty} periode tanpa data tidak ditulis.", f"{empty} periods without data are left out.")
        out += ["", left_out[language]]
    return "\n".join([*out, "", *_footer(found, asked, language)])


def _without_empty_periods(frame: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """The rows without the periods in which nobody has data, and how many those are. A table is for reading; json
    keeps every row."""
    if PERIOD not in frame or (frame["state"] == State.NO_DATA).all():
        return frame, 0
    filled = (frame["state"] != State.NO_DATA).groupby(frame[PERIOD]).transform("any")
    return frame[filled], int(frame.loc[~filled, PERIOD].nunique())


def aligned(lines: list[list[str]], words: int) -> list[str]:
    """Columns of one width: the first `words` to the left, the others to the right."""
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    return [
        "  ".join(c.ljust(w) if i < words else c.rjust(w) for i, (c, w) in enumerate(zip(line, widths, strict=True)))
        for line in lines
    ]


def _cells(store: Store, row: Any, asked: Asked, language: Language) -> list[str]:
    decimals = asked.metric.decimals
    cells = [_called(store, row, d, asked, language) for d in asked.columns]
    cells += [local(row[c], decimals, language) for c in NUMBERS]
    cells.append(local(row["n"], 0, language))
    for extra in _extras(asked):
        value = row[extra]
        said = isinstance(value, str)
        cells.append(_word(extra, value, language) if said else local(value, _decimals(extra, asked), language))
    return cells


def note(state: State, metric: Metric, language: Language) -> str:
    """Why a row has no figure; nothing for one that has."""
    if state is State.SUPPRESSED:
        return HIDDEN[metric.population][language]
    return STATE_WORDS[state][language] if state in STATE_WORDS else ""


def _extras(asked: Asked) -> tuple[str, ...]:
    return tuple(extra for extra in asked.metric.extras if extra in EXTRAS)


def _decimals(extra: str, asked: Asked) -> int:
    return 0 if extra in COUNTS else asked.metric.decimals


def _word(extra: str, key: str, language: Language) -> str:
    """The words of an extra that is one of the items of an indicator; a grade is a letter and says itself."""
    named = next((m.items for m in registry().values() if m.item == extra), {})
    return named[key][language] if key in named else key


def _key(row: Any, dimension: str) -> str | None:
    for grain in GRAINS:
        if dimension == grain:
            return periods.format_code(int(row[PERIOD]), grain)
    return None if pd.isna(row[dimension]) else str(row[dimension])


def _number(value: Any, decimals: int) -> float | int | None:
    if pd.isna(value) or math.isinf(value):
        return None
    return round(float(value)) if decimals == 0 else round(float(value), max(decimals, 2))


def local(value: Any, decimals: int, language: Language) -> str:
    """A number as the reader writes it; a dash for none."""
    number = _number(value, decimals)
    if number is None:
        return NOTHING
    text = f"{number:,.{decimals}f}"
    return text.translate(str.maketrans(",.", ".,")) if language == "id" else text


def _head(dimension: str, asked: Asked, language: Language) -> str:
    if dimension in GRAIN_WORDS:
        return GRAIN_WORDS[dimension][language]
    if dimension == asked.metric.item and asked.metric.item_label:
        return asked.metric.item_label[language]
    return TABLES[asked.metric.table].column(dimension).label[language]


def _called(store: Store, row: Any, dimension: str, asked: Asked, language: Language) -> str:
    key = _key(row, dimension)
    if key is None:
        return NOT_KNOWN[language]
    if dimension in GRAINS:
        return key.replace("Q", "-TW") if language == "id" else key
    if dimension == asked.metric.item:
        return asked.metric.items[key][language]
    return name(store, dimension, key, "city" not in asked.by, language)


def _footer(found: Answer, asked: Asked, language: Language) -> list[str]:
    metric, version = found.metric, found.version
    source = TABLES[metric.table]
    chosen = (
        "; ".join(f"{d} = {', '.join(v)}" for d, v in asked.where.items()) or Words("semua data", "all data")[language]
    )
    last = version.dates.get(metric.table)
    unread = "" if metric.source.verified else f", {Words('belum diverifikasi', 'not verified')[language]}"
    lines = [
        f"{Words('Sumber', 'Source')[language]}: {source.label[language]} ({metric.source.rule}{unread})",
        f"{Words('Saringan', 'Filter')[language]}: {chosen}",
        f"{Words('Data sampai', 'Data up to')[language]} {last.isoformat() if last else NOTHING}, {Words('versi', 'version')[language]} {version.id}",
    ]
    if source.derived:  # a table that no office keeps: what its figures are is not known from its name
        lines.append(f"{Words('Satuan', 'Unit')[language]}: {metric.unit[language]}; n: {metric.counted[language]}")
    if source.snapshot and source.traps:
        lines.append(source.traps[language])
    if found.options:
        lines.append("; ".join(f"{option}: {value}" for option, value in found.options.items()))
    if version.synthetic:
        lines.append(SAMPLE[language])
    return lines
