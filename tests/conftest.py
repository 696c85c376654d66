"""Fixtures of the real parts: a real store file, the real server, a real browser."""

from __future__ import annotations

import fcntl
import io
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "tests" / "examples"


def pytest_configure() -> None:
    """Each worker of a run calculates and queries on one thread: four that take all processors are in each other's way."""
    os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"))  # before numpy is loaded
    from data import store

    store._CONFIG["threads"] = "1"


def run_cli(*arguments: str, store: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """What `python -m data ...` says on the given store, and its exit code. In this process, for starting one takes
    longer than what is asked of it; `run_process` where the process itself is what is tested.
    """
    from data.__main__ import main

    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        for name, value in {"PANTAU_STORE": str(store), **environment}.items():
            patch.setenv(name, value)
        try:
            code = main(list(arguments))
        except SystemExit as end:  # the parser has said what is wrong, or helped
            code = int(end.code or 0)
    return subprocess.CompletedProcess(arguments, code, out.getvalue(), err.getvalue())


def printed(store: Path, *arguments: str) -> list[dict[str, Any]]:
    """The rows that `python -m data show ... --json` prints."""
    done = run_cli("show", *arguments, "--json", store=store)
    assert done.returncode == 0, done.stderr
    rows: list[dict[str, Any]] = json.loads(done.stdout)
    return rows


def run_process(*arguments: str, store: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """`python -m data ...` in a process of its own, on the given store."""
    env = {**os.environ, "PANTAU_STORE": str(store), **environment}
    return subprocess.run(
        [sys.executable, "-m", "data", *arguments], cwd=ROOT, env=env, capture_output=True, text=True, timeout=900
    )


@pytest.fixture(scope="session")
def pristine_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration store as the first start builds it; once per test run, shared by all workers. Never open it."""
    own = tmp_path_factory.getbasetemp()  # of a worker: a folder within that of the run
    shared = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "pantau-demo"
    shared.mkdir(exist_ok=True)
    path = shared / "demo.duckdb"
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "done").exists():
            done = run_process("demo", store=path)
            assert done.returncode == 0, done.stderr
            (shared / "done").touch()
    return path


def copy_store(source: Path, folder: Path) -> Path:
    """A private copy of a store file and the truth beside it."""
    target = folder / source.name
    shutil.copy(source, target)
    truth = source.with_name(f"{source.name}.truth.json")
    if truth.exists():
        shutil.copy(truth, folder)
    return target


@pytest.fixture(scope="session")
def demo_path(pristine_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This worker's own copy of the demonstration store; read it, do not write to it."""
    return copy_store(pristine_demo, tmp_path_factory.mktemp("demo"))


@pytest.fixture
def demo_store(demo_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The demonstration store as the process-wide store. It stays open for the next test, for nobody writes to it."""
    monkeypatch.setenv("PANTAU_STORE", str(demo_path))
    return demo_path


@pytest.fixture
def empty_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A new store (reference tables only) as the process-wide store; may be written to."""
    from data.store import close_store

    close_store()
    monkeypatch.setenv("PANTAU_STORE", str(tmp_path / "pantau.duckdb"))
    yield tmp_path / "pantau.duckdb"
    close_store()


@pytest.fixture(scope="session")
def demo_truth(demo_path: Path) -> dict:
    """What the generator planted in the demonstration store."""
    return json.loads(demo_path.with_name(f"{demo_path.name}.truth.json").read_text())


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """The real server on a store of its own, started as the README says; models are fitted only where a test asks."""

    def __init__(self, store: Path, **environment: str) -> None:
        self.store, self.port = store, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = store.with_name("server.log")
        env = {**os.environ, "PANTAU_FIT": "off", "PANTAU_STORE": str(store), **environment}
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless=true"]
        command += [f"--server.port={self.port}", "--server.address=127.0.0.1", "--server.fileWatcherType=none"]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=subprocess.STDOUT)

    def wait(self, seconds: float = 90) -> None:
        """Returns when the health route answers; raises with the server's log when it does not."""
        import httpx

        end = time.monotonic() + seconds
        while time.monotonic() < end and self.process.poll() is None:
            try:
                if httpx.get(f"{self.url}/api/health", timeout=5).status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.1)
        raise AssertionError(f"the server did not come up:\n{self.log.read_text()}")

    def stop(self) -> None:
        """Ends the server as Ctrl+C would."""
        self.process.terminate()
        self.process.wait(timeout=30)


@pytest.fixture(scope="session")
def server(pristine_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server on its own copy of the demonstration store."""
    running = Server(copy_store(pristine_demo, tmp_path_factory.mktemp("server")))
    running.wait()
    yield running
    running.stop()
