"""Knows a row of a table again, in whatever file and spelling it comes: by the values that name it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data.intake.respondents import Mask
from data.intake.text import normalise
from data.intake.verdict import Verdict
from data.intake.vocabulary.registers import manner
from data.tables import TABLES, Type

BETWEEN = "\x1f"
_NAMES = ("title", "partner_name", "ticket")


def told_apart(table: str) -> tuple[str, ...]:
    """Columns whose values are compared: all but free texts that name nothing, whose wording is no reading of the row."""
    key = manner(table).key
    return tuple(c.name for c in TABLES[table].columns if c.type != Type.TEXT or c.name in key)


def named(table: str, columns: Mapping[str, pa.Array], rows: npt.NDArray[np.int64]) -> Mask:
    """Which of these rows a value names: all where the table has a key, of complaints those with a ticket."""
    key = manner(table).key
    if "ticket" in key:
        if "ticket" not in columns:
            return np.zeros(len(rows), dtype=bool)
        return np.asarray(columns["ticket"].take(pa.array(rows)).is_valid())
    return np.full(len(rows), bool(key))


def fingerprints(
    table: str, columns: Mapping[str, pa.Array], rows: npt.NDArray[np.int64], verdict: Verdict, secret: bytes
) -> pa.StringArray:
    """Keyed hash of all values of a row but free texts, for the rows at these places.

    So a row that changed (a report evaluated meanwhile, a degree earned) is another row, which corrects the earlier one
    where figures are made (`data.derived`). Within one file nobody can say which of two is the correction: a row that
    names the same thing as an earlier one is rejected, as duplicate or, where it says otherwise, as conflict.
    """
    of_key = _joined(columns, manner(table).key, rows)
    whole = _joined(columns, told_apart(table), rows)
    again = np.asarray(pd.Series(of_key).duplicated(keep="first"))
    if again.any():
        said = pd.Series(whole)
        same = np.asarray(said == said.groupby(pd.Series(of_key), sort=False).transform("first"))
        for rule, mask in (("duplicate", again & same), ("conflict", again & ~same)):
            rejected = np.zeros(len(verdict.rows), dtype=bool)
            rejected[rows[mask]] = True
            verdict.reject(rejected, rule)
    hashed = [hashlib.blake2b(text.encode(), digest_size=16, key=secret).hexdigest() for text in whole]
    return pa.array(hashed, pa.string())


def _told(values: pa.Array, name: str) -> pa.Array:
    """Values as texts; how a name is written does not make it another."""
    texts = values.cast(pa.string())
    if name not in _NAMES:
        return texts
    written = texts.dictionary_encode()
    plain = [normalise(text).replace(" ", "") or text for text in written.dictionary.to_pylist()]
    return pa.array(plain or [None], pa.string()).take(written.indices)


def _joined(columns: Mapping[str, pa.Array], names: tuple[str, ...], rows: npt.NDArray[np.int64]) -> list[str]:
    """The values of the columns of each row as one text; an empty value and a missing column are alike."""
    places, nothing = pa.array(rows), pa.array([""] * len(rows), pa.string())
    texts = [pc.fill_null(_told(columns[n].take(places), n), "") if n in columns else nothing for n in names]
    joined: list[str] = pc.binary_join_element_wise(*texts, BETWEEN).to_pylist()
    return joined
