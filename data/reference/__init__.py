"""What a new store knows before the first file: the four cities, their offices and services, and real published figures.

The csv files beside this module are the source; names are official, synonyms are what files in the wild write. Most
offices exist in every city under one name (`unit_type.csv`, everywhere = yes); `unit.csv` adds what is particular: the
hospitals' own names, districts (kecamatan) and health centres (puskesmas). The users of a service in a year are not
known for real offices, so they stay empty until an officer enters them.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import pandas as pd

from metrics import periods

FOLDER = Path(__file__).parent
SYNONYM_SEPARATOR = "|"


def _read(name: str) -> pd.DataFrame:
    """A csv as text; empty cells are missing."""
    frame: pd.DataFrame = pd.read_csv(FOLDER / f"{name}.csv", dtype="object", keep_default_na=False)
    return frame.mask(frame == "", None)


def split_synonyms(text: object) -> tuple[str, ...]:
    """The synonyms of one cell, which separates them by a bar."""
    return tuple(x for x in str(text).split(SYNONYM_SEPARATOR) if x) if isinstance(text, str) else ()


@cache
def _cities() -> pd.DataFrame:
    cities = _read("city")
    return cities.assign(population=cities["population"].astype("Int64"))


@cache
def _unit_types() -> pd.DataFrame:
    return _read("unit_type").drop(columns="everywhere")


@cache
def _units() -> pd.DataFrame:
    own = _read("unit")
    types = _read("unit_type")
    rows: list[dict[str, object]] = []
    for city in _cities().itertuples():
        named = own[own["city"] == city.city]
        for kind in types[types["everywhere"] == "yes"].itertuples():
            key = f"{city.city}-{kind.unit_type}"
            if key in set(named["unit"]):
                rows += named[named["unit"] == key].to_dict("records")
                continue
            rows.append(
                {
                    "unit": key,
                    "city": city.city,
                    "unit_type": kind.unit_type,
                    "name": f"{kind.name} {city.official_name}",
                    "short_name": kind.short_name,
                    "synonyms": None,
                }
            )
        rows += named[named["unit_type"] != "rsud"].to_dict("records")
    units = pd.DataFrame(rows)
    of_type = types.set_index("unit_type")
    general = [  # an office also answers to the names of its type; a district or health centre only to its own
        SYNONYM_SEPARATOR.join((of_type["name"][t], of_type["short_name"][t], of_type["synonyms"][t]))
        if e == "yes"
        else ""
        for t, e in zip(units["unit_type"], units["unit_type"].map(of_type["everywhere"]), strict=True)
    ]
    return units.assign(
        synonyms=[
            SYNONYM_SEPARATOR.join(dict.fromkeys((*split_synonyms(a), *split_synonyms(b))))
            for a, b in zip(units["synonyms"], general, strict=True)
        ],
        annual_users=pd.array([pd.NA] * len(units), dtype="Int64"),
    )


@cache
def _published() -> pd.DataFrame:
    published = _read("published")
    return published.assign(
        quarter=[periods.parse_code(text)[0] for text in published["quarter"]],
        value=published["value"].astype("float64"),
        respondents=published["respondents"].astype("Int64"),
    )


def cities() -> pd.DataFrame:
    """city, name, official_name, province, kemendagri_code, bps_code, population, synonyms (separated by a bar)."""
    return _cities().copy()


def unit_types() -> pd.DataFrame:
    """unit_type, name, short_name, synonyms."""
    return _unit_types().copy()


def units() -> pd.DataFrame:
    """unit, city, unit_type, name (with the city), short_name (without it), synonyms (with those of the type), annual_users."""
    return _units().copy()


def services() -> pd.DataFrame:
    """service, unit_type, name, synonyms."""
    return _read("service")


def published() -> pd.DataFrame:
    """Rows of `skm_published`: figures that the cities have really published, with their rule and source."""
    return _published().copy()


@cache
def fingerprint() -> str:
    """Changes when a csv of this folder changes; a store then takes the new rows in on opening."""
    digest = hashlib.sha256()
    for path in sorted(FOLDER.glob("*.csv")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
