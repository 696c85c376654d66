"""The only way from a page to the data: cached answers, reference names, events, published figures.

    from pages.parts import access
    answers = access.answers(("ikm", "respondents"), by=("period",), selection=chosen)   # dict of data.answer.Answer
    ikm = access.answer("ikm", by=("city",), selection=chosen, weights="0.11").frame
    access.name("unit", "binjai-disdukcapil")      # "Disdukcapil"; enumerations in the reader's language
    access.in_words(chosen)                        # "Binjai, TW I–III 2026, daring"
    access.version()                               # DataVersion: id, data_date, synthetic, ...
    access.events(chosen), access.published(chosen), access.catalogue(chosen)

Everything that changes an answer is part of its key: data version, indicators, grouping, selection, scope, smallest
group shown, options. The
functions below with a leading underscore hold the caches; they take every such argument by value. Frames come as
copies that pandas makes when they are written to, so a page may change its own. (st.cache_data would unpickle several
hundred columns for each run.) What a page computes from answers it may keep too, by their `context`:

    @access.remembered
    def _facts(context: access.Context, chosen: Selection) -> Facts: ...

    _facts(access.context(), chosen)               # read only: the next reader gets the same object
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from functools import _lru_cache_wrapper, lru_cache
from typing import Any, NamedTuple, TypeVar

import numpy as np
import pandas as pd

from data import answer as data_answer
from data import facts
from data.answer import Answer
from data.selection import PEOPLE_DIMENSIONS, Scope, Selection
from data.store import DataVersion, store
from data.tables import ENUMERATIONS, TABLES
from metrics.limits import cell_sizes
from metrics.metric import Population, State
from metrics.words import Language
from pages.parts import words

# Whose people, and channels, the filters offer: citizens asked, staff, those who applied for a service.
SURVEY, STAFF, SERVICES = "skm_response", "staff_quarter", "service_transaction"
USE = "adoption_quarter"  # the same staff by digital system
_ENTRIES = 512  # answers are small frames: some kB each
_kept: list[_lru_cache_wrapper[Any]] = []
T = TypeVar("T")
Marked = np.ndarray[Any, np.dtype[np.bool_]]  # the rows that are meant


def remembered(function: Callable[..., T]) -> _lru_cache_wrapper[T]:
    """Keeps what the function gave, by all its arguments, until `forget`."""
    kept = lru_cache(maxsize=_ENTRIES)(function)
    _kept.append(kept)
    return kept


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


class Context(NamedTuple):
    """Everything beside what is asked that changes an answer or the words it is put in."""

    version: str
    scope: Scope
    smallest: tuple[int, ...]  # group that is shown, by population
    language: Language


def context() -> Context:
    """That of this run."""
    return Context(version().id, scope(), _smallest(), words.language())


def _smallest() -> tuple[int, ...]:
    return tuple(cell_sizes.minimum(population) for population in Population)


def answers(names: Sequence[str], *, by: Sequence[str] = (), selection: Selection, **options: Any) -> dict[str, Answer]:
    """The answers to several indicators at once: one query for what they share. `options` as `data.answer.answers` has
    them, `errors` too.
    """
    asked = tuple(sorted(options.items()))
    found = _answers(version().id, tuple(names), tuple(by), selection, scope(), _smallest(), asked)
    return {
        name: replace(each, frame=each.frame.copy(deep=False), sums=each.sums.copy(deep=False))
        for name, each in found.items()
    }


def answer(name: str, *, by: Sequence[str] = (), selection: Selection, **options: Any) -> Answer:
    """The answer to one indicator."""
    return answers((name,), by=by, selection=selection, **options)[name]


def events(selection: Selection) -> pd.DataFrame:
    """Policy, questionnaire, deployment and rule marks of the selection, as `data.facts.events` gives them."""
    found = _events(version().id, scope())
    there = _in_time_and_cities(found, selection)
    if selection.unit:  # what happened to a whole city happened to each of its units
        keys, units = found["city"].tolist(), found["unit"].tolist()
        cities = {city_of(unit) for unit in selection.unit}
        there &= _marked(
            c in cities and (u in selection.unit or not isinstance(u, str)) for c, u in zip(keys, units, strict=True)
        )
    return found[there].reset_index(drop=True)


def published(selection: Selection) -> pd.DataFrame:
    """Figures published without microdata, of the selection, as `data.facts.published` gives them."""
    found = _published(version().id, scope())
    there = _in_time_and_cities(found, selection)
    if selection.unit:
        there &= _marked(unit in selection.unit for unit in found["unit"].tolist())
    return found[there].reset_index(drop=True)


def catalogue(selection: Selection) -> pd.DataFrame:
    """Trainings of the catalogue that the chosen places can take, as `data.facts.catalogue` gives them. Read only."""
    cities = {city_of(unit) for unit in selection.unit} & set(selection.city or options("city"))
    if cities:  # trainings are a city's: its offices share one answer
        return _catalogue(version().id, scope(), tuple(sorted(cities)), ())
    return _catalogue(version().id, scope(), selection.city, selection.unit)


def launches(selection: Selection) -> pd.DataFrame:
    """When the chosen offices got their digital systems, as `data.facts.launches` gives them: all times. Read only."""
    found = _launches(version().id, scope())  # some hundred rows: cut here, not asked anew for each filter
    there = np.ones(len(found), dtype=bool)
    for dimension in ("city", "unit", "system"):
        if keys := getattr(selection, dimension):
            there &= _marked(key in keys for key in found[dimension].tolist())
    return found if there.all() else found[there].reset_index(drop=True)


def _in_time_and_cities(rows: pd.DataFrame, selection: Selection) -> Marked:
    """Which rows of a small table of facts lie there; they know no people, so filters of people do not cut them."""
    quarters = rows["quarter"].to_numpy()
    there = np.ones(len(rows), dtype=bool)
    if selection.first is not None:
        there &= quarters >= selection.first
    if selection.last is not None:
        there &= quarters <= selection.last
    if selection.city:
        there &= _marked(city in selection.city for city in rows["city"].tolist())
    return there


def _marked(rows: Iterable[bool]) -> Marked:
    return np.fromiter(rows, dtype=np.bool_)


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


def office(unit: str) -> str:
    """What people call a unit where several cities are in view: `Disdukcapil · Binjai`."""
    return _offices(version().id).get(unit, unit)


def users() -> Mapping[str, float]:
    """Users a year of each unit; NaN where nobody has counted them. Read only."""
    return _users(version().id)


def people_of(*tables: str) -> tuple[str, ...]:
    """The filters of people that any of these tables knows: citizens choose a channel, staff hold a position."""
    return tuple(d for d in PEOPLE_DIMENSIONS if any(TABLES[table].has(d) for table in tables))


def seen(selection: Selection) -> Selection:
    """The selection with its offices named where the server shows some only: what is told of them is told of no city."""
    allowed = scope()
    if allowed.kind != "unit" or selection.unit:
        return selection
    units = (key for key in options("unit") if not selection.city or city_of(key) in selection.city)
    return selection.but(unit=tuple(units))


def in_words(selection: Selection) -> str:
    """The selection as a reader says it. What the scope leaves out is no part of "all": a server of one city names it.
    So do units, whose short names are alike in all cities."""
    allowed, units = scope(), seen(selection).unit
    home = tuple(dict.fromkeys(filter(None, map(city_of, units)))) or (allowed.keys if allowed.kind == "city" else ())
    return words.selection(selection.but(city=selection.city or home, unit=units), name)


def options(dimension: str) -> tuple[str, ...]:
    """The keys that can be chosen for a dimension, within the scope, in order of display."""
    if dimension in ENUMERATIONS:
        return tuple(level.key for level in ENUMERATIONS[dimension].levels)
    return _options(version().id, scope())[dimension]


def quarters(name: str = "respondents") -> tuple[int, ...]:
    """Every quarter from the first to the last that has something of an indicator, whatever the selection."""
    return _quarters(version().id, scope(), name)


def forget() -> None:
    """Forgets what was answered, so that the store is asked again. For measurements and tests."""
    for function in _kept:
        function.cache_clear()


@remembered
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


@remembered
def _events(data_version: str, scope: Scope) -> pd.DataFrame:
    return facts.events(store(), scope=scope)


@remembered
def _published(data_version: str, scope: Scope) -> pd.DataFrame:
    return facts.published(store(), scope=scope)


@remembered
def _launches(data_version: str, scope: Scope) -> pd.DataFrame:
    return facts.launches(store(), scope=scope)


@remembered
def _catalogue(data_version: str, scope: Scope, city: tuple[str, ...], unit: tuple[str, ...]) -> pd.DataFrame:
    return facts.catalogue(store(), Selection(city=city, unit=unit), scope)


# What follows is asked for every label of every list, so it is not copied at all: read only.


@lru_cache(maxsize=16)
def _names(data_version: str, dimension: str) -> dict[str, str]:
    table = store().reference(dimension)
    return dict(zip(table[dimension], table["short_name" if dimension == "unit" else "name"], strict=True))


@lru_cache(maxsize=4)
def _cities(data_version: str) -> dict[str, str]:
    units = store().reference("unit")
    return dict(zip(units["unit"], units["city"], strict=True))


@lru_cache(maxsize=4)
def _offices(data_version: str) -> dict[str, str]:
    names, cities = _names(data_version, "unit"), _names(data_version, "city")
    return {unit: f"{names[unit]} · {cities[city]}" for unit, city in _cities(data_version).items()}


@lru_cache(maxsize=4)
def _users(data_version: str) -> dict[str, float]:
    units = store().reference("unit")
    return dict(zip(units["unit"], pd.to_numeric(units["annual_users"]).astype(float).tolist(), strict=True))


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
def _quarters(data_version: str, scope: Scope, name: str) -> tuple[int, ...]:
    found = data_answer.answer(store(), name, ("period",), Selection(), scope).frame
    there = found.loc[found["state"] != State.NO_DATA, "period"]
    return tuple(range(int(there.min()), int(there.max()) + 1)) if len(there) else ()
