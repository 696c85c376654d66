"""Kinds of groups alike in resistance and use; what can be done for each corner of the map, by whom, with which training."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from data import training_rules
from data.selection import Selection
from data.store import store
from metrics.models.words import HELP
from metrics.training import matching
from metrics.training.terms import AREAS, KINDS
from pages.parts import access, adopsi_fits, kinerja_needs, table, words
from pages.parts import adopsi_facts as facts_of
from pages.parts.adopsi_facts import Facts
from pages.parts.indicator import beside, history, paper, percent, places
from pages.parts.words import _, ngettext

PAGE = "adopsi"
MOST = 2  # trainings of the catalogue per need


def plan(facts: Facts, key: str) -> None:
    """What can be done in one corner of the map: actions, the leader's role, matching training."""
    help_ = HELP[key]
    st.markdown("\n".join(f"- {words.pick(action)}" for action in help_.actions))
    st.markdown(_("**The leader's role:** {role}").format(role=words.pick(help_.leader)))
    offered = trainings(facts, key)
    if offered:
        st.markdown(_("**Matching training:** {trainings}").format(trainings=words.listing(offered)))
    else:
        kinds = words.listing([words.inside(words.pick(KINDS[kind][1])) for kind in help_.kinds])
        areas = words.listing([words.inside(words.pick(AREAS[area])) for area in help_.areas])
        st.markdown(_("**Matching training:** area {areas}, as {kinds}; none is in the catalogue ahead.").format(areas=areas, kinds=kinds))  # fmt: skip


def trainings(facts: Facts, key: str) -> list[str]:
    """Titles of the catalogue that answer the needs of a corner, with when they are planned."""
    return list(_trainings(access.context(), Selection(city=facts.asked.city, unit=facts.asked.unit), key, facts.known[1] + 1))  # fmt: skip


@access.remembered
def _trainings(_context: access.Context, places_: Selection, key: str, ahead: int) -> tuple[str, ...]:
    catalogue = kinerja_needs.offered(access.catalogue(places_))
    needed = pd.DataFrame({"need": list(HELP[key].needs), "share": [0.0] * len(HELP[key].needs)})
    found = matching.match(needed, catalogue, training_rules.load(store()).rules, now=ahead, most=MOST)
    told: dict[str, str] = {}
    for row in history.rows_of(found):
        when = "" if words.missing(row["quarter"]) else f" ({words.period(int(row['quarter']))})"
        told.setdefault(str(row["title"]), f"{row['title']}{when}")
    return tuple(told.values())[:3]


def show(facts: Facts) -> None:
    """Heading, the kinds with their R and BRI, where they lie, tables."""
    with st.container(gap="xsmall", key="segments"):
        found = adopsi_fits.latest(facts, "segments")
        if found.result is None:
            st.subheader(_("Kinds of groups"), anchor=False)
            st.caption(f":material/group_work: {adopsi_fits.refusal(found)}")
            return
        result = found.result
        st.subheader(title(result), anchor=False)
        st.markdown(stable(result))
        _kinds(facts, result)
        adopsi_fits.note(facts, found)
        _how(result)
        _table(facts, result)


def title(result: dict[str, Any]) -> str:
    """How many kinds there are."""
    if result["number"] == 1:
        return _("Groups of staff differ by degrees, not in kind")
    helps = {one["help"] for one in result["segments"]}
    if len(helps) == result["number"]:
        return _("Groups of staff fall into {n} kinds").format(n=words.number(result["number"]))
    return _("Groups of staff fall into {n} kinds, for which {helps} ways of helping fit").format(
        n=words.number(result["number"]), helps=words.number(len(helps))
    )


def stable(result: dict[str, Any]) -> str:
    """Whether the kinds come out again on parts of the data."""
    n = result["n"]
    lead = _("{groups} groups (type of position within office, else the whole office) of 10 staff or more.").format(
        groups=words.number(n["groups"])
    )
    if result["stability"] is None:
        return lead
    told = (
        _("Most groups fall into the same kind again when other offices are drawn from the data.")
        if result["stable"]
        else _("The kinds are not stable: many groups fall into another one when other offices are drawn from the data. Take them as a hint.")
    )  # fmt: skip
    return f"{lead} {told}"


def kinds(result: dict[str, Any]) -> dict[int, str]:
    """By number of the kind `Jenis 1: rancang ulang bersama`; kinds that the same help fits say how they differ."""
    found = {}
    for one in result["segments"]:
        named = words.inside(words.pick(HELP[one["help"]].title)) if one["help"] else _("mixed")
        alike = [other for other in result["segments"] if other["help"] == one["help"]]
        if len(alike) > 1 and (apart := _apart(one, alike)):
            named = f"{named} ({apart})"
        found[one["segment"]] = _("Kind {n}: {help}").format(n=words.number(one["segment"] + 1), help=named)
    return found


