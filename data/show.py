"""`show` of the command line: names in, one indicator out, as records or as a table a person can read."""

from __future__ import annotations

import argparse
import difflib
import json
import math
import os
import re
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from data import answer, reference
from data.answer import ELEMENT, Answer
from data.query import PERIOD
from data.reference import split_synonyms
from data.selection import FILTERS, Scope, Selection
from data.store import Store
from data.tables import AGE_BAND, CHANNEL, EDUCATION, OCCUPATION, SEX, SKM_RESPONSE, TABLES, Enumeration
from metrics import periods
from metrics.metric import Metric, State
from metrics.periods import GRAINS, QUARTERS_IN, Grain
from metrics.registry import registry
from metrics.satisfaction.elements import ELEMENTS
from metrics.words import Language, Words

LEVELS: dict[str, Enumeration] = {e.name: e for e in (CHANNEL, SEX, AGE_BAND, EDUCATION, OCCUPATION)}
TIME = (*GRAINS, PERIOD)
BY = (*FILTERS, *TIME, ELEMENT)
STATE_WORDS: dict[State, Words] = {
    State.SUPPRESSED: Words("disembunyikan (terlalu sedikit orang)", "hidden (too few people)"),
    State.UNDEFINED: Words("tidak dapat dihitung", "cannot be computed"),
    State.NO_DATA: Words("tidak ada data", "no data"),
}
GRAIN_WORDS = {
    "quarter": Words("Triwulan", "Quarter"),
    "semester": Words("Semester", "Semester"),
    "year": Words("Tahun", "Year"),
}


