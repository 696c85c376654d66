"""Scenarios of the page Simulasi as a planner works with them: typed with real keys, clicked without leaving the field."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, settle

pytestmark = pytest.mark.browser


def typed(page: Page, label: str, text: str, role: Literal["textbox", "spinbutton"] = "textbox") -> None:
    """Into the field that can be seen, in place of what stands there, and the field is not left."""
    field = page.get_by_role(role, name=label).locator("visible=true").first
    field.click()
    field.press("Control+a")
    field.press_sequentially(text, delay=10)


def press(page: Page, name: str) -> None:
    """A button that can be seen."""
    page.get_by_role("button", name=name, exact=True).locator("visible=true").first.click()
    settle(page)


def named_in_json(page: Page) -> set[str]:
    """The names that the scenarios bear in the files that are handed on."""
    names = set()
    for button in page.get_by_role("button", name="json").all():
        with page.expect_download() as download:
            button.click()
        names.add(json.loads(Path(download.value.path()).read_text())["name"])
    return names


def test_the_first_click_renames_to_what_was_just_typed(visit: Open) -> None:
    page = visit("/simulasi?city=binjai&moves=waktu.10")
    typed(page, "Nama skenario", "Rencana lama")
    press(page, "Simpan skenario ini")
    press(page, "Lainnya")
    typed(page, "Nama lain", "Rencana baru")
    press(page, "Ganti nama")
    expect(page.get_by_text("Nama diganti menjadi “Rencana baru”.")).to_be_visible()
    assert named_in_json(page) == {"Rencana baru"}
    if not page.get_by_label("Nama lain").locator("visible=true").count():
        press(page, "Lainnya")
    typed(page, "Nama lain", "Rencana kembar")
    press(page, "Gandakan")
    expect(page.get_by_text("Disimpan sebagai “Rencana kembar”.")).to_be_visible()
    assert named_in_json(page) == {"Rencana baru", "Rencana kembar"}
    expect(page.get_by_text("Rencana lama")).to_have_count(0)


def test_the_fold_of_own_scores_stays_open_while_they_are_typed_and_names_them(visit: Open) -> None:
    page = visit("/simulasi?city=binjai")
    page.get_by_text("Mulai dari nilai sendiri").click()
    for element, score in (("Persyaratan", "3,10"), ("Prosedur", "3,00"), ("Biaya/tarif", "2,90")):
        typed(page, element, score.replace(",", "."), "spinbutton")
        page.keyboard.press("Tab")
        settle(page)
        expect(page.get_by_text(re.compile(f"{element} {score}", re.I)).first).to_be_visible()
    label = page.get_by_text("Mulai dari nilai sendiri: persyaratan, prosedur, dan biaya/tarif")
    expect(label).to_be_visible()
    assert "base=" in page.url
    shared = visit(page.url[page.url.index("/simulasi") :])
    expect(shared.get_by_text("Mulai dari nilai sendiri: persyaratan")).to_be_visible()
    expect(shared.get_by_role("spinbutton", name="Prosedur")).to_have_value("3.00")
