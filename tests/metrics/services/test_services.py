"""Shares of channels and times of service, and the families they belong to."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from metrics.registry import metric, registry
from metrics.satisfaction.elements import ELEMENT_KEYS
from metrics.services import family
from metrics.services.quality_families import FAMILIES
from tests.metrics.offices import transactions
from tests.metrics.surveys import sums_of

TIMES = {"processing_time": "processing_hours", "processing_days": "working_days", "waiting_time": "waiting_minutes"}


@pytest.mark.parametrize(("name", "column"), TIMES.items())
@pytest.mark.parametrize("q", [0.5, 0.9])
def test_times_are_as_exact_as_their_bins(name: str, column: str, q: float) -> None:
    data, one = transactions(3000, 8), metric(name)
    found = one.answer(sums_of(data, sums=one.sums))["value" if q == 0.5 else "p90"].iloc[0]
    # numpy.quantile(x, q, method="averaged_inverted_cdf")
    exact = np.quantile(data[column].dropna(), q, method="averaged_inverted_cdf")
    bins = {"processing_time": family.HOURS, "processing_days": family.WORKING_DAYS, "waiting_time": family.MINUTES}[
        name
    ]
    place = np.searchsorted(bins.starts, exact, side="right") - 1
    assert bins.starts[place] <= found <= bins.ends[place]


@pytest.mark.parametrize("bins", [family.HOURS, family.WORKING_DAYS, family.MINUTES])
def test_bins_leave_no_gap_and_never_narrow(bins: object) -> None:
    starts, ends = np.array(bins.starts), np.array(bins.ends)  # type: ignore[attr-defined]
    assert starts[0] == 0
    assert (starts[1:] == ends[:-1] + 1).all()
    width = (ends - starts)[:-1]
    assert (np.diff(width) >= 0).sum() >= len(width) - 6  # where one width ends, the last bin of it may be cut short


def test_manual_and_online_are_all_there_is() -> None:
    sums = sums_of(transactions(500, 3), sums={s for n in ("online_share", "manual_share") for s in metric(n).sums})
    online, manual = (metric(name).answer(sums) for name in ("online_share", "manual_share"))
    assert online["value"].iloc[0] + manual["value"].iloc[0] == pytest.approx(1)
    assert online["n"].iloc[0] == manual["n"].iloc[0]


def test_more_than_half_beyond_the_open_bin_has_no_median() -> None:
    one = metric("processing_time")
    long = pd.DataFrame({"processing_hours": [9000.0] * 8 + [5.0] * 3})
    assert np.isnan(one.answer(sums_of(long, sums=one.sums))["value"].iloc[0])


def test_members_of_families_are_indicators_and_elements_that_exist() -> None:
    assert [f.key for f in FAMILIES] == ["efficiency", "transparency", "accountability"]
    for one in FAMILIES:
        assert one.source.rule
        seen = [(m.metric, m.element) for m in one.members]
        assert len(seen) == len(set(seen)) > 2
        for member in one.members:
            assert member.metric in registry()
            assert member.source.rule
            assert (member.metric == "nrr") == (member.element in ELEMENT_KEYS)
