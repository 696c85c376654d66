"""Models of the data, fitted when the data change and never in a page run; what they found is kept in the store.

    from data import fits
    found = fits.latest(store, "segments", "binjai", scope)      # Latest: result, or why there is none
    fits.run(store)                                               # fits what is missing

A result is kept by fit and city ("" for all), with a digest of what it was made from: the contents of its source tables,
how the tables between are made, the edition of the model, and the smallest group that may be shown. When the digest is
no longer that of the store, the result is stale: still shown, and labelled so, until the next one is there. Each result
is kept in one write, so a run that is killed leaves whole results only. The shapes are those of `metrics.models`.
"""

from __future__ import annotations

import hashlib
import logging
import threading
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

import pandas as pd

from data.fits import alike, inputs
from data.schema import setting
from data.selection import Scope
from data.store import Store
from metrics.limits import cell_sizes
from metrics.metric import Population
from metrics.words import Words

log = logging.getLogger("pantau")
Result = dict[str, Any]
Frames = tuple[pd.DataFrame, ...]
Compute = Callable[[str, Frames], Result]
EVERYWHERE = ""
_CITIZENS = ("skm_response", "complaint", "service_transaction")
_STAFF = ("employee", "training_programme", "training_participation", "deployment", "usage_month")


@dataclass(frozen=True)
class Fit:
    """A model to fit: the function ("module:name" below metrics.models), its frames, the tables they come from.

    `edition` goes up when the same data give another result.
    """

    function: str
    frames: tuple[str, ...]
    sources: tuple[str, ...]
    edition: int = 1


FITS: dict[str, Fit] = {
    "segments": Fit("segments:fit", ("recent_answers", "recent_use"), (*_STAFF, "pulse_response"), 2),
    "resistance_drivers": Fit("drivers:resistance", ("told",), (*_STAFF, "pulse_response"), 3),
    "leaders": Fit("leaders:fit", ("recent_by_system",), _STAFF),
    "training_use": Fit("training_use:fit", ("use",), _STAFF),
    "diffusion": Fit("diffusion:fit", ("spells",), _STAFF, 2),
    "cox": Fit("cox:fit", ("spells",), _STAFF, 3),
    "adoption_drivers": Fit("drivers:adoption", ("starts",), (*_STAFF, "pulse_response"), 3),
    "training_effect": Fit("training_effect:fit", ("trials", "shares"), (*_STAFF, "skill_assessment"), 2),
    "launch_effect": Fit("launch_effect:fit", ("office_quarters", "launches"), (*_STAFF, *_CITIZENS), 2),
    "use_and_ikm": Fit(
        "use_and_ikm:fit", ("office_quarters", "answers", "use"), (*_STAFF, *_CITIZENS, "pulse_response"), 2
    ),
    "alike": Fit("alike:fit", ("unit_quarters",), (*_STAFF, *_CITIZENS, "pulse_response"), 2),
}

NOT_YET = Words(
    "Belum dihitung dari data sekarang. Perhitungan berjalan di latar belakang; dapat juga dengan python -m data fit.",
    "Not worked out from the data yet. That runs in the background; python -m data fit does it too.",
)
NO_DATA = Words(
    "Belum ada data adopsi: perlu log pemakaian sistem atau survei sistem digital.",
    "There are no data on adoption yet: usage logs or the survey on digital systems are needed.",
)
NOT_YOURS = Words(
    "Model dihitung untuk kota atau semua kota, di luar lingkup yang boleh Anda lihat.",
    "Models are of a city or of all cities, which lies outside what you may see.",
)
FAILED = Words(
    "Perhitungannya gagal karena kesalahan program; catatan server memuat rinciannya.",
    "Working it out failed through an error of the program; the log of the server has the details.",
)


@dataclass(frozen=True)
class Latest:
    """The newest result of a fit. `result` is there when it stands (state "fitted"); else `reason` says why not.

    `state`: fitted, refused (too few data, not identified), missing (not worked out yet), no_data, failed, scope.
    `version`, `data_date`: of the data it was made from; `stale`: the store has other data of its sources by now.
    """

    state: str
    result: Result | None = None
    reason: Words | None = None
    version: str = ""
    data_date: str | None = None
    stale: bool = False


def latest(store: Store, name: str, city: str, scope: Scope) -> Latest:
    """What is known of a fit for a city ("" for all). Raises KeyError for an unknown fit.

    A reader of all cities gets any; one of some cities gets those cities'; one of units none: a model of a city tells of
    other units too.
    """
    fit = FITS[name]
    if scope.kind == "unit" or (scope.kind == "city" and city not in scope.keys):
        return Latest("scope", reason=NOT_YOURS)
    kept = store.recall(_kind(name), city)
    if kept is None or kept["least"] < cell_sizes.minimum(Population.STAFF):
        with store.cursor() as cursor:
            there = inputs.cities(cursor)
        return Latest("missing", reason=NOT_YET) if (there if city == EVERYWHERE else city in there) else Latest("no_data", reason=NO_DATA)  # fmt: skip
    with store.cursor() as cursor:
        stale = kept["digest"] != digest(cursor, name, fit)
    result = kept["result"]
    reason = Words(result["reason"]["id"], result["reason"]["en"]) if result["state"] != "fitted" else None
    return Latest(
        result["state"], result if reason is None else None, reason, kept["version"], kept["data_date"], stale
    )


