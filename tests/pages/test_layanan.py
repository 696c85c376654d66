"""Layanan reads the same figures as `show`, in both languages, counts open cases, and never shows what an answer hides."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from data.selection import Selection
from data.store import store
from data.tables import CHANNEL
from metrics import compare
from metrics.complaints.terms import TOPICS
from metrics.metric import State
from metrics.periods import parse_code
from metrics.services.before_after import around
from metrics.services.quality_families import FAMILIES
from pages.parts import (
    access,
    layanan_complaints_about,
    layanan_complaints_facts,
    layanan_complaints_words,
    layanan_facts,
    layanan_families,
    layanan_launches,
    layanan_launches_facts,
    layanan_marks,
    layanan_words,
    words,
)
from pages.parts.families import complaints as complaints_family
from pages.parts.families import services as services_family
from pages.parts.indicator import spans, yearly
from tests.conftest import run_cli
from tests.pages.test_frame import opened, texts
from tests.pages.test_kepuasan import every_number, figures, metrics_of

BINJAI = Selection(city=("binjai",))
OFFICE = Selection(city=("binjai",), unit=("binjai-disdukcapil",))
HIDDEN = {"city": "sawahlunto", "unit": "sawahlunto-bpbd"}  # the generator gives it next to nothing
ONLINE = CHANNEL.code("online")
SLOW = "semarang-dpupr"  # planted: settles complaints late


def services(chosen: Selection = BINJAI) -> layanan_facts.Facts:
    found = layanan_facts.load(chosen)
    assert found is not None
    return found


def complaints(chosen: Selection = BINJAI) -> layanan_complaints_facts.Facts:
    found = layanan_complaints_facts.load(chosen)
    assert found is not None
    return found


def rows(table: str, where: str = "TRUE") -> pd.DataFrame:
    """The rows themselves, read with nothing of what makes figures of them."""
    with store().cursor() as cursor:
        found: pd.DataFrame = cursor.execute(
            f"SELECT f.* EXCLUDE (fingerprint) FROM {table} f JOIN city c ON c.id = f.city "
            f"LEFT JOIN unit u ON u.id = f.unit WHERE {where}"
        ).df()
    return found


# -- the same figures as `show`, and as the rows ------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(
    ("name", "card", "part"),
    [
        ("online_share", {"id": "Diajukan daring", "en": "Made online"}, "services"),
        ("returned_share", {"id": "Permohonan dikembalikan", "en": "Returned applications"}, "services"),
        ("closed_in_time", {"id": "Selesai tepat waktu", "en": "Settled in time"}, "complaints"),
    ],
)
def test_a_card_says_what_show_prints(
    demo_store: Path, name: str, card: dict[str, str], part: str, language: str
) -> None:
    at = opened("layanan.py", city="binjai", lang=language, show=part)
    from data.store import close_store

    close_store()  # one process at a time
    done = run_cli("show", name, "--by", "quarter", "--where", "city=binjai", "--json", store=demo_store)
    assert done.returncode == 0, done.stderr
    last = json.loads(done.stdout)[-1]
    with words.speaking("id" if language == "id" else "en"):
        value = words.number(100 * last["value"], 1) + "%"
        n = words.number(last["n"])
    assert next(v for label, v in metrics_of(at).items() if label.startswith(card[language])) == value
    assert n in texts(at)


def test_the_online_share_is_that_of_the_rows(demo_store: Path) -> None:
    known = services()
    found = rows("service_transaction", f"c.city = 'binjai' AND f.quarter = {known.now}")
    channel = found["channel"].dropna()
    row = layanan_facts.at(known)
    assert row["n"] == len(channel)
    assert row["value"] == pytest.approx(100 * (channel == ONLINE).mean())
    assert layanan_facts.at(known.manual)["value"] == pytest.approx(100 * (channel != ONLINE).mean())


def test_times_are_medians_of_the_rows_within_their_bins(demo_store: Path) -> None:
    known = services()
    found = rows("service_transaction", f"c.city = 'binjai' AND f.quarter = {known.now}")
    minutes = found["waiting_minutes"].dropna()
    row = layanan_facts.at(known.waiting)
    assert row["n"] == len(minutes)
    assert row["value"] == pytest.approx(np.median(minutes), abs=5)  # bins of five minutes
    assert row["p90"] == pytest.approx(np.quantile(minutes, 0.9), abs=5)


def test_volume_is_complaints_over_applications(demo_store: Path) -> None:
    known = complaints()
    assert known.volume is not None
    row = known.volume.whole.at(known.now)
    made = len(rows("complaint", f"c.city = 'binjai' AND f.quarter = {known.now}"))
    asked = len(rows("service_transaction", f"c.city = 'binjai' AND f.quarter = {known.now}"))
    assert row["value"] == pytest.approx(1000 * made / asked)
    assert row["n"] == made
    assert row["low"] < row["value"] < row["high"]


def test_volume_is_hidden_where_either_count_is(demo_store: Path) -> None:
    every = Selection(city=("sawahlunto",))
    frame = layanan_complaints_facts.volume(("unit", "period"), every).frame
    for name in ("complaints", "transactions"):
        answer = access.answer(name, by=("unit", "period"), selection=every)
        hidden = answer.frame[answer.frame["state"] == State.SUPPRESSED][["unit", "period"]]
        assert len(hidden)
        there = frame.merge(hidden, on=["unit", "period"])
        assert (there["state"] == State.SUPPRESSED).all()
        assert there[["value", "low", "high", "n"]].isna().all(axis=None)


# -- what is drawn ------------------------------------------------------------------------------------------------------


def test_the_main_chart_draws_the_answer(demo_store: Path) -> None:
    chart, *_rest = figures(opened("layanan.py", city="binjai"))
    answer = access.answer("online_share", by=("period",), selection=BINJAI).frame
    (line,) = [trace for trace in chart["data"] if trace.get("mode") == "lines+markers"]
    assert line["y"] == pytest.approx((100 * answer["value"]).tolist())


def test_launches_of_a_day_are_one_mark_that_counts_them(demo_store: Path) -> None:
    told, undrawn = layanan_marks.of(Selection())
    assert undrawn == 0
    events = access.events(Selection())
    launches = events[events["kind"] == "deployment"]
    days = set(pd.to_datetime(launches["happened_on"]).dt.date)
    assert days <= {pd.Timestamp(mark.day).date() for mark in told}
    assert len(told) == len(days) + len(events[~events["kind"].isin(("deployment", "questionnaire", "rule"))])
    assert not any(mark.cuts for mark in told), "a new questionnaire parts no figures of applications"


def test_every_place_is_compared_with_a_year_ago(demo_store: Path) -> None:
    known = services()
    answer = layanan_facts.by(known, "unit", ("manual_share",), year=True)["manual_share"]
    keys = {str(unit): "binjai" for unit in answer.frame["unit"].unique()}
    told = yearly.groups(known.manual, answer, "unit", {key: key for key in keys}, keys).set_index("unit")
    now = answer.frame[answer.frame["period"] == known.now].set_index("unit")
    then = answer.frame[answer.frame["period"] == known.before].set_index("unit").loc[now.index]
    expected = compare.difference(now.reset_index(), then.reset_index())
    assert told.loc[now.index, "change"].tolist() == pytest.approx(expected["change"].tolist(), nan_ok=True)
    adjusted = compare.benjamini_hochberg(expected["p"])
    assert told.loc[now.index, "p_adjusted"].tolist() == pytest.approx(adjusted.tolist(), nan_ok=True)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(
    "query", [{}, {"city": "binjai"}, {"city": "binjai", "unit": "binjai-disdukcapil"}, {"city": "semarang", "grain": "year"}]
)  # fmt: skip
@pytest.mark.parametrize("part", ["services", "complaints"])
def test_every_view_opens_with_charts_that_are_told(
    demo_store: Path, query: dict[str, str], language: str, part: str
) -> None:
    at = opened("layanan.py", lang=language, show=part, **query)
    charts = at.get("plotly_chart")
    assert len(charts) >= (4 if part == "services" else 2)
    assert all(chart.proto.alt.strip() for chart in charts)
    assert "{" not in texts(at)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("query", [{}, {"city": "binjai"}, {"city": "binjai", "unit": "binjai-disdukcapil"}])
@pytest.mark.parametrize(
    ("show", "part", "charts"),
    [
        ("services", "launches", 2),
        ("services", "returned", 1),
        ("services", "families", 0),
        ("complaints", "kinds", 2),
        ("complaints", "topics", 2),
        ("complaints", "survey", 1),
    ],
)
def test_every_part_opens_with_charts_that_are_told(
    demo_store: Path, show: str, part: str, charts: int, query: dict[str, str], language: str
) -> None:
    at = opened("layanan.py", lang=language, show=show, part=part, **query)
    drawn = at.get("plotly_chart")
    assert len(drawn) >= (2 if show == "services" else 1) + charts
    assert all(chart.proto.alt.strip() for chart in drawn)
    assert "{" not in texts(at)


def test_nothing_of_a_hidden_office_is_shown(demo_store: Path) -> None:
    for part in ("services", "complaints"):
        at = opened("layanan.py", show=part, **HIDDEN)
        assert "disembunyikan" in at.title[0].value
        assert not metrics_of(at)
        for spec in figures(at):
            assert not [v for v in every_number(spec) if v]


# -- before and after ---------------------------------------------------------------------------------------------------

KNOWN = (parse_code("2023Q4")[0], parse_code("2026Q3")[0])


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        (dt.date(2025, 4, 1), "2024Q2 2024Q3 2024Q4 2025Q1", "2025Q2 2025Q3 2025Q4 2026Q1"),  # begins a quarter
        (
            dt.date(2025, 4, 2),
            "2024Q2 2024Q3 2024Q4 2025Q1",
            "2025Q3 2025Q4 2026Q1 2026Q2",
        ),  # its quarter is of neither
        (dt.date(2024, 4, 1), "2023Q4 2024Q1", "2024Q2 2024Q3 2024Q4 2025Q1"),  # the data begin late
        (dt.date(2026, 7, 1), "2025Q3 2025Q4 2026Q1 2026Q2", "2026Q3"),
        (dt.date(2026, 8, 1), "2025Q3 2025Q4 2026Q1 2026Q2", ""),  # too recent
        (dt.date(2023, 10, 1), "", "2023Q4 2024Q1 2024Q2 2024Q3"),
        (dt.date(2030, 1, 1), "", ""),
    ],
)
def test_whole_quarters_around_a_launch(day: dt.date, before: str, after: str) -> None:
    found = around(day, KNOWN)
    assert found == tuple(tuple(parse_code(code)[0] for code in text.split()) for text in (before, after))


def test_before_and_after_are_shares_of_the_rows_around_the_launch(demo_store: Path) -> None:
    known = services()
    told, _recent = layanan_launches_facts.launches(known)
    every, found = layanan_launches_facts.compare(known, told)
    online = found["online_share"]
    assert every
    for at, launch in enumerate(every):
        there = rows("service_transaction", f"u.unit = '{launch.unit}'").dropna(subset=["channel"])
        for side, quarters in ((online.before, launch.before), (online.after, launch.after)):
            channel = there.loc[there["quarter"].isin(quarters), "channel"]
            assert side["n"].iloc[at] == len(channel)
            assert side["value"].iloc[at] == pytest.approx(100 * (channel == ONLINE).mean())


@pytest.mark.parametrize(
    ("language", "said"), [("id", "gambaran, bukan dampak"), ("en", "A description, not an effect")]
)
def test_before_and_after_is_called_a_description(demo_store: Path, language: str, said: str) -> None:
    assert said in texts(opened("layanan.py", city="binjai", lang=language, part="launches"))


def test_of_one_office_its_services_stand_side_by_side(demo_store: Path) -> None:
    known = services(OFFICE)
    every, _found = layanan_launches_facts.compare(known, layanan_launches_facts.launches(known)[0])
    names = {layanan_launches.facts_name(known, launch) for launch in every}
    own = rows("service_transaction", f"u.unit = '{OFFICE.unit[0]}'")["service"].dropna()
    ids = store().ids("service")
    assert names
    assert names <= {access.name("service", key) for key in access.options("service") if ids[key] in set(own)}


# -- the families, and complaints beside the survey ---------------------------------------------------------------------


def test_the_families_show_every_member_with_its_source(demo_store: Path) -> None:
    known = services()
    told = layanan_families.figures(known, complaints())
    assert [(one.family.key, one.member) for one in told] == [(f.key, m) for f in FAMILIES for m in f.members]
    by_metric = {one.member.metric: one for one in told if not one.member.element}
    assert by_metric["waiting_time"].value == spans.amount(known.waiting, layanan_facts.at(known.waiting)["value"])
    assert by_metric["closed_in_time"].n == complaints().whole.at(known.now)["n"]
    said = texts(opened("layanan.py", city="binjai", part="families"))
    for family in FAMILIES:
        assert family.source.rule in said
    assert "belum diverifikasi" in said


def test_the_survey_beside_complaints_is_of_the_same_office_and_quarter(demo_store: Path) -> None:
    known = complaints()
    in_time, said = layanan_complaints_about.pairs(known)
    newest = Selection(city=("binjai",), first=known.now, last=known.now)
    element = access.answer("nrr", by=("unit", "element"), selection=newest).frame
    element = element[element["element"] == "pengaduan"].set_index("unit")["value"]
    closed = access.answer("closed_in_time", by=("unit",), selection=newest).frame.set_index("unit")["value"]
    for unit, row in said.items():
        assert row["value"] == pytest.approx(element[unit], nan_ok=True)
    for unit, row in in_time.items():
        assert row["value"] == pytest.approx(100 * closed[unit], nan_ok=True)


def test_no_topic_of_few_complaints_is_shown_nor_left_over(demo_store: Path) -> None:
    known = complaints(OFFICE)
    told = access.answer("topic_share", selection=known.newest).frame.set_index("topic")
    own = rows("complaint", f"u.unit = '{OFFICE.unit[0]}' AND f.quarter = {known.now}")["topic"].dropna()
    counted = own.value_counts().rename(dict(enumerate(TOPICS))).reindex(told.index, fill_value=0)
    hidden = told["state"] == State.SUPPRESSED
    assert hidden.any(), "one office and quarter has topics of few complaints"
    assert not counted[~hidden].between(1, 4).any()
    assert hidden.sum() > 1
    assert counted[hidden].sum() >= 5
    assert told.loc[hidden, ["value", "low", "high", "n"]].isna().all(axis=None)


@pytest.mark.parametrize(("language", "said"), [("id", "belum selesai"), ("en", "still open")])
def test_open_complaints_are_counted_and_said(demo_store: Path, language: str, said: str) -> None:
    known = complaints()
    row = known.close.whole.at(known.now)
    still = rows("complaint", f"c.city = 'binjai' AND f.quarter = {known.now} AND f.closed_on IS NULL")
    assert row["waiting"] == len(still)
    at = opened("layanan.py", city="binjai", lang=language, show="complaints", part="kinds")
    with words.speaking("id" if language == "id" else "en"):
        n = words.number(len(still))
    assert any(n in str(e.value) and said in str(e.value) for e in at.markdown)


# -- words and filters --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"sex": "female"}, "Tidak diterapkan di sini"),
        ({"channel": "online"}, "bagian daring menghitung semua kanal"),
    ],
)
def test_filters_that_do_not_hold_are_named(demo_store: Path, query: dict[str, str], said: str) -> None:
    assert said in texts(opened("layanan.py", city="binjai", **query))


def test_a_channel_holds_for_times_and_not_for_the_online_share(demo_store: Path) -> None:
    chosen = services(BINJAI.but(channel=("counter",)))
    assert layanan_facts.at(chosen) == layanan_facts.at(services())
    assert layanan_facts.at(chosen.processing)["n"] < layanan_facts.at(services().processing)["n"]


def test_the_headline_is_certain_or_says_that_nothing_is(demo_store: Path) -> None:
    known = services()
    found = layanan_words.strongest(known, complaints())
    assert found is not None, "the demonstration store has planted launches"
    assert found.metric.name == "online_share"
    assert "nyata membaik" in layanan_words.headline(known, complaints())


def test_empty_store_tells_the_next_step(empty_store: Path) -> None:
    at = opened("layanan.py")
    assert at.title[0].value == "Belum ada data layanan"
    assert any("Impor" in str(link.proto.label) for link in at.get("page_link"))


# -- Ringkasan ----------------------------------------------------------------------------------------------------------


def test_an_office_that_settles_late_needs_attention(demo_store: Path) -> None:
    known = complaints(Selection(city=("semarang",)))
    late = layanan_complaints_words.late_offices(known)
    assert SLOW in set(late["unit"])
    lists = complaints_family.lists(known, late)
    assert [item.selection.unit for item in lists.attention] == [(unit,) for unit in late["unit"]]
    assert all(item.section == "complaints" for item in lists.attention)


def test_changes_of_the_online_share_are_adjusted_and_losses_need_attention(demo_store: Path) -> None:
    known = services(Selection())
    lists = services_family.lists(known)
    assert lists.changed
    frame = access.answer("online_share", by=("unit", "period"), selection=Selection(first=known.before)).frame
    now = frame[frame["period"] == known.now].set_index("unit")
    then = frame[frame["period"] == known.before].set_index("unit").reindex(now.index)
    apart = compare.difference(now.reset_index(), then.reset_index()).set_axis(now.index, axis=0)
    adjusted = pd.Series(compare.benjamini_hochberg(apart["p"]), index=now.index)
    assert {item.selection.unit[0] for item in lists.changed} == set(adjusted.index[adjusted < 0.05])
    fallen = set(apart.index[(adjusted < 0.05) & (apart["change"] < 0)])
    assert {item.selection.unit[0] for item in lists.attention} == fallen


def test_ringkasan_leads_to_both_parts(demo_store: Path) -> None:
    links: list[Any] = [link.proto for link in opened(city="binjai").get("page_link")]
    assert any(link.label == "Pengaduan" and "show=complaints" in link.query_string for link in links)
    assert any(link.label == "Layanan" for link in links)
