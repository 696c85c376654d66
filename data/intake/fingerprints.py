"""One keyed fingerprint per row: the same row again is known, yet nothing of it can be read back or guessed."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data.intake.model import RawTable
from data.intake.text import normalise

CHUNK = 50_000  # rows held as Python objects at a time
AHEAD = 2  # threads that put rows together while others are hashed
SEPARATOR = "\x1f"


def secret(store_path: Path) -> bytes:
    """The key of the fingerprints: PANTAU_SECRET, else a file beside the store that only its owner may read.

    It is never inside the store: whoever has a copy of the store alone cannot test whether a person's row is in it.
    The file is created whole or not at all, so that a crash leaves no empty key and two processes agree on one.
    """
    if given := os.environ.get("PANTAU_SECRET"):
        return hashlib.blake2b(given.encode(), digest_size=32).digest()
    path = store_path.with_name(store_path.name + ".key")
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.write(handle, secrets.token_bytes(32))
            os.fsync(handle)
        finally:
            os.close(handle)
        try:
            os.link(draft, path)
        except FileExistsError:
            pass  # another process made the key first: use that one
        finally:
            draft.unlink()
    return path.read_bytes()


def of_rows(
    raw: RawTable, headers: tuple[str, ...], first_row: int, rows: npt.NDArray[np.int64], context: pa.Array, key: bytes
) -> pa.StringArray:
    """Keyed hash of each row's original cells and its context (city, unit, quarter), as 32 hexadecimal digits.

    `rows` are places below the header. Columns are taken in the order of their headers, so that a file whose columns
    were moved still has the same rows.
    """
    order = sorted(range(len(raw.columns)), key=lambda place: (normalise(headers[place]), place))

    def written(start: int) -> pa.BinaryArray:
        part = pa.array(rows[start : start + CHUNK] + first_row)
        cells = [raw.columns[place].take(part).cast(pa.string()) for place in order]
        return pc.binary_join_element_wise(context.slice(start, CHUNK), *cells, SEPARATOR).cast(pa.binary())

    found, hasher = [pa.array([], pa.string())], _hasher(key)
    with ThreadPoolExecutor(AHEAD) as pool:
        for texts in pool.map(written, range(0, len(rows), CHUNK)):
            found.append(pa.array([hasher(text) for text in texts.to_pylist()], pa.string()))
    return pa.concat_arrays(found)


def _hasher(key: bytes) -> Callable[[bytes], str]:
    """Hashes texts under one key. A copy of a state that knows the key is made in half the time of a new one."""
    fresh = hashlib.blake2b(digest_size=16, key=key).copy

    def hashed(text: bytes) -> str:
        state = fresh()
        state.update(text)
        return state.hexdigest()

    return hashed


def repeated(fingerprints: pa.StringArray) -> npt.NDArray[np.bool_]:
    """True for every row that equals an earlier one."""
    return np.asarray(_codes(fingerprints).duplicated(keep="first"))


def numbered(fingerprints: pa.StringArray, key: bytes) -> pa.StringArray:
    """For files that cannot tell respondents apart: equal rows made different by counting them, so that all are kept
    and loading the file again, or a longer export of it, still adds none twice."""
    codes = _codes(fingerprints)
    nth = codes.groupby(codes, sort=False).cumcount().to_numpy()
    found, hasher = fingerprints.to_pylist(), _hasher(key)
    for i in np.flatnonzero(nth):
        found[i] = hasher(f"{found[i]}:{nth[i]}".encode())
    return pa.array(found, pa.string())


def _codes(fingerprints: pa.StringArray) -> pd.Series:
    """A small number per distinct fingerprint: numbers are compared faster than texts."""
    return pd.Series(np.asarray(fingerprints.dictionary_encode().indices))
