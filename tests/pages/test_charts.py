"""Charts as pure functions: frames in, figures out. What must never be drawn is tested here, not looked at."""

from __future__ import annotations

import ast
import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from pages.parts import theme, words
from pages.parts.charts import base, gauge, grades, heat, marks, rows, trend

Q3 = 2026 * 4 + 2  # TW III 2026
BOUNDS = [
    marks.Bound("A", "Sangat Baik", 81.26, None, 2016 * 4 + 3),
    marks.Bound("A", "Sangat Baik", 88.31, 2017 * 4),
    marks.Bound("B", "Baik", 76.61, 2017 * 4),
]


@pytest.fixture(autouse=True)
def _reader() -> Iterator[None]:
    """Light theme and Indonesian, whatever a page test left behind."""
    before = list(theme._shown)
    theme._shown.clear()
    with words.speaking("id"):
        yield
    theme._shown[:] = before


def line(key: str, name: str, values: dict[int, float | str], n: int = 400) -> pd.DataFrame:
    """A place over time; a text in place of a value is the state that hides it."""
    found = []
    for period, value in values.items():
        silent = isinstance(value, str)
        number = float("nan") if isinstance(value, str) else value
        found.append(
            {
                "key": key,
                "name": name,
                "period": period,
                "value": number,
                "low": number - 1,
                "high": number + 1,
                "n": pd.NA if silent else n,
                "grade": None if silent else "B",
                "state": value if silent else "shown",
            }
        )
    return pd.DataFrame(found).astype({"n": "Int64"})


def draw(points: pd.DataFrame, **more: Any) -> go.Figure:
    options: dict[str, Any] = {"grain": "quarter", "decimals": 2, "indicative": 30, "bounds": BOUNDS}
    return trend.figure(points, **{**options, **more})


def numbers(figure: go.Figure, axis: str = "y") -> list[float]:
    """Every number that is drawn against the value axis."""
    return [
        v
        for trace in figure.data
        if getattr(trace, "yaxis", None) != "y2"
        for v in (trace[axis] or ())
        if v is not None
    ]


def lines(figure: go.Figure) -> list[list[float]]:
    """The x of each line that joins points."""
    return [list(t.x) for t in figure.data if t.mode == "lines+markers"]


def test_a_silent_period_is_a_gap_with_a_mark_and_never_a_zero() -> None:
    points = line("binjai", "Binjai", {Q3 - 4: 82.0, Q3 - 3: 83.0, Q3 - 2: "suppressed", Q3 - 1: 84.0, Q3: 85.0})
    figure = draw(points)
    assert min(numbers(figure)) > 70
    assert lines(figure) == [[Q3 - 4, Q3 - 3], [Q3 - 1, Q3]]
    (mark,) = [t for t in figure.data if t.mode == "text"]
    assert (list(mark.x), list(mark.text), mark.yaxis) == ([Q3 - 2], ["⊘"], "y2")
    assert "Disembunyikan" in mark.hovertext[0]
    assert "TW I 2026" in mark.hovertext[0]


@pytest.mark.parametrize(("state", "mark"), [("no_data", "–"), ("suppressed", "⊘"), ("undefined", "∅")])
def test_the_three_states_have_three_marks(state: str, mark: str) -> None:
    figure = draw(line("binjai", "Binjai", {Q3 - 1: 84.0, Q3: state}))
    assert [t.text for t in figure.data if t.mode == "text"] == [(mark,)]


def test_nothing_shown_at_all_still_draws_marks() -> None:
    figure = draw(line("binjai", "Binjai", {Q3 - 1: "suppressed", Q3: "no_data"}))
    assert not numbers(figure)
    assert [t.text for t in figure.data if t.mode == "text"] == [("⊘", "–")]


def test_the_band_does_not_cross_a_gap() -> None:
    points = line("binjai", "Binjai", {Q3 - 4: 82.0, Q3 - 3: 83.0, Q3 - 2: "no_data", Q3 - 1: 84.0, Q3: 85.0})
    (band,) = [t for t in draw(points).data if t.fill == "toself"]
    assert list(band.x) == [Q3 - 4, Q3 - 3, Q3 - 3, Q3 - 4, None, Q3 - 1, Q3, Q3, Q3 - 1, None]


