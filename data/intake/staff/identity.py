"""Knows a row of a staff table again, in whatever file and spelling it comes: by the values that name it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data.intake.verdict import Verdict
from data.intake.vocabulary.staff import manner
from data.tables import TABLES, Type

BETWEEN = "\x1f"


def told_apart(table: str) -> tuple[str, ...]:
    """Columns whose values are compared: all but free texts, whose wording is no reading of the row."""
    return tuple(c.name for c in TABLES[table].columns if c.type != Type.TEXT)


def fingerprints(
    table: str, columns: Mapping[str, pa.Array], verdict: Verdict, secret: bytes
) -> tuple[pa.StringArray, npt.NDArray[np.int64]]:
    """Keyed hash of all values of a row but free texts, and the places of the rows it was made for.

    So a row that changed (a report evaluated meanwhile, a degree earned) is another row, which corrects the earlier one
    where figures are made (`data.derived`). Within one file nobody can say which of two is the correction: a row that
    names the same thing as an earlier one is rejected, as duplicate or, where it says otherwise, as conflict.
    """
    rows = np.flatnonzero(verdict.passed)
    named = _joined(columns, manner(table).key, rows)
    whole = _joined(columns, told_apart(table), rows)
    again = np.asarray(pd.Series(named).duplicated(keep="first"))
    if again.any():
        said = pd.Series(whole)
        same = np.asarray(said == said.groupby(pd.Series(named), sort=False).transform("first"))
        for rule, mask in (("duplicate", again & same), ("conflict", again & ~same)):
            rejected = np.zeros(len(verdict.rows), dtype=bool)
            rejected[rows[mask]] = True
            verdict.reject(rejected, rule)
    hashed = [hashlib.blake2b(text.encode(), digest_size=16, key=secret).hexdigest() for text in whole]
    return pa.array(hashed, pa.string()), rows


def _joined(columns: Mapping[str, pa.Array], names: tuple[str, ...], rows: npt.NDArray[np.int64]) -> list[str]:
    """The values of the columns of each row as one text; an empty value and a missing column are alike."""
    places, nothing = pa.array(rows), pa.array([""] * len(rows), pa.string())
    texts = [pc.fill_null(columns[n].take(places).cast(pa.string()), "") if n in columns else nothing for n in names]
    joined: list[str] = pc.binary_join_element_wise(*texts, BETWEEN).to_pylist()
    return joined
