"""The build: the same to the byte by seed, marked synthetic, complete or resumable, true to what is in the store."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from data import demo
from data.demo.plan import DEFAULT_SEED
from data.demo.truth import truth
from data.store import Store, StoreError
from data.tables import SKM_RESPONSE
from data.tables.culture import CULTURE_TABLES
from data.tables.services import SERVICE_TABLES
from data.tables.staff import STAFF_TABLES
from tests.conftest import copy_store

SMALL, STAFF, SERVICES = 8_000, 1_000, 6_000  # answers, posts, transactions
FEW = {"staff": STAFF, "services": SERVICES}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "pantau.duckdb")
    yield opened
    opened.close()


Whole = tuple[Path, str, bytes]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """A small demo built in one go: its store (take a copy), its version and its truth."""
    path = tmp_path_factory.mktemp("whole") / "pantau.duckdb"
    return path, *_built(path, responses=SMALL, **FEW)


@pytest.fixture
def built(whole: Whole, tmp_path: Path) -> Iterator[Store]:
    """A store of the test's own with that demo."""
    opened = Store.open(copy_store(whole[0], tmp_path))
    yield opened
    opened.close()


def _built(path: Path, **options: int) -> tuple[str, bytes]:
    """Version and truth of a fresh store with a demo."""
    opened = Store.open(path)
    try:
        facts = demo.build(opened, **options)
        assert json.loads(demo.path_for(path).read_text(encoding="utf-8")) == facts
        return opened.version().id, demo.path_for(path).read_bytes()
    finally:
        opened.close()


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(whole: Whole, tmp_path: Path) -> None:
    first = whole[1:]
    assert _built(tmp_path / "b.duckdb", responses=SMALL, **FEW) == first
    other = _built(tmp_path / "c.duckdb", responses=SMALL, **FEW, seed=7)
    assert other[0] != first[0]
    assert other[1] != first[1]


# Digests of the rows at 8,000 responses. Equal with numpy's vector instructions switched off, and on one thread. They
# change when what is planted changes (then say so in the changelog), never because a later part was added.
ROWS = {
    "semarang": "03a68409f0fd006aa4295da09824e0d6",
    "tangerang-selatan": "34630f826c9c53243b1502cf6a669e42",
    "binjai": "7d0bf1349b910efc74d53daee81b8bb2",
    "sawahlunto": "144240180870fc6e24fa3fb21c183c42",
}


def test_rows_are_those_of_every_other_machine() -> None:
    made = {city.offices[0].city: city.rows for city in demo.generated(responses=SMALL)}
    assert {city: demo.content_id("skm_response", city, rows) for city, rows in made.items()} == ROWS


def test_rows_do_not_depend_on_which_other_cities_are_made() -> None:
    """Streams are named, not counted: a city alone is the city among the others."""
    from data.demo.offices import offices, totals
    from data.demo.responses import generate

    together = {made.offices[0].city: made.rows for made in demo.generated(3, SMALL)}
    alone = generate(3, "binjai", offices(3, "binjai", totals(SMALL)["binjai"])).rows
    assert alone.equals(together["binjai"])


@pytest.mark.parametrize("responses", [SMALL, 150_001, 400_000])
def test_any_size_keeps_its_structure(responses: int) -> None:
    cities = demo.generated(responses=responses)
    facts = truth(1, cities)
    assert facts["responses"] == responses
    assert list(facts["ranks"]["crude"])[:2] == ["semarang", "binjai"]
    assert list(facts["ranks"]["adjusted"])[:2] == ["binjai", "semarang"]
    assert {cell["unit"] for cell in facts["hidden_cells"]} >= {"sawahlunto-bpbd"}


def test_too_few_are_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="6000 or more"):
        demo.build(store, responses=600, **FEW)
    with pytest.raises(ValueError, match="1000 or more"):
        demo.build(store, responses=SMALL, staff=STAFF - 1)
    with pytest.raises(ValueError, match="6000 or more"):
        demo.build(store, responses=SMALL, services=SERVICES - 1)
    with pytest.raises(ValueError, match="ask for 250 to 2500"):
        demo.build(store, responses=SMALL, **FEW, pulse=2_501)
    assert not demo.interrupted(store)  # nothing was begun that a later start would have to complete


