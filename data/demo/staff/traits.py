"""What people bring along: later parts of the demo ask for the same people's traits with the same seed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.demo.staff.chance import Floats
from data.demo.staff.plan import TRAITS_CORRELATION
from data.demo.streams import stream


@dataclass(frozen=True)
class Traits:
    """One value a person, N(0, 1) over people, in the order of `data.demo.staff.register.People`."""

    ability: Floats  # learns faster, knows more before
    motivation: Floats  # seeks training out


def traits(seed: int, city: str, people: int) -> Traits:
    """The traits of the first `people` persons of a city; asking for more changes nobody's."""
    drawn = stream(seed, "staff", "traits", city).standard_normal((people, 2))
    rest = np.sqrt(1.0 - TRAITS_CORRELATION * TRAITS_CORRELATION)
    return Traits(drawn[:, 0], TRAITS_CORRELATION * drawn[:, 0] + rest * drawn[:, 1])
