"""What a page asks of the store is what the store answers: small tables are read once and filtered in memory."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from data import facts
from data.selection import Scope, Selection
from data.store import store
from metrics.metric import State
from metrics.periods import parse_code
from metrics.registry import registry
from pages.parts import access
from pages.parts.indicator import history
from tests.pages.test_frame import opened

QUARTER = parse_code("2025Q2")[0]
SELECTIONS = [
    Selection(),
    Selection(city=("binjai",)),
    Selection(city=("binjai", "semarang"), first=QUARTER),
    Selection(unit=("binjai-disdukcapil",)),
    Selection(unit=("binjai-disdukcapil", "tangerang-selatan-rsud"), last=QUARTER),
    Selection(city=("semarang",), unit=("binjai-disdukcapil",)),
    Selection(first=QUARTER, last=QUARTER + 3),
    Selection(city=("binjai",), sex=("female",), grain="year"),
]


def plain(frame: pd.DataFrame) -> pd.DataFrame:
    """The same without types, which a column of texts loses where it has no row or only missing ones."""
    return frame.astype(object).where(frame.notna(), None)


@pytest.mark.parametrize("scope", ["all", "city:binjai,semarang", "unit:binjai-disdukcapil,semarang-rsud"])
@pytest.mark.parametrize("chosen", SELECTIONS)
def test_events_and_published_figures_are_those_of_the_store(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch, chosen: Selection, scope: str
) -> None:
    monkeypatch.setenv("PANTAU_SCOPE", scope)
    for here, there in ((access.events, facts.events), (access.published, facts.published)):
        found, expected = plain(here(chosen)), plain(there(store(), chosen, Scope.parse(scope)))
        pd.testing.assert_frame_equal(found, expected)


def test_what_is_remembered_is_asked_again_when_anything_around_it_changes(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pages.parts import kepuasan_facts, words

    chosen = Selection(city=("binjai",))
    first = kepuasan_facts.load(chosen)
    assert kepuasan_facts.load(chosen) is first
    with words.speaking("en"):
        english = kepuasan_facts.load(chosen)
        assert english is not first
    monkeypatch.setenv("PANTAU_SCOPE", "unit:binjai-disdukcapil")
    narrow = kepuasan_facts.load(chosen)
    assert narrow is not None
    assert first is not None
    assert narrow.whole.at(narrow.now)["n"] < first.whole.at(first.now)["n"]


def test_a_reader_of_offices_is_answered_for_every_indicator(demo_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PANTAU_SCOPE", "unit:semarang-dinsos")
    for metric in registry().values():
        frame = access.answer(metric.name, selection=Selection()).frame
        if metric.table == "digital_record":  # cities are rated, and of a city an office sees nothing
            assert set(frame["state"]) == {State.NO_DATA}
    at = opened("daerah.py")
    assert not at.exception
    assert at.title


@pytest.mark.parametrize(
    "page", ["ringkasan.py", "kepuasan.py", "layanan.py", "pelatihan.py", "kinerja.py", "adopsi.py", "kolaborasi.py", "daerah.py"]
)  # fmt: skip
def test_offices_that_are_all_a_reader_sees_are_never_called_the_city(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    """A server of one office says what a server of everything says when that office is chosen; the bar stays empty."""
    chosen = opened(page, city="binjai", unit="binjai-disdukcapil")
    monkeypatch.setenv("PANTAU_SCOPE", "unit:binjai-disdukcapil")
    scoped = opened(page)
    told = [[str(each.value) for each in (*at.title, *at.subheader)] for at in (scoped, chosen)]
    assert told[0] == [each for each in told[1] if "Pemdi" not in each]  # an index is of the city: not this reader's
    assert scoped.multiselect(key="filter_unit").value == []
    assert "unit" not in scoped.query_params


def test_chosen_offices_of_several_cities_are_not_called_the_cities(demo_store: Path) -> None:
    found = history.history("ikm", Selection(unit=("binjai-disdukcapil", "semarang-disdukcapil", "semarang-rsud")))
    assert found is not None
    assert [place.name for place in found.places] == ["Disdukcapil Binjai", "2 unit di Semarang"]
