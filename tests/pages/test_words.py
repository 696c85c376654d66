"""Numbers, periods and sentences in both languages, and catalogues without a gap."""

from __future__ import annotations

import ast
import datetime as dt
import string
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data.selection import Selection
from data.tables import ENUMERATIONS, TABLES
from metrics.metric import State
from metrics.periods import parse_code
from metrics.registry import registry
from metrics.words import Words
from pages.parts import words

PAGES = Path(__file__).resolve().parents[2] / "pages"
Q = {text: parse_code(text)[0] for text in ("2023Q4", "2025Q1", "2026Q1", "2026Q2", "2026Q3")}


@pytest.mark.parametrize(
    ("value", "decimals", "indonesian", "english"),
    [
        (84.2, 1, "84,2", "84.2"),
        (1284, 0, "1.284", "1,284"),
        (1234567.5, 2, "1.234.567,50", "1,234,567.50"),
        (0, 1, "0,0", "0.0"),  # zero is a value
        (-0.04, 1, "0,0", "0.0"),  # never a negative zero
        (-1.94, 1, "−1,9", "−1.9"),
        (88.305, 2, "88,31", "88.31"),  # half up, as the regulation rounds
        (2.5, 0, "3", "3"),
        (np.int64(12), 0, "12", "12"),
        (float("nan"), 1, "–", "–"),
        (None, 0, "–", "–"),
        (pd.NA, 0, "–", "–"),
        (float("inf"), 0, "–", "–"),
    ],
)
def test_number(value: object, decimals: int, indonesian: str, english: str) -> None:
    with words.speaking("id"):
        assert words.number(value, decimals) == indonesian
    with words.speaking("en"):
        assert words.number(value, decimals) == english


@pytest.mark.parametrize(
    ("share", "decimals", "indonesian"),
    [
        (0.034, 0, "3%"),
        (0.5, 0, "50%"),
        (0.0, 0, "0%"),
        (1.0, 0, "100%"),
        (0.0001, 0, "<1%"),
        (0.9999, 0, ">99%"),
        (0.1234, 1, "12,3%"),
        (0.0001, 1, "<0,1%"),
        (float("nan"), 0, "–"),
    ],
)
def test_percent_never_claims_certainty_that_is_not_there(share: float, decimals: int, indonesian: str) -> None:
    with words.speaking("id"):
        assert words.percent(share, decimals) == indonesian


def test_signed_and_interval() -> None:
    with words.speaking("id"):
        assert [words.signed(x, 1) for x in (1.94, -0.06, 0.0, 0.04)] == ["+1,9", "−0,1", "0,0", "0,0"]
        assert words.interval(83.1, 85.3, 1) == "83,1–85,3"
        assert words.interval(-0.3, 1.9, 1) == "−0,3 hingga 1,9"
        assert words.interval(float("nan"), 1.9, 1) == "–"
        assert words.interval(9.0, float("nan")) == "≥ 9"  # the upper end of a time that many still wait out
    with words.speaking("en"):
        assert words.interval(-0.3, 1.9, 1) == "−0.3 to 1.9"


@pytest.mark.parametrize(
    ("first", "last", "grain", "indonesian", "english"),
    [
        ("2026Q3", "2026Q3", "quarter", "TW III 2026", "Q3 2026"),
        ("2026Q1", "2026Q3", "quarter", "TW I–III 2026", "Q1–Q3 2026"),
        ("2023Q4", "2026Q3", "quarter", "TW IV 2023 – TW III 2026", "Q4 2023 – Q3 2026"),
        ("2026Q3", "2026Q3", "semester", "Semester II 2026", "2nd half 2026"),
        ("2025Q1", "2026Q3", "year", "2025–2026", "2025–2026"),
        ("2026Q1", "2026Q2", "semester", "Semester I 2026", "1st half 2026"),
        ("2026Q1", None, "quarter", "sejak TW I 2026", "since Q1 2026"),
        (None, "2026Q1", "quarter", "hingga TW I 2026", "until Q1 2026"),
        (None, None, "quarter", "semua periode", "all periods"),
    ],
)
def test_period_range(first: str | None, last: str | None, grain: str, indonesian: str, english: str) -> None:
    ends = (Q[first] if first else None, Q[last] if last else None)
    with words.speaking("id"):
        assert words.period_range(*ends, grain) == indonesian
    with words.speaking("en"):
        assert words.period_range(*ends, grain) == english


def test_date() -> None:
    with words.speaking("id"):
        assert words.date(dt.date(2026, 5, 30)) == "30 Mei 2026"
        assert words.date(None) == words.date(pd.NaT) == "–"
    with words.speaking("en"):
        assert words.date(dt.date(2026, 5, 30)) == "30 May 2026"


