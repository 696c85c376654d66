"""What every model gives back: small dicts that json can keep, numbers rounded to what they can bear."""

from __future__ import annotations

from typing import Any

import numpy as np

from metrics.words import Words

Result = dict[str, Any]
Counts = dict[str, int]
DIGITS = 6  # significant; json stays small and equal on every machine


def number(value: Any) -> float | None:
    """A float to six significant digits; None where there is none, as json knows no NaN."""
    found = float(value)
    return float(f"{found:.{DIGITS}g}") if np.isfinite(found) else None


def estimate(value: Any, low: Any, high: Any) -> dict[str, float | None]:
    """An estimate with its interval."""
    return {"value": number(value), "low": number(low), "high": number(high)}


def fitted(kind: str, n: dict[str, Any], caveats: tuple[str, ...], **parts: Any) -> Result:
    """A result that stands."""
    return {"state": "fitted", "kind": kind, "n": n, "caveats": list(caveats), **parts}


def refused(kind: str, n: dict[str, Any], reason: Words) -> Result:
    """No result, and why: what would be needed stands in the reason."""
    return {"state": "refused", "kind": kind, "n": n, "caveats": [], "reason": told(reason)}


def told(words: Words) -> dict[str, str]:
    """Words as json."""
    return {"id": words.id, "en": words.en}


def too_few(kind: str, n: dict[str, Any], needs: Words) -> Result:
    """Refused for want of data; `needs` continues "needed are ..."."""
    return refused(
        kind,
        n,
        Words(f"Datanya belum cukup. Diperlukan {needs.id}.", f"There are too few data. Needed are {needs.en}."),
    )
