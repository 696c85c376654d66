"""Fits: made from the store's records, kept whole, stale when the data move, shown only to who may see a city."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from data import fits
from data.fits import alike, background, inputs
from data.fits.worker import Worker
from data.selection import EVERYTHING, Scope
from data.store import Store
from metrics.limits import cell_sizes
from metrics.metric import Population
from metrics.resistance.terms import STATEMENTS
from tests.conftest import copy_store, run_cli
from tests.store.staff import Row, batch

SIZE, MONTHS = 14, 9
BINJAI = Scope("city", ("binjai",))


def rows(store: Store) -> dict[str, list[Row]]:
    """Twelve offices with e-office from January 2025 on, some staff trained, and a survey in the second quarter."""
    rng = np.random.default_rng(0)
    units = [unit for unit in store.reference("unit")["unit"] if unit.startswith("binjai-")][:12]
    people, log, trained, plan, survey = [], [], [], [], []
    for u, unit in enumerate(units):
        plan.append({"unit": unit, "system": "eoffice", "launched_on": date(2025, 1, 1), "obligation": ("mandatory", "voluntary")[u % 2]})  # fmt: skip
        for p in range(SIZE):
            staff = 100 * u + p + 1
            born = int(rng.integers(1970, 2000))
            people.append({"staff": staff, "unit": unit, "valid_from": date(2020, 1, 1), "position": ("structural", "executive")[p > 2], "birth_year": born})  # fmt: skip
            if p % 3 == 0:
                trained.append({"staff": staff, "programme": "it", "title": "IT", "area": "it", "training_kind": "bimtek", "ended_on": date(2025, int(rng.integers(1, 9)), 15), "completed": True})  # fmt: skip
            begins = int(rng.geometric(0.15))
            for month in range(1, MONTHS + 1):
                active = int(rng.integers(3, 15)) if month >= begins else 0
                log.append({"staff": staff, "system": "eoffice", "month": date(2025, month, 1), "working_days": 20, "active_days": active, "digital": 10, "manual": 5, "proxy": 1, "late": 2, "returned": 1})  # fmt: skip
            said = {key: int(rng.integers(1, 6)) for key in STATEMENTS}
            survey.append({"unit": unit, "quarter": "2025Q2", "system": "eoffice", "position": "executive", **said})
    return {"employee": people, "training_participation": trained, "deployment": plan, "usage_month": log, "pulse_response": survey}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the rows, and nothing fitted yet. Copy it."""
    path = tmp_path_factory.mktemp("fits") / "fits.duckdb"
    store = Store.open(path)
    store.commit_batches([batch(table, found) for table, found in rows(store).items()])
    store.close()
    return path


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(copy_store(made, tmp_path))
    yield opened
    opened.close()


def quick(name: str, frames: fits.Frames) -> fits.Result:
    """A fit that takes no time, where what is kept matters and not what is found."""
    return {"state": "fitted", "kind": "description", "n": {"rows": len(frames[0])}, "caveats": []}


def kept(store: Store) -> list[tuple[Any, ...]]:
    with store.cursor() as cursor:
        return cursor.execute("SELECT kind, key FROM memory WHERE kind LIKE 'fit:%' ORDER BY ALL").fetchall()


def test_every_fit_gives_a_result_or_says_what_it_lacks(store: Store) -> None:
    assert fits.latest(store, "cox", "", EVERYTHING).state == "missing"
    assert fits.run(store, compute=fits.fit_here) == 2 * len(fits.FITS)
    found = {name: fits.latest(store, name, "binjai", EVERYTHING) for name in fits.FITS}
    assert {f.state for f in found.values()} <= {"fitted", "refused"}
    assert all((f.result is None) != (f.reason is None) for f in found.values())
    cox = found["cox"].result
    assert cox is not None
    assert cox["n"]["people"] == 12 * SIZE
    assert {e["feature"] for e in cox["effects"]} >= {"trained", "age", "position"}
    assert found["diffusion"].result is not None
    assert found["leaders"].result is not None
    assert found["segments"].state == "refused"
    assert found["cox"].version == store.version().id
    assert not found["cox"].stale
    assert fits.run(store, compute=fits.fit_here) == 0


def test_nobody_sees_more_than_their_cities(store: Store) -> None:
    fits.run(store, compute=quick)
    assert fits.latest(store, "cox", "binjai", BINJAI).state == "fitted"
    for city, scope in (
        ("", BINJAI),
        ("binjai", Scope("city", ("semarang",))),
        ("binjai", Scope("unit", ("binjai-rsud",))),
    ):
        seen = fits.latest(store, "cox", city, scope)
        assert (seen.state, seen.result) == ("scope", None)
    assert fits.latest(store, "cox", "semarang", EVERYTHING).state == "no_data"
    with pytest.raises(KeyError):
        fits.latest(store, "horoscope", "", EVERYTHING)


def test_a_change_of_its_sources_alone_makes_a_result_stale(store: Store) -> None:
    fits.run(store, compute=quick)
    survey = {"unit": "binjai-rsud", "quarter": "2025Q3", "system": "eoffice", **dict.fromkeys(STATEMENTS, 2)}
    store.commit_batch(batch("pulse_response", [survey], "more"))
    assert fits.latest(store, "segments", "", EVERYTHING).stale
    assert not fits.latest(store, "cox", "", EVERYTHING).stale
    assert fits.run(store, compute=quick) == 2 * sum("pulse_response" in fit.sources for fit in fits.FITS.values())
    assert not fits.latest(store, "segments", "", EVERYTHING).stale
    store.withdraw_batch("more")
    assert fits.latest(store, "segments", "", EVERYTHING).stale


