"""Efficiency, transparency and accountability of services: which indicators and SKM elements speak of each.

No index is made of them: no rule says how to weigh minutes against shares. A family is a list of members, each with
its own figure, and the reason why it belongs here.
"""

from __future__ import annotations

from dataclasses import dataclass

from metrics.metric import Source
from metrics.words import Words

_LAW = "UU 25/2009 tentang Pelayanan Publik"
_SURVEY = Source("PermenPANRB 14/2017")
_COMPLAINTS = Source("SP4N-LAPOR! (pernyataan 2018)")
_OWN = Source("Pantau")


@dataclass(frozen=True)
class Member:
    """One figure of a family: an indicator, or of the indicator `nrr` one element of the SKM."""

    metric: str
    why: Words
    source: Source  # the rule that makes it a matter of this family
    element: str = ""


@dataclass(frozen=True)
class Family:
    """One quality of services with its members, in order of display."""

    key: str
    label: Words
    meaning: Words
    source: Source
    members: tuple[Member, ...]


FAMILIES: tuple[Family, ...] = (
    Family(
        "efficiency",
        Words("Efisiensi", "Efficiency"),
        Words("Layanan cepat dan mudah, tanpa bolak-balik.", "Services are fast and easy, without coming back."),
        Source(_LAW, "pasal 4: ketepatan waktu; kecepatan, kemudahan, dan keterjangkauan", verified=False),
        (
            Member("processing_time", Words("Berapa lama permohonan diproses", "How long an application takes"), _OWN),
            Member("waiting_time", Words("Berapa lama pemohon mengantre", "How long people queue"), _OWN),
            Member("returned_share", Words("Berapa yang harus diulang", "How many have to start again"), _OWN),
            Member("online_share", Words("Berapa yang tidak perlu datang", "How many need not come"), _OWN),
            Member("nrr", Words("Penilaian warga atas waktu", "What citizens say of the time"), _SURVEY, "waktu"),
            Member("nrr", Words("Penilaian warga atas prosedur", "What citizens say of the procedure"), _SURVEY, "prosedur"),
        ),
    ),
    Family(
        "transparency",
        Words("Transparansi", "Transparency"),
        Words(
            "Warga tahu syarat, biaya, dan hasil layanan sebelum datang.",
            "Citizens know requirements, cost and result of a service before they come.",
        ),
        Source(_LAW, "pasal 4: keterbukaan", verified=False),
        (
            Member("nrr", Words("Persyaratan jelas", "Requirements are clear"), _SURVEY, "persyaratan"),
            Member("nrr", Words("Biaya jelas dan wajar", "Cost is clear and fair"), _SURVEY, "biaya"),
            Member("nrr", Words("Hasil sesuai dengan yang diumumkan", "The result is as announced"), _SURVEY, "produk"),
            Member("response_in_time", Words("Yang bertanya mendapat jawaban", "Who asks gets an answer"), _COMPLAINTS),
        ),
    ),
    Family(
        "accountability",
        Words("Akuntabilitas", "Accountability"),
        Words(
            "Pengaduan diselesaikan dan janji layanan dapat diperiksa.",
            "Complaints are settled, and what a service promises can be checked.",
        ),
        Source(_LAW, "pasal 4: akuntabilitas", verified=False),
        (
            Member("closed_in_time", Words("Pengaduan selesai pada waktunya", "Complaints are settled in time"), _COMPLAINTS),
            Member("days_to_close", Words("Berapa lama sampai selesai", "How long until they are settled"), _COMPLAINTS),
            Member("reopened_share", Words("Berapa yang ternyata belum selesai", "How many were not settled after all"), _OWN),
            Member("completed_share", Words("Berapa permohonan yang tuntas", "How many applications are completed"), _OWN),
            Member("nrr", Words("Penilaian warga atas penanganan pengaduan", "What citizens say of complaint handling"), _SURVEY, "pengaduan"),
        ),
    ),
)  # fmt: skip
