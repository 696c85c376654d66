"""Laws that every indicator keeps, whichever it is, now or later."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
from typing import Any

import numpy as np
import pandas as pd
import pytest

from data.tables import ENUMERATIONS, TABLES, Type
from metrics.limits import all_limits
from metrics.metric import Metric
from metrics.registry import families, metric, registry
from metrics.satisfaction.elements import ELEMENT_KEYS
from metrics.words import Words
from tests.metrics import adopters, offices, staff
from tests.metrics.staff import worked
from tests.metrics.surveys import example, sekadau, sums_of, survey

MAKERS = staff.MAKERS | offices.MAKERS | adopters.MAKERS
# Four groups of each table; those of the survey also differ in level and in blanks.
GROUPS = {table: tuple(make(n, seed) for seed, n in enumerate((35, 80, 300, 12), 1)) for table, make in MAKERS.items()}
GROUPS["skm_response"] = (
    survey(35, 1), survey(80, 2, missing=0.2), survey(300, 3, missing=0.05, level=3.4), survey(12, 4, level=2.0)
)  # fmt: skip
COUNTS = {  # twice the people, twice the value
    "respondents", "sample_achieved", "participations", "certificates", "transactions", "complaints", "activities",
    "attendance", "ideas_raised", "innovations", "staff_involved", "partnerships", "partner_participants",
    "partner_certificates", "internships",
}  # fmt: skip
RECORDS = pd.concat([example(f"{each}_indicators.csv") for each in ("staff", "office", "adoption")])
OF_CERTAINTY = {"grade_a_probability"}  # twice the people, more certain
ESTIMATE = ["value", "low", "high", "n", "se", "df"]


def ways(one: Metric) -> list[dict[str, Any]]:
    """Every way to ask for a metric: each combination of options, per item and whole."""
    options = [dict(zip(one.options, chosen, strict=True)) for chosen in itertools.product(*one.options.values())]
    shapes = [False, True] if one.item else [False]
    return [{**chosen, "by_item": by_item} for chosen in options for by_item in shapes]


ASKED = [pytest.param(m, way, id=f"{m.name}-{'-'.join(map(str, way.values()))}") for m in registry().values() for way in ways(m)]  # fmt: skip


def numbers(frame: pd.DataFrame) -> pd.DataFrame:
    """What must not depend on the row a group stands in."""
    return frame.reset_index(drop=True)


@pytest.mark.parametrize(("one", "way"), ASKED)
def test_it_gives_what_it_declares(one: Metric, way: dict[str, Any]) -> None:
    sums = sums_of(*GROUPS[one.table], sums=one.sums).set_axis(["a", "b", "c", "d"])
    found = one.answer(sums, **way)
    itemised = one.item is not None and (way["by_item"] or one.whole is None)
    assert list(found) == [*([one.item] if itemised else []), *ESTIMATE, *one.extras]
    assert list(found.index) == [x for x in "abcd" for _ in range(len(one.items) if itemised else 1)]
    if itemised:
        assert list(found[one.item]) == list(one.items) * 4
    assert found["n"].dtype == np.int64
    assert not np.isinf(found[["value", "se", "low", "high"]]).any(axis=None)


@pytest.mark.parametrize(("one", "way"), ASKED)
def test_values_keep_their_range_and_their_interval(one: Metric, way: dict[str, Any]) -> None:
    found = one.answer(sums_of(*GROUPS[one.table], sums=one.sums), **way)
    least, most = one.range
    assert found["value"].notna().all()
    assert found["value"].between(least, most).all()
    held = found.dropna(subset="low")
    assert (held["low"] <= held["value"]).all()
    assert (held["value"] <= held["high"]).all()
    assert held[["low", "high"]].isin([np.inf, -np.inf]).sum().sum() == 0


@pytest.mark.parametrize(("one", "way"), ASKED)
def test_sums_of_parts_give_the_estimate_of_the_whole(one: Metric, way: dict[str, Any]) -> None:
    parts = sums_of(*GROUPS[one.table], sums=one.sums).sum().to_frame().T
    whole = sums_of(pd.concat(GROUPS[one.table]), sums=one.sums)
    pd.testing.assert_frame_equal(one.answer(parts, **way), one.answer(whole, **way))


@pytest.mark.parametrize(("one", "way"), ASKED)
def test_a_group_does_not_see_its_neighbours(one: Metric, way: dict[str, Any]) -> None:
    sums = sums_of(*GROUPS[one.table], sums=one.sums)
    together = one.answer(sums, **way)
    order = [2, 0, 3, 1]
    pd.testing.assert_frame_equal(one.answer(sums.iloc[order], **way), together.loc[order])
    for row in range(len(GROUPS[one.table])):
        pd.testing.assert_frame_equal(one.answer(sums.iloc[[row]], **way), together.loc[[row]], rtol=1e-12)


@pytest.mark.parametrize(("one", "way"), ASKED)
def test_counting_everybody_twice(one: Metric, way: dict[str, Any]) -> None:
    sums = sums_of(MAKERS[one.table](60, 9), sums=one.sums)
    once, twice = one.answer(sums, **way), one.answer(sums * 2, **way)
    np.testing.assert_array_equal(twice["n"], 2 * once["n"])
    if one.name in COUNTS:
        np.testing.assert_allclose(twice["value"], 2 * once["value"])
    elif one.name not in OF_CERTAINTY:
        np.testing.assert_allclose(twice["value"], once["value"], rtol=1e-6)


@pytest.mark.parametrize(("one", "way"), ASKED)
def test_nobody_is_undefined_and_no_groups_are_no_rows(one: Metric, way: dict[str, Any]) -> None:
    make = MAKERS[one.table]
    sums = sums_of(make(0, 1), make(1, 1), sums=one.sums)
    found = one.answer(sums, **way)
    nobody = found[found.index == 0]
    assert (nobody["n"] == 0).all()
    assert (nobody["value"] == 0).all() if one.name in COUNTS else nobody["value"].isna().all()
    assert nobody[["low", "high"]].isna().all(axis=None)
    assert one.answer(sums.iloc[:0], **way).empty
    assert list(one.answer(sums.iloc[:0], **way)) == list(found)


@pytest.mark.parametrize("one", registry().values(), ids=lambda m: m.name)
def test_the_dictionary_can_print_it(one: Metric) -> None:
    """Both languages are enforced by Words; here: that they are not one text twice, and nothing else is empty."""
    for words in (one.meaning, one.formula):
        assert words.id != words.en
    assert one.unit.id
    assert one.source.rule
    assert one.range[0] < one.range[1]
    assert one.decimals >= 0
    assert set(one.limits) <= set(all_limits())
    assert bool(one.item) == bool(one.items) == bool(one.item_label)
    assert one.sums


@pytest.mark.parametrize("one", registry().values(), ids=lambda m: m.name)
def test_it_asks_for_whole_numbers_that_its_table_declares(one: Metric) -> None:
    whole = {Type.CODE, Type.SCORE, Type.INTEGER, Type.AMOUNT}
    for column in {column for asked in one.sums for column in asked.columns}:
        assert TABLES[one.table].column(column).type in whole, column
    assert TABLES[one.table].measured


def test_every_metric_has_a_worked_example() -> None:
    rows = pd.concat([example("indicators.csv"), RECORDS])
    assert set(rows["metric"]) == set(registry())


@pytest.mark.parametrize(
    "row", RECORDS.to_dict("records"), ids=lambda r: "-".join(filter(None, [r["metric"], r["item"]]))
)  # fmt: skip
def test_worked_examples_on_records(row: dict[str, str]) -> None:
    one = metric(row["metric"])
    found = one.answer(sums_of(worked(one.table), sums=one.sums), by_item=bool(row["item"]))
    if row["item"]:
        found = found[found[one.item] == row["item"]]
    assert len(found) == 1
    assert found["n"].iloc[0] == int(row["n"])
    for column in ("value", "low", "high"):
        assert as_printed(found[column].iloc[0], row[column]) == row[column], column
    for extra in filter(None, row["extras"].split("; ")):
        name, _, expected = extra.partition("=")
        assert as_printed(found[name].iloc[0], expected) == expected, name


def as_printed(value: Any, expected: str) -> str:
    """A value with as many decimals as are expected of it; empty where it is undefined."""
    if isinstance(value, str):
        return value
    return "" if value is None or np.isnan(value) else f"{value:.{len(expected.partition('.')[2])}f}"


@pytest.mark.parametrize(
    "row", example("indicators.csv").to_dict("records"), ids=lambda r: "-".join(filter(None, [r["metric"], r["option"], r["element"]]))
)  # fmt: skip
def test_worked_examples_on_the_sekadau_survey(row: dict[str, str]) -> None:
    options = dict([row["option"].split("=")]) if row["option"] else {}
    one = metric(row["metric"])
    found = one.answer(sums_of(sekadau(), sums=one.sums), by_item=bool(row["element"]), **options)
    if row["element"]:
        found = found[found["element"] == row["element"]]
    assert len(found) == 1
    assert found["n"].iloc[0] == int(row["n"])
    for column in ("value", "low", "high"):
        if row[column]:
            digits = len(row[column].partition(".")[2])
            assert round(float(found[column].iloc[0]), digits) == float(row[column]), column


def test_families_and_items_have_one_name_each() -> None:
    """Items of one name are the same items everywhere, the dimension of that name included."""
    assert set(families()) == {m.family for m in registry().values()}
    named: dict[str, tuple[Words, list[tuple[str, Words]]]] = {
        name: (e.words, [(level.key, level.words) for level in e.levels]) for name, e in ENUMERATIONS.items()
    }
    for one in registry().values():
        if one.item and one.item_label:
            mine = (one.item_label, list(one.items.items()))
            assert named.setdefault(one.item, mine) == mine


def test_options_and_items_that_are_not_declared_are_refused() -> None:
    sums = sums_of(sekadau())
    with pytest.raises(ValueError, match=r"exact, 0\.111, 0\.11"):
        metric("ikm").answer(sums, weights="0.1")
    with pytest.raises(ValueError, match="no option 'rule'"):
        metric("ikm").answer(sums, rule="2004")
    with pytest.raises(ValueError, match="no items"):
        metric("ikm").answer(sums, by_item=True)
    with pytest.raises(KeyError, match="ikm"):
        metric("ipk")


def test_other_columns_do_not_matter_and_periods_choose_the_rule() -> None:
    data = pd.DataFrame(np.full((50, 9), 3.0), columns=list(ELEMENT_KEYS))  # 75.00: C of 2017, B of 2004
    sums = pd.concat([sums_of(data)] * 3, ignore_index=True).assign(city="binjai", period=[2010 * 4, 2026 * 4, None])
    found = metric("ikm").answer(sums)
    assert found["grade"].tolist() == ["B", "C", "C"]
    assert found["rule"].tolist() == ["2004", "2017", "2017"]
    assert metric("nrr").answer(sums, by_item=True)["grade"].tolist() == ["B"] * 9 + ["C"] * 18
    sums["period"] = sums["period"].astype("Int64")
    pd.testing.assert_frame_equal(metric("ikm").answer(sums), found)


def test_the_registry_starts_without_the_heavy_libraries() -> None:
    code = (
        "import sys, json; from metrics.registry import registry; registry();"
        "print(json.dumps(sorted({'statsmodels', 'sklearn', 'scipy.stats', 'scipy.optimize'} & set(sys.modules))))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []
