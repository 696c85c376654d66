"""Headers, titles, footers, dates, ages, places: each as a table of what offices write and what it means."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa
import pytest

from data.intake import Given, IntakeError, check, commit, read, recognise
from data.intake.dates import order_of, parse_date, parse_period, without_time
from data.intake.recognise import places_of
from data.intake.values import age_of, level_of
from data.intake.vocabulary import roles_of
from data.store import Store
from data.tables import ENUMERATIONS
from metrics.periods import parse_code
from metrics.satisfaction.elements import ELEMENT_KEYS, QUESTIONNAIRE_ORDER
from tests.intake.parts import GIVEN, NAMES, as_csv, checked

HEADERS = [
    # header as written, what it is. Question texts: standard questionnaire of PermenPANRB 14/2017, annex.
    ("1. Bagaimana pendapat Saudara tentang kesesuaian persyaratan pelayanan dengan jenis pelayanannya?", "persyaratan"),
    ("Bagaimana pemahaman Saudara tentang kemudahan prosedur pelayanan di unit ini", "prosedur"),
    ("3. Bagaimana pendapat Saudara tentang kecepatan waktu dalam memberikan pelayanan?", "waktu"),
    ("Bagaimana pendapat Saudara tentang kewajaran biaya/tarif dalam pelayanan ?", "biaya"),
    ("kesesuaian produk pelayanan antara yang tercantum dalam standar pelayanan dengan hasil yang diberikan", "produk"),
    ("BAGAIMANA PENDAPAT SAUDARA TENTANG KOMPETENSI / KEMAMPUAN PETUGAS DALAM PELAYANAN", "kompetensi"),
    ("Bagamana pendapat saudara perilaku petugas dalam pelayanan terkait kesopanan dan keramahan", "perilaku"),
    ("8. Bagaimana pendapat Saudara tentang kualitas sarana dan prasarana", "sarana"),
    ("9. Bagaimana pendapat Saudara tentang penanganan pengaduan pengguna layanan", "pengaduan"),
    ("U8 (Sarana dan Prasarana)", "sarana"),
    ("U9. Penanganan Pengaduan, Saran dan Masukan", "pengaduan"),
    ("Sistem, Mekanisme, dan Prosedur", "prosedur"),
    ("Produk Spesifikasi Jenis Pelayanan", "produk"),
    ("U8", "position:8"), ("Unsur 9", "position:9"), ("unsur_1", "position:1"), ("P3", "position:3"),
    ("Saran/Masukan", "comment"), ("Kritik dan saran untuk unit kami", "comment"),
    ("Nama Lengkap", "name"), ("Nama Layanan", "service"), ("Nama Unit Pelayanan", "unit"),
    ("No. HP / WhatsApp", "phone"), ("Alamat email", "email"), ("Username", "name"), ("NIK", "nik"),
    ("Tanggal Lahir", "address"), ("Timestamp", "answered_on"), ("Cap waktu", "answered_on"),
    ("Jenis Kelamin (L/P)", "sex"), ("Kelompok Usia", "age_years"), ("Pendidikan Terakhir Anda", "education"),
    ("NILAI UNSUR PELAYANAN", "heading"), ("Warna kesukaan", None), ("", None),
]  # fmt: skip


@pytest.mark.parametrize(("header", "role"), HEADERS)
def test_a_header_is_known(header: str, role: str | None) -> None:
    assert roles_of(header) == ((role,) if role else ())


def test_a_header_that_names_two_elements_is_ambiguous() -> None:
    assert set(roles_of("Kesesuaian persyaratan dan prosedur")) == {"persyaratan", "prosedur"}


DATES = [
    ("2 Juli 2026", dt.date(2026, 7, 2)), ("02/07/2026 11:52:00", dt.date(2026, 7, 2)), ("2026-07-02 00:00:00", dt.date(2026, 7, 2)),
    ("2026/07/02 11:52:00 AM GMT+7", dt.date(2026, 7, 2)), ("Kamis, 2 Juli 2026", dt.date(2026, 7, 2)),
    ("2-Jul-26", dt.date(2026, 7, 2)), ("31 Agustus 2026", dt.date(2026, 8, 31)), ("1 Nopember 2025", dt.date(2025, 11, 1)),
    ("02.07.2026 pukul 09.15 WIB", dt.date(2026, 7, 2)), ("46205", dt.date(2026, 7, 2)), ("2026-07-02T11:52:00Z", dt.date(2026, 7, 2)),
    ("31 Februari 2026", None), ("kemarin", None), ("32/01/2026", None), ("12/13/2026", None), ("2 Juli 2026 baik sekali", None),
    ("02/07/2026 25:00:00", None), ("Juli 2026", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day"), DATES)
def test_a_date_is_read(text: str, day: dt.date | None) -> None:
    assert parse_date(text) == day


TIMES = [
    "",
    " 08:15",
    " 08:15:00",
    " 8.15.09",
    "T23:59:59",
    " 25:00:00",
    " 08:15 WIB",
    " 08:15:00.5",
    " 10",
    "  8:15",
    " 7:15 PM",
]


@pytest.mark.parametrize("time", TIMES)
def test_a_date_is_the_same_with_its_time_taken_off(time: str) -> None:
    texts = [f"{text}{time}" for text, _ in DATES] + [f"46213{time}", f"1/2/2026 WIB{time}", f"31/12/26{time}"]
    shortened = without_time(pa.array(texts)).to_pylist()
    for order in ("dmy", "mdy"):
        assert [parse_date(text, order) for text in shortened] == [parse_date(text, order) for text in texts]


def test_a_plain_time_is_taken_off_and_anything_else_stays() -> None:
    texts = [
        "24/07/2026 11:52:00",
        "7/24/2026 9.05",
        "2026-07-24T11:52",
        "2 Juli 2026 11:52",
        "24/07/2026",
        "11:52",
        "",
    ]
    shortened = ["24/07/2026 ", "7/24/2026 ", "2026-07-24T", "2 Juli 2026 11:52", "24/07/2026", "11:52", ""]
    assert without_time(pa.array(texts)).to_pylist() == shortened


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["24/07/2026", "02/07/2026"], ("dmy", True)),
        (["7/24/2026", "7/2/2026", "7/30/2026"], ("mdy", True)),
        (["02/07/2026", "03/08/2026"], ("dmy", False)),
        (
            ["01/02/2026", "05/06/2026", "02/02/2026", "03/02/2026", "07/02/2026", "05/13/2026"],
            ("dmy", False),
        ),  # a slip
        (["24/07/2026", "7/24/2026"], ("dmy", True)),
        (["2 Juli 2026"], ("dmy", True)),
    ],
)
def test_the_order_of_day_and_month_is_the_columns(texts: list[str], order: tuple[str, bool]) -> None:
    assert order_of(texts) == order


PERIODS = [
    ("Triwulan III Tahun 2026", "2026Q3"), ("TW 3 2026", "2026Q3"), ("TW.II/2026", "2026Q2"), ("Q1 2025", "2025Q1"), ("2026Q4", "2026Q4"),
    ("Semester I Tahun 2019", "2019S1"), ("Semester 2 2025", "2025S2"), ("Tahun 2026", "2026"), ("Juli - September 2026", "2026Q3"),
    ("Januari s.d. Juni 2026", "2026S1"), ("Agustus 2026", "2026Q3"), ("Januari - Desember 2025", "2025"),
    ("Triwulan V 2026", "2026"), ("2025 / 2026", None), ("Triwulan III", None), ("", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code"), PERIODS)
def test_a_period_is_read(text: str, code: str | None) -> None:
    assert parse_period(text) == (parse_code(code) if code else None)


AGES = [
    # text -> (years, display band, rule)
    ("24", 24, 1, ""), ("24,0", 24, 1, ""), ("24.0", 24, 1, ""), ("24 tahun", 24, 1, ""), ("19", 19, 0, ""), ("50", 50, 4, ""),
    ("20-29", None, 1, ""), ("20 – 29 tahun", None, 1, ""), ("17-25 Tahun", None, None, ""), ("< 20", None, 0, ""), ("> 50", None, 4, ""),
    ("50 tahun ke atas", None, 4, ""), ("di bawah 20 tahun", None, 0, ""), ("≥ 50", None, 4, ""), ("60+", None, 4, ""),
    ("4", None, None, "out_of_range"), ("121", None, None, "out_of_range"), ("24,5", None, None, "out_of_range"),
    ("1985", None, None, "out_of_range"), ("-3", None, None, "out_of_range"), ("30-20", None, None, "out_of_range"),
    ("muda", None, None, "invalid_label"), ("", None, None, ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "years", "band", "rule"), AGES)
def test_an_age_is_read(text: str, years: int | None, band: int | None, rule: str) -> None:
    found = age_of(text)
    assert found.rule == rule
    assert (found.value.years if found.value else None) == years
    assert (found.value.band if found.value else None) == band
    if found.value and years is None:
        assert found.value.as_given == text


LEVELS = [
    ("sex", "L", "male"), ("sex", "perempuan", "female"), ("sex", "Laki - Laki", "male"), ("sex", "Wanita", "female"), ("sex", "x", None),
    ("education", "SLTA", "sma"), ("education", "D-III", "d3"), ("education", "S 1", "s1"), ("education", "S2 ke atas", "s2"), ("education", "TK", None),
    ("education", "SMA / SMK / Sederajat", "sma"), ("education", "Diploma III", "d3"), ("education", "Sarjana (S1)", "s1"),
    ("occupation", "Wiraswasta", "wirausaha"), ("occupation", "ASN/PNS", "asn"), ("occupation", "Ibu Rumah Tangga", "lainnya"),
    ("occupation", "Lainnya: petani", "lainnya"), ("occupation", "astronot", None), ("channel", "Datang langsung", "counter"), ("channel", "Aplikasi", "online"),
]  # fmt: skip


@pytest.mark.parametrize(("enumeration", "text", "key"), LEVELS)
def test_a_level_is_read(enumeration: str, text: str, key: str | None) -> None:
    found = level_of(enumeration)(text)
    assert found.value == (ENUMERATIONS[enumeration].code(key) if key else None)
    assert found.rule == ("" if key else "invalid_label")


CITIES = [
    ("Tangsel", "tangerang-selatan"), ("KOTA TANGERANG SELATAN", "tangerang-selatan"), ("36.74", "tangerang-selatan"), ("3674", "tangerang-selatan"),
    ("Kota Binjai", "binjai"), ("1276", "binjai"), ("12.75", "binjai"), ("1275", None), ("12.76", None), ("Sawah Lunto", "sawahlunto"),
    ("Semarang", "semarang"), ("Kota Semarang", "semarang"), ("Kabupaten Semarang", None), ("Kab. Semarang", None), ("Medan", None),
    ("Pemerintah Kota Sawahlunto", "sawahlunto"), ("Binjay", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "key"), CITIES)
def test_a_city_in_any_usual_spelling(text: str, key: str | None, known: Store) -> None:
    assert places_of(known).city(text) == key


UNITS = [
    ("Disdukcapil", "binjai-disdukcapil"), ("DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL", "binjai-disdukcapil"), ("Dukcapil Kota Binjai", "binjai-disdukcapil"),
    ("binjai-dpmptsp", "binjai-dpmptsp"), ("dpm-ptsp", "binjai-dpmptsp"), ("Dinas Kesehatan Kota Binjai", "binjai-dinkes"), ("RSUD", "binjai-rsud"),
    ("Kec. Binjai Kota", "binjai-kec-binjai-kota"), ("Kecamatan Binjai Barat Kota Binjai", "binjai-kec-binjai-barat"),
    ("Disdukcapill", None), ("Dinas Kesehatn", None), ("semarang-dinkes", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "key"), UNITS)
def test_a_unit_by_its_names_and_never_by_a_typo(text: str, key: str | None, known: Store) -> None:
    places = places_of(known)
    assert places.unit(text, "binjai") == key
    if key is None and "-" not in text:
        assert places.like_unit(text, "binjai")


def test_header_of_three_lines_under_titles_with_numbered_columns_and_a_foot(known: Store) -> None:
    rows: list[list[object]] = [
        ["REKAP SKM"], ["Unit Layanan", ":", "Dinas Kesehatan"], ["Kota", ": Binjai"], ["Triwulan", "III"], ["Tahun", 2026], [],
        ["No", "Profil", "", "Unsur Pelayanan"], ["", "JK", "Umur", *NAMES], ["(1)", *[f"({i})" for i in range(2, 13)]],
        [1, "L", 30, *[3] * 9], [], [2, "P", 40, *[4] * 9],
        ["Jumlah", "", "", *[7] * 9], ["NRR Tertimbang", "", "", *[0.39] * 9], ["IKM", "", "", 87.5], ["", "", "", "Binjai, 1 Oktober 2026"],
    ]  # fmt: skip
    result = checked(as_csv(rows), known, Given())
    assert result.plan.city == "binjai"
    assert result.plan.unit == "binjai-dinkes"
    assert (result.plan.period, result.plan.grain) == parse_code("2026Q3")
    assert (result.rows_read, result.rows.num_rows) == (2, 2)
    assert result.rows["line"].to_pylist() == [10, 12]
    assert [n.count for n in result.notices if n.code == "footers"] == [4]


def test_bare_numbers_under_one_heading_are_positions(known: Store) -> None:
    rows = [["No", "NILAI UNSUR PELAYANAN"], ["", *range(1, 10)], ["A1", *[3] * 7, 1, 4]]
    raw = read(as_csv(rows), "nomor.csv")
    assert [q.key for q in recognise(raw, known, Given(city="binjai", unit="rsud", period="2026Q1")).questions] == [
        "elements"
    ]
    result = checked(as_csv(rows), known)
    assert (result.rows["pengaduan"].to_pylist(), result.rows["sarana"].to_pylist()) == ([1], [4])


@pytest.mark.parametrize(("order", "expected"), [("legal", ELEMENT_KEYS), ("questionnaire", QUESTIONNAIRE_ORDER)])
def test_positions_follow_the_order_that_is_given(order: str, expected: tuple[str, ...], known: Store) -> None:
    data = as_csv([[f"U{i}" for i in range(1, 10)], [1, 2, 3, 4, 1, 2, 3, 4, 1]])
    result = checked(data, known, Given(city="binjai", unit="rsud", period="2026Q1", elements=order))
    assert [result.rows[e].to_pylist()[0] for e in expected] == [1, 2, 3, 4, 1, 2, 3, 4, 1]


def test_a_name_beside_a_position_wins_over_the_order_given(known: Store) -> None:
    header = [*(f"U{i}" for i in range(1, 8)), "U8", "U9"]
    names = [*[""] * 7, "Sarana", "Pengaduan"]
    result = checked(
        as_csv([header, names, [3] * 7 + [1, 4]]),
        known,
        Given(city="binjai", unit="rsud", period="2026Q1", elements="legal"),
    )
    assert (result.rows["sarana"].to_pylist(), result.rows["pengaduan"].to_pylist()) == ([1], [4])


def test_a_row_without_identity_is_kept_and_the_file_again_adds_none(fresh: Store) -> None:
    rows = [NAMES, *[[3] * 9] * 5, *[[4] * 9] * 2]
    first = commit(fresh, checked(as_csv(rows), fresh))
    assert (first.accepted, first.already_loaded) == (7, 0)
    longer = commit(fresh, checked(as_csv([*rows, [3] * 9, [2] * 9]), fresh))
    assert (longer.accepted, longer.already_loaded, longer.rejected) == (2, 7, 0)


def test_a_longer_export_adds_only_its_new_rows(fresh: Store) -> None:
    header = ["Timestamp", "Nama", *NAMES]
    rows = [[f"{d:02d}/07/2026 09:00:00", f"Warga {d}", *[3] * 9] for d in range(1, 29)]
    assert commit(fresh, checked(as_csv([header, *rows[:20]]), fresh)).accepted == 20
    receipt = commit(fresh, checked(as_csv([header, *rows]), fresh))
    assert (receipt.rows_read, receipt.accepted, receipt.already_loaded) == (28, 8, 20)


def test_rows_are_dated_by_themselves_and_a_period_serves_the_rest(fresh: Store) -> None:
    rows = [
        ["Tanggal", *NAMES],
        ["1 Mei 2026", *[3] * 9],
        ["", *[4] * 9],
        ["1/1/1999", *[3] * 9],
        ["1/1/2999", *[3] * 9],
    ]
    result = checked(as_csv(rows), fresh)
    assert result.rows["quarter"].to_pylist() == [parse_code("2026Q2")[0], parse_code("2026Q3")[0]]
    assert result.reasons == {"bad_date": 2}
    assert [n.count for n in result.notices if n.code == "outside_period"] == [1]
    without = checked(as_csv(rows), fresh, Given(city="binjai", unit="rsud"))
    assert without.reasons == {"bad_date": 2, "missing_date": 1}


def test_fixes_are_applied_and_recorded_and_only_to_what_has_no_meaning(fresh: Store) -> None:
    data = as_csv([NAMES, ["Lumayan", *[3] * 8], ["???", *[3] * 8], ["Sesuai", *[3] * 8]])
    fixes = {"persyaratan": {"lumayan": 2, "???": None, "sesuai": 1}}
    result = checked(data, fresh, Given(city="binjai", unit="rsud", period="2026Q3", fixes=fixes))
    assert result.rows["persyaratan"].to_pylist() == [2, None, 3]
    assert result.note["fixes"] == fixes
    plain = checked(data, fresh, Given(city="binjai", unit="rsud", period="2026Q3"))
    assert plain.batch != result.batch
    assert {(p.value, p.count) for p in plain.problems} == {("Lumayan", 1), ("???", 1)}
    assert commit(fresh, plain).accepted == 1
    assert commit(fresh, result).accepted == 2


def test_rows_of_several_units_and_cities_find_their_own_and_others_are_rejected(fresh: Store) -> None:
    rows = [
        ["Kota", "Unit", *NAMES], ["Binjai", "Dukcapil", *[3] * 9], ["Kota Semarang", "RSUD", *[4] * 9],
        ["Medan", "RSUD", *[3] * 9], ["Binjai", "Disdukcapill", *[3] * 9],
    ]  # fmt: skip
    result = checked(as_csv(rows), fresh, Given(period="2026Q3"))
    assert result.rows["unit"].to_pylist() == ["binjai-disdukcapil", "semarang-rsud"]
    assert result.reasons == {"unknown_city": 1, "unknown_unit": 1}
    assert "Dukcapil" in result.rejected["remedy"].str.cat() or "Kependudukan" in result.rejected["remedy"].str.cat()
    given = checked(as_csv(rows), fresh, Given(period="2026Q3", city="binjai"))
    assert given.reasons == {"wrong_city": 1, "unknown_city": 1, "unknown_unit": 1}
    with pytest.raises(IntakeError, match="Sawahlunto"):
        checked(as_csv(rows), fresh, Given(period="2026Q3", city="sawahlunto"))


def test_new_services_are_added_as_written_once_and_told(fresh: Store) -> None:
    rows = [
        ["Jenis Layanan", *NAMES],
        ["Surat Keterangan Domisili", *[3] * 9],
        ["surat  keterangan domisili", *[4] * 9],
        ["KTP-el", *[3] * 9],
    ]
    result = checked(as_csv(rows), fresh)
    assert result.new_services == (("Surat Keterangan Domisili", "disdukcapil"),)
    assert [n.count for n in result.notices if n.code == "new_service"] == [1]
    assert commit(fresh, result).accepted == 3
    assert checked(as_csv(rows), fresh).new_services == ()


def test_published_figures_and_events_load_through_the_same_steps(fresh: Store) -> None:
    figures = [
        ["Kota", "Unit", "Periode", "Unsur", "Nilai", "Mutu", "Aturan", "Sumber"],
        ["Sawahlunto", "DPMPTSP", "2017", "", "80,25", "B", "PermenPANRB 14/2017", "Laporan SKM 2017"],
        ["Sawahlunto", "DPMPTSP", "2017", "Biaya/Tarif", "3.1", "", "PermenPANRB 14/2017", "Laporan SKM 2017"],
        ["Sawahlunto", "", "TW II 2018", "IKM", "3.1", "", "PermenPANRB 14/2017", "Laporan"],
        ["Sawahlunto", "", "TW II 2018", "Sarana", "81", "", "PermenPANRB 14/2017", "Laporan"],
        ["Sawahlunto", "", "2018", "IKM", "81", "E", "PermenPANRB 14/2017", "Laporan"],
        ["Sawahlunto", "", "2018", "IKM", "", "", "PermenPANRB 14/2017", "Laporan"],
    ]
    result = checked(as_csv(figures), fresh, Given())
    assert result.plan.table == "skm_published"
    assert result.reasons == {"out_of_range": 2, "invalid_label": 1, "missing_value": 1}
    assert result.rows.select(["grain", "element", "value", "printed_grade"]).to_pylist() == [
        {"grain": "year", "element": None, "value": 80.25, "printed_grade": "B"},
        {"grain": "year", "element": "biaya", "value": 3.1, "printed_grade": None},
    ]
    assert commit(fresh, result).accepted == 2
    events = [
        ["Kota", "Unit", "Tanggal", "Jenis", "Judul"], ["Binjai", "Disdukcapil", "1 Maret 2027", "Peluncuran", "Antrean daring"],
        ["Binjai", "", "kapan", "Kebijakan", "Perwali"], ["Binjai", "", "1 Mei 2025", "pesta", "Ulang tahun"],
    ]  # fmt: skip
    result = checked(as_csv(events), fresh, Given())
    assert (result.plan.table, result.reasons) == ("event", {"bad_date": 1, "invalid_label": 1})
    assert commit(fresh, result).accepted == 1


def test_the_file_and_the_officer_may_not_disagree(known: Store) -> None:
    rows = [["Unit Pelayanan : RSUD Kota Semarang"], [*NAMES], [3] * 9]
    raw = read(as_csv(rows), "semarang.csv")
    assert recognise(raw, known, Given(period="2026Q3")).unit == "semarang-rsud"
    for wrong in (Given(city="binjai", period="2026Q3"), Given(city="semarang", unit="dinkes", period="2026Q3")):
        with pytest.raises(IntakeError):
            recognise(raw, known, wrong)


def test_a_plan_asks_no_more_than_it_must(known: Store) -> None:
    raw = read(as_csv([NAMES, [3] * 9]), "nama.csv")
    assert [q.key for q in recognise(raw, known, Given()).questions] == ["city", "unit", "period"]
    assert recognise(raw, known, GIVEN).questions == ()
    assert check(raw, recognise(raw, known, GIVEN), known).rows.num_rows == 1
