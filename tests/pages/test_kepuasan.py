"""Kepuasan reads the same figures as `show`, in both languages, and never shows what an answer hides."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import fastexcel
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from data.selection import Selection
from metrics import compare
from metrics.metric import State
from metrics.periods import parse_code
from pages.parts import (
    access,
    kepuasan_detail,
    kepuasan_elements,
    kepuasan_facts,
    kepuasan_quality,
    kepuasan_top,
    kepuasan_words,
    table,
    words,
)
from pages.parts.indicator import breakdown, history, trend
from tests.conftest import run_process
from tests.pages.test_frame import opened, texts

Q3 = parse_code("2026Q3")[0]
HIDDEN = "sawahlunto-bpbd"  # the generator gives it fewer than five responses in some quarters
BROKEN = "tangerang-selatan"  # a new questionnaire since TW II 2025


def facts(**chosen: Any) -> kepuasan_facts.Facts:
    found = kepuasan_facts.load(Selection(**chosen))
    assert found is not None
    return found


def metrics_of(at: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in at.metric}


def figures(at: AppTest) -> list[dict[str, Any]]:
    """The specification of every chart on the page."""
    return [json.loads(chart.proto.spec) for chart in at.get("plotly_chart")]


def every_number(spec: Any) -> list[float]:
    """All numbers in the data of a figure that stand on an axis of values."""
    found: list[float] = []
    for trace in spec["data"]:
        if trace.get("yaxis") != "y2":
            found += [v for v in trace.get("y", []) if isinstance(v, int | float)]
    return found


# -- the same figures as `show` -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_page_says_what_show_prints(demo_store: Path, language: str) -> None:
    at = opened("kepuasan.py", city="binjai", lang=language)
    from data.store import close_store

    close_store()  # one process at a time
    done = run_process("show", "ikm", "--by", "quarter", "--where", "city=binjai", "--json", store=demo_store)
    assert done.returncode == 0, done.stderr
    last = json.loads(done.stdout)[-1]
    with words.speaking("id" if language == "id" else "en"):
        value, n = words.number(last["value"], 2), words.number(last["n"])
        interval = words.interval(last["low"], last["high"], 2)
    said = texts(at)
    assert f"IKM **{value} ({last['grade']}, " in said
    assert f"{interval}" in said
    assert n in said
    card = next(v for label, v in metrics_of(at).items() if label.startswith("IKM"))
    assert card == f"{value} {last['grade']}"


def test_the_trend_draws_every_answer_and_nothing_else(demo_store: Path) -> None:
    trend, *_rest = figures(opened("kepuasan.py", city="binjai"))
    answer = access.answer("ikm", by=("period",), selection=Selection(city=("binjai",))).frame
    (line,) = [trace for trace in trend["data"] if trace.get("mode") == "lines+markers"]
    assert line["x"] == answer["period"].tolist()
    assert line["y"] == answer["value"].tolist()
    (band,) = [trace for trace in trend["data"] if trace.get("fill") == "toself"]
    assert band["y"][: len(answer)] == answer["high"].tolist()


def test_changes_are_tested_and_adjusted_over_what_is_shown(demo_store: Path) -> None:
    known = facts()
    now = pd.DataFrame([place.at(known.now) for place in known.places]).reset_index(drop=True)
    before = pd.DataFrame([place.at(known.before) for place in known.places]).reset_index(drop=True)
    columns = ["value", "exact", "se", "df"]
    expected = compare.difference(now[columns].astype(float), before[columns].astype(float))
    assert known.changes["p"].tolist() == pytest.approx(expected["p"].tolist())
    assert known.changes["p_adjusted"].tolist() == pytest.approx(compare.benjamini_hochberg(expected["p"]).tolist())


def test_elements_are_those_of_the_answer_weakest_first(demo_store: Path) -> None:
    known = facts(city=("binjai",))
    found = kepuasan_detail.elements(known, known.whole)
    answer = access.answer("nrr", by=("period", "element"), selection=Selection(city=("binjai",))).frame
    now = answer[answer["period"] == known.now].set_index("element")["value"]
    assert dict(zip(found.now["element"], found.now["value"], strict=True)) == now.to_dict()
    assert found.now["value"].is_monotonic_increasing
    earlier = answer[answer["period"] == known.before].set_index("element")["value"]
    assert found.now["earlier"].tolist() == earlier[found.now["element"]].tolist()
    assert found.now["lowest"].sum() == pytest.approx(1)


@pytest.mark.parametrize("dimension", ["unit", "service", "channel", "age"])
def test_the_breakdown_draws_the_answer(demo_store: Path, dimension: str) -> None:
    at = opened("kepuasan.py", city="sawahlunto", by=dimension)
    spec = figures(at)[-1]
    answer = access.answer("ikm", by=(dimension,), selection=Selection(city=("sawahlunto",), first=Q3, last=Q3)).frame
    shown = answer.loc[answer["state"] == State.SHOWN, "value"]
    drawn = [x for trace in spec["data"] if trace.get("error_x") for x in trace["x"]]
    expected = sorted(shown) if len(answer) <= breakdown.ALL_UP_TO else sorted(shown)[: len(drawn)]
    assert sorted(drawn) == pytest.approx(expected)
    assert min(drawn) > 25


def test_a_group_is_tested_against_the_others_and_not_against_itself(demo_store: Path) -> None:
    """The rest is the whole less the group: recounted here from the offices' own sums."""
    known = facts(city=("sawahlunto",))
    answer = kepuasan_detail.offices(known, known.whole.selection)["ikm"]
    groups = breakdown.compared(known, known.whole, answer, "unit").set_index("unit")
    shown = answer.frame.index[answer.frame["state"] == State.SHOWN]
    office = answer.frame.loc[shown[0], "unit"]
    whole = known.whole.sums_at(known.now)
    assert whole is not None
    rest = whole[kepuasan_facts.SUMS].iloc[0] - answer.sums.loc[shown[0], kepuasan_facts.SUMS].astype("int64")
    from metrics.satisfaction import ikm

    others = ikm.estimate(pd.DataFrame([rest.astype("int64")]).assign(period=known.now))
    expected = compare.difference(answer.frame.loc[[shown[0]]].reset_index(drop=True), others.reset_index(drop=True))
    assert groups.loc[office, "against"] == pytest.approx(expected["change"].iloc[0])


