"""A question to one table: what is asked, of what, for whom, in which reading of the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from data import cells, query
from data.disclosure import Mask
from data.selection import Scope, Selection
from data.store import Store
from metrics.sums import Sum

Group = tuple[Any, ...]  # the keys of a group, in the order of the dimensions; None for people whose key is not known


@dataclass(frozen=True)
class Question:
    """`by`: the dimensions of the groups; `minimum`: people in the smallest group that may be shown; `cursor`: the reading
    that has begun, `version`: of the data that it sees.
    """

    store: Store
    table: str
    by: tuple[str, ...]
    selection: Selection
    scope: Scope
    minimum: int
    cursor: Any
    version: str

    def sums(self, wanted: Sequence[Sum], *finer: str) -> pd.DataFrame:
        """The sums of each group, or of its parts by further dimensions."""
        by = (*self.by, *finer)
        return query.sums(self.store, wanted, by, self.selection, self.scope, self.table, self.cursor, self.version)

    def shown(self, rows: pd.DataFrame, *finer: str) -> tuple[Mask, pd.DataFrame]:
        """Which rows of such sums may be shown, and groups without rows that must look hidden too (`data.cells`)."""
        by = (*self.by, *finer)
        return cells.shown(
            self.store, rows, by, self.selection, self.scope, self.minimum, self.table, self.cursor, self.version
        )

    def people_behind(self, counted: Sum) -> dict[tuple[Any, ...], int]:
        """How many different people stand behind the rows that a sum counts, by group."""
        return query.people_behind(
            self.store, counted, self.by, self.selection, self.scope, self.table, self.cursor, self.version
        )

    def most_rows(self) -> int:
        """The most rows that one person has in any group of this breakdown, over all data."""
        grain = self.selection.grain
        return query.most_rows(self.table, self.by, grain, str(self.store.path), self.version, self.cursor)


def groups_of(frame: pd.DataFrame, by: Sequence[str]) -> list[Group]:
    """The group of each row; of no dimensions the one group of all."""
    if not by:
        return [()] * len(frame)
    columns = ([None if key is None or key != key else key for key in frame[d].tolist()] for d in by)
    return list(zip(*columns, strict=True))
