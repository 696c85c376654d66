"""The index of groups: categories at their bounds, and how its parts hang together."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from metrics.ip_asn.terms import CATEGORIES
from metrics.registry import metric
from tests.metrics.staff import staff
from tests.metrics.surveys import sums_of


def answer(name: str, *groups: pd.DataFrame) -> pd.DataFrame:
    return metric(name).answer(sums_of(*groups, sums=metric(name).sums))


@pytest.mark.parametrize(
    ("totals", "category"),
    [
        ([905], "very_high"),  # 90.5 rounds to 91
        ([904], "high"),
        ([904, 906], "very_high"),  # the mean is exactly 90.5
        ([904, 904, 906], "high"),  # 90.4667
        ([805], "high"),
        ([804, 805], "moderate"),  # 80.45
        ([705], "moderate"),
        ([704], "low"),
        ([605], "low"),
        ([604, 605], "very_low"),
        ([30], "very_low"),
        ([1000], "very_high"),
        ([], None),
    ],
)
def test_the_category_of_a_group_is_read_off_the_exact_mean(totals: list[int], category: str | None) -> None:
    found = answer("ip_asn", pd.DataFrame({"ip_total": [float(t) for t in totals]}))
    assert found["category"].iloc[0] == category
    assert np.isnan(found["value"].iloc[0]) == (category is None)


def test_a_tie_is_a_tie_however_many_people_make_it() -> None:
    for n in (2, 6, 20_000):
        data = pd.DataFrame({"ip_total": [904.0, 906.0] * (n // 2)})
        assert answer("ip_asn", data)["category"].iloc[0] == "very_high"
        assert answer("ip_asn", pd.concat([data, data.iloc[:1]]))["category"].iloc[0] == "high"


def test_index_dimensions_and_what_is_lacking_make_a_hundred() -> None:
    data = staff(500, 2).dropna(subset="ip_total")
    total = answer("ip_asn", data)["value"].iloc[0]
    assert answer("ip_dimensions", data)["value"].sum() == pytest.approx(total, rel=1e-12)
    assert answer("ip_lacking", data)["value"].sum() == pytest.approx(100 - total, rel=1e-12)


def test_shares_of_the_categories_make_one_and_know_only_staff_with_an_index() -> None:
    data = staff(500, 3)
    found = answer("ip_categories", data).set_index("category")
    assert list(found.index) == list(CATEGORIES)
    assert found["value"].sum() == pytest.approx(1)
    assert (found["n"] == data["ip_total"].notna().sum()).all()
    assert found["n"].iloc[0] < 500
