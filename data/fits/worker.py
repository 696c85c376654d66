"""A process that fits, so that the server's pages never wait for a model: `python -m data.fits.worker`.

It gets (name, frames) on its standard input and gives results on its standard output, both pickled by the two ends of
this file. It runs at low priority and on one thread, and ends when whoever started it is gone.
"""

from __future__ import annotations

import os
import pickle
import queue
import subprocess
import sys
import threading
import traceback
from pathlib import Path
from typing import Any

from data import fits

_NICE = 10
_ROOT = Path(__file__).resolve().parents[2]
_ONE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class Worker:
    """The near end: starts the process at the first fit."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False

    def fit(self, name: str, frames: fits.Frames) -> fits.Result:
        """Fit there. Raises RuntimeError when the fit fails there or the process has ended."""
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "data.fits.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, **_ONE},
                cwd=_ROOT,
            )
        assert self._process.stdin, "a pipe was asked for"
        assert self._process.stdout, "a pipe was asked for"
        try:
            pickle.dump((name, frames), self._process.stdin)
            self._process.stdin.flush()
            result, error = pickle.load(self._process.stdout)
        except (OSError, EOFError) as gone:
            raise RuntimeError("the fitting process has ended") from gone
        if error:
            raise RuntimeError(error)
        found: fits.Result = result
        return found

    def close(self) -> None:
        """End the process, in the middle of a fit too."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    try:
                        pipe.close()
                    except OSError:  # what was not sent any more
                        continue
            self._process = None


def main() -> None:
    """The far end."""
    os.nice(_NICE)
    jobs: queue.Queue[Any] = queue.Queue()
    out, sys.stdout = sys.stdout.buffer, sys.stderr  # what a library prints must not stand among the results

    def listen() -> None:
        while True:
            try:
                jobs.put(pickle.load(sys.stdin.buffer))
            except (EOFError, OSError):
                os._exit(0)  # nobody waits for what is being fitted

    threading.Thread(target=listen, daemon=True).start()
    while True:
        name, frames = jobs.get()
        try:
            answer = (fits.fit_here(name, frames), "")
        except Exception:  # noqa: BLE001 - told to the near end, which logs it
            answer = ({}, traceback.format_exc())
        pickle.dump(answer, out)
        out.flush()


if __name__ == "__main__":
    main()