# -- states -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_hidden_office_shows_no_figure_anywhere(demo_store: Path, language: str) -> None:
    at = opened("kepuasan.py", city="sawahlunto", unit=HIDDEN, to="2026Q2", lang=language)
    assert {"id": "disembunyikan", "en": "is hidden"}[language] in at.title[0].value
    assert not at.metric
    known = facts(city=("sawahlunto",), unit=(HIDDEN,), last=parse_code("2026Q2")[0])
    hidden = [p for p in known.axis if known.whole.at(p)["state"] == State.SUPPRESSED]
    assert known.now in hidden
    trend = figures(at)[0]
    drawn = {x for trace in trend["data"] if trace.get("yaxis") != "y2" for x in trace.get("x", []) if x is not None}
    assert not drawn & set(hidden)
    marks = [trace for trace in trend["data"] if trace.get("yaxis") == "y2"]
    assert [x for trace in marks for x in trace["x"]] == hidden
    assert all(number > 25 for number in every_number(trend))


def test_no_data_in_the_period_offers_the_way_on(demo_store: Path) -> None:
    at = opened("kepuasan.py", city="binjai", **{"from": "2019Q1", "to": "2019Q4"})
    assert at.title[0].value == "Belum ada data kepuasan untuk Binjai pada TW IV 2019"
    assert not figures(at)
    at.button[-1].click().run()
    assert not at.exception
    assert figures(at)


def test_an_empty_store_leads_to_the_import(empty_store: Path) -> None:
    at = opened("kepuasan.py")
    assert at.title[0].value == "Belum ada data kepuasan"
    assert any(link.label == "Impor data" for link in at.page_link)


def test_a_new_questionnaire_forbids_the_comparison_and_cuts_the_line(demo_store: Path) -> None:
    at = opened("kepuasan.py", city=BROKEN, to="2025Q3")
    said = texts(at)
    assert "Tidak dibandingkan dengan setahun lalu" in said
    assert "Kuesioner baru berlaku" in said
    index, weakest, *_others = at.metric
    assert not index.delta
    assert not weakest.delta
    trend = figures(at)[0]
    lines = [trace["x"] for trace in trend["data"] if trace.get("mode") == "lines+markers"]
    assert [line[0] for line in lines] == [parse_code("2023Q4")[0], parse_code("2025Q2")[0]]


def test_a_year_after_the_new_questionnaire_compares_again(demo_store: Path) -> None:
    known = facts(city=(BROKEN,), last=Q3)
    assert known.whole.broken is None
    assert known.changes["change"].notna().all()


