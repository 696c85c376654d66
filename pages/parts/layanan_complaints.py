"""Complaints: how many are settled in time, of which kind, by whom, how long it takes."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from data.answer import Answer
from metrics.complaints.terms import KIND, KINDS
from metrics.limits.sla import COMPLAINT_CLOSE, COMPLAINT_RESPONSE, response_days
from metrics.metric import Metric, State
from pages.parts import cards, choice, layanan_top, words
from pages.parts import layanan_complaints_words as say
from pages.parts import layanan_families as families
from pages.parts.indicator import beside, breakdown, percent, spans, trend
from pages.parts.indicator import say as shared
from pages.parts.layanan_complaints_facts import CLOSE, IN_TIME, Facts
from pages.parts.words import _, ngettext

PAGE = "layanan"


def show(facts: Facts) -> None:
    """Finding, certainty, cards, the share over time."""
    st.title(say.headline(facts, say.late_offices(facts)), anchor=False)
    st.markdown(say.sentence(facts))
    layanan_top.not_applied(None, facts)
    if facts.hidden:
        return
    cards.show(of(facts))
    st.caption(counted())
    title = "" if facts.several else _("Complaints settled in time over time")
    trend.show(facts, page=PAGE, key="in_time", title=title)
    st.caption(judged(facts))


def of(facts: Facts, *, period: bool = False) -> list[cards.Card]:
    """Settled in time, answered in time, days to the answer and to the end, reopened, per 1,000 applications.

    `period`: whether each label names it.
    """
    card, time = partial(layanan_top.card, period=period), partial(layanan_top.time, period=period)
    made = [
        card(facts, _("Settled in time")),
        card(facts.answered, _("Answered within {n} working days").format(n=response_days(facts.now))),
        time(facts.response, _("Days to first response")),
        time(facts.close, _("Days to close")),
        card(facts.reopened, _("Reopened")),
    ]
    if facts.volume is None:
        return made
    # Nothing tests the change of a rate over two tables, so none is shown.
    return [*made, replace(card(facts.volume, _("Complaints per 1,000 applications")), change=None)]


def chosen_part(parts: tuple[str, ...]) -> str:
    """Which part below the main charts the reader wants to see."""
    names = {
        "late": _("Who settles late"),
        "kinds": _("Kinds and times"),
        "topics": _("Number and topics"),
        "survey": _("What citizens say"),
    }
    return choice.part(_("More about complaints"), parts, names)


def judged(facts: Facts) -> str:
    """Whom the share leaves out."""
    return _(
        "Only complaints whose limit has passed are judged; not settled counts as late. In the newest period those of "
        "long limits are still missing."
    )


def counted() -> str:
    """Why the cards rest on different numbers of complaints."""
    return _(
        "Each card counts complaints of its own: in time those whose limit has passed, days those whose dates are "
        "known, reopened those ever settled, per 1,000 applications all that came in."
    )


def late(facts: Facts) -> None:
    """The share settled in time by office or service, each beside all others together."""
    breakdown.show(
        facts, facts.whole, page=PAGE, title=_("Who settles late"), key="late", parameter="late", chosen=True,
        known=partial(say.compared, facts),
    )  # fmt: skip


def kinds(facts: Facts) -> None:
    """The share settled within its limit and the days to close, by kind, with the limits and their source."""
    answers = percent.answers((IN_TIME, CLOSE), by=("complaint_kind",), selection=facts.newest)
    limit = COMPLAINT_CLOSE.at(facts.now)
    names = {key: words.pick(label) for key, label in KINDS.items()}
    allowed = {key: f"≤ {words.number(limit.value[key])}" for key in KINDS}
    panels = [
        replace(beside.panel(answers[IN_TIME].metric, answers[IN_TIME].frame, "complaint_kind"), tails=allowed),
        beside.panel(open_ended(answers[CLOSE].metric), answers[CLOSE].frame, "complaint_kind"),
    ]
    with st.container(gap="xsmall", key="kinds"):
        st.subheader(_("In time by kind of complaint, {period}").format(period=facts.said(facts.now)), anchor=False)
        told = _(
            "Behind the share, after ≤: the working days allowed; the first answer is due within {n}. Source: {rule}."
        )
        st.caption(
            told.format(n=days(COMPLAINT_RESPONSE.at(facts.now).value), rule=families.rule(limit.source))
            + " "
            + words.pick(COMPLAINT_RESPONSE.meaning)
            + _kindless(answers[CLOSE])
        )
        beside.show(
            facts, panels, names, page=PAGE, key="jenis", what=words.pick(KIND),
            heading=_("Complaints by kind, {period}").format(period=facts.said(facts.now)), selection=facts.newest,
        )  # fmt: skip


def _kindless(answer: Answer) -> str:
    """How many complaints do not say of what kind they are; empty where all do, or where that is hidden."""
    frame = answer.frame
    n = frame.loc[frame["complaint_kind"].isna() & (frame["state"] == State.SHOWN), "n"].sum()
    if not n:
        return ""
    text = ngettext(
        "{n} complaint does not say its kind: it is not listed here, and whether it was settled in time is not judged.",
        "{n} complaints do not say their kind: they are not listed here, and whether they were settled in time is not judged.",
        int(n),
    )
    return " " + text.format(n=words.number(n))


def days(n: int) -> str:
    """`5 hari kerja`."""
    return _("{n} working days").format(n=words.number(n))


def open_ended(metric: Metric) -> Metric:
    """A time whose scale ends with what is drawn, not with the longest that the declaration allows."""
    return replace(metric, range=(metric.range[0], float("inf")))


def times(facts: Facts) -> None:
    """Days to the first response and to the end, over time; open ones are counted, not dropped."""
    with st.container(gap="xsmall", key="complaint_times"):
        half = spans.half_and_most(facts.close, facts.close.whole.at(facts.now))
        st.subheader(_("Until a complaint is settled: {times}").format(times=half), anchor=False)
        st.markdown(say.open_cases(facts))
        left, right = st.columns(2, gap="large")
        for place, found, stem in ((left, facts.response, "tanggapan"), (right, facts.close, "selesai")):
            with place:
                spans.over_time(found, spans.Told(shared.label(found.metric), stem), page=PAGE, key=stem)
