"""Units like these on the page Simulasi: the figures of the command line, never worded as an effect, in the address, kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data import fits, whatif
from data.selection import Selection
from data.store import Store, close_store, store
from data.whatif import Scenario, alike, ledger
from pages.parts import simulasi_ledger, words
from tests.conftest import copy_store
from tests.pages.test_frame import opened, texts

PAGE = "simulasi.py"
BINJAI = Selection(city=("binjai",))


@pytest.fixture(scope="module")
def path(pristine_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = copy_store(pristine_demo, tmp_path_factory.mktemp("alike"))
    opened_store = Store.open(made)
    with pytest.MonkeyPatch.context() as patch:
        for name in set(fits.FITS) - {alike.TOOL}:
            patch.delitem(fits.FITS, name)
        fits.run(opened_store, [fits.EVERYWHERE], compute=fits.fit_here)
    opened_store.close()
    return made


@pytest.fixture
def used(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    close_store()
    made = copy_store(path, tmp_path)
    monkeypatch.setenv("PANTAU_STORE", str(made))
    monkeypatch.setenv("PANTAU_FIT", "off")
    yield made
    close_store()


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_page_says_what_is_answered(used: Path, language: str) -> None:
    at = opened(PAGE, tool="alike", city="binjai", figures="ease.62", lang=language)
    of = whatif.run(store(), Scenario("alike", "", BINJAI, {"outcome": "resistance", "figures": {"ease": 62}}))
    with words.speaking("id" if language == "id" else "en"):
        value, interval = words.number(of["told"]["value"]), words.interval(of["told"]["low"], of["told"]["high"])
    assert [card.value for card in at.metric] == [value, f"{of['own']:.0f}", str(of["alike"]["n"])]
    assert value in at.title[0].value
    assert interval in at.title[0].value
    said = texts(at)
    assert ("belum tentu mendatangkan perbedaan" if language == "id" else "need not bring the difference about") in said
    assert ("Keterkaitan" if language == "id" else "Association") in said


def test_figures_stand_in_the_address_and_what_no_unit_had_is_refused(used: Path) -> None:
    at = opened(PAGE, tool="alike", city="binjai")
    at.number_input(key="lever_figures_ease").set_value(62).run()
    assert at.query_params["figures"] == "ease.62"
    at.number_input(key="lever_figures_ease").set_value(99).run()
    assert not at.exception
    assert not at.metric
    assert "Di luar jangkauan data" in texts(at)


def test_an_outcome_without_skill_is_told_as_such(used: Path) -> None:
    at = opened(PAGE, tool="alike", city="binjai", outcome="ikm")
    assert not at.metric
    assert "tidak dapat diperkirakan lebih baik" in texts(at)


def test_kept_and_opened_by_its_link(used: Path) -> None:
    scenario = Scenario("alike", "Serupa", BINJAI, {"outcome": "sustained_use", "figures": {"per_staff": 2.5}, "unit_type": "dinsos"})  # fmt: skip
    kept = ledger.save(store(), scenario, "Bappeda")
    with words.speaking("id"):
        link = simulasi_ledger.link(kept)
    at = opened(PAGE, **{name: value if isinstance(value, str) else value[0] for name, value in link.items()})
    with words.speaking("id"):
        assert at.metric[0].value == words.number(kept.result["told"]["value"]) + "%"
    assert at.number_input(key="lever_figures_per_staff").value == 2.5
