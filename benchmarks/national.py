"""A country: 500 cities and 20M responses. How long does a filter change on Daerah take, and what does the store weigh?

The cities are those of the demo over and over, of another seed each time and with fewer offices, under invented names in
the real provinces. They come in through the store's own door, so the rows, the roll-ups and the version are what a
country would have. Building them takes half an hour and some gigabytes of disk, once; the store is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from benchmarks import Measure, pages
from benchmarks.query import CACHE
from data import reference
from data.demo.offices import apportion, offices
from data.demo.plan import CITIES as CITIES_OF_DEMO
from data.demo.plan import DEFAULT_RESPONSES
from data.demo.responses import generate
from data.store import Batch, Store

CITIES, RESPONSES, OFFICES = 500, 20_000_000, 6
SPREAD = 2.5  # points: how cities differ beside what the demo plants
AT_ONCE = 20  # cities in one load, a million answers
STORE = CACHE / f"national-{CITIES}-{RESPONSES}.duckdb"
PROVINCES = (
    "Aceh", "Bali", "Banten", "Bengkulu", "DI Yogyakarta", "DKI Jakarta", "Gorontalo", "Jambi", "Jawa Barat",
    "Jawa Tengah", "Jawa Timur", "Kalimantan Barat", "Kalimantan Selatan", "Kalimantan Tengah", "Kalimantan Timur",
    "Kalimantan Utara", "Kepulauan Bangka Belitung", "Kepulauan Riau", "Lampung", "Maluku", "Maluku Utara",
    "Nusa Tenggara Barat", "Nusa Tenggara Timur", "Papua", "Papua Barat", "Papua Barat Daya", "Papua Pegunungan",
    "Papua Selatan", "Papua Tengah", "Riau", "Sulawesi Barat", "Sulawesi Selatan", "Sulawesi Tengah",
    "Sulawesi Tenggara", "Sulawesi Utara", "Sumatera Barat", "Sumatera Selatan", "Sumatera Utara",
)  # fmt: skip
SHARES = np.random.default_rng(38).dirichlet(np.full(len(PROVINCES), 4.0))


def city_key(number: int) -> str:
    """The key of an invented city."""
    return f"kota-{number:03d}"


def build(cities: int = CITIES, responses: int = RESPONSES, told: Callable[[str], None] = print) -> None:
    """The store, or what it still lacks."""
    opened = Store.open(STORE)
    try:
        if opened.version().responses >= 0.99 * responses:
            return
        names = list(CITIES_OF_DEMO)
        _places(opened, cities, names)
        sizes = apportion(np.random.default_rng(9).lognormal(0, 0.5, cities), responses)
        for first in range(0, cities, AT_ONCE):
            numbers = range(first, min(first + AT_ONCE, cities))
            rows = pa.concat_tables([_answers(i, names[i % len(names)], int(sizes[i])) for i in numbers])
            opened.commit_batch(_batch(first, rows))
            told(f"{numbers[-1] + 1} cities, {opened.version().responses:,} responses")
    finally:
        opened.close()


def _batch(first: int, rows: pa.Table) -> Batch:
    """One load. Loaded again it adds nothing, so a build that was stopped goes on."""
    lines = np.arange(1, len(rows) + 1)
    marks = pc.binary_join_element_wise(f"negeri-{first}", pa.array(lines).cast(pa.string()), ":")
    rows = rows.append_column("line", pa.array(lines)).append_column("fingerprint", marks)
    none = pd.DataFrame(columns=["line", "rule", "column", "value", "remedy", "original"])
    return Batch("skm_response", f"negeri-{first}", f"negeri-{first}", rows, none, len(rows), synthetic=True)


def _places(opened: Store, cities: int, names: list[str]) -> None:
    """The invented cities with their offices, where the store lacks them."""
    known = set(opened.reference("city")["city"])
    kinds = reference.units().set_index("unit")
    provinces = np.random.default_rng(34).choice(PROVINCES, cities, p=SHARES)
    with opened.writing() as cursor:
        for i in (i for i in range(cities) if city_key(i) not in known):
            city, name = city_key(i), f"Kota {i:03d}"
            cursor.execute(
                "INSERT INTO city (id, city, name, official_name, province) SELECT max(id) + 1, ?, ?, ?, ? FROM city",
                [city, name, name, str(provinces[i])],
            )
            for unit in _units(names[i % len(names)]):
                of = kinds.loc[unit]
                cursor.execute(
                    "INSERT INTO unit (id, unit, city, name, short_name, unit_type) SELECT max(id) + 1, ?, ?, ?, ?, ? FROM unit",
                    [f"{city}-{unit}", city, f"{of['short_name']} {name}", str(of["short_name"]), str(of["unit_type"])],
                )


def _units(source: str) -> list[str]:
    """The offices of a city of the demo that its copies have."""
    plan = CITIES_OF_DEMO[source]
    return [f"{source}-{office}" for office in plan.offices if office not in plan.fixed_counts][:OFFICES]


def _answers(number: int, source: str, size: int) -> pa.Table:
    """The answers of one invented city: those of a city of the demo of another seed, with a level of its own."""
    wanted = _units(source)
    there = [o for o in offices(number, source, DEFAULT_RESPONSES) if o.unit in wanted]
    counts = apportion(np.stack([o.counts for o in there]).ravel().astype(np.float64), size).reshape(len(there), -1)
    own = np.random.default_rng(1_000 + number).normal(0, SPREAD)
    there = [replace(o, counts=n, points=o.points + own) for o, n in zip(there, counts, strict=True)]
    rows = generate(number, source, there).rows
    city = pa.DictionaryArray.from_arrays(pa.array(np.zeros(len(rows)), pa.int32()), [city_key(number)])
    unit = pc.binary_join_element_wise(city_key(number), rows["unit"], "-")
    return rows.set_column(0, "city", city.cast(pa.string())).set_column(1, "unit", unit)


def changes(page: pages.Page) -> list[pages.Change]:
    """Filters over the whole country: periods, people, and a few cities or one."""
    found: list[pages.Change] = [{"to": [to]} for to in ("2026Q2", "2026Q1", "2025Q4", "2025Q3", "2025Q2")]
    found += [{"from": [start]} for start in ("2024Q1", "2024Q4", "2025Q4", "2026Q2")]
    found += [{"channel": [one]} for one in ("online", "counter", "mobile")]
    found += [{"age": [one]} for one in ("20to29", "30to39", "50plus")]
    found += [{"education": [one]} for one in ("sma", "s1")]
    found += [{"sex": [one], **more} for one in ("female", "male") for more in ({}, {"to": ["2026Q1"]})]
    found += [{"city": [city_key(i)]} for i in (7, 11, 200, 431)]
    found += [{"city": [city_key(i) for i in range(first, first + 12)]} for first in (20, 60, 300)]
    return found


PARTS = ("", *(f"part={part}" for part in ("offices", "profile", "time", "many", "together")))
PAGE = pages.Page("daerah.py", f"Daerah, {CITIES} cities and 20M responses", STORE, {}, 1000, build, PARTS, changes)


def run() -> list[Measure]:
    """Filter changes, and the weight of the store."""
    measured = pages.measures(PAGE)
    return [*measured, Measure("store of the country", STORE.stat().st_size / 1e9, "GB")]
