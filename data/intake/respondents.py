"""Which rows below the header are respondents: not blank lines, not the totals and notes at the foot."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from data.intake.model import Plan, RawTable
from data.intake.registers.spans import parse_span
from data.intake.text import blanks, normalise
from data.intake.vocabulary import words
from data.intake.vocabulary.registers import REGISTERS
from data.tables import TABLES, Type
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
_PERSON = tuple(role for role in _PEOPLE if role not in ("service", "channel"))  # registers total those too
_DAYS = {"dates", "last_access", "used_on", "answered_on"}  # roles beside the columns of dates that name a day
_LIKE_A_DAY = re.compile(r"\d{1,4}([-/.])\d{1,2}\1\d{1,4}")
_NAMING = ("staff", "title", "ticket")


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
    about a person, in a register no day either; and below the first of them every row without any answer or with hardly
    a cell (legends, signatures)."""
    register = plan.table in REGISTERS
    starts = tuple(words()["footer"]["starts"])
    heads = {s[:3] for s in starts}
    elements = {c.place for c in plan.columns if c.role in ELEMENTS}
    counting = {c.place for c in plan.columns if c.role == "number"} if register else set()
    total = np.zeros(count, dtype=bool)
    pending, counted = np.ones(count, dtype=bool), np.zeros(count, dtype=bool)
    for place in range(len(codes)):
        here = pending & ~blank[place]
        if place not in elements and here.any():
            begun = texts.beginning(place, heads)
            like = [i for i, text in begun.items() if _begins(text, starts)]
            bare = [i for i in like if normalise(begun[i]) in starts]
            total |= here & np.isin(codes[place], like) & (~counted | np.isin(codes[place], bare))
        if place in counting:  # a total may go on counting the rows, and then says its word alone: "37; Jumlah; 36"
            counted |= ~blank[place]
        else:
            pending &= blank[place]
        if not pending.any():
            break
    for column in plan.columns:
        if column.role in (_PERSON if register else _PEOPLE):
            total &= blank[column.place]
    if register:
        return _undated(total, plan, codes, texts) | _foot(plan, blank, count)
    if elements and total.any():
        below = np.arange(count) > int(np.argmax(total))
        unanswered = np.logical_and.reduce([blank[p] for p in elements])
        few = np.add.reduce([~b for b in blank], dtype=np.int64) <= 2
        total |= below & (unanswered | few)
    return total


def _undated(total: Mask, plan: Plan, codes: tuple[npt.NDArray[np.int32], ...], texts: Texts) -> Mask:
    """Those of the totals that name no day: what has one ("Total Quality Management; 3 Juli 2026") is a row of its own."""
    dates = {c.name for c in TABLES[plan.table].columns if c.type is Type.DATE} | _DAYS
    for column in plan.columns:
        if column.role in dates and total.any():
            used = np.unique(codes[column.place][total]).tolist()
            days = [i for i in used if _day(texts[column.place][i])]
            total = total & ~np.isin(codes[column.place], days)
    return total


def _day(text: str) -> bool:
    """Whether a text is a day or days, or an impossible one, which is to be mended: "31/09/2026"."""
    return _LIKE_A_DAY.search(text) is not None or parse_span(text) is not None


def _foot(plan: Plan, blank: tuple[Mask, ...], count: int) -> Mask:
    """Rows of hardly a cell below the last row that says who, which training or which complaint: places, dates and
    signatures."""
    column = next((found for role in _NAMING if (found := plan.column(role)) is not None), None)
    if column is None or not count:
        return np.zeros(count, dtype=bool)
    filled = np.add.reduce([~b for b in blank], dtype=np.int64)
    said = ~blank[column.place] & (filled > 1)
    last = count - 1 - int(np.argmax(said[::-1])) if said.any() else count
    return np.asarray((np.arange(count) > last) & (filled <= 2))


def _begins(text: str, starts: tuple[str, ...]) -> bool:
    plain = normalise(text)
    return any(plain == s or plain.startswith(f"{s} ") for s in starts)
