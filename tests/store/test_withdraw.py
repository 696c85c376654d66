"""A batch loaded by mistake is taken back whole, and what it kept out of later batches can be loaded again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import EXAMPLES, printed, run_cli

FILE = EXAMPLES / "sekadau_skm_2019s1_first49.csv"
GIVEN = ("--city", "binjai", "--unit", "DPMPTSP", "--period", "2019Q1")


def load(store: Path, file: Path = FILE, elements: str = "legal") -> dict[str, Any]:
    done = run_cli("load", str(file), *GIVEN, "--elements", elements, "--json", store=store)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def version(store: Path) -> str:
    return str(json.loads(run_cli("status", "--json", store=store).stdout)["version"])


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "pantau.duckdb"


def test_withdrawing_leaves_the_store_as_it_was(store: Path) -> None:
    before = version(store)
    batch = load(store)["batch"]
    assert printed(store, "ikm")[0]["value"] == 78.74
    said = run_cli("withdraw", "--batch", batch, store=store)
    assert said.returncode == 0
    assert "49 baris" in said.stdout
    assert printed(store, "ikm")[0]["state"] == "no_data"
    assert printed(store, "ikm", "--by", "sex") == []  # the roll-ups are empty too
    assert version(store) == before
    assert load(store)["accepted"] == 49


def test_a_wrong_order_of_elements_is_put_right(store: Path) -> None:
    wrong = load(store, elements="questionnaire")["batch"]
    run_cli("withdraw", "--batch", wrong, store=store)
    assert load(store)["accepted"] == 49
    means = {row["element"]: row["value"] for row in printed(store, "nrr", "--by", "element")}
    assert means["pengaduan"] == pytest.approx(143 / 49, abs=0.001)  # U8 of the table, legal order
    assert means["sarana"] == pytest.approx(159 / 49, abs=0.001)


def test_what_a_withdrawn_batch_kept_out_can_be_loaded_again(store: Path, tmp_path: Path) -> None:
    lines = FILE.read_text().splitlines(keepends=True)
    first = tmp_path / "first.csv"
    first.write_text("".join(lines[:31]))
    batch = load(store, first)["batch"]
    assert load(store)["already_loaded"] == 30
    run_cli("withdraw", "--batch", batch, store=store)
    assert printed(store, "respondents")[0]["n"] == 19
    again = load(store)
    assert (again["accepted"], again["already_loaded"]) == (30, 19)
    assert printed(store, "ikm")[0]["value"] == 78.74


def test_an_unknown_batch_is_said_to_be_unknown(store: Path) -> None:
    said = run_cli("withdraw", "--batch", "0123456789abcdef", store=store)
    assert said.returncode == 2
    assert "Tidak ada muatan 0123456789abcdef" in said.stderr
