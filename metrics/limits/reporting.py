"""By when a quarterly performance report is due where the file names no day."""

from __future__ import annotations

from metrics.limits.dated import Dated, Limit
from metrics.metric import Source
from metrics.words import Words

REPORT_DAYS = Limit(
    "report_days",
    Words("Batas lapor kinerja", "Performance report due"),
    Words(
        "Hari sesudah akhir triwulan sampai laporan kinerja harus masuk, bila berkas tidak menyebut batasnya.",
        "Days after the end of the quarter until the performance report is due, where the file names no day.",
    ),
    (Dated("pantau", None, 10, Words("10 hari", "10 days"), Source("Pantau", verified=False)),),
)
LIMITS = (REPORT_DAYS,)
