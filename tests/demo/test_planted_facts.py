"""Whatever the truth says is planted can be found in the data by simple pandas, which knows nothing of the generator."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from data.demo.offices import offices, totals
from data.demo.plan import CITIES, DEFAULT_RESPONSES, MIDDLE, QUARTERS, QUESTIONNAIRE_BREAK, SEASON
from data.demo.truth import Truth
from metrics.satisfaction.elements import ELEMENT_KEYS

ELEMENTS = list(ELEMENT_KEYS)
FIRM = 4.5  # standard errors that chance alone stays within, over all comparisons made here


def ikm(frame: pd.DataFrame) -> float:
    """The index by the regulation: the mean of the element means, times 25."""
    return float(frame[ELEMENTS].mean().mean() * 25)


def own_index(frame: pd.DataFrame) -> pd.Series:
    """Each respondent's own index."""
    return frame[ELEMENTS].mean(axis=1) * 25


def error(frame: pd.DataFrame) -> float:
    """Standard error of the index among independent respondents."""
    return float(own_index(frame).std() / len(frame) ** 0.5)


def test_size_and_span(answers: pd.DataFrame, planted: Truth) -> None:
    assert len(answers) == planted["responses"] == 165_000
    assert sorted(answers["quarter"].unique()) == planted["quarters"]
    assert (planted["quarters"][0], planted["quarters"][-1], len(planted["quarters"])) == ("2023Q4", "2026Q3", 12)
    assert answers.groupby("city")["unit"].nunique().to_dict() == {
        "semarang": 24, "tangerang-selatan": 18, "binjai": 14, "sawahlunto": 10,
    }  # fmt: skip
    shares = answers["city"].value_counts(normalize=True)
    assert shares.round(2).to_dict() == {"semarang": 0.4, "tangerang-selatan": 0.28, "binjai": 0.2, "sawahlunto": 0.12}


def test_days_lie_in_their_quarter_and_mostly_on_working_days(answers: pd.DataFrame) -> None:
    day = pd.to_datetime(answers["answered_on"])
    assert (day.dt.year.astype(str) + "Q" + day.dt.quarter.astype(str) == answers["quarter"]).all()
    assert 0.95 < (day.dt.day_of_week < 5).mean() < 1


@pytest.mark.parametrize("level", ["city", "unit"])
def test_levels(answers: pd.DataFrame, planted: Truth, level: str) -> None:
    facts = planted["cities" if level == "city" else "units"]
    groups = dict(list(answers.groupby(level)))
    assert set(groups) == set(facts)
    for key, rows in groups.items():
        assert len(rows) == facts[key]["responses"]
        assert ikm(rows) == pytest.approx(facts[key]["ikm_observed"], abs=1e-3)
        assert abs(ikm(rows) - facts[key]["ikm_planted"]) < FIRM * error(rows), key


def test_levels_have_no_bias_over_seeds() -> None:
    """Thresholds keep the planted means: over units, observed minus planted is as large as chance makes it."""
    from data.demo import generated
    from data.demo.truth import truth

    scaled = []
    for seed in range(12):
        for facts in truth(seed, generated(seed, 12_000))["units"].values():
            scaled.append(facts["bias"] * facts["responses"] ** 0.5 / 12)  # respondents have an sd near 12
    n = len(scaled)
    assert abs(np.mean(scaled)) < 3 / n**0.5
    assert 0.85 < np.std(scaled) < 1.15


def test_grades_b_a_and_c_occur(answers: pd.DataFrame) -> None:
    latest = answers[answers["quarter"] == "2026Q3"].groupby("unit").apply(ikm)
    counts = answers[answers["quarter"] == "2026Q3"].groupby("unit").size()
    firm = latest[counts >= 30].round(2)
    assert (firm >= 88.31).sum() >= 2
    assert ((firm >= 76.61) & (firm < 88.31)).sum() >= 20
    assert ((firm >= 65.00) & (firm < 76.61)).sum() >= 2
    assert firm.min() > 65


def test_grades_flip_between_printed_weights(answers: pd.DataFrame) -> None:
    """0.11 in place of 1/9 takes one hundredth off: enough for another letter at a city and at some offices."""
    latest = answers[answers["quarter"] == "2026Q3"]
    for level, at_least in (("city", 1), ("unit", 2)):
        exact = latest.groupby(level).apply(ikm)
        letters = [
            pd.cut(x.round(2), [0, 64.995, 76.605, 88.305, 101], labels=list("DCBA")) for x in (exact, exact * 0.99)
        ]
        assert (letters[0] != letters[1]).sum() >= at_least, level


