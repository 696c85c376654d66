"""Rows of `activity`: what offices do together with their staff and partners, and the ideas that come of it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from data.demo import arrow, dates
from data.demo.offices import Office
from data.demo.plan import QUARTERS
from data.demo.services import culture_plan as plan
from data.demo.staff.chance import Floats, pick
from data.demo.streams import stream
from data.tables.culture import ACTIVITY_KIND
from metrics.culture.terms import ACTIVITIES

KINDS = tuple(ACTIVITIES)
MOST = 4  # of one kind in an office and quarter
SUBJECTS: dict[str, tuple[str, ...]] = {
    "forum": ("Forum konsultasi publik", "Forum diskusi perbaikan layanan", "Forum perangkat daerah dan warga"),
    "seminar": ("Seminar pelayanan digital", "Seminar keamanan informasi", "Seminar pelayanan inklusif"),
    "workshop": ("Lokakarya penyusunan SOP", "Lokakarya olah data survei", "Lokakarya rancang ulang layanan"),
    "meeting": ("Rapat evaluasi kepuasan", "Rapat rutin inovasi", "Rapat tindak lanjut pengaduan"),
    "campaign": ("Kampanye identitas digital", "Kampanye layanan daring", "Kampanye literasi digital"),
}
assert tuple(SUBJECTS) == KINDS


def rates(city: str, offices: list[Office]) -> Floats:
    """office x kind x quarter: activities planned; of each, up to `MOST` are held or not."""
    base = np.array(plan.ACTIVITY_RATE[city])
    found = np.array([[plan.ACTIVITY_BY_TYPE.get(o.unit_type, {}).get(kind, 1.0) for kind in KINDS] for o in offices])
    found = np.repeat((found * base)[..., None], len(QUARTERS), axis=2)
    where, since, more = plan.FORUMS_BEGIN
    if city == where:
        found[:, KINDS.index("forum"), np.array(QUARTERS) >= since] *= more
    return np.asarray(np.round(found, 6), np.float64)


def rows(seed: int, city: str, offices: list[Office], posts: Mapping[str, int]) -> pa.Table:
    """All activities of a city by quarter and office. Ideas are those of the staff who attended."""
    rng = stream(seed, "services", "activities", city)
    chance = rates(city, offices) / MOST
    held = rng.random((*chance.shape, MOST)) < chance[..., None]
    quarter, office, kind, _ = np.nonzero(held.transpose(2, 0, 1, 3))
    n = quarter.size
    day = dates.draw(rng, np.array(QUARTERS)[quarter])
    staff = np.array([posts[o.unit] for o in offices])[office]
    attended = staff * np.array(list(plan.ATTENDED.values()))[kind] * np.exp(plan.ATTENDED_SD * rng.standard_normal(n))
    attended = np.clip(np.rint(np.round(attended, 6)), plan.ATTENDED_FEWEST, np.maximum(staff, plan.ATTENDED_FEWEST))
    attendance = attended.astype(np.int64)
    raised = rng.binomial(attendance, np.array(list(plan.IDEAS_A_PERSON.values()))[kind])
    adopted = rng.binomial(raised, plan.ADOPTED[city])
    known = rng.random(n) >= plan.IDEAS_UNKNOWN
    partner = pick(rng, plan.PARTNER_MIX[city], n)
    partner = np.where(rng.random(n) < np.array(list(plan.WITH_PARTNER.values()))[kind], partner, -1)
    titles = [title for kind_of in KINDS for title in SUBJECTS[kind_of]]
    subject = kind * len(SUBJECTS["forum"]) + np.floor(rng.random(n) * len(SUBJECTS["forum"])).astype(np.int64)
    assert [level.key for level in ACTIVITY_KIND.levels] == list(KINDS)
    return pa.table(
        {
            "city": arrow.words([city], np.zeros(n, np.int64)),
            "unit": arrow.words([o.unit for o in offices], office),
            "quarter": pa.array(np.array(QUARTERS)[quarter], pa.int32()),
            "held_on": pa.array(day, pa.date32()),
            "title": arrow.words(titles, subject),
            "activity_kind": arrow.codes(kind),
            "partner_type": arrow.codes(partner),
            "attendance": pa.array(attendance, pa.int32()),
            "ideas_raised": arrow.where(known, raised, pa.int32()),
            "ideas_adopted": arrow.where(known, adopted, pa.int32()),
        }
    )
