"""Where the cities lie: an outline of Indonesia and a point for each city, kept here so that the map needs no network.

`outline.csv`: islands of at least 0.02 square degrees, simplified to about 0.06 degrees. Made from Natural Earth 4.1,
Admin 0 countries 1:50m (public domain, naturalearthdata.com), as the npm package world-atlas 2.0.2 ships it. It shows
where things are and settles no border. `position.csv`: the cities' approximate centres, to a hundredth of a degree.
"""

from __future__ import annotations

from functools import cache

import pandas as pd

from data.reference import FOLDER

SOURCE = "Natural Earth 4.1 (1:50m)"


@cache
def outline() -> pd.DataFrame:
    """island, longitude, latitude: each island's shore as a closed line. Read only."""
    return pd.read_csv(FOLDER / "outline.csv")


@cache
def positions() -> dict[str, tuple[float, float]]:
    """City -> longitude, latitude; cities that nobody has placed are missing. Read only."""
    found = pd.read_csv(FOLDER / "position.csv")
    return dict(zip(found["city"], zip(found["longitude"], found["latitude"], strict=True), strict=True))
