"""The real inputs give exactly the figures of truth.json, through the command line in a process of its own."""

from __future__ import annotations

import json
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from metrics.satisfaction.elements import ELEMENT_KEYS
from tests.conftest import run_cli
from tests.intake.parts import FORMS, SAID, SEKADAU

TRUTH: dict[str, dict[str, Any]] = json.loads((FORMS / "truth.json").read_text())
# Published table of Kabupaten Sekadau, semester I 2019, first 49 respondents (indicators.md): columns in legal order.
SEKADAU_SUMS = (138, 139, 150, 177, 159, 163, 161, 143, 159)
SEKADAU_TRUTH = {
    "accepted": 49,
    "element_n": dict.fromkeys(ELEMENT_KEYS, 49),
    "element_sum": dict(zip(ELEMENT_KEYS, SEKADAU_SUMS, strict=True)),
    "ikm": "78.74",
    "rejected": {},
}


def options(said: dict[str, str]) -> list[str]:
    return [text for name, value in said.items() for text in (f"--{name}", value)]


def element_sums(path: Path) -> tuple[dict[str, int], dict[str, int]]:
    """(answers, sum of scores) per element, counted by an independent reader of the store's file."""
    with duckdb.connect(str(path), read_only=True) as connection:
        listed = ", ".join(f"count({e}), sum({e})" for e in ELEMENT_KEYS)
        row = connection.execute(f"SELECT {listed} FROM skm_response").fetchone()
    assert row is not None
    return dict(zip(ELEMENT_KEYS, row[::2], strict=True)), dict(zip(ELEMENT_KEYS, row[1::2], strict=True))


@pytest.mark.parametrize("name", [*TRUTH, SEKADAU.name])
def test_a_real_file_gives_exactly_its_truth(name: str, tmp_path: Path) -> None:
    real = name in TRUTH
    truth = TRUTH[name] if real else SEKADAU_TRUTH
    said = SAID[name] if real else {"city": "binjai", "unit": "dpmptsp", "period": "2019S1", "elements": "legal"}
    file, store = (FORMS / name if real else SEKADAU), tmp_path / "pantau.duckdb"

    first = run_cli("load", str(file), "--json", *options(said), store=store)
    assert first.returncode == 0, first.stderr
    loaded = json.loads(first.stdout)
    assert loaded["accepted"] == truth["accepted"]
    assert loaded["reasons"] == truth["rejected"]
    assert loaded["rejected"] == sum(truth["rejected"].values())
    assert loaded["rows_read"] == loaded["accepted"] + loaded["rejected"]
    assert loaded["already_loaded"] == 0

    answers, sums = element_sums(store)
    assert answers == truth["element_n"]
    assert sums == truth["element_sum"]
    mean = sum(Decimal(sums[e]) / Decimal(answers[e]) for e in ELEMENT_KEYS) / 9 * 25
    assert str(mean.quantize(Decimal("0.01"), ROUND_HALF_UP)) == truth["ikm"]
    shown = run_cli("show", "ikm", "--json", store=store)
    assert [Decimal(str(record["value"])) for record in json.loads(shown.stdout)] == [Decimal(truth["ikm"])]

    rejected = json.loads(run_cli("rejected", "--json", "--batch", loaded["batch"], store=store).stdout)
    assert Counter(row["rule"] for row in rejected) == Counter(truth["rejected"])
    for row in rejected:
        assert row["file"] == name
        assert row["line"] > 1
        assert row["remedy"]
        assert json.loads(row["original"])

    again = run_cli("load", str(file), *options(said), store=store)
    assert again.returncode == 0
    assert "sudah dimuat; tidak ada yang ditambahkan" in again.stdout
    assert f"batch {loaded['batch']}" in again.stdout
    assert element_sums(store) == (answers, sums)


