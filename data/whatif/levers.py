"""What a planner set, read and checked: numbers of staff, coming quarters, own assumptions. What cannot be is refused."""

from __future__ import annotations

from typing import Any

from data.whatif.scenario import Refused, Scenario
from metrics import periods
from metrics.words import Words


def outside(why: Words) -> Refused:
    """No number: the data do not reach there."""
    return Refused.of(f"Di luar jangkauan data. {why.id}", f"Outside what the data reach. {why.en}")


def assumed(scenario: Scenario, name: str, recorded: float | None) -> float | None:
    """The planner's own figure, or else the recorded one. Raises Refused."""
    own = scenario.assumptions.get(name)
    if own is None:
        return recorded
    if not isinstance(own, (int, float)) or isinstance(own, bool) or own < 0:
        raise Refused.of(
            f"Asumsi {name} adalah bilangan di atas nol.", f"The assumption {name} is a number above zero."
        )
    return float(own)


def people(given: Any) -> int:
    """A number of staff. Raises Refused."""
    if not isinstance(given, int) or isinstance(given, bool) or given < 0:
        raise Refused.of("Jumlah pegawai ditulis sebagai bilangan bulat.", "The number of staff is a whole number.")
    return given


def quarter(given: Any, newest: int) -> int:
    """One of the four quarters after the newest with data; the next where none is given. Raises Refused."""
    if given is None:
        return newest + 1
    try:
        asked, grain = periods.parse_code(str(given))
    except ValueError:
        asked, grain = -1, "quarter"
    if grain != "quarter" or not newest < asked <= newest + 4:
        raise outside(
            Words("Pilih salah satu dari empat triwulan mendatang.", "Choose one of the four coming quarters.")
        )
    return asked