def test_the_line_is_cut_where_the_questionnaire_changed_and_not_where_a_system_was_launched() -> None:
    points = line("binjai", "Binjai", {Q3 - 3: 82.0, Q3 - 2: 83.0, Q3 - 1: 84.0, Q3: 85.0})
    changed, launched = dt.date(2026, 4, 1), dt.date(2026, 7, 1)
    figure = draw(points, marks=[marks.Mark(changed, "Kuesioner baru", cuts=True), marks.Mark(launched, "Akta daring")])
    assert lines(figure) == [[Q3 - 3, Q3 - 2], [Q3 - 1, Q3]]
    drawn = {s.x0: s.line.dash for s in figure.layout.shapes if s.yref == "paper"}
    assert drawn == {Q3 - 1.5: "dash", Q3 - 0.5: "solid"}


def test_a_period_in_which_the_questionnaire_changed_stands_alone() -> None:
    """A year that is half old and half new questionnaire is comparable with neither side; it keeps its whiskers."""
    points = line("binjai", "Binjai", {2023 * 4: 82.0, 2024 * 4: 83.0, 2025 * 4: 84.0, 2026 * 4: 85.0, 2027 * 4: 86.0})
    figure = draw(points, grain="year", marks=[marks.Mark(dt.date(2025, 4, 1), "Kuesioner baru", cuts=True)])
    assert lines(figure) == [[2023, 2024], [2026, 2027]]
    (alone,) = [t for t in figure.data if t.mode == "markers"]
    assert (list(alone.x), alone.error_y.visible) == ([2025], True)


def test_a_launch_on_the_day_of_a_change_shares_its_dashed_line() -> None:
    points = line("binjai", "Binjai", {Q3 - 1: 84.0, Q3: 85.0})
    day = dt.date(2026, 7, 1)
    figure = draw(points, marks=[marks.Mark(day, "Akta daring"), marks.Mark(day, "Kuesioner baru", cuts=True)])
    assert [s.line.dash for s in figure.layout.shapes if s.yref == "paper"] == ["dash"]
    assert [a.text for a in figure.layout.annotations if a.hovertext] == ["①", "②"]


def test_only_the_city_whose_questionnaire_changed_is_cut() -> None:
    points = pd.concat([line(k, k, {Q3 - 1: 84.0, Q3: 85.0}) for k in ("binjai", "semarang")])
    mark = marks.Mark(dt.date(2026, 7, 1), "Kuesioner baru", cuts=True, key="binjai")
    assert lines(draw(points, marks=[mark])) == [[Q3 - 1, Q3]]


def test_a_lone_line_that_ends_early_is_labelled_where_it_ends() -> None:
    figure = draw(line("binjai", "Binjai", {Q3 - 2: 83.0, Q3 - 1: 84.0, Q3: "suppressed"}), bounds=[])
    (label,) = figure.layout.annotations
    assert (label.x, label.xref, label.text) == (Q3 - 1, "x", "<b>84,00</b> B")


def test_an_event_stands_inside_its_period() -> None:
    """Mid-quarter is the quarter's own point; its first day lies half a period before."""
    assert base.moment("2026-07-01", "quarter") == Q3 - 0.5
    assert base.moment("2026-08-16", "quarter") == pytest.approx(Q3, abs=0.01)
    assert base.moment("2026-07-01", "year") == pytest.approx(2026, abs=0.01)


def test_one_event_is_named_and_several_are_numbered_in_order_of_time() -> None:
    points = line("binjai", "Binjai", dict.fromkeys(range(Q3 - 8, Q3 + 1), 84.0))
    late, early = marks.Mark(dt.date(2026, 5, 1), "Kedua"), marks.Mark(dt.date(2025, 5, 1), "Pertama")
    named = draw(points, marks=[late], bounds=[])
    assert "Kedua" in [a.text for a in named.layout.annotations]
    numbered = draw(points, marks=[late, early, marks.Mark(dt.date(2020, 1, 1), "Di luar")], bounds=[])
    assert [(a.text, a.hovertext) for a in numbered.layout.annotations if a.hovertext] == [
        ("①", "1 Mei 2025: Pertama"),
        ("②", "1 Mei 2026: Kedua"),
    ]


def test_few_respondents_are_hollow_and_called_indicative() -> None:
    points = line("binjai", "Binjai", {Q3 - 1: 84.0, Q3: 85.0})
    points.loc[1, "n"] = 29
    (trace,) = [t for t in draw(points).data if t.mode == "lines+markers"]
    assert list(trace.marker.color) == [theme.CITIES["binjai"].colour, theme.LIGHT.background]
    assert trace.hovertext[0] == "TW II 2026: 84,00 (83,00–85,00), 400 responden<br>Mutu B"
    assert trace.hovertext[1].startswith("TW III 2026: 85,00 (84,00–86,00), 29 responden, indikatif")


