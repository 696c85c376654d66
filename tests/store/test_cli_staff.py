"""`python -m data` over every indicator: those of staff by their own dimensions, in their own words."""

from __future__ import annotations

import argparse
import itertools
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from data import show
from data.show import BadInput
from data.show.asked import groupings
from data.store import Store
from data.tables import TABLES
from metrics.metric import Metric
from metrics.registry import families, registry
from metrics.words import Language
from tests.conftest import copy_store, run_cli
from tests.store.office import fill
from tests.store.small import load, responses

# What tests/store/office.py counts: arguments, what tells the row apart, value, n, state.
FIGURES = [
    (("jp_met", "--by", "unit"), {"unit": "binjai-disdukcapil"}, 0.75, 40, "shown"),
    (("jp_met", "--by", "unit"), {"unit": "binjai-dpmptsp"}, 0.0, 12, "shown"),
    (("jp_met", "--by", "unit,year"), {"unit": "binjai-rsud", "year": "2025"}, None, None, "suppressed"),
    (("jp_met", "--where", "position=Fungsional", "year=2025"), {}, 0.303, 33, "shown"),  # 10 of 20 + 6 + 7
    (("certified", "--by", "partner"), {"partner": "university"}, 1.0, 10, "shown"),
    (("certified", "--by", "partner"), {"partner": "own"}, 0.0, 20, "shown"),
    (("certified", "--by", "training_form,training_kind"), {"training_kind": "course", "training_form": "classical"}, 0.333, 30, "shown"),
    (("area_coverage", "--by", "area", "--where", "unit=disdukcapil"), {"area": "it"}, 0.75, 40, "shown"),
    (("difficulty_share", "--by", "difficulty"), {"difficulty": "data"}, 0.615, 65, "shown"),  # 40 of 65
    (("difficulty_share", "--by", "position"), {"position": "executive", "difficulty": "none"}, 1.0, 12, "shown"),
    (("evaluation_lag", "--by", "position"), {"position": "executive"}, 10, 12, "shown"),
    (("cost_per_jp",), {}, 40_000, 30, "shown"),  # 1,000,000 rupiah for 25 JP
    (("certificates", "--by", "scheme"), {"scheme": "bnsp"}, 10, 30, "shown"),
    (("plan_done", "--by", "area"), {"area": "it", "planned": 40, "done": 30}, 0.75, 1, "shown"),
]  # fmt: skip


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the small city of staff, and answers of citizens beside it."""
    file = tmp_path_factory.mktemp("cli") / "staff.duckdb"
    load(fill(Store.open(file)), responses(11, 300)).close()
    return file


@pytest.fixture(scope="module")
def held(path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A copy of that store, open: hundreds of questions in one process."""
    store = Store.open(copy_store(path, tmp_path_factory.mktemp("held")))
    yield store
    store.close()


def shown(store: Store, *arguments: str) -> str:
    """What `show` prints, through its own parser."""
    parser = argparse.ArgumentParser()
    show.add_command(parser.add_subparsers())
    return show.run(parser.parse_args(["show", *arguments]), store)


@pytest.mark.parametrize(("arguments", "key", "value", "n", "state"), FIGURES)
def test_figures_that_can_be_counted_by_hand(
    held: Store, arguments: tuple[str, ...], key: dict[str, object], value: float | None, n: int | None, state: str
) -> None:
    found = json.loads(shown(held, *arguments, "--json"))
    (record,) = [r for r in found if key.items() <= r.items()]
    assert (record["value"], record["n"], record["state"]) == (value, n, state)


@pytest.mark.parametrize("one", registry().values(), ids=lambda m: m.name)
def test_every_indicator_is_shown_by_each_of_its_dimensions(held: Store, one: Metric) -> None:
    """As records the rows that stand in the table; heads and items in words, in both languages."""
    languages: tuple[Language, Language] = ("id", "en")
    for dimension, language in zip(groupings(one), itertools.cycle(languages)):
        asked = (one.name, "--by", dimension, "--lang", language)
        found = json.loads(shown(held, *asked, "--json"))
        said = shown(held, *asked)
        head, *rows = said.partition("\n\n")[0].splitlines()
        assert one.label[language] in head
        assert TABLES[one.table].label[language] in said
        assert all(dimension in record for record in found)
        assert sum(r["state"] == "shown" for r in found) <= len(rows) <= len(found)
        if one.item and found:
            assert one.item_label
            assert one.item_label[language] in head
            assert all(any(words[language] in row for row in rows) for words in one.items.values())


