"""Work that takes seconds, away from the page's own run: started once, watched, and stopped when it is not wanted any more.

    job.begin(key, lambda progress, cancelled: ...)     # for callbacks
    found = job.present(key)                            # Job: result, error, or still at it; None: not begun, or stopped
    job.watch(found)                                    # progress and a button, until it is done

Jobs of the same key are one, whoever asks; the newest results are kept.
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

import streamlit as st

from pages.parts.words import _

log = logging.getLogger("pantau.pages")
MOST = 32  # results kept
LOOK = 0.7  # seconds between looks
_jobs: OrderedDict[Hashable, Job] = OrderedDict()
_lock = threading.Lock()


class Job:
    """One piece of work on a thread of its own."""

    def __init__(self, work: Callable[[Callable[[float], None], Callable[[], bool]], Any]) -> None:
        self.done, self.result, self.error = 0.0, None, None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(work,), daemon=True)
        self._thread.start()

    result: Any
    error: Exception | None

    @property
    def running(self) -> bool:
        """Still at it."""
        return self._thread.is_alive()

    @property
    def stopped(self) -> bool:
        """Whether it was cancelled."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask it to stop; it does between two steps."""
        self._stop.set()

    def wait(self) -> None:
        """Until it is done. For tests."""
        self._thread.join()

    def _run(self, work: Callable[[Callable[[float], None], Callable[[], bool]], Any]) -> None:
        def progress(done: float) -> None:
            self.done = done

        try:
            self.result = work(progress, self._stop.is_set)
        except Exception as error:
            self.error = error
            if not self.stopped:
                log.info("job ended", exc_info=error)


def present(key: Hashable) -> Job | None:
    """The job of a key, if there is one that was not stopped."""
    with _lock:
        found = _jobs.get(key)
        return None if found is None or found.stopped else found


def begin(key: Hashable, work: Callable[[Callable[[float], None], Callable[[], bool]], Any]) -> None:
    """Start it, unless it runs already or is done."""
    with _lock:
        found = _jobs.get(key)
        if found is None or found.stopped or (found.error is not None and not found.running):
            found = _jobs[key] = Job(work)
            while len(_jobs) > MOST:
                _jobs.popitem(last=False)[1].cancel()


@st.fragment(run_every=LOOK)
def watch(found: Job) -> None:
    """How far it is, and a button to stop it; the page runs again when it is done."""
    if not found.running:
        st.rerun()
    st.progress(min(1.0, found.done), text=_("Working out the plan …"))
    st.button(_("Stop"), icon=":material/stop_circle:", on_click=found.cancel, key="job_stop")
