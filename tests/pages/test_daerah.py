"""Daerah says what `compare` prints, in both languages, for cities and for the units of one."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from data.reference import geography
from data.selection import Selection
from data.store import close_store
from metrics.periods import parse_code
from pages.parts import (
    access,
    daerah_facts,
    daerah_map,
    daerah_parts_facts,
    daerah_places,
    daerah_view,
    daerah_words,
    words,
)
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
    turned = {"id": "mentah Semarang lebih tinggi", "en": "raw Semarang is higher"}
    assert turned[language] in at.title[0].value
    with words.speaking("en" if language == "en" else "id"):
        for city in ("binjai", "semarang"):
            assert words.number(printed[city]["adjusted"], 2) in at.title[0].value
            assert words.number(printed[city]["raw"], 2) in at.title[0].value
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
    assert all(
        row["low"] < row["value"] < row["high"]
        for row in daerah_places.points(daerah_view.View(facts, (), daerah_view.FEW))
    )


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
            found.drawn,
            found.labels,
            found.cities,
            decimals=1,
            share=name != "ikm",
            titles=("n", name),
            told=say.told(facts.metric),
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
        daerah_map.rows(daerah_view.View(facts, (), daerah_view.FEW)),
        outline,
        at,
        indicative=30,
        hover=lambda row: row.name,
    )
    assert {trace.type for trace in drawing.data} == {"scatter"}  # plotly's own maps fetch their shores
    assert len(drawing.layout.annotations) == 4


@pytest.mark.parametrize("part", ["offices", "profile", "time", "many", "together"])
@pytest.mark.parametrize("query", [{"lang": "en"}, {"city": "sawahlunto"}, {"city": "binjai", "indicator": "jp_met"}])
def test_every_part_opens_and_only_the_chosen_one_is_there(demo_store: Path, part: str, query: dict[str, str]) -> None:
    at = opened(PAGE, part=part, **query)
    keys = {chart.key for chart in at.get("plotly_chart")} if part != "offices" else set()
    assert "map_chart" not in keys
    assert len(at.subheader) >= 1


def test_the_profile_names_the_widest_certain_gap_and_the_bound_of_a_grade(demo_store: Path) -> None:
    facts = daerah_facts.load(Selection(), "ikm")
    assert facts is not None
    assert daerah_parts_facts.itemised(facts.metric) == ("nrr",)
    found = daerah_parts_facts.items(facts, "nrr", "A")
    assert found.bound == pytest.approx(88.31 / 25)
    best = found.frame.loc[found.frame.groupby("element")["value"].idxmax()].set_index("element")
    for row in found.frame.to_dict("records"):
        assert row["best"] == best.loc[row["element"], "city"]
        assert row["gap"] == pytest.approx(row["value"] - best.loc[row["element"], "value"], abs=1e-3)
        assert row["short"] == pytest.approx(88.31 / 25 - row["value"], abs=1e-3)


def test_several_indicators_have_no_composite_of_their_own(demo_store: Path) -> None:
    facts = daerah_facts.load(Selection(), "ikm")
    assert facts is not None
    found = daerah_parts_facts.several(facts)
    assert {"ikm", "jp_met", "online_share", "ip_asn"} <= {m.name for m in found.metrics}
    at = opened(PAGE, part="many")
    assert not at.slider
    said = texts(at)
    assert "Komposit" not in said


def test_what_is_hidden_is_not_called_missing(demo_store: Path) -> None:
    few = {"city": "sawahlunto", "unit": "sawahlunto-bpbd", "sex": "female", "age": "50plus"}
    for part in ("many", "time", "offices"):
        at = opened(PAGE, part=part, **few)
        assert "0 responden" not in texts(at)
        assert "Belum ada data" not in texts(at)
    assert "isembunyikan" in texts(opened(PAGE, part="time", **few))


def test_titles_say_what_the_charts_show(demo_store: Path) -> None:
    whole, one = daerah_facts.load(Selection(), "ikm"), daerah_facts.load(Selection(city=("binjai",)), "ikm")
    assert whole is not None
    assert one is not None
    most = whole.frame.loc[whole.frame["gap"].abs().idxmax()]
    said = daerah_words.title(whole, whole.frame)
    assert most["name"] in said
    assert words.number(abs(most["gap"]), 2) in said
    assert daerah_words.headline(one).startswith("IKM di Binjai: ")
    first = next(whole.frame.itertuples(index=False))
    assert daerah_words.beside(whole, first).startswith(words.number(first.value, 1))
    several = daerah_parts_facts.several(whole)
    assert several.quarters["pemdi"] == (parse_code("2026Q3")[0],) * 2, "the only quarter that has the index"


def test_peers_are_of_the_same_type_in_all_cities(demo_store: Path) -> None:
    facts = daerah_facts.load(Selection(city=("binjai",)), "ikm")
    assert facts is not None
    found = daerah_parts_facts.comparable(facts, "binjai-disdukcapil")
    assert found.users
    assert found.frame["unit"].iloc[0] == "binjai-disdukcapil"
    assert set(found.frame["unit_type"]) == {"disdukcapil"}
    assert len({access.city_of(unit) for unit in found.frame["unit"]}) > 1


def test_words_and_marks_of_the_funnel_agree(demo_store: Path) -> None:
    facts = daerah_facts.load(Selection(), "ikm")
    assert facts is not None
    found = daerah_facts.units(facts)
    assert found is not None
    drawing = funnel.figure(
        found.drawn,
        found.labels,
        found.cities,
        decimals=1,
        share=False,
        titles=("n", "IKM"),
        told=say.told(facts.metric),
    )
    filled = sum(
        colour != "#FFFFFF" for trace in drawing.data if trace.mode == "markers" for colour in trace.marker.color
    )
    assert filled == (found.drawn.units["outside"].abs() == 2).sum()