_RUNNING = threading.Lock()


def run(
    store: Store,
    cities: Collection[str] | None = None,
    progress: Callable[[float, str], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    compute: Compute | None = None,
) -> int:
    """Fit what is missing or stale; the number of results kept. One run at a time in a process, later ones wait.

    cities: "" and keys; None: "" and every city with data. progress: share done and what comes next. cancelled: asked
    between fits. compute: fits one; else a process of its own does, so that pages stay quick.
    """
    from data.fits.worker import Worker

    with _RUNNING:
        with store.cursor() as cursor:
            version = store.version(cursor)
            there = inputs.cities(cursor)
            wanted = [EVERYWHERE, *there] if cities is None else [c for c in cities if c == EVERYWHERE or c in there]
            digests = {name: digest(cursor, name, fit) for name, fit in FITS.items()}
            jobs = [(n, c) for n in FITS for c in wanted if _digest_kept(cursor, n, c) != digests[n]] if there else []
            needed = {f for name, _ in jobs for f in FITS[name].frames}
            frames = inputs.read(cursor, needed) if jobs else {}
        if alike.FRAME in needed:
            frames[alike.FRAME] = alike.unit_quarters(store)
        data_date = version.data_date.isoformat() if version.data_date else None
        worker = None if compute or not jobs else Worker()
        found: dict[str, Result] = {}
        done = 0
        try:
            for name, city in jobs:
                if progress:
                    progress(done / len(jobs), f"{name} {city}".strip())
                if cancelled():
                    return done
                if len(there) == 1 and name in found:  # the only city is all there is
                    result = found[name]
                else:
                    given = tuple(_of_city(frames[f], city) for f in FITS[name].frames)
                    result = _computed(name, given, compute or _of(worker), cancelled)
                    if cancelled():  # the worker may have been ended in the middle
                        return done
                found[name] = result
                store.remember(
                    _kind(name), city,
                    {
                        "digest": digests[name], "least": cell_sizes.minimum(Population.STAFF), "version": version.id,
                        "data_date": data_date, "result": result,
                    },
                )  # fmt: skip
                done += 1
        finally:
            if worker:
                worker.close()
        if progress and jobs:
            progress(1.0, "")
        return done


def fit_here(name: str, frames: Frames) -> Result:
    """Fit in this process."""
    import importlib

    module, function = FITS[name].function.split(":")
    found: Result = getattr(importlib.import_module(f"metrics.models.{module}"), function)(*frames)
    return found


def digest(cursor: Any, name: str, fit: Fit) -> str:
    """Changes with everything that a result depends on, as the cursor sees it."""
    marks = ", ".join("?" * len(fit.sources))
    contents = cursor.execute(
        f"SELECT table_name, sum(accepted), bit_xor(content) FROM batch WHERE table_name IN ({marks}) "  # noqa: S608 - marks
        "AND accepted > 0 GROUP BY table_name ORDER BY table_name",
        list(fit.sources),
    ).fetchall()
    order = [part for part in (setting(cursor, "derived:order") or "").split(",") if part.split(":")[0] in fit.sources]
    made = [setting(cursor, f"derived:{table}") for table in inputs.TABLES_READ]
    all_of_it = (name, fit.edition, cell_sizes.minimum(Population.STAFF), contents, order, made)
    return hashlib.sha256(repr(all_of_it).encode()).hexdigest()[:16]


def _computed(name: str, frames: Frames, compute: Compute, cancelled: Callable[[], bool]) -> Result:
    begun = time.monotonic()
    try:
        result = compute(name, frames)
    except Exception:
        if not cancelled():
            log.exception("fit %s failed", name)
        return {"state": "failed", "reason": {"id": FAILED.id, "en": FAILED.en}}
    log.info("fit %s: %.1f s", name, time.monotonic() - begun)
    return result


def _of(worker: Any) -> Compute:
    compute: Compute = worker.fit
    return compute


def _of_city(frame: pd.DataFrame, city: str) -> pd.DataFrame:
    return frame if city == EVERYWHERE else frame[frame["city"] == city].reset_index(drop=True)


def _kind(name: str) -> str:
    return f"fit:{name}"


def _digest_kept(cursor: Any, name: str, city: str) -> str | None:
    row = cursor.execute(
        "SELECT json_extract_string(value, '$.digest') FROM memory WHERE kind = ? AND key = ?", [_kind(name), city]
    ).fetchone()
    return None if row is None else str(row[0])
