"""Tables made from facts: rebuilt in the transaction that changes a source, so that no reader sees them disagree.

One module per table. It declares TABLE, SOURCES (fact tables it is made from), LIMITS (constants it uses), EDITION (a
number that goes up when the same sources give other rows) and `build(cursor)`, which makes the rows anew from
the inputs that `data.derived.inputs` (of staff) and `data.derived.usage` (of digital systems) prepare, or from the facts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from typing import Any, Protocol

from data import rollups
from data.derived import (
    adoption_quarter,
    adoption_spell,
    complaint_record,
    digital_record,
    innovation_record,
    inputs,
    internship_quarter,
    partnership_quarter,
    programme_record,
    pulse_record,
    review_record,
    staff_quarter,
    training_record,
    usage,
    usage_quarter,
)
from data.schema import column_type, create_table, quoted, set_setting, set_settings, setting, settings
from data.tables import Table
from metrics.limits.dated import Limit

__all__ = ["bring_up_to_date", "dated_by", "order", "refresh"]


class Derived(Protocol):
    """What a module of a derived table declares."""

    @property
    def TABLE(self) -> Table: ...
    @property
    def SOURCES(self) -> tuple[str, ...]: ...
    @property
    def LIMITS(self) -> tuple[Limit, ...]: ...
    @property
    def EDITION(self) -> int: ...

    def build(self, cursor: Any) -> None:
        """Make the rows anew from the prepared inputs."""


_MODULES: tuple[Derived, ...] = (
    staff_quarter, training_record, review_record, programme_record,
    complaint_record, innovation_record, partnership_quarter, internship_quarter, digital_record,
    usage_quarter, adoption_quarter, adoption_spell, pulse_record,
)  # fmt: skip


def dated_by(table: str) -> tuple[str, ...]:
    """The fact tables whose last day is the date of a table's data: of a derived one its sources, but for the register,
    which tells when a state began and not up to when it is known; of the use of systems the log; of a fact table itself.
    """
    made = next((m.SOURCES for m in _MODULES if m.TABLE.name == table), None)
    if made is not None and "usage_month" in made:
        return ("usage_month",)
    return (table,) if made is None else tuple(source for source in made if source != "employee")


def order(cursor: Any) -> str:
    """Which rows hold where some correct each other; empty where none do. See `data.derived.inputs.order`."""
    return setting(cursor, "derived:order") or ""


def refresh(cursor: Any, changed: Collection[str]) -> None:
    """Rebuild the tables made from one of these, and their roll-ups, within the caller's transaction."""
    _rebuild(cursor, [m for m in _MODULES if not set(changed).isdisjoint(m.SOURCES)])


def bring_up_to_date(cursor: Any) -> None:
    """Rebuild the tables whose declaration, constants or way of making are not those the store was written with."""
    known = settings(cursor)
    stale = [m for m in _MODULES if known.get(_place(m)) != _mark(m)]
    for module in stale:
        cursor.execute(f"DROP TABLE IF EXISTS {quoted(module.TABLE.name)}")  # a column may have another type now
        create_table(cursor, module.TABLE)
    _rebuild(cursor, [m for m in stale if _place(m) in known or any(_rows(cursor, source) for source in m.SOURCES)])
    set_settings(cursor, {_place(module): _mark(module) for module in stale})


def _rows(cursor: Any, table: str) -> bool:
    return cursor.execute(f"SELECT 1 FROM {quoted(table)} LIMIT 1").fetchone() is not None  # noqa: S608 - a declared name


def _rebuild(cursor: Any, modules: Sequence[Derived]) -> None:
    if not modules:
        return
    read = {source for module in modules for source in module.SOURCES}
    prepared = [one for one in (inputs, usage) if not one.SOURCES.isdisjoint(read)]
    for one in prepared:
        one.prepare(cursor)
    for module in modules:
        module.build(cursor)
        rollups.rebuild(cursor, module.TABLE.name)
    for one in prepared:
        one.clear(cursor)
    set_setting(cursor, "derived:order", inputs.order(cursor))


def _place(module: Derived) -> str:
    return f"derived:{module.TABLE.name}"


def _mark(module: Derived) -> str:
    """Changes with what the rows depend on apart from the facts."""
    columns = [(c.name, column_type(module.TABLE, c)) for c in module.TABLE.columns]
    limits = [(x.name, row.valid_from, row.value) for x in module.LIMITS for row in x.history]
    return hashlib.sha256(repr((module.EDITION, columns, limits)).encode()).hexdigest()[:16]
