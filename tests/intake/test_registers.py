"""Every register alike: no role that its table has no room for, and totals that are no rows."""

from __future__ import annotations

import pytest

from data.intake import Given, check, read, recognise
from data.intake.model import PERSONAL, UNUSED, Checked
from data.intake.registers.columns import loadable, plan_columns
from data.intake.vocabulary.registers import LEVEL_OF, REGISTERS, manner, roles_of
from data.intake.which import table_of
from data.store import Store
from pages.parts import impor_recognised, words
from tests.intake.parts import as_csv

COMPLAINTS = ["No", "Nomor Tiket", "Tanggal Masuk", "Tanggal Selesai", "Jenis Pengaduan", "Layanan"]
TWO = [[1, "A-1", "3/7/2026", "10/7/2026", "Sederhana", "KTP"], [2, "A-2", "5/7/2026", "20/7/2026", "Sederhana", "KTP"]]


def checked(rows: list[list[object]], known: Store) -> Checked:
    """A register of complaints of one office, checked."""
    raw = read(as_csv([COMPLAINTS, *rows]), "aduan.csv")
    return check(raw, recognise(raw, known, Given(city="binjai", unit="binjai-disdukcapil")), known)


@pytest.mark.parametrize("table", REGISTERS)
def test_every_header_of_a_register_has_a_role_that_its_table_knows(table: str) -> None:
    """All headers of all registers, each over a column of this one."""
    headers = sorted({text for register in REGISTERS for text in manner(register).exact})
    found = set(loadable(table))
    for some in (headers[i : i + 400] for i in range(0, len(headers), 400)):
        raw = read(as_csv([some, ["x"] * len(some)]), "semua.csv")
        columns, _ = plan_columns(raw, table_of(raw, table)[1], table, {})
        found |= {column.role for column in columns}
    with words.speaking("id"):
        assert all(impor_recognised.role_name(table, role) for role in found)
    assert {r for r in found if not r.startswith(LEVEL_OF)} <= {*loadable(table), *PERSONAL, UNUSED}


@pytest.mark.parametrize("header", ["Kanal", "Saluran"])
def test_a_column_that_the_table_has_no_room_for_is_told_as_not_used(header: str, known: Store) -> None:
    raw = read(as_csv([[*COMPLAINTS, header], [*TWO[0], "Loket"]]), "aduan.csv")
    plan = recognise(raw, known, Given(city="binjai", unit="binjai-disdukcapil"))
    assert (plan.table, plan.columns[-1].role) == ("complaint", UNUSED)
    assert [header in notice.words.id for notice in plan.notices if notice.code == "unused"] == [True]


@pytest.mark.parametrize(
    "header",
    ["Tanggal Ditanggapi", "Ditanggapi", "Tgl Tanggapan", "Tanggal Respon", "Tanggal Respons", "Respon Pertama", "Respons Pertama",
     "Tanggal Tanggapan Awal", "Waktu Direspon"],
)  # fmt: skip
def test_headers_of_the_first_response(header: str) -> None:
    assert roles_of(header, "complaint") == ("first_response_on",)


@pytest.mark.parametrize(
    "header", ["Lama Ditanggapi", "Durasi Respon", "Batas Waktu Tanggapan", "Status Tanggapan", "Isi Tanggapan"]
)
def test_what_is_no_day_of_the_first_response(header: str) -> None:
    assert roles_of(header, "complaint") != ("first_response_on",)


@pytest.mark.parametrize(
    "foot",
    [
        ["Jumlah", 2, "", "", "", ""],
        ["Jumlah", 2, "", "", "", 2],
        ["", "Rata-rata", "", "11 hari", "", ""],
        [3, "Rata-rata", "", "11 hari", "", ""],
        [3, "Total", 2, 2, "", 1],
        ["Rata2 penyelesaian", "", "", 11, "", ""],
        ["", "", "", "", "Total", 2],
        ["", "", "", "", "", "Binjai, 30 September 2026"],
    ],
    ids=str,
)
def test_a_total_below_a_register_is_passed_over_and_told(foot: list[object], known: Store) -> None:
    result = checked([*TWO, foot], known)
    assert (result.rows_read, result.rows.num_rows, dict(result.reasons)) == (2, 2, {})
    assert [n.count for n in result.notices if n.code == "footers"] == [1]


@pytest.mark.parametrize(
    ("row", "accepted"),
    [
        (["", "IKM-003", "7/7/2026", "9/7/2026", "Sederhana", "KTP"], 3),  # a ticket that begins like a total
        ([3, "IKM-003", "31/9/2026", "", "Sederhana", "KTP"], 2),  # an impossible day is to be mended, not passed over
    ],
)
def test_what_names_a_day_is_no_total(row: list[object], accepted: int, known: Store) -> None:
    result = checked([*TWO, row], known)
    assert (result.rows_read, result.rows.num_rows) == (3, accepted)
    assert not [n for n in result.notices if n.code == "footers"]
