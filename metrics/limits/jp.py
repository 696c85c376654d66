"""How much training a year every civil servant owes, and how much of it is due by the end of a quarter."""

from __future__ import annotations

from metrics.limits.dated import Dated, Limit
from metrics.metric import Source
from metrics.periods import QUARTERS_IN, quarter_of, year_and_quarter
from metrics.words import Words

_TWENTY = Words("20 JP setahun (1 JP = 45 menit)", "20 JP a year (1 JP = 45 minutes)")

JP_DUTY = Limit(
    "jp_duty",
    Words("Kewajiban pelatihan setahun", "Yearly training duty"),
    Words(
        "Jam pelajaran (JP) pengembangan kompetensi yang menjadi kewajiban setiap pegawai dalam satu tahun. Laju yang "
        "diharapkan pada akhir triwulan: seperempat, setengah, tiga perempat, seluruhnya (cara baca Pantau).",
        "Lesson hours (JP) of competence development that every staff member owes in one year. The pace expected at "
        "the end of a quarter: a quarter, half, three quarters, all of it (Pantau's reading).",
    ),
    (
        Dated("2017", quarter_of(2017, 1), 2000, _TWENTY, Source("PP 11/2017")),
        Dated("2023", quarter_of(2023, 4), 2000, _TWENTY, Source("UU 20/2023", "pasal 49")),
    ),
)
LIMITS = (JP_DUTY,)


def duty(quarter: float | None = None) -> int:
    """JP owed in the year of a quarter, in hundredths of a JP: duty(8100) == 2000. None, NaN: the newest rule."""
    return int(JP_DUTY.at(quarter).value)


def due(quarter: int) -> int:
    """JP due by the end of a quarter, in hundredths: the duty times quarter-of-year / 4, rounded up.

    due of TW I-IV under 20 JP: 500, 1000, 1500, 2000. Whoever has at least as many is on course.
    """
    _, place = year_and_quarter(quarter)
    return -(-duty(quarter) * place // QUARTERS_IN["year"])
