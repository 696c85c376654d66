"""Digital systems: their list, where they were brought in, monthly exports and daily logs of their use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from data.intake import Checked, Given, IntakeError, commit
from data.intake.registers.usage import month_of
from data.intake.rules import RULES
from data.store import Store
from data.tables import ENUMERATIONS
from tests.intake.parts import as_csv
from tests.intake.staff_parts import BINJAI, NIP, checked, load, with_register

OTHER, THIRD = "198502022010011002", "199003032015032003"  # in the register too
GIVEN = replace(BINJAI, today=date(2026, 11, 20))
SYSTEMS = [["DAFTAR APLIKASI KOTA BINJAI"], ["No", "Nama Aplikasi", "Fungsi"], ["1", "Si Cermat", "Persuratan"], ["2", "e-Kinerja BKN", ""]]  # fmt: skip
MONTHLY = ["NIP", "Nama", "Aplikasi", "Bulan", "Hari Kerja", "Hari Aktif", "Jumlah Transaksi", "Transaksi Manual", "Diwakilkan", "Revisi"]  # fmt: skip
LOG = ["NIP", "Nama", "Waktu", "Aktivitas", "Aplikasi"]


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with a register and the city's list of systems."""
    opened = with_register(Store.open(tmp_path_factory.mktemp("adoption") / "pantau.duckdb"))
    load(as_csv(SYSTEMS), opened, GIVEN)
    yield opened
    opened.close()


def look(rows: list[list[str]], store: Store, given: Given = GIVEN) -> Checked:
    """A small csv checked."""
    return checked(as_csv(rows), store, given)


def values(found: Checked, column: str) -> list[object]:
    """A column of the accepted rows, in the order of their lines; levels by key."""
    frame = found.rows.to_pandas().sort_values("line")
    cells = frame[column].astype(object).where(frame[column].notna(), None).tolist()
    if column in ENUMERATIONS:
        keys = [level.key for level in ENUMERATIONS[column].levels]
        return [None if cell is None else keys[int(cell)] for cell in cells]
    return cells


def told(found: Checked, code: str) -> int:
    """How many rows a notice speaks of; 0 where it is not said."""
    return next((n.count for n in found.notices if n.code == code), 0)


def test_the_list_of_systems_says_what_each_is_for(known: Store) -> None:
    found = look([*SYSTEMS, ["3", "Si Aneh", "antariksa"], ["4", "SIPD-RI", ""]], known)
    assert found.plan.table == "digital_system"
    assert values(found, "system") == ["eoffice", "ekinerja", "finance"]
    assert told(found, "system_from_title") == 2
    assert [(p.rule, p.value, len(p.options)) for p in found.problems] == [("invalid_label", "antariksa", 9)]


def test_deployments_by_kind_by_local_name_and_by_the_city_s_own_list(known: Store) -> None:
    found = look(
        [
            ["Unit Kerja", "Nama Sistem", "Tanggal Go Live", "Wajib"],
            ["Dinkes", "SI-CERMAT", "1 Maret 2026", "ya"],
            ["Disdukcapil", "Srikandi v3", "Januari 2026", "sukarela"],
            ["Dinkes", "Aplikasi e-Kinerja BKN", "02/01/2026", "tidak wajib"],
            ["Dinkes", "LMS", "2026-01-05", ""],
            ["Dinkes", "SIMPEG", "2026-01-05", "Wajib (SE Wali Kota)"],
            ["Dinkes", "Teleskop", "2026-01-05", ""],
        ],
        known,
    )
    assert found.plan.table == "deployment"
    assert values(found, "system") == ["eoffice", "eoffice", "ekinerja", "elearning", "personnel"]
    assert values(found, "obligation") == ["mandatory", "voluntary", "voluntary", None, "mandatory"]
    assert values(found, "launched_on")[1] == date(2026, 1, 1)
    assert told(found, "system_by_list") == 1
    assert dict(found.reasons) == {"invalid_label": 1}
    fixed = replace(GIVEN, fixes={"system": {"teleskop": ENUMERATIONS["system"].code("other")}})
    assert look([["Unit Kerja", "Nama Sistem", "Mulai Diterapkan"], ["Dinkes", "Teleskop", "2026-01-05"]], known, fixed).reasons == {}  # fmt: skip


