"""`load` and `rejected` of the command line: the same steps as the page, with options in place of widgets."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from pathlib import Path
from typing import Any

from data.intake.check import check
from data.intake.commit import commit
from data.intake.export import rejected_rows, write_csv
from data.intake.known import known, other_place
from data.intake.model import Checked, Given, IntakeError, Plan, Question
from data.intake.places import Places
from data.intake.read import read
from data.intake.recognise import places_of, recognise
from data.intake.rules import RULES
from data.store import Receipt, Store
from data.tables import TABLES
from metrics.words import Language, Words

LOADED, SOME_LOADED, NOTHING_LOADED = 0, 1, 2


def add_commands(subparsers: Any) -> None:
    """Add `load` and `rejected` to the parser of `python -m data`."""
    tables = [name for name, table in TABLES.items() if table.importable]
    load = subparsers.add_parser("load", help="muat berkas ke penyimpanan / load files into the store")
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
    load.add_argument("--every", action="append", default=[], metavar="ROLE=TEXT",
                      help="berlaku untuk semua baris / holds for every row, e.g. \"system=Srikandi\" or \"month=2026-03\"")  # fmt: skip
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


def out(text: str) -> None:
    """Print at once: a receipt that was seen is a batch that is kept."""
    try:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
    except BrokenPipeError:  # the reader (`| head`) has seen enough; the interpreter must not complain at its end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _err(text: str) -> None:
    sys.stderr.write(text + "\n")


def run_load(args: argparse.Namespace) -> int:
    """Load each file as a batch of its own. 0: all loaded; 1: some; 2: nothing, with a sentence per file. Raises StoreError."""
    language: Language = args.lang
    opened = Store.open()
    results = [_load_one(opened, file, args, language) for file in args.files]
    opened.close()
    if args.json:
        out(json.dumps(results[0] if len(results) == 1 else results, ensure_ascii=False, indent=2))
    loaded = sum("error" not in result for result in results)
    return LOADED if loaded == len(results) else SOME_LOADED if loaded else NOTHING_LOADED


def _load_one(store: Store, file: str, args: argparse.Namespace, language: Language) -> dict[str, Any]:
    try:
        given = Given(
            table=args.table, city=args.city, unit=args.unit, period=args.period, elements=args.elements,
            sheet=args.sheet, add_unit=args.add_unit, columns=_mapping(args.map),
            every=_every(args.every),
        )  # fmt: skip
        raw = read(file, sheet=args.sheet)
        plan = recognise(raw, store, given)
        if plan.questions:
            raise IntakeError(ask(raw.name, plan.questions, places_of(store)))
        checked = check(raw, plan, store)
        held = known(store, checked)
        receipt = commit(store, checked, looked_up=held)
    except IntakeError as error:
        _err(error.text(language))
        return {"file": Path(file).name, "error": error.text(language)}
    result = as_json(receipt, checked, language)
    for earlier in held.elsewhere:
        _err(f"{other_place(places_of(store), earlier)[language]} (python -m data withdraw --batch {earlier.batch})")
    if not args.json:
        out(receipt_text(receipt, checked, store, language))
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


def _every(pairs: list[str]) -> dict[str, str]:
    found = {}
    for pair in pairs:
        role, equals, text = pair.partition("=")
        if not equals or not text.strip():
            raise IntakeError(
                Words(f"--every {pair}: tulis sebagai PERAN=ISI.", f"--every {pair}: write it as ROLE=TEXT.")
            )
        found[role.strip()] = text.strip()
    return found


def ask(name: str, questions: tuple[Question, ...], places: Places) -> Words:
    """One sentence for all open questions: why, which option, which values."""
    parts = [(statement(question.words), _hint(question, places)) for question in questions]
    listed_id = "; ".join(f"{why.id}: {hint.id}" for why, hint in parts)
    listed_en = "; ".join(f"{why.en}: {hint.en}" for why, hint in parts)
    return Words(f"{name} belum dimuat. {listed_id}.", f"{name} is not loaded. {listed_en}.")


def statement(words: Words) -> Words:
    """A question without its last sentence where that asks: what remains says why."""

    def cut(text: str) -> str:
        *before, last = re.split(r"(?<=[.?]) ", text)
        return (" ".join(before) if last.endswith("?") and before else text).rstrip(".?")

    return Words(cut(words.id), cut(words.en))


def _hint(question: Question, places: Places) -> Words:
    """The option that answers a question, and its values."""
    if question.key == "city":
        cities = ", ".join(places.cities["city"])
        return Words(f"beri --city ({cities})", f"give --city ({cities})")
    if question.key == "unit":
        near = ", ".join(question.suggestions)
        new = f'--unit "{question.may_add}" --add-unit'
        add = (
            (f", atau {new} bila memang unit baru", f", or {new} if it is a new unit") if question.may_add else ("", "")
        )
        return Words(
            f"beri --unit ({near or 'mis. disdukcapil, dpmptsp, rsud'}){add[0]}",
            f"give --unit ({near or 'e.g. disdukcapil, dpmptsp, rsud'}){add[1]}",
        )
    if question.key == "period":
        return Words("beri --period (mis. 2026Q3, 2026S2, 2026)", "give --period (e.g. 2026Q3, 2026S2, 2026)")
    if question.key == "elements":
        return Words(
            "beri --elements questionnaire (8 sarana, 9 pengaduan) atau --elements legal (8 pengaduan, 9 sarana)",
            "give --elements questionnaire (8 facilities, 9 complaints) or --elements legal (8 complaints, 9 facilities)",
        )
    values = ", ".join(value for value, _ in question.options)
    if question.key == "table":
        return Words(f"beri --table ({values})", f"give --table ({values})")
    if question.key == "sheet":
        return Words(f"beri --sheet ({values})", f"give --sheet ({values})")
    column = question.key.partition(":")[2]
    if question.key.startswith("every:"):
        few = ", ".join(value for value, _ in question.options[:8])
        return Words(f"beri --every {column}=... (mis. {few})", f"give --every {column}=... (e.g. {few})")
    return Words(f'beri --map "{column}=PERAN" ({values})', f'give --map "{column}=ROLE" ({values})')


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
    if receipt.already_loaded and not receipt.accepted:
        lines.append(
            Words(
                f"  {receipt.already_loaded} baris sudah dimuat; tidak ada yang ditambahkan.",
                f"  {receipt.already_loaded} rows are loaded already; nothing was added.",
            )[language]
        )
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
    """Print the rejected rows, or write them to a csv that opens safely in a spreadsheet. Raises StoreError."""
    language: Language = args.lang
    opened = Store.open()
    rows = rejected_rows(opened, args.batch, language)
    opened.close()
    if args.csv:
        try:
            write_csv(rows, args.csv)
        except OSError as error:
            _err(
                Words(
                    f"{args.csv} tidak dapat ditulis ({error.strerror}). Periksa folder dan izinnya.",
                    f"{args.csv} cannot be written ({error.strerror}). Check the folder and its rights.",
                )[language]
            )
            return NOTHING_LOADED
        _err(Words(f"{len(rows)} baris ditulis ke {args.csv}.", f"{len(rows)} rows written to {args.csv}.")[language])
    elif args.json:
        out(json.dumps(rows.to_dict("records"), ensure_ascii=False, indent=2))
    else:
        for row in rows.to_dict("records"):
            value = f" “{row['value']}”" if row["value"] else ""
            column = f" · {row['column']}" if row["column"] else ""
            out(f"{row['file']}:{row['line']} {row['rule']}{column}{value}: {row['remedy']}")
        if not len(rows):
            _err(Words("Tidak ada baris yang ditolak.", "No rejected rows.")[language])
    return LOADED
