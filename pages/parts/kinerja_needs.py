"""What staff find hard, which skills are lacking, and the trainings of the catalogue that answer them, with reasons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from data import training_rules
from data.selection import Selection
from data.store import store
from metrics.competence.terms import SKILLS
from metrics.limits.training_rules import DIFFICULTY, need_words
from metrics.metric import State
from metrics.performance.terms import DIFFICULTIES
from metrics.training import matching
from metrics.training.terms import AREAS, KINDS
from pages.parts import access, kinerja_top, table, words
from pages.parts import kinerja_facts as facts_of
from pages.parts.charts import base
from pages.parts.charts import rows as chart
from pages.parts.indicator import history, paper, percent, say
from pages.parts.kinerja_facts import Facts
from pages.parts.words import _, ngettext

MOST = 3  # trainings per need
FIRST = 3  # needs that stand open; the others unfold
NONE = "none"  # the answer "no difficulty"

Suggestions = tuple[pd.DataFrame, dict[str, str]]  # trainings, and why training does not answer the other needs


def show(facts: Facts) -> None:
    """Difficulties and weak skills side by side, then what answers each of them."""
    difficulties, gaps = _shown(facts, facts_of.DIFFICULTIES), _shown(facts, facts_of.GAPS)
    if not difficulties and not gaps:
        rows = [*facts.items(facts_of.DIFFICULTIES), *facts.items(facts_of.GAPS)]
        kinerja_top.nothing_of(title([]), percent.metric(facts_of.GAPS), rows)
        return
    with st.container(gap="xsmall", key="needs"):
        st.subheader(title(difficulties), anchor=False)
        left, right = st.columns(2, gap="large")
        with left:
            if any(row["difficulty"] != NONE for row in difficulties):
                _dots(facts, facts_of.DIFFICULTIES, difficulties, _("Difficulties named in reviews"))
            else:
                _none(facts, facts_of.DIFFICULTIES, _("Difficulties named in reviews"))
        with right:
            if gaps:
                _dots(facts, facts_of.GAPS, gaps, _("Staff below what their position needs"))
            else:
                _none(facts, facts_of.GAPS, _("Staff below what their position needs"))
        _matching(facts, difficulties, gaps)


def title(difficulties: list[dict[str, Any]]) -> str:
    """The difficulty named most."""
    named = [row for row in difficulties if row["difficulty"] != NONE and row["value"] > 0]
    if not named:
        return _("What would help")
    first = max(named, key=lambda row: row["value"])
    return _("Named most often as a difficulty: {difficulty} ({share})").format(
        difficulty=words.inside(first["label"]), share=f"{words.number(first['value'])}%"
    )


def _shown(facts: Facts, name: str) -> list[dict[str, Any]]:
    """The rows with a value and their label, the largest first."""
    item, called = ("difficulty", DIFFICULTIES) if name == facts_of.DIFFICULTIES else ("skill", SKILLS)
    rows = [
        {**row, "label": words.pick(called[row[item]]), "key": facts.whole.key, "name": ""}
        for row in facts.items(name)
        if State(row["state"]) is State.SHOWN
    ]
    return sorted(rows, key=lambda row: -row["value"])


def _dots(facts: Facts, name: str, rows: list[dict[str, Any]], heading: str) -> None:
    metric = percent.metric(name)
    drawn = [{**row, "tail": f"{words.number(row['value'])}%"} for row in rows if row.get("difficulty") != NONE]
    none = next((row for row in rows if row.get("difficulty") == NONE), None)
    st.markdown(f"**{heading}**")
    figure = chart.figure(
        drawn,
        decimals=metric.decimals,
        indicative=say.INDICATIVE,
        least_span=10.0,
        limits=(0.0, 100.0),
        told=say.told(metric),
    )
    alt = "; ".join(f"{row['label']} {row['tail']}" for row in drawn)
    st.plotly_chart(figure, key=name, config=base.CONFIG, alt=alt)
    n = say.people(metric, rows[0]["n"])
    told = [_("Dots: share, with 95% interval"), n]
    if none is not None:
        told.append(_("no difficulty: {share}").format(share=f"{words.number(none['value'], 1)}%"))
    st.caption(" · ".join(told))
    columns = [
        table.text("label", _("Difficulty") if name == facts_of.DIFFICULTIES else _("Skill")),
        table.figure("value", _("Share (%)"), metric.decimals),
        table.figure("low", _("Lower 95%"), metric.decimals),
        table.figure("high", _("Upper 95%"), metric.decimals),
        table.figure("n", say.counted(metric), 0),
    ]
    about = paper.about(facts, f"{heading} · {facts.whole.name}", facts.newest, rows[0]["n"], name, page="kinerja")
    table.twin(
        name, lambda: history.framed(rows), columns, about, title=_("Table and download: {title}").format(title=heading)
    )


def _none(facts: Facts, name: str, heading: str) -> None:
    """Why one of the two has nothing to show."""
    rows = facts.items(name)
    st.markdown(f"**{heading}**")
    if any(row["state"] == State.SHOWN for row in rows):  # all that is shown says that nothing is hard
        st.caption(_("No difficulty was named."))
    else:
        st.caption(kinerja_top.reason(percent.metric(name), rows))


def suggestions(facts: Facts, needed: pd.DataFrame) -> Suggestions:
    """The trainings that answer the needs, and why training does not answer the others."""
    rules = training_rules.load(store()).rules
    found = matching.match(
        needed,
        _offered(access.context(), Selection(city=facts.selection.city, unit=facts.selection.unit)),
        rules,
        now=facts.known[1] + 1,
        gains=facts_of.gains(facts),
        most=MOST,
    )
    return found, {need: words.pick(reason) for need, reason in matching.not_for_training(needed, rules).items()}


@access.remembered
def _offered(_context: access.Context, places: Selection) -> pd.DataFrame:
    return offered(access.catalogue(places))


def offered(catalogue: pd.DataFrame) -> pd.DataFrame:
    """The catalogue of several cities as one: seats of the same training in the same quarter together."""
    groups = ["programme", "area", "training_kind", "quarter"]
    found = catalogue.groupby(groups, dropna=False, sort=False)
    return found.agg(title=("title", "first"), planned_seats=("planned_seats", "sum")).reset_index()


def _frame(rows: list[dict[str, Any]], item: str) -> pd.DataFrame:
    return pd.DataFrame([{item: row[item], "value": row["value"]} for row in rows], columns=[item, "value"])


def _matching(facts: Facts, difficulties: list[dict[str, Any]], gaps: list[dict[str, Any]]) -> None:
    # Shares of reviews and shares of staff do not rank together: each list keeps its own order.
    lists = {
        "difficulties": matching.needs(None, _frame(difficulties, "difficulty")),
        "skills": matching.needs(_frame(gaps, "skill"), None),
    }
    needed = pd.concat(lists.values(), ignore_index=True)
    if needed.empty:
        return
    st.markdown(f"**{_('Training that answers them')}**")
    st.caption(
        _(
            "By rules that stand below and can be changed; about groups, never about a person. Up to {n} per need."
        ).format(n=MOST)
    )
    first = suggestions(facts, pd.concat([own.iloc[:FIRST] for own in lists.values()], ignore_index=True))
    asked = {key: own for key, own in lists.items() if len(own)}
    for column, (key, own) in zip(st.columns(len(asked), gap="large"), asked.items(), strict=True):
        with column:
            _needs(facts, key, own, first)
    heading = _("Matching training")
    columns = [
        table.text("need_said", _("Need")),
        table.figure("share", _("Share (%)"), 1),
        table.figure("order", _("Order"), 0),
        table.text("title", _("Training")),
        table.text("area_said", _("Area")),
        table.text("kind_said", _("Kind")),
        table.text("when", _("Planned")),
        table.figure("seats", _("Seats"), 0),
        table.text("why", _("Reasons"), 420),
    ]
    about = paper.about(
        facts,
        f"{heading} · {facts.whole.name}",
        facts.newest,
        facts_of.at(facts)["n"],
        "pelatihan-cocok",
        page="kinerja",
    )
    table.twin(
        "matching",
        lambda: _printed(suggestions(facts, needed)[0]),
        columns,
        about,
        title=_("Table and download: {title}").format(title=heading),
    )


def _printed(found: pd.DataFrame) -> pd.DataFrame:
    return found.assign(
        need_said=[need_said(need) for need in found["need"]],
        area_said=[words.pick(AREAS[area]) for area in found["area"]],
        kind_said=[words.pick(KINDS[kind][1]) for kind in found["training_kind"]],
        when=["" if words.missing(q) else words.period(int(q)) for q in found["quarter"]],
        why=[" ".join(words.pick(reason) for reason in reasons) for reasons in found["reasons"]],
    )


def need_said(need: str) -> str:
    """A need with its kind: `Kendala: beban kerja dan waktu`."""
    called = words.inside(words.pick(need_words(need)))
    lead = _("Difficulty") if need.startswith(f"{DIFFICULTY}:") else _("Skill")
    return f"{lead}: {called}"


def _needs(facts: Facts, key: str, needed: pd.DataFrame, answered: Suggestions) -> None:
    """The first needs of a list with what was `answered` to them; the rest unfolds, and is answered only then."""
    first, rest = needed.iloc[:FIRST], needed.iloc[FIRST:]
    _listed(first, *answered)
    if len(rest):
        label = ngettext("and {n} more", "and {n} more", len(rest)).format(n=len(rest))
        folded = st.expander(label, key=f"more_{key}", on_change="rerun", type="compact")
        if folded.open:
            with folded:
                _listed(rest, *suggestions(facts, rest))


def _listed(needed: pd.DataFrame, found: pd.DataFrame, refused: Mapping[str, str]) -> None:
    trainings: dict[str, list[dict[str, Any]]] = {}
    for offer in history.rows_of(found):
        trainings.setdefault(offer["need"], []).append(offer)
    for row in history.rows_of(needed):
        need = row["need"]
        offers = trainings.get(need, [])
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{need_said(need)}** · {words.number(row['share'])}%")
            if need in refused:
                st.markdown(f":material/block: {refused[need]}")
            elif not offers:
                st.markdown(_("No training of the catalogue fits by these rules."))
            # Why the area helps is the same for several trainings: said once, over what speaks for each of them.
            for reason in dict.fromkeys(words.pick(offer["reasons"][0]) for offer in offers):
                st.caption(reason)
            for offer in offers:
                why = " ".join(words.pick(reason) for reason in offer["reasons"][1:])
                st.markdown(f"{offer['order']}. {offer['title']}  \n:small[:gray[{why}]]")
