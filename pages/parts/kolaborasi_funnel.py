"""From idea to pilot to use: how many innovations came so far, how long it took, and how many staff built them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from data.answer import Answer
from metrics.culture.terms import STAGES
from metrics.metric import State
from pages.parts import kolaborasi_facts as facts_of
from pages.parts import kolaborasi_words as say
from pages.parts import table, words
from pages.parts.charts import base
from pages.parts.charts import rows as chart
from pages.parts.indicator import history, paper
from pages.parts.indicator import say as shared
from pages.parts.kolaborasi_facts import Facts
from pages.parts.words import _, ngettext

SPAN = (0.0, 100.0)  # per cent
BEFORE = {"pilot": facts_of.TO_PILOT, "running": facts_of.TO_RUNNING}


def show(facts: Facts) -> None:
    """Heading (the finding), dots, times with those still waiting, staff involved, table."""
    answers = facts_of.ask(facts_of.OF_INNOVATIONS, facts.so_far)
    rows = points(facts, answers)
    with st.container(gap="xsmall", key="funnel"):
        if not rows:
            st.subheader(_("From idea to use"), anchor=False)
            st.caption(_("No idea for an innovation was recorded in this choice."))
            return
        st.subheader(title(rows), anchor=False)
        left, right = st.columns(2, gap="large")
        with left:
            _chart(facts, rows, answers)
        with right:
            st.markdown(f"**{_('How long it took')}**")
            for name in BEFORE.values():
                if told := say.how_long(facts_of.only(answers[name]), name):
                    st.markdown(told)
            _involved(answers)
        _table(facts, rows)


def points(facts: Facts, answers: Mapping[str, Answer]) -> list[dict[str, Any]]:
    """The stages with counts and shares; empty where no idea was recorded."""
    ideas = facts_of.only(answers[facts_of.INNOVATIONS])
    if State(ideas["state"]) is not State.SHOWN or not ideas["value"]:
        return []
    total = int(ideas["value"])
    first = {**ideas, "value": SPAN[1], "low": history.NAN, "high": history.NAN, "n": total, "reached": "idea"}
    shares = history.rows_of(answers[facts_of.FUNNEL].frame)
    found = []
    for row in (first, *shares):
        stage = str(row["reached"])
        count = round(row["value"] * total / SPAN[1])
        time = facts_of.only(answers[BEFORE[stage]]) if stage in BEFORE else None
        found.append(
            {
                **row,
                "label": words.pick(STAGES[stage]),
                "key": facts.whole.key,
                "name": "",
                "stage": stage,
                "count": count,
                "half": facts_of.number(time) if time else history.NAN,
                "most": time["p90"] if time else history.NAN,
                "waiting": time["waiting"] if time else history.NAN,
                "tail": words.number(count) if stage == "idea" else f"{words.number(count)} · {words.number(row['value'])}%",
            }
        )  # fmt: skip
    return found


def title(rows: list[dict[str, Any]]) -> str:
    """`42 ide: 26 sampai uji coba, 23 sampai berjalan`."""
    counts = {row["stage"]: words.number(row["count"]) for row in rows}
    return _("{ideas} ideas for innovations: {pilot} reached a pilot, {running} went into use").format(
        ideas=counts["idea"], pilot=counts["pilot"], running=counts["running"]
    )


def _chart(facts: Facts, rows: list[dict[str, Any]], answers: Mapping[str, Answer]) -> None:
    metric = answers[facts_of.FUNNEL].metric
    figure = chart.figure(
        rows,
        decimals=metric.decimals,
        indicative=shared.INDICATIVE,
        least_span=2 * SPAN[1],
        limits=SPAN,
        told=shared.told(metric),
    )
    st.plotly_chart(
        figure, key="funnel_chart", config=base.CONFIG, alt="; ".join(f"{row['label']} {row['tail']}" for row in rows)
    )
    told = [
        _("Share of the ideas recorded in {range} that ever came so far, with 95% interval").format(
            range=words.period_range(facts.axis[0], facts.so_far.last, "quarter")
        )
    ]
    if rows[0]["n"] < shared.INDICATIVE:
        told.append(shared.few(metric))
    told.append(_("young ideas have had less time: their share can only rise"))
    st.caption(" · ".join(told))


def _involved(answers: Mapping[str, Answer]) -> None:
    """Staff who built innovations, with those that did not record it named."""
    st.markdown(f"**{_('Staff involvement')}**")
    row = facts_of.only(answers[facts_of.INVOLVED])
    metric = answers[facts_of.INVOLVED].metric
    if State(row["state"]) is not State.SHOWN:
        st.markdown(shared.hidden(metric, row["state"]))
        return
    told = [
        _("**{n}** times staff took part in {known} innovations, {mean} per innovation; one person in two counts twice.").format(
            n=words.number(row["value"]), known=words.number(row["n"]), mean=words.number(row["value"] / row["n"], 1)
        )
    ]  # fmt: skip
    silent = int(facts_of.only(answers[facts_of.INNOVATIONS])["value"] - row["n"])
    if silent:
        text = ngettext("{n} innovation did not record it.", "{n} innovations did not record it.", silent)
        told.append(text.format(n=words.number(silent)))
    st.markdown(" ".join(told))


def _table(facts: Facts, rows: list[dict[str, Any]]) -> None:
    heading = _("From idea to use")
    columns = [
        table.text("label", _("Stage reached")),
        table.figure("count", _("Innovations"), 0),
        table.figure("value", _("Share of ideas (%)"), 1),
        table.figure("low", _("Lower 95%"), 1),
        table.figure("high", _("Upper 95%"), 1),
        table.figure("half", _("Half within (days)"), 0),
        table.figure("most", _("Nine in ten within (days)"), 0),
        table.figure("waiting", _("Not so far"), 0),
    ]
    assert facts.innovations is not None, "the funnel is made of innovations"
    about = paper.about(
        facts.innovations,
        f"{heading} · {facts.whole.name}",
        facts.so_far,
        rows[0]["n"],
        "tahap-inovasi",
        page="kolaborasi",
    )
    table.twin(
        "funnel",
        lambda: history.framed(rows),
        columns,
        about,
        title=_("Table and download: {title}").format(title=heading),
    )
