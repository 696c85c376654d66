"""Where the map of resistance and use is cut: Pantau's conventions."""

from metrics.limits.dated import Dated, Limit
from metrics.metric import Source
from metrics.words import Words

R_CUTS = Limit(
    "resistance_cuts",
    Words("Batas resistansi (R)", "Cuts of resistance (R)"),
    Words(
        "R di bawah 40 rendah, 40–60 sedang, di atas 60 tinggi; pada peta bantuan kedua sisi dipisahkan di tengahnya. "
        "Kesepakatan Pantau, bukan baku.",
        "R below 40 is low, 40–60 middling, above 60 high; on the map of help the two sides part in the middle. "
        "Pantau's convention, no standard.",
    ),
    (Dated("pantau", None, (40, 60), Words("40 dan 60", "40 and 60"), Source("Pantau", verified=False)),),
)
LIMITS = (R_CUTS,)
