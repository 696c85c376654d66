"""Which level of each skill a position needs, on the scale of the assessments (0-100).

No rule fixes these levels: they are Pantau's starting values, to be edited here by the office that knows its positions.
"""

from __future__ import annotations

import numpy as np

from metrics.competence.terms import SKILLS
from metrics.ip_asn.terms import POSITIONS
from metrics.limits.dated import Dated, Limit
from metrics.metric import Source
from metrics.moments import Integers
from metrics.words import Words

_SKILLS = ("data_software", "digital_communication", "social_media", "communication", "teamwork", "adaptability")
_NEEDS: dict[str, dict[str, int]] = {
    "structural": dict(zip(_SKILLS, (65, 75, 60, 80, 80, 75), strict=True)),
    "functional": dict(zip(_SKILLS, (75, 70, 60, 70, 70, 70), strict=True)),
    "executive": dict(zip(_SKILLS, (60, 65, 55, 65, 70, 65), strict=True)),
}


def _words(position: str) -> Words:
    rows = [(SKILLS[skill], level) for skill, level in _NEEDS[position].items()]
    name = POSITIONS[position]
    return Words(
        f"{name.id}: {', '.join(f'{w.id.lower()} {level}' for w, level in rows)}",
        f"{name.en}: {', '.join(f'{w.en.lower()} {level}' for w, level in rows)}",
    )


SKILL_NEEDS = Limit(
    "skill_needs",
    Words("Keterampilan yang dibutuhkan jabatan", "Skills that positions need"),
    Words(
        "Nilai terendah yang dibutuhkan tiap jenis jabatan pada skala 0–100; di bawahnya keterampilan disebut kurang. "
        "Nilai awal dari Pantau, bukan aturan; sesuaikan dengan standar kompetensi jabatan setempat.",
        "Lowest score that each type of position needs on the scale 0–100; below it the skill counts as lacking. "
        "Pantau's starting values, not a rule; adapt them to the local standards of competence.",
    ),
    (
        Dated(
            "pantau",
            None,
            _NEEDS,
            Words("; ".join(_words(p).id for p in POSITIONS), "; ".join(_words(p).en for p in POSITIONS)),
            Source("Pantau", verified=False),
        ),
    ),
)
LIMITS = (SKILL_NEEDS,)


def needs(quarter: float | None = None) -> Integers:
    """Needed levels, (positions, skills) in the order of `POSITIONS` and `SKILLS`; of a quarter, or the newest."""
    levels = SKILL_NEEDS.at(quarter).value
    return np.array([[levels[position][skill] for skill in SKILLS] for position in POSITIONS], np.int64)
