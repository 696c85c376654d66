import numpy as np
import pandas as pd
import pytest
from scipy import stats

from metrics.findings import Finding, Kind, Series, needs_attention, what_changed
from metrics.periods import parse_code
from metrics.registry import metric
from tests.metrics.surveys import sums_of, survey

NOW, BEFORE = parse_code("2026Q3")[0], parse_code("2025Q3")[0]


def series(name: str, groups: dict[str, tuple[pd.DataFrame | None, pd.DataFrame | None]]) -> Series:
    """Estimates of a metric by unit for two periods: unit -> (before, now); None: no rows in that period."""
    rows = [
        (unit, period, data)
        for unit, pair in groups.items()
        for period, data in zip((BEFORE, NOW), pair, strict=True)
        if data is not None
    ]
    one = metric(name)
    keys = pd.DataFrame([row[:2] for row in rows], columns=["unit", "period"])
    by_item = one.item is not None
    found = one.answer(pd.concat([keys, sums_of(*(row[2] for row in rows))], axis=1), by_item=by_item)
    frame = keys.loc[found.index].reset_index(drop=True).join(found.reset_index(drop=True))
    return Series(one, frame, ("unit", "element") if by_item else ("unit",))


UNITS = {
    "up": (survey(200, 1, level=2.9), survey(200, 2, level=3.3)),
    "down": (survey(200, 3, level=3.3), survey(200, 4, level=2.6)),
    "same": (survey(200, 5), survey(200, 6)),
    "new": (None, survey(200, 7)),
    "small": (survey(12, 8, level=3.6), survey(12, 9, level=3.6)),
}


def attention(of: list[Series]) -> list[Finding]:
    """What needs attention, with what changed in the same."""
    return needs_attention(of, NOW, what_changed(of, NOW, BEFORE))


def test_certain_changes_come_largest_first() -> None:
    found = what_changed([series("ikm", UNITS)], NOW, BEFORE)
    assert [(f.kind, f.subject["unit"]) for f in found] == [(Kind.WORSENED, "down"), (Kind.IMPROVED, "up")]
    first = found[0]
    assert first.numbers["change"] == pytest.approx(first.numbers["value"] - first.numbers["before"])
    assert first.numbers["p"] <= first.numbers["p_adjusted"] < 0.05
    assert first.score == pytest.approx(abs(first.numbers["high"]) / 75)  # the end nearer to 0 over 25-100
    assert (first.numbers["n"], first.numbers["n_before"]) == (200, 200)
    assert {"grade", "grade_before"} <= set(first.numbers)


def test_the_family_is_everything_displayed() -> None:
    """The same change is judged more strictly beside many that did not happen."""
    before, now = survey(60, 10, level=3.0), survey(60, 11, level=3.2)
    alone = series("ikm", {"a": (before, now)})
    crowd = {"a": (before, now)} | {f"u{i}": (survey(60, 50 + i), survey(60, 90 + i)) for i in range(25)}
    p = what_changed([alone], NOW, BEFORE)[0].numbers
    assert p["p_adjusted"] == pytest.approx(p["p"])
    among = [f for f in what_changed([series("ikm", crowd)], NOW, BEFORE) if f.subject["unit"] == "a"]
    assert not among or among[0].numbers["p_adjusted"] > p["p"]


def test_counts_have_no_error_and_no_change_to_judge() -> None:
    assert what_changed([series("respondents", UNITS)], NOW, BEFORE) == []
    assert what_changed([], NOW, BEFORE) == []


def test_hidden_rows_say_nothing() -> None:
    one = series("ikm", UNITS)
    hidden = one.frame["unit"] == "down"
    frame = one.frame.assign(n=one.frame["n"].astype("Int64"))
    frame.loc[hidden, ["value", "exact", "low", "high", "se", "df"]] = np.nan
    frame.loc[hidden, "n"] = pd.NA
    masked = Series(one.metric, frame, one.by)
    assert {f.subject["unit"] for f in what_changed([masked], NOW, BEFORE)} == {"up"}
    assert "down" not in {f.subject["unit"] for f in attention([masked])}


def test_attention_ranks_low_grades_and_losses_and_puts_small_samples_last() -> None:
    found = attention([series("ikm", UNITS), series("nrr", UNITS)])
    kinds = [f.kind for f in found]
    assert kinds[-1] is Kind.FEW_RESPONDENTS
    assert kinds.count(Kind.FEW_RESPONDENTS) == 1  # of the unit, not once per metric and element
    assert found[-1].subject == {"unit": "small"}
    ranked = [f.score for f in found if f.kind is not Kind.FEW_RESPONDENTS]
    assert ranked == sorted(ranked, reverse=True)
    assert {"down"} == {f.subject["unit"] for f in found if f.kind is Kind.WORSENED and f.metric == "ikm"}
    assert any(f.metric == "nrr" and f.kind is Kind.LOW_GRADE and "element" in f.subject for f in found)


def test_a_low_grade_scores_its_expected_shortfall() -> None:
    one = series("ikm", {"down": UNITS["down"]})
    (low,) = (f for f in attention([one]) if f.kind is Kind.LOW_GRADE)
    row = one.frame[one.frame["period"] == NOW].iloc[0]
    gap = 76.605 - row["exact"]
    # scipy: E[max(0, 76.605 - X)], X normal, by numerical integration
    expected = stats.norm.expect(
        lambda x: 76.605 - x, loc=row["exact"], scale=row["se"], lb=row["exact"] - 12 * row["se"], ub=76.605
    )
    assert low.score == pytest.approx(expected / 75, rel=1e-6)
    assert low.numbers["probability"] == pytest.approx(stats.norm.cdf(gap / row["se"]))
    assert low.numbers["bound"] == 76.61
    assert low.numbers["grade"] == row["grade"]
    assert low.numbers["grade"] in "CD"


def test_without_dimensions_there_is_one_subject() -> None:
    one = series("ikm", {"down": UNITS["down"]})
    whole = Series(one.metric, one.frame.drop(columns="unit"))
    assert [f.subject for f in what_changed([whole], NOW, BEFORE)] == [{}]
