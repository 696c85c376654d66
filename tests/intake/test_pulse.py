"""The survey on a digital system goes out as three files, and its answers come back through the import without a question."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import fastexcel
import pytest

from data.intake import Checked, Given, commit, read, recognise
from data.intake.registers.pulse import answer
from data.intake.text import normalise
from data.intake.vocabulary.statements import statement_of
from data.store import Store
from data.survey_form import Form, apps_script, form_of, printed, sheet
from metrics.resistance.terms import ANSWERS, READINESS, STATEMENTS
from metrics.words import Language
from pages.parts.words import LANGUAGES
from tests.conftest import run_cli
from tests.intake.parts import as_csv
from tests.intake.staff_parts import NIP, checked
from tests.intake.test_page import ask, asked, button, metrics_of, upload
from tests.pages.test_frame import opened, texts

ITEMS = STATEMENTS | READINESS
GIVEN = Given(today=date(2026, 11, 20))
BINJAI = Given(city="binjai", today=date(2026, 11, 20))
MIXED = ["4", "5", "3", "4", "2", "4", "3", "4", "2", "1", "2", "1", "2", "1", "1", "5", "4", "4", "3", "2"]
STAMP = {"id": "Stempel waktu", "en": "Timestamp"}


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A new store: reference tables only."""
    store = Store.open(tmp_path_factory.mktemp("pulse") / "pantau.duckdb")
    yield store
    store.close()


def survey_of(script: str) -> dict[str, object]:
    """What the program text would build."""
    found = re.search(r"const survey = (\{.*?\n  \});", script, re.DOTALL)
    assert found is not None
    parsed: dict[str, object] = json.loads(found[1])
    return parsed


def exported(form: Form, answers: list[list[str]]) -> bytes:
    """What Google gives of the form's answers: the time, then a column per question in the form's order."""
    survey = survey_of(apps_script(form))
    titles = [c["title"] for c in survey["choices"]]  # type: ignore[attr-defined, index]
    titles += [s for part in survey["parts"] for s in part["statements"]]  # type: ignore[attr-defined, index]
    return as_csv([[STAMP[form.language], *titles], *answers])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("city", ["binjai", "sawahlunto", "semarang", "tangerang-selatan"])
def test_answers_of_the_google_form_come_in_without_a_question(city: str, language: Language, known: Store) -> None:
    form = form_of(known, city, language)
    office, system, position = form.choices
    rows = [
        [f"17/11/2026 {8 + n // 60}:{n % 60:02d}:00", place, system.options[n % 8], position.options[n % 3], *MIXED]
        for n, place in enumerate(office.options)
    ]
    found = checked(exported(form, rows), known, GIVEN)
    assert found.plan.table == "pulse_response"
    assert not found.plan.questions
    assert not found.reasons
    assert len(set(found.rows["unit"].to_pylist())) == len(office.options)
    assert found.rows["system"].to_pylist() == [n % 8 for n in range(len(rows))]
    assert set(found.rows["quarter"].to_pylist()) == {2026 * 4 + 3}
    for key, score in zip(ITEMS, MIXED, strict=True):
        assert set(found.rows[key].to_pylist()) == {int(score)}, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheet_has_headers_that_the_import_knows(language: Language, known: Store) -> None:
    form = form_of(known, "binjai", language)
    book = fastexcel.read_excel(sheet(form))
    header = book.load_sheet(0, header_row=None, dtypes="string").to_arrow().to_pylist()[0]
    row = ["17/11/2026", form.choices[0].options[0], form.choices[1].options[0], form.choices[2].options[0], *MIXED]
    found = checked(as_csv([list(header.values()), row]), known, GIVEN)
    assert (len(found.rows), not found.reasons, found.rows["quarter"].to_pylist()) == (1, True, [2026 * 4 + 3])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_printed_form_holds_every_statement_and_asks_for_no_name(language: Language, known: Store) -> None:
    form = form_of(known, "binjai", language)
    page = printed(form)
    assert all(f"{n}. {item.words[language]}" in page for n, item in enumerate(ITEMS.values(), 1))
    assert page.count('<span class="box"></span>') == 20 * len(ANSWERS) + sum(len(c.options) for c in form.choices[1:])
    assert "http" not in page  # prints without a network


def test_a_city_s_own_systems_are_offered_by_name_and_come_back_as_what_they_are_for(fresh: Store) -> None:
    listed = checked(as_csv([["Nama Aplikasi", "Fungsi"], ["Si Cermat", "Persuratan"]]), fresh, BINJAI)
    commit(fresh, listed)
    form = form_of(fresh, "binjai", "id")
    assert form.choices[1].options == ("Si Cermat",)
    row = ["17/11/2026 8:00:00", form.choices[0].options[0], "Si Cermat", form.choices[2].options[0], *MIXED]
    assert checked(exported(form, [row]), fresh, GIVEN).rows["system"].to_pylist() == [0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ITEMS)
