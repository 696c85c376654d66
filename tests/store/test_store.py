"""The store: batches all or nothing and never twice, versions by content, many readers beside a writer, one process."""

from __future__ import annotations

import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from data import facts, query, reference, rollups, schema
from data.selection import EVERYTHING, Selection
from data.store import Batch, Store, StoreError, StoreLocked, UnknownReference
from metrics.sums import ROWS
from tests.store.small import FIRST, batch, load, responses

REJECTED = pd.DataFrame(
    {
        "line": [2, 3, 3],
        "rule": ["no_answer", "invalid_label", "bad_date"],
        "column": [None, "biaya", "answered_on"],
        "value": [None, "Lumayan", "kemarin"],
        "remedy": ["x", "x", "x"],
        "original": ["{}", "{}", "{}"],
    }
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "a.duckdb")


def test_a_new_store_knows_the_cities_and_no_demo(store: Store) -> None:
    assert list(store.reference("city")["city"]) == ["sawahlunto", "binjai", "semarang", "tangerang-selatan"]
    assert len(store.reference("unit")) == len(reference.units())
    assert store.reference("unit")["annual_users"].isna().all()
    version = store.version()
    assert (version.responses, version.batches, version.synthetic, version.data_date) == (0, 0, False, None)
    assert facts.published(store)["value"].tolist() == [64.50, 78.80, 80.25, 79.32, 83.25, 83.83]


def test_kecamatan_are_complete() -> None:
    units = reference.units()
    counts = units[units["unit_type"] == "kecamatan"].groupby("city").size()
    assert counts.to_dict() == {"sawahlunto": 4, "binjai": 5, "semarang": 16, "tangerang-selatan": 7}  # wilayah_4kota


def test_synonyms_lead_to_one_unit_of_a_city() -> None:
    for city, units in reference.units().groupby("city"):
        spellings = [
            (spelling.casefold(), unit.unit)
            for unit in units.itertuples()
            for spelling in {unit.name, *reference.split_synonyms(unit.synonyms)}
        ]
        frame = pd.DataFrame(spellings, columns=["spelling", "unit"]).drop_duplicates()
        twice = frame[frame["spelling"].duplicated(keep=False)]
        assert twice.empty, f"{city}: {twice}"


def test_a_batch_is_receipted_and_never_added_twice(store: Store) -> None:
    rows = responses(1, 100)
    receipt = store.commit_batch(batch(rows, "b", REJECTED))
    assert (receipt.rows_read, receipt.accepted, receipt.rejected, receipt.already_loaded) == (102, 100, 2, 0)
    assert receipt.reasons == {"bad_date": 1, "invalid_label": 1, "no_answer": 1}
    version = store.version()
    again = store.commit_batch(batch(rows, "b", REJECTED))
    assert (again.rows_read, again.accepted, again.rejected, again.already_loaded) == (102, 0, 2, 100)
    assert again.reasons == receipt.reasons
    assert store.version() == version


def test_rows_that_came_with_another_file_are_counted_once(store: Store) -> None:
    rows = responses(1, 60).assign(fingerprint=[f"r{i}" for i in range(60)])
    store.commit_batch(batch(rows.iloc[:40], "first"))
    receipt = store.commit_batch(batch(rows.iloc[20:], "second"))
    assert (receipt.accepted, receipt.already_loaded) == (20, 20)
    assert store.version().responses == 60
    assert int(query.sums(store, [ROWS], (), Selection(), EVERYTHING)["n"].iloc[0]) == 60


def test_the_version_follows_from_the_content_alone(tmp_path: Path) -> None:
    rows = responses(1, 60).assign(fingerprint=[f"r{i}" for i in range(60)])
    versions = []
    for name, parts in (
        ("a", (rows[:30], rows[30:])),
        ("b", (rows[30:], rows[:30])),
        ("c", (rows,)),
        ("d", (rows[:59],)),
    ):
        opened = Store.open(tmp_path / f"{name}.duckdb")
        for i, part in enumerate(parts):
            opened.commit_batch(batch(part, f"{name}{i}"))
        versions.append(opened.version().id)
        opened.close()
    assert versions[0] == versions[1] == versions[2] != versions[3]
    assert Store.open(tmp_path / "a.duckdb").version().id == versions[0]


def test_reference_entries_change_the_version(store: Store) -> None:
    before = store.version().id
    store.set_annual_users({"binjai-dpmptsp": 1200})
    assert store.version().id != before
    assert store.reference("unit").set_index("unit")["annual_users"]["binjai-dpmptsp"] == 1200
    with pytest.raises(UnknownReference, match="binjai-nowhere"):
        store.set_annual_users({"binjai-nowhere": 3})


def test_the_data_date_is_the_last_answer_or_the_end_of_its_quarter(store: Store) -> None:
    load(store, responses(1, 20, quarters=1))
    assert store.version().data_date == date(2025, 3, 31)
    late = responses(2, 5, quarters=1).assign(quarter=FIRST + 3, answered_on=date(2025, 11, 3))
    load(store, late, "late")
    assert store.version().data_date == date(2025, 11, 3)


def test_a_failing_batch_leaves_nothing(store: Store) -> None:
    version = store.version()
    with pytest.raises(UnknownReference, match="unknown unit: binjai-nowhere"):
        store.commit_batch(batch(responses(1, 5).assign(unit="binjai-nowhere"), "bad"))
    good = batch(responses(1, 5), "bad")
    with pytest.raises(ValueError, match="do not fit together"):
        store.commit_batch(Batch(good.table, "bad", "x", good.rows, good.rejected, rows_read=9))
    assert store.version() == version
    assert load(store, responses(1, 5), "bad").version().responses == 5


