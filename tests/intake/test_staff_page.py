"""The page loads staff files as the command line does, and shows nothing that stands for a person."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.intake.rules import RULES, remedy
from data.resting import Resting, resting_on
from data.store import Store, store
from pages.parts import words
from tests.conftest import run_cli
from tests.intake.staff_parts import CATALOGUE, NIP, REGISTER, STAFF, TRUTH, load, with_register
from tests.intake.test_page import ask, asked, button, metrics_of, upload
from tests.pages.test_frame import opened, texts


def save(name: str, city: str = "") -> list[str]:
    """Load one file by page; gives what the page said before saving."""
    at = upload(opened("impor.py"), name, (STAFF / name).read_bytes())
    if city:
        assert asked(at) == ["city"], "only what the file does not say is asked"
        ask(at, "city").set_value(city).run()
    assert not at.exception
    said = [texts(at), *(str(frame.value.to_dict()) for frame in at.dataframe)]
    shown = metrics_of(at)
    assert shown["Akan disimpan"] == words.number(TRUTH[name]["accepted"])
    button(at, "impor_save_").click().run()
    assert not at.exception
    assert metrics_of(at)["Disimpan"] == words.number(TRUTH[name]["accepted"])
    return said


def test_register_catalogue_and_logs_by_page(empty_store: Path) -> None:
    said: list[str] = []
    for name, city in (
        (REGISTER, ""), (CATALOGUE, ""), ("log_pelatihan_2026.csv", "binjai"), ("rekap_ekinerja_tw2_2026.xlsx", ""),
    ):  # fmt: skip
        said += save(name, city)
    page = "\n".join(said)
    assert "diambil dari NIP" in page
    assert "diubah menjadi JP menurut jenisnya" in page
    with store().cursor() as cursor:
        keys = [str(row[0]) for row in cursor.execute("SELECT DISTINCT staff FROM employee").fetchall()]
        (rows,) = cursor.execute("SELECT count(*) FROM training_participation").fetchone()
    assert rows == TRUTH["log_pelatihan_2026.csv"]["accepted"]
    for text in ("Contoh Satu", NIP, "19800101 200501", *keys):
        assert text not in page


@pytest.mark.parametrize("name", ["peserta_tanpa_nip.csv", "hukuman_disiplin.csv"])
def test_a_file_that_cannot_be_loaded_says_why(name: str, empty_store: Path) -> None:
    at = upload(opened("impor.py"), name, (STAFF / name).read_bytes())
    if asked(at):
        ask(at, "city").set_value("binjai").run()
    assert any("NIP" in error.value or "Daftar pegawai" in error.value for error in at.error)
    assert not [b for b in at.button if b.key and b.key.startswith("impor_save_")]
    assert not [error for error in at.error if "--" in error.value], "the page names no switch of the command line"
    button(at, "impor_close_").click().run()
    assert not at.exception
    assert not at.error


def chosen(at: AppTest, row: int) -> AppTest:
    """The list of loads with a row chosen, as a click on it does."""
    key = at.dataframe[0].proto.id.rpartition("-")[2]
    assert key.startswith("impor_batches_")
    at.session_state[key] = {"selection": {"rows": [row], "columns": [], "cells": []}}
    at.run()
    assert not at.exception, at.exception
    return at


def withdrawals(at: AppTest) -> list[str]:
    """The loads that a button stands ready to withdraw."""
    return [b.key.removeprefix("impor_withdraw_") for b in at.button if b.key and b.key.startswith("impor_withdraw_")]


def test_after_a_withdrawal_no_other_load_stands_chosen(empty_store: Path) -> None:
    register = load(STAFF / REGISTER, store())
    catalogue = load(STAFF / CATALOGUE, store())
    log = load(STAFF / "log_pelatihan_2026.csv", store())
    at = chosen(opened("impor.py"), 1)  # newest first
    assert withdrawals(at) == [catalogue.batch]
    button(at, "impor_withdraw_").click().run()
    assert not at.exception, at.exception
    assert "ditarik kembali" in at.success[0].value
    assert list(at.dataframe[0].value["Berkas"]) == ["log_pelatihan_2026.csv", REGISTER]
    assert withdrawals(at) == []
    assert withdrawals(chosen(at, 1)) == [register.batch]
    assert withdrawals(chosen(at, 0)) == [log.batch]


def test_withdrawing_a_register_says_what_rests_on_it(empty_store: Path) -> None:
    register = load(STAFF / REGISTER, store())
    catalogue = load(STAFF / CATALOGUE, store())
    log = load(STAFF / "log_pelatihan_2026.csv", store())
    reviews = load(STAFF / "rekap_ekinerja_tw2_2026.xlsx", store())
    rows = log.accepted + reviews.accepted
    assert resting_on(store(), register.batch) == (Resting("binjai", 2, rows),)
    assert resting_on(store(), log.batch) == resting_on(store(), catalogue.batch) == resting_on(store(), "none") == ()
    at = chosen(opened("impor.py"), 3)
    (said,) = (w.value for w in at.warning if "pemiliknya" in w.value)
    assert said.startswith(f"Binjai: {rows} baris dari 2 muatan lain")
    assert "terhitung penuh lagi setelah daftar pegawai Binjai dimuat" in said
    assert not [w for w in chosen(at, 0).warning if "pemiliknya" in w.value]
    with store().cursor() as cursor:
        before = cursor.execute("SELECT count(*), count(position) FROM training_record").fetchone()
    assert before[1] > 0
    button(chosen(at, 3), "impor_withdraw_").click().run()
    with store().cursor() as cursor:
        assert cursor.execute("SELECT count(position) FROM training_record").fetchone() == (0,)
    load(STAFF / REGISTER, store())
    with store().cursor() as cursor:
        assert cursor.execute("SELECT count(*), count(position) FROM training_record").fetchone() == before


def test_the_command_line_asks_before_a_register_that_others_rest_on_goes(tmp_path: Path) -> None:
    path = tmp_path / "pantau.duckdb"
    with_loads = Store.open(path)
    register = load(STAFF / REGISTER, with_loads)
    load(STAFF / CATALOGUE, with_loads)
    log = load(STAFF / "log_pelatihan_2026.csv", with_loads)
    with_loads.close()
    refused = run_cli("withdraw", "--batch", register.batch, store=path)
    assert refused.returncode == 2
    assert f"Binjai: {log.accepted} baris dari 1 muatan lain akan kehilangan pemiliknya." in refused.stderr
    assert "--yes" in refused.stderr
    done = run_cli("withdraw", "--batch", register.batch, "--yes", store=path)
    assert done.returncode == 0, done.stderr
    assert f"{register.accepted} baris dihapus" in done.stdout
    assert run_cli("withdraw", "--batch", log.batch, store=path).returncode == 0, "nothing rests on a log"


def test_people_whom_another_register_names_too_rest_on_neither(empty_store: Path) -> None:
    first = load(STAFF / REGISTER, store())
    log = load(STAFF / "log_pelatihan_2026.csv", with_register(store()))
    assert resting_on(store(), first.batch) == (Resting("binjai", 1, log.accepted),)
    lines = (STAFF / REGISTER).read_text(encoding="utf-8").splitlines()
    same = lines[4].replace("1 Maret 2020", "1 Maret 2021")  # Contoh Satu, in a later position
    assert same != lines[4]
    second = load("\n".join([*lines[:4], same]).encode(), store())
    assert second.accepted == 1
    with store().cursor() as cursor:
        (of_one,) = cursor.execute(
            "SELECT count(*) FROM training_participation WHERE staff IN "
            "(SELECT e.staff FROM employee e JOIN batch b ON b.number = e.batch WHERE b.batch = ?)", [second.batch]
        ).fetchone()  # fmt: skip
    assert 0 < of_one < log.accepted
    assert resting_on(store(), first.batch) == (Resting("binjai", 1, log.accepted - of_one),)
    assert resting_on(store(), second.batch) == ()


@pytest.mark.parametrize(
    ("role", "table", "said"),
    [
        ("reaction", "training_participation", "1 sampai 5"),
        ("birth_year", "employee", "1930 sampai 2015"),
        ("jp_hundredths", "training_participation", "0 sampai 2.000 JP"),
        ("duration_days", "training_programme", "0,01 sampai 2.000 JP"),
        ("planned_cost", "training_programme", "0 sampai 1.000.000.000.000 rupiah"),
        ("value", "performance_review", "0 sampai 120"),
        ("value", "skm_published", "IKM adalah 25 sampai 100"),
        ("respondents", "skm_published", "1 atau lebih orang"),
        ("teamwork", "skill_assessment", "0 sampai 100, atau menurut skala"),
        ("interactions", "", "0 sampai 10.000 kali"),
        ("value", "", "Perbaiki nilainya dalam berkas."),  # bounds differ between tables
    ],
)
def test_a_value_out_of_range_is_told_the_range(role: str, table: str, said: str) -> None:
    assert said in remedy("out_of_range", role, table=table).id


def test_a_word_where_a_number_is_asked_for_is_told_the_range() -> None:
    assert "1 sampai 5" in remedy("invalid_label", "ease2", table="pulse_response").id
    assert remedy("invalid_label", "unit").id == "Perbaiki tulisannya."


def test_no_rule_names_a_switch_of_the_command_line() -> None:
    assert not [rule.code for rule in RULES.values() if "--" in rule.remedy.id + rule.remedy.en]
