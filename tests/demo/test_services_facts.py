"""What the truth says of transactions and complaints is in the rows: found by pandas and scipy."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.stats import CensoredData, ecdf, norm, spearmanr

from data.demo.truth import Truth

FIRM = 4.5  # standard errors that chance alone stays within, over all comparisons made here
SETTLED = "2026Q1"  # by the day of the files, what began up to here has ended if it ever does
Frames = dict[str, pd.DataFrame]


def agrees(found: float, planted: float, n: float) -> bool:
    """Whether a share of n lies within chance of what was planted."""
    return bool(abs(found - planted) <= FIRM * np.sqrt(max(planted * (1 - planted), 1 / n) / n))


def spread(p90_over_median: float) -> float:
    """sd of the log of a lognormal."""
    return float(np.log(p90_over_median) / norm.ppf(0.9))


@pytest.fixture(scope="module")
def rows(services_frames: Frames, services_planted: Truth) -> pd.DataFrame:
    """Transactions with what the truth says of each: launched, median hours and minutes, chance of coming online."""
    frame = services_frames["service_transaction"].copy()
    units, hours = services_planted["units"], services_planted["processing"]
    launch = frame["unit"].map({unit: of["launch"] or "9999Q9" for unit, of in units.items()})
    frame["launched"] = frame["quarter"] >= launch
    frame["same_day"] = frame["service"].map({key: of["same_day"] for key, of in hours["hours_before"].items()})
    left = frame["unit"].map({unit: of["hours_left_by_launch"] for unit, of in units.items()})
    frame["hours_planted"] = (
        frame["service"].map({key: of["median"] for key, of in hours["hours_before"].items()})
        * frame["city"].map(hours["by_city"])
        * left.where(frame["launched"], 1.0)
    )
    place = pd.MultiIndex.from_frame(frame[["unit", "quarter"]])
    for name, key in (("online_planted", "online_of_those_that_can"), ("minutes_planted", "waiting_median")):
        known = pd.DataFrame({unit: of[key] for unit, of in units.items()}).T.stack()
        frame[name] = known.reindex(place).to_numpy()
    never = frame["service"].isin(services_planted["channel"]["never_online"])
    frame["online_planted"] = frame["online_planted"].mask(never, 0.0)
    return frame


def test_online_share_by_unit_before_and_after(rows: pd.DataFrame) -> None:
    online = rows["channel"] == "online"
    assert not online[rows["online_planted"] == 0].any()
    for key, group in rows.groupby(["unit", "launched"]):
        chance = group["online_planted"]
        error = np.sqrt((chance * (1 - chance)).sum())
        assert abs(online[group.index].sum() - chance.sum()) <= FIRM * max(error, 1), key


def test_a_launch_adds_the_known_jump(rows: pd.DataFrame, services_planted: Truth) -> None:
    """Share after less share before, against offices without a launch in the same quarters."""
    can = rows[rows["online_planted"] > 0].assign(online=lambda f: (f["channel"] == "online").astype(float))
    units = services_planted["units"]
    jumps = []
    for unit, group in can.groupby("unit"):
        launch = units[unit]["launch"]
        if launch is None or launch > "2025Q2":
            continue
        others = can[(can["city"] == group["city"].iloc[0]) & can["unit"].map(lambda u: units[u]["launch"] is None)]
        late, early = (lambda f: f["quarter"] >= "2026Q1"), (lambda f, since=launch: f["quarter"] < since)
        change = [f.loc[late(f), "online"].mean() - f.loc[early(f), "online"].mean() for f in (group, others)]
        jumps.append(change[0] - change[1])
    assert len(jumps) > 10
    assert services_planted["channel"]["jump"] == 0.30
    assert np.mean(jumps) == pytest.approx(0.30, abs=0.04)  # a little is missing after four quarters


def test_the_rest_comes_by_the_ways_of_the_city(rows: pd.DataFrame, services_planted: Truth) -> None:
    rest = rows[(rows["online_planted"] > 0) & (rows["channel"] != "online")]
    for city, group in rest.groupby("city"):
        planted = services_planted["channel"]["rest"][city]
        assert set(group["channel"]) == set(planted)
        for channel, share in planted.items():
            assert agrees((group["channel"] == channel).mean(), share, len(group)), (city, channel)


def test_processing_time_is_lognormal_around_its_median(rows: pd.DataFrame, services_planted: Truth) -> None:
    """Hours are rounded up, so each says between which two places of the distribution it lies; on average 1/2."""
    sd = services_planted["processing"]["spread"]["other"]
    done = rows[~rows["same_day"] & (rows["completed"] == 1) & (rows["quarter"] <= SETTLED)]
    upper = norm.cdf(np.log(done["processing_hours"] / done["hours_planted"]) / sd)
    lower = norm.cdf(np.log((done["processing_hours"] - 1).clip(lower=1e-9) / done["hours_planted"]) / sd)
    place = pd.Series((upper + lower) / 2, done.index)
    for by in (["city", "launched"], ["service"], ["unit"]):
        for key, group in place.groupby([done[name] for name in by]):
            assert abs(group.mean() - 0.5) < FIRM / np.sqrt(12 * len(group)), key
            assert agrees((group > 0.9).mean(), 0.1, len(group)), key


def test_civil_registration_takes_one_day_in_place_of_three(rows: pd.DataFrame) -> None:
    births = rows[(rows["unit"] == "semarang-disdukcapil") & (rows["service"] == "akta-kelahiran")]
    hours = births.groupby("launched")["processing_hours"]
    error = 0.75 * np.sqrt(np.pi / 2 / hours.count())  # of the log of a median
    assert np.log(hours.median()[False] / 72) == pytest.approx(0, abs=FIRM * error[False] + 0.02)
    assert np.log(hours.median()[True] / 24) == pytest.approx(0, abs=FIRM * error[True] + 0.04)


def test_a_launch_without_effect_on_satisfaction_makes_nothing_faster(services_planted: Truth, planted: Truth) -> None:
    idle = {launch["unit"] for launch in planted["launches"] if launch["size"] == 0}
    left = {unit: of["hours_left_by_launch"] for unit, of in services_planted["units"].items() if of["launch"]}
    assert {unit for unit, share in left.items() if share == 1.0} == idle
    assert {launch["unit"]: launch["quarter"] for launch in planted["launches"]} == {
        unit: of["launch"] for unit, of in services_planted["units"].items() if of["launch"]
    }


def test_waiting_falls_and_is_lognormal_around_its_median(rows: pd.DataFrame, services_planted: Truth) -> None:
    queued = rows.dropna(subset="waiting_minutes")
    sd = spread(services_planted["waiting"]["p90_over_median"])
    around = [
        norm.cdf(np.log((queued["waiting_minutes"] + x).clip(lower=1e-9) / queued["minutes_planted"]) / sd)
        for x in (-0.5, 0.5)
    ]
    place = pd.Series(np.mean(around, axis=0), queued.index)
    for by in ("unit", "quarter", "launched"):
        for key, group in place.groupby(queued[by]):
            assert abs(group.mean() - 0.5) < FIRM / np.sqrt(12 * len(group)), key
    for city, group in queued.groupby("city"):
        median = group.groupby("quarter")["waiting_minutes"].median()
        assert median["2026Q3"] < 0.85 * median["2023Q4"], city


def test_returned_share(rows: pd.DataFrame, services_planted: Truth) -> None:
    assert rows.loc[rows["same_day"], "returned"].isna().all()
    known = rows.dropna(subset="returned")
    after = services_planted["returned"]["after_launch"]
    for (city, launched), group in known.groupby(["city", "launched"]):
        planted = services_planted["returned"]["by_city"][city] * (after if launched else 1.0)
        assert agrees(group["returned"].mean(), planted, len(group)), (city, launched)


def test_open_transactions(rows: pd.DataFrame, services_planted: Truth) -> None:
    settled = rows[(rows["quarter"] <= SETTLED)]
    for city, group in settled.groupby("city"):
        planted = services_planted["processing"]["never_completed"][city]
        assert agrees(1 - group["completed"].mean(), planted, len(group)), city
    still = 1 - rows.groupby("quarter")["completed"].mean()
    assert still.idxmax() == "2026Q3"


def test_complaints_per_thousand_transactions(services_frames: Frames, services_planted: Truth) -> None:
    transactions, complaints = (services_frames[name] for name in ("service_transaction", "complaint"))
    for level, facts, key in (
        ("city", services_planted["cities"], "complaints_per_1000_planted"),
        ("unit", services_planted["units"], "complaints_per_1000"),
    ):
        counts = complaints.groupby(level).size()
        for name, n in transactions.groupby(level).size().items():
            assert agrees(counts.get(name, 0) / n, facts[name][key] / 1000, n), name
    slow = services_planted["complaints"]["slow_unit"]["unit"]
    semarang = {u: of["complaints_per_1000"] for u, of in services_planted["units"].items() if u.startswith("semarang")}
    assert max(semarang, key=lambda unit: semarang[unit]) == slow


def test_kinds_and_reopened(services_frames: Frames, services_planted: Truth) -> None:
    rows = services_frames["complaint"]
    slow = services_planted["complaints"]["slow_unit"]
    for city, group in rows.groupby("city"):
        facts = services_planted["cities"][city]
        for kind, share in facts["kinds"].items():
            assert agrees((group["complaint_kind"] == kind).mean(), share, len(group)), (city, kind)
        usual = group[group["unit"] != slow["unit"]]["reopened"].dropna().astype(float)
        assert agrees(usual.mean(), facts["reopened"], len(usual)), city
    there = rows[rows["unit"] == slow["unit"]]["reopened"].dropna().astype(float)
    assert agrees(there.mean(), slow["reopened"], len(there))


def test_topics_follow_the_weak_elements(services_frames: Frames, services_planted: Truth) -> None:
    rows, units = services_frames["complaint"], services_planted["units"]
    weak, found = [], []
    for unit, group in rows.groupby("unit"):
        for topic, share in units[unit]["topics"].items():
            error = np.sqrt(share * (1 - share) / len(group))
            assert abs((group["topic"] == topic).mean() - share) < FIRM * error + 0.03, (unit, topic)
        if len(group) >= 150:
            weak.append(units[unit]["weakness"]["waktu"])
            found.append((group["topic"] == "time").mean())
    assert len(found) > 20
    assert spearmanr(weak, found).statistic > 0.8


def test_a_new_system_is_complained_about(services_frames: Frames, services_planted: Truth) -> None:
    rows = services_frames["complaint"]
    launch = rows["unit"].map({unit: of["launch"] for unit, of in services_planted["units"].items()}).dropna()
    number = {quarter: i for i, quarter in enumerate(sorted(rows["quarter"].unique()))}
    since = rows.loc[launch.index, "quarter"].map(number) - launch.map(number)
    share = (rows.loc[launch.index, "topic"] == "system").groupby((since >= 0) & (since < 4)).mean()
    odds = share / (1 - share)
    assert odds[True] / odds[False] == pytest.approx(
        services_planted["complaints"]["system_after_launch"]["odds"], rel=0.2
    )


@pytest.fixture(scope="module")
def handled(services_frames: Frames, services_planted: Truth) -> pd.DataFrame:
    """Complaints with days and how many times the usual time is planted for each."""
    rows, facts = services_frames["complaint"], services_planted["complaints"]
    online = facts["online_handling"]
    faster = (rows["city"] == online["city"]) & (rows["quarter"] >= online["quarter"])
    return rows.assign(
        to_respond=(rows["first_response_on"] - rows["received_on"]).dt.days,
        to_settle=(rows["closed_on"] - rows["first_response_on"]).dt.days,
        to_close=(rows["closed_on"] - rows["received_on"]).dt.days,
        waited=(pd.Timestamp(services_planted["as_of"]) - rows["received_on"]).dt.days,
        online=faster,
        slower=rows["unit"].map({unit: of["slower"] for unit, of in services_planted["units"].items()})
        * np.where(faster, online["times"], 1.0),
    )


def test_times_to_respond_and_to_settle(handled: pd.DataFrame, services_planted: Truth) -> None:
    """Whole days of a time begun at any hour: their mean is that of the time itself, median x exp(sd^2 / 2)."""
    early = handled[handled["quarter"] <= "2025Q2"].dropna(subset="to_respond")
    ratio = services_planted["complaints"]["p90_over_median"]
    base = early["city"].map({city: of["response_days_median"] for city, of in services_planted["cities"].items()})
    kinds = {kind: of["median"] for kind, of in services_planted["complaints"]["settling_days"].items()}
    for days, median, sd, by in (
        ("to_respond", base, spread(ratio["response"]), ["city", "online"]),
        ("to_settle", early["complaint_kind"].map(kinds), spread(ratio["settling"]), ["complaint_kind"]),
    ):
        scaled = (early[days] / (median * early["slower"] * np.exp(sd * sd / 2))).dropna()
        for key, group in scaled.groupby([early[name] for name in by]):
            assert abs(group.mean() - 1) < FIRM * group.std() / np.sqrt(len(group)), (days, key)


def test_median_days_to_close_with_open_cases(handled: pd.DataFrame, services_planted: Truth) -> None:
    """Kaplan-Meier by scipy: open complaints count for as long as they have been open."""
    checked = 0
    for unit, group in handled[~handled["online"]].groupby("unit"):
        if len(group) < 200:
            continue
        closed = group["to_close"].dropna()
        waiting = group.loc[group["to_close"].isna(), "waited"]
        curve = ecdf(CensoredData(uncensored=closed, right=waiting)).sf
        found = curve.quantiles[np.argmax(curve.probabilities <= 0.5)]
        planted = services_planted["units"][unit]["days_to_close_median"]
        assert abs(found - planted) < 1 + FIRM * 1.6 * planted / np.sqrt(len(group)), unit
        checked += 1
    assert checked > 20


def test_the_slow_unit_and_cases_open_at_the_end(handled: pd.DataFrame, services_planted: Truth) -> None:
    slow = services_planted["complaints"]["slow_unit"]
    assert slow["unit"] == "semarang-dpupr"
    firm = handled.groupby("unit").filter(lambda group: len(group) >= 100)
    assert firm.groupby("unit")["to_close"].median().idxmax() == slow["unit"]
    open_share = handled["closed_on"].isna().groupby(handled["quarter"]).mean()
    assert open_share.idxmax() == "2026Q3"
    assert open_share["2026Q3"] > 2 * open_share[:"2025Q4"].max()
    old = handled[(handled["quarter"] <= "2025Q2")]
    still = old["closed_on"].isna().groupby(old["unit"] == slow["unit"])
    answered = 1 - services_planted["complaints"]["never_answered"]
    for is_slow, never in ((False, services_planted["complaints"]["never_closed"]), (True, slow["never_closed"])):
        assert agrees(still.mean()[is_slow], 1 - (1 - never) * answered, still.size()[is_slow]), is_slow


def test_complaints_are_handled_faster_once_online(handled: pd.DataFrame, services_planted: Truth) -> None:
    online = services_planted["complaints"]["online_handling"]
    there = handled[(handled["city"] == online["city"]) & (handled["quarter"] <= SETTLED)]
    medians = there.groupby("online")["to_close"].median()
    assert medians[True] / medians[False] == pytest.approx(online["times"], abs=0.12)
