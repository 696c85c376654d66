"""What a downloaded table holds: the screen's rows, what it is about, and nothing a spreadsheet would execute."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator

import fastexcel
import pandas as pd
import pytest

from pages.parts import table, words

ABOUT = table.About(
    title="IKM tiap periode",
    facts=(("Saringan", "Binjai, TW III 2026"), ("Responden (n)", 1284), ("Versi data", "3f9a12bc")),
    synthetic=True,
    stem="pantau-kepuasan",
)
COLUMNS = [
    table.text("name", "Tempat"),
    table.figure("value", "IKM", 2),
    table.figure("change", "Perubahan", 2, sign=True),
    table.figure("chance", "Peluang", 1, share=True),
    table.figure("n", "Responden", 0),
]
FRAME = pd.DataFrame(
    {
        "name": ["Binjai", "=HYPERLINK(1)", "@a", "Zero"],
        "value": [84.214999, 70.0, float("nan"), 25.0],
        "change": [-1.945, 0.004, float("nan"), 0.0],
        "chance": [0.0346, 1.0, float("nan"), 0.0],
        "n": pd.array([1284, 30, pd.NA, 0], dtype="Int64"),
        "state": ["shown", "shown", "suppressed", "shown"],
    }
)


@pytest.fixture(autouse=True)
def _indonesian() -> Iterator[None]:
    with words.speaking("id"):
        yield


def read_csv(content: bytes, delimiter: str = ";") -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=delimiter))


def read_xlsx(content: bytes) -> list[list[object]]:
    """The sheet as an independent reader sees it."""
    sheet = fastexcel.read_excel(content).load_sheet(0, header_row=None, dtypes="string")
    return [
        [None if words.missing(cell) else cell for cell in row] for row in sheet.to_pandas().itertuples(index=False)
    ]


def test_csv_says_what_it_is_above_the_rows_of_the_screen() -> None:
    content = table.as_csv(FRAME, COLUMNS, ABOUT)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = read_csv(content)
    assert rows[:5] == [
        ["IKM tiap periode"],
        ["DATA CONTOH: jawaban karangan, bukan untuk mengambil keputusan"],
        ["Saringan", "Binjai, TW III 2026"],
        ["Responden (n)", "1284"],
        ["Versi data", "3f9a12bc"],
    ]
    assert rows[5] == []
    assert rows[6] == ["Tempat", "IKM", "Perubahan", "Peluang", "Responden", "Keterangan"]
    assert rows[7] == ["Binjai", "84,21", "-1,95", "0,0346", "1284", ""]


def test_english_csv_has_commas_and_points() -> None:
    with words.speaking("en"):
        rows = read_csv(table.as_csv(FRAME, COLUMNS, ABOUT), ",")
    assert rows[7][:4] == ["Binjai", "84.21", "-1.95", "0.0346"]


def test_hidden_is_empty_with_its_reason_and_zero_is_zero() -> None:
    rows = read_csv(table.as_csv(FRAME, COLUMNS, ABOUT))
    hidden, zero = rows[9], rows[10]
    assert hidden[1:5] == ["", "", "", ""]
    assert hidden[5].startswith("⊘ Disembunyikan")
    assert zero[1:5] == ["25,00", "0,00", "0,0000", "0"]
    assert zero[5] == ""


def test_text_that_looks_like_a_formula_is_disarmed() -> None:
    rows = read_csv(table.as_csv(FRAME, COLUMNS, ABOUT))
    assert rows[8][0] == "'=HYPERLINK(1)"
    assert rows[9][0] == "'@a"
    content = table.as_xlsx(FRAME, COLUMNS, ABOUT)
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet.lower()


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_harmless(start: str) -> None:
    assert table.harmless(start) == f"'{start}"


def test_xlsx_has_the_same_rows_as_numbers() -> None:
    content = table.as_xlsx(FRAME, COLUMNS, ABOUT)
    rows = read_xlsx(content)
    assert rows[0][0] == "IKM tiap periode"
    assert str(rows[1][0]).startswith("DATA CONTOH")
    assert rows[2][:2] == ["Saringan", "Binjai, TW III 2026"]
    top = next(i for i, row in enumerate(rows) if row[0] == "Tempat")
    assert rows[top] == ["Tempat", "IKM", "Perubahan", "Peluang", "Responden", "Keterangan"]
    assert [float(str(x)) for x in rows[top + 1][1:5]] == [84.21, -1.95, 0.0346, 1284]
    assert rows[top + 3][1:5] == [None, None, None, None]
    assert [float(str(x)) for x in rows[top + 4][1:5]] == [25, 0, 0, 0]
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        styles = book.read("xl/styles.xml").decode()
    assert "+#,##0.00;-#,##0.00" in styles
    assert "0.00%" in styles


def test_a_table_without_gaps_has_no_column_of_remarks() -> None:
    rows = read_csv(table.as_csv(FRAME.iloc[:1], COLUMNS, ABOUT))
    assert rows[6][-1] == "Responden"


def test_a_file_is_made_on_demand_in_the_language_of_whoever_asked() -> None:
    make = table._later(table.as_csv, FRAME, COLUMNS, ABOUT, "en")
    assert "SAMPLE DATA" in make().decode("utf-8-sig")
    assert words.language() == "id"


@pytest.mark.parametrize(
    ("column", "value", "shown"),
    [
        (COLUMNS[1], 84.214999, "84,21"),
        (COLUMNS[1], float("nan"), ""),
        (COLUMNS[2], 0.0, "0,00"),
        (COLUMNS[2], 1.0, "+1,00"),
        (COLUMNS[3], 0.0346, "3,5%"),
        (COLUMNS[4], 1284, "1.284"),
        (COLUMNS[0], "Binjai", "Binjai"),
    ],
)
def test_cells_on_the_screen(column: table.Column, value: object, shown: str) -> None:
    assert column.shown(value) == shown


@pytest.mark.parametrize(
    ("column", "value", "written"),
    [
        (table.figure("v", "IKM", 2), 86.2, "86,20"),
        (table.figure("v", "IKM", 2), 87.65000000000001, "87,65"),
        (table.figure("v", "p", 4), 0.00004, "0,0000"),
        (table.figure("v", "p", 4), 0.01234, "0,0123"),
        (table.figure("v", "Peluang", 0, share=True), 0.9987, "0,9987"),
        (table.figure("v", "Peluang", 1, share=True), 0.00056, "0,0006"),
        (table.figure("v", "Perubahan", 2, sign=True), -0.001, "0,00"),
        (table.figure("v", "Responden", 0), 1284, "1284"),
    ],
)
def test_files_hold_all_the_decimals_of_a_column_and_no_more(column: table.Column, value: float, written: str) -> None:
    frame = pd.DataFrame({"v": [value]})
    assert read_csv(table.as_csv(frame, [column], ABOUT))[-1] == [written]
    with zipfile.ZipFile(io.BytesIO(table.as_xlsx(frame, [column], ABOUT))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    cells = re.findall(r"<v>([^<]*)</v>", sheet)  # every cell of text has a reference into the table of texts
    assert cells[-1] == written.replace(",", ".")


def test_the_number_of_respondents_is_a_number_in_the_head_of_a_file() -> None:
    sheet = fastexcel.read_excel(table.as_xlsx(FRAME, COLUMNS, ABOUT)).load_sheet(0, header_row=None).to_pandas()
    assert 1284 in [float(x) for x in sheet.iloc[3] if isinstance(x, int | float) or str(x).isdigit()]
