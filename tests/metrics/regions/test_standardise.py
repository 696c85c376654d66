"""Direct standardisation against loops over the people themselves, and against figures worked by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from metrics import formulas
from metrics.regions.standardise import standardise

DIMENSIONS = ("channel", "age")


def estimate(sums: pd.DataFrame) -> pd.DataFrame:
    return formulas.column_mean(sums, "y")


def summed(people: pd.DataFrame, keys: tuple[str, ...] = DIMENSIONS) -> pd.DataFrame:
    """Sums by place and keys of one row per person."""
    rows = people.assign(n=1, n__y=1, s__y=people["y"], s__y__y=people["y"] ** 2)
    names = ["n", "n__y", "s__y", "s__y__y"]
    return rows.groupby(["place", *keys], dropna=False, as_index=False)[names].sum()


def adjusted(people: pd.DataFrame, minimum: int = 5, keys: tuple[str, ...] = DIMENSIONS) -> pd.DataFrame:
    sums = summed(people, keys)
    return standardise(sums, sums, keys, estimate, estimate, minimum)[0]


def people(seed: int, sizes: dict[str, int]) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    frames = []
    for i, (place, n) in enumerate(sizes.items()):
        frame = pd.DataFrame(
            {"place": place, "channel": rng.choice(["counter", "online"], n, p=[0.3 + 0.2 * i, 0.7 - 0.2 * i])}
        )
        frame["age"] = rng.choice(["young", "old", None], n, p=[0.6, 0.3, 0.1])
        frame["y"] = np.rint(
            rng.normal(80, 10, n) + 6 * (frame["channel"] == "online") - 3 * (frame["age"] == "old")
        ).astype(int)
        frames.append(frame)
    return pd.concat(frames, ignore_index=True)  # fmt: skip


def test_by_hand() -> None:
    """A: 10 of 10 online at 90, 30 counter at 70; B: 30 online at 88, 10 counter at 68. Common mix: half and half."""
    rows = [("A", "online", 90, 10), ("A", "counter", 70, 30), ("B", "online", 88, 30), ("B", "counter", 68, 10)]
    frame = pd.DataFrame(
        [(p, c, y + (1 if i % 2 else -1)) for p, c, y, n in rows for i in range(n)], columns=["place", "channel", "y"]
    )
    found = adjusted(frame, keys=("channel",))
    np.testing.assert_allclose(found["raw"], [75, 83])
    np.testing.assert_allclose(found["adjusted"], [80, 78])
    np.testing.assert_allclose(found["gap"], [-5, 5])
    # SE^2 = .25 s^2/10 + .25 s^2/30 with s^2 = 10/9 (ten people) and 30/29 (thirty)
    np.testing.assert_allclose(found["se"], np.sqrt(0.25 * 10 / 9 / 10 + 0.25 * 30 / 29 / 30), rtol=1e-9)
    # the gap of A: weights 10/40 - 1/2 and 30/40 - 1/2 on the two means
    np.testing.assert_allclose(found["gap_se"], np.sqrt(0.0625 * 10 / 9 / 10 + 0.0625 * 30 / 29 / 30), rtol=1e-9)
    assert found[["collapsed", "unadjusted"]].eq(0).all(axis=None)


def test_as_the_formula_over_the_people() -> None:
    """sum W_s mean, sqrt(sum W_s^2 s^2 / n), with loops and pandas; a missing age is a stratum."""
    everyone = people(1, {"a": 800, "b": 600, "c": 900})
    found = adjusted(everyone)
    key = everyone["channel"] + "/" + everyone["age"].fillna("?")
    weight = key.value_counts(normalize=True)
    assert len(weight) == 6
    for place, own in everyone.groupby("place"):
        groups = own.groupby(key[own.index])["y"]
        value = (groups.mean() * weight).sum()
        se = np.sqrt((weight**2 * groups.var() / groups.size()).sum())
        assert found.at[place, "adjusted"] == pytest.approx(value, rel=1e-12)
        assert found.at[place, "se"] == pytest.approx(se, rel=1e-9)
        assert found.at[place, "raw"] == pytest.approx(own["y"].mean(), rel=1e-12)
        assert found.at[place, "low"] < value < found.at[place, "high"]


def test_sparse_and_blank_strata_take_the_wider_value() -> None:
    rows = [("A", "online", "old", 90, 3), ("A", "online", "young", 80, 7), ("A", "counter", "old", 70, 10)]
    rows += [("B", c, a, 75, 10) for c in ("online", "counter") for a in ("old", "young")]
    frame = pd.DataFrame(
        [(p, c, a, y + i % 2) for p, c, a, y, n in rows for i in range(n)], columns=["place", "channel", "age", "y"]
    )
    found = adjusted(frame)
    own = frame[frame["place"] == "A"]
    online = own.loc[own["channel"] == "online", "y"].mean()  # stands for the three old people online
    counter = own.loc[
        own["channel"] == "counter", "y"
    ].mean()  # stands for the young at the counter, of whom there are none
    young = own.loc[(own["channel"] == "online") & (own["age"] == "young"), "y"].mean()
    n = {"online old": 13, "online young": 17, "counter old": 20, "counter young": 10}
    expected = (13 * online + 17 * young + 20 * counter + 10 * counter) / 60
    assert sum(n.values()) == len(frame)
    assert found.at["A", "adjusted"] == pytest.approx(expected, rel=1e-12)
    assert found.at["A", "collapsed"] == pytest.approx(23 / 60)
    assert found.at["A", "unadjusted"] == 0
    assert found.at["B", "collapsed"] == 0
    # Each of the seven young online carries 17/60/7 of their own stratum and 13/60/10 of the wider one.
    loads = np.r_[np.full(3, 13 / 60 / 10), np.full(7, 17 / 60 / 7 + 13 / 60 / 10), np.full(10, 30 / 60 / 10)]
    spread = np.r_[np.full(3, own[own["channel"] == "online"]["y"].var()), np.full(7, own.query("channel == 'online' and age == 'young'")["y"].var()),
                   np.full(10, own[own["channel"] == "counter"]["y"].var())]  # fmt: skip
    assert found.at["A", "se"] == pytest.approx(np.sqrt((loads**2 * spread).sum()), rel=1e-9)


def test_a_place_of_one_stratum_is_not_adjusted_for_the_rest_and_says_so() -> None:
    everyone = people(2, {"a": 300, "b": 300})
    everyone = everyone[(everyone["place"] == "a") | (everyone["channel"] == "online")]
    found = adjusted(everyone)
    counter = (everyone["channel"] == "counter").mean()
    assert found.at["b", "unadjusted"] == pytest.approx(counter)


def test_equal_mixes_leave_nothing_to_adjust() -> None:
    one = people(3, {"a": 500})
    both = pd.concat([one, one.assign(place="b", y=one["y"] + 4)], ignore_index=True)
    found = adjusted(both)
    np.testing.assert_allclose(found["gap"], 0, atol=1e-10)
    np.testing.assert_allclose(found["gap_se"], 0, atol=1e-10)
    np.testing.assert_allclose(found["adjusted"].diff().iloc[-1], 4)


def test_order_of_rows_and_splits_do_not_matter() -> None:
    everyone = people(4, {"a": 200, "b": 150})
    whole = adjusted(everyone)
    shuffled = summed(everyone.assign(half=np.arange(len(everyone)) % 2), (*DIMENSIONS, "half")).drop(columns="half")
    shuffled = shuffled.sample(frac=1, random_state=1, ignore_index=True)
    again, _ = standardise(shuffled, shuffled, DIMENSIONS, estimate, estimate, 5)
    pd.testing.assert_frame_equal(whole, again)


def test_which_place_is_named_first_does_not_matter() -> None:
    """Places lack strata, and the first one is small and scatters: the freedom of the others is their own."""
    everyone = people(8, {"a": 12, "b": 400, "c": 300})
    everyone = everyone[(everyone["place"] != "b") | (everyone["age"] != everyone["age"].iloc[0])]
    other = {"a": "z", "b": "y", "c": "x"}
    found, again = adjusted(everyone), adjusted(everyone.assign(place=everyone["place"].map(other)))
    pd.testing.assert_frame_equal(found, again.loc[list(other.values())].set_axis(found.index))


def test_too_few_people_have_no_adjusted_value() -> None:
    found = adjusted(people(5, {"a": 200, "b": 4}))
    assert np.isnan(found.at["b", "adjusted"])
    assert not np.isnan(found.at["a", "adjusted"])


def test_what_is_no_average_is_not_adjusted() -> None:
    """Rupiah per JP: the figure of all is not the mean of the figures of the strata, weighted by people."""
    rng = np.random.default_rng(6)
    rows = pd.DataFrame({"place": ["a"] * 200 + ["b"] * 200, "channel": rng.choice(["x", "y"], 400), "age": "z"})
    rows = rows.assign(n=1, cost=np.where(rows["channel"] == "x", 100, 900), jp=np.where(rows["channel"] == "x", 9, 1))
    sums = rows.groupby(["place", *DIMENSIONS], as_index=False)[["n", "cost", "jp"]].sum()

    def per_jp(frame: pd.DataFrame) -> pd.DataFrame:
        value = np.where(frame["jp"] > 0, frame["cost"] / frame["jp"].where(frame["jp"] > 0, 1), np.nan)
        return pd.DataFrame({"value": value, "n": frame["n"], "se": 1.0, "df": frame["n"] - 1})

    found, _ = standardise(sums, sums, DIMENSIONS, per_jp, per_jp, 5)
    assert found["adjusted"].isna().all()
    assert found["raw"].notna().all()
