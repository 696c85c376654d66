"""What stands beside the use of systems: that of the leaders, training in IT, activities of culture. Associations."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from data.selection import SYSTEM
from metrics.culture import per_staff
from metrics.metric import Metric
from metrics.words import Words
from pages.parts import access, address, adopsi_fits, kolaborasi_facts, kolaborasi_rates, words
from pages.parts import adopsi_facts as facts_of
from pages.parts.adopsi_facts import Facts
from pages.parts.indicator import beside, breakdown, history, percent
from pages.parts.words import _

PAGE = "adopsi"
RATE, ATTENDANCE = "active_day_rate", "attendance"
POINTS = Words("poin persen", "percentage points")


def _rate(name: str, label: Words) -> Metric:
    """Active days of working days, told of staff and not of rows."""
    return replace(percent.metric(RATE), name=name, label=label, counts=None)


def leaders(facts: Facts) -> None:
    """Active days of leaders beside those of the others of their offices, in up to three groups of offices."""
    with st.container(gap="xsmall", key="leaders"):
        found = adopsi_fits.latest(facts, "leaders")
        if found.result is None:
            st.subheader(_("Leaders' use beside that of their offices"), anchor=False)
            st.caption(f":material/supervisor_account: {adopsi_fits.refusal(found)}")
            return
        result = found.result
        st.subheader(leaders_title(result), anchor=False)
        named = {"low": _("Leaders use it least"), "middle": _("In between"), "high": _("Leaders use it most")}
        rows = {one["level"]: one for one in result["groups"]}
        names = {level: name for level, name in named.items() if level in rows}
        panels = [
            beside.Panel(
                _rate(who, label),
                {level: adopsi_fits.row(rows[level][f"{who}_rate"], rows[level][who]) for level in names},
            )
            for who, label in (
                ("leaders", Words("Hari aktif pimpinan", "Active days of leaders")),
                ("staff", Words("Hari aktif pegawai lain", "Active days of the others")),
            )
        ]
        heading = _("Leaders' use beside that of their offices")
        beside.show(facts, panels, names, page=PAGE, key="pimpinan", what=_("Offices"), heading=heading, selection=facts.asked)  # fmt: skip
        offices = words.listing(words.number(rows[level]["units"]) for level in names)
        st.caption(_("Offices in each group, in this order: {units}.").format(units=offices))
        slope = result["slope"]
        st.markdown(_("Where leaders are active 10 points more, the others are active {points} points more.").format(points=adopsi_fits.told(slope, 1)))  # fmt: skip
        adopsi_fits.note(facts, found)


def leaders_title(result: dict[str, Any]) -> str:
    """Whether both go together."""
    slope = adopsi_fits.number(result["slope"]["value"])
    if result["found"] and slope > 0:
        return _("Where leaders use the systems more, their offices do too: related, no proof of a cause")
    return _("Leaders' use and that of their offices do not demonstrably go together")


def training(facts: Facts) -> None:
    """Use before and after IT training, beside colleagues who were not trained."""
    with st.container(gap="xsmall", key="training_use"):
        heading = _("Use before and after IT training")
        found = adopsi_fits.latest(facts, "training_use")
        if found.result is None:
            st.subheader(heading, anchor=False)
            st.caption(f":material/school: {adopsi_fits.refusal(found)}")
            return
        fitted = {one["system"]: one for one in found.result["systems"] if one["state"] == "fitted"}
        refused = {one["system"]: one for one in found.result["systems"] if one["state"] != "fitted"}
        st.subheader(training_title(fitted), anchor=False)
        if fitted:
            names = {key: facts_of.system(key) for key in access.options(SYSTEM) if key in fitted}
            panels = [
                beside.Panel(
                    replace(_rate(field, label), unit=POINTS, range=(-100.0, 100.0)),
                    {key: adopsi_fits.row(one[field], one["n"][who]) for key, one in fitted.items()},
                )
                for field, who, label in (
                    ("change", "trained", Words("Perubahan yang dilatih", "Change of the trained")),
                    ("others_change", "compared", Words("Perubahan rekan", "Change of colleagues")),
                    ("difference", "trained", Words("Selisih", "Difference")),
                )
            ]
            beside.show(
                facts,
                panels,
                names,
                page=PAGE,
                key="sesudah-pelatihan",
                what=_("Digital system"),
                heading=heading,
                selection=facts.asked,
                per_row=3,
            )
            st.caption(_("Active days of working days, two quarters before and after the training, beside colleagues of the same offices who were not trained."))  # fmt: skip
        for key, one in refused.items():
            st.caption(f"{facts_of.system(key)}: {one['reason'][words.language()]}")
        adopsi_fits.note(facts, found)


def training_title(fitted: dict[str, dict[str, Any]]) -> str:
    """E-office first where it is there: that is what trainings are about."""
    key = "eoffice" if "eoffice" in fitted else next(iter(fitted), "")
    if not key:
        return _("Use before and after IT training")
    gap = fitted[key]["difference"]
    name = facts_of.system(key)
    if gap["low"] is not None and gap["low"] > 0:
        return _("After IT training {system} is used {points} points more than by colleagues: related, no proof of a cause").format(system=name, points=words.number(gap["value"]))  # fmt: skip
    return _("After IT training {system} is not demonstrably used more than by colleagues").format(system=name)


def culture(facts: Facts) -> None:
    """Attendance at activities beside steady use, by office, and the way to the page of them."""
    with st.container(gap="xsmall", key="culture"):
        heading = _("Activities of culture beside steady use")
        st.subheader(heading, anchor=False)
        if facts.used is not None and not facts.one_office and access.quarters(ATTENDANCE):
            _activities(facts, heading)
        st.page_link(
            "kolaborasi.py", label=_("Collaboration and culture"), icon=":material/groups:", query_params=address.link()
        )


def _attended(facts: Facts) -> beside.Panel:
    """Attendances of the last year per 100 staff, by office: large offices have more of them anyway."""
    places = kolaborasi_facts.chosen(facts.newest)
    counted = percent.answers((ATTENDANCE,), by=("unit",), selection=places.but(first=facts.before + 1))[ATTENDANCE]
    staff = access.answer(kolaborasi_facts.STAFF, by=("unit",), selection=places.but(first=places.last))
    people = {row["unit"]: row for row in history.rows_of(staff.frame)}
    rows = [row for row in history.rows_of(counted.frame) if isinstance(row["unit"], str)]
    beside_them = [people.get(row["unit"], history.nothing(facts.now)) for row in rows]
    rated = kolaborasi_rates.rated(rows, beside_them, per_staff.reach)
    return beside.Panel(kolaborasi_rates.attended(counted.metric), {str(row["unit"]): row for row in rated})


def _activities(facts: Facts, heading: str) -> None:
    steady = facts_of.units(facts, facts_of.SUSTAINED, years=False).frame
    order = steady.sort_values("value", ascending=False, na_position="last")
    names, _cities = facts_of.named_units(facts, order["unit"].dropna())
    panels = [
        beside.panel(facts.metric, steady, "unit"),
        _attended(facts),
    ]
    st.caption(
        _("Attendances of the last year per 100 staff of the office; who came twice counts twice. They stand beside each other; which came first, and why, the data do not tell: related, no proof of a cause.")
    )  # fmt: skip
    beside.show(
        facts,
        panels,
        names,
        page=PAGE,
        key="budaya",
        what=_("Office"),
        heading=heading,
        selection=facts.newest,
        drawn=breakdown.LOWEST if len(names) > breakdown.ALL_UP_TO else None,
    )
