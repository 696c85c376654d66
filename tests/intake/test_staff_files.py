"""Staff files as offices have them give exactly the figures of their truth, through the command line on a real store."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from tests.conftest import run_cli
from tests.intake.staff_parts import CATALOGUE, REGISTER, STAFF, TRUTH
from tests.intake.truths import Loaded, assert_as_true, load_all


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """A store with every file loaded, register and catalogue first, and the receipt of each."""
    store = tmp_path_factory.mktemp("staff") / "pantau.duckdb"
    return load_all(store, STAFF, TRUTH, sorted(TRUTH, key=lambda name: (name != REGISTER, name != CATALOGUE)))


@pytest.mark.parametrize("name", TRUTH)
def test_a_file_gives_its_truth(name: str, loaded: Loaded) -> None:
    store, receipts = loaded
    assert_as_true(store, receipts[name], TRUTH[name])


def test_the_same_file_again_and_the_same_rows_in_another_file_add_nothing(tmp_path: Path) -> None:
    store = tmp_path / "pantau.duckdb"
    assert run_cli("load", str(STAFF / REGISTER), store=store).returncode == 0
    again = json.loads(run_cli("load", str(STAFF / REGISTER), "--json", store=store).stdout)
    assert (again["accepted"], again["already_loaded"]) == (0, 9)
    # Written otherwise: other delimiter, other name of the columns, the NIP bare, dates in numbers, no title rows.
    other = tmp_path / "pegawai.csv"
    other.write_text(
        "Kota,NIP,OPD,Jabatan,Gol,Pend,TMT\n"
        "Binjai,198001012005012001,Dinkes,Fungsional,III,S1,2020-03-01\n"
        "Binjai,198502022010011002,Dinkes,Struktural,III,S2,03/03/2021\n"
        "Binjai,198502022010011002,Disdukcapil,Struktural,III,S2,03/08/2026\n"
    )
    third = json.loads(run_cli("load", str(other), "--json", store=store).stdout)
    assert (third["accepted"], third["already_loaded"], third["rejected"]) == (1, 2, 0)


def test_no_name_number_or_word_of_a_person_is_in_the_bytes_of_the_store(
    loaded: Loaded,
) -> None:
    store, receipts = loaded
    with duckdb.connect(str(store), read_only=True) as connection:
        tables = [row[0] for row in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        cells = "\n".join(str(row) for t in tables for row in connection.execute(f'FROM "{t}"').fetchall())
    # The engine packs texts in its file, so both what it holds and the bytes themselves are searched.
    content = store.read_bytes() + cells.encode() + json.dumps(receipts, ensure_ascii=False).encode()
    for wal in store.parent.glob("*.wal"):
        content += wal.read_bytes()
    personal = [
        "Contoh Satu", "Contoh Dua", "CONTOH SATU", "Contoh Sepuluh", "Contoh Asing", "Contoh Pejabat", "198001012005012001",
        "19800101 200501", "198502022010011002", "199003032015032003", "198806062012012006", "1,98707E+17", "1275014101800001",
        "081200000001", "081234567890", "contoh1@contoh.go.id", "SERT/001/2026", "Rapat di hari libur", "Belum paham aplikasi",
        "19831301",
    ]  # fmt: skip
    for text in personal:
        assert text.encode() not in content, text
    assert b"Bimtek SPBE" in content  # what is no personal datum is found by the same search


def test_names_without_numbers_are_refused_with_what_to_do(tmp_path: Path) -> None:
    done = run_cli("load", str(STAFF / "peserta_tanpa_nip.csv"), "--city", "binjai", store=tmp_path / "pantau.duckdb")
    assert done.returncode == 2
    for words in ("tanpa NIP", "kolom NIP", "18 angka", "sebagai teks"):
        assert words in done.stderr


def test_without_a_register_the_file_is_refused_and_with_it_the_same_file_comes_in(tmp_path: Path) -> None:
    store, log = tmp_path / "pantau.duckdb", str(STAFF / "hukuman_disiplin.csv")
    first = run_cli("load", log, "--city", "binjai", store=store)
    assert first.returncode == 2
    assert "--table employee" in first.stderr
    small = tmp_path / "pegawai.csv"
    small.write_text("NIP,Jabatan,Unit Kerja,TMT\n197504041999031004,Pelaksana,Dinkes,01/01/2020\n")
    assert run_cli("load", str(small), "--city", "binjai", store=store).returncode == 0
    part = json.loads(run_cli("load", log, "--city", "binjai", "--json", store=store).stdout)
    assert (part["accepted"], part["reasons"]["unknown_staff"]) == (1, 1)
    assert run_cli("load", str(STAFF / REGISTER), store=store).returncode == 0
    rest = json.loads(run_cli("load", log, "--city", "binjai", "--json", store=store).stdout)
    assert (rest["accepted"], rest["already_loaded"]) == (1, 1)
