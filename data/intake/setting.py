"""Whose file it is: city, unit and service of the whole file, from the officer, the title rows and the columns."""

from __future__ import annotations

from dataclasses import dataclass

from data.intake.columns import values_below
from data.intake.header import Header
from data.intake.model import ColumnPlan, Given, IntakeError, Notice, Question, RawTable
from data.intake.places import Places
from data.intake.vocabulary.registers import REGISTERS
from data.intake.whose import everyone
from data.tables import TABLES
from metrics.words import Words


@dataclass(frozen=True)
class Setting:
    """Keys of the city and unit of every row; "" where rows say it themselves or a question is open."""

    city: str = ""
    unit: str = ""
    new_unit: str = ""
    service: str = ""
    questions: tuple[Question, ...] = ()
    notices: tuple[Notice, ...] = ()


def _texts(raw: RawTable, header: Header, columns: tuple[ColumnPlan, ...], role: str) -> list[str]:
    """The distinct texts of the column taken for `role`."""
    column = next((c for c in columns if c.role == role), None)
    return values_below(raw, column.place, header.first_row, rows=None) if column else []


def find_setting(
    raw: RawTable, header: Header, columns: tuple[ColumnPlan, ...], table: str, places: Places, given: Given
) -> Setting:
    """City and unit that hold for the whole file. Raises IntakeError when the officer and the file disagree."""
    cities = _texts(raw, header, columns, "city")
    units = _texts(raw, header, columns, "unit")
    of_rows = TABLES[table].column("unit") if TABLES[table].has("unit") else None
    of_staff = TABLES[table].has("staff")
    # Above a list of staff stands whoever made it; the office of each person is in the register.
    titled = "unit" in header.facts and (not of_staff or (of_rows is not None and of_rows.required))
    service = header.facts.get("service", "")
    city, asked = _city(raw, header, cities, units, places, given)
    written = units or ([header.facts["unit"]] if titled else [])
    if city is None:  # no unit can be known without its city; but where nobody names one it will be needed too
        needed = of_rows is not None and of_rows.required and not written and not given.unit
        return Setting(service=service, questions=(*asked, *((_ask_unit("", places, ""),) if needed else ())))
    if of_rows is None or (not of_rows.required and not given.unit and not written):
        return Setting(city, service=service)  # rows of the whole city, or whose office the register knows
    if not of_rows.required and not given.unit and table in REGISTERS and units:
        if not of_staff:
            return Setting(city, service=service)  # each row says its office, or that it is of the whole city
        known = {places.unit(text, city) for text in written} if city else set()
        return Setting(city, known.pop() or "" if len(known) == 1 else "", service=service)
    unit, new, questions, notices = _unit(raw, written, bool(units), city, places, given)
    return Setting(city, unit, new, service, questions, notices)


def _refuse(raw: RawTable, what: Words, given: str, named: str) -> IntakeError:
    return IntakeError(
        Words(
            f"{what.id} yang diberikan {given}, tetapi {raw.name} menyebut {named}. Samakan salah satunya.",
            f"The {what.en} given is {given}, but {raw.name} names {named}. Make them agree.",
        )
    )


def _city(
    raw: RawTable, header: Header, cities: list[str], units: list[str], places: Places, given: Given
) -> tuple[str | None, tuple[Question, ...]]:
    """Key of the one city; "" where the rows name several; None with a question where nobody says it."""
    options = tuple(
        (k, Words(n, n)) for k, n in zip(places.cities["city"], places.cities["official_name"], strict=True)
    )
    said = places.city(given.city) if given.city else None
    if given.city and said is None:
        listed = ", ".join(key for key, _ in options)
        raise IntakeError(
            Words(
                f"Kota “{given.city}” tidak dikenal; pilihan: {listed}.",
                f"The city “{given.city}” is not known; choices: {listed}.",
            )
        )
    known = {key for text in cities if (key := places.city(text))}
    if said:
        if cities and said not in known:
            raise _refuse(raw, Words("Kota", "city"), places.city_name(said), ", ".join(cities[:3]))
        named = _city_named(header, units, given, places)
        if not cities and named and named != said:
            raise _refuse(
                raw,
                Words("Kota", "city"),
                places.city_name(said),
                places.city_name(named) if named in places.cities["city"].values else named,
            )
        return said, ()
    if cities:
        return (known.pop() if len(known) == 1 and all(places.city(t) for t in cities) else ""), ()
    named = _city_named(header, units, given, places)
    if named and named in set(places.cities["city"]):
        return named, ()
    note = (f"; berkas menyebut “{named}”", f"; the file names “{named}”") if named else ("", "")
    return None, (
        Question(
            "city",
            Words(f"Kota belum diketahui{note[0]}. Kota mana?", f"The city is not known yet{note[1]}. Which city?"),
            options,
        ),
    )  # fmt: skip


