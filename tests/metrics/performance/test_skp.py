from __future__ import annotations

import numpy as np
import pytest

from metrics.performance.skp import predicate
from metrics.performance.terms import PREDICATES, RATINGS
from metrics.periods import parse_code
from tests.metrics.surveys import example

EXAMPLES = example("skp_predicate.csv")


def code(keys: dict[str, object], key: str) -> int:
    return list(keys).index(key) if key else -1


def arguments(row: dict[str, str]) -> tuple[int, int, int, int]:
    rated = [code(RATINGS, row[k]) for k in ("result", "behaviour")]
    return *rated, int(row["value"] or -1), parse_code(row["period"])[0]


@pytest.mark.parametrize("row", EXAMPLES.to_dict("records"), ids=lambda r: "-".join([*r.values()][:4]))
def test_worked_examples(row: dict[str, str]) -> None:
    assert int(predicate(*arguments(row))) == code(PREDICATES, row["predicate"])


def test_reviews_of_all_rules_in_one_call() -> None:
    rows = EXAMPLES.to_dict("records")
    found = predicate(*(np.array(column) for column in zip(*map(arguments, rows), strict=True)))
    assert found.tolist() == [code(PREDICATES, row["predicate"]) for row in rows]
    assert predicate([], [], [], []).tolist() == []


def test_a_rating_that_means_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="0 to 2"):
        predicate(3, 0, -1, 2026 * 4)
