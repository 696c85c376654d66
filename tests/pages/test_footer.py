"""Under a page n belongs to the selection printed beside it, as in its downloads; dates say what they are of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from data.selection import Selection
from data.store import store
from data.tables import TABLES
from metrics.metric import State
from pages.parts import access, footer, kinerja_facts, kolaborasi_facts, layanan_complaints_facts, layanan_facts, words
from pages.parts import pelatihan_facts as training
from pages.parts.indicator import happened, history, paper
from pages.parts.indicator.history import History
from tests.pages.test_frame import opened, texts

SERVICE = Selection(city=("binjai",), unit=("binjai-disdukcapil",), service=("kartu-keluarga",))
PAGES: dict[str, tuple[str, Callable[[Selection], History | None], dict[str, str]]] = {
    "layanan": ("layanan.py", layanan_facts.load, {"show": "services"}),
    "complaints": ("layanan.py", layanan_complaints_facts.load, {"show": "complaints"}),
    "pelatihan": ("pelatihan.py", training.load, {}),
    "kinerja": ("kinerja.py", kinerja_facts.load, {}),
    "kolaborasi": ("kolaborasi.py", kolaborasi_facts.load, {}),
}


def loaded(page: str, asked: Selection) -> History:
    found = PAGES[page][1](asked)
    assert found is not None
    return found


@pytest.mark.parametrize("page", PAGES)
def test_the_footer_of_a_page_has_n_and_words_of_one_selection(demo_store: Path, page: str) -> None:
    file, _load, query = PAGES[page]
    at = opened(file, city="binjai", lang="id", **query)
    with words.speaking("id"):
        found = loaded(page, Selection(city=("binjai",)))
        chosen, n = found.rests_on
        when = found.said(found.now) if TABLES[found.metric.table].snapshot else "semua periode"
        assert f"n = {words.number(n)} {words.pick(found.metric.counted)} · Binjai, {when}" in texts(at)
        assert access.in_words(chosen) == f"Binjai, {when}"


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("asked", [Selection(), SERVICE, Selection(city=("binjai",), first=8103)], ids=repr)
def test_n_is_that_of_the_selection_asked_directly(demo_store: Path, page: str, asked: Selection) -> None:
    found = loaded(page, asked)
    chosen, n = found.rests_on
    last = chosen.last if chosen.last is not None else found.now
    periods = [p for p in found.axis if (chosen.first is None or p >= chosen.first) and p <= last]
    answer = access.answer(found.metric.name, by=("period",), selection=chosen.but(first=None)).frame
    own = answer[answer["period"].isin(periods) & answer["n"].notna()]
    assert n == own["n"].sum()
    if TABLES[found.metric.table].snapshot:
        assert len(periods) == 1, "states are not added up over time"


def test_a_service_s_footer_counts_the_rows_and_so_does_its_download(demo_store: Path) -> None:
    found = loaded("layanan", SERVICE)
    with store().cursor() as cursor:
        (rows,) = cursor.execute(
            "SELECT count(t.channel) FROM service_transaction t JOIN unit u ON u.id = t.unit JOIN service s ON s.id = t.service "
            "WHERE u.unit = 'binjai-disdukcapil' AND s.service = 'kartu-keluarga'"
        ).fetchone() or (0,)
    assert all(row["state"] == State.SHOWN for row in found.whole.over(found.axis))
    assert found.rests_on == (found.selection, rows)
    with words.speaking("id"):
        told = dict(paper.over_time(found, "Diajukan daring", "tren", page="layanan").facts)
        assert told["Permohonan (n)"] == rows
        assert told["Saringan"].endswith("semua periode")


def test_a_download_of_states_over_time_says_which_period_n_is_of(demo_store: Path) -> None:
    found = loaded("pelatihan", Selection())
    with words.speaking("id"):
        told = dict(paper.over_time(found, "JP", "laju", page="pelatihan").facts)
        assert told[f"Pegawai (n), {found.said(found.now)}"] == found.whole.at(found.now)["n"]


def test_nothing_and_hidden_are_told_apart(demo_store: Path) -> None:
    found = history.history("online_share", Selection(city=("sawahlunto",), unit=("sawahlunto-bpbd",)))
    assert found is not None
    states = {row["state"] for row in found.whole.over(found.axis)}
    _chosen, n = found.rests_on
    assert words.missing(n) == (State.SUPPRESSED in states and State.SHOWN not in states)


def test_the_two_dates_say_what_they_are_of(demo_store: Path) -> None:
    version = access.version()
    newest, survey = max(version.dates.values()), version.dates["skm_response"]
    assert newest != survey, "the demonstration data end on days of their own"
    with words.speaking("id"):
        assert footer.data_mark(version).startswith(f"data terbaru {words.date(newest)}")
        assert footer.text("ikm", Selection(), 7).startswith(
            f"Sumber: Jawaban SKM sampai {words.date(survey)} · n = 7 "
        )


def test_an_event_of_an_office_is_not_told_as_one_of_the_chosen_service(demo_store: Path) -> None:
    launch = "Akta lahir daring diluncurkan"
    with words.speaking("id"):
        told = [mark.title for mark in happened.marks(SERVICE, survey=False)[0]]
        assert f"Unit: {launch}" in told
        assert launch not in told
        of_office = happened.marks(SERVICE.but(service=()), survey=False)[0]
        assert launch in [mark.title for mark in of_office], "the office itself is told plainly"


@pytest.mark.parametrize(
    ("scope", "chosen", "said"),
    [
        ("all", Selection(), "semua kota, semua periode"),
        ("city:binjai", Selection(), "Binjai, semua periode"),
        ("city:binjai,semarang", Selection(city=("semarang",)), "Semarang, semua periode"),
        ("all", Selection(unit=("binjai-disdukcapil",)), "Binjai, Disdukcapil, semua periode"),
        ("unit:binjai-disdukcapil", Selection(), "Binjai, Disdukcapil, semua periode"),
    ],
)
def test_what_the_scope_leaves_out_is_no_part_of_all(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch, scope: str, chosen: Selection, said: str
) -> None:
    monkeypatch.setenv("PANTAU_SCOPE", scope)
    with words.speaking("id"):
        assert access.in_words(chosen) == said
