"""Time allowed for complaints; figures that count no people."""

from __future__ import annotations

import pytest

from metrics.complaints.terms import KINDS
from metrics.limits import cell_sizes, sla
from metrics.metric import Population


def test_time_allowed_by_kind() -> None:
    """indicators.md section 6: first response 3; information and plain 5; without field check 14; with one 60."""
    assert sla.response_days() == 3
    assert dict(zip(KINDS, sla.closing_days(), strict=True)) == {"information": 5, "plain": 5, "without_field": 14, "with_field": 60}  # fmt: skip


def test_where_nobody_is_counted_nothing_is_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cell_sizes.SETTING, "25")
    assert cell_sizes.minimum(Population.NOBODY) == 0
    assert cell_sizes.minimum(Population.STAFF) == 25
