"""Which rows below the header are respondents: not blank lines, not the totals and notes at the foot."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from data.intake.model import Plan, RawTable
from data.intake.text import blanks, normalise
from data.intake.vocabulary import words
from data.intake.vocabulary.registers import REGISTERS
from metrics.satisfaction.elements import ELEMENTS

Mask = npt.NDArray[np.bool_]
# A respondent's row has one of these filled in; a total has not.
_PEOPLE = (
    "answered_on",
    "service",
    "channel",
    "sex",
    "age_years",
    "education",
    "occupation",
    "phone",
    "nik",
    "email",
    "staff",
    "area",
    "training_kind",
)


class Texts:
    """Per column its distinct texts, taken out only for the columns that somebody reads: names are a million each."""

    def __init__(self, raw: RawTable) -> None:
        self._columns = raw.columns
        self._known: dict[int, list[str]] = {}

    def __getitem__(self, place: int) -> list[str]:
        if place not in self._known:
            self._known[place] = self._columns[place].dictionary.to_pylist()
        return self._known[place]

    def __len__(self) -> int:
        return len(self._columns)

    def distinct(self, place: int) -> pa.StringArray:
        """The distinct texts of a column, for work on all of them at once."""
        return self._columns[place].dictionary

    def beginning(self, place: int, heads: set[str]) -> dict[int, str]:
        """The distinct texts of a column that begin with one of `heads`, by their place in the list."""
        texts = self._columns[place].dictionary
        starts = pc.utf8_lower(pc.utf8_slice_codeunits(pc.utf8_ltrim(texts, characters=" (*\"'"), 0, 3))
        places = pc.indices_nonzero(pc.is_in(starts, pa.array(sorted(heads))))
        return dict(zip(places.to_pylist(), texts.take(places).to_pylist(), strict=True))


@dataclass(frozen=True)
class Body:
    """Rows below the header; `blank[place]` says which cells of a column show nothing."""

    codes: tuple[npt.NDArray[np.int32], ...]  # per column: the place of each cell's text in its list of texts
    texts: Texts
    blank: tuple[Mask, ...]
    rows: Mask  # respondents
    footers: int


def body_of(raw: RawTable, plan: Plan) -> Body:
    """The cells below the header and the rows that are respondents."""
    first = plan.first_row
    codes = tuple(np.asarray(c.indices)[first:] for c in raw.columns)
    texts = Texts(raw)
    blank = tuple(np.append(blanks(c.dictionary), True)[cs] for c, cs in zip(raw.columns, codes, strict=True))
    count = len(raw) - first
    empty = np.logical_and.reduce(blank) if blank else np.ones(count, dtype=bool)
    footer = _footers(plan, codes, texts, blank, count) & ~empty
    return Body(codes, texts, blank, ~empty & ~footer, int(footer.sum()))


def _footers(
    plan: Plan,
    codes: tuple[npt.NDArray[np.int32], ...],
    texts: Texts,
    blank: tuple[Mask, ...],
    count: int,
) -> Mask:
    """Rows whose first text begins like a total ("Jumlah", "NRR tertimbang", "IKM Unit Pelayanan") and that say nothing
    about a person; and below the first of them every row without any answer or with hardly a cell (legends, signatures)."""
    starts = tuple(words()["footer"]["starts"])
    heads = {s[:3] for s in starts}
    elements = {c.place for c in plan.columns if c.role in ELEMENTS}
    total = np.zeros(count, dtype=bool)
    pending = np.ones(count, dtype=bool)
    for place in range(len(codes)):
        here = pending & ~blank[place]
        if place not in elements and here.any():
            like = [i for i, text in texts.beginning(place, heads).items() if _begins(text, starts)]
            total |= here & np.isin(codes[place], like)
        pending &= blank[place]
        if not pending.any():
            break
    for column in plan.columns:
        if column.role in _PEOPLE:
            total &= blank[column.place]
    if plan.table in REGISTERS:
        return total | _foot(plan, blank, count)
    if elements and total.any():
        below = np.arange(count) > int(np.argmax(total))
        unanswered = np.logical_and.reduce([blank[p] for p in elements])
        few = np.add.reduce([~b for b in blank], dtype=np.int64) <= 2
        total |= below & (unanswered | few)
    return total


def _foot(plan: Plan, blank: tuple[Mask, ...], count: int) -> Mask:
    """Rows of hardly a cell below the last row that says who or which training: places, dates and signatures."""
    column = plan.column("staff") or plan.column("title")
    if column is None or not count:
        return np.zeros(count, dtype=bool)
    filled = np.add.reduce([~b for b in blank], dtype=np.int64)
    said = ~blank[column.place] & (filled > 1)
    last = count - 1 - int(np.argmax(said[::-1])) if said.any() else count
    return np.asarray((np.arange(count) > last) & (filled <= 2))


def _begins(text: str, starts: tuple[str, ...]) -> bool:
    plain = normalise(text)
    return any(plain == s or plain.startswith(f"{s} ") for s in starts)
