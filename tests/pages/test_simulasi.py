"""Simulasi says what the command line says; levers live in the address; kept scenarios open again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from data.selection import Selection
from data.store import close_store, store
from data.whatif import Refused, Scenario, ledger
from pages.parts import levers, simulasi_facts, simulasi_ledger, simulasi_told, words
from tests.conftest import copy_store, run_cli
from tests.pages.test_frame import opened, texts

PAGE = "simulasi.py"
BINJAI = Selection(city=("binjai",))


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_page_says_what_the_command_line_says(demo_store: Path, tmp_path: Path, language: str) -> None:
    at = opened(PAGE, city="binjai", moves="waktu.10,sarana.-4", lang=language)
    close_store()
    asked = Scenario("elements", selection=Selection(city=("binjai",)), levers={"moves": {"waktu": 10, "sarana": -4}})
    file = tmp_path / "s.json"
    file.write_text(asked.to_json())
    found = json.loads(run_cli("whatif", str(file), "--json", store=demo_store).stdout)
    with words.speaking("id" if language == "id" else "en"):
        values = [f"{words.number(found[part]['value'], 2)} ({found[part]['grade']})" for part in ("now", "then")]
        chance = words.percent(
            min(found["then"]["chances"][found["then"]["grade"]], 0.999)
        )  # of a sample nothing is certain
        rises = list(found["goal"]["moves"].values())
        least = words.number(sum(rises) / len(rises) / 100, 2)
    assert [card.value for card in at.metric] == [*values, chance]
    assert values[1] in at.title[0].value
    assert least in texts(at)


def test_a_slider_moves_the_index_and_the_address(demo_store: Path) -> None:
    at = opened(PAGE, city="binjai")
    before = [card.value for card in at.metric]
    assert before[0] == before[1]
    at.select_slider(key="lever_moves_waktu").set_value(20).run()
    assert not at.exception
    assert at.query_params["moves"] == "waktu.20"
    after = [card.value for card in at.metric]
    assert after[0] == before[0] != after[1]
    button = next(b for b in at.button if b.label == "Kembali ke awal")
    button.click().run()
    assert [card.value for card in at.metric][:2] == before[:2]
    assert "moves" not in at.query_params


def test_a_plan_sets_the_sliders(demo_store: Path) -> None:
    at = opened(PAGE, city="binjai")
    next(b for b in at.button if b.label == "Pakai rencana ini").click().run()
    assert not at.exception
    assert "(A)" in at.metric[1].value


def test_a_target_beyond_what_was_had_says_so(demo_store: Path) -> None:
    at = opened(PAGE, city="binjai", target="target.10000")
    assert any("tidak terjangkau" in heading.value for heading in at.subheader)
    assert "kesembilan unsur masih harus naik lagi rata-rata" in texts(at)


def test_the_way_to_a_target_says_what_it_begins_with(demo_store: Path) -> None:
    assert "dihitung dari hasil pengukuran dan bukan dari penggeser" in texts(opened(PAGE, city="binjai"))
    at = opened(PAGE, city="binjai", base="waktu.300", moves="sarana.10")
    assert "dihitung dari nilai sendiri dan bukan dari penggeser" in texts(at)
    assert "seluruhnya" not in texts(at)
    heads = [column for frame in at.dataframe for column in frame.value.columns]
    assert "Pernah dicapai suatu unit" in heads or not at.dataframe


@pytest.mark.parametrize("language", ["id", "en"])
def test_own_scores_are_nowhere_said_to_be_measured(
    pristine_demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    close_store()
    path = copy_store(pristine_demo, tmp_path)
    monkeypatch.setenv("PANTAU_STORE", str(path))
    measured = opened(PAGE, city="binjai", lang=language).metric[0]
    at = opened(PAGE, city="binjai", base="waktu.210", moves="sarana.10", lang=language)
    said, own, element = {
        "id": ("Nilai sendiri", "nilai sendiri", "Waktu penyelesaian 2,10"),
        "en": ("Own scores", "your own scores", "Completion time 2.10"),
    }[language]
    assert own in at.title[0].value
    caption = next(each.value for each in at.caption if ":material/edit:" in each.value)
    assert element.lower() in caption.lower()
    assert measured.value in caption
    people = next(each.value for each in opened(PAGE, city="binjai").caption if each.value.endswith(" responden"))
    assert people not in texts(at)  # nobody was asked for what was filled in
    asked = Scenario("elements", "Andai", Selection(city=("binjai",)), {"moves": {"sarana": 10}}, {}, {"waktu": "2.10"})
    kept = ledger.save(store(), asked, "")
    with words.speaking("id" if language == "id" else "en"):
        line = simulasi_told.line(dict(kept.result))
        other = ledger.save(store(), Scenario("elements", "Terukur", asked.selection), "")
        rows = simulasi_ledger.difference(kept, other)
    close_store()
    file = tmp_path / "s.json"
    file.write_text(kept.scenario.to_json())
    told = run_cli("whatif", str(file), "--lang", language, store=path).stdout
    for text in (line, told):
        assert said in text
        assert element in text
        assert "Hasil pengukuran" not in text
        assert "Measured" not in text
    assert any(label == said and one != words.DASH and two == words.DASH for label, one, two in rows)


def test_a_target_is_told_only_where_one_was_chosen(demo_store: Path) -> None:
    for query, chosen in (({}, False), ({"target": "target.8650"}, True)):
        at = opened(PAGE, city="binjai", moves="waktu.10", **query)
        asked = simulasi_facts.load(Selection(city=("binjai",)))
        assert not isinstance(asked, Refused)
        scenario = simulasi_facts.scenario(asked, {"waktu": 10}, 8650 if chosen else None, {}, {})
        result = simulasi_facts.answered(asked, scenario)
        with words.speaking("id"):
            line = simulasi_told.line(result)
            assert ("Sasaran IKM 86,50" in line) is chosen
            assert "Digeser Waktu penyelesaian +0,10" in line
            assert ("target" in simulasi_told.query(scenario, result)) is chosen
            target = words.number(result["goal"]["target"], 2)
        assert any(target in heading.value for heading in at.subheader)


def test_kept_and_opened_again(pristine_demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    close_store()
    monkeypatch.setenv("PANTAU_STORE", str(copy_store(pristine_demo, tmp_path)))
    at = opened(PAGE, city="semarang", moves="biaya.5")
    at.text_input(key="ledger_name").input("Gratis *semua*")
    at.text_input(key="ledger_author").input("Bappeda")
    next(b for b in at.button if "Simpan" in b.label).click().run()
    assert not at.exception
    assert "Gratis" in texts(at)
    (kept,) = ledger.entries(store())
    with words.speaking("id"):
        query = simulasi_ledger.link(kept)
    again = opened(PAGE, **{name: value if isinstance(value, str) else value[0] for name, value in query.items()})
    assert again.metric[1].value == at.metric[1].value
    for _copy in range(2):
        again.button(key=f"ledger_copy_{kept.id}").click().run()
        assert not again.exception
    assert not any(t.label == "Tampilkan juga yang diarsipkan" for t in again.toggle)
    again.button(key=f"ledger_archive_{kept.id}").click().run()
    assert kept.name in {e.name for e in ledger.entries(store(), archived=True)} - {
        e.name for e in ledger.entries(store())
    }
    again.toggle(key="ledger_archived").set_value(True).run()
    again.button(key=f"ledger_back_{kept.id}").click().run()
    assert not again.exception
    assert {e.name for e in ledger.entries(store())} == {kept.name, f"{kept.name} (2)", f"{kept.name} (3)"}
    close_store()


def test_what_is_opened_after_the_data_changed_says_what_was_kept(
    pristine_demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    close_store()
    monkeypatch.setenv("PANTAU_STORE", str(copy_store(pristine_demo, tmp_path)))
    kept = ledger.save(store(), Scenario("elements", "Loket", BINJAI, {"moves": {"waktu": 7}}), "Bappeda")
    with words.speaking("id"):
        link = simulasi_ledger.link(kept)
        value = words.number(kept.result["then"]["value"], 2)
    query = {name: value if isinstance(value, str) else value[0] for name, value in link.items()}
    assert not opened(PAGE, **query).warning  # nothing changed yet
    store().set_annual_users({"binjai-disdukcapil": 123_456})
    (warned,) = opened(PAGE, **query).warning
    assert "Data sudah berubah sejak “Loket” disimpan" in warned.value
    assert value in warned.value
    assert kept.version in warned.value
    assert store().version().id in warned.value
    assert not opened(PAGE, city="binjai").warning
    assert not opened(PAGE, scenario="<script>").warning
    close_store()


def test_a_reader_of_one_city_sees_what_was_kept_about_it(
    pristine_demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    close_store()
    monkeypatch.setenv("PANTAU_STORE", str(copy_store(pristine_demo, tmp_path)))
    own = ledger.save(store(), Scenario("elements", "Dari provinsi", BINJAI, {"moves": {"waktu": 7}}), "Provinsi")
    ledger.save(store(), Scenario("elements", "Kota lain", Selection(city=("semarang",))), "Provinsi")
    monkeypatch.setenv("PANTAU_SCOPE", "city:binjai")
    at = opened(PAGE)
    assert "Dari provinsi" in texts(at)
    assert "Kota lain" not in texts(at)
    assert "lingkup lebih luas" in texts(at)
    assert "tidak terlihat di sini: 1." in texts(at)
    assert "Belum ada yang disimpan" not in texts(at)
    assert not any(button.key == f"ledger_archive_{own.id}" for button in at.button)
    at.button(key=f"ledger_copy_{own.id}").click().run()
    assert not at.exception
    copy = next(e for e in ledger.entries(store()) if e.scope == "city:binjai")
    assert copy.told
    assert copy.result["then"] == own.result["then"]
    close_store()


def test_what_is_typed_into_the_address_cannot_break_the_page(demo_store: Path) -> None:
    at = opened(PAGE, city="binjai", moves="waktu.9999999,senyum.3,biaya.,.4,<script>", efforts="waktu.7", target="x")
    assert not at.exception
    assert levers.understood("a.1,b.-2,c,d.x,.5") == {"a": 1, "b": -2}
