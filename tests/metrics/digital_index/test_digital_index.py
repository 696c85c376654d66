"""The index, its bounds, its parts and its next steps, against the files of weights and sums by hand."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from metrics.digital_index import levels
from metrics.digital_index.steps import next_steps, to_next_predicate
from metrics.digital_index.terms import PEMDI_ASPECTS, SPBE_ASPECTS, SPBE_DOMAINS
from metrics.limits import digital_index
from metrics.periods import parse_code
from metrics.registry import metric
from metrics.rounding import half_up
from tests.metrics.surveys import EXAMPLES, example, sums_of

FILES = {"spbe": "spbe_59_2020_weights.csv", "pemdi": "pemdi_8_2026_weights.csv"}
CODES = {"spbe": 0, "pemdi": 1}
EXTERNAL, SELF = 1, 0


def assessment(regime: str, values: list[int], assessor: int = EXTERNAL) -> pd.DataFrame:
    number = np.arange(1, len(values) + 1)
    return pd.DataFrame({"regime": CODES[regime], "assessor": assessor, "indicator": number, "level": values}).astype(
        float
    )


def sums(regime: str, *groups: pd.DataFrame) -> pd.DataFrame:
    return sums_of(*groups, sums=levels.sums_of(regime))


def printed_weights(regime: str) -> list[Fraction]:
    return [Fraction(text) for text in example(FILES[regime])["bobot_pct"]]


@pytest.mark.parametrize("regime", FILES)
def test_weights_are_those_of_the_file(regime: str) -> None:
    assert [Fraction(int(w), 100) for w in digital_index.weights(regime)] == printed_weights(regime)
    assert digital_index.weights(regime).sum() == digital_index.WHOLE


def test_parts_are_those_of_the_files() -> None:
    spbe, pemdi = (example(name) for name in FILES.values())
    expanded = [(a.domain, a.key) for a in digital_index.aspects("spbe") for _ in a.weights]
    pairs = list(dict.fromkeys(zip(spbe["domain"], spbe["aspek"], strict=True)))
    named = dict(zip(dict.fromkeys(expanded), pairs, strict=True))
    assert [named[one] for one in expanded] == list(zip(spbe["domain"], spbe["aspek"], strict=True))
    assert list(dict.fromkeys(d for d, _ in expanded)) == list(SPBE_DOMAINS)
    assert [a for _, a in dict.fromkeys(expanded)] == list(SPBE_ASPECTS)
    numbered = [f"aspect{number}" for number in pemdi["aspek_no"]]
    assert [a.key for a in digital_index.aspects("pemdi") for _ in a.weights] == numbered
    assert list(dict.fromkeys(numbered)) == list(PEMDI_ASPECTS)


@pytest.mark.parametrize(
    "row", example("digital_predicate.csv").to_dict("records"), ids=lambda r: f"{r['regime']}-{r['index']}"
)
def test_predicates_at_every_bound(row: dict[str, str]) -> None:
    assert levels.predicates([float(row["index"])], row["regime"]) == [row["predicate"]]


def test_an_undefined_index_has_no_predicate() -> None:
    assert levels.predicates([np.nan, 2.6], "spbe").tolist() == [None, "good"]


@pytest.mark.parametrize(
    ("quarter", "regime"), [("2024Q4", "spbe"), ("2026Q1", "spbe"), ("2026Q2", "pemdi"), ("2027Q1", "pemdi")]
)
def test_the_regime_follows_the_date(quarter: str, regime: str) -> None:
    assert digital_index.regime(parse_code(quarter)[0]) == regime


@pytest.mark.parametrize("regime", FILES)
@pytest.mark.parametrize("seed", range(4))
def test_the_index_is_exact(regime: str, seed: int) -> None:
    weights = printed_weights(regime)
    values = np.random.default_rng(seed).integers(1, 6, len(weights)).tolist()
    found = metric(regime).answer(sums(regime, assessment(regime, values))).iloc[0]
    exact = sum((w * level for w, level in zip(weights, values, strict=True)), Fraction(0)) / 100
    assert found["value"] == half_up(exact)
    assert found["exact"] == pytest.approx(float(exact))
    assert (found["n"], found["missing"]) == (1, 0)


def test_a_tie_goes_up_before_the_predicate_is_read() -> None:
    """All at 2 but governance (25 %), management (16.5 %) and public services (18 %) at 3: 2.595, printed 2.60, Baik."""
    values = [3 if 11 <= number <= 31 or number >= 42 else 2 for number in range(1, 48)]
    below = [*values[:30], 2, *values[31:]]  # 1.5 per cent less: 2.58
    found = metric("spbe").answer(sums("spbe", assessment("spbe", values), assessment("spbe", below)))
    assert found["exact"].tolist() == pytest.approx([2.595, 2.58])
    assert found["value"].tolist() == [2.6, 2.58]
    assert found["predicate"].tolist() == ["good", "fair"]


@pytest.mark.parametrize("regime", FILES)
def test_a_missing_indicator_is_not_a_nought(regime: str) -> None:
    whole = assessment(regime, [3] * len(printed_weights(regime)))
    found = metric(regime).answer(sums(regime, whole, whole.iloc[1:], whole.iloc[:0]))
    assert found["value"].iloc[0] == 3
    assert found["value"].iloc[1:].isna().all()
    assert found["missing"].tolist() == [0, 1, 0]
    assert found["n"].tolist() == [1, 1, 0]
    assert found["predicate"].iloc[0] == "good"
    assert found["predicate"].iloc[1:].isna().all()


def test_a_domain_without_one_of_its_indicators_is_undefined_and_the_others_stand() -> None:
    found = metric("spbe_domains").answer(sums("spbe", assessment("spbe", [2] * 47).iloc[:-1]))
    assert found["value"].isna().tolist() == [False, False, False, True]


def test_assessors_are_never_mixed() -> None:
    both = pd.concat([assessment("spbe", [2] * 47), assessment("spbe", [4] * 47, SELF)])
    asked = {
        who: metric("spbe").answer(sums("spbe", both), assessor=who)["value"].iloc[0] for who in ("external", "self")
    }
    assert asked == {"external": 2, "self": 4}
    assert metric("spbe").answer(sums("spbe", both))["value"].iloc[0] == 2


def test_several_assessments_give_their_mean_only_when_each_is_complete() -> None:
    one, two = assessment("spbe", [2] * 47), assessment("spbe", [3] * 47)
    found = metric("spbe").answer(sums("spbe", pd.concat([one, two]), pd.concat([one, two.iloc[1:]])))
    assert found["value"].iloc[0] == 2.5
    assert np.isnan(found["value"].iloc[1])


@pytest.mark.parametrize("regime", FILES)
def test_taking_the_steps_one_by_one_gives_what_they_promise(regime: str) -> None:
    data = pd.read_csv(EXAMPLES / "digital_record.csv").astype(float)
    mine = data[(data["regime"] == CODES[regime]) & (data["assessor"] == EXTERNAL)].copy()
    steps = next_steps(sums(regime, mine), regime)
    assert (steps["lift"].diff().dropna() <= 0).all()
    assert len(steps) == (mine["level"] < 5).sum()
    for _, step in steps.iterrows():
        here = mine["indicator"] == step["indicator"]
        assert mine.loc[here, "level"].iloc[0] == step["level"] == step["next_level"] - 1
        before = metric(regime).answer(sums(regime, mine))["exact"].iloc[0]
        mine.loc[here, "level"] += 1
        after = metric(regime).answer(sums(regime, mine)).iloc[0]
        assert after["exact"] - before == pytest.approx(step["lift"])
        assert (after["value"], after["predicate"]) == (step["index_after"], step["predicate_after"])


def test_steps_by_hand() -> None:
    """All at 2, 2.00: public services weigh 3 per cent a level; 2.60 takes 20 steps of 3, 18 of which 6 services hold."""
    found = next_steps(sums("spbe", assessment("spbe", [2] * 47)), "spbe")
    assert found["indicator"].iloc[:6].tolist() == [42, 43, 44, 45, 46, 47]
    assert found["lift"].iloc[0] == 0.03
    assert found["aspect"].iloc[0] == "public_services"
    assert found["index_after"].iloc[:7].tolist() == [
        2.03,
        2.06,
        2.09,
        2.12,
        2.15,
        2.18,
        2.21,
    ]  # 2.1800 + .0275 = 2.2075
    away = to_next_predicate(sums("spbe", assessment("spbe", [2] * 47)), "spbe").iloc[0]
    # 18 x .03 = .54, then .0275 each: 2.5675 = 2.57 after one, 2.595 = 2.60 after two
    assert away.tolist() == ["good", 0.6, 20]


def test_no_steps_without_one_complete_assessment() -> None:
    whole = assessment("pemdi", [3] * 20)
    none = sums("pemdi", whole.iloc[1:], pd.concat([whole, whole]), whole.iloc[:0])
    assert next_steps(none, "pemdi").empty
    assert to_next_predicate(none, "pemdi").isna().all(axis=None)
    best = sums("pemdi", assessment("pemdi", [5] * 20))
    assert next_steps(best, "pemdi").empty
    assert to_next_predicate(best, "pemdi")["next_predicate"].tolist() == [None]
