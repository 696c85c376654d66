"""Cells of staff files against a table that an officer can read, and the staff number against its structure."""

from __future__ import annotations

import csv
import hashlib
import hmac
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from data.intake.registers import cells, number
from data.intake.registers.cells import SCALES, Cell, Length
from data.intake.registers.spans import parse_span
from data.intake.values import Meaning
from data.tables import ENUMERATIONS
from metrics.limits import jp_conversion
from tests.intake.parts import EXAMPLES

with (EXAMPLES / "staff_cells.csv").open(encoding="utf-8") as file:
    ROWS = list(csv.DictReader(file))
SECRET, TODAY = b"k" * 32, date(2026, 11, 21)


def meaning_of(row: dict[str, str]) -> Meaning:
    """What the reader of that kind of cell says."""
    kind, setting = row["kind"], row["setting"]
    if kind == "score":
        low, high = map(int, setting.split("-"))
        return cells.score_on(SCALES[low, high], 0, 10_000, 100)(row["cell"])
    if kind in ENUMERATIONS:
        other = ENUMERATIONS[kind].code("other") if kind == "difficulty" else None
        return cells.level(kind, other)(row["cell"])
    return {"length": cells.length_in(setting), "money": cells.money, "flag": cells.flag}[kind](row["cell"])


@pytest.mark.parametrize("row", ROWS, ids=lambda r: f"{r['kind']}-{r['cell']}")
def test_worked_examples_of_cells(row: dict[str, str]) -> None:
    found = meaning_of(row)
    if row["value"].startswith("!"):
        assert found.rule == row["value"][1:]
        return
    assert not found.rule
    value: Any = found.value
    how = value.how if isinstance(value, Cell) else ""
    value = value.value if isinstance(value, Cell) else value
    if isinstance(value, Length):
        value = f"{value.unit} {value.amount.normalize():f}"
    elif row["kind"] in ENUMERATIONS:
        value = ENUMERATIONS[row["kind"]].levels[value].key
    assert ("" if value is None else str(value), how) == (row["value"], row["how"])


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("3 Maret 2026", "2026-03-03", "2026-03-03"),
        ("3 s.d. 5 Maret 2026", "2026-03-03", "2026-03-05"),
        ("3 s/d 5 Maret 2026", "2026-03-03", "2026-03-05"),
        ("3-5 Maret 2026", "2026-03-03", "2026-03-05"),
        ("28 Februari - 2 Maret 2026", "2026-02-28", "2026-03-02"),
        ("30 Desember 2025 sampai dengan 2 Januari 2026", "2025-12-30", "2026-01-02"),
        ("03/03/2026 - 05/03/2026", "2026-03-03", "2026-03-05"),
        ("3 - 5/03/2026", "2026-03-03", "2026-03-05"),
        ("2026-03-03 s.d. 2026-03-05", "2026-03-03", "2026-03-05"),
        ("3 dan 4 Maret 2026", "2026-03-03", "2026-03-04"),
        ("03/03/26", "2026-03-03", "2026-03-03"),
        ("Mar 3, 2026 10:15 AM", "2026-03-03", "2026-03-03"),
    ],
)
def test_days_and_spans_of_days(text: str, first: str, last: str) -> None:
    found = parse_span(text)
    assert found == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("text", ["bulan depan", "31 Februari 2026", "3 s.d.", "s.d. 5 Maret 2026", "2026"])
def test_what_names_no_day(text: str) -> None:
    assert parse_span(text) is None