def test_the_reader_s_language_speaks_in_tooltip_axis_and_separators() -> None:
    points = line("binjai", "Binjai", {Q3 - 1: 84.0, Q3: 85.5}, n=1284)
    indonesian = draw(points)
    with words.speaking("en"):
        english = draw(points)
    assert (indonesian.layout.separators, english.layout.separators) == (",.", ".,")
    assert indonesian.data[1].hovertext[1] == "TW III 2026: 85,50 (84,50–86,50), 1.284 responden<br>Mutu B"
    assert english.data[1].hovertext[1] == "Q3 2026: 85.50 (84.50–86.50), 1,284 respondents<br>Grade B"
    assert indonesian.layout.xaxis.ticktext == ("II<br>2026", "III")
    assert english.layout.xaxis.ticktext == ("Q2<br>2026", "Q3")
    assert "mulai 88,31" in str(indonesian.layout.annotations)
    assert "from 88.31" in str(english.layout.annotations)


def test_the_value_axis_does_not_exaggerate() -> None:
    points = line("binjai", "Binjai", {Q3 - 1: 84.0, Q3: 84.2})
    low, high = draw(points).layout.yaxis.range
    assert high - low >= 15
    low, high = draw(line("binjai", "Binjai", {Q3 - 1: 99.0, Q3: 100.0})).layout.yaxis.range
    assert (high, high - low >= 15) == (100, True)


def test_grade_bounds_are_drawn_only_while_their_rule_holds() -> None:
    """The rule of 2017 ends the bounds of 2004: 81.26 for an A up to 2016, 88.31 from 2017 on."""
    figure = draw(line("semarang", "Semarang", {2016 * 4: 79.0, 2017 * 4: 83.0, 2018 * 4: 88.0}), grain="year")
    rules = {(s.x0, s.x1, s.y0) for s in figure.layout.shapes if s.type == "line" and s.yref != "paper"}
    assert (2015.5, 2016.5, 81.26) in rules
    assert (2016.5, 2018.5, 88.31) in rules


def test_published_figures_are_hollow_diamonds_that_no_line_touches() -> None:
    points = line("semarang", "Semarang", {Q3 - 1: 84.0, Q3: 85.0})
    printed = pd.DataFrame(
        [{"key": "semarang", "name": "Semarang", "period": Q3 - 4, "value": 83.8, "text": "terbitan"}]
    )
    figure = draw(points, published=printed)
    (diamond,) = [t for t in figure.data if t.mode == "markers"]
    assert (diamond.marker.symbol, list(diamond.x), list(diamond.y)) == ("diamond-open", [Q3 - 4], [83.8])
    assert lines(figure) == [[Q3 - 1, Q3]]


def test_end_labels_of_cities_keep_apart_and_wear_the_shade_for_text() -> None:
    cities = {"semarang": 84.0, "binjai": 84.1, "tangerang-selatan": 84.2, "sawahlunto": 84.3}
    points = pd.concat([line(k, k.title(), {Q3 - 1: v, Q3: v}) for k, v in cities.items()])
    figure = draw(points)
    labels = sorted(
        (a for a in figure.layout.annotations if a.xanchor == "left" and a.xref == "paper"), key=lambda a: a.y
    )
    assert {a.font.color for a in labels} == {theme.CITIES[k].text_light for k in cities}
    low, high = figure.layout.yaxis.range
    pixel = (high - low) / (trend.HEIGHT - trend.TOP - trend.BOTTOM)
    heights = [(a.text.count("<br>") + 1) * trend.LABEL * pixel for a in labels]
    for lower, upper, a, b in zip(labels, labels[1:], heights, heights[1:], strict=False):
        assert upper.y - lower.y >= (a + b) / 2 - 1e-9
    symbols = {t.marker.symbol for t in figure.data if t.mode == "lines+markers"}
    assert len(symbols) == 4  # told apart without colour


