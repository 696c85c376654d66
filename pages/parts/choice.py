"""A control of one page whose choice stands in the address by its key, so that a copied link opens the same view.

Streamlit's own binding writes the label shown, which differs by language.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st


def one(
    parameter: str, label: str, options: Sequence[str], named: Callable[[str], str], *, hide_label: bool = False
) -> str:
    """The chosen option; the first is the default and stays out of the address. An unknown one in a link is ignored."""
    key, written = f"choice_{parameter}", f"written_{parameter}"
    present = st.query_params.get(parameter)
    if key not in st.session_state or present != st.session_state.get(written):  # first run, link, back or forward
        st.session_state[key] = present if present in options else options[0]
    if st.session_state[key] not in options:
        st.session_state[key] = options[0]
    st.session_state[written] = present

    def changed() -> None:
        chosen = st.session_state[key]
        if chosen == options[0]:
            st.query_params.pop(parameter, None)
        else:
            st.query_params[parameter] = chosen
        st.session_state[written] = st.query_params.get(parameter)

    found = st.segmented_control(
        label,
        options,
        key=key,
        format_func=named,
        required=True,
        on_change=changed,
        label_visibility="collapsed" if hide_label else "visible",
    )
    return found or options[0]
