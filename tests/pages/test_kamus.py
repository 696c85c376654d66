"""The dictionary tells every declaration, in both languages, and finds it."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.tables import TABLES
from metrics.limits import all_limits
from metrics.registry import registry
from pages.parts import dictionary, words
from tests.pages.test_frame import opened


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("name", list(registry()))
def test_every_indicator_has_a_whole_entry(name: str, language: words.Language) -> None:
    declared = registry()[name]
    with words.speaking(language):
        rows = dict(dictionary.metric_rows(declared))
        assert all(text.strip() for text in rows.values())
        assert words.pick(declared.meaning) in rows.values()
        assert words.pick(declared.formula) in rows.values()
        assert dictionary.family_name(declared.family)
        assert [limit.name for limit in dictionary.limits_of(declared)] == list(declared.limits)
        assert (dictionary.mark(declared.source) == "") == declared.source.verified


@pytest.mark.parametrize("name", list(all_limits()))
def test_every_constant_shows_its_history_with_the_unverified_marked(name: str) -> None:
    limit = all_limits()[name]
    with words.speaking("id"):
        frame = dictionary.limit_frame(limit)
    assert len(frame) == len(limit.history)
    marked = frame["Sumber"].str.contains("belum diverifikasi")
    assert list(marked) == [not row.source.verified for row in limit.history]


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda t: t.name)
def test_every_column_says_what_may_stand_in_it(table: dictionary.Table) -> None:
    with words.speaking("id"):
        frame = dictionary.columns_frame(table)
    assert len(frame) == len(table.columns)
    assert frame["Isi yang sah"].str.strip().all()


def test_grade_history_is_told_with_its_dates() -> None:
    with words.speaking("id"):
        frame = dictionary.limit_frame(all_limits()["grades"])
    assert list(frame["Berlaku"])[-1] == "sejak TW I 2017"
    assert "88,31" in frame["Nilai"].iloc[-1]
    assert "88,31" not in frame["Nilai"].iloc[0]


def test_search_in_either_language() -> None:
    ikm = registry()["ikm"]
    assert dictionary.metric_found("", ikm)
    assert dictionary.metric_found("KEPUASAN masyarakat", ikm)
    assert dictionary.metric_found("satisfaction", ikm)
    assert not dictionary.metric_found("cuaca", ikm)


def test_a_link_opens_its_entry(demo_store: Path) -> None:
    at = opened("kamus.py", metric="ikm")
    at.query_params["metric"] = "ikm"
    at.run()
    expanded = [e.label for e in at.expander if e.proto.expanded]
    assert expanded == [f"**{registry()['ikm'].label.id}**"]


def test_a_link_to_an_indicator_that_does_not_exist_says_so(demo_store: Path) -> None:
    at = opened("kamus.py")
    at.query_params["metric"] = "cuaca"
    at.run()
    assert any("cuaca" in caption.value for caption in at.caption)


def test_search_narrows_the_page_and_says_when_nothing_is_found(demo_store: Path) -> None:
    at = opened("kamus.py")
    at.text_input(key="dictionary_search").set_value("omega mcdonald").run()
    assert at.tabs[0].label == "Indikator (1)"
    at.text_input(key="dictionary_search").set_value("tidakadakataini").run()
    assert "tidakadakataini" in at.info[0].value


def test_a_share_says_that_pages_write_it_in_percent() -> None:
    with words.speaking("id"):
        unit = dict(dictionary.metric_rows(registry()["on_time"]))["Satuan"]
        assert unit == "bagian (0–1); pada halaman ditulis dalam persen: 0,25 berarti 25%"
        assert "persen" not in dict(dictionary.metric_rows(registry()["ikm"]))["Satuan"]


def test_names_of_programs_stand_under_the_command_line_alone() -> None:
    with words.speaking("id"):
        rows = dict(dictionary.metric_rows(registry()["on_time"]))
    assert [label for label, text in rows.items() if "`" in text] == ["Di baris perintah"]
