"""Below an answer of a causal design: its course, what it rests on in plain words, and the table."""

from __future__ import annotations

from typing import Any

import streamlit as st

from data.selection import Selection
from data.whatif.training import KINDS
from metrics.adoption.terms import SYSTEMS
from metrics.metric import State
from metrics.models.launch_effect import OUTCOMES
from metrics.registry import metric
from metrics.whatif.evidence import Evidence
from pages.parts import simulasi_answer, table, words
from pages.parts.charts import base, fan
from pages.parts.charts.fan import Course
from pages.parts.indicator import history, paper
from pages.parts.words import _, ngettext


def training(of: dict[str, Any], selection: Selection) -> None:
    """Course of those who are trained, beside going on as before: in the quarters after each one's own training."""
    heading = _("Of 100 uses that are not sustained yet, so many become so")
    st.subheader(heading, anchor=False)
    labels = [_quarter(of, row["after"]) for row in of["course"]]
    told = [row["then"] or dict.fromkeys(("value", "low", "high", "low50", "high50"), row["baseline"]) for row in of["course"]]  # fmt: skip
    bands = tuple(([t[a] for t in told], [t[b] for t in told]) for a, b in (("low", "high"), ("low50", "high50")))
    before = Course(_("Going on as before"), [row["baseline"] for row in of["course"]], quiet=True)
    then = Course(_("With the training"), [t["value"] for t in told], bands)
    figure = fan.figure(labels, (before, then), decimals=1)
    st.plotly_chart(figure, key="whatif_training", config=base.CONFIG, alt=heading)
    st.caption(_("Line: with the training, bands hold 50 and 90 of 100 cases · dotted: going on as before. Beyond two quarters nothing is told."))  # fmt: skip
    rows = [
        {"label": label, "baseline": row["baseline"], **t, "n": of["people"], "state": State.SHOWN}
        for label, row, t in zip(labels, of["course"], told, strict=True)
    ]
    columns = [
        table.text("label", _("End of quarter")), table.figure("baseline", _("As before"), 1), table.figure("value", _("With the training"), 1),
        table.figure("low", _("Lower 90%"), 1), table.figure("high", _("Upper 90%"), 1),
    ]  # fmt: skip
    about = paper.of(metric("sustained_use"), heading, selection, of["people"], "simulasi-pelatihan")
    table.twin("whatif_training", lambda: history.framed(rows), columns, about, title=_("Table and download: {title}").format(title=heading))  # fmt: skip
    st.subheader(_("What this rests on"), anchor=False)
    st.markdown("\n".join(f"- {line}" for line in reasons(of)))


def _quarter(of: dict[str, Any], after: int) -> str:
    """The end of a quarter; of a training that takes several, how many after one's own it is."""
    if of["quarters"] == 1:
        return words.period(of["quarter"] + after)
    return (
        ngettext("{n} quarter after", "{n} quarters after", after).format(n=words.number(after))
        if after
        else _("at the training")
    )


def of_plan(rests: dict[str, dict[str, Any]]) -> None:
    """The same below a plan of a budget, for each kind of training that it was made with."""
    st.subheader(_("What this rests on"), anchor=False)
    for kind, of in rests.items():
        lines = [*([_borrowed()] if of["borrowed"] else []), *_estimate(of), *([_anew()] if of["stale"] else [])]
        st.markdown(f"**{words.pick(KINDS[kind])}**\n\n" + "\n".join(f"- {line}" for line in lines))
    st.markdown(f"- {_proof()}")


def _estimate(rests: dict[str, Any]) -> list[str]:
    """Of whom the effect of a training is, how large, and how its check came out."""
    effect = rests["effect"]
    lines = [
        _("{trained} staff who were trained and {untrained} like them who were not, in {units} units.").format(
            trained=words.number(rests["trained"]), untrained=words.number(rests["untrained"]), units=words.number(rests["units"])
        ),
        _("Of 100 uses of the trained, {value} more became sustained ({interval}); simply compared it would seem {naive}.").format(
            value=words.number(effect["value"], 1), interval=words.interval(effect["low"], effect["high"], 1), naive=words.number(effect["naive"], 1)
        ),
    ]  # fmt: skip
    further = rests["further"]
    lines.append(_("For staff like those who could be trained now it would be {value} ({interval}): they are unlike those who went first.").format(
        value=words.number(further["value"], 1), interval=words.interval(further["low"], further["high"], 1)
    ))  # fmt: skip
    if check := rests["placebo"]:
        lines.append(
            _("Check passed: before the training the trained used their systems no more than those like them.")
            if check["holds"]
            else _(":material/warning: Check not passed: already before the training the trained differed from those like them; part of the effect may not be one.")
        )  # fmt: skip
    lines.append(_("{share}% of staff have nobody alike among the others and are left out.").format(share=words.number(rests["outside"], 1)))  # fmt: skip
    return lines


