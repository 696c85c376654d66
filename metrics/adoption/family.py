"""What all indicators of adoption share: tables, population, and the parts of the index of reluctant use.

A row is one staff member and one system. Where several systems or quarters are looked at together the same person
stands there several times: intervals take rows as independent and are then somewhat too narrow.
"""

from __future__ import annotations

from dataclasses import dataclass

from metrics.metric import Population, Source
from metrics.quantiles import Bins
from metrics.words import Words

FAMILY = "adoption"
USED = "usage_quarter"  # one row per person, system and quarter with a log
STATE = "adoption_quarter"  # one row per person and launched system, at the end of a quarter
SPELL = "adoption_spell"  # one row per person and system, from when it was there
POPULATION = Population.STAFF
OWN = Source("Pantau")
SURVIVAL = Source("Kaplan & Meier (1958)")
SHARE = Words("bagian (0–1)", "share (0–1)")
PAIRS = Words("pasangan pegawai–sistem", "pairs of staff and system")  # what n counts
ROWS = Words("pasangan pegawai–sistem per triwulan", "pairs of staff and system by quarter")
MONTHS = Bins((*range(37), *range(37, 61, 6), 61), 600)  # single months for three years, half years, then open


@dataclass(frozen=True)
class Part:
    """One sign of reluctant use: the columns whose totals make the share, and what it is called."""

    part: str
    whole: str
    words: Words


PARTS: dict[str, Part] = {
    "inactivity": Part("idle_days", "working_days", Words("Hari tanpa pemakaian", "Days without use")),
    "manual": Part("manual", "transactions", Words("Masih manual", "Still done by hand")),
    "proxy": Part("proxy", "digital", Words("Diisikan orang lain", "Entered by proxy")),
    "late": Part("late", "digital", Words("Menumpuk di akhir periode", "Entered late in the period")),
    "returned": Part("returned", "digital", Words("Dikembalikan", "Returned for correction")),
    "stopped": Part("stopped", "had_sustained", Words("Berhenti memakai", "Stopped using")),
}
