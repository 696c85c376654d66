"""Finds every indicator: each module below a family folder that declares `METRIC`."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

import metrics
from metrics.metric import Metric
from metrics.words import Words


@cache
def registry() -> dict[str, Metric]:
    """All indicators by name, in order of family and module. Two of one name are refused."""
    found: dict[str, Metric] = {}
    for family in pkgutil.iter_modules(metrics.__path__, "metrics."):
        if not family.ispkg:
            continue
        package = importlib.import_module(family.name)
        for module in pkgutil.iter_modules(package.__path__, f"{family.name}."):
            metric = getattr(importlib.import_module(module.name), "METRIC", None)
            if metric is None:
                continue
            if metric.name in found:
                raise ValueError(f"two indicators are named {metric.name!r}: the second is in {module.name}")
            found[metric.name] = metric
    return found


@cache
def families() -> dict[str, Words]:
    """What each family of indicators is called, in order: `NAME` of its folder."""
    return {name: importlib.import_module(f"metrics.{name}").NAME for name in (m.family for m in registry().values())}


def metric(name: str) -> Metric:
    """The indicator of that name. Raises KeyError that lists the known names."""
    try:
        return registry()[name]
    except KeyError:
        raise KeyError(f"unknown indicator {name!r}; known: {', '.join(registry())}") from None