def test_crude_and_adjusted_ranks_differ(answers: pd.DataFrame, planted: Truth) -> None:
    """Direct standardisation to the pooled mix of channel x age x education turns Binjai and Semarang round."""
    mix = ["channel", "age", "education"]
    known = answers.dropna(subset=mix).assign(own=lambda f: own_index(f))
    weights = known.groupby(mix).size()
    means = known.groupby([*mix, "city"])["own"].mean().unstack()
    crude = {city: ikm(rows) for city, rows in answers.groupby("city")}
    adjusted = {
        city: float(np.average(means[city].dropna(), weights=weights[means[city].dropna().index])) for city in means
    }
    ranks = planted["ranks"]
    assert ranks["flipped"] == ["binjai", "semarang"]
    assert crude["semarang"] - crude["binjai"] > 0.5
    assert adjusted["binjai"] - adjusted["semarang"] > 0.5
    for found, expected in ((crude, ranks["crude"]), (adjusted, ranks["adjusted"])):
        assert sorted(found, key=lambda city: -found[city]) == list(expected)
        for city, value in expected.items():
            assert found[city] == pytest.approx(value, abs=0.6), city  # planted values hold the offices equal too
    joint = known.groupby(mix).size() / len(known)
    assert sum(cell["share"] for cell in ranks["pooled_mix"]) == pytest.approx(1, abs=1e-4)
    for cell in ranks["pooled_mix"]:
        assert joint[tuple(cell[name] for name in mix)] == pytest.approx(cell["share"], abs=1e-6)


def test_who_answers_differs_by_city_and_matters(answers: pd.DataFrame, planted: Truth) -> None:
    for city, rows in answers.groupby("city"):
        for name, shares in planted["cities"][city]["mix"].items():
            found = rows[name].value_counts(normalize=True)
            for key, share in shares.items():
                assert found.get(key, 0.0) == pytest.approx(share, abs=1e-4)
    online = answers.groupby("city")["channel"].apply(lambda x: (x == "online").mean())
    assert online["semarang"] > 2 * online["binjai"]
    within = answers.assign(own=own_index(answers)).dropna(subset=["channel"])
    within["own"] -= within.groupby(["unit", "quarter", "age", "education"])["own"].transform("mean")
    gap = within.groupby("channel")["own"].mean()
    effect = planted["effects"]["channel"]
    assert gap["online"] - gap["counter"] > 0.6 * (effect["online"] - effect["counter"])  # demeaning takes a part


def test_questionnaire_break(answers: pd.DataFrame, planted: Truth) -> None:
    """The step of the city against the other cities at the change is the planted shift."""
    broken = planted["questionnaire_break"]
    table = answers.groupby(["quarter", "city"]).apply(ikm).unstack()
    own = table.pop(broken["city"]) - table.mean(axis=1)
    at = planted["quarters"].index(broken["quarter"])
    step = own.iloc[at : at + 4].mean() - own.iloc[at - 4 : at].mean()
    assert step == pytest.approx(broken["shift"], abs=1.2)  # other slopes, launches and cluster effects remain
    assert step < -1.3


def test_straight_lining_unit(answers: pd.DataFrame, planted: Truth) -> None:
    full = answers.dropna(subset=ELEMENTS)
    same = (full[ELEMENTS].nunique(axis=1) == 1).groupby(full["unit"]).mean().sort_values(ascending=False)
    fact = planted["straight_lining"]
    assert same.index[0] == fact["unit"]
    assert same.iloc[0] == pytest.approx(fact["share"], abs=0.05)
    large = same[answers.groupby("unit").size() > 500]
    assert large.iloc[1] < 0.35


def test_element_order(answers: pd.DataFrame, planted: Truth) -> None:
    for city, rows in answers.groupby("city"):
        means = rows[ELEMENTS].mean()
        expected = planted["cities"][city]["nrr_planted"]
        assert means.to_dict() == pytest.approx(expected, abs=0.025)
        assert means.idxmin() == next(iter(expected))
        assert means.idxmax() == "biaya"
    weakest = {city: next(iter(facts["nrr_planted"])) for city, facts in planted["cities"].items()}
    assert weakest == {
        "semarang": "waktu", "tangerang-selatan": "pengaduan", "binjai": "pengaduan", "sawahlunto": "waktu",
    }  # fmt: skip


def test_answers_hang_together(answers: pd.DataFrame) -> None:
    """Respondents spread with an sd near 12 within an office, and the nine elements measure one thing."""
    own = own_index(answers)
    within = (own - own.groupby([answers["unit"], answers["quarter"]]).transform("mean")).std()
    assert 10.5 < within < 13
    full = answers[ELEMENTS].dropna()
    alpha = 9 / 8 * (1 - full.var().sum() / full.sum(axis=1).var())
    assert 0.85 < alpha < 0.95