@pytest.mark.parametrize(
    "text", ["198001012005012001", "19800101 200501 2 001", "'198001012005012001", "NIP. 19800101 200501 2 001", "19800101-200501-2-001"]
)  # fmt: skip
def test_a_number_is_one_person_however_it_is_written(text: str) -> None:
    found = number.person(text, SECRET, TODAY, rounded=False).value
    # The definition, written again: the first eight bytes of HMAC-SHA256.
    digest = hmac.new(SECRET, b"198001012005012001", hashlib.sha256).digest()
    assert found.key == int.from_bytes(digest[:8], "big")
    assert (found.birth_year, found.sex, found.entered_on) == (1980, 0, date(2005, 1, 1))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("1.98E+17", "rounded_staff_number"),
        ("1,98001E+17", "rounded_staff_number"),
        ("198001012005012000", "rounded_staff_number"),
        ("19800101200501200", "bad_staff_number"),  # 17 digits
        ("1275014101800001", "bad_staff_number"),  # a NIK
        ("198013012005012001", "bad_staff_number"),  # month 13
        ("198002302005012001", "bad_staff_number"),  # 30 Februari
        ("198001011990012001", "bad_staff_number"),  # appointed at ten
        ("198001012030012001", "bad_staff_number"),  # appointed in the future
        ("198001012005132001", "bad_staff_number"),  # month of appointment 13
        ("198001012005013001", "bad_staff_number"),  # sex 3
        ("Contoh Satu", "bad_staff_number"),
    ],
)
def test_a_wrong_number_is_told_from_a_rounded_one(text: str, rule: str) -> None:
    assert number.person(text, SECRET, TODAY, rounded=False).rule == rule


def test_contract_staff_have_21_for_the_month_and_no_day_of_entry() -> None:
    assert number.person("199107072022211007", SECRET, TODAY, rounded=False).value.entered_on is None


def test_a_column_that_a_spreadsheet_rounded_is_known_by_what_floats_end_with() -> None:
    true = [f"198001012005012{n:03d}" for n in range(1, 60)]
    rounded = [str(int(float(nip))) for nip in true]
    assert set(true).isdisjoint(rounded) or len(set(true) & set(rounded)) < 3
    assert number.rounded_column(rounded)
    assert not number.rounded_column(nip for nip in true if not number.looks_rounded(nip))
    assert number.person(rounded[0], SECRET, TODAY, rounded=True).rule == "rounded_staff_number"


@pytest.mark.parametrize(
    ("header", "texts", "how"),
    [
        ("Nilai", ["85", "90,5"], ""),
        ("Nilai", ["4", "3", "5"], "scale_1_5"),
        ("Nilai", ["0,8", "1", "0,55"], "scale_0_1"),
        ("Nilai (0-10)", ["8", "9"], "scale_0_10"),
        ("Nilai skala 1-4", ["4", "3"], "scale_1_4"),
        ("Nilai", ["-", ""], ""),
    ],
)
def test_the_scale_of_a_column(header: str, texts: list[str], how: str) -> None:
    found = cells.scale_of(header, texts)
    assert found is not None
    assert found.how == how


@pytest.mark.parametrize("texts", [["8", "9", "7"], ["1", "0", "1"], ["3"]])
def test_a_scale_that_does_not_show_is_not_guessed_at(texts: list[str]) -> None:
    scale = cells.scale_of("Nilai", texts)
    assert scale is None
    assert cells.score_on(scale, 0, 10_000, 100)(texts[0]).rule == "unclear_scale"
    assert cells.score_on(scale, 0, 10_000, 100)("4/5").value == Cell(8000, "score_out_of")


@pytest.mark.parametrize(
    ("days", "kind", "jp"),
    [("3", "workshop", 1500), ("2", "seminar", 800), ("1.5", "seminar", 600), ("14", "internship", 2000), ("3", "benchmarking", 1000),
     ("3", "technical", None), ("3", "bimtek", None), ("3", "", None)],
)  # fmt: skip
def test_days_become_jp_by_kind_or_not_at_all(days: str, kind: str, jp: int | None) -> None:
    assert jp_conversion.of_days(Decimal(days), kind) == jp  # indicators.md, section 2


@pytest.mark.parametrize(("minutes", "jp"), [("45", 100), ("150", 333), ("60", 133), ("0.9", 2), ("67.5", 150)])
def test_minutes_become_jp_half_up(minutes: str, jp: int) -> None:
    assert jp_conversion.of_minutes(Decimal(minutes)) == jp
