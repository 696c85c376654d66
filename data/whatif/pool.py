"""Who could still be trained, and what a training costs: by office, never of fewer staff than may be shown.

How many people there are is told in whole tens, office by office, and all else is worked out from that: of an office with
23 of whom 15 are women, 20 and 10 are told, and nothing about the 8 others.
"""

# ruff: noqa: S608 - what is pasted are declared names and codes; values are parameters
from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from data import cells, query
from data.fits.trials import group_of
from data.selection import Scope, Selection
from data.store import Store
from data.tables.staff import AREA
from data.whatif.scenario import Refused
from metrics.limits import cell_sizes
from metrics.metric import Population
from metrics.sums import Sum
from metrics.words import Words

_TABLE = "adoption_quarter"
_ROWS, _SUSTAINED = Sum(), Sum(("sustained",))
TENS = 10  # in which people are told; what lies between them nobody can take away from each other
WHOLE, UNKNOWN = "", "?"  # in place of a type of position: all of an office; staff whose position nobody recorded
NO_LOGS = Words(
    "Belum ada log pemakaian sistem digital untuk pilihan ini; tanpa log, pengaruh pelatihan tidak dapat diperkirakan. Ubah filter atau muat log pemakaian.",
    "There are no logs of the use of digital systems for this choice yet; without them no effect of training can be estimated. Change the filter or import usage logs.",
)
Group = tuple[str, str]  # office, type of position


@dataclass(frozen=True)
class Office:
    """One office's part of a pool. people: staff with at least one system that they do not use steadily; each: such systems
    of one of them; open: pairs of person and system without sustained use; pairs: all of them.
    """

    unit: str
    city: str
    people: int
    each: float
    open: int
    pairs: int

    @classmethod
    def told(cls, unit: str, city: str, people: int, open: int, pairs: int) -> Office:
        """With its people as they may be told: in whole tens, rounded down.

            each = open / (tens + 4.5)

        The middle of the ten numbers that are told alike: divided by the people themselves, open pairs, which other pages
        tell, would give them away; divided by the tens they would be too many by up to a half.
        """
        tens = in_tens(people)
        return cls(unit, city, tens, open / (tens + (TENS - 1) / 2), open, pairs)


@dataclass(frozen=True)
class Pool:
    """Staff of the newest quarter in the selection. left_out: offices in which too few are, or none."""

    version: str
    quarter: int
    offices: tuple[Office, ...]
    left_out: int

    @property
    def people(self) -> int:
        """Staff who could still be trained: at least so many."""
        return sum(o.people for o in self.offices)

    @property
    def open(self) -> int:
        """Pairs without sustained use."""
        return sum(o.open for o in self.offices)

    @property
    def pairs(self) -> int:
        """All pairs."""
        return sum(o.pairs for o in self.offices)

    @property
    def cities(self) -> tuple[str, ...]:
        """Cities of the offices."""
        return tuple(dict.fromkeys(o.city for o in self.offices))


def pool(store: Store, selection: Selection, scope: Scope, groups: Collection[Group] | None = None) -> Pool:
    """The pool of a selection. Raises Refused where there are no logs, or too few people.

    An office counts where the disclosure engine shows its number of pairs, and at least the smallest group could still be
    trained; the others are left out whole, so no sum gives them away. groups: only these of it (None: all). An office of
    which some groups count and others do not is left out as well: what is missing could be had by subtraction.
    """
    asked = selection.but(
        **{d: () for d in selection.filters if d not in query.dimensions(_TABLE)}, first=None, grain="quarter"
    )
    least = cell_sizes.minimum(Population.STAFF)
    with store.cursor() as cursor:
        version = store.version(cursor).id
        known = query.quarters(_TABLE, str(store.path), version, cursor)
        tell = query.tellers(known, asked, None)
        if not tell:
            raise Refused(NO_LOGS)
        sums = query.sums(store, (_ROWS, _SUSTAINED), ("unit",), asked, scope, _TABLE, cursor, version)
        visible, unseen = cells.shown(store, sums, ("unit",), asked, scope, least, _TABLE, cursor, version)
        if sums.empty and unseen.empty:  # nobody, and nobody hidden
            raise Refused(NO_LOGS)
        people = _people(store, cursor, asked, tell[0])
        cities = store.reference("unit").set_index("unit")["city"]
        rows = [
            Office.told(u, str(cities[u]), people.get((u, WHOLE), 0), int(n - s), int(n))
            for u, n, s in zip(sums["unit"], sums[_ROWS.name], sums[_SUSTAINED.name], strict=True)
        ]
        enough = {unit for (unit, _whole), n in people.items() if n >= least}
        kept = tuple(o for o, shown in zip(rows, visible, strict=True) if shown and o.unit in enough)
        around = {o.unit for o in rows} | set(unseen["unit"])
        if groups is not None:
            parted = {unit for unit, position in groups if position != WHOLE}
            around = {unit for unit in around if (unit, WHOLE) in groups or unit in parted}
            parts = _parts(store, cursor, asked, scope, [o for o in kept if o.unit in parted], groups, tell[0], version)
            kept = (*(o for o in kept if (o.unit, WHOLE) in groups), *parts)
    if not kept:
        raise Refused.of(
            f"Kelompok ini terlalu kecil: tidak ada unit dengan paling sedikit {least} pegawai yang belum memakai tetap. Perluas unit atau jenis jabatannya.",
            f"This group is too small: no office has at least {least} staff without sustained use. Widen its units or types of position.",
        )
    return Pool(version, tell[0], kept, len(around) - len(kept))


