"""Command line: `python -m data demo | load | rejected | withdraw | status | form | list | show | fit | compare | whatif`. The store is named by PANTAU_STORE."""

from __future__ import annotations

import argparse
import json
import sys

from data import show, survey_form
from data.fits import cli as fits
from data.intake import cli as intake
from data.resting import resting_on, said
from data.show import BadInput, comparing
from data.show.asked import filters, groupings
from data.status import status
from data.store import Store, StoreError
from data.whatif import cli as whatif
from metrics.registry import families, registry
from metrics.words import Language, Words

FAILED = 2  # nothing could be done; a sentence on stderr says why


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m data", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    demo = commands.add_parser("demo", help="isi penyimpanan dengan data contoh / fill the store with sample data")
    demo.add_argument("--seed", type=int, default=None, help="benih acak / random seed")
    demo.add_argument("--responses", type=int, default=None, help="jumlah jawaban / number of responses")
    demo.add_argument("--staff", type=int, default=None, help="jumlah pegawai / number of staff")
    _language(demo)
    demo.set_defaults(with_store=run_demo)
    intake.add_commands(commands)
    for name, text, run in (
        ("status", "isi penyimpanan / what the store holds", run_status),
        ("list", "daftar indikator / list of indicators", run_list),
    ):
        command = commands.add_parser(name, help=text)
        command.add_argument("--json", action="store_true", help="keluaran json / json output")
        _language(command)
        command.set_defaults(with_store=run)
    withdraw = commands.add_parser("withdraw", help="tarik kembali satu muatan / take one batch back")
    withdraw.add_argument("--batch", required=True, metavar="ID", help="nomor muatan / the batch's id")
    withdraw.add_argument(
        "--yes", action="store_true", help="juga bila muatan lain bertumpu padanya / even where other loads rest on it"
    )
    _language(withdraw)
    withdraw.set_defaults(with_store=run_withdraw)
    survey_form.add_command(commands)
    _language(fits.add_command(commands))
    show.add_command(commands)
    comparing.add_command(commands)
    whatif.add_command(commands)
    args = parser.parse_args(arguments)
    language: Language = args.lang
    try:
        if args.command in ("load", "rejected"):
            return int(args.run(args))
    except StoreError as error:
        print(error.words[language], file=sys.stderr)
        return FAILED
    try:
        intake.out(_run(args))
    except (StoreError, BadInput) as error:
        print(error.words[language], file=sys.stderr)
        return FAILED
    except ValueError as error:  # a setting or an option out of its range; the text says which and what is possible
        print(error, file=sys.stderr)
        return FAILED
    return 0


def _run(args: argparse.Namespace) -> str:
    if args.command == "list":
        return run_list(args)
    store = Store.open()
    try:
        return str(show.run(args, store) if args.command == "show" else args.with_store(args, store))
    finally:
        store.close()


def _language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lang", default="id", choices=["id", "en"], help="bahasa / language")


def run_demo(args: argparse.Namespace, store: Store) -> str:
    """Build the demo cities, with progress on stderr."""
    from data import demo  # numpy-heavy: only this command pays for it

    def progress(done: float, what: str) -> None:
        print(f"{done:4.0%}  {what}", file=sys.stderr, flush=True)

    given = {name: getattr(args, name) for name in ("seed", "responses", "staff") if getattr(args, name) is not None}
    demo.build(store, progress=progress, **given)
    return run_status(argparse.Namespace(json=False, lang=args.lang), store)


def run_withdraw(args: argparse.Namespace, store: Store) -> str:
    """Take one batch back: its rows, its rejected rows, its line in the ledger.

    Raises BadInput for a register that other loads rest on, unless the reader has agreed to that.
    """
    resting = resting_on(store, args.batch)
    if resting and not args.yes:
        raise BadInput(said(store, resting))
    removed = store.withdraw_batch(args.batch)
    language: Language = args.lang
    return Words(
        f"Muatan {args.batch} ditarik kembali: {removed} baris dihapus. Berkasnya dapat dimuat lagi.",
        f"Batch {args.batch} is withdrawn: {removed} rows removed. Its file can be loaded again.",
    )[language]


def run_status(args: argparse.Namespace, store: Store) -> str:
    """Path, version, date and size of the store, and what its tables hold."""
    return status(store, args.json, args.lang)


def run_list(args: argparse.Namespace, store: Store | None = None) -> str:
    """The indicators that `show` knows, by family."""
    known, language = registry().values(), args.lang
    if args.json:
        listed = [
            {
                "name": m.name, "family": m.family, "label": m.label[language], "unit": m.unit[language],
                "direction": str(m.direction), "source": m.source.rule, "options": {k: list(v) for k, v in m.options.items()},
                "items": list(m.items), "item": m.item, "table": m.table, "population": str(m.population),
                "by": list(groupings(m)), "where": list(filters(m)),
            }
            for m in known
        ]  # fmt: skip
        return json.dumps(listed, ensure_ascii=False, indent=2)
    width = max(len(m.name) for m in known)
    blocks = [
        [name[language], *(f"  {m.name.ljust(width)}  {m.label[language]} ({m.unit[language]})" for m in known if m.family == family)]
        for family, name in families().items()
    ]  # fmt: skip
    return "\n\n".join("\n".join(block) for block in blocks)


if __name__ == "__main__":
    sys.exit(main())
