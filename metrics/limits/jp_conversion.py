"""How many JP an activity is worth whose lesson hours nobody counted: per day or per activity, by kind of training."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from metrics.limits.dated import Dated, Limit
from metrics.metric import Source
from metrics.periods import quarter_of
from metrics.words import Words


@dataclass(frozen=True)
class Worth:
    """Hundredths of a JP of one day, or of one activity however long it lasts."""

    hundredths: int
    per_day: bool


_ONCE_2, _ONCE_20 = Worth(200, False), Worth(2000, False)
_OF_2018: Mapping[str, Worth] = {
    "seminar": Worth(400, True),
    "workshop": Worth(500, True),
    "coaching": _ONCE_2,
    "mentoring": _ONCE_2,
    "elearning": _ONCE_2,
    "internship": _ONCE_20,
    "secondment": _ONCE_20,
    "exchange": _ONCE_20,
    "benchmarking": Worth(1000, False),
}

JP_CONVERSION = Limit(
    "jp_conversion",
    Words("Konversi kegiatan menjadi JP", "Conversion of activities to JP"),
    Words(
        "Dipakai hanya bila berkas menulis lamanya dalam hari. Jenis yang tidak tercantum tidak dikonversi: JP-nya harus ditulis.",
        "Used only where a file gives the length in days. Kinds that are not listed are not converted: their JP must be written.",
    ),
    (
        Dated(
            "2018",
            quarter_of(2018, 1),
            _OF_2018,
            Words(
                "seminar 4/hari, workshop 5/hari; per kegiatan: coaching, mentoring, e-learning 2, benchmarking 10, "
                "magang, detasering, pertukaran 20",
                "seminar 4 a day, workshop 5 a day; per activity: coaching, mentoring, e-learning 2, benchmarking 10, "
                "internship, secondment, exchange 20",
            ),
            Source("PerLAN 10/2018", "lampiran", verified=False),
        ),
    ),
)
MINUTES = Limit(
    "jp_minutes",
    Words("Lama satu JP", "Length of one JP"),
    Words("Satu jam pelajaran dalam menit.", "One lesson hour in minutes."),
    (Dated("2017", quarter_of(2017, 1), 45, Words("45 menit", "45 minutes"), Source("PP 11/2017")),),
)
LIMITS = (JP_CONVERSION, MINUTES)


def of_minutes(minutes: Decimal, quarter: float | None = None) -> int:
    """Hundredths of a JP in that many minutes, half up: of_minutes(Decimal(150)) == 333."""
    return int((minutes * 100 / int(MINUTES.at(quarter).value)).quantize(Decimal(1), ROUND_HALF_UP))


def of_days(days: Decimal, kind: str, quarter: float | None = None) -> int | None:
    """Hundredths of a JP of so many days of a kind; None for a kind that the rule does not convert.

    of_days(Decimal(3), "workshop") == 1500; of_days(Decimal(14), "internship") == 2000, once for the activity.
    """
    worth: Worth | None = JP_CONVERSION.at(quarter).value.get(kind)
    if worth is None:
        return None
    total = worth.hundredths * days if worth.per_day else Decimal(worth.hundredths)
    return int(total.quantize(Decimal(1), ROUND_HALF_UP))
