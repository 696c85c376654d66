"""Indicators beside each other for the same groups: small dot rows in one order, one caption, one table."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd
import streamlit as st

from data.selection import Selection
from metrics.limits import cell_sizes
from metrics.metric import Metric, State
from metrics.words import Words
from pages.parts import access, table, words
from pages.parts.charts import base
from pages.parts.charts import rows as dots
from pages.parts.indicator import history, paper, say, trend
from pages.parts.indicator.history import History, Row
from pages.parts.words import _, ngettext

THOUSAND = Words("ribu rupiah", "thousand rupiah")
_MONEY = ("value", "low", "high", "se")


@dataclass(frozen=True)
class Panel:
    """One indicator of the groups. `rows`: an answer's, by the key of the group."""

    metric: Metric
    rows: Mapping[str, Row]
    title: str = ""
    tails: Mapping[str, str] = field(default_factory=dict)  # what stands behind a value at the right edge
    rule: dots.Rule | None = None

    @property
    def counts(self) -> bool:
        """Whether values are counted out, so that they have no interval and are drawn from zero."""
        return bool(self.shown) and all(words.missing(row["low"]) for row in self.shown)

    @property
    def shown(self) -> list[Row]:
        """The rows that have a value."""
        return [row for row in self.rows.values() if State(row["state"]) is State.SHOWN]

    @property
    def heading(self) -> str:
        """What stands over the dots: the indicator and its unit."""
        return self.title or say.label(self.metric)

    @property
    def unit(self) -> str:
        """The unit in brackets behind a heading; nothing where the heading says it already."""
        unit = words.pick(self.metric.unit).replace("(", "").replace(")", "")
        return "" if unit.lower() in self.heading.lower() else f" ({unit})"


def panel(metric: Metric, frame: pd.DataFrame, item: str, title: str = "") -> Panel:
    """A panel from an answer by `item`; money is read in thousands of rupiah."""
    if words.pick(metric.unit) == "rupiah":
        metric = replace(metric, unit=THOUSAND)
        frame = frame.assign(**{name: frame[name] / 1000 for name in _MONEY})
    named = frame[frame[item].notna()]
    rows = {str(row[item]): row for row in history.rows_of(named)}
    return Panel(metric, rows, title)


def show(
    facts: History,
    panels: Sequence[Panel],
    names: Mapping[str, str],
    *,
    page: str,
    key: str,
    what: str,
    heading: str,
    selection: Selection,
    per_row: int = 2,
    drawn: int | None = None,
) -> None:
    """The panels with their table.

    `page` names the file; `names`: groups in order, by key; `what`: what a group is called, over the names. `drawn`: how
    many of them are drawn, where there are many: the table has all.
    """
    if not any(one.shown for one in panels):
        states = {State(row["state"]) for one in panels for row in one.rows.values()}
        state = next((s for s in (State.SUPPRESSED, State.UNDEFINED) if s in states), State.NO_DATA)
        st.caption(f"{words.state_mark(state)} {say.hidden(panels[0].metric, state)}")
        return
    seen = dict(list(names.items())[:drawn])
    for start in range(0, len(panels), per_row):
        for place, one in zip(st.columns(per_row, gap="medium"), panels[start : start + per_row], strict=False):
            with place:
                _panel(facts, one, seen, f"{key}_{one.metric.name}")
    told = _legend(panels)
    if len(seen) < len(names):
        told.append(_("the first {n} of {total}; all are in the table").format(n=len(seen), total=len(names)))
    st.caption(" · ".join(told))
    _table(facts, panels, names, page, key, what, heading, selection)


def _panel(facts: History, one: Panel, names: Mapping[str, str], key: str) -> None:
    """Heading and dots of one indicator."""
    sign, decimals = say.sign(one.metric), one.metric.decimals
    cities = access.options("city")  # beside each other they have their own colours
    drawn = [
        {
            **row,
            "label": names[group],
            "key": group if group in cities else facts.whole.key,
            "name": "",
            "tail": " · ".join(part for part in (_tail(row, decimals, sign), one.tails.get(group, "")) if part),
        }
        for group, row in ((group, one.rows.get(group, history.nothing(facts.now))) for group in names)
    ]
    st.markdown(f"**{one.heading}**" + ("" if sign else one.unit))
    figure = dots.figure(
        drawn,
        decimals=decimals,
        indicative=0 if one.counts else say.INDICATIVE,
        least_span=2 * limits(one, drawn)[1] if one.counts else 10 * trend.step(drawn, one.metric.range),
        limits=limits(one, drawn),
        rule=one.rule,
        told=say.told(one.metric),
    )
    st.plotly_chart(figure, key=key, config=base.CONFIG, alt=twin(one, names))


