"""What the truth says of adoption and resistance is in the rows: found by pandas, statsmodels and scikit-learn."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from sklearn.metrics import adjusted_rand_score
from sklearn.mixture import GaussianMixture

from data.demo.adoption import CityAdoption, plan, use_plan
from data.demo.adoption.world import World
from data.demo.truth import Truth
from metrics.resistance.terms import READINESS, SCALES, STATEMENTS, statements

FIRM = 4.5  # standard errors that chance alone stays within, over all comparisons made here
LAST_YEAR = range(21, 33)  # months
Frames = dict[str, pd.DataFrame]


@pytest.fixture(scope="module")
def answers(adoption_world: World) -> pd.DataFrame:
    """Answers with scores 0 to 100 and the traits of who gave them, without the office that ticks one column."""
    pulse = adoption_world.pulse
    pulse = pulse[pulse["unit"] != use_plan.STRAIGHT_LINING[0]]
    scores = {scale: 25.0 * (pulse[list(statements(scale))].mean(axis=1) - 1.0) for scale in SCALES}
    people = adoption_world.people.set_index("person")[["true_literacy", "true_trait"]]
    units = adoption_world.units.set_index("unit")[["true_culture", "true_climate", "true_segment"]]
    found = pulse.assign(**scores).join(people, on="true_person").join(units, on="unit")
    return found.dropna(subset=list(SCALES))


@pytest.fixture(scope="module")
def person_months(adoption_world: World) -> pd.DataFrame:
    """One row for each month in which somebody did not use a system steadily yet, with what was known and hidden."""
    use = adoption_world.use
    people = adoption_world.people.set_index("person").rename(columns={"unit": "home"}).drop(columns="city")
    rows = use.join(people, on="person").merge(adoption_world.units.drop(columns="city"), on="unit")
    before = use[["person", "system", "month", "using"]].assign(month=use["month"] + 1)
    rows = rows.merge(before, on=["person", "system", "month"], how="left", suffixes=("", "_before"))
    rows["using_before"] = rows["using_before"].eq(True)
    cell = [rows["unit"], rows["system"], rows["month"]]
    rows["peers"] = rows["using_before"].groupby(cell).transform("mean")
    leads = rows["position"] == "structural"
    led = rows["using_before"].where(leads).astype(float).groupby(cell).transform("mean")
    rows["leaders"], rows["leads"] = led.fillna(0.0).where(~leads, 0.0), leads.astype(float)
    dose = adoption_world.trainings.pivot_table(index="person", columns="month", values="dose", aggfunc="sum")
    first = dose.columns.min()
    dose = dose.reindex(columns=range(first, plan.MONTHS.size)).fillna(0.0).cumsum(axis=1).clip(upper=plan.DOSE_MOST)
    dose = dose.reindex(range(len(people))).fillna(0.0).to_numpy()
    rows["dose"] = dose[rows["person"], rows["month"] - 1 - first]
    spells = adoption_world.spells.assign(reached=lambda f: (f["start"] + f["months"]).where(f["event"] == 1, np.inf))
    rows = rows.merge(spells[["person", "system", "reached"]], on=["person", "system"])
    must = pd.concat(
        pd.DataFrame(city.offices.obliged == 1, city.offices.units, list(plan.KEYS)) for city in adoption_world.cities
    )
    must = must.stack().rename("mandatory").astype(float)
    rows = rows.join(must, on=["unit", "system"])
    culture = adoption_world.units.set_index("unit")["true_culture"]
    rows["culture_home"] = rows["home"].map(culture)
    return rows[rows["month"] <= rows["reached"]].assign(begins=lambda f: (f["month"] == f["reached"]).astype(float))


def test_the_hazard_of_adoption_is_the_planted_one(person_months: pd.DataFrame) -> None:
    """A proportional hazards model by month (complementary log-log) finds every coefficient."""
    f, of = person_months, plan.PLANTED.adoption
    worth = np.expm1(-plan.DOSE_CURVE * f["dose"]) / np.expm1(-plan.DOSE_CURVE)
    resists = f["true_trait"] > 0
    covariates = {
        "literacy": f["true_literacy"], "resistance": f["true_trait"], "age": f["age"] - 42.0,
        "culture": f["culture_home"], "literacy_x_resistance": f["true_literacy"] * f["true_trait"],
        "training": worth.where(~resists, 0.0), "training_resistant": worth.where(resists, 0.0),
        "mandatory": f["mandatory"], "peers": f["peers"], "leaders": f["leaders"], "behaviour": f["true_behaviour"],
    }  # fmt: skip
    known = f["system"].map(plan.BASE_SYSTEM) + f["city"].map(plan.BASE_CITY) + plan.LEADS * f["leads"]
    design = sm.add_constant(pd.DataFrame(covariates).astype(float))
    link = sm.families.links.CLogLog()
    found = sm.GLM(f["begins"], design, sm.families.Binomial(link), offset=known).fit()
    assert found.params["const"] == pytest.approx(of.base, abs=FIRM * found.bse["const"])
    for name in covariates:
        assert found.params[name] == pytest.approx(getattr(of, name), abs=FIRM * found.bse[name]), name
        assert abs(found.params[name]) > FIRM * found.bse[name], name


def test_adoption_follows_the_planted_curves(adoption_world: World, adoption_planted: Truth) -> None:
    """Kaplan-Meier by hand: as many have begun by each month as the sum of the chances says."""
    for (city, system), group in adoption_world.spells.groupby(["city", "system"]):
        planted = adoption_planted["cities"][city]["systems"][system]
        assert planted["exposed"] == len(group)
        left, variance = 1.0, 0.0
        for month in range(13):
            at_risk = (group["months"] >= month + (group["event"] == 0)).sum()
            begun = ((group["months"] == month) & (group["event"] == 1)).sum()
            left *= 1.0 - begun / at_risk
            variance += begun / at_risk / max(at_risk - begun, 1)
            if str(month) in planted["sustained_by_month"]:
                error = max(left * np.sqrt(variance), 1 / len(group))
                assert abs(1 - left - planted["sustained_by_month"][str(month)]) < FIRM * error, (city, system, month)


def test_use_in_the_rows_is_that_of_the_spells(adoption_frames: Frames, adoption_world: World) -> None:
    rows = adoption_frames["usage_month"]
    steady = rows[rows["active_days"] >= 3].groupby(["staff", "system"]).size()
    spells = adoption_world.spells
    lost = spells[(spells["unit"] == plan.NO_LOG[0]) & (spells["system"] == plan.NO_LOG[1])]
    assert 0 <= spells["event"].sum() - len(steady) <= len(lost)


def test_some_stop_and_some_places_more(adoption_planted: Truth, adoption_world: World) -> None:
    cities = adoption_planted["cities"]
    assert all(0.02 < city["stopped"] / city["sustained_spells"] < 0.15 for city in cities.values())
    where, what = adoption_planted["stops_more"]["city"], adoption_planted["stops_more"]["system"]
    use = adoption_world.use.assign(stopped=lambda f: ~f["using"])
    begun = adoption_world.spells.query("event == 1").assign(reached=lambda f: f["start"] + f["months"])
    after = use.merge(begun[["person", "system", "reached"]], on=["person", "system"]).query("month > reached")
    share = after.groupby(["city", "system"])["stopped"].mean()
    assert share[where, what] > 2 * share.drop((where, what)).median()


def test_resistance_is_what_was_planted(answers: pd.DataFrame) -> None:
    """Both the scores and the answers made of them; cost has nothing to do with it, ease only through literacy."""
    of = plan.PLANTED.resistance
    perceived = {
        key: (answers[f"true_{key}"] - use_plan.PERCEIVED[key]) / use_plan.PERCEIVED_SD
        for key in ("usefulness", "support", "cost", "ease")
    }
    covariates = {
        "trait": answers["true_trait"], "literacy": answers["true_literacy"], "culture": answers["true_culture"],
        "training": answers["true_training"], "adopted": answers["true_adopted"], "shock": answers["true_shock"],
        "climate": answers["true_climate"], **perceived,
    }  # fmt: skip
    found = sm.OLS(answers["true_resistance"], sm.add_constant(pd.DataFrame(covariates))).fit()
    for name in covariates:
        planted = 0.0 if name == "ease" else getattr(of, name)
        assert found.params[name] == pytest.approx(planted, abs=FIRM * found.bse[name]), name
    assert np.sqrt(found.scale) == pytest.approx(of.rest_sd, rel=0.05)


def test_perceptions_in_the_answers_relate_to_resistance_as_planted(answers: pd.DataFrame) -> None:
    within = answers[[*SCALES, "true_literacy"]] - answers.groupby("unit")[[*SCALES, "true_literacy"]].transform("mean")
    related = within.corr()["resistance"]
    chance = FIRM / np.sqrt(len(answers))
    assert related["usefulness"] < related["support"] - chance
    assert related["support"] < -chance
    assert related["ease"] < -chance
    assert abs(related["cost"]) < chance


def test_answers_carry_the_scores_of_the_scales(answers: pd.DataFrame) -> None:
    for scale in SCALES:
        score, planted = answers[scale], answers[f"true_{scale}"]
        middle = planted.between(20, 80)
        assert (score - planted)[middle].mean() == pytest.approx(0.0, abs=1.0), scale
        assert np.corrcoef(score[middle], planted[middle])[0, 1] > 0.75, scale


def test_those_who_resist_answer_less(adoption_planted: Truth) -> None:
    for name, city in adoption_planted["cities"].items():
        assert city["answering_trait_mean"] < city["resistance_all_staff_trait_mean"] - 0.1, name


def test_one_office_ticks_one_column(adoption_frames: Frames, adoption_planted: Truth) -> None:
    pulse = adoption_frames["pulse_response"]
    same = pulse[list(STATEMENTS)].nunique(axis=1, dropna=False) == 1
    lining = adoption_planted["straight_lining"]
    there = pulse["unit"] == lining["unit"]
    error = np.sqrt(lining["share"] * (1 - lining["share"]) / there.sum())
    assert same[there].mean() == pytest.approx(lining["share"], abs=FIRM * error)
    assert same[~there].mean() == pytest.approx(lining["elsewhere"], abs=0.006)


def test_readiness_has_every_barrier(adoption_frames: Frames) -> None:
    ready = adoption_frames["pulse_response"].dropna(subset=list(READINESS))
    low = ready[list(READINESS)] <= 3
    first = low.idxmax(axis=1).where(low.any(axis=1), "none").value_counts(normalize=True)
    assert set(first.index) == {*READINESS, "none"}
    assert first.min() > 0.03


def test_paper_gives_way_in_binjai_office_by_office(adoption_planted: Truth, adoption_world: World) -> None:
    """In every office that had systems in the first year; among steady users it falls in Binjai alone."""
    early = adoption_world.use.query("month < 12")["unit"].unique()
    for unit, facts in adoption_planted["units"].items():
        if unit.startswith("binjai") and unit in early:
            shares = list(facts["manual_share_by_quarter"].values())
            assert shares[-1] < shares[0] - 0.3, unit
            assert np.polyfit(range(len(shares)), shares, 1)[0] < -0.02, unit
    steady = adoption_world.use.query("using and system != 'elearning'")
    total = steady[["manual", "digital"]].groupby([steady["city"], steady["month"].isin(LAST_YEAR)]).sum()
    share = (total["manual"] / total.sum(axis=1)).unstack()
    fall = share[False] - share[True]
    assert fall["binjai"] > 0.25
    assert fall.drop("binjai").max() < 0.15


def test_four_kinds_of_offices_can_be_told_apart(adoption_world: World, answers: pd.DataFrame) -> None:
    """By two figures any office has: the behavioural index of the last quarters, and the mean of its answers."""
    use = adoption_world.use.query("month >= 27")
    sums = use.assign(idle=use["working_days"] - use["active_days"]).groupby("unit").sum(numeric_only=True)
    work = sums["manual"] + sums["digital"]
    parts = [sums["idle"] / sums["working_days"], sums["manual"] / work]
    parts += [sums[part] / sums["digital"] for part in ("proxy", "late", "returned")]
    index = 100 * sum(parts) / len(parts)
    recent = answers[answers["quarter"] >= "2026Q1"].groupby("unit")["resistance"].agg(["mean", "count"])
    of = (
        recent.query("count >= 10")
        .join(index.rename("bri"))
        .join(adoption_world.units.set_index("unit")["true_segment"])
    )
    both = (of[["bri", "mean"]] - of[["bri", "mean"]].mean()) / of[["bri", "mean"]].std()
    mixture = GaussianMixture(4, covariance_type="tied", n_init=5, random_state=0).fit(both)
    assert len(of) > 55
    assert adjusted_rand_score(of["true_segment"], mixture.predict(both)) > 0.5
    means = of.groupby("true_segment")[["bri", "mean"]].mean()
    assert min(means.loc[["train", "redesign"], "bri"]) > max(means.loc[["fine", "listen"], "bri"]) + 10
    assert min(means.loc[["listen", "redesign"], "mean"]) > max(means.loc[["fine", "train"], "mean"]) + 10


def test_offices_without_any_system_have_no_rows(adoption_frames: Frames, adoption_planted: Truth) -> None:
    never = set(adoption_planted["never_deployed"])
    assert never >= set(plan.NO_SYSTEM)
    for name in ("deployment", "usage_month", "pulse_response"):
        assert not never & set(adoption_frames[name]["unit"].dropna()), name


def test_every_city_has_every_kind_of_office(adoption: list[CityAdoption]) -> None:
    for city in adoption:
        assert set(city.of.offices.segment) == set(range(len(plan.SEGMENTS))), city.of.city
