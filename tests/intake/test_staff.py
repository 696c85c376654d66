"""Rules, questions, mapping and memory of staff files, on a real store."""

from __future__ import annotations

from dataclasses import replace

import pytest

from data.intake import IntakeError, read, recognise
from data.intake.registers.register import bare
from data.intake.vocabulary.registers import FOLLOWS, LEVEL_OF, REGISTERS, manner
from data.store import Store
from data.tables import TABLES
from tests.intake.parts import as_csv
from tests.intake.staff_parts import BINJAI, NIP, checked, load, with_register
from tests.intake.staff_parts import STAFF as FILES

OTHER = "198502022010011002"
LOG = ["NIP", "Nama Pelatihan", "Bidang", "Jenis Pelatihan", "Tanggal Selesai", "JP"]
TRAINED = [NIP, "Bimtek Arsip", "Teknis", "Bimtek", "12 Mei 2026", "16"]


@pytest.fixture
def registered(fresh: Store) -> Store:
    """A store with register and catalogue."""
    return with_register(fresh)


def changed(column: str, text: str) -> list[str]:
    """The row of a training log with one cell changed."""
    return [text if name == column else cell for name, cell in zip(LOG, TRAINED, strict=True)]


@pytest.mark.parametrize(
    ("column", "text", "rule"),
    [
        ("NIP", "", "missing_value"),
        ("NIP", "1.98E+17", "rounded_staff_number"),
        ("NIP", "198013012005012001", "bad_staff_number"),
        ("NIP", "197711112003121011", "unknown_staff"),
        ("Nama Pelatihan", "", "missing_value"),
        ("Nama Pelatihan", "Bimtek, hubungi 081234567890", "personal_text"),
        ("Bidang", "Ilmu Gaib", "invalid_label"),
        ("Bidang", "", "unknown_programme"),
        ("Tanggal Selesai", "31 Februari 2026", "bad_date"),
        ("Tanggal Selesai", "12 Mei 2199", "bad_date"),
        ("Tanggal Selesai", "", "missing_date"),
        ("JP", "banyak", "unclear_duration"),
        ("JP", "3 hari", "days_not_jp"),
        ("JP", "3000 JP", "out_of_range"),
    ],
)
def test_every_rule_of_a_log(column: str, text: str, rule: str, registered: Store) -> None:
    found = checked(as_csv([LOG, changed(column, text), changed("Nama Pelatihan", "Bimtek Lain")]), registered)
    assert dict(found.reasons) == {rule: 1}
    assert len(found.rows) == 1
    assert found.rejected["line"].tolist() == [2]
    assert found.rejected["remedy"].str.len().min() > 10
    assert NIP not in str(found.rejected.to_dict())


def test_a_row_that_says_the_same_again_and_one_that_says_otherwise(registered: Store) -> None:
    found = checked(as_csv([LOG, TRAINED, changed("NIP", "19800101 200501 2 001"), changed("JP", "20 JP")]), registered)
    assert dict(found.reasons) == {"duplicate": 1, "conflict": 1}


def test_a_changed_row_is_another_row_and_an_unchanged_one_is_known(registered: Store) -> None:
    review = ["NIP", "Triwulan", "Tanggal Lapor", "Tanggal Dinilai", "Hasil Kerja", "Perilaku Kerja", "Predikat"]
    open_ = [NIP, "TW II 2026", "3 Juli 2026", "", "", "", ""]
    done = [OTHER, "TW II 2026", "4 Juli 2026", "5 Juli 2026", "Sesuai Ekspektasi", "Sesuai Ekspektasi", "Baik"]
    load(as_csv([review, open_, done]), registered)
    later = [NIP, "TW II 2026", "3 Juli 2026", "20 Juli 2026", "Di Atas Ekspektasi", "Sesuai Ekspektasi", "Baik"]
    receipt = load(as_csv([review, later, done]), registered)
    assert (receipt.accepted, receipt.already_loaded) == (1, 1)
    with registered.cursor() as cursor:  # the later batch holds (data.derived.inputs)
        rows = cursor.execute("SELECT count(*), sum(evaluated) FROM review_record").fetchone()
    assert rows == (2, 2)


def test_a_person_who_moves_keeps_the_history_by_date(registered: Store) -> None:
    header = ["NIP", "Jabatan", "Unit Kerja", "TMT"]
    load(as_csv([header, [OTHER, "Kepala Bidang", "Disdukcapil", "1 Agustus 2026"]]), registered)
    with registered.cursor() as cursor:
        rows = cursor.execute(
            "SELECT u.short_name, e.valid_from::VARCHAR FROM employee e JOIN unit u ON u.id = e.unit WHERE e.staff IN "
            "(SELECT staff FROM employee GROUP BY staff HAVING count(*) > 1 AND max(valid_from) = DATE '2026-08-01') ORDER BY 2"
        ).fetchall()
    assert [day for _, day in rows] == ["2021-03-03", "2026-08-01"]
    assert rows[0][0] != rows[1][0]


def test_a_register_without_dates_asks_for_its_period_and_says_so(fresh: Store) -> None:
    data = as_csv([["NIP", "Jabatan", "Unit Kerja"], [NIP, "Pelaksana", "Dinkes"]])
    assert [q.key for q in recognise(read(data, "a.csv"), fresh, BINJAI).questions] == ["period"]
    found = checked(data, fresh, replace(BINJAI, period="2026Q3"))
    assert found.rows["valid_from"].to_pylist()[0].isoformat() == "2026-07-01"
    assert "start_of_period" in {notice.code for notice in found.notices}


