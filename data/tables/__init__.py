"""The tables of the store, declared once; see `data.tables.declaration` for how."""

from __future__ import annotations

from data.tables.adoption import ADOPTION_TABLES
from data.tables.adoption_records import ADOPTION_RECORDS
from data.tables.common import (
    AGE_BAND,
    AGE_BAND_BOUNDS,
    CHANNEL,
    EDUCATION,
    EVENT_KIND,
    OCCUPATION,
    SEX,
)
from data.tables.culture import CULTURE_TABLES
from data.tables.declaration import Column, Enumeration, Level, Table, Type
from data.tables.places import CITY, SERVICE, UNIT
from data.tables.satisfaction import EVENT, SKM_PUBLISHED, SKM_RESPONSE
from data.tables.services import SERVICE_TABLES
from data.tables.staff import STAFF_TABLES
from data.tables.staff_records import RECORDS

__all__ = [
    "AGE_BAND", "AGE_BAND_BOUNDS", "CHANNEL", "CITY", "EDUCATION", "ENUMERATIONS", "EVENT", "EVENT_KIND", "OCCUPATION",
    "SERVICE", "SEX", "SKM_PUBLISHED", "SKM_RESPONSE", "TABLES", "UNIT",
    "Column", "Enumeration", "Level", "Table", "Type",
]  # fmt: skip

TABLES: dict[str, Table] = {
    t.name: t
    for t in (
        CITY,
        UNIT,
        SERVICE,
        SKM_RESPONSE,
        SKM_PUBLISHED,
        EVENT,
        *STAFF_TABLES,
        *RECORDS,
        *SERVICE_TABLES,
        *CULTURE_TABLES,
        *ADOPTION_TABLES,
        *ADOPTION_RECORDS,
    )
}
ENUMERATIONS: dict[str, Enumeration] = {
    c.levels.name: c.levels for table in TABLES.values() for c in table.columns if c.levels is not None
}
