"""Daerah with sixty cities: found by name, grouped by province, drawn a part at a time, nothing about four."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data.selection import Selection
from data.store import Store, close_store
from metrics.metric import State
from metrics.satisfaction.elements import ELEMENT_KEYS
from pages.parts import access, daerah_facts, daerah_map, daerah_places, daerah_view, theme
from pages.parts.charts import groups
from pages.parts.daerah_view import FEW, STEP, View
from pages.parts.indicator import say
from pages.parts.kepuasan_top import MOST_CARDS
from tests.pages.test_frame import opened, texts
from tests.store.small import load, responses

CITIES, PER_CITY = 60, 60
TYPES = ("disdukcapil", "dpmptsp")
HIDDEN = "kota59"


def keys() -> list[str]:
    return [f"kota{i:02d}" for i in range(CITIES)]


def with_cities(store: Store) -> Store:
    """The store with sixty invented cities more, of six provinces, with two offices each."""
    with store.writing() as cursor:
        for i, city in enumerate(keys()):
            cursor.execute(
                "INSERT INTO city (id, city, name, official_name, province) SELECT max(id) + 1, ?, ?, ?, ? FROM city",
                [city, f"Kota {i:02d}", f"Kota {i:02d}", f"Provinsi {i % 6}"],
            )
            for kind in TYPES:
                cursor.execute(
                    "INSERT INTO unit (id, unit, city, name, short_name, unit_type) SELECT max(id) + 1, ?, ?, ?, ?, ? FROM unit",
                    [f"{city}-{kind}", city, f"{kind} {city}", kind, kind],
                )
    return store


def answers_() -> pd.DataFrame:
    """Sixty answers of each city, better by its number; of the last one three."""
    units = tuple(f"{city}-{kind}" for city in keys() for kind in TYPES)
    rows = responses(3, CITIES * PER_CITY, units=units, quarters=4, blanks=0.0)
    rng = np.random.default_rng(4)
    number = rows["city"].str[-2:].astype(int).to_numpy()
    for key in ELEMENT_KEYS:
        rows[key] = pd.array(np.clip(np.rint(2.2 + number / 60 + rng.normal(0, 0.5, len(rows))), 1, 4), dtype="Int64")
    rows["channel"] = pd.array(rng.integers(0, 2, len(rows)), dtype="Int64")
    rows["age"] = rows["education"] = pd.array(np.full(len(rows), 2), dtype="Int64")
    few = rows[rows["city"] == HIDDEN].head(3)
    return pd.concat([rows[rows["city"] != HIDDEN], few], ignore_index=True)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("sixty") / "sixty.duckdb"
    load(with_cities(Store.open(file)), answers_()).close()
    return file


@pytest.fixture
def sixty(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    close_store()
    monkeypatch.setenv("PANTAU_STORE", str(path))
    yield
    close_store()


def view(*chosen: str) -> View:
    facts = daerah_facts.load(Selection(), "ikm")
    assert facts is not None
    return View(facts, chosen, STEP)


def test_every_city_is_compared_and_some_are_drawn(sixty: None) -> None:
    seen = view("kota03")
    frame = seen.facts.frame
    assert not seen.few
    assert set(frame["city"]) == set(keys())
    assert seen.facts.frame.set_index("city").loc[HIDDEN, "state"] == State.SUPPRESSED
    assert len(seen.rows) == STEP + 1, "the first of the ranking, and the one that was found"
    assert "kota03" in set(seen.rows["city"])
    assert {seen.ink(city, city) for city in keys() if city != "kota03"} == {""}
    assert theme.city(seen.ink("kota03", "kota03")) is theme.CHOSEN_CITY
    assert seen.focus(8)["city"].tolist() == ["kota03"]
    order = frame.loc[frame["rank"].notna(), "city"].tolist()
    assert set(order[:10]) <= {f"kota{i:02d}" for i in range(40, 59)}, "the better ones are at the top"


def test_provinces_hold_every_city_that_is_shown(sixty: None) -> None:
    seen = view("kota03")
    figure = groups.figure(
        daerah_places.by_province(seen), decimals=2, indicative=30, least_span=3, limits=(25, 100), told=say.told(seen.facts.metric)
    )  # fmt: skip
    drawn = sum(len(trace.x) for trace in figure.data)
    shown = (seen.facts.frame["state"] == State.SHOWN).sum()
    assert drawn == shown == CITIES - 2, "the three of one city are hidden, and another beside them against subtraction"
    assert list(figure.layout.yaxis.ticktext) == [f"Provinsi {i}" for i in range(6)]


def test_the_page_finds_and_shows_more(sixty: None) -> None:
    at = opened("daerah.py", mark=["kota03", "kota10"])
    assert at.multiselect(key="choice_mark").value == ["kota03", "kota10"]
    assert "yang mungkin teratas Kota 5" in at.title[0].value, (
        "no group stands apart, and yet not everyone can be first"
    )
    assert "60 kota menurut provinsi" in "\n".join(s.value for s in at.subheader)
    assert at.table[0].value.shape == (2, 3), "those that were found, against each other"
    assert f"{STEP} pertama dari {CITIES}" in texts(at)
    at.button(key="places_more").click().run()
    assert not at.exception
    assert f"{2 * STEP} pertama dari {CITIES}" in texts(at)


@pytest.mark.parametrize("part", ["offices", "profile", "time", "many", "together"])
def test_every_part_opens_with_many(sixty: None, part: str) -> None:
    opened("daerah.py", part=part, lang="en")
    opened("daerah.py", part=part, mark=["kota05"])


def test_the_map_names_the_found_only_and_says_who_is_missing(sixty: None) -> None:
    assert not [row.tail for row in daerah_map.rows(view()) if row.tail]
    assert len(access.options("city")) == CITIES + 4
    assert FEW < CITIES
    assert daerah_view.MOST_CHOSEN <= FEW


def test_cards_of_many_cities_are_some_and_say_so(sixty: None) -> None:
    for page in ("ringkasan.py", "kepuasan.py"):
        at = opened(page)
        assert len(at.metric) <= MOST_CARDS
        assert f"{MOST_CARDS} dari {CITIES} kota" in texts(at)


def test_of_more_than_a_hundred_places_the_type_of_office_is_not_held_equal(
    sixty: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from data import compared

    whole = daerah_facts.load(Selection(), "ikm")
    assert whole is not None
    assert whole.mix is not None
    assert compared.TYPE in whole.mix.dimensions
    monkeypatch.setattr(compared, "MOST_TYPED", 10)
    access.forget()
    found = daerah_facts.load(Selection(), "ikm")
    access.forget()
    assert found is not None
    assert found.mix is not None
    assert found.mix.dimensions == ("channel", "age", "education")
    assert found.frame["raw"].tolist() != []
