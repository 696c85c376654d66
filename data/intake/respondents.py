"""Which rows below the header are respondents: not blank lines, not the totals and notes at the foot."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.intake.model import Plan, RawTable
from data.intake.text import is_blank, normalise
from data.intake.vocabulary import words
from metrics.satisfaction.elements import ELEMENTS

Mask = npt.NDArray[np.bool_]
# A respondent's row has one of these filled in; a total has not.
_PEOPLE = ("answered_on", "service", "channel", "sex", "age_years", "education", "occupation", "phone", "nik", "email")


@dataclass(frozen=True)
class Body:
    """Rows below the header; `blank[place]` says which cells of a column show nothing."""

    codes: tuple[npt.NDArray[np.int32], ...]  # per column: the place of each cell's text in its list of texts
    texts: tuple[list[str], ...]  # per column: its distinct texts
    blank: tuple[Mask, ...]
    rows: Mask  # respondents
    footers: int


def body_of(raw: RawTable, plan: Plan) -> Body:
    """The cells below the header and the rows that are respondents."""
    first = plan.first_row
    codes = tuple(np.asarray(c.indices)[first:] for c in raw.columns)
    texts = tuple(c.dictionary.to_pylist() for c in raw.columns)
    blank = tuple(np.array([is_blank(t) for t in ts] or [True])[cs] for ts, cs in zip(texts, codes, strict=True))
    count = len(raw) - first
    empty = np.logical_and.reduce(blank) if blank else np.ones(count, dtype=bool)
    footer = _footers(plan, codes, texts, blank, count) & ~empty
    return Body(codes, texts, blank, ~empty & ~footer, int(footer.sum()))


def _footers(
    plan: Plan,
    codes: tuple[npt.NDArray[np.int32], ...],
    texts: tuple[list[str], ...],
    blank: tuple[Mask, ...],
    count: int,
) -> Mask:
    """Rows whose first text begins like a total ("Jumlah", "NRR tertimbang", "IKM Unit Pelayanan") and that say nothing
    about a person; and below the first of them every row without any answer (legends, signatures)."""
    starts = tuple(words()["footer"]["starts"])
    heads = {s[:3] for s in starts}
    elements = {c.place for c in plan.columns if c.role in ELEMENTS}
    total = np.zeros(count, dtype=bool)
    pending = np.ones(count, dtype=bool)
    for place in range(len(codes)):
        here = pending & ~blank[place]
        if place not in elements and here.any():
            # Most texts of a long file are names and times: look closely only at those that begin alike.
            like = np.array(
                [t.lstrip(" (*\"'")[:3].casefold() in heads and _begins(t, starts) for t in texts[place]] or [False]
            )
            total |= here & like[codes[place]]
        pending &= blank[place]
        if not pending.any():
            break
    for column in plan.columns:
        if column.role in _PEOPLE:
            total &= blank[column.place]
    if elements and total.any():
        below = np.arange(count) > int(np.argmax(total))
        total |= below & np.logical_and.reduce([blank[p] for p in elements])
    return total


def _begins(text: str, starts: tuple[str, ...]) -> bool:
    plain = normalise(text)
    return any(plain == s or plain.startswith(f"{s} ") for s in starts)
