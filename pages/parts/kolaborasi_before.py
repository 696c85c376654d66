"""What ran in the year before satisfaction rose: listed beside each other, and said to be no proof."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from data.selection import Selection
from metrics.findings import Finding, Kind, Series, what_changed
from metrics.metric import State
from metrics.periods import QUARTERS_IN
from metrics.registry import metric
from pages.parts import access, kepuasan_facts, table, words
from pages.parts import kolaborasi_facts as facts_of
from pages.parts.families import satisfaction_findings
from pages.parts.indicator import history, paper, places
from pages.parts.indicator.history import YEAR
from pages.parts.kolaborasi_facts import Facts
from pages.parts.words import _, ngettext

LISTED = 6  # offices; the table has all
LAUNCH = "deployment"
COUNTED = (facts_of.ACTIVITIES, facts_of.ATTENDANCE, facts_of.IDEAS)


def show(facts: Facts) -> None:
    """Heading, the offices with what ran before, the sentence that this proves nothing, table."""
    satisfaction = kepuasan_facts.load(facts.selection)
    if satisfaction is None or satisfaction.provisional:
        with st.container(gap="xsmall", key="before"):
            st.subheader(_("What ran before satisfaction rose"), anchor=False)
            st.caption(_("The newest period is not over, or there is no survey: nothing to compare with a year ago."))
        return
    with st.container(gap="xsmall", key="before"):
        risen = rises(satisfaction)
        if not risen:
            st.subheader(_("What ran before satisfaction rose"), anchor=False)
            st.caption(_("No office's satisfaction demonstrably rose within a year."))
            return
        title = ngettext(
            "What ran before satisfaction rose: {n} office", "What ran before satisfaction rose: {n} offices", len(risen)
        )  # fmt: skip
        st.subheader(title.format(n=words.number(len(risen))), anchor=False)
        first, last = satisfaction.before, satisfaction.now - 1
        rows = beside(facts, risen, first, last)
        st.caption(_("What came before is no proof that it was the cause: offices without a rise held activities too. IKM {now} beside {then}; counted over {range}.").format(
            now=words.period(satisfaction.now, satisfaction.grain),
            then=words.period(satisfaction.before, satisfaction.grain),
            range=words.period_range(first, last),
        ))  # fmt: skip
        st.markdown("\n".join(f"- {said(row)}" for row in rows[:LISTED]))
        if len(rows) > LISTED:
            st.caption(_("the {n} that rose most for certain, of {total}; all are in the table").format(n=LISTED, total=len(rows)))  # fmt: skip
        _table(facts, rows, satisfaction)


def rises(satisfaction: kepuasan_facts.Facts) -> list[Finding]:
    """Offices whose IKM demonstrably rose within a year, by the same rule as on Ringkasan; not across a new questionnaire."""
    now, before = satisfaction.now, satisfaction.before
    selection = satisfaction.selection.but(first=before, last=now + QUARTERS_IN[satisfaction.grain] - 1)
    frame = access.answer("ikm", by=("unit", "period"), selection=selection).frame
    broken = satisfaction_findings.cut(frame, satisfaction_findings.breaks(satisfaction))
    comparable = frame[~((frame["period"] == before) & broken)]
    found = what_changed([Series(metric("ikm"), comparable, ("unit",))], now, before)
    return [one for one in found if one.kind is Kind.IMPROVED]


def beside(facts: Facts, risen: list[Finding], first: int, last: int) -> list[dict[str, Any]]:
    """Per office the rise, and the activities, innovations and launches of those quarters."""
    units = tuple(str(one.subject["unit"]) for one in risen)
    selection = Selection(unit=units, first=first, last=last)
    names = COUNTED if facts.innovations is None else (*COUNTED, facts_of.INNOVATIONS)
    counts = {
        name: {str(row["unit"]): row for row in history.rows_of(answer.frame)}
        for name, answer in access.answers(names, by=("unit",), selection=selection).items()
    }
    launched = access.events(selection)
    launched = launched[launched["kind"] == LAUNCH]
    found = []
    for one in risen:
        unit = str(one.subject["unit"])
        row: dict[str, Any] = {
            "unit": unit,
            "label": places.unit_label(unit, facts.several),
            "ikm": one.numbers["value"],
            "before": one.numbers["before"],
            "change": one.numbers["change"],
            "low": one.numbers["low"],
            "high": one.numbers["high"],
            "n": one.numbers["n"],
            "launches": "; ".join(_launch(event) for event in history.rows_of(launched[launched["unit"] == unit])),
        }
        for name in (*COUNTED, facts_of.INNOVATIONS):
            own = counts.get(name, {}).get(unit)
            row[name] = facts_of.number(own) if own else history.NAN
            row[f"{name}_state"] = own["state"] if own else State.NO_DATA
        found.append(row)
    return found


def _launch(event: dict[str, Any]) -> str:
    english = words.language() == "en" and isinstance(event["title_en"], str) and event["title_en"]
    return f"{event['title_en'] if english else event['title_id']} ({words.date(event['happened_on'])})"


def said(row: dict[str, Any]) -> str:
    """One office: the rise with its interval, then what ran in the year before."""
    ran = []
    if row[facts_of.ACTIVITIES] > 0:
        held = ngettext("{n} activity", "{n} activities", int(row[facts_of.ACTIVITIES]))
        text = held.format(n=words.number(row[facts_of.ACTIVITIES]))
        if row[facts_of.IDEAS] > 0:
            ideas = ngettext("{n} idea", "{n} ideas", int(row[facts_of.IDEAS])).format(n=words.number(row[facts_of.IDEAS]))  # fmt: skip
            text = _("{activities} with {ideas}").format(activities=text, ideas=ideas)
        ran.append(text)
    if row[facts_of.INNOVATIONS] > 0:
        n = int(row[facts_of.INNOVATIONS])
        ran.append(
            ngettext("{n} innovation idea recorded", "{n} innovation ideas recorded", n).format(n=words.number(n))
        )
    if row["launches"]:
        ran.append(_("launch of a system: {titles}").format(titles=row["launches"]))
    return _("**{office}**: IKM {before} to {ikm}, up {change} (interval {interval}). Before: {ran}.").format(
        office=row["label"],
        before=words.number(row["before"], 2),
        ikm=words.number(row["ikm"], 2),
        change=words.number(row["change"], 2),
        interval=words.interval(row["low"], row["high"], 2),
        ran="; ".join(ran) if ran else _("nothing on record"),
    )


def _table(facts: Facts, rows: list[dict[str, Any]], satisfaction: kepuasan_facts.Facts) -> None:
    heading = _("What ran before satisfaction rose")
    columns = [
        table.text("label", _("Office")),
        table.figure("before", _("IKM {period}").format(period=words.period(satisfaction.before, satisfaction.grain)), 2),
        table.figure("ikm", _("IKM {period}").format(period=words.period(satisfaction.now, satisfaction.grain)), 2),
        table.figure("change", _("Change"), 2, sign=True),
        table.figure("low", _("Lower 95%"), 2, sign=True),
        table.figure("high", _("Upper 95%"), 2, sign=True),
        table.figure("n", _("Respondents"), 0),
        table.figure(facts_of.ACTIVITIES, _("Activities"), 0),
        table.figure(facts_of.ATTENDANCE, _("Attendances"), 0),
        table.figure(facts_of.IDEAS, _("Ideas"), 0),
        table.figure(facts_of.INNOVATIONS, _("Innovation ideas"), 0),
        table.text("launches", _("Launches")),
    ]  # fmt: skip
    selection = facts.selection.but(first=satisfaction.now - YEAR, last=satisfaction.now - 1)
    about = paper.about(
        facts,
        f"{heading} · {facts.whole.name}",
        selection,
        sum(row["n"] for row in rows),
        "sebelum-kepuasan-naik",
        page="kolaborasi",
        beside=_("no proof of a cause"),
    )

    def frame() -> pd.DataFrame:
        return history.framed(rows)

    table.twin("before", frame, columns, about, title=_("Table and download: {title}").format(title=heading))
