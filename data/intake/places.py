"""Cities, units and services by any usual spelling, against the reference tables; nearest names for what is unknown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd
from rapidfuzz import fuzz, process

from data.intake.text import normalise
from data.intake.vocabulary import words
from data.reference import split_synonyms

LIKE = 72.0  # similarity (0-100) from which a known name is offered for an unknown one
_GOVERNMENT = re.compile(r"^(?:pemerintah|pemkot|pemko|pemda) ")


@dataclass(frozen=True)
class Places:
    """Look-ups over the reference tables of one moment."""

    cities: pd.DataFrame
    units: pd.DataFrame
    services: pd.DataFrame
    _units_by_name: dict[str, dict[str, set[str]]] = field(default_factory=dict)

    @cached_property
    def city_names(self) -> dict[str, str]:
        """City key of each normalised spelling: key, names, codes of both ministries, synonyms."""
        found: dict[str, str] = {}
        for row in self.cities.to_dict("records"):
            texts = [row["city"], row["name"], row["official_name"], f"kota {row['name']}", f"pemerintah kota {row['name']}",
                     f"pemkot {row['name']}", f"pemko {row['name']}", row["kemendagri_code"], row["bps_code"],
                     *split_synonyms(row.get("synonyms")), *words()["cities"].get(row["city"], ())]  # fmt: skip
            found.update({normalise(str(text)): row["city"] for text in texts if isinstance(text, str)})
        return found

    def city(self, text: str) -> str | None:
        """Key of the city; None when it is not known ("Kabupaten Semarang" is not the city)."""
        return self.city_names.get(normalise(text))

    def city_in(self, text: str) -> str | None:
        """The city that a title names as "Kota ..."; None when none or several are named."""
        plain = f" {normalise(text)} "
        found = {
            key for name, key in self.city_names.items() if name.startswith(("kota ", "pem")) and f" {name} " in plain
        }
        return found.pop() if len(found) == 1 else None

    def city_name(self, key: str) -> str:
        """Name of a city for people."""
        return self._name(self.cities, "city", key, "official_name")

    def unit_name(self, key: str) -> str:
        """Name of a unit for people."""
        return self._name(self.units, "unit", key, "name")

    def unit_type(self, key: str) -> str:
        """Type of a unit; "" for a unit that is not in the reference table yet."""
        return self._name(self.units, "unit", key, "unit_type", "")

    @staticmethod
    def _name(frame: pd.DataFrame, column: str, key: str, wanted: str, otherwise: str | None = None) -> str:
        found = frame.loc[frame[column] == key, wanted]
        return str(found.iloc[0]) if len(found) else key if otherwise is None else otherwise

    def _without_city(self, plain: str, city: str) -> str:
        """A normalised name of a unit without its city: "dinkes kota binjai" -> "dinkes"."""
        plain = _GOVERNMENT.sub("", plain)
        for name in sorted(
            (n for n, key in self.city_names.items() if key == city and not n[0].isdigit()), key=len, reverse=True
        ):
            if plain.endswith(f" {name}"):
                plain = plain.removesuffix(name).strip().removesuffix(" kota").strip()
            elif plain.startswith(f"{name} ") and name.startswith(("kota", "pem")):
                plain = plain.removeprefix(name).strip()
        return plain

    def units_named(self, city: str) -> dict[str, set[str]]:
        """Keys of a city's units by normalised name, with and without the city."""
        if city not in self._units_by_name:
            found: dict[str, set[str]] = {}
            for row in self.units[self.units["city"] == city].to_dict("records"):
                own = (row["unit"], str(row["unit"]).removeprefix(f"{city}-"), row["name"], row["short_name"])
                for text in (*own, *split_synonyms(row.get("synonyms"))):
                    plain = normalise(str(text))
                    for name in {plain, self._without_city(plain, city)}:
                        found.setdefault(name, set()).add(row["unit"])
            self._units_by_name[city] = found
        return self._units_by_name[city]

    def unit(self, text: str, city: str) -> str | None:
        """Key of the unit of `city` that answers to the text; None when none does, or more than one."""
        named = self.units_named(city)
        plain = normalise(text)
        for name in (plain, self._without_city(plain, city)):
            if len(found := named.get(name, set())) == 1:
                return next(iter(found))
        return None

    def city_of_unit(self, text: str) -> str | None:
        """The city that a unit's name names with it ("Disdukcapil Kota Binjai", "binjai-rsud"); None when none."""
        if (self.units["unit"] == text.strip()).any():
            return self._name(self.units, "unit", text.strip(), "city")
        plain = normalise(text)
        found = {
            city for city in self.cities["city"]
            if self._without_city(plain, city) != _GOVERNMENT.sub("", plain) and self.unit(text, city)
        }  # fmt: skip
        return found.pop() if len(found) == 1 else None

    def like_unit(self, text: str, city: str, limit: int = 3) -> tuple[str, ...]:
        """Keys of the units of a city whose names are nearest to an unknown one, nearest first."""
        named = self.units_named(city)
        plain = self._without_city(normalise(text), city)
        near = _near(plain, named)
        return tuple(dict.fromkeys(key for name in near for key in sorted(named[name])))[:limit]

    def service(self, text: str, unit_type: str) -> str | None:
        """Key of the service of a type of unit that answers to the text."""
        return self._services(unit_type).get(normalise(text))

    def like_service(self, text: str, unit_type: str) -> str | None:
        """Name of the known service nearest to an unknown one; None when none is near."""
        named = self._services(unit_type)
        near = _near(normalise(text), named)
        return self._name(self.services, "service", named[near[0]], "name") if near else None

    def _services(self, unit_type: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for row in self.services[self.services["unit_type"] == unit_type].to_dict("records"):
            for text in (row["service"], row["name"], *split_synonyms(row.get("synonyms"))):
                found.setdefault(normalise(str(text)), row["service"])
        return found


def _near(text: str, names: Iterable[str]) -> list[str]:
    """The names most like the text; short names must be nearly the same, for any letters are like a short name."""
    found = process.extract(text, list(names), scorer=fuzz.token_sort_ratio, limit=12, score_cutoff=LIKE)
    return [name for name, _, _ in found]
