"""Weights and predikat bounds of the digital government index: SPBE until the Pemdi index replaced it in June 2026.

Weights stand in hundredths of a per cent, whole numbers that add up to 10,000; bounds in hundredths of the index. The
predikat is read off the index rounded to two decimals, as it is published (2.59 is Cukup, 2.60 is Baik).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from metrics.digital_index.terms import PEMDI_ASPECTS, PREDICATES, SPBE_DOMAINS
from metrics.limits.dated import Dated, Limit
from metrics.metric import Source
from metrics.moments import Integers
from metrics.periods import quarter_of
from metrics.words import Words

WHOLE = 10_000


@dataclass(frozen=True)
class Aspect:
    """Consecutive indicators: the weight of each. `domain`: the part of the index that the aspect belongs to."""

    key: str
    domain: str
    weights: tuple[int, ...]


_SPBE = tuple(
    Aspect(key, domain, (weight,) * indicators)
    for key, domain, indicators, weight in (
        ("internal_policy", "policy", 10, 130),
        ("planning", "governance", 4, 250),
        ("technology", "governance", 4, 250),
        ("organisation", "governance", 2, 250),
        ("management_practice", "management", 8, 150),
        ("audit", "management", 3, 150),
        ("administrative_services", "services", 10, 275),
        ("public_services", "services", 6, 300),
    )
)
_PEMDI = tuple(
    Aspect(key, key, weights)
    for key, weights in zip(
        PEMDI_ASPECTS,
        ((500, 500), (500, 500), (500, 300, 300, 400), (400, 400, 300, 400), (500, 500), (400, 400, 400, 300), (1000, 1500)),
        strict=True,
    )
)  # fmt: skip
_FROM_SPBE, _FROM_PEMDI = quarter_of(2020, 4), quarter_of(2026, 2)
_SOURCES = {
    "spbe": Source("PermenPANRB 59/2020"),
    "pemdi": Source("PermenPANRB 8/2026", verified=False),
}


def _weight_words(parts: dict[str, Words], aspects: tuple[Aspect, ...], of: str) -> Words:
    totals = {key: sum(sum(a.weights) for a in aspects if getattr(a, of) == key) / 100 for key in parts}
    return Words(
        "; ".join(f"{parts[key].id} {total:g} %".replace(".", ",") for key, total in totals.items()),
        "; ".join(f"{parts[key].en} {total:g}%" for key, total in totals.items()),
    )


def _bound_words(lowest: tuple[int, ...]) -> Words:
    named = list(zip(list(PREDICATES.values())[1:], lowest, strict=True))
    worst = next(iter(PREDICATES.values()))
    return Words(
        "; ".join((f"{worst.id} di bawah {named[0][1] / 100:g}", *(f"{w.id} mulai {b / 100:g}" for w, b in named))).replace(".", ","),
        "; ".join((f"{worst.en} below {named[0][1] / 100:g}", *(f"{w.en} from {b / 100:g}" for w, b in named))),
    )  # fmt: skip


DIGITAL_WEIGHTS = Limit(
    "digital_index_weights",
    Words("Bobot indeks digital", "Weights of the digital index"),
    Words(
        "Bobot indikator SPBE, dan sejak Juni 2026 indikator Pemdi; jumlahnya 100 persen.",
        "Weights of the SPBE indicators and, since June 2026, of the Pemdi ones; they add up to 100 per cent.",
    ),
    (
        Dated("spbe", _FROM_SPBE, _SPBE, _weight_words(SPBE_DOMAINS, _SPBE, "domain"), _SOURCES["spbe"]),
        Dated("pemdi", _FROM_PEMDI, _PEMDI, _weight_words(PEMDI_ASPECTS, _PEMDI, "key"), _SOURCES["pemdi"]),
    ),
)
_SPBE_LOWEST, _PEMDI_LOWEST = (180, 260, 350, 420), (150, 250, 350, 400)
DIGITAL_PREDICATES = Limit(
    "digital_index_predicates",
    Words("Predikat indeks digital", "Predikat of the digital index"),
    Words(
        "Predikat dibaca dari indeks yang sudah dibulatkan ke dua desimal, menurut aturan indeksnya.",
        "The predikat is read off the index rounded to two decimals, by the rule of the index.",
    ),
    (
        Dated("spbe", _FROM_SPBE, _SPBE_LOWEST, _bound_words(_SPBE_LOWEST), _SOURCES["spbe"]),
        Dated("pemdi", _FROM_PEMDI, _PEMDI_LOWEST, _bound_words(_PEMDI_LOWEST), _SOURCES["pemdi"]),
    ),
)
LIMITS = (DIGITAL_WEIGHTS, DIGITAL_PREDICATES)
SPBE_SOURCE, PEMDI_SOURCE = _SOURCES["spbe"], _SOURCES["pemdi"]


def regime(quarter: float | None = None) -> str:
    """Which index is in force in a quarter: `spbe` or `pemdi`; None, NaN: the newest."""
    return DIGITAL_WEIGHTS.at(quarter).key


def aspects(of: str) -> tuple[Aspect, ...]:
    """The aspects of a regime, in the order of their indicators."""
    found: tuple[Aspect, ...] = DIGITAL_WEIGHTS.under(of).value
    return found


def weights(of: str) -> Integers:
    """The weight of each indicator of a regime, in hundredths of a per cent."""
    return np.array([weight for aspect in aspects(of) for weight in aspect.weights], np.int64)


def lowest(of: str) -> tuple[int, ...]:
    """The lowest index of each predikat but the worst, in hundredths."""
    found: tuple[int, ...] = DIGITAL_PREDICATES.under(of).value
    return found
