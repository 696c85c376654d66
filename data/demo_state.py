"""What a store remembers of its demo data. Apart from `data.demo`, whose libraries a start of the server need not load."""

from __future__ import annotations

from data.store import Store

MEMORY, BEGUN, BUILT = "demo", "begun", "built"  # what the store remembers about its demo data


def interrupted(store: Store) -> bool:
    """Whether a build was begun in this store and never finished; building again completes it."""
    return store.recall(MEMORY, BEGUN) is not None and store.recall(MEMORY, BUILT) is None
