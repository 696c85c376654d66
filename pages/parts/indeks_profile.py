"""Where the index is strong and weak: its domains and aspects as rows of dots, beside what the city thinks of itself."""

from __future__ import annotations

from typing import Any, NamedTuple

import streamlit as st

from metrics import registry
from metrics.digital_index.terms import ASSESSORS
from metrics.metric import State
from pages.parts import choice, table, words
from pages.parts import indeks_words as say
from pages.parts.charts import base
from pages.parts.charts import rows as chart
from pages.parts.indeks_facts import EXTERNAL, ITEMS, SELF, Assessment, Facts
from pages.parts.indicator import history, paper
from pages.parts.indicator import say as shared
from pages.parts.indicator.history import Row
from pages.parts.words import _, ngettext


class Part(NamedTuple):
    """What can be looked at: an indicator with items, of the cities assessed under its regime in the same year."""

    name: str
    of: tuple[Assessment, ...]


def show(facts: Facts) -> None:
    """Heading, the choice of index and part, dots, legend, table."""
    parts = offered(facts)
    if not parts:
        return
    with st.container(gap="xsmall", key="profile"):
        heading = st.container()
        name = choice.one("profile", _("Show"), list(parts), lambda key: _named(parts[key]))
        part = parts[name]
        rows = points(facts, part)
        heading.subheader(title(part, rows), anchor=False)
        metric = registry.metric(name)
        figure = chart.figure(
            rows,
            decimals=say.DECIMALS,
            indicative=0,
            least_span=metric.range[1] - metric.range[0],
            limits=metric.range,
            then=words.pick(ASSESSORS[SELF]),
            told=shared.told(metric),
        )
        st.plotly_chart(figure, key="profile_chart", config=base.CONFIG, alt=twin(part, rows))
        told = [_("Dots: weighted mean level of the part, 1 to 5")]
        if any(not words.missing(row["earlier"]) for row in rows):
            told.append(_("❙ what the city thinks of itself"))
        told.append(_("the lowest first") if len(part.of) == 1 else _("one dot per city, in its colour"))
        if any(row["state"] == State.UNDEFINED for row in rows):
            told.append(f"{words.state_mark(State.UNDEFINED)} {_('indicators without a level')}")
        st.caption(" · ".join(told))
        if nameless(part):
            st.caption(_("Pemdi aspects stand with their numbers: their names are not verified yet."))
        if len(part.of) > 1:
            st.caption(_cities(part))
        _table(facts, part, rows)


def offered(facts: Facts) -> dict[str, Part]:
    """The newest index of the page first; each with the cities that were assessed under it in its newest year."""
    regimes = [facts.latest.regime, *(regime for regime in ITEMS if regime != facts.latest.regime)]
    found: dict[str, Part] = {}
    for regime in regimes:
        assessor = facts.latest.assessor
        own = [a for a in facts.assessments if (a.regime, a.assessor) == (regime, assessor)]
        newest = max((a.period for a in own), default=None)
        of = tuple(a for n in facts.newest for a in own if (a.city, a.period) == (n.city, newest))
        found |= {name: Part(name, of) for name in ITEMS[regime] if of}
    return found


def nameless(part: Part) -> bool:
    """Whether the parts of this index have numbers instead of names."""
    return part.of[0].regime == "pemdi"


def _named(part: Part) -> str:
    one = part.of[0]
    kind = _("domains") if part.name == "spbe_domains" else _("aspects")
    return f"{say.regime(one.regime)} {one.year}: {kind}"


def points(facts: Facts, part: Part) -> list[dict[str, Any]]:
    """A row per item and city; of a single city the lowest first, with its own assessment as `earlier`."""
    metric = registry.metric(part.name)
    alone = len(part.of) == 1
    found = []
    for one in part.of:
        other = facts.other(one) if alone and one.assessor == EXTERNAL else None
        own = _items(part.name, other) if other else {}
        for key, row in _items(part.name, one).items():
            shown = not words.missing(row["value"])
            earlier = own[key]["value"] if key in own else history.NAN
            found.append(
                {
                    **row,
                    "label": words.pick(metric.items[key]),
                    "key": one.city,
                    "name": "" if alone else one.name,
                    "state": State.SHOWN if shown else State.UNDEFINED,
                    "earlier": earlier,
                    "tail": _tail(row["value"], earlier) if alone and shown else "",
                }
            )
    if alone:
        return sorted(found, key=lambda row: (words.missing(row["value"]), row["value"]))
    order = {words.pick(metric.items[key]): i for i, key in enumerate(metric.items)}
    return sorted(found, key=lambda row: order[row["label"]])


def _items(name: str, one: Assessment) -> dict[str, Row]:
    """The index of each part of an assessment, by its key."""
    metric = registry.metric(name)
    made = metric.answer(one.sums, by_item=True, assessor=one.assessor)
    return {str(row[metric.item or ""]): row for row in history.rows_of(made)}


def _tail(value: float, earlier: float) -> str:
    if words.missing(earlier):
        return say.value(value)
    return f"{say.value(value)} | {say.value(earlier)}"


def title(part: Part, rows: list[dict[str, Any]]) -> str:
    """The weakest part of a city; of several cities the part that is weakest on average."""
    known: dict[str, list[float]] = {}
    for row in rows:
        if not words.missing(row["value"]):
            known.setdefault(row["label"], []).append(row["value"])
    called = _named(part)
    if not known:
        return called
    mean = {label: sum(values) / len(values) for label, values in known.items()}
    low = min(mean, key=lambda label: mean[label])
    if len(part.of) == 1:
        return _("{part}: lowest in {label} ({value})").format(part=called, label=low, value=say.value(mean[low]))
    return _("{part}: lowest on average in {label} ({value})").format(
        part=called, label=low, value=say.value(mean[low])
    )


def twin(part: Part, rows: list[dict[str, Any]]) -> str:
    """The dots in words."""
    lead = "{name}, {label}" if len(part.of) > 1 else "{label}"
    told = [f"{lead.format(**row)} {words.value(row['value'], row['state'], say.DECIMALS)}" for row in rows]
    return f"{_named(part)}: {'; '.join(told)}."


def _cities(part: Part) -> str:
    return " · ".join(f"{one.name} {say.graded(one)}" for one in part.of if one.complete)


def _table(facts: Facts, part: Part, rows: list[dict[str, Any]]) -> None:
    heading = _named(part)
    city = [table.text("name", _("City"))] if len(part.of) > 1 else []
    own = [table.figure("earlier", words.pick(ASSESSORS[SELF]), say.DECIMALS)] if len(part.of) == 1 else []
    columns = [
        table.text("label", _("Part")),
        *city,
        table.figure("value", words.pick(ASSESSORS[part.of[0].assessor]), say.DECIMALS),
        *own,
    ]
    place = (
        part.of[0].name
        if len(part.of) == 1
        else ngettext("{n} city", "{n} cities", len(part.of)).format(n=words.number(len(part.of)))
    )
    about = paper.about(
        facts.histories[part.of[0].regime, part.of[0].assessor],
        f"{heading} · {place}",
        facts.selection,
        len(part.of),
        part.name.replace("_", "-"),
        page="indeks-digital",
    )
    table.twin(
        "profile",
        lambda: history.framed(rows),
        columns,
        about,
        title=_("Table and download: {title}").format(title=heading),
    )
