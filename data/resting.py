"""What rests on a load of the staff register: rows of other loads whose people only that load names."""

# ruff: noqa: S608 - what is pasted are declared names, through quoted(); values are always parameters
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.schema import quoted
from data.store import Store
from data.tables import Type
from data.tables.adoption import ADOPTION_TABLES
from data.tables.staff import EMPLOYEE, STAFF_TABLES
from metrics.words import Words

_OF_PEOPLE = tuple(
    t.name
    for t in (*STAFF_TABLES, *ADOPTION_TABLES)
    if t is not EMPLOYEE and any(c.type == Type.STAFF for c in t.columns)
)


@dataclass(frozen=True)
class Resting:
    """Of one city (its key): how many rows, of how many other loads, would have nobody to belong to."""

    city: str
    loads: int
    rows: int


def resting_on(store: Store, batch: str) -> tuple[Resting, ...]:
    """What would be left without a person if that load of the register were withdrawn, by city in the order of the list.

    A person whom another load of the same city's register names too is left out. Empty where nothing rests on the load:
    for loads of other tables, too, and for one that is not known.
    """
    rows = " UNION ALL ".join(
        f"SELECT city, batch, count(*) AS n FROM {quoted(table)} SEMI JOIN gone USING (city, staff) GROUP BY city, batch"
        for table in _OF_PEOPLE
    )
    with store.cursor() as cursor:
        register = quoted(EMPLOYEE.name)
        found = cursor.execute(
            f"""
            WITH this AS (SELECT number FROM batch WHERE batch = $batch AND table_name = '{EMPLOYEE.name}'),
            gone AS (
                SELECT DISTINCT city, staff FROM {register} SEMI JOIN this ON {register}.batch = this.number
                EXCEPT
                SELECT city, staff FROM {register} ANTI JOIN this ON {register}.batch = this.number
            )
            SELECT c.city, count(*), sum(n)
            FROM (SELECT city, batch, sum(n) AS n FROM ({rows}) GROUP BY city, batch) r JOIN city c ON c.id = r.city
            WHERE (SELECT count(*) FROM this) > 0
            GROUP BY c.id, c.city ORDER BY c.id
            """,
            {"batch": batch},
        ).fetchall()
    return tuple(Resting(city, int(loads), int(count)) for city, loads, count in found)


def said(store: Store, resting: Sequence[Resting]) -> Words:
    """What withdrawing would do, city by city, and how to go on all the same."""
    names = store.reference("city").set_index("city")["name"]
    losses = [
        Words(
            f"{names[left.city]}: {left.rows} baris dari {left.loads} muatan lain akan kehilangan pemiliknya.",
            f"{names[left.city]}: {left.rows} rows of {left.loads} other loads will belong to nobody.",
        )
        for left in resting
    ]
    advice = Words(
        "Hanya daftar pegawai ini yang menyebut orangnya. Baris itu tetap tersimpan dan terhitung penuh lagi setelah "
        "daftar pegawai kota itu dimuat. Bila tetap ditarik, tambahkan --yes.",
        "Only this register names their people. The rows stay stored and count in full again once a register of that "
        "city is loaded. To withdraw it all the same, add --yes.",
    )
    lines = [*losses, advice]
    return Words("\n".join(line.id for line in lines), "\n".join(line.en for line in lines))
