"""The only way from a page to the data: cached answers, reference names, events, published figures.

    from pages.parts import access
    answers = access.answers(("ikm", "respondents"), by=("period",), selection=chosen)   # dict of data.answer.Answer
    ikm = access.answer("ikm", by=("city",), selection=chosen, weights="0.11").frame
    access.name("unit", "binjai-disdukcapil")      # "Disdukcapil"; enumerations in the reader's language
    access.in_words(chosen)                        # "Binjai, TW I–III 2026, daring"
    access.version()                               # DataVersion: id, data_date, synthetic, ...
    access.events(chosen), access.published(chosen)

Everything that changes an answer is part of its key: data version, indicators, grouping, selection, scope, smallest
group shown, options. The
functions below with a leading underscore hold the caches; they take every such argument by value. Frames come as
copies, so a page may change its own.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import pandas as pd
import streamlit as st

from data import answer as data_answer
from data.answer import Answer
from data.selection import Scope, Selection
from data.store import DataVersion, store
from data.tables import ENUMERATIONS
from metrics.limits import cell_sizes
from metrics.metric import Population, State
from pages.parts import words

_ENTRIES = 512  # answers are small frames: some kB each


def version() -> DataVersion:
    """The version of the data now in the store."""
    return store().version()


def scope() -> Scope:
    """What the reader may see: everything, unless the server's PANTAU_SCOPE says less."""
    return Scope.parse(os.environ.get("PANTAU_SCOPE", "all"))


def answers(names: Sequence[str], *, by: Sequence[str] = (), selection: Selection, **options: Any) -> dict[str, Answer]:
    """The answers to several indicators at once: one query for what they share."""
    smallest = tuple(cell_sizes.minimum(population) for population in Population)
    asked = tuple(sorted(options.items()))
    return _answers(version().id, tuple(names), tuple(by), selection, scope(), smallest, asked)


def answer(name: str, *, by: Sequence[str] = (), selection: Selection, **options: Any) -> Answer:
    """The answer to one indicator."""
    return answers((name,), by=by, selection=selection, **options)[name]


def events(selection: Selection) -> pd.DataFrame:
    """Policy, questionnaire, deployment and rule marks of the selection."""
    return _events(version().id, selection, scope())


def published(selection: Selection) -> pd.DataFrame:
    """Figures published without microdata, of the selection."""
    return _published(version().id, selection, scope())


def reference(table: str) -> pd.DataFrame:
    """A reference table (`city`, `unit`, `service`)."""
    return store().reference(table)


def name(dimension: str, key: str) -> str:
    """What people call it: short name of a unit, name of a city or service, the level of an enumeration."""
    if dimension in ENUMERATIONS:
        levels = {level.key: level.words for level in ENUMERATIONS[dimension].levels}
        return words.pick(levels[key]) if key in levels else key
    return _names(version().id, dimension).get(key, key)


def city_of(unit: str) -> str:
    """The city of a unit; empty for an unknown one."""
    return _cities(version().id).get(unit, "")


def in_words(selection: Selection) -> str:
    """The selection as a reader says it."""
    return words.selection(selection, name)


def options(dimension: str) -> tuple[str, ...]:
    """The keys that can be chosen for a dimension, within the scope, in order of display."""
    if dimension in ENUMERATIONS:
        return tuple(level.key for level in ENUMERATIONS[dimension].levels)
    return _options(version().id, scope())[dimension]


def quarters() -> tuple[int, ...]:
    """Every quarter from the first to the last that has responses, whatever the selection."""
    return _quarters(version().id, scope())


def warm_up() -> None:
    """Loads what the first page would wait for: the chart library and the answers of Ringkasan before any filter."""
    from pages.parts import kepuasan_facts
    from pages.parts.families import satisfaction, satisfaction_findings

    facts = kepuasan_facts.load(Selection())
    if facts is not None:
        satisfaction.places(facts, "city")
        satisfaction_findings.lists(facts)


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _answers(
    data_version: str,
    names: tuple[str, ...],
    by: tuple[str, ...],
    selection: Selection,
    scope: Scope,
    smallest: tuple[int, ...],
    options: tuple[tuple[str, Any], ...],
) -> dict[str, Answer]:
    return data_answer.answers(store(), names, by, selection, scope, **dict(options))


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _events(data_version: str, selection: Selection, scope: Scope) -> pd.DataFrame:
    return data_answer.events(store(), selection, scope)


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _published(data_version: str, selection: Selection, scope: Scope) -> pd.DataFrame:
    return data_answer.published(store(), selection, scope)


# What follows is asked for every label of every list, so it is not copied per call as st.cache_data would: read only.


@lru_cache(maxsize=16)
def _names(data_version: str, dimension: str) -> dict[str, str]:
    table = store().reference(dimension)
    return dict(zip(table[dimension], table["short_name" if dimension == "unit" else "name"], strict=True))


@lru_cache(maxsize=4)
def _cities(data_version: str) -> dict[str, str]:
    units = store().reference("unit")
    return dict(zip(units["unit"], units["city"], strict=True))


@lru_cache(maxsize=16)
def _options(data_version: str, scope: Scope) -> dict[str, tuple[str, ...]]:
    cities, units, services = (store().reference(table) for table in ("city", "unit", "service"))
    if scope.kind == "city":
        units = units[units["city"].isin(scope.keys)]
    elif scope.kind == "unit":
        units = units[units["unit"].isin(scope.keys)]
    if scope.kind != "all":
        cities = cities[cities["city"].isin(scope.keys if scope.kind == "city" else units["city"])]
        services = services[services["unit_type"].isin(units["unit_type"])]
    return {"city": tuple(cities["city"]), "unit": tuple(units["unit"]), "service": tuple(services["service"])}


@lru_cache(maxsize=16)
def _quarters(data_version: str, scope: Scope) -> tuple[int, ...]:
    found = data_answer.answer(store(), "respondents", ("period",), Selection(), scope).frame
    there = found.loc[found["state"] != State.NO_DATA, "period"]
    return tuple(range(int(there.min()), int(there.max()) + 1)) if len(there) else ()