class BadInput(Exception):
    """Something on the command line cannot be understood; says what and what is possible."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.id)
        self.words = words


def add_command(subparsers: Any) -> None:
    """Add `show` to the parser of `python -m data`."""
    show = subparsers.add_parser("show", help="tampilkan satu indikator / show one indicator")
    show.add_argument("indicator", metavar="INDICATOR", help="lihat: python -m data list")
    show.add_argument("--by", action="append", default=[], metavar="DIM,...", help=", ".join(BY))
    show.add_argument(
        "--where", action="extend", nargs="+", default=[], metavar="DIM=VALUE", help="mis. city=binjai, quarter=2026Q3"
    )
    show.add_argument("--weights", default=None, metavar="W", help="bobot unsur: exact, 0.111, 0.11")
    show.add_argument("--json", action="store_true", help="keluaran json / json output")
    show.add_argument("--lang", default="id", choices=["id", "en"], help="bahasa / language")
    show.set_defaults(run=run)


def run(args: argparse.Namespace, store: Store) -> str:
    """The text that `show` prints. Raises BadInput."""
    metric = _metric(args.indicator)
    by = _by(args.by, metric)
    where = _where(args.where)
    options = {} if args.weights is None else {"weights": args.weights}
    for name, value in options.items():
        if name not in metric.options or value not in metric.options[name]:
            raise BadInput(_bad_option(metric, name, value))
    scope = Scope.parse(os.environ.get("PANTAU_SCOPE", "all"))
    grains: list[Grain] = [g for g in GRAINS if g in by]
    grain: Grain = grains[0] if grains else "quarter"
    groups = tuple(dict.fromkeys(PERIOD if d in TIME else d for d in by))
    keys = {d: _keys(store, d, values) for d, values in where.items() if d in FILTERS}
    answers = [
        answer.answer(
            store, metric.name, groups, Selection(**keys, first=first, last=last, grain=grain), scope, **options
        )
        for first, last in _spans({d: v for d, v in where.items() if d in TIME}, PERIOD in groups)
    ]
    frame = pd.concat([a.frame for a in answers], ignore_index=True)
    if args.json:
        return json.dumps(_records(frame, metric, by, grain), ensure_ascii=False, indent=2)
    return _table(store, frame, answers[0], by, grain, where, args.lang)


def _metric(name: str) -> Metric:
    known = {k.casefold(): m for k, m in registry().items()}
    found = known.get(name.strip().casefold().replace("-", "_"))
    if found is None:
        raise BadInput(_unknown("indikator", "indicator", name, known))
    return found


def _by(given: Sequence[str], metric: Metric) -> tuple[str, ...]:
    by = tuple(dict.fromkeys(d.strip().casefold() for text in given for d in text.split(",") if d.strip()))
    by = tuple(dict.fromkeys("quarter" if d == PERIOD else d for d in by))
    for d in by:
        if d not in BY:
            raise BadInput(_unknown("dimensi --by", "dimension for --by", d, BY))
    if ELEMENT in by and not metric.item:
        raise BadInput(
            Words(
                f"{metric.name} adalah satu angka untuk semua unsur; untuk nilai tiap unsur pakai: show nrr --by element",
                f"{metric.name} is one figure over all elements; for each element use: show nrr --by element",
            )
        )
    return by


def _where(given: Sequence[str]) -> dict[str, list[str]]:
    """Values per dimension. A part without `=` continues the list before it: `sex=male,female`."""
    where: dict[str, list[str]] = {}
    for text in given:
        dimension, equals, values = text.partition("=")
        dimension = dimension.strip().casefold()
        if not equals:
            raise BadInput(
                Words(f"--where {text}: tulis sebagai dimensi=nilai, mis. city=binjai.",
                      f"--where {text}: write it as dimension=value, e.g. city=binjai.")
            )  # fmt: skip
        if dimension not in (*FILTERS, *TIME):
            raise BadInput(_unknown("dimensi --where", "dimension for --where", dimension, (*FILTERS, *TIME)))
        found = [v.strip() for v in values.split(",") if v.strip()]
        if not found:
            raise BadInput(Words(f"--where {text}: nilainya kosong.", f"--where {text}: the value is empty."))
        where.setdefault(dimension, []).extend(found)
    return where


def _fold(text: object) -> str:
    return re.sub(r"[^0-9a-z]+", " ", str(text).casefold()).strip()


def _names(store: Store, dimension: str) -> dict[str, set[str]]:
    """Every spelling of every value of a dimension, folded, with the keys that it means."""
    names: dict[str, set[str]] = {}

    def add(key: str, *spellings: object) -> None:
        for spelling in spellings:
            if isinstance(spelling, str) and _fold(spelling):
                names.setdefault(_fold(spelling), set()).add(key)

    if dimension in LEVELS:
        for level in LEVELS[dimension].levels:
            add(level.key, level.key, level.words.id, level.words.en)
        return names
    for row in store.reference(dimension).itertuples():
        key = str(getattr(row, dimension))
        add(key, key, row.name, *split_synonyms(row.synonyms))
        add(
            key,
            *(
                getattr(row, c)
                for c in ("official_name", "short_name", "unit_type")
                if dimension != "service" and hasattr(row, c)
            ),
        )
    if dimension == "unit":
        of_type = store.reference("unit").groupby("unit_type")["unit"].agg(list)
        for kind in reference.unit_types().itertuples():
            for key in of_type.get(kind.unit_type, []):
                add(key, kind.name, kind.short_name, *split_synonyms(kind.synonyms))
    return names


def _keys(store: Store, dimension: str, values: Iterable[str]) -> tuple[str, ...]:
    names = _names(store, dimension)
    keys: set[str] = set()
    for value in values:
        if _fold(value) not in names:
            raise BadInput(_unknown(dimension, dimension, value, names))
        keys |= names[_fold(value)]
    return tuple(sorted(keys))


def _spans(where: dict[str, list[str]], grouped: bool) -> list[tuple[int | None, int | None]]:
    """First and last quarter of each run of quarters without a gap."""
    chosen: set[int] | None = None
    for dimension, values in where.items():
        quarters: set[int] = set()
        for value in values:
            try:
                code, grain = periods.parse_code(value)
            except ValueError:
                raise BadInput(_bad_period(value)) from None
            if dimension != PERIOD and dimension != grain:
                raise BadInput(_bad_period(value))
            quarters |= set(range(code, code + QUARTERS_IN[grain]))
        chosen = quarters if chosen is None else chosen & quarters
    if chosen is None:
        return [(None, None)]
    if not chosen:
        raise BadInput(
            Words(
                "Tidak ada triwulan yang memenuhi semua syarat periode itu.",
                "No quarter meets all those period conditions.",
            )
        )
    runs: list[tuple[int, int]] = []
    for quarter in sorted(chosen):
        if runs and runs[-1][1] == quarter - 1:
            runs[-1] = (runs[-1][0], quarter)
        else:
            runs.append((quarter, quarter))
    if len(runs) > 1 and not grouped:
        raise BadInput(
            Words("Periode yang terpisah tidak dapat digabung menjadi satu angka; tambahkan --by quarter atau pilih periode yang bersambung.",
                  "Periods with a gap between them are not put into one figure; add --by quarter or choose periods that follow one another.")
        )  # fmt: skip
    return list(runs)


def _records(frame: pd.DataFrame, metric: Metric, by: tuple[str, ...], grain: Grain) -> list[dict[str, Any]]:
    records = []
    for _, row in frame.iterrows():
        record: dict[str, Any] = {d: _key(row, d, grain) for d in _columns(metric, by)}
        for column in ("value", "low", "high"):
            record[column] = _number(row[column], metric.decimals)
        record["n"] = None if pd.isna(row["n"]) else int(row["n"])
        record["state"] = str(row["state"])
        if "grade" in metric.extras:
            record["grade"] = None if pd.isna(row["grade"]) else str(row["grade"])
        records.append(record)
    return records


def _columns(metric: Metric, by: tuple[str, ...]) -> tuple[str, ...]:
    return (*(d for d in by if d != ELEMENT), *((metric.item,) if metric.item else ()))


def _key(row: Any, dimension: str, grain: Grain) -> str | None:
    if dimension in GRAINS:
        return periods.format_code(int(row[PERIOD]), dimension)
    return None if pd.isna(row[dimension]) else str(row[dimension])


def _number(value: Any, decimals: int) -> float | int | None:
    if pd.isna(value) or math.isinf(value):
        return None
    return int(value) if decimals == 0 else round(float(value), max(decimals, 2))


def _local(value: Any, decimals: int, language: Language) -> str:
    number = _number(value, decimals)
    if number is None:
        return "–"
    text = f"{number:,.{decimals}f}"
    return text.translate(str.maketrans(",.", ".,")) if language == "id" else text


def _table(
    store: Store,
    frame: pd.DataFrame,
    found: Answer,
    by: tuple[str, ...],
    grain: Grain,
    where: dict[str, list[str]],
    language: Language,
) -> str:
    metric = found.metric
    columns = _columns(metric, by)
    heads = [_head(d, language) for d in columns]
    heads += [
        metric.label[language],
        Words("95 % bawah", "95 % low")[language],
        Words("95 % atas", "95 % high")[language],
        "n",
    ]
    graded = "grade" in metric.extras
    heads += [Words("Mutu", "Grade")[language]] if graded else []
    lines = [heads]
    notes = [""]
    frame, empty = _without_empty_periods(frame)
    for _, row in frame.iterrows():
        cells = [_name(store, row, d, grain, by, language) for d in columns]
        cells += [_local(row[c], metric.decimals, language) for c in ("value", "low", "high")]
        cells.append(_local(row["n"], 0, language))
        if graded:
            cells.append("–" if pd.isna(row["grade"]) else str(row["grade"]))
        lines.append(cells)
        state = State(row["state"])
        notes.append(STATE_WORDS[state][language] if state in STATE_WORDS else "")
    widths = [max(len(line[i]) for line in lines) for i in range(len(heads))]
    out = []
    for line, note in zip(lines, notes, strict=True):
        padded = [
            c.ljust(w) if i < len(columns) else c.rjust(w) for i, (c, w) in enumerate(zip(line, widths, strict=True))
        ]
        out.append("  ".join([*padded, note]).rstrip())
    if empty:
        left_out = Words(f"{empty} periode tanpa data tidak ditulis.", f"{empty} periods without data are left out.")
        out += ["", left_out[language]]
    return "\n".join([*out, "", *_footer(found, where, language)])


def _without_empty_periods(frame: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """The rows without the periods in which nobody has data, and how many those are. A table is for reading; json
    keeps every row."""
    if PERIOD not in frame or (frame["state"] == State.NO_DATA).all():
        return frame, 0
    filled = (frame["state"] != State.NO_DATA).groupby(frame[PERIOD]).transform("any")
    return frame[filled], int(frame.loc[~filled, PERIOD].nunique())


def _head(dimension: str, language: Language) -> str:
    if dimension in GRAIN_WORDS:
        return GRAIN_WORDS[dimension][language]
    if dimension == ELEMENT:
        return Words("Unsur", "Element")[language]
    return SKM_RESPONSE.column(dimension).label[language]


def _name(store: Store, row: Any, dimension: str, grain: Grain, by: tuple[str, ...], language: Language) -> str:
    key = _key(row, dimension, grain)
    if key is None:
        return Words("tidak diketahui", "not known")[language]
    if dimension in GRAINS:
        return key.replace("Q", "-TW") if language == "id" else key
    if dimension == ELEMENT:
        return ELEMENTS[key][language] if key in ELEMENTS else key
    if dimension in LEVELS:
        return next((level.words[language] for level in LEVELS[dimension].levels if level.key == key), key)
    rows = store.reference(dimension).set_index(dimension)
    if dimension == "unit":
        city = store.reference("city").set_index("city")["name"]
        short = str(rows["short_name"][key])
        return short if "city" in by else f"{short}, {city[rows['city'][key]]}"
    return str(rows["name"][key])


def _footer(found: Answer, where: dict[str, list[str]], language: Language) -> list[str]:
    version = found.version
    chosen = "; ".join(f"{d} = {', '.join(v)}" for d, v in where.items()) or Words("semua data", "all data")[language]
    day = version.data_date.isoformat() if version.data_date else "–"
    lines = [
        f"{Words('Sumber', 'Source')[language]}: {TABLES[found.metric.table].label[language]} ({found.metric.source.rule})",
        f"{Words('Saringan', 'Filter')[language]}: {chosen}",
        f"{Words('Data sampai', 'Data up to')[language]} {day}, {Words('versi', 'version')[language]} {version.id}",
    ]
    if found.options:
        lines.append("; ".join(f"{name}: {value}" for name, value in found.options.items()))
    if version.synthetic:
        lines.append(
            Words("Data contoh: orang dan jawabannya rekaan.", "Sample data: people and answers are invented.")[
                language
            ]
        )
    return lines


def _unknown(what_id: str, what_en: str, value: str, known: Iterable[str]) -> Words:
    """Not known, with the nearest spellings."""
    known = list(known)
    near = difflib.get_close_matches(_fold(value), known, n=4, cutoff=0.5) or known[:12]
    return Words(
        f"{what_id} {value!r} tidak dikenal. Mungkin maksudnya: {', '.join(near)}.",
        f"unknown {what_en} {value!r}. Did you mean: {', '.join(near)}?",
    )


def _bad_period(value: str) -> Words:
    return Words(
        f"{value!r} bukan periode yang diminta; tulis quarter=2026Q3, semester=2026S2, year=2026 atau period=salah satunya.",
        f"{value!r} is not the period asked for; write quarter=2026Q3, semester=2026S2, year=2026, or period= any of these.",
    )


def _bad_option(metric: Metric, name: str, value: str) -> Words:
    if name not in metric.options:
        return Words(f"{metric.name} tidak memakai --{name}.", f"{metric.name} has no --{name}.")
    known = ", ".join(map(str, metric.options[name]))
    return Words(f"--{name} {value}: pilih salah satu dari {known}.", f"--{name} {value}: choose one of {known}.")
