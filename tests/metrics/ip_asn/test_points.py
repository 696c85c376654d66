"""The points of one person, over every bound of the rule."""

from __future__ import annotations

import numpy as np
import pytest

from metrics.ip_asn import points
from metrics.ip_asn.terms import CATEGORIES, DEGREES, DISCIPLINE, PARTS, POSITIONS
from metrics.performance.terms import PREDICATES
from tests.metrics.surveys import example

EXAMPLES = example("ip_asn.csv")


def code(keys: dict[str, object], key: str) -> int:
    return list(keys).index(key) if key else -1


@pytest.mark.parametrize("row", EXAMPLES.to_dict("records"), ids=lambda r: r["case"])
def test_worked_examples(row: dict[str, str]) -> None:
    trained = [row[k] == "1" for k in ("leadership", "technical", "seminar")]
    parts = [
        points.qualification(code(DEGREES, row["degree"])),
        *points.competence(code(POSITIONS, row["position"]), *trained),
        points.performance(code(PREDICATES, row["predicate"]), int(row["value"] or -1)),
        points.discipline(code(DISCIPLINE, row["discipline"])),
    ]
    if not row["points"]:
        assert sum(int(part) == -1 for part in parts) == 1
        return
    total = int(sum(parts))
    assert total == round(10 * float(row["points"]))
    assert list(CATEGORIES)[int(points.category(total))] == row["category"]


def test_many_people_at_once_are_as_one_at_a_time() -> None:
    values = np.arange(-1, 12_001)
    together = points.performance(np.full(len(values), 3), values)
    assert together.tolist() == [int(points.performance(3, int(v))) for v in values]
    assert set(np.diff(together[1:])) == {0, 40, 100, 50}  # steps 1, 5, 15, 25, 30: never down


@pytest.mark.parametrize("position", range(3))
def test_the_most_of_all_parts_is_a_hundred_points(position: int) -> None:
    most = points.maxima(position)
    assert most.shape == (len(PARTS),)
    assert most.sum() == 1000
    leadership, technical, seminar = points.competence(position, True, True, True)
    assert most[1:4].tolist() == [leadership, technical, seminar]
    assert points.maxima([position, position]).tolist() == [most.tolist()] * 2


def test_categories_by_their_bounds_and_by_rounding_are_the_same() -> None:
    """Every tenth from 0 to 100, against the printed bands after rounding half-up."""
    bounds = points.category_bounds()
    assert list(bounds) == list(CATEGORIES)
    printed = {"very_low": (0, 60), "low": (61, 70), "moderate": (71, 80), "high": (81, 90), "very_high": (91, 100)}
    for tenths in range(1001):
        key = list(CATEGORIES)[int(points.category(tenths))]
        assert bounds[key][0] <= tenths <= bounds[key][1]
        assert printed[key][0] <= (tenths + 5) // 10 <= printed[key][1]
    assert points.category([-1, 904, 905]).tolist() == [-1, 3, 4]


def test_codes_that_mean_nothing_are_refused() -> None:
    with pytest.raises(ValueError, match="0 to 6"):
        points.qualification([0, 7])
    with pytest.raises(ValueError, match="-1 where nothing is known"):
        points.discipline(-2)
    for position in (-1, 3):
        with pytest.raises(ValueError, match="must be known"):
            points.competence(position, True, True, True)
        with pytest.raises(ValueError, match="must be known"):
            points.maxima([0, position])
