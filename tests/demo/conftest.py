"""Demo data as an analyst would meet them: plain frames, read independently of Pantau's own sums."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pytest

from data.demo import generated
from data.demo.adoption import CityAdoption, answers_for
from data.demo.adoption import generate as adoption_generated
from data.demo.adoption import tables as adoption_tables
from data.demo.adoption.truth import truth as adoption_truth
from data.demo.adoption.world import World
from data.demo.plan import DEFAULT_SEED
from data.demo.responses import CityResponses
from data.demo.services import CityServices
from data.demo.services import generated as services_generated
from data.demo.services import tables as services_tables
from data.demo.services.truth import truth as services_truth
from data.demo.staff import CityStaff
from data.demo.staff import generated as staff_generated
from data.demo.staff import tables as staff_tables
from data.demo.staff.plan import DEFAULT_STAFF
from data.demo.staff.truth import truth as staff_truth
from data.demo.truth import Truth, truth
from data.tables import SKM_RESPONSE, TABLES, Type
from metrics.periods import format_code

PEOPLE = ("channel", "sex", "age", "education", "occupation")


def as_frame(cities: list[CityResponses]) -> pd.DataFrame:
    """All rows, with keys instead of codes and the quarter as text."""
    frame = pd.concat([city.rows.to_pandas() for city in cities], ignore_index=True)
    for name in PEOPLE:
        levels = SKM_RESPONSE.column(name).levels
        assert levels is not None
        frame[name] = frame[name].map(dict(enumerate(level.key for level in levels.levels)))
    frame["quarter"] = frame["quarter"].map(format_code)
    return frame


def as_frames(tables: dict[str, pa.Table]) -> dict[str, pd.DataFrame]:
    """Tables with keys instead of codes, days as timestamps and quarters as text."""
    found = {}
    for name, rows in tables.items():
        frame = rows.to_pandas()
        for column in TABLES[name].columns:
            if column.levels is not None:
                frame[column.name] = frame[column.name].map(dict(enumerate(x.key for x in column.levels.levels)))
            elif column.type is Type.DATE:
                frame[column.name] = pd.to_datetime(frame[column.name])
            elif column.name == "quarter":
                frame["quarter"] = frame["quarter"].map(format_code)
        found[name] = frame
    return found


@pytest.fixture(scope="session")
def cities() -> list[CityResponses]:
    """The demo at its usual size."""
    return generated(DEFAULT_SEED)


@pytest.fixture(scope="session")
def answers(cities: list[CityResponses]) -> pd.DataFrame:
    """Its answers."""
    return as_frame(cities)


@pytest.fixture(scope="session")
def planted(cities: list[CityResponses]) -> Truth:
    """Its truth."""
    return truth(DEFAULT_SEED, cities)


@pytest.fixture(scope="session")
def staff() -> list[CityStaff]:
    """The staff of the demo at its usual size."""
    return staff_generated(DEFAULT_SEED)


@pytest.fixture(scope="session")
def staff_frames(staff: list[CityStaff]) -> dict[str, pd.DataFrame]:
    """Its tables."""
    return as_frames(staff_tables(staff))


@pytest.fixture(scope="session")
def staff_planted(staff: list[CityStaff]) -> Truth:
    """Its truth."""
    return staff_truth(DEFAULT_SEED, staff)


@pytest.fixture(scope="session")
def services() -> list[CityServices]:
    """The services of the demo at their usual size."""
    return services_generated(DEFAULT_SEED)


@pytest.fixture(scope="session")
def services_frames(services: list[CityServices]) -> dict[str, pd.DataFrame]:
    """Their tables."""
    return as_frames(services_tables(services))


@pytest.fixture(scope="session")
def services_planted(services: list[CityServices]) -> Truth:
    """Their truth."""
    return services_truth(DEFAULT_SEED, services)


@pytest.fixture(scope="session")
def adoption(staff: list[CityStaff]) -> list[CityAdoption]:
    """The adoption of the demo at its usual size."""
    return adoption_generated(DEFAULT_SEED, staff, answers_for(DEFAULT_STAFF))


@pytest.fixture(scope="session")
def adoption_frames(adoption: list[CityAdoption]) -> dict[str, pd.DataFrame]:
    """Its tables."""
    return as_frames(adoption_tables(adoption))


@pytest.fixture(scope="session")
def adoption_planted(adoption: list[CityAdoption]) -> Truth:
    """Its truth."""
    return adoption_truth(adoption)


@pytest.fixture(scope="session")
def adoption_world(adoption: list[CityAdoption]) -> World:
    """The same people, spells and answers with what no office could know."""
    return World(DEFAULT_SEED, [city.of for city in adoption], [city.pulse for city in adoption])
