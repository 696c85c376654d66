"""Units like these asked of a store: the same digits everywhere, hidden figures stay hidden, nothing outside the data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data import fits, whatif
from data.answer import answer
from data.fits import alike as frames
from data.query import PERIOD
from data.selection import EVERYTHING, Scope, Selection
from data.store import Store
from data.whatif import Refused, Scenario, alike, ledger
from metrics.metric import State
from metrics.models.alike import FIGURES
from tests.conftest import copy_store, run_cli

BINJAI = Selection(city=("binjai",))


@pytest.fixture(scope="module")
def path(pristine_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = copy_store(pristine_demo, tmp_path_factory.mktemp("alike"))
    store = Store.open(made)
    with pytest.MonkeyPatch.context() as patch:
        for name in set(fits.FITS) - {alike.TOOL}:
            patch.delitem(fits.FITS, name)
        fits.run(store, compute=fits.fit_here)
    store.close()
    return made


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    opened = Store.open(path)
    yield opened
    opened.close()


def asked(selection: Selection = BINJAI, **levers: Any) -> Scenario:
    return Scenario(alike.TOOL, selection=selection, levers={"outcome": "resistance", **levers})


def test_own_figures_are_those_of_the_indicators(store: Store) -> None:
    got = whatif.run(store, asked())
    assert got["evidence"] == "association"
    for row in got["figures"]:
        figure = FIGURES[row["figure"]]
        by = (PERIOD, "scale") if figure.item else (PERIOD,)
        frame = answer(store, figure.of, by, BINJAI).frame
        frame = frame[(frame["state"] == State.SHOWN) & (frame[PERIOD] <= got["period"])]
        frame = frame[frame["scale"] == figure.item] if figure.item else frame
        newest = frame.loc[frame[PERIOD].astype(int).idxmax()]
        if row["figure"] == "per_staff":
            staff = answer(store, "never_trained", (PERIOD,), BINJAI).frame.set_index(PERIOD)["n"]
            assert row["own"] == round(newest["value"] / staff[newest[PERIOD]], 1)
        else:
            assert row["own"] == round(newest["value"] * (100 if figure.percent else 1))
    own = next(row["own"] for row in got["figures"] if row["figure"] == "ease")
    assert whatif.run(store, asked(figures={"ease": own})) == got


def test_what_is_hidden_is_not_learned_from(store: Store) -> None:
    rows = frames.unit_quarters(store)
    shown = answer(store, "resistance", ("unit", PERIOD), Selection(), EVERYTHING).frame
    hidden = shown[shown["state"] == State.SUPPRESSED]
    there = rows[rows["resistance"].notna()].set_index(["unit", "quarter"]).index
    assert len(hidden)
    assert not there.intersection(hidden.set_index(["unit", PERIOD]).index).size
    assert rows["quarter"].nunique() == frames.RECENT


def test_better_figures_never_go_with_worse_outcomes(store: Store) -> None:
    low, high = (whatif.run(store, asked(figures={"ease": x}))["told"]["value"] for x in (60, 68))
    assert high <= low


def test_real_units_are_named_and_not_the_one_that_asks(store: Store) -> None:
    got = whatif.run(store, asked(Selection(unit=("binjai-dinsos",))))
    assert got["alike"]["n"] >= len(got["alike"]["units"]) > 0
    assert "binjai-dinsos" not in {row["unit"] for row in got["alike"]["units"]}
    assert got["unit_type"] == "dinsos"
    shown = answer(store, "resistance", ("unit", PERIOD), Selection(), EVERYTHING).frame.set_index(["unit", PERIOD])
    for row in got["alike"]["units"]:
        assert shown.loc[(row["unit"], row["quarter"]), "value"] == pytest.approx(row["value"], abs=0.5)


@pytest.mark.parametrize(
    ("scenario", "said"),
    [
        (asked(outcome="rezeki"), "tidak dikenal"),
        (asked(unit_type="kantor-ajaib"), "tidak dikenal"),
        (asked(figures={"waiting_time": 3}), "figures"),  # not among what resistance is foretold from
        (asked(figures={"ease": "tinggi"}), "bilangan"),
        (asked(figures={"ease": 99}), "Di luar jangkauan data. Kemudahan"),
        (asked(figures={"sustained_use": 9, "ease": 74, "support": 64, "never_trained": 6}), "Hampir tidak ada unit"),
        (
            asked(outcome="ikm"),
            r"tidak dapat diperkirakan lebih baik .* Galat kuadrat yang dihemat: \d+% \(",
        ),  # the demo's offices differ too much otherwise
        (asked(Selection(unit=("binjai-bkpsdm",), last=0)), "Belum ada angka"),
    ],
)
def test_what_cannot_be_told_says_why(store: Store, scenario: Scenario, said: str) -> None:
    with pytest.raises(Refused, match=said):
        whatif.run(store, scenario)


def test_nobody_sees_units_of_other_cities(store: Store) -> None:
    got = whatif.run(store, asked(Selection()), Scope("city", ("semarang",)))
    assert {row["unit"].startswith("semarang-") for row in got["alike"]["units"]} == {True}
    assert got["city"] == "semarang"
    with pytest.raises(Refused, match="di luar lingkup"):
        whatif.run(store, asked(Selection()), Scope("unit", ("semarang-dinsos",)))


def test_the_command_line_gives_the_same_and_a_kept_one_replays(path: Path, tmp_path: Path) -> None:
    store = Store.open(copy_store(path, tmp_path))
    scenario = Scenario(alike.TOOL, "Serupa", BINJAI, {"outcome": "sustained_use", "figures": {"ease": 62}, "unit_type": "any"})  # fmt: skip
    kept = ledger.save(store, scenario, "Bappeda")
    assert whatif.run(store, kept.scenario) == kept.result
    store.close()
    file = tmp_path / "scenario.json"
    file.write_text(kept.scenario.to_json())
    done = run_cli("whatif", str(file), "--json", store=tmp_path / path.name)
    assert json.loads(done.stdout) == json.loads(json.dumps(kept.result))
    told = run_cli("whatif", str(file), "--lang", "en", store=tmp_path / path.name).stdout.splitlines()
    assert told[0] == "Serupa (Association)"
    assert told[2].startswith("Sustained use, units like these: ")
    assert told[2].count("%") == 1
    assert told[3] == f"Units alike: {kept.result['alike']['n']}"
