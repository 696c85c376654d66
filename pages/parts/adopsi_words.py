"""What the page Adopsi says: how many use their systems steadily, how strong resistance is, in plain words."""

from __future__ import annotations

from metrics.limits.adoption_map import R_CUTS
from metrics.metric import State
from pages.parts import adopsi_facts as facts_of
from pages.parts import words
from pages.parts.adopsi_facts import Facts
from pages.parts.indicator import say
from pages.parts.indicator.history import History, Row
from pages.parts.words import _


def headline(facts: Facts) -> str:
    """Steady use, and how strong resistance is, as far as either may be told."""
    resistance = facts.resistance
    if facts.used is None or facts.hidden:
        return say.headline(facts)
    said = {
        "share": say.amount(facts.metric, facts_of.at(facts)["value"]),
        "place": facts.whole.name,
        "period": facts.said(facts.now),
    }
    one = len(facts.asked.system) == 1  # of one system each of the staff counts once, of several once for each
    told = _("{share} of the staff in {place} use it steadily") if one else _("Of the digital systems that they have, staff in {place} use {share} steadily")  # fmt: skip
    if resistance is None or not facts_of.shown(resistance):
        return told.format(**said)
    return _("{finding}; resistance is {level}").format(
        finding=told.format(**said), level=level(facts_of.at(resistance))
    )


def level(row: Row) -> str:
    """`sedang`, or `rendah hingga sedang` where the interval leaves it open."""
    names = (_("low"), _("medium"), _("high"))
    found = [names[_side(value)] for value in (row["low"], row["high"])]
    if words.missing(row["low"]) or found[0] == found[1]:
        return names[_side(row["value"])]
    return _("{low} to {high}").format(low=found[0], high=found[1])


def _side(value: float) -> int:
    low, high = R_CUTS.at().value
    return 0 if value < low else 1 if value <= high else 2


def sentence(facts: Facts) -> str:
    """Value, interval and people, how the year went, and R; in Markdown."""
    if facts.hidden:
        return say.advice(facts_of.at(facts)["state"])
    parts = [say.sentence(facts)]
    if not facts.provisional and not words.missing(facts.together["change"]):
        parts.append(_("Within a year: {change}.").format(change=say.change(facts, facts.whole)))
    if facts.resistance is not None and facts.used is not None and facts_of.shown(facts.resistance):
        parts.append(resistance(facts.resistance))
    return " ".join(parts)


def resistance(found: History) -> str:
    """`Resistansi (R) 42,1 dari 100 pada TW III 2026 (40,2–44,0): sedang hingga tinggi.`"""
    row = facts_of.at(found)
    return _("Resistance (R) is **{value}** of 100 in {period} ({interval}): {level}.").format(
        value=words.number(row["value"], found.metric.decimals),
        period=found.said(found.now),
        interval=words.interval(row["low"], row["high"], found.metric.decimals),
        level=level(row),
    )


def what_they_mean() -> str:
    """The two words that everything below rests on, once."""
    return _(
        "Sustained use: active on 3 days within 30. Everybody counts once for each system that there is for them: one person with three systems is three pairs. R: what staff say of a system (survey without names, 0–100). Behavioural index (BRI): what the logs show, 0 used fully, 100 not at all. Low, medium and high R part at 40 and 60: Pantau's convention, no standard. Figures are of groups, never of persons, and name no one to blame."
    )  # fmt: skip


def over_time(found: History) -> str:
    """What a trend shows; of several cities, what is spoken of first."""
    if not found.several:
        return say.trend_title(found)
    return f"{words.sentence(say.label(found.metric))}: {words.inside(say.trend_title(found))}"


def not_applied(facts: Facts) -> str:
    """Which filters the logs, and which the survey, do not know; empty where both know all."""
    told = []
    if left := say.left_out(facts.asked, facts_of.STATE):
        told.append(_("Not applied here, because records of use do not know it: {filters}.").format(filters=left))
    if facts.resistance is not None and (
        left := say.left_out(facts.asked.but(service=(), channel=(), occupation=()), facts_of.SURVEY)
    ):
        told.append(_("Not applied to resistance, because the survey asks no names: {filters}.").format(filters=left))
    return " ".join(told)


def nothing_here() -> str:
    """Why a place may have no figure in any period, and what to do."""
    return _("No system is known to be in use for this choice: none may have been launched there, or its logs are not imported yet (page Import data).")  # fmt: skip


def reason(found: History) -> str:
    """Why there is no figure now."""
    return say.hidden(found.metric, State(facts_of.at(found)["state"]))
