"""Working days by the Indonesian calendar, day by day and by hand."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from data.working_days import between, days_off


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2026-09-07", "2026-09-07", 0),  # the day of receipt does not count
        ("2026-09-07", "2026-09-08", 1),  # Monday to Tuesday
        ("2026-09-04", "2026-09-07", 1),  # Friday to Monday
        ("2026-09-05", "2026-09-06", 0),  # Saturday to Sunday
        ("2026-08-14", "2026-08-18", 1),  # Friday to Tuesday: Monday 17 August is Independence Day
        ("2026-12-23", "2026-12-28", 1),  # 24 December is joint leave, 25 Christmas, then a weekend
        ("2025-12-31", "2026-01-02", 1),  # over New Year: 1 January is off
        ("2026-03-17", "2026-03-25", 1),  # Nyepi and Idulfitri 1447 with joint leave: 18-20, 23, 24 March are off
    ],
)
def test_by_hand(start: str, end: str, days: int) -> None:
    assert between([start], [end]).tolist() == [days]


def test_as_counted_day_by_day() -> None:
    off = {day.item() for day in days_off(2024, 2026)}
    rng = np.random.default_rng(5)
    start = np.datetime64("2024-01-01") + rng.integers(0, 900, 300)
    end = start + rng.integers(0, 150, 300)
    counted = []
    for a, b in zip(start.tolist(), end.tolist(), strict=True):
        each = (a + timedelta(i) for i in range(1, (b - a).days + 1))
        counted.append(sum(day.weekday() < 5 and day not in off for day in each))
    assert between(start, end).tolist() == counted


def test_days_off_are_those_of_the_decrees() -> None:
    off = {day.item() for day in days_off(2025, 2025)}
    assert {date(2025, 1, 1), date(2025, 3, 31), date(2025, 4, 1), date(2025, 8, 17), date(2025, 12, 25)} <= off
    assert date(2025, 9, 8) not in off


def test_missing_and_reversed_days_are_refused() -> None:
    for start, end in (("2026-01-02", "2026-01-01"), ("NaT", "2026-01-01")):
        with pytest.raises(ValueError, match="working days need"):
            between([start], [end])
    assert between([], []).tolist() == []
