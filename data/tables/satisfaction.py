"""The satisfaction survey (SKM): responses, published figures, and the events marked in trends."""

from __future__ import annotations

from data.tables.common import (
    AGE_BAND,
    CHANNEL,
    CITY_COLUMN,
    EDUCATION,
    EVENT_KIND,
    OCCUPATION,
    QUARTER_COLUMN,
    SEX,
    UNIT_COLUMN,
)
from data.tables.declaration import Column, Table, Type
from metrics.satisfaction.elements import ELEMENT, ELEMENTS
from metrics.words import Words

SKM_RESPONSE = Table(
    "skm_response",
    Words("Jawaban SKM", "SKM responses"),
    Words("Jawaban satu responden, tanpa nama", "The answers of one respondent, without a name"),
    (
        CITY_COLUMN,
        UNIT_COLUMN,
        Column("service", Type.KEY, Words("Layanan", "Service"), Words("Layanan yang diterima", "Service received"), references="service"),
        QUARTER_COLUMN,
        Column("answered_on", Type.DATE, Words("Tanggal", "Date"), Words("Tanggal jawaban", "Date of the answer")),
        Column("channel", Type.CODE, CHANNEL.words, Words("Kanal layanan", "Channel of the service"), levels=CHANNEL),
        Column("sex", Type.CODE, SEX.words, Words("Jenis kelamin responden", "Sex of the respondent"), levels=SEX),
        Column("age_years", Type.CODE, Words("Umur", "Age"), Words("Umur responden", "Age of the respondent"), unit="tahun", minimum=5, maximum=120),
        Column("age_as_given", Type.TEXT, Words("Kelompok umur asal", "Age band as given"), Words("Kelompok umur seperti tertulis bila umur tidak ada", "Band as written where no age is given")),
        Column("age", Type.CODE, AGE_BAND.words, Words("Kelompok umur untuk tampilan; kosong bila kelompok asal memotong batas", "Band for display; empty where the band as given crosses a bound"), levels=AGE_BAND),
        Column("education", Type.CODE, EDUCATION.words, Words("Pendidikan terakhir", "Highest education"), levels=EDUCATION),
        Column("occupation", Type.CODE, OCCUPATION.words, Words("Pekerjaan utama", "Main occupation"), levels=OCCUPATION),
        *(
            Column(key, Type.SCORE, words, Words(f"Nilai unsur {words.id.lower()}", f"Score of the element {words.en.lower()}"), unit="1–4", minimum=1, maximum=4)
            for key, words in ELEMENTS.items()
        ),
    ),
    fact=True,
    importable=True,
    traps=Words(
        "Kuesioner baku mencetak unsur 8 dan 9 terbalik dari urutan aturan: kenali unsur dari namanya. Jawaban kosong tetap kosong; nol adalah nilai yang salah.",
        "The standard questionnaire prints elements 8 and 9 in the other order than the rule: know an element by its name. A blank stays missing; zero is an invalid score.",
    ),
)  # fmt: skip
SKM_PUBLISHED = Table(
    "skm_published",
    Words("SKM terbitan", "Published SKM"),
    Words("Satu angka SKM yang diterbitkan tanpa data mentah", "One SKM figure published without microdata"),
    (
        CITY_COLUMN,
        Column("unit", Type.KEY, UNIT_COLUMN.label, Words("Unit; kosong bila seluruh kota", "Unit; empty for the whole city"), references="unit"),
        QUARTER_COLUMN,
        Column("grain", Type.KEY, Words("Butir periode", "Grain"), Words("quarter, semester atau year", "quarter, semester or year"), required=True),
        Column("element", Type.KEY, ELEMENT, Words("Unsur; kosong untuk IKM", "Element; empty for the IKM")),
        Column("value", Type.NUMBER, Words("Nilai", "Value"), Words("NRR 1–4 bila ada unsur, IKM 25–100 bila tidak", "NRR 1–4 where an element is named, else IKM 25–100"), required=True, minimum=1, maximum=100),
        Column("respondents", Type.INTEGER, Words("Responden", "Respondents"), Words("Jumlah responden bila diterbitkan", "Respondents where published"), unit="orang", minimum=1),
        Column("printed_grade", Type.KEY, Words("Mutu tercetak", "Printed grade"), Words("Mutu seperti diterbitkan", "Grade as published")),
        Column("rule", Type.KEY, Words("Aturan", "Rule"), Words("Aturan hitungnya", "Rule it was computed under"), required=True),
        Column("source", Type.TEXT, Words("Sumber", "Source"), Words("Dokumen asal", "Document of origin"), required=True),
    ),
    fact=True,
    importable=True,
)  # fmt: skip
EVENT = Table(
    "event",
    Words("Peristiwa", "Event"),
    Words("Satu peristiwa yang ditandai pada tren", "One event marked in trends"),
    (
        CITY_COLUMN,
        Column("unit", Type.KEY, UNIT_COLUMN.label, Words("Unit; kosong bila seluruh kota", "Unit; empty for the whole city"), references="unit"),
        Column("happened_on", Type.DATE, Words("Tanggal", "Date"), Words("Tanggal berlaku", "Date it took effect"), required=True),
        Column("kind", Type.CODE, EVENT_KIND.words, Words("Jenis peristiwa", "Kind of event"), required=True, levels=EVENT_KIND),
        Column("title_id", Type.TEXT, Words("Judul", "Title (Indonesian)"), Words("Judul singkat", "Short title in Indonesian"), required=True),
        Column("title_en", Type.TEXT, Words("Judul Inggris", "Title"), Words("Judul singkat berbahasa Inggris", "Short title in English")),
    ),
    fact=True,
    importable=True,
)  # fmt: skip
