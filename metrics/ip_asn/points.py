"""The points of one person's IP ASN, for many people at once.

Codes are places in the dictionaries of `metrics.ip_asn.terms` and `metrics.performance.terms`, from 0; -1: not known.
Points are in tenths, as integers; -1 where they cannot be known. Shapes: arrays of one length (p,), or single numbers.
Rules: `metrics.limits.ip_asn`, with their sources.

A person's index is qualification + leadership + technical + seminar + performance + discipline. Structural, S1,
leadership and technical training but no seminar, SKP 85, no sanction: 15 + 30 + 25 + 5 = 75, Sedang.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from metrics.ip_asn.terms import CATEGORIES, DEGREES, DISCIPLINE, PARTS, POSITIONS
from metrics.limits import ip_asn as rules
from metrics.moments import Integers
from metrics.performance.terms import PREDICATES

_UNKNOWN = -1


def qualification(degree: npt.ArrayLike) -> Integers:
    """Points by degree: S3 25, S2 20, S1/D4 15, D3 10, D2/D1/SLTA 5, below 1; -1 where the degree is unknown."""
    return _looked_up(degree, tuple(DEGREES), rules.QUALIFICATION.at().value)


def competence(
    position: npt.ArrayLike,
    leadership_or_functional: npt.ArrayLike,
    technical: npt.ArrayLike,
    seminar: npt.ArrayLike,
) -> tuple[Integers, Integers, Integers]:
    """Points of the three kinds of training, yes or no: (leadership, technical, seminar).

    leadership_or_functional: leadership training for structural positions, functional training for functional ones;
    earns nothing in executive positions. technical: at least 20 JP. Raises ValueError for a position that is unknown.
    """
    most = _competence_maxima(position)
    flags = (leadership_or_functional, technical, seminar)
    leadership, technical_points, seminar_points = (
        most[..., part] * np.asarray(flag, np.bool_) for part, flag in enumerate(flags)
    )
    return leadership, technical_points, seminar_points


def performance(predicate: npt.ArrayLike, value_hundredths: npt.ArrayLike) -> Integers:
    """Points by the SKP value where there is one, else by predikat; -1 where there is neither.

    The value is rounded half-up to a whole number first: 90.49 -> 90 -> 25 points, 90.50 -> 91 -> 30 points. Values
    above 100 belong to the highest band.
    """
    by_predicate = _looked_up(predicate, tuple(PREDICATES), rules.PERFORMANCE_PREDICATE.at().value)
    lowest, points = rules.PERFORMANCE_VALUE.at().value
    value = np.asarray(value_hundredths, np.int64)
    by_value = np.asarray(points[::-1], np.int64)[bands((value + 50) // 100, lowest)]
    return np.where(value >= 0, by_value, by_predicate)


def discipline(level: npt.ArrayLike) -> Integers:
    """Points by the gravest sanction of five years: none (-1) 5, light 3, moderate 2, severe 1."""
    found = rules.DISCIPLINE_POINTS.at().value
    return _looked_up(level, tuple(DISCIPLINE), found, otherwise=found["none"])


def maxima(position: npt.ArrayLike) -> Integers:
    """The most that can be earned in each part: (p, parts), parts in the order of `metrics.ip_asn.terms.PARTS`.

    Raises ValueError for a position that is unknown.
    """
    trained = _competence_maxima(position)
    most = {
        "qualification": max(rules.QUALIFICATION.at().value.values()),
        "leadership": trained[..., 0],
        "technical": trained[..., 1],
        "seminar": trained[..., 2],
        "performance": max(rules.PERFORMANCE_VALUE.at().value[1]),
        "discipline": max(rules.DISCIPLINE_POINTS.at().value.values()),
    }
    return np.stack([np.broadcast_to(np.asarray(most[part], np.int64), trained.shape[:-1]) for part in PARTS], axis=-1)


def category(total_tenths: npt.ArrayLike) -> Integers:
    """Code of the category (`CATEGORIES`) of an index; -1 where it is unknown (-1).

    The index is rounded half-up to a whole number first: 90.4 -> Tinggi, 90.5 -> 91 -> Sangat Tinggi.
    """
    total = np.asarray(total_tenths, np.int64)
    return np.where(total >= 0, bands((total + 5) // 10, rules.CATEGORY.at().value), _UNKNOWN)


def category_bounds() -> dict[str, tuple[int, int]]:
    """Lowest and highest index of each category, both included, in tenths: {"very_low": (0, 604), ...}."""
    starts = [0, *(10 * low - 5 for low in sorted(rules.CATEGORY.at().value))]  # 91 begins at 90.5
    ends = [*(start - 1 for start in starts[1:]), 1000]
    return dict(zip(CATEGORIES, zip(starts, ends, strict=True), strict=True))


def bands(whole: npt.ArrayLike, lowest: tuple[int, ...]) -> Integers:
    """Place of the band of whole numbers, worst first; `lowest`: where each band but the worst begins."""
    return np.searchsorted(sorted(lowest), np.asarray(whole, np.int64), side="right")


def _looked_up(
    codes: npt.ArrayLike, keys: tuple[str, ...], points: Mapping[str, int], otherwise: int = _UNKNOWN
) -> Integers:
    code = np.asarray(codes, np.int64)
    if ((code < _UNKNOWN) | (code >= len(keys))).any():
        raise ValueError(f"codes of {', '.join(keys)} are 0 to {len(keys) - 1}, or -1 where nothing is known")
    return np.array([*(points[key] for key in keys), otherwise], np.int64)[code]  # -1 takes the last


def _competence_maxima(position: npt.ArrayLike) -> Integers:
    code = np.asarray(position, np.int64)
    if ((code < 0) | (code >= len(POSITIONS))).any():
        raise ValueError(f"the position decides the points and must be known: 0 to {len(POSITIONS) - 1}")
    points = rules.COMPETENCE.at().value
    return np.array([points[key] for key in POSITIONS], np.int64)[code]
