"""Synthetic services of the demo cities: transactions, complaints, collaboration, innovation and the digital index.

The same offices, services and launches as the satisfaction demo. What is planted stands in `plan` and `culture_plan`;
every part draws from streams of its own name, so it changes nothing of the parts before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

from data.demo.offices import Office, offices, totals
from data.demo.plan import DEFAULT_RESPONSES
from data.demo.services import activities, complaints, digital, innovations, partnerships, transactions
from data.demo.services.complaints import Complaints
from data.demo.services.plan import DEFAULT_SERVICES, FEWEST_SERVICES
from data.demo.services.transactions import Transactions
from data.demo.staff import posts as staff_posts
from data.demo.staff.plan import DEFAULT_STAFF

__all__ = ["DEFAULT_SERVICES", "CityServices", "generate", "generated", "sizes", "tables"]


@dataclass(frozen=True)
class CityServices:
    """What was made for a city, and the rows of each table of `data.tables.services` and `data.tables.culture`."""

    city: str
    offices: list[Office]
    posts: Mapping[str, int]  # by unit
    transactions: Transactions
    complaints: Complaints
    rows: dict[str, pa.Table]


def sizes(services: int) -> dict[str, int]:
    """Transactions of each city; they add up to `services`. Raises ValueError when that is too few."""
    if services < FEWEST_SERVICES:
        raise ValueError(f"too few services: {services}; ask for {FEWEST_SERVICES} or more over the four cities")
    return totals(services)


def generate(seed: int, city: str, there: list[Office], posts: Mapping[str, int], size: int) -> CityServices:
    """The services of a city with these offices and posts by unit; `size` transactions."""
    made = transactions.generate(seed, city, there, size)
    complained = complaints.generate(seed, made)
    return CityServices(
        city,
        there,
        posts,
        made,
        complained,
        {
            "service_transaction": made.rows,
            "complaint": complained.rows,
            "activity": activities.rows(seed, city, there, posts),
            "innovation": innovations.rows(seed, city, there),
            "partnership": partnerships.rows(seed, city),
            "digital_index": digital.rows(seed, city),
        },
    )


def generated(seed: int, services: int = DEFAULT_SERVICES, staff: int = DEFAULT_STAFF) -> list[CityServices]:
    """The services of all cities; `services` transactions in all, `staff` posts. Raises ValueError for too few."""
    posts = staff_posts(seed, staff)
    responses = totals(DEFAULT_RESPONSES)  # what is planted about an office does not depend on how many answer
    return [
        generate(seed, city, offices(seed, city, responses[city]), posts[city], size)
        for city, size in sizes(services).items()
    ]


def tables(cities: list[CityServices]) -> dict[str, pa.Table]:
    """The rows of all cities by table."""
    return {name: pa.concat_tables([city.rows[name] for city in cities]) for name in cities[0].rows}
