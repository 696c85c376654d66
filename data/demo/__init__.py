"""Synthetic cities with planted truth: what a new Pantau shows, and what its estimators are measured against.

Real names of cities, offices and services, invented people and answers; every batch is marked synthetic. The same
seed and size give the same rows to the byte, on any machine. What is planted stands in `plan`, and after a build in
<store>.truth.json. A later part of the demo draws from streams of its own name (`streams`), so it changes nothing here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import pandas as pd
import pyarrow as pa

from data import reference
from data.demo import adoption as adopted
from data.demo import launches
from data.demo import services as served
from data.demo import staff as at_work
from data.demo.adoption.truth import truth as adoption_truth
from data.demo.offices import offices, totals
from data.demo.plan import DEFAULT_RESPONSES, DEFAULT_SEED
from data.demo.responses import CityResponses, generate
from data.demo.services.plan import DEFAULT_SERVICES
from data.demo.services.truth import truth as services_truth
from data.demo.staff.plan import DEFAULT_STAFF
from data.demo.staff.truth import truth as staff_truth
from data.demo.truth import Truth, path_for, truth, write
from data.demo_state import BEGUN, BUILT, MEMORY, interrupted
from data.store import Batch, Store, StoreError
from metrics.words import Words

__all__ = ["DemoCancelled", "build", "generated", "interrupted", "path_for"]

NO_REJECTIONS = pd.DataFrame(columns=["line", "rule", "column", "value", "remedy", "original"])

LATER_PARTS = ("staff", "services", "pulse", "everywhere")

Progress = Callable[[float, str], None]


class DemoCancelled(Exception):
    """The build was cancelled between two steps; what was committed stays, and a new build completes it."""


def build(
    store: Store,
    seed: int = DEFAULT_SEED,
    responses: int = DEFAULT_RESPONSES,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    staff: int = DEFAULT_STAFF,
    services: int = DEFAULT_SERVICES,
    pulse: int | None = None,
    everywhere: bool = False,
) -> Truth:
    """Fill the store with the demo cities and write the truth beside it; gives the truth.

    `responses` is the number of answers of citizens, `staff` that of posts in the offices, `services` that of service
    transactions, `pulse` that of answers to the survey on digital systems (1.6 a post unless it is given). `everywhere`:
    every office has every system since the logs begin, which is as much use as these staff can have.

    `progress(done, what)` is called with a share from 0 to 1 and a short name before each step. `cancelled()` is asked
    between steps; when true, DemoCancelled is raised. Building the same demo again adds nothing, completing one that was
    interrupted adds what is missing. Users a year that an officer entered are kept.

    Raises StoreError when the store holds a demo of another seed or size, ValueError for too few of responses, staff or
    services, or answers to the survey that are too few or too many for these staff.
    """
    planned = {city: offices(seed, city, n) for city, n in totals(responses).items()}
    posts = at_work.posts(seed, staff)
    transactions = served.sizes(services)  # too few of any are refused before the store remembers that a build began
    said = adopted.answers_for(staff, pulse)
    asked = {"seed": seed, "responses": responses, "staff": staff, "services": services}
    asked |= {"pulse": said, "everywhere": int(everywhere)}
    _begin(store, asked)

    def step(share: float, what: str) -> None:
        if cancelled is not None and cancelled():
            raise DemoCancelled(f"cancelled before: {what}")
        if progress is not None:
            progress(share, what)

    names = reference.cities().set_index("city")["name"]
    cities: list[CityResponses] = []
    for city, there in planned.items():
        step(0.01 * len(cities), str(names[city]))
        cities.append(generate(seed, city, there))
    step(0.01 * len(cities), "menyimpan jawaban · storing answers")
    # One batch for all cities: what a commit costs is mostly the keeping of the roll-ups, whatever the rows.
    answers = pa.concat_tables([city.rows for city in cities])
    store.commit_batches([_batch("skm_response", "contoh-skm", answers, seed)])
    step(0.30, "peristiwa · events")
    store.commit_batches([_batch("event", "contoh-peristiwa", _events(seed), seed)])
    _enter_users(store, cities)
    step(0.31, "pegawai · staff")
    employed = [at_work.generate(seed, city, there) for city, there in posts.items()]
    # All tables in one transaction: what is made from them together is made once.
    store.commit_batches([_batch(t, f"contoh-{t}", rows, seed) for t, rows in at_work.tables(employed).items()])
    step(0.62, "layanan dan pengaduan · services and complaints")
    busy = [served.generate(seed, city, there, posts[city], transactions[city]) for city, there in planned.items()]
    store.commit_batches([_batch(t, f"contoh-{t}", rows, seed) for t, rows in served.tables(busy).items()])
    step(0.80, "pemakaian sistem digital · use of digital systems")
    using = adopted.generate(seed, employed, said, everywhere)
    store.commit_batches([_batch(t, f"contoh-{t}", rows, seed) for t, rows in adopted.tables(using).items()])
    found = truth(seed, cities) | {
        "staff": staff_truth(seed, employed),
        "services": services_truth(seed, busy),
        "adoption": adoption_truth(using),
    }
    write(found, path_for(store.path))
    store.remember(MEMORY, BUILT, asked)
    if progress is not None:
        progress(1.0, "selesai · done")
    return found


def generated(seed: int = DEFAULT_SEED, responses: int = DEFAULT_RESPONSES) -> list[CityResponses]:
    """The same cities without a store: rows and what is planted for each, for benchmarks that replay many seeds."""
    return [generate(seed, city, offices(seed, city, n)) for city, n in totals(responses).items()]


def _begin(store: Store, asked: dict[str, int]) -> None:
    begun: Any = store.recall(MEMORY, BEGUN)
    # Older demos had no staff, no services, or no use of systems: they get them.
    if begun is not None and {name: asked[name] for name in LATER_PARTS} | begun != asked:
        there = ", ".join(f"{name} {value}" for name, value in begun.items())
        raise StoreError(
            Words(
                f"Penyimpanan {store.path} sudah berisi data contoh lain ({there}). Pakai nilai yang sama, atau setel PANTAU_STORE ke berkas baru.",
                f"The store {store.path} already holds other demo data ({there}). Use the same values, or set PANTAU_STORE to a new file.",
            )
        )
    if begun != asked:
        store.remember(MEMORY, BEGUN, asked)


def _batch(table: str, name: str, rows: pa.Table, seed: int) -> Batch:
    batch_id = content_id(table, name, rows)
    lines = range(1, rows.num_rows + 1)
    rows = rows.append_column("line", pa.array(lines, pa.int64()))
    rows = rows.append_column("fingerprint", pa.array([f"{batch_id}:{line}" for line in lines], pa.string()))
    return Batch(table, batch_id, name, rows, NO_REJECTIONS, rows.num_rows, synthetic=True, note={"seed": seed})


def content_id(table: str, name: str, rows: pa.Table) -> str:
    """Hexadecimal digest of table, name and all values."""
    digest = hashlib.sha256(f"demo|{table}|{name}|".encode())
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, rows.schema) as stream:
        stream.write_table(rows.combine_chunks())
    digest.update(sink.getvalue())
    return digest.hexdigest()[:32]


def _events(seed: int) -> pa.Table:
    return pa.Table.from_pandas(launches.events(seed), preserve_index=False).replace_schema_metadata(None)


def _enter_users(store: Store, cities: list[CityResponses]) -> None:
    units = store.reference("unit").set_index("unit")["annual_users"]
    open_units = set(units[units.isna()].index)
    store.set_annual_users({o.unit: o.annual_users for city in cities for o in city.offices if o.unit in open_units})
