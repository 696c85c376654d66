"""Hands a checked file to the store as one atomic batch."""

from __future__ import annotations

import pyarrow as pa

from data.intake.check import check
from data.intake.known import Known, known, other_reading
from data.intake.model import Checked, IntakeError
from data.intake.recognise import recognise, remember
from data.intake.whose import NEW
from data.store import Batch, Receipt, Store


def commit(store: Store, checked: Checked, *, synthetic: bool = False, looked_up: Known | None = None) -> Receipt:
    """Load the accepted rows and keep the rejected ones; the same file again adds nothing.

    New units and services are added first, each by itself: a crash in between leaves at most a name without rows, and
    the next attempt finds it again. The batch is one transaction. The confirmed mapping is remembered afterwards.
    Raises IntakeError, and writes nothing, when the store holds some of these rows with other values: they would keep
    them, whatever is loaded now. `looked_up`: what `known` said, where the caller has just asked.
    """
    if otherwise := (known(store, checked) if looked_up is None else looked_up).otherwise:
        raise IntakeError(other_reading(checked, otherwise))
    if checked.new_units:
        # A row's fingerprint and the batch's id hold the key of the unit, which it has only once it is added.
        for city, name in checked.new_units:
            store.add_unit(city, name)
        checked = check(checked.raw, recognise(checked.raw, store, checked.plan.given), store)
    plan = checked.plan
    keys = {f"{NEW}{kind}{NEW}{name}": store.add_service(name, kind) for name, kind in checked.new_services}
    receipt = store.commit_batch(
        Batch(
            table=plan.table,
            batch_id=checked.batch,
            file_name=checked.raw.name,
            rows=_with_services(checked.rows, keys),
            rejected=checked.rejected,
            rows_read=checked.rows_read,
            synthetic=synthetic,
            note=checked.note,
        )
    )
    remember(store, plan)
    return receipt


def _with_services(rows: pa.Table, keys: dict[str, str]) -> pa.Table:
    """The rows with the names of new services replaced by the keys they were added under."""
    if not keys:
        return rows
    coded = rows["service"].combine_chunks()
    texts = pa.array([keys.get(text, text) for text in coded.dictionary.to_pylist()], pa.string())
    place = rows.column_names.index("service")
    return rows.set_column(place, "service", pa.DictionaryArray.from_arrays(coded.indices, texts))