def _city_named(header: Header, units: list[str], given: Given, places: Places) -> str:
    """City key (or an unknown city as written) that title rows or the name of the unit state; "" where none."""
    if fact := header.facts.get("city", ""):
        return places.city(fact) or places.city(f"kota {fact}") or fact
    texts = [*header.titles, header.facts.get("unit", ""), *units[:20], given.unit]
    found = {key for text in texts if text and (key := places.city_in(text) or places.city_of_unit(text))}
    return found.pop() if len(found) == 1 else ""


def _unit(
    raw: RawTable, written: list[str], in_rows: bool, city: str, places: Places, given: Given
) -> tuple[str, str, tuple[Question, ...], tuple[Notice, ...]]:
    """(key of the one unit or "", name of a unit to add or "", questions, notices)."""
    if not city:  # rows of several cities: each row names its unit, which check looks up
        return "", "", () if written else (_ask_unit("", places, city),), ()
    known = {key for text in written if (key := places.unit(text, city))}
    if given.unit:
        said = places.unit(given.unit, city)
        if said is None and not given.add_unit:
            return "", "", (_ask_unit(given.unit, places, city),), ()
        if known and said not in known:
            names = ", ".join(places.unit_name(k) for k in sorted(known)[:3])
            raise _refuse(raw, Words("Unit", "unit"), places.unit_name(said) if said else given.unit, names)
        unknown = [text for text in written if not places.unit(text, city)]
        notices = () if not unknown or known else (_taken_as(unknown[0], said, given.unit, places),)
        return said or "", "" if said else given.unit.strip(), (), notices
    if not written:
        return "", "", (_ask_unit("", places, city),), ()
    if len(known) == 1 and all(places.unit(text, city) for text in written):
        return known.pop(), "", (), ()
    if known or len(written) > 1 or (in_rows and everyone(written[0])):
        return "", "", (), ()  # several units, some unknown, or all of them: row by row
    if written[0] and given.add_unit:
        return "", written[0].strip(), (), ()
    return "", "", (_ask_unit(written[0], places, city),), ()


def _taken_as(text: str, key: str | None, new: str, places: Places) -> Notice:
    name = places.unit_name(key) if key else new
    return Notice(
        "unit_taken_as",
        Words(
            f"Berkas menulis unit “{text}”; dimuat sebagai {name}.",
            f"The file writes the unit “{text}”; loaded as {name}.",
        ),
    )


def _ask_unit(unknown: str, places: Places, city: str) -> Question:
    of_city = places.units[places.units["city"] == city] if city else places.units
    options = tuple((k, Words(n, n)) for k, n in zip(of_city["unit"], of_city["name"], strict=True))
    if not unknown:
        return Question(
            "unit", Words("Unit belum diketahui. Unit mana?", "The unit is not known yet. Which unit?"), options
        )
    near = places.like_unit(unknown, city)
    names = ", ".join(places.unit_name(k) for k in near)
    hint = (f" Mirip: {names}.", f" Like: {names}.") if near else ("", "")
    return Question(
        "unit",
        Words(
            f"Unit “{unknown}” tidak dikenal di {places.city_name(city)}.{hint[0]}",
            f"The unit “{unknown}” is not known in {places.city_name(city)}.{hint[1]}",
        ),
        options,
        near,
        may_add=unknown,
    )
