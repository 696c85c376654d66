"""What only a browser can show of the frame: history, the folded filters of a phone, the page on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, settle

pytestmark = pytest.mark.browser


def menu(page: Page, title: str, address: str) -> None:
    """Follow a link of the menu, to that address."""
    page.locator("[data-testid=stSidebar] a", has_text=title).click()
    page.wait_for_url(f"**{address}")
    settle(page)


def test_back_and_forward_bring_the_filters_back(visit: Open) -> None:
    page = visit("/?city=binjai&from=2025Q4")
    menu(page, "Kepuasan", "/kepuasan?city=binjai&from=2025Q4")
    page.locator(".st-key-filter_city input").click()
    page.get_by_role("option", name="Semarang").click()
    page.wait_for_url("**/kepuasan?city=binjai&city=semarang&from=2025Q4")
    page.keyboard.press("Escape")
    settle(page)
    menu(page, "Kamus", "/kamus?city=binjai&city=semarang&from=2025Q4")
    for expected in ("/kepuasan?city=binjai&city=semarang&from=2025Q4", "/kepuasan?city=binjai&from=2025Q4"):
        page.go_back()
        page.wait_for_url(f"**{expected}")
        settle(page)
    expect(page.locator(".st-key-filter_city")).not_to_contain_text("Semarang")
    expect(page.locator(".st-key-filter_city")).to_contain_text("Binjai")
    page.go_forward()
    settle(page)
    expect(page.locator(".st-key-filter_city")).to_contain_text("Semarang")


def test_filters_take_one_line_at_a_desk_and_fold_on_a_phone(visit: Open) -> None:
    desk = visit("/?city=binjai")
    box = desk.locator(".st-key-filterbar").bounding_box()
    assert box is not None
    assert box["height"] < 90
    expect(desk.locator(".st-key-filtersummary")).to_be_hidden()
    phone = visit("/?city=binjai", width=390, height=844)
    expect(phone.locator(".st-key-filterbar")).to_be_hidden()
    expect(phone.locator(".st-key-filtersummary")).to_contain_text("Binjai")
    phone.locator(".st-key-filter_open label").click()
    expect(phone.locator(".st-key-filterbar")).to_be_visible()


def test_the_menu_of_a_phone_closes_after_a_choice(visit: Open) -> None:
    phone = visit("/", width=390, height=844)
    phone.locator("[data-testid=stExpandSidebarButton]").click()
    expect(phone.locator("[data-testid=stSidebar]")).to_have_attribute("data-collapsed", "false")
    menu(phone, "Kamus", "/kamus")
    expect(phone.locator("[data-testid=stSidebar]")).to_have_attribute("data-collapsed", "true")


def test_paper_shows_the_page_and_not_its_controls(visit: Open) -> None:
    page = visit("/?city=binjai")
    page.emulate_media(media="print")
    for control in ("[data-testid=stSidebar]", ".st-key-filterbar", ".st-key-filtersummary"):
        expect(page.locator(control)).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".st-key-datamark")).to_contain_text("Data contoh")


def test_streamlits_own_lists_speak_indonesian(visit: Open) -> None:
    page = visit("/")
    page.locator(".st-key-filter_city input").click()
    everything = page.locator("[data-key=__select_all__] > div")
    shown = everything.evaluate("e => [getComputedStyle(e).fontSize, getComputedStyle(e, '::after').content]")
    assert shown == ["0px", '"Pilih semua"']


def test_a_link_to_an_entry_of_the_dictionary_brings_it_into_view(visit: Open) -> None:
    page = visit("/kamus?metric=on_time")
    expect(page.locator(".st-key-asked")).to_be_in_viewport()


def test_an_address_without_a_page_says_so_and_keeps_the_filters(visit: Open) -> None:
    page = visit("/wilayah?city=binjai")
    expect(page.get_by_text("Halaman “wilayah” tidak ada; yang tampil adalah Ringkasan")).to_be_attached()
    assert page.url.endswith("?city=binjai")
