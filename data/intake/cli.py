"""`load` and `rejected` of the command line: the same steps as the page, with options in place of widgets."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from data.intake.check import check
from data.intake.commit import commit
from data.intake.export import rejected_rows, write_csv
from data.intake.model import Checked, Given, IntakeError, Plan, Question
from data.intake.places import Places
from data.intake.read import read
from data.intake.recognise import places_of, recognise
from data.intake.rules import RULES
from data.store import Receipt, Store, StoreError
from data.tables import TABLES
from metrics.words import Language, Words

LOADED, SOME_LOADED, NOTHING_LOADED = 0, 1, 2


def add_commands(subparsers: Any) -> None:
    """Add `load` and `rejected` to the parser of `python -m data`."""
    tables = [name for name, table in TABLES.items() if table.importable]
    load = subparsers.add_parser("load", help="muat berkas SKM ke penyimpanan / load files into the store")
    load.add_argument("files", nargs="+", metavar="FILE", help="csv atau xlsx / csv or xlsx")
    load.add_argument("--table", default="", choices=["", *tables], metavar="T", help=f"{', '.join(tables)}")
    load.add_argument("--city", default="", metavar="C", help="kota, semua ejaan lazim / city, any usual spelling")
    load.add_argument("--unit", default="", metavar="U", help="unit layanan / service unit, e.g. disdukcapil")
    load.add_argument(
        "--period", default="", metavar="P", help="2026Q3, 2026S2, 2026: baris tanpa tanggal / rows without a date"
    )
    load.add_argument("--elements", default="", choices=["", "questionnaire", "legal"], metavar="ORDER",
                      help="questionnaire | legal: urutan unsur 8 dan 9 / order of elements 8 and 9")  # fmt: skip
    load.add_argument("--sheet", default="", metavar="S", help="lembar / sheet of a workbook")
    load.add_argument("--map", action="append", default=[], metavar="COLUMN=ROLE",
                      help="peran kolom / role of a column (header or #number), e.g. \"Q12=sarana\" or \"#12=unused\"")  # fmt: skip
    load.add_argument("--add-unit", action="store_true", help="tambahkan unit yang belum dikenal / add an unknown unit")
    _common(load)
    load.set_defaults(run=run_load)
    rejected = subparsers.add_parser("rejected", help="baris yang ditolak / rejected rows")
    rejected.add_argument("--batch", default="", metavar="ID", help="satu pemuatan saja / one batch only")
    rejected.add_argument("--csv", default="", metavar="F", help="tulis ke berkas csv / write to a csv file")
    _common(rejected)
    rejected.set_defaults(run=run_rejected)


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="keluaran json / json output")
    parser.add_argument("--lang", default="id", choices=["id", "en"], help="bahasa / language")


def _out(text: str) -> None:
    sys.stdout.write(text + "\n")


def _err(text: str) -> None:
    sys.stderr.write(text + "\n")


def run_load(args: argparse.Namespace) -> int:
    """Load each file as a batch of its own. 0: all loaded; 1: some; 2: nothing, with a sentence per file."""
    language: Language = args.lang
    try:
        opened = Store.open()
    except StoreError as error:
        _err(error.words[language])
        return NOTHING_LOADED
    results = [_load_one(opened, file, args, language) for file in args.files]
    opened.close()
    if args.json:
        _out(json.dumps(results[0] if len(results) == 1 else results, ensure_ascii=False, indent=2))
    loaded = sum("error" not in result for result in results)
    return LOADED if loaded == len(results) else SOME_LOADED if loaded else NOTHING_LOADED


def _load_one(store: Store, file: str, args: argparse.Namespace, language: Language) -> dict[str, Any]:
    try:
        given = Given(
            table=args.table, city=args.city, unit=args.unit, period=args.period, elements=args.elements,
            sheet=args.sheet, add_unit=args.add_unit, columns=_mapping(args.map),
        )  # fmt: skip
        raw = read(file, sheet=args.sheet)
        plan = recognise(raw, store, given)
        if plan.questions:
            raise IntakeError(ask(raw.name, plan.questions, places_of(store)))
        checked = check(raw, plan, store)
        receipt = commit(store, checked)
    except IntakeError as error:
        _err(error.text(language))
        return {"file": Path(file).name, "error": error.text(language)}
    result = as_json(receipt, checked, language)
    if not args.json:
        _out(receipt_text(receipt, checked, store, language))
    if receipt.accepted + receipt.already_loaded == 0:
        result["error"] = nothing_accepted(receipt)[language]
        _err(result["error"])
    return result


def _mapping(pairs: list[str]) -> dict[str, str]:
    found = {}
    for pair in pairs:
        header, equals, role = pair.rpartition("=")
        if not equals or not header.strip():
            raise IntakeError(
                Words(f"--map {pair}: tulis sebagai KOLOM=PERAN.", f"--map {pair}: write it as COLUMN=ROLE.")
            )
        found[header.strip()] = role.strip()
    return found


def ask(name: str, questions: tuple[Question, ...], places: Places) -> Words:
    """One sentence for all open questions: why, which option, which values."""
    parts_id, parts_en = [], []
    cities = ", ".join(places.cities["city"])
    for question in questions:
        why = question.words
        if question.key == "city":
            hint = Words(f"beri --city ({cities})", f"give --city ({cities})")
        elif question.key == "unit":
            near = ", ".join(question.suggestions)
            add = f', atau --unit "{question.may_add}" --add-unit' if question.may_add else ""
            add_en = f', or --unit "{question.may_add}" --add-unit' if question.may_add else ""
            hint = Words(
                f"beri --unit ({near or 'mis. disdukcapil, dpmptsp, rsud'}){add and add + ' bila memang unit baru'}",
                f"give --unit ({near or 'e.g. disdukcapil, dpmptsp, rsud'}){add_en and add_en + ' if it is a new unit'}",
            )
        elif question.key == "period":
            hint = Words("beri --period (mis. 2026Q3, 2026S2, 2026)", "give --period (e.g. 2026Q3, 2026S2, 2026)")
        elif question.key == "elements":
            hint = Words(
                "beri --elements questionnaire (8 sarana, 9 pengaduan) atau --elements legal (8 pengaduan, 9 sarana)",
                "give --elements questionnaire (8 facilities, 9 complaints) or --elements legal (8 complaints, 9 facilities)",
            )
        elif question.key == "sheet":
            titles = ", ".join(value for value, _ in question.options)
            hint = Words(f"beri --sheet ({titles})", f"give --sheet ({titles})")
        else:
            roles = ", ".join(value for value, _ in question.options)
            column = question.key.partition(":")[2]
            hint = Words(f'beri --map "{column}=PERAN" ({roles})', f'give --map "{column}=ROLE" ({roles})')
        parts_id.append(f"{why.id.rstrip('?.')}: {hint.id}")
        parts_en.append(f"{why.en.rstrip('?.')}: {hint.en}")
    return Words(f"{name} belum dimuat. {'; '.join(parts_id)}.", f"{name} is not loaded. {'; '.join(parts_en)}.")


def nothing_accepted(receipt: Receipt) -> Words:
    """Why nothing of a file came in, and where to look."""
    reasons = receipt.reasons.items()
    listed_id = ", ".join(f"{RULES[rule].label.id.lower()} {count}" for rule, count in reasons)
    listed_en = ", ".join(f"{RULES[rule].label.en.lower()} {count}" for rule, count in reasons)
    return Words(
        f"Tidak ada baris yang diterima ({listed_id}). Lihat: python -m data rejected --batch {receipt.batch}",
        f"No row was accepted ({listed_en}). See: python -m data rejected --batch {receipt.batch}",
    )


def as_json(receipt: Receipt, checked: Checked, language: Language) -> dict[str, Any]:
    """The receipt as `load --json` prints it."""
    return {
        "file": checked.raw.name,
        "table": receipt.table,
        "batch": receipt.batch,
        "rows_read": receipt.rows_read,
        "accepted": receipt.accepted,
        "rejected": receipt.rejected,
        "already_loaded": receipt.already_loaded,
        "reasons": dict(receipt.reasons),
        "notices": [notice.words[language] for notice in checked.notices],
        "dropped_columns": list(checked.plan.dropped),
    }


def receipt_text(receipt: Receipt, checked: Checked, store: Store, language: Language) -> str:
    """The receipt for people."""
    plan: Plan = checked.plan
    places = places_of(store)
    where = (
        places.unit_name(plan.unit)
        if plan.unit
        else plan.new_unit or (places.city_name(plan.city) if plan.city else "")
    )
    lines = [
        Words(
            f"{checked.raw.name} → {where or receipt.table}: {receipt.rows_read} baris dibaca, {receipt.accepted} diterima, "
            f"{receipt.rejected} ditolak, {receipt.already_loaded} sudah dimuat sebelumnya (batch {receipt.batch}).",
            f"{checked.raw.name} → {where or receipt.table}: {receipt.rows_read} rows read, {receipt.accepted} accepted, "
            f"{receipt.rejected} rejected, {receipt.already_loaded} already loaded (batch {receipt.batch}).",
        )[language]
    ]
    lines += [f"  {RULES[rule].label[language]}: {count} ({rule})" for rule, count in receipt.reasons.items()]
    lines += [f"  {notice.words[language]}" for notice in checked.notices]
    if plan.dropped:
        listed = ", ".join(plan.dropped)
        lines.append(
            Words(f"  Kolom pribadi tidak disimpan: {listed}.", f"  Personal columns not stored: {listed}.")[language]
        )
    if receipt.rejected:
        lines.append(f"  python -m data rejected --batch {receipt.batch}")
    return "\n".join(lines)


def run_rejected(args: argparse.Namespace) -> int:
    """Print the rejected rows, or write them to a csv that opens safely in a spreadsheet."""
    language: Language = args.lang
    try:
        opened = Store.open()
    except StoreError as error:
        _err(error.words[language])
        return NOTHING_LOADED
    rows = rejected_rows(opened, args.batch)
    opened.close()
    if args.csv:
        write_csv(rows, args.csv)
        _err(Words(f"{len(rows)} baris ditulis ke {args.csv}.", f"{len(rows)} rows written to {args.csv}.")[language])
    elif args.json:
        _out(json.dumps(rows.to_dict("records"), ensure_ascii=False, indent=2))
    else:
        for row in rows.to_dict("records"):
            value = f" “{row['value']}”" if row["value"] else ""
            column = f" · {row['column']}" if row["column"] else ""
            _out(f"{row['file']}:{row['line']} {row['rule']}{column}{value}: {row['remedy']}")
        if not len(rows):
            _err(Words("Tidak ada baris yang ditolak.", "No rejected rows.")[language])
    return LOADED