def limits(one: Panel, drawn: Sequence[Row]) -> tuple[float, float]:
    """The range of the indicator; where it has no end, what is drawn from its beginning on, with room."""
    low, high = one.metric.range
    known = [row[name] for row in drawn for name in ("value", "high") if not words.missing(row[name])]
    known += [one.rule.value] if one.rule else []
    return (low, high) if math.isfinite(high) else (low, 1.1 * max(known, default=1.0) or 1.0)


def _tail(row: Row, decimals: int, sign: str) -> str:
    return f"{words.number(row['value'], decimals)}{sign}" if State(row["state"]) is State.SHOWN else ""


def twin(one: Panel, names: Mapping[str, str]) -> str:
    """The dots in words."""
    told = []
    for group, name in names.items():
        row = one.rows.get(group, history.nothing(0))
        if State(row["state"]) is State.SHOWN:
            told.append(f"{name} {say.amount(one.metric, row['value'])}")
        else:
            told.append(f"{name}: {words.inside(say.hidden(one.metric, row['state']))}")
    return f"{one.heading}: {'; '.join(told)}."


def _legend(panels: Sequence[Panel]) -> list[str]:
    estimates = [row for one in panels if not one.counts for row in one.shown]
    states = [State(row["state"]) for one in panels for row in one.rows.values()]
    told = [_("Dots with 95% intervals")] if estimates else [_("Counted out, so without interval")]
    if estimates and any(one.counts for one in panels):
        told.append(_("where there is no interval, all was counted"))
    if any(row["state"] == State.SHOWN and row["n"] < say.INDICATIVE for row in estimates):
        told.append(_("○ fewer than {n}, indicative").format(n=words.number(say.INDICATIVE)))
    hidden = states.count(State.SUPPRESSED)
    if hidden:
        told.append(
            ngettext("{mark} {n} figure: {reason}", "{mark} {n} figures: {reason}", hidden).format(
                mark=words.state_mark(State.SUPPRESSED),
                n=words.number(hidden),
                reason=words.inside(words.state_reason(State.SUPPRESSED, _minimum(panels))),
            )
        )
    if State.UNDEFINED in states:
        told.append(f"{words.state_mark(State.UNDEFINED)} {_('nothing to compute it from')}")
    return told


def _minimum(panels: Sequence[Panel]) -> int:
    """The smallest group shown, of the panels that hide one."""
    hiding = [one for one in panels if any(row["state"] == State.SUPPRESSED for row in one.rows.values())]
    return max(cell_sizes.minimum(one.metric.population) for one in hiding)


def _table(
    facts: History,
    panels: Sequence[Panel],
    names: Mapping[str, str],
    page: str,
    key: str,
    what: str,
    heading: str,
    selection: Selection,
) -> None:
    columns = [table.text("label", what)]
    for i, one in enumerate(panels):
        value, low, high, n = paper.columns(one.metric)
        label = one.heading + (" (%)" if say.sign(one.metric) else one.unit)
        columns += [
            replace(value, name=f"value{i}", label=label),
            replace(low, name=f"low{i}", label=f"{label}: {words.inside(low.label)}"),
            replace(high, name=f"high{i}", label=f"{label}: {words.inside(high.label)}"),
            replace(n, name=f"n{i}", label=f"{label}: n ({words.inside(n.label)})"),
            table.text(f"state{i}", f"{label}: {_('remark')}"),
        ]
    if not any(State(row["state"]) is not State.SHOWN for one in panels for row in one.rows.values()):
        columns = [column for column in columns if not column.name.startswith("state")]

    def frame() -> pd.DataFrame:
        made = []
        for group, name in names.items():
            line: dict[str, object] = {"label": name}
            for i, one in enumerate(panels):
                row = one.rows.get(group, history.nothing(facts.now))
                line |= {f"{field}{i}": row[field] for field in ("value", "low", "high", "n")}
                line[f"state{i}"] = say.hidden(one.metric, row["state"])
            made.append(line)
        return pd.DataFrame(made)

    title = f"{heading} · {facts.whole.name}"
    about = paper.about(facts, title, selection, facts.whole.at(facts.now)["n"], key, page=page)
    table.twin(key, frame, columns, about, title=_("Table and download: {title}").format(title=heading))
