"""What the truth says of activities, innovations, partnerships and the digital index is in the rows."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data.demo.truth import Truth
from metrics.satisfaction.elements import ELEMENT_KEYS

FIRM = 4.5
EXAMPLES = Path(__file__).parents[1] / "examples"
Frames = dict[str, pd.DataFrame]


def test_activities_by_kind(services_frames: Frames, services_planted: Truth) -> None:
    rows = services_frames["activity"]
    for city, expected in services_planted["culture"]["activities"]["expected"].items():
        held = rows[rows["city"] == city]["activity_kind"].value_counts()
        for kind, n in expected.items():
            assert abs(held[kind] - n) < FIRM * np.sqrt(n), (city, kind)


def test_activities_follow_the_type_of_office(services_frames: Frames) -> None:
    rows = services_frames["activity"]
    forum = (rows["activity_kind"] == "forum").groupby(rows["unit"].str.contains("-kec-")).mean()
    assert forum[True] > 1.5 * forum[False]


def test_forums_begin(services_frames: Frames, services_planted: Truth) -> None:
    fact = services_planted["culture"]["activities"]["forums_begin"]
    rows = services_frames["activity"]
    forums = rows[(rows["city"] == fact["city"]) & (rows["activity_kind"] == "forum")]
    a_quarter = (forums["quarter"] >= fact["quarter"]).value_counts() / pd.Series({True: 7, False: 5})
    error = a_quarter[True] / a_quarter[False] * np.sqrt((1 / (a_quarter * pd.Series({True: 7, False: 5}))).sum())
    assert abs(a_quarter[True] / a_quarter[False] - fact["times"]) < FIRM * error
    assert a_quarter[True] > 1.3 * a_quarter[False]


def test_ideas_raised_and_adopted(services_frames: Frames, services_planted: Truth) -> None:
    facts = services_planted["culture"]["activities"]
    rows = services_frames["activity"]
    known = rows.dropna(subset="ideas_raised")
    unknown = 1 - len(known) / len(rows)
    assert unknown == pytest.approx(facts["ideas_unknown"], abs=FIRM * np.sqrt(0.06 / len(rows)))
    for kind, group in known.groupby("activity_kind"):
        planted, n = facts["ideas_per_attendance"][kind], group["attendance"].sum()
        assert abs(group["ideas_raised"].sum() / n - planted) < FIRM * np.sqrt(planted * (1 - planted) / n), kind
    for city, group in known.groupby("city"):
        planted, n = facts["adopted"][city], group["ideas_raised"].sum()
        assert abs(group["ideas_adopted"].sum() / n - planted) < FIRM * np.sqrt(planted * (1 - planted) / n), city
    assert (known["ideas_adopted"] <= known["ideas_raised"]).all()
    assert (known["ideas_raised"] <= known["attendance"]).all()


def test_attendance_fits_the_office(services_frames: Frames, services_planted: Truth, staff_planted: Truth) -> None:
    rows = services_frames["activity"]
    posts = rows["unit"].map({unit: of["posts"] for unit, of in staff_planted["units"].items()})
    assert (rows["attendance"] <= posts).all()
    shares = (rows["attendance"] / posts)[posts >= 40].groupby(rows["activity_kind"]).mean()
    for kind, share in services_planted["culture"]["activities"]["attended_of_posts"].items():
        assert shares[kind] == pytest.approx(share * np.exp(0.25**2 / 2), rel=0.08), kind


@pytest.fixture(scope="module")
def innovations(services_frames: Frames, services_planted: Truth) -> pd.DataFrame:
    """Innovations of offices that are not rich in them, early enough to have come as far as they will."""
    rows = services_frames["innovation"]
    rich = [fact["unit"] for fact in services_planted["culture"]["innovations"]["rich"]]
    return rows[~rows["unit"].isin(rich)]


def test_how_far_innovations_come(innovations: pd.DataFrame, services_planted: Truth) -> None:
    facts = services_planted["culture"]["innovations"]
    old = innovations[innovations["quarter"] <= "2025Q1"]
    piloted = old[old["pilot_on"].notna()]
    for found, planted, n in (
        (len(piloted) / len(old), facts["piloted"], len(old)),
        (piloted["running_on"].notna().mean(), facts["ran_of_piloted"], len(piloted)),
    ):
        assert abs(found - planted) < FIRM * np.sqrt(planted * (1 - planted) / n) + 0.02  # the slowest are on their way


def test_how_long_the_stages_take(innovations: pd.DataFrame, services_planted: Truth) -> None:
    facts = services_planted["culture"]["innovations"]
    old = innovations[innovations["quarter"] <= "2025Q1"]
    sd = np.log(facts["p90_over_median"]) / 1.28155
    for days, median in (
        ((old["pilot_on"] - old["idea_on"]).dt.days.dropna(), facts["pilot_days_median"]),
        ((old["running_on"] - old["pilot_on"]).dt.days.dropna(), facts["running_days_median"]),
    ):
        assert abs(np.log(days.median() / median)) < FIRM * sd * np.sqrt(np.pi / 2 / len(days)) + 0.05


def test_many_innovations_before_satisfaction_rises_and_where_it_does_not(
    services_frames: Frames, services_planted: Truth, answers: pd.DataFrame
) -> None:
    rows = services_frames["innovation"]
    rises = {}
    for fact in services_planted["culture"]["innovations"]["rich"]:
        there = rows[rows["unit"] == fact["unit"]]
        assert len(there) == fact["innovations"] == rows.groupby("unit").size()[fact["unit"]]
        assert there["quarter"].between(fact["ideas_from"], fact["ideas_to"]).all()
        in_use = there["running_on"] < pd.Period(fact["launch"], "Q").start_time
        assert in_use.mean() > 0.8
        asked = answers[answers["unit"] == fact["unit"]]
        ikm = asked.groupby(asked["quarter"] >= fact["launch"])[list(ELEMENT_KEYS)].mean().mean(axis=1) * 25
        rises[fact["unit"]] = (ikm[True] - ikm[False], fact["satisfaction_rises_by"])
    assert rises["binjai-disdukcapil"][0] > 1.5
    assert rises["binjai-disdukcapil"][1] == 3.0
    assert rises["tangerang-selatan-bapenda"][0] < 1.5
    assert rises["tangerang-selatan-bapenda"][1] == 0.0
    assert rows.groupby("unit").size().nlargest(2).index.isin(rises).all()


def test_partnerships_by_type(services_frames: Frames, services_planted: Truth) -> None:
    rows = services_frames["partnership"]
    latest = rows[rows["quarter"] == "2026Q3"]
    for city, facts in services_planted["culture"]["partnerships"].items():
        here = latest[latest["city"] == city]
        assert here["partner_type"].value_counts().to_dict() == facts["agreements"]
        assert {name: here[name].sum() for name in ("participants", "certificates", "internships")} == {
            name: facts[name] for name in ("participants", "certificates", "internships")
        }
    interns = latest.groupby("city")["internships"].sum()
    assert interns.idxmax() == "tangerang-selatan"
    assert (latest[latest["internships"] > 0]["partner_scope"] == "internship").all()
    assert set(rows["quarter"]) == {"2023Q4", "2024Q4", "2025Q4", "2026Q3"}


def test_digital_index_is_the_weighted_mean_of_its_levels(services_frames: Frames, services_planted: Truth) -> None:
    """By the printed weights of both rules."""
    rows = services_frames["digital_index"]
    spbe = pd.read_csv(EXAMPLES / "spbe_59_2020_weights.csv").set_index("indikator")["bobot_pct"]
    pemdi = pd.read_csv(EXAMPLES / "pemdi_8_2026_weights.csv").set_index("indikator_no")["bobot_pct"]
    found = {}
    for key, group in rows.groupby(["city", "regime", "quarter", "assessor"]):
        weights = {"spbe": spbe, "pemdi": pemdi}[key[1]]
        assert sorted(group["indicator"]) == sorted(weights.index)
        found[key] = float((group["level"] * group["indicator"].map(weights)).sum() / 100)
    planted = {
        (city, fact["regime"], fact["quarter"], fact["assessor"]): fact["index"]
        for city, facts in services_planted["digital_index"]["cities"].items()
        for fact in facts
    }
    assert found.keys() == planted.keys()
    assert len(found) == 4 * (3 + 1) * 2
    for key, value in found.items():
        assert value == pytest.approx(planted[key], abs=5e-5), key
    about = services_planted["digital_index"]["about"]
    for (city, regime, quarter, assessor), value in found.items():
        if assessor == "external":
            level = about["pemdi"][city] if regime == "pemdi" else about["spbe"][city][quarter[:4]]
            assert value == pytest.approx(level, abs=0.2), (city, quarter)
        else:
            assert value > found[city, regime, quarter, "external"]


def test_levels_rise_from_year_to_year(services_frames: Frames, services_planted: Truth) -> None:
    rows = services_frames["digital_index"]
    spbe = rows[rows["regime"] == "spbe"].pivot_table("level", ["city", "assessor", "indicator"], "quarter")
    assert (spbe.diff(axis=1).iloc[:, 1:] >= 0).all(axis=None)
    for facts in services_planted["digital_index"]["cities"].values():
        external = [f["index"] for f in facts if f["regime"] == "spbe" and f["assessor"] == "external"]
        assert external == sorted(external)
        assert len(set(external)) == 3
    external = rows[(rows["regime"] == "spbe") & (rows["assessor"] == "external")]
    domain = pd.cut(
        external["indicator"], [0, 10, 20, 31, 47], labels=["policy", "governance", "management", "services"]
    )
    assert (
        external.groupby(domain, observed=True)["level"].mean().idxmin()
        == services_planted["digital_index"]["weakest_domain"]
    )
