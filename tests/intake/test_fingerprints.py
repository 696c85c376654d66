"""A row's fingerprint never changes: stores know the rows they hold by it. Recomputed here from its definition."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from data.intake import Given
from data.store import Store
from tests.intake.parts import GIVEN, NAMES, as_csv, checked

SECRET = "kunci uji"
KEY = hashlib.blake2b(SECRET.encode(), digest_size=32).digest()
CONTEXT = "binjai|binjai-disdukcapil|8106"  # city, unit, quarter: 2026Q3 is 4 * 2026 + 2
SCORES = ["3", "4", "2", "3", "4", "3", "4", "3", "2"]


def keyed(text: str) -> str:
    """32 hexadecimal digits of BLAKE2b under the key (RFC 7693)."""
    return hashlib.blake2b(text.encode(), digest_size=16, key=KEY).hexdigest()


def of_row(cells: dict[str, str]) -> str:
    """Context and cells, in the order of their headers in plain small letters, between unit separators."""
    return keyed("\x1f".join([CONTEXT, *(cells[header] for header in sorted(cells, key=str.casefold))]))


@pytest.fixture(autouse=True)
def secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PANTAU_SECRET", SECRET)


def test_a_fingerprint_is_the_keyed_hash_of_the_cells_as_written(known: Store) -> None:
    names = ["Nama", *NAMES]
    rows = [["Siti Ünsur", *SCORES], ["", " 3 ", *SCORES[1:]], ["Budi", *["1"] * 9], ["Siti Ünsur", *SCORES]]
    found = checked(as_csv([names, *rows]), known)
    assert found.rows["fingerprint"].to_pylist() == [of_row(dict(zip(names, row, strict=True))) for row in rows[:3]]
    assert found.reasons == {"duplicate": 1}


@pytest.mark.parametrize(
    ("day", "accepted"),
    [
        ("2 Juli 2026", 2),
        ("2026-07-02 00:00:00", 2),  # a bare date as a sheet writes it
        ("02.07.2026", 2),
        ("02/07/2026 11.52", 1),
        ("46205,53", 1),
    ],
)
def test_only_a_time_of_day_tells_respondents_apart(known: Store, day: str, accepted: int) -> None:
    """On one day two citizens may give the same nine answers; in the same second it is one form sent twice."""
    found = checked(as_csv([["Tanggal", *NAMES], [day, *SCORES], [day, *SCORES]]), known)
    assert len(found.rows) == accepted
    assert found.reasons == ({} if accepted == 2 else {"duplicate": 1})
    assert [notice.code for notice in found.notices if notice.code == "equal_rows"] == ["equal_rows"] * (accepted - 1)


def test_equal_rows_of_a_file_that_tells_nobody_apart_are_counted_on(known: Store) -> None:
    other = ["1", *SCORES[1:]]
    rows = [SCORES, other, SCORES, SCORES, other]
    found = checked(as_csv([NAMES, *rows]), known)
    first, second = (of_row(dict(zip(NAMES, row, strict=True))) for row in (SCORES, other))
    expected = [first, second, keyed(f"{first}:1"), keyed(f"{first}:2"), keyed(f"{second}:1")]
    assert found.rows["fingerprint"].to_pylist() == expected


def test_another_period_is_another_row(known: Store) -> None:
    given: Given = replace(GIVEN, period="2026Q4")
    one, two = (checked(as_csv([NAMES, SCORES]), known, said).rows["fingerprint"][0].as_py() for said in (GIVEN, given))
    assert one != two
