"""What the truth says of training and skills is in the rows: found by plain pandas, which knows nothing of the generator."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from data.demo.staff import CityStaff, generated
from data.demo.staff.truth import truth as staff_truth
from data.demo.truth import Truth

FIRM = 4.5  # standard errors that chance alone stays within, over all comparisons made here
Frames = dict[str, pd.DataFrame]


def share_error(share: float, n: int) -> float:
    """Standard error of a share among n independent cases."""
    return float(np.sqrt(share * (1 - share) / n))


@pytest.fixture(scope="module")
def taken(staff_frames: Frames) -> pd.DataFrame:
    """Participations with their year, their JP (the catalogue's where the log leaves them out) and their gain."""
    rows = staff_frames["training_participation"]
    jp = staff_frames["training_programme"].drop_duplicates("programme").set_index("programme")["jp_hundredths"]
    filled = rows["jp_hundredths"].fillna(rows["programme"].map(jp)) / 100
    gain = (rows["post_score"] - rows["pre_score"]) / (10_000 - rows["pre_score"])
    return rows.assign(year=rows["ended_on"].dt.year.astype(str), jp=filled * rows["completed"], gain=gain)


def at_work(register: pd.DataFrame, first: str, last: str) -> pd.Series:
    """The city of everybody who was at work from the first to the last day."""
    people = register.groupby("staff").agg({"city": "first", "valid_from": "min", "left_on": "max"})
    here = (people["valid_from"] <= first) & (people["left_on"].isna() | (people["left_on"] > last))
    return people.loc[here, "city"]


def test_size(staff_frames: Frames, staff_planted: Truth) -> None:
    assert {name: len(frame) for name, frame in staff_frames.items()} == staff_planted["rows"]
    assert 42_000 < staff_planted["rows"]["training_participation"] < 48_000
    assert sorted(staff_frames["training_participation"]["quarter"].unique())[::14] == ["2023Q1", "2026Q3"]


@pytest.mark.parametrize("year", ["2023", "2024", "2025", "2026"])
def test_share_reaching_20_jp(staff_frames: Frames, taken: pd.DataFrame, staff_planted: Truth, year: str) -> None:
    city = at_work(staff_frames["employee"], f"{year}-01-01", f"{year}-12-31")
    earned = taken[taken["year"] == year].groupby("staff")["jp"].sum().reindex(city.index, fill_value=0)
    for name, reached in (earned >= staff_planted["training"]["duty_jp"]).groupby(city):
        facts = staff_planted["cities"][name]
        planned = facts["reach_20jp_planned"][year]
        assert reached.mean() == pytest.approx(facts["reach_20jp_observed"][year], abs=1e-4)
        error = share_error(planned, len(reached))
        if year == "2026":  # the last quarter is still to come
            assert reached.mean() < planned - FIRM * error
        else:
            assert abs(reached.mean() - planned) < FIRM * error, name


def test_reach_rises_everywhere_and_differs_between_cities(staff_planted: Truth) -> None:
    for facts in staff_planted["cities"].values():
        rising = list(facts["reach_20jp_planned"].values())
        assert rising == sorted(rising)
        assert rising[-1] - rising[0] > 0.12
    order = sorted(staff_planted["cities"], key=lambda c: -staff_planted["cities"][c]["reach_20jp_planned"]["2025"])
    assert order[2:] == ["binjai", "sawahlunto"]


def test_reach_has_no_bias_over_seeds() -> None:
    """Over seeds, cities and full years, observed minus planted is as large as chance makes it."""
    scaled = []
    for seed in range(10):
        cities = generated(seed, 2_000)
        facts = staff_truth(seed, cities)["cities"]
        for city in cities:
            of, whole = facts[city.people.city], city.training.years
            for y, year in enumerate(("2023", "2024", "2025")):
                n = int((whole.whole & (whole.year == y)).sum())
                planned = of["reach_20jp_planned"][year]
                scaled.append((of["reach_20jp_observed"][year] - planned) / share_error(planned, n))
    assert abs(np.mean(scaled)) < 3 / len(scaled) ** 0.5
    assert 0.8 < np.std(scaled) < 1.2


def test_motivated_people_train_more(staff: list[CityStaff], taken: pd.DataFrame) -> None:
    for city in staff:
        earned = taken.groupby("staff")["jp"].sum().reindex(city.people.staff, fill_value=0).to_numpy()
        motivation = city.people.traits.motivation
        assert earned[motivation > 1].mean() > 1.3 * earned[motivation < -1].mean()


def test_pace_within_the_year(taken: pd.DataFrame, staff_planted: Truth) -> None:
    full = taken[(taken["year"] < "2026") & (taken["training_kind"] != "elearning")]
    found = full["ended_on"].dt.quarter.value_counts(normalize=True)
    for quarter, share in staff_planted["training"]["pace"].items():
        assert found[int(quarter[1])] == pytest.approx(share, abs=0.03), quarter  # whole classes fall into a quarter
    assert found[1] < 0.13


def test_area_mix(taken: pd.DataFrame, staff_planted: Truth) -> None:
    """In full years, without the trainings that belong to a position."""
    chosen = taken[(taken["year"] < "2026") & ~taken["training_kind"].isin(["leadership", "functional"])]
    for city, rows in chosen.groupby("city"):
        found = rows["area"].value_counts(normalize=True)
        for area, share in staff_planted["cities"][city]["area_mix"].items():
            assert abs(found[area] - share) < FIRM * share_error(share, len(rows)), (city, area)


@pytest.mark.parametrize("year", ["2023", "2024", "2025", "2026"])
def test_elearning_reach(staff_frames: Frames, taken: pd.DataFrame, staff_planted: Truth, year: str) -> None:
    last = "2026-09-30" if year == "2026" else f"{year}-12-31"
    city = at_work(staff_frames["employee"], f"{year}-01-01", last)
    online = set(taken.loc[(taken["year"] == year) & (taken["training_kind"] == "elearning"), "staff"])
    reached = pd.Series(city.index.isin(online), index=city.index).groupby(city).agg(["mean", "size"])
    for name, row in reached.iterrows():
        planned = staff_planted["cities"][name]["elearning_reach"][year]
        assert abs(row["mean"] - planned) < FIRM * share_error(planned, int(row["size"])), name
    strong = staff_planted["cities"]["tangerang-selatan"]["elearning_reach"]
    assert (strong["2023"], strong["2026"]) == (0.15, 0.55)
    assert reached["mean"].idxmax() == "tangerang-selatan"


def test_completion_and_certificates(taken: pd.DataFrame, staff_planted: Truth) -> None:
    kind = np.where(taken["training_kind"] == "elearning", "elearning", "other")
    offered = np.where(taken["scheme"].notna(), "certificate", "plain")
    planted = staff_planted["training"]
    for (k, o), done in taken["completed"].groupby([kind, offered]):
        share = planted["completed"][f"{k}_{o}"]
        assert abs(done.mean() - share) < FIRM * share_error(share, len(done)), (k, o)
    finished = taken[taken["completed"] & taken["scheme"].notna()]
    for scheme, earned in finished["certified"].astype(float).groupby(finished["scheme"]):
        share = planted["certified"][scheme]
        assert abs(earned.mean() - share) < FIRM * share_error(share, len(earned)), scheme


def test_gain_by_area_and_the_weak_type_of_provider(taken: pd.DataFrame, staff_planted: Truth) -> None:
    planted = staff_planted["training"]["gain"]
    tested = taken.dropna(subset="gain")
    assert len(tested) / len(taken) == pytest.approx(0.6, abs=0.02)
    found = tested.groupby("area")["gain"].agg(["mean", "sem"])
    for area, mean in planted["by_area"].items():
        assert abs(found.loc[area, "mean"] - mean) < FIRM * found.loc[area, "sem"], area
    weak = tested["partner"] == planted["weak_partner"]
    within = tested["gain"] - tested.groupby("area")["gain"].transform("mean")
    strength = weak - weak.groupby(tested["area"]).transform("mean")
    slope = (within * strength).sum() / (strength**2).sum()
    error = within.std() / np.sqrt((strength**2).sum())
    assert abs(slope - planted["weak_partner_gap"]) < FIRM * error
    lowest = tested.groupby("partner")["gain"].mean() - tested.groupby("partner")["area"].agg(
        lambda areas: areas.map(planted["by_area"]).mean()
    )
    assert lowest.idxmin() == planted["weak_partner"]


def test_reaction_tells_nothing_about_gain(taken: pd.DataFrame, staff_planted: Truth) -> None:
    planted = staff_planted["training"]["reaction"]
    both = taken.dropna(subset=["gain", "reaction"])
    unexplained = both["gain"] - both.groupby(["area", "partner"])["gain"].transform("mean")
    correlation = np.corrcoef(unexplained, both["reaction"])[0, 1]
    assert (
        abs(correlation - planted["correlation_with_gain"]) < FIRM / len(both) ** 0.5 + 0.01
    )  # five steps take a part
    assert correlation**2 < 0.01
    found = taken["reaction"].value_counts(normalize=True)
    for score, share in planted["shares"].items():
        n = int(taken["reaction"].notna().sum())
        assert abs(found[int(score)] - share) < FIRM * share_error(share, n), score


def test_cost_by_kind(taken: pd.DataFrame, staff_planted: Truth) -> None:
    planted = staff_planted["training"]
    for kind, cost in taken["cost"].dropna().groupby(taken["training_kind"]):
        assert abs(cost.mean() - planted["cost_mean"][kind]) < FIRM * cost.sem(), kind
    unknown = planted["cost_unknown"]
    assert abs(taken["cost"].isna().mean() - unknown) < FIRM * share_error(unknown, len(taken))


def test_interaction_in_elearning(taken: pd.DataFrame, staff_planted: Truth) -> None:
    for city, times in taken["interactions"].dropna().groupby(taken["city"]):
        assert abs(times.mean() - staff_planted["cities"][city]["interactions_mean"]) < FIRM * times.sem(), city


def test_plan_against_done(staff_frames: Frames, taken: pd.DataFrame, staff_planted: Truth) -> None:
    plan = staff_frames["training_programme"]
    plan = plan[plan["quarter"] < "2026"]
    done = taken[taken["year"] < "2026"].groupby("city").size() / plan.groupby("city")["planned_seats"].sum()
    for city, share in done.items():
        assert share == pytest.approx(staff_planted["cities"][city]["plan_done"], abs=0.025), city


def test_skills_and_what_training_adds(staff_frames: Frames, taken: pd.DataFrame, staff_planted: Truth) -> None:
    """Change of the same person from the first wave to the last, on trainings completed in between."""
    planted, waves = staff_planted["skills"], staff_frames["skill_assessment"]
    names = list(planted["base"])
    assert (waves.groupby(["city", "assessed_on"])[names].mean().idxmin(axis=1) == planted["weakest"]).all()
    assert [f"{day:%Y-%m-%d}" for day in sorted(waves["assessed_on"].unique())] == planted["waves"]
    first, last = (waves[waves["assessed_on"] == planted["waves"][i]].set_index("staff") for i in (0, -1))
    both = first.index.intersection(last.index)
    areas = list(planted["gain_per_training"])
    counted = pd.DataFrame({"drift": np.full(len(both), len(planted["waves"]) - 1.0)}, index=both)
    for area in areas:
        done = taken[taken["completed"] & (taken["area"] == area)]
        times = [
            done[done["ended_on"] < day].groupby("staff").size().reindex(both, fill_value=0).clip(
                upper=planted["trainings_that_count"]
            )
            for day in (planted["waves"][0], planted["waves"][-1])
        ]  # fmt: skip
        counted[area] = times[1] - times[0]
    x = counted.to_numpy(float)
    inverse = np.linalg.inv(x.T @ x)
    for skill in names:
        change = (last.loc[both, skill] - first.loc[both, skill]).to_numpy(float)
        slopes = inverse @ x.T @ change
        errors = np.sqrt(np.diag(inverse) * (change - x @ slopes).var())
        expected = [planted["drift_per_wave"], *(planted["gain_per_training"][area].get(skill, 0.0) for area in areas)]
        assert (np.abs(slopes - expected) < FIRM * errors + 0.05).all(), (skill, slopes, expected)  # 0.05: ends at 100