@pytest.mark.parametrize("text", ["Semua OPD", "seluruh perangkat daerah", "SEMUA UNIT KERJA Kota Binjai"])
def test_a_row_for_all_offices_is_no_office(text: str, known: Store) -> None:
    head = ["Unit Kerja", "Nama Sistem", "Mulai Diterapkan"]
    alone = look([head, [text, "Srikandi", "2026-01-05"]], known, replace(GIVEN, add_unit=True))
    assert (dict(alone.reasons), alone.new_units) == ({"every_unit": 1}, ())
    assert "satu baris per unit" in alone.rejected["remedy"].iloc[0]
    beside = look([head, [text, "Srikandi", "2026-01-05"], ["Dinkes", "LMS", "2026-01-05"]], known)
    assert (dict(beside.reasons), values(beside, "system")) == ({"every_unit": 1}, ["elearning"])


@pytest.mark.parametrize(
    ("text", "year", "month"),
    [
        ("2026-03", "", (2026, 3)), ("Maret 2026", "", (2026, 3)), ("Mar-26", "", (2026, 3)), ("03/2026", "", (2026, 3)),
        ("202603", "", (2026, 3)), ("31/03/2026", "", (2026, 3)), ("2026-03-01 00:00:00", "", (2026, 3)),
        ("1 s.d. 31 Maret 2026", "", (2026, 3)), ("bulan Maret 2026", "", (2026, 3)), ("Maret", "2026", (2026, 3)),
        ("3", "2026.0", (2026, 3)), ("Nopember 2026", "", (2026, 11)), ("Desember 2026", "", None), ("Maret", "", None),
        ("13/2026", "", None), ("2026", "", None), ("Maret 1926", "", None), ("1 Maret s.d. 2 April 2026", "", None),
    ],
)  # fmt: skip
def test_a_month_as_offices_write_it(text: str, year: str, month: tuple[int, int] | None) -> None:
    found = month_of(text, year, "dmy", date(2026, 11, 20))
    if month is None:
        assert found.rule == "bad_date"
    else:
        assert found.value.value == date(*month, 1)


def test_a_monthly_export_is_stored_as_written_and_what_cannot_be_is_refused(known: Store) -> None:
    good = ["Contoh", "Srikandi", "2026-03", "20", "12 hari", "40", "5", "3", "1"]
    found = look(
        [
            ["REKAP PEMAKAIAN"],
            MONTHLY,
            [NIP, *good],
            [OTHER, "", "e-Kinerja BKN", "Maret 2026", "20", "0", "0", "5", "", "-"],
            [OTHER, "", "Srikandi", "Mar-26", "20", "21", "40", "5", "3", "1"],
            [OTHER, "", "Srikandi", "02/2026", "20", "30", "40", "5", "3", "1"],
            [OTHER, "", "Srikandi", "04/2026", "20", "-1", "4", "5", "3", "1"],
            [OTHER, "", "Srikandi", "05/2026", "20", "10", "2", "5", "3", "1"],
            [OTHER, "", "Srikandi", "06/2026", "20", "0", "2", "5", "1", "1"],
            [THIRD, "", "Srikandi", "2027-01", "20", "1", "2", "5", "1", "1"],
            ["198502022010011999", "", "Srikandi", "03/2026", "20", "1", "2", "5", "1", "1"],
            [NIP, *good],
            [NIP, *good[:4], "13", *good[5:]],
        ],
        known,
    )
    assert found.plan.table == "usage_month"
    assert dict(found.reasons) == {
        "more_active_than_working": 1, "more_days_than_month": 1, "out_of_range": 1, "more_than_digital": 1,
        "work_without_days": 1, "bad_date": 1, "unknown_staff": 1, "duplicate": 1, "conflict": 1,
    }  # fmt: skip
    refused = found.rejected.set_index("rule")
    assert list(refused.loc[["more_active_than_working", "more_than_digital"], "line"]) == [5, 8]
    assert list(refused.loc[["more_active_than_working", "more_than_digital"], "value"]) == ["21", "3"]
    assert (refused["remedy"].str.len() > 20).all()
    for column, written in {
        "active_days": [12, 0], "working_days": [20, 20], "digital": [40, 0], "manual": [5, 5], "proxy": [3, None],
        "returned": [1, None], "month": [date(2026, 3, 1)] * 2, "quarter": [8104, 8104],
    }.items():  # fmt: skip
        assert values(found, column) == written, column
    assert set(found.plan.dropped) == {"NIP", "Nama"}
    assert not any(number in text for number in (NIP, OTHER) for text in found.rejected.astype(str).sum())