def test_a_table_of_staff_says_whom_it_hides_and_what_it_counts(path: Path) -> None:
    said = run_cli("show", "jp_met", "--by", "unit", store=path).stdout
    assert said.count("disembunyikan (terlalu sedikit pegawai)") == 2
    assert "n: pegawai" in said
    assert "triwulan tidak dijumlahkan" in said  # a state, read at the last quarter
    english = run_cli("show", "certified", "--by", "partner", "--lang", "en", store=path).stdout
    assert "In-house (BKPSDM or office)" in english
    assert "n: participations" in english
    assert "Data up to 2025-02-14" in english  # the day of this table's data, not of another's
    assert "Data up to 2026-03-31" in run_cli("show", "ikm", "--lang", "en", store=path).stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("jp_met", "--by", "channel"), "yang dapat: city, unit, sex, age, education, position, quarter, semester, year."),
        (("jp_met", "--where", "occupation=asn"), "yang dapat: city, unit, sex, age, education, position, quarter,"),
        (("ikm", "--where", "position=functional"), "tidak dapat disaring menurut 'position'"),
        (("certified", "--where", "area=it"), "Pelatihan yang diikuti"),
        (("plan_done", "--where", "unit=rsud"), "yang dapat: city, quarter, semester, year, period."),
        (("jp_met", "--by", "area"), "show area_coverage --by area"),
        (("jp_met", "--by", "posision"), "position"),
        (("jp_met", "--where", "position=fungsionel"), "fungsional"),
        (("jp_met", "--by", "year", "--where", "quarter=2025Q1,2025Q3"), "--by quarter"),
        (("jp_met", "--weights", "0.11"), "jp_met tidak memakai --weights"),
    ],
)  # fmt: skip
def test_what_a_table_does_not_know_is_refused_with_what_it_knows(
    held: Store, arguments: tuple[str, ...], says: str
) -> None:
    with pytest.raises(BadInput) as refused:
        shown(held, *arguments)
    assert says in refused.value.words.id


def test_a_refusal_is_one_sentence_in_the_language_asked_for(path: Path) -> None:
    done = run_cli("show", "plan_done", "--where", "unit=rsud", "--lang", "en", store=path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "plan_done (Training planned and done) cannot be filtered by 'unit'; it can by: "
        "city, quarter, semester, year, period.\n"
    )


def test_the_list_stands_by_family(path: Path) -> None:
    blocks = run_cli("list", "--lang", "en", store=path).stdout.strip().split("\n\n")
    assert [block.splitlines()[0] for block in blocks] == [name.en for name in families().values()]
    assert [line.split()[0] for block in blocks for line in block.splitlines()[1:]] == list(registry())
    listed = {m["name"]: m for m in json.loads(run_cli("list", "--json", store=path).stdout)}
    assert "partner" in listed["certified"]["by"]
    assert "partner" not in listed["certified"]["where"]
    assert listed["skill_level"]["item"] == "skill"


def test_status_tells_what_each_table_holds(path: Path) -> None:
    tables = json.loads(run_cli("status", "--json", store=path).stdout)["tables"]
    held = {
        name: (t["batches"], t["rows"], t["first"], t["last"])
        for name, t in tables.items()
        if t["rows"] and t["batches"] != 0
    }
    assert held == {
        "skm_response": (1, 300, "2025Q1", "2026Q1"),
        "employee": (1, 65, None, None),
        "training_programme": (1, 1, "2025Q1", "2025Q1"),
        "training_participation": (1, 30, "2025Q1", "2025Q1"),
        "performance_review": (1, 65, "2025Q1", "2025Q1"),
        "staff_quarter": (None, 65, "2025Q1", "2025Q1"),
        "training_record": (None, 30, "2025Q1", "2025Q1"),
        "review_record": (None, 65, "2025Q1", "2025Q1"),
        "programme_record": (None, 1, "2025Q1", "2025Q1"),
    }
    said = run_cli("status", store=path).stdout
    assert "Pelatihan yang diikuti (training_record)" in said
    assert "skill_assessment" not in said  # nothing in it


def test_load_offers_every_table_that_files_can_fill(path: Path) -> None:
    offered = run_cli("load", "--help", store=path).stdout
    assert all(name in offered for name, table in TABLES.items() if table.importable)
    done = run_cli("load", "x.csv", "--table", "training_record", store=path)  # made from facts, never from a file
    assert done.returncode == 2
    assert "training_record" in done.stderr
