"""What a scenario is about, beside what its reader may see: written into its filter, or compared with it."""

from __future__ import annotations

from data.selection import Scope, Selection
from data.store import Store


def narrowed(store: Store, selection: Selection, scope: Scope) -> Selection:
    """The selection with what the scope cuts away written into its filter, so that it means the same to everybody.

    city: the cities that are left (of the units, where some are chosen); unit: the units that are left, where the scope or
    the selection names any. A selection of which nothing is left stays as it is: it has no answer either way.
    """
    if scope.kind == "all":
        return selection
    home = _cities(store)
    units = selection.unit or (scope.keys if scope.kind == "unit" else ())
    kept = [u for u in units if u in home and (u if scope.kind == "unit" else home[u]) in scope.keys]
    kept = [u for u in kept if not selection.city or home[u] in selection.city]
    cities = {home[u] for u in kept} if units else {c for c in selection.city or scope.keys if c in scope.keys}
    return selection.but(city=tuple(cities), unit=tuple(kept)) if cities else selection


def lies_within(store: Store, selection: Selection, scope: Scope) -> bool:
    """Whether a selection asks for nothing beyond the scope, whoever reads it."""
    if scope.kind == "all":
        return True
    if scope.kind == "unit":
        return bool(selection.unit) and set(selection.unit) <= set(scope.keys)
    home = _cities(store) if selection.unit else {}
    cities = {home.get(u, "") for u in selection.unit} or set(selection.city)
    return bool(cities) and cities <= set(scope.keys)


def _cities(store: Store) -> dict[str, str]:
    units = store.reference("unit")
    return dict(zip(units["unit"], units["city"], strict=True))