def test_only_the_city_with_the_new_questionnaire_goes_without_comparison(demo_store: Path) -> None:
    known = facts(last=parse_code("2025Q4")[0])
    assert known.changes["change"].isna().to_dict() == {place.name: place.key == BROKEN for place in known.places}


def test_the_heat_map_sets_off_the_new_questionnaire(demo_store: Path) -> None:
    known = facts(city=(BROKEN,))
    assert kepuasan_elements.cuts(known, known.whole) == {parse_code("2025Q2")[0]}
    (heat,) = [h.proto.body for h in opened("kepuasan.py", city=BROKEN).get("html") if "<table>" in h.proto.body]
    assert heat.count('class="cut"') == 1 + 9
    assert "TW II<br>2025<br><b>berubah</b>" in heat
    assert not kepuasan_elements.cuts(facts(city=("binjai",)), facts(city=("binjai",)).whole)


# -- words --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "pattern"),
    [
        ("id", r"Kepuasan masyarakat di Binjai naik \d+,\d poin dalam setahun, kenaikan yang nyata"),
        ("en", r"Public satisfaction in Binjai rose \d+\.\d points within a year, a real rise"),
    ],
)
def test_the_headline_is_the_finding(demo_store: Path, language: str, pattern: str) -> None:
    assert re.fullmatch(pattern, opened("kepuasan.py", city="binjai", lang=language).title[0].value)


def test_the_headline_of_several_cities_names_both_ends(demo_store: Path) -> None:
    known = facts()
    values = {place.name: place.at(known.now)["value"] for place in known.places}
    best, worst = max(values, key=values.__getitem__), min(values, key=values.__getitem__)
    title = opened("kepuasan.py").title[0].value
    assert title.startswith(f"Kepuasan tertinggi di {best}")
    assert f"terendah di {worst}" in title
    assert words.number(values[best] - values[worst], 1) in title
    assert len(opened("kepuasan.py").metric) == len(known.places)


def test_the_headline_names_every_city_that_cannot_be_told_from_the_highest(demo_store: Path) -> None:
    known = facts()
    best, *middle, worst = sorted(known.places, key=lambda place: -place.at(known.now)["value"])
    p = {
        (a.name, b.name): adjusted
        for (a, b), adjusted in zip(
            combinations([best, *middle, worst], 2),
            history.changes(
                *zip(
                    *([x.at(known.now) for x in pair] for pair in combinations([best, *middle, worst], 2)), strict=True
                )
            )["p_adjusted"],
            strict=True,
        )
    }
    level = [best.name] + [
        m.name for m in middle if not history.certain(p[best.name, m.name]) and history.certain(p[m.name, worst.name])
    ]
    with words.speaking("id"):
        top = words.listing(level)
    title = opened("kepuasan.py").title[0].value
    assert title.startswith(f"Kepuasan tertinggi di {top}")
    assert ("tidak dapat dibedakan" in title) is (len(level) > 1)


def test_the_places_level_at_the_top() -> None:
    apart = {("a", "d"), ("b", "d")}
    assert kepuasan_words._level("a", "d", ["a", "b", "c", "d"], apart) == ["a", "b"]  # c is told from neither end
    assert kepuasan_words._level("a", "d", ["a", "b", "c", "d"], apart | {("a", "b")}) == ["a"]


@pytest.mark.parametrize(
    ("value", "p", "said"),
    [
        (1.9, 0.001, "naik 1,9 poin dalam setahun, kenaikan yang nyata"),
        (-1.9, 0.001, "turun 1,9 poin dalam setahun, penurunan yang nyata"),
        (1.9, 0.2, "tidak berubah nyata dalam setahun"),
        (float("nan"), float("nan"), "mencapai"),
    ],
)
def test_words_follow_the_numbers(demo_store: Path, value: float, p: float, said: str) -> None:
    known = facts(city=("binjai",))
    known = replace(known, changes=known.changes.assign(change=value, p_adjusted=p))
    with words.speaking("id"):
        assert said in kepuasan_words.headline(known)


def test_every_chart_has_its_sentence(demo_store: Path) -> None:
    at = opened("kepuasan.py", city="binjai", by="channel", sample="true", certainty="true")
    charts = at.get("plotly_chart")
    assert len(charts) == 5
    for chart in charts:
        assert len(chart.proto.alt) > 20
        assert (
            "Binjai" in chart.proto.alt
            or "IKM" in chart.proto.alt
            or "unsur" in chart.proto.alt
            or "unit" in chart.proto.alt
        )


# -- how far the figures carry ------------------------------------------------------------------------------------------