def test_selection_in_words() -> None:
    names = {"binjai": "Binjai", "online": "Daring"}
    chosen = Selection(city=("binjai",), channel=("online",), first=Q["2026Q1"], last=Q["2026Q3"])
    with words.speaking("id"):
        assert words.selection(chosen, lambda _d, key: names[key]) == "Binjai, TW I–III 2026, daring"
        assert words.selection(Selection(), lambda _d, key: key) == "semua kota, semua periode"
        many = Selection(unit=("a", "b", "c", "d", "e"))
        assert words.selection(many, lambda _d, key: key) == "semua kota, a/b/c +2, semua periode"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Baris ganda", "baris ganda"),
        ("NIP dibulatkan Excel", "NIP dibulatkan Excel"),
        ("Hari tidak dapat dikonversi ke JP", "hari tidak dapat dikonversi ke JP"),
        ("JP", "JP"),
        ("E-learning", "e-learning"),
        ("", ""),
    ],
)
def test_inside_a_sentence_names_stay_as_written(text: str, said: str) -> None:
    assert words.inside(text) == said


def test_listing() -> None:
    with words.speaking("id"):
        assert words.listing(["a"]) == "a"
        assert words.listing(["a", "b", "c"]) == "a, b, dan c"
        assert words.listing(["a", "b", "c", "d"], most=2) == "a, b, dan 2 lainnya"
    with words.speaking("en"):
        assert words.listing(["a", "b", "c"], most=2) == "a, b, and 1 other"


def test_three_states_are_never_confused_with_zero_or_each_other() -> None:
    marks = {state: words.value(0.0, state, 1) for state in State}
    assert marks[State.SHOWN] == "0,0"
    assert len(set(marks.values())) == len(State)
    reasons = [words.state_reason(state) for state in State if state is not State.SHOWN]
    assert all(reasons)
    assert len(set(reasons)) == 3
    assert "5" in words.state_reason(State.SUPPRESSED, 5)


def test_language_follows_the_session_and_can_be_set_for_a_while() -> None:
    assert words.language() == "id"
    with words.speaking("en"):
        assert words.pick(Words("Kota", "City")) == "City"
        with words.speaking("id"):
            assert words.pick(Words("Kota", "City")) == "Kota"
        assert words.ngettext("{n} other", "{n} others", 2) == "{n} others"
    assert words.language() == "id"
    assert words.ngettext("{n} other", "{n} others", 2) == "{n} lainnya"


def messages_in_pages() -> set[str | tuple[str, ...]]:
    """Every message that the pages say; read from the syntax tree, because gettext's own search misses f-strings."""
    found: set[str | tuple[str, ...]] = set()
    for path in PAGES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
                texts = tuple(
                    a.value for a in node.args[: 1 if node.func.id == "_" else 2] if isinstance(a, ast.Constant)
                )
                assert texts or path.name == "words.py", f"{path.name}:{node.lineno}: only a literal can be looked up"
                if texts:
                    found.add(texts[0] if node.func.id == "_" else texts)
    return found


def fields(text: str) -> Counter[str]:
    """Placeholders of a message."""
    return Counter({name: 1 for _text, name, _spec, _conversion in string.Formatter().parse(text) if name is not None})


def test_every_message_is_translated_and_no_translation_is_left_over() -> None:
    said = messages_in_pages()
    assert said, "extraction found nothing"
    translated = {}
    for catalogue in words.read_catalogues("id"):
        assert catalogue.num_plurals == 1, catalogue.project
        for message in catalogue:
            if message.id:
                where = f"{catalogue.project}.po: {message.id!r}"
                assert message.id not in translated, f"{where} stands in {translated[message.id]} too"
                assert not message.fuzzy, where
                text = message.string if isinstance(message.string, str) else message.string[0]
                assert text.strip(), f"{where} is not translated"
                for msgid in [message.id] if isinstance(message.id, str) else message.id:
                    assert fields(msgid) == fields(text), where
                translated[message.id] = catalogue.project
    assert not (gap := said - set(translated)), f"not translated: {sorted(map(str, gap))}"
    assert not (stale := set(translated) - said), f"translated but never said: {sorted(map(str, stale))}"


def test_declarations_speak_both_languages() -> None:
    declared = [w for m in registry().values() for w in (m.label, m.meaning, m.formula, m.unit)]
    declared += [w for t in TABLES.values() for c in t.columns for w in (c.label, c.meaning)]
    declared += [level.words for e in ENUMERATIONS.values() for level in e.levels]
    assert all(w.id.strip() and w.en.strip() for w in declared)