def test_an_officer_adds_units_and_services_once(store: Store) -> None:
    assert store.add_unit("binjai", "  Dukcapil ") == "binjai-disdukcapil"
    key = store.add_unit("binjai", "UPT Terminal Tipe C")
    assert key == store.add_unit("binjai", "upt terminal tipe c") == "binjai-upt-terminal-tipe-c"
    assert store.add_service("KK", "disdukcapil") == "kartu-keluarga"
    assert store.add_service("Legalisasi", "disdukcapil") == "legalisasi"
    with pytest.raises(UnknownReference):
        store.add_unit("medan", "Dukcapil")


def test_memory_is_kept(store: Store, tmp_path: Path) -> None:
    store.remember("mapping", "shape", {"a": ["ä", 1]})
    store.close()
    again = Store.open(tmp_path / "a.duckdb")
    assert again.recall("mapping", "shape") == {"a": ["ä", 1]}
    assert again.recall("mapping", "other") is None


def test_readers_beside_a_writer_see_whole_batches(store: Store) -> None:
    """Each reader asks rows and roll-ups in one reading: the two agree, and are a whole number of batches."""
    size, batches, readings = 50, 8, []
    failures: list[BaseException] = []
    done = threading.Event()

    def read() -> None:
        try:
            while not done.is_set():
                with store.cursor() as cursor:
                    rows = cursor.execute("SELECT count(*) FROM skm_response").fetchone()[0]
                    cells = query.sums(store, [ROWS], ("city",), Selection(), EVERYTHING, cursor=cursor)["n"].sum()
                    fine = query.sums(store, [ROWS], ("sex", "age"), Selection(), EVERYTHING, cursor=cursor)["n"].sum()
                    readings.append((rows, int(cells), int(fine), store.version(cursor).responses))
        except BaseException as error:
            failures.append(error)
            raise

    threads = [threading.Thread(target=read) for _ in range(6)]
    for thread in threads:
        thread.start()
    for i in range(batches):
        load(store, responses(i, size), f"b{i}")
    done.set()
    for thread in threads:
        thread.join()
    assert not failures
    assert readings
    assert all(len(set(reading)) == 1 and reading[0] % size == 0 for reading in readings)
    assert store.version().responses == size * batches


def test_another_process_is_told_who_holds_the_store(store: Store) -> None:
    code = (
        "import sys; from data.store import *\ntry: Store.open(sys.argv[1])\nexcept StoreLocked as e: print(e.words.en)"
    )
    said = subprocess.run(
        [sys.executable, "-c", code, str(store.path)], capture_output=True, text=True, check=True
    ).stdout
    assert "is in use by another process" in said
    assert "stop that server" in said
    assert issubclass(StoreLocked, StoreError)


def test_a_file_that_is_no_store_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "b.duckdb"
    path.write_bytes(b"not a database" * 500)
    with pytest.raises(StoreError, match="bukan penyimpanan Pantau"):
        Store.open(path)
    with pytest.raises(StoreError, match="tidak dapat dibuat"):
        Store.open(path / "below" / "a.duckdb")


def test_an_older_store_is_brought_up_to_date(tmp_path: Path) -> None:
    opened = load(Store.open(tmp_path / "a.duckdb"), responses(1, 80))
    opened.set_annual_users({"binjai-dpmptsp": 1200})
    expected = query.sums(opened, rollups.sums_of("skm_response"), ("unit",), Selection(), EVERYTHING)
    with opened.writing() as cursor:  # a release that had fewer columns, fewer sums and other names
        cursor.execute("ALTER TABLE skm_response DROP COLUMN age_as_given")
        cursor.execute('ALTER TABLE "rollup__skm_response__city__unit__quarter" DROP COLUMN n')
        cursor.execute("UPDATE unit SET short_name = 'Lama' WHERE unit = 'binjai-dpmptsp'")
        schema.set_setting(cursor, "declared", "older")
        schema.set_setting(cursor, "rollups:skm_response", "older")
        cursor.execute('DROP TABLE "rollup__skm_response__city__quarter__channel__sex"')
        cursor.execute('CREATE TABLE "rollup__skm_response__city__quarter" (city INTEGER)')  # one that is no more
        right = 'UPDATE "rollup__skm_response__city__unit__quarter__sex" SET n = n + 1000'  # a right one stays as it is
        cursor.execute(right)
    opened.close()
    again = Store.open(tmp_path / "a.duckdb")
    by_city = query.sums(again, rollups.sums_of("skm_response"), ("city", "sex"), Selection(), EVERYTHING)
    assert by_city["n"].sum() == 80
    assert (
        query.sums(again, rollups.sums_of("skm_response"), ("unit", "sex"), Selection(), EVERYTHING)["n"].sum() > 1000
    )
    with again.cursor() as cursor:
        there = rollups._there(cursor, "skm_response")
    assert sorted(there) == sorted(r.name for r in rollups.rollups("skm_response"))
    unit = again.reference("unit").set_index("unit").loc["binjai-dpmptsp"]
    assert (unit["short_name"], unit["annual_users"]) == ("DPMPTSP", 1200)
    pd.testing.assert_frame_equal(
        query.sums(again, rollups.sums_of("skm_response"), ("unit",), Selection(), EVERYTHING), expected
    )
