"""Sliders whose values stand in the address together, as `waktu.10,sarana.-5`, so that a copied link opens the same view.

Only what differs from the default stands there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st


@dataclass(frozen=True)
class Lever:
    """One slider over whole numbers: its key, label, numbers in order, and the one it stands at untouched."""

    key: str
    label: str
    options: Sequence[int]
    default: int
    help: str | None = None


def read(parameter: str, levers: Sequence[Lever]) -> dict[str, int]:
    """What the address says, as far as it can be understood; the sliders are set to it where it is news.

    Call once per run, before `draw`.
    """
    present, written = st.query_params.get(parameter, ""), f"written_{parameter}"
    fresh = any(_at(parameter, lever) not in st.session_state for lever in levers)
    if fresh or st.session_state.get(written) != present:
        said = understood(present)
        for lever in levers:
            st.session_state[_at(parameter, lever)] = _within(lever, said.get(lever.key, lever.default))
    for lever in levers:  # how far one reaches depends on the filter
        st.session_state[_at(parameter, lever)] = _within(lever, st.session_state[_at(parameter, lever)])
    st.session_state[written] = present
    return {x.key: value for x in levers if (value := st.session_state[_at(parameter, x)]) != x.default}


def draw(parameter: str, lever: Lever, levers: Sequence[Lever], named: Callable[[int], str]) -> None:
    """One slider of those that were read."""
    st.select_slider(
        lever.label,
        lever.options,
        key=_at(parameter, lever),
        format_func=named,
        help=lever.help,
        on_change=lambda: write(parameter, {x.key: st.session_state[_at(parameter, x)] for x in levers}, levers),
    )


def write(parameter: str, values: Mapping[str, int], levers: Sequence[Lever]) -> None:
    """Put values into the address; the sliders follow in the next run. For callbacks."""
    moved = {x.key: values[x.key] for x in levers if values.get(x.key, x.default) != x.default}
    if moved:
        st.query_params[parameter] = spelt(moved)
    else:
        st.query_params.pop(parameter, None)


def spelt(values: Mapping[str, int]) -> str:
    """Values as the address writes them."""
    return ",".join(f"{key}.{value}" for key, value in values.items())


def understood(text: str) -> dict[str, int]:
    """The values in an address; what is no `key.number` is left out (an address is typed by people)."""
    found = {}
    for part in text.split(","):
        key, dot, number = part.strip().partition(".")
        if key and dot and number.removeprefix("-").isdecimal() and len(number) < 10:
            found[key] = int(number)
    return found


def _at(parameter: str, lever: Lever) -> str:
    return f"lever_{parameter}_{lever.key}"


def _within(lever: Lever, value: int) -> int:
    return value if value in lever.options else min(lever.options, key=lambda option: abs(option - value))
