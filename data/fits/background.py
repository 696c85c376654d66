"""Fits what the data lack while the server runs: a thread that waits, and a process that computes (`data.fits.worker`).

    background.start(store); background.stop()

One thread in a process, however often it is started. PANTAU_FIT=off leaves it to `python -m data fit`.
"""

from __future__ import annotations

import logging
import os
import threading

from data import fits
from data.fits.worker import Worker
from data.store import Store

log = logging.getLogger("pantau")
SETTING = "PANTAU_FIT"
LOOK = 5.0  # seconds between looks at the version of the data, and so what an import may take to settle

_lock = threading.Lock()
_thread: threading.Thread | None = None
_worker = Worker()
_end = threading.Event()


def start(store: Store) -> None:
    """Fit now and after every change of the data, until `stop`."""
    global _thread
    if os.environ.get(SETTING, "").strip().lower() == "off":
        return
    with _lock:
        if _thread is None or not _thread.is_alive():
            _end.clear()
            _thread = threading.Thread(target=_watch, args=(store,), name="pantau-fits", daemon=True)
            _thread.start()


def stop() -> None:
    """End the thread and what it computes; nothing half done is kept."""
    global _thread
    with _lock:
        _end.set()
        _worker.close()
        if _thread is not None:
            _thread.join(timeout=5)
            _thread = None


def _watch(store: Store) -> None:
    seen = None
    while True:
        try:
            version = store.version().id
            if version != seen:
                fits.run(store, cancelled=_end.is_set, compute=_worker.fit)
                if _end.is_set():
                    return
                _worker.close()  # gives its memory back
                seen = version
        except Exception:
            if not _end.is_set():
                log.exception("fits stopped")
            return
        if _end.wait(LOOK):
            return