def reasons(of: dict[str, Any]) -> list[str]:
    """How far the estimate can be leaned on."""
    rests = of["rests"]
    lines = _estimate(rests)
    if rests["e_value"]:
        told = _("Something that nobody recorded would have to raise both training and use {times} times to explain all of it away.").format(times=words.number(rests["e_value"], 1))  # fmt: skip
        days = of["active"]
        if days and days.get("e_value") and days["low"] * days["high"] > 0:  # older answers lack it
            told += " " + _("For the active days: {times} times.").format(times=words.number(days["e_value"], 1))
        lines.append(told)
    if not of["proven"]:
        lines.append(_("The effect on sustained use is not proven yet: where a training does nothing, such a difference comes about by chance too often."))  # fmt: skip
    elif of["ikm"] and not of["ikm"]["proven"]:
        lines.append(
            _("The effect on satisfaction is not proven yet: within offices the IKM did not move clearly with use.")
        )
    elif of["ikm"] and (left := of["ikm"]["robustness"]) is not None:
        lines.append(_("Satisfaction: something that nobody recorded would have to explain {share}% of what is left of both use and IKM to undo it.").format(share=words.number(100 * left)))  # fmt: skip
    if of["proven"]:
        lines.append(_proof())
    lines.append(_resistance(of["resistance"]))
    if rests["borrowed"]:
        lines.insert(0, _borrowed())
    if rests["stale"]:
        lines.append(_anew())
    return lines


def _anew() -> str:
    return _(":material/history: The data have changed since this was estimated; it is being worked out anew.")


def _proof() -> str:
    """Why an interval can leave nothing out and no effect is told all the same."""
    return _("An effect is told only where chance alone would show one in at most 1 of 100 cases; the interval holds 90 of 100.")  # fmt: skip


def _borrowed() -> str:
    return _(":material/info: Estimated on all cities together: this city alone has too few data.")


def _resistance(found: dict[str, Any] | None) -> str:
    why = _("The staff survey bears no names, so what training does to a person's resistance cannot be told.")
    if found is None:
        return why
    link = _("By office it is a mere link: per 10% more staff trained, resistance {value} points ({interval}).").format(
        value=words.signed(found["value"], 1), interval=words.interval(found["low"], found["high"], 1)
    )
    return f"{why} {simulasi_answer.inline(Evidence.ASSOCIATION)} {link}"


def deployment(of: dict[str, Any]) -> None:
    """What bringing the system in did elsewhere: by outcome, with its course before and after."""
    system = words.pick(SYSTEMS[of["system"]])
    st.subheader(_("What {system} did where it was brought in").format(system=system), anchor=False)
    lines = [*([_borrowed()] if of["borrowed"] else []), *_outcomes(of), _proof()]
    st.markdown("\n".join(f"- {line}" for line in lines))
    name = "ikm" if "ikm" in of["outcomes"] else next(iter(of["outcomes"]))
    each = of["outcomes"][name]
    rows = sorted([*each["before"], *each["after"]], key=lambda row: float(row["quarter"]))
    labels = [words.signed(row["quarter"]) if row["quarter"] else "0" for row in rows]
    course = Course(words.pick(OUTCOMES[name]), [row["value"] for row in rows], (([row["low"] for row in rows], [row["high"] for row in rows]),))  # fmt: skip
    figure = fan.figure(labels, (course,), decimals=2, zero=True)
    st.plotly_chart(figure, key="whatif_deployment", config=base.CONFIG, alt=", ".join(_outcomes(of)))
    st.caption(_("{outcome}: difference from what would have been, by quarters since the launch; band: 90 of 100 cases.").format(outcome=words.pick(OUTCOMES[name])))  # fmt: skip


def _outcomes(of: dict[str, Any]) -> list[str]:
    lines = []
    for name, each in of["outcomes"].items():
        said = {
            "outcome": words.pick(OUTCOMES[name]), "value": words.signed(each["value"], 1),
            "interval": words.interval(each["low"], each["high"], 1), "launched": words.number(each["n"]["launched"]),
            "waiting": words.number(each["n"]["waiting"]), "naive": words.signed(each["before_after"], 1),
        }  # fmt: skip
        if not each["steady"]:
            lines.append(_("{outcome}: no claim, for offices differed already before the launch ({interval}).").format(**said))  # fmt: skip
        elif each["proven"]:
            lines.append(_("{outcome}: {value} ({interval}), from {launched} offices that launched and {waiting} that waited; before and after simply compared: {naive}.").format(**said))  # fmt: skip
            if each["drift"] is not None and each["moved"] is not None:
                lines.append(_("To explain that without the system, offices would have to move away from the others by {drift} every quarter; before the launch they moved by {moved} at most.").format(drift=words.number(each["drift"], 2), moved=words.number(each["moved"], 2)))  # fmt: skip
        else:
            lines.append(f"{said['outcome']}: {simulasi_answer.unproven(each['low'], each['high'], 1)}.")
    return lines
