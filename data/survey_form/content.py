"""What the survey asks in one city, in one language: offices, systems, positions, fifteen statements and five."""

from __future__ import annotations

from dataclasses import dataclass

from data.intake.places import Places
from data.intake.recognise import places_of
from data.store import Store
from data.tables import ENUMERATIONS, TABLES
from metrics.adoption.terms import SYSTEMS
from metrics.resistance.terms import ANSWERS, READINESS, STATEMENTS
from metrics.words import Language, Words

TITLE = Words("Survei pemakaian sistem digital", "Survey on the use of a digital system")
INTRODUCTION = Words(
    "Survei ini tanpa nama: jangan menulis nama, NIP, nomor telepon atau alamat surel. Jawaban hanya dilihat per kelompok "
    "sepuluh orang atau lebih, dan dipakai untuk memperbaiki sistem, pelatihan dan pendampingan, bukan untuk menilai orang. "
    "Isi satu formulir untuk satu sistem.",
    "This survey bears no name: do not write a name, staff number, telephone number or e-mail address. Answers are seen only "
    "for groups of ten people or more, and serve to improve systems, training and support, not to judge people. Fill in one "
    "form for one system.",
)
ABOUT = Words("Tentang Anda dan sistemnya", "About you and the system")
STATED = Words("Seberapa setuju Anda dengan pernyataan ini?", "How far do you agree with these statements?")
READY = Words("Kesiapan memakai sistem ini", "Readiness to use this system")


@dataclass(frozen=True)
class Question:
    """A choice of one: its title and the options."""

    title: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class Form:
    """`choices`: office, system, position; `parts`: headings with their numbered statements; `answers`: from 1 to 5."""

    language: Language
    title: str
    introduction: str
    about: str
    choices: tuple[Question, ...]
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    answers: tuple[str, ...]

    @property
    def statements(self) -> tuple[str, ...]:
        """All numbered statements."""
        return tuple(text for _, texts in self.parts for text in texts)


def form_of(store: Store, city: str, language: Language) -> Form:
    """The form for a city (its key). Raises KeyError for a city that is not known."""
    cities = store.reference("city").set_index("city")
    official = str(cities.loc[city, "official_name"])
    numbered = [f"{n}. {s.words[language]}" for n, s in enumerate((STATEMENTS | READINESS).values(), 1)]
    first = len(STATEMENTS)
    columns = TABLES["pulse_response"]
    return Form(
        language=language,
        title=f"{TITLE[language]} · {official}",
        introduction=INTRODUCTION[language],
        about=ABOUT[language],
        choices=(
            Question(Words("Unit kerja", "Office")[language], _offices(store, city, official)),
            Question(columns.column("system").label[language], _systems(store, city, language)),
            Question(
                columns.column("position").label[language],
                tuple(level.words[language] for level in ENUMERATIONS["position"].levels),
            ),
        ),
        parts=((STATED[language], tuple(numbered[:first])), (READY[language], tuple(numbered[first:]))),
        answers=tuple(words[language] for words in ANSWERS),
    )


def _offices(store: Store, city: str, official: str) -> tuple[str, ...]:
    """The offices of a city, each with the city in its name, so that an answer says where it is from."""
    places = places_of(store)
    units = places.units[places.units["city"] == city].sort_values("name")
    return tuple(
        _with_city(unit, name, city, official, places) for unit, name in zip(units["unit"], units["name"], strict=True)
    )


def _with_city(unit: str, name: str, city: str, official: str, places: Places) -> str:
    """The first way to say office and city that the import reads as this office of this city."""
    ways = (name, f"{name} {official}", f"{official}: {name}")
    return next((text for text in ways if places.unit(text, city) == unit and places.city_of_unit(text) == city), name)


def _systems(store: Store, city: str, language: Language) -> tuple[str, ...]:
    """The systems that the city listed, by their local names; where it listed none, the kinds of systems."""
    with store.cursor() as cursor:
        listed = cursor.execute(
            "SELECT DISTINCT s.title FROM digital_system s JOIN city c ON c.id = s.city WHERE c.city = $city ORDER BY 1",
            {"city": city},
        ).fetchall()
    return tuple(str(row[0]) for row in listed) or tuple(words[language] for words in SYSTEMS.values())