def test_respondents_of_an_office_and_quarter_are_clustered(answers: pd.DataFrame, planted: Truth) -> None:
    """Office-quarter means vary more than their respondents explain, by about the planted variance."""
    cells = answers.assign(own=own_index(answers)).groupby(["unit", "quarter"])["own"].agg(["mean", "var", "size"])
    cells = cells[cells["size"] >= 60]
    launched = {launch["unit"] for launch in planted["launches"]}
    cells = cells[~cells.index.get_level_values("unit").isin(launched)]
    for key in ("unit", "quarter"):
        cells["mean"] -= cells.groupby(key)["mean"].transform("mean")
    left = cells["mean"].var() - (cells["var"] / cells["size"]).mean()
    assert 0.5 < left < 3.0


def test_launches(answers: pd.DataFrame, planted: Truth) -> None:
    """Against never-launched offices of the same quarter and their own past, launched offices gain what is planted."""
    table = answers.groupby(["unit", "quarter"]).apply(ikm).unstack()
    never = planted["never_launched"]
    city = pd.Series({unit: facts["city"] for unit, facts in planted["units"].items()})
    own = table - table.loc[never].groupby(city[never]).mean().loc[city[table.index]].set_axis(table.index)
    found, expected = [], []
    for launch in planted["launches"]:
        at = planted["quarters"].index(launch["quarter"])
        after = planted["quarters"][at:]
        found.append(own.loc[launch["unit"], after].mean() - own.loc[launch["unit"]].iloc[:at].mean())
        expected.append(np.mean([launch["effect"][quarter] for quarter in after]))
        assert all(launch["effect"][quarter] == 0 for quarter in planted["quarters"][:at])
    assert len(found) >= 25
    assert np.mean(found) == pytest.approx(np.mean(expected), abs=0.5)
    assert np.corrcoef(found, expected)[0, 1] > 0.4
    assert sum(launch["size"] == 0 for launch in planted["launches"]) == 2
    assert len(never) >= 25


def test_blanks(answers: pd.DataFrame, planted: Truth) -> None:
    for name, rate in planted["blanks"].items():
        n = len(answers)
        assert answers[name].isna().mean() == pytest.approx(rate, abs=FIRM * (rate * (1 - rate) / n) ** 0.5), name
    rates = answers[ELEMENTS].isna().mean().sort_values(ascending=False)
    assert list(rates.index[:2]) == ["pengaduan", "biaya"]
    assert answers[ELEMENTS].notna().any(axis=1).all()
    assert set(np.unique(answers[ELEMENTS].stack().dropna())) == {1, 2, 3, 4}


def test_quarters_without_a_survey_and_small_cells(answers: pd.DataFrame, planted: Truth) -> None:
    cells = answers.groupby(["unit", "quarter"]).size().unstack(fill_value=0)[planted["quarters"]]
    absent = {(fact["unit"], fact["quarter"]) for fact in planted["no_survey"]}
    assert absent == {(unit, quarter) for unit, row in cells.iterrows() for quarter in cells if row[quarter] == 0}
    assert {("binjai-dishub", "2025Q1"), ("binjai-dinsos", "2024Q3")} <= absent
    for name, low, high in (("hidden_cells", 1, 5), ("indicative_cells", 5, 30)):
        found = {(u, q, int(row[q])) for u, row in cells.iterrows() for q in cells if low <= row[q] < high}
        assert {(fact["unit"], fact["quarter"], fact["responses"]) for fact in planted[name]} == found
    assert {fact["unit"] for fact in planted["hidden_cells"]} == {"sawahlunto-bpbd"}
    assert cells.loc["sawahlunto-perpustakaan"].between(18, 23).all()


def test_users_a_year(planted: Truth) -> None:
    """Some offices have asked enough people in the last four quarters for their users (Krejcie-Morgan), some have not."""
    enough = []
    for facts in planted["units"].values():
        users, asked = facts["annual_users"], sum(list(facts["responses_by_quarter"].values())[-4:])
        assert users > asked
        needed = round(3.841 * users * 0.25 / (0.0025 * (users - 1) + 3.841 * 0.25))
        enough.append(asked >= needed)
    assert 5 <= sum(not x for x in enough) <= 40


@pytest.mark.parametrize("seed", [1, 7, 36])
def test_cities_stand_as_planted_whatever_is_drawn_for_their_offices(seed: int) -> None:
    """The turned order of Semarang and Binjai is there in every demo: see `plan.CityPlan.settled`."""
    last = slice(-4, None)
    for city, responses in totals(DEFAULT_RESPONSES).items():
        there = offices(seed, city, responses)
        counts = np.array([o.counts[last] for o in there])
        points = np.array([o.points[last].mean(axis=1) for o in there])
        plan = CITIES[city]
        quarters = np.array(QUARTERS[last])
        trend = plan.drift * (quarters - MIDDLE) + np.array(SEASON)[quarters % 4]
        if city == QUESTIONNAIRE_BREAK[0]:
            trend = trend + QUESTIONNAIRE_BREAK[2]
        stands = float((counts * (points - trend)).sum() / counts.sum())
        assert abs(stands - plan.level - plan.settled) < 0.2
