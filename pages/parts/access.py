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
copies that pandas makes when they are written to, so a page may change its own. (st.cache_data would unpickle several
hundred columns for each run.)
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from functools import lru_cache
from typing import Any

import pandas as pd

from data import answer as data_answer
from data.answer import Answer
from data.selection import PEOPLE_DIMENSIONS, Scope, Selection
from data.store import DataVersion, store
from data.tables import ENUMERATIONS
from metrics.limits import cell_sizes
from metrics.metric import Population, State
from pages.parts import words

_ENTRIES = 512  # answers are small frames: some kB each


_held: ContextVar[DataVersion | None] = ContextVar("held", default=None)


def version() -> DataVersion:
    """The version of the data now in the store; within `steady`, the one at its start."""
    return _held.get() or store().version()


@contextmanager
def steady() -> Iterator[None]:
    """Everything inside is about one version of the data, looked up once and not for each of some hundred labels.

    Not around anything that writes to the store and then reads it.
    """
    token = _held.set(version())
    try:
        yield
    finally:
        _held.reset(token)


def scope() -> Scope:
    """What the reader may see: everything, unless the server's PANTAU_SCOPE says less."""
    return Scope.parse(os.environ.get("PANTAU_SCOPE", "all"))


def answers(names: Sequence[str], *, by: Sequence[str] = (), selection: Selection, **options: Any) -> dict[str, Answer]:
    """The answers to several indicators at once: one query for what they share."""
    smallest = tuple(cell_sizes.minimum(population) for population in Population)
    asked = tuple(sorted(options.items()))
    found = _answers(version().id, tuple(names), tuple(by), selection, scope(), smallest, asked)
    return {
        name: replace(each, frame=each.frame.copy(deep=False), sums=each.sums.copy(deep=False))
        for name, each in found.items()
    }


def answer(name: str, *, by: Sequence[str] = (), selection: Selection, **options: Any) -> Answer:
    """The answer to one indicator."""
    return answers((name,), by=by, selection=selection, **options)[name]


def events(selection: Selection) -> pd.DataFrame:
    """Policy, questionnaire, deployment and rule marks of the selection."""
    return _events(version().id, _place_and_time(selection), scope()).copy(deep=False)


def published(selection: Selection) -> pd.DataFrame:
    """Figures published without microdata, of the selection."""
    return _published(version().id, _place_and_time(selection), scope()).copy(deep=False)


def _place_and_time(selection: Selection) -> Selection:
    """All that cuts events and published figures: they know no people, and another filter of people asks nothing new."""
    return Selection(city=selection.city, unit=selection.unit, first=selection.first, last=selection.last)


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


def warm_up(pause: float = 0.0) -> None:
    """Loads what the first pages would wait for: libraries, Ringkasan before any filter, the usual kinds of filter.

    `pause`: seconds to leave the processor to a first visitor before the filters, which nobody has chosen yet.
    """
    from pages.parts import kepuasan_facts
    from pages.parts.families import satisfaction, satisfaction_findings

    facts = kepuasan_facts.load(Selection())
    if facts is None:
        return
    time.sleep(pause)
    satisfaction.places(facts, "city")
    satisfaction_findings.lists(facts)
    for selection in _usual(facts.now):
        kepuasan_facts.load(selection)


def _usual(now: int) -> list[Selection]:
    """One filter of each common kind: the first query of a kind has its text to write, later ones only their keys."""
    cities = options("city")
    city, units = cities[:1], [unit for unit in options("unit") if city_of(unit) == cities[0]]
    found = [Selection(city=city), Selection(city=cities[:2]), Selection(city=city, unit=tuple(units[:1]))]
    found += [Selection(city=city).but(**{d: options(d)[:1]}) for d in PEOPLE_DIMENSIONS]
    found += [
        Selection(city=city, last=now),
        Selection(city=city, grain="semester"),
        Selection(city=city, grain="year"),
    ]
    return found


def forget() -> None:
    """Forgets what was answered, so that the store is asked again. For measurements and tests."""
    for answered in (_answers, _events, _published):
        answered.cache_clear()


@lru_cache(maxsize=_ENTRIES)
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


@lru_cache(maxsize=_ENTRIES)
def _events(data_version: str, selection: Selection, scope: Scope) -> pd.DataFrame:
    return data_answer.events(store(), selection, scope)


@lru_cache(maxsize=_ENTRIES)
def _published(data_version: str, selection: Selection, scope: Scope) -> pd.DataFrame:
    return data_answer.published(store(), selection, scope)


# What follows is asked for every label of every list, so it is not copied at all: read only.


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