def test_area_and_kind_come_from_the_catalogue(registered: Store) -> None:
    header = ["NIP", "Course", "Completion date", "Time spent"]
    data = as_csv(
        [header, [NIP, "dasar  literasi DIGITAL", "3 March 2026", "02:30"], [NIP, "Unknown", "3 March 2026", "02:30"]]
    )
    found = checked(data, registered)
    assert dict(found.reasons) == {"unknown_programme": 1}
    assert found.rows["programme"].to_pylist() == [bare("Dasar Literasi Digital")] == ["dasarliterasidigital"]
    assert found.rows["jp_hundredths"].to_pylist() == [333]


def test_days_are_converted_by_the_kind_of_the_catalogue(registered: Store) -> None:
    header = ["NIP", "Nama Pelatihan", "Tanggal Selesai", "Lama"]
    row = [NIP, "Workshop Penyusunan Laporan Keuangan", "12 Mei 2026", "2 hari"]
    found = checked(as_csv([header, row]), registered)
    assert found.rows["jp_hundredths"].to_pylist() == [1000]
    (notice,) = [n for n in found.notices if n.code == "days_to_jp"]
    assert "belum diverifikasi" in notice.words.id
    assert any("belum diverifikasi" in text for text in found.note["told"])  # the ledger keeps it


def test_an_office_that_is_not_known_is_that_of_the_register(registered: Store) -> None:
    found = checked(
        as_csv([["Unit Kerja", *LOG], ["Bidang Anu", *TRAINED], ["Dinas Kesehatan", *changed("JP", "8")]]), registered
    )
    assert dict(found.reasons) == {"conflict": 1}
    assert found.rows["unit"].to_pylist() == [None]
    assert "unit_of_register" in {notice.code for notice in found.notices}


def test_an_unknown_word_gets_a_meaning_from_the_officer(registered: Store) -> None:
    data = as_csv([LOG, changed("Bidang", "Ilmu Gaib")])
    (problem,) = checked(data, registered).problems
    assert problem.options
    (code,) = [value for value, words in problem.options if words.en == "Other technical"]
    fixed = replace(BINJAI, fixes={"area": {problem.normalised: code}})
    assert checked(data, registered, fixed).rows["area"].to_pylist() == [code]


def test_a_confirmed_mapping_is_remembered_for_the_next_file_of_that_form(registered: Store) -> None:
    header = ["NIP", "Nama Pelatihan", "Bidang", "Jenis Pelatihan", "Tanggal Selesai", "Angka Kredit Belajar"]
    first = as_csv([header, TRAINED])
    load(first, registered, replace(BINJAI, columns={"Angka Kredit Belajar": "jp_hundredths"}))
    second = checked(as_csv([header, changed("Nama Pelatihan", "Bimtek Dua")]), registered)
    assert second.rows["jp_hundredths"].to_pylist() == [1600]
    memory = registered.recall("intake-mapping", f"training_participation:{second.plan.shape}:binjai:")
    assert memory == {"columns": {"#6": "jp_hundredths"}, "elements": "", "fixes": {}}


def test_a_role_that_is_none_is_refused_with_the_choices(registered: Store) -> None:
    with pytest.raises(IntakeError, match="jp_hundredths"):
        checked(as_csv([LOG, TRAINED]), registered, replace(BINJAI, columns={"JP": "jepe"}))


def test_a_log_without_titles_says_which_column_is_lacking(registered: Store) -> None:
    found = checked(as_csv([["NIP", "Tanggal Selesai", "JP"], [NIP, "12 Mei 2026", "16"]]), registered)
    assert dict(found.reasons) == {"missing_value": 1}
    assert any(n.code == "lacking" and "Nama pelatihan" in n.words.id for n in found.notices)


def test_names_only_and_no_register_are_refused(fresh: Store) -> None:
    with pytest.raises(IntakeError, match="without a NIP"):
        recognise(read(FILES / "peserta_tanpa_nip.csv"), fresh, BINJAI)
    with pytest.raises(IntakeError, match="not loaded"):
        checked(as_csv([LOG, TRAINED]), fresh)


def test_a_log_with_costs_and_times_is_no_survey(registered: Store) -> None:
    header = [
        "Nama",
        *LOG[:1],
        "Judul Diklat",
        "Bidang Kompetensi",
        "Bentuk",
        "Waktu Pelaksanaan",
        "JP",
        "Biaya",
        "Hasil",
    ]
    row = ["Contoh", NIP, "Bimtek Arsip", "Teknis", "Bimtek", "3 s.d. 5 Maret 2026", "16", "0", "Lulus"]
    assert recognise(read(as_csv([header, row]), "a.csv"), registered, BINJAI).table == "training_participation"


@pytest.mark.parametrize("table", REGISTERS)
def test_every_declared_column_can_be_filled_from_a_file(table: str) -> None:
    known = manner(table)
    made = {"quarter", *FOLLOWS}  # from dates or the period; from other columns
    assert {c.name for c in TABLES[table].columns} - made <= set(known.roles)
    assert set(known.key) <= {c.name for c in TABLES[table].columns}
    assert all(group <= {*known.roles, "name", LEVEL_OF} for group in known.signature)
