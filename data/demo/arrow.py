"""Columns of the demo's tables from arrays of numpy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa


def codes(values: npt.NDArray[np.integer[Any]]) -> pa.Array:
    """Codes of an enumeration; negative ones are empty."""
    return pa.array(values.astype(np.int16), pa.int16(), mask=values < 0)


def words(names: Sequence[str | None], places: npt.NDArray[np.integer[Any]]) -> pa.Array:
    """The text at each place of the list."""
    return pa.DictionaryArray.from_arrays(pa.array(places, pa.int32()), pa.array(names, pa.string())).cast(pa.string())


def where(known: npt.NDArray[np.bool_], values: npt.NDArray[Any], kind: pa.DataType) -> pa.Array:
    """The values where they are known, empty elsewhere."""
    return pa.array(values, kind, mask=~known)
