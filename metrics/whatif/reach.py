"""Whether those asked about are like those that anything is known of: the distance to the nearest of them."""

from __future__ import annotations

import numpy as np

from metrics.moments import Floats

NEIGHBOURS = 5
FARTHEST = 95  # percentile of the distances of the known among themselves
LOOKED_AT = 2000  # of each side: more would not change the share
MOST_FAR = 0.5


def far(known: Floats, asked: Floats) -> float:
    """Share of the asked that lie farther from the known than nineteen of twenty of the known do from each other.

        d(x) = distance to the `NEIGHBOURS`-th nearest of the known, features in their standard deviations
        far  = share of asked with d(x) > 95th percentile of d over the known, each without itself

    known, asked: (n, p), (m, p). 1 where fewer than `NEIGHBOURS` + 1 are known, nan where nobody is asked about.
    """
    from sklearn.neighbors import NearestNeighbors  # half a second that a start need not wait for

    if not len(asked):
        return float("nan")
    if len(known) <= NEIGHBOURS:
        return 1.0
    known, asked = (rows[np.linspace(0, len(rows) - 1, min(len(rows), LOOKED_AT)).astype(int)] for rows in (known, asked))  # fmt: skip
    spread = np.vstack([known, asked]).std(axis=0)
    scale = np.where(spread > 0, spread, 1.0)
    near = NearestNeighbors(n_neighbors=NEIGHBOURS).fit(known / scale)
    own = near.kneighbors()[0][:, -1]
    return float((near.kneighbors(asked / scale)[0][:, -1] > np.percentile(own, FARTHEST) + 1e-9).mean())
