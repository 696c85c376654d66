"""Why bounds leave a budget without any plan, and how far they would have to be loosened."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from data.whatif.scenario import Refused
from metrics.whatif import allocation as planning
from metrics.whatif.allocation import Bound, Problem
from metrics.words import Words

_SECONDS = 3.0  # for each try: a floor at which no plan was found by then counts as not met


def met(problem: Problem) -> bool:
    """Whether any plan that trains somebody keeps the bounds."""
    somebody = Bound(np.ones(problem.cost.shape), lowest=1.0)
    asked = Problem(problem.draws, problem.cost, problem.budget, (*problem.bounds, somebody))
    try:
        return planning.best(asked, seconds=_SECONDS) is not None
    except TimeoutError:
        return False


def highest(floor: int, meets: Callable[[int], bool]) -> int | None:
    """The highest whole % below `floor` that `meets`, by halving (a lower floor is never harder); None: not even 0 %."""
    if not meets(0):
        return None
    low, high = 0, floor
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if meets(middle) else (low, middle)
    return low


def floor_refused(floor: float, most: int | None, without: Sequence[str], money: bool) -> Refused:
    """In words. most: the highest floor that is met; without: cities that can train nobody; money: more of it would do."""
    said = Words(
        f"Batas “tiap kota mendapat paling sedikit {floor:g}% dari bagiannya menurut pegawai” tidak dapat dipenuhi.",
        f"The bound “each city gets at least {floor:g}% of its share by staff” cannot be met.",
    )
    if without:
        cities = Words(" dan ".join(without), " and ".join(without))
        return Refused.of(
            f"{said.id} Yang menghalangi: {cities.id}; di sana tidak ada unit yang dapat melatih sepuluh pegawai sekaligus dalam satu triwulan. Hapus batas ini, atau pilih kota lain di filter.",
            f"{said.en} What prevents it: {cities.en}; no unit there can train ten staff at once in a quarter. Take the bound away, or choose other cities in the filter.",
        )
    why = Words(
        "Pelatihan berjalan per sepuluh orang, dan tidak ada pembagian per sepuluh orang yang memberi setiap kota sebanyak itu, jadi bukan satu kota saja yang menghalangi.",
        "Training goes by groups of ten, and no split into tens gives every city so much, so it is not one city alone that prevents it.",
    )
    if money:
        why = Words(
            "Dana, kursi, atau JP ini tidak cukup untuk kelompok sepuluh orang di setiap kota menurut bagiannya; bukan satu kota saja yang menghalangi.",
            "This money, or these seats or JP, are not enough for groups of ten in every city by its share; it is not one city alone that prevents it.",
        )
    if not most:
        return Refused.of(f"{said.id} {why.id} Hapus batas ini.", f"{said.en} {why.en} Take the bound away.")
    return Refused.of(
        f"{said.id} {why.id} Rencana ditemukan sampai {most}%.",
        f"{said.en} {why.en} A plan was found up to {most}%.",
    )
