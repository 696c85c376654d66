"""Places compared through the store: the same as over the rows themselves, and nothing of a stratum or a hidden place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data import answer
from data.compared import compared, mix_of
from data.query import dimensions
from data.selection import Scope, Selection
from data.store import Store
from metrics.metric import State
from metrics.registry import metric, registry
from metrics.satisfaction.elements import ELEMENT_KEYS
from tests.conftest import copy_store, run_cli
from tests.metrics.surveys import sums_of, survey
from tests.store.small import UNITS, load, responses

MIX = ["channel", "age", "education"]
LONELY = (("sawahlunto", "sawahlunto-bpbd", 3), ("tangerang-selatan", "tangerang-selatan-rsud", 4))


def answers_() -> pd.DataFrame:
    """4,000 responses without blanks: people of Binjai come to the counter, and those online score higher; three people
    of Sawahlunto and four of Tangerang Selatan."""
    rows = responses(5, 4_000, units=UNITS[:4], blanks=0.0)
    rng = np.random.default_rng(6)
    counter = rng.random(4_000) < np.where(rows["city"] == "binjai", 0.7, 0.3)
    rows["channel"] = pd.array(np.where(counter, 0, 1), dtype="Int64")
    rows["age"] = pd.array(rng.integers(1, 3, 4_000), dtype="Int64")
    rows["education"] = pd.array(rng.integers(2, 4, 4_000), dtype="Int64")
    rows["sex"] = pd.array(rng.integers(0, 2, 4_000), dtype="Int64")
    for key in ELEMENT_KEYS:
        latent = 2.9 + 0.5 * ~counter + 0.12 * (rows["city"] == "binjai") + rng.normal(0, 0.6, 4_000)
        rows[key] = pd.array(np.clip(np.rint(latent), 1, 4), dtype="Int64")
    few = [rows.head(n).assign(city=city, unit=unit) for city, unit, n in LONELY]
    return pd.concat([rows, *few], ignore_index=True)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("compared") / "a.duckdb"
    load(Store.open(file), answers_()).close()
    return file


@pytest.fixture(scope="module")
def store(path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = Store.open(copy_store(path, tmp_path_factory.mktemp("held")))
    yield opened
    opened.close()


def test_as_over_the_rows(store: Store) -> None:
    """Respondents' own index per stratum with pandas; service type is the type of office."""
    rows = answers_()[:4_000]
    kind = rows["unit"].str.split("-").str[-1]
    rows = rows.assign(own=25 * rows[list(ELEMENT_KEYS)].astype(float).mean(axis=1))
    key = rows[MIX].astype(str).agg("/".join, axis=1)
    full = key + "/" + kind
    weight = full.value_counts(normalize=True)
    found = compared(store, "ikm")
    assert found.mix is not None
    assert found.mix.dimensions == (*MIX, "unit_type")
    assert (found.mix.strata, found.mix.n) == (len(weight), 4_000)
    frame = found.frame.set_index("city")
    for city, own in rows.groupby("city"):
        means, counts = own["own"].groupby(full[own.index]).mean(), full[own.index].value_counts()
        wide = own["own"].groupby(key[own.index]).mean()
        values = [means[s] if counts.get(s, 0) >= 5 else wide[s.rsplit("/", 1)[0]] for s in weight.index]
        collapsed = sum(w for s, w in weight.items() if counts.get(s, 0) < 5)
        assert frame.at[city, "adjusted"] == pytest.approx(np.dot(weight, values), abs=1e-9)
        assert frame.at[city, "collapsed"] == pytest.approx(collapsed)
        assert frame.at[city, "raw"] == pytest.approx(own["own"].mean(), abs=1e-9)
    assert 0 < frame.at["binjai", "collapsed"] < 0.6  # Semarang has a hospital, Binjai a licensing office


def test_the_order_turns_round_and_is_said(store: Store) -> None:
    found = compared(store, "ikm")
    turned = found.reversals.iloc[0]
    assert (turned["above"], turned["below"]) == ("semarang", "binjai")
    assert turned["raw_gap"] > 0 > turned["adjusted_gap"]
    frame = found.frame.set_index("city")
    assert frame.loc[["binjai", "semarang"], "rank"].tolist() == [1, 2]
    assert frame.at["binjai", "gap"] == pytest.approx(frame.at["binjai", "raw"] - frame.at["binjai", "adjusted"])


