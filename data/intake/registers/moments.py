"""Days with their time of day, for millions of rows: a date and a clock are read apart, each distinct text once.

Every row of a log has a time of its own, so nearly every text is distinct; days and times of day are not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from data.intake.dates import order_of, without_time
from data.intake.registers.cells import nothing
from data.intake.registers.source import NEVER, Days, Source
from data.intake.registers.spans import span_in
from data.intake.respondents import Mask
from data.intake.verdict import read_texts
from data.intake.vocabulary.registers import Dating
from data.intake.when import last_day, tell_order

Minutes = npt.NDArray[np.int64]
NO_TIME = -1
DAY = 24 * 60
HALF_A_DAY = DAY // 2
_BEHIND = re.compile(
    r"(?:^|[\sT,])(?:pukul\s*|jam\s*)?(\d{1,2})[:.]([0-5]\d)(?:[:.][0-5]\d(?:[.,]\d+)?)?\s*([ap]\.?m\.?)?\s*(?:wib|wita|wit)?\s*$",
    re.IGNORECASE,
)
_ONLY_CLOCK = r"(?i)^\s*(?:(?:pukul|jam)\s*)?\d{1,2}[:.][0-5]\d(?:[:.][0-5]\d(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?\s*(?:wib|wita|wit)?\s*$"
_EMPTY_DAY = "^18(?:99|00)-(?:12|01)-(?:3[01]|0[01])[ T]"  # before the times of a workbook


@dataclass(frozen=True)
class Moments:
    """Per row the day (NaT: none) and the minute of the day (NO_TIME: not said)."""

    day: Days
    minute: Minutes

    @property
    def timed(self) -> Mask:
        """Which rows have a time of day."""
        return np.asarray(self.minute != NO_TIME)

    @property
    def dated(self) -> Mask:
        """Which rows have a day."""
        return np.asarray(~np.isnat(self.day))

    def otherwise(self, other: Moments) -> Moments:
        """These, with what they leave out taken from `other`; a time only where its day agrees."""
        day = np.where(self.dated, self.day, other.day)
        same = ~other.dated | (other.day == day)
        return Moments(day, np.where(self.timed | ~same, self.minute, other.minute))


def nowhere(count: int) -> Moments:
    """No row says when."""
    return Moments(np.full(count, NEVER), np.full(count, NO_TIME, dtype=np.int64))


def moments(source: Source, role: str, dating: Dating, clock_alone: bool = False) -> Moments:
    """The moments of a role; rows whose cell is none are rejected. `clock_alone`: a time without a day is one too."""
    if not source.has(role):
        return nowhere(source.count)
    texts, codes = _texts(source, role)
    alone = pc.match_substring_regex(texts, _ONLY_CLOCK) if clock_alone else pa.array(np.zeros(len(texts), dtype=bool))
    days = pc.if_else(alone, "", without_time(texts))
    apart = pc.and_(pc.invert(alone), pc.invert(pc.equal(texts, days)))
    worded = pc.match_substring_regex(days, r"\s.*\d[:.]\d")  # "5 Maret 2026 pukul 08.12"
    clocks = pc.if_else(alone, texts, pc.if_else(apart, _clock_part(texts), pc.if_else(worded, texts, "")))
    return Moments(_days(source, role, dating, days, codes), _minutes(clocks)[codes])


def _texts(source: Source, role: str) -> tuple[pa.StringArray, npt.NDArray[Any]]:
    """The distinct texts of a role that rows have, without the empty day of a workbook's times, and each row's text."""
    if (column := source.plan.column(role)) is None:
        return pa.array([source.plan.constants[role]], pa.string()), np.zeros(source.count, dtype=np.int64)
    texts = source.body.texts.distinct(column.place)
    return pc.replace_substring_regex(texts, _EMPTY_DAY, ""), source.body.codes[column.place]


def _clock_part(texts: pa.StringArray) -> pa.StringArray:
    return pc.replace_substring_regex(texts, "^.*[T ]", "")


def _days(source: Source, role: str, dating: Dating, texts: pa.StringArray, codes: npt.NDArray[Any]) -> Days:
    written = texts.dictionary_encode()
    known, of = written.dictionary.to_pylist(), np.asarray(written.indices)[codes]
    used = [known[i] for i in np.unique(of[source.verdict.rows]).tolist() if not nothing(known[i])]
    order, shown = order_of(used)
    if any(
        re.match(r"\s*\d{1,2}\s+[^\W\d_]{3,}", text) for text in used
    ):  # who writes months as words writes the day first
        order, shown = "dmy", True
    if not {"month_first", "day_first"} & {notice.code for notice in source.notices}:
        tell_order(order, shown, source.notices)
    found = read_texts(known, of, source.place(role), span_in(order, dating, last_day(source.plan)), source.verdict)
    source.tell_spans(role, found)
    first = [NEVER if s is None else np.datetime64(s.first, "D") for s in found.of] or [NEVER]
    days: Days = np.array(first, dtype="datetime64[D]")[found.codes]
    return days


def _minutes(clocks: pa.StringArray) -> Minutes:
    """Minute of the day of each text; midnight to the second is the mark of a workbook's bare dates, no time."""
    written = clocks.dictionary_encode()
    of = [_minute(text) for text in written.dictionary.to_pylist()] or [NO_TIME]
    found: Minutes = np.array(of, dtype=np.int64)[np.asarray(written.indices)]
    return found


def _minute(text: str) -> int:
    if text == "00:00:00" or (match := _BEHIND.search(text)) is None:
        return NO_TIME
    hour, half = int(match[1]), (match[3] or "").casefold()[:1]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return NO_TIME if hour > 23 else hour * 60 + int(match[2])


def after(start: Moments, end: Moments) -> tuple[Moments, Mask, Mask]:
    """(end with its day, which rows passed midnight, which run backwards).

    A time without a day is on the day of the start, or on the next where it is earlier by the clock: a queue of 23:50
    ends at 00:20. Only where that took half a day at most: 10:00 to 09:30 is a slip of the pen, and runs backwards.
    """
    bare = end.timed & ~end.dated & start.dated & start.timed
    took = np.where(bare, end.minute - start.minute, 0)
    past = bare & (took < 0) & (took + DAY <= HALF_A_DAY)
    day = np.where(bare, start.day + past.astype(np.int64), end.day)
    day = np.where(end.timed & ~end.dated & start.dated & ~start.timed, start.day, day)
    known = Moments(day, end.minute)
    both = start.timed & known.timed & known.dated & start.dated
    backwards = (known.day < start.day) | (both & (known.day == start.day) & (known.minute < start.minute))
    return known, past, np.asarray(backwards)


def between(start: Moments, end: Moments) -> tuple[Minutes, Mask]:
    """(minutes from start to end, where both have day and time)."""
    known = start.dated & end.dated & start.timed & end.timed
    days = np.where(known, (end.day - start.day).astype(np.int64), 0)
    return days * DAY + np.where(known, end.minute - start.minute, 0), known


def later(start: Moments, minutes: Minutes, known: Mask) -> Moments:
    """The moments so many minutes after those of `start`; without a time of day, whole days later."""
    from_minute = np.where(start.timed, start.minute, 0)
    total = from_minute + minutes
    day = np.where(known & start.dated, start.day + total // DAY, NEVER)
    return Moments(day, np.where(known & start.timed, total % DAY, NO_TIME))
