"""The survey on digital systems to take away: to print, as a Google Forms layout, as a sheet to key paper forms in."""

from __future__ import annotations

import streamlit as st

from data.store import store
from data.survey_form import files, form_of
from pages.parts import access, address, words
from pages.parts.words import _


def show() -> None:
    """City and three files, each made when somebody asks for it."""
    cities = _cities()
    with st.expander(_("Form of the survey on digital systems"), icon=":material/assignment:"):
        st.markdown(
            _(
                "Fifteen statements on how a system is taken up and five on readiness, without names. Answers of the Google Form and of the sheet come back here as they are."
            )
        )
        chosen = [city for city in address.selection().city if city in cities]
        city = cities[0]
        if len(cities) > 1:
            city = st.selectbox(
                _("City"),
                cities,
                index=cities.index(chosen[0]) if chosen else 0,
                format_func=lambda key: access.name("city", key),
                key="impor_form_city",
            )
        _files(city)


def _cities() -> list[str]:
    """The cities that the reader may see."""
    scope, known = access.scope(), list(access.reference("city")["city"])
    if scope.kind == "all":
        return known
    seen = set(scope.keys) if scope.kind == "city" else {access.city_of(unit) for unit in scope.keys}
    return [city for city in known if city in seen]


def _files(city: str) -> None:
    language = words.language()
    labels = {"print": _("To print (html)"), "google": _("Google Forms (Apps Script)"), "sheet": _("Sheet to fill in (xlsx)")}  # fmt: skip
    with st.container(horizontal=True, gap="small"):
        for kind, label in labels.items():
            made = files.KINDS[kind]
            st.download_button(
                label,
                lambda made=made: made.content(form_of(store(), city, language)),  # type: ignore[misc]  # bound at once
                file_name=files.name(kind, city, language),
                mime=made.mime,
                on_click="ignore",
                icon=":material/download:",
                key=f"impor_form_{kind}",
            )
