"""From which share of good ratings on a predikat no longer tells staff apart."""

from __future__ import annotations

from metrics.limits.dated import Dated, Limit
from metrics.metric import Source
from metrics.words import Words

NEARLY_ALL_GOOD = Limit(
    "nearly_all_good",
    Words("Hampir semua berpredikat Baik", "Nearly all rated good"),
    Words(
        "Bagian penilaian Baik atau Sangat Baik yang membuat predikat hampir tidak membedakan pegawai. Bila kepuasan "
        "warga unit itu turun pada waktu yang sama, keduanya ditunjukkan berdampingan.",
        "Share of reviews rated good or very good from which on the predikat hardly tells staff apart. Where the "
        "satisfaction of citizens with that office falls at the same time, both are shown side by side.",
    ),
    (Dated("pantau", None, 0.95, Words("95%", "95%"), Source("Pantau", verified=False)),),
)
LIMITS = (NEARLY_ALL_GOOD,)
