"""What a link means, what it does not mean, and that the session and the address agree."""

from __future__ import annotations

import pytest

from data.selection import FILTERS, Selection
from metrics.periods import parse_code
from pages.parts import address

OPTIONS = {
    **dict.fromkeys(FILTERS, ()),
    "city": ("binjai", "semarang"),
    "unit": ("binjai-rsud",),
    "channel": ("online", "counter"),
}


def quarter(text: str) -> int:
    return parse_code(text)[0]


@pytest.mark.parametrize(
    ("query", "meant", "unknown"),
    [
        ({}, Selection(), []),
        ({"city": ["binjai"], "from": ["2025Q4"]}, Selection(city=("binjai",), first=quarter("2025Q4")), []),
        ({"city": ["semarang", "binjai"]}, Selection(city=("binjai", "semarang")), []),
        ({"city": ["semarang,binjai"]}, Selection(city=("binjai", "semarang")), []),
        ({"channel": ["online, counter,"]}, Selection(channel=("counter", "online")), []),
        ({"city": ["medan,binjai"]}, Selection(city=("binjai",)), ["city=medan"]),
        ({"city": ["medan", "binjai"]}, Selection(city=("binjai",)), ["city=medan"]),
        ({"to": ["2026S1"]}, Selection(last=quarter("2026Q2")), []),
        ({"from": ["2026Q7"]}, Selection(), ["from=2026Q7"]),
        ({"grain": ["month"], "channel": ["online"]}, Selection(channel=("online",)), ["grain=month"]),
        ({"grain": ["year"], "lang": ["en"]}, Selection(grain="year"), []),
        ({"lang": ["jv"]}, Selection(), ["lang=jv"]),
        ({"from": ["2026Q3"], "to": ["2025Q1"]}, Selection(), ["from=2026Q3 > to=2025Q1"]),
    ],
)
def test_a_link_is_understood_and_the_rest_reported(
    query: dict[str, list[str]], meant: Selection, unknown: list[str]
) -> None:
    assert address.understand(query, OPTIONS) == (meant, unknown)


@pytest.mark.parametrize(
    "chosen",
    [
        Selection(),
        Selection(city=("binjai", "semarang"), unit=("binjai-rsud",), channel=("online",)),
        Selection(first=quarter("2025Q1"), last=quarter("2026Q3"), grain="semester"),
        Selection(last=quarter("2025Q4"), grain="year"),
    ],
)
def test_a_copied_link_opens_the_same_view(chosen: Selection) -> None:
    assert address.understand(chosen.to_query(), OPTIONS) == (chosen, [])
