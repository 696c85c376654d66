"""Units: which lie outside what chance allows for their size, and which improved beyond chance."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.parts import daerah_words as say
from pages.parts import footer, table, words
from pages.parts.charts import base, funnel
from pages.parts.daerah_facts import TRAINING, Facts, Units, best, trained, units
from pages.parts.daerah_view import View
from pages.parts.indicator import paper
from pages.parts.indicator import say as shared
from pages.parts.words import _, ngettext

MOST_BEST, MOST_NAMED = 8, 2


def spread(seen: View) -> None:
    """The funnel of all units."""
    facts = seen.facts
    found = units(facts)
    if found is None:
        st.caption(_("Fewer than three units can be shown for this choice."))
        return
    with st.container(gap="xsmall"):
        st.subheader(_title(facts, found), anchor=False)
        share = bool(shared.sign(facts.metric))
        figure = funnel.figure(
            found.drawn,
            found.labels,
            [seen.ink(city if facts.by == "city" else unit, city) for unit, city in zip(found.units, found.cities, strict=True)],
            decimals=facts.metric.decimals,
            share=share,
            titles=(_("{counted} per unit").format(counted=shared.counted(facts.metric)), shared.label(facts.metric)),
            told=shared.told(facts.metric),
        )  # fmt: skip
        st.plotly_chart(figure, key="funnel_chart", config=base.CONFIG, alt=_outside(found))
        told = [_("Each mark is a unit; the more people are behind it, the further to the right it stands and the less chance can move it. Level line: all units together. Between the solid lines chance alone may explain the difference (95 of 100 units that are no different lie there), between the dotted ones too (998 of 1,000). Filled marks lie beyond: chance does not explain them.")]  # fmt: skip
        if found.drawn.phi > 1:
            told.append(_("Units differ more among themselves than chance gives them, so the lines are drawn {factor} times as wide.").format(factor=words.number(found.drawn.phi**0.5, 1)))  # fmt: skip
        if seen.few and facts.by == "city":
            told.append(say.shapes(dict(zip(facts.frame["city"], facts.frame["name"], strict=True))))
        st.caption(" ".join(told))
        _table(facts, found, 100 if share else 1)


def _title(facts: Facts, found: Units) -> str:
    """Which units lie beyond the widest limits, by name."""
    label = shared.label(facts.metric)
    high, low = _beyond(found)
    if not high and not low:
        return _("{label}: no unit differs more than chance allows for its size").format(label=label)
    said = {"label": label, "high": words.listing(high, MOST_NAMED), "low": words.listing(low, MOST_NAMED)}
    if not low:
        return _("{label}: {high} higher than chance explains").format(**said)
    if not high:
        return _("{label}: {low} lower than chance explains").format(**said)
    return _("{label}: {high} higher than chance explains, {low} lower").format(**said)


def _beyond(found: Units) -> tuple[list[str], list[str]]:
    """The units above the widest limits and those below, furthest first."""
    units = found.drawn.units
    away = ((units["value"] - found.drawn.target) / units["expected"]).to_numpy()
    order = sorted(range(len(found.labels)), key=lambda i: -abs(away[i]))
    marks = units["outside"].tolist()
    return [found.labels[i] for i in order if marks[i] == 2], [found.labels[i] for i in order if marks[i] == -2]


def _outside(found: Units) -> str:
    high, low = _beyond(found)
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
    about = paper.of(metric, _title(facts, found), facts.selection, facts.n, f"daerah-unit-{metric.name}")
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
            st.subheader(_("No unit improved beyond chance within a year"), anchor=False)
            return
        st.subheader(
            ngettext("{n} unit improved beyond chance within a year", "{n} units improved beyond chance within a year", len(holds)).format(n=words.number(len(holds))),
            anchor=False,
        )  # fmt: skip
        st.caption(_("The net change is counted from where the unit probably stood, not from a figure that bad luck had lowered. In order of the change drawn to the mean, so that the unsure ones do not lead. What happened before is listed, not claimed as the cause."))  # fmt: skip
        decimals = facts.metric.decimals
        top = holds.head(MOST_BEST)
        learned = trained(facts)
        lines = {
            _("Unit"): top["label"].tolist(),
            _("Before → now"): [f"{words.number(b, decimals)} → {words.number(v, decimals)}" for b, v in zip(top["before"], top["now"], strict=True)],
            _("Net change (95%)"): [
                f"{words.signed(g, decimals)} ({words.interval(low, high, decimals)})"
                for g, low, high in zip(top["guarded"], top["low"], top["high"], strict=True)
            ],
            _("Training, JP per staff member"): [say.moved(learned, unit) for unit in top.index],
            _("Happened there, two years"): [say.events(unit, facts) for unit in top.index],
        }  # fmt: skip
        st.table(pd.DataFrame(lines), border="horizontal", hide_index=True, alt=_("Units that improved"))
        if len(top) < len(holds):
            st.caption(
                _("The {n} that improved most, of {all}; all units are in the table below.").format(
                    n=words.number(len(top)), all=words.number(len(holds))
                )
            )
        if learned:
            st.caption(footer.sources((facts.metric.name, TRAINING)))
        _changes(facts, found)


def _changes(facts: Facts, found: pd.DataFrame) -> None:
    """The table of all units that have both years, improved or not."""
    metric = facts.metric

    def frame() -> pd.DataFrame:
        return found.assign(said=[_("yes") if holds else _("no") for holds in found["holds"]])

    columns = [
        table.text("label", _("Unit")),
        table.figure("before", _("A year before"), metric.decimals),
        table.figure("now", _("Now"), metric.decimals),
        table.figure("change", _("Change"), metric.decimals, sign=True),
        table.figure("guarded", _("Net change"), metric.decimals, sign=True),
        table.figure("low", _("Lower 95%"), metric.decimals, sign=True),
        table.figure("high", _("Upper 95%"), metric.decimals, sign=True),
        table.figure("p_adjusted", _("p (adjusted)"), 4),
        table.text("said", _("Improved beyond chance")),
    ]
    title = _("Units and their change within a year")
    about = paper.of(metric, title, facts.selection, None, f"daerah-perubahan-{metric.name}")
    table.twin("changes", frame, columns, about, title=_("Table of the changes"))
