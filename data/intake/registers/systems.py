"""Which digital system a row speaks of: by its kind, or by the local name that the city's list of systems knows."""

from __future__ import annotations

import numpy as np

from data.intake.registers import cells
from data.intake.registers.cells import Cell, within
from data.intake.registers.register import bare
from data.intake.registers.rows import Rows
from data.intake.text import normalise
from data.intake.values import MISSING, Meaning, fixed
from data.intake.verdict import Values, reject_texts


def read(rows: Rows) -> None:
    """The system of each row: what the list of its city says of that name, else what the words of the name say.

    A name that says nothing is rejected; the officer may say what it is for, or load the list of systems first.
    """
    source = rows.source
    texts, codes = source.texts("system")
    by_words = fixed(cells.level("system"), source.plan.given.fixes.get("system", {}))
    width = max(len(texts), 1)
    pairs, where = np.unique(rows.city.codes * width + codes, return_inverse=True)
    used = np.zeros(len(pairs), dtype=bool)
    used[where[source.verdict.rows]] = True
    written = [texts[pair % width] for pair in pairs.tolist()]
    meanings = []
    for pair, text, here in zip(pairs.tolist(), written, used.tolist(), strict=True):
        listed = rows.register.systems.get((str(rows.city.of[pair // width]), bare(text)))
        known = Meaning(Cell(listed, "system_by_list")) if listed is not None else by_words(text)
        meanings.append(known if here else MISSING)
    reject_texts(where, written, meanings, source.place("system"), source.verdict)
    found = Values(
        np.asarray(where, dtype=np.int64),
        [m.value if m.value is None or isinstance(m.value, Cell) else Cell(m.value) for m in meanings],
    )
    source.conversions.append(("system", found))
    rows.values["system"] = found.through(lambda cell: cell.value)


def listed(rows: Rows) -> None:
    """The list of systems: what one is for from its name, where it is not written."""
    if "title" in rows.values:
        found = rows.values["title"].through(lambda title: within(normalise(title), "system"))
        rows.source.converted("system", "system_from_title", rows.fill("system", *found.array(np.int64)))
