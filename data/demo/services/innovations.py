"""Rows of `innovation`: ideas of offices and how far they came by the day of the files."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data import reference
from data.demo import arrow, dates
from data.demo.offices import Office
from data.demo.plan import QUARTERS
from data.demo.services import culture_plan as plan
from data.demo.services.plan import AS_OF
from data.demo.staff.chance import Days, Flags, Floats, Ints
from data.demo.streams import Rng, stream

MOST = 3  # ideas of an office in a quarter
NEVER = np.datetime64("NaT", "D")
WHAT = (
    "Antrean daring", "Pesan singkat status", "Jemput bola", "Loket khusus lansia", "Formulir sekali isi", "Antar dokumen",
    "Kios layanan", "Pelacakan berkas", "Layanan sore", "Panduan video", "Aplikasi seluler", "Pengingat otomatis",
    "Pojok konsultasi", "Tanda tangan elektronik",
)  # fmt: skip


def rows(seed: int, city: str, offices: list[Office]) -> pa.Table:
    """All innovations of a city by office and day of the idea; a title stands once in an office."""
    rng = stream(seed, "services", "innovations", city)
    office, quarter, rich = _ideas(rng, city, offices)
    n = office.size
    idea = dates.draw(rng, np.array(QUARTERS)[quarter])
    order = np.lexsort((idea, office))
    office, quarter, rich, idea = office[order], quarter[order], rich[order], idea[order]
    pilot, running, stopped = _stages(rng, idea, rich)
    service, title = _titles(rng, offices, office)
    names_service = rng.random(n) < plan.SERVICE_NAMED
    few, many = plan.INVOLVED
    involved = few + np.floor(rng.random(n) * (many - few + 1)).astype(np.int64)
    return pa.table(
        {
            "city": arrow.words([city], np.zeros(n, np.int64)),
            "unit": arrow.words([o.unit for o in offices], office),
            "quarter": pa.array(np.array(QUARTERS)[quarter], pa.int32()),
            "title": pa.array(title, pa.string()),
            "service": pc.if_else(pa.array(names_service), pa.array(service, pa.string()), None),
            "idea_on": pa.array(idea, pa.date32()),
            "pilot_on": _known(pilot),
            "running_on": _known(running),
            "stopped_on": _known(stopped),
            "staff_involved": arrow.where(rng.random(n) >= plan.INVOLVED_UNKNOWN, involved, pa.int32()),
        }
    )


def _ideas(rng: Rng, city: str, offices: list[Office]) -> tuple[Ints, Ints, Flags]:
    """Office and quarter of each idea, and whether it belongs to the story of a rich office."""
    held = rng.random((len(offices), len(QUARTERS), MOST)) < plan.INNOVATION_RATE[city] / MOST
    office, quarter, _ = np.nonzero(held)
    rich = np.zeros(office.size, bool)
    first, last = (QUARTERS.index(code) for code in plan.RICH_IDEAS)
    for (where, unit), ideas in plan.RICH.items():
        if where == city:
            place = [o.unit for o in offices].index(f"{where}-{unit}")
            others = office != place
            office = np.append(office[others], np.full(ideas, place))
            quarter = np.append(quarter[others], first + np.arange(ideas) * (last - first + 1) // ideas)
            rich = np.append(rich[others], np.ones(ideas, bool))
    return office, quarter, rich


def _stages(rng: Rng, idea: Days, rich: Flags) -> tuple[Days, Days, Days]:
    """The days of pilot, use and stop; NaT where it does not come so far, or not by the day of the files.

    All ideas of a rich office go into use. What goes no further may be stopped; what is in use, more seldom.
    """
    n = idea.size
    piloted, ran = rich | (rng.random(n) < plan.PILOTED), rich | (rng.random(n) < plan.RAN)
    pilot = np.where(piloted, idea + _days(rng, np.where(rich, plan.RICH_PILOT_DAYS, plan.PILOT_DAYS)), NEVER)
    running = np.where(ran, pilot + _days(rng, np.where(rich, plan.RICH_RUNNING_DAYS, plan.RUNNING_DAYS)), NEVER)
    latest = np.where(~np.isnat(running), running, np.where(~np.isnat(pilot), pilot, idea))
    in_use = ~np.isnat(running)
    gives_up = ~rich & (rng.random(n) < np.where(in_use, plan.STOPPED_IN_USE, plan.STOPPED))
    after = _days(rng, np.where(in_use, plan.IN_USE_DAYS, plan.STOPPED_DAYS))
    return pilot, running, np.where(gives_up, latest + after, NEVER)


def _days(rng: Rng, median: Floats) -> np.ndarray[tuple[int], np.dtype[np.timedelta64]]:
    drawn = median * np.exp(plan.STAGE_SPREAD * rng.standard_normal(median.size))
    found: np.ndarray[tuple[int], np.dtype[np.timedelta64]] = np.rint(np.round(drawn, 6)).astype("timedelta64[D]")
    return found


def _titles(rng: Rng, offices: list[Office], office: Ints) -> tuple[list[str], list[str]]:
    """Service and title of each; within an office no pair of idea and service comes twice."""
    names = reference.services().set_index("service")["name"]
    service, title = [""] * office.size, [""] * office.size
    for place, of in enumerate(offices):
        here = np.flatnonzero(office == place)
        pairs = rng.permutation(len(WHAT) * len(of.services))
        for turn, row in enumerate(here):
            again, pair = divmod(turn, pairs.size)
            what, which = divmod(int(pairs[pair]), len(of.services))
            service[row] = of.services[which]
            title[row] = f"{WHAT[what]} {names[service[row]]}" + (f" {again + 1}" if again else "")
    return service, title


def _known(day: Days) -> pa.Array:
    return arrow.where(~np.isnat(day) & (day <= AS_OF), day, pa.date32())
