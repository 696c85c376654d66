"""Accepts or rejects every row of a planned file, column by column through the distinct texts of each column."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from data.intake import fingerprints, tables
from data.intake.columns import identifies
from data.intake.model import Checked, IntakeError, Notice, Plan, RawTable
from data.intake.recognise import only_header, places_of
from data.intake.registers import identity, index_sheet, reader
from data.intake.rejections import problems_of, rejected_of
from data.intake.respondents import Body, body_of
from data.intake.rules import RULE_CODES
from data.intake.values import fix_key
from data.intake.verdict import Verdict
from data.intake.vocabulary.registers import REGISTERS
from data.store import Store
from metrics import periods
from metrics.words import Words


def check(raw: RawTable, plan: Plan, store: Store) -> Checked:
    """Every row accepted, or rejected on the first rule it fails, in the order of `rules.RULES`.

    Raises IntakeError while the plan has open questions, and when there are no rows below the header.
    """
    if plan.questions:
        raise IntakeError(plan.questions[0].words)
    given, planned = raw, plan
    raw, plan = index_sheet.unfolded(raw, plan)
    body = body_of(raw, plan)
    if not body.rows.any():
        raise IntakeError(only_header(raw.name))
    places = places_of(store)
    verdict = Verdict(body.rows)
    notices = [*plan.notices, *_shape_notices(raw, plan, body, verdict)]
    if plan.table in REGISTERS:
        read = reader.read(plan, body, places, verdict, notices, store)
    else:
        read = tables.READERS[plan.table](plan, body, places, verdict, notices)
    prints, rows = _fingerprints(raw, plan, body, verdict, read, store, notices)
    read.tell()
    accepted = np.flatnonzero(verdict.passed)
    keep = pa.array(accepted)
    columns: dict[str, Any] = {name: array.take(keep) for name, array in read.columns.items()}
    columns["line"] = pa.array(raw.lines[plan.first_row :][accepted])
    columns["fingerprint"] = prints.take(pa.array(np.searchsorted(rows, accepted)))
    count = int((body.rows & ~verdict.folded).sum())  # a folded line is read within the one that stands for it
    rules = Counter(RULE_CODES[i - 1] for i in verdict.rule[verdict.rule > 0].tolist())
    return Checked(
        raw=given,
        plan=planned,
        batch=batch_id(given, planned, _decided(plan, verdict)),
        rows=pa.table(columns),
        rejected=rejected_of(raw, plan, body, verdict),
        rows_read=count,
        reasons=dict(rules.most_common()),
        problems=problems_of(raw, plan, body, verdict, places),
        notices=tuple(notices),
        new_units=tuple(sorted(read.new_units)),
        new_services=tuple(sorted(read.new_services)),
        note=_note(given, planned, body, notices),
    )


def _shape_notices(raw: RawTable, plan: Plan, body: Body, verdict: Verdict) -> list[Notice]:
    """Rows that are longer than the header are rejected where text stands beyond it; shorter rows are told."""
    widths = raw.widths[plan.first_row :]
    beyond = [~body.blank[place] for place in range(plan.width, len(raw.columns))]
    if beyond:
        verdict.reject((widths > plan.width) & np.logical_or.reduce(beyond), "extra_cells", plan.width)
    notices = []
    short = int(((widths < plan.width) & body.rows).sum())
    if short:
        notices.append(
            Notice(
                "short_rows",
                Words(
                    f"{short} baris lebih pendek dari judul; sel yang tidak ada dibaca sebagai kosong.",
                    f"{short} rows are shorter than the header; the cells they lack are read as blank.",
                ),
                short,
            )
        )
    people = Words("baris data", "rows of data") if plan.table in REGISTERS else Words("responden", "respondents")
    if body.footers:
        notices.append(
            Notice(
                "footers",
                Words(
                    f"{body.footers} baris jumlah atau keterangan di bawah tabel bukan {people.id} dan dilewati.",
                    f"{body.footers} rows of totals or notes below the table are no {people.en} and are passed over.",
                ),
                body.footers,
            )
        )
    return notices


def _fingerprints(
    raw: RawTable, plan: Plan, body: Body, verdict: Verdict, read: tables.Read, store: Store, notices: list[Notice]
) -> tuple[pa.StringArray, npt.NDArray[np.int64]]:
    """(fingerprints, places of the rows they belong to): by the values that name a row, else by its cells."""
    rows, key = np.flatnonzero(verdict.passed), fingerprints.secret(store.path)
    named = (
        identity.named(plan.table, read.columns, rows) if plan.table in REGISTERS else np.zeros(len(rows), dtype=bool)
    )
    if named.all() and len(rows):
        return identity.fingerprints(plan.table, read.columns, rows, verdict, key), rows
    bare = _of_cells(raw, plan, body, rows[~named], verdict, read, key, notices)
    if not named.any():
        return bare, rows
    both = pa.concat_arrays([identity.fingerprints(plan.table, read.columns, rows[named], verdict, key), bare])
    order = np.argsort(np.concatenate([rows[named], rows[~named]]), kind="stable")
    return both.take(pa.array(order)), rows


def _of_cells(
    raw: RawTable,
    plan: Plan,
    body: Body,
    rows: npt.NDArray[np.int64],
    verdict: Verdict,
    read: tables.Read,
    key: bytes,
    notices: list[Notice],
) -> pa.StringArray:
    """Fingerprints of original cells; rejects duplicates where the file tells its rows apart, else counts them."""
    headers = tuple(c.header for c in plan.columns)
    prints = fingerprints.of_rows(raw, headers, plan.first_row, rows, read.context.take(pa.array(rows)), key)
    again = fingerprints.repeated(prints)
    if not again.any():
        return prints
    if plan.table in ("skm_published", "event") or identifies(plan.columns, raw, plan.first_row):
        mask = np.zeros(len(body.rows), dtype=bool)
        mask[rows[again]] = True
        verdict.reject(mask, "duplicate")
        return prints
    same = int(again.sum())
    apart = Words("responden", "respondents") if plan.table == "skm_response" else Words("baris", "rows")
    notices.append(
        Notice(
            "equal_rows",
            Words(
                f"{same} baris sama persis dengan baris lain dan tetap dihitung: berkas ini tidak memuat apa pun yang membedakan {apart.id}.",
                f"{same} rows equal another row and are counted all the same: nothing in this file tells {apart.en} apart.",
            ),
            same,
        )
    )
    return fingerprints.numbered(prints, key)


def _given(plan: Plan) -> dict[str, Any]:
    return {
        "city": plan.city,
        "unit": plan.unit or plan.new_unit,
        "period": periods.format_code(plan.period, plan.grain) if plan.period is not None else "",
        **({"every": dict(sorted(plan.given.every.items()))} if plan.given.every else {}),
    }


def _decided(plan: Plan, verdict: Verdict) -> str:
    """Which rows of such a file passed: that depends on the register, so the same file may bring more once it has grown."""
    return hashlib.sha256(verdict.passed.tobytes()).hexdigest() if plan.table in REGISTERS else ""


def batch_id(raw: RawTable, plan: Plan, decided: str = "") -> str:
    """Sixteen hexadecimal digits from all that decides what is loaded: table, bytes, sheet, mapping, facts and fixes."""
    roles = [c.role for c in plan.columns]
    fixes = {column: dict(sorted(labels.items())) for column, labels in sorted(plan.given.fixes.items()) if labels}
    content = json.dumps(
        [plan.table, raw.digest, raw.sheet, roles, _given(plan), fixes, *([decided] if decided else [])], sort_keys=True
    )
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def _note(raw: RawTable, plan: Plan, body: Body, notices: list[Notice]) -> dict[str, Any]:
    """What the ledger keeps about how the file was read: no cell of it, only headers, mapping and fixes."""
    fixes = {
        column: {fix_key(label): value for label, value in labels.items()}
        for column, labels in plan.given.fixes.items() if labels
    }  # fmt: skip
    return {
        "digest": raw.digest,
        "form": raw.form,
        "sheet": raw.sheet,
        "given": _given(plan),
        "elements": plan.elements,
        "columns": {c.header[:200]: c.role for c in plan.columns if c.role != "unused" and not c.personal},
        "dropped": [c.header[:200] for c in plan.columns if c.personal],
        "fixes": fixes,
        "footers": body.footers,
        **({"told": [n.words.id for n in notices]} if plan.table in REGISTERS else {}),
    }
