"""What one cell of a file of services means, and what several say together; every case is reckoned by hand."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from data import working_days
from data.intake.registers import complaints, index_sheet
from data.intake.registers.cells import Cell
from data.intake.registers.collaboration import Term, term
from data.intake.registers.durations import Took, took, unit_in
from data.intake.registers.moments import NO_TIME, Moments, after, between, later
from data.intake.registers.spans import parse_vague
from data.intake.registers.states import reader
from data.intake.values import Meaning
from data.tables import ENUMERATIONS

TOPIC = ENUMERATIONS["topic"]


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("3 hari 4 jam", "", Took(3 * 1440 + 4 * 60)),
        ("1 minggu", "", Took(7 * 1440)),
        ("1 jam dan 5 menit", "", Took(65)),
        ("15 menit", "hours", Took(15)),
        ("90 detik", "", Took(2)),
        ("02:30", "", Took(150)),
        ("1,5 jam", "", Took(90)),
        ("20", "minutes", Took(20)),
        ("3 hari kerja", "", Took(working_days=3)),
        ("5", "working", Took(working_days=5)),
    ],
)
def test_lengths_of_time(text: str, unit: str, expected: Took) -> None:
    assert took(unit)(text) == Meaning(expected)


@pytest.mark.parametrize(
    ("text", "rule"), [("5", "unclear_duration"), ("segera", "unclear_duration"), ("-5 menit", "time_backwards"), ("3 hari lebih", "unclear_duration")]
)  # fmt: skip
def test_lengths_that_nobody_can_read_are_refused(text: str, rule: str) -> None:
    assert took()(text).rule == rule


@pytest.mark.parametrize(
    ("header", "unit"), [("Lama Proses (jam)", "hours"), ("Waktu tunggu (menit)", "minutes"), ("Lama (hari kerja)", "working"), ("Durasi", "")]
)  # fmt: skip
def test_the_header_says_the_unit_of_bare_numbers(header: str, unit: str) -> None:
    assert unit_in(header) == unit


def _moments(*texts: str) -> Moments:
    """ "2026-03-02T23:50" a moment, "2026-03-02" a day, "00:20" a clock, "" nothing."""
    days, minutes = [], []
    for text in texts:
        day, _, clock = text.partition("T") if "-" in text else ("NaT", "", text)
        days.append(np.datetime64(day or "NaT", "D"))
        minutes.append(int(clock[:2]) * 60 + int(clock[3:]) if clock else NO_TIME)
    return Moments(np.array(days, "datetime64[D]"), np.array(minutes, np.int64))


def test_a_clock_behind_the_start_is_the_next_day_up_to_half_a_day() -> None:
    start = _moments("2026-03-02T23:50", "2026-03-02T08:00", "2026-03-02T10:00", "2026-03-02", "2026-03-02T09:00")
    end, past, backwards = after(start, _moments("00:20", "08:15", "09:30", "09:00", "2026-03-01T10:00"))
    assert past.tolist() == [True, False, False, False, False]
    assert backwards.tolist() == [False, False, True, False, True]
    minutes, known = between(start, end)
    assert minutes[:2].tolist() == [30, 15]
    assert known.tolist() == [True, True, True, False, True]
    assert end.day[0] == np.datetime64("2026-03-03")


def test_later_keeps_the_time_of_day_where_there_is_one() -> None:
    start = _moments("2026-01-05T22:00", "2026-01-05", "")
    found = later(start, np.array([240, 3 * 1440 + 240, 60]), np.ones(3, bool))
    assert found.day.astype(str).tolist() == ["2026-01-06", "2026-01-08", "NaT"]
    assert found.minute.tolist() == [120, NO_TIME, NO_TIME]


@pytest.mark.parametrize("start", ["2026-03-13", "2026-03-14", "2026-03-17"])
@pytest.mark.parametrize("count", [0, 1, 2, 5, 40])
def test_after_is_the_first_day_by_which_so_many_working_days_have_passed(start: str, count: int) -> None:
    found = working_days.after([start], [count])
    assert working_days.between([start], found).tolist() == [count]
    if count:
        assert working_days.between([start], found - 1).tolist() == [count - 1]


@pytest.mark.parametrize(
    ("text", "key", "how"),
    [
        ("Antrean", "time", ""),
        ("Antrain lama", "time", "near_topic"),
        ("Sikap petgas", "staff", "near_topic"),
        ("Aplikasi sering eror", "system", "words_topic"),
        ("PUNGLI di loket", "integrity", "words_topic"),
        ("Keluhan warga", "other", "other_topic"),
    ],
)
def test_topics_with_typos(text: str, key: str, how: str) -> None:
    assert complaints.topic()(text) == Meaning(Cell(TOPIC.code(key), how))


@pytest.mark.parametrize(
    ("text", "state"),
    [("SELESAI", "closed"), ("Selesai - 12 Maret", "closed"), ("Tertunda", "open"), ("dibuka kembali", "reopened"), ("Ditutup", "closed"), ("Proses verifikasi", "open")],
)  # fmt: skip
def test_states_in_free_words(text: str, state: str) -> None:
    assert reader("complaint")(text).value == state


@pytest.mark.parametrize("text", ["081200000099", "1275014101800011", "warga@contoh.id"])
def test_a_ticket_that_is_a_number_of_a_person_is_refused(text: str) -> None:
    assert complaints.ticket(text).rule == "personal_text"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-2027", Term(date(2024, 1, 1), date(2027, 12, 31))),
        ("3 tahun sejak 1 Maret 2024", Term(date(2024, 3, 1), date(2027, 2, 28))),
        ("3 (tiga) tahun", Term(months=36)),
        ("1 bulan sejak 31 Januari 2025", Term(date(2025, 1, 31), date(2025, 2, 28))),
        ("18 bulan terhitung April 2025", Term(date(2025, 4, 1), date(2026, 9, 30))),
        ("1 Maret 2024 s.d. 28 Februari 2027", Term(date(2024, 3, 1), date(2027, 2, 28))),
        ("tanpa batas", None),
    ],
)
def test_terms_of_agreements(text: str, expected: Term | None) -> None:
    assert term(text) == Meaning(expected)


@pytest.mark.parametrize(("text", "rule"), [("2027-2024", "end_before_start"), ("sampai bosan", "unclear_term"), ("3 tahun lagi", "unclear_term")])  # fmt: skip
def test_terms_that_nobody_can_read_are_refused(text: str, rule: str) -> None:
    assert term(text).rule == rule


def test_a_month_or_a_year_stands_for_its_days() -> None:
    assert parse_vague("Februari 2024") == (date(2024, 2, 1), date(2024, 2, 29))
    assert parse_vague("03/2025") == (date(2025, 3, 1), date(2025, 3, 31))
    assert parse_vague("Tahun 2025") == (date(2025, 1, 1), date(2025, 12, 31))
    assert parse_vague("13/2025") is None
    assert parse_vague("segera 2025") is None


@pytest.mark.parametrize(
    ("text", "rule", "value"),
    [("3", "", 3), ("Level 4", "", 4), ("0", "bad_level", None), ("6", "bad_level", None), ("2,5", "bad_level", None), ("tinggi", "bad_number", None)],
)  # fmt: skip
def test_levels(text: str, rule: str, value: int | None) -> None:
    found = index_sheet.level(text)
    assert (found.rule, found.value.value if found.value else None) == (rule, value)


@pytest.mark.parametrize(
    ("parts", "role"),
    [(("I12",), "level_of:12"), (("Indikator 7", "Mandiri"), "level_of:7:self"), (("I3", "Penilaian Eksternal"), "level_of:3:external"), (("Nama",), "")],
)  # fmt: skip
def test_headers_of_columns_of_levels(parts: tuple[str, ...], role: str) -> None:
    assert index_sheet.role_of(parts) == role
