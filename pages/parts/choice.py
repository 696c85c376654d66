"""A control of one page whose choice stands in the address by its key, so that a copied link opens the same view.

Streamlit's own binding writes the label shown, which differs by language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

PART = "part"


def part(label: str, parts: Sequence[str], names: Mapping[str, str]) -> str:
    """Which part of a page below its main chart the reader wants to see; only that one is asked for and drawn."""
    return one(PART, label, parts, names.__getitem__)


def one(parameter: str, label: str, options: Sequence[str], named: Callable[[str], str]) -> str:
    """The chosen option; the first is the default and stays out of the address."""
    return _choice(parameter, label, options, named, options[0]) or options[0]


def one_or_none(parameter: str, label: str, options: Sequence[str], named: Callable[[str], str]) -> str | None:
    """The chosen option, or None: for what is only computed when somebody wants it."""
    return _choice(parameter, label, options, named, None)


def listed(parameter: str, label: str, options: Sequence[str], named: Callable[[str], str]) -> str:
    """The same from a list that can be searched, for more options than a line holds."""
    return _choice(parameter, label, options, named, options[0], searched=True) or options[0]


def several(
    parameter: str, label: str, options: Sequence[str], named: Callable[[str], str], most: int, hint: str
) -> tuple[str, ...]:
    """Some of a list that can be searched, at most so many; in the address one after another."""
    key, written = f"choice_{parameter}", f"written_{parameter}"
    present = st.query_params.get_all(parameter)
    if key not in st.session_state or present != st.session_state.get(written):
        st.session_state[key] = present
    st.session_state[key] = [one for one in st.session_state[key] if one in options][:most]
    st.session_state[written] = present

    def changed() -> None:
        st.query_params[parameter] = st.session_state[key]
        st.session_state[written] = st.query_params.get_all(parameter)

    return tuple(
        st.multiselect(
            label, options, key=key, format_func=named, max_selections=most, on_change=changed, placeholder=hint
        )
    )


def _choice(
    parameter: str,
    label: str,
    options: Sequence[str],
    named: Callable[[str], str],
    default: str | None,
    searched: bool = False,
) -> str | None:
    key, written = f"choice_{parameter}", f"written_{parameter}"
    present = st.query_params.get(parameter)
    if key not in st.session_state or present != st.session_state.get(written):  # first run, link, back or forward
        st.session_state[key] = present if present in options else default
    if st.session_state[key] not in options:  # what can be chosen depends on the filter
        st.session_state[key] = default
    st.session_state[written] = present

    def changed() -> None:
        chosen = st.session_state[key]
        if chosen in (default, None):
            st.query_params.pop(parameter, None)
        else:
            st.query_params[parameter] = chosen
        st.session_state[written] = st.query_params.get(parameter)

    if searched:
        return st.selectbox(label, options, key=key, format_func=named, on_change=changed)
    return st.segmented_control(
        label, options, key=key, format_func=named, required=default is not None, on_change=changed
    )