def test_data_that_come_while_a_fit_runs_leave_it_with_the_version_it_read(store: Store) -> None:
    before = store.version().id

    def interrupted(name: str, frames: fits.Frames) -> fits.Result:
        if name == "segments":
            survey = {"unit": "binjai-rsud", "quarter": "2025Q3", "system": "eoffice", **dict.fromkeys(STATEMENTS, 2)}
            store.commit_batch(batch("pulse_response", [survey], "more"))
        return quick(name, frames)

    fits.run(store, compute=interrupted)
    seen = fits.latest(store, "segments", "", EVERYTHING)
    assert (seen.version, seen.stale) == (before, True)
    assert store.version().id != before


def test_what_is_cancelled_or_fails_keeps_nothing_half_done(store: Store) -> None:
    calls = []

    def compute(name: str, frames: fits.Frames) -> fits.Result:
        calls.append(name)
        if name == "leaders":
            raise ArithmeticError("as a library may")
        return quick(name, frames)

    assert fits.run(store, compute=compute, cancelled=lambda: len(calls) >= 2) == 2  # that under way is thrown away
    first = f"fit:{calls[0]}"
    assert kept(store) == [(first, ""), (first, "binjai")]  # one city is all there is: fitted once
    fits.run(store, compute=compute)
    assert len(kept(store)) == 2 * len(fits.FITS)
    failed = fits.latest(store, "leaders", "", EVERYTHING)
    assert (failed.state, failed.result) == ("failed", None)


def test_a_larger_smallest_group_hides_what_was_made_for_a_smaller(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    fits.run(store, compute=quick)
    monkeypatch.setenv(cell_sizes.SETTING, str(cell_sizes.minimum(Population.STAFF) + 5))
    assert fits.latest(store, "segments", "", EVERYTHING).state == "missing"
    assert fits.run(store, compute=quick) == 2 * len(fits.FITS)


def test_no_key_of_a_person_leaves_the_store(store: Store) -> None:
    with store.cursor() as cursor:
        frames = inputs.read(cursor, {f for fit in fits.FITS.values() for f in fit.frames})
        keys = {row[0] for row in cursor.execute("SELECT DISTINCT staff FROM employee").fetchall()}
    frames[alike.FRAME] = alike.unit_quarters(store)
    assert set(frames) == {f for fit in fits.FITS.values() for f in fit.frames}
    for name, frame in frames.items():
        assert "staff" not in frame, name
        assert len(frame), name
        if "person" in frame:
            assert set(frame["person"].dropna()) <= set(range(1, len(keys) + 1))


def test_frames_tell_what_the_records_do(store: Store) -> None:
    with store.cursor() as cursor:
        frames = inputs.read(cursor, {"spells", "use", "starts"})
        reached = cursor.execute("SELECT count(months_to), count(*) FROM adoption_spell").fetchone()
    spells = frames["spells"]
    assert (int(spells["months_to"].notna().sum()), len(spells)) == reached
    assert set(spells["started"]) == {2025 * 12}
    assert set(spells["last"]) == {2025 * 12 + MONTHS - 1}
    assert set(spells["obligation"]) == {"mandatory", "voluntary"}
    trained = spells["trained_month"].notna()
    assert int(trained.sum()) == 12 * 5
    starts = frames["starts"]
    assert set(starts.loc[starts["months_to"] < 6, "reached"]) == {1.0}
    assert pd.isna(starts["unit_resistance"]).all()  # nobody was asked before the launch


def test_the_worker_gives_what_this_process_does_and_tells_what_failed(store: Store) -> None:
    with store.cursor() as cursor:
        frames = (inputs.read(cursor, {"spells"})["spells"],)
    worker = Worker()
    try:
        assert worker.fit("diffusion", frames) == fits.fit_here("diffusion", frames)
        with pytest.raises(RuntimeError, match="spells lack"):
            worker.fit("cox", (frames[0].drop(columns="started"),))
    finally:
        worker.close()
    worker.close()


def test_the_background_fits_what_is_missing_and_ends(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "LOOK", 0.05)
    monkeypatch.setenv(background.SETTING, "off")
    background.start(store)
    assert not kept(store)
    monkeypatch.delenv(background.SETTING)
    background.start(store)
    background.start(store)  # once
    background.stop()
    assert len(kept(store)) in range(2 * len(fits.FITS) + 1)  # whole ones
    background.stop()


def test_the_command_fits_one_city_and_says_what_stands(made: Path, tmp_path: Path) -> None:
    path = copy_store(made, tmp_path)
    done = run_cli("fit", "--city", "binjai", "--lang", "en", store=path)
    assert done.returncode == 0, done.stderr
    assert f"{len(fits.FITS)} models fitted" in done.stdout
    assert "cox binjai" in done.stderr
    unknown = run_cli("fit", "--city", "atlantis", "--lang", "en", store=path)
    assert unknown.returncode == 2
    assert "atlantis" in unknown.stderr