@pytest.mark.parametrize("name", TRUTH)
def test_no_name_or_number_of_a_respondent_reaches_the_store(name: str, tmp_path: Path) -> None:
    store = tmp_path / "pantau.duckdb"
    assert run_cli("load", str(FORMS / name), *options(SAID[name]), store=store).returncode == 0
    with duckdb.connect(str(store), read_only=True) as connection:
        tables = [row[0] for row in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        content = "\n".join(
            str(row)
            for table in tables
            if not table.startswith("rollup")
            for row in connection.execute(f'FROM "{table}"').fetchall()
        )
    for personal in ("Responden 1", "Jl. Contoh", "Antrean lama", "Petugas ramah", "café"):
        assert personal not in content
    text = (FORMS / name).read_bytes()
    if name == "google_form_tw3_2026.csv":
        numbers = [line.split(",")[2] for line in text.decode("utf-8-sig").splitlines()[1:] if line.count(",") > 5]
        assert not [n for n in numbers if n and n in content]


REFUSED = [
    # command line (file, options) -> what the one sentence must name
    ("google_form_tw3_2026.csv", [], ["--city", "sawahlunto", "tangerang-selatan", "--unit"]),
    ("google_form_tw3_2026.csv", ["--city", "binjai"], ["--unit"]),
    ("google_form_tw3_2026.csv", ["--city", "binjay", "--unit", "rsud"], ["binjay", "binjai"]),
    ("google_form_tw3_2026.csv", ["--city", "1275", "--unit", "rsud"], ["1275"]),  # BPS code of Medan
    ("google_form_tw3_2026.csv", ["--city", "binjai", "--unit", "Disdukcapill"], ["binjai-disdukcapil", "--add-unit"]),
    (
        "eskm_export.csv",
        ["--city", "binjai", "--unit", "dinkes", "--period", "2026Q3"],
        ["--elements questionnaire", "legal"],
    ),
    ("eskm_export.csv", ["--city", "binjai", "--unit", "dinkes", "--elements", "legal"], ["--period", "2026Q3"]),
    ("rekap_dpmptsp_tw3_2026.xlsx", ["--city", "binjai", "--unit", "dinkes"], ["Dinas Kesehatan", "Penanaman Modal"]),
    ("rekap_dpmptsp_tw3_2026.xlsx", ["--city", "binjai", "--period", "2025Q1"], ["2025Q1", "2026Q3"]),
    ("skm_disdukcapil_tw2_2026.csv", ["--city", "Binjai", "--period", "kapan-kapan"], ["kapan-kapan", "2026Q3"]),
]


@pytest.mark.parametrize(("name", "said", "named"), REFUSED)
def test_what_cannot_be_loaded_says_why_and_what_to_do(
    name: str, said: list[str], named: list[str], tmp_path: Path
) -> None:
    done = run_cli("load", str(FORMS / name), *said, store=tmp_path / "pantau.duckdb")
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    for text in named:
        assert text in done.stderr
    with duckdb.connect(str(tmp_path / "pantau.duckdb"), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM batch").fetchone() == (0,)


def test_several_files_each_have_their_receipt_and_one_that_fails_does_not_stop_the_others(tmp_path: Path) -> None:
    files = [
        str(FORMS / "rekap_dpmptsp_tw3_2026.xlsx"),
        str(tmp_path / "tidak-ada.csv"),
        str(FORMS / "skm_disdukcapil_tw2_2026.csv"),
    ]
    done = run_cli("load", *files, "--city", "binjai", "--json", "--lang", "en", store=tmp_path / "pantau.duckdb")
    assert done.returncode == 1
    first, second, third = json.loads(done.stdout)
    assert (first["accepted"], third["accepted"]) == (148, 158)
    assert "cannot be read" in second["error"]
    assert "cannot be read" in done.stderr


def test_a_file_of_which_no_row_is_accepted_keeps_its_reasons_and_ends_with_2(tmp_path: Path) -> None:
    bad = tmp_path / "buruk.csv"
    bad.write_text("U1,U2,U3\n5,5,5\n0,1,1\n")
    store = tmp_path / "pantau.duckdb"
    said = ["--city", "binjai", "--unit", "rsud", "--period", "2026Q1"]
    done = run_cli("load", str(bad), *said, "--json", store=store)
    assert done.returncode == 2
    assert json.loads(done.stdout)["reasons"] == {"out_of_range": 2}
    assert "rejected --batch" in done.stderr
    csv = tmp_path / "ditolak.csv"
    assert run_cli("rejected", "--csv", str(csv), store=store).returncode == 0
    assert csv.read_text(encoding="utf-8-sig").count("out_of_range") == 2


def test_a_confirmed_order_is_remembered_for_the_next_file_of_that_shape_from_that_unit_only(tmp_path: Path) -> None:
    store = tmp_path / "pantau.duckdb"
    second = tmp_path / "eskm_tw4.csv"
    second.write_text((FORMS / "eskm_export.csv").read_text().replace("Responden ", "Warga "))
    said = ["--city", "binjai", "--unit", "dinkes", "--period", "2026Q3"]
    assert (
        run_cli("load", str(FORMS / "eskm_export.csv"), *said, "--elements", "questionnaire", store=store).returncode
        == 0
    )
    done = run_cli("load", str(second), *said, "--json", store=store)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["accepted"] == 60
    assert any("8 dan 9" in notice for notice in json.loads(done.stdout)["notices"])
    other = run_cli("load", str(second), "--city", "binjai", "--unit", "rsud", "--period", "2026Q3", store=store)
    assert other.returncode == 2
    assert "--elements" in other.stderr


def test_an_unknown_unit_is_added_only_on_the_officers_word(tmp_path: Path) -> None:
    store, said = (
        tmp_path / "pantau.duckdb",
        ["--city", "binjai", "--unit", "Kelurahan Berngam", "--period", "2019S1", "--elements", "legal"],
    )
    assert run_cli("load", str(SEKADAU), *said, store=store).returncode == 2
    done = run_cli("load", str(SEKADAU), *said, "--add-unit", "--json", store=store)
    assert json.loads(done.stdout)["accepted"] == 49
    again = run_cli("load", str(SEKADAU), *said, "--json", store=store)
    assert json.loads(again.stdout)["already_loaded"] == 49
