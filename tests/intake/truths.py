"""Loading example files and comparing what came of them with their truth, for every folder of examples."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb

from tests.conftest import run_cli

Truths = dict[str, dict[str, Any]]  # of each file: table, accepted, rejected lines by rule, told, sums, said
Loaded = tuple[Path, dict[str, dict[str, Any]]]  # a store, and the receipt of each file


def load_all(store: Path, folder: Path, truths: Truths, order: Iterable[str]) -> Loaded:
    """A store with every file loaded, with what is said of each on the command line."""
    receipts = {}
    for name in order:
        done = run_cli("load", str(folder / name), "--json", *truths[name]["said"], store=store)
        assert done.returncode == 0, done.stderr
        receipts[name] = json.loads(done.stdout)
    return store, receipts


def assert_as_true(store: Path, receipt: dict[str, Any], truth: dict[str, Any]) -> None:
    """The receipt, the rejected rows with their remedies, and the sums in the store are those of the truth."""
    assert receipt["table"] == truth["table"]
    assert receipt["accepted"] == truth["accepted"]
    assert receipt["rows_read"] == truth["accepted"] + sum(map(len, truth["rejected"].values()))
    for words in truth["told"]:
        assert any(words in notice for notice in receipt["notices"]), words
    rejected = json.loads(run_cli("rejected", "--json", "--batch", str(receipt["batch"]), store=store).stdout)
    lines: dict[str, list[int]] = defaultdict(list)
    for row in rejected:
        lines[row["rule"]].append(row["line"])
        assert row["remedy"]
    assert lines == truth["rejected"]
    with duckdb.connect(str(store), read_only=True) as connection:
        for total, value in truth["sums"].items():
            found = connection.execute(
                f"SELECT {total} FROM {truth['table']} WHERE batch = (SELECT number FROM batch WHERE batch = ?)",
                [receipt["batch"]],
            ).fetchone()
            assert found is not None
            assert str(found[0]) == str(value), total
