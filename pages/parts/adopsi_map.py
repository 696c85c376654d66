"""Offices on the map of what staff say (R) and what the logs show (BRI), and the help that fits each corner."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from metrics.limits.adoption_map import R_CUTS
from metrics.metric import State
from metrics.models.words import HELP
from pages.parts import adopsi_facts as facts_of
from pages.parts import adopsi_segments, table, words
from pages.parts.adopsi_facts import Facts
from pages.parts.adopsi_placed import CORNERS, LEAST, Placed, corner, middle_of_r, positions, told
from pages.parts.charts import base, quadrants
from pages.parts.indicator import history, paper, say
from pages.parts.indicator.history import History
from pages.parts.words import _, ngettext

PAGE = "adopsi"


def show(facts: Facts) -> None:
    """Heading, the map, what the corners mean, table."""
    resistance, bri = facts.resistance, facts.bri
    with st.container(gap="xsmall", key="map"):
        if resistance is None or bri is None:
            st.subheader(_("Map of resistance and use"), anchor=False)
            st.caption(_("The map needs both the survey and logs of use."))
            return
        placed = positions(resistance, bri)
        st.subheader(title(placed), anchor=False)
        if not placed.rows:
            st.caption(_("No office has both figures yet, or they rest on too few people."))
            return
        st.plotly_chart(_figure(placed), key="map_chart", config=base.CONFIG, alt=alt(placed))
        st.caption(_legend(placed, resistance, bri))
        _corners(facts, placed)
        _table(facts, placed, resistance, bri)


def title(placed: Placed) -> str:
    """How many offices lie where both are high; of one or two where they lie."""
    if not placed.rows:
        return _("Map of resistance and use")
    if len(placed.rows) < LEAST:
        return "; ".join(f"{row['label']}: {corner(row['quadrant'])}" for row in placed.rows)
    total = len(placed.rows)
    both = [row for row in placed.rows if row["quadrant"] == "redesign"]
    if not both:
        return _("No office of {n} has resistance above {r} and less use than half of all offices").format(
            n=words.number(total), r=words.number(middle_of_r())
        )
    return ngettext(
        "{n} of {total} offices has resistance above {r} and less use than half of all offices",
        "{n} of {total} offices have resistance above {r} and less use than half of all offices",
        len(both),
    ).format(n=words.number(len(both)), total=words.number(total), r=words.number(middle_of_r()))


def _figure(placed: Placed) -> Any:
    points = [
        quadrants.Point(
            row["label"],
            row["key"],
            row["bri"],
            row["r"],
            (row["bri_high"] - row["bri_low"]) / 2,
            (row["r_high"] - row["r_low"]) / 2,
            int(row["n"]),
            min(row["n"], row["answers"]) < say.INDICATIVE,
            f"<b>{base.wrapped(row['label'], 40)}</b><br>{told(row)}<br>{words.pick(HELP[row['quadrant']].title)}"
            + ("" if row["sure"] else f" ({_('side not certain')})"),
        )
        for row in placed.rows
    ]
    bounds = R_CUTS.at().value
    return quadrants.figure(
        points,
        cuts=(placed.cut, middle_of_r()),
        corners=tuple(words.pick(HELP[key].title) for key in CORNERS),  # type: ignore[arg-type]
        titles=(_("Behavioural index (BRI), 0–100: right is less use"), _("Resistance (R), 0–100")),
        between=(float(bounds[0]), float(bounds[1])),
        between_name=_("R medium, {low}–{high}").format(low=words.number(bounds[0]), high=words.number(bounds[1])),
    )


def alt(placed: Placed) -> str:
    """The corners in sentences."""
    parts = []
    for key in CORNERS:
        own = [row["label"] for row in placed.rows if row["quadrant"] == key]
        if own:
            parts.append(f"{words.pick(HELP[key].title)}: {words.listing(own)}.")
    return " ".join(parts)


def _legend(placed: Placed, resistance: History, bri: History) -> str:
    parts = [
        _("Size: records of use · arms: 95% intervals · ○ fewer than {n}, indicative").format(n=say.INDICATIVE),
        _borders(placed),
        _("R of {r}, BRI of {bri}").format(r=resistance.said(resistance.now), bri=bri.said(bri.now)),
    ]  # fmt: skip
    if placed.hidden:
        parts.append(
            f"{words.state_mark(State.SUPPRESSED)} "
            + ngettext("{n} office rests on too few people", "{n} offices rest on too few people", placed.hidden).format(n=words.number(placed.hidden))
        )  # fmt: skip
    return " · ".join(parts)


def _borders(placed: Placed) -> str:
    """Where the sides part, and how that goes with the three levels of R."""
    r, cut = words.number(middle_of_r()), words.number(placed.cut, 1)
    if not placed.compared:
        return _("dotted: R {r}, the middle of the medium level, and BRI {cut}; both are Pantau's convention").format(r=r, cut=cut)  # fmt: skip
    return _("dotted: R {r}, the middle of the medium level, so medium offices lie on both sides (Pantau's convention), and BRI {cut}, the median of all {n} offices, whichever are chosen").format(r=r, cut=cut, n=words.number(placed.compared))  # fmt: skip


def _corners(facts: Facts, placed: Placed) -> None:
    """The offices of each corner with the help that fits; those whose side is certain in bold."""
    columns = st.columns(2, gap="medium")
    for number, key in enumerate(reversed(CORNERS)):
        own = [row for row in placed.rows if row["quadrant"] == key]
        if not own:
            continue
        with columns[number % 2], st.container(border=True, gap="xsmall"):
            help_ = HELP[key]
            st.markdown(f"**{words.pick(help_.title)}** · {corner(key)}")
            st.caption(words.pick(help_.meaning))
            st.markdown(words.listing([f"**{row['label']}**" if row["sure"] else row["label"] for row in own], 8))
            adopsi_segments.plan(facts, key)
    if any(not row["sure"] for row in placed.rows):
        st.caption(_("Bold: both intervals lie on one side, so the corner is certain. The others lie near a border."))


def _table(facts: Facts, placed: Placed, resistance: History, bri: History) -> None:
    heading = _("Resistance and use by office")
    columns = [
        table.text("label", _("Office")),
        table.text("help", _("Help that fits")),
        table.text("certain", _("Side")),
        table.figure("r", "R", 1),
        table.figure("r_low", _("R: lower 95%"), 1),
        table.figure("r_high", _("R: upper 95%"), 1),
        table.figure("answers", _("Answers"), 0),
        table.figure("bri", "BRI", 1),
        table.figure("bri_low", _("BRI: lower 95%"), 1),
        table.figure("bri_high", _("BRI: upper 95%"), 1),
        table.figure("n", say.counted(bri.metric), 0),
    ]

    def every() -> pd.DataFrame:
        return history.framed(
            {
                **row,
                "help": words.pick(HELP[row["quadrant"]].title),
                "certain": _("certain") if row["sure"] else _("not certain"),
            }
            for row in placed.rows
        )

    about = paper.about(resistance, f"{heading} · {facts.whole.name}", resistance.newest, facts_of.people(resistance), "peta", page=PAGE)  # fmt: skip
    table.twin("map", every, columns, about, title=_("Table and download: {title}").format(title=heading))
