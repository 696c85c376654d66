"""The address and the session say the same: filters and language survive page switches and travel in copied links.

    from pages.parts import address
    chosen = address.selection()                 # the Selection of this run, already cut to what the reader may see
    address.choose(chosen.but(city=("binjai",))) # from a callback: change the filters and the address
    address.link(chosen.but(unit=(...)))         # dict for st.page_link(..., query_params=...)

Parameters are keys, never labels, so a link means the same in both languages (Streamlit's own binding writes the
labels shown). Only the parameters named in `OWN` are touched; a page may bind its own beside them.

When the address is believed: on the first run, after back or forward, and when it brings parameters other than the
ones written last (a link inside the app). An address without any, as a plain page switch leaves it, is filled again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import cast

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from data.selection import FILTERS, Selection
from metrics import periods
from metrics.words import Language
from pages.parts import access, words

OWN = (*FILTERS, "from", "to", "grain", "lang")
_SELECTION, _LANGUAGE, _WRITTEN, _NOTICE = "pantau_selection", "pantau_language", "pantau_written", "pantau_notice"

Query = dict[str, list[str]]


def selection() -> Selection:
    """What the reader looks at: what was chosen, of what the server shows."""
    return access.seen(chosen())


def chosen() -> Selection:
    """What was chosen, as the filter bar and the address say it."""
    return cast(Selection, st.session_state.get(_SELECTION, Selection()))


def language() -> Language:
    """The reader's language. Also answers outside a session (cached functions, threads): Indonesian."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return words.DEFAULT
    return cast(Language, st.session_state.get(_LANGUAGE, words.DEFAULT))


def notice() -> list[str]:
    """What the last link brought that was not understood, in words; empty after the next choice."""
    return cast(list[str], st.session_state.get(_NOTICE, []))


def link(selection: Selection | None = None) -> Query:
    """The parameters that open this selection (default: the present one) in the reader's language."""
    query = (chosen() if selection is None else selection).to_query()
    if language() != words.DEFAULT:
        query["lang"] = [language()]
    return query


def choose(selection: Selection) -> None:
    """Makes it the selection and writes the address. For callbacks."""
    st.session_state[_SELECTION] = selection
    st.session_state[_NOTICE] = []
    _write()


def speak(chosen: Language) -> None:
    """Switches the language and writes the address. For callbacks."""
    st.session_state[_LANGUAGE] = chosen
    _write()


def sync(options: Mapping[str, Collection[str]]) -> None:
    """Once per run, before anything is shown: believe the address, or fill it again.

    `options`: the keys that exist for each dimension of the filter, within what the reader may see.
    """
    present = _present()
    written = st.session_state.get(_WRITTEN)
    ctx = get_script_run_ctx()
    went_back = ctx is not None and ctx.is_history_navigation
    if written is None or went_back or (present and present != written):
        said = present.get("lang", [words.DEFAULT])[-1]
        st.session_state[_LANGUAGE] = said if said in words.LANGUAGES else words.DEFAULT
        st.session_state[_SELECTION], st.session_state[_NOTICE] = understand(present, options)
        st.session_state[_WRITTEN] = present
    elif present != written:
        _write()


def understand(query: Mapping[str, list[str]], options: Mapping[str, Collection[str]]) -> tuple[Selection, list[str]]:
    """The selection that a query means, and each part of it that means nothing here, as `parameter=value`."""
    kept: Query = {}
    unknown = []
    for name, texts in query.items():
        several = name in FILTERS  # people type `city=binjai,semarang` as well
        for text in (part.strip() for whole in texts for part in (whole.split(",") if several else [whole])):
            if several and not text:
                continue
            if several:
                known = text in options.get(name, ())
            elif name in ("from", "to"):
                known = _is_period(text)
            else:
                known = text in (periods.GRAINS if name == "grain" else words.LANGUAGES)
            if known:
                kept.setdefault(name, []).append(text)
            else:
                unknown.append(f"{name}={text}")
    found = Selection.from_query(kept)
    if found.first is not None and found.last is not None and found.first > found.last:
        unknown.append(f"from={kept['from'][-1]} > to={kept['to'][-1]}")
        found = found.but(first=None, last=None)
    return found, unknown


def _is_period(text: str) -> bool:
    try:
        periods.parse_code(text)
    except ValueError:
        return False
    return True


def _present() -> Query:
    return {name: texts for name in OWN if (texts := st.query_params.get_all(name))}


def _write() -> None:
    """One message to the browser, whatever changed; an empty list takes a parameter out of the address."""
    query = link()
    st.session_state[_WRITTEN] = query
    if query != _present():
        st.query_params.update({name: query.get(name, []) for name in OWN})
