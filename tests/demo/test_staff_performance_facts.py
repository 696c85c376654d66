"""What the truth says of staff, reviews and sanctions is in the rows: found by plain pandas."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from data.demo.staff.plan import DEGREE_SHARE
from data.demo.truth import Truth

FIRM = 4.5  # standard errors that chance alone stays within, over all comparisons made here
Frames = dict[str, pd.DataFrame]


def clustered(values: pd.Series, person: pd.Series) -> tuple[float, float]:
    """Mean and its standard error where each person has many rows: the rows of one person count as one draw."""
    mean = float(values.mean())
    totals = (values - mean).groupby(person).sum()
    return mean, float(np.sqrt((totals**2).sum()) / len(values))


@pytest.fixture(scope="module")
def reviews(staff_frames: Frames) -> pd.DataFrame:
    """Reviews with what follows from their days."""
    rows = staff_frames["performance_review"]
    return rows.assign(
        on_time=(rows["reported_on"] <= rows["due_on"]).astype(float),
        days=(rows["evaluated_on"] - rows["reported_on"]).dt.days,
        open=rows["evaluated_on"].isna().astype(float),
    )


def test_twelve_quarters_of_everybody(reviews: pd.DataFrame, staff_planted: Truth) -> None:
    sizes = reviews.groupby("quarter").size()
    assert len(sizes) == 12
    assert sizes.between(5_500, 5_650).all()
    latest = reviews[reviews["quarter"] == "2026Q3"].groupby("unit").size().to_dict()
    assert latest == {unit: facts["at_work"] for unit, facts in staff_planted["units"].items()}


def test_reporting_on_time_by_unit(reviews: pd.DataFrame, staff_planted: Truth) -> None:
    found = {}
    for unit, rows in reviews.groupby("unit"):
        found[unit], error = clustered(rows["on_time"], rows["staff"])
        assert abs(found[unit] - staff_planted["units"][unit]["on_time"]) < FIRM * error, unit
    late = staff_planted["performance"]["late_unit"]
    order = sorted(found, key=lambda unit: found[unit])
    assert order[0] == late["unit"] == "binjai-dishub"
    assert found[order[0]] < 0.5 < 0.7 < found[order[1]]


def test_days_to_evaluation_by_city(reviews: pd.DataFrame, staff_planted: Truth) -> None:
    """Lognormal days in whole days: quantiles are known to half a day and the sampling error of a quantile."""
    settled = reviews[reviews["quarter"] < "2026Q3"].dropna(subset="days")
    spread = 0.9
    for city, days in settled.groupby("city")["days"]:
        planted = staff_planted["performance"]["evaluation_days"][city]
        for quantile, z, name in ((0.5, 0.0, "median"), (0.9, 1.28155, "p90")):
            density = np.exp(-z * z / 2) / np.sqrt(2 * np.pi) / (spread * planted[name])
            error = np.sqrt(quantile * (1 - quantile) / len(days)) / density
            assert abs(days.quantile(quantile) - planted[name]) < 0.5 + FIRM * error, (city, name)
        assert planted["p90"] / planted["median"] == pytest.approx(np.exp(1.28155 * spread), abs=0.01)


def test_open_cases(reviews: pd.DataFrame, staff_planted: Truth) -> None:
    fact = staff_planted["performance"]["open_unit"]
    reported = reviews.dropna(subset="reported_on")
    since = reported[(reported["quarter"] >= fact["since"]) & (reported["quarter"] < "2026Q3")]
    there = since[since["unit"] == fact["unit"]]["open"]
    assert abs(there.mean() - fact["share"]) < FIRM * np.sqrt(fact["share"] * (1 - fact["share"]) / len(there))
    assert since.groupby("unit")["open"].mean().idxmax() == fact["unit"]
    before = reported[(reported["quarter"] < fact["since"])]["open"].mean()
    assert before == pytest.approx(staff_planted["performance"]["open_elsewhere"], abs=0.002)
    latest = reported[reported["quarter"] == "2026Q3"].groupby("city")["open"].mean()
    assert latest["sawahlunto"] > latest["semarang"]  # where superiors are slow, more is open when the files are taken


def test_ratings_and_predicates(reviews: pd.DataFrame, staff_planted: Truth) -> None:
    planted = staff_planted["performance"]
    alike = reviews["unit"] == planted["all_good_unit"]["unit"]
    rated = reviews[~alike].dropna(subset="result_rating")
    for name, shares in planted["ratings"].items():
        for level, share in shares.items():
            mean, error = clustered((rated[f"{name}_rating"] == level).astype(float), rated["staff"])
            assert abs(mean - share) < FIRM * error, (name, level)
    written = reviews["predicate"].dropna()
    assert set(reviews.loc[written.index, "city"]) == {"semarang"}
    good = (written == "good").groupby(alike).mean()
    assert good[True] == pytest.approx(planted["all_good_unit"]["good"], abs=0.01)
    assert good[False] < 0.9
    met = reviews.loc[written.index].query("result_rating == 'meets' and behaviour_rating == 'meets'")
    assert (met["predicate"] == "good").all()


def test_where_all_are_good_citizens_are_less_and_less_satisfied(planted: Truth, staff_planted: Truth) -> None:
    """The office that rates nearly everybody "Baik" is the one whose planted level falls most without any launch or
    change of questionnaire."""
    broken = planted["questionnaire_break"]["city"]
    change = {
        unit: np.mean(list(facts["level_by_quarter"].values())[8:])
        - np.mean(list(facts["level_by_quarter"].values())[4:8])
        for unit, facts in planted["units"].items()
        if facts["city"] != broken and unit in planted["never_launched"]
    }
    assert min(change, key=lambda unit: change[unit]) == staff_planted["performance"]["all_good_unit"]["unit"]
    assert min(change.values()) < -1


def test_difficulties_by_type_of_office_and_after_a_launch(reviews: pd.DataFrame, staff_planted: Truth) -> None:
    named = reviews.dropna(subset="difficulty")
    units = staff_planted["units"]
    after = np.array(
        [
            quarter in units[unit]["digital_difficulty_after_launch_in"]
            for unit, quarter in zip(named["unit"], named["quarter"], strict=True)
        ]
    )
    digital = named["difficulty"] == "digital_system"
    fact = staff_planted["performance"]["digital_difficulty"]
    for when, share in ((~after, fact["before_launch"]), (after, fact["after_launch"])):
        n = int(when.sum())
        assert n > 5_000
        assert abs(digital[when].mean() - share) < FIRM * np.sqrt(share * (1 - share) / n)
    kinds = named["unit"].map({unit: facts["unit_type"] for unit, facts in units.items()})
    for kind, rows in named[~after].groupby(kinds[~after]):
        found = rows["difficulty"].value_counts(normalize=True)
        for name, share in staff_planted["performance"]["difficulty_by_type"][kind].items():
            error = np.sqrt(share * (1 - share) / len(rows))
            assert abs(found.get(name, 0.0) - share) < FIRM * error, (kind, name)


def test_launches_are_those_of_the_satisfaction_demo(planted: Truth, staff_planted: Truth) -> None:
    launched = {launch["unit"]: launch["quarter"] for launch in planted["launches"]}
    for unit, facts in staff_planted["units"].items():
        quarters = facts["digital_difficulty_after_launch_in"]
        assert quarters[:1] == ([launched[unit]] if unit in launched else [])


def test_degrees_by_position(staff_frames: Frames, staff_planted: Truth) -> None:
    people = staff_frames["employee"].sort_values("valid_from").drop_duplicates("staff")
    degrees = staff_planted["register"]["degree_by_position"]
    assert set(degrees) == set(DEGREE_SHARE)
    for position, rows in people[people["valid_from"] == "2023-01-01"].groupby("position"):
        found = rows["degree"].value_counts(normalize=True)
        for degree, share in degrees[position].items():
            error = np.sqrt(share * (1 - share) / len(rows))
            assert abs(found.get(degree, 0.0) - share) <= FIRM * error, (position, degree)


def test_parts_of_the_ip_asn_are_earned_by_some(staff_frames: Frames) -> None:
    """Among those still at work: leadership and functional training, longer technical training, seminars."""
    register = staff_frames["employee"]
    gone = set(register.loc[register["left_on"].notna(), "staff"])
    people = register.sort_values("valid_from").drop_duplicates("staff", keep="last").set_index("staff")
    people = people[~people.index.isin(gone)]
    done = staff_frames["training_participation"].query("completed")
    had = {kind: people.index.isin(rows["staff"]) for kind, rows in done.groupby("training_kind")}
    structural, functional = (people["position"] == name for name in ("structural", "functional"))
    assert 0.15 < had["leadership"][structural].mean() < 0.5
    assert had["leadership"][~structural].mean() < 0.02
    assert 0.2 < had["functional"][functional].mean() < 0.6
    assert 0.4 < had["technical"].mean() < 0.8
    assert 0.4 < (had["seminar"] | had["workshop"]).mean() < 0.95


def test_a_few_sanctions(staff_frames: Frames, staff_planted: Truth) -> None:
    sanctions, fact = staff_frames["discipline"], staff_planted["discipline"]
    expected = fact["a_year"] * 5_600 * 3.75
    assert abs(len(sanctions) - expected) < FIRM * expected**0.5
    found = sanctions["discipline_level"].value_counts(normalize=True)
    for level, share in fact["levels"].items():
        assert abs(found[level] - share) < FIRM * np.sqrt(share * (1 - share) / len(sanctions)), level
    assert not sanctions.duplicated("staff").any()
