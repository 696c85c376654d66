"""`whatif` of the command line: a scenario file in, the figures of the page Simulasi out."""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path
from typing import Any

from babel.numbers import format_decimal

from data import whatif
from data.selection import Scope
from data.show.refusal import BadInput
from data.store import Store
from data.whatif.scenario import Refused, Scenario
from metrics.satisfaction.elements import ELEMENTS
from metrics.whatif.evidence import LABELS, Evidence
from metrics.words import Language, Words


def add_command(subparsers: Any) -> None:
    """Add `whatif` to the parser of `python -m data`."""
    command = subparsers.add_parser("whatif", help="jawab satu skenario / answer one scenario")
    command.add_argument(
        "scenario", metavar="SCENARIO.json", help="berkas dari halaman Simulasi / file of the page Simulasi"
    )
    command.add_argument("--json", action="store_true", help="keluaran json / json output")
    command.add_argument("--lang", default="id", choices=["id", "en"], help="bahasa / language")
    command.set_defaults(with_store=run)


def run(args: argparse.Namespace, store: Store) -> str:
    """The text that `whatif` prints. Raises BadInput."""
    try:
        text = Path(args.scenario).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(
            Words(
                f"Berkas skenario {args.scenario} tidak dapat dibaca.",
                f"The scenario file {args.scenario} cannot be read.",
            )
        ) from error
    try:
        asked = Scenario.from_json(text)
        result = whatif.run(store, asked, Scope.parse(os.environ.get("PANTAU_SCOPE", "all")))
    except Refused as refused:
        raise BadInput(refused.words) from refused
    if args.json:
        return json.dumps(result, ensure_ascii=False, indent=2)
    return _told(asked, result, args.lang)


def _told(asked: Scenario, result: dict[str, Any], language: Language) -> str:
    def number(value: float) -> str:
        return str(format_decimal(value, "0.00", locale=language))

    label = LABELS[Evidence(result["evidence"])][language]
    named = {"id": ("Sekarang", "Dengan skenario", "Sasaran"), "en": ("Now", "With the scenario", "Target")}[language]
    rows = [f"{asked.name} ({label})" if asked.name else label]
    rows += [
        f"{name}: {number(x['value'])} ({x['grade']})"
        for name, x in zip(named, (result["now"], result["then"]), strict=False)
    ]
    goal = result["goal"]
    rows.append(f"{named[2]} {number(goal['target'])}: {number(goal['then']['value'])} ({goal['then']['grade']})")
    rows += [f"  {ELEMENTS[e][language]} +{number(step / 100)}" for e, step in goal["moves"].items()]
    return "\n".join(rows)
