"""The frame of every page: configuration, language, navigation, filters. Served by app.py."""

from __future__ import annotations

import streamlit as st

from data.selection import FILTERS
from data.store import StoreLocked
from pages.parts import access, address, frame, style, theme, trouble, words
from pages.parts.words import _

st.set_page_config(page_title="Pantau", page_icon=":material/monitoring:", layout="wide")
words.follow(address.language)
theme.follow(lambda: st.context.theme.type == "dark")
style.apply()

try:
    version = access.version()
    options = {dimension: access.options(dimension) for dimension in FILTERS}
except StoreLocked as locked:
    trouble.store_locked(locked)
    st.stop()
address.sync(options)

filtered = {
    _("View"): [
        st.Page("ringkasan.py", title=_("Summary"), icon=":material/space_dashboard:", default=True),
        st.Page("kepuasan.py", title=_("Satisfaction"), icon=":material/sentiment_satisfied:", url_path="kepuasan"),
    ]
}
unfiltered = {
    _("Data"): [
        st.Page("impor.py", title=_("Import data"), icon=":material/upload_file:", url_path="impor"),
        st.Page("kamus.py", title=_("Indicator dictionary"), icon=":material/menu_book:", url_path="kamus"),
    ]
}
sections = {**filtered, **unfiltered}
page = st.navigation(sections, position="hidden")
frame.sidebar(sections)
frame.data_mark(version)
if any(page == listed for pages in filtered.values() for listed in pages):
    frame.filter_bar()
page.run()
