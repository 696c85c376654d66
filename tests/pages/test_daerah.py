"""Daerah says what `compare` prints, in both languages, for cities and for the units of one."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from data.reference import geography
from data.selection import Selection
from data.store import close_store
from pages.parts import access, daerah_facts, daerah_map, daerah_places, daerah_words, words
from pages.parts.charts import funnel, islands
from pages.parts.indicator import say
from tests.conftest import run_cli
from tests.pages.test_frame import opened, texts

PAGE = "daerah.py"


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_page_says_what_compare_prints(demo_store: Path, language: str) -> None:
    at = opened(PAGE, lang=language)
    facts = daerah_facts.load(Selection(), "ikm")
    assert facts is not None
    close_store()  # one process at a time
    done = run_cli("compare", "ikm", "--json", "--where", "quarter=2025Q4,2026Q1,2026Q2,2026Q3", store=demo_store)
    printed = {place["city"]: place for place in json.loads(done.stdout)["places"]}
    for row in facts.frame.itertuples():
        assert row.adjusted == pytest.approx(printed[row.city]["adjusted"])
        assert row.raw == pytest.approx(printed[row.city]["raw"])
    turned = {"id": "mentah Semarang lebih tinggi, pada komposisi yang sama Binjai", "en": "Semarang is higher raw"}
    assert turned[language] in at.title[0].value
    groups = {"id": "Binjai › Semarang › Tangerang Selatan › Sawahlunto", "en": "Binjai › Semarang"}
    assert groups[language] in texts(at)
    assert at.table[0].value.shape == (4, 5)
    assert "100%" not in at.table[0].value.to_string()  # nothing that was estimated is certain


def test_shares_are_percent_and_staff_are_compared_too(demo_store: Path) -> None:
    facts = daerah_facts.load(Selection(), "jp_met")
    assert facts is not None
    assert facts.frame["value"].between(1, 100).all()
    assert facts.mix is not None
    assert facts.mix.dimensions == ("position", "age", "education")
    with words.speaking("id"):
        assert "jenis jabatan" in daerah_words.sentence(facts)
    assert all(row["low"] < row["value"] < row["high"] for row in daerah_places.points(facts))


def test_one_city_is_compared_by_its_units(demo_store: Path) -> None:
    at = opened(PAGE, city="sawahlunto")
    facts = daerah_facts.load(Selection(city=("sawahlunto",)), "ikm")
    assert facts is not None
    assert facts.by == "unit"
    assert "BPBD" in facts.frame["name"].tolist()
    assert at.title[0].value == daerah_words.headline(facts)


def test_the_funnel_has_every_unit_and_its_own_limits(demo_store: Path) -> None:
    for name in ("ikm", "online_share"):
        facts = daerah_facts.load(Selection(), name)
        assert facts is not None
        found = daerah_facts.units(facts)
        assert found is not None
        units = found.drawn.units
        assert (units["low998"] <= units["low95"]).all()
        assert (units["low95"] < found.drawn.target).all()
        assert (units["high95"] > found.drawn.target).all()
        drawing = funnel.figure(
            found.drawn, found.labels, found.cities, decimals=1, share=name != "ikm", told=say.told(facts.metric)
        )
        assert sum(len(t.x) for t in drawing.data if t.mode == "markers") == len(found.units)


def test_no_best_practice_across_a_new_questionnaire(demo_store: Path) -> None:
    """Tangerang Selatan changes its questionnaire in TW II 2025: its answers before and after are not compared."""
    facts = daerah_facts.load(Selection(), "ikm")
    assert facts is not None
    found = daerah_facts.best(facts)
    assert found is not None
    assert not [unit for unit in found.index if unit.startswith("tangerang-selatan")]
    assert found.loc["binjai-disdukcapil", "guarded"] > 0
    assert np.isfinite(found["p_adjusted"]).all()


def test_nothing_to_compare(empty_store: Path) -> None:
    at = opened(PAGE)
    assert "Belum ada data" in at.title[0].value


def test_the_map_has_every_city_on_an_island_and_needs_no_network(demo_store: Path) -> None:
    at = geography.positions()
    assert set(at) == set(access.options("city"))
    outline = geography.outline()
    for lon, lat in at.values():  # on land: a ray to the east crosses the shores an odd number of times
        crossings = 0
        for _island, shore in outline.groupby("island"):
            x, y = shore["longitude"].to_numpy(), shore["latitude"].to_numpy()
            upward = (y[:-1] > lat) != (y[1:] > lat)
            meets = x[:-1] + (lat - y[:-1]) * (x[1:] - x[:-1]) / np.where(upward, y[1:] - y[:-1], 1)
            crossings += int((upward & (meets > lon)).sum())
        assert crossings % 2 == 1
    facts = daerah_facts.load(Selection(), "ikm")
    assert facts is not None
    drawing = islands.figure(
        daerah_map.rows(facts), outline, at, decimals=2, indicative=30, told=say.told(facts.metric)
    )
    assert {trace.type for trace in drawing.data} == {"scatter"}  # plotly's own maps fetch their shores
    assert len(drawing.layout.annotations) == 4
