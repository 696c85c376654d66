"""The attacker's view: whatever is grouped, filtered and subtracted, no count of one to four people comes out."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data import answer, cells
from data.disclosure import Axis, add_up, flat, protect
from data.query import PERIOD
from data.selection import EVERYTHING, Scope, Selection
from data.store import Store
from metrics.metric import State
from metrics.registry import registry
from tests.store.small import FIRST, PEOPLE, UNITS, load, responses

MINIMUM = 5  # citizens, metrics.limits.cell_sizes
DIMENSIONS = ("city", "unit", "channel", "sex")
LAST = FIRST + 4


@pytest.fixture(scope="module", params=[(1, 60), (2, 150), (3, 400), (4, 1000)], ids=str)
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Responses that are spread unevenly, so that some cells are small and some are not."""
    seed, rows = request.param
    rng = np.random.default_rng(seed)
    frame = responses(seed, rows)
    thin = (frame["unit"] == UNITS[4]) & (rng.random(rows) < 0.8)
    thin |= (frame["sex"] == 0).fillna(False).astype(bool) & (frame["quarter"] == FIRST + 2) & (rng.random(rows) < 0.7)
    opened = load(Store.open(tmp_path_factory.mktemp("attack") / "a.duckdb"), frame[~thin])
    yield opened
    opened.close()


def counts(store: Store, by: tuple[str, ...], selection: Selection) -> pd.DataFrame:
    """What a reader gets: groups, n (missing where hidden), state."""
    return answer.answer(store, "respondents", by, selection).frame[[*by, "n", "state"]]


def total(store: Store, selection: Selection) -> int | None:
    """The shown total; None where hidden."""
    (n,) = counts(store, (), selection)["n"]
    return None if pd.isna(n) else int(n)


def selections() -> Iterator[Selection]:
    spans = [(None, None), (FIRST, FIRST), (FIRST + 1, FIRST + 2), (FIRST, FIRST + 3), (FIRST + 2, LAST)]
    filters = [{}, {"sex": ("male",)}, {"channel": ("counter", "online")}, {"unit": UNITS[:2]}, {"city": ("semarang",)}]
    filters.append({"unit": (UNITS[3],), "sex": ("female",)})
    for (first, last), chosen in itertools.product(spans, filters):
        yield Selection(**chosen, first=first, last=last)


def test_no_shown_count_is_small(store: Store) -> None:
    for selection in selections():
        for by in ((), ("unit",), ("sex",), ("unit", "sex"), (PERIOD,), (PERIOD, "channel")):
            n = counts(store, by, selection)["n"].dropna()
            assert not n.between(1, MINIMUM - 1).any()


def test_a_total_less_its_groups_tells_nothing_small(store: Store) -> None:
    """For each grouping dimension: the total of the line less the shown groups is nobody or enough people."""
    for selection in selections():
        for by in (
            ("unit",),
            ("sex",),
            ("channel", "sex"),
            ("unit", "channel"),
            (PERIOD,),
            (PERIOD, "unit"),
            ("city", "sex"),
        ):
            groups = counts(store, by, selection)
            for dimension in by:
                rest = tuple(d for d in by if d != dimension)
                wholes = counts(store, rest, selection)
                for _, whole in wholes.dropna(subset=["n"]).iterrows():
                    line = groups
                    for d in rest:
                        line = line[line[d].isna() if pd.isna(whole[d]) else line[d] == whole[d]]
                    remainder = int(whole["n"]) - int(line["n"].sum())
                    assert remainder == 0 or remainder >= MINIMUM, (selection, by, dimension, whole.to_dict())


def test_one_filter_less_tells_nothing_small(store: Store) -> None:
    """Each filter, against the selection without it and against every longer list of the same filter."""
    keys = {"unit": UNITS, "channel": ("counter", "mobile", "online"), "sex": ("female", "male")}
    for first, last in ((None, None), (FIRST + 2, FIRST + 2), (FIRST, FIRST + 1)):
        for base in ({}, {"sex": ("female",)}, {"unit": UNITS[3:]}):
            for dimension in set(keys) - set(base):
                shown: dict[tuple[str, ...], int] = {}
                for length in range(len(keys[dimension]) + 1):  # the empty list is no filter
                    for chosen in itertools.combinations(keys[dimension], length):
                        n = total(store, Selection(**base, **{dimension: chosen}, first=first, last=last))
                        if n is not None:
                            shown[chosen] = n
                for fewer, more in itertools.permutations(shown, 2):
                    if fewer and (set(fewer) < set(more) or not more):
                        left = shown[more] - shown[fewer]
                        assert left == 0 or left >= MINIMUM, (base, dimension, fewer, more)


def test_overlapping_periods_tell_nothing_small(store: Store) -> None:
    """Every window of quarters against every longer one that begins or ends with it."""
    for base in ({}, {"sex": ("female",)}, {"unit": (UNITS[4],)}, {"unit": (UNITS[4],), "sex": ("male",)}):
        shown = {}
        for first, last in itertools.combinations_with_replacement(range(FIRST, LAST + 1), 2):
            n = total(store, Selection(**base, first=first, last=last))
            if n is not None:
                shown[first, last] = n
        for (a, b), (c, d) in itertools.permutations(shown, 2):
            if (a == c and b < d) or (b == d and a > c):
                left = shown[c, d] - shown[a, b]
                assert left == 0 or left >= MINIMUM, (base, (a, b), (c, d))


