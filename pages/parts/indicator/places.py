"""The place that a selection is about, and what it is called in a sentence."""

from __future__ import annotations

from collections.abc import Collection

from data.selection import PEOPLE_DIMENSIONS, SYSTEM, Selection
from pages.parts import access, words
from pages.parts.words import _, ngettext


def cities_of(selection: Selection) -> tuple[str, ...]:
    """The cities that a selection is about, in order of display."""
    units = {access.city_of(unit) for unit in selection.unit}
    return tuple(
        city
        for city in access.options("city")
        if (not selection.city or city in selection.city) and (not units or city in units)
    )


def key(selection: Selection) -> str:
    """The city whose colour stands for the selection; none where it spans several."""
    cities = cities_of(selection)
    return cities[0] if len(cities) == 1 else ""


def name(selection: Selection, known: Collection[str] | None = None) -> str:
    """The place of a selection as it stands in a sentence: `Disdukcapil Binjai`, `3 unit di Binjai`, `4 kota`.

    `known`: the cities that anything is known of, where that is not all: those are named and not counted.
    """
    cities = cities_of(selection)
    there = cities if known is None else tuple(city for city in cities if city in known) or cities
    if len(there) < max(len(cities), 2):
        city = words.listing([access.name("city", key) for key in there], 3)
    else:
        city = ngettext("{n} city", "{n} cities", len(cities)).format(n=words.number(len(cities)))
    if len(selection.unit) == 1:
        unit = access.name("unit", selection.unit[0])
        place = unit if city.lower() in unit.lower() else f"{unit} {city}"
    elif selection.unit:
        place = _("{n} units in {city}").format(n=words.number(len(selection.unit)), city=city)
    else:
        place = city
    if selection.service:
        services = words.listing([access.name("service", key) for key in selection.service], 2)
        place = _("{services}, {place}").format(services=services, place=place)
    people = [
        access.name(dimension, key).lower() for dimension in PEOPLE_DIMENSIONS for key in getattr(selection, dimension)
    ]
    # What a system is for stands in brackets behind its name: here it stands in brackets itself.
    people += [access.name(SYSTEM, key).partition(" (")[0] for key in selection.system]
    return f"{place} ({words.listing(people, 3)})" if people else place


def city(key: str, selection: Selection) -> str:
    """What the part of a selection in one city is called: the city, or its chosen offices, which are not the city."""
    units = tuple(unit for unit in selection.unit if access.city_of(unit) == key)
    return name(Selection(city=(key,), unit=units)) if units else access.name("city", key)


def unit_label(unit: str, several: bool) -> str:
    """Short name of an office; with its city where several cities are in view."""
    return access.office(unit) if several else access.name("unit", unit)
