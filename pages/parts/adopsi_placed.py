"""Where offices lie on the map of what staff say (R) and what the logs show (BRI). Draws nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from metrics.limits.adoption_map import R_CUTS
from metrics.metric import State
from metrics.models.segments import quadrant
from pages.parts import adopsi_facts as facts_of
from pages.parts import words
from pages.parts.indicator import percent
from pages.parts.indicator.history import History
from pages.parts.words import _

CORNERS = ("keep", "enable", "listen", "redesign")  # low-low, high BRI, high R, both high
LEAST = 3  # offices that a median of BRI is taken of
BRI_CUT = 25.0  # where there are fewer


@dataclass(frozen=True)
class Placed:
    """Offices with both figures: unit, label, key, r and bri with intervals and n, quadrant, sure."""

    rows: list[dict[str, Any]]
    cut: float  # of BRI
    hidden: int  # offices one of whose figures is not shown
    compared: int  # offices whose median the cut is; 0: Pantau's convention


def positions(resistance: History, bri: History) -> Placed:
    """Where the offices lie, in the newest period of each figure.

    The cut of BRI is the median of all offices that the reader may see, whichever are chosen: an office does not change
    sides with the filter.
    """
    said = facts_of.units(resistance, facts_of.RESISTANCE, years=False).frame.set_index("unit").to_dict("index")
    done = facts_of.units(bri, facts_of.BRI, years=False).frame.set_index("unit").to_dict("index")
    both = [unit for unit in said if unit in done and isinstance(unit, str)]
    shown = [u for u in both if said[u]["state"] == State.SHOWN and done[u]["state"] == State.SHOWN]
    there = [u for u in both if State.SUPPRESSED in (said[u]["state"], done[u]["state"])]
    names, cities = facts_of.named_units(resistance, shown)
    middle = middle_of_r()
    everywhere = percent.answers((facts_of.BRI,), by=("unit",), selection=bri.newest.but(city=(), unit=()))
    known = everywhere[facts_of.BRI].frame["value"].dropna()
    cut = float(known.median()) if len(known) >= LEAST else BRI_CUT
    rows = []
    for unit in shown:
        r, b = said[unit], done[unit]
        # Either figure might as well lie on the other side where its interval holds the cut.
        sure = not (r["low"] <= middle <= r["high"]) and not (b["low"] <= cut <= b["high"])
        corner = str(quadrant(r["value"], b["value"], middle, cut))
        rows.append(
            {
                "unit": unit, "label": names[unit], "key": cities[unit], "quadrant": corner, "sure": sure,
                "r": r["value"], "r_low": r["low"], "r_high": r["high"], "answers": r["n"],
                "bri": b["value"], "bri_low": b["low"], "bri_high": b["high"], "n": b["n"],
            }
        )  # fmt: skip
    rows.sort(key=lambda row: (-CORNERS.index(row["quadrant"]), -row["r"]))
    return Placed(rows, cut, len(there), len(known) if len(known) >= LEAST else 0)


def middle_of_r() -> float:
    """Where low and high R part on the map: between the two bounds."""
    return float(np.mean(R_CUTS.at().value))


def corner(key: str) -> str:
    """Which side of either cut a corner is."""
    return {
        "keep": _("resistance below {r}, more in use"),
        "enable": _("resistance below {r}, less in use"),
        "listen": _("resistance above {r}, more in use"),
        "redesign": _("resistance above {r}, less in use"),
    }[key].format(r=words.number(middle_of_r()))


def told(row: dict[str, Any]) -> str:
    """Both figures with their intervals and numbers of people."""
    return _("R {r} ({r_interval}), {answers} answers · BRI {bri} ({bri_interval}), {n} records").format(
        r=words.number(row["r"], 1),
        r_interval=words.interval(row["r_low"], row["r_high"], 1),
        answers=words.number(row["answers"]),
        bri=words.number(row["bri"], 1),
        bri_interval=words.interval(row["bri_low"], row["bri_high"], 1),
        n=words.number(row["n"]),
    )
