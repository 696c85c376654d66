"""What-if asked of a real store, and the ledger: same digits everywhere, nothing lost, nothing shown that may not be."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from data import answer, whatif
from data.selection import Scope, Selection
from data.store import Store
from data.whatif import Refused, Scenario, ledger
from metrics.satisfaction.elements import ELEMENT_KEYS
from tests.conftest import copy_store, run_cli, run_process

BINJAI = Selection(city=("binjai",))


@pytest.fixture(scope="module")
def path(pristine_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_store(pristine_demo, tmp_path_factory.mktemp("whatif"))


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    opened = Store.open(path)
    yield opened
    opened.close()


def test_unmoved_it_is_the_index_that_every_page_shows(store: Store) -> None:
    found = whatif.run(store, Scenario("elements", selection=BINJAI))
    row = answer.answer(store, "ikm", ("period",), BINJAI).frame.iloc[-1]
    for part in ("now", "then"):
        assert [found[part][name] for name in ("value", "low", "high", "grade")] == [
            row["value"], row["low"], row["high"], row["grade"]
        ]  # fmt: skip
    sure = answer.answer(store, "grade_a_probability", ("period",), BINJAI).frame.iloc[-1]
    assert found["now"]["chances"]["A"] == pytest.approx(sure["value"], abs=1e-12)
    assert (found["n"], found["evidence"], found["change"]) == (row["n"], "arithmetic", 0)


def test_ceilings_are_what_offices_of_the_type_have_demonstrably_had(store: Store) -> None:
    one = Selection(unit=("binjai-disdukcapil",))
    found = whatif.run(store, Scenario("elements", selection=one))
    with store.cursor() as cursor:  # counted from the rows: best lower end of the t interval, at least 30 answers
        rows = cursor.execute(
            "SELECT max(m - t * s / sqrt(n)) FROM (SELECT avg(waktu) m, stddev_samp(waktu) s, count(waktu) n FROM skm_response r "
            "JOIN unit u ON u.id = r.unit WHERE u.unit_type = 'disdukcapil' GROUP BY u.unit, quarter HAVING count(waktu) >= 30), "
            "(SELECT 1.959963984540054 AS t)"
        ).fetchone()
    row = next(x for x in found["elements"] if x["element"] == "waktu")
    assert found["observed"] == {"offices": 4, "same_type": True}
    assert row["ceiling"] == pytest.approx(
        max(rows[0], row["now"]), abs=0.02
    )  # t instead of the normal, hundredths down
    assert row["ceiling"] <= max(rows[0], row["now"])


def test_a_goal_reached_is_reached_by_its_own_moves(store: Store) -> None:
    asked = Scenario("elements", selection=BINJAI, assumptions={"target": "A"})
    goal = whatif.run(store, asked)["goal"]
    again = whatif.run(store, Scenario("elements", selection=BINJAI, levers={"moves": goal["moves"]}))
    assert goal["reached"]
    assert again["then"] == goal["then"]
    assert again["then"]["grade"] == "A"
    far = whatif.run(store, Scenario("elements", selection=BINJAI, assumptions={"target": "99.5"}))["goal"]
    assert not far["reached"]
    assert far["nearest"] == far["then"]["value"] < 99.5


@pytest.mark.parametrize(
    ("scenario", "said"),
    [
        (Scenario("gempa"), "tidak dikenal"),
        (Scenario("elements", levers={"moves": {"senyum": 3}}), "unsur yang ada"),
        (Scenario("elements", levers={"moves": {"waktu": 0.5}}), "perseratus"),
        (Scenario("elements", levers={"moves": {"waktu": 200}}), "antara 1 dan 4"),
        (Scenario("elements", assumptions={"target": "101"}), "Sasaran"),
        (Scenario("elements", assumptions={"efforts": {"waktu": -1}}), "di atas nol"),
        (Scenario("elements", assumptions={"weights": "0.12"}), "Bobot"),
        (Scenario("elements", baseline={"waktu": "empat"}), "Titik awal"),
        (Scenario("elements", selection=Selection(city=("binjai",), first=1, last=2)), "Belum ada jawaban"),
    ],
)
def test_what_cannot_be_answered_says_why(store: Store, scenario: Scenario, said: str) -> None:
    with pytest.raises(Refused) as refused:
        whatif.run(store, scenario)
    assert said in refused.value.words.id
    assert refused.value.words.en


def test_too_few_people_cannot_be_moved(store: Store) -> None:
    frame = answer.answer(store, "ikm", ("unit", "service", "age", "education", "period")).frame
    newest = frame[(frame["period"] == frame["period"].max()) & (frame["state"] == "suppressed")].iloc[0]
    few = Selection(**{d: (newest[d],) for d in ("unit", "service", "age", "education")}, first=int(newest["period"]))
    with pytest.raises(Refused, match="Terlalu sedikit"):
        whatif.run(store, Scenario("elements", selection=few))


def test_a_scope_cuts_the_question_and_the_ceilings(store: Store) -> None:
    scope = Scope.parse("city:sawahlunto")
    with pytest.raises(Refused, match="Belum ada"):
        whatif.run(store, Scenario("elements", selection=BINJAI), scope)
    own = whatif.run(store, Scenario("elements"), scope)
    every = whatif.run(store, Scenario("elements", selection=Selection(city=("sawahlunto",))))
    assert own["now"] == every["now"]
    assert own["observed"]["offices"] < every["observed"]["offices"]


def test_a_kept_scenario_gives_the_same_digits_in_a_fresh_process(path: Path, tmp_path: Path) -> None:
    opened = Store.open(path)
    asked = Scenario(
        "elements", "Loket lebih cepat", BINJAI, {"moves": {"waktu": 12, "sarana": -3}}, {"target": "86.50"}
    )
    kept = ledger.save(opened, asked, "Bappeda")
    assert ledger.entry(opened, kept.id) == kept
    opened.close()
    file = tmp_path / "skenario.json"
    file.write_text(kept.scenario.to_json())
    done = run_process("whatif", str(file), "--json", store=path)
    assert json.loads(done.stdout) == kept.result
    assert f"{kept.result['then']['value']:.2f}".replace(".", ",") in run_cli("whatif", str(file), store=path).stdout
    file.write_text("{")
    bad = run_cli("whatif", str(file), store=path)
    assert (bad.returncode, "json" in bad.stderr, bad.stdout) == (2, True, "")


def test_the_command_line_says_what_was_asked_of_which_place_time_and_data(store: Store, tmp_path: Path) -> None:
    kept = ledger.save(store, Scenario("elements", "Loket", BINJAI, {"moves": {"waktu": 12, "sarana": -3}}), "")
    bound = ledger.save(store, Scenario("elements", "Target", BINJAI, {}, {"target": "86.50"}), "")
    version, path = store.version().id, store.path
    store.close()
    file = tmp_path / "skenario.json"
    file.write_text(kept.scenario.to_json())
    assert json.loads(file.read_text())["kept"] == {"version": version, "period": "2026Q3"}
    told = run_cli("whatif", str(file), store=path).stdout.splitlines()
    assert told[1] == f"Binjai, 2026-TW3, data versi {version}"
    assert told[2] == "Digeser: Waktu penyelesaian +0,12; Sarana dan prasarana −0,03"
    heading = next(i for i, line in enumerate(told) if line.startswith("Menuju"))
    assert told[heading - 1] == ""
    assert told[heading] == "Menuju mutu berikutnya, 88,31 (A) (sasaran tidak dipilih), dihitung dari hasil pengukuran:"
    assert len(told) > heading + 1
    assert "Sasaran" not in "\n".join(told[:heading])
    assert "Peringatan" not in "\n".join(told)
    file.write_text(bound.scenario.to_json())
    told = run_cli("whatif", str(file), "--lang", "en", store=path).stdout.splitlines()
    assert told[2:4] == ["No element was moved", "Target IKM: 86.50"]
    assert "Towards the target 86.50, beginning with what was measured:" in told


def test_the_command_line_warns_where_the_data_are_others_than_those_it_was_kept_on(path: Path, tmp_path: Path) -> None:
    own = copy_store(path, tmp_path)
    opened = Store.open(own)
    kept = ledger.save(opened, Scenario("elements", "Dulu", BINJAI, {"moves": {"waktu": 12}}), "")
    opened.set_annual_users({"binjai-disdukcapil": 123_456})
    opened.close()
    file = tmp_path / "skenario.json"
    file.write_text(kept.scenario.to_json())
    told = run_cli("whatif", str(file), store=own).stdout
    assert f"Peringatan: skenario ini disimpan dengan data versi {kept.version} (2026Q3)" in told
    assert f"{kept.result['then']['value']:.2f}".replace(".", ",") in told  # computed all the same
    plain = run_cli("whatif", str(file), "--json", store=own)
    assert "Peringatan" in plain.stderr
    assert json.loads(plain.stdout)["then"] == kept.result["then"]


def test_a_kept_scenario_is_about_the_period_that_it_was_answered_for(store: Store) -> None:
    kept = ledger.save(store, Scenario("elements", "Periode", BINJAI), "")
    assert kept.scenario.selection.first == kept.scenario.selection.last == kept.result["period"]
    year = ledger.save(store, Scenario("elements", "Tahun", BINJAI.but(grain="year", first=kept.result["period"])), "")
    assert year.scenario.selection.first == kept.result["period"]  # no quarters that were not asked about
    for one in (kept, year):
        assert whatif.run(store, ledger.entry(store, one.id).scenario) == one.result


def _digits(found: object) -> object:
    """As it is written: the order of adding up moves the last of sixteen digits."""
    return json.loads(json.dumps(found), parse_float=lambda text: round(float(text), 10))


@pytest.mark.parametrize(
    ("scope", "chosen", "filter_"),
    [
        ("city:binjai", Selection(), {"city": ["binjai"]}),
        ("city:binjai", Selection(city=("binjai", "semarang")), {"city": ["binjai"]}),
        ("city:binjai,semarang", Selection(unit=("binjai-rsud",)), {"city": ["binjai"], "unit": ["binjai-rsud"]}),
        ("unit:binjai-rsud", Selection(), {"city": ["binjai"], "unit": ["binjai-rsud"]}),
        ("unit:binjai-rsud,semarang-rsud", BINJAI, {"city": ["binjai"], "unit": ["binjai-rsud"]}),
    ],
)
def test_what_is_saved_within_a_scope_is_about_it_for_everybody(
    path: Path, store: Store, tmp_path: Path, scope: str, chosen: Selection, filter_: dict[str, list[str]]
) -> None:
    asked = Scenario("elements", "Dari sini", chosen, {"moves": {"waktu": 12}})
    seen = whatif.run(store, asked, Scope.parse(scope))  # what the page said when it was saved
    kept = ledger.save(store, asked, "Bappeda", Scope.parse(scope), seen)
    opened = ledger.entry(store, kept.id)  # by a reader of everything
    asked_for = {name: keys for name, keys in opened.scenario.selection.to_query().items() if name in ("city", "unit")}
    assert asked_for == filter_
    parts = ("now", "then", "n", "change", "period")
    said = _digits([seen[part] for part in parts])
    assert _digits([kept.result[part] for part in parts]) == said
    assert _digits(whatif.run(store, opened.scenario, Scope.parse(scope))) == _digits(kept.result)
    file = tmp_path / "s.json"
    file.write_text(opened.scenario.to_json())
    everywhere = json.loads(run_cli("whatif", str(file), "--json", store=path).stdout)
    assert _digits([everywhere[part] for part in parts]) == said


def test_planners_who_save_at_once_lose_nothing(store: Store) -> None:
    before = len(ledger.entries(store))

    def save(number: int) -> str:
        moves = {ELEMENT_KEYS[number % 9]: number}
        return ledger.save(store, Scenario("elements", f"Rencana {number}", BINJAI, {"moves": moves}), "B").id

    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(save, range(16)))
    kept = {e.id: e for e in ledger.entries(store)}
    assert len(kept) == before + 16
    assert sorted(kept[key].name for key in made) == sorted(f"Rencana {n}" for n in range(16))


def test_a_scenario_is_renamed_archived_and_never_deleted(store: Store) -> None:
    kept = ledger.save(store, Scenario("elements", " Uji   nama ", BINJAI), "")
    assert kept.name == "Uji nama"
    ledger.rename(store, kept.id, "Nama baru")
    ledger.archive(store, kept.id)
    assert kept.id not in {e.id for e in ledger.entries(store)}
    assert {e.id: e.name for e in ledger.entries(store, archived=True)}[kept.id] == "Nama baru"
    assert ledger.entry(store, kept.id).scenario.name == "Nama baru"  # what is handed on bears it too
    ledger.archive(store, kept.id, archived=False)
    assert kept.id in {e.id for e in ledger.entries(store)}
    for name in ("", "x" * 121):
        with pytest.raises(Refused, match="nama"):
            ledger.rename(store, kept.id, name)
    with pytest.raises(Refused, match="tidak ada"):
        ledger.entry(store, "000000000000")


def test_who_may_see_less_does_not_see_what_rests_on_more(store: Store) -> None:
    wide = ledger.save(store, Scenario("elements", "Semua kota"), "Provinsi")
    own = ledger.save(store, Scenario("elements", "Binjai saja", BINJAI), "Binjai", Scope.parse("city:binjai"))
    seen = {e.id for e in ledger.entries(store, Scope.parse("city:binjai"))}
    assert own.id in seen
    assert wide.id not in seen
    assert own.id not in {e.id for e in ledger.entries(store, Scope.parse("city:semarang"))}
    with pytest.raises(Refused):
        ledger.archive(store, wide.id, Scope.parse("city:binjai"))


def test_what_is_about_the_reader_s_own_place_is_seen_without_figures_that_rest_on_more(store: Store) -> None:
    moves = {"moves": {"waktu": 7}}
    kept = ledger.save(store, Scenario("elements", "Dari provinsi", BINJAI, moves), "Provinsi")
    rsud = ledger.save(store, Scenario("elements", "Satu unit", Selection(unit=("binjai-rsud",)), moves), "Provinsi")
    scope = Scope.parse("city:binjai")
    seen = ledger.entry(store, kept.id, scope)
    assert seen.scenario == kept.scenario
    assert not seen.told
    assert not {"now", "then", "elements", "observed"} & seen.result.keys()
    assert ledger.entry(store, rsud.id, Scope.parse("unit:binjai-rsud")).id == rsud.id
    for hidden in ("unit:binjai-rsud", "city:semarang"):
        with pytest.raises(Refused):
            ledger.entry(store, kept.id, Scope.parse(hidden))
    with pytest.raises(Refused, match="Gandakan"):
        ledger.archive(store, kept.id, scope)
    every = len(ledger.entries(store, archived=True))
    assert ledger.beyond(store, scope) == every - len(ledger.entries(store, scope, archived=True)) > 0
    assert ledger.beyond(store, Scope()) == 0


def test_a_scenario_knows_when_the_data_have_moved(store: Store) -> None:
    kept = ledger.save(store, Scenario("elements", "Sebelum", BINJAI), "")
    assert not ledger.stale(store, kept)
    store.set_annual_users({"binjai-disdukcapil": 123_456})
    assert ledger.stale(store, kept)