def test_what_no_row_says_is_asked_and_holds_for_every_row(known: Store) -> None:
    rows = [["NIP", "Hari Aktif", "Jumlah Transaksi"], [NIP, "12", "3"], [OTHER, "0", "0"]]
    with pytest.raises(IntakeError, match="Which system"):
        look(rows, known)
    found = look(rows, known, replace(GIVEN, every={"system": "Si Cermat", "month": "2026-03"}))
    assert (values(found, "system"), values(found, "month")) == (["eoffice"] * 2, [date(2026, 3, 1)] * 2)
    assert values(found, "working_days") == [17, 17]  # March 2026: 22 weekdays without Nyepi, Idulfitri and joint leave
    assert told(found, "calendar_days") == 2
    titled = look([["Bulan : Maret 2026"], ["Nama Aplikasi : Srikandi"], *rows], known)
    assert values(titled, "month") == values(found, "month")
    with pytest.raises(IntakeError, match="cannot be given"):
        look(rows, known, replace(GIVEN, every={"staff": NIP}))


def test_somebody_who_works_by_another_calendar_has_unknown_working_days(known: Store) -> None:
    rows = [["NIP", "Aplikasi", "Bulan", "Hari Aktif"], [NIP, "Srikandi", "Maret 2026", "24"]]
    found = look(rows, known)
    assert values(found, "working_days") == [None]
    assert told(found, "other_calendar") == 1


def test_a_log_of_actions_becomes_rows_by_month(known: Store) -> None:
    log = [["Periode Log : 1 Maret 2026 s.d. 31 Maret 2026"], [*LOG, "Batas Waktu", "Status", "Dimasukkan oleh"]]
    for moment, action, status, by in (
        ("02/03/2026 08:00", "Kirim surat", "terkirim", NIP), ("02/03/2026 09:12", "Kirim surat", "Dikembalikan", OTHER),
        ("05/03/2026 08:00", "Disposisi", "terkirim", "Budi"), ("06/03/2026 07:59", "Login", "", ""),
        ("30/03/2026 08:00", "Kirim surat", "terkirim", NIP), ("31/03/2026 08:10", "Kirim surat", "terkirim", NIP),
        ("01/04/2026 09:00", "Kirim surat", "terkirim", NIP),
    ):  # fmt: skip
        log.append([NIP, "Contoh", moment, action, "Srikandi", "31/03/2026", status, by])
    log.append([OTHER, "", "06/03/2026 08:00", "Kirim surat", "Srikandi", "", "terkirim", ""])
    log.append(["198502022010011999", "", "06/03/2026 08:00", "Kirim surat", "Srikandi", "", "", ""])
    found = look(log, known)
    assert dict(found.reasons) == {"unknown_staff": 1}
    assert (len(found.rows), found.rows_read) == (3, 4)
    for column, wanted in {
        "line": [3, 9, 10], "month": [date(2026, 3, 1), date(2026, 4, 1), date(2026, 3, 1)], "active_days": [5, 1, 1],
        "digital": [5, 1, 1], "late": [2, 1, None], "returned": [1, 0, 0], "proxy": [1, 0, None],
        "working_days": [17, None, 17],  # the log ends within April
        "sustained_on": [date(2026, 3, 6), None, None],
    }.items():  # fmt: skip
        assert values(found, column) == wanted, column
    said = " ".join(notice.words.id for notice in found.notices)
    assert "8 baris log harian dijumlahkan menjadi 3 baris bulanan" in said
    assert "Budi" not in said + found.rejected.astype(str).sum().sum()


