"""The page loads the real files as the command line does: the same figures, the same questions, the same receipts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data import answer
from data.selection import Selection
from data.store import store
from metrics.satisfaction.elements import ELEMENT_KEYS
from metrics.sums import answers, total
from pages.parts import words
from tests.intake.parts import FORMS, NAMES, SEKADAU, as_csv
from tests.pages.test_frame import opened, texts

TRUTH: dict[str, dict[str, Any]] = json.loads((FORMS / "truth.json").read_text())
SAID: dict[str, dict[str, str]] = {
    "google_form_tw3_2026.csv": {"city": "binjai", "unit": "binjai-disdukcapil"},
    "rekap_dpmptsp_tw3_2026.xlsx": {"city": "semarang"},
    "skm_disdukcapil_tw2_2026.csv": {"city": "tangerang-selatan"},
    "eskm_export.csv": {"city": "sawahlunto", "unit": "sawahlunto-dinkes", "period": "2026Q3", "elements": "legal"},
}


def upload(at: AppTest, name: str, content: bytes) -> AppTest:
    """Put a file into the uploader."""
    at.file_uploader[0].upload(name, content).run()
    assert not at.exception, at.exception
    return at


def ask(at: AppTest, key: str) -> Any:
    """The widget of an open question."""
    return next(
        w
        for kind in (at.selectbox, at.radio)
        for w in kind
        if w.key and w.key.startswith("impor_ask_") and w.key.endswith(f"_{key}")
    )


def asked(at: AppTest) -> list[str]:
    """The questions on the page, in order."""
    return [
        w.key.rpartition("_")[2]
        for kind in (at.selectbox, at.radio)
        for w in kind
        if w.key and w.key.startswith("impor_ask_")
    ]


def button(at: AppTest, start: str) -> Any:
    """The button whose key begins so."""
    return next(b for b in at.button if b.key and b.key.startswith(start))


def metrics_of(at: AppTest) -> dict[str, str]:
    """Label -> value of every card."""
    return {m.label: m.value for m in at.metric}


@pytest.mark.parametrize("name", TRUTH)
def test_a_real_file_by_page_gives_its_truth(name: str, empty_store: Path) -> None:
    truth = TRUTH[name]
    at = upload(opened("impor.py"), name, (FORMS / name).read_bytes())
    for key, value in SAID[name].items():
        assert key in asked(at)
        ask(at, key).set_value(value).run()
        assert not at.exception
    assert set(asked(at)) == set(SAID[name]), "only what the file does not say is asked"
    before = metrics_of(at)
    assert before["Akan disimpan"] == words.number(truth["accepted"])
    assert before["Ditolak"] == words.number(sum(truth["rejected"].values()))
    figure = words.number(float(truth["ikm"]), 2)
    assert before["IKM baris yang diterima"].split()[0] == figure
    save = button(at, "impor_save_")
    assert save.label == f"Simpan {truth['accepted']} jawaban"
    save.click().run()
    assert not at.exception, at.exception

    after = metrics_of(at)
    assert after["Disimpan"] == words.number(truth["accepted"])
    shown = [value for label, value in after.items() if label.startswith("IKM di Kepuasan")]
    assert [value.split()[0] for value in shown] == [figure]
    nrr = answer.answer(store(), "nrr", (), Selection()).sums.iloc[0]
    assert {e: nrr[total(e).name] for e in ELEMENT_KEYS} == truth["element_sum"]
    assert {e: nrr[answers(e).name] for e in ELEMENT_KEYS} == truth["element_n"]

    button(at, "impor_again").click().run()
    upload(at, name, (FORMS / name).read_bytes())
    for key in ("city", "unit", "period"):
        if key in SAID[name]:
            ask(at, key).set_value(SAID[name][key]).run()
    if "elements" in SAID[name]:
        assert "elements" not in asked(at), "the confirmed order is remembered"
    said = " ".join(str(info.value) for info in at.info)
    assert "sudah dimuat" in said
    if rejected := sum(truth["rejected"].values()):
        assert f"{truth['accepted']} baris sudah dimuat; {rejected} baris ditolak" in said, "there is more to be had"
    assert not [b for b in at.button if b.key and b.key.startswith("impor_save_")]


def test_an_answer_is_given_a_meaning_once_and_taken_back(empty_store: Path) -> None:
    at = upload(opened("impor.py"), "google.csv", (FORMS / "google_form_tw3_2026.csv").read_bytes())
    ask(at, "city").set_value("binjai").run()
    ask(at, "unit").set_value("binjai-disdukcapil").run()
    assert metrics_of(at)["Akan disimpan"] == "170"
    fix = next(s for s in at.selectbox if s.key and s.key.endswith("_pengaduan_lumayan"))
    fix.set_value("3").run()
    assert not at.exception
    assert metrics_of(at)["Akan disimpan"] == "172"
    fix = next(s for s in at.selectbox if s.key and s.key.endswith("_pengaduan_lumayan"))
    assert fix.value == "3"
    fix.set_value("__keep__").run()
    assert metrics_of(at)["Akan disimpan"] == "170"
    next(s for s in at.selectbox if s.key and s.key.endswith("_pengaduan_lumayan")).set_value("__blank__").run()
    button(at, "impor_save_").click().run()
    assert metrics_of(at)["Disimpan"] == "172"
    with store().cursor() as cursor:
        (note,) = cursor.execute("SELECT note FROM batch").fetchone()
    assert json.loads(note)["fixes"] == {"pengaduan": {"lumayan": None}}


def test_a_fix_is_offered_again_for_the_next_file_of_that_form(empty_store: Path) -> None:
    at = opened("impor.py")
    for i, file in enumerate(("satu.csv", "dua.csv")):
        rows = [["Nama", *NAMES], [f"Warga {i}", "Lumayan", *[3] * 8], [f"Warga {i + 5}", *[4] * 9]]
        upload(at, file, as_csv(rows))
        ask(at, "city").set_value("binjai").run()
        ask(at, "unit").set_value("binjai-rsud").run()
        ask(at, "period").set_value("2026Q3").run()
        assert not at.exception
        fix = next(s for s in at.selectbox if s.key and s.key.endswith("_persyaratan_lumayan"))
        assert fix.value == ("2" if i else "__keep__")
        if not i:
            fix.set_value("2").run()
        assert metrics_of(at)["Akan disimpan"] == "2"
        button(at, "impor_save_").click().run()
        button(at, "impor_again").click().run()
        assert not at.exception


def test_a_unit_that_is_not_known_is_added_by_a_button_only(empty_store: Path) -> None:
    rows = [["Unit Layanan : Kelurahan Berngam"], ["Triwulan III Tahun 2026"], NAMES, [3] * 9, [4] * 9]
    at = upload(opened("impor.py"), "kelurahan.csv", as_csv(rows))
    ask(at, "city").set_value("binjai").run()
    assert not [b for b in at.button if b.key and b.key.startswith("impor_save_")]
    add = button(at, "impor_add_")
    assert "Kelurahan Berngam" in add.label
    add.click().run()
    assert not at.exception, at.exception
    assert "kelurahan" not in " ".join(store().reference("unit")["unit"]), "nothing is added before it is saved"
    button(at, "impor_save_").click().run()
    assert not at.exception, at.exception
    assert metrics_of(at)["Disimpan"] == "2"
    assert "binjai-kelurahan-berngam" in set(store().reference("unit")["unit"])


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("kosong.csv", b" ", "kosong"),
        ("acak.csv", bytes(range(256)) * 40, "biner"),
        ("judul.csv", as_csv([["Kota", *NAMES]]), "hanya berisi judul"),
        ("laporan.pdf", b"%PDF-1.7 ...", "PDF"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(empty_store: Path, name: str, content: bytes, said: str) -> None:
    at = upload(opened("impor.py"), name, content)
    assert said in at.error[0].value
    assert not asked(at), "nothing is asked about a file that cannot be loaded"


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_step_speaks_the_readers_language(empty_store: Path, language: str) -> None:
    at = upload(opened("impor.py", lang=language), SEKADAU.name, SEKADAU.read_bytes())
    for key, value in {"city": "binjai", "unit": "binjai-dpmptsp", "period": "2025S1", "elements": "legal"}.items():
        if key == "period":
            value = next(v for v in ask(at, key).options if "2025" in str(v))
            ask(at, key).select(value).run()
        else:
            ask(at, key).set_value(value).run()
        assert not at.exception, at.exception
    figure = {"id": "78,74", "en": "78.74"}[language]
    assert any(value.startswith(figure) for value in metrics_of(at).values())
    button(at, "impor_save_").click().run()
    assert not at.exception, at.exception
    assert metrics_of(at)[{"id": "Disimpan", "en": "Saved"}[language]] == "49"
    said = texts(at) + " ".join(b.label for b in at.button)
    assert {"id": "Impor berkas lain", "en": "Import another file"}[language] in said


def test_a_reader_with_a_scope_cannot_load_for_another_city(empty_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PANTAU_SCOPE", "city:semarang")
    at = upload(opened("impor.py"), "rekap.xlsx", (FORMS / "rekap_dpmptsp_tw3_2026.xlsx").read_bytes())
    ask(at, "city").set_value("binjai").run()
    assert "cakupan" in at.error[0].value
    ask(at, "city").set_value("semarang").run()
    assert not at.error
    button(at, "impor_save_").click().run()
    assert metrics_of(at)["Disimpan"] == "148"


def test_the_ikm_of_too_few_answers_is_hidden_before_and_after_saving(empty_store: Path) -> None:
    at = upload(opened("impor.py"), "tiga.csv", as_csv([["No", *NAMES], *([i, *[3] * 9] for i in range(3))]))
    for key, value in {"city": "binjai", "unit": "binjai-disdukcapil", "period": "2026Q3"}.items():
        ask(at, key).set_value(value).run()
    assert metrics_of(at)["IKM baris yang diterima"] == "⊘"
    assert "kurang dari 5 orang" in texts(at)
    button(at, "impor_save_").click().run()
    assert not at.exception
    assert metrics_of(at)["IKM berkas ini · TW III 2026"] == "⊘"
    assert "75,00" not in texts(at)
    assert "75,00" not in str(metrics_of(at))


def test_nothing_to_save_is_not_offered(empty_store: Path) -> None:
    head = ["Nomor Tiket", "Jenis Pengaduan", "Tanggal Masuk", "Tanggal Selesai", "Kanal"]
    at = upload(opened("impor.py"), "aduan.csv", as_csv([head, ["A-1", "Biasa", "kemarin", "2026-07-10", "Loket"]]))
    for key, value in {"city": "binjai", "unit": "binjai-disdukcapil"}.items():
        ask(at, key).set_value(value).run()
        assert not at.exception
    assert metrics_of(at)["Akan disimpan"] == "0"
    assert not [b for b in at.button if b.key and b.key.startswith("impor_save_")]


def test_complaints_without_a_kind_are_asked_for_it(empty_store: Path) -> None:
    head = ["Nomor Tiket", "Tanggal Masuk", "Tanggal Selesai", "Kanal"]
    at = upload(opened("impor.py"), "aduan.csv", as_csv([head, ["A-1", "2026-07-03", "2026-07-10", "Loket"]]))
    for key, value in {"city": "binjai", "unit": "binjai-disdukcapil"}.items():
        ask(at, key).set_value(value).run()
    assert "Akan disimpan" not in metrics_of(at)
    ask(at, "every:complaint_kind").set_value("-").run()
    assert not at.exception
    assert metrics_of(at)["Akan disimpan"] == "1"
