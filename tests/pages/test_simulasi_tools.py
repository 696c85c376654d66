"""Training, deployment and budget on the page Simulasi: the figures of the command line, in the address, kept and opened."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from data import fits, whatif
from data.selection import Scope, Selection
from data.store import Store, close_store, store
from data.whatif import Scenario, ledger
from pages.parts import job, simulasi_ledger, simulasi_planned, simulasi_told, words
from tests.conftest import copy_store
from tests.pages.test_frame import opened, texts
from tests.store.test_whatif_effects import found

PAGE = "simulasi.py"
BINJAI = Selection(city=("binjai",))


@pytest.fixture(scope="module")
def fitted(pristine_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration store with plain estimates, so that nothing has to be fitted."""
    path = copy_store(pristine_demo, tmp_path_factory.mktemp("tools"))
    opened_store = Store.open(path)
    with pytest.MonkeyPatch.context() as patch:
        for name in set(fits.FITS) - {"training_effect", "launch_effect", "use_and_ikm", "segments"}:
            patch.delitem(fits.FITS, name)
        fits.run(opened_store, compute=found)
    opened_store.close()
    return path


@pytest.fixture
def used(fitted: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    close_store()
    monkeypatch.setenv("PANTAU_STORE", str(fitted))
    monkeypatch.setenv("PANTAU_FIT", "off")
    yield fitted
    close_store()


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_page_says_what_is_answered(used: Path, language: str) -> None:
    at = opened(PAGE, tool="training", city="binjai", people="people.60", lang=language)
    levers = {"kind": "class", "people": 60, "quarter": "2026Q4"}
    of = whatif.run(store(), Scenario("training", selection=BINJAI, levers=levers))["training"]
    with words.speaking("id" if language == "id" else "en"):
        shown = [words.signed(of["sustained"]["value"]), words.percent(of["better"])]
        gain = words.number(of["sustained"]["value"])
        interval = words.interval(of["ikm"]["low"], of["ikm"]["high"], 2)
    values = [card.value for card in at.metric]
    assert [values[0], values[2]] == shown
    assert gain in at.title[0].value
    assert values[4] == words.DASH  # two steps, the second covers nothing: only the interval is told
    assert interval in texts(at)
    assert ("masih mungkin nol (90%" if language == "id" else "may still be nothing (90%") in texts(at)


def test_levers_stand_in_the_address(used: Path) -> None:
    at = opened(PAGE, tool="training", city="binjai")
    assert not at.metric
    assert not any("sebab-akibat" in each.value for each in at.markdown)  # no kind of evidence before an answer
    assert not any(button.label == "Simpan skenario ini" for button in at.button)
    at.select_slider(key="lever_people_people").set_value(40).run()
    assert not at.exception
    assert at.query_params["people"] == "people.40"
    assert at.metric
    assert any(button.label == "Simpan skenario ini" for button in at.button)


def test_the_dose_bounds_how_many_are_trained_and_in_how_many_quarters(used: Path) -> None:
    at = opened(
        PAGE, tool="training", city="binjai", people="people.30", dose="dose.2", own="cost_class.250000,jp_class.6"
    )
    levers = {"kind": "class", "people": 30, "quarter": "2026Q4", "dose": 2}
    of = whatif.run(store(), Scenario("training", "", BINJAI, levers, {"cost": 250_000, "jp": 6}))["training"]
    assert of["quarters"] > 1
    assert (of["rupiah"], of["jp"]) == (7_500_000, 180)
    assert [at.metric[0].value, at.metric[5].value] == ["+" + f"{of['sustained']['value']:.0f}", "8"]
    assert "menurut asumsi" in texts(at)
    assert at.select_slider(key="lever_dose_dose").options[-1] == "25%"  # the highest that was seen


def test_a_link_that_asks_for_more_than_can_be_says_so(used: Path) -> None:
    at = opened(PAGE, tool="training", city="binjai", people="people.99990", dose="dose.5")
    assert "Diminta 99.990" in texts(at)
    assert at.metric
    top = at.select_slider(key="lever_people_people").options[-1]
    assert f"yang dapat diatur di sini {top}" in texts(at)
    at.select_slider(key="lever_people_people").set_value(30).run()
    assert "Diminta " not in texts(at)


def test_staff_whom_a_lower_dose_leaves_nobody_of_are_not_dropped_in_silence(used: Path) -> None:
    at = opened(PAGE, tool="training", unit="binjai-disdik", people="people.30", dose="dose.1")
    assert "Diminta 30 pada “Pegawai dilatih”; yang dapat diatur di sini 0" in texts(at)
    assert "naikkan dosisnya" in texts(at)
    at = opened(PAGE, tool="training", unit="binjai-dinsos", people="people.30", position="administrator")
    if "Kurang dari" in texts(at):
        assert "naikkan dosisnya" not in texts(at)  # the dose is the highest already


def test_the_headline_says_until_when_a_training_of_several_quarters_is_told(used: Path) -> None:
    at = opened(PAGE, tool="training", city="binjai", people="people.30", dose="dose.2")
    of = whatif.run(store(), Scenario("training", "", BINJAI, {"kind": "class", "people": 30, "quarter": "2026Q4", "dose": 2}))["training"]  # fmt: skip
    last = of["quarter"] + of["quarters"] - 1
    with words.speaking("id"):
        assert f"mulai TW IV 2026 sampai {words.period(last)}" in at.title[0].value
        assert f"pada {words.period(last + 2)}, dua triwulan sesudah pelatihan terakhir" in at.title[0].value
    assert texts(at).count("poin persen") >= 2
    assert "poin persen dari hari kerja" in texts(at)


def test_how_strong_something_unrecorded_would_have_to_be_is_told_of_each_outcome(used: Path) -> None:
    at = opened(PAGE, tool="training", city="binjai", people="people.60")
    assert "1,8 kali" in texts(at)
    assert "Untuk hari aktif: 1,6 kali" in texts(at)


def test_a_pool_by_kinds_of_groups_and_type_of_position(used: Path) -> None:
    whole = opened(PAGE, tool="training", city="binjai")
    some = opened(PAGE, tool="training", city="binjai", segment="enable")
    functional = opened(PAGE, tool="training", city="binjai", position="functional")
    counted = [
        int(next(c.value for c in at.caption if "belum memakai semua" in c.value).split()[1])
        for at in (whole, some, functional)
    ]
    assert 0 < counted[1] < counted[0]
    assert 0 < counted[2] < counted[0]


def test_what_has_no_estimate_has_no_number(used: Path) -> None:
    at = opened(PAGE, tool="training", city="binjai", kind="elearning", people="people.60")
    assert not at.metric
    assert "Datanya belum cukup" in texts(at)


def test_a_group_under_ten_is_refused(used: Path) -> None:
    at = opened(PAGE, tool="training", unit="binjai-dinsos", position="executive", people="people.10")
    assert not at.metric
    assert "terlalu kecil" in texts(at)


def test_a_deployment_is_told(used: Path) -> None:
    at = opened(PAGE, tool="training", city="binjai", deploy="registration")
    assert "IKM +2,0 poin" in at.title[0].value
    assert "20 unit yang menerapkan" in texts(at)


def test_what_an_estimate_is_of_stands_at_the_top(used: Path) -> None:
    at = opened(PAGE, tool="training", unit="binjai-disdik", people="people.10")
    assert "di 20 unit Binjai, bukan dari unit yang dipilih saja." in texts(at)
    assert "meminjam perkiraan" not in texts(at)


def test_an_estimate_of_all_cities_is_told_beside_the_kind_of_evidence(
    used: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    latest = fits.latest

    def without_semarang(opened_store: Store, name: str, city: str, scope: Scope) -> fits.Latest:
        known = latest(opened_store, name, city, scope)
        return replace(known, result=None, reason=fits.NO_DATA) if city == "semarang" else known

    monkeypatch.setattr(fits, "latest", without_semarang)
    at = opened(PAGE, tool="training", city="semarang", people="people.60")
    assert "meminjam perkiraan dari semua kota" in texts(at)
    assert "di 20 unit semua kota" in texts(at)
    assert "belum ada data di sini tentang gerak IKM" in texts(at)


def test_a_plan_is_worked_out_away_from_the_page(used: Path) -> None:
    at = opened(PAGE, tool="allocation", bounds="budget.100")
    assert not at.metric
    next(b for b in at.button if b.label == "Hitung rencana").click()
    at.run()
    for each in list(job._jobs.values()):
        each.wait()
    at.run()
    assert not at.exception
    asked = Scenario("allocation", levers={"budget": 100_000_000}, assumptions={"aim": "mean"})
    best = whatif.run(store(), asked)["plans"]["best"]
    with words.speaking("id"):
        assert at.metric[0].value == words.signed(best["gain"]["value"])
        assert words.number(best["people"]) in at.title[0].value
        assert "Dasar perkiraan ini" in [each.value for each in at.subheader]
        assert f"dari {words.number(best['people'])}" in next(
            h.value for h in at.subheader if "kursi terbanyak" in h.value
        )
    at.text_input(key="ledger_name").input("Rencana")
    with pytest.MonkeyPatch.context() as patch:  # what was worked out is kept, and not worked out again
        patch.setattr(whatif, "run", None)
        next(b for b in at.button if "Simpan" in b.label).click().run()
    assert not at.exception
    (kept,) = ledger.entries(store())
    assert kept.result["plans"]["best"] == best
    with words.speaking("id"):
        link = simulasi_ledger.link(kept)
    job._jobs.clear()
    again = opened(PAGE, **{name: value if isinstance(value, str) else value[0] for name, value in link.items()})
    assert again.metric[0].value == at.metric[0].value  # at once, from what was kept
    asked = kept.scenario
    assert json.loads(json.dumps(whatif.run(store(), asked))) == kept.result


def test_a_plan_says_what_it_spends_when_and_when_it_gains_nothing() -> None:
    def plan(gain: float, rupiah: float, people: int = 230) -> dict[str, Any]:
        return {"gain": {"low": 20.0, "value": gain, "high": 40.0}, "rupiah": rupiah, "people": people}

    curve = [{"budget": 100e6, "best": None, "pro_rata": 9.0}, {"budget": 400e6, "best": 58.0, "pro_rata": 40.0}]
    of = {"period": 8106, "budget": 200e6, "curve": curve, "plans": {"best": plan(34, 189e6), "pro_rata": plan(28, 200e6), "current": plan(58, 1025e6)}}  # fmt: skip
    with words.speaking("id"):
        said = simulasi_planned.headline(of)
        assert said.startswith("Rp189 juta dari Rp200 juta untuk 230 pegawai pada TW IV 2026")
        assert simulasi_planned.curve_heading(of).startswith("Dengan Rp400 juta menjadi sekitar 58")
        assert simulasi_planned._catalogue(of).note.endswith("lebih mahal dari anggaran ini")
        same = {**of, "plans": {"best": plan(34, 200e6), "pro_rata": plan(34.2, 200e6)}}
        assert simulasi_planned.headline(same).startswith("Rp200 juta untuk")
        assert simulasi_planned.headline(same).endswith("hasilnya sama")
        none = {**of, "plans": {"best": plan(0, 0, 0), "pro_rata": plan(28, 200e6)}}  # as it was kept before
        assert "tidak dapat dipenuhi" in simulasi_planned.headline(none)


def test_a_floor_between_the_steps_of_before_is_asked_as_it_is_written_and_one_too_high_is_told(used: Path) -> None:
    at = opened(PAGE, tool="allocation", bounds="budget.60,floor.90")
    assert at.select_slider(key="lever_bounds_floor").value == 90
    assert "Biaya dan JP adalah median catatan pelatihan TI." in texts(at)
    assert ":material/warning:" not in texts(at)
    at = opened(PAGE, tool="allocation", bounds="budget.60,floor.100")
    next(b for b in at.button if b.label == "Hitung rencana").click()
    at.run()
    for each in list(job._jobs.values()):
        each.wait()
    at.run()
    assert not at.exception
    assert not at.metric
    assert "100% dari bagiannya menurut pegawai” tidak dapat dipenuhi" in texts(at)
    assert "tidak cukup untuk satu kelompok" not in texts(at)


def test_two_kept_ones_are_compared_with_their_difference(
    fitted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    close_store()
    monkeypatch.setenv("PANTAU_STORE", str(copy_store(fitted, tmp_path)))
    monkeypatch.setenv("PANTAU_FIT", "off")
    for name, people in (("Sedikit", 30), ("Banyak", 50)):
        ledger.save(store(), Scenario("training", name, BINJAI, {"kind": "class", "people": people, "quarter": "2026Q4"}), "")  # fmt: skip
    at = opened(PAGE, tool="training", city="binjai")
    assert "Baris yang sama tidak ditampilkan: " in texts(at)
    assert "Keduanya dari alat yang berbeda" not in texts(at)
    apart = {row.iloc[0]: row.iloc[3] for _at, row in at.table[0].value.iterrows()}
    assert apart["Pegawai dilatih"] in ("+20", words.MINUS + "20")
    ledger.save(store(), Scenario("elements", "Unsur", BINJAI, {"moves": {"waktu": 5}}), "")
    assert "Keduanya dari alat yang berbeda" in texts(opened(PAGE, tool="training", city="binjai"))
    close_store()


def test_a_job_can_be_stopped_and_begun_again() -> None:
    def work(progress: object, stop: object) -> int:
        while not stop():  # type: ignore[operator]
            pass
        raise InterruptedError

    job.begin("endless", work)
    at_it = job.present("endless")
    assert at_it is not None
    assert at_it.running
    at_it.cancel()
    at_it.wait()
    assert job.present("endless") is None
    job.begin("endless", lambda progress, stop: 7)
    again = job.present("endless")
    assert again is not None
    again.wait()
    assert again.result == 7


@pytest.mark.parametrize(
    "scenario",
    [
        Scenario("training", "Kelas", BINJAI, {"kind": "coaching", "people": 30, "quarter": "2027Q1"}),
        Scenario(
            "allocation", "Dana", Selection(), {"budget": 50_000_000, "seats": 50}, {"aim": "mean", "equity": True}
        ),
    ],
)
def test_kept_listed_compared_and_opened(
    fitted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scenario: Scenario
) -> None:
    close_store()
    monkeypatch.setenv("PANTAU_STORE", str(copy_store(fitted, tmp_path)))
    monkeypatch.setenv("PANTAU_FIT", "off")
    kept = ledger.save(store(), scenario, "Bappeda")
    other = ledger.save(store(), Scenario("elements", "Unsur", BINJAI, {"moves": {"waktu": 5}}), "")
    with words.speaking("id"):
        query = simulasi_ledger.link(kept)
        assert len(simulasi_ledger.difference(kept, other)) > 3
        line = simulasi_told.line(dict(kept.result))
    at = opened(PAGE, **{name: value if isinstance(value, str) else value[0] for name, value in query.items()})
    assert line in texts(at)
    if scenario.tool == "training":
        with words.speaking("id"):
            assert at.metric[0].value == words.signed(kept.result["training"]["sustained"]["value"])
    close_store()
