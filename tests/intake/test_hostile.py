"""Files that are broken, misleading or meant to harm: each is refused with a sentence, or read as it stands."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from pathlib import Path

import numpy as np
import pytest
import xlsxwriter

from data.intake import Given, IntakeError, check, commit, read, recognise
from data.intake.export import rejected_rows, workbook, write_csv
from data.store import Store
from tests.intake.parts import FORMS, GIVEN, NAMES, as_csv, checked

SCORES = [3] * 9


def sheet(rows: list[list[object]], title: str = "Data") -> bytes:
    """A workbook with one sheet."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        page = book.add_worksheet(title)
        for i, row in enumerate(rows):
            page.write_row(i, 0, row)
    return buffer.getvalue()


def bomb() -> bytes:
    """A small archive that says it unpacks to 200 MB of blanks."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 200_000_000)
    return buffer.getvalue()


REFUSED: dict[str, tuple[bytes, str]] = {
    "no bytes": (b"", "kosong"),
    "only blanks": (b"\xef\xbb\xbf \r\n\r\n", "kosong"),
    "only a header": (as_csv([NAMES]), "hanya berisi judul"),
    "header and totals": (as_csv([["No", *NAMES], ["Jumlah", *[480] * 9]]), "hanya berisi judul"),
    "random bytes": (np.random.default_rng(1).bytes(20_000), "biner"),
    "zeros": (b"\x00" * 5000, "kosong"),
    "no header": (as_csv([[1, 2, 3], [4, 5, 6]]), "judul kolom"),
    "a web page called xls": (b"<html><body><table><tr><td>U1</td></tr></table>", "halaman web"),
    "a pdf": (b"%PDF-1.7 ...", "PDF"),
    "a torn workbook": ((FORMS / "rekap_dpmptsp_tw3_2026.xlsx").read_bytes()[:6000], "rusak"),
    "an archive that is no workbook": (b"PK\x03\x04" + b"\x00" * 300, "rusak"),
    "an old workbook's first bytes": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 3000, "Excel"),
    "an unpacking bomb": (bomb(), "terlalu besar"),
    "a workbook of empty sheets": (sheet([]), "kosong"),
    "a cell of a megabyte": (as_csv([NAMES, ["3" * 1_000_000, *SCORES[1:]]]), "terlalu panjang"),
    "a quote that is never closed": (as_csv([NAMES, SCORES]) + b'"3,3,3\n' + b"3,3,3\n" * 60_000, "baris 3"),
    "a quote that swallows a hundred rows": (as_csv([NAMES]) + b'3,"3\n' + b"3,3,3\n" * 100 + b'3,3"\n', "baris 2"),
    "a quote open at the end": (as_csv([NAMES, SCORES]) + b'3,"3\n4,4,4\n', "baris 3"),
    "ten thousand columns": (as_csv([NAMES, [3] * 10_000]), "lebih dari 500 kolom"),
    "a survey of the rule of 2004": (as_csv([[f"U{i}" for i in range(1, 15)], [3] * 14]), "14 unsur"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_file_that_cannot_be_loaded_is_refused_with_a_sentence(what: str, known: Store) -> None:
    data, said = REFUSED[what]
    with pytest.raises(IntakeError) as refused:
        checked(data, known)
    assert said in refused.value.words.id
    assert refused.value.words.en.strip()


def test_ragged_rows_are_read_as_they_stand_and_cells_beyond_the_header_reject_the_row(known: Store) -> None:
    data = as_csv([NAMES, SCORES, [4, 4, 4], [2] * 9 + ["", ""], [1] * 9 + ["lagi"], [], [""] * 9, ["", "", 3]])
    result = checked(data, known)
    assert (result.rows_read, result.rows.num_rows, result.reasons) == (5, 4, {"extra_cells": 1})
    assert result.rows["persyaratan"].to_pylist() == [3, 4, 2, None]
    assert result.rows["sarana"].to_pylist() == [3, None, 2, None]
    assert result.rows["line"].to_pylist() == [2, 3, 4, 8]
    assert "short_rows" in {n.code for n in result.notices}


def test_line_breaks_inside_cells_do_not_move_the_line_numbers(known: Store) -> None:
    data = as_csv([[*NAMES, "Saran"], [*SCORES, "baris\nkedua\nketiga"], [5, *SCORES[1:], ""]])
    assert checked(data, known).rejected["line"].tolist() == [5]


def test_two_columns_for_one_element_are_asked_for_and_the_officer_decides(known: Store) -> None:
    raw = read(as_csv([[*NAMES, "Biaya"], [*SCORES, 1]]), "ganda.csv")
    plan = recognise(raw, known, GIVEN)
    (question,) = plan.questions
    assert question.key == "columns:#10"
    assert "biaya" in question.words.id.lower()
    with pytest.raises(IntakeError):
        check(raw, plan, known)
    decided = Given(city="binjai", unit="disdukcapil", period="2026Q3", columns={"#10": "unused"})
    assert check(raw, recognise(raw, known, decided), known).rows["biaya"].to_pylist() == [3]


def test_the_content_says_what_a_file_is_not_its_name(known: Store) -> None:
    assert checked(sheet([NAMES, SCORES]), known, name="data.csv").rows.num_rows == 1
    assert checked(as_csv([NAMES, SCORES]), known, name="data.xlsx").rows.num_rows == 1


@pytest.mark.parametrize(
    ("delimiter", "encoding"),
    [(d, e) for d in ",;\t" for e in ("utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "latin-1")],
)
def test_every_delimiter_in_every_encoding(delimiter: str, encoding: str, known: Store) -> None:
    rows = [
        ["Tanggal", "Pekerjaan", *NAMES, "Catatan"],
        ["2 Juli 2026", "Wiraswasta", *SCORES, "café – “baik”" if encoding != "latin-1" else "café"],
    ]
    result = checked(as_csv(rows, delimiter, encoding), known)
    assert result.rows.num_rows == 1
    assert result.plan.dropped == ("Catatan",)


def test_a_stray_zero_byte_and_invisible_characters_are_no_answer(known: Store) -> None:
    data = as_csv([NAMES, ["\x00", "\u200b", "\xa0", *SCORES[3:]]])
    assert checked(data, known).rows.slice(0, 1).select(["persyaratan", "prosedur", "waktu"]).to_pylist() == [
        {"persyaratan": None, "prosedur": None, "waktu": None}
    ]


@pytest.mark.parametrize("text", ["-", "n/a", "tidak ada", "0", "5", "3,5", "-3", "IV", "#DIV/0!", "1e9", "９"])
def test_what_is_no_blank_and_no_score_is_refused(text: str, known: Store) -> None:
    result = checked(as_csv([NAMES, [text, *SCORES[1:]]]), known)
    assert result.rows.num_rows == 0
    assert set(result.reasons) <= {"invalid_label", "out_of_range"}


def test_a_workbook_with_several_tables_asks_and_an_error_value_is_no_blank(known: Store) -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.add_worksheet("Petunjuk").write(0, 0, "Cara mengisi")
        for title in ("Juli", "Agustus"):
            page = book.add_worksheet(title)
            page.write_row(3, 1, NAMES)
            page.write_row(4, 1, SCORES)
            page.write_formula(5, 1, "=1/0", None, "#DIV/0!")
        hidden = book.add_worksheet("Lama")
        hidden.write_row(0, 0, NAMES)
        hidden.hide()
    raw = read(buffer.getvalue(), "bulan.xlsx")
    (question,) = recognise(raw, known, GIVEN).questions
    assert [value for value, _ in question.options] == ["Juli", "Agustus"]
    chosen = read(buffer.getvalue(), "bulan.xlsx", sheet="Agustus")
    result = check(chosen, recognise(chosen, known, GIVEN), known)
    assert result.reasons == {"invalid_label": 1}
    assert result.rejected[["line", "value"]].values.tolist() == [[6, "#DIV/0!"]]
    with pytest.raises(IntakeError, match="Petunjuk"):
        read(buffer.getvalue(), "bulan.xlsx", sheet="September")


def test_numbers_of_people_are_blotted_out_wherever_they_were_typed(known: Store) -> None:
    header = ["Pekerjaan", "Jenis Layanan", *NAMES]
    rows = [
        ["3275010101900001", "KTP-el", *SCORES],
        ["budi@contoh.id", "KTP-el", *SCORES],
        ["hub 0812-3456-7890", "KTP-el", *SCORES],
        ["PNS", "KTP-el atas nama 3275010101900001", *SCORES],
        ["PNS", "KTP-el", "NIK 3275010101900001", *SCORES[1:]],
    ]
    result = checked(as_csv([header, *rows]), known)
    assert result.reasons == {"invalid_label": 5}
    told = result.rejected.to_json() + repr(result.problems) + json.dumps(dict(result.note))
    for secret in ("3275010101900001", "budi@contoh.id", "7890"):
        assert secret not in told


@pytest.mark.parametrize("evil", ['=HYPERLINK("http://x")', "+1+1", "-2+3", "@SUM(A1)", "\t=1"])
def test_rejected_rows_open_as_text_in_a_spreadsheet(evil: str, fresh: Store, tmp_path: Path) -> None:
    commit(fresh, checked(as_csv([["Pekerjaan", *NAMES], ["PNS", *SCORES], [evil, *SCORES]]), fresh))
    rows = rejected_rows(fresh)
    assert rows["rule"].tolist() == ["invalid_label"]
    assert rows["remedy"].str.startswith("Tulis salah satu").all()
    assert rejected_rows(fresh, language="en")["remedy"].str.startswith("Write one of").all()
    with zipfile.ZipFile(io.BytesIO(workbook(rows))) as archive:
        page = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in page
    write_csv(rows, tmp_path / "tolak.csv")
    cells = [
        cell
        for line in (tmp_path / "tolak.csv").read_text(encoding="utf-8-sig").splitlines()
        for cell in line.split(",")
    ]
    assert not [cell for cell in cells if cell.lstrip('"').startswith(("=", "+", "-", "@", "\t"))]


def test_a_title_row_with_a_length_field_that_lies_is_only_a_torn_archive(known: Store) -> None:
    data = bytearray((FORMS / "rekap_dpmptsp_tw3_2026.xlsx").read_bytes())
    data[-22:] = struct.pack("<22s", b"")  # the archive's directory is gone
    with pytest.raises(IntakeError, match="damaged"):
        checked(bytes(data), known)