def test_every_statement_is_known_by_its_wording_and_by_no_other(key: str, language: Language) -> None:
    text = ITEMS[key].words[language]
    for header in (
        text, f"7. {text}", f"Pernyataan [{text}]", text.upper(),
        text.replace("sistem ini", "Srikandi").replace("this system", "Srikandi"),
    ):  # fmt: skip
        assert statement_of(normalise(header)) == key, header


def head(*more: str) -> list[str]:
    """Headers of a form that an office made itself after the wording."""
    return ["Cap waktu", *more, "Unit", "Aplikasi", "Jabatan", *(item.words.id for item in ITEMS.values())]


def look(rows: list[list[str]], store: Store) -> Checked:
    """A small csv checked."""
    return checked(as_csv(rows), store, BINJAI)


def test_what_says_who_answered_is_dropped_and_said_so(known: Store) -> None:
    personal = ["Nama", "NIP", "No HP", "Email"]
    cells = ["Contoh Satu", NIP, "081200000001", "contoh1@contoh.go.id"]
    found = look([head(*personal), ["17/11/2026 08:00:01", *cells, "Dinkes", "Srikandi", "Staf", *MIXED]], known)
    assert found.plan.dropped == tuple(personal)
    assert "staff" not in found.rows.column_names
    assert not any(cell in str(found.rows.to_pydict()) + str(found.note) for cell in cells)


def test_answers_all_alike_are_kept_and_told_and_impossible_ones_refused(known: Store) -> None:
    rows = [
        [f"17/11/2026 08:00:{n:02d}", "Dinkes", "Srikandi", "Pelaksana", *answers]
        for n, answers in enumerate(
            ([*["4"] * 15, *["2"] * 5], ["1"] * 20, ["3"] * 20, MIXED, ["6", *MIXED[1:]], ["0", *MIXED[1:]], [""] * 20)
        )
    ]
    found = look([head(), *rows, rows[3]], known)
    assert (len(found.rows), dict(found.reasons)) == (4, {"out_of_range": 2, "no_answer": 1, "duplicate": 1})
    told = {n.code: n.count for n in found.notices}
    assert (told["contradictory"], told["all_in_the_middle"]) == (2, 1)


def test_a_missing_office_or_system_is_asked(known: Store) -> None:
    header = ["Timestamp", *(item.words.en for item in ITEMS.values())]
    plan = recognise(read(as_csv([header, ["17/11/2026 08:00:01", *MIXED]]), "a.csv"), known, BINJAI)
    assert [q.key for q in plan.questions] == ["unit", "every:system"]


@pytest.mark.parametrize(
    ("text", "score"),
    [("Setuju", 4), ("sangat tidak setuju", 1), ("STS", 1), ("4 - Setuju", 4), ("Setuju (4)", 4), ("5. Sangat setuju", 5),
     ("Ragu-ragu", 3), ("Netral", 3), ("5,0", 5), ("Strongly agree", 5), ("-", None)],
)  # fmt: skip
def test_agreement_in_numbers_and_words(text: str, score: int | None) -> None:
    found = answer(text)
    assert (None if found.value is None else found.value.value, found.rule) == (score, "")


@pytest.mark.parametrize(("text", "rule"), [("0", "out_of_range"), ("6", "out_of_range"), ("3,5", "bad_number"), ("5 - Setuju", "invalid_label"), ("entah", "invalid_label")])  # fmt: skip
def test_what_is_no_agreement_is_refused(text: str, rule: str) -> None:
    assert answer(text).rule == rule


def test_the_command_line_writes_the_form(tmp_path: Path) -> None:
    store = tmp_path / "pantau.duckdb"
    for kind, begins in (("print", b"<!doctype html>"), ("google", b"// "), ("sheet", b"PK")):
        target = tmp_path / f"form.{kind}"
        done = run_cli("form", kind, "--city", "Kota Binjai", "--lang", "en", "--out", str(target), store=store)
        assert done.returncode == 0, done.stderr
        assert target.read_bytes().startswith(begins)
    wrong = run_cli("form", "print", "--city", "Atlantis", store=store)
    assert (wrong.returncode, "Kota tidak dikenal" in wrong.stderr) == (2, True)


def test_the_page_offers_the_form(empty_store: Path) -> None:
    at = opened("impor.py")
    at.selectbox(key="impor_form_city").set_value("binjai").run()
    assert not at.exception
    buttons = [element.proto for element in at.get("download_button")]
    assert [b.label for b in buttons] == ["Untuk dicetak (html)", "Google Form (Apps Script)", "Lembar isian (xlsx)"]
    assert "Sistem digital" in texts(at)


def test_the_page_asks_which_system_and_saves_the_answers(empty_store: Path) -> None:
    header = ["Timestamp", "Unit", *(item.words.id for item in ITEMS.values())]
    data = as_csv([header, ["17/03/2025 08:00:01", "Dinas Kesehatan Kota Binjai", *MIXED]])
    at = upload(opened("impor.py"), "survei.csv", data)
    assert asked(at) == ["every:system"]
    ask(at, "every:system").set_value("eoffice").run()
    assert not at.exception
    assert metrics_of(at)["Akan disimpan"] == "1"
    button(at, "impor_save_").click().run()
    assert not at.exception
    assert metrics_of(at)["Disimpan"] == "1"
