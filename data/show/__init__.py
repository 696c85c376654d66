"""`show` of the command line: names in, one indicator out, as records or as a table a person can read."""

from __future__ import annotations

import argparse
import json
import os
from typing import Any

import pandas as pd

from data import answer
from data.query import PERIOD, dimensions
from data.selection import FILTERS, Scope, Selection
from data.show.asked import LEFT_TO_CHOOSE, TIME, understood
from data.show.names import keys
from data.show.periods import spans
from data.show.printing import records, table
from data.show.refusal import BadInput
from data.store import Store
from data.tables import TABLES

__all__ = ["BadInput", "add_command", "run"]


def add_command(subparsers: Any) -> None:
    """Add `show` to the parser of `python -m data`."""
    show = subparsers.add_parser("show", help="tampilkan satu indikator / show one indicator")
    show.add_argument("indicator", metavar="INDICATOR", help="lihat: python -m data list")
    tables = (name for name, table in TABLES.items() if table.measured)
    known = dict.fromkeys(
        d for d in (*FILTERS, *TIME, *(d for name in tables for d in dimensions(name))) if d != PERIOD
    )
    show.add_argument(
        "--by", action="append", default=[], metavar="DIM,...",
        help=f"{', '.join(known)}; butir indikator / an indicator's items, e.g. element",
    )  # fmt: skip
    show.add_argument(
        "--where", action="extend", nargs="+", default=[], metavar="DIM=VALUE", help="mis. city=binjai, quarter=2026Q3"
    )
    show.add_argument("--weights", default=None, metavar="W", help="bobot unsur: exact, 0.111, 0.11")
    show.add_argument("--json", action="store_true", help="keluaran json / json output")
    show.add_argument("--lang", default="id", choices=["id", "en"], help="bahasa / language")
    show.set_defaults(run=run)


def run(args: argparse.Namespace, store: Store) -> str:
    """The text that `show` prints. Raises BadInput."""
    options = {name: value for name in LEFT_TO_CHOOSE if (value := getattr(args, name)) is not None}
    asked = understood(args.indicator, args.by, args.where, options)
    scope = Scope.parse(os.environ.get("PANTAU_SCOPE", "all"))
    wanted = {d: keys(store, d, values) for d, values in asked.filters.items()}
    answers = [
        answer.answer(
            store,
            asked.metric.name,
            asked.groups,
            Selection(**wanted, first=first, last=last, grain=asked.grain),
            scope,
            **options,
        )
        for first, last in spans(asked.times, asked.grain if PERIOD in asked.groups else None)
    ]
    frame = pd.concat([a.frame for a in answers], ignore_index=True)
    if args.json:
        return json.dumps(records(frame, asked), ensure_ascii=False, indent=2)
    return table(store, frame, answers[0], asked, args.lang)
