"""The page loads staff files as the command line does, and shows nothing that stands for a person."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.store import store
from pages.parts import words
from tests.intake.staff_parts import CATALOGUE, NIP, REGISTER, STAFF, TRUTH
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