def _apart(one: dict[str, Any], alike: list[dict[str, Any]]) -> str:
    """What sets a kind apart from others of the same help, by what differs most; empty for one in between."""
    means = {
        feature: [other["means"][feature]["value"] for other in alike]
        for feature in ("bri", "resistance")
        if all(feature in other["means"] for other in alike)
    }
    if not means:
        return ""
    feature = max(means, key=lambda name: max(means[name]) - min(means[name]))
    said = (_("less in use"), _("more in use")) if feature == "bri" else (_("higher resistance"), _("lower resistance"))
    value = one["means"][feature]["value"]
    return said[0] if value == max(means[feature]) else said[1] if value == min(means[feature]) else ""


def _kinds(facts: Facts, result: dict[str, Any]) -> None:
    named = kinds(result)
    names = {str(key): _short(name) for key, name in named.items()}
    panels = [
        beside.Panel(percent.metric(name), {str(one["segment"]): adopsi_fits.row(one["means"][feature], one["people"]) for one in result["segments"] if feature in one["means"]})
        for name, feature in ((facts_of.RESISTANCE, "resistance"), (facts_of.BRI, "bri"))
    ]  # fmt: skip
    heading = _("Kinds of groups")
    found = facts.resistance or facts
    beside.show(found, panels, names, page=PAGE, key="jenis", what=_("Kind"), heading=heading, selection=facts.asked)
    lines = [
        f"- **{named[one['segment']]}**: "
        + ngettext("{n} group", "{n} groups", one["groups"]).format(n=words.number(one["groups"]))
        + f", {ngettext('{n} staff member', '{n} staff members', one['people']).format(n=words.number(one['people']))} · "
        + _("on the map: {corners}").format(corners=words.listing(f"{words.inside(words.pick(HELP[key].title))} {words.number(n)}" for key, n in one["quadrants"].items()))
        for one in result["segments"]
    ]  # fmt: skip
    st.markdown("\n".join(lines))


def _short(name: str) -> str:
    """`1: rancang ulang bersama`: a row has room for two short lines, and the list below has the rest."""
    return name.partition(" ")[2].partition(" (")[0]


def _how(result: dict[str, Any]) -> None:
    folded = st.expander(_("How it is counted"), icon=":material/calculate:", key="how_segments", on_change="rerun", type="compact")  # fmt: skip
    if folded.open:
        with folded:
            st.markdown(
                _("Gaussian mixture on R and BRI; the number of kinds is the one with the highest held-out likelihood (folds by office). Stability: mean adjusted Rand index over resamples of offices, here {stability}, stable from 0.6; 1 is always the same. Corners are cut at R {r} and BRI {bri}, the median of the groups.").format(
                    stability=words.number(adopsi_fits.number(result["stability"]), 2),
                    r=words.number(result["cuts"]["r"]), bri=words.number(result["cuts"]["bri"], 1)
                )
            )  # fmt: skip


def _table(facts: Facts, result: dict[str, Any]) -> None:
    heading = _("Groups with their kind and the help that fits")
    chosen = [one for one in result["groups"] if not facts.asked.unit or one["unit"] in facts.asked.unit]
    several = len(places.cities_of(facts.asked)) > 1
    names = kinds(result)

    def every() -> pd.DataFrame:
        return pd.DataFrame(
            {
                "label": places.unit_label(one["unit"], several),
                "position": access.name("position", one["position"]) if one["position"] not in ("", "?") else _("whole office"),
                "kind": names[one["segment"]],
                "help": words.pick(HELP[one["quadrant"]].title),
                "r": adopsi_fits.number(one["r"]["value"]),
                "bri": adopsi_fits.number(one["bri"]["value"]),
                "people": one["people"],
                "responses": one["responses"],
            }
            for one in chosen
        )  # fmt: skip

    columns = [
        table.text("label", _("Office")),
        table.text("position", _("Type of position")),
        table.text("kind", _("Kind")),
        table.text("help", _("Help that fits")),
        table.figure("r", "R", 1),
        table.figure("bri", "BRI", 1),
        table.figure("people", _("Staff in the logs"), 0),
        table.figure("responses", _("Answers"), 0),
    ]
    about = paper.about(facts, f"{heading} · {facts.whole.name}", facts.asked, result["n"]["people"], "kelompok", page=PAGE)  # fmt: skip
    table.twin("groups", every, columns, about, title=_("Table and download: {title}").format(title=heading))