def test_sections_are_computed_only_when_a_link_or_a_reader_opens_them(demo_store: Path) -> None:
    closed = opened("kepuasan.py", city="binjai")
    assert len(figures(closed)) == 2
    assert not closed.dataframe
    at = opened("kepuasan.py", city="binjai", conformance="true")
    panel = at.dataframe[0].value
    assert list(panel.iloc[:, 1]) == sorted(panel.iloc[:, 1], reverse=True)  # 1/9, 0.111, 0.11
    exact = access.answer("ikm", selection=Selection(city=("binjai",), first=Q3, last=Q3), weights="0.11").frame
    assert panel.iloc[2, 1] == exact["value"].iloc[0]
    assert "81,26" in texts(at)
    assert "88,31" in texts(at)


def test_reliability_prints_the_answers(demo_store: Path) -> None:
    at = opened("kepuasan.py", city="binjai", reliability="true")
    newest = Selection(city=("binjai",), first=Q3, last=Q3)
    alpha = access.answer("alpha", selection=newest).frame["value"].iloc[0]
    omega = access.answer("omega", selection=newest).frame["value"].iloc[0]
    said = texts(at)
    assert words.number(alpha, 3) in said
    assert words.number(omega, 3) in said
    items = access.answer("item_total", by=("element",), selection=newest).frame
    assert sorted(at.dataframe[0].value.iloc[:, 1]) == pytest.approx(sorted(items["value"]))


def test_the_sample_counts_offices_with_enough(demo_store: Path) -> None:
    at = opened("kepuasan.py", city="binjai", sample="true")
    answer = access.answer(
        "sample_achieved", by=("unit",), selection=Selection(city=("binjai",), first=Q3, last=Q3)
    ).frame
    shown = answer[answer["state"] == State.SHOWN]
    enough = int((shown["still_needed"].astype(float) == 0).sum())
    assert f"**{enough} dari {len(shown)} unit**" in texts(at)


def test_probabilities_of_the_grades_add_up(demo_store: Path) -> None:
    at = opened("kepuasan.py", certainty="true")
    chances = at.dataframe[0].value
    assert len(chances) == 4
    assert chances[[c for c in chances if " · " in c]].sum(axis=1).tolist() == pytest.approx([1] * 4)
    assert "100%" not in texts(at).split("certainty")[-1]


def test_the_need_of_a_sample_keeps_to_the_whole_office_and_says_so(demo_store: Path) -> None:
    narrow = facts(city=("binjai",), channel=("online",), service=("kartu-keluarga",))
    found, wide = (kepuasan_detail.sample(one, one.whole) for one in (narrow, facts(city=("binjai",))))
    assert found.narrowed
    assert not wide.narrowed
    assert found.units["achieved"].tolist() == wide.units["achieved"].tolist()
    assert found.units["needed"].tolist() == wide.units["needed"].tolist()
    at = opened("kepuasan.py", city="binjai", channel="online", sample="true")
    (told,) = [c.value for c in at.caption if "tidak berlaku untuk kebutuhan sampel" in c.value]
    assert "Saringan: Binjai, TW III 2026; saringan orang, kanal, dan layanan" in told
    with words.speaking("id"):
        about = kepuasan_detail.about(narrow, "Sampel", found.selection, 1, "sampel", beside="x")
        assert dict(about.facts)["Saringan"] == "Binjai, TW III 2026; x"
    assert not [c for c in opened("kepuasan.py", city="binjai", sample="true").caption if "tidak berlaku" in c.value]


def test_the_card_of_respondents_has_no_need_for_a_part_of_them(demo_store: Path) -> None:
    with words.speaking("id"):
        known = facts(city=("binjai",), channel=("online",))
        card = kepuasan_top._sample(known)
        assert card.value == words.number(known.whole.at(known.now)["n"])
        assert card.change is None
        assert card.note == "kebutuhan berlaku untuk seluruh responden unit"
        assert "384" not in f"{card}"
        assert kepuasan_top._sample(facts(city=("binjai",))).change is not None


@pytest.mark.parametrize(
    ("short", "rise"),
    [
        (6.82, 0.28),  # 25 x 0.27 = 6.75 would fall short
        (4.26, 0.18),  # 25 x 0.17 = 4.25 would fall short
        (6.75, 0.27),  # enough to the digit
    ],
)
def test_a_rise_that_is_needed_suffices_as_it_is_printed(short: float, rise: float) -> None:
    """Oracle: 25 points of the index per point of all nine elements."""
    printed = kepuasan_detail.rounded_up(short / 25, 2)
    assert printed == rise
    assert 25 * printed >= short > 25 * (printed - 0.01)


