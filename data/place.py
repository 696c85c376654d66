"""Where the store is. Apart from `data.store`, whose libraries take half a second to load."""

from __future__ import annotations

import os
from pathlib import Path

DEFAULT = Path(".pantau/pantau.duckdb")


def default_path() -> Path:
    """PANTAU_STORE, else .pantau/pantau.duckdb below the working directory."""
    return Path(os.environ.get("PANTAU_STORE") or DEFAULT)
