"""Before and after going online, side by side per office (of one office: per service). Described, not explained."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from metrics.metric import State
from metrics.services.before_after import WIDTH
from pages.parts import access, table, words
from pages.parts import layanan_launches_facts as facts_of
from pages.parts.charts import base, rows
from pages.parts.indicator import breakdown, paper, places, say, spans, trend
from pages.parts.indicator.history import Row
from pages.parts.layanan_facts import ONLINE, PROCESSING, Facts
from pages.parts.layanan_launches_facts import Compared, Launch
from pages.parts.words import _, ngettext

PAGE = "layanan"


def show(facts: Facts) -> None:
    """Heading, what it is and is not, the two charts, the table; a sentence where nobody has gone online."""
    told, recent = facts_of.launches(facts)
    if not told:
        with st.container(gap="xsmall", key="launches"):
            st.subheader(_("Before and after going online"), anchor=False)
            st.caption(
                words.sentence(_recent(recent) if recent else _("no launch of an online service is on record here"))
            )
        return
    every, found = facts_of.compare(facts, told)
    order = sorted(range(len(every)), key=lambda i: _last_when_missing(found[ONLINE].change["change"].iloc[i]))
    every = [every[i] for i in order]
    with st.container(gap="xsmall", key="launches"):
        st.subheader(title(found), anchor=False)
        st.markdown(
            _(
                "Up to {n} whole quarters before the launch beside up to {n} from it on. A description, not an effect: "
                "whatever else changed in that time is in these figures too."
            ).format(n=words.number(WIDTH))
        )
        drawn = order if len(order) <= breakdown.ALL_UP_TO else order[: breakdown.LOWEST]
        left, right = st.columns(2, gap="large")
        for place, name in ((left, ONLINE), (right, PROCESSING)):
            with place:
                _chart(facts, found[name], [facts_name(facts, every[k]) for k in range(len(drawn))], drawn, every)
        st.caption(" · ".join(_legend(found, drawn, len(order), recent)))
        _table(facts, every, order, found)


def _last_when_missing(change: float) -> float:
    return 1e9 if words.missing(change) else -change


def title(found: dict[str, Compared]) -> str:
    """`Sesudah daring: proses lebih cepat di 6 dari 9, lebih banyak daring di 8 dari 9`, from what differs for certain."""
    quicker, online = found[PROCESSING].change, found[ONLINE].change
    told = int(online["change"].notna().sum())
    return _("After going online: more applications online in {online} of {n}, quicker in {quicker} of {n}").format(
        online=words.number(int((online["differs"] & (online["change"] > 0)).sum())),
        quicker=words.number(int((quicker["differs"] & (quicker["change"] < 0)).sum())),
        n=words.number(told),
    )


def facts_name(facts: Facts, launch: Launch) -> str:
    """What a row is called: the office, or the service of a single one."""
    if facts_of.by_service(facts.selection):
        return access.name("service", launch.group)
    return places.unit_label(launch.unit, len(places.cities_of(facts.selection)) > 1)


def points(one: Compared, at: int, label: str, launch: Launch) -> list[Row]:
    """Two dots of a row: before (grey) and after (in the city's colour), and the change at the right edge."""
    found: list[Row] = []
    for side, key, name in (
        (one.rows["before"], "", _("before")),
        (one.rows["after"], access.city_of(launch.unit), _("after")),
    ):
        row = side[at]
        missing = words.missing(row["value"])
        state = State.SHOWN if not missing else State.NO_DATA if not row["n"] else State.UNDEFINED
        found.append({"label": label, "key": key, "name": name, "value": row["value"], "low": row["low"], "high": row["high"], "n": int(row["n"]), "state": state, "tail": ""})  # fmt: skip
    change = one.rows["change"][at]
    if not words.missing(change["change"]):
        mark = "" if not change["differs"] else breakdown.UP if change["change"] > 0 else breakdown.DOWN
        text = f"{words.signed(change['change'], breakdown.short(one.metric))} {mark}".strip()
        found[1] = {**found[1], "tail": text}
    return found


def _chart(facts: Facts, one: Compared, labels: Sequence[str], drawn: Sequence[int], every: Sequence[Launch]) -> None:
    listed = [
        row for at, label, launch in zip(drawn, labels, every, strict=False) for row in points(one, at, label, launch)
    ]
    limits = one.metric.range if say.sign(one.metric) else spans.reach(listed)
    unit = "" if say.sign(one.metric) else f" ({_('half within')}, {words.pick(one.metric.unit)})"
    st.markdown(f"**{say.label(one.metric)}**{unit}")
    figure = rows.figure(
        listed,
        decimals=one.metric.decimals,
        indicative=say.INDICATIVE,
        least_span=10 * trend.step(listed, limits),
        limits=limits,
        told=say.told(one.metric),
    )
    st.plotly_chart(figure, key=f"launches_{one.metric.name}", config=base.CONFIG, alt=twin(one, drawn, labels))


def twin(one: Compared, drawn: Sequence[int], labels: Sequence[str]) -> str:
    """The dots in sentences."""
    told = []
    for at, label in zip(drawn, labels, strict=True):
        row = one.rows["change"][at]
        if words.missing(row["change"]):
            told.append(f"{label}: {words.inside(words.state_reason(State.NO_DATA))}")
        else:
            told.append(
                _("{name}: {before} before, {after} after").format(
                    name=label, before=say.amount(one.metric, row["before"]), after=say.amount(one.metric, row["after"])
                )
            )
    return f"{say.label(one.metric)}. {'; '.join(told)}."


def _legend(found: dict[str, Compared], drawn: Sequence[int], total: int, recent: int) -> list[str]:
    told = [
        _("Grey: before, colour: after, with 95% intervals; at the right the change"),
        _("{up} {down} the interval of the change leaves out zero").format(up=breakdown.UP, down=breakdown.DOWN),
    ]
    few = [side["n"].iloc[list(drawn)] for one in found.values() for side in (one.before, one.after)]
    if (pd.concat(few) < say.INDICATIVE).any():
        told.append(say.few(found[ONLINE].metric))
    if len(drawn) < total:
        told.append(_("{n} of {total}; all are in the table").format(n=len(drawn), total=total))
    if recent:
        told.append(_recent(recent))
    return told


def _recent(n: int) -> str:
    """How many launches cannot be looked at from both sides."""
    return ngettext(
        "{n} launch has no whole quarter on both sides yet", "{n} launches have no whole quarter on both sides yet", n
    ).format(n=words.number(n))


def _table(facts: Facts, every: Sequence[Launch], order: Sequence[int], found: dict[str, Compared]) -> None:
    heading = _("Before and after going online")
    of_service = facts_of.by_service(facts.selection)
    columns = [
        table.text("label", breakdown.label("service" if of_service else "unit")),
        table.text("title", _("Launch")),
        table.text("day", _("Date")),
    ]
    for name, one in found.items():
        label = say.label(one.metric) + (" (%)" if say.sign(one.metric) else f" ({words.pick(one.metric.unit)})")
        decimals = one.metric.decimals
        columns += [
            table.figure(f"{name}_before", f"{label}: {_('before')}", decimals),
            table.figure(f"{name}_after", f"{label}: {_('after')}", decimals),
            table.figure(f"{name}_change", f"{label}: {words.inside(_('Change'))}", decimals, sign=True),
            table.figure(f"{name}_low", f"{label}: {words.inside(_('Lower 95%'))}", decimals, sign=True),
            table.figure(f"{name}_high", f"{label}: {words.inside(_('Upper 95%'))}", decimals, sign=True),
            table.figure(f"{name}_n_before", f"{label}: n {_('before')}", 0),
            table.figure(f"{name}_n", f"{label}: n {_('after')}", 0),
        ]

    def frame() -> pd.DataFrame:
        made = []
        for at, launch in zip(order, every, strict=True):
            line: dict[str, object] = {
                "label": facts_name(facts, launch),
                "title": launch.title,
                "day": words.date(launch.day),
            }
            for name, one in found.items():
                row = one.change.iloc[at]
                line |= {
                    f"{name}_{field}": row[field]
                    for field in ("before", "after", "change", "low", "high", "n_before", "n")
                }
            made.append(line)
        return pd.DataFrame(made)

    n = int(found[ONLINE].change[["n_before", "n"]].sum().sum())
    about = paper.about(facts, f"{heading} · {facts.whole.name}", facts.selection, n, "sebelum-sesudah", page=PAGE)
    table.twin("launches", frame, columns, about, title=_("Table and download: {title}").format(title=heading))
