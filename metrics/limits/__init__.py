"""Dated, sourced constants: what a regulation fixes stands here as data, never as a literal inside a formula.

A change of rule is a new row with the quarter from which it holds; older periods keep the row of their time.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from metrics.limits.dated import Dated, Limit

__all__ = ["Dated", "Limit", "all_limits"]


@cache
def all_limits() -> dict[str, Limit]:
    """Every constant with its history, by name, for the dictionary page: each module here that declares `LIMITS`."""
    found: dict[str, Limit] = {}
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        for limit in getattr(importlib.import_module(module.name), "LIMITS", ()):
            if limit.name in found:
                raise ValueError(f"two limits are named {limit.name!r}: the second is in {module.name}")
            found[limit.name] = limit
    return found
