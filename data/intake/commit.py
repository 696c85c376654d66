"""Hands a checked file to the store as one atomic batch."""

from __future__ import annotations

import pyarrow as pa

from data.intake.model import Checked
from data.intake.recognise import remember
from data.intake.whose import NEW
from data.store import Batch, Receipt, Store


def commit(store: Store, checked: Checked, *, synthetic: bool = False) -> Receipt:
    """Load the accepted rows and keep the rejected ones; the same file again adds nothing.

    New units and services are added first, each by itself: a crash in between leaves at most a name without rows, and
    the next attempt finds it again. The batch is one transaction. The confirmed mapping is remembered afterwards.
    """
    plan = checked.plan
    unit_keys = {name: store.add_unit(city, name) for city, name in checked.new_units}
    rows = _renamed(checked.rows, "unit", {f"{NEW}{name}": key for name, key in unit_keys.items()})
    service_keys = {f"{NEW}{kind}{NEW}{name}": store.add_service(name, kind) for name, kind in checked.new_services}
    rows = _renamed(rows, "service", service_keys)
    receipt = store.commit_batch(
        Batch(
            table=plan.table,
            batch_id=checked.batch,
            file_name=checked.raw.name,
            rows=rows,
            rejected=checked.rejected,
            rows_read=checked.rows_read,
            synthetic=synthetic,
            note=checked.note,
        )
    )
    remember(store, plan)
    return receipt


def _renamed(rows: pa.Table, column: str, names: dict[str, str]) -> pa.Table:
    """The rows with new names of a column of keys replaced by the keys they were added under."""
    if not names or column not in rows.column_names:
        return rows
    coded = rows[column].combine_chunks()
    coded = coded.chunk(0) if isinstance(coded, pa.ChunkedArray) else coded
    texts = pa.array([names.get(text, text) for text in coded.dictionary.to_pylist()], pa.string())
    place = rows.column_names.index(column)
    return rows.set_column(place, column, pa.DictionaryArray.from_arrays(coded.indices, texts))