def test_a_full_build(demo_path: Path) -> None:
    """The size that a first start builds: what is in the store is what the truth says, and all of it synthetic."""
    opened = Store.open(demo_path)
    try:
        facts = json.loads(demo.path_for(demo_path).read_text(encoding="utf-8"))
        version = opened.version()
        assert facts["responses"] == version.responses == 165_000
        assert version.synthetic
        assert str(version.data_date) == "2026-09-30"
        with opened.cursor() as c:
            assert c.execute("SELECT DISTINCT synthetic FROM batch").fetchall() == [(True,)]
            per_unit = dict(
                c.execute(
                    "SELECT u.unit, count(*) FROM skm_response r JOIN unit u ON u.id = r.unit GROUP BY ALL"
                ).fetchall()
            )
            launches = c.execute(
                "SELECT count(*) FROM event e JOIN level l ON l.enumeration = 'event_kind' AND l.code = e.kind "
                "WHERE l.key = 'deployment'"
            ).fetchone()[0]
            named = c.execute(
                "SELECT u.unit, e.title_id, CAST(e.happened_on AS VARCHAR) FROM event e JOIN unit u ON u.id = e.unit "
                "WHERE u.unit = 'binjai-disdukcapil'"
            ).fetchall()
            made = dict(c.execute("SELECT table_name, accepted FROM batch").fetchall())
            alone = c.execute(
                "SELECT count(*) FROM skm_response WHERE service IS NULL OR answered_on IS NULL"
            ).fetchone()[0]
        assert per_unit == {unit: of["responses"] for unit, of in facts["units"].items()}
        assert launches == len(facts["launches"])
        assert named == [("binjai-disdukcapil", "Akta lahir daring diluncurkan", "2025-10-01")]
        assert alone == 0
        skm = {"skm_response": 165_000, "event": made["event"]}
        assert made == skm | facts["staff"]["rows"] | facts["services"]["rows"] | facts["adoption"]["rows"]
        users = opened.reference("unit").set_index("unit")["annual_users"].dropna().astype(int).to_dict()
        assert users == {unit: of["annual_users"] for unit, of in facts["units"].items()}
    finally:
        opened.close()


def test_rows_have_declared_columns_only_and_fit_their_declarations() -> None:
    """No name, address or number of a person can hide in a column that nobody declared."""
    for made in demo.generated(5, SMALL):
        frame = made.rows.to_pandas()
        assert list(frame) == [column.name for column in SKM_RESPONSE.columns]
        for column in SKM_RESPONSE.columns:
            values = frame[column.name].dropna()
            assert not column.required or len(values) == len(frame), column.name
            if column.minimum is not None:
                assert values.between(column.minimum, column.maximum).all(), column.name
            if column.levels is not None:
                assert values.isin(range(len(column.levels.levels))).all(), column.name


def test_building_again_adds_nothing_and_another_demo_is_refused(built: Store) -> None:
    store = built
    before = store.version()
    demo.build(store, responses=SMALL, **FEW)
    assert store.version() == before
    for other in ({"seed": 2}, {"staff": STAFF + 1}, {"services": SERVICES + 1}, {"pulse": 900}, {"everywhere": 1}):
        with pytest.raises(StoreError, match="data contoh lain"):
            demo.build(store, responses=SMALL, **FEW | other)
    assert store.version() == before


def test_staff_stand_in_the_store_as_the_truth_counts_them(built: Store) -> None:
    store, facts = built, json.loads(demo.path_for(built.path).read_bytes())["staff"]
    assert facts["posts"] == STAFF
    with store.cursor() as c:
        for table, rows in facts["rows"].items():
            assert c.execute(f"SELECT count(*) FROM {table}").fetchone() == (rows,)
        people = dict(
            c.execute("SELECT c.city, count(DISTINCT staff) FROM employee e JOIN city c ON c.id = e.city GROUP BY ALL")
            .fetchall()
        )  # fmt: skip
    assert people == {city: of["people"] for city, of in facts["cities"].items()}


@pytest.mark.parametrize("known", [{}, FEW], ids=["answers alone", "all but the use of systems"])
def test_a_demo_from_before_there_were_staff_services_or_use_of_systems_gets_them(
    whole: Whole, built: Store, known: dict[str, int]
) -> None:
    store = built
    before = (*STAFF_TABLES, *SERVICE_TABLES, *CULTURE_TABLES) if known else ()
    for (batch,) in _batches_since(store, {"skm_response", "event"} | {table.name for table in before}):
        store.withdraw_batch(batch)
    for kind in ("begun", "built"):
        store.remember("demo", kind, {"seed": DEFAULT_SEED, "responses": SMALL} | known)
    demo.build(store, responses=SMALL, **FEW)
    assert (store.version().id, demo.path_for(store.path).read_bytes()) == whole[1:]


def _batches_since(store: Store, before: set[str]) -> list[tuple[str]]:
    with store.cursor() as c:
        return list(c.execute("SELECT batch FROM batch WHERE table_name NOT IN ?", [sorted(before)]).fetchall())


def test_a_cancelled_build_says_so_and_is_completed_by_the_next(store: Store, whole: Whole) -> None:
    said: list[tuple[float, str]] = []
    with pytest.raises(demo.DemoCancelled):
        demo.build(store, responses=SMALL, **FEW, progress=lambda *p: said.append(p), cancelled=lambda: len(said) == 5)
    assert [what for _, what in said][:4] == ["Semarang", "Tangerang Selatan", "Binjai", "Sawahlunto"]
    assert demo.interrupted(store)
    assert not demo.path_for(store.path).exists()
    assert store.version().batches == 1  # the answers; the events are still to come

    said.clear()
    demo.build(store, responses=SMALL, **FEW, progress=lambda *p: said.append(p))
    shares = [share for share, _ in said]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 1)
    assert not demo.interrupted(store)
    assert (store.version().id, demo.path_for(store.path).read_bytes()) == whole[1:]


def test_users_that_an_officer_entered_are_kept(store: Store) -> None:
    store.set_annual_users({"binjai-rsud": 12_345})
    demo.build(store, responses=SMALL, **FEW)
    assert store.reference("unit").set_index("unit")["annual_users"]["binjai-rsud"] == 12_345
