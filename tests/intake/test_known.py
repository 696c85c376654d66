"""A file that is in the store already: the same reading adds nothing, another one is refused until it is withdrawn."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from data import answer
from data.intake import IntakeError, commit
from data.intake.known import known
from data.store import Store, store
from tests.conftest import run_cli
from tests.intake.parts import GIVEN, as_csv, checked
from tests.intake.test_page import ask, button, metrics_of, upload
from tests.pages.test_frame import opened, texts

NUMBERED = [["No", *(f"U{n}" for n in range(1, 10))], *([i, *[3] * 7, 1 + i % 2, 4] for i in range(12))]
FILE = as_csv(NUMBERED)
OTHER = replace(GIVEN, elements="questionnaire")


def test_the_same_reading_is_known(fresh: Store) -> None:
    commit(fresh, checked(FILE, fresh))
    found = known(fresh, checked(FILE, fresh))
    assert (len(found), found.otherwise, found.elsewhere) == (12, (), ())
    assert len(known(fresh, checked(as_csv([*NUMBERED, [99, *[4] * 9]]), fresh))) == 12


def test_another_order_of_elements_is_refused_and_writes_nothing(fresh: Store) -> None:
    first = commit(fresh, checked(FILE, fresh))
    again = checked(FILE, fresh, OTHER)
    (earlier,) = known(fresh, again).otherwise
    assert (earlier.batch, earlier.rows) == (first.batch, 12)
    assert set(earlier.columns) == {"sarana", "pengaduan"}
    before = fresh.version()
    with pytest.raises(IntakeError, match=f"withdraw --batch {first.batch}"):
        commit(fresh, again)
    assert fresh.version() == before


def test_another_meaning_of_a_label_is_another_reading_but_a_first_meaning_is_not(fresh: Store) -> None:
    rows = as_csv([*NUMBERED, [77, "Lumayan", *[3] * 8]])
    commit(fresh, checked(rows, fresh))
    mended = [replace(GIVEN, fixes={"persyaratan": {"lumayan": score}}) for score in (2, 3)]
    receipt = commit(fresh, checked(rows, fresh, mended[0]))
    assert (receipt.accepted, receipt.already_loaded) == (1, 12)
    (earlier,) = known(fresh, checked(rows, fresh, mended[1])).otherwise
    assert (earlier.batch, earlier.rows, earlier.columns) == (receipt.batch, 1, ("persyaratan",))


def test_the_same_file_for_another_period_is_told(fresh: Store) -> None:
    first = commit(fresh, checked(FILE, fresh))
    (earlier,) = known(fresh, checked(FILE, fresh, replace(GIVEN, period="2026Q2"))).elsewhere
    assert (earlier.batch, earlier.rows, earlier.unit, earlier.period) == (
        first.batch,
        12,
        "binjai-disdukcapil",
        "2026Q3",
    )


def test_the_command_line_refuses_another_reading(tmp_path: Path) -> None:
    file, place = tmp_path / "berkas.csv", tmp_path / "pantau.duckdb"
    file.write_bytes(FILE)
    said = ("load", str(file), "--city", "binjai", "--unit", "disdukcapil", "--period", "2026Q3", "--elements")
    assert run_cli(*said, "legal", store=place).returncode == 0
    refused = run_cli(*said, "questionnaire", store=place)
    assert refused.returncode == 2
    assert "bacaan lain" in refused.stderr
    assert "python -m data withdraw --batch" in refused.stderr


def test_the_page_says_beside_what_the_answers_will_stand(empty_store: Path) -> None:
    commit(store(), checked(as_csv([["No", *NUMBERED[0][1:]], *([i, *[4] * 9] for i in range(30))]), store()))
    at = upload(opened("impor.py"), "berkas.csv", FILE)
    for key in ("city", "unit", "period"):
        ask(at, key).set_value({"city": "binjai", "unit": "binjai-disdukcapil", "period": "2026Q3"}[key]).run()
    assert not at.exception, at.exception
    standing = next(str(info.value) for info in at.info if "sudah mempunyai" in str(info.value))
    # 30 answers of 4 and 12 of seven 3, one 1 or 2 (six each), one 4; the store's ikm is asked after saving.
    assert "sudah mempunyai 30 jawaban pada TW III 2026 (IKM 100,00); sesudah disimpan 42 (IKM " in standing
    assert not at.warning, "no sample data here"
    button(at, "impor_save_").click().run()
    assert not at.exception, at.exception
    value = answer.answer(store(), "ikm").frame.iloc[0]["value"]
    text = f"{value:.2f}".replace(".", ",")
    assert f"(IKM {text})" in standing
    own = metrics_of(at)["IKM berkas ini · TW III 2026"]
    assert f"12 jawaban berkas ini saja menghasilkan IKM {own}. Kepuasan menampilkan {text}" in texts(at)


def test_sample_data_are_named_before_saving(demo_store: Path) -> None:
    at = upload(opened("impor.py"), "berkas.csv", FILE)
    said = {"city": "binjai", "unit": "binjai-disdukcapil", "period": "2026Q3", "elements": "legal"}
    for key, value in said.items():
        ask(at, key).set_value(value).run()
    assert any("Data contoh" in str(w.value) and "pengelola" in str(w.value) for w in at.warning)
    assert "PANTAU_STORE" not in texts(at), "a word of the README, not of an office"


def test_the_list_of_loads_names_sample_data_by_what_they_are(demo_store: Path) -> None:
    listed = opened("impor.py").dataframe[0].value["Berkas"].tolist()
    assert "Jawaban survei sistem digital" in listed
    assert not [name for name in listed if "contoh-" in name or "_" in name]


def test_what_was_withdrawn_can_be_loaded_with_another_reading(empty_store: Path) -> None:
    first = commit(store(), checked(FILE, store()))
    at = upload(opened("impor.py"), "berkas.csv", FILE)
    said = {"city": "binjai", "unit": "binjai-disdukcapil", "period": "2026Q3"}
    for key, value in said.items():
        ask(at, key).set_value(value).run()
    assert not at.error, "the confirmed order is remembered: the same reading"
    button(at, "impor_close_").click().run()
    table = at.dataframe[0].value
    assert list(table.columns[:3]) == ["Berkas", "Disimpan", "Ditolak"]
    assert store().withdraw_batch(first.batch) == 12
    assert len(known(store(), checked(FILE, store(), OTHER))) == 0
    assert commit(store(), checked(FILE, store(), OTHER)).accepted == 12


def test_the_page_refuses_another_reading_and_offers_the_way_out(empty_store: Path) -> None:
    columns = {"#9": "pengaduan", "#10": "sarana"}
    first = commit(store(), checked(FILE, store(), replace(GIVEN, elements="", columns=columns)))
    with store().writing() as cursor:
        cursor.execute("DELETE FROM memory")  # an officer who answers afresh
    at = upload(opened("impor.py"), "berkas.csv", FILE)
    said = {"city": "binjai", "unit": "binjai-disdukcapil", "period": "2026Q3", "elements": "questionnaire"}
    for key, value in said.items():
        ask(at, key).set_value(value).run()
    assert "bacaan lain" in at.error[0].value
    assert not [b for b in at.button if b.key and b.key.startswith("impor_save_")]
    button(at, f"impor_withdraw_{first.batch}").click().run()
    assert not at.exception, at.exception
    assert not at.error
    assert "12 baris dari berkas.csv telah ditarik kembali" in at.success[0].value
    button(at, "impor_save_").click().run()
    assert metrics_of(at)["Disimpan"] == "12"
