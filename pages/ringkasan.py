"""Ringkasan: one finding per family of indicators, what changed, what needs attention."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.parts import access, address, choice, families, footer, style, theme, words
from pages.parts.families import Item
from pages.parts.words import _, ngettext

SHOWN = 6  # findings of a list; the rest unfolds
OF_ONE = 3  # of those, findings of one family: the largest survey shall not fill the list


def findings(title: str, nothing: str, items: Sequence[Item], key: str) -> None:
    """A ranked list; each finding leads to the page that shows it."""
    st.subheader(title, anchor=False)
    if not items:
        st.caption(nothing)
    shown, rest = families.first(items, SHOWN, OF_ONE)
    _listed(shown, key)
    if rest:
        label = ngettext("and {n} more", "and {n} more", len(rest)).format(n=words.number(len(rest)))
        folded = st.expander(label, key=f"{key}_rest", on_change="rerun", type="compact")
        if folded.open:  # drawn only when somebody wants them: there may be a hundred
            with folded:
                _listed(rest, f"{key}_rest")


def _listed(items: Sequence[Item], key: str) -> None:
    for i, item in enumerate(items):
        with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="xsmall", key=f"{key}_{i}"):
            st.markdown(f"{item.icon} {item.text}  \n:small[:gray[{item.detail}]]", width="stretch")
            st.page_link(
                item.page,
                label=_("Open"),
                icon=":material/chevron_right:",
                icon_position="right",
                query_params=address.link(item.selection)
                | ({"show": item.section} if item.section else {})
                | ({choice.PART: item.part} if item.part else {}),
            )


def page() -> None:
    """Families one after another; what changed and what needs attention stands above those that it is about too."""
    selection = address.selection()
    first, *others = every = families.all_families()
    shown = [first.show(selection)]
    lists = st.container()  # what changed and what needs attention stands above the families that it is about too
    shown += [family.show(selection) for family in others]
    found = families.ranked(shown)
    if found.seen:
        with lists:
            changed, attention = st.columns(2, gap="medium")
        no_change = _("No change within a year is larger than chance.")
        no_year = _("Nothing can be compared with a year ago yet.")
        with changed:
            findings(_("What changed"), no_change if found.compared else no_year, found.changed, "changed")
        with attention:
            calm = _("Nothing stands out: no low grade, no certain loss.")
            findings(_("Needs attention"), calm, found.attention, "attention")
    for caution in found.cautions:
        st.caption(caution)
    respondents = access.answer("respondents", selection=selection)
    total = respondents.frame
    beside = [name for family, of in zip(every, shown, strict=True) if of.seen for name in family.rests_on]
    if beside:
        st.caption(footer.sources(beside))
    footer.show("ikm", respondents.selection, total["n"].iloc[0] if len(total) else 0)
    style.print_button()


# Language, theme and version are looked up once, not for each of some hundred texts and names.
with words.speaking(words.language()), theme.seen(), access.steady():
    page()
