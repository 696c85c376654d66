"""What the page Pelatihan says: whether a place keeps pace with the yearly JP, in plain words and with certainty."""

from __future__ import annotations

from enum import StrEnum

from metrics.limits import jp
from metrics.metric import State
from metrics.periods import year_and_quarter
from pages.parts import pelatihan_facts as facts_of
from pages.parts import words
from pages.parts.indicator import say
from pages.parts.indicator.history import Place, Row
from pages.parts.pelatihan_facts import Facts
from pages.parts.words import _


class Verdict(StrEnum):
    """A share beside the pace: its 95 % interval lies below, not below, or on both sides."""

    BEHIND = "behind"
    ON_COURSE = "on course"
    UNSURE = "unsure"


def verdict(row: Row, pace: float) -> Verdict:
    """On which side of the pace a share in percent lies."""
    if row["high"] < pace:
        return Verdict.BEHIND
    return Verdict.ON_COURSE if row["low"] >= pace or row["value"] >= facts_of.FULL else Verdict.UNSURE


def headline(facts: Facts, place: Place | None = None) -> str:
    """`41,0% pegawai di 4 kota sudah 20 JP: nyata tertinggal dari laju 75%`."""
    place = place or facts.whole
    row = place.at(facts.now)
    said = {"place": place.name, "period": facts.said(facts.now), "duty": duty(facts)}
    if State(row["state"]) is not State.SHOWN:
        reason = words.inside(say.hidden(facts.metric, row["state"]))
        return _("{duty} JP in {place}, {period}: {reason}").format(**said, reason=reason)
    if over(facts) and row["value"] < facts_of.FULL:  # the year is closed: counted out, nobody is on the way any more
        text = _("{share} of staff in {place} have {duty} JP: short of the target of {pace}")
        return text.format(**said, share=say.amount(facts.metric, row["value"]), pace=share(facts.pace))
    text = {
        Verdict.BEHIND: _("{share} of staff in {place} have {duty} JP: demonstrably behind the pace of {pace}"),
        Verdict.ON_COURSE: _("{share} of staff in {place} have {duty} JP: on course, the pace is {pace}"),
        Verdict.UNSURE: _("{share} of staff in {place} have {duty} JP: about at the pace of {pace}, not certain"),
    }[verdict(row, facts.pace)]
    return text.format(**said, share=say.amount(facts.metric, row["value"]), pace=share(facts.pace))


def sentence(facts: Facts) -> str:
    """Interval and people, who is on the way and who is behind, and the same quarter a year ago; in Markdown."""
    row, course = facts.whole.at(facts.now), facts.course.whole.at(facts.now)
    if State(row["state"]) is State.SUPPRESSED:
        return _("Choose a longer period, a coarser grain, or fewer filters to see more.")
    if State(row["state"]) is not State.SHOWN:
        return ""
    parts = [
        _("By the end of {period} **{share}** ({interval}) of {people} have {duty} JP or more.").format(
            period=facts.said(facts.now),
            share=say.amount(facts.metric, row["value"]),
            interval=words.interval(row["low"], row["high"], facts.metric.decimals) + "%",
            people=say.people(facts.metric, row["n"]),
            duty=duty(facts),
        )
    ]
    if State(course["state"]) is State.SHOWN and not over(facts) and course["value"] > row["value"]:
        parts.append(
            _("A further {more} are on the way with at least {due} JP; **{behind}** have fewer.").format(
                more=share(course["value"] - row["value"], 1),
                due=due(facts),
                behind=share(facts_of.FULL - course["value"], 1),
            )
        )
    parts.append(_year_ago(facts))
    if row["n"] < say.INDICATIVE:
        parts.append(_("Indicative only: few people are behind it."))
    return " ".join(part for part in parts if part)


def _year_ago(facts: Facts) -> str:
    then = facts.whole.at(facts.before)
    if State(then["state"]) is not State.SHOWN:
        return ""
    said = {"share": share(then["value"], 1), "period": facts.said(facts.before)}
    if facts.several:
        return _("A year ago, in {period}, it was {share}.").format(**said)
    return _("A year ago, in {period}, it was {share}: {change}.").format(**said, change=say.change(facts, facts.whole))


def pace_told(facts: Facts) -> str:
    """What the pace is, and that it is a reading of Pantau's."""
    return _(
        "Pace: if everyone is to have {duty} JP by December, a quarter of the staff reach it every quarter "
        "(Pantau's reading; the rule only names the year). JP start again every January."
    ).format(duty=duty(facts))


def pace_name(facts: Facts) -> str:
    """What the pace is called beside a row: at the end of a year it is the target."""
    return _("Target") if over(facts) else _("Pace")


def duty(facts: Facts) -> str:
    """The JP of a year: `20`."""
    return hours(jp.duty(facts.now))


def due(facts: Facts) -> str:
    """The JP due by now: `15`."""
    return hours(jp.due(facts.now))


def hours(hundredths: int) -> str:
    """JP from hundredths, with decimals only where there are some."""
    return words.number(hundredths / 100, 0 if hundredths % 100 == 0 else 2)


def share(value: float, decimals: int = 0) -> str:
    """A number that is in percent already."""
    return f"{words.number(value, decimals)}%"


def since_january(facts: Facts) -> str:
    """The stretch that what happened is counted over: `TW I–III 2026`."""
    return words.period_range(facts.year.first, facts.year.last)


def not_applied(facts: Facts) -> str:
    """What of the reader's filter the page cannot follow, in a sentence; empty where it follows all."""
    told = []
    if strange := say.not_applied(facts.asked, facts_of.STAFF):
        told.append(strange)
    if facts.asked.grain != "quarter":
        told.append(_("Read quarter by quarter, because JP start again every January."))
    return " ".join(told)


def over(facts: Facts) -> bool:
    """Whether the year ends with the quarter, so that nobody is still on the way."""
    return year_and_quarter(facts.now)[1] == 4
