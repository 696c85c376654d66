"""Random streams by name.

Every part of the demo data draws from a stream that is named after the part (and its city or unit), never from a
running counter: a part that is added later changes no number of the parts before it.
"""

from __future__ import annotations

import hashlib

import numpy as np

Rng = np.random.Generator


def stream(seed: int, *names: str) -> Rng:
    """The generator of the part called `names` under `seed`: the same on every machine and in every process."""
    digest = hashlib.blake2b("/".join(names).encode(), digest_size=16).digest()
    key = tuple(int.from_bytes(digest[i : i + 4], "big") for i in range(0, 16, 4))
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed, spawn_key=key)))
