"""What all indicators of training share: tables, population, rules.

Intervals take rows as independent. A person has one row per training taken: over a span in which the same people stand
several times the interval is somewhat too narrow; within one quarter that concerns few.
"""

from __future__ import annotations

from metrics.metric import Population, Source
from metrics.words import Words

FAMILY = "training"
STATE = "staff_quarter"  # one row per person and quarter
TAKEN = "training_record"  # one row per person and training
PLANNED = "programme_record"  # one row per planned training
POPULATION = Population.STAFF
DUTY = Source("PP 11/2017; UU 20/2023", "pasal 49")
OWN = Source("Pantau")
LEVELS = Source("Kirkpatrick (1959)")
SHARE = Words("bagian (0–1)", "share (0–1)")
DAYS = Words("hari", "days")
RUPIAH = Words("rupiah", "rupiah")
PARTICIPATIONS = Words("keikutsertaan", "participations")  # what n counts in the table of training taken
PROGRAMMES = Words("pelatihan", "trainings")
