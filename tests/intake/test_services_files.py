"""Files of services, complaints and collaboration as offices have them give exactly the figures of their truth, through
the command line on a real store."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from tests.conftest import run_cli
from tests.intake.services_parts import SERVICES, TRUTH
from tests.intake.truths import Loaded, assert_as_true, load_all


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """A store with every file loaded, and the receipt of each."""
    store = tmp_path_factory.mktemp("services") / "pantau.duckdb"
    return load_all(store, SERVICES, TRUTH, TRUTH)


@pytest.mark.parametrize("name", TRUTH)
def test_a_file_gives_its_truth(name: str, loaded: Loaded) -> None:
    store, receipts = loaded
    assert_as_true(store, receipts[name], TRUTH[name])


@pytest.mark.parametrize("name", TRUTH)
def test_the_same_file_again_adds_nothing(name: str, loaded: Loaded) -> None:
    store, receipts = loaded
    again = json.loads(run_cli("load", str(SERVICES / name), "--json", *TRUTH[name]["said"], store=store).stdout)
    assert (again["accepted"], again["already_loaded"]) == (0, TRUTH[name]["accepted"])
    assert again["batch"] == receipts[name]["batch"]


def test_a_complaint_that_was_closed_meanwhile_replaces_its_older_state_and_the_others_are_known(
    tmp_path: Path,
) -> None:
    store, export = tmp_path / "pantau.duckdb", SERVICES / "lapor_disdukcapil_2026.csv"
    assert run_cli("load", str(export), store=store).returncode == 0
    later = tmp_path / "lapor_februari.csv"
    text = export.read_text(encoding="utf-8")
    old = "10010003;13/01/2026;Contoh Pelapor Tiga;;;Rahasia judul tiga;Sikap petgas;Permintaan Informasi;KTP-el;;;9 hari;Proses"
    assert old in text
    later.write_text(text.replace(old, old.replace("9 hari;Proses", "12 hari;Selesai")), encoding="utf-8")
    receipt = json.loads(run_cli("load", str(later), "--json", store=store).stdout)
    assert (receipt["accepted"], receipt["already_loaded"]) == (1, 7)
    with duckdb.connect(str(store), read_only=True) as connection:
        found = connection.execute(
            "SELECT count(*), count_if(closed = 1), max(close_days) FROM complaint_record"
        ).fetchone()
    assert found == (8, 7, 14)


def test_nothing_of_who_asked_or_complained_is_in_the_bytes_of_the_store(loaded: Loaded) -> None:
    store, receipts = loaded
    with duckdb.connect(str(store), read_only=True) as connection:
        tables = [row[0] for row in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        cells = "\n".join(str(row) for t in tables for row in connection.execute(f'FROM "{t}"').fetchall())
    # The engine packs texts in its file, so both what it holds and the bytes themselves are searched.
    content = store.read_bytes() + cells.encode() + json.dumps(receipts, ensure_ascii=False).encode()
    for wal in store.parent.glob("*.wal"):
        content += wal.read_bytes()
    personal = [
        "Contoh Pelapor", "Contoh Pemohon", "Contoh Inovator", "Contoh Narahubung", "Contoh Petugas", "Contoh Pejabat", "Contoh Lurah",
        "08120000001", "081200000099", "12750141018000", "Rahasia judul", "A001",
    ]  # fmt: skip
    for text in personal:
        assert text.encode() not in content, text
    for text in (
        "10010001",
        "Si Cepat KK",
        "PT Contoh Teknologi",
    ):  # what is no personal datum is found by the same search
        assert text.encode() in content


def test_complaints_without_a_kind_are_asked_for_it_and_never_guessed(tmp_path: Path) -> None:
    store, path = tmp_path / "pantau.duckdb", str(SERVICES / "lapor_tanpa_jenis_2026.csv")
    asked = run_cli("load", path, store=store)
    assert asked.returncode != 0
    assert "--every complaint_kind=" in asked.stderr
    done = run_cli("load", path, "--every", "complaint_kind=-", store=store)
    assert done.returncode == 0, done.stderr
    with duckdb.connect(str(store), read_only=True) as connection:
        found = connection.execute(
            "SELECT count(*), count(complaint_kind), count(close_days), count(closed_in_time), count(response_in_time) FROM complaint_record"
        ).fetchone()
    assert found is not None
    assert found[:4] == (3, 0, 2, 0)
