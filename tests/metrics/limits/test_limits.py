"""Every dated constant is complete; the rules of the period; what a setting may and may not do."""

from decimal import Decimal

import numpy as np
import pytest

from metrics.limits import Dated, Limit, all_limits, cell_sizes, grades, sample
from metrics.limits.weights import WEIGHTS
from metrics.metric import Population, Source
from metrics.periods import parse_code
from metrics.words import Words
from tests.metrics.surveys import example


@pytest.mark.parametrize("limit", all_limits().values(), ids=lambda limit: limit.name)
def test_every_row_of_a_history_names_its_rule(limit: Limit) -> None:
    assert all(row.source.rule.strip() and row.key.strip() for row in limit.history)
    assert len({row.key for row in limit.history}) == len(limit.history)


def test_what_nobody_has_read_is_marked() -> None:
    unverified = {
        (limit.name, row.key) for limit in all_limits().values() for row in limit.history if not row.source.verified
    }
    assert unverified == {
        *(("grades", "2014"), ("element_weights", "2014"), ("alpha_minimum", "habit"), ("skill_needs", "pantau")),
        ("training_rules", "pantau"),
        *(("nearly_all_good", "pantau"), ("resistance_cuts", "pantau")),
        ("jp_conversion", "2018"),
        *(("skp_predicate", "2011"), ("skp_predicate", "2019"), ("skp_predicate", "2022")),
        ("ip_asn_performance_predicate", "2018"),
        *((f"ip_asn_{name}_span", "2018") for name in ("technical", "seminar", "review")),
        *(("ip_asn_technical_areas", "pantau"), ("skill_span", "pantau"), ("report_days", "pantau")),
        *(("digital_index_weights", "pemdi"), ("digital_index_predicates", "pemdi")),
    }


def test_a_history_out_of_order_is_refused() -> None:
    word, source = Words("x", "y"), Source("z")
    rows = tuple(Dated(str(q), q, 0, word, source) for q in (10, 9))
    with pytest.raises(ValueError, match="rising"):
        Limit("wrong", word, word, rows)


@pytest.mark.parametrize("row", example("grades.csv").to_dict("records"), ids=lambda r: f"{r['ikm']}-{r['period']}")
def test_worked_examples_of_grades(row: dict[str, str]) -> None:
    quarter, _ = parse_code(row["period"]) if not row["period"].startswith("2003") else (2003 * 4 + 3, "quarter")
    assert grades.grade(float(row["ikm"]), quarter) == row["grade"]
    assert grades.rule(quarter).key == row["rule"]
    assert grades.grade(float(row["ikm"]), key=row["rule"]) == row["grade"]


@pytest.mark.parametrize("rule", [row.key for row in grades.history()])
def test_every_rounded_index_has_one_grade_and_grades_never_fall_as_it_rises(rule: str) -> None:
    """The exhaustive grid of hundredths from 24.75 (all 1, weight 0.11) to 100, against the printed bounds."""
    cents = np.arange(2475, 10001)
    letters = grades.grades(cents / 100, key=rule)
    places = [grades.LETTERS.index(letter) for letter in letters]
    assert (np.diff(places) >= 0).all()
    assert set(places) == {0, 1, 2, 3}
    for grade in grades.bounds(key=rule)[1:]:
        first = cents[letters == grade.letter][0]
        assert Decimal(int(first)) / 100 == grade.bound


def test_bounds_of_elements_are_those_printed() -> None:
    """indicators.md: NI bounds 2.60, 3.0644, 3.5324."""
    assert [grade.element_bound for grade in grades.bounds()] == [
        1,
        Decimal("2.6"),
        Decimal("3.0644"),
        Decimal("3.5324"),
    ]


def test_rules_by_quarter_key_and_name() -> None:
    assert [row.key for row in grades.history()] == ["2004", "2014", "2017"]
    assert grades.rule().key == grades.rule(float("nan")).key == "2017"
    assert grades.rule(key="PermenPANRB 14/2017").key == "2017"
    with pytest.raises(KeyError, match="2004, 2014, 2017"):
        grades.rule(key="2031")


def test_several_rules_in_one_frame_and_no_grade_for_no_value() -> None:
    found = grades.grades([64.5, 64.5, np.nan], [parse_code("2015")[0], None, None])
    assert found.tolist() == ["B", "D", None]
    with pytest.raises(ValueError, match="undefined"):
        grades.grade(float("nan"))


def test_printed_weights_do_not_add_up_to_one() -> None:
    assert [str(9 * w) for w in WEIGHTS.values()] == ["1", "999/1000", "99/100"]


def test_cells_are_small_by_default_and_can_only_grow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(cell_sizes.SETTING, raising=False)
    assert [cell_sizes.minimum(p) for p in (Population.CITIZENS, Population.STAFF)] == [5, 10]
    monkeypatch.setenv(cell_sizes.SETTING, "8")  # read at each call
    assert [cell_sizes.minimum(p) for p in (Population.CITIZENS, Population.STAFF)] == [8, 10]
    monkeypatch.setenv(cell_sizes.SETTING, "12")
    assert [cell_sizes.minimum(p) for p in (Population.CITIZENS, Population.STAFF)] == [12, 12]


@pytest.mark.parametrize("text", ["4", "0", "-5", "5.5", "five", "1e3", "٧"])
def test_a_setting_that_lowers_or_means_nothing_is_refused(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cell_sizes.SETTING, text)
    with pytest.raises(ValueError, match=cell_sizes.SETTING):
        cell_sizes.minimum(Population.CITIZENS)


def test_indicative_below_thirty() -> None:
    assert (sample.indicative(29), sample.indicative(30)) == (True, False)
