"""`compare` of the command line: one indicator of every place, raw and at a common mix, with what the ranks are worth."""

from __future__ import annotations

import argparse
import json
import os
from typing import Any

import pandas as pd

from data.compared import PLACES, TYPE, Compared, compared
from data.selection import Scope, Selection
from data.show.asked import understood
from data.show.names import keys, name
from data.show.periods import spans
from data.show.printing import NOTHING, SAMPLE, aligned, local, note
from data.show.refusal import BadInput
from data.store import Store
from data.tables import ENUMERATIONS, TABLES
from metrics.metric import State
from metrics.words import Language, Words

_MARKS = ("raw", "adjusted", "low", "high", "gap", "gap_low", "gap_high")
_HEADS = (
    Words("Mentah", "Raw"),
    Words("Komposisi sama", "Same mix"),
    Words("95 % bawah", "95 % low"),
    Words("95 % atas", "95 % high"),
    Words("Selisih", "Gap"),
    Words("bawah", "low"),
    Words("atas", "high"),
)
_TYPE = Words("jenis unit layanan", "type of office")


def add_command(subparsers: Any) -> None:
    """Add `compare` to the parser of `python -m data`."""
    compare = subparsers.add_parser("compare", help="bandingkan daerah / compare places at the same mix of people")
    compare.add_argument("indicator", metavar="INDICATOR", help="lihat: python -m data list")
    compare.add_argument("--by", default="city", choices=PLACES, help="city, unit")
    compare.add_argument(
        "--where", action="extend", nargs="+", default=[], metavar="DIM=VALUE", help="mis. year=2026 channel=online"
    )
    compare.add_argument("--json", action="store_true", help="keluaran json / json output")
    compare.add_argument("--lang", default="id", choices=["id", "en"], help="bahasa / language")
    compare.set_defaults(with_store=run)


def run(args: argparse.Namespace, store: Store) -> str:
    """The text that `compare` prints. Raises BadInput."""
    asked = understood(args.indicator, (), args.where, {})
    if asked.metric.item is not None:
        raise BadInput(
            Words(f"{asked.metric.name} punya satu angka untuk tiap {asked.metric.item}; bandingkan indikator yang satu angka.",
                  f"{asked.metric.name} is one figure for each {asked.metric.item}; compare an indicator with one figure.")
        )  # fmt: skip
    if not TABLES[asked.metric.table].has(args.by):
        raise BadInput(
            Words(f"{asked.metric.name} tidak dikenal menurut {args.by}.", f"{asked.metric.name} is not known by {args.by}.")
        )  # fmt: skip
    ((first, last),) = spans(asked.times, None)
    wanted = {d: keys(store, d, values) for d, values in asked.filters.items()}
    scope = Scope.parse(os.environ.get("PANTAU_SCOPE", "all"))
    found = compared(store, asked.metric.name, args.by, Selection(first=first, last=last).but(**wanted), scope)
    return json.dumps(_record(found), ensure_ascii=False, indent=2) if args.json else _table(store, found, args.lang)


def _record(found: Compared) -> dict[str, Any]:
    frame = found.frame.astype(object).where(found.frame.notna(), None)
    mix = (
        None
        if found.mix is None
        else {"dimensions": list(found.mix.dimensions), "strata": found.mix.strata, "n": found.mix.n}
    )
    return {
        "metric": found.metric.name,
        "mix": mix,
        "places": [{k: str(v) if k == "state" else v for k, v in row.items()} for row in frame.to_dict("records")],
        "reversals": found.reversals.to_dict("records"),
    }  # fmt: skip


def _table(store: Store, found: Compared, language: Language) -> str:
    metric, by = found.metric, found.by
    frame = found.frame.sort_values("rank", kind="stable", na_position="last")
    heads = [TABLES[metric.table].column(by).label[language], *(h[language] for h in _HEADS), "n"]
    heads += [Words("Peringkat", "Rank")[language], Words("Kelompok", "Group")[language]]
    heads.append(Words("Dilebur", "Collapsed")[language])
    lines = [heads, *(_cells(store, row, found, language) for _, row in frame.iterrows())]
    notes = ["", *(note(State(state), metric, language) for state in frame["state"])]
    out = [f"{row}  {said}".rstrip() for row, said in zip(aligned(lines, words=1), notes, strict=True)]
    out += ["", *(_turned(store, row, found, language) for _, row in found.reversals.iterrows()), _mix(found, language)]
    if found.version.synthetic:
        out.append(SAMPLE[language])
    return "\n".join(out)


def _cells(store: Store, row: pd.Series, found: Compared, language: Language) -> list[str]:
    decimals = found.metric.decimals
    cells = [name(store, found.by, row[found.by], True, language)]
    cells += [local(row[mark], decimals, language) for mark in _MARKS] + [local(row["n"], 0, language)]
    cells.append(_ranks(row))
    cells.append(NOTHING if pd.isna(row["group"]) else f"{int(row['group'])}")
    return [*cells, NOTHING if pd.isna(row["collapsed"]) else f"{local(100 * row['collapsed'], 1, language)} %"]


def _ranks(row: pd.Series) -> str:
    if pd.isna(row["rank"]):
        return NOTHING
    low, high = int(row["rank_low"]), int(row["rank_high"])
    return f"{int(row['rank'])}" if low == high else f"{int(row['rank'])} ({low}–{high})"


def _turned(store: Store, row: pd.Series, found: Compared, language: Language) -> str:
    above, below = (name(store, found.by, row[side], True, language) for side in ("above", "below"))
    return Words(
        f"Mentah {above} lebih tinggi dari {below}; pada komposisi yang sama {below} lebih tinggi.",
        f"Raw, {above} is above {below}; at the same mix {below} is above.",
    )[language]


def _mix(found: Compared, language: Language) -> str:
    if found.mix is None:
        return Words(
            "Tidak ada yang disamakan: data ini tidak mengenal orangnya, atau indikatornya bukan rata-rata.",
            "Nothing is held equal: these data know nothing of the people, or the indicator is no average.",
        )[language]
    held = ", ".join(
        (_TYPE if d == TYPE else ENUMERATIONS[d].words)[language].lower() for d in found.mix.dimensions
    )  # fmt: skip
    return Words(
        f"Disamakan: {held} ({local(found.mix.strata, 0, 'id')} strata). Dilebur: bagian bobot yang memakai strata lebih luas karena terlalu sedikit orang.",
        f"Held equal: {held} ({local(found.mix.strata, 0, 'en')} strata). Collapsed: share of the weight taken from wider strata for want of people.",
    )[language]
