"""What each family of indicators says on Ringkasan. A new family is one module here that declares `FAMILY`.

    for family in families.all_families():
        family.show(selection)                     # headline, certainty, cards, places side by side
    families.lists(selection)                      # what changed, what needs attention, of all families together

Scores of findings are shares of an indicator's range, so findings of different families rank in one list.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from data.selection import Selection


@dataclass(frozen=True)
class Item:
    """One finding as the page shows it: an icon and a sentence in Markdown, the numbers behind it, where to look."""

    score: float
    icon: str
    text: str
    detail: str
    page: str  # file of the page that shows more
    selection: Selection


@dataclass(frozen=True)
class Lists:
    """Findings of a family, best first, and what a reader of the lists must know (in sentences)."""

    changed: tuple[Item, ...] = ()
    attention: tuple[Item, ...] = ()
    cautions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Family:
    """A family on Ringkasan. `show` draws its part of the page; `lists` gives its findings."""

    name: str
    show: Callable[[Selection], None]
    lists: Callable[[Selection], Lists]


@cache
def all_families() -> tuple[Family, ...]:
    """Every family that exists, in order of module name."""
    modules = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(
        family
        for name in modules
        if (family := getattr(importlib.import_module(f"{__name__}.{name}"), "FAMILY", None)) is not None
    )


def lists(selection: Selection) -> Lists:
    """The findings of all families in one ranking."""
    found = [family.lists(selection) for family in all_families()]

    def ranked(items: list[Item]) -> tuple[Item, ...]:
        return tuple(sorted(items, key=lambda item: -item.score))

    return Lists(
        ranked([item for one in found for item in one.changed]),
        ranked([item for one in found for item in one.attention]),
        tuple(caution for one in found for caution in one.cautions),
    )
