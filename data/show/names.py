"""Names of places and people: as anyone writes them into keys, and keys into the words of a reader."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from data import reference
from data.reference import split_synonyms
from data.show.refusal import folded, unknown
from data.store import Store
from data.tables import ENUMERATIONS
from metrics.words import Language, Words

NOT_KNOWN = Words("tidak diketahui", "not known")


def keys(store: Store, dimension: str, values: Iterable[str]) -> tuple[str, ...]:
    """The keys that the spellings mean; one spelling may mean several offices. Raises BadInput."""
    names = _names(store, dimension)
    found: set[str] = set()
    for value in values:
        if folded(value) not in names:
            raise unknown(dimension, dimension, value, names)
        found |= names[folded(value)]
    return tuple(sorted(found))


def name(store: Store, dimension: str, key: str | None, with_city: bool, language: Language) -> str:
    """What a key is called; an office `with_city` says which city it is of."""
    if key is None:
        return NOT_KNOWN[language]
    if dimension in ENUMERATIONS:
        return next((level.words[language] for level in ENUMERATIONS[dimension].levels if level.key == key), key)
    rows = store.reference(dimension).set_index(dimension)
    if dimension == "unit":
        short = str(rows["short_name"][key])
        if not with_city:
            return short
        city = store.reference("city").set_index("city")["name"]
        return f"{short}, {city[rows['city'][key]]}"
    return str(rows["name"][key])


def _names(store: Store, dimension: str) -> dict[str, set[str]]:
    """Every spelling of every value of a dimension, folded, with the keys that it means."""
    if dimension in ENUMERATIONS:
        levels = ENUMERATIONS[dimension].levels
        return _spelled((level.key, (level.key, level.words.id, level.words.en)) for level in levels)
    return _spelled(_places(store, dimension))


def _places(store: Store, dimension: str) -> Iterable[tuple[str, Iterable[Any]]]:
    """Keys with their spellings; an office also goes by those of its type, a service by its own only."""
    also = [] if dimension == "service" else ["official_name", "short_name", "unit_type"]
    for row in store.reference(dimension).to_dict("records"):
        spellings = [row[dimension], row["name"], *split_synonyms(row["synonyms"]), *(row.get(c) for c in also)]
        yield str(row[dimension]), spellings
    if dimension == "unit":
        of_type = store.reference("unit").groupby("unit_type")["unit"].agg(list)
        for kind in reference.unit_types().itertuples():
            for key in of_type.get(kind.unit_type, []):
                yield key, (kind.name, kind.short_name, *split_synonyms(kind.synonyms))


def _spelled(spellings: Iterable[tuple[str, Iterable[Any]]]) -> dict[str, set[str]]:
    names: dict[str, set[str]] = {}
    for key, each in spellings:
        for spelling in each:
            if isinstance(spelling, str) and folded(spelling):
                names.setdefault(folded(spelling), set()).add(key)
    return names
