"""The frame of every page: configuration, language, navigation, filters. Served by app.py."""

from __future__ import annotations

import streamlit as st

from data.selection import FILTERS
from data.store import StoreError
from pages.parts import access, address, frame, style, theme, trouble, words
from pages.parts.frame import Shown
from pages.parts.words import _

st.set_page_config(page_title="Pantau", page_icon=style.ICON, layout="wide")
words.follow(address.language)
theme.follow(lambda: st.context.theme.type == "dark")

try:
    version = access.version()
    options = {dimension: access.options(dimension) for dimension in FILTERS}
except StoreError as error:
    trouble.store_unusable(error)
    st.stop()
address.sync(options)

citizens, staff, services, use = (access.SURVEY,), (access.STAFF,), (access.SERVICES,), (access.USE,)
view = {
    st.Page("ringkasan.py", title=_("Summary"), default=True): Shown(":material/space_dashboard:", citizens + staff),
    st.Page("kepuasan.py", title=_("Satisfaction"), url_path="kepuasan"): Shown(
        ":material/sentiment_satisfied:", citizens
    ),
    st.Page("daerah.py", title=_("Regions"), url_path="daerah"): Shown(":material/map:", citizens + staff),
    st.Page("layanan.py", title=_("Services"), url_path="layanan"): Shown(":material/support_agent:", services),
    st.Page("pelatihan.py", title=_("Training"), url_path="pelatihan"): Shown(":material/school:", staff),
    st.Page("kinerja.py", title=_("Performance"), url_path="kinerja"): Shown(":material/assignment_turned_in:", staff),
    st.Page("adopsi.py", title=_("Adoption"), url_path="adopsi"): Shown(":material/trending_up:", use),
    st.Page("kolaborasi.py", title=_("Collaboration and culture"), url_path="kolaborasi"): Shown(":material/groups:"),
    st.Page("indeks_digital.py", title=_("Digital index"), url_path="indeks-digital"): Shown(":material/language:"),
    st.Page("simulasi.py", title=_("What if"), url_path="simulasi"): Shown(":material/science:", citizens + staff),
}
data = {
    st.Page("impor.py", title=_("Import data"), url_path="impor"): Shown(":material/upload_file:"),
    st.Page("kamus.py", title=_("Indicator dictionary"), url_path="kamus"): Shown(":material/menu_book:"),
}
page = st.navigation([*view, *data], position="hidden")
st.set_page_config(page_title=f"{page.title} · Pantau")
with words.speaking(words.language()), access.steady():
    style.apply(page.url_path)
    frame.sidebar({_("View"): view, _("Data"): data})
    frame.data_mark(version)
    frame.unknown_page(page, [shown.url_path for shown in (*view, *data)])
    if page in view:
        frame.filter_bar(view[page].tables)
page.run()
