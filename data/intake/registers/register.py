"""Who is in the staff register, what is in the training catalogue, which systems a city has, as the store holds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.intake.model import IntakeError
from data.intake.text import normalise
from data.store import Store
from data.tables import ENUMERATIONS
from metrics.words import Words


@dataclass(frozen=True)
class Offered:
    """One training of the catalogue: its kind, and whether its JP are known."""

    kind: str
    jp: bool


@dataclass(frozen=True)
class Register:
    """`staff`: keys of the staff of each city; `programmes`: the catalogue by city and key of the training; `systems`: what
    the digital systems of a city are for, by city and local name without spaces."""

    staff: Mapping[str, npt.NDArray[np.uint64]]
    programmes: Mapping[tuple[str, str], Offered]
    systems: Mapping[tuple[str, str], int]

    def need(self, city: str, city_name: str, name: str) -> None:
        """Raises IntakeError when a city has no register at all: then no row of the file could be accepted."""
        if city not in self.staff:
            raise IntakeError(
                Words(
                    f"Daftar pegawai {city_name} belum dimuat, jadi tidak satu pun pegawai dalam {name} dikenal. Muat dulu berkas daftar "
                    "pegawainya, lalu muat berkas ini lagi.",
                    f"The staff register of {city_name} is not loaded, so nobody in {name} is known. Load the file of the "
                    "register first, then load this file again.",
                ),
                command="python -m data load FILE --table employee",
            )


def bare(name: str) -> str:
    """A name without case, accents, punctuation and spaces."""
    return normalise(name).replace(" ", "")


def register_of(store: Store) -> Register:
    """Read all of it from the store; of a system that is listed more than once the last word counts."""
    with store.cursor() as cursor:
        people = cursor.execute(
            "SELECT c.city, e.staff FROM employee e JOIN city c ON c.id = e.city GROUP BY ALL ORDER BY ALL"
        ).fetchnumpy()
        rows = cursor.execute(
            "SELECT c.city, p.programme, max(p.training_kind), max(p.jp_hundredths) IS NOT NULL "
            "FROM training_programme p JOIN city c ON c.id = p.city GROUP BY ALL"
        ).fetchall()
        listed = cursor.execute(
            "SELECT c.city, s.title, s.system FROM digital_system s JOIN city c ON c.id = s.city ORDER BY s.batch"
        ).fetchall()
    cities, staff = np.asarray(people["city"], dtype=str), np.asarray(people["staff"], dtype=np.uint64)
    kinds = [level.key for level in ENUMERATIONS["training_kind"].levels]
    return Register(
        {str(city): staff[cities == city] for city in np.unique(cities)},
        {(city, key): Offered(kinds[kind], bool(jp)) for city, key, kind, jp in rows},
        {(city, bare(title)): int(system) for city, title, system in listed},
    )
