"""`whatif` of the command line: a scenario file in, the figures of the page Simulasi out."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from data import whatif
from data.selection import Scope
from data.show.refusal import BadInput
from data.store import Store
from data.whatif import printed
from data.whatif.scenario import Refused, Scenario
from metrics.words import Words


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
        with _quiet():
            result = whatif.run(store, asked, Scope.parse(os.environ.get("PANTAU_SCOPE", "all")))
    except Refused as refused:
        raise BadInput(refused.words) from refused
    if args.json:
        if warning := printed.moved_on(asked, result):
            sys.stderr.write(warning[args.lang] + "\n")
        return json.dumps(result, ensure_ascii=False, indent=2)
    return printed.text(store, asked, result, args.lang)


@contextmanager
def _quiet() -> Iterator[None]:
    """What the solver's own library prints goes beside the answer and not into it."""
    sys.stdout.flush()
    kept = os.dup(1)
    os.dup2(2, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
