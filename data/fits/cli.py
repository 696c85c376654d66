"""`python -m data fit [--city KEY]`: fits what the data lack, with progress."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from data import fits
from data.selection import EVERYTHING
from data.show.refusal import BadInput
from data.store import Store
from metrics.words import Language, Words


def add_command(commands: Any) -> argparse.ArgumentParser:
    """The command's arguments; gives its parser."""
    command: argparse.ArgumentParser = commands.add_parser(
        "fit", help="hitung model adopsi / fit the models of adoption"
    )
    command.add_argument("--city", default=None, metavar="KEY", help="satu kota saja / one city only")
    command.set_defaults(with_store=run)
    return command


def run(args: argparse.Namespace, store: Store) -> str:
    """Fit, then tell what stands and what does not."""
    language: Language = args.lang
    if args.city is not None and args.city not in store.ids("city"):
        known = ", ".join(store.ids("city"))
        raise BadInput(Words(f"Kota {args.city} tidak dikenal; pilih {known}.", f"Unknown city {args.city}; choose {known}."))  # fmt: skip

    def progress(done: float, what: str) -> None:
        print(f"{done:4.0%}  {what}", file=sys.stderr, flush=True)  # noqa: T201 - the command's progress

    kept = fits.run(store, None if args.city is None else [args.city], progress)
    lines = [Words(f"{kept} model dihitung.", f"{kept} models fitted.")[language]]
    for name in fits.FITS:
        found = fits.latest(store, name, args.city or fits.EVERYWHERE, EVERYTHING)
        said = found.reason[language] if found.reason else Words("ada", "there")[language]
        lines.append(f"  {name:<20}{said}")
    return "\n".join(lines)