def test_a_row_per_day_says_nothing_of_transactions_unless_it_counts_them(known: Store) -> None:
    days = [["NIP", "Tanggal", "Sistem", "Diwakilkan"], [NIP, "2026-03-02", "LMS", "ya"], [NIP, "2026-03-03", "LMS", "tidak"]]  # fmt: skip
    found = look(days, known)
    assert (values(found, "active_days"), values(found, "proxy")) == ([2], [1])
    assert "digital" not in found.rows.column_names
    counted = look([[*days[0], "Jumlah Transaksi"], [*days[1], "4"], [*days[2], "3"], [NIP, "2026-03-04", "LMS", "2", "1"]], known)  # fmt: skip
    assert values(counted, "digital") == [7]
    assert dict(counted.reasons) == {"more_than_digital": 1}


@pytest.mark.parametrize("seed", range(3))
def test_a_log_adds_up_as_pandas_adds_it_up(seed: int, known: Store) -> None:
    rng = np.random.default_rng(seed)
    count = 400
    frame = pd.DataFrame(
        {
            "staff": rng.choice([NIP, OTHER, THIRD], count),
            "system": rng.choice(["Srikandi", "LMS"], count),
            "moment": pd.Timestamp("2026-01-01") + pd.to_timedelta(rng.integers(0, 150 * 1440, count), "min"),
        }
    ).drop_duplicates()
    rows = [[s, "", m.strftime("%d/%m/%Y %H:%M"), "Kirim", a] for s, a, m in frame.itertuples(index=False)]
    found = look([LOG, *rows], known)
    frame["day"], frame["month"] = frame["moment"].dt.normalize(), frame["moment"].dt.to_period("M")
    groups = frame.groupby(["staff", "system", "month"])
    wanted = pd.DataFrame({"active_days": groups["day"].nunique(), "digital": groups.size()})
    got = found.rows.to_pandas()
    assert sorted(zip(got["active_days"], got["digital"], strict=True)) == sorted(wanted.itertuples(index=False, name=None))  # fmt: skip
    firsts = []
    for _who, days in frame.groupby(["staff", "system"])["day"]:
        ordered = sorted(set(days))
        near = [c for a, c in zip(ordered, ordered[2:], strict=False) if (c - a).days < 30]
        firsts += [near[0].date()] if near else []
    assert sorted(got["sustained_on"].dropna()) == sorted(firsts)


def test_the_same_log_adds_nothing_a_longer_one_adds_its_months_and_a_corrected_one_its_corrections(
    fresh: Store,
) -> None:
    with_register(fresh)
    march = [LOG, *([NIP, "", f"{day:02d}/03/2026 08:00", "Kirim", "Srikandi"] for day in (2, 3, 4, 31))]
    first, again = (commit(fresh, look(march, fresh)) for _ in range(2))
    assert (first.accepted, again.accepted, again.already_loaded) == (1, 0, 1)
    longer = [*march, *([NIP, "", f"{day:02d}/04/2026 08:00", "Kirim", "Srikandi"] for day in (1, 2, 30))]
    more = commit(fresh, look(longer, fresh))
    assert (more.accepted, more.already_loaded) == (1, 1)
    corrected = [*longer, [NIP, "", "05/03/2026 08:00", "Kirim", "Srikandi"]]
    assert (commit(fresh, look(corrected, fresh)).accepted) == 1
    with fresh.cursor() as cursor:
        rows = cursor.execute("SELECT month, active_days FROM usage_month ORDER BY batch, month").fetchall()
    assert [(month.month, days) for month, days in rows] == [(3, 4), (4, 3), (3, 5)]


def test_every_new_rule_says_what_to_do() -> None:
    for code in ("more_days_than_month", "more_active_than_working", "more_than_digital", "work_without_days"):
        assert RULES[code].remedy.id.strip()
        assert RULES[code].remedy.en.strip()
