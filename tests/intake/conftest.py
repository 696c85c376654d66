"""A real store per test, opened from a file; and one shared by tests that only look up references."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.store import Store


@pytest.fixture(scope="session")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A new store: reference tables only. Nothing may be committed to it."""
    opened = Store.open(tmp_path_factory.mktemp("known") / "pantau.duckdb")
    yield opened
    opened.close()


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Store]:
    """A new store of the test's own."""
    opened = Store.open(tmp_path / "pantau.duckdb")
    yield opened
    opened.close()