@pytest.mark.parametrize(
    ("wanted", "placed"),
    [
        ([50.0], [50.0]),
        ([50.0, 50.0], [50.0, 60.0]),
        ([99.0, 98.0], [95.0, 85.0]),
        ([1.0, 2.0, 3.0], [5.0, 15.0, 25.0]),
    ],
)
def test_labels_are_spread_within_their_range(wanted: list[float], placed: list[float]) -> None:
    assert base.spread(wanted, [10.0] * len(wanted), 0, 100) == placed


def test_a_long_axis_labels_whole_years() -> None:
    axis = base.period_axis(2015 * 4, Q3, "quarter")
    assert axis["ticktext"] == [str(y) for y in range(2015, 2027)]


def test_an_axis_does_not_run_into_values_that_cannot_be() -> None:
    """Months may reach 600: those of 3 to 10 are not drawn from -12 on."""
    nothing = {"key": "", "name": "", "n": 100, "state": "shown"}
    frame = pd.DataFrame([{"label": f"{v}", "value": v, "low": v - 1, "high": v + 1, **nothing} for v in (3.0, 10.0)])
    figure = rows.figure(frame, decimals=0, indicative=30, least_span=1, limits=(0, 600))
    assert -0.5 < figure.layout.xaxis.range[0] <= 2


def test_rows_keep_their_order_mark_the_hidden_and_stay_on_the_scale() -> None:
    frame = pd.DataFrame(
        {
            "label": ["Waktu", "Biaya", "Sarana"],
            "key": "binjai",
            "name": "",
            "value": [3.1, 3.9, float("nan")],
            "low": [3.0, 3.8, float("nan")],
            "high": [3.2, 4.0, float("nan")],
            "n": pd.array([100, 20, pd.NA], dtype="Int64"),
            "state": ["shown", "shown", "suppressed"],
            "earlier": [3.0, 3.9, float("nan")],
            "tail": ["3,10 ▲", "3,90", ""],
        }
    )
    figure = rows.figure(frame, decimals=2, indicative=30, least_span=0.5, limits=(1, 4), then="TW III 2025")
    earlier, dots, hidden = figure.data
    assert list(dots.y) == [0, 1]
    assert list(dots.marker.color) == [theme.CITIES["binjai"].colour, theme.LIGHT.background]
    assert (list(hidden.y), [t.strip() for t in hidden.text]) == ([2], ["⊘"])
    assert list(earlier.x) == [3.0, 3.9]
    assert earlier.hovertext[0] == "<b>Waktu</b><br>TW III 2025: 3,00"
    assert 0 not in [*dots.x, *earlier.x]
    assert figure.layout.yaxis.range == (2.5, -0.5)
    assert figure.layout.xaxis.range[1] <= 4.1


def test_a_long_name_takes_two_lines_and_the_tooltip_all_of_it() -> None:
    name = "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu Kota Tangerang Selatan"
    frame = pd.DataFrame([{"label": name, "achieved": 10, "needed": 50, "population": 60.0}])
    figure = gauge.figure(frame)
    (tick,) = figure.layout.yaxis.ticktext
    assert tick.count("<br>") == 1
    assert tick.endswith("…")
    assert name in figure.data[0].hovertext[0].replace("<br>", " ")
    assert figure.layout.margin.l < 160


def test_the_gauge_counts_from_zero_and_hides_what_is_hidden() -> None:
    frame = pd.DataFrame(
        {
            "label": ["RSUD", "Dishub", "Dinsos"],
            "achieved": [200.0, 400.0, float("nan")],
            "needed": [357.0, 370.0, 300.0],
            "population": [5000.0, 9000.0, 2000.0],
        }
    )
    figure = gauge.figure(frame)
    bars, need = figure.data
    assert figure.layout.xaxis.range[0] == 0
    assert list(bars.x) == [200, 400, None]
    assert list(need.x) == [357, 370, 300]
    assert [a.text for a in figure.layout.annotations] == ["kurang 157", "✓ 400", "⊘"]


def test_grade_strips_are_ordered_and_say_their_letter() -> None:
    strips = pd.DataFrame([{"label": "Binjai", "D": 0.0, "C": 0.0004, "B": 0.9696, "A": 0.03}])
    figure = grades.figure(strips, "DCBA", {"A": "Sangat Baik", "B": "Baik", "C": "Kurang Baik", "D": "Tidak Baik"})
    assert [t.name for t in figure.data] == ["D", "C", "B", "A"]
    assert [t.text for t in figure.data] == [("",), ("",), ("<b>B</b> 97%",), ("",)]
    assert [t.hovertext[0] for t in figure.data][1] == "Binjai: C (Kurang Baik) <1%"
    assert sum(t.x[0] for t in figure.data) == pytest.approx(1)


