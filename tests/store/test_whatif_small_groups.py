"""Who could be trained, asked in every way that the filter allows: what is told of two groups gives no third one away."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from data import query
from data.selection import Scope, Selection
from data.store import Store
from data.whatif import Refused
from data.whatif.pool import TENS, Office, pool
from metrics.limits import cell_sizes
from metrics.metric import Population
from tests.conftest import copy_store

LEAST = cell_sizes.minimum(Population.STAFF)
DIMENSIONS = ("sex", "position", "age")
Cell = tuple[str | None, ...]  # a key of each dimension, None: all
Counts = dict[str, dict[Cell, int]]  # by office


@pytest.fixture(scope="module")
def store(pristine_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = Store.open(copy_store(pristine_demo, tmp_path_factory.mktemp("groups")))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def counted(store: Store) -> Counts:
    """How many there truly are, from the rows."""
    keys = [{code: key for key, code in query.codes(store, name).items()} for name in DIMENSIONS]
    with store.cursor() as cursor:
        rows = cursor.execute(
            "SELECT u.unit, a.sex, a.position, a.age, count(DISTINCT a.city || ':' || a.staff) FROM adoption_quarter a "
            "JOIN unit u ON u.id = a.unit WHERE NOT a.sustained AND a.quarter = (SELECT max(quarter) FROM adoption_quarter) GROUP BY ALL"
        ).fetchall()
    found: defaultdict[str, Counter[Cell]] = defaultdict(Counter)
    for unit, *codes, n in rows:
        own = [names.get(code) for names, code in zip(keys, codes, strict=True)]
        for cell in set(product(*((key, None) for key in own))):
            found[unit][cell] += n
    return {unit: dict(cells) for unit, cells in found.items()}


@pytest.fixture(scope="module")
def offices(store: Store) -> dict[Cell, dict[str, Office]]:
    """What is told: every office by every key of the three dimensions, and all of each."""
    found = {}
    for cell in product(*((None, *query.codes(store, name)) for name in DIMENSIONS)):
        chosen = {name: (key,) for name, key in zip(DIMENSIONS, cell, strict=True) if key is not None}
        try:
            found[cell] = {o.unit: o for o in pool(store, Selection().but(**chosen), Scope()).offices}
        except Refused:
            found[cell] = {}
    return found


def pinned(whole: tuple[int, int], parts: list[tuple[int, int]]) -> bool:
    """Whether what is known of a whole and of all its parts but one, each from .. to, leaves one number under ten for it."""
    low = max(0, whole[0] - sum(high for _, high in parts))
    high = whole[1] - sum(low for low, _ in parts)
    return low == high < LEAST


def found_out(store: Store, known: Counts, off: int) -> int:
    """How many hidden groups are found by subtraction from counts of which the last `off` units are not told."""
    found = 0
    for cells in known.values():
        for whole, n in cells.items():
            for at, name in enumerate(DIMENSIONS):
                if whole[at] is None:
                    parts = [cells.get((*whole[:at], key, *whole[at + 1 :])) for key in query.codes(store, name)]
                    told = [(part, part + off) for part in parts if part is not None]
                    hidden = [(0, LEAST - 1)] * (len(parts) - len(told))
                    found += bool(hidden) and pinned((n, n + off), told + hidden[1:])
    return found


def test_no_hidden_group_can_be_had_by_subtraction(
    store: Store, counted: Counts, offices: dict[Cell, dict[str, Office]]
) -> None:
    told: Counts = defaultdict(dict)
    for cell, found in offices.items():
        for unit, office in found.items():
            assert office.people % TENS == 0
            assert office.people <= counted[unit][cell] < office.people + TENS
            told[unit][cell] = office.people
    assert sum(map(len, told.values())) > 100
    exact = {unit: {cell: counted[unit][cell] for cell in cells} for unit, cells in told.items()}
    # An attacker who knows which sexes there are and that every other group hidden has nobody in it, or has up to nine.
    assert found_out(store, exact, 0) > 0
    assert found_out(store, told, TENS - 1) == 0


def test_two_groups_of_which_one_holds_the_other_leave_what_is_between_them_open(
    counted: Counts, offices: dict[Cell, dict[str, Office]]
) -> None:
    compared = 0
    for whole, part in product(offices, offices):
        inside = all(a is None or a == b for a, b in zip(whole, part, strict=True))
        for unit in offices[whole].keys() & offices[part].keys() if inside and whole != part else ():
            rest = counted[unit][whole] - counted[unit][part]
            difference = offices[whole][unit].people - offices[part][unit].people
            possible = range(max(0, difference - TENS + 1), difference + TENS)
            assert rest in possible
            assert len(possible) >= TENS
            compared += rest < LEAST
    assert compared > 10  # there are such groups


def test_nothing_that_is_told_or_worked_out_knows_more_than_the_tens() -> None:
    """What other pages tell (pairs, those without sustained use) stays as it is; the people move within their ten."""
    assert len({Office.told("u", "c", people, 57, 91) for people in range(20, 30)}) == 1
    one = Office.told("u", "c", 23, 57, 91)
    assert one.people == 20
    assert one.each == pytest.approx(57 / 24.5)


def test_offices_left_out_are_as_many_whether_nobody_or_a_few_are_in_them(store: Store, counted: Counts) -> None:
    few = [unit for unit, cells in counted.items() if cells.get((None, "executive", None), 0) < LEAST]
    big = next(unit for unit, cells in counted.items() if cells.get((None, None, None), 0) >= 2 * LEAST)
    for unit in few[:10]:
        if unit != big:
            found = pool(store, Selection(unit=(big, unit)), Scope())
            assert found.left_out == 2 - len(found.offices)
