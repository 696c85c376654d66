"""What is looked at (Selection) and who may look (Scope).

One frozen Selection filters the query, keys the cache, stands in the address and prints as words in exports. A Scope
goes with every query: there is no way to the data without one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, cast

from metrics import periods
from metrics.periods import GRAINS, Grain

# Dimensions by which facts can be filtered and grouped; the period is apart because it has a grain.
PLACE_DIMENSIONS = ("city", "unit", "service")
PEOPLE_DIMENSIONS = ("channel", "sex", "age", "education", "occupation", "position")
SYSTEM = "system"  # digital system: only logs of use and the survey on systems know it
FILTERS = (*PLACE_DIMENSIONS, *PEOPLE_DIMENSIONS, SYSTEM)


@dataclass(frozen=True)
class Selection:
    """A filter: keys per dimension (empty: no restriction), first and last quarter (None: open), grain of periods."""

    city: tuple[str, ...] = ()
    unit: tuple[str, ...] = ()
    service: tuple[str, ...] = ()
    channel: tuple[str, ...] = ()
    sex: tuple[str, ...] = ()
    age: tuple[str, ...] = ()
    education: tuple[str, ...] = ()
    occupation: tuple[str, ...] = ()
    position: tuple[str, ...] = ()
    system: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None
    grain: Grain = "quarter"

    def __post_init__(self) -> None:
        for name in FILTERS:  # one selection has one spelling, whatever order the keys came in
            object.__setattr__(self, name, tuple(sorted(set(getattr(self, name)))))
        if self.grain not in GRAINS:
            raise ValueError(f"grain is one of {', '.join(GRAINS)}, got {self.grain!r}")

    @property
    def filters(self) -> dict[str, tuple[str, ...]]:
        """The dimensions that are restricted, with their keys."""
        return {name: getattr(self, name) for name in FILTERS if getattr(self, name)}

    def but(self, **changes: Any) -> Selection:
        """The same selection with some fields changed."""
        return replace(self, **changes)

    def to_query(self) -> dict[str, list[str]]:
        """As address parameters: only what differs from the open selection, language-free."""
        query = {name: list(keys) for name, keys in self.filters.items()}
        if self.first is not None:
            query["from"] = [periods.format_code(self.first)]
        if self.last is not None:
            query["to"] = [periods.format_code(self.last)]
        if self.grain != "quarter":
            query["grain"] = [self.grain]
        return query

    @classmethod
    def from_query(cls, query: Mapping[str, Iterable[str]]) -> Selection:
        """From address parameters; what is not understood is left out (an address is typed by people)."""
        values: dict[str, Any] = {name: tuple(query.get(name, ())) for name in FILTERS}
        for name, parameter in (("first", "from"), ("last", "to")):
            for text in query.get(parameter, ()):
                try:
                    code, grain = periods.parse_code(text)
                except ValueError:
                    continue
                values[name] = code if name == "first" else code + periods.QUARTERS_IN[grain] - 1
        for text in query.get("grain", ()):
            if text in GRAINS:
                values["grain"] = text
        return cls(**values)


assert {f.name for f in fields(Selection)} == {*FILTERS, "first", "last", "grain"}


@dataclass(frozen=True)
class Scope:
    """Who asks: everything, or only some cities or units. Cuts every query, whatever the selection says."""

    kind: Literal["all", "city", "unit"] = "all"
    keys: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if (self.kind == "all") != (not self.keys):
            raise ValueError("a scope is 'all' without keys, or 'city'/'unit' with at least one key")

    @classmethod
    def parse(cls, text: str) -> Scope:
        """From a setting: `all`, `city:binjai`, `unit:binjai-disdukcapil,binjai-rsud`. Raises ValueError."""
        kind, _, keys = text.strip().partition(":")
        if kind not in ("all", "city", "unit"):
            raise ValueError(f"not a scope: {text!r}; write all, city:KEY,... or unit:KEY,...")
        found = tuple(sorted(key.strip() for key in keys.split(",") if key.strip()))
        return cls(cast(Literal["all", "city", "unit"], kind), found)

    @property
    def text(self) -> str:
        """As a setting, which `parse` reads."""
        return f"{self.kind}:{','.join(self.keys)}" if self.keys else self.kind

    def covers(self, other: Scope) -> bool:
        """Whether whoever has this scope may see all that the other one may. A city covers no list of its units here."""
        return self.kind == "all" or (self.kind == other.kind and set(other.keys) <= set(self.keys))


EVERYTHING = Scope()
