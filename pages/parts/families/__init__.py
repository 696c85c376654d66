"""What each family of indicators says on Ringkasan. A new family is one module here that declares `FAMILY`.

    found = families.ranked([family.show(selection) for family in families.all_families()])
    found.changed, found.attention, found.cautions     # of all families together, best first

Scores of findings are shares of an indicator's range, so findings of different families rank in one list.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
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
    section: str = ""  # key of the place on that page that shows it; empty: its top
    worse: bool = False  # whether it tells of a loss, which comes before what rose
    part: str = ""  # which of the parts shown one at a time has it; empty: what stands above them, or the first


@dataclass(frozen=True)
class Lists:
    """Findings of a family, best first, and what a reader of the lists must know (in sentences).

    `seen`: whether there was any value to look at; `compared`: whether any could be compared with a year ago. An empty
    list says that nothing stands out only where something was looked at.
    """

    changed: tuple[Item, ...] = ()
    attention: tuple[Item, ...] = ()
    cautions: tuple[str, ...] = ()
    seen: bool = False
    compared: bool = False


@dataclass(frozen=True)
class Family:
    """A family on Ringkasan. `show` draws headline, certainty, cards and places, and gives the family's findings.

    `rests_on`: the indicators that its cards tell, by name; their tables stand in the source line.
    """

    name: str
    show: Callable[[Selection], Lists]
    rests_on: tuple[str, ...] = ()
    order: int = 2  # place on the page: citizens first (1), then how staff are trained (2) and report (3)


@cache
def all_families() -> tuple[Family, ...]:
    """Every family that exists, in order of display."""
    modules = sorted(module.name for module in pkgutil.iter_modules(__path__))
    found = (getattr(importlib.import_module(f"{__name__}.{name}"), "FAMILY", None) for name in modules)
    return tuple(sorted((family for family in found if family is not None), key=lambda family: family.order))


def ranked(found: Sequence[Lists]) -> Lists:
    """The findings of several families in one ranking; of changes the losses first."""

    def best_first(items: Iterable[Item]) -> tuple[Item, ...]:
        return tuple(sorted(items, key=lambda item: -item.score))

    return Lists(
        tuple(sorted(best_first(item for one in found for item in one.changed), key=lambda item: not item.worse)),
        best_first(item for one in found for item in one.attention),
        tuple(caution for one in found for caution in one.cautions),
        any(one.seen for one in found),
        any(one.compared for one in found),
    )


def first(items: Sequence[Item], most: int, of_one: int) -> tuple[list[Item], list[Item]]:
    """The findings that stand open, and the rest, both in their order: `most` in all, `of_one` of each page."""
    taken: Counter[str] = Counter()
    shown: list[Item] = []
    rest: list[Item] = []
    for item in items:
        if len(shown) < most and taken[item.page] < of_one:
            taken[item.page] += 1
            shown.append(item)
        else:
            rest.append(item)
    return shown, rest
