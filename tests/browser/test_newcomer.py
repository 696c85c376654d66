"""A newcomer on a fresh start: sees the cities, follows a filter, loads a file, reads the same figures as `show`."""

from __future__ import annotations

import json
import re
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, settle, text_of
from tests.conftest import EXAMPLES, Server, copy_store, run_cli, run_process

pytestmark = pytest.mark.browser
CITIES = ("Sawahlunto", "Binjai", "Semarang", "Tangerang Selatan")


def test_health_answers_without_a_session(server: Server) -> None:
    answer = httpx.get(f"{server.url}/api/health")
    assert answer.status_code == 200
    assert re.fullmatch(r"[0-9a-f]{8}", answer.json()["store_version"])
    assert answer.json()["data_date"] == "2026-09-30"
    assert "frame-ancestors" in answer.headers["content-security-policy"]


def test_summary_shows_the_four_cities_and_says_that_the_data_are_synthetic(visit: Open) -> None:
    text = text_of(visit("/"))
    for city in CITIES:
        assert city in text
    assert "Data contoh" in text
    assert "TW III 2026" in text


def test_a_link_opens_the_same_view_and_filters_survive_a_page_switch(visit: Open) -> None:
    page = visit("/kepuasan?city=binjai&from=2025Q4")
    assert "Binjai" in page.locator("h1, h2").first.inner_text()
    page.get_by_role("link", name="Ringkasan").first.click()
    page.wait_for_url(re.compile(r"/\?.*city=binjai"))
    settle(page)
    assert "from=2025Q4" in page.url
    page.go_back()
    page.wait_for_url(re.compile(r"/kepuasan\?.*city=binjai"))


def test_english_is_one_click_away_and_stays(visit: Open) -> None:
    page = visit("/kepuasan")
    page.get_by_text("English", exact=True).first.click()
    page.wait_for_url(re.compile("lang=en"))
    settle(page)
    expect(page.get_by_text("Q3 2026").first).to_be_visible()
    assert not re.search(r"\bresponden\b", text_of(page))


@pytest.mark.parametrize("path", ["/", "/kepuasan", "/impor", "/kamus"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_runs_out_of_a_phone(visit: Open, path: str, theme: str) -> None:
    page = visit(path, width=390, height=844, color_scheme=theme)
    overflow = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth - window.innerWidth")
    assert overflow <= 0
    assert page.locator("[data-testid=stException]").count() == 0


def test_every_chart_has_a_description(visit: Open) -> None:
    page = visit("/kepuasan?city=binjai")
    page.locator(".js-plotly-plot").nth(1).wait_for(timeout=30_000)  # the chart library comes after the page
    charts = page.locator("[data-testid=stPlotlyChart]")
    described = [charts.nth(i).get_attribute("aria-label") or "" for i in range(charts.count())]
    assert len(described) >= 2
    assert all(re.search(r"\d,\d", text) for text in described), described  # says its figures, in Indonesian


def load_by_page(page: Page, name: str, city: str, unit: str) -> None:
    """The officer's way: choose the file, answer what is asked, save."""
    page.locator("input[type=file]").set_input_files(EXAMPLES / "forms" / name)
    for label, value in (("Kota", city), ("Unit", unit)):
        box = page.get_by_role("combobox", name=re.compile(label)).first
        box.wait_for(timeout=20_000)
        box.click()
        box.fill(value)
        page.get_by_role("option").filter(has_text=value).first.click()
        settle(page)
    page.get_by_role("button", name=re.compile(r"^Simpan \d+")).click()
    settle(page)


def test_a_file_loaded_by_page_gives_the_figures_that_show_prints(
    visit: Open, pristine_demo: Path, tmp_path: Path
) -> None:
    store = tmp_path / "pantau.duckdb"
    assert run_cli("status", store=store).returncode == 0  # a new store without demo data
    server = Server(store)
    try:
        server.wait()
        page = visit("/impor", url=server.url)
        load_by_page(page, "google_form_tw3_2026.csv", "Binjai", "Disdukcapil")
        expect(page.get_by_text("170", exact=False).first).to_be_visible()
        page = visit("/kepuasan?city=binjai", url=server.url)
        assert "79,7" in text_of(page)
    finally:
        server.stop()
    shown = json.loads(run_cli("show", "ikm", "--where", "city=binjai", "--json", store=store).stdout)
    truth = json.loads((EXAMPLES / "forms" / "truth.json").read_text())["google_form_tw3_2026.csv"]
    assert shown[0]["value"] == float(truth["ikm"])
    assert shown[0]["n"] == truth["accepted"]


def test_the_command_line_beside_a_running_server_says_what_to_do(server: Server) -> None:
    refused = run_process("status", store=server.store)
    assert refused.returncode == 2
    assert "server" in refused.stderr
    assert str(server.process.pid) in refused.stderr


def test_a_new_visitor_does_not_disturb_another(visit: Open) -> None:
    first, second = visit("/kepuasan?city=binjai"), visit("/kepuasan?city=semarang")
    assert "Binjai" in first.locator("h1, h2").first.inner_text()
    assert "Semarang" in second.locator("h1, h2").first.inner_text()


def test_a_copied_store_is_the_same_version(pristine_demo: Path, tmp_path: Path, server: Server) -> None:
    status = json.loads(run_cli("status", "--json", store=copy_store(pristine_demo, tmp_path)).stdout)
    assert httpx.get(f"{server.url}/api/health").json()["store_version"] in json.dumps(status)
