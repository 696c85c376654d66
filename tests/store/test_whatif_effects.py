"""Training, deployment and allocation asked of a store: the same digits, nothing outside the data, nothing of few people."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from data import fits, whatif
from data.selection import Scope, Selection
from data.store import Store
from data.whatif import Refused, Scenario, allocation, ledger, training, unmet
from data.whatif.pool import prices
from metrics.limits import cell_sizes
from metrics.metric import Population
from metrics.models import training_effect
from tests.conftest import copy_store, run_cli, run_process

BINJAI = Selection(city=("binjai",))
LEAST = cell_sizes.minimum(Population.STAFF)


SPLIT = "binjai-disdik"
SPLIT_IN = {"functional": "enable", "executive": "keep", "structural": "keep"}


def estimate(value: float, se: float = 1.0) -> dict[str, Any]:
    return {"value": value, "low": value - 1.7 * se, "high": value + 1.7 * se, "se": se, "naive": 2 * value, "base": 30.0, "offices": 20, "e_value": 1.6}  # fmt: skip


def found(name: str, frames: fits.Frames) -> fits.Result:
    """Estimates as the fits have them, with plain figures that the answers can be worked out from by hand."""
    if name == "training_effect":
        units = sorted(frames[0]["unit"].unique())
        of = {
            "state": "fitted", "n": {"trained": 100, "untrained": 300, "units": 20}, "sustained": estimate(8), "sustained_3": estimate(5),
            "active": estimate(3), "placebo": estimate(0) | {"holds": True}, "outside": 0.5, "e_value": 1.8, "dose": 25.0, "dose_quarters": 40,
            "cells": [{"unit": u, "mean": 8.0 + (i % 3), "sd": 1.0} for i, u in enumerate(units)],
        }  # fmt: skip
        refused = {
            "state": "refused",
            "n": {},
            "reason": {"id": "Datanya belum cukup.", "en": "There are too few data."},
        }
        return {"state": "fitted", "kind": "causal", "n": {}, "caveats": [], "kinds": {"class": of, "elearning": refused, "coaching": of}}  # fmt: skip
    if name == "segments":  # every other office, and one office of which only a type of position is meant
        units = sorted(frames[1]["unit"].unique())
        groups = [
            {"unit": u, "position": "", "quadrant": "enable" if i % 2 else "keep"}
            for i, u in enumerate(units)
            if u != SPLIT
        ]
        groups += [{"unit": SPLIT, "position": p, "quadrant": q} for p, q in SPLIT_IN.items()]
        return {"state": "fitted", "kind": "description", "n": {}, "caveats": [], "groups": groups}
    if name == "launch_effect":
        course = [{"quarter": 0, "value": 1.0, "low": 0.5, "high": 1.5}]
        of = {"state": "fitted", "n": {"launched": 20, "waiting": 20, "units": 40}, "value": 2.0, "low": 1.0, "high": 3.0, "se": 0.6,
              "before_after": 4.0, "p_before": 0.4, "offices": 40, "after": course, "before": [], "steady": True}  # fmt: skip
        return {"state": "fitted", "kind": "causal", "n": {}, "caveats": [], "systems": [{"system": "registration", "outcomes": {"ikm": of}}]}  # fmt: skip
    slope = {"value": 0.0, "low": -0.02, "high": 0.02, "se": 0.01, "offices": 30, "rows": 200}
    return {"state": "fitted", "kind": "association", "n": {}, "caveats": [], "ikm": slope, "resistance": None}


@pytest.fixture(scope="module")
def path(pristine_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = copy_store(pristine_demo, tmp_path_factory.mktemp("effects"))
    store = Store.open(made)
    with pytest.MonkeyPatch.context() as patch:
        wanted = ("training_effect", "launch_effect", "use_and_ikm", "segments")
        for name in set(fits.FITS) - {*wanted}:
            patch.delitem(fits.FITS, name)
        fits.run(store, compute=found)
    store.close()
    return made


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    opened = Store.open(path)
    yield opened
    opened.close()


def asked(**levers: Any) -> Scenario:
    return Scenario("training", selection=BINJAI, levers=levers)


def test_the_gain_is_that_of_the_formula(store: Store) -> None:
    scenario = asked(kind="class", people=60)
    got = whatif.run(store, scenario)
    known = training.start(store, scenario, Scope())
    here, price = known.pool, known.prices["class"]
    cells = {c["unit"]: c["mean"] for c in known.training[0].result["kinds"]["class"]["cells"]}  # type: ignore[index]
    by_hand = sum(
        60 / here.people * price.completion * o.people * o.open / (o.people + 4.5) * cells[o.unit] / 100
        for o in here.offices
    )
    assert got["training"]["sustained"]["value"] == pytest.approx(by_hand, rel=0.03)  # median of draws
    assert got["training"]["rupiah"] == pytest.approx(60 * price.cost, rel=1e-5)  # type: ignore[operator]
    assert got["training"]["better"] > 0.99
    low, high = got["training"]["share"]["low"], got["training"]["share"]["high"]
    assert 0 < low < got["training"]["share"]["value"] < high
    later = got["training"]["course"][2]
    assert later["baseline"] == 30
    trained = sum(60 / here.people * o.people * o.open / (o.people + 4.5) for o in here.offices)
    assert later["then"]["value"] == pytest.approx(30 + 100 * by_hand / trained, rel=0.03)


def test_the_pool_is_counted_from_the_records(store: Store) -> None:
    scenario = asked(kind="class", people=60)
    here = training.start(store, scenario, Scope()).pool
    with store.cursor() as cursor:
        rows = cursor.execute(
            "SELECT u.unit, count(DISTINCT staff), count(*) FROM adoption_quarter a JOIN unit u ON u.id = a.unit "
            "WHERE NOT sustained AND quarter = (SELECT max(quarter) FROM adoption_quarter) AND u.city = 'binjai' GROUP BY ALL"
        ).fetchall()
    counted = {unit: (people, pairs) for unit, people, pairs in rows}
    assert all(
        (o.people, o.open) == (counted[o.unit][0] // 10 * 10, counted[o.unit][1]) and o.people >= LEAST
        for o in here.offices
    )
    assert {o.unit for o in here.offices} <= {unit for unit, (people, _) in counted.items() if people >= LEAST}


def test_a_lower_dose_takes_longer_and_gains_the_same(store: Store) -> None:
    whole, slow = (whatif.run(store, asked(kind="class", people=60, **dose))["training"] for dose in ({}, {"dose": 5}))
    people = training.start(store, asked(), Scope()).pool.people
    assert whole["quarters"] == 1
    assert slow["quarters"] == -(-60 // int(people * 0.05))
    assert slow["sustained"] == whole["sustained"]
    with pytest.raises(Refused, match="paling banyak"):
        whatif.run(store, asked(kind="class", people=60, dose=1))


def test_kinds_of_groups_cut_the_pool_and_give_no_small_group_away(store: Store) -> None:
    every = {o.unit: o for o in training.start(store, asked(), Scope()).pool.offices}
    kinds = {
        kind: {o.unit: o for o in training.start(store, asked(segments=[kind]), Scope()).pool.offices}
        for kind in ("enable", "keep")
    }
    assert kinds["enable"]
    for unit, office in every.items():
        parts = [found[unit] for found in kinds.values() if unit in found]
        assert all(part.people >= LEAST for part in parts)
        if unit != SPLIT:
            assert parts == [office]
        elif parts:  # all of its groups count, or none: what is missing could be had by subtraction
            assert (sum(p.open for p in parts), sum(p.pairs for p in parts)) == (office.open, office.pairs)
    with store.cursor() as cursor:
        rows = cursor.execute(
            "SELECT position, count(DISTINCT staff) FROM adoption_quarter a JOIN unit u ON u.id = a.unit WHERE u.unit = ? AND NOT sustained "
            "AND quarter = (SELECT max(quarter) FROM adoption_quarter) GROUP BY ALL",
            [SPLIT],
        ).fetchall()
    assert any(SPLIT in found for found in kinds.values()) == all(n >= LEAST for _, n in rows)


def test_satisfaction_in_two_steps_is_not_claimed_where_the_second_covers_nothing(store: Store) -> None:
    got = whatif.run(store, asked(kind="class", people=60))
    ikm = got["training"]["ikm"]
    assert got["training"]["proven"]
    assert not ikm["proven"]
    assert ikm["low"] < 0 < ikm["high"]
    line = next(x for x in whatif.told(got) if x.label.en == "IKM through use")
    assert line.value is None


@pytest.mark.parametrize(
    ("scenario", "said"),
    [
        (asked(kind="class", people=5), "paling sedikit"),
        (asked(kind="class", people=100_000), "Di luar jangkauan data"),
        (asked(kind="elearning", people=20), "Datanya belum cukup"),
        (asked(kind="sulap", people=20), "tidak dikenal"),
        (asked(kind="class", people=2.5), "bilangan bulat"),
        (asked(kind="class", people=20, quarter="2031Q1"), "empat triwulan"),
        (asked(kind="class", people=20, dose=26), "paling tinggi 25%"),
        (asked(kind="class", people=20, dose=0), "di atas nol"),
        (asked(kind="class", people=20, segments=["lazy"]), "tidak dikenal"),
        (asked(system="registration", units=[]), "belum menerapkan"),
        (asked(system="finance", units=["binjai-disdik"]), "Di luar jangkauan data"),
        (Scenario("training", selection=Selection(unit=("sawahlunto-bpbd",)), levers={"people": 10}), "Belum ada log"),
        (Scenario("training", selection=Selection(unit=("binjai-dinsos",), position=("executive",))), "terlalu kecil"),
        (Scenario("allocation", selection=BINJAI), "anggaran"),
        (Scenario("allocation", levers={"budget": 1e8}, assumptions={"aim": "luck"}), "Ukuran"),
    ],
)
def test_what_cannot_be_answered_says_why(store: Store, scenario: Scenario, said: str) -> None:
    with pytest.raises(Refused, match=said):
        whatif.run(store, scenario)


def test_a_reader_of_one_office_gets_no_model_of_a_city(store: Store) -> None:
    with pytest.raises(Refused, match="lingkup"):
        whatif.run(store, asked(kind="class", people=10), Scope("unit", ("binjai-disdik",)))


def test_a_deployment_is_told_with_its_check(store: Store) -> None:
    with store.cursor() as cursor:
        (unit,) = cursor.execute(
            "SELECT unit FROM unit WHERE city = 'binjai' AND id NOT IN (SELECT unit FROM deployment WHERE system = 4) LIMIT 1"
        ).fetchone()
    got = whatif.run(store, asked(system="registration", units=[unit]))["deployment"]
    assert got["outcomes"]["ikm"]["value"] == 2.0
    assert got["outcomes"]["ikm"]["proven"]
    assert (got["units"], got["had"]) == (1, 0)


def test_the_command_line_and_a_fresh_process_give_the_same_digits(path: Path, tmp_path: Path) -> None:
    scenario = asked(kind="coaching", people=40)
    store = Store.open(path)
    here = whatif.run(store, scenario)
    store.close()
    file = tmp_path / "s.json"
    file.write_text(scenario.to_json())
    assert json.loads(run_process("whatif", str(file), "--json", store=path).stdout) == json.loads(json.dumps(here))
    told = run_cli("whatif", str(file), store=path).stdout
    assert "pengaruh belum terbukti: pada tingkat keyakinan 99% masih mungkin nol" in told
    assert "Rancangan sebab-akibat" in told


def test_the_ledger_keeps_every_tool(path: Path, tmp_path: Path) -> None:
    store = Store.open(copy_store(path, tmp_path))
    kept = ledger.save(store, Scenario("training", "Kelas", BINJAI, {"kind": "class", "people": 30}), "A")
    assert ledger.entry(store, kept.id).result == json.loads(json.dumps(kept.result))
    assert [line.label for line in whatif.told(dict(kept.result))]
    of = {name: value for name, value in kept.result["training"].items() if name != "proven"}
    assert whatif.told({**kept.result, "training": of})  # as it was kept before that was told apart
    store.close()


def test_the_evidence_is_that_of_the_finding(store: Store) -> None:
    assert whatif.run(store, asked(kind="class", people=60))["evidence"] == "causal"
    assert whatif.run(store, asked())["evidence"] == "arithmetic"  # staff counted, and no effect told
    known = training.start(store, asked(), Scope())
    weak = {
        **known.training[0].result,
        "kinds": {"class": {**known.training[0].result["kinds"]["class"], "sustained": estimate(2)}},
    }  # type: ignore[index,dict-item]
    got = training.answered(replace(known, training=(replace(known.training[0], result=weak),)), asked(kind="class", people=60))  # fmt: skip
    assert got["training"]["sustained"]["low"] > 0  # of the 90 % interval
    assert (got["training"]["proven"], got["evidence"]) == (False, "unproven")


PLAN = Scenario("allocation", levers={"budget": 150_000_000})


def test_a_plan_keeps_its_bounds_and_beats_what_stands_beside_it(store: Store) -> None:
    got = whatif.run(store, PLAN)
    best, rata = got["plans"]["best"], got["plans"]["pro_rata"]
    assert best["rupiah"] <= 150_000_000
    assert rata["rupiah"] <= 150_000_000
    assert best["aim"] >= rata["aim"] >= got["plans"]["nothing"]["aim"] == 0
    assert sum(row["people"] for row in got["rows"]) == best["people"]
    assert sum(row["rupiah"] for row in got["rows"]) == pytest.approx(best["rupiah"], rel=1e-4)
    assert got["left"] == ["elearning"]
    assert set(got["rests"]) == {"class", "coaching"}
    assert not any(of["borrowed"] for of in got["rests"].values())
    assert all(row["people"] >= LEAST and 0 <= row["stability"] <= 1 for row in got["rows"])
    gains = [point["best"] for point in got["curve"]]
    assert gains == sorted(gains)


def test_floors_equity_and_seats_hold(store: Store) -> None:
    got = allocation.run(
        store,
        Scenario("allocation", levers={"budget": 300_000_000, "seats": 100}, assumptions={"floor": 80, "equity": True}),
        Scope(),
    )
    assert got["plans"]["best"]["people"] <= 100
    cities = store.reference("unit").set_index("unit")["city"]
    known = allocation._cells(store, PLAN, Scope())[0].pool
    people: Counter[str] = Counter()
    for row in got["rows"]:  # an office may have two kinds
        people[row["unit"]] += row["people"]
    for city in known.cities:
        share = sum(o.people for o in known.offices if o.city == city) / known.people
        assert (
            sum(n for u, n in people.items() if cities[u] == city)
            >= 0.8 * share * got["plans"]["best"]["people"] - 1e-6
        )
    used = {o.unit: 1 - o.open / o.pairs for o in known.offices}
    low = [u for u in used if used[u] < np.median(list(used.values()))]
    assert sum(n for u, n in people.items() if u in low) >= 0.5 * got["plans"]["best"]["people"]


def test_what_a_training_costs_says_whose_records_it_is_the_median_of(store: Store) -> None:
    every = prices(store, ())
    assert not any(price.borrowed for price in every.values())
    with store.cursor() as cursor:
        records = dict(
            cursor.execute(
                "SELECT c.city, count(*) FROM training_record f JOIN city c ON c.id = f.city "
                "JOIN level a ON a.enumeration = 'area' AND a.code = f.area "
                "JOIN level k ON k.enumeration = 'training_kind' AND k.code = f.training_kind "
                "WHERE a.key = 'it' AND k.key = 'coaching' GROUP BY ALL"
            ).fetchall()
        )
    for city in ("binjai", "sawahlunto", "semarang", "tangerang-selatan"):
        found = prices(store, (city,))["coaching"]
        enough = records.get(city, 0) >= 10
        assert found.borrowed is not enough
        assert found.records == (records[city] if enough else every["coaching"].records)
    assert not all(prices(store, ("binjai",))[kind].borrowed for kind in every)


def planned(store: Store, millions: int, **assumptions: Any) -> dict[str, Any]:
    asked = Scenario("allocation", levers={"budget": millions * 1_000_000}, assumptions=assumptions)
    return allocation.run(store, asked, Scope())


def test_a_floor_that_no_plan_meets_is_refused_with_the_highest_that_can_be(store: Store) -> None:
    with pytest.raises(Refused, match="100% dari bagiannya menurut pegawai” tidak dapat dipenuhi") as refused:
        planned(store, 60, floor=100)
    assert "sepuluh orang" in str(refused.value)
    told = re.search(r"ditemukan sampai (\d+)%", str(refused.value))
    assert told
    assert planned(store, 60, floor=int(told[1]))["plans"]["best"]["people"] > 0
    with pytest.raises(Refused, match=f"ditemukan sampai {told[1]}%"):
        planned(store, 60, floor=int(told[1]) + 1)


def test_money_that_is_short_is_told_apart_from_a_floor_that_is_high(store: Store) -> None:
    assert planned(store, 1)["plans"]["best"]["people"] == 0  # too little for ten staff, and no bound is blamed
    with pytest.raises(Refused, match="tidak cukup untuk kelompok sepuluh orang di setiap kota"):
        planned(store, 5, floor=50)
    with pytest.raises(Refused, match="Kursi 5 tidak cukup"):
        allocation.run(store, Scenario("allocation", levers={"budget": 50_000_000, "seats": 5}), Scope())


def test_the_city_that_can_train_nobody_is_named() -> None:
    assert "Yang menghalangi: Binjai" in str(unmet.floor_refused(50, None, ["Binjai"], False))


def test_a_plan_can_be_stopped_and_tells_how_far_it_is(store: Store) -> None:
    seen: list[float] = []
    with pytest.raises(allocation.Cancelled):
        allocation.run(store, PLAN, Scope(), seen.append, lambda: len(seen) >= 3)
    assert seen == sorted(seen)
    assert len(seen) == 3


def test_effects_are_of_the_groups_that_the_register_knows() -> None:
    assert set(training.KINDS) == set(training_effect.GROUPS)
