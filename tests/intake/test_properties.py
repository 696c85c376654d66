"""What must hold for any file: accounting adds up, order of columns is nothing, spelling of a label is nothing."""

from __future__ import annotations

import string
from collections import Counter
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.intake import plain, read
from data.intake.text import is_blank, mask, normalise
from data.intake.values import score_of
from data.intake.vocabulary import scores, standard_labels
from data.store import Store
from metrics.satisfaction.elements import ELEMENT_KEYS
from tests.intake.parts import NAMES, as_csv, checked

SLOW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
blanks = st.text(" \t\xa0", min_size=0, max_size=3)


@st.composite
def spellings(draw: st.DrawFn) -> tuple[str, str, int]:
    """(element, a label in any case and spacing, its score)."""
    element = draw(st.sampled_from(ELEMENT_KEYS))
    label, score = draw(st.sampled_from(sorted(scores(element).items())))
    words = [draw(st.sampled_from([w, w.upper(), w.title(), w.swapcase()])) for w in label.split()]
    gap = draw(st.sampled_from([" ", "  ", "\xa0", " \t", "\n"]))
    return element, f"{draw(blanks)}{gap.join(words)}{draw(blanks)}{draw(st.sampled_from(['', '.', ' .', '!']))}", score


@given(spellings())
@settings(max_examples=300, deadline=None)
def test_any_spelling_of_a_label_is_the_same_score(case: tuple[str, str, int]) -> None:
    element, text, score = case
    assert score_of(element)(text).value == score


@given(st.sampled_from(ELEMENT_KEYS), st.text(string.ascii_letters + " ", max_size=24))
@settings(max_examples=300, deadline=None)
def test_no_other_word_is_ever_a_score(element: str, text: str) -> None:
    found = score_of(element)(text)
    if is_blank(text):
        assert found.value is None
        assert not found.rule
    elif normalise(text) not in scores(element):
        assert found.rule == "invalid_label"


@pytest.mark.parametrize("element", ELEMENT_KEYS)
def test_the_standard_labels_score_one_to_four(element: str) -> None:
    assert [score_of(element)(label).value for label in standard_labels(element)] == [1, 2, 3, 4]
    assert [score_of(element)(text).value for text in ("1", "2,0", "3.0", " 4 ")] == [1, 2, 3, 4]


cells = st.sampled_from(["1", "2", "3", "4", "4", "3", "", " ", "0", "5", "baik", "lumayan", "3,5"])
rows_of_cells = st.lists(st.lists(cells, min_size=9, max_size=9), min_size=1, max_size=12)


def outcome(row: list[str], element_at: list[str]) -> str:
    """The plain statement of the rules for a row of element cells: accepted, or why not."""
    meanings = []
    for element, cell in zip(element_at, row, strict=True):
        text = cell.strip()
        if text in ("1", "2", "3", "4", ""):
            meanings.append(text)
        elif text == "baik" and element in ELEMENT_KEYS:
            meanings.append("3")
        else:
            meanings.append("!")
    if "!" in meanings:
        return "rejected"
    return "accepted" if any(meanings) else "blank"


@SLOW
@given(rows=rows_of_cells, data=st.data())
def test_every_row_is_counted_once_and_the_order_of_columns_changes_nothing(
    rows: Any, data: st.DataObject, known: Store
) -> None:
    expected = Counter(outcome(row, list(ELEMENT_KEYS)) for row in rows)
    if expected["blank"] == len(rows):
        return
    straight = checked(as_csv([NAMES, *rows]), known)
    assert straight.rows_read == straight.rows.num_rows + sum(straight.reasons.values())
    assert straight.rows.num_rows == expected["accepted"]
    assert sum(straight.reasons.values()) == expected["rejected"] == len(straight.rejected)
    assert sum(p.count for p in straight.problems) == expected["rejected"]
    order = data.draw(st.permutations(range(9)))
    moved = checked(as_csv([[NAMES[i] for i in order], *([row[i] for i in order] for row in rows)]), known)
    assert moved.rows.select(ELEMENT_KEYS).equals(straight.rows.select(ELEMENT_KEYS))
    assert moved.rows["fingerprint"].to_pylist() == straight.rows["fingerprint"].to_pylist()
    assert moved.reasons.keys() == straight.reasons.keys() or expected["rejected"]
    assert sum(moved.reasons.values()) == expected["rejected"]


csv_cells = st.text(st.sampled_from(list('ab ,;"\t\r\né\x1f')), max_size=5)


@given(
    st.lists(st.lists(csv_cells, min_size=1, max_size=4), min_size=1, max_size=8),
    st.sampled_from(",;\t"),
    st.booleans(),
)
@settings(max_examples=400, deadline=None)
def test_the_fast_reader_reads_what_the_slow_one_reads_or_leaves_it_alone(
    rows: list[list[str]], delimiter: str, proper: bool
) -> None:
    import csv
    import io

    text = as_csv(rows, delimiter).decode() if proper else "\n".join(delimiter.join(row) for row in rows)
    found = plain.read(text, delimiter)
    if found is None:
        return
    expected = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    assert [list(row) for row in zip(*(c.to_pylist() for c in found), strict=True)] == expected


def test_a_long_file_is_read_the_same_by_both_readers() -> None:
    rows = [
        ["Tanggal", "Nama", *NAMES],
        *([f"{i % 28 + 1}/7/2026", f"Warga, {i}", *([i % 4 + 1] * 9)] for i in range(120_000)),
    ]
    long = read(as_csv(rows), "panjang.csv")
    short = read(as_csv(rows[:50]), "pendek.csv")
    assert len(long) == len(rows)
    assert np.array_equal(long.lines, np.arange(1, len(rows) + 1))
    assert [long.row(i) for i in range(50)] == [short.row(i) for i in range(50)]


@given(st.text(max_size=40))
@settings(max_examples=300, deadline=None)
def test_no_long_number_survives_masking(text: str) -> None:
    hidden = mask(f"{text}081234567890{text}")
    assert "081234567890" not in hidden
    assert mask(hidden) == hidden or "•" in hidden