def test_a_hidden_place_shows_nothing_and_counts_nowhere(store: Store, tmp_path: Path) -> None:
    found = compared(store, "ikm")
    frame = found.frame.set_index("city")
    for city, _, _ in LONELY:
        assert frame.at[city, "state"] == State.SUPPRESSED
        assert frame.loc[city].drop("state").isna().all()
    without = load(Store.open(tmp_path / "b.duckdb"), answers_()[:4_000])
    alone = compared(without, "ikm").frame
    without.close()
    rest = found.frame[found.frame["city"].isin(["binjai", "semarang"])].reset_index(drop=True)
    pd.testing.assert_frame_equal(rest, alone, check_dtype=False)


def test_no_stratum_leaves(store: Store) -> None:
    """One row per place, no dimension of people among the columns, and states as in any other answer."""
    for by in ("city", "unit"):
        found = compared(store, "ikm", by)
        plain = answer.answer(store, "ikm", (by,)).frame
        assert found.frame[[by, "state"]].equals(plain[[by, "state"]])
        assert not {*MIX, "unit_type"} & {*found.frame.columns}


def test_filters_and_scope(store: Store) -> None:
    online = compared(store, "ikm", "city", Selection(channel=("online",)))
    assert (
        online.frame.set_index("city").at["binjai", "n"]
        < compared(store, "ikm").frame.set_index("city").at["binjai", "n"]
    )
    own = compared(store, "ikm", "city", Selection(), Scope("city", ("binjai",)))
    assert own.frame["city"].tolist() == ["binjai"]
    assert own.frame["gap"].item() == pytest.approx(0, abs=1e-9)  # its own mix is the common one
    assert compared(store, "ikm", "unit", Selection(sex=("female",))).frame["adjusted"].notna().any()
    nobody = compared(store, "ikm", "city", Selection(first=0, last=1))
    assert nobody.frame.empty
    assert nobody.mix is None


def test_what_cannot_be_compared_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="element"):
        compared(store, "nrr")
    with pytest.raises(ValueError, match="compared by city"):
        compared(store, "ikm", "channel")
    with pytest.raises(ValueError, match=r"compared by city$"):
        compared(store, "plan_done", "unit")


def test_every_indicator_of_one_figure_gives_an_answer(store: Store) -> None:
    for each in registry().values():
        if each.item is None:
            compared(store, each.name)


def test_what_an_indicator_counts_is_not_held_equal() -> None:
    assert mix_of(metric("online_share"), "city") == ("unit_type",)
    assert mix_of(metric("ikm"), "unit") == ("channel", "age", "education")
    assert mix_of(metric("jp_met"), "city") == ("position", "age", "education")
    assert mix_of(metric("plan_done"), "city") == ()
    for each in registry().values():
        assert {*mix_of(each, "city")} <= {*dimensions(each.table), "unit_type"}


@pytest.mark.parametrize("name", [m.name for m in registry().values() if m.value_sums])
def test_few_sums_give_the_value(name: str) -> None:
    one = metric(name)
    sums = sums_of(survey(80, 3, missing=0.1))
    few, whole = one.value(sums[[s.name for s in one.value_sums]]), one.estimate(sums)
    columns = [c for c in whole if c not in ("se", "df", "low", "high")]
    pd.testing.assert_frame_equal(few[columns], whole[columns])
    assert few["se"].isna().all()


def test_command_line(path: Path) -> None:
    done = run_cli("compare", "ikm", store=path)
    assert done.returncode == 0, done.stderr
    assert "Mentah Semarang lebih tinggi dari Binjai; pada komposisi yang sama Binjai lebih tinggi." in done.stdout
    assert "disembunyikan (terlalu sedikit orang)" in done.stdout
    found = json.loads(run_cli("compare", "ikm", "--json", "--where", "channel=online", store=path).stdout)
    assert [p["city"] for p in found["places"]] == ["sawahlunto", "binjai", "semarang", "tangerang-selatan"]
    assert found["mix"]["dimensions"] == [*MIX, "unit_type"]
    refused = run_cli("compare", "nrr", "--lang", "en", store=path)
    assert refused.returncode == 2
    assert "one figure for each element" in refused.stderr