def cells(values: list[float | str]) -> pd.DataFrame:
    points = line("binjai", "<b>Waktu</b>", dict(zip(range(Q3 - len(values) + 1, Q3 + 1), values, strict=True)))
    return points.rename(columns={"name": "label"})


def test_the_heat_map_is_a_table_of_text_with_reasons_and_without_zeros() -> None:
    html = heat.table(
        cells([3.104, "suppressed", "no_data", 3.5]), grain="quarter", indicative=30, decimals=3, caption="Unsur"
    )
    assert re.findall(r"<td[^>]*>([^<]+)</td>", html) == ["3,10", "⊘", "–", "3,50"]
    assert "TW IV<br>2025" in html
    assert 'scope="row">&lt;b&gt;Waktu&lt;/b&gt;</th>' in html
    assert "3,104 (2,104–4,104), 400 responden" in html
    assert html.count("aria-label") == 3  # the region and the two silent cells
    assert ">0" not in html


@pytest.mark.parametrize("ink", [theme.LIGHT, theme.DARK])
def test_every_shade_of_the_heat_map_carries_its_text(ink: theme.Palette) -> None:
    theme.follow(lambda: ink.dark)
    for step in range(101):
        assert theme.contrast(heat.shade(step / 100), ink.text) >= 4.5


def test_figures_share_their_manners() -> None:
    """No zoom that catches a scrolling finger, no title that plotly would cut, no legend, a fixed height."""
    for figure in (draw(line("binjai", "Binjai", {Q3: 84.0})),):
        layout = json.loads(figure.to_json())["layout"]
        assert layout["dragmode"] is False
        assert layout["xaxis"]["fixedrange"] is True
        assert layout["yaxis"]["fixedrange"] is True
        assert not layout["showlegend"]
        assert "title" not in layout
        assert layout["height"] == trend.HEIGHT
    assert base.CONFIG["modeBarButtons"] == [["toImage"]]


def _some_of_each() -> list[go.Figure]:
    """Every chart with everything that it can hold: bands, gaps, events, printed figures, earlier values, a rule."""
    points = pd.concat(
        [
            line("binjai", "Binjai", {Q3 - 2: 84.0, Q3 - 1: "suppressed", Q3: 85.0}),
            line("semarang", "Semarang", {Q3 - 2: 80.0, Q3 - 1: 81.0, Q3: "no_data"}, n=12),
        ]
    )
    printed = pd.DataFrame([{"key": "binjai", "name": "Binjai", "period": Q3 - 3, "value": 82.0, "text": "cetak"}])
    happened = [marks.Mark(dt.date(2026, 2, day), f"Peristiwa {day}", cuts=day == 3, key="binjai") for day in (2, 3)]
    compared = points[points["period"] == Q3].assign(label=["Waktu", "Biaya"], tail="85,0", earlier=[83.0, 82.0])
    units = pd.DataFrame(
        {"label": ["A", "B"], "achieved": [400, None], "needed": [384, None], "population": [1e5, None]}
    )
    strips = pd.DataFrame({"label": ["Binjai"], "D": [0.0], "C": [0.1], "B": [0.5], "A": [0.4]})
    rule = rows.Rule(84.0, "Kota")
    return [
        draw(points, marks=happened, published=printed),
        draw(line("binjai", "Binjai", {Q3: 84.0}), marks=happened[:1]),
        rows.figure(compared, decimals=2, indicative=30, least_span=5, limits=(25, 100), then="TW III", rule=rule),
        gauge.figure(units),
        grades.figure(strips, "DCBA", dict.fromkeys("ABCD", "")),
    ]


def test_what_is_drawn_unchecked_is_what_plotly_makes_of_it() -> None:
    """A drawing is sent without plotly's checks; here they run, and must neither object nor change anything."""
    for figure in _some_of_each():
        assert json.loads(figure.to_json()) == json.loads(figure.checked.to_json())


def test_charts_know_nothing_of_the_screen_or_the_store() -> None:
    for path in (Path(base.__file__).parent).glob("*.py"):
        seen = {
            alias.name.split(".")[0] if isinstance(node, ast.Import) else (node.module or "").split(".")[0]
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.Import | ast.ImportFrom)
            for alias in node.names
        }
        assert not seen & {"streamlit", "data", "duckdb"}, path.name
