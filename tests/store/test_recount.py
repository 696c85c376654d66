"""Every indicator equals a naive recount in pandas, whatever is grouped and filtered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data import answer, held, query, rollups, statement
from data.query import PERIOD
from data.selection import EVERYTHING, Scope, Selection
from data.store import Store
from metrics.metric import State
from metrics.periods import period_start
from metrics.registry import registry
from metrics.sums import Sum
from tests.store.small import FIRST, PEOPLE, load, responses

TABLE = "skm_response"


@pytest.fixture(scope="module")
def facts() -> pd.DataFrame:
    frame = responses(7, 4000)
    for name, levels in PEOPLE.items():
        frame[name] = [None if pd.isna(c) else levels.levels[c].key for c in frame[name]]
    return frame


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = load(Store.open(tmp_path_factory.mktemp("recount") / "a.duckdb"), responses(7, 4000))
    yield opened
    opened.close()


def chosen(facts: pd.DataFrame, selection: Selection, scope: Scope) -> pd.DataFrame:
    for name, keys in selection.filters.items():
        facts = facts[facts[name].isin(keys)]
    if scope.kind != "all":
        facts = facts[facts[scope.kind].isin(scope.keys)]
    if selection.first is not None:
        facts = facts[facts["quarter"] >= selection.first]
    if selection.last is not None:
        facts = facts[facts["quarter"] <= selection.last]
    return facts.assign(period=[period_start(q, selection.grain) for q in facts["quarter"]])


def recount(rows: pd.DataFrame, wanted: Sum) -> int:
    there = np.ones(len(rows), dtype=bool)
    for column in wanted.columns:
        there &= rows[column].notna().to_numpy()
    product = there.astype(np.int64)
    for column in wanted.values:
        product *= rows[column].fillna(0).to_numpy(np.int64)
    return int(product.sum())


_RECOUNTED: dict[object, int] = {}  # the indicators share most sums; each is recounted once per group
_GROUPS: dict[object, pd.DataFrame] = {}


def recounted(wanted: Sum, rows: pd.DataFrame, row: pd.Series, case: tuple[tuple[str, ...], Selection, Scope]) -> int:
    key = (wanted, case, tuple(None if pd.isna(row[d]) else row[d] for d in case[0]))
    if key not in _RECOUNTED:
        if key[1:] not in _GROUPS:
            _GROUPS[key[1:]] = _same(rows, row, case[0])
        _RECOUNTED[key] = recount(_GROUPS[key[1:]], wanted)
    return _RECOUNTED[key]


CASES = [
    ((), Selection(), EVERYTHING),
    (("city",), Selection(), EVERYTHING),
    ((PERIOD,), Selection(grain="semester"), EVERYTHING),
    (("unit", PERIOD), Selection(city=("binjai", "semarang"), first=FIRST + 1, last=FIRST + 3), EVERYTHING),
    (("sex",), Selection(unit=("binjai-dpmptsp",)), EVERYTHING),
    (("age", PERIOD), Selection(grain="year", channel=("online", "counter")), EVERYTHING),
    (("service", "channel"), Selection(sex=("female",)), EVERYTHING),
    (("education", "occupation"), Selection(age=("20to29", "30to39", "50plus")), EVERYTHING),
    (("city",), Selection(sex=("male",)), Scope("unit", ("semarang-rsud", "binjai-dpmptsp", "binjai-disdukcapil"))),
    (("city", "unit"), Selection(unit=("nobody-knows",)), EVERYTHING),
    (("sex",), Selection(city=("binjai",)), Scope("city", ("semarang",))),
]


@pytest.mark.parametrize(("by", "selection", "scope"), CASES)
def test_sums_equal_a_recount(
    store: Store, facts: pd.DataFrame, by: tuple[str, ...], selection: Selection, scope: Scope
) -> None:
    wanted = rollups.sums_of(TABLE)
    found = query.sums(store, wanted, by, selection, scope, TABLE)
    rows = chosen(facts, selection, scope)
    groups = list(rows.groupby(list(by), dropna=False)) if by else [((), rows)]
    assert len(found) == len(groups)
    expected = {tuple(None if pd.isna(x) else x for x in key): group for key, group in groups}
    for _, row in found.iterrows():
        group = expected[tuple(None if pd.isna(row[d]) else row[d] for d in by)]
        assert {s.name: int(row[s.name]) for s in wanted} == {s.name: recount(group, s) for s in wanted}


@pytest.mark.parametrize("name", [m.name for m in registry().values() if m.table == TABLE])
@pytest.mark.parametrize(("by", "selection", "scope"), CASES[:8])
def test_indicators_equal_their_formula_on_a_recount(
    store: Store, facts: pd.DataFrame, name: str, by: tuple[str, ...], selection: Selection, scope: Scope
) -> None:
    metric = registry()[name]
    found = answer.answer(store, name, by, selection, scope)
    rows = chosen(facts, selection, scope)
    frame = found.frame[~found.frame["state"].isin([State.SUPPRESSED, State.NO_DATA])]
    visible = found.sums[found.frame["state"].to_numpy()[:: max(1, len(metric.items))] != State.SUPPRESSED]
    again = pd.DataFrame(
        [
            {
                **{d: row[d] for d in by},
                **{s.name: recounted(s, rows, row, (by, selection, scope)) for s in metric.sums},
                "n": recounted(Sum(), rows, row, (by, selection, scope)),
            }
            for _, row in visible.iterrows()
        ]
    )
    expected = metric.estimate(again)
    for column in ("value", "low", "high", "n", "se", "df"):
        np.testing.assert_array_equal(frame[column].to_numpy(np.float64), expected[column].to_numpy(np.float64), column)


def _same(rows: pd.DataFrame, row: pd.Series, by: tuple[str, ...]) -> pd.DataFrame:
    for d in by:
        rows = rows[rows[d].isna() if pd.isna(row[d]) else rows[d] == row[d]]
    return rows


def test_every_roll_up_adds_up_to_the_rows(store: Store) -> None:
    sums = rollups.sums_of(TABLE)
    with store.cursor() as cursor:
        direct = {
            by: _totals(cursor, TABLE, by, [_direct(s) for s in sums])
            for by in dict.fromkeys(d for rollup in rollups.rollups(TABLE) for d in rollup.dimensions)
        }
        few = {
            by: _totals(cursor, TABLE, by, [_direct(s) for s in rollups.few_of(TABLE)])
            for rollup in rollups.rollups(TABLE)
            for by in rollup.dimensions
            if rollup.few
        }
        assert few, "the mix of people has a roll-up of its own"
        for rollup in rollups.rollups(TABLE):
            for by in rollup.dimensions:
                assert _totals(cursor, rollup.name, by, [f'sum("{s.name}")' for s in rollup.sums]) == (
                    few[by] if rollup.few else direct[by]
                )


def _direct(wanted: Sum) -> str:
    product = " * ".join((*(f"CAST({c} AS BIGINT)" for c in wanted.values), "1"))
    there = " AND ".join((*(f"{c} IS NOT NULL" for c in wanted.columns), "TRUE"))
    return f"coalesce(sum({product}) FILTER ({there}), 0)"


def _totals(cursor: object, source: str, by: str, terms: list[str]) -> list[tuple[int, ...]]:
    text = f"SELECT {by}, {', '.join(terms)} FROM {source} GROUP BY {by} ORDER BY {by} NULLS LAST"
    return [tuple(-1 if x is None else int(x) for x in row) for row in cursor.execute(text).fetchall()]  # type: ignore[attr-defined]


def test_the_smallest_roll_up_that_fits_is_taken() -> None:
    sums = rollups.sums_of(TABLE)

    def source(*dimensions: str, wanted: tuple[Sum, ...] = sums) -> tuple[str, ...] | None:
        found = query.source_of(TABLE, frozenset(dimensions), wanted)
        return None if found is None else tuple(d for d in found.dimensions if d not in ("city", "quarter"))

    few = rollups.few_of(TABLE)
    assert source("unit") == ("unit",)
    assert source("unit", "age") == ("unit", "age")
    assert source("city", "age") == ("channel", "age")
    assert source("age", "service") == ("unit", "service", "age")
    assert source("age", "sex") is None
    assert source("age", "education") is None
    assert source("age", "education", wanted=few) == ("channel", "age", "education", "sex")
    assert source("unit", "sex", "education", wanted=few) == ("unit", "channel", "age", "education", "sex")
    assert source("unit", wanted=(Sum(("age_years",)),)) is None


@pytest.mark.parametrize(("by", "selection", "scope"), CASES)
def test_cells_in_memory_and_the_engine_agree(
    store: Store, monkeypatch: pytest.MonkeyPatch, by: tuple[str, ...], selection: Selection, scope: Scope
) -> None:
    wanted = rollups.sums_of(TABLE)
    monkeypatch.setattr(held, "MOST_BYTES", 0)  # every roll-up is too large to hold
    monkeypatch.setattr(held, "_KEPT", held._Kept())
    engine = query.sums(store, wanted, by, selection, scope)
    monkeypatch.undo()
    pd.testing.assert_frame_equal(engine, query.sums(store, wanted, by, selection, scope))


def test_values_are_bound_and_shapes_are_few(store: Store) -> None:
    before = statement.text.cache_info().currsize
    for unit in ("binjai-dpmptsp", "semarang-rsud", "x'; DROP TABLE skm_response; --"):
        for first, last in ((FIRST, FIRST + 2), (None, FIRST), (None, None)):  # open at either end
            query.sums(store, [Sum()], ("sex", "age"), Selection(unit=(unit,), first=first, last=last), EVERYTHING)
    assert statement.text.cache_info().currsize <= before + 1
    assert store.version().responses == 4000


@pytest.mark.parametrize("by", [("unit", PERIOD), ("city",)])
def test_values_without_errors_are_the_same(store: Store, by: tuple[str, ...]) -> None:
    whole = answer.answer(store, "ikm", by).frame
    alone = answer.answer(store, "ikm", by, errors=False).frame
    pd.testing.assert_frame_equal(
        whole[[*by, "value", "exact", "n", "state"]], alone[[*by, "value", "exact", "n", "state"]]
    )
    assert alone["se"].isna().all()


def test_unknown_dimensions_are_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="no dimension of skm_response: 'line'"):
        query.sums(store, [Sum()], ("line",), Selection(), EVERYTHING)


def test_items_of_one_indicator_are_not_groups_of_another(tmp_path: Path) -> None:
    opened = Store.open(tmp_path / "p.duckdb")
    with pytest.raises(ValueError, match="on_time would be grouped by the items of another indicator"):
        answer.answers(opened, ("on_time", "difficulty_share"), ("difficulty",))
    assert "difficulty" in answer.answer(opened, "difficulty_share", ("difficulty",)).frame
    opened.close()
