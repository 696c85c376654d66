"""What a checked file would give, before anything is written: its sums; and the batches loaded so far."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
import pyarrow as pa

from data.store import Store
from metrics.sums import Sum


def sums_of(rows: pa.Table, wanted: Iterable[Sum]) -> pd.DataFrame:
    """One group: the sums over the rows, named as the store names them, and `period`, the latest quarter."""
    columns: dict[str, tuple[np.ndarray, np.ndarray]] = {}
    found: dict[str, int] = {}
    for total in wanted:
        for name in total.columns:
            if name not in columns:
                column = rows[name] if name in rows.column_names else pa.nulls(len(rows), pa.int8())
                values = np.asarray(column.cast(pa.int64()).fill_null(0))
                columns[name] = values, np.asarray(column.is_valid())
        there = np.logical_and.reduce([columns[c][1] for c in total.columns] or [np.ones(len(rows), dtype=bool)])
        product = np.ones(len(rows), dtype=np.int64)
        for name in total.values:
            product = product * columns[name][0]
        found[total.name] = int(product[there].sum())
    quarters = rows["quarter"].to_numpy()
    return pd.DataFrame([{**found, "period": int(quarters.max())}])


def batches(store: Store, limit: int = 50) -> pd.DataFrame:
    """The latest batches: batch, table_name, file, rows_read, accepted, already_loaded, rejected, synthetic, loaded_at
    (UTC), note (json text); newest first."""
    with store.cursor() as cursor:
        frame: pd.DataFrame = cursor.execute(
            "SELECT batch, table_name, file_name AS file, rows_read, accepted, already_loaded, rejected, synthetic, loaded_at, note "
            "FROM batch ORDER BY number DESC LIMIT $limit",
            {"limit": limit},
        ).df()
    return frame
