"""The frame that "units like these" is learned from: every figure is that of its indicator, by the door that pages use, so
what is hidden there is hidden here.

- `unit_quarters`: a row per unit and quarter of the last year: unit, city, unit_type, quarter (code) and
  `metrics.models.alike.FIGURES`, missing where there is none or it is hidden.
"""

from __future__ import annotations

import pandas as pd

from data.answer import answers
from data.query import PERIOD
from data.selection import EVERYTHING, Scope, Selection
from data.store import Store
from metrics.metric import State
from metrics.models.alike import FIGURES
from metrics.registry import metric

FRAME = "unit_quarters"
RECENT = 4  # quarters: each season once
_STAFF = "never_trained"  # its n is the staff of the quarter
_ITEMS = tuple(dict.fromkeys(m.item for f in FIGURES.values() if f.item and (m := metric(f.of)).item))


def unit_quarters(store: Store) -> pd.DataFrame:
    """See above."""
    found = figures(store, ("unit",), Selection(), EVERYTHING)
    found = found[found["quarter"] > found["quarter"].max() - RECENT]
    units = store.reference("unit").set_index("unit")
    return found.assign(city=found["unit"].map(units["city"]), unit_type=found["unit"].map(units["unit_type"])).reset_index(drop=True)  # fmt: skip


def figures(store: Store, by: tuple[str, ...], selection: Selection, scope: Scope) -> pd.DataFrame:
    """The figures by place (unit, or nothing) and quarter; quarters without any are left out."""
    asked, keys = selection.but(grain="quarter"), [*by, PERIOD]
    plain = answers(store, [f.of for f in FIGURES.values() if not f.item], keys, asked, scope)
    itemised = answers(store, [f.of for f in FIGURES.values() if f.item], [*keys, *_ITEMS], asked, scope)
    columns = {}
    for key, figure in FIGURES.items():
        frame = (itemised if figure.item else plain)[figure.of].frame
        frame = frame[frame["state"] == State.SHOWN]
        if figure.item:
            frame = frame[frame[metric(figure.of).item] == figure.item]
        columns[key] = frame.set_index(keys)["value"]
    staff = plain[_STAFF].frame
    columns["per_staff"] = columns["per_staff"] / staff[staff["state"] == State.SHOWN].set_index(keys)["n"].astype(
        float
    )
    found = pd.concat(columns, axis=1).dropna(how="all").reset_index().rename(columns={PERIOD: "quarter"})
    return found.assign(**{key: figure.rounded(found[key]) for key, figure in FIGURES.items()})
