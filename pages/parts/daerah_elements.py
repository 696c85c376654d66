"""Profile: each place on each item of the indicator, how far from the best, how far from the bound of a grade."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from metrics.limits import grades
from metrics.metric import Direction, State
from metrics.registry import metric as metric_of
from pages.parts import choice, table, words
from pages.parts import daerah_words as say
from pages.parts.charts import base, rows
from pages.parts.daerah_parts_facts import ELEMENTS, Profile, itemised, items
from pages.parts.daerah_view import View
from pages.parts.indicator import paper
from pages.parts.indicator import say as shared
from pages.parts.indicator.history import certain
from pages.parts.words import _

BESIDE = 5  # places whose dots fit on one line


def show(seen: View) -> None:
    """Dots by item, the finding, the table of all places."""
    facts = seen.facts
    offered = itemised(facts.metric)
    if not offered:
        st.caption(_("This indicator has no parts of its own."))
        return
    with st.container(gap="xsmall"):
        name = offered[0]
        if len(offered) > 1:
            name = choice.one("items", _("Taken apart by"), offered, lambda n: words.pick(metric_of(n).label))
        letter = choice.one("grade", _("Bound of grade"), _letters(), str) if name == ELEMENTS else None
        found = items(facts, name, letter)
        if found.frame["value"].isna().all():
            st.caption(words.state_reason(State(found.frame["state"].iloc[0]) if len(found.frame) else State.NO_DATA))
            return
        st.subheader(_title(seen, found), anchor=False)
        beside = facts.by == "city" and len(seen.focus(BESIDE + 1)) <= BESIDE
        one = None if beside else choice.listed("place", _("Place"), seen.keys.tolist(), _names(seen).__getitem__)
        figure = rows.figure(
            _rows(seen, found, one),
            decimals=found.metric.decimals,
            indicative=shared.INDICATIVE,
            least_span=0.1 * _width(found),
            limits=found.metric.range,
            then=_("Best"),
            rule=rows.Rule(found.bound, _("Grade {letter} from").format(letter=letter)) if found.bound else None,
            told=shared.told(found.metric),
        )
        st.plotly_chart(figure, key="profile_chart", config=base.CONFIG, alt=_told(seen, found))
        legend = [f"{shared.label(found.metric)}, {shared.sign(found.metric) or words.pick(found.metric.unit)}"]
        legend.append(_("raw values, not at the same mix; dots with 95% interval, weakest first"))
        legend.append(_("colour and shape: the city") if beside else _("❙ the best place on that line"))
        st.caption(" · ".join(legend))
        if beside:
            near = seen.focus(BESIDE)
            st.caption(say.shapes(dict(zip(near["city"], near["name"], strict=True))))
        _table(seen, found, letter)


def _letters() -> tuple[str, ...]:
    """The grades that have something below them, best first."""
    return tuple(g.letter for g in reversed(grades.bounds(None)))[:-1]


def _names(seen: View) -> dict[str, str]:
    return dict(zip(seen.keys, seen.facts.frame["name"], strict=True))


def _width(found: Profile) -> float:
    low, high = found.metric.range
    return high - low if high - low < float("inf") else float(found.frame["value"].abs().max())


def _item(found: Profile, key: str) -> str:
    known = found.metric.items
    return words.pick(known[key]) if key in known else key


def _ordered(found: Profile) -> list[str]:
    """The items, weakest on average first."""
    means = found.frame.groupby(found.item)["value"].mean().dropna()
    falling = found.metric.direction is Direction.LOWER
    return [str(key) for key in means.sort_values(ascending=not falling, kind="stable").index]


def _rows(seen: View, found: Profile, one: str | None) -> list[dict[str, Any]]:
    by, names = seen.facts.by, _names(seen)
    city = dict(zip(seen.keys, seen.facts.frame["city"], strict=True))
    wanted = [one] if one else seen.focus(BESIDE)[by].tolist()
    by_key = {(row[by], row[found.item]): row for row in found.frame.to_dict("records")}
    best = {row[found.item]: by_key.get((row["best"], row[found.item])) for row in by_key.values()}
    made = []
    for item in _ordered(found):
        for place in wanted:
            row = by_key.get((place, item))
            if row is None:
                continue
            leader = best[item] if one and best[item] is not None and row["best"] != place else None
            made.append(
                {
                    "label": _item(found, item),
                    "key": city.get(place, "") if seen.few else seen.ink(place, city.get(place, "")),
                    "name": names.get(place, place),
                    "value": row["value"],
                    "low": row["low"],
                    "high": row["high"],
                    "n": row["n"],
                    "state": row["state"],
                    "earlier": leader["value"] if leader else float("nan"),
                    "tail": _tail(seen, found, row) if one else "",
                }
            )
    return made


def _tail(seen: View, found: Profile, row: dict[str, Any]) -> str:
    if words.missing(row["gap"]) or not certain(row["p_adjusted"]):
        return ""
    return words.signed(row["gap"], found.metric.decimals)


def _worst(seen: View, found: Profile) -> dict[str, Any] | None:
    """The largest gap to the best that is certain, among the places in view."""
    sign = -1.0 if found.metric.direction is Direction.LOWER else 1.0
    frame = found.frame[found.frame[seen.facts.by].isin(seen.keys) & (found.frame["p_adjusted"] <= 0.05)]
    if frame.empty:
        return None
    worst: dict[str, Any] = frame.loc[(sign * frame["gap"]).idxmin()].to_dict()
    return worst


def _title(seen: View, found: Profile) -> str:
    worst = _worst(seen, found)
    if worst is None:
        return _("No place lags demonstrably behind the best on any part")
    names = _names(seen)
    return _("{item}: {place} is {gap} behind {best}, the widest demonstrable gap").format(
        item=_item(found, worst[found.item]),
        place=names[worst[seen.facts.by]],
        gap=words.number(abs(worst["gap"]), found.metric.decimals),
        best=names.get(worst["best"], worst["best"]),
    )


def _told(seen: View, found: Profile) -> str:
    worst = _worst(seen, found)
    return _title(seen, found) if worst else _("Each place on each part, with intervals; the table has all of them.")


def _table(seen: View, found: Profile, letter: str | None) -> None:
    metric, names = found.metric, _names(seen)

    def frame() -> pd.DataFrame:
        made = found.frame.assign(
            item_name=[_item(found, key) for key in found.frame[found.item]],
            place_name=[names.get(key, key) for key in found.frame[seen.facts.by]],
            best_name=[names.get(key, "") if isinstance(key, str) else "" for key in found.frame["best"]],
        )
        return made[made[seen.facts.by].isin(seen.keys)]

    columns = [
        table.text("item_name", words.pick(metric.item_label) if metric.item_label else _("Part")),
        table.text("place_name", _("Place")),
        *paper.columns(metric),
        table.text("best_name", _("Best")),
        table.figure("gap", _("Gap to the best"), metric.decimals, sign=True),
        table.figure("gap_low", _("Gap, lower 95%"), metric.decimals, sign=True),
        table.figure("gap_high", _("Gap, upper 95%"), metric.decimals, sign=True),
        table.figure("p_adjusted", _("p (adjusted)"), 4),
    ]
    if letter:
        columns.append(
            table.figure("short", _("Short of grade {letter}").format(letter=letter), metric.decimals, sign=True)
        )
        columns += [
            table.figure("short_low", _("Short, lower 95%"), metric.decimals, sign=True),
            table.figure("short_high", _("Short, upper 95%"), metric.decimals, sign=True),
        ]
    about = paper.of(metric, _title(seen, found), seen.facts.selection, seen.facts.n, f"daerah-profil-{metric.name}")
    table.twin("profile", frame, columns, about, title=_("Table of the profile"))
