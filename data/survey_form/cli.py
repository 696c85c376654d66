"""`form` of the command line: the survey on a digital system as a file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from data.intake.recognise import places_of
from data.store import Store
from data.survey_form import files
from data.survey_form.content import form_of
from metrics.words import Words


def add_command(subparsers: Any) -> None:
    """Add `form` to the parser of `python -m data`."""
    form = subparsers.add_parser("form", help="formulir survei sistem digital / form of the survey on a digital system")
    form.add_argument("kind", choices=list(files.KINDS), help="print: html; google: Apps Script; sheet: xlsx")
    form.add_argument("--city", required=True, metavar="C", help="kota, semua ejaan lazim / city, any usual spelling")
    form.add_argument("--out", default="", metavar="F", help="berkas hasil / file to write")
    form.add_argument("--lang", default="id", choices=["id", "en"], help="bahasa / language")
    form.set_defaults(with_store=run)


def run(args: argparse.Namespace, store: Store) -> str:
    """Write the file; gives the sentence that says so. Raises ValueError for an unknown city or a file that cannot be written."""
    places = places_of(store)
    city = places.city(args.city)
    if city is None:
        listed = ", ".join(places.cities["city"])
        raise ValueError(
            Words(f"Kota tidak dikenal; pilihan: {listed}.", f"Unknown city; choices: {listed}.")[args.lang]
        )
    path = Path(args.out or files.name(args.kind, city, args.lang))
    content = files.KINDS[args.kind].content(form_of(store, city, args.lang))
    try:
        path.write_bytes(content)
    except OSError as error:
        raise ValueError(
            Words(
                f"{path} tidak dapat ditulis ({error.strerror}). Periksa folder dan izinnya.",
                f"{path} cannot be written ({error.strerror}). Check the folder and its rights.",
            )[args.lang]
        ) from error
    return Words(f"Ditulis: {path}", f"Written: {path}")[args.lang]
