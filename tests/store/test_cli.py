"""`python -m data`: what it prints, and how it fails; in a process of its own where that matters."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data import answer
from data.store import Store
from metrics.registry import registry
from tests.conftest import EXAMPLES, run_cli, run_process
from tests.store.small import UNITS, load, responses

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("cli") / "a.duckdb"
    load(Store.open(file), responses(11, 1500)).close()
    return file


def records(path: Path, *arguments: str, run: Run = run_cli, **environment: str) -> list[dict[str, Any]]:
    done = run("show", *arguments, "--json", store=path, **environment)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def test_one_record_over_everything(path: Path) -> None:
    (record,) = records(path, "IKM", run=run_process)
    assert list(record) == ["value", "low", "high", "n", "state", "grade"]
    store = Store.open(path)
    row = answer.answer(store, "ikm").frame.iloc[0]
    store.close()
    assert (record["value"], record["n"], record["grade"]) == (row["value"], 1500, row["grade"])
    assert record["value"] == round(record["value"], 2)


def test_dimensions_in_any_mix(path: Path) -> None:
    found = records(path, "ikm", "--by", "year,quarter", "--by", "city")
    assert list(found[0])[:3] == ["year", "quarter", "city"]
    assert {r["quarter"] for r in found} == {"2025Q1", "2025Q2", "2025Q3", "2025Q4", "2026Q1"}
    assert {r["year"] for r in found} == {"2025", "2026"}
    assert sum(r["n"] or 0 for r in found) <= 1500
    assert len(records(path, "nrr", "--by", "element")) == 9


def test_names_as_people_write_them(path: Path) -> None:
    for spelling in ("unit=dukcapil", "unit=Dinas Kependudukan dan Pencatatan Sipil", "UNIT=disdukcapil"):
        found = records(path, "respondents", "--by", "unit", "--where", spelling)
        assert {r["unit"] for r in found if r["state"] == "shown"} == {UNITS[0], UNITS[2]}
    spelled = records(
        path,
        "respondents",
        "--by",
        "unit",
        "--where",
        "city=Kota Binjai",
        "--where",
        "channel=DARING",
        "--where",
        "age=20-29",
    )
    keys = records(
        path,
        "respondents",
        "--by",
        "unit",
        "--where",
        "city=binjai",
        "--where",
        "channel=online",
        "--where",
        "age=20to29",
    )
    assert spelled == keys
    both = records(path, "respondents", "--where", "city=binjai,semarang")[0]["n"]
    each = [records(path, "respondents", "--where", f"city={c}")[0]["n"] for c in ("binjai", "semarang")]
    assert both == sum(each)
    assert both == records(path, "respondents", "--where", "city=binjai", "--where", "city=semarang")[0]["n"]


def test_periods(path: Path) -> None:
    year = records(path, "respondents", "--where", "year=2025")[0]["n"]
    halves = [records(path, "respondents", "--where", f"period=2025S{i}")[0]["n"] for i in (1, 2)]
    assert year == sum(halves)
    apart = records(path, "respondents", "--by", "quarter", "--where", "quarter=2025Q1,2025Q4")
    assert [r["quarter"] for r in apart] == ["2025Q1", "2025Q4"]


def test_weights(path: Path) -> None:
    values = {w: records(path, "ikm", "--weights", w)[0]["value"] for w in ("exact", "0.111", "0.11")}
    assert values["exact"] > values["0.111"] > values["0.11"]


def test_the_table_is_indonesian(path: Path) -> None:
    said = run_cli("show", "respondents", "--where", "city=binjai,semarang,sawahlunto", store=path).stdout
    assert "1.500" in said
    assert "Saringan: city = binjai, semarang, sawahlunto" in said
    assert "Data sampai" in said
    assert "Data up to" in run_cli("show", "ikm", "--lang", "en", store=path).stdout


def test_the_scope_cuts(path: Path) -> None:
    found = records(path, "respondents", "--by", "city", PANTAU_SCOPE="city:binjai")
    assert [r["city"] for r in found] == ["binjai"]
    everything = records(path, "respondents", PANTAU_SCOPE="city:binjai")
    assert everything[0]["n"] == found[0]["n"] < 1500


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("imk",), "ikm"),
        (("ikm", "--by", "kota"), "'kota'"),
        (("ikm", "--by", "element"), "show nrr --by element"),
        (("ikm", "--where", "unit=disdukcapl"), "disdukcapil"),
        (("ikm", "--where", "unit"), "dimensi=nilai"),
        (("ikm", "--where", "quarter=2026"), "2026Q3"),
        (("ikm", "--where", "quarter=2025Q1,2025Q3"), "--by quarter"),
        (("ikm", "--where", "year=2024", "--where", "quarter=2025Q1"), "Tidak ada triwulan"),
        (("ikm", "--weights", "0.1"), "exact"),
        (("nrr", "--weights", "0.11"), "nrr"),
    ],
)
def test_bad_input_exits_2_with_a_sentence(path: Path, arguments: tuple[str, ...], says: str) -> None:
    done = run_cli("show", *arguments, store=path)
    assert done.returncode == 2
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


def test_bad_settings_exit_2(path: Path) -> None:
    refused = run_process("show", "ikm", store=path, PANTAU_MIN_CELL="2")
    assert refused.returncode == 2
    assert "Traceback" not in refused.stderr
    assert run_cli("show", "ikm", store=path, PANTAU_SCOPE="desa:x").returncode == 2


def test_a_store_that_is_not_there_is_created_empty(tmp_path: Path) -> None:
    file = tmp_path / "new" / "a.duckdb"
    assert records(file, "ikm") == [
        {"value": None, "low": None, "high": None, "n": 0, "state": "no_data", "grade": None}
    ]
    status = json.loads(run_cli("status", "--json", store=file).stdout)
    assert (status["responses"], status["batches"], status["synthetic"]) == (0, 0, False)


def test_a_locked_store_says_what_to_do(path: Path) -> None:
    store = Store.open(path)
    done = run_process("show", "ikm", store=path)
    store.close()
    assert done.returncode == 2
    assert "hentikan server" in done.stderr


def test_the_list_names_every_indicator(path: Path) -> None:
    listed = json.loads(run_cli("list", "--json", store=path).stdout)
    assert [m["name"] for m in listed] == list(registry())
    printed = run_cli("list", store=path).stdout
    assert all(name in printed for name in registry())


def test_the_table_leaves_out_periods_in_which_nobody_has_data_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "pantau.duckdb"
    file = EXAMPLES / "sekadau_skm_2019s1_first49.csv"
    for period in ("2019Q1", "2026Q3"):
        given = ("--city", "binjai", "--unit", "DPMPTSP", "--period", period, "--elements", "legal")
        assert run_cli("load", str(file), *given, store=path).returncode == 0
    said = run_cli("show", "ikm", "--by", "city,quarter", store=path).stdout
    assert said.count("78,74") == 2
    assert "29 periode tanpa data tidak ditulis." in said
    assert "tidak ada data" not in said
    assert len(records(path, "ikm", "--by", "city,quarter")) == 31  # json keeps every period
