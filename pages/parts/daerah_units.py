"""Units: which lie outside what chance allows for their size, and which improved beyond noise."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.parts import daerah_words as say
from pages.parts import table, words
from pages.parts.charts import base, funnel
from pages.parts.daerah_facts import Facts, Units, best, trained, units
from pages.parts.daerah_view import View
from pages.parts.indicator import paper
from pages.parts.indicator import say as shared
from pages.parts.words import _, ngettext

MOST_BEST = 8


def spread(seen: View) -> None:
    """The funnel of all units."""
    facts = seen.facts
    found = units(facts)
    if found is None:
        st.caption(_("Fewer than three units can be shown for this choice."))
        return
    with st.container(gap="xsmall"):
        st.subheader(_title(found), anchor=False)
        share = bool(shared.sign(facts.metric))
        figure = funnel.figure(
            found.drawn, found.labels, found.cities, decimals=facts.metric.decimals, share=share, told=shared.told(facts.metric)
        )  # fmt: skip
        st.plotly_chart(figure, key="funnel_chart", config=base.CONFIG, alt=_outside(found))
        told = _("Each unit by the number of people behind it (n). Solid line: 95 of 100 units without a difference of their own lie inside; dotted: 998 of 1,000. Filled: beyond the dotted line.")  # fmt: skip
        if found.drawn.phi > 1:
            told += " " + _(
                "Units differ more than chance gives them, so the limits are widened ({factor} times)."
            ).format(factor=words.number(found.drawn.phi**0.5, 1))
        st.caption(told)
        _table(facts, found, 100 if share else 1)


def _title(found: Units) -> str:
    outside = int((found.drawn.units["outside"].abs() == 2).sum())
    if not outside:
        return _("No unit lies beyond what chance allows for its size")
    return ngettext("{n} unit lies beyond what chance allows for its size", "{n} units lie beyond what chance allows for their size", outside).format(n=words.number(outside))  # fmt: skip


def _outside(found: Units) -> str:
    marks = found.drawn.units["outside"]
    high = [label for label, mark in zip(found.labels, marks, strict=True) if mark == 2]
    low = [label for label, mark in zip(found.labels, marks, strict=True) if mark == -2]
    return _("Above: {high}. Below: {low}.").format(
        high=words.listing(high, 8) if high else words.DASH, low=words.listing(low, 8) if low else words.DASH
    )


def _table(facts: Facts, found: Units, times: int) -> None:
    metric = facts.metric

    def frame() -> pd.DataFrame:
        made = found.drawn.units.assign(name=found.labels)
        numbers = ["value", "low95", "high95", "low998", "high998"]
        return made.assign(**{name: made[name] * times for name in numbers}, n=made["n"].astype(int))

    columns = [
        table.text("name", _("Unit")),
        table.figure("value", shared.label(metric), metric.decimals),
        table.figure("n", shared.counted(metric), 0),
        table.figure("low95", _("Limit 95%, low"), metric.decimals),
        table.figure("high95", _("Limit 95%, high"), metric.decimals),
        table.figure("low998", _("Limit 99.8%, low"), metric.decimals),
        table.figure("high998", _("Limit 99.8%, high"), metric.decimals),
    ]
    about = paper.of(metric, _title(found), facts.selection, facts.n, f"daerah-unit-{metric.name}")
    table.twin("units", frame, columns, about, title=_("Table of the units"))


def practice(seen: View) -> None:
    """Who improved, guarded against regression to the mean, and what happened there before: events, training."""
    facts = seen.facts
    found = best(facts)
    if found is None:
        return
    holds = found[found["holds"]]
    with st.container(gap="xsmall"):
        if holds.empty:
            st.subheader(_("No unit improved beyond noise within a year"), anchor=False)
            return
        st.subheader(
            ngettext("{n} unit improved beyond noise within a year", "{n} units improved beyond noise within a year", len(holds)).format(n=words.number(len(holds))),
            anchor=False,
        )  # fmt: skip
        st.caption(_("The change is counted from where the unit probably stood, not from a figure that bad luck had lowered. What happened before is listed, not claimed as the cause."))  # fmt: skip
        decimals = facts.metric.decimals
        top = holds.head(MOST_BEST)
        learned = trained(facts)
        lines = {
            _("Unit"): top["label"].tolist(),
            _("Before → now"): [f"{words.number(b, decimals)} → {words.number(v, decimals)}" for b, v in zip(top["before"], top["now"], strict=True)],
            _("Change, guarded (95%)"): [
                f"{words.signed(g, decimals)} ({words.interval(low, high, decimals)})"
                for g, low, high in zip(top["guarded"], top["low"], top["high"], strict=True)
            ],
            _("Training, JP per staff member"): [say.moved(learned, unit) for unit in top.index],
            _("Happened there, two years"): [say.events(unit, facts) for unit in top.index],
        }  # fmt: skip
        st.table(pd.DataFrame(lines), border="horizontal", hide_index=True, alt=_("Units that improved"))