def in_tens(people: int) -> int:
    """How many people are told: whole tens, rounded down."""
    return people // TENS * TENS


def _parts(
    store: Store, cursor: Any, selection: Selection, scope: Scope, offices: Sequence[Office], groups: Collection[Group],
    quarter: int, version: str,
) -> list[Office]:  # fmt: skip
    """What the groups by type of position are of these offices."""
    if not offices:
        return []
    least, by = cell_sizes.minimum(Population.STAFF), ("unit", "position")
    here = selection.but(unit=tuple(o.unit for o in offices))
    sums = query.sums(store, (_ROWS, _SUSTAINED), by, here, scope, _TABLE, cursor, version)
    visible, _ = cells.shown(store, sums, by, here, scope, least, _TABLE, cursor, version)
    people = _people(store, cursor, here, quarter, by_position=True)
    made = []
    for office in offices:
        keys = [(u, UNKNOWN if p is None or p != p else str(p)) for u, p in zip(sums["unit"], sums["position"], strict=True)]  # fmt: skip
        own = [i for i, (unit, _position) in enumerate(keys) if unit == office.unit]
        if not all(visible[i] and people.get(keys[i], 0) >= least for i in own):
            continue
        chosen = [i for i in own if keys[i] in groups]
        rows, used = (int(sums[name].iloc[chosen].sum()) for name in (_ROWS.name, _SUSTAINED.name))
        if chosen:
            together = sum(people[keys[i]] for i in chosen)
            made.append(Office.told(office.unit, office.city, together, rows - used, rows))
    return made


def _people(
    store: Store, cursor: Any, selection: Selection, quarter: int, *, by_position: bool = False
) -> dict[Group, int]:
    """Staff with a system that they do not use steadily, by office: only looked at where the office is shown."""
    conditions, parameters = ["a.quarter = ?", "NOT a.sustained"], [quarter]
    for dimension, keys in selection.filters.items():
        codes = query.codes(store, dimension)
        conditions.append(f"list_contains(?, a.{dimension})")
        parameters.append([codes[k] for k in keys if k in codes])  # type: ignore[arg-type]
    found = cursor.execute(
        f"SELECT u.unit, {'a.position' if by_position else 'NULL'}, count(DISTINCT a.city || ':' || a.staff) "
        f"FROM adoption_quarter a JOIN unit u ON u.id = a.unit WHERE {' AND '.join(conditions)} GROUP BY ALL",
        parameters,
    ).fetchall()
    names = {code: key for key, code in query.codes(store, "position").items()}
    return {(str(unit), names.get(p, UNKNOWN) if by_position else WHOLE): int(n) for unit, p, n in found}


@dataclass(frozen=True)
class Price:
    """What a training of a kind takes per participant. cost, jp: None where nobody wrote them down; planned: the cost is
    that of the plan, for none was recorded; completion: share of participants who complete it; records: how many
    participants it is the median of; borrowed: of all cities, for those chosen have too few.
    """

    cost: float | None
    jp: float | None
    completion: float
    planned: bool
    records: int
    borrowed: bool = False


def prices(store: Store, cities: Sequence[str]) -> dict[str, Price]:
    """Medians of IT trainings by kind group in these cities, all cities where a city has fewer than the smallest group."""
    least = cell_sizes.minimum(Population.STAFF)
    with store.cursor() as cursor:
        own, every = _prices(cursor, cities), _prices(cursor, ())
    enough = {group for group, price in own.items() if price.records >= least}
    return {
        group: own[group] if group in enough else replace(price, borrowed=bool(cities))
        for group, price in every.items()
    }


def _prices(cursor: Any, cities: Sequence[str]) -> dict[str, Price]:
    within = "AND c.city IN (SELECT unnest(?))" if cities else ""
    parameters = [list(cities)] if cities else []
    it = f"f.area = {AREA.code('it')} {within}"
    taken = cursor.execute(
        f"SELECT {group_of('f.training_kind')} AS kind, median(f.cost), median(f.jp_hundredths) FILTER (f.completed) / 100, "
        f"avg(f.completed), count(*) FROM training_record f JOIN city c ON c.id = f.city WHERE {it} GROUP BY ALL ORDER BY ALL",
        parameters,
    ).fetchall()
    planned = dict(
        cursor.execute(
            f"SELECT {group_of('f.training_kind')} AS kind, sum(f.planned_cost) / nullif(sum(f.planned_seats), 0) "
            f"FROM training_programme f JOIN city c ON c.id = f.city WHERE {it} GROUP BY ALL",
            parameters,
        ).fetchall()
    )
    return {
        kind: Price(planned.get(kind) if cost is None else float(cost), jp, float(done), cost is None, int(n))
        for kind, cost, jp, done, n in taken
    }
