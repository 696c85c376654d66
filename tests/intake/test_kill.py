"""kill -9 at random moments of loading: what was acknowledged is there, nothing is there twice, nothing is there by half."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from data.store import Store
from tests.conftest import ROOT, run_process
from tests.intake.parts import NAMES, as_csv

FILES, ROWS, KILLS = 10, 900, 16
OPTIONS = ["--city", "binjai", "--unit", "disdukcapil"]


def write_files(folder: Path) -> list[Path]:
    """Files of one quarter's answers; the last two rows of each stand in the next file too (a re-export)."""
    chance, paths, before = random.Random(7), [], []
    for i in range(FILES):
        own = [
            [
                f"{1 + r % 28:02d}/{1 + i % 9:02d}/2026 10:{r % 60:02d}",
                f"R{i}-{r}",
                *(chance.randint(1, 4) for _ in NAMES),
            ]
            for r in range(ROWS)
        ]
        path = folder / f"berkas_{i:02d}.csv"
        path.write_bytes(as_csv([["Timestamp", "Nama", *NAMES], *before, *own]))
        before = own[-2:]
        paths.append(path)
    return paths


def state(path: Path) -> dict[str, int]:
    """Accepted rows per file as the ledger has them, after checking that the rows agree with it."""
    with duckdb.connect(str(path)) as connection:
        if not connection.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'batch'").fetchall():
            return {}
        ledger = connection.execute("SELECT file_name, number, accepted FROM batch").fetchall()
        rows = dict(connection.execute("SELECT batch, count(*) FROM skm_response GROUP BY batch").fetchall())
        total, distinct = connection.execute(
            "SELECT count(*), count(DISTINCT fingerprint) FROM skm_response"
        ).fetchone()
        rolled = 0
        if total:  # roll-ups are made with the first rows
            (rolled,) = connection.execute("SELECT sum(n) FROM rollup__skm_response__city__unit__quarter").fetchone()
    assert total == distinct, "a row is there twice"
    assert rows == {number: accepted for _name, number, accepted in ledger if accepted}, "a batch is there by half"
    assert len({name for name, _, _ in ledger}) == len(ledger), "a file is there twice"
    assert rolled == total, "the roll-ups do not add up to the rows"
    return {name: accepted for name, _number, accepted in ledger}


@pytest.mark.parametrize("seed", [1, 2])
def test_killed_loads_lose_no_acknowledged_row_and_add_none_twice(seed: int, tmp_path: Path) -> None:
    store, files = tmp_path / "pantau.duckdb", write_files(tmp_path)
    Store.open(store).close()  # so that most kills fall on loading; the first start is killed in the test below
    chance = random.Random(seed)
    acknowledged: set[str] = set()
    order = list(files)
    for attempt in range(KILLS // 2):
        env = {**os.environ, "PANTAU_STORE": str(store)}
        command = [sys.executable, "-m", "data", "load", *map(str, order), *OPTIONS]
        process = subprocess.Popen(
            command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        if attempt % 4:  # let it reach the loading before the clock starts
            first = process.stdout.readline()
            acknowledged |= {first.split(" → ")[0]} if " → " in first else set()
        time.sleep(chance.uniform(0.0, 0.7))
        process.send_signal(signal.SIGKILL)
        said = process.communicate()[0]
        acknowledged |= {line.split(" → ")[0] for line in said.splitlines() if " → " in line}
        there = state(store)
        assert acknowledged <= set(there), "an acknowledged file is lost"
        # Unacknowledged files first, so that kills fall on new batches and not on known ones.
        order = [f for f in files if f.name not in acknowledged] + [f for f in files if f.name in acknowledged]
    done = run_process("load", *map(str, files), *OPTIONS, store=store)
    assert done.returncode == 0, done.stderr
    assert sum(state(store).values()) == FILES * ROWS
    assert not list(tmp_path.glob("*.key.*")), "no draft of the key is left behind"


def test_a_first_start_that_is_killed_leaves_a_store_that_opens(tmp_path: Path) -> None:
    file = write_files(tmp_path)[0]
    chance = random.Random(3)
    for i in range(4):
        store = tmp_path / f"baru{i}.duckdb"
        env = {**os.environ, "PANTAU_STORE": str(store)}
        command = [sys.executable, "-m", "data", "load", str(file), *OPTIONS]
        with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            time.sleep(chance.uniform(0.6, 2.2))
            process.send_signal(signal.SIGKILL)
        done = run_process("load", str(file), *OPTIONS, store=store)
        assert done.returncode == 0, done.stderr
        assert state(store) == {file.name: ROWS}
