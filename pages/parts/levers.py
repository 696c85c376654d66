"""Sliders, fields and switches whose values stand in the address together, as `waktu.10,sarana.-5`, so that a copied
link opens the same view.

Only what differs from the default stands there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.parts import words
from pages.parts.words import _

SWITCH = (False, True)
NAMED = 3  # of what is set, in the label of a fold


@dataclass(frozen=True)
class Lever:
    """One control over whole numbers: its key, label, numbers in order, and the one it stands at untouched.

    A default of None is an empty field. `SWITCH` as the numbers makes it one to switch on. `per`: how many of the
    numbers make one of what is typed into a field: 100 for hundredths.
    """

    key: str
    label: str
    options: Sequence[int]
    default: int | None
    help: str | None = None
    per: int = 1


def read(parameter: str, levers: Sequence[Lever]) -> dict[str, int]:
    """What the address says, as far as it can be understood; the controls are set to it where it is news.

    Call once per run, before `draw`.
    """
    present, written = st.query_params.get(parameter, ""), f"written_{parameter}"
    fresh = any(_at(parameter, lever) not in st.session_state for lever in levers)
    if fresh or st.session_state.get(written) != present:
        said = understood(present)
        for lever in levers:
            _set(parameter, lever, said.get(lever.key, lever.default))
    for lever in levers:  # how far one reaches depends on the filter
        _set(parameter, lever, _get(parameter, lever))
    st.session_state[written] = present
    return {x.key: value for x in levers if (value := _get(parameter, x)) != x.default and value is not None}


def cut(parameter: str, levers: Sequence[Lever]) -> None:
    """Says where more was asked for than can be set, by link or before another control made it less. Call after `read`."""
    said = understood(st.query_params.get(parameter, ""))
    for lever in levers:
        asked, stands = said.get(lever.key), _get(parameter, lever)
        if asked is not None and asked != stands:
            st.caption(_(":material/warning: {asked} was asked for at “{label}”; what can be set here is {value}.").format(
                asked=_written(lever, asked), label=lever.label, value=_written(lever, stands)
            ))  # fmt: skip


def _written(lever: Lever, value: int | None) -> str:
    return words.DASH if value is None else words.number(value / lever.per, len(str(lever.per)) - 1)


def draw(parameter: str, lever: Lever, levers: Sequence[Lever], named: Callable[[int], str]) -> None:
    """One slider of those that were read."""
    st.select_slider(
        lever.label,
        lever.options,
        key=_at(parameter, lever),
        format_func=named,
        help=lever.help,
        on_change=_changed(parameter, levers),
    )


def field(parameter: str, lever: Lever, levers: Sequence[Lever], empty: str = "", step: int = 1) -> None:
    """One number of those that were read, typed; `empty`: what an empty field says."""
    typed: Callable[[int], float] = (lambda number: number) if lever.per == 1 else (lambda number: number / lever.per)
    st.number_input(
        lever.label,
        min_value=typed(lever.options[0]),
        max_value=typed(lever.options[-1]),
        value=None,
        step=typed(step),
        key=_at(parameter, lever),
        placeholder=empty,
        help=lever.help,
        on_change=_changed(parameter, levers),
    )


def fold(parameter: str, levers: Sequence[Lever], label: str, icon: str) -> DeltaGenerator:
    """A fold for controls that most leave alone. Its label names those that are set; it stands open where a link sets
    some, and while it is used.
    """
    there = [words.inside(lever.label) for lever in levers if _get(parameter, lever) != lever.default]
    said = f"{label}: {words.listing(there, NAMED)}" if there else label
    # Its state is kept here: the browser's own is lost whenever the label changes.
    return st.expander(said, bool(there), key=f"fold_{parameter}", icon=icon, type="compact", on_change="rerun")


def switch(parameter: str, lever: Lever, levers: Sequence[Lever]) -> None:
    """One that is on or off."""
    st.toggle(lever.label, key=_at(parameter, lever), help=lever.help, on_change=_changed(parameter, levers))


def write(parameter: str, values: Mapping[str, int | None], levers: Sequence[Lever]) -> None:
    """Put values into the address; the controls follow in the next run. For callbacks."""
    said = {x.key: value for x in levers if (value := values.get(x.key, x.default)) is not None and value != x.default}
    if said:
        st.query_params[parameter] = spelt(said)
    else:
        st.query_params.pop(parameter, None)


def spelt(values: Mapping[str, int]) -> str:
    """Values as the address writes them."""
    return ",".join(f"{key}.{int(value)}" for key, value in values.items())


def understood(text: str) -> dict[str, int]:
    """The values in an address; what is no `key.number` is left out (an address is typed by people)."""
    found = {}
    for part in text.split(","):
        key, dot, number = part.strip().partition(".")
        if key and dot and number.removeprefix("-").isdecimal() and len(number) < 10:
            found[key] = int(number)
    return found


def _changed(parameter: str, levers: Sequence[Lever]) -> Callable[[], None]:
    return lambda: write(parameter, {x.key: _get(parameter, x) for x in levers}, levers)


def _get(parameter: str, lever: Lever) -> int | None:
    held: float | None = st.session_state[_at(parameter, lever)]
    return None if held is None else round(held * lever.per)


def _set(parameter: str, lever: Lever, value: int | None) -> None:
    within = _within(lever, value)
    st.session_state[_at(parameter, lever)] = within if within is None or lever.per == 1 else within / lever.per


def _at(parameter: str, lever: Lever) -> str:
    return f"lever_{parameter}_{lever.key}"


def _within(lever: Lever, value: int | None) -> int | None:
    if value is None:
        return lever.default
    if value in lever.options:
        return lever.options[lever.options.index(value)]  # of a switch: true, and not 1
    if isinstance(lever.options, range) and lever.options.step == 1:
        return max(lever.options[0], min(lever.options[-1], value))
    return min(lever.options, key=lambda option: abs(option - value))
