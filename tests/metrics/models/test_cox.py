"""Cox: immortal time is not credited to training, planted ratios are found, episodes tell what was known then."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from metrics.models import cox
from tests.metrics.models.worlds import FIRST, spells


def effect(result: dict, feature: str) -> dict:
    return next(e["ratio"] for e in result["effects"] if e["feature"] == feature)


def naive(world: pd.DataFrame, by_the_end: bool) -> tuple[float, float]:
    """The analysis we do not make, "ever trained" as if fixed from the start: by the end of the data, or of the spell."""
    rows = cox.at_events(cox.episodes(world))
    end = world["months_to"].fillna(world["months_waiting"]) + world["started"]
    ever = world["trained_month"].notna() if by_the_end else world["trained_month"] <= end
    ever = rows["person"].map(ever.set_axis(world["person"])).astype(float)
    beta, se = cox.estimates(rows, pd.DataFrame({"ever": ever}))
    return float(np.exp(beta[0] - 1.96 * se[0])), float(np.exp(beta[0] + 1.96 * se[0]))


def test_training_that_does_nothing_has_no_ratio_where_ever_trained_finds_one() -> None:
    """Users are called to trainings later on, which does nothing: only what looks ahead takes it for an effect."""
    for seed in (1, 2, 4):  # over forty seeds 38 cover 1 (make bench)
        world = spells(seed, invited=0.15)
        ratio = effect(cox.fit(world), "trained")
        assert ratio["low"] <= 1 <= ratio["high"]
        assert naive(world, by_the_end=True)[0] > 1.2  # training looks good by construction
        assert naive(world, by_the_end=False)[1] < 0.8  # immortal time: who waits long has had time to be trained


def test_planted_ratios_are_covered() -> None:
    result = cox.fit(spells(1, units=40, trained=np.log(2), old=np.log(0.5)))
    trained, old = effect(result, "trained"), effect(result, "age")
    assert trained["low"] < 2 < trained["high"]
    assert trained["low"] > 1
    assert old["low"] < 0.5 < old["high"]
    assert result["kind"] == "association"


def test_a_month_is_trained_when_the_training_ended_before_it() -> None:
    world = spells(0, units=1, size=2).assign(
        months_to=[3.0, np.nan], months_waiting=[np.nan, 5.0], trained_month=[FIRST + 1.0, np.nan]
    )
    rows = cox.episodes(world)
    one, two = (rows[rows["person"] == p] for p in (0, 1))
    assert one["trained"].tolist() == [0, 0, 1, 1]
    assert one["reached"].tolist() == [False, False, False, True]
    assert not two["reached"].any()
    assert two["peers"].tolist() == [0, 0, 0, 0, 100, 100]  # the other one, from the month after


def test_strata_and_entry_are_those_of_the_library_on_whole_spells() -> None:
    """In time so fine that nobody ties, months in pieces give Cox's ratio of whole spells: PHReg(time, x, status)."""
    from statsmodels.duration.hazard_regression import PHReg

    world = spells(2, units=15, size=10, old=0.7)
    whole = world["months_to"].fillna(world["months_waiting"]) + np.random.default_rng(0).random(len(world))
    fine = whole.rank().astype(float)
    open_ = world["months_to"].isna()
    world = world.assign(months_to=fine.mask(open_), months_waiting=fine.where(open_))
    world["city"] = np.where(world["unit"].isin(["binjai-1", "binjai-2"]), "semarang", "binjai")
    rows = cox.at_events(cox.episodes(world))
    beta, se = cox.estimates(rows, pd.DataFrame({"old": (rows["age"] == "50plus").astype(float)}))
    other = PHReg(
        fine.to_numpy(), (world["age"] == "50plus").to_numpy(float)[:, None], (~open_).to_numpy(int),
        strata=(world["city"] == "semarang").to_numpy(int),
    ).fit(groups=pd.factorize(world["unit"])[0])  # fmt: skip
    assert beta[0] == pytest.approx(other.params[0], abs=1e-6)
    assert se[0] == pytest.approx(other.bse[0] * np.sqrt(15 / 14), rel=0.005)


def test_too_few_are_refused_with_what_is_needed() -> None:
    result = cox.fit(spells(0, units=3))
    assert result["state"] == "refused"
    assert "10 unit" in result["reason"]["id"]
    with pytest.raises(ValueError, match="started"):
        cox.fit(spells(0).drop(columns="started"))
