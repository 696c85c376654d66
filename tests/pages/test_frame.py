"""The frame: every page opens in both languages, filters stay in the address, colours are readable, scope cuts."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from data.selection import Selection
from metrics.metric import Direction
from metrics.periods import parse_code
from metrics.registry import metric
from pages.parts import access, cards, theme, warm, words
from pages.parts.indicator import percent

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("ringkasan.py", "kepuasan.py", "daerah.py", "pelatihan.py", "kinerja.py", "impor.py", "kamus.py")
FILTERED = ("ringkasan.py", "kepuasan.py", "daerah.py", "pelatihan.py", "kinerja.py")


def opened(page: str = "ringkasan.py", **query: str | list[str]) -> AppTest:
    """The app on a page, as somebody who opens the link sees it."""
    at = AppTest.from_file(str(ROOT / "pages" / "main.py"), default_timeout=60)
    for name, value in query.items():
        at.query_params[name] = value
    if page != "ringkasan.py":
        # By its address, as the browser does; `switch_page` knows it only after a run of the first page.
        at._page_hash = calc_hash(page.removesuffix(".py").replace("_", "-"))
    at.run()
    assert not at.exception, at.exception
    assert page == "ringkasan.py" or at._registered_pages[at._page_hash]["script_path"].endswith(page)
    return at


def texts(at: AppTest) -> str:
    """Everything said in Markdown on the page."""
    return "\n".join(str(element.value) for kind in (at.title, at.markdown, at.caption) for element in kind)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("file", PAGES)
def test_every_page_opens_and_marks_the_data(demo_store: Path, file: str, language: str) -> None:
    at = opened(file, lang=language)
    assert at.title, "a page begins with what it says"
    said = texts(at)
    assert {"id": "Data contoh", "en": "Sample data"}[language] in said
    assert {"id": "versi ", "en": "version "}[language] in said.lower()


@pytest.mark.parametrize("file", PAGES)
def test_every_page_opens_on_an_empty_store(empty_store: Path, file: str) -> None:
    at = opened(file)
    assert at.title
    assert "Data contoh" not in texts(at)


@pytest.mark.parametrize("file", PAGES)
def test_filters_stand_only_where_they_filter(demo_store: Path, file: str) -> None:
    at = opened(file)
    keys = {widget.key for widget in at.multiselect}
    assert ("filter_city" in keys) == (file in FILTERED)


def test_a_link_opens_its_view_and_survives_a_page_switch(demo_store: Path) -> None:
    at = opened(city="binjai", **{"from": "2025Q4", "lang": "en", "channel": ["online", "counter"]})
    assert at.multiselect(key="filter_city").value == ["binjai"]
    assert at.session_state["filter_from"] == parse_code("2025Q4")[0]
    assert at.multiselect(key="filter_channel").value == ["counter", "online"]
    for page in ("kepuasan.py", "kamus.py", "ringkasan.py"):
        at.query_params.clear()  # as the browser does on a page switch
        at.switch_page(page).run()
        assert not at.exception
        assert at.query_params["city"] == "binjai"
        assert at.query_params["from"] == "2025Q4"
        assert at.query_params["lang"] == "en"
    assert at.multiselect(key="filter_city").value == ["binjai"]


CITIZENS = {"channel", "sex", "age", "education", "occupation"}
STAFF = {"sex", "age", "education", "position"}


@pytest.mark.parametrize(
    ("file", "people"),
    [  # the dimensions that the tables of the page declare
        ("ringkasan.py", CITIZENS | STAFF),
        ("kepuasan.py", CITIZENS),
        ("pelatihan.py", STAFF),
        ("kinerja.py", STAFF),
    ],
)
def test_each_page_offers_the_filters_of_those_it_asks_about(demo_store: Path, file: str, people: set[str]) -> None:
    at = opened(file)
    offered = {str(widget.key).removeprefix("filter_") for widget in at.multiselect}
    assert offered & (CITIZENS | STAFF) == people


def test_ringkasan_says_that_a_filter_means_citizens_and_staff(demo_store: Path) -> None:
    at = opened("ringkasan.py")
    assert at.multiselect(key="filter_sex").label == "Jenis kelamin (warga dan pegawai)"
    assert "pegawai" not in at.multiselect(key="filter_channel").label
    assert opened("kinerja.py").multiselect(key="filter_sex").label == "Jenis kelamin"


@pytest.mark.parametrize("file", ["pelatihan.py", "kinerja.py"])
def test_a_link_with_a_position_opens_on_the_pages_of_staff(demo_store: Path, file: str) -> None:
    at = opened(file, city="binjai", position="functional")
    assert at.multiselect(key="filter_position").value == ["functional"]
    assert "Tidak diterapkan di sini" not in texts(at)
    everybody = opened(file, city="binjai")
    figures = [{metric.label: metric.value for metric in page.metric} for page in (at, everybody)]
    assert figures[0].keys() == figures[1].keys()
    assert figures[0] != figures[1], "fewer staff, other figures"


def test_a_position_stays_where_it_is_not_followed_and_can_be_taken_back_there(demo_store: Path) -> None:
    at = opened("kepuasan.py", city="binjai", position="functional")
    assert "Tidak diterapkan di sini, karena survei tidak memuatnya: fungsional." in texts(at)
    assert opened("kepuasan.py", city="binjai").metric[0].value == at.metric[0].value
    at.multiselect(key="filter_sex").set_value(["female"]).run()
    assert at.query_params["position"] == "functional"
    assert at.query_params["sex"] == "female"
    at.multiselect(key="filter_position").set_value([]).run()
    assert not at.exception
    assert "position" not in at.query_params
    assert at.query_params["sex"] == "female"
    assert not [widget for widget in at.multiselect if widget.key == "filter_position"]
    assert "Tidak diterapkan" not in texts(at)


def test_a_choice_is_written_into_the_address_by_key(demo_store: Path) -> None:
    at = opened()
    at.multiselect(key="filter_city").set_value(["semarang"]).run()
    at.multiselect(key="filter_unit").set_value(["semarang-disdukcapil"]).run()
    at.selectbox(key="filter_to").set_value(parse_code("2026Q1")[0]).run()
    assert not at.exception
    assert at.query_params["city"] == "semarang"
    assert at.query_params["unit"] == "semarang-disdukcapil"
    assert at.query_params["to"] == "2026Q1"
    at.multiselect(key="filter_city").set_value(["binjai"]).run()  # its units are others
    assert "unit" not in at.query_params
    assert at.query_params["to"] == "2026Q1"


def test_grain_keeps_the_period_whole(demo_store: Path) -> None:
    at = opened(**{"to": "2026Q1"})
    at.segmented_control(key="filter_grain").set_value("semester").run()
    assert not at.exception
    assert (at.query_params["grain"], at.query_params["to"]) == ("semester", "2026Q2")


def test_what_a_link_says_that_is_unknown_is_reported_until_the_next_choice(demo_store: Path) -> None:
    at = opened(city=["medan", "binjai"])
    assert "city=medan" in texts(at)
    assert at.multiselect(key="filter_city").value == ["binjai"]
    at.multiselect(key="filter_city").set_value(["semarang"]).run()
    assert "medan" not in texts(at)


def test_units_follow_the_city_and_carry_its_name_where_several_do(demo_store: Path) -> None:
    of_binjai = opened(city="binjai").multiselect(key="filter_unit").options
    of_all = opened().multiselect(key="filter_unit").options
    assert 0 < len(of_binjai) < len(of_all)
    assert not any(" · " in option for option in of_binjai)
    assert all(" · " in option for option in of_all)


def test_scope_cuts_the_options_and_the_links(demo_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PANTAU_SCOPE", "city:binjai")
    at = opened(city="semarang")
    assert at.multiselect(key="filter_city").options == ["Binjai"]
    assert at.multiselect(key="filter_city").value == []
    assert "city=semarang" in texts(at)


def test_the_warm_start_asks_what_the_first_page_asks(demo_store: Path) -> None:
    access.forget()
    warm.first_page()
    warm.usual_filters()
    first = access.answer("ikm", by=("city", "period"), selection=Selection())
    assert first.frame["city"].nunique() == 4


def test_language_switch_speaks_english_and_keeps_the_filters(demo_store: Path) -> None:
    at = opened(city="binjai")
    at.segmented_control(key="language_choice").set_value("en").run()
    assert not at.exception
    assert at.query_params["lang"] == "en"
    assert at.query_params["city"] == "binjai"
    assert "What changed" in [s.value for s in at.subheader]


def test_a_store_in_use_elsewhere_gives_a_page_not_a_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from data.store import Store, close_store

    close_store()
    path = tmp_path / "pantau.duckdb"
    Store.open(path).close()
    monkeypatch.setenv("PANTAU_STORE", str(path))
    hold = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", hold, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == "held"
        at = opened()
        holder.communicate()
    assert at.title[0].value == "Data sedang dipakai program lain"
    assert len(at.button) == 1


def test_an_error_goes_to_the_log_and_a_number_that_finds_it_to_the_reader(caplog: pytest.LogCaptureFixture) -> None:
    def script() -> None:
        from pages.parts import trouble

        try:
            raise RuntimeError("a secret of the machine")
        except RuntimeError as error:
            trouble.script_error(error)

    at = AppTest.from_function(script).run()
    said = at.error[0].value
    assert "secret" not in said
    [record] = [r for r in caplog.records if r.name == "pantau.pages"]
    assert record.exc_info is not None
    assert str(record.args[0] if isinstance(record.args, tuple) else "") in said


CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
TOKENS = {
    "primaryColor": "primary",
    "linkColor": "link",
    "textColor": "text",
    "backgroundColor": "background",
    "secondaryBackgroundColor": "panel",
    "borderColor": "border",
    "grayTextColor": "quiet",
    "greenTextColor": "better",
    "redTextColor": "worse",
}


@pytest.mark.parametrize(("section", "palette"), [("light", theme.LIGHT), ("dark", theme.DARK)])
def test_theme_and_charts_have_the_same_colours(section: str, palette: theme.Palette) -> None:
    given = CONFIG["theme"][section]
    assert {key: given[key] for key in TOKENS} == {key: getattr(palette, name) for key, name in TOKENS.items()}
    assert given["sidebar"]["backgroundColor"] == palette.panel


@pytest.mark.parametrize("palette", [theme.LIGHT, theme.DARK])
def test_colours_are_readable(palette: theme.Palette) -> None:
    """WCAG 2.1 AA: 4.5:1 for text, 3:1 for marks."""
    for text in (palette.text, palette.quiet, palette.link, palette.better, palette.worse):
        assert theme.contrast(text, palette.background) >= 4.5
        assert theme.contrast(text, palette.panel) >= 4.5
    assert theme.contrast("#FFFFFF", palette.primary) >= 4.5
    assert theme.contrast(palette.mark, palette.background) >= 3
    for ink in (*theme.CITIES.values(), theme.OTHER_CITY):
        assert theme.contrast(ink.colour, palette.background) >= 3
        assert theme.contrast(ink.text(palette), palette.background) >= 4.5
    for letter, fill in theme.GRADES.items():
        assert theme.contrast(fill, theme.GRADE_TEXT[letter]) >= 4.5


def test_contrast_is_that_of_wcag() -> None:
    """The two ends of the scale, and the grey that WCAG's own documents name as just passing on white."""
    assert theme.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert theme.contrast("#FFFFFF", "#FFFFFF") == pytest.approx(1)
    assert theme.contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize(
    ("direction", "amount", "said", "colour"),
    [
        (Direction.HIGHER, 1.9, "membaik", "green"),
        (Direction.HIGHER, -1.9, "memburuk", "red"),
        (Direction.LOWER, 1.9, "memburuk", "red"),
        (Direction.LOWER, -1.9, "membaik", "green"),
        (Direction.NONE, 1.9, "naik", "gray"),
    ],
)
def test_better_and_worse_follow_from_the_direction(
    direction: Direction, amount: float, said: str, colour: str
) -> None:
    from dataclasses import replace

    declared = replace(metric("ikm"), direction=direction)
    with words.speaking("id"):
        change = cards.change(declared, amount, certain=True, since="TW III 2025", decimals=1)
        unsure = cards.change(declared, amount, certain=False, since="TW III 2025", decimals=1)
    assert change is not None
    assert unsure is not None
    assert change.said.startswith(f"poin, {said}")  # behind the number: +1,9 poin, membaik ...
    assert (change.colour, unsure.colour) == (colour, "gray")
    assert change.arrow == ("up" if amount > 0 else "down")
    assert "belum nyata" in unsure.said


def test_a_change_of_a_share_is_in_percentage_points_and_a_count_has_no_unit() -> None:
    for language, said in (("id", "poin persen, "), ("en", "pp, ")):
        with words.speaking("id" if language == "id" else "en"):
            change = cards.change(percent.metric("sustained_use"), 6.7, certain=True, since="TW III 2025", decimals=1)
            count = cards.change(metric("respondents"), 12, certain=True, since="TW III 2025")
        assert change is not None
        assert count is not None
        assert change.said.startswith(said)
        assert not count.said.startswith((said, "poin", "points"))


def test_a_card_says_why_there_is_no_value() -> None:
    row = {"value": float("nan"), "low": float("nan"), "high": float("nan"), "n": None, "state": "suppressed"}
    with words.speaking("id"):
        card = cards.of(metric("ikm"), row, minimum=5)
    assert card.value == "⊘"
    assert "kurang dari 5" in card.note
    assert cards.change(metric("ikm"), float("nan"), certain=False, since="") is None
