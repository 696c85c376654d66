"""Beside what will the new answers stand? What their units and quarters hold now, and what they will show after saving.

What is there now comes through the same door as on every page, so a group that is too small stays hidden here too; and
then the figure after saving is not given either, for the difference would say what was hidden. Nor is it where the new
answers are too few.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import streamlit as st

from data.intake.preview import sums_of
from data.selection import Selection
from metrics.limits.cell_sizes import minimum
from metrics.metric import Population, State
from metrics.registry import metric
from metrics.sums import ROWS
from pages.parts import access, words
from pages.parts.words import _, ngettext

MOST = 5


def show(new: pa.Table) -> None:
    """One line per unit and quarter that holds answers already; and that the store holds invented ones."""
    said = lines(new)
    if said:
        rest = len(said) - MOST
        if rest > 0:
            more = ngettext("and {n} more unit and quarter", "and {n} more units and quarters", rest)
            said = [*said[:MOST], more.format(n=words.number(rest))]
        st.info("\n".join(f"- {line}" for line in said) if len(said) > 1 else said[0], icon=":material/group_add:")


def sample_data() -> None:
    """Real answers beside invented ones: said before they are saved."""
    if access.version().synthetic:
        st.warning(
            _(
                "This store holds sample data, which are invented: real answers will stand beside them, and every page stays marked as sample data. For real work ask whoever runs Pantau for an empty store."
            ),
            icon=":material/science:",
        )


def lines(new: pa.Table) -> list[str]:
    """A sentence for each unit and quarter of the new rows that has answers in the store."""
    groups = new.select(["unit", "quarter"]).group_by(["unit", "quarter"]).aggregate([]).to_pylist()
    groups = [g for g in groups if g["unit"] and access.city_of(str(g["unit"]))]
    if not groups:
        return []
    units, quarters = {str(g["unit"]) for g in groups}, [int(g["quarter"]) for g in groups]
    selection = Selection(
        city=tuple({access.city_of(unit) for unit in units}), unit=tuple(units), first=min(quarters), last=max(quarters)
    )
    found = access.answers(("ikm",), by=("unit", "period"), selection=selection)["ikm"]
    there = {
        (str(row["unit"]), int(row["period"])): (row, sums)
        for row, sums in zip(found.frame.to_dict("records"), found.sums.to_dict("records"), strict=True)
    }
    said = []
    for unit, quarter in sorted((str(g["unit"]), int(g["quarter"])) for g in groups):
        row, sums = there.get((unit, quarter), (None, None))
        if row is None or State(row["state"]) is State.NO_DATA:
            continue
        own = new.filter(pc.and_(pc.equal(new["unit"].cast(pa.string()), unit), pc.equal(new["quarter"], quarter)))
        said.append(_line(f"{access.name('unit', unit)} {access.name('city', access.city_of(unit))}", row, sums, own))
    return said


def _line(unit: str, row: Mapping[Any, Any], sums: Mapping[Any, Any], own: pa.Table) -> str:
    period = words.period(int(row["period"]))
    if State(row["state"]) is State.SUPPRESSED:
        return _("{unit} has answers for {period} already, whose figures are hidden; the new ones join them.").format(
            unit=unit, period=period
        )
    ikm = metric("ikm")
    before = int(sums[ROWS.name])
    after = sums_of(own, (*ikm.sums, ROWS)).iloc[0].to_dict()
    total = {s.name: int(sums[s.name]) + int(after[s.name]) for s in (*ikm.sums, ROWS)}
    joined = ikm.answer(pd.DataFrame([{**total, "period": int(row["period"])}])).iloc[0]
    text = ngettext(
        "{unit} has {before} answer for {period} already{ikm}; after saving {after}{later}.",
        "{unit} has {before} answers for {period} already{ikm}; after saving {after}{later}.",
        before,
    )
    return text.format(
        unit=unit,
        period=period,
        before=words.number(before),
        ikm=_ikm(row["value"]),
        after=words.number(total[ROWS.name]),
        later="" if len(own) < minimum(Population.CITIZENS) else _ikm(joined["value"]),
    )


def _ikm(value: Any) -> str:
    return "" if words.missing(value) else f" (IKM {words.number(value, metric('ikm').decimals)})"
