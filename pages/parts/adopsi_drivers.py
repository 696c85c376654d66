"""What goes with resistance and with steady use, as far as it foretells offices that were held out; else that nothing does."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from metrics.models.words import FEATURES, WHY_LEFT_OUT
from pages.parts import adopsi_facts as facts_of
from pages.parts import adopsi_fits, adopsi_sooner, table, words
from pages.parts.adopsi_facts import Facts
from pages.parts.charts import base
from pages.parts.charts import rows as dots
from pages.parts.indicator import paper, percent
from pages.parts.words import _

PAGE = "adopsi"
DRAWN = 4  # features whose curve is drawn; the table has all
MODELS = ("resistance_drivers", "adoption_drivers")


def show(facts: Facts) -> None:
    """Resistance, then steady use, then how much sooner; each drawn only where there is skill."""
    for name in MODELS:
        _model(facts, name)
    adopsi_sooner.show(facts)


def _title(name: str) -> str:
    return _("What goes with resistance") if name == MODELS[0] else _("What goes with early steady use")


def _model(facts: Facts, name: str) -> None:
    with st.container(gap="xsmall", key=name):
        found = adopsi_fits.latest(facts, name)
        if found.result is None:
            st.subheader(_title(name), anchor=False)
            st.caption(f":material/query_stats: {adopsi_fits.refusal(found)}")
            return
        result = found.result
        shown = [one for one in result["features"] if one["shown"]]
        st.subheader(headline(name, result, shown), anchor=False)
        if not result["found"]:
            st.markdown(result["reason"][words.language()])
        elif shown:
            st.markdown(skill(result))
            _importance(name, result, shown)
            _curves(facts, name, result["n"]["rows"], shown)
        adopsi_fits.note(facts, found)
        _how(name, result)


def headline(name: str, result: dict[str, Any], shown: list[dict[str, Any]]) -> str:
    """The features that go with it most; nothing where there is no skill."""
    if not result["found"] or not shown:
        return _("{title}: the data do not tell").format(title=_title(name))
    first = words.listing(words.inside(words.pick(FEATURES[one["feature"]])) for one in shown[:2])
    return _("{title}: most of all {features}").format(title=_title(name), features=first)


def skill(result: dict[str, Any]) -> str:
    """How much better offices that were held out are foretold."""
    share = {name: None if value is None else 100 * value for name, value in result["skill"].items()}
    baseline = words.listing(words.inside(words.pick(FEATURES[key])) for key in result["baseline"] if key in FEATURES)
    told = _("In offices that the model has not seen its error is {share} smaller than when only {baseline} is known.")
    if not baseline:
        told = _("In offices that the model has not seen its error is {share} smaller than with the mean alone.")
    return told.format(share=adopsi_fits.told(share, 0, "%"), baseline=baseline)


def _importance(name: str, result: dict[str, Any], shown: list[dict[str, Any]]) -> None:
    listed = [
        {
            **adopsi_fits.row(one["importance"], result["n"]["rows"]),
            "label": words.pick(FEATURES[one["feature"]]),
            "key": "",
            "tail": words.number(one["importance"]["value"], 1) + "%",
        }
        for one in shown
    ]
    largest = max(one["high"] for one in listed)
    figure = dots.figure(
        listed,
        decimals=1,
        indicative=0,
        least_span=1.0,
        limits=(0.0, 1.15 * largest),
        told=base.Told(sign="%", counts=adopsi_fits.ROWS),
    )
    alt = "; ".join(f"{one['label']} {one['tail']}" for one in listed)
    st.plotly_chart(figure, key=f"{name}_importance", config=base.CONFIG, alt=alt)
    st.caption(_("How much larger the error becomes when one of them is not known, with 95% intervals. What is related, not what causes it."))  # fmt: skip


def _curves(facts: Facts, name: str, n: int, shown: list[dict[str, Any]]) -> None:
    """What the model expects at each value, the rest as it is."""
    of_r = name == MODELS[0]
    metric = percent.metric(facts_of.RESISTANCE if of_r else facts_of.SUSTAINED)
    metric = replace(metric, counts=adopsi_fits.ROWS)
    scale = 1.0 if of_r else 100.0
    st.markdown(
        f"**{_('Expected R at each value') if of_r else _('Expected share in steady use within two quarters')}**"
    )
    for start in range(0, min(len(shown), DRAWN), 2):
        for place, one in zip(st.columns(2, gap="medium"), shown[start : start + 2], strict=False):
            with place:
                st.markdown(words.pick(FEATURES[one["feature"]]))
                listed = [
                    {
                        **_scaled(at, scale),
                        "label": adopsi_fits.level(one["feature"], at["at"]),
                        "key": facts.whole.key,
                        "n": n,
                    }
                    for at in one["curve"]
                ]
                drawn = [{**at, "tail": words.number(at["value"], 0) + ("" if of_r else "%")} for at in listed]
                figure = dots.figure(
                    drawn,
                    decimals=1,
                    indicative=0,
                    least_span=20.0,
                    limits=(0.0, 100.0),
                    told=base.Told(sign="" if of_r else "%", counts=adopsi_fits.ROWS),
                )
                alt = "; ".join(f"{at['label']} {at['tail']}" for at in drawn)
                st.plotly_chart(figure, key=f"{name}_{one['feature']}", config=base.CONFIG, alt=alt)
    heading = _("{title}: expected values").format(title=_title(name))
    frame = pd.DataFrame(
        [
            {
                **_scaled(at, scale),
                "feature": words.pick(FEATURES[one["feature"]]),
                "at": adopsi_fits.level(one["feature"], at["at"]),
            }
            for one in shown
            for at in one["curve"]
        ]
    )
    value, low, high, _n = paper.columns(metric)
    columns = [table.text("feature", _("What")), table.text("at", _("Value")), value, low, high]
    about = paper.about(facts, f"{heading} · {facts.whole.name}", facts.asked, facts_of.people(facts), name, page=PAGE)
    table.twin(name, frame, columns, about, title=_("Table and download: {title}").format(title=heading))


def _scaled(at: dict[str, Any], scale: float) -> dict[str, Any]:
    found = adopsi_fits.row(at, 0)
    return {**found, **{name: scale * found[name] for name in ("value", "low", "high")}}


def _how(name: str, result: dict[str, Any]) -> None:
    folded = st.expander(_("How it is counted, and what the data cannot tell"), icon=":material/calculate:", key=f"how_{name}", on_change="rerun", type="compact")  # fmt: skip
    if not folded.open:
        return
    with folded:
        st.markdown(
            _("Penalised linear and boosted-tree models of scikit-learn, folds grouped by office; the better one held out ({model}) is shown. Importance: rise of the squared error when a feature is shuffled. Curves: partial dependence with intervals over resampled offices.").format(model=result["model"])
        )  # fmt: skip
        placebo = result["placebo"]
        st.markdown(_("The same on shuffled outcomes found something in {found} of {runs} runs.").format(found=words.number(placebo["found"]), runs=words.number(placebo["runs"])))  # fmt: skip
        weak = [words.pick(FEATURES[one["feature"]]) for one in result["features"] if not one["shown"]]
        if weak:
            st.markdown(_("No relation beyond chance: {features}.").format(features=words.listing(map(words.inside, weak))))  # fmt: skip
        for one in result["left_out"]:
            st.markdown(f"{words.pick(FEATURES[one['feature']])}: {words.pick(WHY_LEFT_OUT[one['why']])}.")
