"""How many times as fast steady use is reached after training, with colleagues who use it, by age and position."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from metrics.models.words import FEATURES
from pages.parts import adopsi_fits, table, words
from pages.parts.adopsi_facts import Facts
from pages.parts.charts import base
from pages.parts.charts import rows as dots
from pages.parts.indicator import paper
from pages.parts.words import _

PAGE = "adopsi"


def show(facts: Facts) -> None:
    """How much sooner steady use is reached after training and with colleagues who use it already."""
    with st.container(gap="xsmall", key="cox"):
        found = adopsi_fits.latest(facts, "cox")
        if found.result is None:
            st.subheader(_("Who reaches steady use sooner"), anchor=False)
            st.caption(f":material/query_stats: {adopsi_fits.refusal(found)}")
            return
        effects = found.result["effects"]
        trained = next((one for one in effects if one["feature"] == "trained"), None)
        st.subheader(title(trained), anchor=False)
        rows: list[dict[str, Any]] = [
            {**adopsi_fits.row(one["ratio"], 0), "label": _effect(one), "p": adopsi_fits.number(one["p"])}
            for one in effects
        ]
        figure = dots.figure(
            [
                {**one, "key": facts.whole.key, "n": found.result["n"]["spells"], "tail": words.number(one["value"], 2)}
                for one in rows
            ],
            decimals=2,
            indicative=0,
            least_span=1.0,
            limits=(0.0, 1.1 * max(one["high"] for one in rows)),
            rule=dots.Rule(1.0, _("the same pace")),
            told=base.Told(counts=adopsi_fits.ROWS),
        )
        alt = "; ".join(f"{one['label']} {words.number(one['value'], 2)}" for one in rows)
        st.plotly_chart(figure, key="cox_chart", config=base.CONFIG, alt=alt)
        st.caption(_("How many times as fast steady use is reached, with 95% intervals; 1 is the same pace. Training counts from the month it was completed."))  # fmt: skip
        adopsi_fits.note(facts, found)
        folded = st.expander(_("How it is counted"), icon=":material/calculate:", key="how_cox", on_change="rerun", type="compact")  # fmt: skip
        if folded.open:
            with folded:
                st.markdown(_("Cox regression, stratified by city and system, with training and colleagues as covariates that change with time; whoever reaches it in the same month is taken exactly, in any order; standard errors are clustered by office. A ratio is an average over what is not known of people and of their trainings."))  # fmt: skip
        heading = _("How many times as fast steady use is reached")
        columns = [
            table.text("label", _("Compared")),
            table.figure("value", _("Times as fast"), 2),
            table.figure("low", _("Lower 95%"), 2),
            table.figure("high", _("Upper 95%"), 2),
            table.figure("p", "p", 4),
        ]
        about = paper.about(facts, f"{heading} · {facts.whole.name}", facts.asked, found.result["n"]["people"], "laju", page=PAGE)  # fmt: skip
        table.twin("cox", pd.DataFrame(rows), columns, about, title=_("Table and download: {title}").format(title=heading))  # fmt: skip


def title(trained: dict[str, Any] | None) -> str:
    """What goes with training, as an association."""
    if trained is None or trained["ratio"]["value"] is None:
        return _("Who reaches steady use sooner")
    ratio = trained["ratio"]
    if ratio["low"] is not None and ratio["low"] > 1:
        return _("After IT training steady use is reached {times} times as fast: related, no proof of a cause").format(
            times=words.number(ratio["value"], 1)
        )
    return _("Steady use is not demonstrably reached sooner after IT training")


def _effect(one: dict[str, Any]) -> str:
    called = words.pick(FEATURES[one["feature"]])
    if one["feature"] == "peers" and one["step"]:
        return _("+{n} points of colleagues").format(n=words.number(one["step"]))
    if not one["level"]:
        return f"{called}, +{words.number(one['step'])}" if one["step"] else called
    level, reference = (
        adopsi_fits.level(one["feature"], one["level"]),
        adopsi_fits.level(one["feature"], one["reference"]),
    )
    return _("{level} vs {reference}").format(level=level, reference=words.inside(reference))
