"""What the page Kolaborasi says: how many staff activities reach, how many ideas come of it, in plain words."""

from __future__ import annotations

from metrics.metric import State
from pages.parts import access, words
from pages.parts import kolaborasi_facts as facts_of
from pages.parts.indicator import percent, say
from pages.parts.indicator.history import History, Row
from pages.parts.kolaborasi_facts import Facts
from pages.parts.words import _, ngettext


def headline(facts: Facts) -> str:
    """`32 kegiatan di Binjai, TW III 2026: 48 kehadiran dan 6,1 ide per 100 pegawai`."""
    row = facts_of.at(facts)
    said = {"place": facts.whole.name, "period": facts.said(facts.now)}
    if State(row["state"]) is not State.SHOWN:
        return _("No activity in {place}, {period}").format(**said)
    held = ngettext("{n} activity", "{n} activities", int(row["value"])).format(n=words.number(row["value"]))
    reach, ideas = facts_of.at(facts.reach), facts_of.at(facts.ideas)
    if State(reach["state"]) is State.SHOWN and State(ideas["state"]) is State.SHOWN:
        return _("{held} in {place}, {period}: {reach} attendances and {ideas} ideas per 100 staff").format(
            held=held, reach=words.number(reach["value"]), ideas=words.number(ideas["value"], 1), **said
        )
    return _("{held} in {place}, {period}").format(held=held, **said)


def sentence(facts: Facts) -> str:
    """The counts behind the headline, ideas adopted, innovations running, and why a rate is missing; in Markdown."""
    reach, ideas = facts_of.at(facts.reach), facts_of.at(facts.ideas)
    parts = [_counts(facts, reach, ideas)]
    adopted = facts_of.at(facts.adoption)
    if State(adopted["state"]) is State.SHOWN:
        parts.append(
            _("Adopted: **{share}** of {ideas} (interval {interval}).").format(
                share=say.amount(facts.adoption.metric, adopted["value"]),
                ideas=_ideas(adopted["n"]),
                interval=words.interval(adopted["low"], adopted["high"], facts.adoption.metric.decimals) + "%",
            )
        )
    if State(reach["state"]) is State.UNDEFINED:
        parts.append(_("Rates per 100 staff need the staff register of this place."))
    elif State(reach["state"]) is State.SUPPRESSED:
        parts.append(say.hidden(facts.reach.metric, State.SUPPRESSED) + ".")
    if facts.provisional:
        parts.append(f"{say.so_far(facts)}.")
    return " ".join(part for part in parts if part)


def _counts(facts: Facts, reach: Row, ideas: Row) -> str:
    if State(reach["state"]) is not State.SHOWN or State(ideas["state"]) is not State.SHOWN:
        return ""
    return _("{attended} attendances of {staff} staff and {ideas} in {period}; who came twice counts twice.").format(
        attended=words.number(reach["counted"]),
        staff=words.number(reach["staff"]),
        ideas=_ideas(ideas["counted"]),
        period=facts.said(facts.now),
    )  # fmt: skip


def _ideas(n: float) -> str:
    return ngettext("{n} idea", "{n} ideas", int(n)).format(n=words.number(n))


def not_applied(facts: Facts) -> str:
    """Which of the reader's filters activities do not know, in a sentence; empty where they know all."""
    strange = [dimension for dimension in facts.asked.filters if dimension not in facts.selection.filters]
    if not strange:
        return ""
    names = ["/".join(access.name(d, key).lower() for key in getattr(facts.asked, d)) for d in strange]
    return _("Not applied here, because records of activities do not know it: {filters}.").format(
        filters=words.listing(names)
    )


def days(value: float) -> str:
    """`110 hari`."""
    return ngettext("{n} day", "{n} days", round(value)).format(n=words.number(value))


def how_long(row: Row, name: str) -> str:
    """Half and nine in ten of a stage, and who still waits; in Markdown."""
    if not row["n"]:
        return ""
    pilot = name == facts_of.TO_PILOT
    if State(row["state"]) is not State.SHOWN:
        lead = (
            _("From idea to pilot: fewer than half got so far, so there is no middle time.")
            if pilot
            else _("From pilot to use: fewer than half got so far, so there is no middle time.")
        )
    else:
        text = (
            _("From idea to pilot: half within **{half}**, nine in ten within {most}.")
            if pilot
            else _("From pilot to use: half within **{half}**, nine in ten within {most}.")
        )
        if words.missing(row["p90"]):
            text = (
                _("From idea to pilot: half within **{half}**, nine in ten not yet.")
                if pilot
                else _("From pilot to use: half within **{half}**, nine in ten not yet.")
            )
        most = "" if words.missing(row["p90"]) else days(row["p90"])
        lead = text.format(half=days(row["value"]), most=most) if most else text.format(half=days(row["value"]))
    return f"{lead} {_waiting(row)}".strip()


def _waiting(row: Row) -> str:
    if words.missing(row["waiting"]):
        return ""
    n = int(row["waiting"])
    if not n:
        return _("None is waiting.")
    return ngettext(
        "{n} did not get so far: it counts as “at least so many days”.",
        "{n} did not get so far: they count as “at least so many days”.",
        n,
    ).format(n=words.number(n))


def since_a_year(facts: Facts) -> str:
    """The stretch that counts side by side are made over: `TW IV 2025 – TW III 2026`."""
    return words.period_range(facts.year.first, facts.year.last)


def change_of_count(found: History) -> str:
    """`7, setahun sebelumnya 9`: a count with that of a year ago."""
    then = found.whole.at(found.before)
    if State(then["state"]) is not State.SHOWN:
        return _("no comparison a year ago")
    return _("a year before {n}").format(n=words.number(then["value"], percent.shown(found.metric).decimals))