def test_coarser_periods_less_finer_ones_tell_nothing_small(store: Store) -> None:
    for base in ({}, {"sex": ("female",)}, {"unit": (UNITS[4],)}):
        for grain, finer in (("year", "semester"), ("semester", "quarter"), ("year", "quarter")):
            wholes = counts(store, (PERIOD,), Selection(**base, grain=grain)).dropna(subset=["n"])
            parts = counts(store, (PERIOD,), Selection(**base, grain=finer))
            length = {"year": 4, "semester": 2}[grain]
            for _, whole in wholes.iterrows():
                inside = parts[parts[PERIOD].between(whole[PERIOD], whole[PERIOD] + length - 1)]
                left = int(whole["n"]) - int(inside["n"].sum())
                assert left == 0 or left >= MINIMUM


def test_what_is_suppressed_carries_nothing(store: Store) -> None:
    asked = tuple(m.name for m in registry().values() if m.table == "skm_response")
    found = answer.answers(store, asked, ("unit", "sex", PERIOD))
    for name, one in found.items():
        hidden = one.frame[one.frame["state"] == State.SUPPRESSED]
        dimensions = {*one.by, one.metric.item, "state"}
        assert not hidden.empty
        assert hidden.drop(columns=[c for c in hidden if c in dimensions]).isna().all(axis=None), name
        groups = one.frame["state"].to_numpy()[:: max(1, len(one.metric.items))] == State.SUPPRESSED
        assert one.sums.loc[groups].drop(columns=list(one.by)).isna().all(axis=None)


def test_who_asks_changes_nothing(store: Store) -> None:
    """A city sees of itself what the province sees of it."""
    everyone = counts(store, ("unit", "sex", PERIOD), Selection(city=("semarang",)))
    own = answer.answer(store, "respondents", ("unit", "sex", PERIOD), Selection(), Scope("city", ("semarang",))).frame
    pd.testing.assert_frame_equal(own[everyone.columns], everyone)


def test_the_minimum_can_be_raised(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PANTAU_MIN_CELL", "20")
    n = counts(store, ("unit", PERIOD), Selection())["n"].dropna()
    assert not n.between(1, 19).any()


def test_a_breakdown_that_is_too_fine_is_hidden_whole(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "MOST_CELLS", 10)
    monkeypatch.setattr(cells, "_MEMO", cells._Memo())
    assert set(counts(store, ("unit", *PEOPLE), Selection())["state"]) == {State.SUPPRESSED}


def table(*rows: tuple[int, ...]) -> tuple[np.ndarray, tuple[Axis, Axis]]:
    axes = flat("row", range(len(rows))), flat("column", range(len(rows[0])))
    n = np.zeros((len(rows) + 1, len(rows[0]) + 1), dtype=np.int64)
    n[1:, 1:] = rows
    return add_up(n, axes), axes


@pytest.mark.parametrize(
    ("rows", "anything"),
    [
        (((9, 8), (7, 6)), False),
        (((3, 20, 30), (40, 20, 10)), True),
        (((2, 2, 30), (40, 50, 60)), True),  # two and two are four: a third cell goes with them
        (((3, 0), (40, 50)), True),  # nobody else in the row: the empty cell must not be seen
    ],
)
def test_every_line_hides_enough_people_in_two_cells_or_nobody(
    rows: tuple[tuple[int, ...], ...], anything: bool
) -> None:
    n, axes = table(*rows)
    none = np.zeros(n.shape, dtype=bool)
    hidden = protect(n, axes, MINIMUM, none, none)
    assert hidden.any() == anything
    assert hidden[(n > 0) & (n < MINIMUM)].all()
    for people, cover in ((n, hidden), (n.T, hidden.T)):
        for line in range(len(people)):
            covered = cover[line, 1:]
            if covered.any() and not cover[line, 0]:
                assert covered.sum() >= 2
                assert people[line, 1:][covered].sum() >= MINIMUM
            assert covered.any() or not cover[line, 0]


def test_nodes_stand_for_their_leaves() -> None:
    tree = Axis("unit", (None, "a", "b", "a1", "a2", "b1"), (-1, 0, 0, 1, 1, 2))
    assert tree.made_of({3, 4}) == [1]
    assert tree.made_of({3, 4, 5}) == [0]
    assert tree.made_of({3, 5}) == [2, 3]
    assert tree.made_of(set()) == []


def test_only_a_store_with_data_has_something_to_hide(tmp_path: Path) -> None:
    empty = Store.open(tmp_path / "empty.duckdb")
    frame = answer.answer(empty, "ikm", (), Selection(), EVERYTHING).frame
    assert frame["state"].tolist() == [State.NO_DATA]
    assert answer.answer(empty, "ikm", ("city", PERIOD)).frame.empty
    chosen = answer.answer(empty, "ikm", ("city",), Selection(city=("binjai", "semarang"))).frame
    assert chosen["city"].tolist() == ["binjai", "semarang"]
    assert set(chosen["state"]) == {State.NO_DATA}
