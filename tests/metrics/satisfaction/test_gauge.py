import numpy as np
import pytest

from metrics.satisfaction import gauge, sample_achieved
from metrics.sums import ROWS
from tests.metrics.surveys import example, sums_of, survey


@pytest.mark.parametrize("row", example("krejcie_morgan.csv").to_dict("records"), ids=lambda r: r["population_N"])
def test_the_printed_table(row: dict[str, str]) -> None:
    """All 90 rows printed by Krejcie and Morgan (1970): the formula gives each of them, without exception."""
    assert gauge.needed(int(row["population_N"])) == int(row["sample_n"])


def test_the_table_is_whole() -> None:
    assert len(example("krejcie_morgan.csv")) == 90


@pytest.mark.parametrize(("population", "need"), [(1, 1), (None, 384), (float("inf"), 384), (1_702_379, 384)])
def test_ends_of_the_formula(population: float | None, need: int) -> None:
    assert gauge.needed(population) == need


@pytest.mark.parametrize("population", [0, -3, float("nan")])
def test_no_survey_without_users(population: float) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        gauge.needed(population)


def test_the_need_never_falls_and_never_exceeds_the_population() -> None:
    needs = [gauge.needed(n) for n in range(1, 3000)]
    assert (np.diff(needs) >= 0).all()
    assert all(need <= n for n, need in enumerate(needs, start=1))


def test_panel_and_metric_say_what_is_still_needed() -> None:
    panel = gauge.panel([100, 300, 10], [500, 500, np.nan])
    assert panel["needed"].tolist() == [217, 217, 384]
    assert panel["still_needed"].tolist() == [117, 0, 374]
    sums = sums_of(survey(100), survey(300), sums=(ROWS,)).assign(population=[500, None])
    found = sample_achieved.estimate(sums)
    assert found["needed"].tolist() == [217, 384]
    assert found["value"].tolist() == [100 / 217, 300 / 384]
