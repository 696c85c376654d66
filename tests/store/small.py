"""Small invented surveys for the tests of the store."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.store import Batch, Store
from data.tables import AGE_BAND, CHANNEL, EDUCATION, OCCUPATION, SEX
from metrics.periods import quarter_of
from metrics.satisfaction.elements import ELEMENT_KEYS

UNITS = ("binjai-disdukcapil", "binjai-dpmptsp", "semarang-disdukcapil", "semarang-rsud", "sawahlunto-bpbd")
SERVICES = (None, "kartu-keluarga", "akta-kelahiran")
PEOPLE = {"channel": CHANNEL, "sex": SEX, "age": AGE_BAND, "education": EDUCATION, "occupation": OCCUPATION}
NO_REJECTIONS = pd.DataFrame(columns=["line", "rule", "column", "value", "remedy", "original"])
FIRST = quarter_of(2025, 1)


def responses(
    seed: int, rows: int, units: tuple[str, ...] = UNITS, quarters: int = 5, blanks: float = 0.1
) -> pd.DataFrame:
    """Responses with keys for city, unit and service, codes for people, blanks everywhere."""
    rng = np.random.default_rng(seed)
    unit = rng.choice(np.array(units, dtype=object), rows)
    frame = pd.DataFrame(
        {
            "city": [u.split("-")[0] for u in unit],
            "unit": unit,
            "service": rng.choice(np.array(SERVICES, dtype=object), rows),
            "quarter": FIRST + rng.integers(0, quarters, rows),
        }
    )
    for name, levels in PEOPLE.items():
        codes = pd.array(rng.integers(0, len(levels.levels), rows), dtype="Int64")
        codes[rng.random(rows) < blanks / 2] = pd.NA
        frame[name] = codes
    for key in ELEMENT_KEYS:
        scores = pd.array(rng.integers(1, 5, rows), dtype="Int64")
        scores[rng.random(rows) < blanks] = pd.NA
        frame[key] = scores
    return frame


def batch(frame: pd.DataFrame, name: str, rejected: pd.DataFrame = NO_REJECTIONS, synthetic: bool = False) -> Batch:
    """A batch of those rows, each with a fingerprint of its own unless the frame has some."""
    rows = frame.assign(line=np.arange(len(frame)) + 2)
    if "fingerprint" not in rows:
        rows["fingerprint"] = [f"{name}:{i}" for i in range(len(rows))]
    return Batch("skm_response", name, f"{name}.csv", rows, rejected, len(rows) + rejected["line"].nunique(), synthetic)


def load(store: Store, frame: pd.DataFrame, name: str = "one") -> Store:
    """The store with those rows in it."""
    store.commit_batch(batch(frame, name))
    return store