def test_each_element_has_its_own_r_table() -> None:
    panel = pd.Series(
        {"alpha": 0.9, "alpha_low": 0.88, "alpha_high": 0.92, "omega": 0.91, "n": 1900, "reliable": True}
        | {"r_table": 0.045, "invalid": (), "untested": ()}
    )
    with words.speaking("id"):
        several = kepuasan_quality.reliability_finding(panel, pd.Series([0.0450, 0.0462, 0.0471]))
        alike = kepuasan_quality.reliability_finding(panel, pd.Series([0.0450, 0.0452]))
    assert "melampaui r tabel masing-masing (0,045–0,047)" in several
    assert "melampaui r tabel masing-masing (0,045)" in alike


@pytest.mark.parametrize(
    ("grain", "holds"),
    [("semester", "Semester II 2026 baru berisi TW III 2026"), ("year", "2026 baru berisi TW I–III 2026")],
)
def test_an_unfinished_period_gets_no_verdict(demo_store: Path, grain: str, holds: str) -> None:
    at = opened("kepuasan.py", city="binjai", grain=grain)
    title = at.title[0].value
    assert "untuk sementara" in title
    assert "nyata" not in title
    assert f"{holds}; perbandingan dengan tahun lalu bersifat sementara." in texts(at)
    for metric in at.metric:
        assert "nyata" not in str(metric.proto)
    summary = opened(city="binjai", grain=grain)
    assert any(holds in caption.value for caption in summary.caption)
    known = facts(city=("binjai",))
    assert not known.provisional, "a quarter with answers is whole"


# -- what leaves the page -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_download_holds_what_the_screen_shows(demo_store: Path, language: str) -> None:
    with words.speaking("id" if language == "id" else "en"):
        known = facts(city=("sawahlunto",), unit=(HIDDEN,))
        points = history.framed(trend.points(known))
        about = kepuasan_detail.about(known, "IKM", known.selection, 14, "tren")
        columns = [table.text("said", "Periode"), table.figure("value", "IKM", 2), table.figure("n", "n", 0)]
        content = table.as_xlsx(points, columns, about)
        sheet = fastexcel.read_excel(content).load_sheet(0, header_row=None, dtypes="string").to_pandas()
    cells = [[None if words.missing(c) else str(c) for c in row] for row in sheet.itertuples(index=False)]
    top = next(i for i, row in enumerate(cells) if row[0] == "Periode")
    head = {row[0]: row[1] for row in cells[:top] if row[1]}
    version = access.version().id
    assert version in head.values()
    assert any("BPBD" in str(text) for text in head.values())
    assert any("SAMPLE DATA" in str(row[0]) or "DATA CONTOH" in str(row[0]) for row in cells[:top])
    for row, point in zip(cells[top + 1 :], points.itertuples(), strict=True):
        if point.state == State.SHOWN:
            assert float(str(row[1])) == pytest.approx(point.value)
            assert int(float(str(row[2]))) == point.n
        else:
            assert row[1:3] == [None, None]
            assert row[3]


def test_the_table_on_the_screen_opens_under_its_chart(demo_store: Path) -> None:
    at = opened("kepuasan.py", city="binjai")
    at.session_state["table_trend"] = True
    at.run()
    shown = at.dataframe[0].value
    answer = access.answer("ikm", by=("period",), selection=Selection(city=("binjai",))).frame
    assert shown["IKM"].tolist() == answer["value"].tolist()
    assert shown["Responden"].tolist() == answer["n"].tolist()
    assert {button.label for button in at.get("download_button")} == {"xlsx", "csv"}


# -- the address --------------------------------------------------------------------------------------------------------


def test_choices_of_the_page_stand_in_the_address_by_key(demo_store: Path) -> None:
    at = opened("kepuasan.py", by="channel", focus="semarang")
    assert at.session_state["choice_by"] == "channel"
    assert at.session_state["choice_focus"] == "semarang"
    at.segmented_control(key="choice_by").set_value("sex").run()
    assert at.query_params["by"] == "sex"
    assert not at.exception


def test_a_choice_that_the_filter_no_longer_offers_falls_away(demo_store: Path) -> None:
    at = opened("kepuasan.py", city="binjai", unit="binjai-rsud", by="unit")
    assert at.session_state["choice_by"] is None
    assert "unknown" not in texts(opened("kepuasan.py", by="nonsense", focus="atlantis"))
